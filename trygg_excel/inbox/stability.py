"""Whether a file has come to rest, by what we have seen ourselves: a copied file keeps its old times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trygg_excel.inbox.scan import Seen


@dataclass(frozen=True, slots=True)
class Look:
    """A signature, since when (steady clock) and how many times in a row it has been seen."""

    signature: str
    since: float
    times: int


@dataclass(frozen=True, slots=True)
class Rest:
    """How long, and over how many looks, a file must have been the same."""

    seconds: float
    looks: int

    def reached(self, look: Look, now: float) -> bool:
        return look.times >= self.looks and now - look.since >= self.seconds


def looked(before: dict[str, Look], seen: Iterable[Seen], now: float) -> dict[str, Look]:
    """What has been seen by now of the files that are there; one that has gone and come is looked at anew."""
    after = {}
    for each in seen:
        look = before.get(each.name)
        if look is None or look.signature != each.signature:
            look = Look(each.signature, now, 0)
        after[each.name] = replace(look, times=look.times + 1)
    return after
