"""What looks like a month, a share, a whole project or a unit and is none: never sure and wrong."""

from __future__ import annotations

import pytest

from tests.sheets import facts
from tests.test_layout_projects import columns, told


def test_an_amount_is_no_month_chosen_in_a_form() -> None:
    for rows in ("Personal | 5200\nMånadskort | 1210\nLokaler | 3100\nPeriodiseringar | 1508",
                 "Periodens resultat | 2412\nAvskrivningar | 800\nPeriodens kassaflöde | 3212"):  # fmt: skip
        found = facts(f"Driftkostnader 2025, tkr\nPost | Belopp\n{rows}")
        assert len(found) == len(rows.splitlines())
        assert {(each.year, each.basis.value) for each in found} == {(2025, "full_year")}


@pytest.mark.parametrize("label", ["Utskriftsdatum", "Beslutsdatum", "Datum:"])
def test_the_day_a_report_was_printed_is_not_its_period(label: str) -> None:
    drawing = f"Bokslut, tkr\n{label} | 2025-02-11\n|\nNämnd | Utfall | Budget\nSkola | 90 | 100"
    assert {(each.year, each.basis.value) for each in facts(drawing, "2024")} == {(2024, "full_year")}


def test_a_sheet_named_by_a_code_is_no_month() -> None:
    drawing = "Driftredovisning 2024, tkr\nKonto | Utfall | Budget\nLön | 90 | 100"
    assert {told(each).split(": ")[1].split(" ", 1)[1] for each in facts(drawing, "2410")} == {
        "202401-202412 full_year"
    }


def test_crowns_larger_than_the_amounts_they_part_are_crowns() -> None:
    drawing = """
        Nettokostnader, mkr
        Nämnd | Utfall 2023 | Utfall 2024 | Förändring kr | Förändring %
        Skola | 100         | 110,5       | 10500000      | 10,5
    """
    assert [each.unit for each in facts(drawing)] == ["mkr", "mkr", "kr"]


def test_differences_near_a_hundred_are_no_shares() -> None:
    rows = "\n".join(f"{name} | {budget} | {spent} | {spent - budget}" for name, budget, spent in (
        ("A", 98, 100), ("B", 104, 103), ("C", 95, 98), ("D", 101, 101), ("E", 107, 105),
    ))  # fmt: skip
    assert {each.cell[0] for each in facts(f"Bokslut 2024, mkr\nNämnd | Budget | Utfall | Avvikelse\n{rows}")} == {
        "B", "C", "D",
    }  # fmt: skip


def test_marks_that_a_sum_takes_in_are_amounts() -> None:
    rows = "\n".join(f"Post {at} | {at % 2} | {at} | {at + at % 2}" for at in range(2, 14))
    found = facts(f"Budgettillskott 2026, mkr\nNämnd | Digitalisering | Elkraft | Summa\n{rows}")
    assert {each.cell[0] for each in found} == {"B", "C", "D"}


def test_what_a_report_does_not_call_outcomes_may_still_run_to_its_day() -> None:
    found = facts("Delårsrapport 2025-08-31, tkr\nNämnd | Intäkter | Kostnader\nSkola | 10 | 90")
    assert {(each.period_to, each.confidence.value) for each in found} == {(202508, "likely")}


def test_operating_costs_and_investments_together_are_of_the_year() -> None:
    assert [each.split()[-1] for each in columns(
        "Budget 2026, drift och investeringar, tkr", "Driftbudget 2026", "Investeringsbudget 2026", "Total budget"
    )] == ["full_year"] * 3  # fmt: skip
    told_of = columns(
        "Uppföljning augusti 2025, drift och investering, tkr",
        "Årsbudget 2025",
        "Ack budget",
        "Ack utfall",
        "Bokslut 2024",
    )
    assert [each.split()[-1] for each in told_of] == ["full_year", "accumulated", "accumulated", "full_year"]


def test_a_total_of_projects_without_a_word_of_them_is_not_sure() -> None:
    found = facts("Bokslut 2024 med investeringar, mkr\nNämnd | Årets utfall | Total kostnad\nSkola | 10 | 90")
    assert [each.confidence.value for each in found] == ["sure", "likely"]


def test_the_size_of_few_months_is_not_sure_and_the_months_own_word_wins() -> None:
    [spent, _] = facts("Vinterväghållning februari 2025, tkr\nPost | Utfall feb 2025 | Budget 2025\nSalt | 250 | 1000")
    assert spent.confidence.value == "likely"
    [spent, _] = facts("Bidrag juni 2025, tkr\nPost | Månadens utfall juni | Årsbudget 2025\nIF | 500 | 1000")
    assert told(spent).endswith("202506-202506 period")


def test_two_years_of_one_month_are_read_alike() -> None:
    found = facts("Rapport, tkr\nPost | Utfall maj 2024 | Utfall maj 2025 | Budget 2025\nA | 400 | 420 | 1000")
    assert [each.basis.value for each in found] == ["accumulated", "accumulated", "full_year"]


def test_a_budget_is_the_forecasts_where_a_deviation_is_theirs() -> None:
    found = facts("""
        Uppföljning oktober 2025, tkr
        Nämnd | Budget | Utfall | Avvikelse | Prognos | Avvikelse
        Skola | 100    | 98     | 2         | 118     | -18
    """)
    assert told(found[0]) == "Budget: budget 202501-202512 full_year"


def test_in_a_budget_weak_words_tell_no_outcome() -> None:
    headings = ("Intäkter", "Beräknade kostnader", "Erhållna bidrag", "Förbrukningsmaterial", "Resultat")
    assert {each.split(": ")[1].split()[0] for each in columns("Budget 2026, tkr", *headings)} == {"budget"}
    assert {each.split(": ")[1].split()[0] for each in columns("Budget 2025 per månad, tkr", "Jan", "Feb", "Ack")} == {
        "budget"
    }


def test_ages_are_no_years() -> None:
    told_of = columns("Budgetramar 2026, tkr", "Ram 2025", "Minskning barn 12-13 år", "Ökning 18-19 år", "Ram 2026")
    assert all("202601-202612" in each for each in told_of[1:3])


def test_the_year_over_the_year_before_is_its_own() -> None:
    found = facts("     | 2025   | <      | 2024\nPost, tkr | Utfall | Budget | Föregående år\nA | 1 | 2 | 3")
    assert [each.year for each in found] == [2025, 2025, 2024]


def test_periods_beside_last_years_accumulated_are_all_months_so_far() -> None:
    told_of = columns("Delårsrapport januari–augusti 2025, tkr", "Utfall perioden", "Utfall ack fg år", "Årsbudget")
    assert told_of[0].endswith("202501-202508 accumulated")


def test_last_year_late_in_the_year_is_not_told_by_size() -> None:
    found = facts("Uppföljning november 2025, mkr\nPost | Utfall | Föregående år | Budget helår\nA | 100 | 103 | 110")
    assert (found[1].year, found[1].confidence.value) == (2024, "likely")


def test_volumes_may_be_what_a_frame_pays_for() -> None:
    assert (
        len(facts("Budgetramar 2026, tkr\nVolymer | 2026 | 2027\nGrundskola | 500 | 600\nHemtjänst | 700 | 800")) == 4
    )


def test_a_title_of_a_month_alone_is_not_sure_to_be_of_all_up_to_it() -> None:
    found = facts("Utfall mars 2025, tkr\nPost | Budget | Utfall\nA | 10 | 9")
    assert found[1].confidence.value == "likely"


def test_months_in_the_kinds_of_an_export_are_amounts_of_the_month() -> None:
    found = facts("""
        Resultatrapport augusti 2025, tkr
              | Utfall | <   | Budget | <
        Konto | Mån    | Ack | Mån    | Ack
        Lön   | 10     | 80  | 11     | 82
    """)
    assert [told(each).partition(": ")[2] for each in found] == [
        "actual 202508-202508 period",
        "actual 202501-202508 accumulated",
        "budget 202508-202508 period",
        "budget 202501-202508 accumulated",
    ]


@pytest.mark.parametrize("heading", ["Utfall 31/8", "Utfall 31.8", "Utfall per 31/8"])
def test_the_last_day_of_a_month_tells_the_month(heading: str) -> None:
    assert columns("Helårsprognos 2 2025, tkr", heading, "Prognos 2 (31/8)") == [
        f"{heading}: actual 202501-202508 accumulated",
        "Prognos 2 (31/8): forecast 202501-202512 full_year",
    ]


def test_debts_at_two_days_are_balances() -> None:
    assert {each.split()[-1] for each in columns("Semesterskuld, tkr", "2023-12-31", "2024-12-31")} == {"balance"}


def test_versions_may_be_shortened() -> None:
    found = facts("Delår, tkr\nPost | Urspr. budget 2025 | Rev. budget 2025\nA | 1 | 2")
    assert [each.version and each.version.value for each in found] == ["original", "revised"]


def test_a_deviation_from_the_year_before_is_a_change() -> None:
    assert columns("Bokslut 2025, tkr", "Utfall 2025", "Avv. mot föreg. år")[1].endswith(
        "change 202501-202512 full_year against prior_year"
    )


def test_plans_with_a_short_year() -> None:
    assert [each.split(": ")[1] for each in columns("Plan, tkr", "Pr -25", "Pl -27")] == [
        "forecast 202501-202512 full_year",
        "plan 202701-202712 full_year",
    ]
