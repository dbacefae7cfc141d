"""A drawn page as the reader would hand it on, without a file between: for drawing many tables fast."""

from __future__ import annotations

from datetime import date

from tests.archetypes.drawing import Ink, Page, Value, place
from trygg_excel.workbook import Cell, CellStyle, CellType, Range, Sheet


def as_sheet(page: Page) -> Sheet:
    cells = {at: _cell(*at, ink) for at, ink in sorted(page.cells.items()) if ink.value is not None}
    return Sheet(page.name, cells, tuple(_range(area) for area in page.merges))


def _cell(row: int, column: int, ink: Ink) -> Cell:
    kind, value = _typed(ink.value)
    look = ink.look
    style = CellStyle(look.fmt or "General", look.bold, look.italic, look.indent)
    return Cell(row, column, kind, value, ink.formula.removeprefix("=") or None, style)


def _typed(value: Value) -> tuple[CellType, str]:
    if isinstance(value, date):
        return CellType.DATE, value.isoformat()
    if isinstance(value, str):
        return CellType.TEXT, value
    return CellType.NUMBER, f"{float(value or 0):.16G}"


def _range(area: str) -> Range:
    (top, left), (bottom, right) = map(place, area.split(":"))
    return Range(top, left, bottom, right)
