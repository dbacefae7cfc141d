"""What happened to a figure that should have been another: the slips of people's fingers and eyes."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from trygg_excel.digits import with_swapped_digits
from trygg_excel.explain.repair import Repair
from trygg_excel.fact import Fact
from trygg_excel.finding import CauseKind

_TELLING = 50
_LONG = 10_000  # of the last digit written, for one digit that is another to be no chance
_STEPS = 10  # of it, for a difference to be of more than the last digit
_FACTORS = (1_000, 100, 10, 1_000_000)


@dataclass(frozen=True, slots=True)
class Slip:
    """`right`: what was meant, öre. `likely`: the higher, the rarer that chance makes a figure look so.

    `other`: the cell it was taken from; `factor`: how many times too large, or below nought too small.
    """

    kind: CauseKind
    right: int
    likely: int
    other: Fact | None = None
    factor: int = 1

    @property
    def is_telling(self) -> bool:
        """Whether it explains the figure, and does not only say that it is another."""
        return self.likely > _TELLING


def slip_of(
    repair: Repair, beside: Sequence[Fact], subtotals: Sequence[int] = (), repeated: Container[str] = ()
) -> Slip:
    """The likeliest slip that made what the cell holds of what it should.

    `beside`: the other amounts of its row; `subtotals`: those the cell adds, in öre, when it is a sum; `repeated`: the
    headings whose amounts many rows repeat, so that to be equal says little.
    """
    amount = repair.fact.amount or 0
    slips = (*_slips(repair, amount, beside, repeated), *_counted_twice(amount, subtotals))
    found = [each for each in slips if repair.least <= each.right <= repair.most]
    return max([*found, _mistyped(repair, amount)], key=lambda each: each.likely)


def _slips(repair: Repair, amount: int, beside: Sequence[Fact], repeated: Container[str]) -> Iterator[Slip]:
    """Each thing that may have been meant."""
    yield Slip(CauseKind.WRONG_SIGN, -amount, 90)
    for factor in _FACTORS:
        if amount % factor == 0 and abs(amount) // factor >= repair.fact.quantum:
            yield Slip(CauseKind.WRONG_FACTOR, amount // factor, 85, factor=factor)
        yield Slip(CauseKind.WRONG_FACTOR, amount * factor, 85, factor=-factor)
    yield from (Slip(CauseKind.SWAPPED_DIGITS, right, 80) for right in with_swapped_digits(amount, repair.fact.quantum))
    for each in beside:
        if each.amount == amount and amount:
            before = repair.fact.year is not None and each.year == repair.fact.year - 1
            kind = CauseKind.PRIOR_YEAR if before else CauseKind.NEIGHBOUR_COLUMN
            likely = 20 if each.column in repeated else 76 if before else 75
            yield Slip(kind, repair.right, likely, other=each)


def _counted_twice(amount: int, subtotals: Sequence[int]) -> Iterator[Slip]:
    """One subtotal, or all of them, counted with their rows."""
    for once_more in {*subtotals, sum(subtotals)}:
        yield Slip(CauseKind.SUBTOTAL_TWICE, amount - once_more, 88)


def _mistyped(repair: Repair, amount: int) -> Slip:
    """One digit another: of a long number that is seldom chance; of a short one, or in its last digit, it often is."""
    near = one_digit_off(amount, repair.right, repair.fact.quantum)
    long = near and is_long(amount, repair.right, repair.fact.quantum, _LONG)
    return Slip(CauseKind.MISTYPED, repair.right, 72 if long else 30 if near else 5)


def is_long(amount: int, right: int, quantum: int, least: int) -> bool:
    """Whether two amounts have so many digits, and differ in more than the last: the zeros that end both are none."""
    step = max(quantum, 1)
    while amount and amount % (10 * step) == 0 == right % (10 * step):
        step *= 10
    return min(abs(amount), abs(right)) >= least * step and abs(amount - right) >= _STEPS * step


def one_digit_off(amount: int, right: int, quantum: int) -> bool:
    """One digit another, or one too many or too few."""
    if (amount < 0) != (right < 0):
        return False
    one, other = str(abs(amount) // quantum), str(abs(right) // quantum)
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
