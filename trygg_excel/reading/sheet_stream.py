"""The rows of a large worksheet, in stretches, so that no more than a stretch is in memory.

A stretch is the text of whole rows. `RowReader` takes one row by the grammar of `scan`. `FastRows` is for ledgers: it
takes rows by one expression, which is the same grammar with the wanted columns written out, and leaves every row that
does not fit to the slow way. Where the part is not written plainly, NotPlain: the caller reads it by the parser.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence, Sized
from functools import cache
from itertools import pairwise

from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Package, is_utf8
from trygg_excel.reading.cells import Book, CellMaker
from trygg_excel.reading.scan import FORBIDDEN, decoded, row_at
from trygg_excel.reading.sheet_xml import SheetReader
from trygg_excel.reading.styles import shows_date
from trygg_excel.workbook import Cell, address

_OPEN, _CLOSE, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_STRETCH = 1 << 18  # bytes: what fits in the processor's cache goes fastest
_HEAD = 1 << 25  # bytes before the rows, and of a row, at most


class NotPlain(Exception):
    """The part is not written as this reads it."""


class SheetStream:
    """One worksheet part. What stands around its rows is held against the limits when they have all been taken.

    Its cells are not counted: none of them stays in memory.
    """

    def __init__(self, package: Package, part: str, book: Book, limits: Limits) -> None:
        self._package, self._part, self._book, self._limits = package, part, book, limits
        self._x14ac = False

    def stretches(self) -> Iterator[str]:
        """The rows as text. Raises NotPlain, or BadPackage with the reason."""
        pieces = self._package.pieces(self._part)
        before, rest = self._before(pieces)
        if rest is None:
            self._check(before)
            return
        self._x14ac = b"xmlns:x14ac=" in before
        while (end := rest.find(_CLOSE)) < 0:
            cut = rest.rfind(_ROW_END) + len(_ROW_END)
            if cut >= len(_ROW_END):
                yield from self._texts(rest[:cut])
                rest = rest[cut:]
            piece = next(pieces, None)
            if piece is None or len(rest) > _HEAD:
                raise NotPlain
            rest += piece
        yield from self._texts(rest[:end])
        after = rest[end + len(_CLOSE) :] + b"".join(pieces)
        if b"sheetData" in after:
            raise NotPlain
        self._check(before + b"<sheetData/>" + after)

    def _before(self, pieces: Iterator[bytes]) -> tuple[bytes, bytes | None]:
        """What stands before the rows, and what comes next; all of the part and None where it has no rows."""
        found = b""
        for piece in pieces:
            found += piece
            at = found.find(_OPEN)
            if at >= 0:
                if not is_utf8(found) or b"sheetData" in found[:at]:
                    raise NotPlain
                return found[:at], found[at + len(_OPEN) :]
            if len(found) > _HEAD:
                raise NotPlain
        if b"<sheetData/>" not in found:
            raise NotPlain
        return found, None

    def _check(self, around: bytes) -> None:
        if SheetReader(self._book, self._limits, self._part).read(around).tables != 1:
            raise NotPlain

    def _texts(self, rows: bytes) -> Iterator[str]:
        """Stretches of whole rows, held against the limits."""
        start = 0
        while start < len(rows):
            end = len(rows)
            if end - start > _STRETCH and (cut := rows.rfind(_ROW_END, start, start + _STRETCH)) > start:
                end = cut + len(_ROW_END)
            yield self._text(rows[start:end])
            start = end

    def _text(self, stretch: bytes) -> str:
        """One of them. What is looked for first is a single byte, which takes no time."""
        if len(stretch.translate(None, FORBIDDEN)) != len(stretch):
            raise NotPlain
        if stretch.isascii() and b"&" not in stretch and b"]" not in stretch:
            text = stretch.decode("ascii")
        else:
            found = decoded(stretch)
            if found is None:
                raise NotPlain
            text = found
        if b"x" in stretch and ("xmlns" in text or ("x14ac:" in text and not self._x14ac)):
            raise NotPlain
        return text


class RowReader:
    """Rows one by one, as cells by their place from 0. It knows the number of the row before."""

    def __init__(self, book: Book, limits: Limits, where: str) -> None:
        self.book = book
        self._maker = CellMaker(book)
        self._limits, self._where = limits, where
        self.number = 0

    def take(self, text: str, at: int) -> tuple[dict[int, Cell], int]:
        """The cells of the row at a place, and where it ends. Raises NotPlain."""
        taken = row_at(text, at, self.number)
        if taken is None:
            raise NotPlain
        row, end = taken
        self.next(row.number)
        found: dict[tuple[int, int], Cell] = {}
        self._maker.put(row.inside, found)
        if any(column > self._limits.columns for _, column in found):
            raise BadPackage(Reason.REFERENCE, self._where)
        return {column - 1: cell for (_, column), cell in found.items()}, end

    def again(self, text: str, number: int) -> dict[int, Cell]:
        """A row that has been passed, all of it, out of the stretch that it stands in."""
        taken = row_at(text, text.find(f'<row r="{number}"'), number - 1)
        found: dict[tuple[int, int], Cell] = {}
        if taken is not None:
            self._maker.put(taken[0].inside, found)
        return {column - 1: cell for (_, column), cell in found.items()}

    def next(self, number: int) -> None:
        """Rows come in order, inside Excel's grid."""
        if number > self._limits.rows:
            raise BadPackage(Reason.REFERENCE, self._where)
        if number <= self.number:
            raise NotPlain
        self.number = number

    def next_all(self, numbers: list[int]) -> None:
        """The same of several."""
        self.next(numbers[0])
        if numbers != list(range(numbers[0], numbers[0] + len(numbers))) and any(b <= a for a, b in pairwise(numbers)):
            raise NotPlain
        if numbers[-1] > self._limits.rows:
            raise BadPackage(Reason.REFERENCE, self._where)
        self.number = numbers[-1]

    def strings(self, indices: Sequence[str]) -> list[str] | None:
        """Shared strings by their index as written; None where one is none."""
        strings = self.book.strings
        try:
            return [strings[int(each)].strip() if each else "" for each in indices]
        except (IndexError, ValueError):
            return None

    def text(self, written: str) -> str:
        """What the cell says; '' for one that is empty. Short for a shared string, which most texts are."""
        if written.startswith(SHARED) and (index := written[len(SHARED) : -len(END)]).isdecimal():
            return self.book.strings[int(index)].strip() if int(index) < len(self.book.strings) else ""
        found = self.cell(written)
        return found.value.strip() if found is not None else ""

    def cell(self, written: str) -> Cell | None:
        """A cell by what stands after its address: ' s="1" t="s"><v>23</v></c>'."""
        if _WRITTEN.fullmatch(written) is None:
            raise NotPlain
        found: dict[tuple[int, int], Cell] = {}
        self._maker.put(f'<c r="A1"{written}', found)
        return found.get((1, 1))


_SPACE = r'(?: xml:space="preserve")?+'
_TEXT = r"[^<\x00-\x1f]{0,32767}+"
START, END = "<row ", "</v></c>"
SHARED_LOOK = ' t="s"'
SHARED = f"{SHARED_LOOK}><v>"
_STYLE = re.compile(r'(?: s="(\d++)")?+(?: t="n")?+')
_LOOK = r'(?: s="\d{1,7}+")?+(?: t="[a-zA-Z]++")?+'
_FILLED = rf"(?:<v>[^<]*+</v>|<is><t{_SPACE}>[^<]*+</t></is>)"  # what of it is wanted is held against _WRITTEN
_WRITTEN = re.compile(rf"{_LOOK}(?:/>|>(?:<v{_SPACE}>{_TEXT}</v>|<is><t{_SPACE}>{_TEXT}</t></is>)?+</c>)", re.ASCII)
NUMBER = r"(-?\d{1,15}+(?:\.\d{1,20}+)?+)"
_ROW_LOOK = (
    r'(?: spans="[\d: ]{1,40}+")?+(?: s="\d{1,7}+" customFormat="1")?+(?: ht="[\d.]{1,9}+")?+(?: customHeight="1")?+'
    r'(?: x14ac:dyDescent="[\d.]{1,9}+")?+'
)
_AFTER = 12  # columns right of the last wanted one that a row may have


class FastRows:
    """Takes the wanted cells out of rows, a stretch at a time. Places count from 0.

    `needed` must be filled and `numbers` be plain numbers, which may be blank where there are several; a row where
    this is otherwise does not fit, nor does one with a formula or a date among the numbers.
    """

    def __init__(self, book: Book, wanted: Collection[int], needed: Collection[int], numbers: Collection[int]) -> None:
        self.places, self.needed, self.numbers = tuple(sorted({*wanted, *numbers})), needed, numbers
        self._book = book
        self._plain = [str(at) for at, style in enumerate(book.styles) if not shows_date(style.number_format)]
        parts = map(self._part, range(max(self.places) + 1 + _AFTER))
        self._row = re.compile(rf'{START}r="(\d{{1,7}}+)"{_ROW_LOOK}>{"".join(parts)}</row>(?=<row |\Z)', re.ASCII)

    def _part(self, place: int) -> str:
        """The expression of a column's cells."""
        start = rf'<c r="{letters(place)}\1"'
        if place in self.numbers:
            styled = rf'(?: s="(?:{"|".join(self._plain)})")?+' if self._plain else ""
            cell = rf'{start}{styled}(?: t="n")?+><v>{NUMBER}</v></c>'
            return rf"(?:{cell}|{start}{_LOOK}/>)?+" if len(self.numbers) > 1 else cell
        if place in self.needed:
            return rf"{start}({_LOOK}>{_FILLED}</c>)"
        inside = rf"{_LOOK}(?:/>|>{_FILLED}?+</c>)"
        return rf"(?:{start}({inside}))?+" if place in self.places else rf"(?:{start}{inside})?+"

    @property
    def whole(self) -> FastRows:
        """The same rows, with all of their cells as they are written."""
        return FastRows(self._book, range(max(self.places) + 1 + _AFTER), (), ())

    def is_number(self, look: str) -> bool:
        """Whether a cell with these attributes is a number and no date."""
        style = _STYLE.fullmatch(look)
        return style is not None and (style[1] is None or style[1] in self._plain or not self._plain)

    def all(self, text: str) -> list[tuple[str, ...]] | None:
        """The number and the wanted cells of every row of a stretch; None when not all of them fit."""
        found = self._row.findall(text) if text.startswith(START) else []
        return found if found and are_all(found, text) else None

    def one(self, text: str, at: int) -> tuple[tuple[str, ...], int] | None:
        """The same of the row at a place, and where it ends; None when it does not fit."""
        match = self._row.match(text, at)
        return None if match is None else (tuple(each or "" for each in match.groups()), match.end())


def are_all(found: Sized, text: str) -> bool:
    """Whether these are all rows of a stretch: each has its letter twice, or else the longer way to count tells."""
    return text.count("w") == 2 * len(found) or text.count("<row") == len(found)


@cache
def letters(place: int) -> str:
    """The letters of a column: 'A' for 0."""
    return address(1, place + 1)[:-1]
