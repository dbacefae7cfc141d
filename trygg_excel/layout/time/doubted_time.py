"""Outcomes that may be of some months though nothing but a title's month, or their size, hints at it: not sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from trygg_excel.fact import Measure
from trygg_excel.layout.kinds.terms import measure_in
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.balances import stands
from trygg_excel.layout.time.financial_years import is_split
from trygg_excel.layout.time.months import names_months
from trygg_excel.layout.time.periods import year_period
from trygg_excel.layout.time.sized import Size
from trygg_excel.layout.time.so_far import says_outcome
from trygg_excel.layout.time.titled_months import TitledMonths, may_be_otherwise

_WHOLE_YEAR = re.compile(r"bokslut(?!sprognos)|årsredovis|årsrapport|helår|annual", re.IGNORECASE)
_UNTOLD_PART = re.compile(r"delår|tertial|kvartal|månads(?:rapport|uppföljning|bokslut)", re.IGNORECASE)
_SEASONS = re.compile(r"säsong|\bseason", re.IGNORECASE)
_WELL_BELOW = Decimal("0.8")


def doubted_in_months(
    columns: Sequence[HeadedColumn], told: TitledMonths | None, titles: Sequence[str]
) -> tuple[HeadedColumn, ...]:
    """The columns; what takes the title's year and may be an outcome is not sure where the title tells a month of it.

    One that is said to be an outcome runs to that month; where the titles are of a report of a part of the year and do
    not tell which, it stays of the year.
    """
    if told is not None:
        return tuple(_run(each, told) if _may_run(each, ahead=told.ahead) else each for each in columns)
    if any(map(_UNTOLD_PART.search, titles)):
        return tuple(replace(each, inferred=True) if _is_untimed_outcome(each) else each for each in columns)
    return tuple(columns)


def doubted_in_seasons(columns: Sequence[HeadedColumn], titles: Sequence[str]) -> tuple[HeadedColumn, ...]:
    """The columns; a split year is not sure of its months under a title of others: 'per säsong (oktober–april)'."""
    if not any(_SEASONS.search(each) and names_months(each) for each in titles):
        return tuple(columns)
    return tuple(replace(each, inferred=True) if is_split(each.period) else each for each in columns)


def doubted_by_size(
    columns: Sequence[HeadedColumn], year: int | None, titles: Sequence[str], size: Size
) -> tuple[HeadedColumn, ...]:
    """The columns; an outcome far below the year's own budget or forecast is not sure to be of all its months."""
    if year is None or not any(map(_is_undated_outcome, columns)) or any(map(_WHOLE_YEAR.search, titles)):
        return tuple(columns)
    ahead = [size(each.column) for each in columns if _is_ahead_of_year(each, year)]
    least = min(ahead, default=Decimal(0)) * _WELL_BELOW
    return tuple(
        replace(each, inferred=True) if _is_undated_outcome(each) and 0 < size(each.column) < least else each
        for each in columns
    )


def _run(column: HeadedColumn, told: TitledMonths) -> HeadedColumn:
    outcome = measure_in(column.heading) is Measure.ACTUAL
    return replace(column, period=told.months if outcome else None, inferred=True)


def _may_run(column: HeadedColumn, *, ahead: bool) -> bool:
    measure = measure_in(column.heading)
    outcome = measure is Measure.ACTUAL or (measure in {None, Measure.OTHER} and not ahead)
    return outcome and column.period is None and not (stands(column.heading) or may_be_otherwise(column.heading))


def _is_untimed_outcome(column: HeadedColumn) -> bool:
    """Whether a column is of outcomes and its heading says no time, or no more than the year."""
    plain = column.period is None or (column.period == year_period(column.period.year) and not column.stands)
    return plain and measure_in(column.heading) is Measure.ACTUAL and not may_be_otherwise(column.heading)


def _is_undated_outcome(column: HeadedColumn) -> bool:
    return column.period is None and says_outcome(column.heading) and _is_untimed_outcome(column)


def _is_ahead_of_year(column: HeadedColumn, year: int) -> bool:
    plain = column.period is None or column.period == year_period(year)
    return plain and measure_in(column.heading) in {Measure.BUDGET, Measure.FORECAST}
