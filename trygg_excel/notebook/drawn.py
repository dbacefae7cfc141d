"""What a diagram shows, as data: rows of bars in öre, before anyone draws them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from trygg_excel.budget import Budget
from trygg_excel.comparing.comparison import Bridge, Comparison
from trygg_excel.errors import NothingToDraw
from trygg_excel.fact import Basis, Fact, Measure, Nature, Role
from trygg_excel.finding import Text, text
from trygg_excel.money import Unit, total
from trygg_excel.notebook.figures import Series, bridge_drawing, columns_drawing, lines_drawing
from trygg_excel.notebook.frames import unit_of_symbol
from trygg_excel.notebook.glimpses import common_unit
from trygg_excel.reporting.bars import Bar, BarKind

if TYPE_CHECKING:
    from trygg_excel.notebook.figures import Figure

_MEASURES = {
    Measure.ACTUAL: Text("Utfall", "Outcome"),
    Measure.BUDGET: Text("Budget", "Budget"),
    Measure.FORECAST: Text("Prognos", "Forecast"),
    Measure.OTHER: Text("Belopp", "Amounts"),
}
_MONTHS = range(1, 13)


def years_figure(comparison: Comparison, unit: str | None, lang: str) -> Figure:
    """Each row's years beside each other, in reading order."""
    labels = [f"{row.group} / {row.label}" if row.group else row.label for row in comparison.rows]
    series = [Series(str(year), [row.amounts.get(year, 0) for row in comparison.rows]) for year in comparison.years]
    span = f"{comparison.years[0]}–{comparison.years[-1]}"
    title = text("Jämförelse {span}", "Comparison {span}", span=span)
    return columns_drawing(title.say(lang), labels, series, _unit(comparison, unit), lang)


def bridge_figure(comparison: Comparison, year: int | None, unit: str | None, lang: str) -> Figure:
    """The bridge to `year`, from one total to the other."""
    bridge = next((each for each in reversed(comparison.bridges) if year in {None, each.now}), None)
    if bridge is None:
        years = ", ".join(str(each.now) for each in comparison.bridges)
        raise NothingToDraw(
            text("Det finns ingen brygga till {year}, bara till {years}.",
                 "There is no bridge to {year}, only to {years}.", year=year, years=years)
        )  # fmt: skip
    shown = _unit(comparison, unit)
    title = text("Brygga {a}–{b}", "Bridge {a}–{b}", a=bridge.before, b=bridge.now)
    return bridge_drawing(title.say(lang), _bars(bridge, lang), shown, lang)


def _bars(bridge: Bridge, lang: str) -> list[Bar]:
    def whole(year: int, ore: int) -> Bar:
        return Bar(text("Summa {y}", "Total {y}", y=year).say(lang), "", 0, ore, BarKind.LEVEL)

    bars, at = [whole(bridge.before, bridge.start)], bridge.start
    for step in bridge.steps:
        kind = BarKind.INCREASE if step.amount > 0 else BarKind.DECREASE
        bars.append(Bar(step.label.say(lang), "", at, at + step.amount, kind))
        at += step.amount
    return [*bars, whole(bridge.now, bridge.end)]


def months_figure(budget: Budget, unit: str | None, lang: str) -> Figure:
    """A year's months: one line per kind of amount (outcome, budget, forecast) over the table that has most of them."""
    monthly = [each for each in budget.records if each.month in _MONTHS and each.basis is Basis.PERIOD]
    if not monthly:
        raise NothingToDraw(
            text("'{name}' har inga månader att rita. Jämför år med te.compare(budget).plot().",
                 "'{name}' has no months to draw. Compare years with te.compare(budget).plot().", name=budget.name)
        )  # fmt: skip
    kept = _one_table(monthly)
    series = [
        Series(_MEASURES[measure].say(lang), [_month(kept, measure, month) for month in _MONTHS])
        for measure in _MEASURES
        if any(each.measure is measure for each in kept)
    ]
    if not any(each.measure is Measure.BUDGET for each in kept):
        series += _twelfth(budget.records, kept[0], lang)
    title = f"{budget.name}, {kept[0].year}"
    return lines_drawing(title, series, unit_of_symbol(unit) if unit else common_unit(kept), lang)


def _one_table(facts: list[Fact]) -> list[Fact]:
    """The months of one year, table and nature: the ones that most amounts are of, net where they are as many."""

    def kind(fact: Fact) -> tuple[str, str, Nature, int | None]:
        return fact.sheet, fact.table, fact.nature, fact.year

    sizes = Counter(map(kind, facts))
    best = max(sizes, key=lambda each: (sizes[each], each[2] is Nature.NET))
    return [each for each in facts if kind(each) == best]


def _month(facts: Iterable[Fact], measure: Measure, month: int) -> int | None:
    """The stated total of a month, else the sum of its lines; None where there is none or a part is unknown."""
    own = [each for each in facts if each.measure is measure and each.month == month]
    totals = [each.amount for each in own if each.role is Role.TOTAL]
    if totals:
        return totals[-1]
    lines = total(each.amount for each in own if each.role is Role.LINE)
    return lines.known if own and lines.complete else None


def _twelfth(facts: Iterable[Fact], like: Fact, lang: str) -> list[Series]:
    """A twelfth of the year's stated budget in each month, called just that; nothing where none is stated."""
    same = (like.sheet, like.table, like.nature, like.year)
    stated = [
        each.amount
        for each in facts
        if (each.sheet, each.table, each.nature, each.year) == same
        and (each.measure, each.basis, each.role) == (Measure.BUDGET, Basis.FULL_YEAR, Role.TOTAL)
        and each.amount is not None
    ]
    name = Text("Budget, en tolftedel", "Budget, a twelfth").say(lang)
    return [Series(name, [round(stated[-1] / 12)] * 12)] if stated else []


def _unit(comparison: Comparison, symbol: str | None) -> Unit:
    return unit_of_symbol(symbol) if symbol else comparison.unit
