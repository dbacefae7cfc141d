"""A relation between rows (or columns) of a table, and how many of the columns (or rows) bear it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, mul

from trygg_excel.fact import Kind
from trygg_excel.identities.block import Position
from trygg_excel.identities.identity import IdentityKind
from trygg_excel.tolerance import rounding_bounds

Signed = tuple[int, Position]
_COARSEST = attrgetter("coarsest")
_FORMULA = Kind.FORMULA  # an enum's member is slow to reach in Python 3.11


@dataclass(frozen=True, slots=True)
class Votes:
    """The crossing columns or rows in which a relation holds, and those in which it does not; trivial ones left out."""

    holds: tuple[int, ...] = ()
    fails: tuple[int, ...] = ()

    @property
    def carries(self) -> bool:
        """Whether it may be taken for a relation: it holds somewhere, and not more rarely than it fails."""
        return len(self.holds) >= max(1, len(self.fails))


@dataclass(frozen=True, slots=True)
class Relation:
    """`target` = the signed `terms`. `said`: words, periods or the place say so, whatever the figures do.

    `siblings`: how many other sums of the table are made of what stands in the same place.
    """

    kind: IdentityKind
    target: Position
    terms: tuple[Signed, ...]
    votes: Votes
    said: bool = False
    siblings: int = 0


def vote(target: Position, terms: Sequence[Signed], most: int | None = None) -> Votes:
    """Where `target` is the signed sum of `terms`, to the rounding of what was typed; in the first `most` only."""
    holds: list[int] = []
    fails: list[int] = []
    signs, parts = [sign for sign, _ in terms], [each for _, each in terms]
    bound, adds = most_slack((target, *parts), len(parts)), -1 not in signs
    crosses = target.crosses[:most]
    across = zip(*(each.amounts_at(crosses) for each in parts), strict=True)
    for cross, stated, amounts in zip(crosses, target.line, across, strict=False):
        if not stated or None in amounts:
            continue
        filled = len(amounts) - amounts.count(0)
        if filled > 1:
            left = abs(stated - (sum(amounts) if adds else sum(map(mul, signs, amounts))))
            off = left and (left > bound or left > slack_of(target, parts, cross, filled))
            (fails if off else holds).append(cross)
    return Votes(tuple(holds), tuple(fails))


def without(relation: Relation, crosses: set[int]) -> Relation:
    """The relation, not said of these columns (or rows)."""
    if not crosses:
        return relation
    votes = Votes(relation.votes.holds, tuple(each for each in relation.votes.fails if each not in crosses))
    return replace(relation, target=relation.target.without(crosses), votes=votes)


def of_their_own(votes: Votes, target: Position, terms: Sequence[Signed]) -> Votes:
    """The votes without the failures where all is computed from other rows: a live total says again what they do."""
    return replace(votes, fails=tuple(each for each in votes.fails if not _is_computed(target, terms, each)))


def _is_computed(target: Position, terms: Sequence[Signed], cross: int) -> bool:
    return is_live(target, cross) and all(is_live(each, cross) for _, each in terms if cross in each.facts)


def slack_of(target: Position, parts: Sequence[Position], cross: int, filled: int) -> int:
    """What rounding explains of a miss, by the coarsest of the amounts; `filled`: how many parts have one."""
    quanta = (each.facts[cross].quantum for each in parts if each.amount(cross))
    return _slack(max(target.facts[cross].quantum, *quanta), filled)


def _slack(quantum: int, addends: int) -> int:
    """What rounding explains; for amounts to the öre, the half öre that each may have lost."""
    return rounding_bounds(quantum, addends)[0] if quantum > 1 else (addends + 1) // 2


def most_slack(positions: Sequence[Position], addends: int) -> int:
    """No less than what rounding explains of any miss between these: most misses are larger, and soon told."""
    return max(_slack(max(map(_COARSEST, positions)), addends), _slack(1, addends))


def is_live(position: Position, cross: int) -> bool:
    fact = position.facts.get(cross)
    return fact is not None and fact.kind is _FORMULA
