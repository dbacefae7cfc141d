"""One explanation for each thing that does not agree, with its causes ranked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

from trygg_excel.explain.formulas import FormulaFault, formula_faults, typed_among_live
from trygg_excel.explain.moves import Move, moves
from trygg_excel.explain.network import Network, Place, disagreeing, failing, place_of
from trygg_excel.explain.repair import Repair, repairs
from trygg_excel.explain.rows import RowCause, row_causes
from trygg_excel.explain.said import (
    RECALCULATE,
    blank_cause,
    compute_it,
    fault_cause,
    move_cause,
    number_it,
    row_cause,
    slip_cause,
    stale_cause,
    text_cause,
    typed_cause,
    write_it,
)
from trygg_excel.explain.slips import Slip, slip_of
from trygg_excel.fact import Fact, Kind, Role
from trygg_excel.finding import Cause, CauseKind, Text
from trygg_excel.identities import Identity, IdentityKind
from trygg_excel.identities.identity import Along
from trygg_excel.workbook import place

_CROSSED = 100  # more likely: the only cells that mend more than one thing
_TYPED_OVER = 95
_BLANK = 73
_WITNESSED = 60  # more likely: the only cell that then is as it was last time
_TELLING = 50  # as likely as this, a cause explains the difference; below it only points somewhere
_NAMED = 3  # causes told


@dataclass(frozen=True, slots=True)
class Explanation:
    """`identity`: what is told of; `numbers`: all the identities this explains. `telling`: a cause was recognised.

    `fault`: what the formula of the identity leaves out or counts twice. `agrees`: nothing is wrong yet, but a sum is
    typed where its neighbours are computed; so are `alike`, in the same row or column.
    """

    identity: Identity
    numbers: tuple[int, ...]
    causes: tuple[Cause, ...] = ()
    remedy: Text | None = None
    telling: bool = False
    fault: FormulaFault | None = None
    agrees: bool = False
    alike: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class _Known:
    """What besides the sums tells of a cell: its row, the formulas beside it, what is hidden, and last time."""

    beside: Mapping[tuple[str, int], Sequence[Fact]]
    typed_over: frozenset[Place]
    before: Mapping[Place, int]
    hidden: Mapping[str, frozenset[int]]
    gone: Sequence[Sequence[Fact]]

    def repeated(self, fact: Fact) -> frozenset[str]:
        """The headings beside a fact's own of which another row, too, has the very amounts of the fact's column."""
        return frozenset(other for other, rows in self.same[fact.sheet, fact.table, fact.column].items() if rows > 1)

    @cached_property
    def same(self) -> Mapping[tuple[str, str, str], Counter[str]]:
        """For each column of each table, in how many rows another column has the same amount."""
        found: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
        for row in self.beside.values():
            for one, other in permutations([each for each in row if each.amount], 2):
                if one.amount == other.amount and one.table == other.table:
                    found[one.sheet, one.table, one.column][other.column] += 1
        return found


@dataclass(frozen=True, slots=True)
class _Ranked:
    """`sure`: nothing else would explain it as well."""

    likely: int
    cause: Cause
    remedy: Text | None = None
    sure: bool = False


def explanations(
    net: Network,
    facts: Sequence[Fact],
    hidden: Mapping[str, frozenset[int]],
    before: Mapping[Place, int],
    gone: Sequence[Sequence[Fact]] = (),
) -> Iterator[Explanation]:
    """What does not agree, and sums typed over formulas.

    `hidden`: the hidden rows of each sheet; `before`: amounts in öre that cells had last time, where they have changed;
    `gone`: the rows that stood there last time and do no more.
    """
    off = failing(net)
    if not off and not net.live:
        return
    typed_over = typed_among_live(net)
    known = _Known(_by_row(facts) if off else {}, typed_over, before, hidden, gone)
    told: set[int] = set()
    for fault in formula_faults(net, facts):
        explained = _of_fault(net, fault)
        told |= set(explained.numbers)
        yield explained
    for number in off:
        if net.identities[number].live and number not in told:
            told.add(number)
            yield _of_live(net.identities[number], number)
    for explained in _of_typed(net, off, told, known):
        told |= set(explained.numbers)
        yield explained
    yield from _typed_over(net, typed_over, told)


def _of_typed(net: Network, off: Sequence[int], told: set[int], known: _Known) -> Iterator[Explanation]:
    """What does not agree and no formula explains: the surest first, each with all it explains; `told` grows by it."""
    groups = [[number for number in group if number not in told] for group in disagreeing(net, off)]
    crossed = [(group, found) for group in groups if (found := repairs(net, group)) and found[0].mends > 1]
    for group, found in crossed:
        yield _of_cells(net, group, found, known)
    for moved in moves(net, [group for group in groups if group and not told & set(group)], known.before):
        yield _of_move(net, moved)
    for row in _of_rows(net, [number for number in off if number not in told], known):
        if not told & set(row.numbers):
            yield row
    for group in groups:
        if open_ := [number for number in group if number not in told]:
            yield _of_cells(net, open_, repairs(net, open_), known)


def _by_row(facts: Sequence[Fact]) -> Mapping[tuple[str, int], Sequence[Fact]]:
    found: dict[tuple[str, int], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.sheet, place(fact.cell)[0]), []).append(fact)
    return found


def _of_fault(net: Network, fault: FormulaFault) -> Explanation:
    """A formula that adds the wrong cells; what does not agree with its value is explained by it."""
    identity = net.identities[fault.number]
    at = place_of(identity.whole)
    reached = net.effect(at)
    numbers = [number for here in reached for _, number in net.parts.get(here, ()) if not net.identities[number].agrees]
    cause = fault_cause(identity.whole, fault)
    return Explanation(identity, (fault.number, *numbers), (cause,), telling=True, fault=fault)


def _typed_over(net: Network, typed_over: frozenset[Place], told: set[int]) -> Iterator[Explanation]:
    """Sums typed among live ones that agree as yet; those of one row (or column) together."""
    lines: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at in sorted(typed_over, key=lambda each: (each[0], place(each[1]))):
        numbers = [number for coefficient, number in net.parts[at] if coefficient == 1]
        own = [number for number in numbers if place_of(net.identities[number].whole) == at]
        if own and not told & set(own) and all(net.identities[number].agrees for number in own):
            identity = net.identities[own[0]]
            row, column = place(identity.whole.cell)
            line = row if identity.along is Along.ROWS else column
            lines[identity.whole.sheet, identity.whole.table, identity.along, line] += own
    for own in lines.values():
        identity = net.identities[own[0]]
        wholes = {place_of(whole): whole for whole in (net.identities[number].whole for number in own)}
        alike = tuple(each for each in wholes.values() if each is not identity.whole)
        yield Explanation(identity, tuple(own), (typed_cause(identity),), telling=True, agrees=True, alike=alike)


def _of_live(identity: Identity, number: int) -> Explanation:
    """A formula whose stored value is not what its cells give: a text it skips, or a value of before."""
    signed = zip(identity.signs, identity.parts, strict=True)
    texts = [(sign, each) for sign, each in signed if each.kind is Kind.TEXT and each.amount]
    skipped = [each for _, each in texts]
    if skipped and identity.difference == -sum(sign * (each.amount or 0) for sign, each in texts):
        return Explanation(
            identity, (number,), (text_cause(skipped),), number_it(skipped, identity.whole, identity.calculated), True
        )
    return Explanation(identity, (number,), (stale_cause(identity),), RECALCULATE, telling=True)


def _of_rows(net: Network, wrong: Sequence[int], known: _Known) -> Iterator[Explanation]:
    """What a row explains in several columns at once, or in the only one that there is."""
    found = [each for each in row_causes(net, wrong, known.hidden, known.gone) if each.likely > _TELLING]
    for each in sorted(found, key=lambda each: -each.likely):
        if len(each.sums) > 1 or each.likely >= _CROSSED:
            identity = net.identities[each.sums[0]]
            cause = row_cause(each, identity.whole, identity.difference)
            yield Explanation(identity, each.sums, (cause,), telling=True)


def _of_move(net: Network, move: Move) -> Explanation:
    identity = net.identities[move.numbers[0]]
    return Explanation(identity, move.numbers, (move_cause(move),), telling=True)


def _of_cells(net: Network, group: Sequence[int], found: Sequence[Repair], known: _Known) -> Explanation:
    most = found[0].mends if found else 0
    best = [each for each in found if each.mends == most]
    identity = _told_of(net, group)
    rows = [each for each in row_causes(net, group, known.hidden, known.gone) if most < 2 or each.likely > _CROSSED]
    lost = any(each.kind is CauseKind.MISSING_ROW for each in rows)
    ranked = [_ranked(net, each, best, known, identity, lost=lost) for each in best]
    ranked += [_of_row(each, identity) for each in rows]
    if len(identity.blank) == 1 and most < 2:
        ranked.append(_Ranked(_BLANK, blank_cause(identity)))
    ranked.sort(key=lambda each: -each.likely)
    telling = bool(ranked) and ranked[0].likely >= _TELLING
    open_ = lost and telling and ranked[0].cause.kind is CauseKind.MISTYPED and not ranked[0].sure
    kept = [each for each in ranked if each.likely >= _TELLING or open_] if telling else ranked
    causes = tuple(each.cause for each in kept[:_NAMED])
    return Explanation(identity, tuple(group), causes, ranked[0].remedy if telling else None, telling)


def _told_of(net: Network, group: Sequence[int]) -> Identity:
    """The identity that the message is about: a sum over rows before others."""
    members = [net.identities[number] for number in group]
    return min(members, key=lambda each: (each.kind is not IdentityKind.SUM, each.along is not each.along.ROWS))


def _ranked(
    net: Network, repair: Repair, rivals: Sequence[Repair], known: _Known, identity: Identity, *, lost: bool
) -> _Ranked:
    """`lost`: a row that is not there would explain it too."""
    fact = repair.fact
    row = [each for each in known.beside.get((fact.sheet, place(fact.cell)[0]), ()) if each.cell != fact.cell]
    slip = slip_of(repair, row, _subtotals_of(net, fact), known.repeated(fact))
    if place_of(fact) in known.typed_over and slip.likely < _TYPED_OVER:
        slip = Slip(CauseKind.TYPED_OVER, repair.right, _TYPED_OVER)
    was = known.before.get(place_of(fact))
    witnessed = was is not None and repair.least <= was <= repair.most
    alone = len(rivals) == 1 or repair.mends > 1 or witnessed
    likely = slip.likely + (_CROSSED if alone else 0) + (_WITNESSED if witnessed else 0)
    sure = alone and (slip.is_telling or not lost)
    cause = slip_cause(fact, slip, sure=sure)
    computed = slip.kind is CauseKind.TYPED_OVER and fact is identity.whole
    remedy = compute_it(identity) if computed else write_it(fact, slip.right, identity.whole, sure=sure)
    return _Ranked(likely, cause, remedy, sure)


def _subtotals_of(net: Network, fact: Fact) -> tuple[int, ...]:
    """The amounts of the subtotals that a sum adds."""
    own = [net.identities[number] for coefficient, number in net.parts.get(place_of(fact), ()) if coefficient == 1]
    sums = [each for each in own if each.whole is fact and each.kind is IdentityKind.SUM]
    terms = {place_of(part): part for each in sums for part in each.parts}
    return tuple(each.amount or 0 for each in terms.values() if each.role is not Role.LINE)


def _of_row(cause: RowCause, identity: Identity) -> _Ranked:
    return _Ranked(cause.likely, row_cause(cause, identity.whole, identity.difference))
