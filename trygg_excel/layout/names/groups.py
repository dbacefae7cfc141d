"""Rows of words among rows of amounts: a heading of a group, half a name, or a remark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Body
from trygg_excel.layout.time.periods import read_period
from trygg_excel.layout.vocabulary import is_detail, is_prose

_REMARK = re.compile(
    r"\*{1,3}(?=\s|\w)|(?:not(?:er)?|note)\.?$"
    r"|(?:bindande nivå|källa|anm(?:ärkning)?|obs|kommentar|not|source|fotnot) ?:"
    r"|anm\. |obs! ",
    re.IGNORECASE,
)
_MAY_GO_ON = re.compile(r"[^\W\d_]$")  # and no colon
_SOME = 200  # rows
_RARE = 3  # times fewer than all names


def names_group(grid: Grid, body: Body, row: int) -> bool:
    """Words in a label column, perhaps after a code, and nothing over the amounts: the rows that follow are its."""
    cells = grid.row(row, body.first, body.last)
    words = [seen for seen in cells if seen.is_word] or _year_alone(grid, body, cells)
    if not words or any(seen.cell.column in body.amounts for seen in cells):
        return False
    words = [seen for seen in words if may_name(body, seen)]
    if not words or any(map(_only_remarks, words)):
        return False
    return len(cells) == 1 or not _is_filled_like_data(grid, body, cells)


def _only_remarks(seen: Seen) -> bool:
    """Whether words say something of the rows over them, or of the columns, and head none."""
    return _REMARK.match(seen.text) is not None or is_prose(seen.text)


def begun_name(grid: Grid, body: Body, row: int) -> str:
    """The first half of the name that goes on in the row under it: 'Barn- och utbildnings-' over 'nämnden'.

    It breaks at a hyphen, or what follows begins with a small letter where other names do not.
    """
    cells, below = grid.row(row, body.first, body.last), grid.line(row + 1)
    if len(cells) != 1 or row + 1 not in body.rows or not cells[0].is_word:
        return ""
    one, rest = cells[0], below.get(cells[0].cell.column)
    if rest is None or not rest.is_word or not _goes_on(rest.text) or one.cell.style.bold != rest.cell.style.bold:
        return ""
    if one.text.endswith("-"):
        return one.text[:-1]
    names = [
        seen.text
        for each in body.rows[:_SOME]
        if (seen := grid.at(each, rest.cell.column)) is not None and seen.is_word
    ]
    rare = _RARE * sum(map(_goes_on, names)) <= len(names)
    return f"{one.text} " if rare and _MAY_GO_ON.search(one.text) else ""


def _goes_on(text: str) -> bool:
    return text[:1].islower() and not is_detail(text)


def _year_alone(grid: Grid, body: Body, cells: Sequence[Seen]) -> list[Seen]:
    """A year alone on its row, over rows that have other names than years."""
    if len(cells) != 1 or not cells[0].bare_period:
        return []
    named = (grid.at(row, cells[0].cell.column) for row in body.rows)
    return [] if any(seen is not None and seen.bare_period for seen in named) else [cells[0]]


def heading_in(body: Body, cells: Sequence[Seen]) -> Seen:
    """The last word of a heading's row that is no period, in a label column where one stands there; or a year alone."""
    words = [seen for seen in cells if (seen.is_word or seen.bare_period) and may_name(body, seen)]
    words = [seen for seen in words if read_period(seen.text) is None] or words
    return ([seen for seen in words if seen.cell.column in body.labels] or words)[-1]


def may_name(body: Body, seen: Seen) -> bool:
    """Whether a word stands where rows are named, or left of every amount."""
    return seen.cell.column in body.labels or seen.cell.column < min(body.amounts)


def _is_filled_like_data(grid: Grid, body: Body, cells: Sequence[Seen]) -> bool:
    """Whether a row fills the columns that rows of amounts fill: a row whose amounts are blank, and no heading."""
    if _is_bold_alone(grid, body, cells):
        return False
    filled = {seen.cell.column for seen in cells}
    left = {column for column in filled if column < body.amounts[0]}
    filled = left if len(left) > 1 else filled
    some = body.rows[:20]
    alike = sum(filled <= {seen.cell.column for seen in grid.row(row, body.first, body.last)} for row in some)
    return 2 * alike >= len(some)


def _is_bold_alone(grid: Grid, body: Body, cells: Sequence[Seen]) -> bool:
    """Whether a row's name is in bold and stands in the lines' column of names, where most of theirs are not."""
    name = heading_in(body, cells)
    if not name.cell.style.bold:
        return False
    lines = [seen for row in body.rows[:_SOME] if (seen := grid.at(row, name.cell.column)) is not None and seen.is_word]
    return bool(lines) and 2 * sum(seen.cell.style.bold for seen in lines) < len(lines)
