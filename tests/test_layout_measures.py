"""What kind of amount a cell holds where its heading, its row and the titles say different things."""

from __future__ import annotations

import pytest

from tests.sheets import facts
from trygg_excel.fact import Fact


def measures(drawing: str, row: int, file: str = "bok.xlsx") -> list[str]:
    """Those of one row, left to right."""
    return [each.measure.value for each in in_row(drawing, row, file)]


def in_row(drawing: str, row: int, file: str = "bok.xlsx") -> list[Fact]:
    return [each for each in facts(drawing, file=file) if int(each.cell[1:]) == row]


def test_a_finnish_budget_with_its_changes_is_one_also_in_a_plan_of_use() -> None:
    assert measures(
        """
        Sivistyslautakunta, käyttösuunnitelma 2026, 1 000 €
        Erä   | TP 2024 | TA+M 2025 | TA 2026 | TS 2027 | Tot 1-8/2025
        Tulot | 10      | 20        | 30      | 40      | 12
    """,
        3,
    ) == ["actual", "budget", "budget", "plan", "actual"]


@pytest.mark.parametrize(
    ("heading", "measure"),
    [("Förs till 2026", "other"), ("Ombudgeteras till 2026", "budget"), ("Överförs till 2026", "other"),
     ("Skillnad", "change"), ("$ Incr / (Decr)", "change"), ("Skillnad mot KS förslag", "change")],
)  # fmt: skip
def test_what_is_carried_on_and_what_differs(heading: str, measure: str) -> None:
    assert measures(
        f"""
        Resultatöverföring, tkr
        Nämnd | Bokslut 2025 | {heading}
        KS    | 100          | 20
    """,
        3,
        "Resultatöverföring bokslut 2025.xlsx",
    ) == ["actual", measure]


def test_months_before_a_forecast_are_outcomes() -> None:
    drawing = """
        Läkemedel, kostnad per månad (mnkr)
        Prognos 3, oktober 2025
        Enhet | 2025-08-01 | 2025-09-01 | Ack jan-sep 2025 | Ack jan-sep 2024 | Prognos 2025 | Budget 2025
        Vård  | 10         | 11         | 90               | 80               | 120          | 118
    """
    assert measures(drawing, 4) == ["actual", "actual", "actual", "actual", "forecast", "budget"]


def test_months_of_a_forecast_are_forecasts() -> None:
    assert set(
        measures(
            """
        Likviditetsprognos 2026, tkr
        Post | jan | feb | mars
        Lön  | 10  | 11  | 12
    """,
            3,
        )
    ) == {"forecast"}


@pytest.mark.parametrize("title", ["Anslagsredovisning 2025, tkr", "Anslagsavräkning per 2025-08-31, tkr"])
@pytest.mark.parametrize("heading", ["Utgifter", "Utgifter t.o.m. 2025-08-31", "Nettoutgifter 2025"])
def test_expenditure_beside_an_appropriation_is_an_outcome(title: str, heading: str) -> None:
    assert measures(
        f"""
        {title}
        Anslag | Ing. överföringsbelopp | Årets tilldelning | Indragning | Totalt disponibelt | {heading}
        Förvaltning | 3                 | 165               | -2         | 166                | -81
        Bidrag | 4                      | 65                | -2         | 67                 | -31
    """,
        3,
        "Delårsrapport tabeller anslag.xlsx",
    ) == ["other", "budget", "other", "other", "actual"]


def test_what_is_used_so_far_in_a_proposed_budget_is_an_outcome() -> None:
    assert measures(
        """
        FY26 Proposed Budget
        Account | FY 2025 Amended Budget | YTD thru 4/30/25 | FY 2026 Proposed
        Wages   | 200                    | 110              | 210
    """,
        3,
    ) == ["budget", "actual", "budget"]


@pytest.mark.parametrize("label", ["Budget helår", "Årsbudget", "Budget", "Prognos helår"])
def test_a_row_that_is_a_budget_under_outcomes(label: str) -> None:
    found = facts(f"""
        Utbetalt ekonomiskt bistånd, kronor
        Månad    | Utbetalt 2024 | Utbetalt 2025
        Januari  | 2510377       | 2735442
        Februari | 2410377       | 2635442
        Mars     | 2310377       | 2535442
        Summa    | 7231131       | 7906326
        {label}  | 28000000      | 30500000
    """)
    kind = "forecast" if "Prognos" in label else "budget"
    assert [each.measure.value for each in found] == ["actual"] * 8 + [kind] * 2
    assert [(each.period_from, each.period_to) for each in found[-2:]] == [(202401, 202412), (202501, 202512)]


@pytest.mark.parametrize(
    "heading",
    ["Volym", "Volymökning", "Effektivisering", "Pris och lön", "Uppräkning", "Löneuppräkning", "Demografi",
     "Besparing",
     "Pris- och lönekompensation"],
)  # fmt: skip
@pytest.mark.parametrize("title", ["Ramar 2026, tkr", "Nämndernas budgetramar 2026, tkr"])
def test_steps_between_frames_are_changes(title: str, heading: str) -> None:
    found = in_row(
        f"""
        {title}
        Nämnd | Ram 2025 | {heading} | Ram 2026
        KS    | 100      | 5         | 105
    """,
        3,
    )
    assert [(each.measure.value, each.against and each.against.value) for each in found] == [
        ("budget", None),
        ("change", "prior_year"),
        ("budget", None),
    ]


def test_rows_between_frames_are_changes() -> None:
    drawing = """
        Kommunbidrag per nämnd, tkr
        Post                  | KS  | BUN
        Ram 2025              | 100 | 200
        Löner                 | 3   | 6
        Flytt från BUN till KS | 2   | -2
        Ram 2026              | 105 | 204
    """
    found = facts(drawing)
    assert [each.measure.value for each in found[::2]] == ["budget", "change", "change", "budget"]
    across = """
        Kommunbidrag, tkr
        Post                  | 2026 | 2027
        Ingående kommunbidrag | 100  | 105
        Löneuppräkning        | 5    | 5
        Utgående kommunbidrag | 105  | 110
    """
    assert [each.measure.value for each in facts(across)[::2]] == ["budget", "change", "budget"]


def test_lines_of_a_budget_between_no_frames_are_budgets() -> None:
    found = facts("""
        Budget 2026, tkr
        Post             | KS  | BUN
        Löner            | 100 | 200
        Löneuppräkning   | 3   | 6
        Budgetrådgivning | 2   | 2
        Summa            | 105 | 208
    """)
    assert {each.measure.value for each in found} == {"budget"}


def test_frames_of_the_years_that_a_title_plans_are_plans() -> None:
    drawing = """
        {}
        Nämnd | Ram 2026 | Ram 2027 | Ram 2028
        KS    | 100      | 105      | 110
    """
    assert measures(drawing.format("Mål och budget 2026 med plan 2027–2028, tkr"), 3) == ["budget", "plan", "plan"]
    assert measures(drawing.format("Budgetramar, tkr"), 3) == ["budget"] * 3
    assert measures(drawing.format("Verksamhetsplan 2026 och budget 2026, tkr"), 3)[0] == "budget"
    assert measures(drawing.replace("Ram", "Budget").format("Budget 2026–2028, tkr"), 3) == ["budget"] * 3


@pytest.mark.parametrize(
    ("heading", "nature"),
    [("Inkomster 2025", "revenue"), ("Utgifter 2025", "cost"), ("Inntekter 2025", "revenue"), ("Netto 2025", "net")],
)
def test_the_nature_of_what_comes_in_and_goes_out(heading: str, nature: str) -> None:
    [fact] = facts(f"""
        Exploatering, inkomster och utgifter, tkr
        Projekt | {heading}
        Bro     | 100
    """)
    assert fact.nature.value == nature


def test_a_title_of_several_natures_tells_none() -> None:
    [fact] = facts("""
        Intäkter och kostnader per nämnd, tkr
        Nämnd | Bokslut 2025
        KS    | 100
    """)
    assert fact.nature.value == "none"
