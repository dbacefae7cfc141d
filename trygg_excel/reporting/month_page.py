"""One A4 of the month for the chief and the committee: words, the committees' figures, five deviations and who acts.

Nothing in it names cells, codes or files; it is a report as data, so a page, a paper or a mail can be made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trygg_excel.finding import Text, text
from trygg_excel.month.line import Line, share, wanting
from trygg_excel.month.make import Month
from trygg_excel.month.phasing import Step
from trygg_excel.month.said import for_the_page, left_out, unmapped, verdict_of
from trygg_excel.month.versions import Change
from trygg_excel.month_names import month_and_year
from trygg_excel.register.model import Decision
from trygg_excel.reporting.model import Amount, Column, Ratio, Report, Row, RowRole, Sheet, Style, Table, Value
from trygg_excel.reporting.month_words import NO_COMMITTEE, ROUNDING, banner_of, decimals, sum_of, tone_of
from trygg_excel.reporting.words import counted

MOST = 5
MOST_COMMITTEES = 8
_OTHERS = Text("Övriga", "Others")


def month_page(month: Month, changes: Sequence[Change] = ()) -> Report:
    """The month on one page; `changes` are those since the last final version of it."""
    unit = month.unit
    subtitle = text(
        "{about}. Belopp i {unit}, + = bättre än budget.", "{about}. Amounts in {english}, + = better than budget.",
        about=_about(month), unit=unit.symbol, english=unit.english,
    )  # fmt: skip
    title = text("Månadsrapport {month}", "Monthly report {month}", month=month_and_year(month.period))
    found = (_words(month, changes), _committees(month), _deviations(month), _decisions(month), _unchecked(month))
    sheets = tuple(each for each in found if each is not None)
    return Report(title, subtitle, banner_of(month), verdict_of(month), tone_of(month), sheets)


def _about(month: Month) -> str:
    register = month.given.register
    return ", ".join(filter(None, (month.given.title or register.label, register.settings.dnr)))


def _words(month: Month, changes: Sequence[Change]) -> Sheet:
    return Sheet("words", Text("Läget i korthet", "The position in brief"), for_the_page(month, changes), _nothing())


def _nothing() -> Table:
    return Table((), (), empty=Text("", ""))


def _committees(month: Month) -> Sheet:
    columns = (
        Column("label", Text("Nämnd", "Committee"), Style.WRAPPED, 26),
        Column("revised", Text("Årsbudget", "Year's budget"), Style.AMOUNT),
        Column("budget", Text("Budget hittills", "Budget so far"), Style.AMOUNT),
        Column("outcome", Text("Utfall hittills", "Outcome so far"), Style.AMOUNT),
        Column("deviation", Text("Avvikelse hittills", "Deviation so far"), Style.CHANGE),
        Column("forecast", Text("Prognos helår", "Forecast for the year"), Style.AMOUNT),
        Column("forecast_deviation", Text("Prognos mot budget", "Forecast against budget"), Style.CHANGE),
    )
    names = list(dict.fromkeys(each.committee for each in month.lines))
    shown, rest = (names, []) if len(names) <= MOST_COMMITTEES else (names[: MOST_COMMITTEES - 1], names[7:])
    rows = [_figures(name or NO_COMMITTEE, [each for each in month.lines if each.committee == name]) for name in shown]
    if rest:
        rows.append(_figures(_OTHERS, [each for each in month.lines if each.committee in rest]))
    if len(names) > 1:
        rows.append(_figures(Text("Summa", "Total"), month.lines, RowRole.TOTAL))
    table = Table(columns, tuple(rows), month.unit, decimals=decimals(month.unit))
    return Sheet("committees", Text("Per nämnd", "By committee"), (), table, foot=(*_with_unbooked(month), ROUNDING))


def _with_unbooked(month: Month) -> Iterator[Text]:
    """Whether the deviations hold what is known but not booked."""
    if any(each.not_booked and each.deviation is not None for each in month.lines):
        yield _WITH_UNBOOKED
    yield from left_out(month)


_WITH_UNBOOKED = Text(
    "Utfallet är det bokförda; i avvikelsen ingår även det som är känt men ej bokfört.",
    "The outcome is what is booked; the deviation has what is known but not booked too.",
)


def _figures(label: str | Text, lines: Sequence[Line], role: RowRole = RowRole.LINE) -> Row:
    cells: tuple[Value, ...] = (
        sum_of(lines, lambda each: each.revised), sum_of(lines, lambda each: each.budget_so_far),
        sum_of(lines, lambda each: each.outcome), sum_of(lines, lambda each: each.deviation),
        sum_of(lines, lambda each: each.forecast, optional=True),
        sum_of(lines, lambda each: each.forecast_deviation, optional=True),
    )  # fmt: skip
    return Row((label, *cells), role=role)


def _deviations(month: Month) -> Sheet:
    """The five largest deviations: how much, why, what is done about it, by whom and when."""
    columns = (
        Column("label", Text("Insats", "Programme"), Style.WRAPPED, 27),
        Column("deviation", Text("Avvikelse", "Deviation"), Style.CHANGE),
        Column("share", Text("%", "%"), Style.PERCENT),
        Column("reason", Text("Orsak", "Reason"), Style.WRAPPED, 30, answer=True),
        Column("measure", Text("Åtgärd", "Measure"), Style.WRAPPED, 25, answer=True),
        Column("by", Text("Ansvarig", "Responsible"), Style.TEXT, 19, answer=True),
        Column("until", Text("Klart", "Done by"), Style.TEXT, 16, answer=True),
    )
    found = sorted((each for each in month.lines if each.deviation), key=lambda each: -abs(each.deviation or 0))[:MOST]
    table = Table(
        columns, tuple(map(_deviation, found)), month.unit,
        Text("Inga kända avvikelser.", "No known deviations."),
        decimals(month.unit),
    )  # fmt: skip
    return Sheet("deviations", Text("Största avvikelserna hittills", "Largest deviations so far"), (), table)


def _deviation(line: Line) -> Row:
    ratio, answer = share(line.deviation, line.budget_so_far), line.answer
    unbooked = text("Ej bokfört: {what}", "Not booked: {what}", what=answer.what) if answer.what else None
    words = (answer.reason or unbooked, answer.measure or None, answer.by or None, answer.until or None)
    return Row((line.label, Amount(line.deviation), None if ratio is None else Ratio(ratio), *words))


def _decisions(month: Month) -> Sheet | None:
    """The year's changes of the budget, decision by decision; None where there is none."""
    steps = [step for line in month.lines for step in line.budget.steps]
    if not steps:
        return None
    columns = (
        Column("what", Text("Beslut", "Decision"), Style.WRAPPED, 30),
        Column("date", Text("Datum", "Date"), Style.TEXT, 12),
        Column("paragraph", Text("§", "§"), Style.TEXT, 8),
        Column("dnr", Text("Dnr", "Dnr"), Style.TEXT, 14),
        Column("amount", Text("Ändrar budgeten", "Changes the budget"), Style.CHANGE),
    )
    known = {each.decision.id: each.decision for each in steps if each.decision is not None}
    rows = [_decided(known[id_], [each for each in steps if each.decision == known[id_]]) for id_ in known]
    bare = [each for each in steps if each.decision is None]
    if bare:
        missing = Text("Beslut inte angivet", "Decision not stated")
        rows.append(Row((missing, None, None, None, Amount(sum(each.amount for each in bare)))))
    if len(rows) > MOST:
        rows = [*rows[: MOST - 1], _rest(rows[MOST - 1 :])]
    table = Table(columns, tuple(rows), month.unit, decimals=decimals(month.unit))
    return Sheet("decisions", Text("Ändringar av årsbudgeten", "Changes of the year's budget"), (), table)


def _decided(decision: Decision, steps: Sequence[Step]) -> Row:
    day = None if decision.date is None else decision.date.isoformat()
    whole = Amount(sum(each.amount for each in steps))
    return Row((decision.about, day, decision.paragraph, decision.dnr, whole))


def _rest(rows: Sequence[Row]) -> Row:
    """Several decisions as one row that adds up."""
    amounts = [held.ore or 0 for row in rows if isinstance(held := row.cells[-1], Amount)]
    label = text("Övriga {n} beslut", "{n} other decisions", n=len(rows))
    return Row((label, None, None, None, Amount(sum(amounts))))


def _unchecked(month: Month) -> Sheet:
    """What the figures leave out, in words."""
    said: list[Text] = []
    bare = sum(each.outcome is None for each in month.lines)
    if bare:
        said.append(text("Utfallet är inte känt för {n}.", "The outcome is not known for {n}.", n=_programmes(bare)))
    said += unmapped(month)
    without = sum(each.forecast is None for each in wanting(month.lines, lambda each: each.forecast))
    if without and month.period % 100 < 12:
        said.append(text("Prognos saknas för {n}.", "There is no forecast for {n}.", n=_programmes(without)))
    if all(each.last_year is None for each in month.lines):
        said.append(Text("Förra årets utfall är inte med.", "Last year's outcome is not there."))
    if month.given.closing is None:
        said.append(Text("När perioden stänger är inte angivet.", "When the period closes is not stated."))
    if not said:
        said.append(Text("Allt som ska ingå är med.", "All that should be there is."))
    return Sheet("unchecked", Text("Det som inte är med", "What is not in it"), tuple(said), _nothing())


def _programmes(count: int) -> Text:
    return counted(count, Text("insats", "programme"), Text("insatser", "programmes"))
