"""The year's list for whoever audits: what was accepted, by whom and why; which controls were run, and which not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from trygg_excel.accepting.acceptance import Acceptance, in_force
from trygg_excel.checking import Checked
from trygg_excel.controls import CONTROLS
from trygg_excel.finding import Text, Verdict, listed, text
from trygg_excel.reporting.model import Column, Report, Row, Sheet, Style, Table, Tone

_ACCEPTED = (
    Column("key", Text("Nyckel", "Key"), Style.CODE, 11),
    Column("code", Text("Kontroll", "Control"), Style.CODE, 10),
    Column("message", Text("Anmärkning", "Finding"), Style.WRAPPED, 60),
    Column("why", Text("Motivering", "Reason"), Style.WRAPPED, 40),
    Column("by", Text("Namn", "Name"), Style.TEXT, 18),
    Column("at", Text("Godtagen", "Accepted"), Style.TEXT, 13),
    Column("until", Text("T.o.m.", "Until"), Style.TEXT, 13),
    Column("state", Text("Läge", "State"), Style.TEXT, 16),
)
_CONTROLS = (
    Column("code", Text("Kontroll", "Control"), Style.CODE, 10),
    Column("title", Text("Vad", "What"), Style.WRAPPED, 44),
    Column("state", Text("Läge", "State"), Style.TEXT, 16),
    Column("judged", Text("Prövade", "Judged"), Style.COUNT, 11),
    Column("not_judged", Text("Ej kontrollerade", "Not checked"), Style.COUNT, 16),
    Column("lacks", Text("Saknas för att kontrollera", "Lacking"), Style.WRAPPED, 50),
)
HOLDS, EXPIRED, TAKEN_BACK = (
    Text("gäller", "holds"), Text("har gått ut", "has run out"), Text("återtagen", "taken back")
)  # fmt: skip
RUN, NOT_RUN = Text("körd", "run"), Text("ej körd", "not run")


def accepted_report(checked: Checked, notes: Iterable[Acceptance], year: int | None, today: date) -> Report:
    """Two sheets: what was accepted in a year (None: ever), and each control as these workbooks were held by it."""
    given = tuple(notes)
    rows = tuple(_accepted(each, given, today) for each in given if not each.withdrawn and touches(each, given, year))
    when = Text(str(year), str(year)) if year else Text("alla år", "all years")
    titles: dict[str, list[Text]] = {}
    for control in CONTROLS:
        titles.setdefault(control.code, []).append(control.title)
    controls = tuple(_control(code, _joined(told), checked) for code, told in titles.items())
    run = sum(row.cells[2] == RUN for row in controls)
    verdict = text(
        "{n} godtagna, {run} kontroller körda, {left} ej körda", "{n} accepted, {run} controls run, {left} not run",
        n=len(rows), run=run, left=len(controls) - run,
    )  # fmt: skip
    return Report(
        title=text("Godtagna anmärkningar {when}", "Accepted findings {when}", when=when),
        subtitle=_about(checked),
        banner=Text("ARBETSMATERIAL", "WORKING PAPER"),
        verdict=verdict,
        tone=Tone.NEUTRAL,
        sheets=(
            Sheet("accepted", Text("Godtagna", "Accepted"), (), Table(_ACCEPTED, rows, empty=_NONE)),
            Sheet("controls", Text("Kontroller", "Controls"), (), Table(_CONTROLS, controls)),
        ),
    )


_NONE = Text("Inget är godtaget.", "Nothing is accepted.")


def _about(checked: Checked) -> Text:
    names = listed(check.budget.name for check in checked.checks)
    register = checked.register.label if checked.register else Text("inget register", "no register")
    return text("{names}; {register}.", "{names}; {register}.", names=names, register=register)


def touches(note: Acceptance, notes: Iterable[Acceptance], year: int | None) -> bool:
    """Whether it held on some day of the year: from when it was accepted to its end, or until it was taken back."""
    if year is None:
        return True
    ends = [note.until] if note.until else []
    ends += [each.at[:10] for each in notes if each.key == note.key and each.withdrawn and each.at >= note.at]
    return int(note.at[:4]) <= year and (not ends or int(min(ends)[:4]) >= year)


def _accepted(note: Acceptance, notes: tuple[Acceptance, ...], today: date) -> Row:
    state = HOLDS if in_force(notes, today).get(note.key) == note else EXPIRED
    if any(each.withdrawn and each.key == note.key and each.at >= note.at for each in notes):
        state = TAKEN_BACK
    return Row((note.key, note.code, note.message, note.why, note.by, note.at[:10], note.until, state))


def _control(code: str, title: Text, checked: Checked) -> Row:
    results = [each for each in checked.results if each.control == code]
    lacking = [each for each in results if each.verdict is Verdict.NOT_JUDGED]
    lacks = dict.fromkeys(lack for each in lacking for lack in each.lacks)
    judged = len(results) - len(lacking)
    return Row((code, title, RUN if judged else NOT_RUN, judged, len(lacking), _joined(lacks)))


def _joined(texts: Iterable[Text]) -> Text:
    given = tuple(texts)
    return Text("; ".join(each.sv for each in given), "; ".join(each.en for each in given))


def accepted_lines(report: Report, lang: str) -> str:
    """The list as lines for a terminal."""
    lines = [f"{report.title.say(lang)}: {report.verdict.say(lang)}"]
    for sheet in report.sheets:
        lines += ["", sheet.title.say(lang)]
        lines += [f"  {_line(row, lang)}" for row in sheet.table.rows] or [f"  {sheet.table.empty.say(lang)}"]
    return "\n".join(lines) + "\n"


def _line(row: Row, lang: str) -> str:
    said = (each.say(lang) if isinstance(each, Text) else "" if each is None else str(each) for each in row.cells)
    return "  ".join(each for each in said if each)
