"""What should agree in a workbook: an amount, and the signed amounts that it states the sum or the difference of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from trygg_excel.fact import Fact, Kind
from trygg_excel.tolerance import Tolerance, exact_sum, of_sum
from trygg_excel.workbook import Range

_QUANTUM = attrgetter("quantum")
_FORMULA = Kind.FORMULA  # an enum's member is slow to reach in Python 3.11


class IdentityKind(StrEnum):
    """SUM: parts of a whole; NET: revenue and cost; DEVIATION, CHANGE: one amount less another."""

    SUM = "sum"
    NET = "net"
    DEVIATION = "deviation"
    CHANGE = "change"


class Along(StrEnum):
    """Whether the parts stand in rows over each other, or in columns beside each other."""

    ROWS = "rows"
    COLUMNS = "columns"


_ADDING = frozenset({IdentityKind.SUM, IdentityKind.NET})
_ROWS = Along.ROWS


class Identity(NamedTuple):
    """`whole` = the signed `parts`, all of them known; `difference`: what is stated less what they give, in öre.

    `vouched`: in how many other rows or columns the same holds. `area`: what the whole's own SUM covers; `live`: the
    whole is computed by the workbook from just these parts. `siblings`: how many other sums of the table add what
    stands in the same place. `blank`: the empty cells (row, column) of rows or columns that belong to it.
    A tuple, since there are so many.
    """

    kind: IdentityKind
    along: Along
    whole: Fact
    signs: tuple[int, ...]
    parts: tuple[Fact, ...]
    difference: int
    tolerance: Tolerance
    vouched: int = 0
    area: tuple[Range, ...] = ()
    live: bool = False
    blank: tuple[tuple[int, int], ...] = ()
    siblings: int = 0

    @property
    def stated(self) -> int:
        return self.whole.amount or 0

    @property
    def calculated(self) -> int:
        return (self.whole.amount or 0) - self.difference

    @property
    def judged(self) -> str:
        """'holds', 'rounding', 'doubtful' or 'fails'."""
        return self.tolerance.judge(self.difference) if self.difference else "holds"

    @property
    def is_down(self) -> bool:
        """Whether it adds rows that stand over each other."""
        return self.along is _ROWS and self.kind in _ADDING

    @property
    def agrees(self) -> bool:
        return not self.difference or self.judged in {"holds", "rounding"}

    def facts(self) -> Iterator[tuple[int, Fact]]:
        """Every fact with what a rise of it by one adds to the difference."""
        yield 1, self.whole
        yield from ((-sign, fact) for sign, fact in zip(self.signs, self.parts, strict=True))


def tolerance_of(whole: Fact, parts: Sequence[Fact], *, exact: bool) -> Tolerance:
    """`exact` for what the workbook computes and for money of the register; else by the rounding of the parts."""
    if exact:
        return exact_sum(min(map(_QUANTUM, parts)), len(parts))
    rounded = [fact for fact in parts if fact.amount and fact.kind is not _FORMULA]
    return of_sum(max(map(_QUANTUM, (whole, *parts))), max(len(rounded), 2), whole.shown_unit)
