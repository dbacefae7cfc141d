"""Columns that are unlike the money beside them, and whose headings do not speak of money: it may be none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import median_low

from trygg_excel.layout.kinds.terms import measure_in
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import HeadedColumn, Table
from trygg_excel.layout.vocabulary import is_detail, is_total, speaks_of_money

_TIMES_SMALLER = 200


def unlike_columns(grid: Grid, table: Table) -> frozenset[int]:
    """The columns of unknown things written otherwise than the money, or far smaller: 'Listade' beside 'Kapitering'."""
    known = [each.column for each in table.columns if speaks_as_money(each)]
    if table.years_down or len(known) == len(table.columns):
        return frozenset()
    lines = [grid.line(row.row) for row in table.rows]
    cells = {each.column: _filled(lines, each.column) for each in table.columns}
    own = {each.column for each in table.columns if not is_total(each.own_heading)}  # a sum says not what it is of
    money = [seen for column in known if column in own for seen in cells[column]]
    if not money:
        return frozenset()
    unknown = (each.column for each in table.columns if each.column not in known and cells[each.column])
    return frozenset(column for column in unknown if _is_unlike(cells[column], money))


def speaks_as_money(column: HeadedColumn) -> bool:
    """Whether a heading tells a unit, a kind of amount, or some other word for money; a year is of anything."""
    told = measure_in(column.heading) is not None or speaks_of_money(column.heading) or is_detail(column.own_heading)
    return told or column.unit is not None


def _filled(lines: Sequence[Mapping[int, Seen]], column: int) -> list[Seen]:
    cells = [line[column] for line in lines if column in line]
    return [seen for seen in cells if seen.counts and seen.amounts[0].number]


def _is_unlike(own: Sequence[Seen], money: Sequence[Seen]) -> bool:
    if _usual_format(own) not in {seen.cell.style.number_format for seen in money}:
        return True
    return _usual_size(own) * _TIMES_SMALLER < _usual_size(money)


def _usual_format(cells: Sequence[Seen]) -> str:
    return Counter(seen.cell.style.number_format for seen in cells).most_common(1)[0][0]


def _usual_size(cells: Sequence[Seen]) -> Decimal:
    return median_low([abs(seen.amounts[0].number or Decimal(0)) for seen in cells])
