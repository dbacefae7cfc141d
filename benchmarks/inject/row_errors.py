"""Rows that are lost, doubled or hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from benchmarks.inject.book import Book, Entry, Formula, Key, Page, Row, Signed, recalculated
from benchmarks.inject.case import Case
from benchmarks.inject.relations import Rule, relations, summed_rows
from trygg_excel.fact import Role
from trygg_excel.finding import CauseKind


def _own_row(rng: Random, book: Book) -> tuple[Page, Row] | None:
    """A programme's row that is not alone on its sheet and is not all nought."""
    found = [
        (page, row)
        for page in book.pages
        for row in page.rows
        if row.role is Role.LINE and not row.refers and len(_siblings(page, row)) > 1 and book.filled(page, row)
    ]
    return rng.choice(found) if found else None


def _siblings(page: Page, row: Row) -> tuple[Row, ...]:
    return next((added for _, added in summed_rows(page) if row in added), ())


def _sums_over(book: Book, keys: Iterable[Key]) -> list[Key]:
    """The typed sums downwards that take in one of the keys directly."""
    wanted = set(keys)
    return [
        each.whole
        for each in relations(book)
        if each.rule is Rule.COLUMN
        and wanted & {part.key for part in each.parts}
        and book.entries[each.whole].formula is None
    ]


def missing_row(rng: Random, book: Book) -> Case | None:
    """A row taken out while the typed sums over it stay."""
    found = _own_row(rng, book)
    if found is None or not (sums := _sums_over(book, book.filled(*found))):
        return None
    page, row = found
    shorter = replace(page, rows=tuple(each for each in page.rows if each is not row))
    kept = {
        key: replace(entry, formula=_without(entry.formula, page.name, row.key))
        for key, entry in book.entries.items()
        if (key.page, key.row) != (page.name, row.key)
    }
    faulty = recalculated(replace(book.with_page(shorter), entries=kept))
    return Case(faulty, (CauseKind.MISSING_ROW,), tuple(sums))


def _without(formula: Formula | None, page: str, row: str) -> Formula | None:
    if formula is None:
        return None
    return replace(formula, parts=tuple(each for each in formula.parts if each.key[:2] != (page, row)))


def doubled_row(rng: Random, book: Book) -> Case | None:
    """A row copied in below itself; live ranges grow over it."""
    found = _own_row(rng, book)
    if found is None:
        return None
    page, row = found
    copy = replace(row, key=f"{row.key} again")
    rows = tuple(one for each in page.rows for one in ((each, copy) if each is row else (each,)))
    mine = [key for key in book.entries if (key.page, key.row) == (page.name, row.key)]
    twins = {key._replace(row=copy.key): _twin(book.entries[key], row.key, copy.key) for key in mine}
    grown = {
        key: replace(entry, formula=_grown(entry.formula, row.key, copy.key))
        for key, entry in book.entries.items()
        if key.page == page.name and key not in mine and entry.formula is not None
    }
    faulty = recalculated(replace(book.with_page(replace(page, rows=rows)), entries={**book.entries, **grown, **twins}))
    filled = book.filled(page, row)
    return Case(faulty, (CauseKind.DOUBLED_ROW,), (*filled, *(key._replace(row=copy.key) for key in filled)))


def _renamed(part: Signed, old: str, new: str) -> Signed:
    return part._replace(key=part.key._replace(row=new)) if part.key.row == old else part


def _twin(entry: Entry, old: str, new: str) -> Entry:
    if entry.formula is None:
        return entry
    parts = tuple(_renamed(each, old, new) for each in entry.formula.parts)
    return replace(entry, formula=replace(entry.formula, parts=parts))


def _grown(formula: Formula | None, old: str, new: str) -> Formula | None:
    if formula is None:
        return None
    parts = [one for each in formula.parts for one in dict.fromkeys((each, _renamed(each, old, new)))]
    return replace(formula, parts=tuple(parts))


def hidden_row(rng: Random, book: Book) -> Case | None:
    """A row hidden; where its sums are typed, at times written without it."""
    found = _own_row(rng, book)
    if found is None:
        return None
    page, row = found
    rows = tuple(replace(each, hidden=True) if each is row else each for each in page.rows)
    filled = book.filled(page, row)
    hidden = book.with_page(replace(page, rows=rows))
    faulty = _less(hidden, filled) if rng.random() < 0.5 else hidden
    return Case(recalculated(faulty), (CauseKind.HIDDEN_ROW,), tuple(filled))


def _less(book: Book, keys: Iterable[Key]) -> Book:
    """Typed sums over the keys, and the sums of those on their sheet, without them."""
    for key in keys:
        over = [key]
        while over := [sum_ for sum_ in _sums_over(book, over) if sum_.page == key.page]:
            for whole in over:
                book = book.with_value(whole, book.value(whole) - book.value(key))
    return book
