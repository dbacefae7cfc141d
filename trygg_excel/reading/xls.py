"""An .xls of Excel 3 and later -> sheets, from the records of its workbook. (MS-XLS 2.)

A record that is cut off or says nonsense is passed over, as Excel does; what would take more than it holds is refused.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from trygg_excel.garbage import without_collecting
from trygg_excel.gate.active import few
from trygg_excel.gate.compound import SIGNATURE, Compound
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.gate.xls import check_xls, workbook_in
from trygg_excel.package import BadPackage
from trygg_excel.reading.xls_formula import Words, teller
from trygg_excel.reading.xls_globals import BEGIN, END, OLDER_BEGINS, Globals, read_globals, records
from trygg_excel.reading.xls_sheet import BinaryBook, BinarySheet
from trygg_excel.reading.xls_texts import text_at
from trygg_excel.workbook import Active, Sheet

_FORMULA, _NUMBER, _SHORT, _SHORTS, _SHARED_TEXT, _TEXT, _RICH_TEXT = 0x06, 0x203, 0x27E, 0xBD, 0xFD, 0x204, 0xD6
_TRUTH_OR_ERROR, _RESULT, _SHARED, _ARRAY, _ROW, _COLUMNS, _MERGED = 0x205, 0x207, 0x4BC, 0x221, 0x208, 0x7D, 0xE5
_OLDER_FORMULAS = (0x206, 0x406)
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_NO_NUMBER = b"\xff\xff"  # at the end of a formula's result
_IS_TEXT, _IS_TRUTH, _IS_ERROR = 0, 1, 2


def read_xls(data: bytes, limits: Limits = LIMITS) -> tuple[tuple[Sheet, ...], tuple[Active, ...]]:
    """The worksheets in tab order, and the active content. Raises BadPackage with the reason."""
    active = check_xls(data)
    stream = data
    if data.startswith(SIGNATURE):
        compound = Compound(data)
        stream = compound.stream(workbook_in(compound))
    with without_collecting():
        sheets, called = read_stream(stream, limits)
    return sheets, few([*active, *called])


def read_stream(stream: bytes, limits: Limits) -> tuple[tuple[Sheet, ...], tuple[Active, ...]]:
    """The same of a workbook's stream; what is told is what formulas call."""
    found = read_globals(stream, limits)
    if not found.tabs:
        raise BadPackage(Reason.DAMAGED)
    starts = [each.start for each in found.tabs]
    if len(set(starts)) != len(starts):  # one sheet under many names is as many to read, out of few bytes
        raise BadPackage(Reason.DAMAGED)
    words = Words(wide=False, sheets=found.pointed)
    book = BinaryBook(limits, words, found.strings, found.styles, found.epoch)
    left = len(stream) // 4 + len(starts)  # records that there can be, should no sheet begin within another
    sheets = []
    for tab in found.tabs:
        if tab.is_worksheet:
            reader = _SheetReader(book, found, BinarySheet(book, tab.name, tab.visibility))
            left -= reader.read(stream, tab.start)
            sheets.append(reader.sheet.finished())
        if left < 0:
            raise BadPackage(Reason.DAMAGED)
    return tuple(sheets), tuple(book.active)


class _SheetReader:
    """Goes through the records of one sheet."""

    def __init__(self, book: BinaryBook, found: Globals, sheet: BinarySheet) -> None:
        self.sheet = sheet
        self._book = book
        self._encoding = found.encoding
        self._awaited: tuple[int, int, int, str] | None = None  # a formula whose result is a text, which comes after it
        self._teller: tuple[int, int] | None = None  # where the last formula says that it is told

    def read(self, stream: bytes, start: int) -> int:
        """How many records it has."""
        count = inside = 0
        for kind, data, _ in records(stream, start):
            count += 1
            if kind == BEGIN or kind in OLDER_BEGINS:
                inside += 1  # a chart on the sheet is a stream in the stream
            elif kind == END:
                inside -= 1
                if inside <= 0:
                    break
            elif inside == 1 and kind in _TAKES:
                self._take(kind, data)
            elif inside == 0:
                break
        self._finish()
        return count

    def _take(self, kind: int, data: bytes) -> None:
        try:
            _TAKES[kind](self, data)
        except struct.error:
            return  # it is cut off

    def number(self, data: bytes) -> None:
        row, column, look, value = struct.unpack_from("<HHHd", data)
        self.sheet.number(row, column, look, value)

    def short(self, data: bytes) -> None:
        row, column, look, value = struct.unpack_from("<HHHI", data)
        self.sheet.number(row, column, look, short_number(value))

    def shorts(self, data: bytes) -> None:
        row, column = struct.unpack_from("<HH", data)
        for at in range(4, len(data) - 7, 6):
            look, value = struct.unpack_from("<HI", data, at)
            self.sheet.number(row, column, look, short_number(value))
            column += 1

    def shared_text(self, data: bytes) -> None:
        row, column, look, index = struct.unpack_from("<HHHI", data)
        self.sheet.text(row, column, look, self._book.string(index))

    def text(self, data: bytes) -> None:
        row, column, look = struct.unpack_from("<HHH", data)
        self.sheet.text(row, column, look, text_at(data, 6, encoding=self._encoding))

    def truth_or_error(self, data: bytes) -> None:
        row, column, look, value, is_error = struct.unpack_from("<HHHBB", data)
        put = self.sheet.error if is_error else self.sheet.truth
        put(row, column, look, value)

    def formula(self, data: bytes) -> None:
        row, column, look = struct.unpack_from("<HHH", data)
        (value,) = struct.unpack_from("<d", data, 6)
        self._finish()
        formula = self._formula(row, column, data)
        if data[12:14] != _NO_NUMBER:
            self.sheet.number(row, column, look, value, formula)
        elif data[6] == _IS_TEXT:
            self._awaited = (row, column, look, formula)
        elif data[6] == _IS_TRUTH:
            self.sheet.truth(row, column, look, data[8], formula)
        elif data[6] == _IS_ERROR:
            self.sheet.error(row, column, look, data[8], formula)
        else:
            self.sheet.text(row, column, look, "", formula)

    def _formula(self, row: int, column: int, data: bytes) -> str:
        """Its text; that of one that others tell comes when the sheet is read."""
        self._teller = None
        if self._encoding:
            return ""  # of Excel 5 and 95, where cells are written otherwise
        tokens = data[22 : 22 + int.from_bytes(data[20:22], "little")]
        self._teller = teller(tokens, b"", wide=False)
        if self._teller is None:
            return self.sheet.formula(row, column, tokens)
        self.sheet.wait(row, column, self._teller)
        return ""

    def result(self, data: bytes) -> None:
        if self._awaited is not None:
            row, column, look, formula = self._awaited
            self._awaited = None
            self.sheet.text(row, column, look, text_at(data, 0, encoding=self._encoding), formula)

    def _finish(self) -> None:
        """A formula that was to have a text, and has none."""
        if self._awaited is not None:
            row, column, look, formula = self._awaited
            self._awaited = None
            self.sheet.text(row, column, look, "", formula)

    def shared(self, data: bytes) -> None:
        if self._teller is not None:
            self.sheet.tell(self._teller, data[10 : 10 + int.from_bytes(data[8:10], "little")])

    def array(self, data: bytes) -> None:
        if self._teller is not None:
            self.sheet.tell(self._teller, data[14 : 14 + int.from_bytes(data[12:14], "little")])

    def row(self, data: bytes) -> None:
        (row, flags) = struct.unpack_from("<H10xH", data)
        if flags & _HIDDEN_ROW:
            self.sheet.hide_row(row)

    def columns(self, data: bytes) -> None:
        first, last, flags = struct.unpack_from("<HH4xH", data)
        if flags & _HIDDEN_COLUMN:
            self.sheet.hide_columns(first, min(last, self._book.words.columns - 1))

    def merged(self, data: bytes) -> None:
        (count,) = struct.unpack_from("<H", data)
        for at in range(2, min(2 + 8 * count, len(data) - 7), 8):
            self.sheet.merge(*struct.unpack_from("<HHHH", data, at))


_TAKES: dict[int, Callable[[_SheetReader, bytes], None]] = {
    **dict.fromkeys((_FORMULA, *_OLDER_FORMULAS), _SheetReader.formula),
    _NUMBER: _SheetReader.number,
    _SHORT: _SheetReader.short,
    _SHORTS: _SheetReader.shorts,
    _SHARED_TEXT: _SheetReader.shared_text,
    _TEXT: _SheetReader.text,
    _RICH_TEXT: _SheetReader.text,
    _TRUTH_OR_ERROR: _SheetReader.truth_or_error,
    _RESULT: _SheetReader.result,
    _SHARED: _SheetReader.shared,
    _ARRAY: _SheetReader.array,
    _ROW: _SheetReader.row,
    _COLUMNS: _SheetReader.columns,
    _MERGED: _SheetReader.merged,
}


def short_number(stored: int) -> float:
    """A number in four bytes: a whole one or the upper half of a float, and whether it is to be a hundredth."""
    if stored & 2:
        whole = stored >> 2
        value = float(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        (value,) = struct.unpack("<d", struct.pack("<II", 0, stored & 0xFFFFFFFC))
    return value / 100 if stored & 1 else value
