"""Amounts are exact: whole öre, units, totals that carry what is unknown, and number text in two languages."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import reduce
from operator import add

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_excel.layout.amounts.numbers import ENGLISH, SWEDISH, read_amounts
from trygg_excel.money import (
    KR,
    MDKR,
    MINUS,
    MKR,
    NBSP,
    TKR,
    UNITS,
    Total,
    Unit,
    amount_text,
    decimals_needed,
    in_unit,
    number_text,
    parted,
    to_ore,
    total,
    unit_named,
)

ORE = st.integers(-(10**19), 10**19)
UNIT = st.sampled_from([KR, TKR, MKR, MDKR])

# number, factor, öre
EXACT = [
    ("1", 1, 100),
    ("0.01", 1, 1),
    ("-0.01", 1, -1),
    ("1.0", 1_000_000, 100_000_000),
    ("0.1", 1_000_000, 10_000_000),
    ("392.2", 1_000_000, 39_220_000_000),
    ("999999999999.99", 1, 99_999_999_999_999),
    ("123456789012345678.91", 1, 12_345_678_901_234_567_891),
    ("123456789012345.67", 1_000_000_000, 12_345_678_901_234_567_000_000_000),
]
# what lies below an öre is rounded half-even
ROUNDED = [
    ("0.005", 0),
    ("0.015", 2),
    ("0.025", 2),
    ("0.035", 4),
    ("-0.005", 0),
    ("-0.015", -2),
    ("0.0050000000000000000000001", 1),
    ("0.00499999999999999", 0),
    ("333333.3333333333", 33_333_333),
]


@pytest.mark.parametrize(("number", "factor", "ore"), EXACT)
def test_to_ore_is_exact(number: str, factor: int, ore: int) -> None:
    assert to_ore(Decimal(number), factor) == ore


@pytest.mark.parametrize(("number", "ore"), ROUNDED)
def test_below_an_ore_is_rounded_half_even(number: str, ore: int) -> None:
    assert to_ore(Decimal(number)) == ore


def test_the_memos_2021_is_five_and_not_a_float() -> None:
    column = ["0.8", "0.8", "0.4", "1.5", "0.9", "0.2", "0.4", "0"]
    assert reduce(add, map(float, column)) != 5.0  # from Python 3.12, its own sum() mends what it can
    assert total(to_ore(Decimal(each), MKR.factor) for each in column) == Total(500_000_000)


@given(ORE, UNIT)
def test_to_ore_and_in_unit_undo_each_other(ore: int, unit: Unit) -> None:
    assert to_ore(in_unit(ore, unit), unit.factor) == ore


def test_totals_count_what_is_unknown() -> None:
    assert total([]) == Total(0, 0)
    assert total([100, None, -30, None]) == Total(70, 2)
    assert total([0]).complete
    assert not total([0, None]).complete


@given(st.lists(st.none() | ORE), st.integers(0, 20))
def test_a_total_is_its_parts_totals(amounts: list[int | None], cut: int) -> None:
    first, second, whole = total(amounts[:cut]), total(amounts[cut:]), total(amounts)
    assert (first.known + second.known, first.unknown + second.unknown) == (whole.known, whole.unknown)
    assert whole == total(reversed(amounts))
    assert whole.known == sum(each for each in amounts if each is not None)


# öre, unit, Swedish, English
TEXTS = [
    (0, MKR, "0,0", "0.0"),
    (100_000_000, MKR, "1,0", "1.0"),
    (150_000_000, MKR, "1,5", "1.5"),
    (125_050_000, MKR, "1,2505", "1.2505"),
    (123_456_789, KR, f"1{NBSP}234{NBSP}567,89", "1,234,567.89"),
    (-123_456_700, TKR, f"{MINUS}1{NBSP}234,567", f"{MINUS}1,234.567"),
    (50_000_000, TKR, "500", "500"),
    (1, MDKR, "0,00000000001", "0.00000000001"),
    (200_000_000_000, MDKR, "2,0", "2.0"),
]


@pytest.mark.parametrize(("ore", "unit", "swedish", "english"), TEXTS)
def test_number_text(ore: int, unit: Unit, swedish: str, english: str) -> None:
    assert number_text(ore, unit) == swedish
    assert number_text(ore, unit, lang="en") == english


def test_signs_and_decimals() -> None:
    assert number_text(500, KR, signed=True) == "+5"
    assert number_text(0, KR, signed=True) == "0"
    assert number_text(-500, KR, signed=True) == f"{MINUS}5"
    assert number_text(123_456_789, MKR, decimals=1) == "1,2"
    assert number_text(100, TKR, signed=True) == "+0,001"


def test_rounding_to_decimals_is_away_from_nought_and_nought_has_no_sign() -> None:
    assert [number_text(ore, MKR, decimals=1) for ore in (125_000_000, -125_000_000)] == ["1,3", f"{MINUS}1,3"]
    assert [number_text(ore, MKR, decimals=1, signed=True) for ore in (4_999_999, -4_999_999)] == ["0,0", "0,0"]


@pytest.mark.parametrize(("value", "field"), [(MKR, "factor"), (Total(1), "known")])
def test_units_and_totals_are_frozen(value: object, field: str) -> None:
    with pytest.raises(AttributeError):  # as frozen dataclasses and named tuples tell it
        setattr(value, field, 2)


def test_amount_text_has_the_unit_and_says_unknown() -> None:
    assert amount_text(100_000_000, MKR) == f"1,0{NBSP}mkr"
    assert amount_text(100_000_000, MKR, lang="en") == f"1.0{NBSP}SEK m"
    assert amount_text(None, MKR) == "okänt belopp"
    assert amount_text(None, MKR, lang="en") == "unknown amount"


@given(ORE, UNIT)
def test_number_text_is_read_back_as_the_same_amount(ore: int, unit: Unit) -> None:
    for lang, punctuation in (("sv", SWEDISH), ("en", ENGLISH)):
        (written,) = read_amounts(number_text(ore, unit, lang=lang), punctuation)
        assert written.number is not None
        assert to_ore(written.number, unit.factor) == ore


@given(ORE, UNIT, st.integers(0, 8))
def test_a_number_is_rounded_as_excel_shows_it(ore: int, unit: Unit, places: int) -> None:
    rounded = in_unit(ore, unit).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    sign = MINUS if rounded < 0 else ""
    assert number_text(ore, unit, lang="en", decimals=places) == f"{sign}{abs(rounded):,.{places}f}"


@given(ORE, UNIT)
def test_amount_text_is_read_back_with_its_unit(ore: int, unit: Unit) -> None:
    (written,) = read_amounts(amount_text(ore, unit))
    assert written.unit is unit
    assert written.number == in_unit(ore, unit)


@given(ORE, UNIT)
def test_decimals_needed_are_enough_and_not_one_too_many(ore: int, unit: Unit) -> None:
    places = decimals_needed(ore, unit)
    number = in_unit(ore, unit)
    assert round(number, places) == number
    assert places == 0 or round(number, places - 1) != number


def test_units_by_symbol() -> None:
    assert UNITS == {"kr": KR, "tkr": TKR, "mkr": MKR, "mdkr": MDKR}
    assert unit_named("mkr") is MKR
    assert unit_named(None) is unit_named("pund") is KR


def test_the_units_of_indian_budgets_are_known_and_not_offered() -> None:
    lakh, crore = unit_named("lakh"), unit_named("crore")
    assert (in_unit(10_000_000, lakh), in_unit(1_000_000_000, crore)) == (Decimal(1), Decimal(1))
    assert (number_text(15_000_000, lakh, lang="en"), number_text(15_000_000, crore, lang="en")) == ("1.50", "0.015")
    assert number_text(1_000_000_000, crore, lang="en") == "1.00"
    assert {"lakh", "crore"} & set(UNITS) == set()


def test_what_is_left_over_goes_to_the_largest_remainders() -> None:
    third = Fraction(1, 3)
    assert parted(100, (third, third, third)) == (34, 33, 33)
    assert parted(200, (third, third, third)) == (67, 67, 66)
    assert parted(-100, (third, third, third)) == (-33, -33, -34)
    assert parted(10, (Fraction(1, 4), Fraction(3, 4))) == (3, 7)
    assert parted(10, (Fraction(16, 100), Fraction(84, 100))) == (2, 8)
    assert parted(10, (Fraction(14, 100), Fraction(86, 100))) == (1, 9)
    assert parted(100, (Fraction(2), Fraction(-1))) == (200, -100)


@given(ORE, st.lists(st.integers(1, 99), min_size=1, max_size=6))
def test_parts_add_up_and_none_is_a_whole_ore_off(ore: int, weights: list[int]) -> None:
    shares = [Fraction(each, sum(weights)) for each in weights]
    parts = parted(ore, shares)
    assert sum(parts) == ore
    assert all(abs(part - ore * share) < 1 for part, share in zip(parts, shares, strict=True))
