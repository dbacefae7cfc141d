"""What stands over a table: its title, its header rows, and the heading path of each column of amounts."""

from __future__ import annotations

from trygg_excel.layout.grid import Grid
from trygg_excel.layout.periods import read_period
from trygg_excel.layout.seen import Seen
from trygg_excel.layout.table import LAST_COLUMN, Body, HeadedColumn
from trygg_excel.layout.units import declared_unit
from trygg_excel.layout.vocabulary import is_noted

_DEEPEST = 4  # header rows looked for above a body


def header_rows(grid: Grid, body: Body, after: int) -> tuple[int, ...]:
    """The rows over a body that head its columns, top first; `after` is the last row of the table above."""
    found: list[int] = []
    for row in range(body.top - 1, max(after, body.top - 1 - _DEEPEST), -1):
        heads = [seen for column in body.amounts if (seen := grid.heading_over(row, column)) is not None]
        if not heads:
            if found or (grid.row(row, body.first, body.last) and not names_group(grid, body, row)):
                break
            continue
        if _is_title(grid, body, row):
            break
        found.append(row)
    return tuple(reversed(found))


def names_group(grid: Grid, body: Body, row: int) -> bool:
    """Words in a label column and nothing else on the row: a heading over the rows that follow."""
    cells = grid.row(row, body.first, body.last)
    return len(cells) == 1 and cells[0].is_word and cells[0].cell.column in body.labels


def _is_title(grid: Grid, body: Body, row: int) -> bool:
    """One text from the label column or before it, alone on its row or merged over the columns."""
    cells = grid.row(row, body.first, body.last)
    if len(cells) != 1:
        return not cells
    only = cells[0]
    edge = min(body.labels or body.periods or body.amounts)
    wide = grid.span(row, only.cell.column)
    starts_left = only.cell.column <= edge
    return starts_left and (wide.right == wide.left or wide.right >= body.amounts[0]) and only.is_word


def title_of(grid: Grid, body: Body, top: int, after: int) -> tuple[Seen, ...]:
    """The words over a table: those of its own columns, title first; under another table the nearest block first."""
    start = end_of_notes(grid, top, after) + 1
    blocks = _blocks([row for row in grid.rows if start <= row < top])
    if after:
        blocks.reverse()
    for first, last in ((body.first, body.last), (1, LAST_COLUMN)):
        words = [seen for block in blocks for seen in grid.words(block[0], block[-1], first, last)]
        if words:
            return tuple(words)
    return ()


def end_of_notes(grid: Grid, top: int, after: int) -> int:
    """The last row of the notes under the table that ends at `after`, when another begins at `top`.

    Notes are the blocks of text that bear a note's mark, or stand right under the table and apart from the next.
    """
    end = after
    for block in _blocks([row for row in grid.rows if after < row < top]) if after else ():
        attached = block[0] == after + 1 and block[-1] < top - 1
        if not (attached or is_noted(grid.row(block[0])[0].text)):
            break
        end = block[-1]
    return end


def _blocks(rows: list[int]) -> list[list[int]]:
    """Rows without a blank one between them."""
    blocks: list[list[int]] = []
    for row in rows:
        if not blocks or row > blocks[-1][-1] + 1:
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def headed_columns(grid: Grid, body: Body, headers: tuple[int, ...]) -> tuple[HeadedColumn, ...]:
    return tuple(_headed(grid, column, headers) for column in body.amounts)


def _headed(grid: Grid, column: int, headers: tuple[int, ...]) -> HeadedColumn:
    path: list[str] = []
    for row in headers:
        seen = grid.heading_over(row, column) or _header_to_the_left(grid, row, column, headers)
        if seen is not None and (not path or path[-1] != seen.text):
            path.append(seen.text)
    heading = " ".join(path)
    return HeadedColumn(column, tuple(path), read_period(heading), declared_unit(heading))


def _header_to_the_left(grid: Grid, row: int, column: int, headers: tuple[int, ...]) -> Seen | None:
    """An upper heading written once over several columns without merging: it goes on to the right."""
    if row == headers[-1]:
        return None
    for left in range(column - 1, 0, -1):
        seen = grid.at(row, left)
        if seen is not None:
            return (
                seen if left >= grid.columns[0] and seen.text and not _alone_below(grid, row, left, headers) else None
            )
    return None


def _alone_below(grid: Grid, row: int, column: int, headers: tuple[int, ...]) -> bool:
    """Whether the heading at (row, column) heads its own column only: nothing stands under it in the header."""
    return all(grid.at(below, column) is None for below in headers if below > row)
