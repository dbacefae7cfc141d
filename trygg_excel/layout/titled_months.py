"""Months that a title tells of columns that name a year or no time at all: '2024 | 2023' under 'Utfall jan-aug'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.balances import stands
from trygg_excel.layout.months import says_accumulated, says_full_year, says_year_before
from trygg_excel.layout.periods import Period, is_bare_period, is_only_period, year_period
from trygg_excel.layout.sized import Size, nearer
from trygg_excel.layout.so_far import says_outcome, spans_months
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.terms import measure_in, titled_measure

_MONTHS = Decimal(12)
_AHEAD = {Measure.BUDGET, Measure.FORECAST, Measure.PLAN}
_OTHERWISE = re.compile(
    r"bokslut|helår|hela året|årsutfall|årsredov|prognos|budget|\bplan\b|\bram\b|full year|annual|rullande|\bR ?12\b"
    r"|bedöm|beräkna|förvänta",
    re.IGNORECASE,
)

_UNTOLD_PART = re.compile(r"delår|tertial|kvartal|månads(?:rapport|uppföljning|bokslut)", re.IGNORECASE)
_OTHERWISE_TITLED = re.compile(r"bokslut(?!sprognos)|årsredovis|årsrapport|helår|annual", re.IGNORECASE)
_WELL_BELOW = Decimal("0.8")
_ALL_TO = re.compile(r"ackumul|\back\b|\bt\.? ?o\.? ?m\b|till och med|\bjan(?:uari)? ?[-–]", re.IGNORECASE)
_UP_TO = re.compile(r"\bper (?:den )?(?:sista|\d{1,2}[ /.])", re.IGNORECASE)  # 'Uppföljning per sista april'


def within_titled_months(
    columns: Sequence[HeadedColumn], months: Period | None, titles: Sequence[str], size: Size
) -> tuple[HeadedColumn, ...]:
    """The columns; outcomes of the year, and of the years before it that are as large, in the months that titles tell.

    `months`: those, in the latest year of the outcomes. Where the titles do not say that a report spans them the
    columns are not sure of their year, nor where their size is as near to a whole one's.
    """
    if months is None or months.basis is Basis.FULL_YEAR or months.end % 100 == _MONTHS:
        return tuple(columns)
    columns = _accumulated(columns, months, titles)
    spans = any(spans_months(each) or _UP_TO.search(each) for each in titles)
    ahead = _is_ahead(titles, months)
    base = next((each for each in columns if _is_outcome(each, months.year, bare=not ahead)), None)
    base = base or next((each for each in columns if each.period == months), None)
    found: list[HeadedColumn] = []
    for column in columns:
        untold = column.period is not None and _is_outcome(column, column.period.year, bare=not ahead)
        if column.period is None or not untold or _is_told_beside(column.period, columns, months):
            found.append(column)
        elif column.period.year == months.year:
            found.append(replace(column, period=months) if spans else replace(column, inferred=True))
        else:
            found.append(_before(column, base, months, size, spans=spans))
    return tuple(found)


def _accumulated(columns: Sequence[HeadedColumn], months: Period, titles: Sequence[str]) -> Sequence[HeadedColumn]:
    """The columns; where titles say that all accumulate, those of nothing but their last month are of all up to it."""
    if not any(_ALL_TO.search(each) for each in titles):
        return columns
    named = {each.period.end % 100 for each in columns if each.period and each.period.basis is Basis.PERIOD}
    if named != {months.end % 100}:
        return columns
    return [
        replace(each, period=Period(each.period.year * 100 + 1, each.period.end, Basis.ACCUMULATED))
        if each.period and each.period.basis is Basis.PERIOD and is_only_period(each.own_heading)
        else each
        for each in columns
    ]


def _is_ahead(titles: Sequence[str], months: Period) -> bool:
    """Whether titles speak of a budget, a forecast or a plan, which amounts without a measure then are."""
    return any(titled_measure(each, months.year) in _AHEAD for each in titles)


def _is_outcome(column: HeadedColumn, year: int, *, bare: bool) -> bool:
    """Whether a column may be an outcome of a year's months, since it names the year and no more; or `bare` years."""
    if column.period != year_period(year) or column.stands or _OTHERWISE.search(column.heading):
        return False
    outcome = measure_in(column.heading) is Measure.ACTUAL and not says_accumulated(column.heading)
    return (outcome or (bare and is_bare_period(column.own_heading))) and not says_full_year(column.heading)


def _is_told_beside(period: Period, columns: Sequence[HeadedColumn], months: Period) -> bool:
    """Whether another column is of those months of the same year, so that this one is of the year."""
    return any(each.period == months.before(months.year - period.year) for each in columns)


def _before(
    column: HeadedColumn, base: HeadedColumn | None, months: Period, size: Size, *, spans: bool
) -> HeadedColumn:
    """An outcome of a year before: of the same months where it is as large as those, and of its year where larger."""
    if column.period is None or column.period.year > months.year or says_year_before(column.heading):
        return column
    of_base = size(base.column) if base is not None else Decimal(0)
    if not of_base or not spans:
        return replace(column, inferred=True)
    told = nearer(size(column.column) / of_base, Decimal(1), _MONTHS / Decimal(months.end % 100))
    if told is not True:
        return replace(column, inferred=column.inferred or told is None)
    return replace(column, period=months.before(months.year - column.period.year))


def doubted_in_months(
    columns: Sequence[HeadedColumn], months: Period | None, titles: Sequence[str]
) -> tuple[HeadedColumn, ...]:
    """The columns; what takes the title's year and may be an outcome is not sure where the title tells a month of it.

    One that is said to be runs to that month.
    """
    if months is None and any(map(_UNTOLD_PART.search, titles)):
        return tuple(replace(each, inferred=True) if _is_untimed_outcome(each) else each for each in columns)
    if months is None or months.basis is Basis.FULL_YEAR or months.end % 100 == _MONTHS:
        return tuple(columns)
    ahead = _is_ahead(titles, months)
    return tuple(
        replace(each, period=months if measure_in(each.heading) is Measure.ACTUAL else None, inferred=True)
        if _may_run(each, ahead=ahead)
        else each
        for each in columns
    )


def _is_untimed_outcome(column: HeadedColumn) -> bool:
    """Whether a column is of outcomes and its heading says no time, or no more than the year."""
    period = column.period
    plain = period is None or (period == year_period(period.year) and not column.stands)
    outcome = measure_in(column.heading) is Measure.ACTUAL and not _OTHERWISE.search(column.heading)
    return plain and outcome and not says_full_year(column.heading)


def doubted_by_size(
    columns: Sequence[HeadedColumn], year: int | None, titles: Sequence[str], size: Size
) -> tuple[HeadedColumn, ...]:
    """The columns; an outcome far below the year's own budget or forecast is not sure to be of all its months."""
    if year is None or any(map(_OTHERWISE_TITLED.search, titles)):
        return tuple(columns)
    whole = [size(each.column) for each in columns if _is_ahead_of_year(each, year)]
    least = min(whole, default=Decimal(0)) * _WELL_BELOW
    return tuple(
        replace(each, inferred=True)
        if each.period is None
        and says_outcome(each.heading)
        and _is_untimed_outcome(each)
        and 0 < size(each.column) < least
        else each
        for each in columns
    )


def _is_ahead_of_year(column: HeadedColumn, year: int) -> bool:
    plain = column.period is None or column.period == year_period(year)
    return plain and measure_in(column.heading) in {Measure.BUDGET, Measure.FORECAST}


def _may_run(column: HeadedColumn, *, ahead: bool) -> bool:
    measure = measure_in(column.heading)
    told = measure is Measure.ACTUAL or (measure in {None, Measure.OTHER} and not ahead)
    open_ = column.period is None and not stands(column.heading) and not says_full_year(column.heading)
    return open_ and told and _OTHERWISE.search(column.heading) is None
