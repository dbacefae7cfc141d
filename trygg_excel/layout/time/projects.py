"""Amounts of whole projects, over more years than the report's: 'Total budget', 'Utfall t.o.m. 2023', 'Slutprognos'.

An investment's whole sum is no year's budget, and the two are never added up (domain.md 5b, layout 19).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.kinds.terms import DIFFERENCES, measure_in
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.months import names_months
from trygg_excel.layout.time.periods import Period, day_period, until_year, years_in

_PROJECTS = re.compile(
    r"invester|exploater|\bprojekt(?:en|et|s)?\b|projekt(?:redovisning|uppföljning|rapport|lista|portfölj|plan)"
    r"|capital (?:program|budget|project|plan)",
    re.IGNORECASE,
)
_MIXED = re.compile(r"\bdrift", re.IGNORECASE)  # and investments: of a year what is not said to be more
_SURELY = re.compile(r"projekt|slut(?:prognos|redovisning|kalkyl)|totalutgift|total project|scheme", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:t\.? ?o\.? ?m\.?|till och med|fram till|through|up to|until|före|before|innan) "
    r"(?:föreg(?:ående|\.)? ?år(?:et)?|(?:år )?(?P<year>(?:19|20)\d\d)(?:-(?P<month>0[1-9]|1[0-2]))?)(?!\d|-\d)"
    r"|\btidigare år|\bföregående års? (?:ackumul|ack\b)|\b(?:prior|previous) years\b",
    re.IGNORECASE,
)
_LAST_YEARS = re.compile(r"\bföregående års? (?:ackumul|ack\b)", re.IGNORECASE)
_DECEMBER = 12
_BEFORE = re.compile(r"före\b|before|innan", re.IGNORECASE)
_SUM = r"(?:budget|utgift|kalkyl|kostnad|investering|prognos|utfall|anslag|ram|belopp)\w*"
_WHOLE = re.compile(
    rf"\btotal(?:a|t|en)?[ -](?:projekt|investerings)?[ -]?{_SUM}|\b(?:slut|total){_SUM}|\bprojekt{_SUM}"
    rf"|\b{_SUM} (?:projekt\w* )?totalt\b|\bprojektets (?:\w+ )?{_SUM}|\bprojektet totalt"
    rf"|\b{_SUM} projekt(?:et)?\b|\b(?:hela|per) projektet"
    r"|\bkalkyl\b|slutredovisning|\bbeslutad (?:investerings)?ram\b|\bgodkänd utgift|\bbevilja(?:t|d) totalt"
    r"|\btotal project\b|\bproject total\b|\btotal (?:\w+ )?(?:cost|budget|estimate|forecast|spend)\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\back\b|ackumul|upparbeta|nedlagt|\btotalt utfall|utfall totalt|\bto date\b", re.IGNORECASE)
_ESTIMATED = re.compile(r"^(?:\w+ )?kalkyl\b", re.IGNORECASE)
_ANNUAL = re.compile(r"\bårets?\b|årsbudget|helår|i år\b|this year|annual|current year", re.IGNORECASE)


def of_projects(columns: Sequence[HeadedColumn], year: int | None, words: Iterable[str]) -> tuple[HeadedColumn, ...]:
    """The columns, those of whole projects with a period of several years whose beginning nothing tells.

    `year`: the table's, to which runs what says no other; without it the years of the columns, and not for sure.
    `words`: the titles, and what heads the names. A sum over the years is one only beside amounts of a year: 'Total
    kostnad' may be of all kinds of cost.
    """
    words = tuple(words)
    about = any(map(_PROJECTS.search, words)) and not any(map(_MIXED.search, words))
    known = [each.period.year for each in columns if each.period] if about and year is None else []
    before, year, guessed = min(known, default=year), max(known, default=year), bool(known)
    until = [_until(each, before, projects=about) for each in columns]
    if not any(map(_tells_whole, columns)):  # what runs to a month of the year, or of the year before, is of that year
        until = [
            None if told and _may_be_of_year(each, told, year) else told
            for each, told in zip(columns, until, strict=True)
        ]
    beside = any(map(_is_annual, columns)) or _stand_beside(columns)
    if not (any(until) or (about and beside)):
        return tuple(columns)
    so_far = any(until) or any(_is_outcome_of(each, year) for each in columns) or _stand_beside(columns)
    found: list[HeadedColumn] = []
    for column, told in zip(columns, until, strict=True):
        whole = _up_to(column, columns, year) if year is not None and _is_whole(column, found, so_far=so_far) else None
        period = told or whole
        unsure = guessed or (told is None and not any(until) and not _SURELY.search(column.heading))
        found.append(column if period is None else replace(column, period=period, inferred=unsure))
    return tuple(found)


def is_of_project(period: Period | None) -> bool:
    """Whether a period is of several years, from one that nothing tells."""
    return period is not None and period.basis is Basis.MULTI_YEAR and period.start == 0


@lru_cache(maxsize=4096)
def speaks_of_projects(title: str) -> bool:
    """Whether a title is of investments or projects, and not of operations too."""
    return _PROJECTS.search(title) is not None and _MIXED.search(title) is None


@lru_cache(maxsize=16_384)
def _told_until(heading: str, year: int | None, *, projects: bool) -> int | None:
    """The last month, YYYYMM, of what a heading says went before: 'Utfall t.o.m. 2023', 'T.o.m. föreg. år'."""
    match = _UNTIL.search(heading)
    if match is None or names_months(heading) or day_period(heading) is not None:
        return None
    if match["year"] is None:
        return None if year is None or not projects else (year - 1) * 100 + 12
    if match["month"] is not None:
        return int(match["year"] + match["month"]) if projects else None
    return (int(match["year"]) - (_BEFORE.match(match[0]) is not None)) * 100 + 12


def _until(column: HeadedColumn, year: int | None, *, projects: bool) -> Period | None:
    """What runs up to a year before the table's, or of projects to any: a budget 'till och med 2026' is no outcome."""
    last = _told_until(column.heading, year, projects=projects)
    if last is None or len(years_in(column.heading)) > 1 or measure_in(column.heading) is Measure.PLAN:
        return None
    told = projects or (year is not None and last // 100 < year)
    return replace(until_year(last // 100), end=last) if told else None


def _up_to(column: HeadedColumn, columns: Sequence[HeadedColumn], year: int) -> Period:
    """Up to the end of a year; an outcome as far as those of the year beside it run."""
    ends = [each.period.end for each in columns if each.period and each.period.basis is Basis.ACCUMULATED]
    ends = [end for end in ends if end // 100 == year] if measure_in(column.heading) is Measure.ACTUAL else []
    return replace(until_year(year), end=max(ends)) if ends else until_year(year)


def _tells_whole(column: HeadedColumn) -> bool:
    """Whether a heading says that a project's whole sum is meant, and no year's."""
    return _WHOLE.search(column.heading) is not None and not _is_annual(column)


def _may_be_of_year(column: HeadedColumn, told: Period, year: int | None) -> bool:
    """Whether what runs to a month, or is accumulated of the year before, may be of one year's months alone."""
    return told.end % 100 < _DECEMBER or (year is not None and _LAST_YEARS.search(column.heading) is not None)


def _stand_beside(columns: Sequence[HeadedColumn]) -> bool:
    """Whether a year's own budget and outcome, which say no time, stand beside what surely is of whole projects."""
    whole = [each for each in columns if _tells_whole(each) and _SURELY.search(each.heading)]
    plain = {
        measure_in(each.heading) for each in columns if not _tells_whole(each) and not _SO_FAR.search(each.heading)
    }
    return bool(whole) and {Measure.BUDGET, Measure.ACTUAL} <= plain


def _is_annual(column: HeadedColumn) -> bool:
    if _ESTIMATED.search(column.heading):  # the year of an estimate is the one it was decided in
        return False
    return bool(years_in(column.heading)) or _ANNUAL.search(column.heading) is not None


def _is_outcome_of(column: HeadedColumn, year: int | None) -> bool:
    """Whether a column is the year's own outcome: said to be, or of its year."""
    own = _ANNUAL.search(column.heading) is not None or (year is not None and years_in(column.heading) == (year,))
    return own and measure_in(column.heading) is Measure.ACTUAL


def _is_whole(column: HeadedColumn, before: Sequence[HeadedColumn], *, so_far: bool) -> bool:
    """Whether a column that names no year of its own is of the whole: by its words, or as a difference right after one.

    `so_far`: what went before the year, or the year's own outcome, stands beside: what is accumulated is of both.
    """
    if _is_annual(column) or names_months(column.heading):
        return False
    if measure_in(column.heading) in DIFFERENCES:
        return bool(before) and is_of_project(before[-1].period)
    spent = so_far and measure_in(column.heading) in {Measure.ACTUAL, None}
    return bool(_WHOLE.search(column.heading) or (spent and _SO_FAR.search(column.heading)))
