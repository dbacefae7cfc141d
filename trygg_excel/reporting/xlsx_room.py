"""How wide columns and how high rows must be. Widths are in digits of the body font, heights in points."""

from __future__ import annotations

from trygg_excel.reporting.display import Showing, shown, to_the_right
from trygg_excel.reporting.model import Column, Row, RowRole, Style, Table, Value
from trygg_excel.reporting.xlsx_look import AIR, LINE_HEIGHT, indent
from trygg_excel.reporting.xlsx_measure import heading_width, height, measure

FILTER_FROM = 13
_CAPS = {Style.TEXT: 45, Style.WRAPPED: 60, Style.CODE: 30}
_KEPT = frozenset({Style.AMOUNT, Style.CHANGE, Style.PERCENT, Style.TREND})  # alike in every table, whatever they hold
_HEADING_CAP = 24
_SHORT_HEADING = 12
_WIDEST = 255.0
_PADDING = 2.0
_EDGES = 1.0
_INDENT = 1.2
_FILTER_BUTTON = 2.5


def is_filtered(table: Table) -> bool:
    """A long flat list is filtered; among groups and subtotals a sort would tear the table apart."""
    roles = [row.role for row in table.rows]
    while roles and roles[-1] is RowRole.TOTAL:
        roles.pop()
    return len(roles) >= FILTER_FROM and set(roles) == {RowRole.LINE}


def column_widths(table: Table, headings: tuple[str, ...], how: Showing) -> tuple[float, ...]:
    """Each column as wide as its widest number, or its text up to a cap, and the longest word of its heading."""
    button = _FILTER_BUTTON if is_filtered(table) else 0.0
    return tuple(
        _width(column, [(row, row.cells[index]) for row in table.rows], index, _heading_width(heading) + button, how)
        for index, (column, heading) in enumerate(zip(table.columns, headings, strict=True))
    )


def row_heights(table: Table, widths: tuple[float, ...], how: Showing) -> tuple[float, ...]:
    """The height of each row of the table."""
    return tuple(_row_height(table, row, widths, how) + AIR for row in table.rows)


def header_height(table: Table, headings: tuple[str, ...], widths: tuple[float, ...]) -> float:
    """The height of the header row."""
    taken = _EDGES + _INDENT + (_FILTER_BUTTON if is_filtered(table) else 0.0)
    return AIR + max(height(heading, width - taken) for heading, width in zip(headings, widths, strict=True))


def _width(column: Column, cells: list[tuple[Row, Value]], index: int, heading: float, how: Showing) -> float:
    widest_text = widest_number = 0.0
    for row, value in cells:
        said = shown(value, column.style, how)
        if to_the_right(value, column.style):
            widest_number = max(widest_number, measure(said) + 1)
        else:
            widest_text = max(widest_text, max(map(measure, said.split("\n"))) + _INDENT * indent(row, index))
    text = min(widest_text, column.width or _CAPS.get(column.style, _HEADING_CAP))
    if column.width and (column.answer or column.style in _KEPT):
        text = column.width
    return min(_WIDEST, max(min(heading, _HEADING_CAP), text, widest_number) + _PADDING)


def _heading_width(heading: str) -> float:
    """A short heading stands on one line, a longer one on two; a word is never broken."""
    whole = measure(heading)
    return _INDENT + (whole if whole <= _SHORT_HEADING else heading_width(heading))


def _row_height(table: Table, row: Row, widths: tuple[float, ...], how: Showing) -> float:
    needed = [
        height(shown(value, column.style, how), width - _EDGES - _INDENT * indent(row, index))
        for index, (value, column, width) in enumerate(zip(row.cells, table.columns, widths, strict=True))
        if not to_the_right(value, column.style)
    ]
    return max(needed, default=LINE_HEIGHT)
