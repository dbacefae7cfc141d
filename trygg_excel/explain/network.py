"""How the amounts of a workbook hang together: what must agree, and what a change in one cell does to all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trygg_excel.fact import Fact, Kind
from trygg_excel.identities import Identity

Place = tuple[str, str]  # sheet and cell
_MOST = 5_000  # steps in following a change through formulas


def place_of(fact: Fact) -> Place:
    return fact.sheet, fact.cell


@dataclass(frozen=True)
class Network:
    """The identities with, by cell, those it takes part in and the live ones it is a term of."""

    identities: Sequence[Identity]
    parts: Mapping[Place, Sequence[tuple[int, int]]] = field(repr=False)
    users: Mapping[Place, Sequence[tuple[int, Place]]] = field(repr=False)
    live: Mapping[Place, Identity] = field(repr=False)

    def is_added_down(self, fact: Fact) -> bool:
        """Whether a sum over rows adds it."""
        numbers = (number for _, number in self.parts.get(place_of(fact), ()))
        own = (self.identities[number] for number in numbers)
        return any(each.is_down and each.whole is not fact for each in own)

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


def network(identities: Sequence[Identity]) -> Network:
    parts: dict[Place, list[tuple[int, int]]] = defaultdict(list)
    users: dict[Place, list[tuple[int, Place]]] = defaultdict(list)
    live: dict[Place, Identity] = {}
    for number, identity in enumerate(identities):
        whole = place_of(identity.whole)
        parts[whole].append((1, number))
        for sign, fact in zip(identity.signs, identity.parts, strict=True):
            parts[fact.sheet, fact.cell].append((-sign, number))
        if identity.live and whole not in live:
            live[whole] = identity
            for sign, fact in zip(identity.signs, identity.parts, strict=True):
                users[place_of(fact)].append((sign, whole))
    return Network(identities, parts, users, live)


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
