"""Controls of units: amounts a thousand times off, and units that are not said."""

from __future__ import annotations

from tests.controls_drawn import HOLDS, cells, findings, held, lacks, says, verdicts
from trygg_excel.finding import Cause, Severity

YEARS = """
Verksamheter, tkr | | |
Verksamhet | Budget 2020 | Budget 2021 | Budget 2022
Bibliotek | 2250 | 2300 | 2380
Musikskola | 1400 | 1450 | 1490
Konsthall | 880 | 900 | 940
Simhall | 600 | 610 | 620
"""


def test_012_years_of_one_size() -> None:
    assert verdicts("TRY-012", held(YEARS)) == {HOLDS}


def test_012_an_amount_in_crowns() -> None:
    on = held(YEARS.replace("| 1490", "| 1490000"))
    assert says("TRY-012", on) == [
        "D4 (Musikskola): 1 490 000 tkr är ungefär tusen gånger mer än 2021 (1 450 tkr). Troligen är beloppet skrivet "
        "i kronor och ska vara 1 490 tkr."
    ]
    cause = findings("TRY-012", on)[0].causes[0]
    assert isinstance(cause, Cause)
    assert cause.right == 149_000_000


def test_012_an_amount_in_millions_is_a_warning() -> None:
    on = held(YEARS.replace("| 1490", "| 1.49"))
    assert says("TRY-012", on) == [
        "D4 (Musikskola): 1,49 tkr är ungefär tusen gånger mindre än 2021 (1 450 tkr). Troligen är beloppet skrivet i "
        "miljoner kronor och ska vara 1 490 tkr."
    ]
    assert findings("TRY-012", on)[0].severity is Severity.WARNING


def test_012_a_whole_column_is_told_once() -> None:
    on = held(
        YEARS.replace("2380", "2380000")
        .replace("1490", "1490000")
        .replace("940", "940000")
        .replace("620\n", "620000\n")
    )
    assert len(cells(findings("TRY-012", on))) == 1
    assert says("TRY-012", on)[0].startswith(
        "Kolumn D (Budget 2022): 4 belopp är ungefär tusen gånger mer än i kolumn C (Budget 2021), till exempel "
        "2 380 000 tkr i D3 mot 2 300 tkr i C3."
    )


def test_012_large_rows_among_large_ones_are_no_slip() -> None:
    grown = (
        YEARS.replace("610 | 620", "610 | 610000")
        + "Skola | 880000 | 900000 | 910000\nVård | 700000 | 710000 | 720000\n"
    )
    assert findings("TRY-012", held(grown + "Äldre | 500000 | 510000 | 520000\n")) == []


def test_012_a_line_kept_open_with_a_token_is_no_slip() -> None:
    assert findings("TRY-012", held(YEARS.replace("| 940", "| 1"))) == []


def test_012_nothing_to_judge() -> None:
    assert lacks("TRY-012", held("Budget 2022, tkr |\nVerksamhet | Belopp\nPark | 10\nGator | 20\n")) == [
        "belopp för flera år eller slag på samma rad"
    ]


def test_013_one_unit_said_once() -> None:
    assert verdicts("TRY-013", held(YEARS)) == {HOLDS}


def test_013_two_units_in_a_column() -> None:
    on = held(YEARS.replace("| 2380", "| '2,4 mkr'"))
    assert says("TRY-013", on) == ["Tabellen med D3 blandar enheter i samma kolumn: mkr och tkr."]


def test_013_no_unit_is_told_by_the_reading_and_not_judged_here() -> None:
    assert lacks("TRY-013", held(YEARS.replace(", tkr", ""))) == ["enhet i A2:D6"]
