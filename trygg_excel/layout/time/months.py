"""Which months of a year a text names: 'mars', 'jan–apr', 'T1', 'kvartal 2', 'ack. april', 't.o.m. augusti'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MONTH_NAME = (
    r"\b(jan|feb|m[aä]r|apr|ma[ijy]|jun|jul|aug|sep|o[kc]t|nov|de[csz])(?:uari|ruari|uary|ruary|uar|ruar|s|z|ch|il|i|e|y|li|ust|usti|t"
    r"|tember|ober|ember)?\b\.?"
)
_MONTH = re.compile(MONTH_NAME, re.IGNORECASE)
_DAY_OF = rf"\d{{1,2}}(?::?[ae]\b)?\.? ?{MONTH_NAME}"
_PAPERS = (
    r"fullmäktige|nämnd|styrelse|utskott|beslut|antag|fastställ|sammanträd|möte|dater|upprätta|utskri|revider|rev\b"
    r"|beredning|presidi|version|förslag|skickad|inlämn|senast|deadline|approved|adopted|meeting"
    r"|committee|cabinet|vedtatt|vedtaget"
)
_MEETING = re.compile(
    rf"\b(?:{_PAPERS})[^\W\d_]*\.?(?: [^\W\d]{{1,10}}){{0,2}}[ ,:(]{{0,3}}{_DAY_OF}"
    rf"|\b(?-i:(?!UB|IB|IN\b|UTF?|PER|TOM|DEN|TILL|ACK|AC?T|AS|TO|SALDO|SKULD|BUDGE|SPEND"
    rf"|YTD)[A-ZÅÄÖ]{{2,6}}),? (?:den )?{_DAY_OF}",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    rf"\b(?:KF|RF|(?:kommun|region)?fullmäktige|KF-budget|beslut\w*|antag(?:en|et|na)|fastställ[dt]a?"
    rf"|revidera\w+|justera\w+)(?:[- ]budget)?(?: i| den| av)?"
    rf" {MONTH_NAME}",
    re.IGNORECASE,
)
_LONE_DAY = re.compile(
    rf"(?<![-–—.,/\d])(?<!\bper )(?<!o\.m\. )(?<!o\.m )(?<!tom )(?<!med )(?<!till )(?<!den )(?<! to )"
    rf"(?<![-–—] ){_DAY_OF}(?! ?[-–—])",
    re.IGNORECASE,
)
_NUMBERS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "maj": 5,
    "may": 5,
    "mai": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
}
_NUMBERS |= {"okt": 10, "oct": 10, "nov": 11, "dec": 12, "des": 12, "dez": 12, "mär": 3}
_PARTS = tuple(
    (re.compile(pattern, re.IGNORECASE), length)
    for pattern, length in (
        (r"\b(?:T|tert(?:ial(?:s?rapport|s?bokslut|uppföljning)?)?\.? ?)([1-3])\b", 4),
        (r"\b(?:K|Q|kv(?:art(?:al(?:srapport|suppföljning|sbokslut)?)?)?\.? ?|quarter )([1-4])\b", 3),
        (r"\b(?:H|halvår |half )([12])\b", 6),
        (r"\b([1-3])(?::[ae]|\.)? ?tertial(?:et)?\b", 4),
        (r"\b([1-4])(?::[ae]|\.)? ?kvartal(?:et)?\b", 3),
    )
)
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)}) (tertial|kvartal|halvår|quarter|half)", re.IGNORECASE)
_LONG = {"tertial": 4, "kvartal": 3, "quarter": 3, "halvår": 6, "half": 6}
_FIRST_MONTHS = re.compile(r"(?<!\d)([369]) ?(?:M|mån(?:ader)?\.?) (?=(?:19|20)\d\d\b)", re.IGNORECASE)  # '9M 2026'
_NUMBERED = re.compile(  # 'Månad 9', 'Period 01-09'
    r"\b(?:månad(?:er)?|period)[: ] ?(0?[1-9]|1[0-2])(?: ?[-–] ?(0?[1-9]|1[0-2]))?(?![-–/.,:\d]| (?!(?:19|20)\d\d)\d)",
    re.IGNORECASE,
)
_HALF = re.compile(r"\bhalvårs(?:rapport|bokslut|uppföljning|skiftet)|half-year(?:ly)? report", re.IGNORECASE)
_TERM = re.compile(
    r"\b(?:(vårtermin(?:en)?|VT)|höstterminen|hösttermin|HT)(?=[ -]?\d\d|\b)", re.IGNORECASE
)  # of schools
_PART = r"(T|tert(?:ial)?\.? ?|K|Q|kv(?:art(?:al)?)?\.? ?|quarter )"
_SPAN_OF_PARTS = re.compile(rf"\b{_PART}([1-4]) ?[-–] ?{_PART}?([1-4])\b", re.IGNORECASE)  # 'kv 1–3', 'T1-T2'
_LENGTHS = {"t": 4, "k": 3, "q": 3}
_ACCUMULATED = re.compile(
    r"\back\b|\back\.|ackumul|akkumul|accumulated|\bytd\b|year to date"
    r"|hittills|\bhittil\b|\bhittil i år|\bhiå\b|\bt\.? ?o\.? ?m\.?(?=\W|$)|till och med|t o m"
    r"|\bfram till\b|\bto(?:\.m)? date\b|\b(?:to|thru|through) (?:the )?\d{1,2}(?:st|nd|rd|th)? [a-z]{3}"
    r"|\b(?:actuals?|spen[dt]|outturn|ytd) (?:to|thru|through) (?:end )?[a-z]{3}|(?:\b|_)(?:ack|ytd)(?:\b|_)",
    re.IGNORECASE,
)
_ACCUMULATED_WORD = re.compile(r"\b(?:ack|akk|ackumulera[td]|akkumulert?|ytd|hittills(?: i år)?)\b", re.IGNORECASE)
_UP_TO_NOW = re.compile(r"\bytd\b|year to date|hittills|\bto date\b|hittil\b", re.IGNORECASE)
_UP_TO = re.compile(r"(?:\bt\.? ?o\.? ?m\b|till och med|\bthru|\bthrough)\.? ?(\d{4}-\d\d|\d{6})?", re.IGNORECASE)
_FULL_YEAR = re.compile(
    r"helår|(?:\b|_)helar(?:\b|_)|(?:\b|_)arsbudget|(?:\b|_)arsprognos|årsbudget|årsprognos|års-? ?(?:budget"
    r"|prognos)|full year"
    r"|hela året",
    re.IGNORECASE,
)


_HELD = re.compile(r"\b(?:mot|gentemot|jämfört|jmf|vs|against|compared|från|sedan)\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\bi fjo[rl]\b|\bfjoråret\b|\bvorjahr|\bed\.? vuosi|\bsi[ds]ste år\b|\bf\.? år\b"
    r"|\b(?:föreg(?:ående|\.)?|förra|fg\.?|prior|previous|last|forrige|edellinen) ?(?:års?|året|year|vuosi)\b"
    r"|\b(?:ytd|ack\.?) ?(?:-1|fg\.?|få|ly|py)(?!\w)|\b(?:utfall|period(?:en)?) fg\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Months:
    """The first and the last month, 1 to 12; `accumulated` from January on."""

    first: int
    last: int
    accumulated: bool = False


@lru_cache(maxsize=16_384)
def months_in(text: str) -> Months | None:
    """The months a text names; None when it names none, or they run backwards."""
    if not _MONTH.search(text):
        return _part_of_year(text)
    named = [month_number(match[1]) for match in _MONTH.finditer(without_meetings(text))]
    if not named:
        return _part_of_year(text)
    if says_accumulated(text) and len(named) == 1:
        return Months(1, named[0], accumulated=True)
    if named[0] > named[-1]:
        return None
    return Months(named[0], named[-1], accumulated=named[0] == 1 and named[-1] > 1)


def without_meetings(text: str) -> str:
    """A text without the days on which something was decided or written: 'KSAU 11 nov', 'beslut 17 juni'.

    Any other day counts as one of these where the text names a month besides: 'okt 2025, 3 nov'.
    """
    text = _DECIDED.sub(" ", _MEETING.sub(" ", text))
    rest = _LONE_DAY.sub(" ", text)
    return rest if _MONTH.search(rest) else text


def names_months(text: str) -> bool:
    return _MONTH.search(text) is not None


def _part_of_year(text: str) -> Months | None:
    return _span_of_parts(text) or _one_part(text) or _numbered(text) or _half(text)


def _span_of_parts(text: str) -> Months | None:
    """'kv 1-3', 'T1-T2'."""
    span = _SPAN_OF_PARTS.search(text)
    if span is None or int(span[2]) >= int(span[4]):
        return None
    length = _LENGTHS[span[1][0].casefold()]
    first, last = (int(span[2]) - 1) * length + 1, int(span[4]) * length
    return Months(first, last, accumulated=first == 1)


def _one_part(text: str) -> Months | None:
    """'T2', 'kvartal 3', 'tredje kvartalet'."""
    for pattern, length in _PARTS:
        if match := pattern.search(text):
            return _part(int(match[1]), length, accumulated=says_accumulated(text))
    match = _ORDINAL.search(text)
    return match and _part(_ORDINALS[match[1].casefold()], _LONG[match[2].casefold()], accumulated=False)


def _part(number: int, length: int, *, accumulated: bool) -> Months | None:
    last = number * length
    return Months(1 if accumulated else last - length + 1, last, accumulated=accumulated) if last <= 12 else None


def _numbered(text: str) -> Months | None:
    """'Månad 9', 'Period 01-09'; 'period 1' may be anything."""
    match = _NUMBERED.search(text)
    if match is None or not (match[2] or match[1][0] == "0" or match[0][0] in "mM"):
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return Months(first, last, accumulated=first == 1 < last) if first <= last else None


def _half(text: str) -> Months | None:
    """'Halvårsrapport', 'Vårterminen'."""
    if first := _FIRST_MONTHS.search(text):
        return Months(1, int(first[1]), accumulated=True)
    if _HALF.search(text):
        return Months(1, 6, accumulated=True)
    match = _TERM.search(text)
    return match and (Months(1, 6) if match[1] else Months(7, 12))


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its first three letters, in any case."""
    return _NUMBERS[name.casefold()[:3]]


def without_months(text: str) -> str:
    """A text without the months, tertials and quarters it names."""
    for pattern in (_MONTH, _ORDINAL, _TERM, *(each for each, _ in _PARTS)):
        text = pattern.sub(" ", text)
    return text


@lru_cache(maxsize=16_384)
def is_only_months(text: str) -> bool:
    """Whether a text names months, a tertial or a quarter and nothing else: 'Mars', 'jan–apr', 'T1', 'ack april'."""
    if months_in(text) is None:
        return False
    return not any(map(str.isalnum, _ACCUMULATED.sub(" ", without_months(text))))


@lru_cache(maxsize=16_384)
def is_only_accumulated(text: str) -> bool:
    """Whether a text says that amounts accumulate and nothing else: 'Ack', 'Ackumulerat'."""
    return says_accumulated(text) and not any(map(str.isalnum, _ACCUMULATED_WORD.sub(" ", text)))


@lru_cache(maxsize=16_384)
def says_year_before(heading: str) -> bool:
    """Whether amounts are said to be of the year before the table's: 'Utfall ack fg år', not 'Mot föregående år'."""
    return bool(_YEAR_BEFORE.search(heading)) and not _HELD.search(heading)


@lru_cache(maxsize=16_384)
def says_accumulated(heading: str) -> bool:
    """Whether amounts are said to run from the beginning of the year."""
    return bool(_ACCUMULATED.search(heading))


@lru_cache(maxsize=16_384)
def says_spent_so_far(heading: str) -> bool:
    """Whether amounts are what has been up to now or to a day or a month: 'YTD', 't.o.m. 2025-08-31'."""
    up_to = _UP_TO.search(heading)
    return _UP_TO_NOW.search(heading) is not None or (
        up_to is not None and (_MONTH.search(heading) or up_to[1]) is not None
    )


@lru_cache(maxsize=16_384)
def says_full_year(heading: str) -> bool:
    """Whether amounts are said to be of the whole year: 'Helår', 'Årsbudget'."""
    return bool(_FULL_YEAR.search(heading))
