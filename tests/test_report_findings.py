"""Findings by kind: what they are about in a few words, their order, and the ten lines of the front page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.sheets import book, sheet
from trygg_excel.budget import budget_of
from trygg_excel.checking import Check, Checked, check_all
from trygg_excel.finding import Accepted, Cause, CauseKind, Finding, Severity, Source, Text
from trygg_excel.reporting.causes import cause_of
from trygg_excel.reporting.findings import COLUMNS, findings_sheet
from trygg_excel.reporting.model import Link
from trygg_excel.reporting.summary import summary_sheet

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def finding(code: str, severity: Severity, cell: str, *causes: Text, **more: object) -> Finding:
    return Finding(
        code=code, severity=severity, message=Text(f"Fel i {cell}.", f"Wrong in {cell}."), found=int(cell[1:]),
        sources=(Source("bok.xlsx", "Blad1", cell),), causes=causes, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def cause(kind: CauseKind) -> Cause:
    return Cause("Därför.", "Because.", kind)


def checked(*findings: Finding) -> Checked:
    """A run of one workbook that found just these."""
    (check,) = check_all([budget_of(book(sheet("Belopp i tkr\nRad | 2022\nA | 1\nB | 2\nSumma | 3")))], None).checks
    return Checked(None, (Check(check.budget, check.held, check.results, findings),), ())


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (finding("TRY-001", ERROR, "B3", Text("x", "x"), cause(CauseKind.TEXT_NUMBER)), "Tal skrivet som text"),
        (finding("TRY-001", ERROR, "B3"), "Varje angiven summa mot sina rader"),
        (finding("TRY-R01", NOTE, "B3"), "Så lästes arbetsboken"),
        (finding("TRY-S12", NOTE, "B3"), "Uppgifternas form"),
        (finding("TRY-A02", NOTE, "B3"), "Makron, länkar och anslutningar"),
    ],
)
def test_what_a_finding_is_about(found: Finding, said: str) -> None:
    assert cause_of(found).sv == said


def test_every_kind_of_cause_has_words() -> None:
    assert len({cause_of(finding("TRY-001", ERROR, "B1", cause(kind))).sv for kind in CauseKind}) == len(CauseKind)


def test_the_most_serious_first_and_those_of_a_kind_together() -> None:
    done = Accepted("Eva", "2022-04-01", "klart")
    run = checked(
        finding("TRY-036", NOTE, "B9"),
        finding("TRY-001", ERROR, "B1", cause(CauseKind.TEXT_NUMBER)),
        finding("TRY-001", ERROR, "B2", cause(CauseKind.SHORT_RANGE)),
        finding("TRY-001", ERROR, "B3", cause(CauseKind.TEXT_NUMBER)),
        finding("TRY-026", WARNING, "B4"),
        replace(finding("TRY-001", ERROR, "B5", cause(CauseKind.TEXT_NUMBER)), accepted=done),
    )
    table = findings_sheet(run).table
    place = [each.key for each in table.columns].index("cell")
    assert [each.cells[place] for each in table.rows] == [f"Blad1!B{at}" for at in (1, 3, 2, 4, 9, 5)]


def test_cells_lead_to_where_they_are_shown_and_without_that_there_is_no_such_column() -> None:
    run = checked(finding("TRY-001", ERROR, "B3"), finding("TRY-001", ERROR, "B4"))
    goal = Link("Fakta", "facts", 7)
    table = findings_sheet(run, {Source("bok.xlsx", "Blad1", "B3"): goal}).table
    place = [each.key for each in table.columns].index("shown")
    assert [each.cells[place] for each in table.rows] == [goal, None]
    assert [each.key for each in findings_sheet(run).table.columns] == [
        each.key for each in COLUMNS if each.key != "shown"
    ]


def test_the_front_page_has_a_line_for_each_kind_and_at_most_ten() -> None:
    alike = [finding("TRY-001", ERROR, f"B{at}", cause(CauseKind.TEXT_NUMBER)) for at in range(3, 40)]
    (only,) = summary_sheet(checked(*alike)).lead
    assert only.sv == "Fel: Fel i B3. Därför. 36 till av samma slag."
    kinds = [finding("TRY-001", ERROR, f"B{at}", cause(kind)) for at, kind in enumerate(CauseKind, 3)]
    lines = summary_sheet(checked(*kinds)).lead
    assert len(lines) == 11
    assert lines[-1].sv == f"{len(CauseKind) - 10} till under Anmärkningar."
