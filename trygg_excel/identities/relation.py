"""A relation between rows (or columns) of a table, and how many of the columns (or rows) bear it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from trygg_excel.fact import Kind
from trygg_excel.identities.block import Position
from trygg_excel.identities.identity import IdentityKind
from trygg_excel.tolerance import rounding_bounds

Signed = tuple[int, Position]


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
    for cross in islice(target.facts, most):
        off = _off_by(target, terms, cross)
        if off is not None:
            (fails if off else holds).append(cross)
    return Votes(tuple(holds), tuple(fails))


def _off_by(target: Position, terms: Sequence[Signed], cross: int) -> int | None:
    """How far beyond rounding a target is off; None where nothing can be told from it."""
    stated = target.amount(cross)
    if not stated:
        return None
    left, filled, quantum = stated, 0, target.facts[cross].quantum
    for sign, term in terms:
        amount = term.amount(cross)
        if amount is None:
            return None
        if amount:
            filled += 1
            left -= sign * amount
            quantum = max(quantum, term.facts[cross].quantum)
    if filled < 2:
        return None
    return max(0, abs(left) - slack(quantum, filled))


def slack(quantum: int, addends: int) -> int:
    """What rounding explains; for amounts to the öre, the half öre that each may have lost."""
    return rounding_bounds(quantum, addends)[0] if quantum > 1 else (addends + 1) // 2


def is_live(position: Position, cross: int) -> bool:
    fact = position.facts.get(cross)
    return fact is not None and fact.kind is Kind.FORMULA


def crossing(target: Position) -> Iterator[int]:
    """The columns or rows in which a target has a known amount."""
    yield from (cross for cross in target.facts if target.amount(cross) is not None)
