"""Which two columns a column of deviations is the difference of, told by the figures and not by the headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter, itemgetter, sub
from typing import NamedTuple, TypeAlias

from trygg_excel.fact import Fact, Measure, Nature
from trygg_excel.table_rows import TableRow, is_exact
from trygg_excel.workbook import place

_LEAST = 0.6  # of the rows, for two columns to be what a third is the difference of
_OUTCOMES = frozenset({Measure.ACTUAL, Measure.FORECAST})
_TOLD = _OUTCOMES | {Measure.BUDGET, Measure.DEVIATION}
_Pair: TypeAlias = tuple[int, int]  # columns, of the outcome and of the budget
_Kind: TypeAlias = tuple[Measure, Nature, int | None]
_Shape: TypeAlias = tuple[tuple[int, ...], tuple[_Kind, ...]]  # columns and kinds of what a row tells
_KIND = attrgetter("measure", "nature", "period_to")
_AMOUNT, _QUANTUM = attrgetter("amount"), attrgetter("quantum")


class DeviationRow(NamedTuple):
    """A deviation with the two amounts it is the difference of, and the row they stand in."""

    row: TableRow
    deviation: Fact
    outcome: Fact
    budget: Fact

    @property
    def sign(self) -> int:
        """1: outcome minus budget; -1: budget minus outcome; 0: neither, or no difference but for rounding."""
        _, deviation, outcome, budget = self
        stated, difference = deviation.amount or 0, (outcome.amount or 0) - (budget.amount or 0)
        rounding = max(outcome.quantum, budget.quantum)
        if stated == 0 or -rounding <= difference <= rounding:
            return 0
        if abs(stated) != abs(difference) and not _fits(deviation, outcome, budget):
            return 0
        return 1 if (stated > 0) == (difference > 0) else -1


class _Line(NamedTuple):
    """A column of rows of one shape: its facts, their amounts, and the largest quantum of them, in öre."""

    facts: Sequence[Fact]
    amounts: Sequence[int]
    coarsest: int


class _Trio(NamedTuple):
    """Rows of one shape, by number, and three columns of theirs: the first may be the difference of the others."""

    numbers: Sequence[int]
    deviation: _Line
    outcome: _Line
    budget: _Line

    @property
    def fitting(self) -> int:
        """In how many rows it is."""
        _, deviation, outcome, budget = self
        differences = map(abs, map(sub, outcome.amounts, budget.amounts))
        off = list(map(sub, map(abs, deviation.amounts), differences))
        bound = max(deviation.coarsest, outcome.coarsest, budget.coarsest)
        near = [at for at, miss in enumerate(off) if miss and -bound <= miss <= bound]
        return off.count(0) + sum(_fits(deviation.facts[at], outcome.facts[at], budget.facts[at]) for at in near)

    def rows(self) -> Iterator[tuple[int, Fact, Fact, Fact]]:
        return zip(self.numbers, self.deviation.facts, self.outcome.facts, self.budget.facts, strict=True)


def deviation_columns(rows: Sequence[TableRow]) -> Iterator[tuple[DeviationRow, ...]]:
    """For each column of deviations of one table, its rows; columns whose two amounts cannot be told are left out."""
    found: dict[int, dict[_Pair, list[_Trio]]] = {}
    for (columns, kinds), own in _by_shape(rows).items():
        numbers = [number for number, _ in own]
        lines = list(map(_line, zip(*(told for _, told in own), strict=True)))
        for one, two, three in _trios(kinds):
            known = found.setdefault(columns[one], {}).setdefault((columns[two], columns[three]), [])
            known.append(_Trio(numbers, lines[one], lines[two], lines[three]))
    for pairs in found.values():
        fitting = {pair: sum(each.fitting for each in trios) for pair, trios in pairs.items()}
        best = max(fitting, key=fitting.__getitem__)
        told = sorted((row for each in pairs[best] for row in each.rows()), key=itemgetter(0))
        if fitting[best] >= max(2, _LEAST * len(told)):
            yield tuple(DeviationRow(rows[number], *facts) for number, *facts in told)


def _line(facts: Sequence[Fact]) -> _Line:
    return _Line(facts, list(map(_AMOUNT, facts)), max(map(_QUANTUM, facts)))


def _by_shape(rows: Iterable[TableRow]) -> dict[_Shape, list[tuple[int, list[Fact]]]]:
    """What the rows tell, with their numbers, by where that stands and what it is: most tables have one shape."""
    found: dict[_Shape, list[tuple[int, list[Fact]]]] = {}
    for number, row in enumerate(rows):
        told = [fact for fact in row.facts if fact.measure in _TOLD and is_exact(fact)]
        columns = tuple(place(fact.cell)[1] for fact in told)
        found.setdefault((columns, tuple(map(_KIND, told))), []).append((number, told))
    return found


def _fits(deviation: Fact, outcome: Fact, budget: Fact) -> bool:
    """Whether the first is the difference of the others, whichever is taken from the other (T2)."""
    off = abs(abs(deviation.amount or 0) - abs((outcome.amount or 0) - (budget.amount or 0)))
    return not off or off <= max(deviation.quantum, outcome.quantum, budget.quantum)


@lru_cache(maxsize=1024)
def _trios(kinds: tuple[_Kind, ...]) -> tuple[tuple[int, int, int], ...]:
    """Which deviation of a row may be the difference of which outcome and budget: those of one nature and year."""
    found: dict[Measure, list[int]] = {}
    for at, (measure, _, _) in enumerate(kinds):
        found.setdefault(Measure.ACTUAL if measure in _OUTCOMES else measure, []).append(at)
    return tuple(
        (deviation, outcome, budget)
        for deviation in found.get(Measure.DEVIATION, ())
        for outcome in found.get(Measure.ACTUAL, ())
        for budget in found.get(Measure.BUDGET, ())
        if _of(kinds[outcome]) == _of(kinds[budget])
    )


def _of(kind: _Kind) -> tuple[Nature, int | None]:
    """Nature and year."""
    _, nature, end = kind
    return nature, None if end is None else end // 100
