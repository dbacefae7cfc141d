"""Rows that no sum takes in, seen or hidden, and what is told where that cannot be known."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest

from tests.controls_drawn import FAILS, HOLDS, NOT_JUDGED, findings, held, run, verdicts
from tests.sheets import book, sheet
from trygg_excel.budget import budget_of
from trygg_excel.controls.outside import rows_outside
from trygg_excel.finding import Severity
from trygg_excel.held import hold

SUMMED = """
Budget 2022, belopp i tkr
Verksamhet | 2021 | 2022
Förskola   | 400  | 412
Skola      | 655  | 655
Summa      | 1055 | 1067
"""
ABOVE = SUMMED.replace("Förskola ", "Kultur | 55 | 57\nFörskola ")
AFTER = f"{SUMMED}Vård | 80 | 83\n"


def test_all_rows_are_in_the_sum() -> None:
    assert verdicts("TRY-066", held(SUMMED)) == {HOLDS}
    assert findings("TRY-066", held(SUMMED)) == []


def test_a_row_above_the_sum_that_it_does_not_add() -> None:
    (found,) = findings("TRY-066", held(ABOVE))
    assert verdicts("TRY-066", held(ABOVE)) == {FAILS}
    assert found.severity is Severity.WARNING
    assert found.message.sv == "Kultur (B3 och C3) står ovanför summan i B6 men ingår inte i någon summa."


def test_a_row_after_the_last_sum_is_told_as_a_note() -> None:
    (found,) = findings("TRY-066", held(AFTER))
    assert found.severity is Severity.NOTE
    assert found.message.sv == "Vård (B6 och C6) står efter den sista summan, B5, och ingår inte i någon summa."


@pytest.mark.parametrize(
    "drawing",
    [
        f"{SUMMED}varav statsbidrag | 80 | 83\n",  # says again what is in the sum
        f"{SUMMED}Andel | =B3/B5 -> 0.4 | =C3/C5 -> 0.4\n",  # computed
        f"{SUMMED}Vård | 80 | 83\nOmsorg | 20 | 30\nSumma vård | 100 | 113\n",  # is in another sum
    ],
)
def test_what_is_no_row_of_its_own_is_not_left_out(drawing: str) -> None:
    assert findings("TRY-066", held(drawing)) == []


def test_four_times_the_rows_left_over_take_about_four_times_as_long() -> None:
    def seconds(rows: int) -> float:
        own = held(SUMMED + "".join(f"Post {number} | {number} | {number}\n" for number in range(1, rows + 1)))
        assert own.explained == ()
        began = process_time()
        for _ in range(3):
            rows_outside(own)
        return process_time() - began

    assert seconds(2_000) < 9 * seconds(500)


def test_more_rows_above_a_sum_than_it_adds_are_about_something_else() -> None:
    assert (
        findings("TRY-066", held(SUMMED.replace("Förskola ", "Kultur | 55 | 57\nBad | 9 | 8\nLSS | 7 | 6\nFörskola ")))
        == []
    )


def test_where_a_sum_is_off_nothing_is_known_of_other_rows() -> None:
    (result,) = run("TRY-066", held(ABOVE.replace("1055 | 1067", "1055 | 1167")))
    assert result.verdict is NOT_JUDGED
    assert [each.sv for each in result.lacks] == ["summor som stämmer med kända rader"]


def test_a_hidden_row_that_no_sum_adds_is_told_with_the_hidden_rows() -> None:
    drawn = replace(sheet(ABOVE), hidden_rows=frozenset({3}))
    on = hold(budget_of(book(drawn)), None)
    assert findings("TRY-066", on) == []
    (found,) = findings("TRY-040", on)
    assert found.message.sv == "1 dold rad ingår inte i någon summa: Kultur (rad 3)."
