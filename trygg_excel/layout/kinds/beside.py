"""What a column that names no kind of amount is, as the columns beside it and its own dates tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.kinds.compared import compared
from trygg_excel.layout.kinds.terms import (
    DIFFERENCES,
    measure_in,
    measures_in,
    rejoined,
    says_only_result,
    subject_in,
    titled_measure,
)
from trygg_excel.layout.table import HeadedColumn, Table
from trygg_excel.layout.time.months import is_only_months, months_in, says_accumulated
from trygg_excel.layout.time.periods import day_period, is_bare_period, is_only_period, years_in
from trygg_excel.layout.vocabulary import is_total, says_only_total

_WHOLE = {Measure.BUDGET, Measure.ACTUAL, Measure.FORECAST}  # of which months are parts
_AHEAD = {Measure.BUDGET, Measure.FORECAST}
_PART = {Basis.PERIOD, Basis.ACCUMULATED}
_PARTS = 2  # columns that a sum adds up, at least


def kind_of(column: HeadedColumn) -> Measure | None:
    """What the headings of a column say, from the top down, as one text."""
    return _kind(column.heading)


@lru_cache(maxsize=16_384)
def _kind(heading: str) -> Measure | None:
    return measure_in(rejoined(heading))


def headed(path: Sequence[str]) -> Measure | None:
    """The lowest heading's measure; a difference above it is its own, unless it is one of several things told there.

    'Resultat' is of what stands over it: 'Budget helår 2026' over 'Resultat'.
    """
    if (told := compared(" / ".join(path))) is not None:
        return told
    over = next((each for each in path[:-1] if measure_in(each) in DIFFERENCES and len(measures_in(each)) == 1), "")
    if over and measure_in(" / ".join(path)) is Measure.DEVIATION:
        return Measure.DEVIATION  # 'Skillnad' over 'Budget'
    lowest = measure_in(path[-1]) if path else None
    if path and says_only_result(path[-1]):
        lowest = next((told for each in reversed(path[:-1]) if (told := measure_in(each))), lowest)
    return measure_in(over) or lowest


def so_far(heading: str) -> Measure | None:
    """What runs up to a day or a month is an outcome, where nothing says otherwise: '2025 t.o.m. aug'."""
    return Measure.ACTUAL if says_accumulated(heading) else None


def months_beside(column: HeadedColumn, table: Table) -> Measure | None:
    """Months that nothing tells of are outcomes beside a budget or a forecast: 'Jan–aug 2025 | Budget 2025'."""
    part = column.period is not None and column.period.basis is Basis.ACCUMULATED
    ahead = _AHEAD & {measure_in(each.heading) for each in table.columns}
    return Measure.ACTUAL if part and ahead and is_only_period(column.own_heading) else None


def guessed_months(column: HeadedColumn, table: Table) -> Measure | None:
    """Months of which nothing tells are most likely outcomes beside a budget no older: 'Kv 1 | Kv 2 | Budget'."""
    period = column.period
    if period is None or period.basis not in _PART or months_in(column.own_heading) is None:
        return None
    ahead = (each.period for each in table.columns if kind_of(each) in _AHEAD)
    return Measure.ACTUAL if any(each is None or each.year >= period.year for each in ahead) else None


def are_of_several_years(column: HeadedColumn, table: Table) -> bool:
    """Whether the same months of other years stand beside a column, as they do of outcomes: 'Aug 2024 | Aug 2025'."""
    period = column.period
    if period is None or period.start == 0:
        return False
    alike = (each.period for each in table.columns if each.period and not kind_of(each))
    months = (period.start % 100, period.end % 100)
    return any(
        (each.start % 100, each.end % 100) == months and each.year != period.year for each in alike if each.start
    )


def is_so_far(column: HeadedColumn, table: Table) -> bool:
    """Whether a column of months from January on stands beside a forecast, and so is what has been, in any plan."""
    part = column.period is not None and column.period.basis is Basis.ACCUMULATED
    told = part and months_in(column.own_heading) is not None
    return told and any(kind_of(each) is Measure.FORECAST for each in table.columns)


def by_sheet_only(column: HeadedColumn, table: Table) -> bool:
    """Whether only a sheet's name tells of several years' amounts, whatever part of them is yet to come."""
    titles = " ".join((table.title, *table.subtitles))
    bare = (each for each in table.columns if is_bare_period(each.own_heading) and not kind_of(each))
    years = {each.period.year for each in bare if each.period}
    several = len(years) > _PARTS and not column.stands
    return several and subject_in(table.sheet) is Measure.ACTUAL and titled_measure(titles, None) is None


def at_a_day(column: HeadedColumn) -> Measure | None:
    """What stands at the end of a year or a month is an outcome, where nothing says otherwise: '2024-12-31'."""
    period = day_period(column.own_heading)
    return Measure.ACTUAL if column.stands or (period and period.basis is not Basis.PERIOD) else None


def after_budget(column: HeadedColumn, table: Table) -> Measure | None:
    """Bare years that follow a budget's are the next year's budget and then plans: 'Budget 2022', '2023', '2024'."""
    if column.period is None or not is_bare_period(column.own_heading):
        return None
    before = [each for each in table.columns if each.column < column.column and each.period]
    budgets = [each.period.year for each in before if each.period and measure_in(each.heading) is Measure.BUDGET]
    if not budgets or column.period.year <= budgets[-1]:
        return None
    return Measure.BUDGET if column.period.year == budgets[-1] + 1 else Measure.PLAN


def as_their_sum(column: HeadedColumn, table: Table, context: str) -> Measure | None:
    """Months are of the measure that the accumulated column right after them names: 'jan | feb | Ack utfall'."""
    if says_only_total(column.own_heading):
        return _as_its_parts(column, table)
    if not is_only_months(column.own_heading):
        return _as_parts(column, table)
    after = (each for each in table.columns if each.column > column.column and not is_only_months(each.own_heading))
    total = next(after, None)
    if total is None or not says_accumulated(total.heading):
        return None
    planned = titled_measure(context, column.period.year if column.period else None) is Measure.BUDGET
    told = measure_in(total.heading) or (None if planned else so_far(total.heading))
    return told if told in _WHOLE else None


def _as_parts(column: HeadedColumn, table: Table) -> Measure | None:
    """What stands before a sum of outcomes is one: 'Månadslöner | Sjuklön | Summa utfall | Budget'."""
    if kind_of(column) or column.step:
        return None
    at = next((at for at, each in enumerate(table.columns) if at and kind_of(each)), 0)
    total = table.columns[at]
    summed = at >= _PARTS and is_total(total.own_heading) and total.column > column.column
    return Measure.ACTUAL if summed and kind_of(total) is Measure.ACTUAL else None


def _as_its_parts(column: HeadedColumn, table: Table) -> Measure | None:
    """A bare 'Totalt' is of the measure that those right before it name: 'Debiterat kv 1 | Debiterat kv 2 | Totalt'."""
    before = [kind_of(each) for each in table.columns if each.column < column.column][-_PARTS:]
    alike = len(before) == _PARTS and len(set(before)) == 1 and not kind_of(column)
    return before[0] if alike and before[0] in _WHOLE else None


def is_before_forecast(column: HeadedColumn, table: Table) -> bool:
    """Whether months beside a column of forecasts are outcomes: they end before the month of the report.

    So is a whole year before all those that the titles name.
    """
    period = column.period
    if period is None:
        return False
    if period.basis not in _PART:
        told = [year for each in (table.title, *table.subtitles) for year in years_in(each)]
        return period.basis is Basis.FULL_YEAR and period.year < min(told, default=0)
    ahead = [each.period for each in table.columns if each.period and measure_in(each.heading) is Measure.FORECAST]
    named = (months.last for each in (table.title, *table.subtitles, table.sheet) if (months := months_in(each)))
    report = next(named, 12)
    years = [each.year for each in ahead]
    return bool(years) and (period.year < max(years) or period.end % 100 <= report)


def may_have_been(column: HeadedColumn, table: Table) -> bool:
    """Whether months of a forecast's year come before others beside them, and may be outcomes: 'Kostnad jan–sep'."""
    period = column.period
    if period is None or period.basis not in _PART or months_in(column.own_heading) is None:
        return False
    others = [each.period for each in table.columns if each.period and each.period.year == period.year]
    return period.start % 100 == 1 and any(each.start > period.end for each in others)
