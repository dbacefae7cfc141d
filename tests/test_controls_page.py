"""The page of controls is that of the controls, and each says what it is; none falls over what a sheet may hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.controls_drawn import shipped
from tests.sheets import book, sheet
from trygg_excel.budget import Budget, budget_of
from trygg_excel.controls import CONTROLS, Control
from trygg_excel.controls.page import page
from trygg_excel.finding import Result, Verdict
from trygg_excel.held import hold
from trygg_excel.ledger_facts import Ledger, LedgerRow

ROOT = Path(__file__).parents[1]
HEADINGS = (
    "Insats", "Budget 2022", "Ursprunglig budget 2022", "Omdisponering", "Reviderad budget 2022", "Ram 2022",
    "Avvikelse", "Internbudget 2022", "Utfall ack mars 2022", "Budget ack mars 2022", "Prognos 2022", "Utfall jan",
    "Avvikelse %", "Förändring", "2021", "2023", "Kommentar", "",
)  # fmt: skip
LABELS = ("SSPF", "Kommunvakter", "Polarna", "Statsbidrag", "Summa", "Ram", "Nettokostnad", "Trygghetsvärdar", "")
CELLS = (
    "1", "0", "-2.5", "1000000", "'ca 5'", "#REF!", "'okänt'", "-", "", "=A1+1 -> 3", "=A1", "0.05 {0%}", "'5 %'",
    "1E15", "'2,4 mkr'", "{x}", "text",
)  # fmt: skip
TITLES = ("Omfördelning 2022, tkr", "Internbudget april 2022, mkr", "Uppföljning mars 2022", "")
LEDGER = Ledger(
    file="uttag.csv", rows=(LedgerRow(programme="sspf", account="4010", period=202203, amount=100),)
)  # fmt: skip


@st.composite
def drawings(draw: st.DrawFn) -> str:
    """Sheets with any words over any cells."""
    heads = draw(st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=7))
    row = st.lists(st.sampled_from(CELLS), min_size=len(heads) - 1, max_size=len(heads) - 1)
    rows = [[draw(st.sampled_from(LABELS)), *draw(row)] for _ in range(draw(st.integers(1, 6)))]
    return "\n".join([draw(st.sampled_from(TITLES)), *(" | ".join(each) for each in (heads, *rows))])


def read(drawing: str) -> Budget:
    return budget_of(book(sheet(drawing)))


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawings(), drawings())
def test_no_control_falls_over_what_a_sheet_may_hold(now: str, before: str) -> None:
    on = replace(hold(read(now), shipped()), previous=hold(read(before), shipped()), ledger=LEDGER)
    for control in CONTROLS:
        for each in control.run(on):
            assert _is_whole(each), control.code


def _is_whole(result: Result) -> bool:
    """What is not judged says why, and every finding is said in both languages and stands somewhere."""
    told = all(each.message.sv and each.message.en and each.sources for each in result.findings)
    return told and (result.verdict is not Verdict.NOT_JUDGED or bool(result.lacks))


def test_the_page_is_up_to_date() -> None:
    command = "python -m trygg_excel.controls.page > docs/kontroller.md"
    assert (ROOT / "docs" / "kontroller.md").read_text(encoding="utf-8") == page(), command


@pytest.mark.parametrize("control", CONTROLS, ids=lambda each: f"{each.code}-{each.run.__name__}")
def test_a_control_says_what_it_is_in_both_languages(control: Control) -> None:
    texts = (control.title, control.tolerance, control.example)
    assert all(text.sv and text.en for text in texts)
    assert control.title.sv != control.title.en
