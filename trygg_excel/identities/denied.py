"""Which relations the table itself denies: by what its formulas add, by its words, or by the rows not filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from trygg_excel.fact import Fact, Role
from trygg_excel.identities.block import Position
from trygg_excel.identities.identity import Along, Identity, IdentityKind
from trygg_excel.identities.relation import Relation, is_live, without
from trygg_excel.workbook import place

# 'Avvikelse efter disposition' is another difference than budget less outcome; 'Avvikelse efter 8 mån' is not.
_ADJUSTED = re.compile(
    r"\b(?:avvik|förändr|diff|skillnad|varian|change|deviation).{0,80}?"
    r"(?:\b(?:inkl|exkl|justera[dt]|korrigera[dt]|incl|excl|adjusted)(?:usive|\b)|\befter\b(?! *(?:\d|period|tertial|"
    r"kvartal|delår|månad|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)))",
    re.IGNORECASE,
)
_SEVERAL = 2
_Live = Mapping[tuple[int, int], Identity]


def not_denied(relations: Sequence[Relation], live: _Live) -> Iterator[Relation]:
    """The relations that may stand, without the columns (or rows) of which the table says otherwise."""
    owned = {_pair(each) for each in relations if _is_difference(each) and not each.votes.fails}
    for each in relations:
        if not each.votes.fails:
            yield each
        elif _is_difference(each):
            if _pair(each) not in owned and not _ADJUSTED.search(_heading(each.target)):
                yield _without_unfilled(each)
        elif not _adds_too_little(each, live) and not _is_chance(each):
            yield _without_balances(each)


def _is_difference(relation: Relation) -> bool:
    return relation.kind in {IdentityKind.DEVIATION, IdentityKind.CHANGE}


def _pair(relation: Relation) -> tuple[object, ...]:
    return relation.target.along, relation.kind, frozenset(each.at for _, each in relation.terms)


def _heading(target: Position) -> str:
    return target.group if target.along is Along.COLUMNS else target.label


def _adds_too_little(relation: Relation, live: _Live) -> bool:
    """Whether formulas of the sum's own add what the relation does and more, oftener than anything bears it out."""
    own = {each.at for _, each in relation.terms}
    down = relation.target.along is Along.ROWS
    more = fewer = 0
    for cross in relation.target.facts:
        found = live.get((relation.target.at, cross) if down else (cross, relation.target.at))
        if found is not None and found.along is relation.target.along:
            added = {place(each.cell)[0 if down else 1] for each in found.parts}
            more += own < added
            fewer += not own < added
    typed = sum(not is_live(relation.target, cross) for cross in relation.votes.holds)
    return more > fewer + typed


def _is_chance(relation: Relation) -> bool:
    """Whether columns seem to be another's parts in a few rows, and are not in most: more than slips would explain."""
    across = relation.target.along is Along.COLUMNS and not relation.said
    holds, fails = len(relation.votes.holds), len(relation.votes.fails)
    return across and holds > 0 and fails > max(_SEVERAL, 2 * holds)


def _without_balances(relation: Relation) -> Relation:
    """Without the columns where the sum repeats the last of several lines: what was left after it."""
    last = relation.terms[-1][1]
    several = relation.target.along is Along.ROWS and len(relation.terms) > _SEVERAL
    repeats = {
        cross for cross in relation.votes.fails
        if several and relation.target.amount(cross) == last.amount(cross) and not is_live(relation.target, cross)
    }  # fmt: skip
    proved = len(relation.votes.holds) > len(repeats)  # other columns show that it is a sum
    return relation if proved else without(relation, repeats)


def _without_unfilled(relation: Relation) -> Relation:
    """Without the totals that are off by just the rows in which the deviation is not filled in: months to come."""
    return without(relation, {cross for cross in relation.votes.fails if _is_unfilled(relation, cross)})


def _is_unfilled(relation: Relation, cross: int) -> bool:
    target = relation.target
    if target.facts[cross].role is Role.LINE:
        return False
    lines: dict[int, list[tuple[int, Fact]]] = {}
    for sign, term in relation.terms:
        for at, fact in term.facts.items():
            if at not in target.facts and fact.role is Role.LINE:
                lines.setdefault(at, []).append((sign, fact))
    left = sum(sign * (fact.amount or 0) for own in lines.values() for sign, fact in own)
    stated = target.amount(cross) or 0
    calculated = sum(sign * (term.amount(cross) or 0) for sign, term in relation.terms)
    return left != 0 and stated + left == calculated
