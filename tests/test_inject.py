"""The benchmark of human errors: its oracle is right, and a small sample is judged no worse than recorded.

`python -m benchmarks.inject --record` records anew, and `--misses 9` shows what is missed.
"""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.inject.book import Book, Column, Entry, Formula, Key, Page, Row, Signed, recalculated, workbook
from benchmarks.inject.books import KINDS, draw
from benchmarks.inject.errors import ERRORS
from benchmarks.inject.measure import cases, read_sample, sample
from benchmarks.inject.oracle import Seen, misses, seen, single_cells
from benchmarks.inject.product import misread, said_of
from trygg_excel.fact import Role
from trygg_excel.finding import CauseKind

TKR = 100_000  # öre
A, B, ALL = Column("a", "Skola"), Column("b", "Vård"), Column("all", "Totalt", (("a", 1), ("b", 1)))


def book(columns: tuple[Column, ...], amounts: dict[str, tuple[int, ...]], unit: str = "tkr") -> Book:
    """A typed table of whole thousands; the row 'total' adds up the others."""
    rows = tuple(Row(each, each.title(), Role.TOTAL if each == "total" else Role.LINE) for each in amounts)
    entries = {
        at(row, column.key): Entry(amount * TKR)
        for row, given in amounts.items()
        for column, amount in zip(columns, given, strict=True)
    }
    return Book("drawn by hand", unit, 0, (Page("Blad1", "Budget 2022", columns, rows),), entries)


def at(row: str, column: str = "a") -> Key:
    return Key("Blad1", row, column)


def live(given: Book, *rows: str) -> Book:
    """The total as a SUM of the named rows."""
    formula = Formula(tuple(Signed(at(row), 1) for row in rows))
    return recalculated(given.with_entries({at("total"): Entry(0, formula)}))


def test_a_wrong_amount_where_row_and_column_cross_can_lie_in_one_cell() -> None:
    faulty = book((A, B, ALL), {"el": (120, 45, 165), "hyra": (210, 33, 273), "total": (360, 78, 438)})
    found = seen(faulty)
    assert found.allowed == {at("hyra")}
    assert single_cells(faulty) == {at("hyra"): (29 * TKR, 31 * TKR)}  # 240, and a step of rounding each way
    assert {each.whole for each in found.violated} == {at("hyra", "all"), at("total")}


def test_a_wrong_amount_in_one_column_can_lie_anywhere_in_it() -> None:
    found = seen(book((A,), {"el": (154,), "hyra": (3210,), "vatten": (83,), "total": (3357,)}))
    assert found.allowed == {at("el"), at("hyra"), at("vatten"), at("total")}
    # 154 may have been 064 or 3210 ... 3120: two digits swapped give the 90 that are too many
    assert found.kinds == {CauseKind.SWAPPED_DIGITS}


def test_a_step_of_rounding_is_nothing_to_see() -> None:
    assert seen(book((A,), {"el": (154,), "hyra": (321,), "total": (476,)})) == Seen()
    assert seen(book((A,), {"el": (154,), "hyra": (321,), "total": (477,)})).detectable


def test_a_short_range_is_seen_in_the_formula() -> None:
    right = live(book((A,), {"el": (1,), "hyra": (2,), "vatten": (4,), "total": (7,)}), "el", "hyra", "vatten")
    short = live(right, "el", "hyra")
    assert seen(right) == Seen()
    assert seen(short).allowed == {at("total")}
    assert seen(short).kinds == {CauseKind.SHORT_RANGE}


def test_what_a_live_sum_takes_along_cannot_be_seen() -> None:
    right = live(book((A,), {"el": (120,), "hyra": (240,), "total": (360,)}), "el", "hyra")
    assert not seen(recalculated(right.with_value(at("hyra"), 420 * TKR))).detectable


def test_a_value_that_was_not_calculated_anew_is_seen_in_its_formula() -> None:
    right = live(book((A,), {"el": (120,), "hyra": (240,), "total": (360,)}), "el", "hyra")
    found = seen(right.with_value(at("hyra"), 260 * TKR))
    assert found.allowed == {at("total")}
    assert found.kinds == {CauseKind.STALE}


def test_an_amount_on_another_row_is_seen_where_rows_add_up_too() -> None:
    found = seen(book((A, B, ALL), {"el": (100, 45, 165), "hyra": (260, 33, 273), "total": (360, 78, 438)}))
    assert found.kinds == {CauseKind.MOVED}
    assert found.allowed == {at(row, column) for row in ("el", "hyra") for column in ("a", "b")}  # which, none can say


def test_a_changed_comparison_is_seen_against_the_earlier_version() -> None:
    before = book((A,), {"el": (120,), "hyra": (240,), "total": (360,)})
    now = book((A, B), {"el": (120, 45), "hyra": (204, 33), "total": (324, 78)})
    assert not seen(now).detectable
    found = seen(Book(now.kind, now.unit, 0, now.pages, now.entries, before))
    assert at("hyra") in {each.whole for each in found.violated}
    assert not single_cells(Book(now.kind, now.unit, 0, now.pages, now.entries, before))  # the typed total is wrong too


@pytest.mark.parametrize("wrong", ["el", "hyra", "total"])
def test_the_single_cells_are_those_that_trying_every_amount_gives(wrong: str) -> None:
    """Every amount in every typed cell, calculated anew: the oracle's intervals are exactly what then holds."""
    right = live(book((A, B, ALL), {"el": (3, 4, 7), "hyra": (5, 2, 7), "total": (8, 6, 14)}), "el", "hyra")
    faulty = recalculated(right.with_value(at(wrong, "b"), 9 * TKR))
    typed = [key for key, entry in faulty.entries.items() if entry.formula is None]
    tried = {
        key: steps
        for key in typed
        if (steps := [step for step in range(-40, 41) if _holds(faulty, key, step * TKR)])
    }  # fmt: skip
    assert {key: (steps[0] * TKR, steps[-1] * TKR) for key, steps in tried.items()} == single_cells(faulty)


def _holds(given: Book, key: Key, more: int) -> bool:
    return not misses(recalculated(given.with_value(key, given.value(key) + more)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawn_workbook_is_correct(kind: str) -> None:
    """None shows an error by itself; what does not hold is a typed sum, rounded by itself."""
    for seed in range(12):
        drawn = draw(kind, Random(seed))  # noqa: S311
        assert all(drawn.entries[each.whole].formula is None for each in misses(drawn))
        assert misses(drawn) or not seen(drawn).detectable


def test_every_error_is_drawn_and_the_oracle_never_rules_out_where_it_is() -> None:
    given = list(cases(160, 3))
    assert {each.kinds[0] for each in given} == set(ERRORS)
    for case in given:
        found = seen(case.book)
        assert found.allowed & set(case.cells) or not found.detectable
        assert found.kinds & set(case.kinds) or not found.detectable or CauseKind.MISTYPED in case.kinds


def test_a_drawn_workbook_is_cells_with_formulas() -> None:
    drawn = live(book((A,), {"el": (1,), "hyra": (2,), "vatten": (4,), "total": (7,)}), "el", "vatten")
    cells = workbook(drawn, "bok.xlsx").sheets[0].cells
    assert (cells[8, 2].formula, cells[8, 2].value) == ("SUM(B5,B7)", "5")
    assert [cells[row, 1].value for row in (1, 2, 5)] == ["Budget 2022", "Belopp i tkr", "El"]


def test_a_sum_takes_blank_rows_along() -> None:
    drawn = live(book((A,), {"el": (1,), "hyra": (2,), "vatten": (4,), "total": (7,)}), "el", "vatten")
    page = drawn.pages[0]
    rows = tuple(Row("blank", "", None) if each.key == "hyra" else each for each in page.rows)
    entries = {key: entry for key, entry in drawn.entries.items() if key.row != "hyra"}
    spaced = Book(drawn.kind, drawn.unit, 0, (Page(page.name, page.title, page.columns, rows),), entries)
    assert workbook(spaced, "bok.xlsx").sheets[0].cells[8, 2].formula == "SUM(B5:B7)"


def test_a_workbook_that_is_read_otherwise_than_drawn_is_told() -> None:
    drawn = book((A, B), {"el": (120, 45), "hyra": (240, 33), "total": (360, 78)})
    said = said_of([drawn])[0]
    assert misread(drawn, said) == {}
    assert misread(drawn.with_value(at("el"), 7), said) == {"wrong amount": ["Blad1!B5"]}


def test_a_sample_is_judged_no_worse_than_recorded() -> None:
    before, now = read_sample(), sample()
    assert now.keys() == before.keys()
    assert {name: count for name, count in now.items() if count < before[name]} == {}
