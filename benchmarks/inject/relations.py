"""What should equal what in a book, as it is built: sums down and across, other sheets, the version before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.inject.book import Book, Column, Key, Page, Row, Signed
from trygg_excel.fact import Role


class Rule(StrEnum):
    COLUMN = "column"
    ROW = "row"
    SHEET = "sheet"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Relation:
    """`whole` should be the sum of `parts` and `constant` (öre)."""

    rule: Rule
    whole: Key
    parts: tuple[Signed, ...] = ()
    constant: int = 0

    @property
    def keys(self) -> tuple[Key, ...]:
        return (self.whole, *(each.key for each in self.parts))


def relations(book: Book) -> tuple[Relation, ...]:
    """All of them; each whole comes after the wholes it is made of."""
    pages = sorted(book.pages, key=lambda page: any(row.refers for row in page.rows))
    return (*(each for page in pages for each in _of_page(page)), *_since_earlier(book))


def _of_page(page: Page) -> Iterator[Relation]:
    made = [each for each in page.columns if each.parts]
    plain = [each for each in page.columns if not each.parts]
    yield from _from_sheets(page, plain)
    yield from _downwards(page, plain)
    yield from _sideways(page, made)
    yield from _downwards(page, made)


def _from_sheets(page: Page, columns: list[Column]) -> Iterator[Relation]:
    for row in page.rows:
        for column in columns if row.refers else ():
            fetched = Signed(Key(row.refers, "total", column.key), 1)
            yield Relation(Rule.SHEET, Key(page.name, row.key, column.key), (fetched,))


def _downwards(page: Page, columns: list[Column]) -> Iterator[Relation]:
    for row, added in summed_rows(page):
        for column in columns:
            parts = tuple(Signed(Key(page.name, each.key, column.key), 1) for each in added)
            yield Relation(Rule.COLUMN, Key(page.name, row.key, column.key), parts)


def _sideways(page: Page, made: list[Column]) -> Iterator[Relation]:
    for row in page.amount_rows:
        for column in made:
            parts = tuple(Signed(Key(page.name, row.key, name), sign) for name, sign in column.parts)
            yield Relation(Rule.ROW, Key(page.name, row.key, column.key), parts)


def _since_earlier(book: Book) -> Iterator[Relation]:
    before = book.earlier
    for key in () if before is None else before.entries:
        if before is not None and key in book.entries:
            yield Relation(Rule.EARLIER, key, (), before.value(key))


def summed_rows(page: Page) -> Iterator[tuple[Row, tuple[Row, ...]]]:
    """Each sum with its rows: a subtotal has the lines since the one before, a total the subtotals and other lines."""
    open_: list[Row] = []
    taken: list[Row] = []
    for row in page.rows:
        if row.role is Role.LINE:
            open_.append(row)
        elif row.role is Role.SUBTOTAL:
            yield row, tuple(open_)
            taken, open_ = [*taken, row], []
        elif row.role is Role.TOTAL:
            yield row, (*taken, *open_)
