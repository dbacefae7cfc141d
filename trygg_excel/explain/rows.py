"""What happened to a whole row, or to a sum in all its columns: lost, doubled, hidden, or counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from trygg_excel.explain.network import Network
from trygg_excel.fact import Fact, Kind, Measure, Role
from trygg_excel.finding import CauseKind
from trygg_excel.identities import Identity, IdentityKind
from trygg_excel.identities.identity import Along
from trygg_excel.workbook import place

_SUBSET = 3  # rows whose amounts together may explain a difference
_PARTS = 60  # of more rows no pairs are tried


@dataclass(frozen=True, slots=True)
class RowCause:
    """`rows`: the facts by which the sums are off, of one or several rows; `sums`: the identities it explains."""

    kind: CauseKind
    likely: int
    rows: tuple[Fact, ...]
    sums: tuple[int, ...]


@dataclass(frozen=True)
class SumRow:
    """A sum in all its columns: by column how far it is off, what of it rounding explains, and its parts' rows."""

    numbers: Mapping[int, int]
    off: Mapping[int, int]
    slack: Mapping[int, int]
    parts: Mapping[int, Mapping[int, Fact]]

    @property
    def failing(self) -> tuple[int, ...]:
        return tuple(self.numbers[cross] for cross, difference in self.off.items() if difference)


def sum_rows(net: Network, failing: Sequence[int]) -> Iterator[SumRow]:
    """The sums over rows of which some column fails."""
    wanted = {_row_of(net.identities[number]) for number in failing if _is_sum(net.identities[number])}
    grouped: dict[object, list[int]] = defaultdict(list)
    for number, each in enumerate(net.identities):
        if _is_sum(each) and (key := _row_of(each)) in wanted:
            grouped[key].append(number)
    yield from (_sum_row(net, numbers) for numbers in grouped.values())


def _is_sum(identity: Identity) -> bool:
    return identity.kind is IdentityKind.SUM and identity.along is Along.ROWS


def _row_of(identity: Identity) -> tuple[str, str, int, int]:
    """Sheet, table and row of the sum, and the first row of its parts: sums of sums by their lines are another."""
    first = min(place(term.fact.cell)[0] for term in identity.terms)
    return identity.whole.sheet, identity.whole.table, place(identity.whole.cell)[0], first


def _sum_row(net: Network, numbers: Sequence[int]) -> SumRow:
    by_cross: dict[int, int] = {}
    parts: dict[int, dict[int, Fact]] = defaultdict(dict)
    for number in numbers:
        identity = net.identities[number]
        cross = place(identity.whole.cell)[1]
        if cross not in by_cross or not identity.agrees:
            by_cross[cross] = number
        for term in identity.terms:
            parts[place(term.fact.cell)[0]][cross] = term.fact
    off = {cross: _off_by(net.identities[number]) for cross, number in by_cross.items()}
    slack = {cross: net.identities[number].tolerance.soft for cross, number in by_cross.items()}
    return SumRow(by_cross, off, slack, parts)


def _off_by(identity: Identity) -> int:
    return 0 if identity.agrees else identity.difference


def row_causes(net: Network, failing: Sequence[int], hidden: Mapping[str, frozenset[int]]) -> Iterator[RowCause]:
    """Each way in which rows alone explain every column that fails."""
    for row in (each for each in sum_rows(net, failing) if each.failing):
        lines = {at: facts for at, facts in row.parts.items() if any(each.amount for each in facts.values())}
        yield from _doubled(row, lines)
        yield from _twice(row, lines)
        yield from _left_out(net, row, lines, hidden)
        yield from _lost(net, row)


def _explains(row: SumRow, facts: Sequence[Mapping[int, Fact]], sign: int) -> bool:
    """Whether the rows' amounts are, to the rounding, just what each column is off by."""
    return all(
        abs(difference - sign * sum(each[cross].amount or 0 for each in facts if cross in each)) <= row.slack[cross]
        for cross, difference in row.off.items()
    )


def _doubled(row: SumRow, lines: Mapping[int, Mapping[int, Fact]]) -> Iterator[RowCause]:
    """A row that says another again, and is not in the typed sum."""
    for at, again in pairwise(sorted(lines)):
        if _is_twin(lines[at], lines[again]) and _explains(row, [lines[again]], -1):
            facts = (*lines[at].values(), *lines[again].values())
            yield RowCause(CauseKind.DOUBLED_ROW, 120, facts, row.failing)


def _is_twin(one: Mapping[int, Fact], other: Mapping[int, Fact]) -> bool:
    first, second = next(iter(one.values())), next(iter(other.values()))
    alike = {cross: each.amount for cross, each in one.items()} == {cross: each.amount for cross, each in other.items()}
    return alike and first.label.casefold() == second.label.casefold()


def _twice(row: SumRow, lines: Mapping[int, Mapping[int, Fact]]) -> Iterator[RowCause]:
    """Subtotals counted once more with their lines."""
    sums = [facts for facts in lines.values() if next(iter(facts.values())).role is not Role.LINE]
    for length in range(1, min(len(sums), 6) + 1):
        for chosen in combinations(sums, length):
            if _explains(row, chosen, 1):
                facts = tuple(fact for each in chosen for fact in each.values())
                yield RowCause(CauseKind.SUBTOTAL_TWICE, 100 - length, facts, row.failing)
                return


def _left_out(
    net: Network, row: SumRow, lines: Mapping[int, Mapping[int, Fact]], hidden: Mapping[str, frozenset[int]]
) -> Iterator[RowCause]:
    """Rows whose amounts the sum lacks: hidden ones, or some few others."""
    sheet = net.identities[row.failing[0]].whole.sheet
    concealed = [at for at in lines if at in hidden.get(sheet, frozenset())]
    if concealed and _explains(row, [lines[at] for at in concealed], -1):
        facts = tuple(fact for at in concealed for fact in lines[at].values())
        yield RowCause(CauseKind.HIDDEN_ROW, 115, facts, row.failing)
        return
    several = len(row.off) > 1
    for length in range(1, _SUBSET + 1 if len(lines) <= _PARTS else 2):
        for chosen in combinations(lines, length):
            if length < len(lines) and _explains(row, [lines[at] for at in chosen], -1):
                facts = tuple(fact for at in chosen for fact in lines[at].values())
                likely = (70 if several else 50) - 20 * (length - 1)
                yield RowCause(CauseKind.SHORT_RANGE, likely, facts, row.failing)
                return


def _lost(net: Network, row: SumRow) -> Iterator[RowCause]:
    """Typed sums off in all their columns, as if a row had been taken out from under them."""
    wholes = [net.identities[number] for number in row.failing]
    if any(each.whole.kind is Kind.FORMULA for each in wholes):
        return  # a formula would have followed the row
    totals = [each for each in wholes if each.whole.measure not in {Measure.CHANGE, Measure.DEVIATION}] or wholes
    signs = {each.difference * each.stated > 0 for each in totals}
    if signs != {True}:
        return
    complete = all(row.off.values()) and len(row.off) > 1
    yield RowCause(CauseKind.MISSING_ROW, 75 if complete else 20, tuple(each.whole for each in wholes), row.failing)
