"""Each kind of result as a report: the whole of it for files, and a glimpse of it for the notebook's page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from trygg_excel.budget import Budget
from trygg_excel.checking import Check, Checked, by_severity
from trygg_excel.comparing.comparison import Comparison
from trygg_excel.finding import Finding, Money, Severity, Text, Verdict, text
from trygg_excel.money import MKR
from trygg_excel.month.said import verdict_of
from trygg_excel.notebook.glimpses import (
    amounts_sheet,
    files_sheet,
    found_sheet,
    marks_sheet,
    only,
    tables_sheet,
    unread_sheet,
)
from trygg_excel.notebook.register_glimpse import register_sheets
from trygg_excel.reconciliation import Reconciliation
from trygg_excel.register.model import Register
from trygg_excel.reported import Reported
from trygg_excel.reported_month import ReportedMonth
from trygg_excel.reporting.comparison import comparison_sheets
from trygg_excel.reporting.control_workbook import DRAFT, control_report
from trygg_excel.reporting.facts import facts_sheet
from trygg_excel.reporting.findings import without_answers
from trygg_excel.reporting.html import render_html
from trygg_excel.reporting.model import Report, Sheet, Tone
from trygg_excel.reporting.month_report import month_report
from trygg_excel.reporting.month_words import tone_of
from trygg_excel.reporting.plain import one_line, with_symbol
from trygg_excel.reporting.reconciliation import reconciliation_sheet
from trygg_excel.reporting.summary import verdict_line
from trygg_excel.reporting.words import counted
from trygg_excel.writeback.receipt import Receipt


def report_of(result: object) -> Report:
    """All of the result, as a page or a workbook holds it."""
    match result:
        case Check():
            return without_answers(control_report(_alone(result)))
        case Reported():
            return without_answers(control_report(result.checked, result.unread))
        case ReportedMonth():
            return without_answers(month_report(result.month, result.changes))
        case Budget():
            return _report(result, (*_sheets(result)[:-1], facts_sheet(result.records)))
        case _:
            return glimpse_of(result)


def glimpse_of(result: object) -> Report:
    """What a notebook shows of it; long tables are cut where they are shown."""
    return _report(result, _sheets(result))


def workbook_of(result: object, lang: str) -> bytes:
    """The result as a workbook; a register as the one that is filled in and loads again."""
    if isinstance(result, Register):
        from trygg_excel.register_book import kept_book_bytes

        return kept_book_bytes(result)
    from trygg_excel.reporting.xlsx import render_xlsx

    buffer = BytesIO()
    render_xlsx(report_of(result), buffer, lang)
    return buffer.getvalue()


def page_of(result: object, lang: str) -> str:
    """The result as a page of its own; a register with its drawings."""
    if isinstance(result, Register):
        from trygg_excel.register_page.page import register_page

        return register_page(result, lang)
    return render_html(report_of(result), lang)


def sources_of(result: object) -> tuple[str, ...]:
    """The files that the result was made from, which nothing may be written over."""
    return tuple(dict.fromkeys(_face(result).sources(result)))


def one_line_of(result: object, lang: str = "sv") -> str:
    """'<Check budget.xlsx: ✖ Att åtgärda. 1 arbetsbok kontrollerad, 2 fel att rätta.>'"""
    face = _face(result)
    verdict, tone = face.verdict(result)
    name = one_line(face.name(result), lang)
    return f"<{type(result).__name__} {name}: {with_symbol(tone, one_line(verdict, lang))}>"


def _report(result: object, sheets: tuple[Sheet, ...]) -> Report:
    face = _face(result)
    verdict, tone = face.verdict(result)
    name = face.name(result)
    return Report(Text(name, name) if isinstance(name, str) else name, face.about, DRAFT, verdict, tone, sheets)


def _sheets(result: object) -> tuple[Sheet, ...]:
    return _face(result).sheets(result)


@dataclass(frozen=True, slots=True)
class Face:
    """How one kind of result presents itself; each function takes the result."""

    about: Text
    name: Callable[[Any], str | Text]
    verdict: Callable[[Any], tuple[Text, Tone]]
    sheets: Callable[[Any], tuple[Sheet, ...]]
    sources: Callable[[Any], Iterable[str]]


def _face(result: object) -> Face:
    return next(face for kind, face in _FACES.items() if isinstance(result, kind))


def _alone(check: Check) -> Checked:
    return Checked(check.held.register, (check,), ())


def _tone(findings: tuple[Finding, ...], otherwise: Tone) -> Tone:
    tones = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.NOTE: Tone.NOTE}
    return next((tones[each.severity] for each in by_severity(findings)), otherwise)


def _read(budget: Budget) -> Text:
    amounts = len(budget.records)
    tables = counted(len(budget.tables), Text("tabell", "table"), Text("tabeller", "tables"))
    open_ = counted(len(budget.findings), Text("fråga", "question"), Text("frågor", "questions"))
    told = text(" {open}.", " {open}.", open=open_) if budget.findings else Text("", "")
    return text("{n} belopp i {tables}.{told}", "{n} amounts in {tables}.{told}", n=amounts, tables=tables, told=told)


def _moved(comparison: Comparison) -> Text:
    """What the newest bridge says: from what, to what, by how much."""
    if not comparison.bridges:
        return Text("Inga år att jämföra.", "No years to compare.")
    last, unit = comparison.bridges[-1], comparison.unit
    change = last.end - last.start
    moved = text(
        "förändring {by}", "a change of {by}", by=Money(change, unit, signed=True)
    ) if change else Text("oförändrat", "unchanged")  # fmt: skip
    return text(
        "{start} {before}, {end} {now}: {moved}.", "{start} in {before}, {end} in {now}: {moved}.",
        start=Money(last.start, unit), end=Money(last.end, unit), before=last.before, now=last.now, moved=moved,
    )  # fmt: skip


def _reconciled(result: Reconciliation) -> Text:
    counts = {each.name.lower(): result.count(each) for each in Verdict}
    return text(
        "{holds} stämmer, {rounding} avrundning, {fails} avviker, {not_judged} ej kontrollerat.",
        "{holds} agree, {rounding} rounding, {fails} differ, {not_judged} not checked.", **counts,
    )  # fmt: skip


def _reconciled_tone(result: Reconciliation) -> Tone:
    return Tone.WARNING if result.count(Verdict.FAILS) else Tone.GOOD if result.lines else Tone.NOTE


def _held(register: Register) -> Text:
    return text(
        "{programmes} insatser, {years} år, {decisions} beslut.",
        "{programmes} programmes, {years} years, {decisions} decisions.",
        programmes=len(register.programmes), years=len(register.years), decisions=len(register.decisions),
    )  # fmt: skip


def _budget_sheets(budget: Budget) -> tuple[Sheet, ...]:
    doubts = (found_sheet(budget.findings),) if budget.findings else ()
    return (tables_sheet(budget), *doubts, amounts_sheet(budget))


def _reconciled_sheets(result: Reconciliation) -> tuple[Sheet, ...]:
    unit = next((line.unit for line in result.lines), MKR)
    several = len({line.workbooks for line in result.lines}) > 1
    return (only(reconciliation_sheet(result, unit), {"by"} if several else {"by", "workbook"}),)


def _reported_sheets(result: Reported) -> tuple[Sheet, ...]:
    unread = (unread_sheet(result),) if result.unread else ()
    return (files_sheet(result.files), *unread, found_sheet(result.findings, several=True))


def _month_sheets(result: ReportedMonth) -> tuple[Sheet, ...]:
    """What is said of the month, its programmes, and where it was written."""
    every = month_report(result.month, result.changes).sheets
    shown = (replace(each, foot=()) for each in every if each.id in {"front", "changes", "programmes"})
    return (*shown, files_sheet(result.files))


def _compared_sources(result: Comparison) -> Iterable[str]:
    return (each.file for row in result.rows for each in row.sources.values())


def _marked(receipt: Receipt) -> Text:
    one, many = Text("cell markerad", "cell marked"), Text("celler markerade", "cells marked")
    return text("{marks}.", "{marks}.", marks=counted(len(receipt.marks), one, many))


_RECONCILIATION, _REPORT = Text("Avstämning", "Reconciliation"), Text("Rapport", "Report")
_FACES: dict[type, Face] = {
    Budget: Face(
        Text("Som arbetsboken är läst.", "As the workbook was read."),
        lambda each: each.name,
        lambda each: (_read(each), _tone(each.findings, Tone.NEUTRAL)),
        _budget_sheets,
        lambda each: (each.file,),
    ),
    Check: Face(
        Text("Kontroll av en arbetsbok.", "Control of a workbook."),
        lambda each: each.budget.name,
        lambda each: verdict_line(_alone(each)),
        lambda each: (found_sheet(each.findings),),
        lambda each: (each.budget.file,),
    ),
    Comparison: Face(
        Text("Jämförelse mellan år.", "Comparison of years."),
        lambda each: each.file,
        lambda each: (_moved(each), Tone.NEUTRAL),
        comparison_sheets,
        _compared_sources,
    ),
    Reconciliation: Face(
        Text("Angivna belopp mot delar, beslut och text.", "Stated amounts against parts, decisions and text."),
        lambda _: _RECONCILIATION,
        lambda each: (_reconciled(each), _reconciled_tone(each)),
        _reconciled_sheets,
        lambda each: (line.source.file for line in each.lines if line.source is not None),
    ),
    Register: Face(
        Text("Registret: vad som är beslutat, planerat och sagt.", "The register: decided, planned and said."),
        lambda each: each.label,
        lambda each: (_held(each), Tone.NEUTRAL),
        register_sheets,
        lambda each: (each.file,),
    ),
    Reported: Face(
        Text("Rapport över arbetsböcker.", "Report on workbooks."),
        lambda _: _REPORT,
        lambda each: verdict_line(each.checked, each.unread),
        _reported_sheets,
        lambda each: (check.budget.file for check in each.checked.checks),
    ),
    ReportedMonth: Face(
        Text("Månadsrapport.", "Monthly report."),
        lambda each: month_report(each.month).title,
        lambda each: (verdict_of(each.month), tone_of(each.month)),
        _month_sheets,
        lambda each: (
            *(check.budget.file for check in each.month.given.checked.checks),
            *map(str, each.files.values()),
        ),
    ),
    Receipt: Face(
        Text("Kvitto på en kopia med anmärkningar.", "Receipt for a copy with findings."),
        lambda each: each.output,
        lambda each: (_marked(each), Tone.NEUTRAL),
        lambda each: (marks_sheet(each),),
        lambda each: (each.file, each.output),
    ),
}
