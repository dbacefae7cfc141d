"""The unit of a table: by its headings' corner, its sum row, its titles and notes, or else by what is farther off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from decimal import Decimal

from trygg_excel.layout.amounts.prose_units import unit_in_prose
from trygg_excel.layout.amounts.units import declared_unit, signed_unit, titled_unit
from trygg_excel.layout.kinds.terms import DIFFERENCES, measure_in
from trygg_excel.layout.sight.bodies import find_bodies
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Body, Declared, HeadedColumn, LabelledRow
from trygg_excel.layout.time.periods import is_month
from trygg_excel.layout.time.sized import Size
from trygg_excel.layout.vocabulary import is_prose, is_total, names_account, only_declares
from trygg_excel.money import KR, Unit

_IN_CROWNS = re.compile(r"[\s,(]*(?:i )?\b(?:kr|kronor)\)?$")
_IN_SHARES = re.compile(r"[\s,(]*(?:i )?(?:%|procent)\)?$")
_WORDS = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])|[_-]+")  # between the words of a file's name: 'SpendingMillions'


def unit_of(
    grid: Grid, body: Body, around: Iterable[Seen], rows: Sequence[LabelledRow], names: Iterable[str]
) -> Declared:
    """`around`: titles, nearest first, and notes; `names`: of the sheet and the file."""
    return _unit(grid, body, around, rows) or _unit_apart(grid, body, names)


def with_units(
    columns: Sequence[HeadedColumn], unit: Declared, headings: Set[str], size: Size
) -> tuple[HeadedColumn, ...]:
    """The columns with the unit of a sign that ends a heading, where the table says none; else without a mere 'kr'.

    `size`: how much a column holds: what is larger than the amounts it is a difference between is in whole crowns.
    """
    if unit.unit is None:
        return tuple(map(_with_sign, columns))
    told = [each for each in columns if each.unit is KR and _is_beside_shares(each, headings)]
    others = max((size(each.column) for each in columns if each not in told), default=Decimal(0))
    return tuple(replace(each, unit=None) if each in told and size(each.column) < others else each for each in columns)


def numbers_in(grid: Grid, body: Body, columns: Iterable[int]) -> list[Decimal]:
    """What the columns of a body hold, as written."""
    cells = (grid.at(row, column) for column in columns for row in body.rows)
    held = (seen for seen in cells if seen is not None and (seen.counts or seen.bare_period))  # '1950' may be an amount
    written = (each.number for seen in held for each in seen.amounts)
    return [number for number in written if number is not None]


def own_units(grid: Grid, body: Body) -> bool:
    """Whether every amount carries its unit itself: '1,0 miljoner kr'."""
    cells = (grid.at(row, column) for row in body.rows for column in body.amounts)
    return all(written.unit for seen in cells if seen is not None and seen.counts for written in seen.amounts)


def _unit(grid: Grid, body: Body, around: Iterable[Seen], rows: Sequence[LabelledRow]) -> Declared | None:
    """The table's unit: by its header corner, then its sum row, then its title or notes."""
    lines = [grid.row(row, body.first, body.last) for row in body.headers]
    corner = [seen for cells in lines for seen in cells if seen.cell.column < body.amounts[0] or len(cells) == 1]
    sums = [grid.row(row.row, body.first, body.last)[0] for row in rows if row.unit and is_total(row.label)]
    return _said((*corner, *sums, *around), body.top)


def _unit_apart(grid: Grid, body: Body, names: Iterable[str]) -> Declared:
    """The unit that the words over a table's own title say, of the whole sheet; that of a name is doubted."""
    said = _said(seen for seen in grid.once(_loose_units) if seen.cell.row < body.top)
    if said is not None:
        return replace(said, apart=True)
    if _is_ledger(grid, body):
        return Declared(unit=KR)
    told = (declared_unit(_WORDS.sub(" ", name)) for name in names)
    unit = next((unit for unit in told if unit not in {None, KR}), None)
    unit = unit or unit_in_prose(grid.once(_sentences), numbers_in(grid, body, body.amounts))
    return Declared(unit=unit, doubted=True, apart=True, elsewhere=True) if unit else Declared()


def _is_ledger(grid: Grid, body: Body) -> bool:
    """Whether every row is a booking, with its account and its month: ledgers are kept in whole units of currency."""
    headings = [seen.text for row in body.headers for seen in grid.row(row, body.first, body.last)]
    months = (grid.at(row, column) for row in body.rows for column in body.periods)
    return any(map(names_account, headings)) and any(seen is not None and is_month(seen.text) for seen in months)


def _sentences(grid: Grid) -> tuple[str, ...]:
    return tuple(seen.text for row in grid.rows for seen in grid.row(row) if is_prose(seen.text))


def _said(words: Iterable[Seen], top: int = 0) -> Declared | None:
    """The first unit that words declare, those over row `top` as titles do; doubted when they declare another too."""
    said = [
        (unit, seen.cell.address)
        for seen in words
        if (unit := (titled_unit if seen.cell.row < top else declared_unit)(seen.text))
    ]
    if not said:
        return None
    return Declared(unit=said[0][0], cell=said[0][1], doubted=len({unit for unit, _ in said}) > 1)


def _loose_units(grid: Grid) -> tuple[Seen, ...]:
    """The words that declare a unit, in rows of no table: of each unit the first, in reading order.

    A corner that says what its own table tells is that table's alone: 'Tillskott, mdkr'.
    """
    bodies = grid.once(find_bodies)
    rows = {row for each in bodies for row in range(each.top, each.bottom + 1)}
    corners = {row: min(each.amounts) for each in bodies for row in each.headers}
    first: dict[Unit, Seen] = {}
    for seen in grid.words(1, grid.rows[-1] if grid.rows else 0):
        row = seen.cell.row
        own = seen.cell.column < corners.get(row, 0) and not only_declares(seen.text)
        if row not in rows and not own and (unit := titled_unit(seen.text)):
            first.setdefault(unit, seen)
    return tuple(first.values())


def _with_sign(column: HeadedColumn) -> HeadedColumn:
    """A column with the unit whose sign ends its heading; but a change's may tell it from a share."""
    unit = None if column.unit or measure_in(column.heading) in DIFFERENCES else signed_unit(column.own_heading)
    return replace(column, unit=unit) if unit else column


def _is_beside_shares(column: HeadedColumn, headings: Set[str]) -> bool:
    """Whether a 'kr' only tells a column from one of shares beside it: 'Förändring kr | Förändring %'."""
    plain = _IN_CROWNS.sub("", column.own_heading)
    shares = (_IN_SHARES.sub("", each) for each in headings - {column.own_heading})
    return plain != column.own_heading and plain in shares
