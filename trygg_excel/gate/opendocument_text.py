"""What elements of an .ods say: their attributes by name, and the text of a cell. (ODF 1.3 part 3, 6.1.)"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trygg_excel.gate.opendocument_active import CONTENT
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Element, local

CELLS = frozenset({"table-cell", "covered-table-cell"})
_PARTS = CELLS | {"table", "table-row"}
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, _OFFICE, _TABLE = f"{{{_URN}text:1.0}}", f"{{{_URN}office:1.0}}", f"{{{_URN}table:1.0}}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_PARAGRAPH, _BLANKS, _TAB, _BREAK = f"{TEXT}p", f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"
_APART = ("annotation", "ruby-text", "note", "frame", "custom-shape")  # within a text, and none of it
_FOLDED = re.compile("[\t\r\n] *")  # a line of the part that is broken, not one of the text
_MOST_DIGITS = 9


class Attributes(dict[str, str]):
    """Their names without namespace, by the names with it: there are few, and many cells. '' for what is not ours."""

    def __missing__(self, key: str) -> str:
        for namespace, prefix in ((_TABLE, ""), (_OFFICE, ""), (_CALC, "calcext:")):
            if key.startswith(namespace):
                self[key] = name = prefix + key.removeprefix(namespace)
                return name
        self[key] = ""
        return ""

    def of(self, element: Element) -> dict[str, str]:
        """What an element says."""
        return {self[str(key)]: str(value) for key, value in element.items()}


def number(written: str) -> int:
    """A count as written, of nine digits at most; XML for what is none."""
    digits = written.strip().lstrip("0") or "0"
    if not (digits.isascii() and digits.isdigit()):
        raise BadPackage(Reason.XML, CONTENT)
    return int(digits) if len(digits) <= _MOST_DIGITS else 10**_MOST_DIGITS


def text_of(cell: Element, most: int, where: str) -> str:
    """The text of the cell's paragraphs, comments apart; LONG_TEXT past `most` characters."""
    first = cell[0]
    if len(cell) == 1 and first.tag == _PARAGRAPH and not len(first):
        text = str(first.text or "")
        return _FOLDED.sub(" ", text) if "\n" in text or "\t" in text else text
    pieces: list[str] = []
    length = 0
    for piece in _pieces(cell):
        length += len(piece)
        if length > most + 1:
            raise BadPackage(Reason.LONG_TEXT, where)
        pieces.append(piece)
    return "".join(pieces).removesuffix("\n")


def _pieces(cell: Element) -> Iterator[str]:
    """The texts in it, with a line's end after each paragraph."""
    for child in cell:
        if child.tag in _PARAGRAPHS:
            yield from _within(child)
            yield "\n"
        elif _holds_cells(child):
            raise BadPackage(Reason.XML, CONTENT)  # a cell in a cell: readers take it for either's


def _within(paragraph: Element) -> Iterator[str]:
    """The texts in a paragraph. No recursion: texts may be nested as deep as the gate lets them."""
    yield _spaced(paragraph.text)
    ahead: list[Iterator[Element]] = [iter(paragraph)]
    open_: list[Element] = []
    while ahead:
        child = next(ahead[-1], None)
        if child is None:
            ahead.pop()
            if open_:
                yield _spaced(open_.pop().tail)
            continue
        name = local(child)
        if name in _PARTS or (name in _APART and _holds_cells(child)):
            raise BadPackage(Reason.XML, CONTENT)
        yield from _own(child, name)
        open_.append(child)
        ahead.append(iter(() if name in _APART else child))


def _holds_cells(element: Element) -> bool:
    return any(local(each) in _PARTS for each in element.iter())


def _own(element: Element, name: str) -> Iterator[str]:
    if element.tag == _BLANKS:
        times = number(str(element.get(f"{TEXT}c") or "1"))
        yield from (" " * 1_000 for _ in range(times // 1_000))
        yield " " * (times % 1_000)
    elif element.tag == _TAB:
        yield "\t"
    elif element.tag == _BREAK:
        yield "\n"
    elif name not in _APART:
        yield _spaced(element.text)


def _spaced(text: object) -> str:
    """Without the line ends and indents of the part. Blanks side by side stay, as LibreOffice keeps them."""
    return _FOLDED.sub(" ", str(text)) if text else ""
