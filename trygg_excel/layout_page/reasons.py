"""Why a number is no amount, as the layout left it: by its format, its row, its column and the column's heading."""

from __future__ import annotations

import re

from trygg_excel.finding import Text
from trygg_excel.layout.grid import Grid
from trygg_excel.layout.headings import heading_of
from trygg_excel.layout.seen import Seen
from trygg_excel.layout.table import Table
from trygg_excel.layout.vocabulary import counts_things, says_no_money, says_period
from trygg_excel.layout_page import use
from trygg_excel.workbook import CellType

_PERCENT = re.compile(r"%|procent|per ?cent|andel|share", re.IGNORECASE)
_CODE = re.compile(r"(?:\b|_)(?:nr|id|kod|code)\b|konto|ansvar|dept|number|nummer|zip|not\b|sid", re.IGNORECASE)
_COUNT = re.compile(r"antal|\bst\b|årsarb|tjänst|fte|position|head|quantit|qty|timm|hours", re.IGNORECASE)
_BY_TYPE = {
    CellType.DATE: use.DATE,
    CellType.BOOLEAN: use.TRUTH,
    CellType.EMPTY: use.NO_VALUE,
    CellType.ERROR: use.ERROR,
}


def why_ignored(grid: Grid, seen: Seen, table: Table | None) -> Text:
    """`table` is the one whose rows and side of the sheet the cell stands in, if any."""
    if seen.cell.type in _BY_TYPE:
        return _BY_TYPE[seen.cell.type]
    if seen.is_percent:
        return use.PERCENT
    if seen.bare_period:
        return use.PERIOD
    return _outside(grid, seen.cell.row) if table is None else _in_table(grid, seen, table)


def _outside(grid: Grid, row: int) -> Text:
    name = next((seen.text for seen in grid.row(row) if seen.is_word), "")
    return use.NO_MONEY_IN_ROW if counts_things(name) else use.OUTSIDE


def _in_table(grid: Grid, seen: Seen, table: Table) -> Text:
    row, column = seen.cell.row, seen.cell.column
    if column in {each.column for each in table.prices}:
        return use.PRICE
    if column in {each.column for each in table.columns}:
        return _in_row(grid, row)
    edge = table.columns[0].column
    heading = heading_of(grid, column, table.header_rows, edge).heading
    if not heading:
        return use.NO_HEADING
    return _by_heading(heading) or (use.CODE if column < edge else use.NOT_READ_SO)


def _in_row(grid: Grid, row: int) -> Text:
    """Why a row's numbers are no amounts though their columns are of amounts."""
    name = next((seen.text for seen in grid.row(row) if seen.is_word), "")
    if not name:
        return use.NO_NAME
    return use.NO_MONEY_IN_ROW if counts_things(name) else use.NOT_READ_SO


def _by_heading(heading: str) -> Text | None:
    if not says_no_money(heading):
        return use.PERIOD if says_period(heading) else None
    kinds = ((_PERCENT, use.PERCENT), (_COUNT, use.COUNT), (_CODE, use.CODE))
    return next((reason for pattern, reason in kinds if pattern.search(heading)), use.NO_MONEY)
