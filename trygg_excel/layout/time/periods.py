"""Periods in headings, labels and titles: years, spans of years, split years, months, the day an outcome runs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trygg_excel.fact import Basis
from trygg_excel.layout.time.day_spans import DaySpan, day_span, without_day_spans
from trygg_excel.layout.time.months import (
    MONTH_NAME,
    month_number,
    months_in,
    names_months,
    says_accumulated,
    without_meetings,
    without_months,
)
from trygg_excel.layout.time.short_years import with_whole_years
from trygg_excel.layout.vocabulary import is_total, says_only_measure

FIRST_YEAR, LAST_YEAR = 1950, 2100
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_ANY_YEAR = re.compile(_YEAR)
_LONGEST_BARE = 20  # '(år 2022 - 2023)'
_SPAN = re.compile(rf"(?<!\d)({_YEAR})(\s?[-–—/]\s?)({_YEAR}|\d\d)(?!\d)")
_SINGLE = re.compile(rf"(?<![\d.,])({_YEAR})(?![\d]|[.,]\d)")
_COMPACT = re.compile(rf"(?<!\d)({_YEAR})(0[1-9]|1[0-2])(?!\d)")
_LEDGER_MONTH = re.compile(rf"{_YEAR}(?:0[1-9]|1[0-3])")
_SLASHED = re.compile(rf"(?<![\d/.-])(0?[1-9]|1[0-2]) ?[-–] ?(0?[1-9]|1[0-2])/({_YEAR})(?!\d)")  # '1-8/2025'
_SPACED = re.compile(  # 'Utfall 1-8 2025', '2025 1-8'
    rf"(?<![\d/.-])0?1 ?[-–] ?(0?[2-9]|1[0-2]) ({_YEAR})(?!\d)|(?<!\d)({_YEAR}) 0?1 ?[-–] ?(0?[2-9]|1[0-2])(?![\d/.-])"
)
_DASHED_SPAN = re.compile(  # '2025-01 - 2025-09'
    rf"(?<![\d-])({_YEAR})-(0[1-9]|1[0-2]) ?(?:[-–—]|till|t\.?o\.?m\.?) ?({_YEAR})-(0[1-9]|1[0-2])(?![\d-])"
)
_COMPACT_SPAN = re.compile(rf"{_COMPACT.pattern}\s?[-–—]\s?{_COMPACT.pattern}")  # 'Period: 202201 - 202208'
_DAY = re.compile(
    rf"(?<!\d)({_YEAR})-(0[1-9]|1[0-2])-(?:[0-2]\d|3[01])(?!\d)|(?<!\d)[0-3]?\d\.? {MONTH_NAME} ({_YEAR})(?!\d)"
    rf"|(?<!\d)[0-3]?\d\.(0?[1-9]|1[0-2])\.({_YEAR})(?!\d)",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?P<name>)(?:[ T]00:00(?::00)?)?")
_WRITTEN_DAY = re.compile(
    r"(?:per |den |vid )*(?P<day>[0-3]?\d)"
    rf"(?:[./](?P<month>[01]?\d)[./ ]|\.? (?P<name>{MONTH_NAME}) ) ?(?P<year>{_YEAR})",
    re.IGNORECASE,
)
_RUNS_TO = re.compile(
    r"(?:käytetty|forbrugt?|brukt|använt|förbrukat|upparbetat|utbetalt"
    r"|\bpe?r\.?|\btom|\bt\.? ?o\.? ?m\.?|\btill och med|utfall|bokslut|\back\w*\.?|\bIB|\bUB|balans|balance|saldo"
    r"|\bperiod(?:en)?:?|skuld(?:er)?|kapital|behållning|fordran|fordringar|värde|\bas (?:at|of)|\bden"
    r"|(?:delårs|månads|ekonomi|tertial|kvartals|period|resultat|balans)rapport|\w*uppföljning|\w*bokslut|\w*räkning"
    r"|(?:drift|resultat|balans|investerings)redovisning),? $",
    re.IGNORECASE,
)
_FORECAST_MADE = re.compile(r"\b(prognos|progn\.?) ?T ?[1-3]\b", re.IGNORECASE)  # of the year, at the tertial's end
_AS_OF = re.compile(rf"((?:[^\W\d_]+\.? ){{1,3}})({_YEAR}-\d\d-\d\d|[0-3]?\d\.[01]?\d\.{_YEAR})")
_OF_PAPERS = re.compile(
    r"beslut|\bK[FS]\b|ksau|nämnd|dnr|\brev|enl|antag|fastställ|dater|utskri|uttag|upprätta|version|förslag|gäller"
    r"|fr\.? ?o\.? ?m|from|budget|\bram\b|taxa|till|senast|klar|förfall|due|start|slut|möte|behandl",
    re.IGNORECASE,
)
_LOAN = rf"(?<![^\W\d_])(?!FY|BU?|UT?F?|PR?|VP|BP|TAE?|TS|TP|CA|R|KB|TB|[HV]T|ÅR)[A-ZÅÄÖ]{{1,3}}{_YEAR}-\d\d(?!\d)"
_PRICES = rf"\b(?:prisnivå|prisläge|penningvärde|priser)(?: per| i|:)? {_YEAR}(?:-\d\d)?(?!\d)"
_PRICES += rf"|{_YEAR}(?: års|-)? ?pris(?:er|nivå|läge)"
_DECIDED = (
    r"\b(?:KF|KS|RF|RS|fullmäktige|beslut\w*|nämnden|revidera\w+|rev\.?|justera\w+|antagen)(?:[- ]budget)?(?: i)?"
)
_DECIDED += rf" {MONTH_NAME} {_YEAR}(?!\d)"
_DOCUMENT = rf"\b(?:prop|proposition(?:en)?|bet|rskr|skr|mot|sou|ds|dir)\.? ?{_YEAR}(?:/\d\d(?:\d\d)?)?:[\w:]+"
_REFERENCE = re.compile(
    rf"{_LOAN}|{_DECIDED}|{_PRICES}|{_DOCUMENT}"
    rf"|\bdnr\b[.: ]*(?:[a-zåäö]+ )?\S*|(?<!\d){_YEAR}[/:](?!{_YEAR}(?!\d))\d{{3,}}",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    rf"\b(?:till och med|t\.? ?o\.? ?m\.?|till|budgetår(?:et)?|för år|as of|through) {_YEAR}(?!\d)", re.IGNORECASE
)
_UNIT_TAIL = re.compile(r",? \(?(?:[tmk]n?kr|kkr|kr|kronor|[tmk]?sek)\.?\)?$", re.IGNORECASE)
_COMPARED = re.compile(
    rf"\b(?:från|mot|gentemot|jämfört med|jmf\.? med|jmf|sedan|vs\.?|against|compared (?:to|with)|from)"
    rf" (?:[a-zåäö]+\.?(?: ?[-–] ?[a-zåäö]+\.?)? ){{0,2}}(?:FY ?)?{_YEAR}(?!\d)",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"\b(?:från|mot|gentemot|jämfört med|jmf|sedan) {MONTH_NAME}(?! ?(?:19|20)?\d\d)", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|b['’]?t?ween|mellan) (.+) (?:and|och|&) (.+)", re.IGNORECASE)

_CAUSE = re.compile(
    rf"\b(?:löneavtal\w*|löneöversyn\w*|lönerevision\w*)\.?(?: (?:av|för|från))? {_YEAR}(?!\d)"
    rf"|(?<!\d){_YEAR}(?:års)? (?:helårseff|löneavtal|löneöversyn|lönerevision)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """YYYYMM at both ends, months 1-12 (13 is the closing period); a start of 0 where nothing tells it."""

    start: int
    end: int
    basis: Basis = Basis.FULL_YEAR

    @property
    def year(self) -> int:
        return self.end // 100

    def before(self, years: int = 1) -> Period:
        """The same months so many years before; an untold start stays so."""
        months = 100 * years
        return Period(self.start - months if self.start else 0, self.end - months, self.basis)

    def month(self, number: int) -> int:
        """YYYYMM of a month in a year, split or not."""
        return (self.start // 100 if number >= self.start % 100 else self.year) * 100 + number


def year_period(year: int) -> Period:
    return Period(year * 100 + 1, year * 100 + 12)


def until_year(year: int) -> Period:
    """Several years up to the end of one, from a beginning that is not told: of a project."""
    return Period(0, year * 100 + 12, Basis.MULTI_YEAR)


def split_year(last: int, begins: int = 7) -> Period:
    """The year that begins in month `begins` of the year before `last`: '2025/26'."""
    return Period((last - 1) * 100 + begins, last * 100 + begins - 1)


@lru_cache(maxsize=16_384)
def years_in(text: str) -> tuple[int, ...]:
    """Each different year a text names, in order; the day of a decision and a register number name none."""
    if (span := day_span(text)) is not None:  # what the rest of the text names goes before it
        return years_in(without_day_spans(text)) or tuple(dict.fromkeys((span.first[0], span.last[0])))
    text = with_whole_years(text)
    if not _ANY_YEAR.search(text):
        return ()
    rest = _without_days(text)
    found = []
    for match in _SPAN.finditer(rest):
        first, last = _span_years(match)
        found += [first] if _is_month(match) else [first, last]
    rest = _SPAN.sub(" ", rest)
    found += [int(match[1]) for match in _SINGLE.finditer(rest)]
    found += [int(match[1]) for match in _COMPACT.finditer(rest)]
    runs_to = None if found else _runs_to(text)
    return tuple(dict.fromkeys(found)) if runs_to is None else (runs_to.year,)


@lru_cache(maxsize=16_384)
def heading_period(text: str) -> Period | None:
    """The period a column's heading names, and not what its amounts are compared with ('mot bokslut 2021') or come from
    ('helårseffekt löneavtal 2025'); of two that it holds against each other ('mellan 2023 och 2024') the later.
    """
    text = _FORECAST_MADE.sub(r"\1", with_whole_years(text))
    if (both := _BETWEEN.search(text)) and len(
        ends := [found for each in both.groups() if (found := read_period(each))]
    ) > 1:
        return max(ends, key=lambda found: found.end)
    return read_period(_CAUSE.sub(" ", _SINCE.sub(" ", _COMPARED.sub(" ", text)))) or _as_of(text)


def later_split_year(heading: str) -> Period | None:
    """The later of the split years that a heading names."""
    spans = [match for match in _SPAN.finditer(with_whole_years(heading)) if _is_split(match) and not _is_month(match)]
    return split_year(max(_span_years(match)[1] for match in spans)) if spans else None


@lru_cache(maxsize=16_384)
def day_period(day: str) -> Period | None:
    """The period of a heading that is a date: its month when the first of one, else the months up to it."""
    match = _ISO_DAY.fullmatch(day) or _WRITTEN_DAY.fullmatch(day)
    if match is None:
        return None
    year, month = int(match["year"]), month_number(match["name"]) if match["name"] else int(match["month"])
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    if int(match["day"]) == 1:
        return Period(year * 100 + month, year * 100 + month, Basis.PERIOD)
    return year_period(year) if month == 12 else Period(year * 100 + 1, year * 100 + month, Basis.ACCUMULATED)


def is_month(number: str) -> bool:
    """Whether a number is a month as ledgers write it: 202204; 13 is the closing period."""
    return _LEDGER_MONTH.fullmatch(number) is not None


def is_year(number: str) -> bool:
    return number.isascii() and number.isdigit() and FIRST_YEAR <= int(number) <= LAST_YEAR


@lru_cache(maxsize=16_384)
def read_period(text: str) -> Period | None:
    """The one period a heading or label names; None when it names none or several."""
    if (span := day_span(text)) is not None:
        rest = without_day_spans(text)
        return read_period(rest) if years_in(rest) else _of_span(span)
    text = with_whole_years(text)
    if not _ANY_YEAR.search(text):
        return None
    return Period(int(text), int(text), Basis.PERIOD) if is_month(text) else _read(text)


def _of_span(span: DaySpan) -> Period:
    (year, month), (last_year, last) = span
    if year == last_year:
        return year_period(year) if (month, last) == (1, 12) else _months(year, month, last)
    months = (last_year - year) * 12 + last - month + 1
    basis = Basis.MULTI_YEAR if months > 12 else Basis.FULL_YEAR if months == 12 else Basis.PERIOD
    return Period(year * 100 + month, last_year * 100 + last, basis)


def _span_of_months(text: str) -> Period | None:
    """'202201 - 202208', '2025-01 - 2025-09', '1-8/2025', 'Utfall 1-8 2025'."""
    if spaced := _SPACED.search(text):
        return _months(int(spaced[2] or spaced[3]), 1, int(spaced[1] or spaced[4]))
    if slashed := _SLASHED.search(text):
        first, last = int(slashed[1]), int(slashed[2])
        return _months(int(slashed[3]), first, last) if first < last else None
    months = _COMPACT_SPAN.search(text) or _DASHED_SPAN.search(text)
    if months is None or months[1] != months[3] or months[2] > months[4]:
        return None
    return _months(int(months[1]), int(months[2]), int(months[4]))


def _read(text: str) -> Period | None:
    rest = _without_days(text)
    if (months := _span_of_months(rest)) is not None:
        return months
    span = _SPAN.search(rest)
    month = span if span and _is_month(span) else _COMPACT.search(rest)
    if month:
        year, last = int(month[1]), int(month[month.lastindex or 2])
        runs = says_accumulated(text)  # 'Ack utfall 2009-07' is January to July
        return _months(year, 1 if runs else last, last, accumulated=runs)
    if span and _span_years(span)[1] > _span_years(span)[0]:
        first, last = _span_years(span)
        return split_year(last) if _is_split(span) else Period(first * 100 + 1, last * 100 + 12, Basis.MULTI_YEAR)
    years = years_in(rest)
    if len(years) == 1:
        return _in_year(rest, years[0])
    return None if years else _runs_to(text)


@lru_cache(maxsize=16_384)
def is_bare_period(text: str) -> bool:
    """Whether a text is nothing but a period: '2022', '2022–2023', 'år 2021'."""
    if len(text) > _LONGEST_BARE or not years_in(text):
        return False
    rest = _SINGLE.sub("", _SPAN.sub("", with_whole_years(text))).casefold()
    return rest.strip(" .:-–()") in {"", "år", "year", "fy", "fiscal year"}


@lru_cache(maxsize=16_384)
def is_only_period(text: str) -> bool:
    """Whether a text says when and nothing else, months and tertials too: '2022', 'T2 2023', 'mars 2022', '2022-03'."""
    if read_period(text) is None:
        return False
    rest = without_months(without_years(_COMPACT.sub(" ", _COMPACT_SPAN.sub(" ", text))))
    return is_bare_period(text) or rest.strip(" .:-–()") in {"", "år", "helår", "ack", "t.o.m", "tom"}


@lru_cache(maxsize=16_384)
def without_years(text: str) -> str:
    """What a text says apart from its years, in lower case: 'skola' of 'Skola 2022'."""
    return " ".join(_SINGLE.sub(" ", _SPAN.sub(" ", with_whole_years(text))).casefold().split())


@lru_cache(maxsize=16_384)
def says_only_when(label: str) -> bool:
    """Whether a row's name is a period, perhaps with its measure: '2022', 'Utfall 2021', 'Mars 2022', 'Totalt 2023'."""
    label = _UNIT_TAIL.sub("", label)
    rest = without_months(without_years(label)).strip(" .:-–()")
    only = not rest or is_bare_period(label) or is_total(label) or says_only_measure(label)
    return only or _UP_TO.search(with_whole_years(label)) is not None


def _in_year(text: str, year: int) -> Period | None:
    """The months a text names within a year, or the year; months from January on are accumulated."""
    months = months_in(text)
    if months is None:
        return None if names_months(without_meetings(text)) else year_period(year)
    return _months(year, months.first, months.last, accumulated=months.accumulated)


def _months(year: int, first: int, last: int, *, accumulated: bool | None = None) -> Period:
    if (first, last) == (1, 12):
        return year_period(year)
    if accumulated is None:
        accumulated = first == 1 and last > 1
    return Period(year * 100 + first, year * 100 + last, Basis.ACCUMULATED if accumulated else Basis.PERIOD)


def _without_days(text: str) -> str:
    """`text` without dates and register numbers: 'beslut 2021-11-15', 'dnr KFKS 2018/123', 'SFS 1980:578'."""
    return _DAY.sub(" ", _REFERENCE.sub(" ", text))


def _as_of(heading: str) -> Period | None:
    """The months up to the day that ends a short heading, unless something was decided or falls due then."""
    match = _AS_OF.fullmatch(heading.strip())
    return None if match is None or _OF_PAPERS.search(match[1]) else day_period(match[2])


def _runs_to(text: str) -> Period | None:
    """The months up to the one day a text says an outcome runs to: 'Utfall per 2022-08-31'."""
    days = [match for match in _DAY.finditer(text) if _RUNS_TO.search(text[max(0, match.start() - 20) : match.start()])]
    if len(days) != 1:
        return None
    day = days[0]
    year = int(day[1] or day[4] or day[6])
    month = int(day[2] or day[5]) if day[2] or day[5] else month_number(day[3])
    return year_period(year) if month == 12 else Period(year * 100 + 1, year * 100 + month, Basis.ACCUMULATED)


def _is_month(match: re.Match[str]) -> bool:
    """'2022-04' is April; '2011/12' and '2022–23' are spans of years."""
    first, last = _span_years(match)
    if len(match[3]) != 2 or not 1 <= int(match[3]) <= 12:
        return False
    return match[2] == "-" or (last != first + 1 if match[2] == "/" else last <= first)


def _is_split(match: re.Match[str]) -> bool:
    """'2025/26' is one year that ends in 2026; '2025–26' may be two."""
    first, last = _span_years(match)
    return last == first + 1 and match[2].strip() == "/"


def _span_years(match: re.Match[str]) -> tuple[int, int]:
    first, last = int(match[1]), match[3]
    return first, int(last) if len(last) == 4 else first // 100 * 100 + int(last)
