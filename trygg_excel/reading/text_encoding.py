"""Bytes -> text: by the mark at the start, else UTF-8 if all of it is, else as Windows writes in western Europe."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PIECE = 1 << 20  # bytes
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f]")  # but tabs, line ends and page breaks
_END_OF_FILE = b"\x1a"  # as DOS ends a text


def encoding_of(data: bytes, declared: str = "") -> str | None:
    """The name of the encoding, the declared one if it holds; None for what is no text in any of them."""
    tried = ("utf-16",) if data.startswith(_WIDE) else (*filter(None, (declared,)), "utf-8-sig", "cp1252")
    return next((each for each in tried if _is_text(data, each)), None)


def pieces_of(data: bytes, encoding: str) -> Iterator[str]:
    """The text in pieces. Raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    end = len(data) - data.endswith(_END_OF_FILE)
    for at in range(0, end, _PIECE):
        yield decoder.decode(data[at : min(at + _PIECE, end)])
    yield decoder.decode(b"", final=True)


def start_of(data: bytes, encoding: str, characters: int) -> str:
    """The first characters of the text, or all of it."""
    found = ""
    for piece in pieces_of(data, encoding):
        found += piece
        if len(found) >= characters:
            break
    return found[:characters]


def _is_text(data: bytes, encoding: str) -> bool:
    try:
        return not any(_NO_TEXT.search(piece) for piece in pieces_of(data, encoding))
    except UnicodeDecodeError:
        return False
