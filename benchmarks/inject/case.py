"""One error put into a book, and how a place for it is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from benchmarks.inject.book import Book, Key, recalculated
from trygg_excel.fact import Role
from trygg_excel.finding import CauseKind

LARGEST = 10**15  # öre


@dataclass(frozen=True, slots=True)
class Case:
    """A faulty book, what was done (`kinds`: also what it cannot be told from), where, and the right öre."""

    book: Book
    kinds: tuple[CauseKind, ...]
    cells: tuple[Key, ...]
    right: int | None = None


def pick(rng: Random, given: Iterable[Key]) -> Key | None:
    found = list(given)
    return rng.choice(found) if found else None


def lines(book: Book) -> list[Key]:
    """The typed amounts of programmes."""
    return [
        Key(page.name, row.key, column.key)
        for page in book.pages
        for row in page.rows
        for column in page.columns
        if row.role is Role.LINE and not row.refers and not column.parts
    ]


def put(book: Book, key: Key | None, value: int | None, *kinds: CauseKind) -> Case | None:
    """A wrong amount typed in one cell."""
    if key is None or value is None or value == book.value(key) or abs(value) > LARGEST:
        return None
    return Case(recalculated(book.with_value(key, value)), kinds, (key,), book.value(key))
