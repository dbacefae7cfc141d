"""Which two columns a column of deviations is the difference of, told by the figures and not by the headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trygg_excel.fact import Fact, Measure
from trygg_excel.table_rows import TableRow, is_exact
from trygg_excel.workbook import place

_LEAST = 0.6  # of the rows, for two columns to be what a third is the difference of
_OUTCOMES = frozenset({Measure.ACTUAL, Measure.FORECAST})


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
        """Whether it is their difference, whichever is taken from the other (T2)."""
        bound = max(each.quantum for each in (self.deviation, self.outcome, self.budget))
        return abs(abs(self.deviation.amount or 0) - abs(self.difference)) <= bound

    @property
    def sign(self) -> int:
        """1: outcome minus budget; -1: budget minus outcome; 0: neither, or no difference but for rounding."""
        stated, rounding = self.deviation.amount or 0, max(self.outcome.quantum, self.budget.quantum)
        if not self.fits or stated == 0 or abs(self.difference) <= rounding:
            return 0
        return 1 if (stated > 0) == (self.difference > 0) else -1


def deviation_columns(rows: Sequence[TableRow]) -> Iterator[tuple[DeviationRow, ...]]:
    """For each column of deviations of one table, its rows; columns whose two amounts cannot be told are left out."""
    found: dict[tuple[int, int, int], list[DeviationRow]] = {}
    stated: dict[int, int] = {}
    for row in rows:
        for each in _candidates(row):
            places = tuple(place(fact.cell)[1] for fact in (each.deviation, each.outcome, each.budget))
            found.setdefault((places[0], places[1], places[2]), []).append(each)
        for fact in row.facts:
            if fact.measure is Measure.DEVIATION:
                stated[place(fact.cell)[1]] = stated.get(place(fact.cell)[1], 0) + 1
    for column in stated:
        best = max((own for at, own in found.items() if at[0] == column), key=_fitting, default=[])
        if _fitting(best) >= max(2, _LEAST * len(best)):
            yield tuple(best)


def _fitting(rows: Sequence[DeviationRow]) -> int:
    return sum(each.fits for each in rows)


def _candidates(row: TableRow) -> Iterator[DeviationRow]:
    known = [each for each in row.facts if is_exact(each)]
    budgets = [each for each in known if each.measure is Measure.BUDGET]
    outcomes = [each for each in known if each.measure in _OUTCOMES]
    for deviation in (each for each in known if each.measure is Measure.DEVIATION):
        for outcome in outcomes:
            for budget in budgets:
                if outcome.nature is budget.nature and outcome.year == budget.year:
                    yield DeviationRow(deviation, outcome, budget)
