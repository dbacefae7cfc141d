"""Split financial years that could be months: '2011-12' beside '2012-13' is no December."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.periods import Period, read_period

_PAIR = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[-–] ?((?:19|20)?\d\d)(?!\d|[-–] ?\d)")
_MONTHS = 12


def with_split_years(columns: Sequence[HeadedColumn], titles: Iterable[str]) -> tuple[HeadedColumn, ...]:
    """The columns; those headed '2011-12' in the split year, where other headings or a title write years so.

    Where nothing tells, they are not sure of their month; where a heading writes another month so, they are months.
    """
    said = [_PAIR.findall(each) for column in columns for each in column.path]
    pairs = {pair for found in said for pair in found}
    if not any(_could_be_month(*pair) for pair in pairs) or not all(_follow(*pair) for pair in pairs):
        return tuple(columns)
    told = {pair for each in titles for pair in _PAIR.findall(each)} | pairs
    split = any(_follow(*pair) and not _could_be_month(*pair) for pair in told) or len(pairs) > 1
    return tuple(_split(each) if split else _doubted(each) for each in columns)


def spelled_split(title: str) -> Period | None:
    """The split year that a title names as '2023-24', which may be two years: to be doubted."""
    pairs = [pair for pair in _PAIR.findall(title) if len(pair[1]) == 2]
    follows = len(pairs) == 1 and _follow(*pairs[0]) and not _could_be_month(*pairs[0])
    return read_period("/".join(pairs[0])) if follows else None


def _follow(first: str, last: str) -> bool:
    """Whether the second number is the year after the first, whole or as two digits."""
    return (int(first) + 1) % 100 == int(last[-2:])


def _could_be_month(first: str, last: str) -> bool:
    return _follow(first, last) and len(last) == 2 and 1 <= int(last) <= _MONTHS


def _split(column: HeadedColumn) -> HeadedColumn:
    for each in reversed(column.path):
        if _PAIR.search(each):
            return replace(column, period=read_period(_PAIR.sub(r"\1/\2", each)))
    return column


def _doubted(column: HeadedColumn) -> HeadedColumn:
    told = any(_could_be_month(*pair) for each in column.path for pair in _PAIR.findall(each))
    return replace(column, inferred=True) if told else column
