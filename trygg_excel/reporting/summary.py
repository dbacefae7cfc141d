"""The front sheet: in one line whether all is in order, in a few lines why not, and each workbook's verdict."""

from __future__ import annotations

from trygg_excel.checking import IN_ORDER, NOT_CHECKED, TO_MEND, UNREADABLE, Check, Checked
from trygg_excel.errors import TryggError
from trygg_excel.finding import Finding, Severity, Text, Verdict, listed, text
from trygg_excel.reporting.causes import cause_of
from trygg_excel.reporting.findings import merged
from trygg_excel.reporting.model import Column, Row, Sheet, Style, Table, Tone
from trygg_excel.reporting.words import SEVERITIES, SIGN_OFF, counted, told

_COLUMNS = (
    Column("workbook", Text("Arbetsbok", "Workbook"), Style.TEXT, 42, choice=True),
    Column("verdict", Text("Besked", "Verdict"), Style.TEXT, 18),
    Column("errors", Text("Fel", "Errors"), Style.COUNT, 9),
    Column("warnings", Text("Varningar", "Warnings"), Style.COUNT, 11),
    Column("notes", Text("Noteringar", "Notes"), Style.COUNT, 11),
    Column("amounts", Text("Belopp", "Amounts"), Style.COUNT, 9),
    Column("unchecked", Text("Ej kontrollerat", "Not checked"), Style.COUNT, 14),
)
_LINES = 10
_ONE = Text("arbetsbok kontrollerad", "workbook checked")
_MANY = Text("arbetsböcker kontrollerade", "workbooks checked")


def summary_sheet(checked: Checked, unread: tuple[TryggError, ...] = ()) -> Sheet:
    rows = [_row(each) for each in checked.checks]
    rows += [Row((each.message, UNREADABLE, None, None, None, None, None), tone=Tone.ERROR) for each in unread]
    return Sheet(
        id="summary",
        title=Text("Sammanfattning", "Summary"),
        lead=_reasons(checked),
        table=Table(_COLUMNS, tuple(rows)),
        foot=(SIGN_OFF,),
    )


def verdict_line(checked: Checked, unread: tuple[TryggError, ...] = ()) -> tuple[Text, Tone]:
    """The answer in one line, with its tone."""
    if unread and not checked.checks:
        return UNREADABLE, Tone.ERROR
    if any(each.severity is Severity.ERROR and each.is_open for each in checked.findings):
        return _count(TO_MEND, checked, Severity.ERROR), Tone.ERROR
    if all(check.verdict == NOT_CHECKED for check in checked.checks):
        return NOT_CHECKED, Tone.NOTE
    open_ = _count(IN_ORDER, checked, Severity.WARNING)
    return open_, Tone.GOOD


def _count(word: Text, checked: Checked, severity: Severity) -> Text:
    """'Utan anmärkning. 6 arbetsböcker, 5 frågor att ta ställning till.'"""
    found = [each for each, _ in merged(checked.findings) if each.severity is severity and each.is_open]
    books = counted(len(checked.checks), _ONE, _MANY)
    if not found:
        return text("{word}. {books}.", "{word}. {books}.", word=word, books=books)
    if severity is Severity.ERROR:
        what = counted(
            len(found), Text("fel att rätta", "error to correct"), Text("fel att rätta", "errors to correct")
        )
    else:
        what = counted(
            len(found), Text("fråga att ta ställning till", "question to consider"),
            Text("frågor att ta ställning till", "questions to consider"),
        )  # fmt: skip
    return text("{word}. {books}, {what}.", "{word}. {books}, {what}.", word=word, books=books, what=what)


def _reasons(checked: Checked) -> tuple[Text, ...]:
    """The most serious findings, one line for each cause; what is merely noted stands on its own sheet."""
    every = merged(checked.findings)
    causes: dict[tuple[Severity, Text], list[tuple[Finding, tuple[str, ...]]]] = {}
    for found in every:
        finding = found[0]
        if finding.severity is not Severity.NOTE and finding.is_open:
            causes.setdefault((finding.severity, cause_of(finding)), []).append(found)
    several = len(checked.checks) > 1
    lines = [_reason(alike, several=several) for alike in list(causes.values())[:_LINES]]
    more = sum(len(alike) for alike in list(causes.values())[_LINES:])
    if more > 0:
        lines.append(text("{n} till under Anmärkningar.", "{n} more under Findings.", n=more))
    done = sum(not finding.is_open for finding, _ in every)
    if done:
        lines.append(text("{n} godtagna, sist under Anmärkningar.", "{n} accepted, last under Findings.", n=done))
    return tuple(lines)


def _reason(alike: list[tuple[Finding, tuple[str, ...]]], *, several: bool) -> Text:
    """The first finding of a cause, and how many more it has."""
    finding, workbooks = alike[0]
    where = text(" ({names})", " ({names})", names=listed(workbooks, most=1)) if several else Text("", "")
    more = len(alike) - 1
    rest = text(" {n} till av samma slag.", " {n} more of the kind.", n=more) if more else Text("", "")
    return text(
        "{what}{where}: {why}{rest}", "{what}{where}: {why}{rest}",
        what=SEVERITIES[finding.severity], where=where, why=told(finding), rest=rest,
    )  # fmt: skip


def _row(check: Check) -> Row:
    open_ = [each for each in check.findings if each.is_open]
    counts = {severity: sum(each.severity is severity for each in open_) for severity in Severity}
    tone = {TO_MEND: Tone.ERROR, NOT_CHECKED: Tone.NOTE}.get(check.verdict, Tone.GOOD)
    return Row(
        (
            check.budget.name,
            check.verdict,
            counts[Severity.ERROR],
            counts[Severity.WARNING],
            counts[Severity.NOTE],
            len(check.budget.records),
            sum(each.verdict is Verdict.NOT_JUDGED for each in check.results),
        ),
        tone=tone,
    )
