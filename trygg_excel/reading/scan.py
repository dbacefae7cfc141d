"""A worksheet part as Excel and most libraries write it, taken apart by regular expressions.

Three quarters of the time of reading a workbook goes to its cells. Where the part is written plainly (UTF-8, no
prefixes, comments or CDATA), this reads them several times faster than an XML parser that makes an object of each tag.
What keeps it honest: the grammar below must take in everything between <sheetData> and </sheetData>, row after row,
without a gap; where it does not, `scan` gives None and the XML parser reads the part instead. What stands outside the
rows is always read by the XML parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from trygg_excel.package import is_utf8

_OPEN, _CLOSE, _ROW_END = b"<sheetData>", b"</sheetData>", "</row>"
_STRETCH = 1 << 13  # characters of rows whose cells are made at once
_LARGE = 1 << 20

# column letters, row, the other attributes, the formula's element, the value or the inline text, all as written
RawCell: TypeAlias = tuple[str, str, str, str, str]

# The grammar. Possessive ('++', '*+'): what one part has taken it does not give back, so nothing is tried twice and
# no input takes more than one pass. A text longer than Excel allows does not fit, nor does a forbidden character.
LONGEST_TEXT = 32_767
_TEXT = r"[^<\x00-\x08\x0b\x0c\x0e-\x1f]{0,32767}+"
_SAID = r'="[^"<>&\x00-\x1f]*+"'  # what an attribute says
_SHORT = r"(?=[^<>]{0,600}+>)"  # a tag, all of it: to look for an attribute twice takes the square of its length
_ATTRIBUTES = rf"(?: (?:x14ac:)?+[A-Za-z]\w*+{_SAID})*+"
_ONCE = r"(?![^<>]* (?P<f>[\w:]++)=[^<>]* (?P=f)=)"  # no attribute twice
_FORMULA = rf"<f(?:>{_TEXT}</f>|{_SHORT}{_ONCE}{_ATTRIBUTES}(?:/>|>{_TEXT}</f>))"
_SPACE = r'(?: xml:space="preserve")?+'
_VALUE = rf"<v{_SPACE}>{_TEXT}</v>|<v/>|<is><t{_SPACE}>{_TEXT}</t></is>"
_CELL_ATTRIBUTES = r'(?: s="\d{1,7}+")?+(?: t="[a-zA-Z]++")?+(?: cm="\d++")?+(?: vm="\d++")?+'
_OWN_ROW = r"(?(row)(?P=row)|\d{1,7}+)"  # a cell stands in the row that it says
_CONTENT = rf"<v>{_TEXT}</v></c>|(?:{_FORMULA})?+(?:{_VALUE})?+</c>"  # first what most cells hold
_WHOLE_CELL = rf'<c r="[A-Z]{{1,3}}+{_OWN_ROW}"{_CELL_ATTRIBUTES}(?:/>|>(?:{_CONTENT}))'
_ROW = re.compile(
    rf'<row{_SHORT}(?![^<>]* (?P<r>[\w:]++)=[^<>]* (?P=r)=)(?P<attributes>(?: r="(?P<row>\d{{1,7}}+)")?+{_ATTRIBUTES})'
    rf"(?:/>|>(?P<cells>(?:{_WHOLE_CELL})*+)</row>)[ \t\r\n]*+",
    re.ASCII,
)

# The same cell with its pieces taken apart, but for one that holds nothing; it runs over rows that the grammar has
# taken in.
_CELL = re.compile(
    r'<c r="([A-Z]++)([^"]++)"([^>/]*+)>(<f[^>]*+>(?:[^<]*+</f>)?+)?+(?:<(?:v|is><t)[^>]*+>([^<]*+))?+',
    re.ASCII,
)
_CELL_ROW = re.compile(r'<c r="[A-Z]++([0-9]++)"')
_BEYOND = re.compile(r'<c r="(?:[YZ][A-Z]{2}|X[G-Z][A-Z]|XF[E-Z])')  # right of XFD
_HIDDEN = re.compile(r' hidden="(?:1|true)"')
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NEVER = ("\ufffe", "\uffff")
FORBIDDEN = bytes([*range(9), 11, 12, *range(14, 32)])  # control characters that XML does not allow


class ScannedRow(NamedTuple):
    """A row, with its cells as they are written."""

    number: int
    inside: str


@dataclass(slots=True)
class Extent:
    """The largest number of a row, whether one says 0, and how many cells there are."""

    last: int
    row_zero: bool
    cells: int


@dataclass(slots=True)
class Scan:
    """The text of a sheet's rows, those that are hidden, and the part without them."""

    hidden: set[int]
    extent: Extent
    text: str
    rest: bytes

    @property
    def stretches(self) -> list[str]:
        """The text in stretches of whole rows, which can go one by one.

        Of a large sheet each is a row: in the room of such small texts, when they go, Python puts the cells.
        """
        found, start = [], 0
        least = _STRETCH if len(self.text) < _LARGE else 0
        while start < len(self.text):
            cut = self.text.find(_ROW_END, start + least)
            end = len(self.text) if cut < 0 else cut + len(_ROW_END)
            found.append(self.text[start:end])
            start = end
        return found

    @property
    def beyond(self) -> bool:
        """Whether a cell stands right of Excel's grid."""
        return _BEYOND.search(self.text) is not None


def scan(data: bytes) -> Scan | None:
    """Take the rows out of a worksheet part; None when it is not written plainly.

    They are the sheet's only if the parser finds the one <sheetData/> in the rest to be it: not one of another
    namespace, nor one in a comment.
    """
    start, end = data.find(_OPEN), data.rfind(_CLOSE)
    if start < 0 or end < start or not is_utf8(data):
        return None
    before, after = data[:start], data[end + len(_CLOSE) :]
    body = decoded(data[start + len(_OPEN) : end])
    if body is None or b"sheetData" in before or b"sheetData" in after:
        return None
    if "x" in body and ("xmlns" in body or ("x14ac:" in body and b"xmlns:x14ac=" not in before)):
        return None
    taken = _taken(body)
    return None if taken is None else Scan(*taken, body, before + b"<sheetData/>" + after)


def decoded(markup: bytes) -> str | None:
    """Markup as text: UTF-8, no entities but XML's own, no stray end of CDATA and no last characters; else None."""
    try:
        text = markup.decode()
    except UnicodeDecodeError:
        return None
    if ("]" in text and "]]>" in text) or any(each in text for each in _NEVER):  # a single character is found faster
        return None
    return text if "&" not in text or _are_fine(text) else None


def _are_fine(text: str) -> bool:
    """Whether every '&' begins one of XML's own entities, or a reference to a character that XML allows."""
    found = _ENTITY.findall(text)
    codes = [int(decimal or hexadecimal, 10 if decimal else 16) for named, decimal, hexadecimal in found if not named]
    return len(found) == text.count("&") and all(map(_is_character, codes))


def _is_character(code: int) -> bool:
    return code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


def plain_text(markup: bytes) -> str | None:
    """The same, for markup without comments, CDATA, instructions and characters that XML forbids."""
    if b"<!" in markup or b"<?" in markup or len(markup.translate(None, FORBIDDEN)) != len(markup):
        return None
    return decoded(markup)


def unescaped(markup: str) -> str:
    """Text as it is meant: line ends as XML reads them, then entities and character references replaced."""
    if "\r" in markup:
        markup = markup.replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_character, markup) if "&" in markup else markup


def _character(match: re.Match[str]) -> str:
    named, decimal, hexadecimal = match.groups()
    return _NAMED[named] if named else chr(int(decimal or hexadecimal, 10 if decimal else 16))


def cells_in(rows: str) -> list[RawCell]:
    """The cells of rows that the grammar has taken in, taken apart."""
    return _CELL.findall(rows)


def _taken(body: str) -> tuple[set[int], Extent] | None:
    """The hidden rows and the extent; None where the grammar leaves a gap or a cell says another row than its own."""
    hidden: set[int] = set()
    end = len(body) - len(body.lstrip(" \t\r\n"))
    last = number = 0
    row_zero = False
    for match in _ROW.finditer(body):
        if match.start() != end:
            return None
        end = match.end()
        attributes, told = match.group("attributes", "row")
        number = int(told) if told else number + 1
        if told is None and not _fits(attributes, match["cells"], number):
            return None
        last, row_zero = max(last, number), row_zero or number == 0
        if "hidden" in attributes and _HIDDEN.search(attributes):
            hidden.add(number)
    return (hidden, Extent(last, row_zero, body.count("<c "))) if end == len(body) else None


def row_at(body: str, at: int, number: int) -> tuple[ScannedRow, int] | None:
    """The row that stands at a place, by the same grammar, and where it ends; None where none does.

    `number` is that of the row before it.
    """
    match = _ROW.match(body, at)
    if match is None:
        return None
    attributes, told, inside = match.group("attributes", "row", "cells")
    own = int(told) if told else number + 1
    if (told is None and not _fits(attributes, inside, own)) or own <= number:
        return None
    return ScannedRow(own, inside or ""), match.end()


def _fits(attributes: str, inside: str | None, row: int) -> bool:
    """Whether a row without a number at its start has none elsewhere, and its cells say that they stand in it."""
    return ' r="' not in attributes and all(each == str(row) for each in _CELL_ROW.findall(inside or ""))
