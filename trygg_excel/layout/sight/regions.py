"""Where on a sheet tables may stand: runs of rows with money, and the sides that stand beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trygg_excel.layout.amounts.counted import counts_things, names_grade
from trygg_excel.layout.kinds.terms import measure_in
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import LAST_COLUMN
from trygg_excel.layout.time.periods import is_month
from trygg_excel.layout.vocabulary import is_answer, is_prose, is_unit, names_codes, says_period
from trygg_excel.workbook import CellType

_RECENT = 8  # rows in which a column that goes on holds some amount
_GAP = 4  # more blank rows than this end a table
_PUPILS = 5_000  # fewer than this go in one grade of a municipality's schools
_CODE = re.compile(r"[A-ZÅÄÖ]{0,4}[-.]?\d[\w.-]*")
_NUMBERED = re.compile(r"\((\d{1,2})\)")
_FEW = 2
_SEVERAL = 2  # codes
_SHORT = 30  # characters of a name, rather than a remark
_LABELS = 3  # how far into a table its names may begin: after a code and a mark


@dataclass(frozen=True, slots=True)
class Region:
    """Rows that hold money, in the columns first..last that are this table's own."""

    rows: tuple[int, ...]
    first: int = 1
    last: int = LAST_COLUMN

    @property
    def side(self) -> tuple[int, int]:
        return self.first, self.last


def find_regions(grid: Grid) -> list[Region]:
    """In reading order. Sides are parted over the whole sheet first, then within each run of rows."""
    whole = (1, LAST_COLUMN)
    found = [region for side in _sides(grid, list(grid.once(_with_money)), whole) for region in _in_side(grid, side)]
    return sorted(found, key=lambda region: (region.rows[0], region.first))


def _in_side(grid: Grid, side: tuple[int, int]) -> Iterator[Region]:
    for run in _runs(grid, grid.rows, side):
        parts = _sides(grid, run, side)
        if len(parts) == 1:
            yield Region(tuple(run), *side)
            continue
        rows = grid.filled(run[0] - 1, run[-1])
        for part in parts:
            yield from (Region(tuple(sub), *part) for sub in _runs(grid, rows, part))


def _sides(grid: Grid, rows: Sequence[int], side: tuple[int, int]) -> list[tuple[int, int]]:
    """The columns of tables that stand side by side: after a blank column each begins with names of its own."""
    if not rows:
        return [side]
    held = set[int]().union(*(grid.line(row) for row in grid.filled(rows[0] - 1, rows[-1])))
    columns = sorted(column for column in held if side[0] <= column <= side[1])
    blocks = _blocks(columns)
    starts = [side[0]]
    for block in blocks[1:]:
        last = next((other[0] - 1 for other in blocks if other[0] > block[-1]), side[1])
        if _is_table(grid, rows, (block[0], last)) and _is_table(grid, rows, (starts[-1], block[0] - 1)):
            starts.append(block[0])
    return [(first, after - 1) for first, after in pairwise([*starts, side[1] + 1])]


def _blocks(columns: Sequence[int]) -> list[list[int]]:
    """Columns without a blank one between them."""
    blocks: list[list[int]] = []
    for column in columns:
        if not blocks or column > blocks[-1][-1] + 1:
            blocks.append([])
        blocks[-1].append(column)
    return blocks


def _is_table(grid: Grid, rows: Sequence[int], side: tuple[int, int]) -> bool:
    """Whether most of the rows that hold money on this side are named there, left of the money."""
    money = [cells for row in rows if holds_money(cells := grid.row(row, *side))]
    columns = sorted({seen.cell.column for cells in money for seen in cells})[:_LABELS]
    return bool(money) and any(2 * sum(_names(cells, column) for cells in money) >= len(money) for column in columns)


def _names(cells: Sequence[Seen], column: int) -> bool:
    """Whether a word in the column, and no unit, stands before an amount."""
    word = any(seen.cell.column == column and seen.is_word and not is_unit(seen.text) for seen in cells)
    return word and any(seen.counts and seen.cell.column > column for seen in cells)


def is_header(grid: Grid, row: int, side: tuple[int, int]) -> bool:
    """Whether a row heads columns: its only numbers are years, and they stand over amounts."""
    cells = grid.row(row, *side)
    numbers = [seen for seen in cells if seen.amounts]
    if not numbers or not all(seen.bare_period for seen in numbers):
        return False
    below = [_first_below(grid, row, seen.cell.column) for seen in numbers]
    return any(seen is not None and seen.counts for seen in below) and not _continues(grid, row, numbers)


def _continues(grid: Grid, row: int, numbers: Sequence[Seen]) -> bool:
    """A single number beside a label that goes on from data above is an amount that happens to look like a year."""
    if len(numbers) > 1 or not grid.row(row - 1):
        return False
    column = numbers[0].cell.column
    return any((seen := grid.at(above, column)) is not None and seen.counts for above in range(row - _RECENT, row))


def _first_below(grid: Grid, row: int, column: int) -> Seen | None:
    return next((seen for step in range(1, _GAP) if (seen := grid.at(row + step, column)) is not None), None)


def _runs(grid: Grid, rows: Sequence[int], side: tuple[int, int]) -> list[list[int]]:
    """Rows with money, cut where a header row, headings over the columns or a wide gap comes between."""
    runs: list[list[int]] = []
    cut = True
    between: list[int] = []  # rows without money since the last that held some
    for row in rows:
        cells = grid.row(row, *side)
        if is_header(grid, row, side):
            cut = True
        elif cut and codes_under_names(grid, row, cells):
            pass
        elif _hold_money(grid, row, cells) or (not cut and _is_uncached(grid, cells, runs[-1])):
            if cut or _is_wide_gap([runs[-1][-1], *between, row]):
                runs.append(_uncached_above(grid, between, row, side))
            runs[-1].append(row)
            between, cut = [], False
            continue
        elif runs and not cut and (_heads_columns(grid, row, runs[-1], side) or _is_told_apart(grid, row, cells)):
            cut = True
        if cells:
            between.append(row)
    return runs


def _is_told_apart(grid: Grid, row: int, cells: Sequence[Seen]) -> bool:
    """Whether sentences stand between blank rows: what follows them is another table."""
    return len(cells) == 1 and is_prose(cells[0].text) and not (grid.row(row - 1) or grid.row(row + 1))


def _is_wide_gap(rows: Sequence[int]) -> bool:
    """More rows than a table leaves between two of its own, some of them blank; `rows` are those that are not."""
    return rows[-1] - rows[0] - 1 > _GAP and any(after - before > 1 for before, after in pairwise(rows))


def _uncached_above(grid: Grid, between: Sequence[int], row: int, side: tuple[int, int]) -> list[int]:
    """The rows right over the first with amounts that hold nothing but sums not yet counted in its columns."""
    found: list[int] = []
    for above in reversed(between):
        if above != (found[0] if found else row) - 1 or not _is_uncached(grid, grid.row(above, *side), [row]):
            break
        found.insert(0, above)
    return found


def _is_uncached(grid: Grid, cells: Sequence[Seen], run: Sequence[int]) -> bool:
    """A row of formulas that carry no value, under amounts: a table written by a program, its sums not yet counted."""
    held = {seen.cell.column for seen in grid.row(run[-1]) if seen.amounts}
    return any(seen.cell.type is CellType.EMPTY and seen.cell.column in held for seen in cells)


def _with_money(grid: Grid) -> dict[int, None]:
    """The sheet's rows that hold money, in order."""
    return dict.fromkeys(row for row in grid.rows if holds_money(grid.row(row)))


def _hold_money(grid: Grid, row: int, cells: Sequence[Seen]) -> bool:
    """Whether these cells of a row do; where they are all of it, that has been seen."""
    return row in grid.once(_with_money) if len(cells) == len(grid.row(row)) else holds_money(cells)


def holds_money(cells: Sequence[Seen]) -> bool:
    """Whether a row holds amounts, and its name does not say that it counts heads or shares."""
    numbers = [seen for seen in cells if seen.counts and not seen.is_percent]
    if not numbers:
        return False
    name = _row_name(cells)
    if (
        counts_things(name)
        or counts_things(_word_before(cells))
        or (names_grade(name) and may_be_pupils(cells))
        or number_the_columns(cells)
        or (names_codes(name) and holds_codes(cells))
    ):
        return False
    return not (says_period(name) and all(is_month(seen.text) for seen in numbers))


def holds_codes(cells: Sequence[Seen]) -> bool:
    """Whether a row's name says that its numbers are codes: 'Ansvar | 4100 | 4200'."""
    return names_codes(_row_name(cells)) and any(seen.is_amount for seen in cells) and _are_codes(cells)


def codes_under_names(grid: Grid, row: int, cells: Sequence[Seen]) -> bool:
    """Whether a row holds the codes of the names right over it: texts of digits, no two alike and all as long.

    The row under it is named, and it is not.
    """
    if len(cells) < _SEVERAL or not all(_is_code(seen) for seen in cells):
        return False
    names = [grid.at(row - 1, seen.cell.column) for seen in cells]
    if not all(seen is not None and seen.is_word and measure_in(seen.text) is None for seen in names):
        return False
    alike = len({len(seen.text) for seen in cells}) == 1 and len({seen.text for seen in cells}) == len(cells)
    below = grid.row(row + 1)
    return alike and bool(below) and below[0].is_word and below[0].cell.column < cells[0].cell.column


def _is_code(seen: Seen) -> bool:
    return seen.cell.type is CellType.TEXT and seen.text.isdecimal() and not seen.bare_period


def _are_codes(cells: Sequence[Seen]) -> bool:
    """Whole numbers as codes are written, of one length."""
    texts = [seen.cell.value for seen in cells if seen.amounts]
    return len({len(text) for text in texts}) == 1 and all(map(str.isdecimal, texts)) and len(texts[0]) > 1


def _row_name(cells: Sequence[Seen]) -> str:
    """The first word of a row that is no code: 'Lärare med legitimation' after 'N15033'."""
    code = ""
    for seen in cells:
        if seen.is_word:
            if not _CODE.fullmatch(seen.text):
                return seen.text
            code = code or seen.text
    return code


def _word_before(cells: Sequence[Seen]) -> str:
    """The word right before the one number of a row: 'SEK | Kurs: | 11.38'; '' where there are several numbers."""
    numbers = [at for at, seen in enumerate(cells) if seen.amounts]
    before = cells[numbers[0] - 1] if len(numbers) == 1 and numbers[0] else None
    return before.text if before is not None and before.is_word and len(before.text) < _SHORT else ""


def number_the_columns(cells: Sequence[Seen]) -> bool:
    """'(1) | (2) | (3) | (1+2)': what columns are called in the text, in brackets that make no number negative.

    Without brackets only where nothing else stands in the row.
    """
    numbered = [int(found[1]) for seen in cells if seen.text[:1] == "(" and (found := _NUMBERED.fullmatch(seen.text))]
    if not numbered and len(cells) > _FEW and all(seen.text.isdecimal() for seen in cells):
        numbered = [int(seen.text) for seen in cells]
    return len(numbered) > 1 and numbered == list(range(1, len(numbered) + 1))


def may_be_pupils(cells: Sequence[Seen]) -> bool:
    """Whether a row's numbers may be of pupils: whole, and no more than a grade has."""
    numbers = [each.number for seen in cells if seen.counts for each in seen.amounts if each.number is not None]
    return all(number == number.to_integral_value() and abs(number) < _PUPILS for number in numbers)


def _heads_columns(grid: Grid, row: int, run: Sequence[int], side: tuple[int, int]) -> bool:
    """Words over columns that held amounts in the run above begin a new table: two, or one with a name beside it.

    One word beside a label may be a remark in the table, so it must stand after a blank row or a lone title. What
    answers a check in every column ('OK') heads nothing.
    """
    held = {seen.cell.column for each in run[-3:] for seen in grid.row(each, *side) if seen.counts}
    words = [seen for seen in grid.row(row, *side) if seen.is_word]
    heads = [seen.text for seen in words if seen.cell.column in held]
    before = grid.row(row - 1, *side)
    apart = not before or (len(before) == 1 and before[0].is_word)
    if heads and all(map(is_answer, heads)):
        return False
    return len(heads) >= 2 or (len(heads) == 1 and len(words) >= 2 and apart)
