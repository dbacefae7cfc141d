"""Tables whose rows are times or kinds of amount, and whose columns may carry the names: months, weeks, years down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from trygg_excel.fact import Basis, Measure, Role
from trygg_excel.layout.kinds.terms import DIFFERENCES, measure_in
from trygg_excel.layout.table import HeadedColumn, LabelledRow
from trygg_excel.layout.time.months import (
    Months,
    is_only_accumulated,
    is_only_months,
    months_in,
    says_accumulated,
    says_full_year,
    says_year_before,
)
from trygg_excel.layout.time.periods import Period, is_only_period, says_only_when, year_period, years_in
from trygg_excel.layout.vocabulary import is_total, is_week, says_only_measure

_MONTHS = 6  # in order are no names, whatever else the rows are
_SEVERAL = 3
_WHOLE_YEAR = Months(1, 12, accumulated=True)


class Turned(NamedTuple):
    """A table's columns and rows, and whether it is the columns that name what the amounts are for."""

    columns: tuple[HeadedColumn, ...]
    rows: tuple[LabelledRow, ...]
    years_down: bool = False


def turned(columns: tuple[HeadedColumn, ...], rows: tuple[LabelledRow, ...]) -> Turned:
    """The table with what its rows tell of when or of what kind, where that is all they tell."""
    if _are_years_by_months(columns, rows):
        return Turned(tuple(replace(each, period=None) for each in columns), tuple(map(_named_by_year, rows)))
    rows = _monthly(rows)
    if _are_years_down(columns, rows):
        plain = tuple(each if each.label else each._replace(role=Role.LINE) for each in rows)
        return Turned(tuple(replace(each, period=None) for each in columns), plain, years_down=True)
    if not _carry_names(columns):
        return Turned(columns, rows)
    if _are_measures_down(rows):
        return Turned(columns, tuple(each._replace(measure=each.label, label="") for each in rows), years_down=True)
    if _are_times_down(rows):
        return Turned(columns, tuple(map(_unnamed, rows)), years_down=True)
    return Turned(columns, rows)


def within(months: Months | None, period: Period | None) -> Period | None:
    """The months that a row names within the whole year that its column or title says."""
    if months is None or period is None or period.basis is not Basis.FULL_YEAR:
        return period
    basis = Basis.ACCUMULATED if months.accumulated else Basis.PERIOD
    first = period.start if months.accumulated else period.month(months.first)
    return Period(first, period.month(months.last), basis)


@lru_cache(maxsize=16_384)
def of_row(heading: str, period: Period) -> Period:
    """A row's period, or what a column's heading that names no year tells of it: 'budget_ack', 'Upparbetat t.o.m. okt'.

    A forecast is of the year, whatever month it was made in.
    """
    if says_year_before(heading) and measure_in(heading) not in DIFFERENCES:
        period = period.before()
    if period.basis is Basis.FULL_YEAR:
        forecast = measure_in(heading) is Measure.FORECAST
        return period if forecast else within(months_in(heading), period) or period
    if period.basis is not Basis.PERIOD or period.start != period.end:
        return period
    if says_full_year(heading):
        return year_period(period.year)
    return Period(period.year * 100 + 1, period.end, Basis.ACCUMULATED) if says_accumulated(heading) else period


def so_far(period: Period) -> Period:
    """A month, and all of its year before it: of a row 'Ack. avvikelse' under months across."""
    month = period.basis is Basis.PERIOD and period.start == period.end
    return Period(period.year * 100 + 1, period.end, Basis.ACCUMULATED) if month else period


def _monthly(rows: tuple[LabelledRow, ...]) -> tuple[LabelledRow, ...]:
    """The rows, each with its months where all of them but the sums name months and nothing else, or many do, in order.

    A row is no sum because its figures happen to add up; one of more months than others may be. Their sum is of them.
    """
    named = [each for each in rows if not _sums_up(each.label)]
    told = [months for each in named if is_only_months(each.label) and (months := months_in(each.label))]
    single = [each for each in told if each.first == each.last or not each.accumulated]
    ends = [each.last for each in single or told]
    if len(told) < min(max(len(named), 2), _MONTHS) or ends != sorted(ends):
        return rows
    shortest = min(each.last - each.first for each in told)
    first = min(each.first for each in told)
    every = Months(first, ends[-1], accumulated=first == 1)
    return tuple(_with_months(each, shortest, every) for each in rows)


def _with_months(row: LabelledRow, shortest: int, every: Months) -> LabelledRow:
    whole = is_total(row.label) or (_sums_up(row.label) and is_only_accumulated(row.label))
    if not (is_only_months(row.label) or whole):
        return row
    months = every if whole else months_in(row.label)
    if months is None or months == _WHOLE_YEAR:
        return row
    long = _sums_up(row.label) or months.last - months.first > shortest
    return row._replace(months=months, role=row.role if long else Role.LINE)


@lru_cache(maxsize=16_384)
def _sums_up(label: str) -> bool:
    return is_total(label) or says_full_year(label) or (says_accumulated(label) and months_in(label) is None)


def _are_years_down(columns: Sequence[HeadedColumn], rows: Sequence[LabelledRow]) -> bool:
    """Rows named by nothing but their year, under columns that name no period but perhaps have one in their name."""
    named_by_year = sum(row.period is not None and not row.label for row in rows)
    own = any(column.period and says_only_when(column.heading) for column in columns)
    return named_by_year * 3 >= len(rows) * 2 and not own


def _are_years_by_months(columns: Sequence[HeadedColumn], rows: Sequence[LabelledRow]) -> bool:
    """Rows named by nothing but their year, differences apart, under months of no year: the years name them."""
    years = sum(row.period is not None and not row.label for row in rows)
    months = [each.own_heading for each in columns if is_only_months(each.own_heading)]
    rest = all(is_total(each.own_heading) or says_full_year(each.own_heading) for each in columns
               if each.own_heading not in months)  # fmt: skip
    plain = not any(years_in(each.heading) for each in columns)
    return years * 3 >= len(rows) * 2 and len(months) >= _SEVERAL and rest and plain


def _named_by_year(row: LabelledRow) -> LabelledRow:
    return row if row.label or row.period is None else row._replace(label=str(row.period.year), role=Role.LINE)


def _are_measures_down(rows: Sequence[LabelledRow]) -> bool:
    """Rows named by nothing but their kind of amount."""
    return len(rows) > 1 and all(row.label and says_only_measure(row.label) and not row.group for row in rows)


def _are_times_down(rows: Sequence[LabelledRow]) -> bool:
    """Rows named by nothing but their month, week or year, sums apart."""
    named = [each for each in rows if not _sums_up(each.label)]
    return len(named) > 1 and all(each.months or is_week(each.label) or is_only_period(each.label) for each in named)


def _unnamed(row: LabelledRow) -> LabelledRow:
    """A row whose name is told by its period; a week's is kept as a heading, for no period tells it."""
    role = Role.TOTAL if is_total(row.label) else Role.LINE
    group = (*row.group, row.label) if is_week(row.label) else row.group
    return row._replace(label="", group=group, role=role if row.months is None else row.role)


def _carry_names(columns: Sequence[HeadedColumn]) -> bool:
    """Whether each of several columns is headed, and by no period or measure alone."""
    return len(columns) > 1 and all(
        each.heading
        and not is_only_months(each.own_heading)
        and each.period is None
        and measure_in(each.heading) in {None, Measure.OTHER}
        for each in columns
    )
