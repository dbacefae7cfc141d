"""The sheet of findings: most serious first, each with its cell and what to do."""

from __future__ import annotations

from pathlib import PurePath

from trygg_excel.checking import Checked
from trygg_excel.finding import Finding, Text, listed
from trygg_excel.reporting.model import Column, Row, Sheet, Style, Table
from trygg_excel.reporting.words import SEVERITIES, TONES, place, told

_COLUMNS = (
    Column("severity", Text("Grad", "Severity"), Style.TEXT, 10),
    Column("workbook", Text("Arbetsbok", "Workbook"), Style.TEXT, 42),
    Column("cell", Text("Cell", "Cell"), Style.CODE, 16),
    Column("message", Text("Vad", "What"), Style.WRAPPED, 70),
    Column("remedy", Text("Åtgärd", "Remedy"), Style.WRAPPED, 44),
    Column("code", Text("Kontroll", "Control"), Style.CODE, 10),
)


def findings_sheet(checked: Checked) -> Sheet:
    """Every finding of a run, one row each. The same finding in several workbooks is told once."""
    rows = tuple(_row(*each) for each in merged(checked.findings))
    return Sheet(
        id="findings",
        title=Text("Anmärkningar", "Findings"),
        lead=(
            Text(
                "Det allvarligaste först. Samma sak i flera arbetsböcker står en gång, med alla arbetsböckers namn.",
                "The most serious first. The same thing in several workbooks is told once, with all their names.",
            ),
        ),
        table=Table(_COLUMNS, rows, empty=Text("Inga anmärkningar.", "No findings.")),
    )


def merged(findings: tuple[Finding, ...]) -> list[tuple[Finding, tuple[str, ...]]]:
    """Findings that say the same of the same thing, each once, with the workbooks they were found in."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for each in findings:
        groups.setdefault((each.code, each.severity, each.programme, each.period, _substance(each)), []).append(each)
    return [(group[0], tuple(dict.fromkeys(_name(each) for each in group))) for group in groups.values()]


def _substance(finding: Finding) -> object:
    """What a finding is about, whatever unit and cells it is told in; its words where it has no amounts."""
    amounts = (finding.found, finding.expected, finding.difference)
    if any(isinstance(each, int) for each in amounts):
        return amounts
    words = told(finding).sv
    for source in finding.sources:
        words = words.replace(source.cell, "") if source.cell else words
    return words


def _name(finding: Finding) -> str:
    return PurePath(finding.sources[0].file).name if finding.sources else ""


def _row(finding: Finding, workbooks: tuple[str, ...]) -> Row:
    cells = place(finding.sources[0]) if finding.sources else ""
    return Row(
        (
            SEVERITIES[finding.severity],
            listed(workbooks, most=1),
            cells,
            told(finding),
            finding.remedy,
            finding.code,
        ),
        tone=TONES[finding.severity],
    )
