"""Which relations of a table are not to be trusted: they fail so often that the table must mean something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trygg_excel.identities.identity import Along, IdentityKind
from trygg_excel.identities.relation import Relation, Votes

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
    crooked = _crooked(kept)
    for each in kept:
        dropped = {cross for along, cross in crooked if along is each.target.along and not each.said}
        yield _without(each, dropped & set(each.votes.fails))


def _with_siblings(relation: Relation, borne: int) -> Relation:
    down = relation.kind is IdentityKind.SUM and relation.target.along is Along.ROWS
    return replace(relation, siblings=borne if borne >= _SIBLINGS and down else 0)


def _crooked(relations: Sequence[Relation]) -> frozenset[tuple[Along, int]]:
    """The columns (or rows) in which sums often fail: rates, balances, or years whose lines are no longer shown."""
    holds: Counter[tuple[Along, int]] = Counter()
    fails: Counter[tuple[Along, int]] = Counter()
    for each in relations:
        if each.kind is IdentityKind.SUM:
            holds.update((each.target.along, cross) for cross in each.votes.holds)
            fails.update((each.target.along, cross) for cross in each.votes.fails)
    return frozenset(
        at for at, number in fails.items() if number >= _SEVERAL and number > _OFTEN * (number + holds[at])
    )


def _without(relation: Relation, crosses: set[int]) -> Relation:
    """The relation, not said of these columns (or rows)."""
    if not crosses:
        return relation
    facts = {cross: fact for cross, fact in relation.target.facts.items() if cross not in crosses}
    votes = Votes(relation.votes.holds, tuple(each for each in relation.votes.fails if each not in crosses))
    return replace(relation, target=replace(relation.target, facts=facts), votes=votes)
