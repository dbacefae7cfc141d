"""What the records before the first sheet of an .xls say of all of it: sheets, texts and looks. (MS-XLS 2.1.7.20.3.)"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.reading.cells import EPOCH_1900, EPOCH_1904
from trygg_excel.reading.styles import BUILT_IN
from trygg_excel.reading.xls_formula import sheets_pointed_at
from trygg_excel.reading.xls_texts import encoding_of, shared_texts, text_at
from trygg_excel.workbook import CellStyle, Visibility

BEGIN, OLDER_BEGINS, END = 0x0809, (0x0209, 0x0409), 0x0A
_VERSION_8 = 0x0600  # of Excel 97 and later
_CODE_PAGE, _EPOCH, _FONT, _FORMAT, _LOOK, _SHEET = 0x42, 0x22, 0x31, 0x41E, 0xE0, 0x85
_TEXTS, _GOES_ON, _BOOK, _POINTED = 0xFC, 0x3C, 0x1AE, 0x17
_OWN_BOOK = 0x0401
_WORKSHEET = 0
_ONE_SHEET = "Sheet1"
_ITALIC = 0x02
_BOLD = 600  # of a weight up to 1,000
_LEFT_OUT = 4  # the number that no font has
_OF_STYLE = 0x04
_LONGEST_FORMAT = 255
_VISIBILITY = {0: Visibility.VISIBLE, 1: Visibility.HIDDEN, 2: Visibility.VERY_HIDDEN}


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet as the workbook lists it: where in the stream it begins."""

    name: str
    start: int
    visibility: Visibility
    is_worksheet: bool


@dataclass
class Globals:
    """`encoding` is '' from Excel 97 on, whose texts tell their own."""

    encoding: str = "cp1252"
    epoch: datetime = EPOCH_1900
    tabs: list[Tab] = field(default_factory=list)
    styles: list[CellStyle] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    pointed: list[str] = field(default_factory=list)


def records(stream: bytes, at: int) -> Iterator[tuple[int, bytes, int]]:
    """Each record's kind and content, and where it begins; one that is cut off is as long as it is."""
    end = len(stream) - 4
    while at <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size], at
        at += 4 + size


def read_globals(stream: bytes, limits: Limits) -> Globals:
    """Raises BadPackage on too many sheets, texts or looks. Excel 3 and 4 know no workbook: the stream is one sheet."""
    begin, version = (int.from_bytes(stream[at : at + 2], "little") for at in (0, 4))
    if begin in OLDER_BEGINS:
        return Globals(tabs=[Tab(_ONE_SHEET, 0, Visibility.VISIBLE, is_worksheet=True)])
    found = _Reader(limits, "" if version >= _VERSION_8 else "cp1252")
    for kind, data, at in records(stream, 0):
        if kind == END:
            break
        if at or kind != BEGIN:
            found.take(kind, data)
    return found.finished()


class _Reader:
    def __init__(self, limits: Limits, encoding: str) -> None:
        self._limits = limits
        self._found = Globals(encoding)
        self._formats = dict(BUILT_IN)
        self._fonts: list[tuple[bool, bool]] = []
        self._looks: list[tuple[int, int, int]] = []
        self._texts: list[bytes] = []
        self._books: list[int] = []  # the kind of each book that is pointed into
        self._pointed = b""
        self._last = 0

    def take(self, kind: int, data: bytes) -> None:
        if kind == _GOES_ON:
            if self._last == _TEXTS:
                self._texts.append(data)
            elif self._last == _POINTED:
                self._pointed += data if len(self._pointed) < 1 << 20 else b""
            return
        self._last = kind
        if kind in _TAKES:
            _TAKES[kind](self, data)

    def code_page(self, data: bytes) -> None:
        if self._found.encoding:
            self._found.encoding = encoding_of(int.from_bytes(data[:2], "little"))

    def epoch(self, data: bytes) -> None:
        if data[:1] == b"\1":
            self._found.epoch = EPOCH_1904

    def font(self, data: bytes) -> None:
        self._check(self._fonts)
        weight = int.from_bytes(data[6:8], "little")
        self._fonts.append((weight >= _BOLD, bool(int.from_bytes(data[2:4], "little") & _ITALIC)))

    def format(self, data: bytes) -> None:
        if len(data) > 2:
            text = text_at(data, 2, short=bool(self._found.encoding), encoding=self._found.encoding)
            self._formats[int.from_bytes(data[:2], "little")] = text[:_LONGEST_FORMAT] or "General"

    def look(self, data: bytes) -> None:
        """The font, the number format and the indent."""
        self._check(self._looks)
        indent = data[8] & 0x0F if not self._found.encoding and len(data) > 8 else 0
        self._looks.append((int.from_bytes(data[:2], "little"), int.from_bytes(data[2:4], "little"), indent))

    def sheet(self, data: bytes) -> None:
        if len(data) < 7:
            return
        if len(self._found.tabs) >= self._limits.sheets:
            raise BadPackage(Reason.SHEETS)
        start, state, kind = struct.unpack_from("<IBB", data)
        name = text_at(data, 6, short=True, encoding=self._found.encoding)
        visibility = _VISIBILITY.get(state & 0x03, Visibility.VISIBLE)
        self._found.tabs.append(Tab(name, start, visibility, kind == _WORKSHEET))

    def texts(self, data: bytes) -> None:
        self._texts.append(data)

    def book(self, data: bytes) -> None:
        self._books.append(int.from_bytes(data[2:4], "little"))

    def pointed(self, data: bytes) -> None:
        if not self._found.encoding:
            self._pointed = data

    def _check(self, listed: list[tuple[bool, bool]] | list[tuple[int, int, int]]) -> None:
        if len(listed) >= self._limits.styles:
            raise BadPackage(Reason.STYLES)

    def finished(self) -> Globals:
        found = self._found
        found.styles = [self._style(*each) for each in self._looks]
        found.strings = list(islice(shared_texts(self._texts), self._limits.strings + 1))
        if len(found.strings) > self._limits.strings:
            raise BadPackage(Reason.STRINGS)
        own = next((at for at, kind in enumerate(self._books) if kind == _OWN_BOOK), None)
        whole = self._pointed[2 : 2 + (len(self._pointed) - 2) // 6 * 6]
        found.pointed = sheets_pointed_at(
            list(struct.iter_unpack("<Hhh", whole)), own, [tab.name for tab in found.tabs]
        )
        return found

    def _style(self, font: int, number_format: int, indent: int) -> CellStyle:
        at = font - 1 if font > _LEFT_OUT else font
        bold, italic = self._fonts[at] if at < len(self._fonts) else (False, False)
        return CellStyle(self._formats.get(number_format, "General"), bold, italic, indent)


_TAKES = {
    _CODE_PAGE: _Reader.code_page,
    _EPOCH: _Reader.epoch,
    _FONT: _Reader.font,
    _FORMAT: _Reader.format,
    _LOOK: _Reader.look,
    _SHEET: _Reader.sheet,
    _TEXTS: _Reader.texts,
    _BOOK: _Reader.book,
    _POINTED: _Reader.pointed,
}
