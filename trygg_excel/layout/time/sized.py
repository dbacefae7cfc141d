"""What a column's size beside a whole year's tells of the months it is of: an outcome of 42 % is no May alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.kinds.terms import DIFFERENCES, measure_in
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.months import says_full_year, says_year_before
from trygg_excel.layout.time.periods import Period, year_period

Size = Callable[[int], Decimal]  # how much a column holds, signs apart

_MONTHS = Decimal(12)
_NEARLY = 9  # months: what grew may then be a whole year's
_TOLD = 4  # months: fewer are no more of a year than a single one may be
_OF_ONE = re.compile(r"\bmån", re.IGNORECASE)  # 'Månadens utfall' is of the month, however large
_WHOLE_YEAR = re.compile(r"bokslut|helår|hela året|årsutfall|full year|annual", re.IGNORECASE)
_NEAR = Decimal("0.2")  # of what lies between two readings: so near the middle that neither is told
_AHEAD = {Measure.BUDGET, Measure.FORECAST}
_WHOLE = {Measure.BUDGET, Measure.ACTUAL, Measure.FORECAST}


def of_month_or_so_far(columns: Sequence[HeadedColumn], size: Size) -> tuple[HeadedColumn, ...]:
    """The columns; those of a month or a tertial, of all months up to it where they are as large as those.

    Beside amounts of a whole year: 'Utfall maj 2025' of 42 % of 'Budget 2025' is of January to May. Where several are
    named all must be so.
    """
    months = {each.period.end % 100 for each in columns if _is_of_month(each) and each.period}
    accumulated = any(each.period and each.period.basis is Basis.ACCUMULATED for each in columns)
    if not months or accumulated or months == {1}:
        return tuple(columns)
    leans = {each.column: _leans(each, columns, size) for each in columns if _is_of_month(each)}
    if True not in leans.values() or (len(months) > 1 and set(leans.values()) != {True}):
        return tuple(columns)
    sure = max(months) >= _TOLD and False not in leans.values()
    return tuple(_so_far(each, sure=sure) if _is_part(each) else each for each in columns)


def _is_part(column: HeadedColumn) -> bool:
    """Whether a column is of a month, a tertial or a quarter alone, by its heading."""
    return column.period is not None and column.period.basis is Basis.PERIOD and column.period.start % 100 > 1


def _is_of_month(column: HeadedColumn) -> bool:
    told = measure_in(column.heading) in {Measure.ACTUAL, Measure.BUDGET}
    return told and _is_part(column) and not _OF_ONE.search(column.heading)


def _leans(column: HeadedColumn, columns: Sequence[HeadedColumn], size: Size) -> bool | None:
    """Whether a month's column is of all months up to it, or of it alone; None where nothing tells."""
    period = column.period
    if period is None:
        return None
    year = year_period(period.year)
    whole = next((each for each in columns if _is_whole(each, year, dated=column.inferred)), None)
    if whole is None or not (base := size(whole.column)):
        return None
    last, length = period.end % 100, period.end - period.start + 1
    return nearer(size(column.column) / base, Decimal(last) / _MONTHS, Decimal(length) / _MONTHS)


def _is_whole(column: HeadedColumn, year: Period, *, dated: bool) -> bool:
    """Whether a column is of a whole year: of that year, or unless it must be `dated` a budget that says no time."""
    told = measure_in(column.heading)
    return told in _WHOLE if column.period == year else not dated and column.period is None and told in _AHEAD


def _so_far(column: HeadedColumn, *, sure: bool) -> HeadedColumn:
    period = column.period
    if period is None:
        return column
    return replace(column, period=Period(period.year * 100 + 1, period.end, Basis.ACCUMULATED), inferred=not sure)


def of_the_year_before(columns: Sequence[HeadedColumn], size: Size) -> tuple[HeadedColumn, ...]:
    """The columns; last year's outcome in the months of this year's beside it, where it is as large as those.

    'Föreg. år' right beside 'Utfall' of January to September; what is about as near to either is not sure.
    """
    so_far = next((each for each in columns if _runs(each)), None)
    if so_far is None or so_far.period is None or not (base := size(so_far.column)):
        return tuple(columns)
    period = so_far.period
    months = period.before()
    found: list[HeadedColumn] = []
    for column in columns:
        leans: bool | None = False
        if _may_be_same_months(column, period) and period.end % 100 > _NEARLY:
            found.append(replace(column, inferred=True))
            continue
        if _may_be_same_months(column, period):
            leans = nearer(size(column.column) / base, Decimal(1), _MONTHS / Decimal(period.end % 100))
        found.append(column if leans is False else replace(column, period=months, inferred=leans is None))
    return tuple(found)


def _runs(column: HeadedColumn) -> bool:
    part = column.period is not None and column.period.basis is Basis.ACCUMULATED
    return part and measure_in(column.heading) is Measure.ACTUAL


def _may_be_same_months(column: HeadedColumn, so_far: Period) -> bool:
    """Whether a column is of the whole year before only because it says no more than that."""
    before = says_year_before(column.heading) and not _WHOLE_YEAR.search(column.heading)
    plain = measure_in(column.heading) in {None, Measure.ACTUAL} and column.period == year_period(so_far.year - 1)
    return before and plain and so_far.end % 100 < _MONTHS


def budgets_of_months(columns: Sequence[HeadedColumn], size: Size, *, dated: bool) -> tuple[HeadedColumn, ...]:
    """The columns; a year's budget is not sure where it is as large as the outcome of some months, and no forecast
    tells what a year of it is.

    It is then taken to be of those, where they are few enough for that to tell. `dated`: of those that name the year.
    """
    outcomes = [each for each in columns if _runs(each)]
    forecasts = [each for each in columns if measure_in(each.heading) is Measure.FORECAST]
    if not outcomes or any(len(each.path) < 2 for each in forecasts):
        return tuple(columns)
    years = [size(each.column) for each in forecasts]
    return tuple(
        _in_months(each, _alike(each, outcomes), size)
        if dated == (each.period is not None) and not any(_about(size(each.column), other) for other in years)
        else each
        for each in columns
    )


def _about(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _NEAR * max(one, other)


def _alike(budget: HeadedColumn, outcomes: Sequence[HeadedColumn]) -> HeadedColumn:
    """The outcome that shares most of a budget's headings: 'Intäkter / Utfall' of 'Intäkter / Budget'."""
    return max(outcomes, key=lambda each: len(set(each.path) & set(budget.path)))


def _in_months(column: HeadedColumn, outcome: HeadedColumn, size: Size) -> HeadedColumn:
    months, base = outcome.period, size(column.column)
    if months is None or not base or not is_years_budget(column, months.year):
        return column
    share = size(outcome.column) / base
    if nearer(share, Decimal(1), Decimal(months.end % 100) / _MONTHS) is not True:
        return column
    return replace(column, period=months if months.end % 100 < _NEARLY else column.period, inferred=True)


def is_years_budget(column: HeadedColumn, year: int) -> bool:
    """Whether a column is of a budget that says no more of its time than the year."""
    told = column.period in {None, year_period(year)} and not says_full_year(column.heading)
    return told and measure_in(column.heading) is Measure.BUDGET and not column.inferred


def budget_of_months(
    pair: Sequence[HeadedColumn],
    budget: HeadedColumn,
    titled: Period | None,
    size: Size,
    columns: Sequence[HeadedColumn],
    *,
    invested: bool,
) -> HeadedColumn:
    """A budget that names no time beside an outcome of some months: of those, or of the year, whichever is nearer.

    One of investments is not of months, but then not sure either.
    """
    months = next(each.period for each in pair if each is not budget)
    if budget.period is not None or titled is None or months is None or months.basis is not Basis.ACCUMULATED:
        return budget
    expected = Decimal(months.end % 100) / _MONTHS
    if months.year != titled.year or expected >= 1 or not (base := size(budget.column)):
        return budget
    outcome = next(each for each in pair if each is not budget)
    share = size(outcome.column) / base
    leans = nearer(share, Decimal(1), expected)
    of_months = abs(share - 1) < abs(share - expected) and not _is_forecasts(budget, columns, size)
    unsure = leans is None or outcome.inferred or (of_months and months.end % 100 >= _NEARLY)
    return replace(
        budget, period=months if of_months and not invested else titled, inferred=unsure or (of_months and invested)
    )


def _is_forecasts(budget: HeadedColumn, columns: Sequence[HeadedColumn], size: Size) -> bool:
    """Whether a difference in the table is the forecast's from the budget, so that this is of the forecast's year."""
    forecasts = [each for each in columns if measure_in(each.heading) is Measure.FORECAST]
    gaps = {abs(size(each.column) - size(budget.column)) for each in forecasts} - {Decimal(0)}
    return any(measure_in(each.heading) in DIFFERENCES and size(each.column) in gaps for each in columns)


def nearer(share: Decimal, one: Decimal, other: Decimal) -> bool | None:
    """Whether a share is nearer to one than to the other; None where it is about as near to both."""
    told = abs(share - one) - abs(share - other)
    return None if abs(told) < _NEAR * abs(one - other) else told < 0
