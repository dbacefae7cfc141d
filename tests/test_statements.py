"""The founding memo, statement by statement (S1-S25): our verdict and figures, in tenths of a million kronor."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from trygg_excel.checking import Checked
from trygg_excel.finding import Finding, Result, Severity, Verdict
from trygg_excel.money import MKR, total
from trygg_excel.run import run

ROOT = Path(__file__).parents[1]
TENTH = MKR.factor * 100 // 10  # öre in 0,1 mkr
HOLDS, FAILS, NOT_JUDGED = Verdict.HOLDS, Verdict.FAILS, Verdict.NOT_JUDGED


@cache
def checked() -> Checked:
    return run([ROOT / "workbooks"]).checked


def results(workbook: str, control: str, subject: str = "", statement: str | None = None) -> list[Result]:
    check = next(each for each in checked().checks if each.budget.name == f"trygghetspaketet-{workbook}.xlsx")
    return [
        each
        for each in check.results
        if each.control == control and subject in each.subject.sv and statement in {None, each.statement}
    ]


def one(workbook: str, control: str, subject: str = "", statement: str | None = None) -> Result:
    (found,) = results(workbook, control, subject, statement)
    return found


def finding(result: Result) -> Finding:
    (found,) = result.findings
    return found


def figures(result: Result) -> tuple[float | None, float | None, float | None]:
    """Stated, calculated and difference in tenths of a million; a remainder below that would show as a fraction."""
    amounts = (result.stated, result.calculated, result.difference)
    return tuple(None if each is None else each / TENTH for each in amounts)  # type: ignore[return-value]


def amount(workbook: str, programme: str, year: int) -> float:
    check = next(each for each in checked().checks if each.budget.name == f"trygghetspaketet-{workbook}.xlsx")
    fact = check.held.one(programme, year)
    assert fact is not None
    assert fact.amount is not None
    return fact.amount / TENTH


def test_s1_the_list_adds_up() -> None:
    result = one("lista-2022", "TRY-001")
    assert (result.verdict, figures(result)) == (HOLDS, (50, 50, 0))


def test_s2_each_year_of_the_table_adds_up_exactly() -> None:
    found = {each.period: (each.verdict, figures(each), each.tolerance) for each in results("jamforelse", "TRY-001")}
    assert found == {year * 100 + 12: (HOLDS, (50, 50, 0), 0) for year in (2022, 2021, 2020)}


def test_s3_and_s4_the_list_is_the_table_without_its_two_noughts() -> None:
    (case,) = checked().cases
    result = next(each for each in case.results if each.subject.sv == "lista mot jamforelse")
    assert (result.verdict, figures(result)) == (HOLDS, (50, 50, 0))
    assert result.explanation is not None
    assert result.explanation.sv == "6 belopp jämförda, 6 lika, 2 utelämnade"
    note = finding(result)
    assert note.severity is Severity.NOTE
    assert "har 6 rader" in note.message.sv
    assert "Ambulerande Trygghetsvärdar och Brottsförebyggande trygghetssamordnare" in note.message.sv
    table = next(each for each in checked().checks if "jamforelse" in each.budget.name).held
    counts = {year: sum(bool(each.amount) for each in table.lines_of(year)) for year in (2022, 2021, 2020)}
    assert counts == {2022: 6, 2021: 7, 2020: 5}


def test_s5_and_s6_frame_is_allocation_and_transfer() -> None:
    result = one("jamforelse", "TRY-019", "Ram 2022")
    assert (result.verdict, figures(result)) == (HOLDS, (60, 60, 0))
    assert result.explanation is not None
    assert result.explanation.sv == "6,0\xa0mkr mot 5,0\xa0mkr fördelat och 1,0\xa0mkr överfört"
    assert figures(one("finansiering-2022", "TRY-020")) == (10, 10, 0)


def test_s7_the_same_level_is_ambiguous() -> None:
    result = one("jamforelse", "TRY-027", statement="S7")
    assert (result.verdict, figures(result)) == (NOT_JUDGED, (50, 40, 10))
    warning = finding(result)
    assert warning.severity is Severity.WARNING
    assert warning.message.sv.startswith("Tvetydigt:")
    assert result.lacks[0].sv == "om texten gäller hela paketet eller bara tabellen"


def test_s8_one_million_is_unexplained_in_2021_and_2020() -> None:
    years = [one("jamforelse", "TRY-019", f"Ram {year}") for year in (2020, 2021)]
    assert [(each.verdict, figures(each)) for each in years] == [(FAILS, (60, 50, 10))] * 2
    told = [each for result in years for each in result.findings]
    assert [(each.severity, sorted(source.cell for source in each.sources)) for each in told] == [
        (Severity.WARNING, ["C13", "D13"])
    ]


def test_s9_the_twenty_million_lack_a_stated_part() -> None:
    result = one("finansiering-2022", "TRY-019", "Trygghetspaketet 2.0 mot")
    assert (result.verdict, figures(result)) == (NOT_JUDGED, (200, 155, 45))
    assert result.explanation is not None
    assert result.explanation.sv == "Räknas bara 5,0\xa0mkr av Trygghetspaketet återstår 5,5\xa0mkr."


def test_s10_years_are_mixed_in_the_twenty_million() -> None:
    result = one("finansiering-2022", "TRY-051")
    assert (result.verdict, figures(result)) == (FAILS, (200, 125, 75))
    assert finding(result).severity is Severity.WARNING


def test_s11_three_and_a_half_million_are_left_for_two_purposes() -> None:
    result = one("finansiering-2022", "TRY-019", "Framtidsfonderna mot")
    assert (result.verdict, figures(result)) == (NOT_JUDGED, (95, 60, 35))
    assert finding(result).severity is Severity.NOTE


def test_s12_six_million_over_two_years_is_one_amount() -> None:
    result = one("finansiering-2022", "TRY-024", "kommunvakter")
    assert (result.verdict, figures(result)[:2]) == (HOLDS, (60, 95))
    assert result.explanation is not None
    assert "12,0\xa0mkr" in result.explanation.sv
    assert "3,0\xa0mkr per år" in result.explanation.sv


def test_s13_sspf_is_unchanged() -> None:
    result = one("jamforelse", "TRY-027", statement="S13")
    assert (result.verdict, figures(result)) == (HOLDS, (15, 15, 0))
    assert amount("jamforelse", "sspf", 2020) == 15


def test_s14_the_committees_own_money_is_unknown_and_not_nought() -> None:
    check = next(each for each in checked().checks if "finansiering" in each.budget.name)
    fact = check.held.pot("sn_tillskott_sspf")
    assert fact is not None
    assert (fact.amount, fact.state, fact.raw, fact.programme) == (None, "unknown", "ej angivet", "sspf")
    unknown = finding(one("finansiering-2022", "TRY-036"))
    assert (unknown.severity, [each.cell for each in unknown.sources]) == (Severity.NOTE, ["B11", "B12", "B13", "B14"])
    assert total(each.amount for each in check.held.facts).unknown == 4


def test_s15_local_groups_are_unchanged() -> None:
    result = one("jamforelse", "TRY-027", statement="S15")
    assert (result.verdict, figures(result)) == (HOLDS, (9, 9, 0))


def test_s16_five_hundred_thousand_is_half_a_million() -> None:
    result = one("jamforelse", "TRY-016", statement="S16")
    assert (result.verdict, figures(result)) == (HOLDS, (5, 5, 0))
    note = finding(result)
    assert (note.severity, note.difference) == (Severity.NOTE, TENTH)
    assert "Texten nämner inte förändringen" in note.message.sv


def test_s17_a_small_sum_is_never_judged() -> None:
    result = one("jamforelse", "TRY-028", statement="S17")
    assert result.verdict is NOT_JUDGED
    note = finding(result)
    assert note.severity is Severity.NOTE
    assert "(2020: 0,3\xa0mkr, 2021: 0,2\xa0mkr, 2022: 0,2\xa0mkr)" in note.message.sv


def test_s18_the_hosts_grow() -> None:
    result = one("jamforelse", "TRY-028", statement="S18")
    assert (result.verdict, figures(result)) == (HOLDS, (10, 8, 2))
    assert result.explanation is not None
    assert result.explanation.sv == "+0,2\xa0mkr (+25 %) mot 2021"
    assert amount("jamforelse", "trygghetsvardar", 2022) - amount("jamforelse", "trygghetsvardar", 2020) == -10


def test_s19_the_hosts_scope_changed() -> None:
    warning = finding(one("jamforelse", "TRY-034"))
    assert (warning.severity, warning.programme) == (Severity.WARNING, "trygghetsvardar")
    assert [each.cell for each in warning.sources] == ["B5", "C5", "D5"]


def test_s20_replaced_programmes_are_nought() -> None:
    result = one("jamforelse", "TRY-029")
    assert (result.verdict, figures(result)) == (HOLDS, (0, 0, 0))
    assert result.explanation is not None
    assert "1,2\xa0mkr frigjordes" in result.explanation.sv
    assert "3,0\xa0mkr per år ur Framtidsfonderna" in result.explanation.sv


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("S21", "Frigjort 1,2\xa0mkr, omfördelat 1,2\xa0mkr, kvar 0,0\xa0mkr"),
        ("S21-2021", "Frigjort 1,3\xa0mkr, omfördelat 1,3\xa0mkr, kvar 0,0\xa0mkr"),
    ],
)
def test_s21_what_is_freed_is_placed(statement: str, told: str) -> None:
    result = one("jamforelse", "TRY-030", statement=statement)
    assert (result.verdict, figures(result)) == (HOLDS, (0, 0, 0))
    assert result.explanation is not None
    assert result.explanation.sv == told


@pytest.mark.parametrize("workbook", ["jamforelse", "lista-2022"])
def test_s22_other_measures_are_as_the_text_says_and_partly_conditional(workbook: str) -> None:
    result = one(workbook, "TRY-016", statement="S22")
    assert (result.verdict, figures(result), result.findings) == (HOLDS, (9, 9, 0), ())
    note = finding(one(workbook, "TRY-026", "Villkor"))
    assert note.severity is Severity.NOTE
    assert "inte uppdelat på LOV3 och Insatser mot unga i riskzon" in note.message.sv


def test_s23_two_named_uses_have_no_row() -> None:
    result = one("jamforelse", "TRY-053", statement="S23")
    assert result.verdict is FAILS
    assert "Polarna och stöd till nattvandrarerna" in finding(result).message.sv


def test_s24_the_allocation_is_within_the_frame() -> None:
    result = one("jamforelse", "TRY-018", statement="S24")
    assert (result.verdict, figures(result), result.findings) == (HOLDS, (60, 60, 0), ())


def test_s25_two_years_are_not_in_the_table() -> None:
    result = one("jamforelse", "TRY-033", statement="S25")
    note = finding(result)
    assert note.severity is Severity.NOTE
    assert "2018 och 2019 finns inte med" in note.message.sv
