"""Formulas as evidence: a SUM that leaves out a row, counts one twice, or is missing where its neighbours have one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from trygg_excel.explain.network import Network, Place, place_of
from trygg_excel.fact import Fact, Kind, Role
from trygg_excel.identities import Identity, IdentityKind
from trygg_excel.identities.identity import Along
from trygg_excel.layout.vocabulary import is_subtotal, is_total, leaves_out
from trygg_excel.workbook import Range, place

_Line = tuple[str, str, Along, int]  # sheet, table, and a column of rows or a row of columns
_Beside = tuple[str, str, Along, int, int]  # sheet, table, and a row or a column, the other of them 0
_DOWN, _ACROSS = Along.ROWS, Along.COLUMNS  # an enum's members are slow to reach in Python 3.11
_CELL = attrgetter("cell")
_SIBLINGS = 2  # live sums beside a typed one, before it looks typed over


@dataclass(frozen=True, slots=True)
class FormulaFault:
    """`number`: the identity of the formula; `facts`: what it leaves out (`twice` False) or counts once too often."""

    number: int
    facts: tuple[Fact, ...]
    twice: bool
    right: int


class _Lines:
    """The facts of each column and each row of each table, and which of them no formula takes in."""

    def __init__(self, net: Network, facts: Iterable[Fact]) -> None:
        self._lines: dict[_Line, list[Fact]] = defaultdict(list)
        for fact in facts:
            row, column = place(fact.cell)
            self._lines[fact.sheet, fact.table, _DOWN, column].append(fact)
            self._lines[fact.sheet, fact.table, _ACROSS, row].append(fact)
        self._summed: dict[tuple[str, Along], set[str]] = defaultdict(set)
        for each in net.live.values():
            self._summed[each.whole.sheet, each.along].update(map(_CELL, each.parts))

    def of(self, identity: Identity) -> Sequence[Fact]:
        """The line that an identity's whole stands in with its parts."""
        return self._lines[_line_of(identity)]

    def column(self, fact: Fact) -> Sequence[Fact]:
        return self._lines[fact.sheet, fact.table, _DOWN, place(fact.cell)[1]]

    def free(self, identity: Identity) -> Sequence[Fact]:
        """Those of that line that no formula along it takes in."""
        summed = self._summed[identity.whole.sheet, identity.along]
        return [each for each in self.of(identity) if each.cell not in summed]


def _line_of(identity: Identity) -> _Line:
    whole = identity.whole
    return whole.sheet, whole.table, identity.along, place(whole.cell)[identity.along is _DOWN]


def formula_faults(net: Network, facts: Iterable[Fact]) -> Iterator[FormulaFault]:
    """The live sums that do not add what stands under or beside them."""
    lines = _Lines(net, facts)
    sums = net.live | {
        place_of(each.whole): each for each in net.identities
        if not each.live and each.vouched and _is_stated_sum(each.whole) and place_of(each.whole) not in net.live
    }  # fmt: skip
    for number, each in enumerate(net.identities):
        if not each.live or each.kind is not IdentityKind.SUM:
            continue
        if doubled := _doubled(each, sums):
            yield FormulaFault(number, doubled, True, each.stated - sum(fact.amount or 0 for fact in doubled))
        elif outside := (
            _said_beside(net, each)
            or tuple(_sums_outside(net, each, lines))
            or tuple(fact for fact in _outside(each, lines) if _adds_to(net, fact, each, lines))
        ):
            yield FormulaFault(number, outside, False, each.stated + sum(fact.amount or 0 for fact in outside))


def _said_beside(net: Network, identity: Identity) -> tuple[Fact, ...]:
    """What the same sum in other columns (or rows) adds, and this formula does not."""
    for each in net.wholes[place_of(identity.whole)]:
        if each.live or not each.vouched or each.along is not identity.along:
            continue
        mine = set(map(place_of, identity.parts))
        theirs = [part for part in each.parts if place_of(part) not in mine]
        if theirs and len(each.parts) == len(mine) + len(theirs) and any(fact.amount for fact in theirs):
            return tuple(theirs)
    return ()


def _doubled(identity: Identity, sums: Mapping[Place, Identity]) -> tuple[Fact, ...]:
    """The sums among the parts all of whose own parts are among them too."""
    added = {place_of(fact): fact for sign, fact in zip(identity.signs, identity.parts, strict=True) if sign > 0}
    if sums.keys().isdisjoint(added):
        return ()
    inner = [(fact, sums[at]) for at, fact in added.items() if at in sums]
    return tuple(
        fact for fact, own in inner
        if (len(own.parts) > 1 or _is_stated_sum(fact)) and added.keys() >= set(map(place_of, own.parts))
    )  # fmt: skip


def _sums_outside(net: Network, identity: Identity, lines: _Lines) -> Iterator[Fact]:
    """The live subtotals that stand with their rows among those a total adds, or next to them, and no sum takes in."""
    blocks = (net.live.get(place_of(each)) for each in identity.parts)
    if identity.along is not _DOWN or not all(block and _is_stated_sum(block.whole) for block in blocks):
        return
    terms = {place_of(each): each for each in identity.parts}
    at, column = place(identity.whole.cell)
    if len(terms) < _SIBLINGS or any(place(cell)[1] != column for _, cell in terms):
        return
    kinds = {(each.measure, each.nature, each.role) for each in terms.values()}
    outside = {place_of(each) for each in lines.free(identity) if (each.measure, each.nature, each.role) in kinds}
    above = {place(each.cell)[0]: each for each in lines.of(identity) if place(each.cell)[0] < at}
    while above:
        fact = above.pop(max(above))
        block = net.live.get(place_of(fact))
        if block is None or not (place_of(fact) in terms or (place_of(fact) in outside and _is_stated_sum(fact))):
            return
        if place_of(fact) in outside and fact.amount:
            yield fact
        for part in block.parts:
            above.pop(place(part.cell)[0], None)


def _outside(identity: Identity, lines: _Lines) -> Iterator[Fact]:
    """The amounts right before a SUM's area, or between it and the sum, that no other sum takes in: that are `free`."""
    whole = identity.whole
    row, column = place(whole.cell)
    rows = identity.along is Along.ROWS
    at = row if rows else column
    if not identity.area or (len(identity.area) > 1 and not all(map(_is_stated_sum, identity.parts))):
        return
    first, last = _ends(identity.area, rows=rows)
    for fact in lines.free(identity):
        here = place(fact.cell)[0 if rows else 1]
        near = last < here < at or here == first - 1 < at or at < here < first
        told = fact.label and fact.amount and fact.cell != whole.cell
        told = told and (len(identity.area) == 1 or _is_stated_sum(fact))
        if not (near and told and _kind(fact) in set(map(_kind, identity.parts))):
            continue
        before_it = here == first - 1 < at and not (last < here < at or at < here < first)
        if before_it and here - 1 in {place(each.cell)[0 if rows else 1] for each in lines.of(identity)}:
            continue
        if _is_kin(fact, identity, rows=rows):
            yield fact


def _adds_to(net: Network, fact: Fact, identity: Identity, lines: _Lines) -> bool:
    """Whether it is an amount of its own: no sum of some of the terms, nor a price in a column that is not added up.

    What the sum's own words leave out ('Summa exkl. LSS') is not its.
    """
    if leaves_out(identity.whole.label, fact.label):
        return False
    mine = set(map(place_of, identity.parts))
    own = net.live.get(place_of(fact))
    if own is not None and mine.issuperset(map(place_of, own.parts)):
        return False
    if identity.along is Along.ROWS:
        return True
    return _is_added_up(lines.column(fact)) or not all(_is_added_up(lines.column(each)) for each in identity.parts)


def _is_added_up(column: Sequence[Fact]) -> bool:
    return any(each.role is not Role.LINE for each in column)


def _is_stated_sum(fact: Fact) -> bool:
    return is_total(fact.label) or is_subtotal(fact.label)


def _kind(fact: Fact) -> tuple[object, ...]:
    """What a line that belongs under a sum shares with some of the sum's terms."""
    return fact.measure, fact.role, fact.kind is Kind.FORMULA, fact.group


def _ends(area: Sequence[Range], *, rows: bool) -> tuple[int, int]:
    if rows:
        return min(each.top for each in area), max(each.bottom for each in area)
    return min(each.left for each in area), max(each.right for each in area)


def _is_kin(fact: Fact, identity: Identity, *, rows: bool) -> bool:
    """Whether a line belongs with the terms: in a column, to a group of theirs; in a row, to their kind of period."""
    terms = identity.parts
    if rows:
        return True
    return any(each.basis is fact.basis and each.nature is fact.nature for each in terms) and fact.year == terms[0].year


def typed_among_live(net: Network) -> frozenset[Place]:
    """Sums that are typed where those beside them in the same row (or column) are live, but for a few."""
    live: Counter[_Beside] = Counter(line for each in net.live.values() for line in _beside(each))
    typed: dict[_Beside, dict[Place, Identity]] = defaultdict(dict)
    for each in net.identities:
        for line in () if each.live else _beside(each):
            if live[line] >= _SIBLINGS:
                typed[line].setdefault(place_of(each.whole), each)
    live_rows = {_row_of(each.whole) for each in net.live.values()} if typed else set()
    found: set[Place] = set()
    for line, own in typed.items():
        computed = [at for at, each in own.items() if _may_be_computed(net, each, live_rows)]
        if len(computed) * 3 <= live[line] + 1:
            found.update(computed)
    return frozenset(found)


def _beside(identity: Identity) -> tuple[_Beside, _Beside]:
    """The row and the column that an identity's whole stands in."""
    whole = identity.whole
    row, column = place(whole.cell)
    return (whole.sheet, whole.table, identity.along, row, 0), (whole.sheet, whole.table, identity.along, 0, column)


def _row_of(fact: Fact) -> tuple[str, str, int]:
    return fact.sheet, fact.table, place(fact.cell)[0]


def _may_be_computed(net: Network, identity: Identity, live_rows: set[tuple[str, str, int]]) -> bool:
    """Whether a typed whole may have been a formula: none of its terms is computed from it.

    Nor is it the deviation of a total that is typed all through.
    """
    whole = identity.whole
    if whole.kind is not Kind.NUMBER or len(identity.parts) < 2:
        return False
    if identity.kind is not IdentityKind.SUM and whole.role is not Role.LINE and _row_of(whole) not in live_rows:
        return False
    reached = net.effect(place_of(whole))
    return not any(place_of(each) in reached for each in identity.parts)
