"""Which cells are amounts: words that count or cost, prices, corners of titles, notes after numbers."""

from __future__ import annotations

import pytest

from tests.sheets import facts
from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.amounts.counted import counts_things, is_unit_price, says_no_money
from trygg_excel.layout.amounts.numbers import read_amounts
from trygg_excel.layout.amounts.units import declared_unit
from trygg_excel.money import MKR, TKR


def _columns(drawing: str) -> list[str]:
    """The headings that hold amounts, in order."""
    return list(dict.fromkeys(each.column for each in facts(drawing)))


@pytest.mark.parametrize(
    "heading",
    ["Köp av tjänster", "Konsulttjänster", "Städtjänster", "Interna tjänster", "IT-tjänster", "Varor och tjänster",
     "Försäljning av tjänster", "Sociala tjänster"],
)  # fmt: skip
def test_services_are_bought_and_cost_money(heading: str) -> None:
    assert not says_no_money(heading)


@pytest.mark.parametrize(
    "heading",
    ["Antal tjänster", "Ant. tjänster", "Heltidstjänster", "Årsarbetare", "Tjänster", "Tjänster 2025", "Tjänster (st)",
     "Nya tjänster", "Lärartjänster"],
)  # fmt: skip
def test_positions_are_counted(heading: str) -> None:
    assert says_no_money(heading)


def test_services_among_the_kinds_of_cost_are_amounts() -> None:
    drawing = """
Bokslut 2024 per kostnadsslag, tkr
Verksamhet | Personalkostnader | Lokalkostnader | Köp av tjänster | Summa
Förskola   | 1000              | 200            | 150             | 1350
Skola      | 2000              | 300            | 250             | 2550
"""
    assert "Köp av tjänster" in _columns(drawing)


@pytest.mark.parametrize("word", ["Tjänster", "Volymer"])
def test_a_word_that_counts_or_costs_is_money_where_the_sum_across_needs_it(word: str) -> None:
    drawing = f"""
Budget 2025, tkr
Enhet | Personal | {word} | Summa
A     | 100      | 200    | 300
B     | 1900     | 100    | 2000
"""
    assert _columns(drawing) == ["Personal", word, "Summa"]


def test_positions_that_no_sum_needs_are_left_out() -> None:
    drawing = """
Budget 2025, tkr
Enhet | Tjänster | Personal | Lokaler | Summa
A     | 3        | 100      | 200     | 300
B     | 4        | 150      | 100     | 250
"""
    assert _columns(drawing) == ["Personal", "Lokaler", "Summa"]


def test_a_price_between_two_frames_is_a_change_of_the_budget() -> None:
    drawing = """
Nämnd | Budget 2025, tkr | {} | Volym | Budget 2026, tkr
KS    | 80000            | 500 | 100  | 80600
BUN   | 90000            | 600 | 100  | 90700
"""
    for word in ("Pris/lön", "Pris", "Pris & lön"):
        read = [each for each in facts(drawing.format(word)) if each.column == word]
        assert [(each.measure, each.raw) for each in read] == [(Measure.CHANGE, "500"), (Measure.CHANGE, "600")], word


@pytest.mark.parametrize("heading", ["Pris", "Á-pris", "Pris per styck", "Kostnad per portion", "Öre/kWh"])
def test_what_one_piece_costs_is_no_amount_beside_one(heading: str) -> None:
    assert is_unit_price(heading) or counts_things(heading)
    drawing = f"""
Inköp 2025, kr
Vara  | Antal | {heading} | Summa
Penna | 10    | 5         | 50
Bord  | 2     | 1000      | 2000
"""
    assert _columns(drawing) == ["Summa"]


def test_what_land_was_sold_for_is_an_amount_beside_its_area() -> None:
    drawing = """
Försäljning mark 2024, tkr
Fastighet | Areal | Pris | Datum
Norr 1:2  | 1000  | 1200 | 2024-03-12
Syd 1:2   | 2000  | 2200 | 2024-05-12
"""
    assert _columns(drawing) == ["Pris"]


def test_cash_equivalents_are_money_and_full_time_equivalents_are_not() -> None:
    assert not counts_things("Cash and cash equivalents")
    assert counts_things("Full-time equivalents")
    assert counts_things("Band D equivalents")
    drawing = """
Consolidated balance sheet, SEK m
                          | 2024 | 2023
Cash and cash equivalents | 12   | 13
Equity                    | 20   | 25
"""
    assert [each.label for each in facts(drawing)][::2] == ["Cash and cash equivalents", "Equity"]


@pytest.mark.parametrize("corner", ["2025-03-14", "Utskriven 2025-03-14", "Datum: 2025-03-14", "tkr"])
def test_what_stands_in_the_far_corner_of_the_title_heads_no_column(corner: str) -> None:
    drawing = f"""
Uppföljning 2025, tkr | | | {corner}
Nämnd | Budget | Utfall | Prognos
KS    | 110    | 20     | 100
BUN   | 500    | 120    | 510
"""
    assert _columns(drawing) == ["Budget", "Utfall", "Prognos"]
    assert {each.basis for each in facts(drawing) if each.column == "Prognos"} == {Basis.FULL_YEAR}


def test_the_day_over_an_outcome_is_the_one_it_runs_to() -> None:
    drawing = """
Uppföljning 2025, tkr | | | 2025-08-31
Nämnd | Budget | Prognos | Utfall
KS    | 110    | 100     | 20
BUN   | 500    | 510     | 120
"""
    assert {each.period_to for each in facts(drawing) if each.column.endswith("Utfall")} == {202508}


@pytest.mark.parametrize(
    ("text", "number"),
    [("-75 000 (prel)", -75000), ("75 000 prel.", 75000), ("1 200 (exkl moms)", 1200), ("100 (?)", 100)],
)
def test_a_number_with_a_note_in_brackets_is_an_amount(text: str, number: int) -> None:
    assert [each.number for each in read_amounts(text)] == [number]


@pytest.mark.parametrize("text", ["2025 (prel)", "12 (st)", "12 (barn)", "2025 prel."])
def test_a_year_or_a_count_with_a_note_is_none(text: str) -> None:
    assert read_amounts(text) == ()


def test_icelandic_thousands_and_millions() -> None:
    assert declared_unit("Fjárhæðir í þúsundum króna") == TKR
    assert declared_unit("Fjárhæðir í milljónum króna") == MKR


def test_one_month_of_two_years_beside_a_name_heads_a_table_of_its_own() -> None:
    drawing = """
Månadsrapport 2509, tkr
                   | Budget | Utfall
Personal           | 100    | 90
Lokaler            | 50     | 40

Personal           | 2509   | 2409
Sjukfrånvaro %     | 5.5    | 5.2
Antal årsarbetare  | 120    | 118
"""
    assert [each.raw for each in facts(drawing)] == ["100", "90", "50", "40"]


def test_a_line_that_says_what_is_counted_leaves_those_rows_out() -> None:
    drawing = """
Uppföljning 2025
Mnkr (resor och km i tusental)
             | Utfall | Budget
Biljetter    | 31.2   | 32
Resultat     | -2.8   | -0.1

Resor, buss  | 4210   | 4350
Reseersättning | 2    | 3
"""
    assert [each.label for each in facts(drawing)][::2] == ["Biljetter", "Resultat", "Reseersättning"]


@pytest.mark.parametrize("corner", ["Larm", "Utryckningar", "Elever", "Besökare"])
def test_a_later_table_whose_corner_counts_is_none_of_money_and_the_note_over_it_is_of_the_first(corner: str) -> None:
    drawing = f"""
Drift
                      | Utfall 2025 | Budget 2025
Heltid                | 48970       | 47120
Värn                  | 86          | 120

Tkr. Kostnader har minustecken.

{corner}              | 2025 | 2024
Automatiska brandlarm | 412  | 398
Trafikolycka          | 203  | 221
"""
    assert [(each.label, each.unit) for each in facts(drawing)][::2] == [("Heltid", "tkr"), ("Värn", "tkr")]


def test_rates_of_tax_are_no_amounts() -> None:
    drawing = """
Fem år i sammandrag

Utdebitering   | 2023  | 2024
Kommunalskatt  | 21.24 | 21.24

Driftbudget, tkr | 2023 | 2024
Nettokostnad     | 100  | 110
"""
    assert {each.label for each in facts(drawing)} == {"Nettokostnad"}


def test_a_queue_is_counted() -> None:
    assert counts_things("Kö")
    assert not counts_things("Köp av verksamhet")
    assert counts_things("Totalt antal invånare")


def test_shares_in_brackets_and_heads_in_icelandic_are_counted() -> None:
    assert counts_things("Årets resultat i förhållande till skatteintäkter (procent)")
    assert counts_things("Íbúafjöldi 1. desember")


@pytest.mark.parametrize("heading", ["Faktura", "Verifikat", "Order"])
def test_numbers_of_invoices_are_no_amounts_though_money_under_that_word_is(heading: str) -> None:
    drawing = """
Fakturor 2025, kr
{} | Leverantör | Belopp
{} | Atea       | 12500
{} | Dustin     | 500
"""
    assert _columns(drawing.format(heading, 100001, 100002)) == ["Belopp"]
    told = f"Kostnader 2025, kr\nEnhet | {heading} | Lön\nNorr | 12500 | 900\nSyd | 500 | 800"
    assert _columns(told) == [heading, "Lön"]
