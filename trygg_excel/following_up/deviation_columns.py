"""Which two columns a column of deviations is the difference of, told by the figures and not by the headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from trygg_excel.fact import Fact, Measure
from trygg_excel.table_rows import TableRow, is_exact
from trygg_excel.workbook import place

_LEAST = 0.6  # of the rows, for two columns to be what a third is the difference of
_OUTCOMES = frozenset({Measure.ACTUAL, Measure.FORECAST})
_TOLD = _OUTCOMES | {Measure.BUDGET, Measure.DEVIATION}
Columns: TypeAlias = tuple[int, int, int]  # of the deviation, the outcome and the budget
Trio: TypeAlias = tuple[Fact, Fact, Fact]


@dataclass(frozen=True, slots=True)
class DeviationRow:
    """A deviation with the two amounts it is the difference of."""

    deviation: Fact
    outcome: Fact
    budget: Fact

    @property
    def difference(self) -> int:
        """Outcome minus budget, in öre."""
        return (self.outcome.amount or 0) - (self.budget.amount or 0)

    @property
    def fits(self) -> bool:
        return _fit(self.deviation, self.outcome, self.budget)

    @property
    def sign(self) -> int:
        """1: outcome minus budget; -1: budget minus outcome; 0: neither, or no difference but for rounding."""
        stated, difference = self.deviation.amount or 0, self.difference
        rounding = max(self.outcome.quantum, self.budget.quantum)
        if stated == 0 or abs(difference) <= rounding or not self.fits:
            return 0
        return 1 if (stated > 0) == (difference > 0) else -1


def deviation_columns(rows: Sequence[TableRow]) -> Iterator[tuple[DeviationRow, ...]]:
    """For each column of deviations of one table, its rows; columns whose two amounts cannot be told are left out."""
    found: dict[Columns, list[Trio]] = {}
    fitting: Counter[Columns] = Counter()
    stated: dict[int, None] = {}
    for row in rows:
        for columns, trio in _candidates(row):
            found.setdefault(columns, []).append(trio)
            fitting[columns] += _fit(*trio)
        stated.update((place(fact.cell)[1], None) for fact in row.facts if fact.measure is Measure.DEVIATION)
    for column in stated:
        own = [columns for columns in found if columns[0] == column]
        if own:
            best = max(own, key=fitting.__getitem__)
            if fitting[best] >= max(2, _LEAST * len(found[best])):
                yield tuple(DeviationRow(*trio) for trio in found[best])


def _fit(deviation: Fact, outcome: Fact, budget: Fact) -> bool:
    """Whether the first is the difference of the others, whichever is taken from the other (T2)."""
    off = abs(abs(deviation.amount or 0) - abs((outcome.amount or 0) - (budget.amount or 0)))
    return off <= deviation.quantum or off <= max(outcome.quantum, budget.quantum)


def _candidates(row: TableRow) -> Iterator[tuple[Columns, Trio]]:
    """Each deviation of a row with each outcome and budget that it may be the difference of."""
    known = [(place(each.cell)[1], each) for each in row.facts if each.measure in _TOLD and is_exact(each)]
    budgets = [each for each in known if each[1].measure is Measure.BUDGET]
    outcomes = [each for each in known if each[1].measure in _OUTCOMES]
    pairs = [
        (one, other)
        for one in outcomes
        for other in budgets
        if one[1].nature is other[1].nature and one[1].year == other[1].year
    ]
    for column, deviation in known:
        if deviation.measure is Measure.DEVIATION:
            for (first, outcome), (second, budget) in pairs:
                yield (column, first, second), (deviation, outcome, budget)
