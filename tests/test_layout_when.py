"""Which time the amounts of a column are of, and whether they run up to it or stand at it: period and basis."""

from __future__ import annotations

import pytest

from tests.sheets import facts
from trygg_excel.fact import Basis, Fact


def told(fact: Fact) -> str:
    when = f"{fact.period_from}-{fact.period_to}" if fact.period_from != fact.period_to else f"{fact.period_from}"
    return f"{fact.cell} {fact.measure.value} {when} {fact.basis.value}"


def whens(drawing: str, row: int, name: str = "Blad1", file: str = "bok.xlsx") -> list[str]:
    """The facts of one row."""
    return [told(fact) for fact in facts(drawing, name, file) if int(fact.cell[1:]) == row]


@pytest.mark.parametrize("year", ["FY 2025/26", "2025/26", "2025/2026", "FY2025-26", "FY26", "Läsår 2025/26"])
def test_a_split_year_is_one_year(year: str) -> None:
    [fact] = facts(f"""
        Insats, tkr | {year}
        Skola       | 100
    """)
    assert fact.year == 2026
    assert fact.basis.value == "full_year"


def test_split_years_run_from_july_and_british_ones_from_april() -> None:
    """Years 2025/26 and 2026/27 each, and what is between them is of the later."""
    drawing = """
        Item    | 2025/26 | 2026/27 | Change
        Schools | 100     | 110     | 10
    """
    assert whens("Budget, thousands" + drawing, 3) == [
        "B3 budget 202507-202606 full_year",
        "C3 budget 202607-202706 full_year",
        "D3 change 202607-202706 full_year",
    ]
    assert whens("Budget, £000" + drawing, 3)[0] == "B3 budget 202504-202603 full_year"


def test_years_with_a_dash_are_split_where_each_begins_in_the_one_before() -> None:
    assert whens(
        """
        Item, tkr | 2024-25 | 2025-26 | 2026-27
        Schools   | 100     | 110     | 120
    """,
        2,
    ) == [
        "B2 other 202407-202506 full_year",
        "C2 other 202507-202606 full_year",
        "D2 other 202607-202706 full_year",
    ]
    [fact] = facts("""
        Insats, tkr | Plan 2025–26
        Skola       | 100
    """)
    assert told(fact) == "B2 plan 202501-202612 multi_year"


def test_months_of_a_split_year_are_in_the_one_they_fall_in() -> None:
    assert whens(
        """
        Revenue Budget Monitoring 2025/26, £000
        Service | Original Budget | Actual to 31 Dec | Forecast Outturn | Variance | Q2 Variance
        Housing | 400             | 288              | 390              | -10      | -20
    """,
        3,
    ) == [
        "B3 budget 202504-202603 full_year",
        "C3 actual 202504-202512 accumulated",
        "D3 forecast 202504-202603 full_year",
        "E3 deviation 202504-202603 full_year",
        "F3 deviation 202504-202603 full_year",
    ]
    assert whens(
        """
        Läsår 2025/26, tkr
        Skola | aug | sep | okt | nov | dec | jan | feb
        Lön   | 10  | 11  | 12  | 13  | 14  | 15  | 16
    """,
        3,
    )[::5] == ["B3 other 202508 period", "G3 other 202601 period"]


def test_the_difference_of_a_split_year_is_of_it() -> None:
    found = whens(
        """
        £000    | 2025/26 Budget | 2025/26 Forecast | 2025/26 Variance
        Schools | 100            | 110              | 10
    """,
        2,
    )
    assert {each.split(maxsplit=2)[2] for each in found} == {"202504-202603 full_year"}


@pytest.mark.parametrize(
    "heading",
    ["Prognos okt", "Prognos sept", "Prognos T2", "Prognos per aug", "Progn. aug", "Prognos (aug)", "Prognos okt 2025",
     "Oktoberprognos", "Forecast Sep", "Prognose aug", "Ennuste 8/2025", "Prognos delår aug", "Prognos T2 2025"],
)  # fmt: skip
def test_a_forecast_made_in_a_month_is_of_the_year(heading: str) -> None:
    assert whens(
        f"""
        Månadsuppföljning oktober 2025, tkr
        Nämnd | Budget 2025 | {heading}
        KS    | 120         | 118
    """,
        3,
    ) == ["B3 budget 202501-202512 full_year", "C3 forecast 202501-202512 full_year"]


def test_two_forecasts_made_in_months_that_follow_each_other() -> None:
    assert whens(
        """
        Ekonomisk månadsuppföljning oktober 2025, tkr
        Nämnd | Utf ack | Årsbudget | Prognos sept | Prognos okt
        KS    | 98      | 120       | 119          | 118
    """,
        3,
    ) == [
        "B3 actual 202501-202510 accumulated",
        "C3 budget 202501-202512 full_year",
        "D3 forecast 202501-202512 full_year",
        "E3 forecast 202501-202512 full_year",
    ]


def test_forecasts_of_months_across_are_of_their_months() -> None:
    assert whens(
        """
        Likviditet 2025, tkr
        Post | Utfall jul | Utfall aug | Utfall sep | Prognos okt | Prognos nov | Prognos dec
        Lön  | 10         | 10         | 11         | 12          | 12          | 13
    """,
        3,
    )[2:4] == ["D3 actual 202509 period", "E3 forecast 202510 period"]
    assert whens(
        """
        Likviditet 2025, tkr
             | Utfall | <   | Prognos | <   | <
        Post | aug    | sep | okt     | nov | dec
        Lön  | 10     | 11  | 12      | 12  | 13
    """,
        4,
    )[1:3] == ["C4 actual 202509 period", "D4 forecast 202510 period"]


def test_a_forecast_for_the_months_that_are_left_is_of_these() -> None:
    assert whens(
        """
        Uppföljning 2025, tkr
        Nämnd | Utfall jan–sep | Prognos okt–dec
        KS    | 98             | 30
    """,
        3,
    ) == ["B3 actual 202501-202509 accumulated", "C3 forecast 202510-202512 period"]


@pytest.mark.parametrize("over", ["Utfall jan–aug", "Utfall t.o.m. augusti", "Ack. utfall aug", "Januari–augusti"])
def test_months_over_a_year_are_months_of_it(over: str) -> None:
    assert whens(
        f"""
        Driftredovisning, mnkr
              | {over}        | <             | <          | Helår 2025 | <
        Nämnd | Intäkter 2025 | Kostnader 2025 | Netto 2024 | Budget     | Prognos
        KS    | 31            | -98            | -65        | -104       | -102
    """,
        4,
    ) == [
        "B4 actual 202501-202508 accumulated",
        "C4 actual 202501-202508 accumulated",
        "D4 actual 202401-202408 accumulated",
        "E4 budget 202501-202512 full_year",
        "F4 forecast 202501-202512 full_year",
    ]


def test_months_under_a_year_are_months_of_it() -> None:
    assert whens(
        """
        Driftredovisning, mnkr
              | Kostnader 2025 | <             | Kostnader 2024
        Nämnd | Utfall jan–aug | Prognos helår | Utfall jan–aug
        KS    | 31             | -98           | -65
    """,
        4,
    ) == [
        "B4 actual 202501-202508 accumulated",
        "C4 forecast 202501-202512 full_year",
        "D4 actual 202401-202408 accumulated",
    ]


def test_the_month_of_a_decision_over_a_year_and_budgets_beside_outcomes_are_of_the_year() -> None:
    assert whens(
        """
        Drift, mnkr
              | Beslut KF juni | Antagen nov | Utfall jan–aug |             |
        Nämnd | 2026           | 2025        | 2025           | Budget 2025 | Prognos 2025
        KS    | 31             | 30          | 20             | 30          | 31
    """,
        4,
    ) == [
        "B4 budget 202601-202612 full_year",
        "C4 budget 202501-202512 full_year",
        "D4 actual 202501-202508 accumulated",
        "E4 budget 202501-202512 full_year",
        "F4 forecast 202501-202512 full_year",
    ]


@pytest.mark.parametrize(
    "heading",
    ["Klart/år", "Beräknat klart", "Färdigår", "Klart år", "Färdigt", "Driftsatt år", "Beräknad driftsättning",
     "Completion", "Ferdig", "Ferdigår", "Valmis", "Avslutas", "Ibruktagande"],
)  # fmt: skip
def test_the_year_a_project_is_done_dates_no_amounts(heading: str) -> None:
    found = facts(f"""
        Investeringar 2025, tkr
        Projekt   | {heading} | Kalkyl | Utfall 2025
        Bro       | 2027      | 500    | 100
        Simhall   | 2028      | 900    | 300
        Skolväg   | 2026      | 300    | 30
    """)
    assert {(each.cell[0], each.year) for each in found} == {("C", 2025), ("D", 2025)}


@pytest.mark.parametrize(
    "name",
    ["Månadsuppföljning okt -25 t KSAU 11 nov", "Uppföljning okt 2025 KF 2025-11-24", "Uppföljning okt 2025 SN 12 nov",
     "Uppföljning oktober 2025, beslut 17 nov", "Ekonomirapport oktober 2025 till nämnd 3 dec"],
)  # fmt: skip
def test_the_day_of_a_meeting_is_not_the_month_of_a_report(name: str) -> None:
    drawing = """
        Investeringar 2025, tkr
        Nämnd | Budget | Utfall
        KS    | 120    | 98
    """
    assert whens(drawing, 3, file=f"{name}.xlsx")[1] == "C3 actual 202501-202510 accumulated"
    assert whens(drawing.replace("Investeringar 2025", f"{name} 2025"), 3)[1] == "C3 actual 202501-202510 accumulated"


@pytest.mark.parametrize("said", ["Beslut 2025-06-17", "KF 17 juni", "Antagen 17 juni 2025", "Budget KF juni 2025"])
def test_the_day_of_a_decision_dates_no_amounts(said: str) -> None:
    assert whens(
        f"""
        Budget 2026, tkr
        {said}

        Nämnd | Belopp | Ack
        KS    | 120    | 98
    """,
        5,
    ) == ["B5 budget 202601-202612 full_year", "C5 budget 202601-202612 full_year"]
    assert (
        whens(
            f"""
        Ramar 2026, tkr
        Nämnd | Budget ({said}) | Utfall 2024
        KS    | 120             | 98
    """,
            3,
        )[0]
        == "B3 budget 202601-202612 full_year"
    )


def test_accumulated_columns_of_an_export_by_month_run_up_to_it() -> None:
    assert whens(
        """
        forvaltning | period | budget_ack | utfall_ack | prognos_helar | utfall
        Skola       | 202503 | 2050000    | 1978879    | 8280000       | 650000
        Vård        | 202503 | 3050000    | 2978879    | 9280000       | 750000
        Skola       | 202506 | 4050000    | 3978879    | 8280000       | 850000
    """,
        4,
    ) == [
        "C4 budget 202501-202506 accumulated",
        "D4 actual 202501-202506 accumulated",
        "E4 forecast 202501-202512 full_year",
        "F4 actual 202506 period",
    ]


def test_what_is_used_up_to_a_month_runs_up_to_it_in_the_year_of_its_row() -> None:
    assert whens(
        """
        Statsbidrag, kronor
        Bidrag          | År   | Bidragsram | Upparbetat t.o.m. okt | Kvar
        Likvärdig skola | 2025 | 500        | 400                   | 100
        Läxhjälp        | 2024 | 300        | 300                   | 0
    """,
        3,
    ) == [
        "C3 budget 202501-202512 full_year",
        "D3 actual 202501-202510 accumulated",
        "E3 other 202501-202512 full_year",
    ]


@pytest.mark.parametrize("title", ["Balansräkning", "Balance sheet", "Balanse", "Tase", "Koncernens balansräkning"])
def test_a_balance_sheet_tells_what_there_is_at_a_day(title: str) -> None:
    assert whens(
        f"""
        {title}, tkr
        Post                   | 2025-12-31 | Bokslut 2024 | Förändring
        Anläggningstillgångar  | 200        | 180          | 20
        Omsättningstillgångar  | 50         | 40           | 10
    """,
        3,
    ) == [
        "B3 actual 202512 balance",
        "C3 actual 202412 balance",
        "D3 change 202501-202512 full_year",
    ]


@pytest.mark.parametrize(
    ("heading", "when"),
    [("UB 2025", "202512 balance"), ("IB 2025", "202501 balance"), ("Skuld per 31 aug 2025", "202508 balance"),
     ("Saldo 2025-08-31", "202508 balance"), ("Utgående balans 2025", "202512 balance"),
     ("Ingående balans 2025", "202501 balance"), ("Bokfört värde 2025-12-31", "202512 balance"),
     ("Utfall per 2025-08-31", "202501-202508 accumulated"), ("Utfall 2025-12-31", "202501-202512 full_year"),
     ("Closing balance 2025", "202512 balance"), ("Låneskuld 2025-06-30", "202506 balance")],
)  # fmt: skip
def test_a_heading_of_a_balance(heading: str, when: str) -> None:
    [fact] = facts(f"""
        Post, tkr | {heading}
        Fond      | 100
    """)
    assert told(fact).split(maxsplit=2)[2] == when
    assert fact.year == 2025


@pytest.mark.parametrize("title", ["Investeringsplan 2024–2026, tkr", "Investeringsbudget 2024, tkr"])
def test_what_adds_up_years_is_of_them_all(title: str) -> None:
    found = facts(f"""
        {title}
        Projekt | Klart | 2024 | 2025 | 2026 | Totalt
        Bro     | 2027  | 10   | 20   | 30   | 60
        Skola   | 2026  | 5    | 5    | 5    | 15
    """)
    assert told(found[3]).split(maxsplit=2)[2] == "202401-202612 multi_year"
    assert {each.confidence.value for each in found} == {"sure"}


def test_a_sum_beside_outcomes_and_budgets_adds_up_no_years() -> None:
    found = whens(
        """
        Projekt, tkr | Bokslut 2023 | Budget 2024 | Totalt
        Bro          | 10           | 20          | 30
    """,
        2,
    )
    assert "multi_year" not in "".join(found)


def test_split_years_that_could_be_months_are_of_one_kind_with_those_beside_them() -> None:
    found = facts("""
        Budget, tkr
        Verksamhet | Budget 2011-12 | Budget 2012-13
        Kansli     | 500            | 510
    """)
    assert [(each.period_from, each.period_to, each.basis) for each in found] == [
        (201107, 201206, Basis.FULL_YEAR),
        (201207, 201306, Basis.FULL_YEAR),
    ]
