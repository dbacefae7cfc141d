"""Controls of the ledger, against extracts drawn in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.controls_drawn import HOLDS, cells, findings, held, lacks, says, shipped, verdicts, with_settings
from trygg_excel.digits import are_swapped
from trygg_excel.held import Held
from trygg_excel.ledger_facts import Balance, Ledger, LedgerRow, Voucher
from trygg_excel.register import Register
from trygg_excel.register.model import Closing, Settings

WORKBOOK = """
Uppföljning mars 2022, tkr | |
Insats | Årsbudget 2022 | Utfall t.o.m. mars 2022
SSPF | 1500 | 370
Trygghetsvärdar | 1000 | 240
Stöd till lokala arbetsgrupper | 900 | 210
"""
KR = 100


def row(programme: str | None, amount: int, account: str = "4010", period: int = 202203) -> LedgerRow:
    """`amount` in crowns."""
    return LedgerRow(programme=programme, account=account, period=period, amount=amount * KR)


ROWS = (
    row("sspf", 200_000, period=202201), row("sspf", 170_300), row("trygghetsvardar", 239_800),
    row("lokala_arbetsgrupper", 210_000), row("sspf", 99_000, period=202204),
)  # fmt: skip
LEDGER = Ledger(file="uttag.csv", rows=ROWS, extracted=date(2022, 4, 8))


def against(ledger: Ledger | None, register: Register | None = None, drawing: str = WORKBOOK) -> Held:
    return held(drawing, register or shipped(), ledger=ledger)


def test_041_thousands_against_crowns_of_the_same_months() -> None:
    assert verdicts("TRY-041", against(LEDGER)) == {HOLDS}


def test_041_costs_with_a_minus() -> None:
    minus = WORKBOOK.replace("| 370", "| -370").replace("| 240", "| -240").replace("| 210", "| -210")
    assert verdicts("TRY-041", against(LEDGER, drawing=minus)) == {HOLDS}


def test_041_a_difference_with_its_tolerance() -> None:
    on = against(LEDGER, drawing=WORKBOOK.replace("| 370", "| 390"))
    assert says("TRY-041", on) == [
        "SSPF (C3): arbetsboken har 390 tkr, ekonomisystemet 370,3 tkr (uttag 2022-04-08). Arbetsboken är 19,7 tkr "
        "högre. Sena bokningar är inte kontrollerade, eftersom tidigare uttag saknas."
    ]
    assert [each.tolerance for each in findings("TRY-041", on)] == [50_000]  # half a thousand crowns


def test_041_ore_of_the_ledger_are_not_told_in_a_workbook_of_thousands() -> None:
    ledger = replace(LEDGER, rows=(row("sspf", 370_312), replace(row("sspf", 0), amount=75), *ROWS[2:4]))
    (told,) = says("TRY-041", against(ledger, drawing=WORKBOOK.replace("| 370", "| 390")))
    assert "ekonomisystemet 370,3 tkr (uttag 2022-04-08). Arbetsboken är 19,7 tkr högre." in told


def test_041_booked_after_the_last_extract() -> None:
    late = replace(LEDGER, rows=(*ROWS, row("sspf", 20_000)), earlier=replace(LEDGER, extracted=date(2022, 4, 2), rows=(
        row("sspf", 370_000), *ROWS[2:4],
    )))  # fmt: skip
    (told,) = says("TRY-041", against(late))
    assert told.endswith("Arbetsboken är 20,3 tkr lägre. Möjlig orsak: bokat efter 2022-04-02.")


def test_041_nothing_to_judge() -> None:
    assert lacks("TRY-041", against(None)) == ["ett uttag ur ekonomisystemet"]
    other = replace(LEDGER, rows=(row("polarna", 1),))
    assert lacks("TRY-041", against(other)) == ["utfall för insatser som finns i uttaget"]


def test_042_rows_without_a_programme() -> None:
    assert verdicts("TRY-042", against(LEDGER)) == {HOLDS}
    loose = replace(LEDGER, rows=(*ROWS, row(None, 300, "4010"), row(None, 12_000, "5010"), row(None, 0, "6010")))
    assert says("TRY-042", against(loose)) == [
        "2 konteringar (12 300 kr) saknar koppling till insats. Konton: 5010 och 4010."
    ]
    assert lacks("TRY-042", against(None)) == ["ett uttag ur ekonomisystemet"]


def closed(day: date) -> Register:
    return with_settings(Settings(closed=(Closing(period=202203, date=day),)))


def test_043_extracted_after_the_closing() -> None:
    assert verdicts("TRY-043", against(LEDGER, closed(date(2022, 4, 7)))) == {HOLDS}


def test_043_extracted_before_the_closing() -> None:
    assert says("TRY-043", against(LEDGER, closed(date(2022, 4, 11)))) == [
        "Uttaget ur ekonomisystemet gjordes 2022-04-08, innan mars 2022 stängdes 2022-04-11. Utfallet kan ändras."
    ]


def test_043_the_last_month_is_not_there() -> None:
    january = replace(LEDGER, rows=ROWS[:1])
    assert says("TRY-043", against(january)) == [
        "Uttaget ur ekonomisystemet har inga rader för mars 2022; det sista är januari 2022."
    ]


def test_043_nothing_to_judge() -> None:
    assert lacks("TRY-043", against(LEDGER)) == ["uttagets dag och dagen då perioden stängdes"]
    assert lacks("TRY-043", against(None)) == ["ett uttag ur ekonomisystemet"]


def test_044_vouchers_and_balances() -> None:
    right = replace(
        LEDGER, vouchers=(Voucher(series="A", number="17", amounts=(10_000, -10_000)),),
        balances=(Balance(account="4010", period=202201, amount=200_000 * KR),),
    )  # fmt: skip
    assert verdicts("TRY-044", against(right)) == {HOLDS}


def test_044_a_voucher_and_a_balance_that_are_off() -> None:
    wrong = replace(
        LEDGER, vouchers=(Voucher(series="A", number="17", amounts=(20_000, -10_000)),
                          Voucher(series="B", number="2", amounts=(1,))),
        balances=(Balance(account="4010", period=202201, amount=200_100 * KR),),
    )  # fmt: skip
    assert says("TRY-044", against(wrong)) == [
        "Verifikation A17 balanserar inte: 100 kr. Det gör inte heller B2.",
        "Konto 4010, januari 2022: saldot anges till 200 100 kr men raderna ger 200 000 kr.",
    ]


def test_044_nothing_to_judge() -> None:
    assert lacks("TRY-044", against(LEDGER)) == ["verifikationer eller saldon"]
    assert lacks("TRY-044", against(None)) == ["ett uttag ur ekonomisystemet"]


@pytest.mark.parametrize(("bought", "told"), [
    (5_000, []), (4_000, ["Interna poster tar inte ut varandra: −1 000 kr kvar av 2 konteringar."]),
])  # fmt: skip
def test_045_internal_items(bought: int, told: list[str]) -> None:
    inside = tuple(replace(row("sspf", each), internal=True) for each in (-5_000, bought))
    assert says("TRY-045", against(replace(LEDGER, rows=(*ROWS, *inside)))) == told


def test_045_nothing_to_judge() -> None:
    assert lacks("TRY-045", against(LEDGER)) == ["motpart på raderna"]
    assert cells(findings("TRY-045", against(None))) == []
    assert lacks("TRY-045", against(None)) == ["ett uttag ur ekonomisystemet"]


@pytest.mark.parametrize(
    ("first", "second", "swapped"),
    [
        (3485, 3845, True),
        (-3485, 3845, True),
        (3485, 3485, False),
        (3485, 8435, False),
        (12, 211, False),
        (10, 1, False),
    ],
)
def test_neighbouring_digits_swapped(first: int, second: int, *, swapped: bool) -> None:
    assert are_swapped(first, second) is swapped
