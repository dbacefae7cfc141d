"""Texts in records of an .xls: those of one record, and the shared ones, which go on over more. (MS-XLS 2.5.)"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator, Sequence

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08  # flags of a text
_OTHERS = {0: "cp1252", 32_768: "mac_roman", 32_769: "cp1252", 1_200: "utf-16-le", 10_000: "mac_roman", 367: "ascii"}
_SHARED = struct.Struct("<HB")


def encoding_of(code_page: int) -> str:
    """The encoding of texts of one byte a character until Excel 95; that of Western Europe where it is not known."""
    name = _OTHERS.get(code_page, f"cp{code_page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def text_at(data: bytes, at: int, *, short: bool = False, encoding: str = "") -> str:
    """The text behind its length, of one byte where `short` or of two; `encoding` of texts without flags.

    One that is cut off is as long as it is.
    """
    start = at + (1 if short else 2)
    count = int.from_bytes(data[at:start], "little")
    if encoding:
        return data[start : start + count].decode(encoding, "replace")
    flags = data[start : start + 1]
    start += 1
    if flags and flags[0] & _WIDE:
        return data[start : start + 2 * count].decode("utf-16-le", "replace")
    return data[start : start + count].decode("latin-1")


class _Ended(Exception):
    """There is no more: the texts end where the records do."""


def shared_texts(pieces: Sequence[bytes]) -> Iterator[str]:
    """The texts of an SST record and those that go on from it; as many as there are, whatever it says."""
    return _Shared(pieces).texts()


class _Shared:
    """Reads on over the ends of records. A text that is cut there begins anew with its flags."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces
        self._number = 0
        self._piece = pieces[0] if pieces else b""
        self._at = 8  # after two counts, which are not believed

    def texts(self) -> Iterator[str]:
        try:
            while True:
                yield self._text()
        except _Ended:
            return

    def _text(self) -> str:
        count, flags = _SHARED.unpack(self._bytes(3))
        runs = int.from_bytes(self._bytes(2), "little") if flags & _RICH else 0
        more = int.from_bytes(self._bytes(4), "little") if flags & _EXTENDED else 0
        text = self._characters(count, flags)
        if runs or more:
            self._skip(4 * runs + more)
        return text

    def _characters(self, count: int, flags: int) -> str:
        wide = flags & _WIDE
        end = self._at + (2 * count if wide else count)
        if end <= len(self._piece):
            raw = self._piece[self._at : end]
            self._at = end
            return raw.decode("utf-16-le", "replace") if wide else raw.decode("latin-1")
        return self._parted(count, wide)

    def _parted(self, count: int, wide: int) -> str:
        found = []
        while True:
            size = 2 if wide else 1
            here = min(count, (len(self._piece) - self._at) // size)
            raw = self._piece[self._at : self._at + here * size]
            found.append(raw.decode("utf-16-le", "replace") if wide else raw.decode("latin-1"))
            self._at += here * size
            count -= here
            if not count:
                return "".join(found)
            self._next()
            wide = self._bytes(1)[0] & _WIDE

    def _bytes(self, size: int) -> bytes:
        if self._at + size <= len(self._piece):
            self._at += size
            return self._piece[self._at - size : self._at]
        found = b""
        while len(found) < size:
            if self._at >= len(self._piece):
                self._next()
                continue
            more = self._piece[self._at : self._at + size - len(found)]
            self._at += len(more)
            found += more
        return found

    def _skip(self, size: int) -> None:
        while size > len(self._piece) - self._at:
            size -= len(self._piece) - self._at
            self._next()
        self._at += size

    def _next(self) -> None:
        self._number += 1
        if self._number >= len(self._pieces):
            raise _Ended
        self._piece, self._at = self._pieces[self._number], 0
