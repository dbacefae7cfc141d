"""Columns of shares that nothing says are shares: 'Förändring' that is 2,4 where the budgets beside it grew 2,4 %.

And of marks: 1 for yes, and 0 for no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from trygg_excel.layout.sight.seen import Seen

_ROWS = 5  # that agree, at least
_MARKED = 10  # rows
_DIFFERENT = 3
_BESIDE = 4  # columns to the left that may be compared
_HUNDRED = Decimal(100)
_HALF = Decimal("0.51")  # of the last decimal, and a hair


def are_ratios(column: Sequence[Seen], before: Sequence[Sequence[Seen]]) -> bool:
    """Whether all of a column's numbers are the growth or the share, in per cent, of two columns before it."""
    own = _numbers(column)
    if len(own) < _ROWS or len(set(own.values())) < _DIFFERENT:
        return False
    others = [_numbers(each) for each in before[-_BESIDE:]]
    if any(_is_plain(own, one, base) for one, base in permutations(others, 2)):
        return False  # near a hundred a difference is about its own per cent
    return any(_agree(own, one, base) for one, base in permutations(others, 2))


def are_marks(column: Sequence[Seen]) -> bool:
    """Whether a column says 0 or 1 in each of many rows, and both."""
    numbers = _numbers(column)
    return len(numbers) >= _MARKED and set(numbers.values()) == {0, 1}


def _numbers(cells: Iterable[Seen]) -> dict[int, Decimal]:
    """By row; the first number of a cell that has several."""
    return {seen.cell.row: number for seen in cells if seen.counts and (number := seen.amounts[0].number) is not None}


def _agree(own: Mapping[int, Decimal], one: Mapping[int, Decimal], base: Mapping[int, Decimal]) -> bool:
    rows = [row for row in own if base.get(row) and row in one]
    if len(rows) < _ROWS:
        return False
    return _all_are(own, {row: one[row] / base[row] for row in rows}) or _all_are(
        own, {row: one[row] / base[row] - 1 for row in rows}
    )


def _is_plain(own: Mapping[int, Decimal], one: Mapping[int, Decimal], base: Mapping[int, Decimal]) -> bool:
    """Whether a column is another, or the difference of two: amounts after all."""
    rows = [row for row in own if row in one and row in base]
    alike = all(abs(own[row]) == abs(one[row]) for row in rows)
    return len(rows) >= _ROWS and (alike or all(abs(own[row]) == abs(one[row] - base[row]) for row in rows))


def _all_are(own: Mapping[int, Decimal], shares: Mapping[int, Decimal]) -> bool:
    return all(abs(own[row] - share * _HUNDRED) <= _precision(own[row]) for row, share in shares.items())


def _precision(number: Decimal) -> Decimal:
    """Half of the last decimal that is written; a whole number may have lost a zero, and floats have noise."""
    exponent = number.as_tuple().exponent
    return _HALF.scaleb(max(-4, min(0, exponent if isinstance(exponent, int) else 0)))
