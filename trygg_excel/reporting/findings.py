"""The sheet of findings: most serious first, each with its cell and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath

from trygg_excel.checking import Checked
from trygg_excel.finding import Finding, Severity, Source, Text, listed, text
from trygg_excel.reporting.causes import cause_of
from trygg_excel.reporting.model import Column, Link, Report, Row, Sheet, Style, Table, Tone
from trygg_excel.reporting.words import SEVERITIES, TONES, place, told

NOWHERE: Mapping[Source, Link] = {}
COLUMNS = (
    Column("severity", Text("Grad", "Severity"), Style.TEXT, 10, choice=True),
    Column("cause", Text("Gäller", "About"), Style.WRAPPED, 18),
    Column("workbook", Text("Arbetsbok", "Workbook"), Style.WRAPPED, 24, choice=True),
    Column("cell", Text("Cell", "Cell"), Style.CODE, 15),
    Column("message", Text("Vad", "What"), Style.WRAPPED, 62),
    Column("remedy", Text("Åtgärd", "Remedy"), Style.WRAPPED, 36),
    Column("shown", Text("Visas på", "Shown on"), Style.TEXT, 24),
    Column("code", Text("Kontroll", "Control"), Style.CODE, 10),
    Column("key", Text("Nyckel", "Key"), Style.CODE, 28, answer=True),
    Column("accept", Text("Godtas (ja)", "Accept (yes)"), Style.TEXT, 14, answer=True),
    Column("why", Text("Motivering", "Reason"), Style.WRAPPED, 32, answer=True),
    Column("by", Text("Namn", "Name"), Style.TEXT, 16, answer=True),
    Column("until", Text("T.o.m.", "Until"), Style.TEXT, 13, answer=True),
)
YES, SAME = Text("ja", "yes"), Text("Ja, samma insats", "Yes, the same programme")
_ANSWERS = Text(
    "För att godta en anmärkning: skriv ja, motivering, namn och eventuellt sista dag till höger, spara, och kör trygg "
    "register accept --from med filen. Är ett föreslaget namn rätt: skriv Ja, samma insats.",
    "To accept a finding: write yes, a reason, your name and possibly a last day to the right, save, and run trygg "
    "register accept --from with the file. Where a proposed name is right: write Yes, the same programme.",
)


def findings_sheet(checked: Checked, shown: Mapping[Source, Link] = NOWHERE) -> Sheet:
    """Every finding of a run, one row each: the most serious first, those of one cause together.

    The same finding in several workbooks is told once. `shown` leads from cells to the rows of the report where they
    stand. What is accepted stands last and says so. To the right are the columns in which a reader answers.
    """
    rows = tuple(_row(group, shown) for group in by_cause(_groups(checked.findings)))
    columns: tuple[Column, ...] = COLUMNS
    if not shown:
        at = [column.key for column in COLUMNS].index("shown")
        columns = COLUMNS[:at] + COLUMNS[at + 1 :]
        rows = tuple(replace(row, cells=row.cells[:at] + row.cells[at + 1 :]) for row in rows)
    return Sheet(
        id="findings",
        title=Text("Anmärkningar", "Findings"),
        lead=(
            Text(
                "Det allvarligaste först, och det som är av samma slag tillsammans. Samma sak i flera arbetsböcker "
                "står en gång, med alla arbetsböckers namn.",
                "The most serious first, and what is of a kind together. The same thing in several workbooks is "
                "told once, with all their names.",
            ),
            *((_ANSWERS,) if rows else ()),
        ),
        table=Table(columns, rows, empty=Text("Inga anmärkningar.", "No findings.")),
    )


def by_cause(groups: Iterable[list[Finding]]) -> list[list[Finding]]:
    """Open ones first, then by severity; in each, causes in the order they are first told."""
    order: dict[tuple[bool, Severity, Text], list[list[Finding]]] = {}
    for group in groups:
        first = group[0]
        order.setdefault((not first.is_open, first.severity, cause_of(first)), []).append(group)
    kinds = list(SEVERITIES)
    ranked = sorted(order, key=lambda each: (each[0], kinds.index(each[1])))
    return [group for each in ranked for group in order[each]]


def merged(findings: tuple[Finding, ...]) -> list[tuple[Finding, tuple[str, ...]]]:
    """Findings that say the same of the same thing, each once, with the workbooks they were found in."""
    return [(group[0], _workbooks(group)) for group in _groups(findings)]


def _groups(findings: tuple[Finding, ...]) -> list[list[Finding]]:
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for each in findings:
        same = (each.code, each.severity, each.programme, each.period, each.accepted, _substance(each))
        groups.setdefault(same, []).append(each)
    return list(groups.values())


def _workbooks(group: list[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_name(each) for each in group))


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


def _row(group: list[Finding], shown: Mapping[Source, Link]) -> Row:
    finding, done = group[0], group[0].accepted
    cells = place(finding.sources[0]) if finding.sources else ""
    where = next((shown[each] for each in finding.sources if each in shown), None)
    word = SEVERITIES[finding.severity]
    answers = (None, None, None, None) if done is None else (YES, done.why, done.by, done.until)
    return Row(
        (
            word if done is None else text("{word}, godtagen", "{word}, accepted", word=word),
            cause_of(finding),
            listed(_workbooks(group), most=1),
            cells,
            told(finding),
            finding.remedy,
            where,
            finding.code,
            " ".join(dict.fromkeys(each.key for each in group)),
            *answers,
        ),
        tone=TONES[finding.severity] if done is None else Tone.NEUTRAL,
        values=(("workbook", _workbooks(group)),),
    )


def without_answers(report: Report) -> Report:
    """The report without the columns a reader fills in: for a page, where nothing can be written."""
    return replace(report, sheets=tuple(map(unanswered, report.sheets)))


def unanswered(sheet: Sheet) -> Sheet:
    """A sheet without the columns a reader fills in."""
    columns = sheet.table.columns
    kept = [number for number, column in enumerate(columns) if not column.answer or column.key == "key"]
    rows = tuple(replace(row, cells=tuple(row.cells[number] for number in kept)) for row in sheet.table.rows)
    table = replace(sheet.table, columns=tuple(columns[number] for number in kept), rows=rows)
    return replace(sheet, table=table, lead=tuple(each for each in sheet.lead if each is not _ANSWERS))
