"""A workbook as its maker thinks of it: rows with names, columns with headings, what adds up to what.

It is drawn, made faulty and judged in this form; `workbook` renders it to cells. Amounts are öre. Where a row or a
column stands is never kept: a row may be taken out or doubled, and formulas follow as in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from trygg_excel.fact import Role
from trygg_excel.finding import Source
from trygg_excel.money import UNITS
from trygg_excel.workbook import PLAIN, Cell, CellStyle, CellType, Range, Sheet, Workbook, address


class Key(NamedTuple):
    """An amount's cell by the names of its sheet, row and column."""

    page: str
    row: str
    column: str


class Signed(NamedTuple):
    key: Key
    sign: int


@dataclass(frozen=True, slots=True)
class Formula:
    """What is added; `plus`: written with + and - between cells, else as one SUM."""

    parts: tuple[Signed, ...]
    plus: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount as it stands; with a formula, `value` is the cached one."""

    value: int
    formula: Formula | None = None
    as_text: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`role` None: a heading or a blank row. `refers`: the sheet whose total this row fetches."""

    key: str
    label: str
    role: Role | None = Role.LINE
    refers: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """`parts`: the columns this one is made of, with their signs; `prior`: the column of the year before."""

    key: str
    heading: str
    parts: tuple[tuple[str, int], ...] = ()
    prior: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    top: int = 4
    left: int = 1

    @property
    def amount_rows(self) -> tuple[Row, ...]:
        return tuple(each for each in self.rows if each.role is not None)


@dataclass(frozen=True)
class Book:
    """`earlier` is the version before, where there is one; its columns with the same key hold the same amounts."""

    kind: str
    unit: str
    decimals: int
    pages: tuple[Page, ...]
    entries: Mapping[Key, Entry]
    earlier: Book | None = None
    plus: bool = False

    @property
    def quantum(self) -> int:
        """The step of the last digit written, in öre."""
        return int(UNITS[self.unit].factor * 100 // 10**self.decimals)

    @cached_property
    def by_name(self) -> dict[str, Page]:
        return {each.name: each for each in self.pages}

    @cached_property
    def places(self) -> dict[Key, tuple[int, int]]:
        """Row and column of each amount on its sheet."""
        return {
            Key(page.name, row.key, column.key): (page.top + down, page.left + across)
            for page in self.pages
            for down, row in enumerate(page.rows, 1)
            for across, column in enumerate(page.columns, 1)
            if Key(page.name, row.key, column.key) in self.entries
        }

    def source(self, key: Key, file: str) -> Source:
        return Source(file, key.page, address(*self.places[key]))

    def row(self, key: Key) -> Row:
        return next(each for each in self.by_name[key.page].rows if each.key == key.row)

    def column(self, key: Key) -> Column:
        return next(each for each in self.by_name[key.page].columns if each.key == key.column)

    def filled(self, page: Page, row: Row) -> list[Key]:
        """The amounts of a row that are not nought."""
        keys = (Key(page.name, row.key, column.key) for column in page.columns)
        return [key for key in keys if self.value(key)]

    def value(self, key: Key) -> int:
        return self.entries[key].value

    def with_entries(self, changed: Mapping[Key, Entry]) -> Book:
        return replace(self, entries={**self.entries, **changed})

    def with_value(self, key: Key, value: int) -> Book:
        return self.with_entries({key: replace(self.entries[key], value=value)})

    def with_page(self, page: Page) -> Book:
        return replace(self, pages=tuple(page if each.name == page.name else each for each in self.pages))


def evaluated(book: Book, formula: Formula) -> int:
    """What a spreadsheet would show: SUM passes over text, + and - read it as a number."""
    return sum(
        each.sign * book.value(each.key) for each in formula.parts if formula.plus or not book.entries[each.key].as_text
    )


def recalculated(book: Book) -> Book:
    """The book with every formula's value anew."""
    while True:
        changed = {
            key: replace(entry, value=value)
            for key, entry in book.entries.items()
            if entry.formula is not None and (value := evaluated(book, entry.formula)) != entry.value
        }
        if not changed:
            return book
        book = book.with_entries(changed)


def workbook(book: Book, file: str) -> Workbook:
    """The cells, as the reader would give them."""
    file_id = sha256(file.encode()).hexdigest()
    return Workbook(file, file_id, 1, "xlsx", tuple(_sheet(book, page) for page in book.pages))


def _sheet(book: Book, page: Page) -> Sheet:
    found = [*_texts(book, page), *(_amount(book, page, key) for key in book.places if key.page == page.name)]
    cells = {(each.row, each.column): each for each in sorted(found)}
    hidden = frozenset(page.top + down for down, row in enumerate(page.rows, 1) if row.hidden)
    return Sheet(page.name, cells, hidden_rows=hidden)


def _texts(book: Book, page: Page) -> Iterator[Cell]:
    bold = CellStyle(bold=True)
    yield Cell(1, page.left, CellType.TEXT, page.title, None, bold)
    said = {"kr": "kronor"}.get(book.unit, book.unit)
    yield Cell(2, page.left, CellType.TEXT, f"Belopp i {said}")
    yield Cell(page.top, page.left, CellType.TEXT, "Verksamhet", None, bold)
    for across, column in enumerate(page.columns, 1):
        yield Cell(page.top, page.left + across, CellType.TEXT, column.heading, None, bold)
    for down, row in enumerate(page.rows, 1):
        if row.label:
            look = PLAIN if row.role is Role.LINE else bold
            yield Cell(page.top + down, page.left, CellType.TEXT, row.label, None, look)


def _amount(book: Book, page: Page, key: Key) -> Cell:
    entry, at = book.entries[key], book.places[key]
    look = CellStyle("#,##0" + ("." + "0" * book.decimals if book.decimals else ""))
    number = Decimal(entry.value) / (UNITS[book.unit].factor * 100)
    if entry.as_text:
        return Cell(*at, CellType.TEXT, f"{number:.{book.decimals}f}".replace(".", ","), None, look)
    formula = None if entry.formula is None else written(book, page, entry.formula)
    return Cell(*at, CellType.NUMBER, f"{float(number):.16G}", formula, look)


def written(book: Book, page: Page, formula: Formula) -> str:
    """'SUM(B5:B9,B11)', 'B5-C5' or 'Skola!B12'."""
    if formula.plus:
        terms = [("-" if each.sign < 0 else "+") + _named(book, page, each.key) for each in formula.parts]
        return "".join(terms).removeprefix("+")
    places = sorted(book.places[each.key] for each in formula.parts)
    filled = {place for key, place in book.places.items() if key.page == page.name}
    return f"SUM({','.join(_areas(places, filled))})"


def _named(book: Book, page: Page, key: Key) -> str:
    at = address(*book.places[key])
    return at if key.page == page.name else f"'{key.page}'!{at}"


def _areas(places: list[tuple[int, int]], filled: set[tuple[int, int]]) -> Iterator[str]:
    """The cells of one row or column as areas; what is blank between two of them is taken along, as people do."""
    first = last = places[0]
    for each in (*places[1:], None):
        if each is None or _between(last, each) & filled:
            yield address(*first) if first == last else f"{address(*first)}:{address(*last)}"
            first = each or first
        last = each or last


def _between(first: tuple[int, int], last: tuple[int, int]) -> set[tuple[int, int]]:
    span = Range(*first, *last)
    return set(span.places()) - {first, last}
