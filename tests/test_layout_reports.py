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


@pytest.mark.parametrize("heading", ["Utfall mån", "Månadens utfall", "Utfall aktuell månad", "Utfall månad"])
def test_the_month_is_the_reports(heading: str) -> None:
    assert columns("Resultatrapport, tkr | Period: 202509", heading, "Utfall ack")[0].endswith("202509-202509 period")


@pytest.mark.parametrize("period", ["202508", "2508", "2025-08", "2025-08-31", "aug 2025"])
def test_the_month_of_a_report_is_chosen_in_a_form(period: str) -> None:
    found = facts(f"""
        Nettokostnad, tkr
        Vald period | {period}
        |
        Ansvar | Utfall ack | Årsbudget
        Skola  | 80         | 120
    """)
    assert [told(each).partition(": ")[2] for each in found] == [
        "actual 202501-202508 accumulated",
        "budget 202501-202512 full_year",
    ]


@pytest.mark.parametrize("name", ["Ack 2508", "aug 2025"])
def test_a_sheet_may_be_named_by_its_month(name: str) -> None:
    [spent, _] = facts("Resultat, tkr\n|\nAnsvar | Utfall ack | Årsbudget\nSkola | 80 | 120", name)
    assert (spent.period_from, spent.period_to) == (202501, 202508)


def test_what_accumulates_says_so_even_where_no_year_is_told() -> None:
    [spent] = facts("Resultat, tkr\n|\nAnsvar | Utfall ack\nSkola | 80")
    assert (spent.basis.value, spent.year) == ("accumulated", None)


def test_months_in_digits_under_their_kinds_head_columns() -> None:
    found = facts("""
        Ekonomirapport augusti 2025, tkr
                 | Utfall | <    | Budget | <
                 | 2408   | 2508 | 2508   | Helår
        Avgifter | 5417   | 5775 | 5760   | 8640
        Drift    | 1383   | 1466 | 1453   | 2180
    """)
    assert [told(each).partition(": ")[2] for each in found[:4]] == [
        "actual 202401-202408 accumulated",
        "actual 202501-202508 accumulated",
        "budget 202501-202508 accumulated",
        "budget 202501-202512 full_year",
    ]


def test_spans_of_parts_and_of_months_in_digits() -> None:
    assert columns("Fakturering 2025, tkr", "Fakturerat kv 1–kv 3", "Utfall T1-T2", "Utfall 2401-2406") == [
        "Fakturerat kv 1–kv 3: actual 202501-202509 accumulated",
        "Utfall T1-T2: actual 202501-202508 accumulated",
        "Utfall 2401-2406: actual 202401-202406 accumulated",
    ]


def test_interim_columns_are_of_the_reports_months_in_their_own_year() -> None:
    assert [
        each.partition(": ")[2]
        for each in columns("Delårsrapport januari–augusti 2025, tkr", "Delår 2025", "Delår 2024")
    ] == [
        "actual 202501-202508 accumulated",
        "actual 202401-202408 accumulated",
    ]


@pytest.mark.parametrize(
    "heading", ["Bedömt utfall helår", "Beräknat utfall 2025", "Förväntat resultat", "Beräknat bokslut"]
)
def test_what_an_outcome_is_thought_to_become_is_a_forecast(heading: str) -> None:
    assert columns("Uppföljning september 2025, tkr", heading)[0].partition(": ")[2] == (
        "forecast 202501-202512 full_year"
    )


@pytest.mark.parametrize("heading", ["Prognos - budget", "Prognos minus budget", "Budget ./. prognos", "Jmf budget"])
def test_what_is_taken_from_the_budget_is_a_deviation(heading: str) -> None:
    assert columns("Statsbidrag 2025, tkr", "Budget", "Prognos", heading)[2].endswith(
        "deviation 202501-202512 full_year against budget"
    )


def test_a_proposal_is_held_against_the_year_before_or_against_another_proposal() -> None:
    told_of = columns(
        "Ramar 2026, tkr",
        "Budget 2025",
        "Yrkande 2026",
        "Förslag 2026",
        "Förslag jmf budget 2025",
        "Förslag jmf yrkande",
    )
    assert [each.split(" against ")[1] for each in told_of[3:]] == ["prior_year", "version"]


def test_versions_by_the_words_that_committees_use() -> None:
    found = facts("""
        Ramar 2026, tkr
        Nämnd | Yrkande 2026 | Kompletteringsbudget | Budget inkl. tilläggsanslag | Budget 2025
        Skola | 1            | 2                    | 3                           | 4
    """)
    assert [each.version and each.version.value for each in found] == ["proposal", "supplementary", "revised", None]


def test_a_titles_version_is_the_columns_that_bears_its_name() -> None:
    found = facts(
        "Kompletteringsbudget 2025, tkr\nNämnd | Ram 2025 | Kompletteringsbudget | Ny ram 2025\nSkola | 1 | 2 | 3"
    )
    assert [each.version and each.version.value for each in found] == [None, "supplementary", None]


def test_forecasts_of_a_year_may_be_made_in_the_one_before() -> None:
    alone = facts("Skatteintäkter 2026, tkr\nPost | Prognos feb 2025 | Prognos aug 2025\nSkatt | 1 | 2")
    assert {(each.year, each.confidence.value) for each in alone} == {(2026, "likely")}
    beside = facts("VA-budget 2026, tkr\nPost | Budget 2025 | Prognos aug 2025 | Budget 2026\nVA | 1 | 2 | 3")
    assert [(each.year, each.confidence.value) for each in beside] == [(2025, "sure"), (2025, "sure"), (2026, "sure")]


def test_a_column_headed_as_another_is_not_sure() -> None:
    found = facts("Bokslut 2012, tkr\nPost | Utfall | Årsbudget | Resultat | Utfall\nSkola | 90 | 100 | 10 | 80")
    assert [each.confidence.value for each in found] == ["sure", "sure", "sure", "likely"]
    assert found[2].measure.value == "deviation"


def test_a_cost_centre_tells_no_nature() -> None:
    [fact] = facts("Budget per kostnadsställe 2025, tkr\nNamn | Budget\nSkola | 1")
    assert fact.nature.value == "none"


def test_a_corner_of_counts_heads_no_money() -> None:
    drawing = """
        Exploatering 2025, mnkr
        Område | Budget 2025
        Söder  | 118
        |
        {corner} | 2024 | 2025
        Småhus   | 6    | 4
    """
    assert [each.cell for each in facts(drawing.format(corner="Sålda tomter, antal"))] == ["B3"]
    assert len(facts(drawing.format(corner="Sålda tomter, belopp"))) == 3


def test_ranges_of_accounts_are_no_names() -> None:
    drawing = """
        Internbudget 2026, tkr
              | Ansvar                   | 4100  | 4210
        Konto |                          | Stab  | Totalt
        30-34 | Avgifter och försäljning | 120   | 120
        35    | Bidrag från staten       | 640   | 640
        50-51 | Löner och pensioner      | -4860 | -4860
        61-76 | Övriga kostnader         | -980  | -980
    """
    assert [each.label for each in facts(drawing)][::2] == [
        "Avgifter och försäljning", "Bidrag från staten", "Löner och pensioner", "Övriga kostnader",
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Hyra per månad", "Belopp/mån"])
def test_a_price_by_the_month_is_of_no_month(heading: str) -> None:
    assert columns("Uppföljning september 2025, kr", heading)[0].endswith("202501-202512 full_year")


def test_a_calculation_afterwards_is_an_outcome() -> None:
    assert [each.split(": ")[1].split()[0] for each in columns("Projekt 2025, tkr", "Förkalkyl", "Efterkalkyl")] == [
        "budget",
        "actual",
    ]


def test_last_years_forecast_beside_this_years_is_of_last_year() -> None:
    told_of = columns("Prognos T1 2025, tkr", "Budget 2025", "Prognos", "Prognos T1 2024")
    assert told_of[2] == "Prognos T1 2024: forecast 202401-202412 full_year"


def test_months_under_what_accumulates_are_of_all_up_to_them() -> None:
    found = facts("""
        Regionens kostnader september 2025, mnkr
        Slag  | Ackumulerat utfall | <    | Ackumulerad budget
              | 2509               | 2409 | 2509
        Lön   | 900                | 880  | 910
        Varor | 300                | 290  | 310
    """)
    assert [told(each).split()[-2:] for each in found[:3]] == [
        ["202501-202509", "accumulated"],
        ["202401-202409", "accumulated"],
        ["202501-202509", "accumulated"],
    ]


def test_a_budget_with_changes_is_a_revised_one() -> None:
    [fact] = facts("Budget 2026, tkr\nPost | Budget 2025 med ändr.\nLön | 1")
    assert (fact.measure.value, fact.version and fact.version.value) == ("budget", "revised")
