"""Periods of bookings: '202203', '2022-03', '2022-03-31', '202213' -> YYYYMM, and the days of an extract."""

from __future__ import annotations

import re
from datetime import date

_YEAR = r"(?:19[5-9]\d|20\d\d)"
_PERIOD = re.compile(rf"({_YEAR})[-/. ]?(0[1-9]|1[0-3])(?:\.0+)?", re.ASCII)
_DAY = re.compile(rf"({_YEAR})[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?:[T ][\d:.]+)?(?:\.0+)?", re.ASCII)
_MONTH = re.compile(r"0?([1-9]|1[0-3])(?:\.0+)?", re.ASCII)
_ONLY_YEAR = re.compile(rf"({_YEAR})(?:\.0+)?", re.ASCII)
_EXTRACTED = re.compile(
    r"\b(?:uttag|utdrag|utskri(?:vet|ven|ft|ftsdatum)|skapa[dt]|körd|körning|hämta[dt]|rapportdatum|exporterad|framtagen)"
    r"[^\d]{0,25}(?P<day>20\d\d-\d\d-\d\d)",
    re.IGNORECASE,
)


def period_of(text: str) -> int | None:
    """A period or a day as its month, YYYYMM; period 13 is YYYY13. None for what is none, or could be two."""
    found = _PERIOD.fullmatch(text.strip()) or _DAY.fullmatch(text.strip())
    return None if found is None else int(found[1]) * 100 + int(found[2])


def day_month(text: str) -> int | None:
    """The month of a day, YYYYMM."""
    found = _DAY.fullmatch(text.strip())
    return None if found is None else int(found[1]) * 100 + int(found[2])


def of_year(year: str, month: str) -> int | None:
    """A period by its year and its month in columns of their own."""
    whole, part = _ONLY_YEAR.fullmatch(year.strip()), _MONTH.fullmatch(month.strip())
    return None if whole is None or part is None else int(whole[1]) * 100 + int(part[1])


def day_of(text: str) -> date | None:
    """YYYYMMDD or YYYY-MM-DD."""
    digits = text.replace("-", "")
    try:
        return date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}") if len(digits) == 8 else None
    except ValueError:
        return None


def extracted_on(text: str) -> date | None:
    """The day that the head of a report says it was made."""
    found = _EXTRACTED.search(text)
    return None if found is None else day_of(found["day"])
