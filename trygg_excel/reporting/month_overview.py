"""A year's months side by side: a heat map of judgements, the trend of findings, and how sure the forecasts were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from trygg_excel.finding import Severity, Text, text
from trygg_excel.money import Unit
from trygg_excel.month.line import Judgement
from trygg_excel.month.period import CLOSING, LAST
from trygg_excel.month.records import Figures, Record, Records
from trygg_excel.month_names import month_name, short_month
from trygg_excel.register.model import Register
from trygg_excel.reporting.model import (
    Amount,
    Chart,
    ChartKind,
    Column,
    Formula,
    Mark,
    Operation,
    Ratio,
    Report,
    Row,
    RowRole,
    Sheet,
    Style,
    Table,
    Tone,
    Value,
)
from trygg_excel.reporting.month_words import ROUNDING, SIGN, decimals
from trygg_excel.reporting.words import counted

_STATUS = {
    True: Mark(Text("Fastställd", "Final"), Tone.GOOD),
    False: Mark(Text("Preliminär", "Preliminary"), Tone.NOTE),
}
_GIVEN = Text(
    "Årets prognos så som varje månad angav den. En månad summeras när alla insatser här har en prognos; annars står "
    "hur många som har en.",
    "The year's forecast as each month gave it. A month is summed when all the programmes here have a forecast; "
    "otherwise it says how many have one.",
)
_SHORT = {
    Judgement.WITHIN: Mark(Text("Inom", "Within"), Tone.GOOD),
    Judgement.COMMENTED: Mark(Text("Kommenterad", "Commented"), Tone.NOTE),
    Judgement.BARE: Mark(Text("Saknas", "Missing"), Tone.WARNING),
    Judgement.NOT_JUDGED: Mark(Text("Ej bedömd", "Not judged"), Tone.NEUTRAL),
}


def year_report(register: Register, records: Records, year: int, unit: Unit, title: str = "") -> Report:
    """The year's months as they now are; made from the records alone."""
    made = records.of_year(year)
    last = made[-1]
    count = counted(len(made), Text("månad", "month"), Text("månader", "months"))
    fixed = sum(each.final for each in made)
    errors = last.findings.get(Severity.ERROR, 0)
    verdict = text(
        "{count}, varav {fixed} fastställda. Senast {month}: {state}.",
        "{count}, {fixed} of them final. Latest {month}: {state}.",
        count=count, fixed=fixed, month=month_name(last.period),
        state=Text("att åtgärda", "to be mended") if errors else Text("utan anmärkning", "in order"),
    )  # fmt: skip
    return Report(
        text("Översikt {year}", "Overview {year}", year=year),
        text("{about}. Belopp i {unit}.", "{about}. Amounts in {english}.", about=title or register.label,
             unit=unit.symbol, english=unit.english),
        Text("ARBETSMATERIAL", "WORKING PAPER"), verdict, Tone.ERROR if errors else Tone.GOOD,
        (_heat(register, made), _trend(made, unit), _forecasts(register, made, unit), *_sureness(register, made, unit)),
    )  # fmt: skip


def _months(made: Sequence[Record], style: Style, width: int) -> tuple[Column, ...]:
    return tuple(Column(f"m{each.period}", short_month(each.period), style, width) for each in made)


def _heat(register: Register, made: Sequence[Record]) -> Sheet:
    """Programmes down, months across: a word, a symbol and a colour in each cell."""
    rows = [Row((Text("Rapportens status", "Status of the report"), *(_STATUS[each.final] for each in made)))]
    rows += [
        Row((programme.label, *(_judgement(each.figures.get(programme.id)) for each in made)))
        for programme in register.programmes
        if any(programme.id in each.figures for each in made)
    ]
    return Sheet(
        id="heat", title=Text("Bedömning per månad", "Judgement by month"),
        lead=(
            Text(
                "Avvikelsen mot budget hittills: ✓ inom gränserna, ● över gränsen och kommenterad, ▲ över gränsen och "
                "kommentar saknas.",
                "The deviation from the budget so far: ✓ within the limits, ● past them with a comment, ▲ past them "
                "without one.",
            ),
        ),
        table=Table((_label(), *_months(made, Style.TEXT, 17)), tuple(rows)),
    )  # fmt: skip


def _label() -> Column:
    return Column("label", Text("Insats", "Programme"), Style.WRAPPED, 34)


def _judgement(figures: Figures | None) -> Value:
    if figures is None or not figures.judgement:
        return None
    return _SHORT[Judgement(figures.judgement)]


def _trend(made: Sequence[Record], unit: Unit) -> Sheet:
    """Month by month: how much was found, how much lacks a comment, and the deviation."""
    columns = (
        Column("month", Text("Månad", "Month"), Style.TEXT, 14),
        Column("deviation", Text("Avvikelse hittills", "Deviation so far"), Style.CHANGE, 14),
        Column("errors", Text("Fel", "Errors"), Style.COUNT, 9),
        Column("warnings", Text("Varningar", "Warnings"), Style.COUNT, 11),
        Column("notes", Text("Noteringar", "Notes"), Style.COUNT, 11),
        Column("bare", Text("Kommentar saknas", "No comment"), Style.COUNT, 12),
        Column("versions", Text("Version", "Version"), Style.COUNT, 9),
        Column("status", Text("Status", "Status"), Style.TEXT, 16),
    )
    rows = tuple(map(_trend_row, made))
    title = Text("Avvikelse hittills, månad för månad", "Deviation so far, month by month")
    return Sheet(
        id="trend", title=Text("Utveckling", "Trend"), lead=(SIGN,),
        table=Table(columns, rows, unit, decimals=decimals(unit)),
        chart=Chart(ChartKind.COLUMNS, title, title, "month", ("deviation",)),
    )  # fmt: skip


def _trend_row(record: Record) -> Row:
    bare = sum(each.judgement == Judgement.BARE for each in record.figures.values())
    found = (record.findings.get(each.value, 0) for each in Severity)
    name, deviation = month_name(record.period), _sum(record, "deviation")
    return Row((name, deviation, *found, bare, record.version, _STATUS[record.final]))


def _sum(record: Record, name: str) -> Value:
    """The sum of a record's amounts, unknown where one of them is."""
    amounts: list[int | None] = [getattr(each, name) for each in record.figures.values()]
    known = [each for each in amounts if each is not None]
    return (Amount(sum(known)) if len(known) == len(amounts) else Amount(None)) if amounts else None


def _forecasts(register: Register, made: Sequence[Record], unit: Unit) -> Sheet:
    """The year's forecast as each month gave it, beside the budget."""
    columns = (
        _label(), Column("budget", Text("Årsbudget", "Year's budget"), Style.AMOUNT, 12),
        *_months(made, Style.AMOUNT, 11),
        Column("change", Text("Ändring över året", "Change over the year"), Style.CHANGE, 13),
    )  # fmt: skip
    rows: list[Row] = []
    without: list[str] = []
    for programme in register.programmes:
        figures = [each.figures.get(programme.id, Figures()) for each in made]
        if any(each.forecast is not None for each in figures):
            rows.append(_forecast_row(programme.label, made, figures, len(rows)))
        elif figures[-1].revised is not None:
            without.append(programme.label)
    if rows:
        rows.append(_total(columns, rows))
    return Sheet(
        id="forecasts", title=Text("Prognos per månad", "Forecast by month"),
        lead=(_GIVEN, *_without(without)) if rows else (_GIVEN,),
        table=Table(columns, tuple(rows), unit, Text("Inga prognoser.", "No forecasts."), decimals(unit)),
        foot=(ROUNDING,),
    )  # fmt: skip


def _forecast_row(label: str, made: Sequence[Record], figures: Sequence[Figures], index: int) -> Row:
    given = [at for at, each in enumerate(figures) if each.forecast is not None]
    first, last = given[0], given[-1]
    cells = tuple((index, f"m{made[at].period}") for at in (last, first))
    change = (figures[last].forecast or 0) - (figures[first].forecast or 0)
    amounts = (None if each.forecast is None else Amount(each.forecast) for each in figures)
    budget = figures[-1].revised
    moved = Formula(Operation.DIFFERENCE, cells, Amount(change)) if len(given) > 1 else None
    return Row((label, None if budget is None else Amount(budget), *amounts, moved))


def _without(labels: Sequence[str]) -> Iterator[Text]:
    if labels:
        yield text(
            "Utan prognos hela året, och inte med här: {names}.",
            "Without a forecast all year, and not in here: {names}.", names=", ".join(labels),
        )  # fmt: skip


def _total(columns: Sequence[Column], rows: Sequence[Row]) -> Row:
    """A sum only of what every row has: a part of it would look like all of it, and months would not be alike."""
    given = {column.key: [_held(row.cells[at]) for row in rows] for at, column in enumerate(columns)}
    months = [key for key in given if key.startswith("m")]
    spans = {tuple(key for key in months if given[key][at] is not None) for at in range(len(rows))}
    alike = len({(span[0], span[-1]) for span in spans}) == 1
    cells = [_sum_of(column, given[column.key], alike=alike) for column in columns[1:]]
    return Row((Text("Summa", "Total"), *cells), role=RowRole.TOTAL)


def _sum_of(column: Column, values: Sequence[Value], *, alike: bool) -> Value:
    ores = [each.ore for each in values if isinstance(each, Amount) and each.ore is not None]
    if column.key == "change" and not alike:
        return Text("Olika månader", "Different months")
    if len(ores) < len(values):
        number, of = len(ores), len(values)
        return text("{number} av {of}", "{number} of {of}", number=number, of=of) if ores else None
    over = tuple((index, column.key) for index in range(len(values)))
    return Formula(Operation.SUM, over, Amount(sum(ores)))


def _held(value: Value) -> Value:
    return value.value if isinstance(value, Formula) else value


def _sureness(register: Register, made: Sequence[Record], unit: Unit) -> Iterator[Sheet]:
    """How near each month's forecast came to the year's outcome; once the year is done."""
    closed = next((each for each in reversed(made) if each.period % 100 in {LAST, CLOSING}), None)
    if closed is None:
        return
    columns = (
        _label(), Column("outcome", Text("Årets utfall", "The year's outcome"), Style.AMOUNT, 13),
        *(Column(f"d{each.period}", short_month(each.period), Style.PERCENT, 10) for each in made),
        Column("mean", Text("Medelfel", "Mean error"), Style.PERCENT, 11),
    )  # fmt: skip
    rows = []
    for programme in register.programmes:
        outcome = closed.figures.get(programme.id, Figures()).outcome
        forecasts = [each.figures.get(programme.id, Figures()).forecast for each in made]
        if outcome is not None and any(each is not None for each in forecasts):
            rows.append(_sure_row(programme.label, outcome, forecasts))
    if rows:
        rows.append(_sure_total(made, closed))
    yield Sheet(
        id="sureness", title=Text("Prognossäkerhet", "Forecast accuracy"),
        lead=(
            Text(
                "Hur långt varje månads prognos låg från årets utfall, i procent av utfallet. Plus: prognosen var för "
                "hög. Medelfelet räknas utan tecken.",
                "How far each month's forecast was from the year's outcome, in per cent of it. Plus: the forecast was "
                "too high. The mean error is without signs.",
            ),
        ),
        table=Table(columns, tuple(rows), unit, decimals=decimals(unit)),
    )  # fmt: skip


def _sure_total(made: Sequence[Record], closed: Record) -> Row:
    """Of all the programmes that have both a forecast and an outcome, together."""
    held = {id_ for each in made for id_, figures in each.figures.items() if figures.forecast is not None}
    known = sorted(id_ for id_ in held if closed.figures.get(id_, Figures()).outcome is not None)
    outcome = sum(closed.figures[id_].outcome or 0 for id_ in known)
    forecasts: list[int | None] = []
    for each in made:
        amounts = [each.figures.get(id_, Figures()).forecast for id_ in known]
        forecasts.append(None if None in amounts else sum(one or 0 for one in amounts))
    row = _sure_row("", outcome, forecasts)
    return Row((Text("Summa", "Total"), *row.cells[1:]), role=RowRole.TOTAL)


def _sure_row(label: str, outcome: int, forecasts: Sequence[int | None]) -> Row:
    errors = [None if each is None or not outcome else Decimal(each - outcome) / abs(outcome) for each in forecasts]
    known = [abs(each) for each in errors if each is not None]
    mean = Ratio(sum(known, Decimal(0)) / len(known)) if known else None
    return Row((label, Amount(outcome), *(None if each is None else Ratio(each) for each in errors), mean))
