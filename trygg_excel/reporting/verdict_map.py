"""Many workbooks on one sheet: a word, a symbol and a colour for each workbook and each kind of control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trygg_excel.checking import Check, Checked
from trygg_excel.controls import CONTROLS
from trygg_excel.finding import Finding, Result, Severity, Text, Verdict
from trygg_excel.reporting.model import Column, Mark, Row, Sheet, Style, Table, Tone
from trygg_excel.reporting.words import counted

# By kind the modules of controls that belong to it; what is in none of them is about the reading.
_KINDS: tuple[tuple[Text, frozenset[str]], ...] = (
    (Text("Summor", "Sums"), frozenset({"sums", "agreement", "outside"})),
    (Text("Celler", "Cells"), frozenset({"cells", "hidden", "files"})),
    (Text("Enhet och storlek", "Unit and size"), frozenset({"units", "sizes"})),
    (Text("Insatser", "Programmes"), frozenset({"programmes", "lineage", "status"})),
    (Text("Budget och ram", "Budget and frame"), frozenset({"frames", "movements", "budget_versions", "statements"})),
    (Text("Finansiering", "Funding"), frozenset({"funds", "double_funding"})),
    (
        Text("Uppföljning", "Follow-up"),
        frozenset({"deviations", "outcomes", "pace", "phasing", "comments", "since_last"}),
    ),
    (Text("Ekonomisystem", "Ledger"), frozenset({"ledger", "bookings"})),
)
_OTHER = Text("Läsning", "Reading")
_HOLDS = Mark(Text("Stämmer", "Agrees"), Tone.GOOD)
_NOT = Mark(Text("Ej kontrollerat", "Not checked"), Tone.NEUTRAL)
_TOLD = {
    Severity.ERROR: (Text("fel", "error"), Text("fel", "errors"), Tone.ERROR),
    Severity.WARNING: (Text("varning", "warning"), Text("varningar", "warnings"), Tone.WARNING),
    Severity.NOTE: (Text("notering", "note"), Text("noteringar", "notes"), Tone.NOTE),
}


def kinds_of_codes() -> Mapping[str, Text]:
    """The kind of every control, by its code."""
    found: dict[str, Text] = {}
    for control in CONTROLS:
        module = control.run.__module__.rpartition(".")[2]
        found[control.code] = next((kind for kind, modules in _KINDS if module in modules), _OTHER)
    return found


def verdict_map_sheet(checked: Checked) -> Sheet | None:
    """The workbooks of a run by what was controlled; None for fewer than two. The workbooks with most to mend first."""
    if len(checked.checks) < 2:
        return None
    of = kinds_of_codes()
    read = any(each.code not in of and each.is_open for each in checked.findings)
    kinds = [kind for kind, _ in _KINDS] + [_OTHER] * read
    rows = sorted(checked.checks, key=lambda each: (-_count(each, Severity.ERROR), -_count(each, Severity.WARNING)))
    columns = (
        Column("workbook", Text("Arbetsbok", "Workbook"), Style.WRAPPED, 42),
        *(Column(f"k{number}", kind, Style.TEXT, 18) for number, kind in enumerate(kinds)),
    )
    return Sheet(
        id="verdicts", title=Text("Besked per arbetsbok", "Verdicts by workbook"),
        lead=(
            Text(
                "Vad som är kontrollerat i varje arbetsbok, den med mest att rätta först.",
                "What was controlled in each workbook, the one with most to correct first.",
            ),
        ),
        table=Table(columns, tuple(_row(each, kinds) for each in rows)),
    )  # fmt: skip


def _count(check: Check, severity: Severity) -> int:
    return sum(each.severity is severity and each.is_open for each in check.findings)


def _row(check: Check, kinds: Sequence[Text]) -> Row:
    of = kinds_of_codes()
    findings: dict[Text, list[Finding]] = {}
    results: dict[Text, list[Result]] = {}
    for each in check.findings:
        findings.setdefault(of.get(each.code, _OTHER), []).append(each)
    for result in check.results:
        results.setdefault(of.get(result.control, _OTHER), []).append(result)
    marks = (_mark(findings.get(kind, []), results.get(kind, [])) for kind in kinds)
    return Row((check.budget.name, *marks))


def _mark(findings: Sequence[Finding], results: Sequence[Result]) -> Mark:
    """The gravest that was found; else whether anything was held at all."""
    for severity, (one, many, tone) in _TOLD.items():
        count = sum(each.severity is severity and each.is_open for each in findings)
        if count:
            return Mark(counted(count, one, many), tone)
    return _HOLDS if any(each.verdict is not Verdict.NOT_JUDGED for each in results) else _NOT
