"""Periods in headings, labels and titles: years, spans of years, split years, months."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trygg_excel.fact import Basis

FIRST_YEAR, LAST_YEAR = 1950, 2100
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_SPAN = re.compile(rf"(?<!\d)({_YEAR})\s*[-–—/]\s*({_YEAR}|\d\d)(?!\d)")
_SINGLE = re.compile(rf"(?<![\d.,])({_YEAR})(?![\d]|[.,]\d)")
_YEAR_MONTH = re.compile(rf"(?<!\d)({_YEAR})[-/]?(0[1-9]|1[0-2])(?!\d)(?!-\d\d)")
_MONTH_WORD = re.compile(
    r"\b(jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|de[cs])(?:uari|ruari|uary|ruary|s|ch|il|i|e|y|li|ust|usti|t"
    r"|tember|ober|ember)?\b\.?",
    re.IGNORECASE,
)
_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9}
_MONTHS |= {"okt": 10, "oct": 10, "nov": 11, "dec": 12, "des": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """YYYYMM at both ends, months 1-12 (13 is the closing period)."""

    start: int
    end: int
    basis: Basis = Basis.FULL_YEAR

    @property
    def year(self) -> int:
        return self.end // 100


def year_period(year: int) -> Period:
    return Period(year * 100 + 1, year * 100 + 12)


def years_in(text: str) -> tuple[int, ...]:
    """Each different year a text names, in order."""
    spans = [year for match in _SPAN.finditer(text) for year in _span_years(match)]
    singles = [int(match.group(1)) for match in _SINGLE.finditer(text)]
    return tuple(dict.fromkeys(spans + singles))


def is_year(number: str) -> bool:
    return number.isascii() and number.isdigit() and FIRST_YEAR <= int(number) <= LAST_YEAR


def read_period(text: str) -> Period | None:
    """The one period a heading or label names; None when it names none or several."""
    month = _YEAR_MONTH.search(text)
    if month:
        at = int(month.group(1)) * 100 + int(month.group(2))
        return Period(at, at, Basis.PERIOD)
    span = _SPAN.search(text)
    if span:
        first, last = _span_years(span)
        return Period(first * 100 + 1, last * 100 + 12, Basis.MULTI_YEAR) if last > first else None
    years = years_in(text)
    if len(years) != 1:
        return None
    return _month_of(text, years[0]) or year_period(years[0])


def _month_of(text: str, year: int) -> Period | None:
    months = [_MONTHS[match.group(1).casefold()] for match in _MONTH_WORD.finditer(text)]
    if not months:
        return None
    start, end = year * 100 + months[0], year * 100 + months[-1]
    return Period(start, end, Basis.PERIOD if start == end else Basis.ACCUMULATED)


def is_bare_period(text: str) -> bool:
    """Whether a text is nothing but a period: '2022', '2022–2023', 'år 2021'."""
    rest = _SINGLE.sub("", _SPAN.sub("", text)).casefold()
    return bool(years_in(text)) and rest.strip(" .:-–()") in {"", "år", "year"}


def _span_years(match: re.Match[str]) -> tuple[int, int]:
    first, last = int(match.group(1)), match.group(2)
    return first, int(last) if len(last) == 4 else first // 100 * 100 + int(last)
