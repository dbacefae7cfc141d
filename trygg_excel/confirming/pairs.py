"""Which table of a workbook is which of an earlier one: by headings and names, and a little by sheet and title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trygg_excel.family import headings_of, names_of, normal
from trygg_excel.layout.table import Table

_ALIKE = 0.5  # of headings and names, for two tables to be the same one


@dataclass(frozen=True, slots=True)
class Pair:
    """A table as it was and as it is."""

    before: Table
    now: Table


def alikeness(before: Sequence[Table], now: Sequence[Table]) -> float:
    """How much of two workbooks is of the same kind, 0 to 1: the share that finds its like, of the one with fewer."""
    fewer = min(len(before), len(now))
    return len(paired(before, now)) / fewer if fewer else 0.0


def paired(before: Sequence[Table], now: Sequence[Table]) -> tuple[Pair, ...]:
    """Each table with the one it was, the likest first; in the order they stand now."""
    scored = [(_likeness(old, new), at, to) for at, old in enumerate(before) for to, new in enumerate(now)]
    taken: dict[int, int] = {}
    for score, at, to in sorted(scored, key=lambda each: (-each[0], abs(each[1] - each[2]), each[1], each[2])):
        if score >= _ALIKE and to not in taken and at not in taken.values():
            taken[to] = at
    return tuple(Pair(before[taken[to]], now[to]) for to in sorted(taken))


def _likeness(one: Table, other: Table) -> float:
    """Shared headings and names, and a little for the same sheet and title."""
    headings = _shared(headings_of(one), headings_of(other))
    names = _shared(names_of(one), names_of(other))
    known = [each for each in (headings, names) if each is not None]
    same = 0.1 * (normal(one.sheet) == normal(other.sheet)) + 0.05 * (normal(one.title) == normal(other.title))
    return sum(known) / len(known) + same if known else same


def _shared(one: Iterable[str], other: Iterable[str]) -> float | None:
    """The share of the smaller that both hold; None when one holds nothing."""
    first, second = set(one), set(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else None
