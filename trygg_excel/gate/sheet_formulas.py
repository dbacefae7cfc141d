"""Formulas of a worksheet that reach outside the workbook: in cells, conditional formats and validations.

Few sheets have any, so a quick look at the bytes comes first. It misses none: what markup can hide a word behind
(references, comments, CDATA, another encoding) it takes for one. Only then does the part go through the XML parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from trygg_excel.gate.active import MOST
from trygg_excel.gate.formulas import FETCHING, LINK, fetches
from trygg_excel.package import Element, elements, local
from trygg_excel.workbook import Active, ActiveKind, address, place

_WORDS = tuple(word.encode() for word in (*FETCHING, LINK))
_TALK = re.compile(rb"\|[^<|!]*+!")  # from the program to the item of a link to a program
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_LOOKED_AT = 40  # bytes before a '(': the longest word, and blanks
_BY_NUMBER = re.compile(rb"&#(?:0*(?:\d\d?|1[01]\d|12[0-7])|[xX]0*[0-7]?[0-9a-fA-F]);")  # ASCII: what the words are of
_MARK, _DECLARATION = 8, 200  # bytes that a mark of the encoding and '<?xml', and the whole declaration may take
_FORMULAS = ("f", "formula", "formula1", "formula2")


def _either_case(end: bytes) -> bytes:
    return b"".join(b"[%c%c]" % (byte, byte | 0x20) for byte in end)


# A '(' after the last two letters of one of the words, or after blanks.
_ENDS = b"|".join({_either_case(word[-2:]) for word in _WORDS})
_OPENS = re.compile(rb"\((?<=(?:" + _ENDS + rb"|.\s)\()", re.DOTALL)


def reaching_out(data: bytes, sheet: str, where: str) -> tuple[Active, ...]:
    """The first of the formulas that fetch, call or start something, with their places."""
    return tuple(islice(_reaching_out(data, sheet, where), MOST)) if _may_reach_out(data) else ()


def _may_reach_out(data: bytes) -> bool:
    return (
        data.startswith(_WIDE)
        or _hides(data)
        or (b"|" in data and _TALK.search(data) is not None)
        or any(_is_call(data, match.start()) for match in _OPENS.finditer(data))
    )


def _hides(data: bytes) -> bool:
    """Whether there is a comment, CDATA, an instruction or a letter by number; one byte is found faster than two."""
    after = data.find(b"?>", 0, _DECLARATION) + 1 if b"<?xml" in data[:_MARK] else 0
    return (
        (b"!" in data and b"<!" in data)
        or (b"&" in data and _BY_NUMBER.search(data) is not None)
        or (data.find(b"?", after + 1) > 0 and data.find(b"<?", after) > 0)
    )


def _is_call(data: bytes, at: int) -> bool:
    before = data[max(0, at - _LOOKED_AT) : at].rstrip()
    return not before or before.upper().endswith(_WORDS)


def _reaching_out(data: bytes, sheet: str, where: str) -> Iterator[Active]:
    row = column = 0
    tags = tuple(f"{{*}}{name}" for name in ("row", "c", *_FORMULAS))
    for event, element in elements(data, *tags, where=where, starts=("row", "c")):
        kind = local(element)
        if event == "start":
            row, column = _moved(element, row, column) if kind == "c" else (_row(element, row + 1), 0)
        elif kind in _FORMULAS and (function := fetches(element.text or "")) is not None:
            where_it_is = f"{sheet}!{address(row, column)}" if _is_in_cell(element) else sheet
            yield Active(ActiveKind.DDE if function == "DDE" else ActiveKind.WEB_FORMULA, where_it_is, function)


def _row(row: Element, following: int) -> int:
    written = row.get("r") or ""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else following


def _moved(cell: Element, row: int, column: int) -> tuple[int, int]:
    """Where the cell stands: as it says, else right of the one before."""
    try:
        return place(cell.get("r") or "")
    except ValueError:
        return row, column + 1


def _is_in_cell(formula: Element) -> bool:
    parent = formula.getparent()
    return parent is not None and local(parent) == "c"
