"""Lines whose amounts are blank, which look like headings: 'Försäljning av immateriella anläggningstillgångar'."""

from __future__ import annotations

from collections.abc import Sequence

from trygg_excel.layout.amounts.counted import heads_counts, heads_shares, tells_key_figures
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Body
from trygg_excel.layout.vocabulary import is_total
from trygg_excel.workbook import Cell

_SHARED = 2  # words that two lines of one kind begin with, and say more after them
_RUN = 3  # blank lines one after another
_SEVERAL = 2  # headings that are told apart


def is_blank_line(grid: Grid, body: Body, heading: Seen) -> bool:
    """Whether words alone on a row, right among rows of amounts, are one more of those, its amounts left blank.

    It begins as another line does that the next is none of, or looks like the lines beside it where headings do not,
    or stands right over their sum, or with others as it that none would head.
    """
    known = _with_amounts(grid, body)
    column = heading.cell.column
    above, below = (_beside(grid, body, heading.cell, step, known) for step in (-1, 1))
    lines = [seen for row in known if (seen := grid.at(row, column)) is not None]
    if above is None or below is None or _has_sum(lines, heading) or _tells_no_money(heading.text):
        return False
    if below.cell.row - above.cell.row > _RUN and _look(below) == _look(heading):
        return True
    alike = _look(above) == _look(heading)
    if alike and below.cell.style.bold and not heading.cell.style.bold:
        return True
    alike = alike and not heading.text.endswith(":") and _look(below) == _look(heading) and not is_total(above.text)
    if alike and _headings_stand_apart(grid, body, column, known):
        return True
    return _begins_as_others(lines, heading, below)


def _tells_no_money(name: str) -> bool:
    """Whether what stands under a name is counted or shared if it is a heading: it may not be passed over."""
    return tells_key_figures(name) or heads_shares(name) or heads_counts(name)


def _has_sum(lines: Sequence[Seen], heading: Seen) -> bool:
    """Whether a sum under it says the heading's name."""
    name = heading.text.casefold()
    return any(
        seen.cell.row > heading.cell.row and name in seen.text.casefold() and is_total(seen.text) for seen in lines
    )


def _beside(grid: Grid, body: Body, cell: Cell, step: int, known: frozenset[int]) -> Seen | None:
    """The name of the next row with amounts that way, where no blank row stands between."""
    row = cell.row + step
    while row not in known and grid.row(row, body.first, body.last):
        row += step
    seen = grid.at(row, cell.column) if row in known else None
    return seen if seen is not None and seen.is_word else None


def lacks_amounts(grid: Grid, body: Body, row: int) -> bool:
    """Whether a row of a body has words and none of its amounts: a number beside them is that of a note or a code."""
    return grid.line(row).keys().isdisjoint((*body.amounts, *body.prices, *body.measures, *body.periods))


def _filled_rows(_: Grid) -> dict[tuple[int, tuple[int, ...]], frozenset[int]]:
    return {}


def _with_amounts(grid: Grid, body: Body) -> frozenset[int]:
    """The rows of a body that have amounts, looked for once."""
    known, key = grid.once(_filled_rows), (body.first, body.rows)
    if key not in known:
        known[key] = frozenset(row for row in body.rows if not lacks_amounts(grid, body, row))
    return known[key]


def _begins_as_others(lines: Sequence[Seen], heading: Seen, below: Seen) -> bool:
    begun = _beginning(heading)
    if not begun or heading.text.isupper() or _beginning(below) == begun:
        return False
    name = heading.text.casefold()
    return any(_beginning(each) == begun and each.text.casefold() != name and not is_total(each.text) for each in lines)


def _beginning(seen: Seen) -> tuple[str, ...]:
    words = [word for word in seen.text.casefold().split() if word.isalpha()] if seen.is_word else []
    return tuple(words[:_SHARED]) if len(words) > _SHARED else ()


def _headings_stand_apart(grid: Grid, body: Body, column: int, known: frozenset[int]) -> bool:
    """Whether no other row looks so, and several headings follow a blank row or look otherwise."""
    apart = alike = 0
    for row in range(max((*body.headers, body.top - _SEVERAL)) + 1, body.bottom):
        seen = grid.at(row, column)
        if row in known or seen is None or not seen.is_word:
            continue
        line = next(
            (each for step in range(1, 4) if row + step in known and (each := grid.at(row + step, column))), None
        )
        if not grid.row(row - 1, body.first, body.last) or (line is not None and _look(line) != _look(seen)):
            apart += 1
        elif row - 1 in known:  # the first of such lines
            alike += 1
    return apart >= _SEVERAL and alike <= 1


def _look(seen: Seen) -> tuple[object, ...]:
    style, value = seen.cell.style, seen.cell.value
    return style.indent, style.bold, style.italic, len(value) - len(value.lstrip()), seen.text.isupper()
