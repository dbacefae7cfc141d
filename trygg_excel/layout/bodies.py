"""Where the tables stand: runs of rows with amounts, the columns those are in, and the columns that name them."""

from __future__ import annotations

from trygg_excel.layout.grid import Grid, Seen
from trygg_excel.layout.table import Body
from trygg_excel.layout.vocabulary import says_no_money
from trygg_excel.workbook import CellType

_GAP = 4  # more blank rows than this end a table


def find_bodies(grid: Grid) -> tuple[Body, ...]:
    """The bodies of the tables on a sheet, top to bottom."""
    runs = _runs(grid)
    bodies = (_body(grid, run) for run in runs)
    return tuple(body for body in bodies if body is not None)


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
        elif any(seen.counts and not seen.is_percent for seen in grid.row(row)):
            if cut or row - last > _GAP:
                runs.append([])
            runs[-1].append(row)
            last, cut = row, False
        elif runs and not cut and _heads_columns(grid, row, runs[-1]):
            cut = True
    return runs


def _heads_columns(grid: Grid, row: int, run: list[int]) -> bool:
    """Words over at least two columns that held amounts in the run above begin a new table."""
    held = {seen.cell.column for each in run[-3:] for seen in grid.row(each) if seen.counts}
    return sum(seen.is_word and seen.cell.column in held for seen in grid.row(row)) >= 2


def _body(grid: Grid, rows: list[int]) -> Body | None:
    columns = sorted({seen.cell.column for row in rows for seen in grid.row(row)})
    worded = [column for column in columns if _share_of_words(grid, rows, column) >= 0.5]
    timed = [column for column in columns if column not in worded and _is_period_column(grid, rows, column)]
    counted = [column for column in columns if column not in timed and _holds_amounts(grid, rows, column)]
    labels = tuple(column for column in worded if not counted or column < counted[-1])[:3]
    if not counted or not (labels or timed):
        return None
    first = min(labels or timed)
    amounts = tuple(column for column in counted if column > first and column not in labels)
    if not amounts:
        return None
    before = tuple(column for column in labels if column < amounts[-1])
    return Body(tuple(rows), amounts, before, tuple(timed))


def _share_of_words(grid: Grid, rows: list[int], column: int) -> float:
    return sum((seen := grid.at(row, column)) is not None and seen.is_word for row in rows) / len(rows)


def _is_period_column(grid: Grid, rows: list[int], column: int) -> bool:
    """Every filled cell is a year or a span of years, and no heading over it is one too."""
    filled = [seen for row in rows if (seen := grid.at(row, column)) is not None]
    heading = next(
        (seen for row in range(rows[0] - 1, max(0, rows[0] - 4), -1) if (seen := grid.at(row, column))), None
    )
    headed_by_period = heading is not None and heading.bare_period
    return bool(filled) and all(seen.bare_period for seen in filled) and not headed_by_period


def _holds_amounts(grid: Grid, rows: list[int], column: int) -> bool:
    """At least one number that counts, most filled cells amounts, and no heading that says otherwise."""
    filled = [seen for row in rows if (seen := grid.at(row, column)) is not None]
    amounts = [seen for seen in filled if seen.is_amount and not seen.is_percent]
    if not any(seen.counts and seen.cell.type is not CellType.ERROR for seen in amounts):
        return False
    headings = [seen.text for row in range(rows[0] - 1, max(0, rows[0] - 4), -1) if (seen := grid.at(row, column))]
    return len(amounts) * 2 > len(filled) and not any(says_no_money(heading) for heading in headings)
