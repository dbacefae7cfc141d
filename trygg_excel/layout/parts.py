"""Which rows of a table are the sum of others, told by their formulas, by their figures or by looking like such rows.

Words tell most sums ('Summa', 'Totalt'); a committee in bold over its activities, or 'Nettokostnad' under them, says
nothing of the kind, and counting it beside its parts would count them twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

_FARTHEST = 60  # parts that a sum by figures may have
_LONG = 400  # rows; in a longer table only rows that look apart are tried
_MOST = 2 / 3  # of the rows of one look are sums: the others of it are too


class Figures(NamedTuple):
    """A row's amounts by column in units of the column's last decimal; None where it has none.

    `look`: what its name looks like; `adds`: the positions of the rows its formulas add; `named`: its words say that it
    is a sum; `detail`: that it tells what another is made of.
    """

    amounts: tuple[int | None, ...]
    look: Hashable
    adds: tuple[int, ...] = ()
    named: bool = False
    detail: bool = False


def sums_among(rows: Sequence[Figures]) -> dict[int, tuple[int, ...]]:
    """The positions of rows that are sums, each with those of its parts; no parts where only the look tells."""
    found = {at: row.adds for at, row in enumerate(rows) if len(row.adds) > 1}
    flat = {at: _parts(rows, at, -1, {}) for at, row in enumerate(rows) if row.named and at not in found}
    found |= {at: parts for at, parts in flat.items() if parts}
    lines = {each for parts in flat.values() for each in parts}  # they add up as they are: none is the sum of others
    added = [set(parts) for parts in found.values()]
    for step in (1, -1):
        for at in range(len(rows))[::-step]:
            parts = () if at in found or at in lines else _parts(rows, at, step, found)
            if parts and (_gainsays(rows, at, step, parts) or not any({at, *parts} <= each for each in added)):
                found[at] = parts
    return found | dict.fromkeys(_alike(rows, found), ())


def _parts(rows: Sequence[Figures], at: int, step: int, found: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    """The rows after (step 1) or before (-1) that add up to a row; the parts of a sum among them are passed by."""
    own = rows[at]
    told = [column for column, amount in enumerate(own.amounts) if amount]
    apart = 0 <= at + step < len(rows) and rows[at + step].look != own.look
    if not told or not (apart or (len(told) > 1 and len(rows) <= _LONG)):
        return ()
    first, *others = told  # the first column tells of nearly all rows that they are no sum
    left = own.amounts[first] or 0
    rounded = apart and bool(others)
    parts: list[int] = []
    for each in _after(rows, at, step, found, apart):
        parts.append(each)
        left -= rows[each].amounts[first] or 0
        addends = len(parts) if rounded else 0
        if -addends <= 2 * left <= addends and _fill(rows, parts, told) and _agree(rows, at, parts, others, addends):
            return tuple(parts)
    return ()


def _fill(rows: Sequence[Figures], parts: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether more than one of the parts has an amount in any of the columns."""
    return sum(any(rows[part].amounts[column] for column in columns) for part in parts) > 1


def _after(
    rows: Sequence[Figures], at: int, step: int, found: dict[int, tuple[int, ...]], apart: bool
) -> Iterator[int]:
    """The positions that may be parts, nearest first, until a row that looks like the sum itself."""
    each, own = at + step, rows[at].look
    for _ in range(_FARTHEST):
        if not 0 <= each < len(rows) or (apart and rows[each].look == own and each not in found):
            return
        if not rows[each].detail:
            yield each
        inner = [part for part in found[each] if (part - each) * step > 0] if each in found else []
        each = (max(inner) if step > 0 else min(inner)) + step if inner else each + step


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
