"""Rows that say when and not what for: months, quarters, weeks down the side of a sheet."""

from __future__ import annotations

from tests.sheets import facts
from trygg_excel.fact import Fact


def told(fact: Fact) -> str:
    when = f"{fact.period_from}-{fact.period_to}" if fact.period_from != fact.period_to else f"{fact.period_from}"
    return f"{fact.cell} {fact.label} {when} {fact.role.value} {fact.confidence.value}"


def test_months_down_are_periods_and_the_columns_names() -> None:
    found = facts("""
        Likviditetsprognos 2026, tkr
        Månad    | Skatt | Löner
        Januari  | 200   | -50
        Februari | 210   | -55
        Mars     | 410   | -105
        Summa    | 820   | -210
    """)
    assert [told(fact) for fact in found[::2]] == [
        "B3 Skatt 202601 line sure",
        "B4 Skatt 202602 line sure",
        "B5 Skatt 202603 line sure",
        "B6 Skatt 202601-202603 total sure",
    ]


def test_months_down_under_years_and_measures_are_in_those_years() -> None:
    found = facts("""
        Skatteintäkter per månad, tkr
        Månad | Utfall 2024 | Budget 2025
        jan   | 100         | 90
        feb   | 100         | 95
        mars  | 100         | 120
        Kv 1  | 300         | 305
    """)
    assert [told(fact) for fact in found[-4:]] == [
        "B5 mars 202403 line sure",
        "C5 mars 202503 line sure",
        "B6 Kv 1 202401-202403 subtotal sure",
        "C6 Kv 1 202501-202503 subtotal sure",
    ]


def test_a_quarter_is_no_sum_because_its_figures_add_up() -> None:
    found = facts("""
        Kassaflöde 2026 (tkr)
        Kvartal | Inbetalningar | Utbetalningar
        Kv 1    | 100      | -90
        Kv 2    | 100      | -95
        Kv 3    | 100      | -120
        Kv 4    | 300      | -305
    """)
    assert told(found[-1]) == "C6 Utbetalningar 202610-202612 line sure"


def test_weeks_down_stay_told_beside_the_columns_names() -> None:
    found = facts("""
        Likviditet 2026, mkr
              | IB  | Löner | UB
        v 9   | 148 | -62   | 86
        v 10  | 86  | -31   | 55
    """)
    assert [f"{fact.cell} {fact.group} {fact.label} {fact.year}" for fact in found[:2]] == [
        "B3 v 9 IB 2026",
        "C3 v 9 Löner 2026",
    ]


def test_names_that_begin_as_months_do_stay_names() -> None:
    found = facts("""
        Bidrag 2026, tkr
        Förening    | Drift | Lokal
        Maj Blomman | 10    | 20
        K2 Klubben  | 30    | 40
    """)
    assert [fact.label for fact in found[::2]] == ["Maj Blomman", "K2 Klubben"]


def test_a_row_of_the_frame_before_is_of_its_own_year() -> None:
    found = facts("""
        Ramar 2026, tkr
                                 | KS    | BUN
        Ram 2025 inkl. tillägg   | 98450 | 612300
        Lönekompensation         | 1200  | 9100
        Ram 2026                 | 99650 | 621400
    """)
    assert [fact.year for fact in found[::2]] == [2025, 2026, 2026]


def test_months_across_are_of_the_measure_of_their_sum() -> None:
    found = facts("""
        Placeringar 2025, tkr
            | jan | feb | Ack utfall | Helårsbudget
        HVB | 10  | 20  | 30         | 200
    """)
    assert [fact.measure.value for fact in found] == ["actual", "actual", "actual", "budget"]


def test_an_outcome_in_a_report_runs_as_far_as_the_report() -> None:
    found = facts("""
        Månadsuppföljning maj 2025, tkr
        Enhet | Utfall | Budget | Prognos
        HVB   | 10     | 24     | 25
    """)
    assert [(fact.period_from, fact.period_to) for fact in found] == [
        (202501, 202505),
        (202501, 202512),
        (202501, 202512),
    ]


def test_a_month_in_digits_in_a_report_is_the_last_of_those_so_far() -> None:
    found = facts("""
        Delårsrapport per 2025-08-31, tkr
        Enhet | Utfall 2508 | Utfall 2408 | Budget 2025
        HVB   | 10          | 24          | 25
    """)
    assert [(fact.period_from, fact.period_to) for fact in found] == [
        (202501, 202508),
        (202401, 202408),
        (202501, 202512),
    ]


def test_a_day_of_decision_is_no_report() -> None:
    found = facts("""
        Internbudget 2025, beslut nämnden november 2024, tkr
        Enhet | Budget | Utfall
        HVB   | 10     | 24
    """)
    assert {fact.period_to for fact in found} == {202512}


def test_months_in_order_are_no_names_beside_other_rows() -> None:
    months = ("jan", "feb", "mar", "apr", "maj", "jun", "jul")
    rows = "\n".join(f"{month} | 10 | 12" for month in months)
    found = facts(f"""
        Uppföljning 2025, tkr
        Månad | Utfall | Budget
        {rows}
        Hyra kameror | 5 | 6
    """)
    assert [fact.period_to for fact in found[::2]] == [*range(202501, 202508), 202512]
