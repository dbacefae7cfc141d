"""Columns that add up the years or months beside them: 'Totalt' after '2024 | 2025 | 2026' is of the three years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.kinds.terms import measure_in
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.months import is_only_months
from trygg_excel.layout.time.periods import Period, year_period, years_in
from trygg_excel.layout.vocabulary import says_only_total

_DECEMBER = 12
_YEARS = {Basis.FULL_YEAR, Basis.MULTI_YEAR}
_AHEAD = {Measure.BUDGET, Measure.PLAN, Measure.FORECAST, None}  # what is added; outcomes before it are held beside


def with_sums_of_years(columns: Sequence[HeadedColumn]) -> list[HeadedColumn]:
    """The columns, each that says only that it adds up with the years of those right before it, two or more."""
    found: list[HeadedColumn] = []
    for column in columns:
        period = _added(found) if _adds(column) else None
        found.append(column if period is None else replace(column, period=period))
    return found


def with_sums_of_months(columns: Sequence[HeadedColumn]) -> tuple[HeadedColumn, ...]:
    """The columns, each that says only that it adds up with the months right before it: 'Summa' after 'mar | apr'."""
    found: list[HeadedColumn] = []
    for column in columns:
        whole = column.period is not None and column.period == year_period(column.period.year)
        sums = (column.period is None or whole) and _adds_up(column)
        period = _months_added(found) if sums else None
        untold = sums and period is None and _are_months(found[-2:])
        found.append(replace(column, period=period or column.period, inferred=column.inferred or untold))
    return tuple(found)


def _are_months(before: Sequence[HeadedColumn]) -> bool:
    """Whether columns are months of a year that the rows tell, or nothing: their sum is of those months, untold."""
    return len(before) > 1 and all(is_only_months(each.own_heading) for each in before) and not before[-1].period


def _months_added(before: Sequence[HeadedColumn]) -> Period | None:
    """The months of one year that follow each other right before a sum; None where they are of several kinds."""
    run: list[Period] = []
    for column in reversed(before):
        period = column.period
        if period is None or period.basis is not Basis.PERIOD or (run and period.end + 1 != run[-1].start):
            break
        run.append(period)
    if len(run) < 2 or len({measure_in(each.heading) for each in before[-len(run) :]}) > 1:
        return None
    first, last = run[-1].start, run[0].end
    if first % 100 > 1:
        return Period(first, last, Basis.PERIOD)
    return year_period(last // 100) if last % 100 == _DECEMBER else Period(first, last, Basis.ACCUMULATED)


def _adds_up(column: HeadedColumn) -> bool:
    """Whether a column's own heading says that it adds up, a year over it or not: 'Summa' under '2025'."""
    return says_only_total(column.own_heading) and not years_in(column.own_heading)


def _adds(column: HeadedColumn) -> bool:
    return says_only_total(column.own_heading) and not years_in(column.heading)


def _added(before: Sequence[HeadedColumn]) -> Period | None:
    """The years that follow each other right before a sum, nearest last; None where they are of several kinds."""
    run: list[Period] = []
    for column in takewhile(lambda each: each.period is not None and each.period.basis in _YEARS, reversed(before)):
        if column.period is None or (run and column.period.year + 1 != run[-1].start // 100):
            break
        run.append(column.period)
    measures = {measure_in(each.heading) for each in before[-len(run) :]}
    if len(run) < 2 or not (measures <= _AHEAD or len(measures) == 1):
        return None
    return Period(run[-1].start, run[0].end, Basis.MULTI_YEAR)
