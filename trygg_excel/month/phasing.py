"""The budget so far: by the workbook's own months, else in equal parts that add up to the öre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from trygg_excel.money import total
from trygg_excel.month.period import LAST
from trygg_excel.register.model import Decision


class Phasing(StrEnum):
    """How the budget so far was found."""

    MONTHS = "months"  # the workbook states every month
    TWELFTHS = "twelfths"
    NONE = "none"  # there is no budget, or it is not known


def evenly(amount: int, first: int = 1) -> tuple[int, ...]:
    """Öre for each of the twelve months: nothing before `first`, then equal parts.

    What is rounded is the budget so far, not the month: half a year is half of its budget.
    """
    months = LAST + 1 - first
    so_far = [(2 * amount * number + months) // (2 * months) for number in range(months + 1)]
    return (0,) * (first - 1) + tuple(later - earlier for earlier, later in pairwise(so_far))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A decided change of a programme's budget in öre, from a month (1-12) on. `months`: its own phasing, if stated."""

    since: int
    amount: int
    file: str
    decision: Decision | None = None
    decided: date | None = None
    months: tuple[int, ...] | None = None

    @property
    def by_month(self) -> tuple[int, ...]:
        return self.months or evenly(self.amount, self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBudget:
    """A programme's budget for a year, in öre: `original` (None: not known), and the steps to the revised one.

    `months` are the original's twelve months, where they are stated and add up to it.
    """

    programme: str
    original: int | None
    months: tuple[int, ...] | None = None
    steps: tuple[Step, ...] = ()

    @property
    def revised(self) -> int | None:
        return None if self.original is None else self.original + total(each.amount for each in self.steps).known

    @property
    def phasing(self) -> Phasing:
        if self.original is None:
            return Phasing.NONE
        stated = self.months is not None or not self.original
        return Phasing.MONTHS if stated and all(each.months for each in self.steps) else Phasing.TWELFTHS

    def through(self, month: int) -> int | None:
        """The budget from January through a month: what comes later in the year never changes it."""
        if self.original is None:
            return None
        parts: list[Sequence[int]] = [self.months or evenly(self.original), *(each.by_month for each in self.steps)]
        return total(amount for part in parts for amount in part[:month]).known
