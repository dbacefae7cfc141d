"""Raw cells -> cells: what a stored value is, given its type, its format and the workbook's strings and epoch."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from typing import NamedTuple

from trygg_excel.formulas import moved
from trygg_excel.garbage import without_collecting
from trygg_excel.reading.repeated import long_ones
from trygg_excel.reading.scan import cells_in, unescaped
from trygg_excel.reading.styles import shows_date
from trygg_excel.workbook import PLAIN, Cell, CellStyle, CellType, place

EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001  a serial date has no zone
_LONGEST_SERIAL = 7  # digits of a day count, less one: the year 9999 has seven
_EMPTY = CellType.EMPTY
EMPTY_TEXTS = frozenset({"str", "inlineStr"})
_PLAIN_TYPES = {
    "s": CellType.TEXT, "str": CellType.TEXT, "inlineStr": CellType.TEXT, "n": CellType.NUMBER, "e": CellType.ERROR,
}  # fmt: skip
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001


@dataclass
class Book:
    """What every sheet of one workbook shares, and what has been counted in all of them so far."""

    strings: list[str] = field(default_factory=list)
    styles: tuple[CellStyle, ...] = ()
    epoch: datetime = EPOCH_1900
    cells: int = 0
    repeated: int = 0  # characters of long shared texts, in each cell that shows them

    @cached_property
    def long_strings(self) -> dict[str, int]:
        return long_ones(self.strings)

    @cached_property
    def by_index(self) -> Mapping[str, str]:
        """The shared strings by their index as written."""
        return _Strings(self.strings)

    @cached_property
    def looks(self) -> Mapping[str, _Look]:
        """What the attributes of a cell say, as written."""
        return _Looks(self.styles)


class Stored(NamedTuple):
    """A cell as the file stores it. `value` None: no value element."""

    row: int
    column: int
    style: int
    type: str
    value: str | None
    formula: str | None


def cell_of(book: Book, stored: Stored) -> Cell | None:
    """The cell; None when it holds nothing but a look."""
    style = _style(book.styles, stored.style)
    kind, value = stored.type, stored.value
    if value is None or (not value and kind == "n"):
        if stored.formula is None:
            return None
        return Cell(stored.row, stored.column, CellType.EMPTY, "", stored.formula, style)
    found, text = _typed(book, kind, value, style)
    if not text and stored.formula is None:
        return None
    return Cell(stored.row, stored.column, found, text, stored.formula, style)


def _style(styles: tuple[CellStyle, ...], index: int) -> CellStyle:
    return styles[index] if index < len(styles) else PLAIN


def _typed(book: Book, kind: str, value: str, style: CellStyle) -> tuple[CellType, str]:
    if kind == "s":
        return CellType.TEXT, _string(book.strings, value)
    if kind == "n":
        shown = date_of(value, book.epoch) if shows_date(style.number_format) else None
        return (CellType.NUMBER, value) if shown is None else (CellType.DATE, shown)
    if kind == "b":
        return CellType.BOOLEAN, "TRUE" if value == "1" else "FALSE"
    return {"e": CellType.ERROR, "d": CellType.DATE}.get(kind, CellType.TEXT), value


def _string(strings: list[str], index: str) -> str:
    """The shared string; '' for an index that points at none."""
    number = int(index) if index.isascii() and index.isdigit() and len(index) < 10 else len(strings)
    return strings[number] if number < len(strings) else ""


def date_of(serial: str, epoch: datetime) -> str | None:
    """The ISO date of a serial number; None when it is outside the calendar."""
    try:
        days = Decimal(serial)
        if not days.is_finite() or days.adjusted() > _LONGEST_SERIAL:
            return None
        early = epoch == EPOCH_1900 and 0 < days < 60  # before the 29 February 1900 that Excel believes in
        moment = epoch + timedelta(days=early, seconds=round(days * 86_400))
    except (InvalidOperation, OverflowError, ValueError):
        return None
    return moment.date().isoformat() if days == int(days) else moment.isoformat(timespec="seconds")


class ScannedCells(Mapping[tuple[int, int], Cell]):
    """The cells of a scanned sheet. Each is made when it is asked for: most of a large sheet never is, or just once."""

    def __init__(self, book: Book, stretches: list[str]) -> None:
        self._book = book
        self._stretches = stretches

    @cached_property
    def _cells(self) -> dict[tuple[int, int], Cell]:
        with without_collecting():
            return _cells_of(self._book, self._stretches)

    def __getitem__(self, at: tuple[int, int]) -> Cell:
        return self._cells[at]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __contains__(self, at: object) -> bool:
        return at in self._cells

    def items(self) -> ItemsView[tuple[int, int], Cell]:
        return self._cells.items()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self.items()) == dict(other.items())

    __hash__ = None  # type: ignore[assignment]  # as a dict's


def _cells_of(book: Book, stretches: list[str]) -> dict[tuple[int, int], Cell]:
    maker, found = CellMaker(book), dict[tuple[int, int], Cell]()
    stretches.reverse()
    while stretches:  # what is written goes as its cells come: the two together take twice the room
        maker.put(stretches.pop(), found)
    return found


class CellMaker:
    """Makes cells of what is written, and keeps what columns, looks and strings it has met."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._shared: dict[str, tuple[str, int, int]] = {}
        self._columns, self._looks, self._strings = _COLUMNS, book.looks, book.by_index

    def put(self, rows: str, found: dict[tuple[int, int], Cell]) -> None:
        """The cells of rows that a scan has taken in, into those found."""
        columns, looks, strings, new = self._columns, self._looks, self._strings, tuple.__new__
        as_meant = "&" not in rows and "\r" not in rows  # nothing in them is escaped
        number, own = 0, ""
        for letters, row, attributes, formula, value in cells_in(rows):
            if row != own:
                number, own = int(row), row
            column = columns[letters]
            plain, style, shared, index, kind = looks[attributes]
            told = None
            if formula:
                simple = as_meant and formula[2] == ">"
                told = formula[3:-4] if simple else formula_of(formula, number, column, self._shared)
            if value and plain is not None and (as_meant or ("&" not in value and "\r" not in value)):
                text = strings[value] if shared else value
                if text or told is not None:  # a third faster than Cell(...)
                    found[number, column] = new(Cell, (number, column, plain, text, told, style))
                continue
            if not value and kind not in EMPTY_TEXTS:
                if told is not None:
                    found[number, column] = new(Cell, (number, column, _EMPTY, "", told, style))
                continue
            cell = cell_of(self._book, Stored(number, column, index, kind, unescaped(value), told))
            if cell is not None:
                found[number, column] = cell


class _Columns(dict[str, int]):
    """The numbers of the columns met so far, by their letters: at most Excel's, since a scan has held them to those."""

    def __missing__(self, letters: str) -> int:
        self[letters] = column = place(f"{letters}1")[1]
        return column


_COLUMNS = _Columns()


class _Strings(dict[str, str]):
    """The shared strings by their index as written; one that is written in another way than as a count comes later."""

    def __init__(self, strings: list[str]) -> None:
        super().__init__(zip(map(str, range(len(strings))), strings, strict=True))
        self._strings = strings

    def __missing__(self, index: str) -> str:
        self[index] = text = _string(self._strings, index)
        return text


class _Look(NamedTuple):
    """What a cell's attributes say: its style, the index of its format, and its type.

    `plain`: what a cell with a value then is, where that is all there is to know of it; `shared`: its value is the
    index of a string.
    """

    plain: CellType | None
    style: CellStyle
    shared: bool
    format: int
    kind: str


class _Looks(dict[str, _Look]):
    """Those met so far, by the attributes as written."""

    def __init__(self, styles: tuple[CellStyle, ...]) -> None:
        super().__init__()
        self._styles = styles

    def __missing__(self, attributes: str) -> _Look:
        index, kind = _said(attributes)
        style = _style(self._styles, index)
        plain = None if kind == "n" and shows_date(style.number_format) else _PLAIN_TYPES.get(kind)
        self[attributes] = look = _Look(plain, style, kind == "s", index, kind)
        return look


@lru_cache(maxsize=4096)
def _said(attributes: str) -> tuple[int, str]:
    """The index of the format and the type."""
    return style_index(_attribute(attributes, "s")), _attribute(attributes, "t") or "n"


def style_index(written: str | None) -> int:
    """The index of a cell's format; 0 for what is none."""
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 8 else 0


def formula_of(element: str, row: int, column: int, shared: dict[str, tuple[str, int, int]]) -> str:
    """The formula in an <f> element as written."""
    if element.startswith("<f>") and "&" not in element and "\r" not in element:
        return element[3:-4]
    start, _, rest = element.partition(">")
    text = unescaped(rest.removesuffix("</f>"))
    index = _attribute(start, "si") if _attribute(start, "t") == "shared" else None
    return shared_formula(text, index, row, column, shared)


def _attribute(tag: str, name: str) -> str | None:
    _, found, rest = tag.partition(f' {name}="')
    return rest.partition('"')[0] if found else None


def shared_formula(text: str, index: str | None, row: int, column: int, shared: dict[str, tuple[str, int, int]]) -> str:
    """A formula; one that shares another's is moved from where that one stands."""
    if index is None or text:
        if index is not None:
            shared[index] = (text, row, column)
        return text
    if index not in shared:
        return ""
    origin, from_row, from_column = shared[index]
    return moved(origin, row - from_row, column - from_column)
