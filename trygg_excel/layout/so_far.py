"""Outcomes in a report that runs up to a month: 'Utfall' in 'Månadsuppföljning maj 2025' is of January to May."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from trygg_excel.fact import Basis
from trygg_excel.layout.months import names_months
from trygg_excel.layout.periods import Period, is_only_period, year_period
from trygg_excel.layout.table import HeadedColumn

_REPORT = re.compile(
    r"uppföljning|delår|(?:månads|period|ekonomi|kvartals|verksamhets|resultat|budget)rapport"
    r"|\bperiod\b|tertial|utfall|\bt\.? ?o\.? ?m\b"
    r"|till och med|\bper\b|\bpr\.|måneds?rapport|opfølgning|oppfølging|økonomirapport"
    r"|januari ?[-–]"
    r"|\bjan ?[-–]|\bforbruk|toteuma|monitoring|outturn",
    re.IGNORECASE,
)
_SPANS = re.compile(r"delår|\bjan(?:uari)? ?[-–]|\bt\.? ?o\.? ?m\b|till och med|ackumul|tertial", re.IGNORECASE)
_OUTCOME = re.compile(r"utfall|\butf\b|\bforbru[kg]\b|\bactuals?\b|upparbetat|toteuma", re.IGNORECASE)
_SO_FAR = re.compile(
    r"^(?:aktuell )?period(?:en)?$|period(?:ens|iserad)? ?(?:budget|utfall)"
    r"|\b(?:budget|utfall|avvikelse|avv\.?) (?:för )?(?:per(?:iod|\.)(?:en)?\b)|\bper\.? ?bu\b",
    re.IGNORECASE,
)
_OF_MONTH = re.compile(
    r"\bMTD\b|month to date"
    r"|(?<!per )(?<!/)(?<!/ )\bmån(?:ad(?:en)?)?\.?$|\bmånadens\b|\b(?:aktuell|denna) månad|\bi månaden\b",
    re.IGNORECASE,
)
_INTERIM = re.compile(r"^(?!.*prognos).*\bdelår(?:et|srapport|sbokslut|sutfall)?\b", re.IGNORECASE)
_YEAR = 100  # of YYYYMM
_WHOLE = re.compile(
    r"bedöm|beräkna|förvänta|uppskatta"
    r"|helår|full year|årsutfall|bokslut|prognos|budget|föreg|förra|fg\b|prior|previous|last",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def tells_report(text: str) -> bool:
    """Whether a title or a name is of a report, whose months are those it covers and no day of decision."""
    return _REPORT.search(text) is not None or is_only_period(text)


def reported_so_far(
    columns: Sequence[HeadedColumn], report: Period | None, words: Iterable[str] = ()
) -> list[HeadedColumn]:
    """The columns; outcomes that name no period, or the report's year alone, run as far as the report does.

    So do those of the report's last month written in digits ('Utfall 2508'), where no column is of another month or
    accumulated beside them; one written in words may be of the month or of all that `words` say that a report spans.
    """
    if report is None or report.basis is Basis.FULL_YEAR:
        return list(columns)
    months = {each.period.end % 100 for each in columns if each.period and each.period.basis is Basis.PERIOD}
    accumulated = any(each.period and each.period.basis is Basis.ACCUMULATED for each in columns)
    alone = months == {report.end % 100} and not accumulated
    spans = any(map(_SPANS.search, words))
    return [_reported(each, report, alone=alone, spans=spans, accumulated=accumulated) for each in columns]


def _reported(column: HeadedColumn, report: Period, *, alone: bool, spans: bool, accumulated: bool) -> HeadedColumn:
    period = _told(column, report, accumulated=accumulated)
    if period is not None:
        return replace(column, period=period)
    period = column.period
    if period is None or not alone or period.start != period.end:
        return column
    if names_months(column.heading):
        return replace(column, inferred=True) if spans else column
    return replace(column, period=Period(period.year * 100 + 1, period.end, Basis.ACCUMULATED))


def _told(column: HeadedColumn, report: Period, *, accumulated: bool) -> Period | None:
    """The report's month, or all up to it, where a column's words say so; None where they do not.

    `accumulated`: other columns do, so that 'period' is the month.
    """
    heading, period = column.heading, column.period
    month = Period(report.end, report.end, Basis.PERIOD)
    if period is None and (_OF_MONTH.search(heading) or _SO_FAR.search(heading)):
        return month if accumulated or _OF_MONTH.search(heading) else report
    if period is not None and period == year_period(period.year) and _INTERIM.search(heading):
        years = _YEAR * (report.year - period.year)
        return Period(report.start - years, report.end - years, report.basis)
    this_year = period is None or period == year_period(report.year)  # which is not yet over
    return report if this_year and _OUTCOME.search(heading) and not _WHOLE.search(heading) else None
