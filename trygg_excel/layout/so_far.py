"""Outcomes in a report that runs up to a month: 'Utfall' in 'Månadsuppföljning maj 2025' is of January to May."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from trygg_excel.fact import Basis
from trygg_excel.layout.months import names_months
from trygg_excel.layout.periods import Period, year_period
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
    r"period(?:ens|iserad)? ?(?:budget|utfall)"
    r"|\b(?:budget|utfall|avvikelse|avv\.?) (?:för )?(?:per(?:iod|\.)(?:en)?\b)|\bper\.? ?bu\b",
    re.IGNORECASE,
)
_OF_MONTH = re.compile(r"\bMTD\b|month to date", re.IGNORECASE)
_WHOLE = re.compile(
    r"helår|full year|årsutfall|bokslut|prognos|budget|föreg|förra|fg\b|prior|previous|last", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def tells_report(text: str) -> bool:
    """Whether a title or a name is of a report, whose months are those it covers and no day of decision."""
    return _REPORT.search(text) is not None


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
    period = column.period
    if period is None and _OF_MONTH.search(column.heading):
        return replace(column, period=Period(report.end, report.end, Basis.PERIOD))
    if period is None and _SO_FAR.search(column.heading):
        return replace(column, period=Period(report.end, report.end, Basis.PERIOD) if accumulated else report)
    this_year = period is None or period == year_period(report.year)  # which is not yet over
    if this_year and _OUTCOME.search(column.heading) and not _WHOLE.search(column.heading):
        return replace(column, period=report)
    if period is None or not alone or period.start != period.end:
        return column
    if names_months(column.heading):
        return replace(column, inferred=True) if spans else column
    return replace(column, period=Period(period.year * 100 + 1, period.end, Basis.ACCUMULATED))
