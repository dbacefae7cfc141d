"""Columns of month's and year's reports as they are headed: what each is of, and against what it is held."""

from __future__ import annotations

import pytest

from tests.sheets import facts
from tests.test_layout_projects import columns, told


@pytest.mark.parametrize("heading", ["Bättre/sämre än budget", "Bättre (+) / sämre (-) än budget", "+/- mot budget"])
def test_better_or_worse_than_budget_is_a_deviation(heading: str) -> None:
    *_, last = columns("Uppföljning april 2024, mkr", "Budget jan-apr", "Utfall jan-apr", heading)
    assert last == f"{heading}: deviation 202401-202404 accumulated against period_budget"


def test_the_period_beside_what_accumulates_is_the_month() -> None:
    assert columns("Resultatrapport, tkr | Period: augusti 2024", "Utfall period", "Budget period", "Utfall ack")[
        :2
    ] == [
        "Utfall period: actual 202408-202408 period",
        "Budget period: budget 202408-202408 period",
    ]
    assert columns("Uppföljning, tkr | Period 2408", "Utfall period", "Årsbudget")[0] == (
        "Utfall period: actual 202401-202408 accumulated"
    )


def test_rows_of_measures_that_accumulate_run_to_the_reports_month() -> None:
    found = facts("""
        Uppföljning augusti 2024, tkr
        |
                      | Skola | Vård
        Budget ack    | 100   | 200
        Utfall ack    | 90    | 190
        Avvikelse ack | 10    | 10
        Årsbudget     | 150   | 300
    """)
    assert [told(each).partition(": ")[2] for each in found[::2]] == [
        "budget 202401-202408 accumulated",
        "actual 202401-202408 accumulated",
        "deviation 202401-202408 accumulated against period_budget",
        "budget 202401-202412 full_year",
    ]


@pytest.mark.parametrize(("before", "when"), [(95, "202301-202309 accumulated"), (130, "202301-202312 full_year")])
def test_the_year_before_is_of_the_same_months_where_it_is_as_large(before: int, when: str) -> None:
    [_, last, change] = facts(f"""
        Resultaträkning, mkr
        Period januari – september 2024
        |
        Post  | Utfall | Föreg. år | Förändr.
        Löner | 100    | {before}  | 5
    """)
    assert told(last).endswith(when)
    if before == 95:
        assert told(change) == "Förändr.: change 202401-202409 accumulated against prior_year"


@pytest.mark.parametrize("heading", ["Ack fg år", "Utfall samma period fg år"])
def test_what_accumulates_the_year_before_runs_to_the_same_month(heading: str) -> None:
    assert columns("Uppföljning april 2024, tkr", "Ack utfall", heading)[1].endswith("202301-202304 accumulated")


def test_a_change_between_calendar_years_is_of_the_later() -> None:
    assert columns("Drift, tkr", "Utfall 2024", "Förändring 2023/2024")[1].endswith(
        "202401-202412 full_year against prior_year"
    )
    assert columns("Drift, tkr", "Utf 23", "Bu 24", "Bu 25", "Diff 24-25")[3].endswith(
        "202501-202512 full_year against prior_year"
    )
    assert columns("School, tkr", "2022/2023", "2023/2024", "Change 2023/2024")[2].endswith(
        "202307-202406 full_year against prior_year"
    )


def test_a_change_against_the_year_before_is_of_the_titles_year() -> None:
    *_, last = columns("Bokslut 2024, mnkr", "Utfall 2024", "Utfall 2023", "Förändring mot fg år")
    assert last == "Förändring mot fg år: change 202401-202412 full_year against prior_year"


@pytest.mark.parametrize("heading", ["Förändring prognos", "Förändring P1-P2", "Prognosförändring", "Förändring"])
def test_a_change_between_forecasts_is_held_against_one(heading: str) -> None:
    *_, last = columns("Uppföljning 2024, tkr", "Budget", "Prognos 1", "Prognos 2", heading)
    assert last.endswith("against forecast")


def test_what_was_invoiced_is_an_outcome() -> None:
    assert columns("Intern debitering 2024, tkr", "Budget kv 2", "Debiterat kv 2", "Avvikelse")[1:] == [
        "Debiterat kv 2: actual 202404-202406 period",
        "Avvikelse: deviation 202404-202406 period against period_budget",
    ]


def test_months_down_are_held_against_their_own_budget() -> None:
    drawing = "Försörjningsstöd 2024, tkr\nMånad | Budget | Utfall | Diff\n"
    drawing += "\n".join(f"{month} | 10 | 9 | 1" for month in ("Januari", "Februari", "Mars", "April"))
    assert {each.against.value for each in facts(drawing) if each.against} == {"period_budget"}


def test_months_before_an_accumulated_outcome_are_outcomes() -> None:
    assert {each.measure.value for each in facts("Löner 2024, tkr\nPost | Jan | Feb | Ack\nLön | 1 | 2 | 3")} == {
        "actual"
    }


def test_opening_and_closing_balances_are_what_there_was() -> None:
    [opening, closing] = facts("Eget kapital 2024, tkr\nPost | IB 2024 | UB 2024\nReserv | 5 | 6")
    assert [(each.measure.value, each.version and each.version.value) for each in (opening, closing)] == [
        ("actual", "opening"),
        ("actual", "closing"),
    ]


def test_a_numbered_files_name_is_no_year() -> None:
    [fact] = facts("Namn | Ökning, tkr\nSkola | 5", file="b10.xlsx")
    assert fact.year is None


def test_the_year_before_under_this_years_months_is_of_the_year_before() -> None:
    [_, before, _] = facts("""
                  | Jan–sep 2024 | <         | <
        Post, tkr | Utfall       | Föreg. år | Budget
        Löner     | 100          | 95        | 99
    """)
    assert (before.period_from, before.period_to) == (202301, 202309)


def test_results_carried_over_are_balances_and_what_made_them_outcomes() -> None:
    told_of = columns(
        "Resultatöverföring 2024, tkr", "Ingående resultat 2024", "Intäkter 2024", "Utgående resultat 2024"
    )
    assert [each.split(": ")[1] for each in told_of] == [
        "actual 202401-202401 balance",
        "actual 202401-202412 full_year",
        "actual 202412-202412 balance",
    ]


@pytest.mark.parametrize("heading", ["Utfall 12 månader", "Budget 20 enheter", "Bokslut 14 bolag"])
def test_what_is_counted_is_no_short_year(heading: str) -> None:
    assert columns("Bokslut 2024, tkr", heading)[0].endswith("202401-202412 full_year")


def test_an_analysis_of_financing_holds_outcomes() -> None:
    assert {each.split()[1] for each in columns("Finansieringsanalys, mkr", "2025-06-30", "2024-12-31")} == {"actual"}
