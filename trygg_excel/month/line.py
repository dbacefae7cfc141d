"""A programme's month: budget, outcome, forecast and what has been said of them. Amounts are öre, costs positive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from trygg_excel.money import Total, total
from trygg_excel.month.answers import EMPTY, Answer
from trygg_excel.month.phasing import Phasing, YearBudget


class Judgement(StrEnum):
    """A deviation beside the municipality's own limits."""

    WITHIN = "within"
    COMMENTED = "commented"  # past the limits, with a comment
    BARE = "bare"  # past the limits, without one
    NOT_JUDGED = "not_judged"  # no limits, or an amount that is not known


@dataclass(frozen=True, slots=True)
class Limits:
    """What wants a comment: what passes both the amount (öre) and the share (per cent) that are set."""

    deviation: int | None = None
    percent: Decimal | None = None
    forecast: int | None = None
    forecast_percent: Decimal | None = None

    def passes(self, deviation: int, of: int) -> bool | None:
        return _passes(deviation, of, self.deviation, self.percent)

    def forecast_passes(self, change: int, of: int) -> bool | None:
        return _passes(change, of, self.forecast, self.forecast_percent)


def _passes(amount: int, of: int, limit: int | None, percent: Decimal | None) -> bool | None:
    if limit is None and percent is None:
        return None
    size = abs(amount)
    return (limit is None or size > limit) and (percent is None or size * 100 > percent * abs(of))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One programme. None: not known (budget, outcome) or not given (last year, forecasts).

    `not_booked` is what is known but not in the ledger, `reversed` what was so in the last report; `carried` is the
    answer given then. `late` is what has been booked since on the months of that report.
    """

    programme: str
    label: str
    committee: str
    funding: str
    budget: YearBudget
    budget_so_far: int | None
    outcome: int | None
    last_year: int | None = None
    forecast: int | None = None
    forecast_before: int | None = None
    outcome_before: int | None = None
    late: int | None = None
    reversed: int | None = None
    answer: Answer = EMPTY
    carried: Answer = EMPTY
    judgement: Judgement = Judgement.NOT_JUDGED

    @property
    def original(self) -> int | None:
        return self.budget.original

    @property
    def revised(self) -> int | None:
        return self.budget.revised

    @property
    def not_booked(self) -> int | None:
        return self.answer.not_booked

    @property
    def phasing(self) -> Phasing:
        return self.budget.phasing

    @property
    def deviation(self) -> int | None:
        """What is better (+) or worse (-) than the budget so far, with what is known but not booked."""
        if self.budget_so_far is None or self.outcome is None:
            return None
        return self.budget_so_far - self.outcome - (self.not_booked or 0)

    @property
    def forecast_deviation(self) -> int | None:
        return None if self.revised is None or self.forecast is None else self.revised - self.forecast

    @property
    def forecast_change(self) -> int | None:
        """How much higher (+) the forecast is than in the last report."""
        if self.forecast is None or self.forecast_before is None:
            return None
        return self.forecast - self.forecast_before

    @property
    def booked_since(self) -> int | None:
        """What is booked on the months after the last report."""
        if self.outcome is None or self.outcome_before is None or self.late is None:
            return None
        return self.outcome - self.outcome_before - self.late


Of = Callable[[Line], int | None]


def summed(lines: Iterable[Line], of: Of) -> Total:
    """The sum of one of the lines' amounts, with how many of them are not known."""
    return total(of(each) for each in lines)


def given(lines: Iterable[Line], of: Of) -> int | None:
    """The sum of what is given; None when nothing is."""
    known = [amount for each in lines if (amount := of(each)) is not None]
    return sum(known) if known else None


def whole(lines: Iterable[Line], of: Of) -> int | None:
    """The sum where every part of it is known; None where one is not, or there are none."""
    amounts = [of(each) for each in lines]
    known = [each for each in amounts if each is not None]
    return sum(known) if amounts and len(known) == len(amounts) else None


def wanting(lines: Iterable[Line], of: Of) -> list[Line]:
    """The lines that have an amount that may be left out, or should have it: all but those with a budget of nought."""
    return [each for each in lines if of(each) is not None or each.revised != 0]


def share(amount: int | None, of: int | None) -> Decimal | None:
    """A part of a whole; None where it cannot be computed."""
    return None if amount is None or not of else Decimal(amount) / abs(of)


def judged(line: Line, limits: Limits) -> Judgement:
    """The line's deviation beside the limits."""
    past = None if line.deviation is None else limits.passes(line.deviation, line.budget_so_far or 0)
    if past is None:
        return Judgement.NOT_JUDGED
    if not past:
        return Judgement.WITHIN
    return Judgement.COMMENTED if line.answer.is_comment else Judgement.BARE
