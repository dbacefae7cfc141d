"""Investments of several years beside the year's own, and differences that name no time of their own."""

from __future__ import annotations

import pytest

from tests.controls_drawn import held, run
from tests.sheets import facts
from trygg_excel.fact import Fact
from trygg_excel.layout_page.words import period_words


def told(fact: Fact) -> str:
    begins = "" if fact.period_from is None else str(fact.period_from)
    against = f" against {fact.against.value}" if fact.against else ""
    return f"{fact.column}: {fact.measure.value} {begins}-{fact.period_to} {fact.basis.value}{against}"


def columns(title: str, *headings: str) -> list[str]:
    """One row of amounts under these headings, each as it was told."""
    amounts = " | ".join(str(100 + at) for at in range(len(headings)))
    return list(map(told, facts(f"{title}\n\nNamn | {' | '.join(headings)}\nSkola | {amounts}")))


def test_what_is_of_a_whole_project_is_of_no_year() -> None:
    assert columns(
        "Investeringar 2024, tkr", "Total budget", "Utfall t.o.m. 2023", "Budget 2024", "Utfall 2024", "Slutprognos"
    ) == [
        "Total budget: budget -202412 multi_year",
        "Utfall t.o.m. 2023: actual -202312 multi_year",
        "Budget 2024: budget 202401-202412 full_year",
        "Utfall 2024: actual 202401-202412 full_year",
        "Slutprognos: forecast -202412 multi_year",
    ]


def test_an_outcome_that_accumulates_beside_the_years_own_is_the_projects() -> None:
    assert columns("Investeringsuppföljning augusti 2025, tkr", "Ack utfall", "Utfall 2025", "Budget 2025") == [
        "Ack utfall: actual -202508 multi_year",
        "Utfall 2025: actual 202501-202508 accumulated",
        "Budget 2025: budget 202501-202512 full_year",
    ]


def test_a_difference_right_after_a_whole_is_of_the_whole() -> None:
    *_, last = columns("Investeringar 2024, tkr", "Årets utfall", "Total budget", "Slutprognos", "Avvikelse")
    assert last == "Avvikelse: deviation -202412 multi_year against budget"


def test_years_before_are_those_before_the_first_named_and_not_sure() -> None:
    [total, before, _, _] = facts("""
        Investeringsplan, tkr

        Projekt | Total budget | Tidigare år | Budget 2025 | Plan 2026
        Skola   | 900          | 100         | 300         | 500
    """)
    assert (told(total), total.confidence.value) == ("Total budget: budget -202612 multi_year", "likely")
    assert (told(before), before.confidence.value) == ("Tidigare år: other -202412 multi_year", "likely")


@pytest.mark.parametrize("heading", ["Total budget", "Total kostnad", "Projektbudget"])
def test_a_total_over_kinds_of_cost_is_of_the_year(heading: str) -> None:
    """Nothing beside it is of a year, so that it may be the year's total."""
    *_, last = columns("Projekt trygghet 2024, tkr", "Personal", "Material", heading)
    assert last.endswith("202401-202412 full_year")


def test_out_of_projects_an_outcome_until_this_year_is_of_this_year() -> None:
    [only] = columns("Driftredovisning 2024, tkr", "Utfall t.o.m. 2024")
    assert only.endswith("202401-202412 full_year")


def test_a_deviation_is_of_the_two_right_before_it() -> None:
    assert columns("Uppföljning oktober 2025, tkr", "Ack utfall", "Ack budget", "Avvikelse", "Årsbudget")[2:] == [
        "Avvikelse: deviation 202501-202510 accumulated against period_budget",
        "Årsbudget: budget 202501-202512 full_year",
    ]
    assert columns("Uppföljning per den 30 april 2025, tkr", "Utfall", "Periodbudget", "Avvikelse") == [
        "Utfall: actual 202501-202504 accumulated",
        "Periodbudget: budget 202501-202504 accumulated",
        "Avvikelse: deviation 202501-202504 accumulated against period_budget",
    ]


@pytest.mark.parametrize(
    ("budget", "told_of", "confidence"),
    [
        (400, "202501-202504 accumulated", "sure"),
        (1200, "202501-202512 full_year", "sure"),
        (600, "202501-202512 full_year", "likely"),
    ],
)
def test_the_size_of_a_budget_beside_four_months_tells_what_it_is_of(
    budget: int, told_of: str, confidence: str
) -> None:
    """An outcome of 395 in a third of the year: the budget of those months is near it, and the year's three times."""
    planned, _, left = facts(f"""
        Uppföljning april 2025, tkr
        Nämnd | Budget   | Utfall | Avvikelse
        Skola | {budget} | 395    | {budget - 395}
    """)
    assert told(planned) == f"Budget: budget {told_of}"
    assert told(left).startswith(f"Avvikelse: deviation {told_of}")
    assert (planned.confidence.value, left.confidence.value) == (confidence, confidence)


def test_what_is_left_of_a_years_budget_is_of_the_year() -> None:
    *_, left = facts("""
        Uppföljning oktober 2025, tkr
        Nämnd | Ack utfall | Årsbudget | Avvikelse
        Skola | 90         | 100       | 10
    """)
    assert (told(left), left.confidence.value) == (
        "Avvikelse: deviation 202501-202512 full_year against budget",
        "sure",
    )


@pytest.mark.parametrize("heading", ["Differens", "Diff", "Skillnad, tkr"])
def test_a_bare_difference_after_a_budget_and_an_outcome_is_a_deviation(heading: str) -> None:
    *_, last = columns("Statens budget 2024, tkr", "Budget 2024", "Prognos 2024", heading)
    assert last == f"{heading}: deviation 202401-202412 full_year against budget"


def test_a_bare_difference_between_two_versions_of_a_year_is_a_change_of_version() -> None:
    *_, last = columns("Budget 2026, tkr", "Förslag A 2026", "Förslag B 2026", "Skillnad")
    assert last == "Skillnad: change 202601-202612 full_year against version"


def test_a_bare_difference_between_years_is_a_change() -> None:
    *_, last = columns("Budget, tkr", "Budget 2025", "Budget 2026", "Skillnad")
    assert last == "Skillnad: change 202601-202612 full_year against prior_year"


def test_what_is_moved_within_a_years_budget_changes_its_version() -> None:
    *_, moved, _ = columns("Budget 2025, tkr", "Budget 2025", "Omdisponering", "Ny budget")
    assert moved == "Omdisponering: change 202501-202512 full_year against version"


def test_a_sum_of_months_is_of_those_months() -> None:
    assert columns("Försörjningsstöd 2025, tkr", "januari", "februari", "Summa")[-1].endswith(
        "202501-202502 accumulated"
    )
    assert columns("Försörjningsstöd 2025, tkr", "maj", "juni", "Totalt")[-1].endswith("202505-202506 period")


def test_a_part_of_the_year_may_bear_a_short_year() -> None:
    assert columns("Uppföljning T2 2025, tkr", "Utfall T2 -25", "Utfall T2 -24") == [
        "Utfall T2 -25: actual 202505-202508 period",
        "Utfall T2 -24: actual 202405-202408 period",
    ]


@pytest.mark.parametrize(
    "title",
    ["Delårsrapport 31 augusti 2024", "Delårsrapport 2024-08-31", "Ekonomirapport, 2024-08-31", "Månadsrapport 240831"],
)
def test_a_report_at_a_day_runs_up_to_it(title: str) -> None:
    assert columns(f"{title}, tkr", "Utfall", "Budget helår") == [
        "Utfall: actual 202401-202408 accumulated",
        "Budget helår: budget 202401-202412 full_year",
    ]


def test_the_day_of_a_month_is_no_short_year() -> None:
    """'Bokslut 31 december 2024' is not of 2031."""
    [only] = columns("Bokslut 31 december 2024, tkr", "Utfall")
    assert only == "Utfall: actual 202401-202412 full_year"


@pytest.mark.parametrize(
    "title", ["Budget 2024 (bet. 2023/24:FiU1, rskr. 2023/24:118), tkr", "Budget 2024, prop. 2023/24:1, tkr"]
)
def test_a_document_of_parliament_names_no_year(title: str) -> None:
    [only] = columns(title, "Anslag")
    assert only == "Anslag: budget 202401-202412 full_year"


def test_an_outcome_of_the_reports_year_runs_as_far_as_the_report() -> None:
    assert columns("Uppföljning april 2025, tkr", "Utfall 2025", "Utfall 2024", "Prognos 2025") == [
        "Utfall 2025: actual 202501-202504 accumulated",
        "Utfall 2024: actual 202401-202412 full_year",
        "Prognos 2025: forecast 202501-202512 full_year",
    ]


def test_an_outcome_of_one_named_month_in_its_report_may_be_either() -> None:
    [fact, _] = facts("""
        Kassaflödesanalys jan-aug 2025, mkr
        Post  | Utfall aug 2025 | Prognos
        Skola | 90              | 100
    """)
    assert fact.confidence.value == "likely"


@pytest.mark.parametrize(
    ("outcome", "when"),
    [(420, "202501-202505 accumulated"), (80, "202505-202505 period"), (600, "202501-202505 accumulated")],
)
def test_the_size_of_an_outcome_tells_whether_it_is_of_a_month_or_of_all_up_to_it(outcome: int, when: str) -> None:
    [spent, _] = facts(f"""
        Resultaträkning maj 2025, mkr
        Post  | Utfall maj 2025 | Budget 2025
        Skola | {outcome}       | 1000
    """)
    assert (told(spent), spent.confidence.value) == (f"Utfall maj 2025: actual {when}", "sure")


def test_rows_under_a_corner_of_changes_and_over_their_sum_are_changes() -> None:
    drawing = """
        Budgetramar, tkr
        {corner}               | 2024 | 2025
        Löneökning             | 40   | 41
        Kameror                | 5    | 6
        Summa ramförändringar  | 45   | 47
    """
    for corner in ("Förändringar 2024–2025", "Post"):
        assert {each.measure.value for each in facts(drawing.format(corner=corner))} == {"change"}


def test_an_index_between_two_frames_is_an_amount() -> None:
    assert columns("Ramar 2027, tkr", "Ram 2026", "Index", "Ram 2027")[1] == (
        "Index: change 202701-202712 full_year against prior_year"
    )


def test_crowns_told_from_shares_are_in_the_tables_unit() -> None:
    drawing = """
        Bokslut, mnkr
        Nämnd | Utfall 2023 | Utfall 2024 | Förändring kr | Förändring %
        Skola | 100         | 110         | 10            | 10
    """
    assert {each.unit for each in facts(drawing)} == {"mkr"}
    assert {each.unit for each in facts(drawing.replace("Förändring %", "Kommentar"))} == {"mkr", "kr"}


def test_a_title_may_end_in_its_year_and_unit() -> None:
    assert {each.unit for each in facts("Prognos T1 2025 tkr\nNämnd | Budget\nSkola | 100")} == {"tkr"}


def test_names_may_stand_amidst_the_amounts() -> None:
    drawing = """
        Cost of services, £m
        2023/24 | 2023/24 |                | 2024/25
        Gross   | Net     |                | Net
        312.2   | 58.2    | Adult care     | 71.1
        194.3   | 124.0   | Children       | 132.9
        19.4    | 17.0    | Public health  | 18.1
    """
    assert [(each.cell, each.label, each.year) for each in facts(drawing)][:3] == [
        ("A4", "Adult care", 2024),
        ("B4", "Adult care", 2024),
        ("D4", "Adult care", 2025),
    ]


def test_numbers_of_the_columns_under_the_headings_are_passed_over() -> None:
    drawing = """
        Appendix, tkr
        Item   | 2018 | 2019 | 2020
        1      | 2    | 3    | 4
        Health | 2942 | 3608 | 3633
        Roads  | 1798 | 2172 | 2188
    """
    assert [(each.cell, each.year) for each in facts(drawing)][:3] == [("B4", 2018), ("C4", 2019), ("D4", 2020)]


def test_a_british_estimate_is_a_budget() -> None:
    budget, revised = columns("Council, £", "2024/25 Estimate", "2023/24 Revised estimate")
    assert budget == "2024/25 Estimate: budget 202404-202503 full_year"
    assert revised.split()[3] == "forecast"


def test_gross_and_net_expenditure_are_kinds_of_amount_and_no_outcomes() -> None:
    spent, net, _ = facts(
        "Council 2024, tkr\nItem | Gross expenditure | Net expenditure | Expenditure\nRoads | 1 | 2 | 3"
    )
    assert (spent.measure.value, spent.nature.value) == ("other", "cost")
    assert net.nature.value == "net"


@pytest.mark.parametrize(
    "title", ["Månedsrapport august 2025, tall i tusen", "Budsjettoppfølging pr. 31. august 2025, i 1000 kr"]
)
def test_a_norwegian_report_runs_to_its_month(title: str) -> None:
    assert columns(title, "Regnskap hittil i år", "Budsjett hittil i år", "Avvik") == [
        "Regnskap hittil i år: actual 202501-202508 accumulated",
        "Budsjett hittil i år: budget 202501-202508 accumulated",
        "Avvik: deviation 202501-202508 accumulated against period_budget",
    ]


def test_what_runs_to_a_month_that_nothing_tells_is_not_sure_of_it() -> None:
    [fact] = facts("Monitoring 2025/26, £000\nItem | Actual to date\nRoads | 100")
    assert fact.confidence.value == "likely"


def test_spanish_obligations_and_payments_are_outcomes() -> None:
    told_of = columns("Presupuesto 2025, euros", "Modificaciones", "Obligaciones reconocidas", "Pagos")
    assert [each.split()[1 if each[0] != "O" else 2] for each in told_of] == ["change", "actual", "actual"]


def test_a_whole_project_is_told_by_its_heading_and_not_by_a_year() -> None:
    drawing = """
        Investeringar 2024, tkr
        Projekt | Total budget | Utfall 2024
        Skola   | 900          | 100
        Väg     | 100          | 50
        Summa   | 1000         | 150
    """
    assert [each.subject.sv for each in run("TRY-001", held(drawing))] == ["Summa, Total budget", "Summa 2024"]
    assert [period_words(each).sv for each in facts(drawing)][:2] == ["t.o.m. 2024", "2024"]
