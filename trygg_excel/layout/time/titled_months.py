"""Months that a title tells of columns that name a year or no time at all: '2024 | 2023' under 'Utfall jan-aug'."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.kinds.terms import measure_in, titled_measure
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.months import says_accumulated, says_full_year, says_year_before
from trygg_excel.layout.time.periods import Period, is_bare_period, is_only_period, year_period
from trygg_excel.layout.time.sized import Size, is_years_budget, nearer
from trygg_excel.layout.time.so_far import says_month, spans_months

_MONTHS = Decimal(12)
_AHEAD = {Measure.BUDGET, Measure.FORECAST, Measure.PLAN}
_OTHERWISE = re.compile(
    r"bokslut|helår|hela året|årsutfall|årsredov|prognos|budget|\bplan\b|\bram\b|full year|annual|rullande|\bR ?12\b"
    r"|bedöm|beräkna|förvänta",
    re.IGNORECASE,
)
_ALL_TO = re.compile(
    r"ackumul|\back\b|\bt\.? ?o\.? ?m\b|till och med|\bjan(?:uari)? ?[-–]|per (?:den )?(?:sista|\d{1,2}[ /.])",
    re.IGNORECASE,
)
_FILTER = re.compile(r"period 0?1 ?[-–]", re.IGNORECASE)  # 'Period | 01-09' over a pivot table


class TitledMonths(NamedTuple):
    """The months of a part of the year that titles tell, and how they say it.

    `spans`: of a report of all months up to the last; `accumulates`: in so many words; `filtered`: they were chosen
    over a pivot table; `ahead`: the titles speak of a budget, a forecast or a plan.
    """

    months: Period
    spans: bool
    accumulates: bool
    filtered: bool
    ahead: bool


def titled_months(months: Period | None, titles: Sequence[str]) -> TitledMonths | None:
    """What titles tell of a part of the year; `months`: that, in the latest year of the table."""
    if months is None or months.basis is Basis.FULL_YEAR or months.end % 100 == _MONTHS:
        return None
    filtered = any(map(_FILTER.match, titles))
    accumulates = any(map(_ALL_TO.search, titles))
    spans = filtered or accumulates or any(map(spans_months, titles))
    ahead = any(titled_measure(each, months.year) in _AHEAD for each in titles)
    return TitledMonths(months, spans, accumulates, filtered, ahead)


def within_titled_months(columns: Sequence[HeadedColumn], told: TitledMonths, size: Size) -> tuple[HeadedColumn, ...]:
    """The columns; outcomes of the year, and of the years before it that are as large, in the months that titles tell.

    Where the titles do not say that a report spans them the columns are not sure of their year, nor where their size is
    as near to a whole one's.
    """
    columns = _accumulated(columns, told) if told.accumulates else columns
    base = next((each for each in columns if _is_outcome(each, told.months.year, bare=not told.ahead)), None)
    base = base or next((each for each in columns if each.period == told.months), None)
    of_base = size(base.column) if base is not None and told.spans else Decimal(0)
    shares = {each.column: size(each.column) / of_base for each in columns} if of_base else {}
    alike = {at: nearer(share, Decimal(1), _MONTHS / Decimal(told.months.end % 100)) for at, share in shares.items()}
    found = [_within(each, columns, told, alike) for each in columns]
    return tuple(_all_or_none(found, columns, told))


def may_be_otherwise(heading: str) -> bool:
    """Whether a heading says that amounts are of a whole year, or no outcomes."""
    return says_full_year(heading) or _OTHERWISE.search(heading) is not None


def _within(
    column: HeadedColumn, columns: Sequence[HeadedColumn], told: TitledMonths, alike: Mapping[int, bool | None]
) -> HeadedColumn:
    """A column; `alike`: which are as large as this year's outcome, and None of those that may be, by their number."""
    period = column.period
    if period is None:
        return column
    same = told.months.before(told.months.year - period.year)
    if told.filtered and is_years_budget(column, period.year):  # kept by month it is filtered too, and else it is not
        return replace(column, period=same, inferred=True)
    outcome = _is_outcome(column, period.year, bare=not told.ahead)
    if not outcome or any(each.period == same for each in columns):  # beside those months it is of the year
        return column
    if period.year == told.months.year:
        return replace(column, period=same) if told.spans else replace(column, inferred=True)
    if period.year > told.months.year or says_year_before(column.heading):
        return column
    small = alike.get(column.column)
    return replace(column, period=same) if small else replace(column, inferred=column.inferred or small is None)


def _all_or_none(
    found: Sequence[HeadedColumn], were: Sequence[HeadedColumn], told: TitledMonths
) -> Sequence[HeadedColumn]:
    """The columns; where one of the years before is of its whole year, no other is sure to be of months."""
    before = [each for each in found if each.period and each.period.year < told.months.year]
    whole = any(_is_outcome(each, each.period.year, bare=not told.ahead) for each in before if each.period)
    if not whole:
        return found
    return [
        replace(was, inferred=True) if now in before and now.period != was.period else now
        for now, was in zip(found, were, strict=True)
    ]


def _accumulated(columns: Sequence[HeadedColumn], told: TitledMonths) -> Sequence[HeadedColumn]:
    """The columns; where all accumulate, those of nothing but their last month are of all up to it."""
    months = [each.period for each in columns if each.period and each.period.basis is not Basis.FULL_YEAR]
    named = {each.end % 100 if each.start == each.end else 0 for each in months}
    return [_from_january(each) for each in columns] if named == {told.months.end % 100} else columns


def _from_january(column: HeadedColumn) -> HeadedColumn:
    period = column.period
    month = period is not None and period.basis is Basis.PERIOD and period.start == period.end
    if period is None or not month or says_month(column):
        return column
    unsure = column.inferred or not is_only_period(column.own_heading)  # 'Utfall aug' may be of the month alone
    return replace(column, period=Period(period.year * 100 + 1, period.end, Basis.ACCUMULATED), inferred=unsure)


def _is_outcome(column: HeadedColumn, year: int, *, bare: bool) -> bool:
    """Whether a column may be an outcome of a year's months, since it names the year and no more; or `bare` years."""
    if column.period != year_period(year) or column.stands or may_be_otherwise(column.heading):
        return False
    outcome = measure_in(column.heading) is Measure.ACTUAL and not says_accumulated(column.heading)
    return outcome or (bare and is_bare_period(column.own_heading))
