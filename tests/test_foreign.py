"""Workbooks we know nothing of: facts and 'ej kontrollerat', never a flood."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.corpus import CORPUS, needs_corpus
from trygg_excel.finding import Severity, Verdict
from trygg_excel.run import run

pytestmark = [pytest.mark.corpus, needs_corpus]

BUDGETS = [
    "sv_gnesta_2013.xlsx",
    "sv_nacka_juli_2009.xlsx",
    "sv_omvarld.xls",
    "sv_vastervik_2020.xlsx",
    "cambridge_fy11.xlsx",
    "phila_controller.xlsx",
    "philly_trends_fy16.xlsx",
    "nzherald_fsm_hyefu17.xlsx",
    "mdeff.ods",
    "gush_etzion_2014.xls",
]


@pytest.mark.parametrize("name", BUDGETS)
def test_a_foreign_workbook_gives_facts_and_no_flood(name: str) -> None:
    done = run([CORPUS / "budgets" / name])
    (check,) = done.checked.checks
    assert done.checked.register is None
    assert len(check.budget.records) > 50
    assert [each for each in check.findings if each.severity is Severity.ERROR] == []
    assert max(Counter(each.code for each in check.findings).values(), default=0) <= 11
    lacking = {each.control for each in check.results if each.verdict is Verdict.NOT_JUDGED}
    assert {"TRY-018", "TRY-019", "TRY-026", "TRY-031", "TRY-032"} <= lacking


@pytest.mark.parametrize("name", ["sv_gnesta_2013.xlsx", "sv_vastervik_2020.xlsx"])
def test_the_memos_register_is_silent_about_another_municipality(name: str) -> None:
    register = Path(__file__).parents[1] / "schemas" / "trygghetspaketet.yaml"
    (check,) = run([CORPUS / "budgets" / name], register).checked.checks
    assert [each for each in check.findings if each.severity is Severity.ERROR] == []
    assert check.held.lines == ()
