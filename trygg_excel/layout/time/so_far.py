"""Outcomes in a report that runs up to a month: 'Utfall' in 'Månadsuppföljning maj 2025' is of January to May."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.kinds.terms import measure_in
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.day_spans import day_span
from trygg_excel.layout.time.months import (
    MONTH_NAME,
    is_only_months,
    names_months,
    says_accumulated,
    says_full_year,
    says_year_before,
)
from trygg_excel.layout.time.periods import Period, is_only_period, year_period

_REPORT = re.compile(
    r"uppföljning|delår|(?:månads|period|ekonomi|kvartals|verksamhets|resultat|budget)rapport"
    r"|\bperiod\b|tertial|utfall|\bt\.? ?o\.? ?m\b"
    r"|till och med|\bp(?:er|r\.) (?:den )?(?:\d|sista|(?:jan|feb|mar|apr|ma[ij]|jun|jul|aug|sep|okt|nov|dec))"
    r"|måneds?rapport|opfølgning|oppfølging|økonomirapport"
    r"|januari ?[-–]"
    r"|\bjan ?[-–]|\bforbruk|toteuma|monitoring|outturn",
    re.IGNORECASE,
)
_SPANS = re.compile(
    r"delår|(?:månads|ekonomi|resultat|kvartals)rapport|driftredovisning"
    r"|\bjan(?:uari)? ?[-–]|\bt\.? ?o\.? ?m\b|till och med|ackumul|tertial",
    re.IGNORECASE,
)
_OUTCOME = re.compile(r"utfall|\butf\b|\bforbru[kg]\b|\bactuals?\b|upparbetat|toteuma|^varav 20\d\d$", re.IGNORECASE)
_SO_FAR = re.compile(
    r"^(?:aktuell )?period(?:en)?(?: (?:fg|föreg\w*|förra)\.? ?år(?:et)?)?$|^periodens "
    r"|period(?:ens|iserad)? ?(?:budget|utfall)"
    r"|\b(?:budget|utfall|avvikelse|avv\.?|utf|bud) (?:för )?(?:per(?:iod|\.)(?:en)?\b)|\bper\.? ?bu\b",
    re.IGNORECASE,
)
_OF_MONTH = re.compile(
    r"\bMTD\b|month to date"
    r"|(?<!per )(?<!/)(?<!/ )(?<!\d )\bmån(?:ad(?:en)?)?\.?(?=$| f)"
    r"|\bmånadens\b|\b(?:aktuell|denna|denne) m[åa]n[ea]d|\bi månaden\b",
    re.IGNORECASE,
)
_MONTH_OVER = re.compile(r"(?:(?:aktuell|denna|denne|i) )?m[åa]n[ea]d(?:en)?", re.IGNORECASE)
_INTERIM = re.compile(r"^(?!.*prognos).*\bdelår(?:et|srapport|sbokslut|sutfall)?\b(?! ?[123]\b)", re.IGNORECASE)
_VAGUE = re.compile(  # a title that is a month's, and may be of it alone
    rf"(?:månads)?(?:utfall|resultat)?(?: för)? ?{MONTH_NAME}(?: månad)? (?:19|20)\d\d(?:,? \(?[tm]n?kr\)?)?",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"bedöm|beräkna|förvänta|uppskatta"
    r"|helår|full year|årsutfall|bokslut|prognos|budget|föreg|förra|fg\b|prior|previous|last",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def tells_report(text: str) -> bool:
    """Whether a title or a name is of a report, whose months are those it covers and no day of decision."""
    return _REPORT.search(text) is not None or is_only_period(text) or is_only_months(text)


@lru_cache(maxsize=4096)
def says_outcome(heading: str) -> bool:
    """Whether a heading says 'Utfall' or the like, and no whole year's."""
    return _OUTCOME.search(heading) is not None and _WHOLE.search(heading) is None


@lru_cache(maxsize=4096)
def spans_months(text: str) -> bool:
    """Whether a title is of a report of all months up to one: 'Delårsrapport', 'jan–aug', 't.o.m. oktober'."""
    return _SPANS.search(text) is not None


def reported_so_far(
    columns: Sequence[HeadedColumn], report: Period | None, words: Sequence[str], part: Period | None
) -> list[HeadedColumn]:
    """The columns; outcomes that name no period, or the report's year alone, run as far as the report does.

    So do those of the report's last month written in digits ('Utfall 2508'), where no column is of another month or
    accumulated beside them; one written in words may be of the month or of all that `words` say that a report spans.
    `part`: the last month or months that the words tell, which are those of 'Perioden' and 'Månad'.
    """
    apart = any(map(_accumulates, columns)) and any(map(_is_outcome_of_period, columns))
    apart = apart or any(map(_is_one_month, words))
    if report is None or part is None or report.basis is Basis.FULL_YEAR:
        return [_of_month(each, part, apart=apart) for each in columns]
    months = {each.period.end % 100 for each in columns if each.period and each.period.basis is Basis.PERIOD}
    alone = months == {report.end % 100} and not any(map(_accumulates, columns))
    spans = any(map(spans_months, words))
    vague = any(_VAGUE.fullmatch(each.strip()) for each in words)
    told = [_reported(each, report, part, alone=alone, spans=spans, apart=apart) for each in columns]
    return [
        replace(now, inferred=True) if vague and now.period == report and was.period != report else now
        for now, was in zip(told, columns, strict=True)
    ]


def _accumulates(column: HeadedColumn) -> bool:
    """Whether a column is of this year's months so far, so that 'period' beside it is the last of them."""
    so_far = column.period is not None and column.period.basis is Basis.ACCUMULATED
    return so_far and not says_year_before(column.heading)


@lru_cache(maxsize=4096)
def _is_one_month(title: str) -> bool:
    """Whether a title tells a month by its first and last day: 'Period: 2026-08-01 - 2026-08-31'."""
    span = day_span(title)
    return span is not None and span.first == span.last


def _is_outcome_of_period(column: HeadedColumn) -> bool:
    """Whether a column is 'Periodens utfall', so that 'period' is no word for all that has accumulated."""
    told = measure_in(column.heading) is not Measure.BUDGET and not says_accumulated(column.heading)
    return told and (_says_period(column) or says_month(column))


def _of_month(column: HeadedColumn, part: Period | None, *, apart: bool) -> HeadedColumn:
    """'Utfall månad' where no report is told but a month: 'Månad är Augusti'; `apart`: so is 'Periodens budget'."""
    if part is None or column.period is not None or part.start != part.end:
        return column
    if not (says_month(column) or (apart and _says_period(column))):
        return column
    return replace(column, period=part.before() if says_year_before(column.heading) else part)


def _says_period(column: HeadedColumn) -> bool:
    return any(map(_SO_FAR.search, (column.heading, *column.path[:-1])))


def says_month(column: HeadedColumn) -> bool:
    """Whether a column is said to be of one month, which another place names: 'Utfall månad'."""
    over = any(map(_MONTH_OVER.fullmatch, column.path[:-1]))
    return over or _OF_MONTH.search(column.own_heading) is not None


def _reported(
    column: HeadedColumn, report: Period, part: Period, *, alone: bool, spans: bool, apart: bool
) -> HeadedColumn:
    period = _told(column, report, part, apart=apart)
    if period is not None:
        return replace(column, period=period)
    period = column.period
    if period is None or not alone or period.start != period.end:
        return column
    if names_months(column.heading):
        return replace(column, inferred=True) if spans else column
    return replace(column, period=Period(period.year * 100 + 1, period.end, Basis.ACCUMULATED))


def _told(column: HeadedColumn, report: Period, part: Period, *, apart: bool) -> Period | None:
    """The report's month, or all up to it, where a column's words say so; None where they do not.

    `apart`: what accumulates has columns of its own, so that 'period' is the month, or the months of the year's `part`.
    """
    heading, period = column.heading, column.period
    month = part if part.start % 100 > 1 else Period(report.end, report.end, Basis.PERIOD)
    of_month = says_month(column)
    before = says_year_before(heading)
    if of_month and before:
        return month.before()
    if period in {None, year_period(report.year - before)} and (of_month or _says_period(column)):
        told = month if apart or of_month else report
        return told.before() if before else told
    if period is not None and period == year_period(period.year) and _INTERIM.search(heading):
        return report.before(report.year - period.year)
    this_year = period is None or period == year_period(report.year)  # which is not yet over
    return report if this_year and _OUTCOME.search(heading) and not _WHOLE.search(heading) else None


def untold_so_far(
    columns: Sequence[HeadedColumn], report: Period | None, words: Iterable[str]
) -> tuple[HeadedColumn, ...]:
    """The columns; what may be outcomes, in a report of some months, taken to run as far, and not for sure."""
    if report is None or report.basis is Basis.FULL_YEAR or not any(map(spans_months, words)):
        return tuple(columns)
    return tuple(replace(each, period=report, inferred=True) if _may_run_to(each) else each for each in columns)


def _may_run_to(column: HeadedColumn) -> bool:
    """Whether what a column holds may be outcomes, in a report of them, though no word says so: 'Intäkter'."""
    heading = column.heading
    untold = measure_in(heading) in {None, Measure.ACTUAL, Measure.OTHER}
    return column.period is None and untold and not (_WHOLE.search(heading) or says_full_year(heading))
