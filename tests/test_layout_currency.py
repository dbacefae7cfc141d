"""The currency that words and formats tell, never taken for crowns of this country where it is another's."""

from __future__ import annotations

import pytest

from tests.sheets import facts
from trygg_excel.layout.currency import currency_of, shown_currency


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
