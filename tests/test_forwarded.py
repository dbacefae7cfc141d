"""What is forwarded, as data: the chief's page and the committee's, on small sheets; no cells, codes or wrong signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.archetypes.case import Case
from tests.archetypes.catalogue import CASES
from tests.controls_drawn import budget, shipped
from tests.controls_drawn import held as drawn_held
from tests.sheets import book, sheet
from trygg_excel.budget import budget_of, read
from trygg_excel.checking import Checked, check_all
from trygg_excel.comparing.budget_table import StepRole, budget_table, decided_bridge
from trygg_excel.comparing.comparison import compare
from trygg_excel.comparing.largest import Against, largest_deviations, outlook_of
from trygg_excel.fact import Measure
from trygg_excel.finding import Text
from trygg_excel.following_up.table import follow_up_table
from trygg_excel.held import Held, hold
from trygg_excel.register import Register
from trygg_excel.reporting.cell_free import cell_names, remedy, what, why
from trygg_excel.reporting.display import showing, shown
from trygg_excel.reporting.forwarded import Forwarded, forwarded
from trygg_excel.reporting.model import Report, Sheet, Tone
from trygg_excel.reporting.paper import dated
from trygg_excel.run import run
from trygg_excel.workbook import Visibility

ROOT = Path(__file__).parents[1]
MKR = 100_000_000
MEMO = """
Trygghetspaketet, mkr | | |
 | 2022 | 2021 | 2020
Trygghetsvärdar (Orminge och Fisksätra) | 1.0 | 0.8 | 2.0
Ambulerande Trygghetsvärdar | 0.0 | 0.8 | 0.3
SSPF | 1.5 | 1.5 | 1.5
Kameraövervakning – centrala funktioner | '0,2' | 0.2 | 0.3
*Summa* | =SUM(B3:B6) -> 2.5 | =SUM(C3:C6) -> 3.3 | =SUM(D3:D6) -> 4.1
"""
CODE = re.compile(
    r"\bTRY-\w+|\b[0-9a-f]{8,}\b|SUMMA?\(|trygg register|(?<![\w-])[A-Z]{1,2}\d{1,3}(?::[A-Z]{1,2}\d{1,3})?\b"
)


def checked(*drawings: str, register: Register | None = None) -> Checked:
    return check_all([budget(each, f"bok{n}.xlsx") for n, each in enumerate(drawings)], register)


def sheet_of(report: Report, id_: str) -> Sheet:
    return next(each for each in report.sheets if each.id == id_)


def rows(part: Sheet, lang: str = "sv") -> list[list[str]]:
    """The table as its reader sees it."""
    how, columns = showing(part.table, lang), part.table.columns
    return [[shown(cell, column.style, how) for cell, column in zip(row.cells, columns, strict=True)]
            for row in part.table.rows]  # fmt: skip


def texts(report: Report, lang: str = "sv") -> Iterator[str]:
    """Every text of a page, but for what workbooks and registers call things."""
    for said in (report.title, report.subtitle, report.verdict, report.banner):
        yield said.say(lang)
    for part in report.sheets:
        yield from (each.say(lang) for each in (part.title, *part.lead, *part.foot, part.table.empty))
        yield from (cell for row in rows(part, lang) for cell in row)


@cache
def shipped_pages() -> tuple[Forwarded, ...]:
    return forwarded(run([ROOT / "workbooks"], isolate=False).checked)


def test_a_wrong_sum_is_told_by_name_and_not_by_cell() -> None:
    """Scenario 1 of the controller's: '0,2' is text, so the sum lacks it."""
    found = checked(MEMO)
    (finding,) = (each for each in found.findings if each.code == "TRY-001")
    names = cell_names(found)
    assert finding.message.sv.startswith("B7 visar 2,5\N{NO-BREAK SPACE}mkr")
    said = what(names, finding).sv.replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Summa 2022 visar 2,5 mkr men raderna ger 2,7 mkr. Det fattas 0,2 mkr."
    assert why(names, finding).sv == (
        "Kameraövervakning – centrala funktioner är skrivet som text och räknas inte med av SUMMA."
    )
    assert "B6" not in remedy(names, finding).sv


def test_a_formula_is_no_remedy_for_a_chief() -> None:
    short = MEMO.replace("'0,2'", "0.2").replace("SUM(B3:B6) -> 2.5", "SUM(B3:B5) -> 2.5")
    found = checked(short)
    finding = next(each for each in found.findings if each.remedy and "=SUMMA(" in each.remedy.sv)
    assert remedy(cell_names(found), finding).sv == "Rätta formeln, så att alla rader räknas en gång."


def test_a_programme_called_lov3_is_no_cell() -> None:
    """'LOV3' looks like an address; it is a name in the register."""
    pages = shipped_pages()
    changes = rows(sheet_of(pages[0].report, "changes"))
    assert changes[0][0] == "Övriga insatser (LOV3, insatser mot unga i riskzon etcetera)"


def every_finding() -> Iterator[tuple[Checked, Text]]:
    for folder in (ROOT / "workbooks", ROOT / "workbooks" / "felaktiga"):
        found = run([folder], isolate=False).checked
        names = cell_names(found)
        for finding in found.findings:
            for said in (what(names, finding), why(names, finding), remedy(names, finding)):
                yield found, said


def test_no_cell_code_or_command_stands_in_what_is_forwarded() -> None:
    said = [text.replace("LOV3", "").replace("LOV 3", "") for _, both in every_finding() for text in (both.sv, both.en)]
    assert [each for each in said if CODE.search(each)] == []
    pages = [page.report for page in shipped_pages()]
    told = [each.replace("LOV3", "") for page in pages for lang in ("sv", "en") for each in texts(page, lang)]
    assert [each for each in told if CODE.search(each)] == []
    assert not {"Fel", "Varning", "Notering", "godkänd"} & set(" ".join(told).split())


def test_the_chiefs_page_of_the_example() -> None:
    page = shipped_pages()[0].report
    assert page.banner.sv == "ARBETSMATERIAL"
    assert page.subtitle.sv == "Trygghetspaketet. Belopp i mkr, förändring = senare år minus tidigare."
    assert page.verdict.sv.startswith("Utan anmärkning. 6 arbetsböcker")
    assert [each.id for each in page.sheets] == ["to-do", "changes", "not-checked"]
    assert rows(sheet_of(page, "changes"))[:2] == [
        ["Övriga insatser (LOV3, insatser mot unga i riskzon etcetera)", "0,0", "0,9", "+0,9", "Ny 2022"],
        ["Ambulerande Trygghetsvärdar", "0,8", "0,0", "−0,8", "Ersatt 2022 av Trygghetsvakter/kommunvakter"],
    ]
    assert len(sheet_of(page, "to-do").table.rows) == 5
    answers = [each.title.sv for each in sheet_of(page, "to-do").table.columns if each.answer]
    assert answers == ["Vem", "Klart"]


def test_the_committees_page_of_the_example() -> None:
    """The same million in two workbooks of a case is told once: there is one page, of the case's primary."""
    names = [each.name for each in shipped_pages()]
    assert names == ["till-chefen", "till-namnden"]
    page = shipped_pages()[1].report
    table = rows(sheet_of(page, "budget"))
    assert [each.title.sv for each in sheet_of(page, "budget").table.columns] == [
        "Insats", "Budget 2020", "Budget 2021", "Budget 2022", "Förändring", "Kommentar",
    ]  # fmt: skip
    assert table[-1] == ["Summa", "5,0", "5,0", "5,0", "0,0", ""]
    assert "Differenser på grund av avrundning kan förekomma." in [each.sv for each in sheet_of(page, "budget").foot]
    bridge = rows(sheet_of(page, "bridge"))
    assert bridge[0][:3] == ["Summa 2021", "5,0", ""]
    assert bridge[-1] == ["Summa 2022", "5,0", "", "Kommunstyrelsen, väntat", "2022-02-07", "", ""]


def plan(count: int) -> Held:
    lines = "\n".join(f"Verksamhet {n} | {n + 1}.04 | {n + 2}.27" for n in range(count))
    return drawn_held(f"Budget, mkr | |\nNämnd | Budget 2021 | Budget 2022\n{lines}")


@pytest.mark.parametrize("count", [2, 15, 16, 80])
def test_the_committees_table_has_at_most_fifteen_rows_and_adds_up(count: int) -> None:
    held = plan(count)
    comparison = compare(held)
    assert comparison is not None
    table = budget_table(held, comparison)
    parts = (*table.lines, *((table.rest,) if table.rest is not None else ()))
    assert len(parts) == min(count, 15)
    assert table.gathered + len(table.lines) == count
    for column in table.columns:
        assert sum(each.amounts[column] or 0 for each in parts) == table.whole.amounts[column]
        assert table.whole.amounts[column] == comparison.sum_of(column.year)


def test_the_rest_says_how_many_amounts_it_does_not_know() -> None:
    """Blank is not nought and unknown is not nought: neither is told as 0,0."""
    lines = "\n".join(f"Verksamhet {n} | {n + 1}.0 | {n + 2}.0" for n in range(20))
    held = drawn_held(
        f"Budget, mkr | |\nNämnd | Budget 2021 | Budget 2022\nEn sak | 0.1 | okänt\nTvå | okänt | 0.1\n{lines}"
    )
    comparison = compare(held)
    assert comparison is not None
    table = budget_table(held, comparison)
    assert table.rest is not None
    assert table.rest.mark.sv == table.whole.mark.sv == "2 okända belopp ingår inte"
    *_, before, now = table.columns
    assert (table.rest.change(now, before), table.whole.change(now, before)) == (None, None)
    page = forwarded(check_all([held.budget], None))[1].report
    assert rows(sheet_of(page, "budget"))[-1][-2:] == ["okänt", "2 okända belopp ingår inte"]
    (left,) = sheet_of(page, "bridge").foot
    assert left.sv == "2 rader har okända belopp, som därför inte ingår i bryggan och dess summor."


@pytest.mark.parametrize("count", [1, 8, 9, 40])
def test_the_bridge_adds_up_whatever_is_gathered(count: int) -> None:
    held = plan(count)
    comparison = compare(held)
    assert comparison is not None
    start, *steps, end = decided_bridge(held, comparison)
    assert start.amount + sum(each.amount for each in steps) == end.amount
    assert len(steps) == min(count, 8)
    assert [each.role for each in steps].count(StepRole.REST) == (1 if count > 8 else 0)


CLOSED_AND_BUDGETS = """
Driftbudget, mkr | | | | |
Nämnd | Bokslut 2023 | Budget 2024 | Budget 2025 | Plan 2026
Kommunstyrelsen | 100.5 | 98.4 | 102.1 | 103.0
Kultur | 50.2 | 52.2 | 53.0 | 54.0
"""


def test_the_closed_year_stands_before_two_budgets() -> None:
    held = drawn_held(CLOSED_AND_BUDGETS)
    comparison = compare(held)
    assert comparison is not None
    table = budget_table(held, comparison)
    assert [(each.measure, each.year) for each in table.columns] == [
        (Measure.ACTUAL, 2023), (Measure.BUDGET, 2024), (Measure.BUDGET, 2025),
    ]  # fmt: skip
    assert table.lines[0].amounts == dict(
        zip(table.columns, (10_050_000_000, 9_840_000_000, 10_210_000_000), strict=True)
    )
    assert table.lines[0].change(table.columns[2], table.columns[1]) == 370_000_000


FOLLOW_UP = """
Uppföljning april 2022, tkr | | | |
Verksamhet | Budget 2022 | Utfall jan-april 2022 | Prognos 2022 | Avvikelse
Skola | 300000 | 110000 | 304000 | -4000
Kultur | 50000 | 16000 | 49000 | 1000
Gator | 20000 | 7000 | 20500 | -500
*Summa* | =SUM(B3:B5) -> 370000 | =SUM(C3:C5) -> 133000 | =SUM(D3:D5) -> 373500 | =SUM(E3:E5) -> -3500
"""


def test_the_largest_deviations_are_better_or_worse_than_the_budget() -> None:
    found = largest_deviations([drawn_held(FOLLOW_UP)], most=2)
    assert found is not None
    assert found.against is Against.FORECAST
    assert [(each.label, each.better // MKR * 1.0) for each in found.found] == [("Skola", -4.0), ("Kultur", 1.0)]
    assert found.more == 1


def test_an_outcome_of_two_in_a_row_is_held_against_no_budget() -> None:
    drawn = """
    Uppföljning 2022, tkr | | | |
    Plats | Vakter | Kameror | Budget 2022 | Kommentar
    Norr | 200 | 40 | 300 |
    Söder | 210 | 40 | 300 |
    """.replace("Vakter", "Utfall vakter 2022").replace("Kameror", "Utfall kameror 2022")
    assert largest_deviations([drawn_held(drawn)]) is None


def test_the_forecast_now_last_and_its_change() -> None:
    now = outlook_of(drawn_held(FOLLOW_UP, previous=FOLLOW_UP.replace("304000", "302000").replace("373500", "371500")))
    assert now is not None
    assert (now.forecast, now.last, now.better) == (373_500_00000, 371_500_00000, -3_500_00000)


def test_the_pages_of_a_follow_up() -> None:
    chief, committee = (each.report for each in forwarded(checked(FOLLOW_UP)))
    assert chief.subtitle.sv == "bok0.xlsx. Belopp i tkr, + = bättre än budget."
    assert rows(sheet_of(chief, "deviations"))[0] == [
        "Skola",
        "300\N{NO-BREAK SPACE}000",
        "304\N{NO-BREAK SPACE}000",
        "−4\N{NO-BREAK SPACE}000",
    ]
    assert rows(sheet_of(chief, "outlook")) == [
        ["Summa", "370\N{NO-BREAK SPACE}000", "373\N{NO-BREAK SPACE}500", "−3\N{NO-BREAK SPACE}500"]
    ]
    assert rows(sheet_of(committee, "follow-up"))[-1] == ["Summa", "370,0", "133,0", "373,5", "−3,5", ""]


def test_a_long_follow_up_is_gathered_so_that_it_adds_up() -> None:
    lines = "\n".join(f"Enhet {n} | {100 + n} | 30 | {101 + n} | -1" for n in range(40))
    total = "*Summa* | 4780 | 1200 | 4820 | -40"
    head = "Uppföljning 2022, mkr | | | |\nVerksamhet | Budget 2022 | Utfall jan-april 2022 | Prognos 2022 | Avvikelse"
    table = follow_up_table(drawn_held(f"{head}\n{lines}\n{total}"))
    assert table is not None
    assert table.whole is not None
    assert table.rest is not None
    assert len(table.lines) == 14
    for name in ("budget", "so_far", "forecast", "better"):
        assert sum(getattr(each, name) for each in (*table.lines, table.rest)) == getattr(table.whole, name)


def test_a_closed_year_is_followed_up_too() -> None:
    closed = """
    Uppföljning 2022, mkr | | |
    Nämnd | Budget 2022 | Utfall 2022 | Avvikelse
    Skola | 300.4 | 299.4 | 1.0
    Kultur | 50.2 | 52.2 | -2.0
    *Summa* | 350.6 | 351.6 | -1.0
    """
    chief, committee = (each.report for each in forwarded(checked(closed)))
    assert [each.title.sv for each in sheet_of(committee, "follow-up").table.columns] == [
        "Verksamhet", "Budget", "Utfall 2022", "Avvikelse", "Kommentar",
    ]  # fmt: skip
    assert rows(sheet_of(committee, "follow-up"))[-1] == ["Summa", "350,6", "351,6", "−1,0", ""]
    assert rows(sheet_of(chief, "deviations"))[0] == ["Kultur", "50,2", "52,2", "−2,0"]


def test_amounts_below_a_million_are_told_in_thousands() -> None:
    small = "Budget, tkr | |\nNämnd | Budget 2021 | Budget 2022\nA-laget | 120 | 135\nB-laget | 80 | 70"
    _, committee = forwarded(checked(small))
    assert rows(sheet_of(committee.report, "budget"))[0] == ["A-laget", "120", "135", "+15", ""]


def test_the_names_of_hidden_rows_are_not_sent_on() -> None:
    """They count: what is gathered holds them, and the sum is the same."""
    drawn = sheet(
        "Budget, mkr | |\nNämnd | Budget 2021 | Budget 2022\nSkola | 10.0 | 12.0\nLöneförhandling | 3.0 | 9.0\n"
        "Kultur | 2.0 | 2.5\n*Summa* | =SUM(B3:B5) -> 15.0 | =SUM(C3:C5) -> 23.5"
    )
    found = check_all([budget_of(book(replace(drawn, hidden_rows=frozenset({4}))))], None)
    assert any("Löneförhandling" in each.message.sv for each in found.findings)
    pages = [each.report for each in forwarded(found)]
    assert not [text for page in pages for lang in ("sv", "en") for text in texts(page, lang) if "Löneför" in text]
    assert rows(sheet_of(pages[1], "budget")) == [
        ["Skola", "10,0", "12,0", "+2,0", ""],
        ["Kultur", "2,0", "2,5", "+0,5", ""],
        ["Övrigt", "3,0", "9,0", "+6,0", "1 rad"],
        ["Summa", "15,0", "23,5", "+8,5", ""],
    ]
    assert [row[0] for row in rows(sheet_of(pages[1], "bridge"))] == [
        "Summa 2021", "Skola", "Kultur", "Övriga förändringar (1)", "Summa 2022",
    ]  # fmt: skip
    told = [row[0] for row in rows(sheet_of(pages[0], "to-do"))]
    assert any(each.endswith(" ingår i summorna.") for each in told)  # and not which


def test_a_workbook_all_out_of_sight_gives_no_page_for_a_committee() -> None:
    drawn = sheet("Budget, mkr | |\nNämnd | Budget 2021 | Budget 2022\nSkola | 10.0 | 12.0\nKultur | 2.0 | 2.5")
    found = check_all([budget_of(book(replace(drawn, visibility=Visibility.HIDDEN)))], None)
    (chief,) = forwarded(found)
    assert [part.id for part in chief.report.sheets] == ["to-do", "not-checked"]


def test_rows_of_one_name_are_told_with_their_group() -> None:
    drawn = """
    Uppföljning 2022, mkr | | |
    Nämnd | Budget 2022 | Utfall 2022 | Avvikelse
    *Kommunstyrelsen* | | |
    Politisk verksamhet | 3.0 | 2.5 | 0.5
    Ledning | 10.0 | 11.0 | -1.0
    *Socialnämnden* | | |
    Politisk verksamhet | 2.0 | 2.2 | -0.2
    Hemtjänst | 90.0 | 95.0 | -5.0
    """
    held = drawn_held(drawn)
    table, largest = follow_up_table(held), largest_deviations([held])
    assert table is not None
    assert largest is not None
    names = ["Kommunstyrelsen: Politisk verksamhet", "Ledning", "Socialnämnden: Politisk verksamhet", "Hemtjänst"]
    assert [each.label for each in table.lines] == names
    assert {each.label for each in largest.found} == set(names)


def test_nothing_is_forwarded_to_a_committee_from_a_list_of_one_year() -> None:
    one = "Budget 2022, mkr |\nNämnd | Budget 2022\nKommunstyrelsen | 100.0\nKultur | 50.0"
    assert [each.name for each in forwarded(checked(one))] == ["till-chefen"]


def test_several_workbooks_are_told_apart() -> None:
    pages = forwarded(checked(CLOSED_AND_BUDGETS, CLOSED_AND_BUDGETS.replace("Kultur", "Teater")))
    assert [each.name for each in pages] == ["till-chefen", "till-namnden-1", "till-namnden-2"]
    assert pages[2].report.subtitle.sv.startswith("bok1.xlsx.")


def test_a_page_from_a_workbook_with_errors_says_so_on_top() -> None:
    """Each page of its own workbook: the other one is in order."""
    pages = forwarded(checked(CLOSED_AND_BUDGETS, CLOSED_AND_BUDGETS + "*Summa* | 150.7 | 150.6 | 199.9 | 157.0"))
    told = [(each.report.verdict.sv, each.report.tone) for each in pages[1:]]
    assert told == [
        ("", Tone.NEUTRAL), ("Underlaget har fel att rätta innan sidan skickas vidare.", Tone.WARNING),
    ]  # fmt: skip


def test_who_is_known_is_named() -> None:
    register = replace(shipped(), settings=replace(shipped().settings, responsible="Ekonomichefen", dnr="KS 2022/12"))
    page = forwarded(checked(MEMO, register=register))[0].report
    assert page.subtitle.sv.startswith("Trygghetspaketet, KS 2022/12.")
    assert {row[-2] for row in rows(sheet_of(page, "to-do"))} == {"Ekonomichefen"}


def test_a_paper_is_dated_by_what_it_is_about() -> None:
    assert dated(checked(MEMO)).isoformat() == "2022-12-31"
    assert dated(checked("Lista\nInga | belopp")).isoformat() == "2000-01-01"


SIGNED = ("03a", "03c", "05a", "06d", "11b", "11d", "12a", "15b", "16d")


@pytest.mark.parametrize("case", [each for each in CASES if each.name.startswith(SIGNED)], ids=lambda each: each.name)
def test_better_and_worse_are_as_the_workbook_says_itself(case: Case, tmp_path: Path) -> None:
    """Each layout writes costs in its own way; all state deviations in which plus is better (domain.md 2.2)."""
    held = hold(read(case.build(tmp_path), isolate=False), None)
    stated: dict[tuple[str, int], set[bool]] = {}
    for fact in held.facts:
        if fact.measure is Measure.DEVIATION and fact.amount:
            stated.setdefault((fact.label, abs(fact.amount)), set()).add(fact.amount > 0)
    found = largest_deviations([held], most=100)
    assert found is not None
    ours = [(each.label, each.better) for each in found.found if (each.label, abs(each.better)) in stated]
    assert len(ours) > 2
    assert [each for each in ours if (each[1] > 0) not in stated[each[0], abs(each[1])]] == []
