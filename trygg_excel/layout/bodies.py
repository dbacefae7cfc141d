"""Where the tables stand: runs of rows with amounts, the columns those are in, and the columns that name them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from trygg_excel.layout.grid import Grid
from trygg_excel.layout.headings import headed_columns, header_rows
from trygg_excel.layout.periods import read_period
from trygg_excel.layout.seen import Seen
from trygg_excel.layout.table import LAST_COLUMN, Body
from trygg_excel.layout.vocabulary import counts_things, measure_in, says_no_money, says_other_year
from trygg_excel.workbook import CellType

_GAP = 4  # more blank rows than this end a table


def find_bodies(grid: Grid) -> tuple[Body, ...]:
    """The bodies of the tables on a sheet, top to bottom."""
    bodies = []
    above = 0
    for run in _runs(grid):
        for first, last in _sides(grid, run):
            rows = [row for row in run if any(seen.is_amount for seen in grid.row(row, first, last))]
            body = _body(grid, rows, (first, last), above)
            if body is not None:
                bodies.append(body)
        above = run[-1]
    return tuple(bodies)


def _sides(grid: Grid, rows: list[int]) -> list[tuple[int, int]]:
    """The columns of tables that stand side by side: each begins with names, after a column that is blank."""
    columns = sorted({seen.cell.column for row in range(rows[0] - 1, rows[-1] + 1) for seen in grid.row(row)})
    starts = [
        here
        for before, here in pairwise(columns)
        if here > before + 1 and _share_of_words(grid, rows, here) >= 0.5 and _any_money(grid, rows, here + 1)
    ]
    starts = [here for here in starts if _any_money(grid, rows, columns[0], here - 1)]
    return [(first, after - 1) for first, after in pairwise([1, *starts, LAST_COLUMN + 1])]


def _any_money(grid: Grid, rows: list[int], first: int, last: int = LAST_COLUMN) -> bool:
    return any(_holds_money(grid.row(row, first, last)) for row in rows)


def is_header(grid: Grid, row: int) -> bool:
    """Whether a row heads columns: its only numbers are years, and they stand over amounts."""
    cells = grid.row(row)
    numbers = [seen for seen in cells if seen.is_amount]
    if not numbers or not all(seen.bare_period for seen in numbers):
        return False
    below = [_first_below(grid, row, seen.cell.column) for seen in numbers]
    return any(seen is not None and seen.counts for seen in below) and not _continues(grid, row, numbers)


def _continues(grid: Grid, row: int, numbers: list[Seen]) -> bool:
    """A single number beside a label that goes on from data above is an amount that happens to look like a year."""
    above = grid.at(row - 1, numbers[0].cell.column)
    return len(numbers) == 1 and above is not None and above.counts


def _first_below(grid: Grid, row: int, column: int) -> Seen | None:
    return next((seen for step in range(1, _GAP) if (seen := grid.at(row + step, column)) is not None), None)


def _runs(grid: Grid) -> list[list[int]]:
    """Rows with amounts, cut where a header row, headings over the columns or a wide gap comes between."""
    runs: list[list[int]] = []
    last, cut = 0, True
    for row in grid.rows:
        if is_header(grid, row):
            cut = True
        elif _holds_money(grid.row(row)) or (not cut and _is_uncached(grid, row, runs[-1])):
            if cut or row - last > _GAP:
                runs.append([])
            runs[-1].append(row)
            last, cut = row, False
        elif runs and not cut and _heads_columns(grid, row, runs[-1]):
            cut = True
    return runs


def _is_uncached(grid: Grid, row: int, run: list[int]) -> bool:
    """A row of formulas that carry no value, under amounts: a table written by a program, its sums not yet counted."""
    held = {seen.cell.column for seen in grid.row(run[-1]) if seen.is_amount}
    return any(seen.cell.type is CellType.EMPTY and seen.cell.column in held for seen in grid.row(row))


def _holds_money(cells: list[Seen]) -> bool:
    """Whether a row holds amounts, and its name does not say that it counts heads or shares."""
    named_count = any(seen.is_word and counts_things(seen.text) for seen in cells[:1])
    return not named_count and any(seen.counts and not seen.is_percent for seen in cells)


def _heads_columns(grid: Grid, row: int, run: list[int]) -> bool:
    """Words over columns that held amounts in the run above begin a new table: two, or one with a name beside it.

    One word beside a label may be a remark in the table, so it must stand after a blank row or a lone title.
    """
    held = {seen.cell.column for each in run[-3:] for seen in grid.row(each) if seen.counts}
    words = [seen for seen in grid.row(row) if seen.is_word]
    heads = sum(seen.cell.column in held for seen in words)
    before = grid.row(row - 1)
    apart = not before or (len(before) == 1 and before[0].is_word)
    return heads >= 2 or (heads == 1 and len(words) >= 2 and apart)


def _body(grid: Grid, rows: list[int], side: tuple[int, int], above: int) -> Body | None:
    columns = sorted({seen.cell.column for row in rows for seen in grid.row(row, *side)})
    worded = [column for column in columns if _share_of_words(grid, rows, column) >= 0.5]
    timed = [column for column in columns if column not in worded and _is_period_column(grid, rows, column)]
    counted = [column for column in columns if column not in timed and _holds_amounts(grid, rows, column)]
    names = worded or timed
    amounts = tuple(column for column in counted if names and column > names[0] and column not in worded)
    if not amounts:
        return None
    body = _without_codes(grid, Body(tuple(rows), amounts, tuple(worded), tuple(timed), *side), above)
    labels = tuple(column for column in worded if column < body.amounts[0])[:3]
    return replace(body, labels=labels) if labels or timed else None


def _without_codes(grid: Grid, body: Body, above: int) -> Body:
    """Numbers left of the rows' names are codes, where other headings speak of amounts and theirs does not."""
    headed = headed_columns(grid, body, header_rows(grid, body, above))
    money = {each.column for each in headed if each.period or each.unit or measure_in(each.heading)}
    last = max((column for column in body.labels if column < max(money, default=0)), default=0)
    return replace(body, amounts=tuple(each for each in body.amounts if each > last or each in money))


def _share_of_words(grid: Grid, rows: list[int], column: int) -> float:
    return sum((seen := grid.at(row, column)) is not None and seen.is_word for row in rows) / len(rows)


def _is_period_column(grid: Grid, rows: list[int], column: int) -> bool:
    """Every filled cell is a year or a span of years, and no heading over it is one too."""
    filled = [seen for row in rows if (seen := grid.at(row, column)) is not None]
    heading = next(iter(_headings(grid, rows, column)), None)
    if heading is not None and (heading.bare_period or says_other_year(heading.text)):
        return False
    return bool(filled) and all(seen.bare_period for seen in filled)


def _holds_amounts(grid: Grid, rows: list[int], column: int) -> bool:
    """Most filled cells amounts, at least one of them a number, and no heading that says otherwise.

    A column of nothing but 'x' ticks something off; one of nothing but errors must be headed as amounts are.
    """
    filled = [seen for row in rows if (seen := grid.at(row, column)) is not None]
    amounts = [seen for seen in filled if seen.is_amount and not seen.is_percent]
    headings = [seen.text for seen in _headings(grid, rows, column)]
    if len(amounts) * 2 <= len(filled) or any(says_no_money(heading) for heading in headings):
        return False
    if any(written.number is not None for seen in amounts if seen.counts for written in seen.amounts):
        return True
    failed = any(seen.cell.type in {CellType.ERROR, CellType.EMPTY} for seen in amounts)
    return failed and any(read_period(heading) or measure_in(heading) for heading in headings)


def _headings(grid: Grid, rows: list[int], column: int) -> list[Seen]:
    """What stands over a column in the few rows above the body, nearest first."""
    above = range(rows[0] - 1, max(0, rows[0] - 4), -1)
    return [seen for row in above if (seen := grid.at(row, column)) is not None]
