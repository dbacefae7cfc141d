"""The currency that words and formats tell, never taken for crowns of this country where it is another's."""

from __future__ import annotations

import pytest

from tests.sheets import facts
from trygg_excel.layout.amounts.currency import currency_of, shown_currency


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["Belopp i tkr"], "SEK"),
        (["1 000 €", "TP 2023"], "EUR"),
        (["Original Budget", "£000"], "GBP"),
        (["Tall i hele 1000 kr"], None),
        (["Beløp i tusen NOK"], "NOK"),
        (["Mio. DKK", "Udvalg"], "DKK"),
        (["$ in thousands"], None),
        (["US$ in thousands"], "USD"),
        (["Neukölln", "Europa", "monokrom"], "SEK"),
        (["Skola"], "SEK"),
    ],
)
def test_words_tell_the_currency(words: list[str], code: str | None) -> None:
    assert currency_of(words) == code


@pytest.mark.parametrize(
    ("number_format", "code"),
    [("[$€-2] #,##0", "EUR"), ('"£"#,##0', "GBP"), ("#,##0", None), ("[$-41D]#,##0", None), ('#,##0 "kr"', None)],
)
def test_a_format_shows_the_currency(number_format: str, code: str | None) -> None:
    assert shown_currency(number_format) == code


def test_facts_say_in_which_currency_they_are() -> None:
    found = facts("""
        Haushaltsplan 2025, EUR
        Arten   | Ansatz 2025
        Steuern | 18150
        Pacht   | 3950
    """)
    assert {each.currency for each in found} == {"EUR"}


def test_a_sign_that_ends_a_heading_is_a_unit_where_nothing_else_tells_one() -> None:
    drawing = """
        {}
        Parish | 2025/26   | <        | 2026/27     | <
               | Precept £ | Band D £ | Precept £   | Change £
        Abbots | 10000     | 30       | 11000       | 1000
        Barton | 20000     | 32       | 21000       | 1000
    """
    found = facts(drawing.format("Parish precepts"))
    assert [(each.amount, each.currency, each.confidence.value) for each in found[:4]] == [
        (1_000_000, "GBP", "sure"),
        (3_000, "GBP", "sure"),
        (1_100_000, "GBP", "sure"),
        (100_000, found[3].currency, "likely"),
    ]
    assert {each.unit_factor for each in facts(drawing.format("Parish precepts, £000"))} == {1000}
