"""What stands over a table: its title, its header rows, and the heading path of each column of amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.amounts.counted import counts_things
from trygg_excel.layout.amounts.units import declared_unit
from trygg_excel.layout.kinds.terms import DIFFERENCES, measure_in
from trygg_excel.layout.names.groups import names_group
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.regions import codes_under_names, holds_codes, number_the_columns
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import LAST_COLUMN, Body, HeadedColumn
from trygg_excel.layout.time.months import says_accumulated, says_year_before
from trygg_excel.layout.time.months_over import within_months_over
from trygg_excel.layout.time.periods import Period, day_period, heading_period, later_split_year, year_period, years_in
from trygg_excel.layout.vocabulary import is_answer, is_noted, is_page_number, is_unit
from trygg_excel.money import Unit

_SHORT_PAIR = re.compile(  # 'Diff 24-25', and no ages
    r"(?:diff\w*|skillnad|förändr\w*|avv\w*)\.? ?[a-z]{0,3}([1-4]\d) ?[-–/] ?[a-z]{0,3}([1-4]\d)(?:,? \(?[tm]n?kr\)?)?",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"(?:(?:utskriv\w*|utskriftsdatum|utskrift|datum|uttag(?:sdatum|et)?|rev\w*|version|uppdatera[dt]|upprättad|skapad)"
    r"[ :]*)?(?:den )?(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./ ]\d{4})(?: \d\d:\d\d(?::\d\d)?)?",
    re.IGNORECASE,
)
_DEEPEST = 6  # header rows over a body
_BETWEEN = 4  # blank rows and headings of groups between them and the body
_COUNTED = 12  # rows of heads and shares between them


def header_rows(grid: Grid, body: Body, after: int) -> tuple[int, ...]:
    """The rows over a body that head its columns, top first; `after` is the last row of the table above."""
    found: list[int] = []
    passed = 0
    for row in range(body.top - 1, max(after, body.top - 1 - _BETWEEN - _DEEPEST - _COUNTED), -1):
        heads = [seen for column in body.amounts if (seen := grid.heading_over(row, column)) is not None]
        if not found and (_holds_no_money(grid, body, row) or _numbers_the_columns(grid, body, row, heads)):
            passed += 1
            continue
        if not heads and _are_units(grid, body, row):
            found.append(row)
            continue
        if not heads:
            cells = grid.row(row, body.first, body.last)
            between = not cells or names_group(grid, body, row) or _is_over_others(body, cells)
            between = between or _is_right_under_heads(grid, body, row)
            if found or not between or body.top - row - passed > _BETWEEN:
                break
            continue
        if (
            _is_title(grid, body, row)
            or _has_corner(grid, body, row, found)
            or len(found) == _DEEPEST
            or (not found and _are_answers(heads))
        ):
            break
        found.append(row)
    return tuple(reversed(found))


def _numbers_the_columns(grid: Grid, body: Body, row: int, heads: Sequence[Seen]) -> bool:
    """Whether a row tells what the columns are called in the text, the names' column among them or not."""
    return number_the_columns(heads) or number_the_columns(grid.row(row, body.first, body.last))


def _holds_no_money(grid: Grid, body: Body, row: int) -> bool:
    """Whether a row right over the amounts counts or holds codes and no years, under the same headings."""
    cells = grid.row(row, body.first, body.last)
    coded = holds_codes(cells) and not any(seen.bare_period for seen in cells)
    return coded or _counts(grid, body, row) or codes_under_names(grid, row, cells)


def _is_over_others(body: Body, cells: Sequence[Seen]) -> bool:
    """Whether all words stand among the amounts and over none of them: 'TAE25/TA24' over a column of shares."""
    return all(seen.is_word and seen.cell.column > body.amounts[0] for seen in cells)


def _is_right_under_heads(grid: Grid, body: Body, row: int) -> bool:
    """Whether words head each column of amounts in the row above: a numbered group follows, 'I | CAPITAL RECEIPTS'."""
    heads = [grid.at(row - 1, column) for column in body.amounts]
    return len(heads) > 1 and all(seen is not None and seen.is_word for seen in heads)


def _are_answers(cells: Sequence[Seen]) -> bool:
    """Amounts, or what a row of checks answers in every column: 'OK'."""
    return any(seen.counts for seen in cells) or all(is_answer(seen.text) for seen in cells)


def _are_units(grid: Grid, body: Body, row: int) -> bool:
    """Whether a row right over the amounts says in what they are, in the corner or elsewhere: 'Tkr', '(st)'."""
    cells = grid.row(row, body.first, body.last)
    return row == body.top - 1 and bool(cells) and all(is_unit(seen.text) for seen in cells)


def _counts(grid: Grid, body: Body, row: int) -> bool:
    """Whether a row over the amounts tells heads or shares under the same headings: 'Antal invånare', 'Svinn | %'."""
    cells = grid.row(row, body.first, body.last)
    named = next((seen for seen in cells if seen.is_word), None)
    told = [seen.text for column in body.units if (seen := grid.at(row, column)) is not None]
    counted = any(is_unit(text) and declared_unit(text) is None for text in told)
    return (counted or (named is not None and counts_things(named.text))) and any(seen.counts for seen in cells)


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


def _has_corner(grid: Grid, body: Body, row: int, below: Sequence[int]) -> bool:
    """Whether a row is a title with the day it was printed or a unit in the far corner, over a column headed below.

    A day over an outcome is the one that it runs to.
    """
    cells = grid.row(row, body.first, body.last)
    if not below or len(cells) != 2 or cells[0].cell.column >= body.amounts[0] or not cells[0].is_word:
        return False
    corner = cells[1]
    own = next((seen for each in below if (seen := grid.at(each, corner.cell.column)) is not None), None)
    span = grid.span(row, corner.cell.column)
    if own is None or corner.cell.column == body.amounts[0] or span.left != span.right:
        return False
    printed = _PRINTED.fullmatch(corner.text) is not None and measure_in(own.text) is not Measure.ACTUAL
    return printed or (is_unit(corner.text) and declared_unit(corner.text) is not None)


def title_of(grid: Grid, body: Body, top: int, after: int) -> tuple[Seen, ...]:
    """The words over a table: those of its own columns, title first; under another table the nearest block first."""
    start = end_of_notes(grid, body, top, after) + 1
    rows = [row for row in grid.filled(start, top - 1) if not any(seen.counts for seen in grid.row(row))]
    blocks = _blocks([row for row in rows if grid.row(row, body.first, body.last)] or rows)
    if after:
        blocks.reverse()
    for first, last in ((body.first, body.last), (1, LAST_COLUMN)):
        words = [seen for block in blocks for seen in grid.words(block[0], block[-1], first, last)]
        if words:
            return tuple(words)
    return ()


def end_of_notes(grid: Grid, body: Body, top: int, after: int) -> int:
    """The last row of the notes under the table that ends at `after`, when `body` or its headings begin at `top`.

    Notes are the blocks of text that bear a note's mark, or stand right under the table and apart from the next.
    """
    end = after
    side = (body.first, body.last)
    rows = [row for row in grid.filled(after + 1, top - 1) if grid.row(row, *side)] if after else []
    blocks = _blocks(rows)
    for block in blocks:
        attached = block[0] == after + 1 and block[-1] < top - 1
        if attached and len(blocks) == 1 and _is_told(grid.row(block[-1], *side)):
            break
        if not (attached or is_noted(grid.row(block[0], *side)[0].text)):
            break
        end = block[-1]
    return end


def _is_told(cells: Sequence[Seen]) -> bool:
    """Whether a lone line is a title after all: it names a year, or stands in bold, and bears no note's mark."""
    only = cells[0]
    return not is_noted(only.text) and (only.cell.style.bold or bool(years_in(only.text)))


def _blocks(rows: list[int]) -> list[list[int]]:
    """Rows without a blank one between them."""
    blocks: list[list[int]] = []
    for row in rows:
        if not blocks or row > blocks[-1][-1] + 1:
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def headed_columns(grid: Grid, body: Body, headers: tuple[int, ...]) -> tuple[HeadedColumn, ...]:
    return tuple(heading_of(grid, column, headers, body.amounts[0]) for column in body.amounts)


def heading_of(grid: Grid, column: int, headers: tuple[int, ...], edge: int) -> HeadedColumn:
    """What stands over a column; `edge` is the table's first column of amounts, where headings over several begin."""
    known, asked = grid.once(_headings), (column, headers, edge)
    if asked not in known:
        path = tuple(_path(grid, column, headers, edge))
        known[asked] = HeadedColumn(column, path, _of_the_year_before(path, _period_of(path)), _unit_of(path))
    return known[asked]


def _of_the_year_before(path: Sequence[str], period: Period | None) -> Period | None:
    """What is of the year before the one that stands over it: 'Föreg. år' under 'Jan–sep 2024'."""
    own = path[-1] if path else ""
    if period is None or period.basis is Basis.FULL_YEAR or years_in(own) or not says_year_before(own):
        return period
    if measure_in(own) in DIFFERENCES:
        return period
    return period.before()


def _headings(_: Grid) -> dict[tuple[int, tuple[int, ...], int], HeadedColumn]:
    """Those worked out so far: what a column holds and what it means both ask for its heading."""
    return {}


def _path(grid: Grid, column: int, headers: tuple[int, ...], edge: int) -> list[str]:
    path: list[str] = []
    own = [grid.heading_over(row, column) for row in headers]
    for at, row in enumerate(headers):
        goes_on = own[at] is None and any(own[at + 1 :])
        seen = _header_to_the_left(grid, row, column, headers, edge) if goes_on else own[at]
        if seen is not None and (not path or path[-1] != seen.text) and not is_page_number(seen.text):
            path.append(seen.text)
    return path


@lru_cache(maxsize=4096)
def _unit_of(path: tuple[str, ...]) -> Unit | None:
    """What the lowest of the headings that declare a unit says, or all of them together."""
    each = (declared_unit(heading) for heading in reversed(path))
    return next((unit for unit in each if unit is not None), None) or declared_unit(" ".join(path))


@lru_cache(maxsize=4096)
def _period_of(path: tuple[str, ...]) -> Period | None:
    """The period that the lowest heading names, with those over it where it needs them: '2022' over 'Mars'."""
    day = next((day for each in reversed(path) if (day := day_period(each))), None)
    if day is not None:
        return day
    whole = " ".join(path)
    if measure_in(whole) in DIFFERENCES and years_in(whole) and heading_period(whole) is None:
        return _later(whole)  # all it names is what it is held against
    paths = (" ".join(path[at:]) for at in range(len(path) - 1, -1, -1))
    at, found = next(((at, period) for at, each in enumerate(paths, 1) if (period := heading_period(each))), (0, None))
    return _later(" ".join(path)) or (found and _so_far(path[:-at], path[-at:], found))


def _so_far(over: Sequence[str], own: Sequence[str], period: Period) -> Period:
    """The period within the months over it; a month under 'Ackumulerat utfall' is of all up to it."""
    one = period.basis is Basis.PERIOD and period.start == period.end
    if one and any(map(says_accumulated, over)):
        return Period(period.year * 100 + 1, period.end, Basis.ACCUMULATED)
    return within_months_over(over, " ".join(own), period)


def _later(heading: str) -> Period | None:
    """The year that a difference between two years is about: the later one of 'Diff BU24-BU23'."""
    if measure_in(heading) not in DIFFERENCES:
        return None
    years = years_in(heading)
    if not years and (pair := _SHORT_PAIR.fullmatch(heading.strip())) and abs(int(pair[1]) - int(pair[2])) == 1:
        return year_period(2000 + max(int(pair[1]), int(pair[2])))
    split = later_split_year(heading) if len(years) > 1 else None
    return split or (year_period(max(years)) if len(years) == 2 else None)


def _header_to_the_left(grid: Grid, row: int, column: int, headers: tuple[int, ...], edge: int) -> Seen | None:
    """An upper heading written once over several columns without merging: it goes on to the right."""
    left = next((seen for each in range(column - 1, edge - 1, -1) if (seen := grid.at(row, each)) is not None), None)
    if (
        left is None
        or not left.text
        or _ends_before(grid, left, column)
        or _alone_below(grid, row, left.cell.column, headers)
    ):
        return None
    return left


def _ends_before(grid: Grid, left: Seen, column: int) -> bool:
    """Whether a heading is merged over columns, this one not among them."""
    span = grid.span(left.cell.row, left.cell.column)
    return span.left < span.right < column


def _alone_below(grid: Grid, row: int, column: int, headers: tuple[int, ...]) -> bool:
    """Whether the heading at (row, column) heads its own column only: nothing stands under it in the header."""
    return all(grid.at(below, column) is None for below in headers if below > row)
