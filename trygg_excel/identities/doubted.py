"""Which relations of a table are not to be trusted: they fail so often that the table must mean something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trygg_excel.identities.identity import Along, IdentityKind
from trygg_excel.identities.relation import Relation, without

_SEVERAL = 3
_SIBLINGS = 2  # sums that add what stands before them: so the others may be taken to do
_OFTEN = 0.2  # of what is added up in one column


def borne_out_by(relations: Sequence[Relation]) -> Iterator[Relation]:
    """The relations, without those by place alone where such fail, and without columns that do not add up."""
    by_place = [each for each in relations if not each.votes.holds and not each.said]
    borne = sum(bool(each.votes.holds) for each in relations if each.kind is IdentityKind.SUM)
    astray = sum(bool(each.votes.fails) for each in by_place) > max(1, borne)
    kept = [_with_siblings(each, borne) if each in by_place else each for each in relations]
    kept = [each for each in kept if not (astray and not each.votes.holds and not each.said)]
    alone = [each for each in kept if len(each.terms) == 1]
    other = [each for each in alone if not _repeats(each)]
    if len(other) >= _SEVERAL and len(other) > len(alone) - len(other):
        # a total after one row is not its sum in this table: 'of which the state', 'in all'
        kept = [each for each in kept if not any(each is one for one in other)]
    crooked = _crooked(kept)
    for each in kept:
        dropped = {cross for along, cross in crooked if along is each.target.along and not each.said}
        yield without(each, dropped & set(each.votes.fails))


def _repeats(relation: Relation) -> bool:
    """Whether a sum of one row only has that row's amounts."""
    (_, only), target = relation.terms[0], relation.target
    return all(target.amount(cross) == only.amount(cross) for cross in target.facts)


def _with_siblings(relation: Relation, borne: int) -> Relation:
    down = relation.kind is IdentityKind.SUM and relation.target.along is Along.ROWS
    return replace(relation, siblings=borne if borne >= _SIBLINGS and down else 0)


def _crooked(relations: Sequence[Relation]) -> frozenset[tuple[Along, int]]:
    """The columns (or rows) in which sums often fail: rates, balances, or years whose lines are no longer shown.

    A sum that is told twice, by its parts and by the lines under them, fails or holds but once.
    """
    sums = [each for each in relations if each.kind is IdentityKind.SUM]
    held = {(each.target.along, each.target.at, cross) for each in sums for cross in each.votes.holds}
    failed = {(each.target.along, each.target.at, cross) for each in sums for cross in each.votes.fails}
    holds = Counter((along, cross) for along, _, cross in held)
    fails = Counter((along, cross) for along, _, cross in failed)
    return frozenset(
        at for at, number in fails.items() if number >= _SEVERAL and number > _OFTEN * (number + holds[at])
    )
