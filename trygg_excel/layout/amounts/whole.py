"""Whether amounts whose unit nobody states are whole units of currency.

People who write thousands or millions say so somewhere; where nobody does, the figures themselves tell. A table in
thousands has many small numbers, and hardly more round ones than chance gives; a table of whole crowns, dollars or
euros has next to none below a hundred and many that end in noughts, and its sums are large. Measured on forty public
budgets (benchmarks/reading.md); a table that passes neither test is not sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_FEWEST = 10  # numbers that tell anything
_SMALL = 0.02  # at most so many below a hundred
_ROUND = 0.1  # at least so many multiples of a hundred
_LARGE = 10**7  # in thousands ten milliards, which only a few cities spend
_CENTS_LARGE = 10**6
_CENTS = 0.1  # at least so many with cents, and none with more decimals


def are_whole(numbers: Sequence[Decimal]) -> bool:
    """Whether numbers as stored, all of one sheet, are surely whole units of currency."""
    sizes = [abs(number) for number in numbers if number]
    if len(sizes) < _FEWEST:
        return False
    largest, many = max(sizes), len(sizes)
    if sum(size < 100 for size in sizes) > _SMALL * many:
        return False
    cents = [size for size in sizes if size != size.to_integral_value()]
    finer = sum(size != round(size, 2) for size in cents)  # a formula's noise now and then
    if len(cents) >= _CENTS * many and largest >= _CENTS_LARGE and finer <= 0.01 * many:
        return True
    return largest >= _LARGE and sum(size % 100 == 0 for size in sizes) >= _ROUND * many
