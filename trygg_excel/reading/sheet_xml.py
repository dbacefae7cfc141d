"""A worksheet part by the XML parser: all of one that `scan` does not know, else what stands outside its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import Element, elements, local, ours
from trygg_excel.reading.cells import Book, ScannedCells
from trygg_excel.reading.repeated import repeated
from trygg_excel.reading.scan import LONGEST_TEXT, Scan, scan
from trygg_excel.reading.sheet_cells import CellReader
from trygg_excel.reading.sheet_limits import SheetLimits
from trygg_excel.reading.sheet_ranges import TRUE, RangeReader
from trygg_excel.workbook import Cell, Range

_TAGS = ours("sheetData", "row", "c", "col", "mergeCell", "hyperlink")
_WORKSHEET = ours("worksheet")


@dataclass
class SheetParts:
    """What a worksheet part holds. `tables`: how many tables of cells it has; one, where it is what it should be."""

    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    tables: int = 0


class SheetReader:
    """Reads one worksheet part under limits; `where` names it."""

    def __init__(self, book: Book, limits: Limits, where: str) -> None:
        self.held = SheetLimits(book, limits, where)

    def read(self, data: bytes) -> SheetParts:
        """All of the part."""
        return self._read(data, keep=True)

    def check(self, data: bytes) -> None:
        """Hold the part against the limits, and let go of its cells."""
        self._read(data, keep=False)

    def _read(self, data: bytes, *, keep: bool) -> SheetParts:
        self.held.check_floods(data)
        scanned = scan(data) if self.held.limits.text >= LONGEST_TEXT else None
        found = self._parsed(data if scanned is None else scanned.rest)
        if scanned is not None and found.tables == 1:
            self._take(scanned, found, keep=keep)
        elif scanned is not None:  # what the scan took for the sheet's rows is something else
            found = self._parsed(data)
        if found.tables != 1:
            raise self.held.refuse(Reason.DAMAGED)  # another kind of part, or one with two readings
        return found

    def _take(self, scanned: Scan, found: SheetParts, *, keep: bool) -> None:
        extent = scanned.extent
        self.held.count(extent.cells)
        if scanned.beyond or extent.last > self.held.limits.rows or extent.row_zero:
            raise self.held.refuse(Reason.REFERENCE)
        self.held.repeat(repeated(scanned.text, self.held.book.long_strings))
        found.hidden_rows |= scanned.hidden
        found.cells = ScannedCells(self.held.book, scanned.stretches if keep else [])

    def _parsed(self, data: bytes) -> SheetParts:
        """The part by the XML parser: its rows, where they are still in it, and its ranges."""
        cells, ranges = CellReader(self.held), RangeReader(self.held)
        found = SheetParts(cells.cells, ranges.merged, hidden_columns=ranges.hidden_columns)
        within = False
        starts = ("sheetData", "row")
        for event, element in elements(
            data, *_TAGS, where=self.held.where, starts=starts, depth=self.held.limits.depth
        ):
            kind, begins = local(element), event == "start"
            if kind == "sheetData":
                within = begins and _is_own(element)
                found.tables += within
            elif kind == "row":
                if begins and within:
                    _begin(cells, element, found)
            elif kind == "c":
                if within and not begins:
                    cells.cell(element)
            elif not begins:
                ranges.take(kind, element)
        return found


def _is_own(table: Element) -> bool:
    """Whether a table of cells is the worksheet's own."""
    parent = table.getparent()
    return parent is not None and parent.getparent() is None and parent.tag in _WORKSHEET


def _begin(cells: CellReader, row: Element, found: SheetParts) -> None:
    number = cells.row(row)
    if row.get("hidden") in TRUE:
        found.hidden_rows.add(number)
