"""An amount in the wrong row: one sum lacks what another has too much of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trygg_excel.explain.network import Network
from trygg_excel.fact import Fact
from trygg_excel.identities import Identity
from trygg_excel.identities.identity import Along
from trygg_excel.workbook import place

_MOST = 200


@dataclass(frozen=True, slots=True)
class Move:
    """`amount` öre may belong in `there` rather than in `here`; `numbers`: the two identities it explains."""

    here: Fact
    there: Fact
    amount: int
    numbers: tuple[int, ...] = ()


def moves(net: Network, groups: Sequence[Sequence[int]]) -> Iterator[Move]:
    """The pairs of sums of one table, each off by itself, that are off by the same amount the other way."""
    alone = [group[0] for group in groups if len(group) == 1]
    if len(alone) > _MOST:
        return  # where so much disagrees, two differences are alike by chance
    taken: set[int] = set()
    for at, first in enumerate(alone):
        for second in alone[at + 1 :]:
            move = None if {first, second} & taken else _move(net, first, second)
            if move is not None:
                taken |= {first, second}
                yield move


def _move(net: Network, first: int, second: int) -> Move | None:
    one, other = net.identities[first], net.identities[second]
    slack = one.tolerance.soft + other.tolerance.soft
    if abs(one.difference + other.difference) > slack or not _are_kin(one, other):
        return None
    cells = _cells(one, other)
    if cells is None:
        return None
    lacking, having = cells if one.difference > 0 else cells[::-1]
    return Move(having, lacking, abs(one.difference), (first, second))


def _are_kin(one: Identity, other: Identity) -> bool:
    same = (one.whole.sheet, one.whole.table, one.along, one.kind)
    return same == (other.whole.sheet, other.whole.table, other.along, other.kind)


def _cells(one: Identity, other: Identity) -> tuple[Fact, Fact] | None:
    """A term of each in the same column, which then still adds up."""
    columns = {place(term.fact.cell)[1]: term.fact for term in other.terms}
    found = [(term.fact, columns[at]) for term in one.terms if (at := place(term.fact.cell)[1]) in columns]
    if one.along is Along.ROWS and one.whole.column != other.whole.column:
        return None
    return found[0] if found else None
