"""What a formula adds and subtracts: the workbook's own word for what its amount is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trygg_excel.fact import Fact, Measure, Nature
from trygg_excel.formulas import added, summed
from trygg_excel.identities.block import Place
from trygg_excel.identities.identity import Along, Identity, IdentityKind, tolerance_of
from trygg_excel.workbook import CellType, Range, Sheet

WIDEST = 200_000  # cells; a formula over more is not looked into
_KINDS = {Measure.DEVIATION: IdentityKind.DEVIATION, Measure.CHANGE: IdentityKind.CHANGE}


def live_identity(place: Place, at: Mapping[Place, Fact], sheet: Sheet) -> Identity | None:
    """The identity that a cell's formula states; None when it has none, or adds numbers that are no amounts."""
    formula, whole = sheet.cells[place].formula, at[place]
    areas = added(formula) if formula else ()
    if not areas or whole.amount is None or sum(area.size for _, area in areas) > WIDEST:
        return None
    signed = [each for each in _signed(areas, at, sheet) or () if each[1] is not whole]
    if not signed:
        return None
    signs, parts = zip(*signed, strict=True)
    rows = {row for _, area in areas for row in (area.top, area.bottom)}
    along = Along.COLUMNS if rows == {place[0]} else Along.ROWS
    kind = _kind(whole, along, taken_away=any(sign < 0 for sign, _ in areas))
    difference = whole.amount - sum(sign * (fact.amount or 0) for sign, fact in signed)
    tolerance = tolerance_of(whole, parts, exact=True)
    return Identity(kind, along, whole, signs, parts, difference, tolerance, area=summed(formula) or (), live=True)


def _kind(whole: Fact, along: Along, *, taken_away: bool) -> IdentityKind:
    if along is Along.COLUMNS and whole.nature is Nature.NET:
        return IdentityKind.NET
    return _KINDS.get(whole.measure, IdentityKind.SUM) if taken_away else IdentityKind.SUM


def _signed(
    areas: Sequence[tuple[int, Range]], at: Mapping[Place, Fact], sheet: Sheet
) -> list[tuple[int, Fact]] | None:
    """Each amount with its sign, one taken away after it was added left out; None where one is unknown or no amount."""
    counts: dict[Place, int] = {}
    for sign, area in areas:
        for place in area.places():
            counts[place] = counts.get(place, 0) + sign
    signed: list[tuple[int, Fact]] = []
    for place, count in counts.items():
        fact = at.get(place)
        if fact is None:
            cell = sheet.cells.get(place)
            if cell is not None and cell.type is CellType.NUMBER:
                return None
        elif count and fact.amount is None:
            return None
        else:
            signed += [(1 if count > 0 else -1, fact)] * abs(count)
    return signed
