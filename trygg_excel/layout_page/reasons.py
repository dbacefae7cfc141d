"""Why a number is no amount, as the layout left it: by its format, its row, its column and the column's heading."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice

from trygg_excel.finding import Text
from trygg_excel.layout.amounts.counted import counts_things, says_no_money, tells_key_figures
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.headings import heading_of
from trygg_excel.layout.sight.regions import codes_under_names
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Table
from trygg_excel.layout.vocabulary import names_codes, says_period
from trygg_excel.layout_page import use
from trygg_excel.workbook import CellType

_NEAR = 40  # rows over a number in which a heading may say that it counts
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
    if _is_code_row(grid, seen.cell.row):
        return use.CODE
    return _outside(grid, seen.cell.row) if table is None else _in_table(grid, seen, table)


def _is_code_row(grid: Grid, row: int) -> bool:
    """Whether a row holds the codes of the columns: 'Ansvar | 4100 | 4200', or those under their names."""
    return names_codes(_name(grid, row)) or codes_under_names(grid, row, grid.row(row))


def _name(grid: Grid, row: int) -> str:
    return next((seen.text for seen in grid.row(row) if seen.is_word), "")


def _outside(grid: Grid, row: int) -> Text:
    return use.NO_MONEY_IN_ROW if counts_things(_name(grid, row)) or _under_key_figures(grid, row) else use.OUTSIDE


def _under_key_figures(grid: Grid, row: int) -> bool:
    """Whether the nearest words alone on their row over this one say that what follows is counted: 'Nyckeltal'."""
    over = grid.rows[max(0, bisect_left(grid.rows, row) - _NEAR) : bisect_left(grid.rows, row)]
    alone = (cells[0].text for each in reversed(over) if len(cells := grid.row(each)) == 1 and cells[0].is_word)
    return any(map(tells_key_figures, islice(alone, 1)))


def _in_table(grid: Grid, seen: Seen, table: Table) -> Text:
    row, column = seen.cell.row, seen.cell.column
    if column in {each.column for each in table.prices}:
        return use.PRICE
    if column in {each.column for each in table.columns}:
        return _in_row(grid, row)
    edge = table.columns[0].column
    headed = heading_of(grid, column, table.header_rows, edge)
    if not headed.heading:
        return use.NO_HEADING
    counted = use.NO_MONEY if any(map(tells_key_figures, headed.path)) else None
    return _by_heading(headed.heading) or counted or (use.CODE if column < edge else use.NOT_READ_SO)


def _in_row(grid: Grid, row: int) -> Text:
    """Why a row's numbers are no amounts though their columns are of amounts."""
    name = _name(grid, row)
    if not name:
        return use.NO_NAME
    counted = counts_things(name) or tells_key_figures(name) or _under_key_figures(grid, row)
    return use.NO_MONEY_IN_ROW if counted else use.NOT_READ_SO


def _by_heading(heading: str) -> Text | None:
    if not says_no_money(heading):
        return use.PERIOD if says_period(heading) else None
    kinds = ((_PERCENT, use.PERCENT), (_COUNT, use.COUNT), (_CODE, use.CODE))
    return next((reason for pattern, reason in kinds if pattern.search(heading)), use.NO_MONEY)
