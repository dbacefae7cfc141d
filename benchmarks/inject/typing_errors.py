"""Amounts typed wrong: digits, sign, factor, another column's amount, another row; and rounding, which is no error."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.inject.book import Book, Key, recalculated
from benchmarks.inject.case import Case, lines, pick, put
from benchmarks.inject.oracle import misses, residual, tolerance
from benchmarks.inject.relations import relations
from trygg_excel.finding import CauseKind


def _typed(rng: Random, book: Book) -> Key | None:
    """A typed amount: mostly a line, now and then a typed sum."""
    programmes = [key for key in lines(book) if book.value(key)]
    typed = {key for key, entry in book.entries.items() if entry.formula is None and entry.value}
    sums = sorted(typed - set(programmes))
    return pick(rng, sums if sums and rng.random() < 0.15 else programmes)


def _digits(book: Book, value: int) -> str:
    return str(abs(value) // book.quantum)


def _read(book: Book, digits: str, like: int) -> int:
    return int(digits) * book.quantum * (-1 if like < 0 else 1)


def swapped_digits(rng: Random, book: Book) -> Case | None:
    key = _typed(rng, book)
    if key is None:
        return None
    old = _digits(book, book.value(key))
    new = [old[:at] + old[at + 1] + old[at] + old[at + 2 :] for at in range(len(old) - 1) if old[at] != old[at + 1]]
    kept = [each for each in new if each[0] != "0"]
    value = _read(book, rng.choice(kept), book.value(key)) if kept else None
    return put(book, key, value, CauseKind.SWAPPED_DIGITS)


def mistyped(rng: Random, book: Book) -> Case | None:
    key = _typed(rng, book)
    if key is None:
        return None
    old = _digits(book, book.value(key))
    at = rng.randrange(len(old))
    new = old[:at] + rng.choice("0123456789" if at else "123456789") + old[at + 1 :]
    return put(book, key, _read(book, new, book.value(key)), CauseKind.MISTYPED)


def wrong_sign(rng: Random, book: Book) -> Case | None:
    key = _typed(rng, book)
    return put(book, key, None if key is None else -book.value(key), CauseKind.WRONG_SIGN)


def wrong_factor(rng: Random, book: Book) -> Case | None:
    key = _typed(rng, book)
    if key is None:
        return None
    value, factor = book.value(key), rng.choice([10, 100, 1000, 1000])
    smaller = value // factor if value % (factor * book.quantum) == 0 and rng.random() < 0.5 else None
    return put(book, key, value * factor if smaller is None else smaller, CauseKind.WRONG_FACTOR)


def _prior(book: Book, key: Key) -> Key | None:
    prior = book.column(key).prior
    return key._replace(column=prior) if prior else None


def neighbour_column(rng: Random, book: Book) -> Case | None:
    """The amount of the plain column beside it, in its row."""
    key = pick(rng, lines(book))
    if key is None:
        return None
    plain = [each.key for each in book.by_name[key.page].columns if not each.parts]
    at = plain.index(key.column)
    beside = pick(rng, (key._replace(column=each) for each in (*plain[max(0, at - 1) : at], *plain[at + 1 : at + 2])))
    if beside is None or not book.value(beside):
        return None
    also = (CauseKind.PRIOR_YEAR,) if beside == _prior(book, key) else ()
    return put(book, key, book.value(beside), CauseKind.NEIGHBOUR_COLUMN, *also)


def prior_year(rng: Random, book: Book) -> Case | None:
    """Last year's amount, which in most tables stands in the column beside."""
    key = pick(rng, (each for each in lines(book) if _prior(book, each)))
    before = None if key is None else _prior(book, key)
    value = None if before is None else book.value(before) or None
    return put(book, key, value, CauseKind.PRIOR_YEAR, CauseKind.NEIGHBOUR_COLUMN)


def moved(rng: Random, book: Book) -> Case | None:
    """A part of one programme's amount, or all of it, on another's row."""
    key = pick(rng, (each for each in lines(book) if book.value(each)))
    if key is None:
        return None
    other = pick(rng, (each for each in lines(book) if each != key and each[::2] == key[::2]))
    steps = book.value(key) // book.quantum
    part = steps if rng.random() < 0.3 else round(steps * rng.uniform(0.1, 0.9))
    if other is None or not part:
        return None
    less, more = book.value(key) - part * book.quantum, book.value(other) + part * book.quantum
    changed = book.with_value(key, less).with_value(other, more)
    return Case(recalculated(changed), (CauseKind.MOVED,), (key, other), book.value(key))


def rounding(rng: Random, book: Book) -> Case | None:
    """No error: a typed sum that is one step off, within what its rows' rounding can give."""
    sums = [each for each in relations(book) if book.entries[each.whole].formula is None and tolerance(book, each)]
    if not sums or book.unit == "kr":
        return None
    key = rng.choice(sums).whole
    faulty = recalculated(book.with_value(key, book.value(key) + rng.choice([-1, 1]) * book.quantum))
    off = faulty.value(key) != book.value(key) and any(_off(faulty, key))
    return Case(faulty, (CauseKind.ROUNDING,), (key,)) if off and not misses(faulty) else None


def _off(book: Book, key: Key) -> Iterator[int]:
    """By how much each relation of a sum is off, in öre."""
    return (residual(book, each) for each in relations(book) if each.whole == key)
