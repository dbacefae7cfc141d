"""Which rows and columns of a sheet the page shows; long stretches are left out, and said to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_MOST_COLUMNS = 26
_FIRST_COLUMNS = 21
_BLANK = 2  # more blank rows or columns than this are left out
_SHORT = 3  # so few filled rows are not worth leaving out


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows or columns first..last that are not shown; `filled` of them hold something."""

    first: int
    last: int
    filled: int


Shown = tuple[int | Gap, ...]


def rows_shown(filled: Sequence[int], ranks: dict[int, int], most: int) -> Shown:
    """The rows to show, at most about `most`; those of the lowest rank first. `filled` ascend."""
    if len(filled) <= most:
        return _with_gaps(filled, filled)
    kept = sorted(sorted(filled, key=lambda row: (ranks.get(row, len(ranks)), row))[:most])
    return _with_gaps(_without_short_gaps(kept, filled), filled)


def columns_shown(filled: Sequence[int]) -> Shown:
    """The columns to show: all, or the first and the last few."""
    if len(filled) <= _MOST_COLUMNS:
        return _with_gaps(filled, filled)
    return _with_gaps([*filled[:_FIRST_COLUMNS], *filled[_FIRST_COLUMNS - _MOST_COLUMNS :]], filled)


def _without_short_gaps(kept: Sequence[int], filled: Sequence[int]) -> list[int]:
    """`kept` with the few rows between two of them that are hardly worth a line saying so."""
    found = set(kept)
    for before, after in pairwise(kept):
        between = [row for row in filled if before < row < after] if after - before <= _SHORT + 1 else []
        found.update(between)
    return sorted(found)


def _with_gaps(kept: Iterable[int], filled: Sequence[int]) -> Shown:
    """The places in order, short blank stretches between them shown, longer ones and what is left out as gaps."""
    ends = [0, *kept]
    known = sorted(filled)
    found: list[int | Gap] = []
    for before, after in pairwise(ends):
        missing = after - before - 1
        left_out = sum(before < each < after for each in known) if missing else 0
        if left_out or missing > _BLANK:
            found.append(Gap(before + 1, after - 1, left_out))
        else:
            found += range(before + 1, after)
        found.append(after)
    last = known[-1] if known else 0
    if ends[-1] < last:
        found.append(Gap(ends[-1] + 1, last, sum(each > ends[-1] for each in known)))
    return tuple(found)


def within(shown: Shown, first: int, last: int) -> int:
    """How many of the shown places, gaps too, lie between two of them, both counted."""
    return sum(_lies_within(each, first, last) for each in shown)


def _lies_within(each: int | Gap, first: int, last: int) -> bool:
    return first <= each <= last if isinstance(each, int) else first < each.first and each.last < last
