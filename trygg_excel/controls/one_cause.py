"""One cause, one finding: a sum that is off by what another control says one of its rows is off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from trygg_excel.controls.sums import CODE as SUM
from trygg_excel.finding import Finding, Result, Severity, Source, text
from trygg_excel.held import Held

_PLACING = frozenset({"TRY-016", "TRY-027"})  # controls that say what a single cell should be


@dataclass(frozen=True, slots=True)
class _Placed:
    """A sum's finding, and the other finding that tells in which row the error sits."""

    finding: Finding
    witness: Finding


def wrong_totals(results: Iterable[Result]) -> tuple[Source, ...]:
    """The totals that do not add up: nothing more is concluded from them."""
    sums = (each for each in results if each.findings and each.control == SUM)
    return tuple(each.sources[0] for each in sums if any(one.severity is Severity.ERROR for one in each.findings))


def one_cause_each(held: Held, results: Iterable[Result]) -> tuple[Result, ...]:
    """The results with each error told once, where it sits."""
    given = tuple(results)
    telling = [result for result in given if result.findings]
    placed = [found for result in telling if (found := _placed(held, result, telling)) is not None]
    told = {id(each.finding): _in_cell(held, each) for each in placed}
    witnesses = {id(each.witness) for each in placed}
    return tuple(_retold(result, told, witnesses) if result.findings else result for result in given)


def _retold(result: Result, told: dict[int, Finding], witnesses: set[int]) -> Result:
    findings = tuple(told.get(id(each), each) for each in result.findings if id(each) not in witnesses)
    return result if findings == result.findings else result._replace(findings=findings)


def _placed(held: Held, result: Result, others: Sequence[Result]) -> _Placed | None:
    if result.control != SUM or not result.difference:
        return None
    finding = result.findings[0]
    sums = [each for each in held.network.identities if each.whole.source == finding.sources[0]]
    terms = {part.source for each in sums for part in each.parts}
    for other in others:
        for each in other.findings:
            seat = each.sources[0] if each.code in _PLACING and each.sources else None
            if seat in terms and each.difference == -result.difference:
                return _Placed(finding, each)
    return None


def _in_cell(held: Held, placed: _Placed) -> Finding:
    finding, witness = placed.finding, placed.witness
    seat = witness.sources[0]
    fact = next(each for each in held.facts if each.source == seat)
    cause = text(
        "Felet sitter troligen i {cell}. {why}", "The error is probably in {cell}. {why}",
        cell=seat.cell, why=witness.message,
    )  # fmt: skip
    right = fact.money(witness.expected if isinstance(witness.expected, int) else None)
    remedy = text(
        "Skriv {right} i {cell}, så stämmer summan i {total}.",
        "Write {right} in {cell}, and the sum in {total} agrees.",
        right=right, cell=seat.cell, total=finding.sources[0].cell,
    )  # fmt: skip
    sources = (finding.sources[0], *witness.sources)
    return replace(finding, causes=(cause,), remedy=remedy, sources=sources, programme=witness.programme)
