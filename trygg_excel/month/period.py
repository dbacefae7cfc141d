"""Periods as whole numbers YYYYMM: months 1 to 12, and 13, the year's closing bookings."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

_WRITTEN = re.compile(r"(?P<year>[12]\d{3})-?(?P<month>0[1-9]|1[0-3])", re.ASCII)
LAST, CLOSING = 12, 13


def read_period(written: str) -> int:
    """202603 for '2026-03' or '202603'; ValueError for anything else. '2026-13' is the closing period."""
    match = _WRITTEN.fullmatch(written.strip())
    if match is None:
        raise ValueError(written)
    return int(match["year"]) * 100 + int(match["month"])


def period_text(period: int) -> str:
    """'2026-03'."""
    return f"{period // 100}-{period % 100:02d}"


def budget_month(period: int) -> int:
    """How many months of the budget a report covers: 12 for the closing period too."""
    return min(period % 100, LAST)


def year_before(period: int) -> int:
    return period - 100


def ends_on(period: int) -> date:
    """The last day of the period's month; the closing period ends with the year."""
    year, month = period // 100, budget_month(period)
    return date(year, month, monthrange(year, month)[1])


def periods_between(first: int, last: int, *, closing: bool = False) -> Iterator[int]:
    """Every period from `first` to `last`; the closing periods where they are an end, or wanted."""
    for year in range(first // 100, last // 100 + 1):
        for month in range(1, CLOSING + 1):
            period = year * 100 + month
            if first <= period <= last and (month <= LAST or closing or period in {first, last}):
                yield period
