"""What the readers of text and of markup share: cells put in their place within the limits, and what Excel would run.

Such a file is not made by Excel, and a text that begins with a sign is a formula there when it is opened.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from trygg_excel.gate.active import MOST
from trygg_excel.gate.formulas import fetches
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.workbook import PLAIN, Active, ActiveKind, Cell, CellStyle, CellType, Range, address

_LEADS = ("=", "+", "-", "@")
_AS_TEXT = re.compile(r'=\s*"((?:[^"]|"")*)"\s*')  # '="0310"': how exports keep the zero
_FORMULA = re.compile(
    r"""=[\s({+-]*+(?:[^\W\d][\w.]*+\((?!=)   # a function, and no word with '(=' after it
    |\$?[A-Za-z]{1,3}\$?\d{1,7}(?![\w])  # a cell
    |\d|\#REF!|'[^']*'!|[\w.]++!|[\w.]++\|)""",
    re.VERBOSE,
)
_OTHER_BOOK = re.compile(r"\[([^\[\]]*\.\w{2,5})\][^\[\]!]*!")
_LONGEST_NAME = 31
_FORBIDDEN_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


def sheet_name(stem: str) -> str:
    """The name of the one sheet of a file without sheets: the file's, cut as a sheet's name is."""
    return stem[:_LONGEST_NAME].translate(_FORBIDDEN_IN_NAME)


@dataclass
class Count:
    """What is counted over all sheets of a workbook, and the active content met so far."""

    limits: Limits
    cells: int = 0
    active: list[Active] = field(default_factory=list)
    told: Counter[ActiveKind] = field(default_factory=Counter)

    def add(self, cells: int) -> None:
        """Count more cells. Raises BadPackage on more than are allowed."""
        self.cells += cells
        if self.cells > self.limits.cells:
            raise BadPackage(Reason.CELLS)

    def tell(self, kind: ActiveKind, place: str, target: str = "") -> None:
        if self.told[kind] < MOST:
            self.told[kind] += 1
            self.active.append(Active(kind, place, target))


@dataclass
class Filling:
    """A sheet that is being filled. Its methods raise BadPackage with the reason on what is beyond the limits."""

    name: str
    count: Count
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    _area: int = 0

    def put_text(self, row: int, column: int, text: str, style: CellStyle = PLAIN) -> None:
        """A text as written; one that Excel takes for a formula is one, without a value."""
        if text.lstrip()[:1] not in _LEADS:
            self.put(Cell(row, column, CellType.TEXT, text, None, style))
            return
        if (said := _AS_TEXT.fullmatch(text)) is not None:
            self.put(Cell(row, column, CellType.TEXT, said[1].replace('""', '"'), None, style))
            return
        if _FORMULA.match(text) is not None:
            self.put(Cell(row, column, CellType.EMPTY, "", text[1:], style))
        else:
            self.put(Cell(row, column, CellType.TEXT, text, None, style))
            self.look_at(row, column, text.lstrip()[1:])

    def put(self, cell: Cell) -> None:
        limits = self.count.limits
        if cell.row > limits.rows or cell.column > limits.columns:
            raise BadPackage(Reason.REFERENCE, self.name)
        if len(cell.value) > limits.text or len(cell.formula or "") > limits.text:
            raise BadPackage(Reason.LONG_TEXT, self.name)
        if not cell.value and not cell.formula:
            return
        self.count.add(1)
        self.cells[cell.row, cell.column] = cell
        if cell.formula:
            self.look_at(cell.row, cell.column, cell.formula)

    def look_at(self, row: int, column: int, formula: str) -> None:
        """Tell what a formula would fetch, start or link to."""
        place = f"{self.name}!{address(row, column)}"
        if (function := fetches(formula)) is not None:
            self.count.tell(ActiveKind.DDE if function == "DDE" else ActiveKind.WEB_FORMULA, place, function)
        elif "[" in formula and (book := _OTHER_BOOK.search(formula)) is not None:
            self.count.tell(ActiveKind.EXTERNAL_LINK, place, book[1])

    def merge(self, area: Range) -> None:
        limits = self.count.limits
        if area.bottom > limits.rows or area.right > limits.columns:
            raise BadPackage(Reason.REFERENCE, self.name)
        self._area += area.size
        if len(self.merged) >= limits.merges or self._area > limits.merged_area:
            raise BadPackage(Reason.MERGES, self.name)
        self.merged.append(area)
