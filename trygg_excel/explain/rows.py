"""What happened to a whole row, or to a sum in all its columns: lost, doubled, hidden, or counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from trygg_excel.explain.network import Network
from trygg_excel.fact import Fact, Kind, Measure, Nature, Role
from trygg_excel.finding import CauseKind
from trygg_excel.identities import Identity, IdentityKind
from trygg_excel.identities.identity import Along
from trygg_excel.workbook import place

_SUBSET = 3  # rows whose amounts together may explain a difference
_PARTS = 60  # of more rows no pairs are tried
_SEVERAL = 2  # columns off the same way, before a row may be lost whose amounts are against the sum's sign
_MADE = frozenset({Measure.CHANGE, Measure.DEVIATION})
_CHANCE = 0.02  # of amounts that happen to be just what is missing: above it, that they are says little


@dataclass(frozen=True, slots=True)
class RowCause:
    """`rows`: the facts by which the sums are off, of one or several rows; `sums`: the identities it explains.

    `gone`: the row of last time that is there no more.
    """

    kind: CauseKind
    likely: int
    rows: tuple[Fact, ...]
    sums: tuple[int, ...]
    gone: tuple[Fact, ...] = ()


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
    rows = {place(net.identities[number].whole.cell)[0] for number in failing}
    for number, each in enumerate(net.identities):
        if place(each.whole.cell)[0] in rows and _is_sum(each) and (key := _row_of(each)) in wanted:
            grouped[key].append(number)
    yield from (_sum_row(net, numbers) for numbers in grouped.values())


def _is_sum(identity: Identity) -> bool:
    return identity.kind is IdentityKind.SUM and identity.along is Along.ROWS


def _row_of(identity: Identity) -> tuple[str, str, int, int]:
    """Sheet, table and row of the sum, and the first row of its parts: sums of sums by their lines are another."""
    first = min(place(each.cell)[0] for each in identity.parts)
    return identity.whole.sheet, identity.whole.table, place(identity.whole.cell)[0], first


def _sum_row(net: Network, numbers: Sequence[int]) -> SumRow:
    by_cross: dict[int, int] = {}
    parts: dict[int, dict[int, Fact]] = defaultdict(dict)
    for number in numbers:
        identity = net.identities[number]
        cross = place(identity.whole.cell)[1]
        if cross not in by_cross or not identity.agrees:
            by_cross[cross] = number
        for fact in identity.parts:
            parts[place(fact.cell)[0]][cross] = fact
    off = {cross: _off_by(net.identities[number]) for cross, number in by_cross.items()}
    slack = {cross: net.identities[number].tolerance.soft for cross, number in by_cross.items()}
    return SumRow(by_cross, off, slack, parts)


def _off_by(identity: Identity) -> int:
    return 0 if identity.agrees else identity.difference


def row_causes(
    net: Network, failing: Sequence[int], hidden: Mapping[str, frozenset[int]], gone: Sequence[Sequence[Fact]] = ()
) -> Iterator[RowCause]:
    """Each way in which rows alone explain every column that fails; `gone` are rows that last time's tables had."""
    for row in (each for each in sum_rows(net, failing) if each.failing):
        lines = {at: facts for at, facts in row.parts.items() if any(each.amount for each in facts.values())}
        yield from _doubled(row, lines)
        yield from _twice(row, lines)
        yield from _left_out(net, row, lines, hidden)
        yield from _lost(net, row, gone)


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
    tried = 0
    for length in range(1, _SUBSET + 1 if len(lines) <= _PARTS else 2):
        for chosen in combinations(lines, length):
            tried += 1
            if length < len(lines) and _explains(row, [lines[at] for at in chosen], -1):
                facts = tuple(fact for at in chosen for fact in lines[at].values())
                told = _by_chance(row, lines, chosen, max(tried, len(lines))) < _CHANCE
                yield RowCause(CauseKind.SHORT_RANGE, (78 if length == 1 else 55) if told else 30, facts, row.failing)
                return


def _by_chance(row: SumRow, lines: Mapping[int, Mapping[int, Fact]], chosen: Sequence[int], tried: int) -> float:
    """Of so many amounts, or sums of some, how many would come as near what is missing, were it any amount."""
    expected = float(tried)
    for cross, off in row.off.items():
        facts = [each[cross] for each in lines.values() if cross in each]
        largest = max((abs(each.amount or 0) for each in facts), default=0)
        miss = off + sum(lines[at][cross].amount or 0 for at in chosen if cross in lines[at])
        expected *= min(1.0, (2 * abs(miss) + max((each.quantum for each in facts), default=1)) / max(largest, 1))
    return expected


def _lost(net: Network, row: SumRow, gone: Sequence[Sequence[Fact]]) -> Iterator[RowCause]:
    """Typed sums off in their columns as if a row had been taken out from under them; the one that was, if known."""
    wholes = {cross: net.identities[number].whole for cross, number in row.numbers.items() if row.off[cross]}
    if any(each.kind is Kind.FORMULA for each in wholes.values()):
        return  # a formula would have followed the row
    facts = tuple(wholes.values())
    for each in gone:
        if _was(row, net, each):
            yield RowCause(CauseKind.MISSING_ROW, 125, facts, row.failing, tuple(each))
            return
    made = [cross for cross, each in wholes.items() if each.measure in _MADE or each.nature is Nature.NET]
    plain = [cross for cross in wholes if cross not in made] or list(wholes)
    more = {row.off[cross] * (wholes[cross].amount or 0) > 0 for cross in plain}
    if more != {True} and (len(plain) < _SEVERAL or len({row.off[cross] > 0 for cross in plain}) > 1):
        return
    most = len(wholes) > 1 and len(wholes) * 2 > len(row.off)
    yield RowCause(CauseKind.MISSING_ROW, 75 if most else 20, facts, row.failing)


def _was(row: SumRow, net: Network, gone: Sequence[Fact]) -> bool:
    """Whether the amounts of a row that is gone are what the sums are off by, in each column that last time had."""
    shared = 0
    for cross, number in row.numbers.items():
        whole = net.identities[number].whole
        amounts = [each.amount or 0 for each in gone if each.column == whole.column and _kind(each) == _kind(whole)]
        if len(amounts) == 1:
            if abs(row.off[cross] - amounts[0]) > row.slack[cross]:
                return False
            shared += bool(amounts[0])
    return shared > 0


def _kind(fact: Fact) -> tuple[object, ...]:
    return fact.measure, fact.nature, fact.year
