"""What should agree in small tables: which rows and columns make up which, and where nothing can be told."""

from __future__ import annotations

import pytest

from tests.sheets import book, sheet
from trygg_excel.facts import facts_of
from trygg_excel.formulas import added
from trygg_excel.identities import Identity, identities_of
from trygg_excel.workbook import Range


def found(drawing: str) -> dict[str, list[str]]:
    """By the cell that states them, what each identity is made of: '+B3 +B4'."""
    told: dict[str, list[str]] = {}
    for each in identities(drawing):
        terms = " ".join(f"{'+' if term.sign > 0 else '-'}{term.fact.cell}" for term in each.terms)
        told.setdefault(each.whole.cell, []).append(terms)
    return told


def identities(drawing: str) -> tuple[Identity, ...]:
    drawn = sheet(drawing)
    return identities_of(facts_of(book(drawn))[1], {drawn.name: drawn}.get)


def test_groups_with_their_sums_and_the_total_of_both() -> None:
    told = found("""
        Belopp i tkr
        Insats       | 2022 | 2021
        Skolnämnden
        Förskola     | 10 | 11
        Skola        | 20 | 19
        Summa        | 30 | 30
        Vårdnämnden
        Äldre        | 5 | 7
        LSS          | 6 | 2
        Summa        | 11 | 9
        Totalt       | 41 | 39
    """)
    assert told["B6"] == ["+B4 +B5"]
    assert told["B10"] == ["+B8 +B9"]
    assert told["C11"] == ["+C6 +C10", "+C4 +C5 +C8 +C9"]


def test_sums_over_their_parts() -> None:
    told = found("""
        Belopp i tkr
        Verksamhet   | 2022 | 2021
        *Skola*      | 30 | 30
        Förskola     | 10 | 11
        Grundskola   | 20 | 19
        *Vård*       | 11 | 9
        Äldre        | 5 | 7
        LSS          | 6 | 2
        *Totalt*     | 41 | 39
    """)
    assert told["B3"] == ["+B4 +B5"]
    assert told["C6"] == ["+C7 +C8"]
    assert told["B9"][0] == "+B3 +B6"


def test_net_deviation_and_change() -> None:
    told = found("""
        Belopp i tkr
        Verksamhet | Intäkter 2022 | Kostnader 2022 | Netto 2022
        Skola      | 10 | -110 | -100
        Vård       | 20 | -220 | -200
    """)
    assert told == {"D3": ["+B3 +C3"], "D4": ["+B4 +C4"]}
    told = found("""
        Belopp i tkr
        Verksamhet | Budget 2022 | Utfall 2022 | Avvikelse
        Skola      | 110 | 100 | 10
        Vård       | 220 | 250 | -30
        Gator      | 30  | 35  | -5
    """)
    assert told["D4"] == ["+B4 -C4"]


def test_months_make_up_the_year_by_what_their_headings_say() -> None:
    told = found("""
        Budget 2022, belopp i tkr
        Verksamhet | T1 | T2 | T3 | Helår
        Skola      | 4  | 4  | 4  | 12
        Vård       | 5  | 6  | 7  | 99
    """)
    assert told["E4"] == ["+B4 +C4 +D4"]


def test_what_a_formula_adds_goes_before_what_stands_over_it() -> None:
    (sum_,) = [each for each in identities("""
        Belopp i tkr
        Insats | 2022
        SSPF   | 15
        Kamera | 2
        Summa  | =SUM(B3:B4) -> 17
    """) if each.whole.cell == "B5"]  # fmt: skip
    assert sum_.live
    assert sum_.agrees


@pytest.mark.parametrize(
    "drawing",
    [
        # rates that happen to stand over a total's name
        "Belopp i tkr\nInsats | 2022\nSSPF | 15\nKamera | 'okänt'\nSumma | 17",
        "Belopp i tkr\nInsats | 2022\nSSPF | 15\nKamera | 2",
    ],
)
def test_nothing_is_said_of_what_is_not_known(drawing: str) -> None:
    assert found(drawing) == {}


@pytest.mark.parametrize(
    ("formula", "terms"),
    [
        ("SUM(C4:C10)-C6", ((1, Range(4, 3, 10, 3)), (-1, Range(6, 3, 6, 3)))),
        ("C5-D5", ((1, Range(5, 3, 5, 3)), (-1, Range(5, 4, 5, 4)))),
        ("+B1+$B$2", ((1, Range(1, 2, 1, 2)), (1, Range(2, 2, 2, 2)))),
        ("SUM(B1:B2)*2", ()),
        ("Blad2!B1+B2", ()),
        ("ROUND(B1+B2,0)", ()),
        (None, ()),
    ],
)
def test_what_a_formula_adds(formula: str | None, terms: tuple[tuple[int, Range], ...]) -> None:
    assert added(formula) == terms
