"""Which single cell, changed to what, makes everything agree: tried against all that should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from trygg_excel.explain.network import Network, place_of
from trygg_excel.fact import Fact

_MOST = 400  # cells tried


@dataclass(frozen=True, slots=True)
class Repair:
    """`right`: what the cell should be, öre; rounding leaves `least` to `most` open.

    `mends`: how many identities hold then that did not; none is broken.
    """

    fact: Fact
    right: int
    mends: int
    least: int
    most: int


def repairs(net: Network, failing: Sequence[int]) -> list[Repair]:
    """The cells of which one alone can be wrong, those first that mend most."""
    members = [fact for number in failing for _, fact in net.identities[number].facts()]
    tried = islice(net.typed(members), _MOST)
    found = [repair for fact in tried if (repair := _repair(net, fact, frozenset(failing))) is not None]
    return sorted(found, key=lambda each: -each.mends)


def _repair(net: Network, fact: Fact, failing: frozenset[int]) -> Repair | None:
    slopes = net.slopes(place_of(fact))
    wrong = [number for number in slopes if number in failing]
    if not wrong or fact.amount is None:
        return None
    low, high = -(10**20), 10**20
    for number, slope in slopes.items():
        least, most = _span(net, number, slope)
        low, high = max(low, least), min(high, most)
    change = _rounded(low, high, fact, net, wrong)
    if change is None or not change:
        return None
    return Repair(fact, fact.amount + change, len(wrong), fact.amount + low, fact.amount + high)


def _span(net: Network, number: int, slope: int) -> tuple[int, int]:
    """The least and the most a cell may rise by so that an identity holds, öre."""
    identity = net.identities[number]
    slack = identity.tolerance.soft
    least, most = -identity.difference - slack, -identity.difference + slack
    if slope < 0:
        least, most, slope = -most, -least, -slope
    return -(-least // slope), most // slope


def _rounded(low: int, high: int, fact: Fact, net: Network, wrong: Sequence[int]) -> int | None:
    """The change nearest to what the differences say that leaves the cell as precise as it was written."""
    if low > high:
        return None
    slopes = net.slopes(place_of(fact))
    said = [-net.identities[number].difference // slopes[number] for number in wrong]
    middle = min(max(sum(said) // len(said), low), high)
    step = max(1, fact.quantum)
    amount = fact.amount or 0
    changes = (_on_step(amount + middle + shift, step) - amount for shift in (0, step, -step))
    return next((each for each in changes if low <= each <= high), middle)


def _on_step(amount: int, step: int) -> int:
    return (amount + step // 2) // step * step
