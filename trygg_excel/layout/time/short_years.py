"""Years written with two digits: 'FY16', 'FY16-17', "'22", 'Budget 22', 'B22', '05/06'.

They are written out before anything else reads them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_A_MONTH = 12
_SPAN = 10  # years
_PIVOT = 50  # '49' is 2049 and '50' is 1950
_WORDS = r"FY|fiscal year|budgetår|budget|bokslut|utfall|prognos|plan|budg|bud|utf|progn?|bu|bok|bsl?|vt|ht"
_MONTH_NAME = r"(?:jan|feb|m[aä]r|apr|ma[ijy]|jun|jul|aug|sep|o[kc]t|nov|de[csz])[a-z]*\.?"
_COUNTED = r"(?:mån|dag|veck|tim|år\b|tjänst|person|elev|barn|plats|kommun|region|nämnd|bolag|enhet|projekt)"
_NOT_A_COUNT = rf"(?![\d%:]|[.,]\d| ?(?:[-–/] ?\d|%|\d(?!\d?/\d)|st\b|mkr|tkr|kr\b|{_COUNTED})|\.? {_MONTH_NAME}(?!\w))"
_MONTHS = rf"{_MONTH_NAME}(?: ?[-–] ?{_MONTH_NAME})?"
_YY, _MM, _DD = r"(?:1[3-9]|2\d|3[0-5])", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_COMPACT = re.compile(
    rf"(?<![^\W\d_])({_WORDS}|period:?|per:|t\.o\.m\.?|\w*rapport|ack|delår) ({_YY})(-?)({_MM})(?:\3({_DD}))?"
    r"(?![\d-]| ?\w)",
    re.IGNORECASE,
)
_BALANCE = r"belopp|skuld|saldo|värde|lån|[iu]b|kapital|balans|redovisat|ställning|bokfört|nominellt|utnyttjat|kvar"
_BALANCE += r"|\w*rapport|\w*uppföljning|delår\w*"
_DAY = re.compile(rf"\b({_BALANCE}) ({_YY})({_MM})({_DD})(?!\d)", re.IGNORECASE)
_MONTHS_SPAN = re.compile(
    rf"(?<![^\W\d_])({_WORDS}|\w*period(?:er|en)?:?) ({_YY})({_MM}) ?[-–] ?({_YY})({_MM})(?!\d)",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"(?<![^\W\d_])({_WORDS}) (\d\d) ?[-–] ?(\d\d)(?![\d%-]|[.,]\d)", re.IGNORECASE)
_AFTER_WORD = re.compile(
    rf"(?<![^\W\d_])((?:{_WORDS})(?: {_MONTHS}-?)?)(?: ?['’]| [-–]| )?(\d\d){_NOT_A_COUNT}", re.IGNORECASE
)
_LETTER = re.compile(
    r"(b|u|p|pr|br|bp|vp|bu|bok|bsl?)[ '’]?(\d\d)((?: |,|\().{0,8})?", re.IGNORECASE
)  # a whole heading
_FISCAL = re.compile(
    r"(?<!\w)(FY|fiscal years?) ?['’]?(\d\d|(?:19|20)\d\d) ?[-–/] ?(?:19|20)?(\d\d)(?!\d)", re.IGNORECASE
)
_UNTIL = re.compile(r"\b((?:19|20)\d\d) to ((?:19|20)\d\d)\b")  # British: '2024 to 2025 budget'
_MOVES = re.compile(r"\b(?:from|change|movement|variance|diff|increase|decrease)", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<![\w'’])['’](\d\d)(?![\d'’]| ?%)")
_MONTH_YEAR = re.compile(rf"({_MONTHS})(?:[ -]| ['’]| -|['’])?(\d\d)", re.IGNORECASE)  # a whole heading
_ACCUMULATED = re.compile(r"(?<!\w)(ack\w*\.?) ?[-–'’](\d\d)(?![\d-])", re.IGNORECASE)  # 'Utfall ack -25'
_SHORT_DAY = re.compile(r"\b(pr\.?|per|den|t\.?o\.?m\.?) ([0-3]?\d\.[01]?\d\.)(\d\d)(?![\d.])", re.IGNORECASE)
_PART_DASHED = re.compile(
    r"(?<!\w)([TKQ][1-4]|tertial [1-3]|kv(?:artal)? ?[1-4]) ?[-–'’](\d\d)(?![\d-])", re.IGNORECASE
)
_MONTH_DASHED = re.compile(rf"(?<![^\W\d_])({_MONTHS}) ?[-–'’](\d\d)(?![\d-]| ?[-–])", re.IGNORECASE)
_DASHED = re.compile(r"(?<!\w)(år) ?[-–'’](\d\d)(?![\d-])", re.IGNORECASE)
_SHORT_WORD = re.compile(r"(?<![^\W\d_])(pr|pl) ?[-–'’](\d\d)(?![\d-])", re.IGNORECASE)  # 'Pr -25'
_PART_SPACED = re.compile(rf"(T[1-3]|K[1-4]|Q[1-4]|kv ?[1-4]|tertial [1-3]) ({_YY})", re.IGNORECASE)  # a whole name
_PAIR = re.compile(r"(\d\d)/(\d\d)")  # a whole heading


@lru_cache(maxsize=16_384)
def with_whole_years(text: str) -> str:
    """`text` with each two-digit year written out; a pair of years must be two that follow each other."""
    if len(text) > 200 or not any(map(str.isdigit, text)):
        return text
    if pair := _PAIR.fullmatch(text.strip()):
        return _pair(pair)
    if part := _PART_SPACED.fullmatch(text.strip()):
        return f"{part[1]} {_whole(part[2])}"
    if letter := _LETTER.fullmatch(text.strip()):
        return f"{letter[1]} {_whole(letter[2])}{letter[3] or ''}"
    if month := _MONTH_YEAR.fullmatch(text.strip()):
        return f"{month[1]} {_whole(month[2])}"
    text = _DAY.sub(lambda match: f"{match[1]} {_whole(match[2])}-{match[3]}-{match[4]}", text)
    text = _MONTHS_SPAN.sub(lambda match: f"{match[1]} 20{match[2]}{match[3]}-20{match[4]}{match[5]}", text)
    text = _YEARS.sub(_years, _COMPACT.sub(_month_or_day, text))
    text = _MONTH_DASHED.sub(lambda match: f"{match[1]} {_whole(match[2])}", text)
    text = _PART_DASHED.sub(lambda match: f"{match[1]} {_whole(match[2])}", text)
    text = _ACCUMULATED.sub(lambda match: f"{match[1]} {_whole(match[2])}", text)
    text = _SHORT_DAY.sub(lambda match: f"{match[1]} {match[2]}{_whole(match[3])}", text)
    text = _SHORT_WORD.sub(lambda match: f"{match[1]} {_whole(match[2])}", text)
    text = _DASHED.sub(lambda match: f"{match[1]} {_whole(match[2])}", text)
    text = _FISCAL.sub(_fiscal, text)
    text = text if _MOVES.search(text) else _UNTIL.sub(_until, text)
    text = _APOSTROPHE.sub(lambda match: f" {_whole(match[1])}", text)
    return _AFTER_WORD.sub(lambda match: f"{match[1]} {_whole(match[2])}", text)


def _month_or_day(match: re.Match[str]) -> str:
    """'Utfall 2408' is of August 2024, 'Utfall 250930' up to a day; what begins with 20 is a year in full."""
    word, year, _, month, day = match.groups()
    if not match[3] and year in {"19", "20"}:
        return match[0]
    return f"{word} {_whole(year)}-{month}" + (f"-{day}" if day else "")


def _years(match: re.Match[str]) -> str:
    """'Plan 26-28' is of the years 2026 to 2028."""
    first, last = int(match[2]), int(match[3])
    return f"{match[1]} {_whole(match[2])}–{_whole(match[3])}" if _A_MONTH < first < last <= first + _SPAN else match[0]


def _until(match: re.Match[str]) -> str:
    first, last = match.groups()
    return f"{first}/{last}" if int(last) == int(first) + 1 else match[0]


def _fiscal(match: re.Match[str]) -> str:
    """'FY16-17' and 'FY2016-17' name the one year that begins in 2016 and ends in 2017."""
    first, last = _whole(match[2][-2:]), _whole(match[3])
    return f"{match[1]} {first}/{last}" if int(last) == int(first) + 1 else f"{match[1]} {first}–{last}"


def _pair(match: re.Match[str]) -> str:
    first, last = _whole(match[1]), _whole(match[2])
    return f"{first}/{last}" if int(last) == int(first) + 1 else match[0]


def _whole(digits: str) -> str:
    return f"{'20' if int(digits) < _PIVOT else '19'}{digits}"
