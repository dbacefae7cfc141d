"""Which rows (or columns) a sum adds up: those before it or after it that no other sum has taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from operator import add

from trygg_excel.fact import Role
from trygg_excel.identities.block import Position
from trygg_excel.identities.identity import Along, IdentityKind
from trygg_excel.identities.relation import Relation, Signed, Votes, most_slack, slack_of, vote
from trygg_excel.layout.vocabulary import is_subtotal, is_total

FARTHEST = 400  # rows that a sum may add
_MOST_SIGNED = 4  # amounts of a statement that a result nets
_DEEPEST = 20  # sums of sums of sums: more are a running total


def sums_on(positions: Sequence[Position]) -> Iterator[Relation]:
    """The sums along an axis with their parts, found in the direction that the figures bear out in most of them."""
    down = _run(positions, fall_back=False)
    if len(down) == sum(each.is_sum for each in positions):
        yield from down
        yield from _by_lines({each.target.at: each for each in down})
        return
    up = _run(positions[::-1], fall_back=False)
    chosen = positions if len(down) >= len(up) else positions[::-1]
    found = {each.target.at: each for each in _run(chosen, fall_back=True)}
    other = up if chosen is positions else down
    settled = {own.at for before, own in pairwise(chosen) if own.is_sum and _says_again(own, before)}
    more = [each for each in other if each.target.at not in settled]
    both_ways = any(each.votes.carries for each in more)
    for each in more:
        known = found.get(each.target.at)
        if known is None or (both_ways and not known.votes.holds):
            found[each.target.at] = each
    yield from found.values()
    yield from _by_lines(found)


def _run(positions: Sequence[Position], *, fall_back: bool) -> list[Relation]:
    """The sums whose parts come before them, in order; each takes its parts from what no earlier sum has taken."""
    found: list[Relation] = []
    open_: list[Position] = []
    for each in positions:
        if each.is_detail:
            continue
        relation = _of(each, open_, fall_back=fall_back) if each.is_sum else None
        if relation is not None:
            found.append(relation)
            taken = {id(term) for _, term in relation.terms}
            open_ = [term for term in open_ if id(term) not in taken]
        elif each.is_sum and open_ and _says_again(each, open_[-1]):
            open_.pop()
        open_.append(each)
    return found


def _better(one: Relation | None, other: Relation | None) -> Relation | None:
    """The first, unless more columns bear out the other and none denies it."""
    if other is None or other.votes.fails or len(other.votes.holds) < 2:
        return one
    return other if one is None or len(one.votes.holds) < len(other.votes.holds) else one


def _says_sum(label: str) -> bool:
    return is_total(label) or is_subtotal(label)


def _says_again(target: Position, only: Position) -> bool:
    """Whether a sum has but one part: the row before it, all of whose amounts it repeats."""
    return not only.is_sum and _repeats(target, only)


def _repeats(target: Position, only: Position) -> bool:
    return all(target.amount(cross) == only.amount(cross) for cross in {*target.facts, *only.facts})


def _of(target: Position, before: Sequence[Position], *, fall_back: bool) -> Relation | None:
    crosses, measures = target.crosses, target.measures
    items = [
        each for each in before[-FARTHEST:]
        if (each.measures == measures if each.crosses == crosses else _may_be_part(each, target))
    ]  # fmt: skip
    if items and items[-1].is_sum and _repeats(target, items[-1]):
        return Relation(IdentityKind.SUM, target, ((1, items[-1]),), Votes())  # a level with one member
    best = _by_figures(target, items)
    if best is None or best.votes.fails or len(best.votes.holds) < sum(map(bool, target.line)):
        best = _better(best, _by_figures(target, [each for each in items if each.is_sum]))
    if best is None and target.is_result:
        best = _signed(target, items)
    if best is not None or not fall_back or target.is_result or not _says_sum(target.label):
        return best
    terms = _by_place(target, items)
    whole = terms and (len(terms) > 1 or (target.along is Along.ROWS and _is_only_line(terms[0][1], items)))
    return Relation(IdentityKind.SUM, target, terms, vote(target, terms)) if whole else None


def _is_only_line(part: Position, items: Sequence[Position]) -> bool:
    """Whether a part may be a sum's only one; another sum before it is something else, unless the sum repeats it."""
    return not part.is_sum and (len(items) == 1 or bool(part.group))


def _may_be_part(part: Position, target: Position) -> bool:
    """Whether both are of the same kind of amount wherever both have one: budget of budgets, change of changes."""
    facts = target.facts
    return all(fact.measure is facts[cross].measure for cross, fact in part.facts.items() if cross in facts)


def _by_figures(target: Position, items: Sequence[Position]) -> Relation | None:
    """The nearest items that add up to the target in at least half of its columns."""
    filled = sum(map(bool, target.line))
    if not filled or not items:
        return None
    nearest = tuple((1, each) for each in items[-_to_boundary(items) :])
    votes = vote(target, nearest)
    if len(votes.holds) == filled:  # none of fewer or more would be better
        return Relation(IdentityKind.SUM, target, nearest, votes)
    best: tuple[tuple[int, int, bool, int], int, Votes] | None = None
    for length, votes in _suffixes(target, items):
        boundary = _ends_at_boundary(items, length)
        if votes.carries or boundary:
            rank = len(votes.holds), -len(votes.fails), boundary, length
            past = best is not None and best[0][2] and rank[:2] == best[0][:2]  # what is nought in all that hold
            if best is None or (rank > best[0] and not past):
                best = rank, length, votes
        if best is not None and boundary and not best[2].fails and (length > best[1] or best[0][0] == filled):
            break  # the nearest that hold everywhere, up to what belongs elsewhere: farther ones tell no more
    if best is None:
        return None
    terms = tuple((1, each) for each in items[-best[1] :])
    return Relation(IdentityKind.SUM, target, terms, best[2])


def _suffixes(target: Position, items: Sequence[Position]) -> Iterator[tuple[int, Votes]]:
    """Ever more of the nearest items, with where they add up to the target."""
    known = [(cross, amount) for cross, amount in zip(target.crosses, target.line, strict=True) if amount]
    crosses = tuple(cross for cross, _ in known)
    left: Sequence[int] = [amount for _, amount in known]
    filled: Sequence[int] = [0] * len(crosses)
    waiting: list[Sequence[int | None]] = []  # amounts that `filled` does not count yet
    bound = most_slack((target, *items), len(items))
    for length, item in enumerate(reversed(items), 1):
        amounts = item.amounts_at(crosses)
        waiting.append(amounts)
        left = [was - (amount or 0) for was, amount in zip(left, amounts, strict=True)]
        if left and min(map(abs, left)) <= bound:  # most lengths are told by this alone
            filled = list(map(add, filled, map(_filling, zip(*waiting, strict=True))))
            waiting.clear()
            told = [each for each in zip(crosses, left, filled, strict=True) if each[2] > 1]
            holds = tuple(
                cross for cross, off, parts in told
                if not off or abs(off) <= slack_of(target, items[-length:], cross, parts)
            )  # fmt: skip
            if holds:
                yield length, Votes(holds, tuple(cross for cross, _, _ in told if cross not in holds))


def _filling(amounts: tuple[int | None, ...]) -> int:
    """How many of a column's amounts are not nought; with one that is not known, nothing can be told."""
    return -FARTHEST if None in amounts else len(amounts) - amounts.count(0)


def _to_boundary(items: Sequence[Position]) -> int:
    """How many of the nearest there are up to what belongs elsewhere."""
    return next(length for length in range(1, len(items) + 1) if _ends_at_boundary(items, length))


def _ends_at_boundary(items: Sequence[Position], length: int) -> bool:
    """Whether the item before the nearest `length` belongs elsewhere: a sum, another group, or none."""
    if length == len(items):
        return True
    before, first = items[-length - 1], items[-length]
    return before.is_sum or before.group != first.group


def _signed(target: Position, items: Sequence[Position]) -> Relation | None:
    """A result of a statement: revenues less costs, with the signs that the figures bear out."""
    best: Relation | None = None
    for length in range(2, min(_MOST_SIGNED, len(items)) + 1):
        for signs in product((1, -1), repeat=length):
            terms: tuple[Signed, ...] = tuple(zip(signs, items[-length:], strict=True))
            votes = vote(target, terms)
            if votes.carries and (best is None or len(votes.holds) > len(best.votes.holds)):
                best = Relation(IdentityKind.NET, target, terms, votes)
    return best


def _by_place(target: Position, items: Sequence[Position]) -> tuple[Signed, ...]:
    """What stands before a sum where no figures tell: back to the sum before it, or all that is not yet added up.

    Of the two, for a total, what comes nearer it in more columns.
    """
    run: list[Position] = []
    for each in reversed(items):
        if each.is_sum:
            break
        run.append(each)
    total = any(each.role is Role.TOTAL for each in target.facts.values())
    nearer = sum(_off(target, items, cross) < _off(target, run, cross) for cross in target.facts)
    chosen = items if not run or (total and nearer * 2 > len(target.facts)) else run[::-1]
    return tuple((1, each) for each in chosen)


def _off(target: Position, items: Sequence[Position], cross: int) -> int:
    return abs((target.amount(cross) or 0) - sum(each.amount(cross) or 0 for each in items))


def _by_lines(found: dict[int, Relation]) -> Iterator[Relation]:
    """Sums of sums once more, by the lines under those: so is seen which of them is wrong."""
    for each in found.values():
        inner = [found.get(term.at) for _, term in each.terms]
        if each.kind is not IdentityKind.SUM or not any(inner):
            continue
        terms = tuple(_lines(each, found, frozenset()))
        votes = vote(each.target, terms)
        if votes.carries:
            yield Relation(IdentityKind.SUM, each.target, terms, votes)


def _lines(relation: Relation, found: dict[int, Relation], above: frozenset[int]) -> Iterator[Signed]:
    """The lines that a sum comes down to.

    One that is under itself, found from two directions, is left as it is; so is what is too deep.
    """
    above |= {relation.target.at}
    for sign, term in relation.terms:
        inner = found.get(term.at)
        if inner is None or len(above) > _DEEPEST or any(each.at in above for _, each in inner.terms):
            yield sign, term
        else:
            yield from ((sign * own, line) for own, line in _lines(inner, found, above))
