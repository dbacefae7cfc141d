"""Financial years that begin in one calendar year and end in the next: '2025/26', and the months of them.

Nobody writes which months they are: from July, as the Swedish state's were and a school's are, but for British ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from trygg_excel.fact import Basis
from trygg_excel.layout.kinds.terms import DIFFERENCES, measure_in
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.months import months_in, names_months, says_accumulated
from trygg_excel.layout.time.periods import Period, split_year, year_period, years_in

_LAKHS = re.compile(r"\b(?:lakhs?|crores?)\b", re.IGNORECASE)
_APRIL = 4
_MONTHS = 12
_BRITISH = re.compile(r"£|\bGBP\b|₹|\b(?i:lakhs?|crores?|rupees?)\b|\bRs\.")  # and Indian ones


def in_lakhs(text: str) -> bool:
    """Whether words count in lakhs or crores, as they do where every year is a split one."""
    return _LAKHS.search(text) is not None


def is_split(period: Period | None) -> bool:
    """Whether a period is one year in two calendar years."""
    return period is not None and period.basis is Basis.FULL_YEAR and period.start // 100 != period.end // 100


def in_financial_years(
    columns: Sequence[HeadedColumn], titled: Period | None, words: Iterable[str]
) -> tuple[tuple[HeadedColumn, ...], Period | None]:
    """The columns, and the title's period, with split years from the month that they begin in.

    `words`: the table's titles and what stands in its header rows. Years such as '2024-25' and '2025-26' beside each
    other are split, for each begins in the one before it; one alone may be two years. Months are in the calendar year
    that they fall in.
    """
    columns = _between_calendar_years(_chained(columns), titled)
    titled = titled or _of_all_months(columns)
    if not (is_split(titled) or any(is_split(each.period) for each in columns)):
        return tuple(columns), titled
    british = any(map(_BRITISH.search, (*words, *(each.heading for each in columns))))
    titled = _from_april(titled) if british and titled else titled
    columns = [replace(each, period=_from_april(each.period)) if british and each.period else each for each in columns]
    if titled is None or not is_split(titled):
        return tuple(columns), titled
    return tuple(_in_its_months(each, titled) for each in columns), titled


def _between_calendar_years(columns: Sequence[HeadedColumn], titled: Period | None) -> Sequence[HeadedColumn]:
    """The columns; 'Förändring 2023/2024' is of 2024 where nothing else is of a split year."""
    differ = [each for each in columns if is_split(each.period) and measure_in(each.heading) in DIFFERENCES]
    if is_split(titled) or any(is_split(each.period) and each not in differ for each in columns):
        return columns
    return [
        replace(each, period=year_period(each.period.year)) if each.period and each in differ else each
        for each in columns
    ]


def _of_all_months(columns: Sequence[HeadedColumn]) -> Period | None:
    """The one year that twelve months in two calendar years make up: 'Apr 2014' … 'Mar 2015'."""
    months = {each.period.end for each in columns if each.period and each.period.start == each.period.end}
    first, last = min(months, default=0), max(months, default=0)
    split = len(months) == _MONTHS and first // 100 + 1 == last // 100 and first % 100 == last % 100 + 1
    return Period(first, last) if split else None


def _chained(columns: Sequence[HeadedColumn]) -> Sequence[HeadedColumn]:
    spans = {each.period for each in columns if each.period and _is_two_years(each.period)}
    firsts = {each.start // 100 for each in spans}
    linked = {each for each in spans if {each.year, each.start // 100 - 1} & firsts}
    return [replace(each, period=split_year(each.period.year)) if each.period in linked else each for each in columns]


def _is_two_years(period: Period) -> bool:
    return period.basis is Basis.MULTI_YEAR and period.year == period.start // 100 + 1


def _from_april(period: Period) -> Period:
    return split_year(period.year, _APRIL) if is_split(period) else period


def _in_its_months(column: HeadedColumn, titled: Period) -> HeadedColumn:
    """A column whose months were put in the title's last year, in the months of the split year.

    A quarter's number may count from any month: what it says is kept to be of the whole year.
    """
    period = column.period
    if period is None or is_split(period) or years_in(column.heading) or period.basis is Basis.MULTI_YEAR:
        return column
    months = months_in(column.heading) if names_months(column.heading) else None
    if months is None:  # what is accumulated runs to a month that nothing tells
        return replace(column, period=titled, inferred=column.inferred or says_accumulated(column.heading))
    if months.accumulated or says_accumulated(column.heading):
        return replace(column, period=Period(titled.start, titled.month(months.last), Basis.ACCUMULATED))
    return replace(column, period=Period(titled.month(months.first), titled.month(months.last), Basis.PERIOD))
