"""What should agree in small tables: which rows and columns make up which, and where nothing can be told."""

from __future__ import annotations

import pytest

from tests.sheets import book, sheet
from trygg_excel.facts import facts_of
from trygg_excel.formulas import added
from trygg_excel.identities import Identity, identities_of
from trygg_excel.table_rows import placed_by_table
from trygg_excel.workbook import Range


def found(drawing: str) -> dict[str, list[str]]:
    """By the cell that states them, what each identity is made of: '+B3 +B4'."""
    told: dict[str, list[str]] = {}
    for each in identities(drawing):
        parts = zip(each.signs, each.parts, strict=True)
        made = " ".join(f"{'+' if sign > 0 else '-'}{fact.cell}" for sign, fact in parts)
        told.setdefault(each.whole.cell, []).append(made)
    return told


def identities(drawing: str) -> tuple[Identity, ...]:
    drawn = sheet(drawing)
    return identities_of(placed_by_table(facts_of(book(drawn))[1]), {drawn.name: drawn}.get)


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


def test_one_column_of_chance_does_not_make_the_rows_below_a_sums_parts() -> None:
    """Förskola stands twice, so the sum is off in all columns; 9 + 11 below it is 20 in one of them by chance."""
    told = found("""
        Belopp i tkr
        Verksamhet | Norr | Söder | Väster | Öster
        Skola      | 25   | 8     | 18     | 19
        Förskola   | 30   | 12    | 17     | 41
        Förskola   | 30   | 12    | 17     | 41
        Summa skola | 55  | 20    | 35     | 60
        Äldre      | 71   | 9     | 62     | 33
        LSS        | 64   | 11    | 28     | 97
        Summa vård | 135  | 20    | 90     | 130
    """)
    assert told["B6"][0] == "+B3 +B4 +B5"


def test_a_sum_does_not_reach_past_another_over_rows_that_are_nought() -> None:
    """Parker is not in its typed sum; only where it is nought does the sum agree, with the sum before it or without."""
    told = found("""
        Belopp i tkr
        Verksamhet  | 2021 | 2022
        Skola
        Förskola    | 24   | 0
        Summa skola | 24   | 0
        Teknik
        Gator       | 267  | 240
        Parker      | 78   | 0
        Bad         | 95   | 75
        Summa teknik | 362 | 315
        Vård
        Äldre       | 31   | 44
        LSS         | 12   | 13
        Summa vård  | 43   | 57
    """)
    assert told["B10"] == ["+B7 +B8 +B9"]


def test_a_running_total_as_long_as_a_ledger_is_no_tower_of_sums() -> None:
    rows = "\n".join(f"Konto {n} | 1\nSumma {n} | {n}" for n in range(1, 800))
    assert found(f"Belopp i tkr\nKonto | 2022\n{rows}")


@pytest.mark.parametrize(
    ("drawing", "cell", "terms"),
    [
        (
            """
        Belopp i tkr
        Verksamhet | Budget 2022 | Utfall 2022 | Avvikelse
        Skola      | 4040 | 3968 | 72
        Bygglov    | 279  | 279  | 57
        Totalt     | =SUM(B3:B4) -> 4319 | =SUM(C3:C4) -> 4247 | =SUM(D3:D4) -> 129
            """,
            "D4", "+B4 -C4",
        ),
        (
            """
        Budget 2022, belopp i tkr
        Verksamhet | T1 | T2 | T3 | Helår
        Skola      | 4  | 4  | 4  | 12
        Vård       | 5  | 6  | 7  | 99
        Totalt     | =SUM(B3:B4) -> 9 | =SUM(C3:C4) -> 10 | =SUM(D3:D4) -> 11 | =SUM(E3:E4) -> 111
            """,
            "E4", "+B4 +C4 +D4",
        ),
    ],
)  # fmt: skip
def test_a_live_total_does_not_bear_witness_against_a_row_a_second_time(drawing: str, cell: str, terms: str) -> None:
    assert terms in found(drawing)[cell]


def test_a_level_with_one_member_repeats_the_sum_before_it() -> None:
    told = found("""
        Belopp i tkr
        Verksamhet  | 2021 | 2022
        Skola
        Förskola    | 24   | 31
        Grundskola  | 40   | 44
        Summa skola | 64   | 75
        Vård
        Äldre       | 31   | 44
        LSS         | 12   | 13
        Summa omsorg | 43  | 57
        Summa vård  | 43   | 57
        Totalt      | 107  | 132
    """)
    assert told["B11"] == ["+B10", "+B8 +B9"]
    assert told["B12"][0] == "+B6 +B11"
