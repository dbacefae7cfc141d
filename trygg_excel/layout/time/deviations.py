"""Differences that name no time are of the columns they stand right after: 'Ack budget | Ack utfall | Avvikelse'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.kinds.terms import DIFFERENCES, measure_in, rejoined
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.months import months_in, says_accumulated, says_full_year
from trygg_excel.layout.time.periods import Period, year_period, years_in
from trygg_excel.layout.time.sized import Size, budget_of_months

_DIFFERENCE = re.compile(r"(?:differens|differanse|diff|skillnad|difference)\.?(?:,? ?\(?[tm]n?kr\)?)?", re.IGNORECASE)
_FROM_BUDGET = re.compile(
    r"\b(?:mot|gentemot|jmf\.?|jfr\.?|vs\.?|jämfört med) (?:\w+ )?budget ((?:19|20)\d\d)$", re.IGNORECASE
)
_BECAME = {Measure.ACTUAL, Measure.FORECAST}


def with_their_periods(
    columns: Sequence[HeadedColumn], titled: Period | None, size: Size, *, invested: bool
) -> tuple[HeadedColumn, ...]:
    """The columns, each deviation that tells no time with that of the budget and the outcome right before it.

    `titled`: of columns that name none; `size`: how much a column holds, signs apart. A budget that names no time
    beside an outcome of some months is of those or of the year: the nearer to what the outcome would then be, unless
    it is `invested`.
    """
    found = list(columns)
    for at, column in enumerate(columns):
        pair = found[max(0, at - 2) : at]
        if not _differs(column):
            continue
        if not budgeted_and_become(pair):
            told = _of_budget_named(column, found) or _of_months_of(column, found)
            found[at] = told or _of_the_later(column, pair, titled)
            continue
        pair = _of_months_or_year(pair, titled, size, columns, invested=invested)
        found[max(0, at - 2) : at] = pair
        told = _of_budget_named(column, found) or _of_months_of(column, found) or column
        found[at] = told if _tells_time(column.heading) else _dated(column, pair, titled)
    return tuple(found)


def is_bare_difference(heading: str) -> bool:
    """Whether a heading says that amounts differ and not from what: 'Diff', 'Skillnad, tkr'."""
    return _DIFFERENCE.fullmatch(heading.strip()) is not None


def budgeted_and_become(pair: Sequence[HeadedColumn]) -> bool:
    """Whether two columns are a budget and what became of it; 'Ack' alone beside 'Budget ack' is an outcome."""
    measures = {_measure(each) for each in pair}
    return len(pair) > 1 and Measure.BUDGET in measures and bool(measures & _BECAME)


def _measure(column: HeadedColumn) -> Measure | None:
    told = measure_in(rejoined(column.heading))
    return Measure.ACTUAL if told is None and says_accumulated(column.heading) else told


def _are_the_same_months(periods: Sequence[Period]) -> bool:
    """Whether two periods are of the same months of two years: 'Utfall' and 'Samma period fg år'."""
    parts = {(each.start % 100, each.end % 100, each.basis) for each in periods}
    return len(periods) > 1 and len(parts) == 1 and periods[0].basis in {Basis.PERIOD, Basis.ACCUMULATED}


def _of_the_later(column: HeadedColumn, pair: Sequence[HeadedColumn], titled: Period | None) -> HeadedColumn:
    """A difference right after two years, neither of them the title's, is of the later: the title speaks of another."""
    periods = [each.period for each in pair if each.period]
    if _tells_time(column.heading):
        return column
    unsure = column.inferred or any(each.inferred for each in pair)
    latest = max(periods, key=lambda each: each.end, default=None)
    if latest and _are_the_same_months(periods) and column.period in {None, year_period(latest.year)}:
        return replace(column, period=latest, inferred=unsure)
    column = replace(column, inferred=unsure)
    if (
        column.period is not None
        or titled is None
        or len(periods) < 2
        or titled.year in {each.year for each in periods}
    ):
        return column
    return replace(column, period=max(periods, key=lambda each: each.end), inferred=True)


def _of_budget_named(column: HeadedColumn, columns: Sequence[HeadedColumn]) -> HeadedColumn | None:
    """A deviation from the budget of a year that it names, and whose outcome stands beside, is of that year."""
    match = _FROM_BUDGET.search(column.heading)
    year = year_period(int(match[1])) if match else None
    became = any(each.period == year and _measure(each) in _BECAME for each in columns)
    deviates = became and measure_in(rejoined(column.heading)) is Measure.DEVIATION
    return replace(column, period=year) if year is not None and deviates else None


def _of_months_of(column: HeadedColumn, columns: Sequence[HeadedColumn]) -> HeadedColumn | None:
    """A difference that names only the year it is held against, whose outcome stands beside in months, is of those."""
    named = years_in(column.heading)
    whole = column.period is None or column.period == year_period(column.period.year)
    if len(named) != 1 or not whole or months_in(column.heading) or says_full_year(column.heading):
        return None
    told = [each.period for each in columns if each.period and _measure(each) is Measure.ACTUAL]
    months = [each for each in told if each.basis is Basis.ACCUMULATED]
    if year_period(named[0]) in told or not any(each.year == named[0] for each in months):
        return None
    later = [each for each in months if each.year == named[0] + 1]
    return replace(column, period=later[0]) if later else None


def _differs(column: HeadedColumn) -> bool:
    return measure_in(rejoined(column.heading)) in DIFFERENCES or is_bare_difference(column.own_heading)


def _dated(column: HeadedColumn, pair: Sequence[HeadedColumn], titled: Period | None) -> HeadedColumn:
    """A deviation of the time of both, or of the year where that is the budget's and the outcome's is not over."""
    first, last = (each.period or titled for each in pair)
    if first is None or last is None:
        return column
    if first == last:
        return replace(column, period=first, inferred=any(each.inferred for each in pair))
    left = {first.basis, last.basis} == {Basis.FULL_YEAR, Basis.ACCUMULATED} and first.year == last.year
    return replace(column, inferred=column.inferred or not left or any(each.inferred for each in pair))


def _of_months_or_year(
    pair: list[HeadedColumn], titled: Period | None, size: Size, columns: Sequence[HeadedColumn], *, invested: bool
) -> list[HeadedColumn]:
    """The two, the budget in the outcome's months where its size says so; else of the year."""
    budget = next(each for each in pair if _measure(each) is Measure.BUDGET)
    told = budget_of_months(pair, budget, titled, size, columns, invested=invested)
    return [told if each is budget else each for each in pair]


def _tells_time(heading: str) -> bool:
    told = years_in(heading) or months_in(heading)
    return bool(told) or says_accumulated(heading) or says_full_year(heading)
