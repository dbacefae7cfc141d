"""The words around a table: its titles, its headings, the notes under it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from trygg_excel.layout.amounts.money_only import counts_things
from trygg_excel.layout.sight.bodies import find_bodies
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.headings import end_of_notes, title_of
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Body

_NOTES = 5  # rows under a table in which a note may speak of its unit


class Surroundings(NamedTuple):
    """`top`: the first row of a table with its headings; `above`: its titles, nearest first; `heads`: all words and
    numbers in its header rows; `notes`: the words in the rows under it.
    """

    top: int
    above: tuple[Seen, ...]
    heads: tuple[Seen, ...]
    notes: tuple[Seen, ...]

    @property
    def words(self) -> tuple[Seen, ...]:
        """Titles and notes, the titles from the table upwards."""
        return (*sorted(self.above, key=lambda seen: -seen.cell.row), *self.notes)


def surroundings(grid: Grid, body: Body) -> Surroundings:
    """What stands around a table."""
    headers = body.headers
    top = headers[0] if headers and not body.continues else body.top
    heads = tuple(seen for row in headers for seen in grid.row(row, body.first, body.last))
    above = title_of(grid, body, top, _end_over(grid, body))
    return Surroundings(top, above, heads, tuple(_notes(grid, body, _end_of_notes(grid, body))))


def first_row(grid: Grid) -> int:
    """Where the first of the sheet's tables begins, with its headings."""
    return min((*each.headers, each.top)[0] for each in grid.once(find_bodies))


def _by_end(grid: Grid) -> list[Body]:
    return sorted(grid.once(find_bodies), key=lambda each: each.bottom)


def _end_over(grid: Grid, body: Body) -> int:
    """The last row of the nearest table over this one, in any of its columns; 0 where none is."""
    bodies = grid.once(_by_end)
    over = range(bisect_left(bodies, body.top, key=lambda each: each.bottom) - 1, -1, -1)
    return next((bodies[at].bottom for at in over if _share_columns(bodies[at], body)), 0)


def _share_columns(one: Body, other: Body) -> bool:
    return one.first <= other.last and other.first <= one.last


def _notes(grid: Grid, body: Body, end: int) -> Iterator[Seen]:
    """The words under a table in rows that hold no numbers of their own."""
    for row in range(body.bottom + 1, end + 1):
        cells = grid.row(row, body.first, body.last)
        if not any(seen.counts for seen in cells):
            yield from (seen for seen in cells if seen.is_word)


def _by_top(grid: Grid) -> list[Body]:
    """The tables of money, for a note over one that counts may be of the one before."""
    return sorted((each for each in grid.once(find_bodies) if not counts_things(grid, each)), key=lambda each: each.top)


def _end_of_notes(grid: Grid, body: Body) -> int:
    """The last of the few rows under a table that may speak of it, and not of the table after it."""
    bodies = grid.once(_by_top)
    below = bisect_right(bodies, body.bottom, key=lambda each: each.top)
    if below == len(bodies):
        return body.bottom + _NOTES
    following = bodies[below]
    headers = () if following.continues else following.headers
    end = end_of_notes(grid, following, headers[0] if headers else following.top, body.bottom)
    return min(body.bottom + _NOTES, end)
