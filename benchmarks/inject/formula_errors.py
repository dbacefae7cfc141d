"""What goes wrong between formulas and the cells they add."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from benchmarks.inject.book import Book, Entry, Formula, Key, Signed, evaluated, recalculated
from benchmarks.inject.case import Case, lines, pick, put
from benchmarks.inject.oracle import misses
from benchmarks.inject.relations import Relation, Rule, relations, summed_rows
from trygg_excel.fact import Role
from trygg_excel.finding import CauseKind


def text_number(rng: Random, book: Book) -> Case | None:
    key = pick(rng, (each for each in lines(book) if book.value(each)))
    if key is None:
        return None
    faulty = recalculated(book.with_entries({key: replace(book.entries[key], as_text=True)}))
    return Case(faulty, (CauseKind.TEXT_NUMBER,), (key,), book.value(key))


def _alike(rng: Random, book: Book, rule: Relation) -> list[Relation]:
    """The sum and, mostly, the live sums beside it in its row: a formula is copied."""
    if rule.rule is not Rule.COLUMN or rng.random() < 0.3:
        return [rule]
    return [
        each
        for each in relations(book)
        if each.rule is Rule.COLUMN and each.whole[:2] == rule.whole[:2] and _sums_itself(book, each)
    ]


def _sums_itself(book: Book, rule: Relation) -> bool:
    formula = book.entries[rule.whole].formula
    return formula is not None and set(formula.parts) == set(rule.parts)


def short_range(rng: Random, book: Book) -> Case | None:
    """A SUM that leaves out the first row, or the last, which was put in below its range."""
    sums = [each for each in relations(book) if len(each.parts) > 2 and _sums_itself(book, each)]
    sums = [each for each in sums if not (entry := book.entries[each.whole].formula) or not entry.plus]
    if not sums:
        return None
    at_start = rng.random() < 0.3
    chosen = _alike(rng, book, rng.choice(sums))
    cut = {each.whole: Formula(each.parts[1:] if at_start else each.parts[:-1]) for each in chosen}
    changed = {key: replace(book.entries[key], formula=formula) for key, formula in cut.items()}
    return _formulas_changed(book, changed, CauseKind.SHORT_RANGE)


def _formulas_changed(book: Book, changed: dict[Key, Entry], kind: CauseKind) -> Case | None:
    faulty = recalculated(book.with_entries(changed))
    wrong = tuple(key for key in changed if faulty.value(key) != book.value(key))
    return Case(faulty, (kind,), wrong, book.value(wrong[0])) if wrong else None


def subtotal_twice(rng: Random, book: Book) -> Case | None:
    """A total that takes in the rows of a group, or of all, besides their subtotals."""
    totals = [each for each in relations(book) if each.rule is Rule.COLUMN and _subtotals(book, each)]
    if not totals:
        return None
    rule = rng.choice(totals)
    twice = [each.key for each in _subtotals(book, rule)]
    twice = twice if rng.random() < 0.5 else [rng.choice(twice)]
    if book.entries[rule.whole].formula is None:
        value = book.value(rule.whole) + sum(book.value(each) for each in twice)
        return put(book, rule.whole, value, CauseKind.SUBTOTAL_TWICE)
    rows = {each.row for each in twice}
    changed = {each.whole: _twice(book, each, rows) for each in _alike(rng, book, rule) if _sums_itself(book, each)}
    return _formulas_changed(book, changed, CauseKind.SUBTOTAL_TWICE)


def _subtotals(book: Book, rule: Relation) -> list[Signed]:
    return [each for each in rule.parts if book.row(each.key).role is Role.SUBTOTAL]


def _twice(book: Book, rule: Relation, rows: set[str]) -> Entry:
    page = book.by_name[rule.whole.page]
    under = [line.key for row, lines in summed_rows(page) if row.key in rows for line in lines]
    more = tuple(Signed(rule.whole._replace(row=each), 1) for each in under)
    return replace(book.entries[rule.whole], formula=Formula((*rule.parts, *more)))


def typed_over(rng: Random, book: Book) -> Case | None:
    """A formula replaced by its value; half of the time one of its amounts is then changed."""
    live = [each for each in relations(book) if _sums_itself(book, each) and len(each.parts) > 1]
    if not live:
        return None
    rule = rng.choice(live)
    right = book.value(rule.whole)
    faulty = book.with_entries({rule.whole: Entry(right)})
    below = [each.key for each in rule.parts if book.entries[each.key].formula is None and book.value(each.key)]
    if below and rng.random() < 0.5:
        later = recalculated(_updated(rng, faulty, rng.choice(below)))
        formula = book.entries[rule.whole].formula
        if formula is not None and all(rule.whole in each.keys for each in misses(later)):
            faulty, right = later, evaluated(later, formula)
    return Case(faulty, (CauseKind.TYPED_OVER,), (rule.whole,), right)


def _updated(rng: Random, book: Book, key: Key) -> Book:
    """The amount as somebody changed it later, rightly."""
    steps = book.value(key) // book.quantum
    change = max(1, round(abs(steps) * rng.uniform(0.05, 0.5))) * rng.choice([-1, 1])
    return book.with_value(key, (steps + change) * book.quantum)


def stale(rng: Random, book: Book) -> Case | None:
    """An amount changed in a file that was saved without being calculated anew."""
    key = pick(rng, (each for each in lines(book) if book.value(each)))
    over = [each.whole for each in relations(book) if key in {part.key for part in each.parts}]
    if key is None or not over or any(book.entries[each].formula is None for each in over):
        return None
    faulty = _updated(rng, book, key)
    return Case(faulty, (CauseKind.STALE,), tuple(dict.fromkeys(over)), None)
