"""An .xlsb -> sheets, from the records of its parts. (MS-XLSB 2.1.7.)

A record that is cut off or says nonsense is passed over; what would take more than it holds is refused.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

from trygg_excel.garbage import without_collecting
from trygg_excel.gate.active import active_content, few
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Package, Relationship, part_key
from trygg_excel.reading.xls import short_number
from trygg_excel.reading.xls_formula import Words, teller
from trygg_excel.reading.xls_sheet import BinaryBook, BinarySheet
from trygg_excel.reading.xlsb_parts import Listed, read_strings_part, read_styles_part, read_workbook_part
from trygg_excel.reading.xlsb_records import records, wide_text
from trygg_excel.workbook import Active, Sheet

_MAIN = "officeDocument"
_ROW, _COLUMNS, _MERGED, _SHARED, _ARRAY = 0, 60, 176, 427, 426
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01
_CELL = 8  # bytes that each cell begins with: column, and look in three of four bytes


def read_xlsb(held: bytes | Package, limits: Limits = LIMITS) -> tuple[tuple[Sheet, ...], tuple[Active, ...]]:
    """The worksheets in tab order, and the active content. Raises BadPackage with the reason."""
    package = Package.of(held, limits)
    main = _target(package.relationships(), _MAIN)
    if main is None or main not in package:
        raise BadPackage(Reason.NO_WORKBOOK)
    relationships = package.relationships(main)
    listed = read_workbook_part(package.read_binary(main), limits)
    styles = _part(package, _target(relationships, "styles"))
    strings = _part(package, _target(relationships, "sharedStrings"))
    book = BinaryBook(
        limits,
        Words(wide=True, sheets=listed.pointed),
        read_strings_part(strings, limits),
        read_styles_part(styles, limits),
        listed.epoch,
    )
    active = list(active_content(package, main))
    with without_collecting():
        sheets = tuple(_sheets(package, listed, relationships, book))
    package.check_unread()
    return sheets, few([*active, *book.active])


def read_sheet(data: bytes, sheet: BinarySheet, book: BinaryBook) -> Sheet:
    """The sheet of a part's bytes."""
    reader = _SheetReader(book, sheet)
    for kind, content in records(data):
        if kind in _TAKES:
            reader.take(kind, content)
    return sheet.finished()


def _sheets(
    package: Package, listed: Listed, relationships: Mapping[str, Relationship], book: BinaryBook
) -> list[Sheet]:
    sheets = []
    seen: set[str] = set()
    for tab in listed.tabs:
        target = relationships.get(tab.relationship)
        if target is None or target.kind != "worksheet" or target.external or target.target not in package:
            continue
        if part_key(target.target) in seen:  # one part under many tabs is as many sheets to read, out of few bytes
            raise BadPackage(Reason.DAMAGED)
        seen.add(part_key(target.target))
        sheets.append(read_sheet(package.read_binary(target.target), BinarySheet(book, tab.name, tab.visibility), book))
    return sheets


def _target(relationships: Mapping[str, Relationship], kind: str) -> str | None:
    """The one part of its kind; of two, readers take the first or the last."""
    found = {each.target for each in relationships.values() if each.kind == kind and not each.external}
    if len(found) > 1:
        raise BadPackage(Reason.NAMES, max(found))
    return max(found, default=None)


def _part(package: Package, part: str | None) -> bytes:
    return package.read_binary(part) if part is not None and part in package else b""


class _SheetReader:
    """Goes through the records of one sheet."""

    def __init__(self, book: BinaryBook, sheet: BinarySheet) -> None:
        self._book = book
        self._sheet = sheet
        self._row = 0
        self._teller: tuple[int, int] | None = None  # where the last formula says that it is told

    def take(self, kind: int, data: bytes) -> None:
        try:
            _TAKES[kind](self, data)
        except (struct.error, IndexError):
            return  # it is cut off

    def _cell(self, data: bytes) -> tuple[int, int, int]:
        column, look = struct.unpack_from("<II", data)
        return self._row, column, look & 0xFFFFFF

    def row(self, data: bytes) -> None:
        (self._row,) = struct.unpack_from("<I", data)
        if len(data) > 11 and data[11] & _HIDDEN_ROW:
            self._sheet.hide_row(self._row)

    def short(self, data: bytes) -> None:
        (value,) = struct.unpack_from("<I", data, _CELL)
        self._sheet.number(*self._cell(data), short_number(value))

    def number(self, data: bytes) -> None:
        (value,) = struct.unpack_from("<d", data, _CELL)
        self._sheet.number(*self._cell(data), value)

    def error(self, data: bytes) -> None:
        self._sheet.error(*self._cell(data), data[_CELL])

    def truth(self, data: bytes) -> None:
        self._sheet.truth(*self._cell(data), data[_CELL])

    def text(self, data: bytes) -> None:
        self._sheet.text(*self._cell(data), wide_text(data, _CELL)[0])

    def rich_text(self, data: bytes) -> None:
        self._sheet.text(*self._cell(data), wide_text(data, _CELL + 1)[0])

    def shared_text(self, data: bytes) -> None:
        (index,) = struct.unpack_from("<I", data, _CELL)
        self._sheet.text(*self._cell(data), self._book.string(index))

    def formula_text(self, data: bytes) -> None:
        cell = self._cell(data)
        value, after = wide_text(data, _CELL)
        self._sheet.text(*cell, value, self._formula(cell, data, after))

    def formula_number(self, data: bytes) -> None:
        cell = self._cell(data)
        (value,) = struct.unpack_from("<d", data, _CELL)
        self._sheet.number(*cell, value, self._formula(cell, data, _CELL + 8))

    def formula_truth(self, data: bytes) -> None:
        cell = self._cell(data)
        self._sheet.truth(*cell, data[_CELL], self._formula(cell, data, _CELL + 1))

    def formula_error(self, data: bytes) -> None:
        cell = self._cell(data)
        self._sheet.error(*cell, data[_CELL], self._formula(cell, data, _CELL + 1))

    def _formula(self, cell: tuple[int, int, int], data: bytes, at: int) -> str:
        """The text of the formula behind its flags; that of one that others tell comes when the sheet is read."""
        row, column, _ = cell
        tokens, after = _counted(data, at + 2)
        self._teller = teller(tokens, _counted(data, after)[0], wide=True)
        if self._teller is None:
            return self._sheet.formula(row, column, tokens)
        self._sheet.wait(row, column, self._teller)
        return ""

    def shared(self, data: bytes) -> None:
        if self._teller is not None:
            self._sheet.tell(self._teller, _counted(data, 16)[0])

    def array(self, data: bytes) -> None:
        if self._teller is not None:
            self._sheet.tell(self._teller, _counted(data, 17)[0])

    def columns(self, data: bytes) -> None:
        first, last, flags = struct.unpack_from("<II8xH", data)
        if flags & _HIDDEN_COLUMN:
            self._sheet.hide_columns(first, last)

    def merged(self, data: bytes) -> None:
        self._sheet.merge(*struct.unpack_from("<IIII", data))


def _counted(data: bytes, at: int) -> tuple[bytes, int]:
    """The bytes behind their count, and where what comes after them begins."""
    end = at + 4 + int.from_bytes(data[at : at + 4], "little")
    return data[at + 4 : end], end


_TAKES: dict[int, Callable[[_SheetReader, bytes], None]] = {
    _ROW: _SheetReader.row,
    2: _SheetReader.short,
    3: _SheetReader.error,
    4: _SheetReader.truth,
    5: _SheetReader.number,
    6: _SheetReader.text,
    7: _SheetReader.shared_text,
    8: _SheetReader.formula_text,
    9: _SheetReader.formula_number,
    10: _SheetReader.formula_truth,
    11: _SheetReader.formula_error,
    62: _SheetReader.rich_text,
    _COLUMNS: _SheetReader.columns,
    _MERGED: _SheetReader.merged,
    _SHARED: _SheetReader.shared,
    _ARRAY: _SheetReader.array,
}
