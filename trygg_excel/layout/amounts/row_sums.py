"""Columns that a row's own sum leaves out: what the amounts are shared by stands beside them, and may be no money."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from trygg_excel.layout.amounts.unlike import speaks_as_money
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.table import HeadedColumn, Table
from trygg_excel.layout.vocabulary import is_total

_ROWS = 3  # at least, to tell a sum from a coincidence
_ENOUGH = 60
_WIDEST = 40  # columns
_AGREE = 0.8  # of the rows
_Row = Sequence[Decimal | None]


def left_out(grid: Grid, table: Table) -> frozenset[int]:
    """The columns left of those that a sum across adds, whose headings speak of no money: 'Mandat' before 'Summa'."""
    columns = table.columns
    for at, column in enumerate(columns):
        if 2 < at <= _WIDEST and is_total(column.own_heading):
            rows = [_numbers(grid, row.row, columns[: at + 1]) for row in table.rows[:_ENOUGH]]
            first = max((start for start in range(at - 1) if _adds_up(rows, start)), default=0)
            return frozenset(each.column for each in columns[:first] if not speaks_as_money(each))
    return frozenset()


def _numbers(grid: Grid, row: int, columns: Sequence[HeadedColumn]) -> _Row:
    cells = (grid.at(row, each.column) for each in columns)
    return [seen.amounts[0].number if seen is not None and seen.amounts else None for seen in cells]


def _adds_up(rows: Sequence[_Row], start: int) -> bool:
    """Whether the last number of nearly every row is the sum of those from `start` on, roundings apart."""
    whole = [(row, row[-1]) for row in rows if row[-1] is not None and any(each is not None for each in row[start:-1])]
    agree = sum(
        abs(sum((each or Decimal(0) for each in row[start:-1]), -last)) <= _rounding(row) for row, last in whole
    )
    return len(whole) >= _ROWS and agree >= _AGREE * len(whole)


def _rounding(row: _Row) -> Decimal:
    """Half a step of the finest number for each of them."""
    finest = min(int(each.normalize().as_tuple().exponent) for each in row if each is not None)
    return Decimal(len(row)).scaleb(min(finest, 0)) / 2
