"""Working days and when a period's books close, by the Swedish calendar. The only module that imports holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from trygg_excel.month.period import ends_on

_DAY = timedelta(days=1)
_SATURDAY = 5
_OFF = ("public", "de_facto")


@cache
def _days_off(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("SE", years=year, categories=_OFF, include_sundays=False))


def is_workday(day: date) -> bool:
    """Whether a Swedish office is open: no weekend, no public holiday, not midsummer's, Christmas or New Year's Eve."""
    return day.weekday() < _SATURDAY and day not in _days_off(day.year)


def closing_day(period: int, workday: int, closed: Mapping[int, date] | None = None) -> date:
    """The day a period's books close: as decided in `closed`, else the given working day of the month after it."""
    if closed and period in closed:
        return closed[period]
    day = ends_on(period)
    left = workday
    while left:
        day += _DAY
        left -= is_workday(day)
    return day
