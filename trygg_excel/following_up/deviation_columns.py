"""Which two columns a column of deviations is the difference of, told by the figures and not by the headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter, itemgetter, sub
from typing import NamedTuple, TypeAlias

from trygg_excel.fact import Fact, Measure, Nature
from trygg_excel.table_rows import TableRow, is_exact

_LEAST = 0.6  # of the rows, for two columns to be what a third is the difference of
_OUTCOMES = frozenset({Measure.ACTUAL, Measure.FORECAST})
_Pair: TypeAlias = tuple[int, int]  # columns, of the outcome and of the budget
_Numbered: TypeAlias = tuple[int, TableRow]
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
        size = abs(difference)
        if stated == 0 or size <= outcome.quantum or size <= budget.quantum:
            return 0
        if abs(stated) != size and not _fits(deviation, outcome, budget):
            return 0
        return 1 if (stated > 0) == (difference > 0) else -1


class _Line(NamedTuple):
    """A column of rows of one shape: its facts, their amounts, and the largest quantum of them, in öre."""

    facts: Sequence[Fact]
    amounts: Sequence[int]
    coarsest: int


class _Trio(NamedTuple):
    """Rows of one shape, with their numbers, and three columns of theirs: the first may be the others' difference."""

    rows: Sequence[_Numbered]
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
        near = [at for at, miss in enumerate(off) if miss and -bound <= miss <= bound] if any(off) else ()
        return off.count(0) + sum(_fits(deviation.facts[at], outcome.facts[at], budget.facts[at]) for at in near)

    def told(self) -> Iterator[tuple[int, DeviationRow]]:
        """The rows with their numbers."""
        numbers, rows = zip(*self.rows, strict=True)
        return zip(
            numbers, map(DeviationRow, rows, self.deviation.facts, self.outcome.facts, self.budget.facts), strict=True
        )


def deviation_columns(rows: Sequence[TableRow]) -> Iterator[tuple[DeviationRow, ...]]:
    """For each column of deviations of one table, its rows; columns whose two amounts cannot be told are left out."""
    found: dict[int, dict[_Pair, list[_Trio]]] = {}
    for (columns, kinds), own in _by_shape(rows).items():
        facts, numbered = zip(*own, strict=True)
        lines = list(map(_line, zip(*facts, strict=True)))
        for one, two, three in _trios(kinds):
            known = found.setdefault(columns[one], {}).setdefault((columns[two], columns[three]), [])
            known.append(_Trio(numbered, lines[one], lines[two], lines[three]))
    for pairs in found.values():
        best, fitting = _best(pairs.values())
        told = sorted((row for each in best for row in each.told()), key=itemgetter(0))
        if fitting >= max(2, _LEAST * len(told)):
            yield tuple(row for _, row in told)


def _best(pairs: Iterable[Sequence[_Trio]]) -> tuple[Sequence[_Trio], int]:
    """What fits in most rows, the first of equals, and in how many."""
    best: tuple[Sequence[_Trio], int] = (), -1
    for trios in pairs:
        if sum(len(each.rows) for each in trios) > best[1]:
            fitting = sum(each.fitting for each in trios)
            best = (trios, fitting) if fitting > best[1] else best
    return best


def _line(facts: Sequence[Fact]) -> _Line:
    return _Line(facts, list(map(_AMOUNT, facts)), max(map(_QUANTUM, facts)))


def _by_shape(rows: Iterable[TableRow]) -> dict[_Shape, list[tuple[tuple[Fact, ...], _Numbered]]]:
    """What the rows tell exactly, by where that stands and what it is: most tables have one shape."""
    found: dict[_Shape, list[tuple[tuple[Fact, ...], _Numbered]]] = {}
    for number, row in enumerate(rows):
        told, columns = row.facts, row.columns
        if not all(map(is_exact, told)):
            columns = tuple(column for column, fact in zip(columns, told, strict=True) if is_exact(fact))
            told = tuple(filter(is_exact, told))
        found.setdefault((columns, tuple(map(_KIND, told))), []).append((told, (number, row)))
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
