"""Controls held against drawn sheets: the results of one control, or all that a check tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.sheets import book, sheet
from trygg_excel.budget import Budget, budget_of
from trygg_excel.checking import Check, check_all
from trygg_excel.controls import CONTROLS
from trygg_excel.finding import Finding, Result, Severity, Verdict
from trygg_excel.held import Held, hold
from trygg_excel.ledger_facts import Ledger
from trygg_excel.register import Register, load_register
from trygg_excel.register.model import Settings
from trygg_excel.reporting.words import told

ROOT = Path(__file__).parents[1]
HOLDS, FAILS, NOT_JUDGED = Verdict.HOLDS, Verdict.FAILS, Verdict.NOT_JUDGED


@cache
def shipped() -> Register:
    """The example register, of trygghetspaketet."""
    return load_register(ROOT / "schemas" / "trygghetspaketet.yaml")


def with_settings(settings: Settings) -> Register:
    return replace(shipped(), settings=settings)


def budget(drawing: str, file: str = "bok.xlsx") -> Budget:
    return budget_of(book(sheet(drawing), file=file))


def held(
    drawing: str,
    register: Register | None = None,
    previous: str | None = None,
    ledger: Ledger | None = None,
) -> Held:
    found = hold(budget(drawing), register)
    before = None if previous is None else hold(budget(previous, "förra.xlsx"), register)
    return replace(found, previous=before, ledger=ledger)


def run(code: str, on: Held) -> list[Result]:
    """What the controls with that code say."""
    return [result for control in CONTROLS if control.code == code for result in control.run(on)]


def verdicts(code: str, on: Held) -> set[Verdict]:
    return {each.verdict for each in run(code, on)}


def findings(code: str, on: Held) -> list[Finding]:
    return [finding for result in run(code, on) for finding in result.findings]


def says(code: str, on: Held) -> list[str]:
    """Each finding in Swedish with its causes, plain spaces."""
    return [plain(told(each).sv) for each in findings(code, on)]


def lacks(code: str, on: Held) -> list[str]:
    return [each.sv for result in run(code, on) for each in result.lacks]


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def whole(finding: Finding) -> str:
    """As a person reads it: what, why, and what to do."""
    remedy = finding.remedy.sv if finding.remedy is not None else ""
    return plain(f"{told(finding).sv} {remedy}".strip())


def checked(drawing: str, register: Register | None = None, ledger: Ledger | None = None) -> Check:
    return check_all([budget(drawing)], register, ledger=ledger).checks[0]


def open_findings(check: Check) -> list[Finding]:
    """The errors and warnings of a check."""
    return [each for each in check.findings if each.severity is not Severity.NOTE]


def cells(found: Sequence[Finding]) -> list[list[str]]:
    return [[source.cell for source in each.sources] for each in found]
