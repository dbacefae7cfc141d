"""Differences that name no time are of the columns they stand right after: 'Ack budget | Ack utfall | Avvikelse'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trygg_excel.fact import Measure
from trygg_excel.layout.months import months_in, says_accumulated, says_full_year
from trygg_excel.layout.periods import Period, years_in
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.terms import measure_in, rejoined

_BECAME = {Measure.ACTUAL, Measure.FORECAST}


def with_their_periods(columns: Sequence[HeadedColumn], titled: Period | None) -> tuple[HeadedColumn, ...]:
    """The columns, each deviation that tells no time with that of the budget and the outcome right before it.

    Where those two are of different times it is not sure of its own. `titled`: of columns that name none.
    """
    return tuple(_dated(each, columns[:at], titled) for at, each in enumerate(columns))


def _dated(column: HeadedColumn, before: Sequence[HeadedColumn], titled: Period | None) -> HeadedColumn:
    if len(before) < 2 or measure_in(rejoined(column.heading)) is not Measure.DEVIATION or _tells_time(column.heading):
        return column
    pair = before[-2:]
    measures = {measure_in(rejoined(each.heading)) for each in pair}
    if not (Measure.BUDGET in measures and measures & _BECAME):
        return column
    first, last = (each.period or titled for each in pair)
    if first is None or last is None:
        return column
    if first == last:
        return replace(column, period=first, inferred=any(each.inferred for each in pair))
    return replace(column, inferred=True)


def _tells_time(heading: str) -> bool:
    told = years_in(heading) or months_in(heading)
    return bool(told) or says_accumulated(heading) or says_full_year(heading)
