"""Which two rows (or columns) a deviation, a change or a net amount is made of, and with which signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from operator import add, sub

from trygg_excel.fact import Measure, Nature
from trygg_excel.identities.block import Position
from trygg_excel.identities.identity import Along, IdentityKind
from trygg_excel.identities.relation import Relation, Signed, Votes, most_slack, of_their_own, vote

_NEAREST = 8  # rows or columns on either side, among which the two are looked for
_SOME = 40  # rows that tell whether it is worth looking at all of them
_SIGNS = ((1, -1), (-1, 1))
_NET_SIGNS = ((1, 1), (1, -1), (-1, 1))


def differences_on(positions: Sequence[Position]) -> Iterator[Relation]:
    """The deviations, changes and net amounts along an axis with what they are made of."""
    for at, target in enumerate(positions):
        near = positions[max(0, at - _NEAREST) : at + _NEAREST + 1]
        if target.is_difference:
            kind = IdentityKind.DEVIATION if target.measure is Measure.DEVIATION else IdentityKind.CHANGE
            found = _best(target, _pairs(target, near), kind, _SIGNS)
        elif target.nature is Nature.NET and not target.is_sum:
            found = _best(target, _natures(target, near), IdentityKind.NET, _NET_SIGNS)
        else:
            found = None
        if found is not None:
            yield found


def _best(
    target: Position, pairs: Iterator[tuple[Position, Position]], kind: IdentityKind, signs: Sequence[tuple[int, int]]
) -> Relation | None:
    """The pair that bears the target out in most columns; what their words say decides between equals."""
    best: tuple[tuple[int, int, bool], tuple[Signed, ...], Votes] | None = None
    for first, second in _near(target, pairs):
        for one, other in signs:
            terms = ((one, first), (other, second))
            said = _are_said(target, first, second)
            if not _carries(of_their_own(vote(target, terms, _SOME), target, terms), said=said):
                continue
            votes = vote(target, terms)
            rank = len(votes.holds), -len(votes.fails), said
            if _carries(of_their_own(votes, target, terms), said=said) and (best is None or rank > best[0]):
                best = rank, terms, votes
    return None if best is None else Relation(kind, target, best[1], best[2])


def _near(target: Position, pairs: Iterable[tuple[Position, Position]]) -> Iterator[tuple[Position, Position]]:
    """The pairs whose sum or difference comes near the target in at least one of the first rows: few do."""
    known = [(cross, abs(amount)) for cross, amount in zip(target.crosses[:_SOME], target.line, strict=False) if amount]
    crosses, stated = tuple(cross for cross, _ in known), [amount for _, amount in known]
    for first, second in pairs if crosses else ():
        bound = most_slack((target, first, second), 2)
        one, other = ([amount or 0 for amount in each.amounts_at(crosses)] for each in (first, second))
        if any(min(map(abs, map(sub, stated, map(abs, map(way, one, other))))) <= bound for way in (sub, add)):
            yield first, second


def _carries(votes: Votes, *, said: bool) -> bool:
    """Where no words say what is taken from what, the figures must do so more than once."""
    holds, fails = len(votes.holds), len(votes.fails)
    return holds >= max(1, fails) if said else holds >= max(3, 4 * fails)


def _pairs(target: Position, near: Sequence[Position]) -> Iterator[tuple[Position, Position]]:
    beside = [each for each in near if not each.is_difference]
    if target.along is Along.ROWS:
        beside = [each for each in beside if each.group == target.group]
    yield from combinations(beside, 2)


def _natures(target: Position, positions: Sequence[Position]) -> Iterator[tuple[Position, Position]]:
    beside = [each for each in positions if each.measure is target.measure and each.period == target.period]
    for revenue in (each for each in beside if each.nature is Nature.REVENUE):
        for cost in (each for each in beside if each.nature is Nature.COST):
            yield revenue, cost


def _are_said(target: Position, first: Position, second: Position) -> bool:
    if target.measure is Measure.DEVIATION:
        kinds = {first.measure, second.measure}
        return bool(kinds & {Measure.BUDGET, Measure.PLAN}) and bool(kinds & {Measure.ACTUAL, Measure.FORECAST})
    if target.measure is Measure.CHANGE:
        return first.period != second.period or first.measure is not second.measure
    return True
