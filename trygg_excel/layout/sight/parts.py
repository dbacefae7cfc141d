"""Which rows of a table are the sum of others, told by their formulas, by their figures or by looking like such rows.

Words tell most sums ('Summa', 'Totalt'); a committee in bold over its activities, or 'Nettokostnad' under them, says
nothing of the kind, and counting it beside its parts would count them twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

_FARTHEST = 60  # parts that a sum by figures may have
_LONG = 400  # rows; in a longer table only rows that look apart are tried
_MOST = 2 / 3  # of the rows of one look are sums: the others of it are too


class Figures(NamedTuple):
    """A row's amounts by column in units of the column's last decimal; None where it has none.

    `look`: what its name looks like; `adds`: the positions of the rows its formulas add; `named`: its words say that it
    is a sum; `detail`: that it tells what another is made of; `set_in`: how far in its name begins.
    """

    amounts: tuple[int | None, ...]
    look: Hashable
    adds: tuple[int, ...] = ()
    named: bool = False
    detail: bool = False
    set_in: tuple[int, ...] = ()


def sums_among(rows: Sequence[Figures]) -> dict[int, tuple[int, ...]]:
    """The positions of rows that are sums, each with those of its parts; no parts where only the look tells."""
    found = {at: row.adds for at, row in enumerate(rows) if len(row.adds) > 1}
    flat = {at: _parts(_Walk(rows, -1, {}), at) for at, row in enumerate(rows) if row.named and at not in found}
    found |= {at: parts for at, parts in flat.items() if parts}
    lines = {each for parts in flat.values() for each in parts}  # they add up as they are: none is the sum of others
    added = [set(parts) for parts in found.values()]
    for step in (1, -1):
        walk = _Walk(rows, step, found)
        for at in range(len(rows))[::-step]:
            parts = () if at in found or at in lines else _parts(walk, at)
            if parts and (_gainsays(rows, at, step, parts) or not any({at, *parts} <= each for each in added)):
                found[at] = parts
    return found | dict.fromkeys(_alike(rows, found), ())


class _Walk:
    """The way over rows, down (step 1) or up (-1), that passes by the parts of each sum `found` on it."""

    def __init__(self, rows: Sequence[Figures], step: int, found: Mapping[int, tuple[int, ...]]) -> None:
        self.rows, self.step, self.found = rows, step, found
        self._known = -1  # how many sums were found when the tails were added up
        self._tails: dict[int, list[int]] = {}

    def after(self, at: int) -> int:
        inner = [part for part in self.found.get(at, ()) if (part - at) * self.step > 0]
        return (max(inner) if self.step > 0 else min(inner)) + self.step if inner else at + self.step

    def may_add_up(self, at: int, column: int) -> bool:
        """Whether any stretch of the way could begin beside a row and come to its amount in a column.

        What is left of the way behind such a stretch is what is left of it beside the row, less the amount.
        """
        if self._known != len(self.found):
            self._known, self._tails = len(self.found), {}
        if column not in self._tails:
            self._tails[column] = self._added_up(column)
        tails = self._tails[column]
        return tails[at + self.step] - (self.rows[at].amounts[column] or 0) in tails

    def _added_up(self, column: int) -> list[int]:
        """By row, its amount and all that stand after it on the way; nought at the end of either way."""
        tails = [0] * (len(self.rows) + 1)  # the last is also the one before the first
        for at in range(len(self.rows))[:: -self.step]:
            after = self.after(at)
            own = 0 if self.rows[at].detail else self.rows[at].amounts[column] or 0
            tails[at] = own + (tails[after] if 0 <= after < len(self.rows) else 0)
        return tails


def _parts(walk: _Walk, at: int) -> tuple[int, ...]:
    """The rows on the way from a row that add up to it; the parts of a sum among them are passed by."""
    rows, own = walk.rows, walk.rows[at]
    beside = at + walk.step
    told = [column for column, amount in enumerate(own.amounts) if amount]
    apart = 0 <= beside < len(rows) and rows[beside].look != own.look
    if not told or not (apart or (len(told) > 1 and len(rows) <= _LONG)):
        return ()
    first, *others = told  # the first column tells of nearly all rows that they are no sum
    rounded = apart and bool(others)
    if not rounded and not walk.may_add_up(at, first):
        return ()
    left = own.amounts[first] or 0
    parts: list[int] = []
    for each in _after(walk, at, apart=apart):
        parts.append(each)
        left -= rows[each].amounts[first] or 0
        addends = len(parts) if rounded else 0
        if -addends <= 2 * left <= addends and _fill(rows, parts, told) and _agree(rows, at, parts, others, addends):
            return tuple(parts)
    return ()


def _after(walk: _Walk, at: int, *, apart: bool) -> Iterator[int]:
    """The positions that may be parts, nearest first, until a row that looks like the sum itself."""
    rows, own = walk.rows, walk.rows[at].look
    each = at + walk.step
    for _ in range(_FARTHEST):
        if not 0 <= each < len(rows) or (apart and rows[each].look == own and each not in walk.found):
            return
        if not rows[each].detail:
            yield each
        each = walk.after(each)


def _fill(rows: Sequence[Figures], parts: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether more than one of the parts has an amount in any of the columns."""
    return sum(any(rows[part].amounts[column] for column in columns) for part in parts) > 1


def _agree(rows: Sequence[Figures], at: int, parts: Sequence[int], columns: Sequence[int], addends: int) -> bool:
    """Whether in each of the columns the parts add up to a row's amount, to the rounding of so many addends."""
    sums = (
        (rows[at].amounts[column] or 0) - sum(rows[part].amounts[column] or 0 for part in parts) for column in columns
    )
    return all(2 * abs(left) <= addends for left in sums)


def _gainsays(rows: Sequence[Figures], at: int, step: int, parts: Sequence[int]) -> bool:
    """Whether a row is a sum though a formula adds it and its parts: it is so with no rounding, and is seen to be one.

    A row that stands before the others and looks just like them ('Regionen 25 %') is another of them.
    """
    if step > 0 and rows[at + step].look == rows[at].look:
        return False
    columns = [column for column, amount in enumerate(rows[at].amounts) if amount]
    return _agree(rows, at, parts, columns, 0)


def _alike(rows: Sequence[Figures], found: dict[int, tuple[int, ...]]) -> Iterator[int]:
    """Rows that look like sums: of that look nearly all are, and none of another is."""
    count = Counter(row.look for row in rows)
    sums = Counter(rows[at].look for at in found)
    looks = {look for look, number in sums.items() if number > 1 and number >= _MOST * count[look]}
    if len(count) > 1:
        yield from (at for at, row in enumerate(rows) if row.look in looks and at not in found)
