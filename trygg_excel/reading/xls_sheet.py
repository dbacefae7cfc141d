"""Cells of .xls and .xlsb, from what their records hold -> a sheet, within the limits."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import datetime

from trygg_excel.gate.active import MOST
from trygg_excel.gate.formulas import fetches
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.reading.cells import EPOCH_1900, date_of
from trygg_excel.reading.repeated import LONG
from trygg_excel.reading.styles import shows_date
from trygg_excel.reading.xls_formula import ERRORS, Words, formula_text
from trygg_excel.workbook import PLAIN, Active, ActiveKind, Cell, CellStyle, CellType, Range, Sheet, Visibility, address

_MAY_FETCH = re.compile(r"CALL\(|HYPERLINK\(")  # those functions that reach outside, of those that are told
_NO_NUMBER = "#NUM!"  # what Excel shows for what is none

Place = tuple[int, int]


@dataclass
class BinaryBook:
    """What every sheet of one workbook shares, and what has been counted in all of them so far."""

    limits: Limits
    words: Words
    strings: list[str] = field(default_factory=list)
    styles: list[CellStyle] = field(default_factory=list)
    epoch: datetime = EPOCH_1900
    cells: int = 0
    repeated: int = 0
    active: list[Active] = field(default_factory=list)

    def look(self, index: int) -> CellStyle:
        return self.styles[index] if index < len(self.styles) else PLAIN

    def string(self, index: int) -> str:
        """The shared string; '' for an index that points at none."""
        return self.strings[index] if index < len(self.strings) else ""

    def repeat(self, characters: int) -> None:
        """A long text stands in one more cell."""
        self.repeated += characters
        if self.repeated > self.limits.repeated:
            raise BadPackage(Reason.BOMB)


class BinarySheet:
    """A sheet that is being filled. Rows and columns come as the records count them, from 0."""

    def __init__(self, book: BinaryBook, name: str, visibility: Visibility) -> None:
        self.name = name
        self.visibility = visibility
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._book = book
        self._cells: dict[Place, Cell] = {}
        self._in_order = True
        self._last = (0, 0)
        self._merged: list[Range] = []
        self._merged_area = 0
        self._shared: dict[Place, bytes] = {}
        self._waiting: list[tuple[Place, Place]] = []  # cells whose formula another one tells, and which
        self._dates: dict[CellStyle, bool] = {}

    def number(self, row: int, column: int, look: int, value: float, formula: str | None = None) -> None:
        style = self._book.look(look)
        if not math.isfinite(value):
            self._put(row, column, CellType.ERROR, _NO_NUMBER, formula, style)
            return
        text = repr(value).removesuffix(".0")
        shown = date_of(text, self._book.epoch) if self._is_date(style) else None
        if shown is None:
            self._put(row, column, CellType.NUMBER, text, formula, style)
        else:
            self._put(row, column, CellType.DATE, shown, formula, style)

    def text(self, row: int, column: int, look: int, value: str, formula: str | None = None) -> None:
        if value or formula is not None:
            if len(value) > self._book.limits.text:
                raise BadPackage(Reason.LONG_TEXT, self.name)
            if len(value) >= LONG:
                self._book.repeat(len(value))
            self._put(row, column, CellType.TEXT, value, formula, self._book.look(look))

    def truth(self, row: int, column: int, look: int, value: int, formula: str | None = None) -> None:
        self._put(row, column, CellType.BOOLEAN, "TRUE" if value else "FALSE", formula, self._book.look(look))

    def error(self, row: int, column: int, look: int, code: int, formula: str | None = None) -> None:
        self._put(row, column, CellType.ERROR, ERRORS.get(code, "#N/A"), formula, self._book.look(look))

    def merge(self, top: int, bottom: int, left: int, right: int) -> None:
        """A merged range, both corners included; what is no range is none."""
        limits = self._book.limits
        if top > bottom or left > right:
            return
        if bottom >= limits.rows or right >= limits.columns:
            raise BadPackage(Reason.REFERENCE, self.name)
        area = Range(top + 1, left + 1, bottom + 1, right + 1)
        self._merged_area += area.size
        if len(self._merged) >= limits.merges or self._merged_area > limits.merged_area:
            raise BadPackage(Reason.MERGES, self.name)
        self._merged.append(area)

    def hide_columns(self, first: int, last: int) -> None:
        self.hidden_columns.update(range(first + 1, min(last + 1, self._book.limits.columns) + 1))

    def hide_row(self, row: int) -> None:
        if row < self._book.limits.rows:
            self.hidden_rows.add(row + 1)

    def formula(self, row: int, column: int, tokens: bytes) -> str:
        """The text of a formula; '' where it is of a kind that is not told."""
        text = formula_text(tokens, row, column, self._book.words)
        if len(text) >= LONG:
            self._book.repeat(len(text))
        if _MAY_FETCH.search(text) and (function := fetches(text)) is not None and len(self._book.active) < MOST:
            place = f"{self.name}!{address(row + 1, column + 1)}"
            self._book.active.append(Active(ActiveKind.WEB_FORMULA, place, function))
        return text

    def wait(self, row: int, column: int, teller: Place) -> None:
        """The formula of a cell is that which `teller` tells, before or after."""
        self._waiting.append(((row, column), teller))

    def tell(self, teller: Place, tokens: bytes) -> None:
        self._shared[teller] = tokens

    def finished(self) -> Sheet:
        for (row, column), teller in self._waiting:
            cell, tokens = self._cells.get((row + 1, column + 1)), self._shared.get(teller)
            if cell is not None and tokens is not None:
                self._book.repeat(len(tokens) if len(tokens) >= LONG else 0)
                text = self.formula(row, column, tokens)
                self._cells[row + 1, column + 1] = cell._replace(formula=text)
        cells = self._cells if self._in_order else dict(sorted(self._cells.items()))
        hidden = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
        return Sheet(self.name, cells, tuple(self._merged), *hidden, self.visibility)

    def _put(self, row: int, column: int, kind: CellType, value: str, formula: str | None, style: CellStyle) -> None:
        book, limits = self._book, self._book.limits
        book.cells += 1
        if book.cells > limits.cells:
            raise BadPackage(Reason.CELLS, self.name)
        if row >= limits.rows or column >= limits.columns:
            raise BadPackage(Reason.REFERENCE, self.name)
        place = (row + 1, column + 1)
        if place <= self._last:
            self._in_order = False
        self._last = place
        self._cells[place] = Cell(*place, kind, value, formula, style)

    def _is_date(self, style: CellStyle) -> bool:
        found = self._dates.get(style)
        if found is None:
            found = self._dates[style] = shows_date(style.number_format)
        return found
