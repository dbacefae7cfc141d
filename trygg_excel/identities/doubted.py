"""Which relations of a table are not to be trusted: they fail so often that the table must mean something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trygg_excel.identities.identity import Along, IdentityKind
from trygg_excel.identities.relation import Relation, Votes

_SEVERAL = 3
_OFTEN = 0.2  # of what is added up in one column


def borne_out_by(relations: Sequence[Relation]) -> Iterator[Relation]:
    """The relations, without those by place alone where such fail, and without columns that do not add up."""
    by_place = [each for each in relations if not each.votes.holds and not each.said]
    astray = len(by_place) > 1 and sum(bool(each.votes.fails) for each in by_place) > len(by_place) // 2
    kept = [each for each in relations if not (astray and each in by_place)]
    crooked = _crooked(kept)
    for each in kept:
        dropped = {cross for along, cross in crooked if along is each.target.along and not each.said}
        yield _without(each, dropped & set(each.votes.fails))


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
