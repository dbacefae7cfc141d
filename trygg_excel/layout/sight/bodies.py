"""Where the tables stand: the rows of amounts, the columns those are in, what heads them and what names the rows."""

from __future__ import annotations

import re
from dataclasses import replace

from trygg_excel.layout.amounts.counted import heads_quantity, names_people, says_no_money
from trygg_excel.layout.amounts.units import declared_unit
from trygg_excel.layout.names.labels import is_ambiguous, label_columns
from trygg_excel.layout.names.rows import label_text, row_name
from trygg_excel.layout.sight.columns import Columns, Holds
from trygg_excel.layout.sight.forms import without_forms
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.headings import header_rows, heading_of
from trygg_excel.layout.sight.regions import Region, find_regions
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Body
from trygg_excel.layout.vocabulary import is_detail, is_prose, is_total, only_checks

_YEAR = re.compile(r"year|år\b|vuosi|jahr|año", re.IGNORECASE)
_SHARED = 0.8  # of the columns, for a table that goes on
_HEADS = 10_000
_SCRAP = 2  # so few rows without a heading are a table only when they fill the same columns


def find_bodies(grid: Grid) -> tuple[Body, ...]:
    """The bodies of the tables on a sheet, top to bottom."""
    found: list[Body] = []
    for region in find_regions(grid):
        body = _body(grid, region, _above(found, region))
        if body is not None:
            found.append(body)
    return tuple(body for body in found if _is_table(grid, body))


def _above(bodies: list[Body], region: Region) -> Body | None:
    """The table over a region, on its side of the sheet."""
    over = (each for each in reversed(bodies) if each.bottom < region.rows[0])
    return next((each for each in over if each.first <= region.last and region.first <= each.last), None)


def _body(grid: Grid, region: Region, above: Body | None) -> Body | None:
    """The amounts of a region with what heads them; they may yet be none's, but go on to head what follows."""
    columns = Columns(grid, region, above.bottom if above else 0)
    amounts, periods = columns.of(Holds.AMOUNTS), _periods(columns)
    prices = columns.of(Holds.PRICES)
    if not amounts:
        amounts, prices = prices, ()
    if not amounts:
        return None
    labels = label_columns(columns, amounts)
    ambiguous = is_ambiguous(columns, labels)
    body = Body(
        region.rows, amounts, labels, periods, *region.side,
        prices=prices, ambiguous=ambiguous, measures=columns.of(Holds.MEASURES), units=_units(columns),
    )  # fmt: skip
    body = without_forms(grid, _of_money(grid, body))
    if not body.rows:
        return None
    body = replace(body, headers=header_rows(grid, body, above.bottom if above else 0))
    return _under(grid, _without_checks(grid, body), above)


def _periods(columns: Columns) -> tuple[int, ...]:
    """The columns of years; where some are headed so, those alone: 'BudgetYear', and not 'Version'."""
    found = columns.of(Holds.PERIODS)
    headed = tuple(each for each in found if _YEAR.search(columns.own_heading(each)))
    return headed or found


def _units(columns: Columns) -> tuple[int, ...]:
    """The columns that tell the rows' units; one beside a quantity is of that alone."""
    return tuple(
        each
        for each in columns.of(Holds.UNITS)
        if not (each - 1 in columns.headed and heads_quantity(columns.own_heading(each - 1)))
    )


def _is_table(grid: Grid, body: Body) -> bool:
    details = all(is_detail(row_name(grid, body, row)) for row in body.rows)  # of a row that counts heads
    named = bool(body.labels or body.periods) and not details
    return named and not _is_scrap(grid, body) and not _counts_people(grid, body)


def _counts_people(grid: Grid, body: Body) -> bool:
    """A list of small whole numbers under no heading, most of its names being of people."""
    names = [name for row in body.rows if not is_total(name := label_text(row_name(grid, body, row)))]
    if body.headers or 2 * sum(map(names_people, names)) <= len(names):
        return False
    numbers = [each.number for seen in _filled(grid, body) for each in seen.amounts if each.number is not None]
    return all(number == number.to_integral_value() and abs(number) < _HEADS for number in numbers)


def _filled(grid: Grid, body: Body) -> list[Seen]:
    return [seen for row in body.rows for column in body.amounts if (seen := grid.at(row, column)) is not None]


def _of_money(grid: Grid, body: Body) -> Body:
    """Of the rows those whose own unit, where a column tells it, is one of money."""
    if not body.units:
        return body
    rows = (row for row in body.rows if not any(_counts(grid, row, column) for column in body.units))
    return replace(body, rows=tuple(rows))


def _counts(grid: Grid, row: int, column: int) -> bool:
    seen = grid.at(row, column)
    return seen is not None and declared_unit(seen.text) is None


def _without_checks(grid: Grid, body: Body) -> Body:
    """Without the numbers under a sum that nothing names, or that a word for checks does: somebody's own check."""
    rows: list[int] = []
    summed = False
    for row in body.rows:
        name = label_text(row_name(grid, body, row))
        measured = bool(body.measures) and any(grid.at(row, column) for column in body.measures)
        if (name or measured or not summed) and not only_checks(name):
            rows.append(row)
        summed = is_total(name) or (summed and not name)
    return body if len(rows) == len(body.rows) else replace(body, rows=tuple(rows))


def _under(grid: Grid, body: Body, above: Body | None) -> Body:
    """A body without headings goes on under those of the table above, when that has the same columns.

    Not where sentences part the two.
    """
    if body.headers or above is None:
        return body
    shared = set(body.amounts) & set(above.amounts)
    between = grid.words(above.bottom + 1, body.top - 1, body.first, body.last)
    if len(shared) < _SHARED * len(body.amounts) or any(is_prose(seen.text) for seen in between):
        return body
    heads = [heading_of(grid, column, above.headers, above.amounts[0]) for column in body.amounts]
    money = tuple(each.column for each in heads if each.column in above.amounts or not says_no_money(each.heading))
    return replace(body, amounts=money, headers=above.headers, continues=True)


def _is_scrap(grid: Grid, body: Body) -> bool:
    """A stray number or two beside some words, that fill no columns together."""
    if body.headers or len(body.rows) > _SCRAP:
        return False
    filled = [
        {column for column in body.amounts if (seen := grid.at(row, column)) and seen.is_amount} for row in body.rows
    ]
    return len(filled) > 1 and not set.intersection(*filled)
