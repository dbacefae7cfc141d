"""The same figures in several workbooks of a case: list against table, version against version (TRY-015)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Result, Severity, Source, Text, Verdict, listed, text
from trygg_excel.held import Held
from trygg_excel.money import total
from trygg_excel.register.model import Case
from trygg_excel.tolerance import across

LIST = "TRY-015"


def against_primary(case: Case, members: Mapping[str, Held]) -> Iterator[Result]:
    """Each workbook of a case against its primary, programme by programme, for the years both have."""
    primary = members.get(case.primary)
    for member in case.members:
        if member.role == case.primary:
            continue
        other = members.get(member.role)
        subject = text("{role} mot {primary}", "{role} against {primary}", role=member.role, primary=case.primary)
        if primary is None or other is None:
            missing = case.primary if primary is None else member.role
            lacks = text("arbetsboken '{role}' i samma körning", "the workbook '{role}' in the same run", role=missing)
            yield Result(control=LIST, verdict=Verdict.NOT_JUDGED, subject=subject, lacks=(lacks,))
        elif other.lines:
            yield _compared(subject, primary, other)


def _compared(subject: Text, primary: Held, other: Held) -> Result:
    years = [year for year in other.years if year in primary.years]
    differing, omitted = [], []
    for year in years:
        for fact in primary.lines_of(year):
            match = None if fact.programme is None else other.one(fact.programme, year)
            if match is None:
                omitted.append(fact)
            elif _differ(fact, match):
                differing.append((fact, match))
    findings = (*(_difference(primary, other, *pair) for pair in differing), *_left_out(primary, other, omitted))
    stated, calculated = (_sum(held, years) for held in (other, primary))
    differs = any(each.severity is not Severity.NOTE for each in findings)
    verdict = Verdict.FAILS if differs else Verdict.HOLDS
    return Result(
        control=LIST, verdict=verdict,
        subject=subject, findings=findings, sources=(Source(other.budget.file), Source(primary.budget.file)),
        stated=stated, calculated=calculated, tolerance=0, unit=primary.unit,
        explanation=text(
            "{n} belopp jämförda, {same} lika, {omitted} utelämnade",
            "{n} amounts compared, {same} equal, {omitted} left out",
            n=sum(len(other.lines_of(year)) for year in years),
            same=sum(len(other.lines_of(year)) for year in years) - len(differing), omitted=len(omitted),
        ),
    )  # fmt: skip


def _sum(held: Held, years: list[int]) -> int:
    return total(each.amount for year in years for each in held.lines_of(year)).known


def _differ(first: Fact, second: Fact) -> bool:
    if first.amount is None or second.amount is None:
        return first.amount is not second.amount
    tolerance = across(first.quantum, second.quantum, first.shown_unit)
    return tolerance.judge(first.amount - second.amount) not in {"holds", "rounding"}


def _difference(primary: Held, other: Held, fact: Fact, match: Fact) -> Finding:
    difference = (match.amount or 0) - (fact.amount or 0)
    return Finding(
        code=LIST, severity=Severity.ERROR, programme=fact.programme, period=fact.period_to,
        message=text(
            "{label} {year}: {found} i {there} ({cell}), men {expected} i {here} ({its}). Det skiljer {d}.",
            "{label} {year}: {found} in {there} ({cell}), but {expected} in {here} ({its}). They differ by {d}.",
            label=fact.label, year=fact.year, found=match.money(match.amount), there=other.budget.name,
            cell=match.cell, expected=fact.money(fact.amount), here=primary.budget.name, its=fact.cell,
            d=fact.money(abs(difference)),
        ),
        remedy=text("Rätta den arbetsbok som är fel.", "Correct the workbook that is wrong."),
        sources=(match.source, fact.source), found=match.amount, expected=fact.amount, difference=difference,
        tolerance=0,
    )  # fmt: skip


def _left_out(primary: Held, other: Held, omitted: list[Fact]) -> Iterator[Finding]:
    """Rows the other workbook does not have: nothing to mend when they are nought, a difference when they are not."""
    noughts = [each for each in omitted if each.amount == 0]
    if noughts:
        yield Finding(
            code=LIST, severity=Severity.NOTE, period=noughts[0].period_to,
            message=text(
                "{there} har {n} rader, {here} {m}. {labels} saknas; beloppet är {nought} i {here}.",
                "{there} has {n} rows, {here} {m}. {labels} are left out; the amount is {nought} in {here}.",
                there=other.budget.name, here=primary.budget.name,
                n=len({each.label for each in other.lines}), m=len({each.label for each in primary.lines}),
                labels=listed(each.label for each in noughts),
                nought=noughts[0].money(0),
            ),
            sources=(Source(other.budget.file), *(each.source for each in noughts)),
        )  # fmt: skip
    for fact in omitted:
        if fact.amount != 0:
            yield Finding(
                code=LIST, severity=Severity.ERROR, programme=fact.programme, period=fact.period_to,
                message=text(
                    "{label}, {amount} {year}, saknas i {there}.",
                    "{label}, {amount} in {year}, is missing in {there}.",
                    label=fact.label, amount=fact.money(fact.amount), year=fact.year, there=other.budget.name,
                ),
                remedy=text(
                    "Lägg till raden, eller förklara varför den saknas.", "Add the row, or explain its absence."
                ),
                sources=(Source(other.budget.file), fact.source), expected=fact.amount,
            )  # fmt: skip
