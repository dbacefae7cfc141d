"""Rows and cells as the XML parser gives them -> cells; addresses that are left out are counted."""

from __future__ import annotations

from trygg_excel.gate.reasons import Reason
from trygg_excel.package import Element, own_name
from trygg_excel.reading.cells import EMPTY_TEXTS, Stored, cell_of, shared_formula, style_index
from trygg_excel.reading.repeated import LONG
from trygg_excel.reading.sheet_limits import SheetLimits
from trygg_excel.workbook import Cell


class CellReader:
    """Reads the elements of one sheet in file order."""

    def __init__(self, held: SheetLimits) -> None:
        self.held = held
        self.cells: dict[tuple[int, int], Cell] = {}
        self._shared: dict[str, tuple[str, int, int]] = {}
        self._row = self._column = 0
        self._told = False  # whether the row says its number, which is else counted

    def row(self, element: Element) -> int:
        """Begin a row; its number."""
        written = element.get("r")
        number = self.held.number(written) if written else self._row + 1
        self._row, _ = self.held.inside(number)
        self._column, self._told = 0, bool(written)
        return number

    def cell(self, element: Element) -> None:
        self.held.count(1)
        row, self._column = self._place(element)
        kind = element.get("t") or "n"
        value, formula = self._content(element, row)
        value = "" if value is None and kind in EMPTY_TEXTS else value
        if value is not None and len(value) > self.held.limits.text:
            raise self.held.refuse(Reason.LONG_TEXT)
        style = style_index(element.get("s"))
        cell = cell_of(self.held.book, Stored(row, self._column, style, kind, value, formula))
        if cell is not None:
            self.held.repeat(len(cell.value) if kind == "s" and len(cell.value) >= LONG else 0)
            self.cells[cell.row, cell.column] = cell

    def _place(self, element: Element) -> tuple[int, int]:
        reference = element.get("r")
        if not reference:
            return self.held.inside(self._row, self._column + 1)
        row, column = self.held.place(reference)
        if self._told and row != self._row:  # readers put it in the one row or the other
            raise self.held.refuse(Reason.REFERENCE)
        return row, column

    def _content(self, element: Element, row: int) -> tuple[str | None, str | None]:
        """The value and the formula as stored."""
        value = formula = None
        for child in element:
            name = own_name(child)
            if name == "v":
                value = child.text or ""
            elif name == "is":
                value = item_text(child)
            elif name == "f":
                formula = self._formula(child, row)
        return value, formula

    def _formula(self, element: Element, row: int) -> str:
        index = element.get("si") if element.get("t") == "shared" else None
        formula = shared_formula(element.text or "", index, row, self._column, self._shared)
        self.held.repeat(len(formula) if index is not None and len(formula) >= LONG else 0)
        return formula


def item_text(element: Element) -> str:
    """The text of a string item: its own and its runs', without phonetic hints."""
    pieces = []
    for child in element:
        name = own_name(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces.extend(part.text or "" for part in child if own_name(part) == "t")
    return "".join(pieces)
