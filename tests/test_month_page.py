"""The month on one A4: never more than one page, nothing in it but words and figures."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.controls_drawn import shipped
from tests.test_pdf import pages_of, words
from trygg_excel.checking import Checked
from trygg_excel.finding import Finding, Severity, Text
from trygg_excel.money import TKR
from trygg_excel.month.answers import Answer
from trygg_excel.month.budgets import Budgets
from trygg_excel.month.line import Judgement, Limits, Line
from trygg_excel.month.make import Given, Month
from trygg_excel.month.outcomes import Forecasts, Outcomes
from trygg_excel.month.phasing import Step, YearBudget
from trygg_excel.month.said import summary_lines
from trygg_excel.register.model import Decision, DecisionStatus
from trygg_excel.reporting.display import bare
from trygg_excel.reporting.model import Amount
from trygg_excel.reporting.month_page import month_page
from trygg_excel.reporting.pdf import render_pdf

LONG = "Rekrytering av tjänster som inte har kunnat tillsättas under våren, med dyrare inhyrd personal som följd. " * 4


def month_of(programmes: int, committees: int, said: str = "", decisions: int = 0, findings: int = 0) -> Month:
    lines = tuple(_line(number, f"Nämnden {number % committees}", said, decisions) for number in range(programmes))
    given = Given(
        period=202203, register=shipped(), checked=Checked(shipped(), (), ()), budgets=Budgets(), unit=TKR,
        outcomes=Outcomes(), forecasts=Forecasts(), limits=Limits(),
    )  # fmt: skip
    found = [
        Finding(code=f"TRY-{number:03}", severity=Severity.ERROR, message=Text(f"Fel {number} {said}", "Error"))
        for number in range(findings)
    ]
    return Month(given=given, lines=lines, series=(), findings=tuple(found))


def _line(number: int, committee: str, said: str, decisions: int) -> Line:
    steps = tuple(
        Step(since=2, amount=100_000 + at, file="b.xlsx", decision=_decision(at, said), decided=date(2022, 2, 1))
        for at in range(decisions)
    )
    budget = YearBudget(programme=f"p{number}", original=120_000_000 + number, steps=steps)
    return Line(
        programme=f"p{number}", label=f"Insats {number} {said[:60]}", committee=committee, funding="", budget=budget,
        budget_so_far=30_000_000, outcome=31_000_000 + 7 * number, forecast=121_000_000, judgement=Judgement.BARE,
        answer=Answer(reason=said, measure=said, by=said[:30], until="2022-05-01"),
    )  # fmt: skip


def _decision(number: int, said: str) -> Decision:
    about = f"Beslut {number} {said}"
    return Decision(id=f"d{number}", body=None, status=DecisionStatus.DECIDED, about=about, date=date(2022, 2, 1))


@pytest.mark.parametrize(
    "month",
    [
        month_of(1, 1), month_of(8, 2), month_of(80, 3, LONG), month_of(300, 40, LONG, decisions=12, findings=80),
        month_of(3, 3, "#strong[x] $x$ `code` \\ <b>&amp; \u202egnirts\u0007"),
    ],
    ids=["one", "eight", "eighty", "three hundred", "hostile"],
)  # fmt: skip
def test_it_is_one_page_whatever_there_is(month: Month) -> None:
    pdf = render_pdf(month_page(month), date(2022, 3, 31))
    assert pages_of(pdf) == 1
    assert pdf == render_pdf(month_page(month), date(2022, 3, 31))


def test_committees_and_decisions_that_do_not_fit_are_gathered_and_add_up() -> None:
    month = month_of(40, 20, decisions=9)
    tables = {sheet.id: sheet.table for sheet in month_page(month).sheets}
    rows = tables["committees"].rows
    assert (len(rows), rows[-1].cells[0]) == (9, Text("Summa", "Total"))
    for column in range(1, 7):
        amounts = [_ore(row.cells[column]) for row in rows]
        assert sum(amounts[:-1]) == amounts[-1]
    decided = [_ore(row.cells[-1]) for row in tables["decisions"].rows]
    assert (len(decided), sum(decided)) == (5, sum(each.amount for line in month.lines for each in line.budget.steps))


def _ore(value: object) -> int:
    held = bare(value)  # type: ignore[arg-type]  # the cells of a row
    assert isinstance(held, Amount)
    return held.ore or 0


def test_no_cells_codes_or_files_on_the_page() -> None:
    month = month_of(8, 2, findings=3)
    found = replace(month.findings[0], message=Text("B7 i budget.xlsx: TRY-001", "B7 in budget.xlsx"))
    said = words(render_pdf(month_page(replace(month, findings=(found, *month.findings[1:]))), date(2022, 3, 31)))
    assert "Underlaget har 3 fel att rätta innan siffrorna är säkra." in said
    assert not re.search(r"TRY-|\.xlsx|\b[A-Z]{1,3}\d+\b|[0-9a-f]{16}", said)


@pytest.mark.parametrize(("lang", "heading"), [("sv", "Ansvarig"), ("en", "Responsible")])
def test_no_heading_of_the_page_is_broken(lang: str, heading: str) -> None:
    assert heading in words(render_pdf(month_page(month_of(8, 2, "Vikarier")), date(2022, 3, 31), lang)).split()


def test_the_summary_is_at_most_ten_lines() -> None:
    assert len(summary_lines(month_of(80, 3, LONG, decisions=3, findings=20))) <= 10
