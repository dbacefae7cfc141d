"""Which texts of a file are numbers as machines write them: '1234.5', '1e6', in a file that uses the decimal point.

All else stays text as written: '1 234,50', '0310', '(12,5)'. The layout reads it, and sees a column as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from trygg_excel.reading.text_table import NUMBER_LIKE
from trygg_excel.workbook import Cell, CellType

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")
# Three digits after a mark may be thousands, but not after a lone nought.
_COMMA = re.compile(r"[-+(\u2212\u2013]?(?:0,\d+|\d[\d\s.]*+,(?:\d{1,2}|\d{4,}))\)?-?\s*")
_POWER = r"[eE][-+]?[0-9]{1,3}"
_POINT = re.compile(rf"-?(?:0\.[0-9]+|[0-9]+\.(?:[0-9]{{1,2}}|[0-9]{{4,}}))(?:{_POWER})?|-?[0-9]+\.?[0-9]*{_POWER}")


def with_numbers(cells: dict[tuple[int, int], Cell], delimiter: str) -> bool:
    """Make numbers of those columns' texts where every one that looks like a number is one, if the file writes points.

    Whether it does.
    """
    if not _writes_points(cells.values(), delimiter):
        return False
    plain, mixed = [], set()
    for cell in cells.values():
        if cell.type is CellType.TEXT:
            if _PLAIN.fullmatch(cell.value):
                plain.append(cell)
            elif NUMBER_LIKE.fullmatch(cell.value):
                mixed.add(cell.column)
    for cell in plain:
        if cell.column not in mixed:
            place = cell.row, cell.column
            cells[place] = Cell(*place, CellType.NUMBER, cell.value, None, cell.style)
    return True


def _writes_points(cells: Iterable[Cell], delimiter: str) -> bool:
    """Whether a decimal point stands somewhere, and nowhere a decimal comma. Fields parted by commas write points."""
    points = False
    for cell in cells:
        if cell.type is CellType.TEXT and ("," in cell.value or "." in cell.value or "e" in cell.value.lower()):
            if _COMMA.fullmatch(cell.value):
                return False
            points = points or _POINT.fullmatch(cell.value) is not None
    return points or delimiter == ","
