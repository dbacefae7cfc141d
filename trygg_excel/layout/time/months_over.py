"""Months told over a heading that names the year: 'Utfall jan–aug' over 'Intäkter 2025 | Kostnader 2025'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.kinds.terms import measure_in
from trygg_excel.layout.time.months import Months, is_only_months, months_in, says_accumulated, says_full_year
from trygg_excel.layout.time.periods import Period, years_in

_OF_THE_YEAR = re.compile(r"bokslut|årsredovis|regnskap\b|tilinpäätös|annual", re.IGNORECASE)


def within_months_over(over: Sequence[str], own: str, period: Period) -> Period:
    """A column's year, or the months of it that the headings over it tell, nearest first.

    A budget is of the months where the heading over it is of no other measure; a forecast or a plan is of the year.
    """
    if not over or period.basis is not Basis.FULL_YEAR or period.start // 100 != period.year:
        return period
    months = next((found for each in reversed(over) if (found := _told(each, measure_in(own)))), None)
    if months is None or months_in(own) or says_full_year(own) or _OF_THE_YEAR.search(own):
        return period
    basis = Basis.ACCUMULATED if months.accumulated else Basis.PERIOD
    return Period(period.month(months.first), period.month(months.last), basis)


def _told(heading: str, own: Measure | None) -> Months | None:
    """The months of an outcome, or of whatever stands under nothing but months."""
    months = None if years_in(heading) else months_in(heading)
    if months is None or own in {Measure.FORECAST, Measure.PLAN}:
        return None
    measure = measure_in(heading)
    alike = measure is None or own is not Measure.BUDGET
    outcome = measure is Measure.ACTUAL or (measure is None and says_accumulated(heading))
    return months if is_only_months(heading) or (outcome and alike) else None
