"""One A4 for the committee: closed year, budget and budget with change and comment, and the bridge with decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trygg_excel.checking import Checked
from trygg_excel.comparing.budget_table import BudgetLine, BudgetTable, DecidedStep, StepRole, YearColumn
from trygg_excel.comparing.comparison import Comparison
from trygg_excel.fact import Measure
from trygg_excel.finding import Text, listed, text
from trygg_excel.following_up.table import FollowedLine, FollowUpTable
from trygg_excel.money import Unit
from trygg_excel.month_names import month_and_year
from trygg_excel.register.model import Register
from trygg_excel.reporting.model import Amount, Column, Report, Row, RowRole, Sheet, Style, Table, Tone
from trygg_excel.reporting.paper import DRAFT, ROUNDING, about, paper_unit, without_empty
from trygg_excel.reporting.words import counted, decided

_TITLE = Text("Budget i sammandrag", "The budget in brief")
_OTHER, _WHOLE = Text("Övrigt", "Other"), Text("Summa", "Total")
_WRONG = Text(
    "Underlaget har fel att rätta innan sidan skickas vidare.",
    "The workbook has errors to correct before this page is sent on.",
)
_MEASURES = {
    Measure.BUDGET: Text("Budget {y}", "Budget {y}"),
    Measure.ACTUAL: Text("Bokslut {y}", "Accounts {y}"),
    Measure.FORECAST: Text("Prognos {y}", "Forecast {y}"),
    Measure.PLAN: Text("Plan {y}", "Plan {y}"),
}
_PART = {
    Measure.BUDGET: Text("Budget t.o.m. {m}", "Budget through {m}"),
    Measure.ACTUAL: Text("Utfall t.o.m. {m}", "Outcome through {m}"),
}
_BRIDGE = (
    Column("step", Text("Förändring", "Change"), Style.WRAPPED, 40),
    Column("level", Text("Summa", "Total"), Style.AMOUNT, 10),
    Column("change", Text("Ändring", "Change"), Style.CHANGE, 10),
    Column("decision", Text("Beslut", "Decision"), Style.WRAPPED, 26),
    Column("date", Text("Datum", "Date"), Style.TEXT, 14, answer=True),
    Column("paragraph", Text("§", "§"), Style.TEXT, 7, answer=True),
    Column("dnr", Text("Dnr", "Ref."), Style.TEXT, 13, answer=True),
)
_LATER = Text("förändring = senare år minus tidigare", "change = later year less earlier")
_BETTER = Text("+ = bättre än budget", "+ = better than budget")


def committee_page(
    checked: Checked,
    comparison: Comparison,
    table: BudgetTable,
    bridge: Sequence[DecidedStep],
    name: str = "",
    banner: Text = DRAFT,
) -> Report:
    """The comparison of a workbook as a committee reads it; `name` tells it apart where there are several."""
    unit = paper_unit([each or 0 for line in (*table.lines, table.whole) for each in line.amounts.values()])
    parts = (
        _budget(comparison, table, unit),
        *((_bridge(bridge, comparison, checked.register, unit),) if bridge else ()),
    )
    return _page(checked, parts, unit, _LATER, name, banner)


def follow_up_page(checked: Checked, table: FollowUpTable, name: str = "", banner: Text = DRAFT) -> Report:
    """The follow-up of a workbook as a committee reads it."""
    unit = paper_unit([line.budget or 0 for line in table.lines])
    return _page(checked, (_follow_up(table, unit),), unit, _BETTER, name, banner)


def warned(page: Report, *, wrong: bool) -> Report:
    """The page with a line on top where the workbook has errors: nobody is to send them on unawares."""
    return replace(page, verdict=_WRONG, tone=Tone.WARNING) if wrong else page


def _page(checked: Checked, parts: tuple[Sheet, ...], unit: Unit, sign: Text, name: str, banner: Text) -> Report:
    return Report(_TITLE, about(checked, unit, (sign,), name), banner, Text("", ""), Tone.NEUTRAL, parts)


def _title(column: YearColumn) -> Text:
    if column.period:
        name = _PART.get(column.measure, Text("T.o.m. {m}", "Through {m}"))
        return text(name.sv, name.en, m=month_and_year(column.period))
    said = _MEASURES.get(column.measure, Text("{y}", "{y}"))
    return text(said.sv, said.en, y=column.year)


def _budget(comparison: Comparison, table: BudgetTable, unit: Unit) -> Sheet:
    columns = (
        Column("label", Text("Insats", "Programme"), Style.WRAPPED, 46),
        *(Column(f"{each.measure}{each.year}", _title(each), Style.AMOUNT, 12) for each in table.columns),
        Column("change", Text("Förändring", "Change"), Style.CHANGE, 12, bars=True),
        Column("comment", Text("Kommentar", "Comment"), Style.WRAPPED, 34, answer=True),
    )
    rows = [_line(each, table, each.label, each.mark) for each in table.lines]
    if table.rest is not None:
        gathered = counted(table.gathered, Text("rad", "row"), Text("rader", "rows"))
        mark = text("{n}. {mark}", "{n}. {mark}", n=gathered, mark=table.rest.mark)
        rows.append(_line(table.rest, table, _OTHER, Text(mark.sv.rstrip(". "), mark.en.rstrip(". "))))
    rows.append(_line(table.whole, table, _WHOLE, table.whole.mark, RowRole.TOTAL))
    return Sheet(
        id="budget",
        title=text("{now} mot tidigare år", "{now} against earlier years", now=_title(table.columns[-1])),
        lead=(),
        table=Table(columns, tuple(rows), unit, decimals=unit.decimals),
        foot=(ROUNDING, *_unsummed(comparison)),
    )


def _line(line: BudgetLine, table: BudgetTable, label: str | Text, mark: Text, role: RowRole = RowRole.LINE) -> Row:
    amounts = (Amount(line.amounts[each]) if each in line.amounts else None for each in table.columns)
    *_, before, now = table.columns
    return Row((label, *amounts, Amount(line.change(now, before)), mark), role)


def _unsummed(comparison: Comparison) -> tuple[Text, ...]:
    """The years whose stated total is not the sum of the rows."""
    years = comparison.years[-2:]
    off = [
        str(year) for year in years if comparison.totals.get(year, comparison.sum_of(year)) != comparison.sum_of(year)
    ]
    said = text(
        "Summan är radernas; underlagets angivna summa är en annan för {years}.",
        "The total is that of the rows; the stated total is another for {years}.",
        years=listed(off),
    )
    return (said,) if off else ()


def _bridge(steps: Sequence[DecidedStep], comparison: Comparison, register: Register | None, unit: Unit) -> Sheet:
    return Sheet(
        id="bridge",
        title=Text("Budgetbrygga", "Budget bridge"),
        lead=(),
        table=Table(_BRIDGE, tuple(_step(each, register) for each in steps), unit, decimals=unit.decimals),
        foot=_left_out(comparison),
    )


def _left_out(comparison: Comparison) -> tuple[Text, ...]:
    """The rows that are no step, since an amount of theirs is not known."""
    n = len(comparison.bridges[-1].unknown)
    said = text(
        "{n}, som därför inte ingår i bryggan och dess summor.",
        "{n}, and therefore not in the bridge and its totals.",
        n=counted(
            n,
            Text("rad har ett okänt belopp", "row has an unknown amount"),
            Text("rader har okända belopp", "rows have unknown amounts"),
        ),
    )
    return (said,) if n else ()


def _step(step: DecidedStep, register: Register | None) -> Row:
    level = step.role in {StepRole.START, StepRole.END}
    role = RowRole.SUBTOTAL if step.role is StepRole.START else RowRole.TOTAL if level else RowRole.LINE
    amount = Amount(step.amount)
    amounts = (amount, None) if level else (None, amount)
    decision = step.decision
    if decision is None:
        return Row((step.label, *amounts, None, None, None, None), role)
    date = decision.date.isoformat() if decision.date else None
    told = (decided(decision, register), date, decision.paragraph or None, decision.dnr or None)
    return Row((step.label, *amounts, *told), role)


def _follow_up(table: FollowUpTable, unit: Unit) -> Sheet:
    columns = (
        Column("label", Text("Verksamhet", "Activity"), Style.WRAPPED, 46),
        Column("budget", Text("Budget", "Budget"), Style.AMOUNT, 14),
        Column("so_far", _outcome(table), Style.AMOUNT, 14),
        Column("forecast", Text("Prognos", "Forecast"), Style.AMOUNT, 14),
        Column("better", Text("Avvikelse", "Deviation"), Style.CHANGE, 14, bars=True),
        Column("comment", Text("Kommentar", "Comment"), Style.WRAPPED, 30, answer=True),
    )
    rows = [_followed(each, each.label) for each in table.lines]
    if table.rest is not None:
        rows.append(_followed(table.rest, _OTHER))
    if table.whole is not None:
        rows.append(_followed(table.whole, _WHOLE, RowRole.TOTAL))
    left = text(
        "{n} rader till står i kontrollarbetsboken.", "{n} more rows stand in the control workbook.", n=table.left
    )
    return Sheet(
        id="follow-up",
        title=Text("Uppföljning", "Follow-up"),
        lead=(),
        table=without_empty(Table(columns, tuple(rows), unit, decimals=unit.decimals)),
        foot=(ROUNDING, *((left,) if table.left and table.rest is None else ())),
    )


def _outcome(table: FollowUpTable) -> Text:
    if not table.period:
        return Text("Utfall", "Outcome")
    if table.closed:
        return text("Utfall {y}", "Outcome {y}", y=table.period // 100)
    return text("Utfall t.o.m. {m}", "Outcome through {m}", m=month_and_year(table.period))


def _followed(line: FollowedLine, label: str | Text, role: RowRole = RowRole.LINE) -> Row:
    amounts = (line.budget, line.so_far, line.forecast, line.better)
    return Row((label, *(None if each is None else Amount(each) for each in amounts), None), role)
