"""The month's table: budget, outcome, deviation, last year and forecast, per programme and gathered by something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from trygg_excel.finding import Text, text
from trygg_excel.month.line import Judgement, Limits, Line, Of, given, share, whole
from trygg_excel.month.make import Month
from trygg_excel.month_names import month_name, short_month
from trygg_excel.reporting.model import (
    Amount,
    Column,
    Formula,
    Mark,
    Operation,
    Ratio,
    Row,
    RowRole,
    Style,
    Table,
    Tone,
    Value,
)
from trygg_excel.reporting.month_words import JUDGEMENTS, PAST, amount, decimals, sum_of

_WIDTH = 11


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of amounts: what it takes from a line, and whether what is missing is unknown (else it is blank)."""

    key: str
    title: Text
    of: Of
    style: Style = Style.AMOUNT
    unknown: bool = False
    less: tuple[str, str] | None = None  # the columns it is the difference of


def _of(name: str) -> Of:
    """What a line says of itself under that name."""
    return attrgetter(name)


def figures_of(month: Month) -> tuple[Figure, ...]:
    """The columns that this month has something to say in."""
    lines = month.lines
    to = _through(month)
    spent = _spent(month, to)
    found = [
        Figure("original", Text("Årsbudget, ursprunglig", "Year's budget, original"), _of("original"), unknown=True),
        Figure("revised", Text("Årsbudget, reviderad", "Year's budget, revised"), _of("revised"), unknown=True),
        Figure("budget", text("Budget {to}", "Budget {to}", to=to), _of("budget_so_far"), unknown=True),
        *spent,
        Figure(
            "deviation", Text("Avvikelse", "Deviation"), _of("deviation"), Style.CHANGE, unknown=True,
            less=("budget", spent[-1].key),
        ),
    ]  # fmt: skip
    if not any(each.budget.steps for each in lines):
        found[0:2] = [Figure("revised", Text("Årsbudget", "Year's budget"), _of("revised"), unknown=True)]
    if given(lines, _of("last_year")) is not None:
        found.append(
            Figure(
                "last_year",
                text("Förra året, {to}", "Last year, {to}", to=to),
                _of("last_year"),
            )
        )
    return (*found, *_forecasts(month))


def _spent(month: Month, to: Text) -> list[Figure]:
    """The outcome; with what is known but not booked, and both, where anything is."""
    booked = Figure("outcome", text("Utfall {to}", "Outcome {to}", to=to), _of("outcome"), unknown=True)
    if given(month.lines, _of("not_booked")) is None:
        return [booked]
    known = Figure("not_booked", Text("Känt men ej bokfört", "Known but not booked"), _of("not_booked"), Style.CHANGE)
    both = Figure("spent", Text("Utfall med ej bokfört", "Outcome with not booked"), _with_unbooked, unknown=True)
    return [booked, known, both]


def _with_unbooked(line: Line) -> int | None:
    return None if line.outcome is None else line.outcome + (line.not_booked or 0)


def _forecasts(month: Month) -> list[Figure]:
    lines = month.lines
    if given(lines, _of("forecast")) is None:
        return []
    found = [
        Figure("forecast", Text("Prognos helår", "Forecast for the year"), _of("forecast")),
        Figure(
            "forecast_deviation", Text("Prognos mot budget", "Forecast against budget"),
            _of("forecast_deviation"), Style.CHANGE, less=("revised", "forecast"),
        ),
    ]  # fmt: skip
    before = month.given.before
    if before is None or given(lines, _of("forecast_before")) is None:
        return found
    name = month_name(before.period)
    return [
        *found,
        Figure("forecast_before", text("Prognos i {month}", "Forecast in {month}", month=name), _of("forecast_before")),
        Figure(
            "forecast_change", Text("Prognosens ändring", "Change of forecast"), _of("forecast_change"),
            Style.CHANGE, less=("forecast", "forecast_before"),
        ),
    ]  # fmt: skip


def _through(month: Month) -> Text:
    """'jan–mars', 'jan', 'helår'."""
    number = month.period % 100
    if number >= 12:
        return Text("helår", "full year")
    short = short_month(month.period)
    return short if number == 1 else Text(f"jan–{short.sv}", f"Jan–{short.en}")


def columns_of(figures: Sequence[Figure], first: Text, width: int = 34) -> tuple[Column, ...]:
    """The columns of the table, with the share after the deviation and the judgement last."""
    found = [Column("label", first, Style.WRAPPED, width)]
    for figure in figures:
        found.append(Column(figure.key, figure.title, figure.style, _WIDTH))
        if figure.key == "deviation":
            found.append(Column("share", Text("Avvikelse, %", "Deviation, %"), Style.PERCENT, 9))
    return (*found, Column("judgement", Text("Bedömning", "Judgement"), Style.TEXT, 24))


def programme_table(month: Month) -> Table:
    """Every programme under its committee, with live sums of each and of all."""
    rows: list[Row] = []
    sums: list[int] = []
    figures = figures_of(month)
    committees = list(dict.fromkeys(each.committee for each in month.lines))
    for committee in committees:
        own = [each for each in month.lines if each.committee == committee]
        first = len(rows)
        rows += [_row(figures, each, first + at, level=int(len(committees) > 1)) for at, each in enumerate(own)]
        if len(committees) > 1:
            label = _sum_of(committee)
            rows.append(_sum(figures, label, own, range(first, len(rows)), RowRole.SUBTOTAL))
            sums.append(len(rows) - 1)
    all_ = sums or list(range(len(rows)))
    rows.append(_sum(figures, Text("Summa", "Total"), month.lines, all_, RowRole.TOTAL))
    return _table(month, figures, Text("Insats", "Programme"), rows)


def _sum_of(committee: str) -> Text:
    if not committee:
        return Text("Summa utan nämnd", "Total without a committee")
    inside = committee if committee[1:2].isupper() else committee[:1].lower() + committee[1:]
    return text("Summa {name}", "Total {name}", name=inside)


_FINE = frozenset({"original", "spent", "last_year", "forecast_before"})


def gathered_table(
    month: Month, first: Text, by: Callable[[Line], str], unnamed: Text, *, brief: bool = False
) -> Table:
    """A row for each committee, or whatever `by` tells, with the total. `brief`: without the finer columns."""
    rows: list[Row] = []
    figures = tuple(each for each in figures_of(month) if not (brief and each.key in _FINE))
    for name in dict.fromkeys(map(by, month.lines)):
        own = [each for each in month.lines if by(each) == name]
        rows.append(_gathered(figures, name or unnamed, own, month.given.limits))
    rows.append(_sum(figures, Text("Summa", "Total"), month.lines, range(len(rows)), RowRole.TOTAL))
    return _table(month, figures, first, rows)


def _table(month: Month, figures: Sequence[Figure], first: Text, rows: Sequence[Row]) -> Table:
    empty = Text("Inga insatser har budget eller utfall.", "No programme has a budget or an outcome.")
    return Table(columns_of(figures, first), tuple(rows), month.unit, empty, decimals(month.unit))


def _row(figures: Sequence[Figure], line: Line, index: int, level: int) -> Row:
    cells: list[Value] = [line.label]
    for figure in figures:
        cells.append(_cell(figure, figure.of(line), index))
        if figure.key == "deviation":
            cells.append(_share(line.deviation, line.budget_so_far))
    mark = JUDGEMENTS[line.judgement]
    tone = mark.tone if mark.tone is Tone.WARNING else Tone.NEUTRAL
    return Row((*cells, mark), tone=tone, level=level)


def _cell(figure: Figure, ore: int | None, index: int) -> Value:
    if ore is None:
        return Amount(None) if figure.unknown else None
    if figure.less is not None:
        return Formula(Operation.DIFFERENCE, tuple((index, key) for key in figure.less), Amount(ore))
    return Amount(ore)


def _share(part: int | None, whole: int | None) -> Value:
    found = share(part, whole)
    return None if found is None else Ratio(found)


def _gathered(figures: Sequence[Figure], label: str | Text, lines: Sequence[Line], limits: Limits) -> Row:
    """The amounts of several lines as one row."""
    cells: list[Value] = [label]
    for figure in figures:
        cells.append(_together(figure, lines))
        if figure.key == "deviation":
            cells.append(_whole_share(lines))
    return Row((*cells, worst_mark(lines, limits)))


def _together(figure: Figure, lines: Sequence[Line]) -> Amount | None:
    """A sum of the figure over the lines: all of them, so that the columns of a row are of the same ones."""
    if figure.key == "not_booked":  # what is blank there is nothing
        return amount(given(lines, figure.of))
    return sum_of(lines, figure.of, optional=not figure.unknown)


def _whole_share(lines: Sequence[Line]) -> Value:
    return _share(whole(lines, _of("deviation")), whole(lines, _of("budget_so_far")))


def worst_mark(lines: Sequence[Line], limits: Limits) -> Mark:
    """The judgement that asks most of its reader, with how many lines it is of; then that of the lines together."""
    deviation = whole(lines, _of("deviation"))
    bare = [each for each in lines if each.judgement is Judgement.BARE]
    if bare:
        return _counted_mark(Judgement.BARE, len(bare))
    past = None if deviation is None else limits.passes(deviation, whole(lines, _of("budget_so_far")) or 0)
    if past is None:
        return JUDGEMENTS[Judgement.NOT_JUDGED]
    commented = sum(each.judgement is Judgement.COMMENTED for each in lines)
    if commented:
        return _counted_mark(Judgement.COMMENTED, commented)
    return PAST if past else JUDGEMENTS[Judgement.WITHIN]


def _counted_mark(judgement: Judgement, count: int) -> Mark:
    mark = JUDGEMENTS[judgement]
    return Mark(text("{word}: {n}", "{word}: {n}", word=mark.label, n=count), mark.tone)


def _sum(figures: Sequence[Figure], label: Text, lines: Sequence[Line], over: Sequence[int], role: RowRole) -> Row:
    cells: list[Value] = [label]
    for figure in figures:
        found = _together(figure, lines)
        if found is None or found.ore is None:
            cells.append(found)
        else:
            cells.append(Formula(Operation.SUM, tuple((row, figure.key) for row in over), found))
        if figure.key == "deviation":
            cells.append(_whole_share(lines))
    return Row((*cells, None), role=role)
