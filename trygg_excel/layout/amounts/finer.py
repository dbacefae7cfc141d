"""Rows whose numbers are written with decimals among rows that have none: full-time posts, indexes, shares.

What they are is for their names to say; where these say nothing known, such a row is not sure to be money.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_OTHERS = 5  # rows of whole numbers that tell how the table is written


def finer_rows(decimals: Mapping[int, Sequence[int]]) -> frozenset[int]:
    """The rows most of whose numbers have decimals, where nearly all others have none; `decimals` by row."""
    finer = {row for row, found in decimals.items() if 2 * sum(each > 0 for each in found) > len(found)}
    whole = sum(bool(found) and not any(found) for found in decimals.values())
    some = sum(any(found) for found in decimals.values())
    return frozenset(finer) if whole >= _OTHERS * max(1, some) else frozenset()
