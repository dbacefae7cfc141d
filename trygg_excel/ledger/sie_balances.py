"""The period balances of a SIE file: each account's amounts once, though the file states them many times.

From type 3 on an account stands there whole, with '{}', and again for the objects of each dimension, or of several
dimensions together. To add all of it up counts every crown several times. One way of parting an account is chosen, that
which the rules can use; what its objects leave of the whole is taken without codes. (SIE 4B; domain.md 3.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

Dimensions: TypeAlias = tuple[str, ...]
Objects: TypeAlias = tuple[tuple[str, str], ...]


class Part(NamedTuple):
    """An amount in öre of an account in a period; `codes` by the rules' fields."""

    account: str
    period: int
    amount: int
    codes: Mapping[str, str]


@dataclass(slots=True)
class Balances:
    """The records of one kind. `fields` says which of the rules' fields a dimension is."""

    fields: Mapping[str, str]
    _held: dict[tuple[int, str], dict[Dimensions, dict[Objects, int]]] = field(default_factory=dict)

    def add(self, account: str, period: int, objects: Objects, amount: int) -> bool:
        """One record; False where the same stands there already."""
        ways = self._held.setdefault((period, account), {})
        parts = ways.setdefault(tuple(sorted(dimension for dimension, _ in objects)), {})
        key = tuple(sorted(objects))
        if key in parts:
            return False
        parts[key] = amount
        return True

    def __len__(self) -> int:
        return sum(len(parts) for ways in self._held.values() for parts in ways.values())

    def whole(self) -> Iterator[tuple[str, int, int]]:
        """Account, period and amount of those that are stated whole."""
        for (period, account), ways in self._held.items():
            if () in ways:
                yield account, period, ways[()][()]

    def chosen(self, needed: Collection[str]) -> Dimensions:
        """The dimensions whose objects tell most of the codes that the rules look at, and no more than that."""
        ways = {each for ways in self._held.values() for each in ways}
        return min(ways, key=lambda way: (-len(self._covered(way) & set(needed)), len(way), way), default=())

    def lacking(self, needed: Collection[str]) -> set[str]:
        """Codes that the rules look at and the file has, but not together with those of the chosen dimensions."""
        ways = {each for ways in self._held.values() for each in ways}
        has = {name for way in ways for name in self._covered(way)} & set(needed)
        return has - self._covered(self.chosen(needed))

    def _covered(self, way: Dimensions) -> set[str]:
        return {self.fields[each] for each in way if each in self.fields}

    def parts(self, needed: Collection[str]) -> Iterator[Part]:
        """Every crown once."""
        way = self.chosen(needed)
        for (period, account), ways in self._held.items():
            parts = ways.get(way, {})
            for objects, amount in parts.items():
                yield Part(
                    account, period, amount, {self.fields[at]: code for at, code in objects if at in self.fields}
                )
            rest = self._total(ways) - sum(parts.values())
            if way and (rest or not parts):
                yield Part(account, period, rest, {})

    def exceeding(self, needed: Collection[str]) -> Iterator[tuple[str, int, int]]:
        """Account, period and excess where the objects come to more than the whole, or dimensions to different sums."""
        way = self.chosen(needed)
        for (period, account), ways in self._held.items():
            total, parted = self._total(ways), sum(ways.get(way, {}).values())
            beyond = abs(parted) > abs(total) or parted * total < 0
            if () in ways:
                if way in ways and way and beyond:
                    yield account, period, parted - total
            elif len({sum(each.values()) for each in ways.values()}) > 1:
                yield account, period, parted - total

    @staticmethod
    def _total(ways: Mapping[Dimensions, Mapping[Objects, int]]) -> int:
        """The whole as stated; else the largest that any way of parting it comes to."""
        if () in ways:
            return ways[()][()]
        return max((sum(each.values()) for each in ways.values()), key=abs)
