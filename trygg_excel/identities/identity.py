"""What should agree in a workbook: an amount, and the signed amounts that it states the sum or the difference of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from trygg_excel.fact import Fact, Kind
from trygg_excel.finding import Text
from trygg_excel.tolerance import Tolerance, exact_sum, of_sum
from trygg_excel.workbook import Range


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


@dataclass(frozen=True, slots=True)
class Term:
    sign: int
    fact: Fact


@dataclass(frozen=True)
class Identity:
    """`whole` = the signed `terms`, all of them known. `vouched`: in how many other rows or columns the same holds.

    `area`: what the whole's own SUM covers; `live`: the whole is computed by the workbook from just these terms.
    `siblings`: how many other sums of the table add what stands in the same place. `blank`: the empty cells (row,
    column) of rows or columns that belong to it.
    """

    kind: IdentityKind
    along: Along
    whole: Fact
    terms: tuple[Term, ...]
    vouched: int = 0
    area: tuple[Range, ...] = ()
    live: bool = False
    blank: tuple[tuple[int, int], ...] = ()
    siblings: int = 0

    @property
    def stated(self) -> int:
        return self.whole.amount or 0

    @cached_property
    def calculated(self) -> int:
        return sum(each.sign * (each.fact.amount or 0) for each in self.terms)

    @cached_property
    def difference(self) -> int:
        """Stated less calculated, in öre."""
        return self.stated - self.calculated

    @cached_property
    def tolerance(self) -> Tolerance:
        """Exact for what the workbook computes and for money of the register; else by the rounding of the terms."""
        facts = [each.fact for each in self.terms]
        if self.live or (self.kind is IdentityKind.SUM and any(each.programme for each in facts)):
            return exact_sum(min(each.quantum for each in facts), len(facts))
        rounded = [each for each in facts if each.amount and each.kind is not Kind.FORMULA]
        quantum = max(each.quantum for each in (*facts, self.whole))
        return of_sum(quantum, max(len(rounded), 2), self.whole.shown_unit)

    @cached_property
    def judged(self) -> str:
        """'holds', 'rounding', 'doubtful' or 'fails'."""
        return self.tolerance.judge(self.difference)

    @property
    def agrees(self) -> bool:
        return self.judged in {"holds", "rounding"}

    def facts(self) -> Iterator[tuple[int, Fact]]:
        """Every fact with what a rise of it by one adds to the difference."""
        yield 1, self.whole
        yield from ((-each.sign, each.fact) for each in self.terms)

    @property
    def why(self) -> Text:
        return self.tolerance.why
