"""One A4 for the chief: what, how much, why, who does what by when; deviations, forecast, what was not checked."""

from __future__ import annotations

from collections.abc import Sequence

from trygg_excel.checking import Checked
from trygg_excel.comparing.comparison import ComparedRow, Comparison
from trygg_excel.comparing.largest import Against, Deviation, Deviations, Outlook, largest_deviations, outlook_of
from trygg_excel.errors import TryggError
from trygg_excel.fact import Confidence, Nature
from trygg_excel.finding import Finding, Money, Severity, Text, Verdict, listed, text
from trygg_excel.held import Held
from trygg_excel.money import KR, Unit
from trygg_excel.month_names import month_and_year
from trygg_excel.reporting.cell_free import CellNames, cell_names, remedy, what, why, without_cells
from trygg_excel.reporting.findings import merged
from trygg_excel.reporting.model import Amount, Column, Report, Row, Sheet, Style, Table, Value
from trygg_excel.reporting.paper import DRAFT, ROUNDING, about, paper_unit, without_empty
from trygg_excel.reporting.summary import verdict_line
from trygg_excel.reporting.words import counted

MOST = 5
_WHAT = (
    Column("what", Text("Vad", "What"), Style.WRAPPED, 34),
    Column("amount", Text("Hur mycket", "How much"), Style.CODE, 12),
    Column("why", Text("Varför", "Why"), Style.WRAPPED, 26),
    Column("remedy", Text("Vad som behöver göras", "What needs doing"), Style.WRAPPED, 28),
    Column("who", Text("Vem", "Who"), Style.TEXT, 12, answer=True),
    Column("when", Text("Klart", "Done by"), Style.TEXT, 10, answer=True),
)
_BETTER = Text("+ = bättre än budget", "+ = better than budget")
_LATER = Text("förändring = senare år minus tidigare", "change = later year less earlier")
_NATURES = {Nature.REVENUE: Text(", intäkter", ", revenue"), Nature.COST: Text(", kostnader", ", costs")}
_LACKING = (
    Column("lack", Text("Det som saknades", "What was lacking"), Style.WRAPPED, 40),
    Column("unchecked", Text("Därför inte kontrollerat", "Therefore not checked"), Style.WRAPPED, 60),
)
_ALL = Text("Alla kontroller som gäller underlaget är gjorda.", "All controls that apply have been made.")


def chief_page(
    checked: Checked,
    helds: Sequence[Held],
    comparison: Comparison | None,
    unread: tuple[TryggError, ...] = (),
    banner: Text = DRAFT,
) -> Report:
    """`helds` are the workbooks whose amounts are shown, each figure once; `comparison` what the changes are of."""
    verdict, tone = verdict_line(checked, unread)
    deviations = largest_deviations(helds, MOST)
    unit = _unit(checked, deviations, comparison)
    names = cell_names(checked)
    parts = [_to_do(checked, names)]
    signs: tuple[Text, ...] = ()
    if deviations is not None:
        parts.append(_deviations(deviations, unit or KR))
        parts += [_outlook(found, unit or KR) for found in _outlooks(helds)]
        signs = (_BETTER,)
    elif comparison is not None:
        parts.append(_changes(comparison, unit or KR))
        signs = (_LATER,)
    return Report(
        title=Text("Budgetkontroll: läget i korthet", "Budget control: the position in brief"),
        subtitle=about(checked, unit, signs),
        banner=banner,
        verdict=verdict,
        tone=tone,
        sheets=(*parts, _not_checked(checked, names, unread)),
    )


def _unit(checked: Checked, deviations: Deviations | None, comparison: Comparison | None) -> Unit | None:
    """That of the workbooks, in which the findings are told too; where they differ, what suits the amounts."""
    units = {check.held.unit for check in checked.checks if check.held.facts}
    if len(units) == 1 and (deviations or comparison):
        return units.pop()
    if deviations is not None:
        return paper_unit([each for one in deviations.found for each in (one.budget, one.outcome)])
    if comparison is None:
        return None
    return paper_unit([row.amounts.get(year) or 0 for row in comparison.rows for year in comparison.years[-2:]])


def _to_do(checked: Checked, names: CellNames) -> Sheet:
    """The gravest open findings, those of one cause once."""
    every = [each for each, _ in merged(checked.findings) if each.is_open and each.severity is not Severity.NOTE]
    units = {check.budget.file: check.held.unit for check in checked.checks}
    who = checked.register.settings.responsible if checked.register is not None else ""
    rows = tuple(_row(names, each, units, who) for each in every[:MOST])
    more = len(every) - len(rows)
    foot = (text("{n} till står i kontrollarbetsboken.", "{n} more stand in the control workbook.", n=more),)
    return Sheet(
        id="to-do",
        title=Text("Att ta ställning till", "To be decided on"),
        lead=(),
        table=without_empty(
            Table(_WHAT, rows, empty=Text("Inget att ta ställning till.", "Nothing to be decided on."))
        ),
        foot=foot if more else (),
    )


def _row(names: CellNames, finding: Finding, units: dict[str, Unit], who: str) -> Row:
    unit = units.get(finding.sources[0].file, KR) if finding.sources else KR
    money = None if finding.difference is None else Money(abs(finding.difference), unit)
    said, cause = what(names, finding), why(names, finding)
    amount: Value = text("{m}", "{m}", m=money) if money is not None else None
    cells = (said, amount, cause if cause.sv and cause != said else None, remedy(names, finding), who or None, None)
    return Row(cells)


_AGAINST = {
    Against.FORECAST: (Text("Prognos helår", "Forecast, whole year"), Text("Budget helår", "Budget, whole year")),
    Against.SO_FAR: (Text("Utfall t.o.m. {m}", "Outcome through {m}"), Text("Budget t.o.m. {m}", "Budget through {m}")),
    Against.CLOSED: (Text("Utfall {y}", "Outcome {y}"), Text("Budget {y}", "Budget {y}")),
}


def _deviations(deviations: Deviations, unit: Unit) -> Sheet:
    outcome, budget = (_of_period(each, deviations) for each in _AGAINST[deviations.against])
    columns = (
        Column("label", Text("Verksamhet", "Activity"), Style.WRAPPED, 50),
        Column("budget", budget, Style.AMOUNT, 16),
        Column("outcome", outcome, Style.AMOUNT, 16),
        Column("better", Text("Avvikelse", "Deviation"), Style.CHANGE, 14),
    )
    rows = tuple(
        Row((_label(each), *map(Amount, (each.budget, each.outcome, each.better)))) for each in deviations.found
    )
    return Sheet(
        id="deviations",
        title=Text("De största avvikelserna mot budget", "The largest deviations from the budget"),
        lead=(),
        table=Table(columns, rows, unit, Text("Inga avvikelser.", "No deviations."), unit.decimals),
        foot=(ROUNDING,),
    )  # fmt: skip


def _of_period(title: Text, deviations: Deviations) -> Text:
    """The heading with its month or year, where that is the same for all rows."""
    periods = {each.period for each in deviations.found}
    period = periods.pop() if len(periods) == 1 else 0
    if not period:
        return Text(*(each.split(" t.o.m.")[0].split(" through")[0].split(" {")[0] for each in (title.sv, title.en)))
    return text(title.sv, title.en, m=month_and_year(period), y=period // 100)


def _label(deviation: Deviation) -> Text:
    nature = _NATURES.get(deviation.nature, Text("", ""))
    return text("{label}{nature}", "{label}{nature}", label=deviation.label, nature=nature)


def _outlooks(helds: Sequence[Held]) -> list[Outlook]:
    """The forecast, where one workbook states one; several forecasts are no sum."""
    found = [each for held in helds if (each := outlook_of(held)) is not None]
    return found if len(found) == 1 else []


def _outlook(outlook: Outlook, unit: Unit) -> Sheet:
    columns = (
        Column("what", text("Helår {y}", "Whole year {y}", y=outlook.year), Style.WRAPPED, 40),
        Column("budget", Text("Budget", "Budget"), Style.AMOUNT, 14),
        Column("now", Text("Prognos nu", "Forecast now"), Style.AMOUNT, 14),
        Column("last", Text("Förra prognosen", "Last forecast"), Style.AMOUNT, 14),
        Column("change", Text("Ändring", "Change"), Style.CHANGE, 14),
        Column("better", Text("Avvikelse", "Deviation"), Style.CHANGE, 14),
    )
    last = None if outlook.last is None else Amount(outlook.last)
    change = None if outlook.last is None else Amount(outlook.forecast - outlook.last)
    row = Row((outlook.label, Amount(outlook.budget), Amount(outlook.forecast), last, change, Amount(outlook.better)))
    table = without_empty(Table(columns, (row,), unit, decimals=unit.decimals))
    return Sheet(id="outlook", title=Text("Prognos", "Forecast"), lead=(), table=table)


def _changes(comparison: Comparison, unit: Unit) -> Sheet:
    before, now = comparison.years[-2:]
    known = [each for each in comparison.rows if each.change(before, now)]
    largest = sorted(known, key=lambda each: -abs(each.change(before, now) or 0))[:MOST]
    columns = (
        Column("label", Text("Insats", "Programme"), Style.WRAPPED, 46),
        *(Column(f"y{year}", Text(str(year), str(year)), Style.AMOUNT, 12) for year in (before, now)),
        Column("change", Text("Förändring", "Change"), Style.CHANGE, 14),
        Column("mark", Text("Kommentar", "Comment"), Style.WRAPPED, 30),
    )
    rows = tuple(_change(each, before, now) for each in largest)
    empty = text("Inget har ändrats från {a} till {b}.", "Nothing has changed from {a} to {b}.", a=before, b=now)
    title = text("De största förändringarna {a}–{b}", "The largest changes {a}–{b}", a=before, b=now)
    return Sheet("changes", title, (), Table(columns, rows, unit, empty, unit.decimals), foot=(ROUNDING,))


def _change(row: ComparedRow, before: int, now: int) -> Row:
    amounts = (Amount(row.amounts[year]) if year in row.amounts else None for year in (before, now))
    return Row((row.label, *amounts, Amount(row.change(before, now)), row.mark))


def _not_checked(checked: Checked, names: CellNames, unread: tuple[TryggError, ...]) -> Sheet:
    """What nobody should believe was checked: files that could not be read, controls that lacked something."""
    lines = [each.message for each in unread[:2]]
    if len(unread) > len(lines):
        n = len(unread) - len(lines)
        lines.append(text("{n} filer till kunde inte läsas.", "{n} more files could not be read.", n=n))
    unsure = sum(fact.confidence is not Confidence.SURE for check in checked.checks for fact in check.held.facts)
    if unsure:
        lines.append(
            counted(
                unsure,
                Text("belopp är läst med viss osäkerhet.", "amount was read with some uncertainty."),
                Text("belopp är lästa med viss osäkerhet.", "amounts were read with some uncertainty."),
            )
        )
    rows = _lacking(checked, names)
    more = len(rows) - MOST
    told = text("{n} saker till kunde inte prövas; se kontrollarbetsboken.",
                "{n} more could not be tried; see the control workbook.", n=more)  # fmt: skip
    return Sheet(
        id="not-checked",
        title=Text("Inte kontrollerat", "Not checked"),
        lead=tuple(lines),
        table=Table(_LACKING, tuple(rows[:MOST]), empty=_ALL),
        foot=(told,) if more > 0 else (),
    )


def _lacking(checked: Checked, names: CellNames) -> list[Row]:
    """What was lacking, and what was therefore not checked in any workbook; what most controls lacked first."""
    judged = {each.subject.sv for each in checked.results if each.verdict is not Verdict.NOT_JUDGED}
    found: dict[str, tuple[Text, dict[str, Text]]] = {}
    for each in checked.results:
        if each.verdict is Verdict.NOT_JUDGED and each.subject.sv not in judged and each.lacks:
            lack = without_cells(names, each.sources, each.lacks[0])
            subject = without_cells(names, each.sources, each.subject)
            found.setdefault(lack.sv, (lack, {}))[1][subject.sv] = subject
    return [
        Row((_capital(lack), _named(tuple(of.values()))))
        for lack, of in sorted(found.values(), key=lambda own: -len(own[1]))
    ]


def _capital(said: Text) -> Text:
    return Text(said.sv[:1].upper() + said.sv[1:], said.en[:1].upper() + said.en[1:])


def _named(subjects: Sequence[Text]) -> Text:
    sv, en = (listed((each.say(lang) for each in subjects), most=3).say(lang) for lang in ("sv", "en"))
    return Text(sv, en)
