"""A worksheet part by the XML parser: all of one that `scan` does not know, else what stands outside its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Element, elements
from trygg_excel.reading.cells import EMPTY_TEXTS, Book, ScannedCells, Stored, cell_of, shared_formula
from trygg_excel.reading.scan import LONGEST_TEXT, Scan, scan
from trygg_excel.workbook import Cell, Range, place

_ON = frozenset({"1", "true"})


@dataclass
class SheetParts:
    """What a worksheet part holds. `web` are the cells whose formula fetches from outside."""

    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


class SheetReader:
    """Reads one worksheet part under limits; `where` names it."""

    def __init__(self, book: Book, limits: Limits, where: str) -> None:
        self.book = book
        self.limits = limits
        self.where = where
        self.found = SheetParts()
        self.links = 0

    def read(self, data: bytes) -> SheetParts:
        """All of the part."""
        return self._read(data, keep=True)

    def check(self, data: bytes) -> None:
        """Hold the part against the limits, and let go of its cells."""
        self._read(data, keep=False)

    def _read(self, data: bytes, *, keep: bool) -> SheetParts:
        scanned = scan(data, keep=keep) if self.limits.text >= LONGEST_TEXT else None
        if scanned is None:
            self._parse(data)
        else:
            self._take(scanned)
            self._parse(scanned.rest)
        return self.found

    def refuse(self, reason: Reason) -> BadPackage:
        return BadPackage(reason, self.where)

    def _take(self, scanned: Scan) -> None:
        rows = scanned.rows
        if scanned.cells > self.limits.cells:
            raise self.refuse(Reason.CELLS)
        deepest = max((row.number for row in rows), default=0)
        if scanned.beyond or deepest > self.limits.rows or any(row.number < 1 for row in rows):
            raise self.refuse(Reason.REFERENCE)
        self.found.hidden_rows.update(row.number for row in rows if row.hidden)
        self.found.cells = ScannedCells(self.book, rows)

    def _parse(self, data: bytes) -> None:
        """The part by the XML parser. Rows and cells where they are still in it, then columns, merges and links."""
        cells: dict[tuple[int, int], Cell] = {}
        shared: dict[str, tuple[str, int, int]] = {}
        row = column = count = 0
        tags = ("{*}row", "{*}c", "{*}col", "{*}mergeCell", "{*}hyperlink")
        for event, element in elements(data, *tags, where=self.where, starts=("row",)):
            kind = str(element.tag).rsplit("}", 1)[-1]
            if kind == "row" and event == "start":
                row, column = self._row(element, row), 0
            elif kind == "c":
                count += 1
                cell, column = self._cell(element, row, column, shared)
                if cell is not None:
                    cells[cell.row, cell.column] = cell
                if count > self.limits.cells:
                    raise self.refuse(Reason.CELLS)
            elif event == "end":
                self._other(kind, element)
        if cells:
            self.found.cells = cells

    def _row(self, element: Element, last: int) -> int:
        written = element.get("r")
        number = self._number(written) if written else last + 1
        if not 1 <= number <= self.limits.rows:
            raise self.refuse(Reason.REFERENCE)
        if element.get("hidden") in _ON:
            self.found.hidden_rows.add(number)
        return number

    def _number(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise self.refuse(Reason.REFERENCE)
        return int(text)

    def _cell(
        self, element: Element, row: int, last: int, shared: dict[str, tuple[str, int, int]]
    ) -> tuple[Cell | None, int]:
        reference = element.get("r")
        at_row, column = self._place(reference) if reference else (row, last + 1)
        if not (1 <= at_row <= self.limits.rows and 1 <= column <= self.limits.columns):
            raise self.refuse(Reason.REFERENCE)
        formula = value = None
        for child in element:
            tag = str(child.tag).rsplit("}", 1)[-1]
            if tag == "v":
                value = child.text or ""
            elif tag == "f":
                index = child.get("si") if child.get("t") == "shared" else None
                formula = shared_formula(child.text or "", index, at_row, column, shared)
            elif tag == "is":
                value = item_text(child)
        kind = element.get("t") or "n"
        value = "" if value is None and kind in EMPTY_TEXTS else value
        if value is not None and len(value) > self.limits.text:
            raise self.refuse(Reason.LONG_TEXT)
        style = element.get("s") or "0"
        stored = Stored(
            at_row,
            column,
            int(style) if style.isascii() and style.isdigit() and len(style) < 8 else 0,
            element.get("t") or "n",
            value,
            formula,
        )
        return cell_of(self.book, stored), column

    def _place(self, reference: str) -> tuple[int, int]:
        try:
            return place(reference)
        except ValueError as problem:
            raise self.refuse(Reason.REFERENCE) from problem

    def _other(self, kind: str, element: Element) -> None:
        if kind == "mergeCell":
            self._merge(element.get("ref") or "A1")
        elif kind == "hyperlink":
            self.links += 1
            if self.links > self.limits.links:
                raise self.refuse(Reason.LINKS)
        elif kind == "col" and element.get("hidden") in _ON:
            first, last = (self._number(element.get(name) or "1") for name in ("min", "max"))
            self.found.hidden_columns.update(range(first, min(last, self.limits.columns) + 1))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = self._place(first), self._place(last or first)
        span = Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        if span.top < 1 or span.bottom > self.limits.rows or span.right > self.limits.columns:
            raise self.refuse(Reason.REFERENCE)
        self.found.merged.append(span)
        if len(self.found.merged) > self.limits.merges or _area(self.found.merged[-1:]) > self.limits.merged_area:
            raise self.refuse(Reason.MERGES)


def _area(spans: list[Range]) -> int:
    return sum(span.size for span in spans)


def item_text(element: Element) -> str:
    """The text of a string item: its own and its runs', without phonetic hints."""
    pieces = []
    for child in element:
        tag = str(child.tag).rsplit("}", 1)[-1]
        if tag == "t":
            pieces.append(child.text or "")
        elif tag == "r":
            pieces.extend(part.text or "" for part in child if str(part.tag).rsplit("}", 1)[-1] == "t")
    return "".join(pieces)
