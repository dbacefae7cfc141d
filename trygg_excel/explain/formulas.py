"""Formulas as evidence: a SUM that leaves out a row, counts one twice, or is missing where its neighbours have one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trygg_excel.explain.network import Network, Place, place_of
from trygg_excel.fact import Fact, Kind, Role
from trygg_excel.identities import Identity, IdentityKind
from trygg_excel.identities.identity import Along
from trygg_excel.layout.vocabulary import is_subtotal, is_total, leaves_out
from trygg_excel.workbook import Range, place

_Line = tuple[str, str, Along, int]  # sheet, table, and a column of rows or a row of columns
_SIBLINGS = 2  # live sums beside a typed one, before it looks typed over


@dataclass(frozen=True, slots=True)
class FormulaFault:
    """`number`: the identity of the formula; `facts`: what it leaves out (`twice` False) or counts once too often."""

    number: int
    facts: tuple[Fact, ...]
    twice: bool
    right: int


def formula_faults(net: Network, facts: Iterable[Fact]) -> Iterator[FormulaFault]:
    """The live sums that do not add what stands under or beside them."""
    lines = _by_line(facts)
    summed = {(each.along, place_of(part)) for each in net.live.values() for part in each.parts}
    typed = {place_of(each.whole): each for each in net.identities if not each.live and each.vouched}
    free = {line: [each for each in own if (line[2], place_of(each)) not in summed] for line, own in lines.items()}
    for number, each in enumerate(net.identities):
        if not each.live or each.kind is not IdentityKind.SUM:
            continue
        if doubled := _doubled(net, each, typed):
            yield FormulaFault(number, doubled, True, each.stated - sum(fact.amount or 0 for fact in doubled))
        elif outside := (
            _said_beside(net, number)
            or tuple(_sums_outside(net, each, lines, free))
            or tuple(fact for fact in _outside(each, lines, free) if _adds_to(net, fact, each, lines))
        ):
            yield FormulaFault(number, outside, False, each.stated + sum(fact.amount or 0 for fact in outside))


def _said_beside(net: Network, number: int) -> tuple[Fact, ...]:
    """What the same sum in other columns (or rows) adds, and this formula does not."""
    identity = net.identities[number]
    mine = set(map(place_of, identity.parts))
    for coefficient, other in net.parts[place_of(identity.whole)]:
        each = net.identities[other]
        theirs = [part for part in each.parts if place_of(part) not in mine]
        alike = coefficient == 1 and not each.live and each.vouched and each.along is identity.along
        if alike and theirs and len(each.parts) == len(mine) + len(theirs) and any(fact.amount for fact in theirs):
            return tuple(theirs)
    return ()


def _doubled(net: Network, identity: Identity, typed: Mapping[Place, Identity]) -> tuple[Fact, ...]:
    """The sums among the terms, live or `typed`, all of whose own terms are among them too."""
    added = [fact for sign, fact in zip(identity.signs, identity.parts, strict=True) if sign > 0]
    places = set(map(place_of, added))
    inner = [(fact, net.live.get(place_of(fact))) for fact in added]
    found = []
    for fact, own in inner:
        sum_ = own or (typed.get(place_of(fact)) if _is_stated_sum(fact) else None)
        several = sum_ is not None and (len(sum_.parts) > 1 or _is_stated_sum(fact))
        if sum_ is not None and several and places.issuperset(map(place_of, sum_.parts)):
            found.append(fact)
    return tuple(found)


def _by_line(facts: Iterable[Fact]) -> Mapping[tuple[str, str, Along, int], list[Fact]]:
    """The facts of each column and each row of each table."""
    found: dict[tuple[str, str, Along, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        row, column = place(fact.cell)
        found[fact.sheet, fact.table, Along.ROWS, column].append(fact)
        found[fact.sheet, fact.table, Along.COLUMNS, row].append(fact)
    return found


def _sums_outside(
    net: Network,
    identity: Identity,
    lines: Mapping[tuple[str, str, Along, int], Sequence[Fact]],
    free: Mapping[tuple[str, str, Along, int], Sequence[Fact]],
) -> Iterator[Fact]:
    """The live subtotals that stand with their rows among those a total adds, or next to them, and no sum takes in."""
    terms = {place_of(each): each for each in identity.parts}
    at, column = place(identity.whole.cell)
    blocks = [net.live.get(each) for each in terms]
    down = identity.along is Along.ROWS and all(place(cell)[1] == column for _, cell in terms)
    if not down or len(terms) < _SIBLINGS or not all(block and _is_stated_sum(block.whole) for block in blocks):
        return
    line = identity.whole.sheet, identity.whole.table, identity.along, column
    kinds = {(each.measure, each.nature, each.role) for each in terms.values()}
    outside = {place_of(each) for each in free[line] if (each.measure, each.nature, each.role) in kinds}
    above = {place(each.cell)[0]: each for each in lines[line] if place(each.cell)[0] < at}
    while above:
        fact = above.pop(max(above))
        block = net.live.get(place_of(fact))
        if block is None or not (place_of(fact) in terms or (place_of(fact) in outside and _is_stated_sum(fact))):
            return
        if place_of(fact) in outside and fact.amount:
            yield fact
        for each in block.parts:
            above.pop(place(each.cell)[0], None)


def _outside(
    identity: Identity,
    lines: Mapping[tuple[str, str, Along, int], Sequence[Fact]],
    free: Mapping[tuple[str, str, Along, int], Sequence[Fact]],
) -> Iterator[Fact]:
    """The amounts right before a SUM's area, or between it and the sum, that no other sum takes in: that are `free`."""
    whole = identity.whole
    row, column = place(whole.cell)
    rows = identity.along is Along.ROWS
    at = row if rows else column
    if not identity.area or (len(identity.area) > 1 and not all(map(_is_stated_sum, identity.parts))):
        return
    line = whole.sheet, whole.table, identity.along, column if rows else row
    first, last = _ends(identity.area, rows=rows)
    for fact in free[line]:
        here = place(fact.cell)[0 if rows else 1]
        near = last < here < at or here == first - 1 < at or at < here < first
        told = fact.label and fact.amount and fact.cell != whole.cell
        told = told and (len(identity.area) == 1 or _is_stated_sum(fact))
        if not (near and told and _kind(fact) in set(map(_kind, identity.parts))):
            continue
        before_it = here == first - 1 < at and not (last < here < at or at < here < first)
        if before_it and here - 1 in {place(each.cell)[0 if rows else 1] for each in lines[line]}:
            continue
        if _is_kin(fact, identity, rows=rows):
            yield fact


def _adds_to(net: Network, fact: Fact, identity: Identity, lines: Mapping[_Line, Sequence[Fact]]) -> bool:
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
    across = [lines[fact.sheet, fact.table, Along.ROWS, place(each.cell)[1]] for each in identity.parts]
    column = lines[fact.sheet, fact.table, Along.ROWS, place(fact.cell)[1]]
    return _is_added_up(column) or not all(map(_is_added_up, across))


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
    groups: dict[tuple[object, ...], dict[Place, Identity]] = defaultdict(dict)
    live_rows = {_row_of(each.whole) for each in net.identities if each.live}
    for each in net.identities:
        for at, line in zip(("row", "column"), place(each.whole.cell), strict=True):
            group = groups[each.whole.sheet, each.whole.table, each.along, at, line]
            if each.live or place_of(each.whole) not in group:
                group[place_of(each.whole)] = each
    found: set[Place] = set()
    for group in groups.values():
        live = [at for at, each in group.items() if each.live]
        typed = [at for at, each in group.items() if _may_be_computed(net, each, live_rows)]
        if len(live) >= _SIBLINGS and len(typed) * 3 <= len(live) + 1:
            found.update(typed)
    return frozenset(found)


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
