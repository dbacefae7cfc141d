"""Columns that a sum across needs: what it adds up is of one kind, whatever a word over one of them may also mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from trygg_excel.layout.sight.seen import Seen

_ROWS = 2  # at least, in which a column adds to the sum
_WIDEST = 40  # columns
_Numbers = Mapping[int, Decimal]


def added_across(columns: Mapping[int, Sequence[Seen]], total: int) -> frozenset[int]:
    """The columns right before `total` that it is the sum of in every row, each with something of its own to add."""
    whole = _numbers(columns[total])
    before = [column for column in sorted(columns, reverse=True) if column < total][:_WIDEST]
    added: dict[int, _Numbers] = {}
    for column in before:
        added[column] = _numbers(columns[column])
        if len(added) > 1 and _add_up(whole, list(added.values())):
            return frozenset(each for each, numbers in added.items() if sum(map(bool, numbers.values())) >= _ROWS)
    return frozenset()


def _numbers(cells: Sequence[Seen]) -> dict[int, Decimal]:
    return {seen.cell.row: number for seen in cells if seen.amounts and (number := seen.amounts[0].number) is not None}


def _add_up(whole: _Numbers, parts: Sequence[_Numbers]) -> bool:
    """Whether the sum of a row's parts is its whole wherever it has one, roundings apart."""
    rounding = Decimal(len(parts)) / 2 * min((Decimal(1).scaleb(_exponent(each)) for each in whole.values()), default=1)
    sums = (sum((each.get(row, Decimal(0)) for each in parts), -number) for row, number in whole.items())
    return len(whole) >= _ROWS and all(abs(left) < rounding for left in sums)


def _exponent(number: Decimal) -> int:
    return min(0, int(number.normalize().as_tuple().exponent))
