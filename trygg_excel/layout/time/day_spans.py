"""Periods told by days: '2026-01-01 – 2026-12-31', '240801-250131', 't.o.m. 250930', 'fr.o.m. 2026-01-01'."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_LONG = r"((?:19[5-9]|20\d)\d)-(0[1-9]|1[0-2])-([0-2]\d|3[01])"
_COMPACT = r"((?:19[5-9]|20\d)\d)(0[1-9]|1[0-2])([0-2]\d|3[01])"
_SHORT = r"([0-4]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])"
_CODE = re.compile(
    r"(?:konto|dnr|ansvar|proj(?:ekt)?|nr|id|kod|beslut|prisnivå|löneläge|penningvärde)\W*(?:\w{1,4} )?$", re.IGNORECASE
)
_DASH = r" ?(?:--?|[–—]|till|t\.?o\.?m\.?) ?"
_SPANS = tuple(re.compile(rf"(?<![\d-]){day}{_DASH}{day}(?![\d-])", re.IGNORECASE) for day in (_LONG, _COMPACT, _SHORT))
_TO = re.compile(rf"\b(?:t\.? ?o\.? ?m\.?|till och med|per|pr\.?) {_SHORT}(?!\d)", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:fr\.? ?o\.? ?m\.?|från och med|från|gäller från|giltig\w* från) ((?:19[5-9]|20\d)\d)-01-01(?!\d)",
    re.IGNORECASE,
)


_NEAR = 30  # characters before, that may tell what a number is


class DaySpan(NamedTuple):
    """Two months, each as (year, month); the first is January where only the last is told."""

    first: tuple[int, int]
    last: tuple[int, int]


@lru_cache(maxsize=16_384)
def day_span(text: str) -> DaySpan | None:
    """The months that the days in a text run over; None when it tells no such days, or they run backwards."""
    for pattern in _SPANS:
        if (match := pattern.search(text)) and not _CODE.search(text[max(0, match.start() - _NEAR) : match.start()]):
            first, last = (_year(match[1]), int(match[2])), (_year(match[4]), int(match[5]))
            return DaySpan(first, last) if first <= last else None
    if (match := _TO.search(text)) and not _CODE.search(text[max(0, match.start() - _NEAR) : match.start()]):
        return DaySpan((_year(match[1]), 1), (_year(match[1]), int(match[2])))
    if match := _FROM.search(text):
        return DaySpan((int(match[1]), 1), (int(match[1]), 12))
    return None


def without_day_spans(text: str) -> str:
    """A text without the days that tell a span."""
    for pattern in (*_SPANS, _TO, _FROM):
        text = pattern.sub(" ", text)
    return text


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
