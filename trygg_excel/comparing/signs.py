"""Which way is better: how much better than its budget an outcome or forecast is, whatever signs the table writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from trygg_excel.fact import Fact, Measure, Nature
from trygg_excel.following_up.deviation_columns import deviation_columns
from trygg_excel.following_up.follow_up import Side, better_than, column_of, side_of
from trygg_excel.held import Held
from trygg_excel.table_rows import TableRow

_RESULT = re.compile(r"resultat|överskott|underskott|\bresult|surplus|deficit", re.IGNORECASE)
_Table = tuple[str, str]


@dataclass(frozen=True)
class Signs:
    """The signs of one workbook's tables."""

    held: Held

    def better(self, row: TableRow, amount: Fact, budget: Fact) -> int:
        """Öre; negative when worse than the budget.

        Where words and signs do not tell, the table's own column of deviations does, in which plus is better
        (domain.md 2.2): net amounts without a minus are costs in most tables and results in some, and a minus is a cost
        in reports and revenue in ledgers.
        """
        negative = column_of(amount) in self.held.minus
        side = side_of(row, amount, negative)
        given, planned = amount.amount or 0, budget.amount or 0
        table = row.sheet, row.table
        if negative and amount.nature in {Nature.NONE, Nature.NET}:
            return (given - planned) * (self._stated.get(table) or self._by_words.get(table) or 1)
        if side is Side.NET and amount.nature is Nature.NET:
            return (given - planned) * (self._stated.get(table) or _net(row, amount))
        return better_than(given, planned, side, negative=negative)

    @cached_property
    def _stated(self) -> Mapping[_Table, int]:
        """By table: 1 where most of its deviations are outcome less budget, -1 where budget less outcome."""
        found = {}
        for rows in self.held.tables_with(Measure.DEVIATION):
            signs = sum(
                each.sign for column in deviation_columns(rows) for each in column
                if each.deviation.nature in {Nature.NONE, Nature.NET}
            )  # fmt: skip
            if signs:
                found[rows[0].sheet, rows[0].table] = 1 if signs > 0 else -1
        return found

    @cached_property
    def _by_words(self) -> Mapping[_Table, int]:
        """By table: -1 where what is called revenue has a minus, as in a ledger."""
        found: dict[_Table, int] = {}
        for table, rows in self.held.rows_by_table.items():
            revenue = [fact for row in rows for fact in row.facts if side_of(row, fact, negative=False) is Side.REVENUE]
            if sum((each.amount or 0) < 0 for each in revenue) > len(revenue) / 2:
                found[table] = -1
        return found


def _net(row: TableRow, amount: Fact) -> int:
    """1 where the net is revenue less costs, -1 where it is costs less revenue, which is how most write it."""
    parts = {
        each.nature: each.amount or 0 for each in row.facts
        if (each.measure, each.basis, each.period_to) == (amount.measure, amount.basis, amount.period_to)
    }  # fmt: skip
    if Nature.COST in parts and Nature.REVENUE in parts:
        result = parts[Nature.REVENUE] - abs(parts[Nature.COST])
        return 1 if abs(result - (amount.amount or 0)) < abs(result + (amount.amount or 0)) else -1
    return 1 if _RESULT.search(row.label) or _RESULT.search(amount.column) else -1
