"""What should agree within a workbook: every stated sum, net amount, deviation and change with what it is made of.

`block` sees a table as rows and columns; `sums`, `differences` and `months` find which of them make up which, by place
and words and by how many columns bear it out; `live` takes what the workbook's own formulas add; `denied` says which of
those found cannot be meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from operator import attrgetter, mul

from trygg_excel.fact import Fact, Kind
from trygg_excel.formulas import added
from trygg_excel.identities.block import Place, Position, rows_and_columns
from trygg_excel.identities.denied import not_denied
from trygg_excel.identities.differences import differences_on
from trygg_excel.identities.doubted import borne_out_by
from trygg_excel.identities.identity import Along, Identity, IdentityKind, tolerance_of
from trygg_excel.identities.live import live_identity
from trygg_excel.identities.months import months_on
from trygg_excel.identities.relation import Relation
from trygg_excel.identities.sums import sums_on
from trygg_excel.money import unit_named
from trygg_excel.table_rows import Placed
from trygg_excel.tolerance import Tolerance, of_sum
from trygg_excel.workbook import Sheet

_CELL, _UNIT = attrgetter("cell"), attrgetter("unit")
_FORMULA = Kind.FORMULA  # an enum's member is slow to reach in Python 3.11

__all__ = ["Identity", "IdentityKind", "identities_of"]


def identities_of(
    tables: Mapping[tuple[str, str], Sequence[Placed]], sheet_of: Callable[[str], Sheet | None]
) -> tuple[Identity, ...]:
    """All that should agree, in reading order of what is stated; of every table (sheet, id) by itself."""
    found: list[Identity] = []
    for (name, _), placed in tables.items():
        sheet = sheet_of(name)
        found += _of_table(placed, sheet) if sheet is not None else ()
    return tuple(found)


def _of_table(placed: Sequence[Placed], sheet: Sheet) -> Iterable[Identity]:
    rows, columns = rows_and_columns(placed)
    at = {} if all(row.is_typed for row in rows) else _by_place(placed)
    computed = [here for here, fact in at.items() if fact.kind is _FORMULA]
    live = {here: own for here in computed if (own := live_identity(here, at, sheet)) is not None}
    own_formula = {each.whole.cell for each in live.values()}
    other_cells = {at[here].cell for here in computed if here not in live and added(sheet.cells[here].formula)}
    relations = tuple(not_denied(tuple(_relations(rows, columns)), live))
    found = _Found(live.values())
    for relation in borne_out_by(relations):
        for each in _instances(relation):
            cell = each.whole.cell
            guessed = cell in other_cells and not each.agrees  # its formula adds what is read as no amounts
            if each.vouched or not (guessed or cell in own_formula):
                found.add(each)
    return found.identities


def _by_place(placed: Iterable[Placed]) -> Mapping[Place, Fact]:
    """Of a cell that holds two amounts, the first counts."""
    at: dict[Place, Fact] = {}
    for here, fact in placed:
        at.setdefault(here, fact)
    return at


class _Found:
    """Identities in the order they were found, each once: those of one amount and the same parts are the same."""

    def __init__(self, live: Iterable[Identity]) -> None:
        self.identities = list(live)
        self._first = {each.whole.cell: each for each in self.identities}
        self._several: dict[str, set[frozenset[str]]] = {}

    def add(self, identity: Identity) -> None:
        cell = identity.whole.cell
        first = self._first.setdefault(cell, identity)
        if first is identity or self._is_new(cell, identity, first):
            self.identities.append(identity)

    def _is_new(self, cell: str, identity: Identity, first: Identity) -> bool:
        parts = frozenset(map(_CELL, identity.parts))
        known = self._several.setdefault(cell, {frozenset(map(_CELL, first.parts))})
        new = parts not in known
        known.add(parts)
        return new


def _relations(rows: tuple[Position, ...], columns: tuple[Position, ...]) -> Iterator[Relation]:
    for positions in (rows, columns):
        yield from months_on(positions)
        yield from sums_on(positions)
        yield from differences_on(positions)


def _instances(relation: Relation) -> Iterator[Identity]:
    """A relation in each column (or row) in which all that it needs is known."""
    target, crosses = relation.target, relation.target.crosses
    signs, positions = zip(*sorted(relation.terms, key=lambda each: each[1].at), strict=True)
    fewest = len(positions) if _is_difference(relation) else 2 if relation.votes.holds else 1
    holds = frozenset(relation.votes.holds)
    borne, kind, along, siblings = len(holds), relation.kind, target.along, relation.siblings
    adds, full = -1 not in signs, all(each.crosses == crosses for each in positions)
    beside = zip(*(each.facts_at(crosses) for each in positions), strict=True)
    amounts = tuple(zip(*(each.amounts_at(crosses) for each in positions), strict=True))
    tolerances = _tolerances(relation, positions, amounts)
    every = zip(target.facts.items(), target.line, beside, amounts, tolerances, strict=True)
    for (cross, whole), stated, facts, values, tolerance in every:
        if stated is None or None in values:
            continue
        given = sum(values) if adds else sum(map(mul, signs, values))
        own, parts, blank = (signs, facts, ()) if full or all(facts) else _filled(relation, signs, facts, cross)
        identity: Identity = tuple.__new__(Identity, (  # in the order of its fields: there are so many
            kind, along, whole, own, parts, stated - given, tolerance, borne - (cross in holds), (), False, blank,
            siblings,
        ))  # fmt: skip
        if len(parts) >= fewest and (not identity.difference or _is_told(identity)):
            yield identity


def _tolerances(
    relation: Relation, positions: Sequence[Position], amounts: Sequence[tuple[int | None, ...]]
) -> Iterator[Tolerance]:
    """How much each column (or row) of a relation may be off; `amounts` are those of its parts there.

    Told of whole lines where all is typed and nothing is decided, which is how most are; else of each by itself.
    """
    target, crosses = relation.target, relation.target.crosses
    sums = not _is_difference(relation)
    if all(each.is_typed and not (sums and each.is_decided) for each in positions):
        quanta = map(max, target.quanta, *(each.quanta_at(crosses) for each in positions))
        addends = [max(len(values) - values.count(0), 2) for values in amounts] if len(positions) > 2 else repeat(2)
        yield from map(_rounding, quanta, addends, map(_UNIT, target.facts.values()))
    else:
        for cross, whole in target.facts.items():
            parts = [fact for each in positions if (fact := each.facts.get(cross)) is not None]
            yield tolerance_of(whole, parts, exact=sums and any(each.programme for each in parts))


def _is_told(identity: Identity) -> bool:
    """Whether what does not agree is told here.

    A difference with its sign the other way round is a matter of convention; nought often stands for not filled in.
    """
    return identity.agrees or (identity.stated != 0 and not (_is_difference(identity) and _is_turned(identity)))


@lru_cache(maxsize=4096)
def _rounding(quantum: int, addends: int, unit: str) -> Tolerance:
    return of_sum(quantum, addends, unit_named(unit))


def _filled(
    relation: Relation, signs: Sequence[int], facts: Sequence[Fact | None], cross: int
) -> tuple[tuple[int, ...], tuple[Fact, ...], tuple[tuple[int, int], ...]]:
    """Signs and parts where there is an amount, and the cells (row, column) where there is none."""
    filled = [(sign, fact) for sign, fact in zip(signs, facts, strict=True) if fact is not None]
    down = relation.target.along is Along.ROWS
    empty = [each.at for _, each in relation.terms if cross not in each.facts]
    blank = tuple((at, cross) if down else (cross, at) for at in empty)
    return tuple(sign for sign, _ in filled), tuple(fact for _, fact in filled), blank


def _is_difference(relation: Relation | Identity) -> bool:
    return relation.kind is not IdentityKind.SUM


def _is_turned(identity: Identity) -> bool:
    turned = -identity.stated - identity.calculated
    return identity.tolerance.judge(turned) in {"holds", "rounding"}
