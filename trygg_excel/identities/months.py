"""Months, tertials and quarters that add up to a year or to what has been accumulated, by what their headings say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from trygg_excel.fact import Basis
from trygg_excel.identities.block import Position
from trygg_excel.identities.identity import IdentityKind
from trygg_excel.identities.relation import Relation, Signed, of_their_own, vote


def months_on(positions: Sequence[Position]) -> Iterator[Relation]:
    """Each period that others of the same measure fill from its first month to its last."""
    parts = [each for each in positions if each.basis is Basis.PERIOD and not each.is_sum]
    for target in positions if len(parts) > 1 else ():
        if target.basis in {Basis.FULL_YEAR, Basis.ACCUMULATED} and None not in target.period:
            terms = tuple(_filling(target, parts))
            votes = vote(target, terms)
            own = of_their_own(votes, target, terms)
            if len(terms) > 1 and (own.carries or len(own.fails) < 2):
                yield Relation(IdentityKind.SUM, target, terms, votes, said=True)


def _filling(target: Position, parts: Sequence[Position]) -> Iterator[Signed]:
    """The parts in order, if they leave no month out and take none twice; else none."""
    alike = sorted(
        (each for each in parts if each.measure is target.measure and each.nature is target.nature),
        key=lambda each: (each.period[0] or 0, each.period[1] or 0),
    )
    within = [each for each in alike if _is_within(each, target)]
    ends = [(each.period[0] or 0, each.period[1] or 0) for each in within]
    whole = bool(ends) and ends[0][0] == target.period[0] and ends[-1][1] == target.period[1]
    if whole and all(first[1] + 1 == second[0] for first, second in pairwise(ends)):
        yield from ((1, each) for each in within)


def _is_within(part: Position, target: Position) -> bool:
    if part is target or None in part.period:
        return False
    return (target.period[0] or 0) <= (part.period[0] or 0) and (part.period[1] or 0) <= (target.period[1] or 0)
