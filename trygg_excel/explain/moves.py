"""An amount in the wrong row: what some sums lack, others of the same table have too much of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from trygg_excel.explain.network import Network, Place, place_of
from trygg_excel.fact import Fact, Kind, Role
from trygg_excel.workbook import place

_MOST = 200  # groups; where so much disagrees, two differences are alike by chance
_TRIED = 40  # cells of a group


@dataclass(frozen=True, slots=True)
class Move:
    """`amount` öre may belong in `there` rather than in `here`; `numbers`: the identities it explains.

    `only`: no other two cells would do.
    """

    here: Fact
    there: Fact
    amount: int
    numbers: tuple[int, ...] = ()
    only: bool = True


def moves(net: Network, groups: Sequence[Sequence[int]], before: Mapping[Place, int]) -> Iterator[Move]:
    """The pairs of groups of what disagrees that one amount in another row of its column would mend at once.

    `before`: what cells held last time, öre, where they have changed: it tells which of several rows it was.
    """
    if len(groups) > _MOST:
        return
    lifts = [tuple(_lifts(net, group)) for group in groups]
    taken: set[int] = set()
    for one in range(len(groups)):
        for other in range(one + 1, len(groups)):
            found = (
                [] if {one, other} & taken else _pairs(net, lifts[one], lifts[other], [*groups[one], *groups[other]])
            )
            if found:
                taken |= {one, other}
                yield _move(found, before, (*groups[one], *groups[other]))


_Lift = tuple[Fact, int]  # a cell, and by how much it must rise for all of its group to agree


def _lifts(net: Network, group: Sequence[int]) -> Iterator[_Lift]:
    """The typed rows of which each alone would mend a group, whatever else it would break."""
    members = {place_of(fact): fact for number in group for _, fact in net.identities[number].facts()}
    typed = [each for each in net.typed(members.values()) if each.role is Role.LINE and each.kind is Kind.NUMBER]
    for fact in typed[:_TRIED]:
        slopes = net.slopes(place_of(fact))
        rises = {-net.identities[number].difference // slopes[number] for number in group if number in slopes}
        slack = max(net.identities[number].tolerance.soft for number in group)
        if all(number in slopes for number in group) and max(rises) - min(rises) <= 2 * slack:
            yield fact, min(rises, key=abs)


def _pairs(
    net: Network, ones: Sequence[_Lift], others: Sequence[_Lift], wrong: Sequence[int]
) -> list[tuple[_Lift, _Lift]]:
    """Two rows of one column of which the one lacks what the other has too much of, so that all agrees."""
    return [
        (one, other)
        for one, other in product(ones, others)
        if _are_kin(one[0], other[0]) and (one[1] > 0) != (other[1] > 0) and _mends(net, one, other, wrong)
    ]


def _are_kin(one: Fact, other: Fact) -> bool:
    same_column = place(one.cell)[1] == place(other.cell)[1] and one is not other
    return same_column and (one.sheet, one.table, one.measure) == (other.sheet, other.table, other.measure)


def _mends(net: Network, one: _Lift, other: _Lift, wrong: Sequence[int]) -> bool:
    """Whether the very same amount, moved between the two, makes all that is wrong agree and breaks nothing."""
    amount = one[1]
    first, second = net.slopes(place_of(one[0])), net.slopes(place_of(other[0]))
    for number in {*first, *second, *wrong}:
        identity = net.identities[number]
        left = identity.difference + amount * (first.get(number, 0) - second.get(number, 0))
        if abs(left) > identity.tolerance.soft:
            return False
    return True


def _move(found: Sequence[tuple[_Lift, _Lift]], before: Mapping[Place, int], numbers: tuple[int, ...]) -> Move:
    def was_so(pair: tuple[_Lift, _Lift]) -> int:
        return sum(before.get(place_of(fact)) == (fact.amount or 0) + rise for fact, rise in pair)

    one, other = max(found, key=was_so)
    lacking, having = (one[0], other[0]) if one[1] > 0 else (other[0], one[0])
    best = [pair for pair in found if was_so(pair) == was_so((one, other))]
    return Move(having, lacking, abs(one[1]), numbers, len(best) == 1)
