"""What should agree within a workbook: every stated sum, net amount, deviation and change with what it is made of.

`block` sees a table as rows and columns; `sums`, `differences` and `months` find which of them make up which, by place
and words and by how many columns bear it out; `live` takes what the workbook's own formulas add; `denied` says which of
those found cannot be meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from trygg_excel.fact import Fact
from trygg_excel.formulas import added
from trygg_excel.identities.block import Position, rows_and_columns
from trygg_excel.identities.denied import not_denied
from trygg_excel.identities.differences import differences_on
from trygg_excel.identities.doubted import borne_out_by
from trygg_excel.identities.identity import Along, Identity, IdentityKind, Term
from trygg_excel.identities.live import live_identity
from trygg_excel.identities.months import months_on
from trygg_excel.identities.relation import Relation, crossing
from trygg_excel.identities.sums import sums_on
from trygg_excel.workbook import Sheet

_Found = dict[tuple[str, frozenset[str]], Identity]

__all__ = ["Identity", "IdentityKind", "Term", "identities_of"]


def identities_of(facts: Iterable[Fact], sheet_of: Callable[[str], Sheet | None]) -> tuple[Identity, ...]:
    """All that should agree, in reading order of what is stated; of every table by itself."""
    found: list[Identity] = []
    for own in _by_table(facts).values():
        sheet = sheet_of(own[0].sheet)
        found += _of_table(own, sheet) if sheet is not None else ()
    return tuple(found)


def _by_table(facts: Iterable[Fact]) -> Mapping[tuple[str, str], list[Fact]]:
    tables: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        tables.setdefault((fact.sheet, fact.table), []).append(fact)
    return tables


def _of_table(facts: list[Fact], sheet: Sheet) -> Iterable[Identity]:
    rows, columns = rows_and_columns(facts)
    at = {(row.at, column): fact for row in rows for column, fact in row.facts.items()}
    computed = [place for place in at if sheet.cells[place].formula]
    live = {place: own for place in computed if (own := live_identity(place, at, sheet)) is not None}
    found: _Found = {_key(each): each for each in live.values()}
    own_formula = {each.whole.cell for each in live.values()}
    other_cells = {at[place].cell for place in computed if place not in live and added(sheet.cells[place].formula)}
    relations = tuple(not_denied(tuple(_relations(rows, columns)), live))
    borne_out = list(borne_out_by(relations))
    for each in (identity for relation in borne_out for identity in _instances(relation)):
        guessed = each.whole.cell in other_cells and not each.agrees  # its formula adds what is read as no amounts
        if each.vouched or not (guessed or each.whole.cell in own_formula):
            found.setdefault(_key(each), each)
    return found.values()


def _key(identity: Identity) -> tuple[str, frozenset[str]]:
    return identity.whole.cell, frozenset(each.fact.cell for each in identity.terms)


def _relations(rows: tuple[Position, ...], columns: tuple[Position, ...]) -> Iterator[Relation]:
    for positions in (rows, columns):
        yield from months_on(positions)
        yield from sums_on(positions)
        yield from differences_on(positions)


def _instances(relation: Relation) -> Iterator[Identity]:
    """A relation in each column (or row) in which all that it needs is known."""
    parts = [(sign, each.facts, each.amounts) for sign, each in sorted(relation.terms, key=lambda each: each[1].at)]
    fewest = len(parts) if _is_difference(relation) else 2 if relation.votes.holds else 1
    holds = frozenset(relation.votes.holds)
    unknown = {cross for _, _, amounts in parts for cross, amount in amounts.items() if amount is None}
    for cross in crossing(relation.target):
        terms = tuple(Term(sign, facts[cross]) for sign, facts, _ in parts if cross in facts)
        if len(terms) < fewest or cross in unknown:
            continue
        identity = Identity(
            relation.kind, relation.target.along, relation.target.facts[cross], terms,
            len(holds) - (cross in holds), siblings=relation.siblings,
            blank=() if len(terms) == len(parts) else tuple(_blank(relation, cross)),
        )  # fmt: skip
        turned = _is_difference(relation) and _is_turned(identity)
        if not turned and not (identity.stated == 0 and not identity.agrees):  # nought often stands for not filled in
            yield identity


def _blank(relation: Relation, cross: int) -> Iterator[tuple[int, int]]:
    for _, each in relation.terms:
        if cross not in each.facts:
            yield (each.at, cross) if each.along is Along.ROWS else (cross, each.at)


def _is_difference(relation: Relation) -> bool:
    return relation.kind is not IdentityKind.SUM


def _is_turned(identity: Identity) -> bool:
    """Whether it holds with the sign the other way round: that is a matter of convention, told elsewhere."""
    turned = -identity.stated - identity.calculated
    return not identity.agrees and identity.tolerance.judge(turned) in {"holds", "rounding"}
