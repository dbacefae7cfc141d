"""How much may differ: what rounding can give at worst, what it gives nearly always, and what exact money allows."""

from __future__ import annotations

import random
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_excel.money import KR, MKR, TKR
from trygg_excel.tolerance import EXACT, T0, Tolerance, across, exact_sum, of_sum, rounding_bounds

TENTH = 10_000_000  # öre in a tenth of a million crowns
quanta = st.sampled_from([100, 100_000, TENTH, 100_000_000])


@pytest.mark.parametrize(
    ("difference", "word"),
    [
        (0, "holds"), (1, "holds"), (-1, "holds"), (2, "rounding"), (-10, "rounding"), (10, "rounding"),
        (11, "doubtful"), (-20, "doubtful"), (20, "doubtful"), (21, "fails"), (-21, "fails"),
    ],
)  # fmt: skip
def test_a_difference_is_judged_by_its_size_alone(difference: int, word: str) -> None:
    assert Tolerance(soft=10, hard=20, why=EXACT, stored=1).judge(difference) == word


def test_a_tolerance_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        T0.soft = 1  # type: ignore[misc]


def test_decided_money_is_exact() -> None:
    assert [T0.judge(each) for each in (0, 1, -1)] == ["holds", "fails", "fails"]
    assert T0.why.sv == "ska stämma exakt"


@pytest.mark.parametrize(
    ("addends", "soft", "hard"),
    [
        (2, 1, 1), (3, 1, 2), (6, 1, 3), (7, 2, 4), (15, 2, 8), (16, 3, 8), (30, 3, 15), (31, 4, 16), (100, 4, 50),
    ],
)  # fmt: skip
def test_bounds_grow_with_the_addends(addends: int, soft: int, hard: int) -> None:
    assert rounding_bounds(TENTH, addends) == (soft * TENTH, hard * TENTH)


@given(quanta, st.integers(2, 200))
def test_rounding_is_never_allowed_more_than_it_can_give(quantum: int, addends: int) -> None:
    soft, hard = rounding_bounds(quantum, addends)
    assert 0 < soft <= hard
    # Each addend is at most half a quantum off, and the total half a quantum too.
    assert hard <= quantum * (addends + 1) / 2
    assert hard > quantum * (addends + 1) / 2 - quantum


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=40))
def test_a_rounded_total_of_rounded_rows_never_fails(numbers: list[int]) -> None:
    quantum = 1_000
    rows = [_rounded(each, quantum) for each in numbers]
    told = of_sum(quantum, len(rows), KR)
    assert told.judge(_rounded(sum(numbers), quantum) - sum(rows)) != "fails"


def _rounded(number: int, quantum: int) -> int:
    return (number + quantum // 2) // quantum * quantum


@pytest.mark.parametrize("addends", [4, 6, 12, 15, 25, 30, 60])
def test_what_is_called_rounding_covers_nineteen_of_twenty(addends: int) -> None:
    drawn = random.Random(addends)  # noqa: S311  a simulation, the same each time
    told, quantum, inside = of_sum(1_000, addends, KR), 1_000, 0
    for _ in range(2_000):
        numbers = [drawn.randrange(10**6) for _ in range(addends)]
        off = _rounded(sum(numbers), quantum) - sum(_rounded(each, quantum) for each in numbers)
        inside += told.judge(off) in {"holds", "rounding"}
    assert inside >= 0.95 * 2_000


@pytest.mark.parametrize("addends", [0, 1])
def test_one_row_is_its_own_total(addends: int) -> None:
    assert of_sum(TENTH, addends, MKR) == T0
    assert of_sum(TENTH, 2, MKR) != T0


@pytest.mark.parametrize("quantum", [0, 1])
def test_amounts_to_the_ore_are_exact_but_for_what_storing_them_lost(quantum: int) -> None:
    told = of_sum(quantum, 5, KR)
    assert (told.soft, told.hard, told.stored) == (3, 3, 3)
    assert [told.judge(each) for each in (3, -3, 4)] == ["holds", "holds", "fails"]


def test_crowns_are_not_stored_with_a_loss() -> None:
    assert exact_sum(2, 9) == Tolerance(0, 0, EXACT, 0)
    assert exact_sum(1, 2).stored == 1  # half an öre each
    assert exact_sum(1, 4).stored == 2
    assert of_sum(2, 2, KR).stored == 0
    assert of_sum(2, 2, KR).soft == 2


def test_it_says_why_in_the_workbooks_unit() -> None:
    told = of_sum(TENTH, 8, MKR)
    assert (told.soft, told.hard) == (2 * TENTH, 4 * TENTH)
    assert told.why.sv == "avrundning av 8 rader kan ge 0,2 mkr"
    assert told.why.en == "rounding of 8 rows can give 0.2 SEK m"


def test_two_statements_of_the_same_amount_may_differ_by_half_of_both() -> None:
    told = across(TENTH, 100_000, MKR)
    assert (told.soft, told.hard, told.stored) == ((TENTH + 100_000) // 2, (TENTH + 100_000) // 2, 0)
    assert across(100_000, TENTH, TKR).soft == told.soft
    assert told.judge(told.soft) == "rounding"
    assert told.judge(told.soft + 1) == "fails"
    assert told.why.sv.replace("\xa0", " ") == "får skilja 0,0505 mkr genom avrundning"
    assert told.why.en == "may differ 0.0505 SEK m by rounding"


@given(quanta)
def test_equal_precision_is_held_exactly(quantum: int) -> None:
    assert across(quantum, quantum, KR) == T0
