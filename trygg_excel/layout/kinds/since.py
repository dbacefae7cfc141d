"""Deviations by name that are changes since the year before: 'Avv 2024', 'Avvikelse fg år', '2024 | 2025 | Avv'."""

from __future__ import annotations

import re

from trygg_excel.fact import Measure
from trygg_excel.layout.kinds.beside import kind_of
from trygg_excel.layout.kinds.held_against import right_before
from trygg_excel.layout.kinds.terms import DIFFERENCES, measure_in
from trygg_excel.layout.table import HeadedColumn, Table
from trygg_excel.layout.time.months import says_year_before
from trygg_excel.layout.time.periods import years_in

_BARE_DEVIATION = re.compile(r"(?:avvikelse|avvik|avv)\.?", re.IGNORECASE)


def is_from_year_before(column: HeadedColumn, table: Table) -> bool:
    """Whether what is called a deviation is a change since the year before."""
    told = _between_years(column, table) or _from_a_year(column, table)
    return told or _repeated_after_year_before(column, table)


def _between_years(column: HeadedColumn, table: Table) -> bool:
    """Whether what is called a deviation stands after two years of one kind, in a table without any budget."""
    pair = right_before(column, table)
    kinds = {kind_of(each) for each in table.columns}
    alike = len(pair) > 1 and measure_in(pair[0].heading) is measure_in(pair[1].heading)
    years = {each.period.year for each in pair if each.period}
    differs = kind_of(column) in DIFFERENCES
    return differs and alike and len(years) > 1 and kinds.isdisjoint({Measure.BUDGET, Measure.FORECAST, Measure.PLAN})


def _from_a_year(column: HeadedColumn, table: Table) -> bool:
    """Whether a difference names a year of outcomes, no budget's, before that of others: 'Avv 2024' beside both."""
    if kind_of(column) not in DIFFERENCES:
        return False
    latest = max((each.period.year for each in table.columns if each.period and _is(each, Measure.ACTUAL)), default=0)
    of_before = says_year_before(column.own_heading)
    named = (latest - 1,) if of_before else years_in(column.own_heading)
    if of_before and any(_is(each, Measure.ACTUAL) and says_year_before(each.heading) for each in table.columns):
        return not any(_is(each, Measure.BUDGET) and says_year_before(each.heading) for each in table.columns)
    told = [(kind_of(each), each.period or table.period.period) for each in table.columns if each != column]
    years = {kind: {period.year for each, period in told if each is kind and period} for kind in Measure}
    later = len(named) == 1 and {named[0], named[0] + 1} <= years[Measure.ACTUAL]
    return later and named[0] not in years[Measure.BUDGET] | years[Measure.FORECAST]


def _repeated_after_year_before(column: HeadedColumn, table: Table) -> bool:
    """Whether a bare word stands again right after outcomes of an earlier year: 'Budget | 2025 | Avv | 2024 | Avv'."""
    before = [each for each in table.columns if each.column < column.column]
    again = any(each.path == column.path for each in before)
    if not again or not _BARE_DEVIATION.fullmatch(column.own_heading.strip()) or not _is(before[-1], Measure.ACTUAL):
        return False
    years = [each.period.year for each in before if each.period and _is(each, Measure.ACTUAL)]
    last = before[-1].period
    return says_year_before(before[-1].heading) or (last is not None and last.year < max(years))


def _is(column: HeadedColumn, kind: Measure) -> bool:
    return kind_of(column) is kind
