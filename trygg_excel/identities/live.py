"""What a formula adds and subtracts: the workbook's own word for what its amount is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trygg_excel.fact import Fact, Measure, Nature, State
from trygg_excel.formulas import added, summed
from trygg_excel.identities.identity import Along, Identity, IdentityKind, Term
from trygg_excel.workbook import CellType, Range, Sheet

WIDEST = 200_000  # cells; a formula over more is not looked into
_KINDS = {Measure.DEVIATION: IdentityKind.DEVIATION, Measure.CHANGE: IdentityKind.CHANGE}


def live_identity(place: tuple[int, int], at: Mapping[tuple[int, int], Fact], sheet: Sheet) -> Identity | None:
    """The identity that a cell's formula states; None when it has none, or adds numbers that are no amounts."""
    cell, whole = sheet.cells[place], at[place]
    areas = added(cell.formula) if cell.formula else ()
    if not areas or whole.amount is None or sum(area.size for _, area in areas) > WIDEST:
        return None
    terms = tuple(_terms(areas, at, sheet))
    if not terms or any(term is None or term.fact.amount is None for term in terms):
        return None
    known = tuple(term for term in terms if term is not None and term.fact is not whole)
    rows = {row for _, area in areas for row in (area.top, area.bottom)}
    along = Along.COLUMNS if rows == {place[0]} else Along.ROWS
    kind = _kind(whole, along, taken_away=any(sign < 0 for sign, _ in areas))
    return Identity(kind, along, whole, known, area=summed(cell.formula) or (), live=True)


def _kind(whole: Fact, along: Along, *, taken_away: bool) -> IdentityKind:
    if along is Along.COLUMNS and whole.nature is Nature.NET:
        return IdentityKind.NET
    return _KINDS.get(whole.measure, IdentityKind.SUM) if taken_away else IdentityKind.SUM


def _terms(
    areas: tuple[tuple[int, Range], ...], at: Mapping[tuple[int, int], Fact], sheet: Sheet
) -> Iterator[Term | None]:
    """Each amount with its sign, one taken away after it was added left out; None for a number that is no amount."""
    signs: dict[tuple[int, int], int] = {}
    for sign, area in areas:
        for place in area.places():
            if place in sheet.cells:
                signs[place] = signs.get(place, 0) + sign
    for place, sign in signs.items():
        fact = at.get(place)
        if fact is None:
            if sheet.cells[place].type is CellType.NUMBER:
                yield None
        elif sign and fact.state in {State.STATED, State.ZERO_MARK}:
            yield from (Term(sign // abs(sign), fact) for _ in range(abs(sign)))
        elif sign:
            yield None
