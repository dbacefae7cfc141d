"""How the amounts of a workbook hang together: what must agree, and what a change in one cell does to all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from trygg_excel.fact import Fact, Kind
from trygg_excel.identities import Identity

Place = tuple[str, str]  # sheet and cell
_CELL = attrgetter("cell")
_MOST = 5_000  # steps in following a change through formulas


def place_of(fact: Fact) -> Place:
    return fact.sheet, fact.cell


@dataclass(frozen=True)
class Network:
    """What must agree; what hangs together with what is worked out when something is asked that needs it."""

    identities: Sequence[Identity]

    @cached_property
    def parts(self) -> Mapping[Place, Sequence[tuple[int, int]]]:
        """By cell, the numbers of the identities it takes part in, with what a rise of it adds to their difference."""
        found: dict[Place, list[tuple[int, int]]] = defaultdict(list)
        for number, identity in enumerate(self.identities):
            found[place_of(identity.whole)].append((1, number))
            for sign, fact in zip(identity.signs, identity.parts, strict=True):
                found[fact.sheet, fact.cell].append((-sign, number))
        return found

    @cached_property
    def wholes(self) -> Mapping[Place, Sequence[Identity]]:
        """By cell, the identities that say what it is made of."""
        found: dict[Place, list[Identity]] = defaultdict(list)
        for each in self.identities:
            found[place_of(each.whole)].append(each)
        return found

    @cached_property
    def live(self) -> dict[Place, Identity]:
        """The cells that the workbook computes."""
        found: dict[Place, Identity] = {}
        for each in self.identities:
            if each.live:
                found.setdefault(place_of(each.whole), each)
        return found

    @cached_property
    def users(self) -> Mapping[Place, Sequence[tuple[int, Place]]]:
        """By cell, those computed from it, with the sign it has there."""
        found: dict[Place, list[tuple[int, Place]]] = defaultdict(list)
        for whole, identity in self.live.items():
            for sign, fact in zip(identity.signs, identity.parts, strict=True):
                found[fact.sheet, fact.cell].append((sign, whole))
        return found

    @cached_property
    def down(self) -> Sequence[Identity]:
        """Those that add rows that stand over each other."""
        return [each for each in self.identities if each.is_down]

    @cached_property
    def added_down(self) -> Mapping[str, Set[str]]:
        """By sheet, the cells that sums over rows add."""
        found: dict[str, set[str]] = defaultdict(set)
        for each in self.down:
            found[each.whole.sheet].update(map(_CELL, each.parts))
        return found

    def is_term(self, fact: Fact) -> bool:
        """Whether some identity is made of it."""
        return any(self.identities[number].whole is not fact for _, number in self.parts.get(place_of(fact), ()))

    def effect(self, place: Place) -> Mapping[Place, int]:
        """By how much each cell changes when this one rises by one, and the workbook is calculated anew."""
        found: dict[Place, int] = defaultdict(int)
        waiting = [(place, 1)]
        for _ in range(_MOST):
            if not waiting:
                break
            at, change = waiting.pop()
            found[at] += change
            waiting += [(whole, sign * change) for sign, whole in self.users.get(at, ())]
        return found

    def slopes(self, place: Place) -> Mapping[int, int]:
        """By how much each identity's difference changes when a cell rises by one; those it does not reach left out."""
        found: dict[int, int] = defaultdict(int)
        for at, change in self.effect(place).items():
            for coefficient, number in self.parts.get(at, ()):
                found[number] += coefficient * change
        return {number: slope for number, slope in found.items() if slope}

    def typed(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """The cells that people have written, among these and under those of them that formulas compute."""
        seen: set[Place] = set()
        waiting = list(facts)[::-1]
        while waiting:
            fact = waiting.pop()
            if (place := place_of(fact)) in seen:
                continue
            seen.add(place)
            if place in self.live:
                waiting += reversed(self.live[place].parts)
            elif fact.kind in {Kind.NUMBER, Kind.TEXT}:
                yield fact


def failing(net: Network) -> list[int]:
    """The numbers of the identities that do not hold. What a formula adds goes before what rows beside it suggest."""
    return [
        number
        for number, each in enumerate(net.identities)
        if not each.agrees and (each.live or not _is_computed(net, each))
    ]


def _is_computed(net: Network, identity: Identity) -> bool:
    own = net.live.get(place_of(identity.whole))
    return own is not None and own.along is identity.along


def disagreeing(net: Network, wrong: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The numbers of the identities that do not hold, those together that share a typed cell."""
    group = {number: number for number in wrong}

    def root(number: int) -> int:
        while group[number] != number:
            number = group[number]
        return number

    first: dict[Place, int] = {}
    for number in wrong:
        for fact in net.typed(fact for _, fact in net.identities[number].facts()):
            group[root(number)] = root(first.setdefault(place_of(fact), number))
    found: dict[int, list[int]] = defaultdict(list)
    for number in wrong:
        found[root(number)].append(number)
    return tuple(map(tuple, found.values()))
