"""Columns of a year and all after it, the last of a plan: '2029 och framåt', 'Efter 2027', '2031-'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from trygg_excel.fact import Basis
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.periods import Period

_YEAR = r"((?:19|20)\d\d)"
_ONWARD = re.compile(
    rf"^(?:fr\.? ?o\.? ?m\.?|från och med) (?:år )?{_YEAR}(?! ?[-–/] ?\d)(?! till)"
    rf"|(?<!\d){_YEAR} ?(?:[-–—]|\+|ff\.?|(?:och|&) (?:framåt|senare)|and (?:later|beyond|after)|onwards?)$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?:\befter|\bafter|\bsenare än|\bbortom|>) ?(?:år )?{_YEAR}(?!\d)", re.IGNORECASE)


def with_later_years(columns: Sequence[HeadedColumn]) -> tuple[HeadedColumn, ...]:
    """The columns; those of a year and all that follow it of several years from it, whose end nothing tells.

    They are not sure: the last month told is that of the first of those years.
    """
    named = {each.period.year for each in columns if each.period and _first(each.own_heading) is None}
    return tuple(_onward(each, named) for each in columns)


def _onward(column: HeadedColumn, named: set[int]) -> HeadedColumn:
    first = _first(column.own_heading)
    if first is None or len(named) < 1:
        return column
    first += first in named  # '2027+' after '2027'
    return replace(column, period=Period(first * 100 + 1, first * 100 + 12, Basis.MULTI_YEAR), inferred=True)


@lru_cache(maxsize=16_384)
def _first(heading: str) -> int | None:
    """The first of the years from which a heading goes on."""
    if after := _AFTER.search(heading):
        return int(after[1]) + 1
    match = _ONWARD.search(heading)
    return int(match[1] or match[2]) if match else None
