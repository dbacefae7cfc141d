"""A sheet as a reader's eye takes it in: its seen cells by place, by row and under the merged headings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeVar

from trygg_excel.layout.amounts.numbers import ENGLISH, SWEDISH, Punctuation, punctuation_of
from trygg_excel.layout.amounts.units import is_unit_alone
from trygg_excel.layout.sight.seen import Seen, look_at, seen_as
from trygg_excel.layout.table import LAST_COLUMN
from trygg_excel.layout.time.years import amounts_like_years, grouped_years, month_headings, page_numbers, short_months
from trygg_excel.workbook import CellType, Range, Sheet

T = TypeVar("T")
_SEVERAL = 2
_TEXT = CellType.TEXT
_BLANK: Mapping[int, Seen] = MappingProxyType({})


class Grid:
    """The seen cells of one sheet by row, and the extent they fill."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        marks = _punctuation_by_column(sheet)
        self._lines: dict[int, dict[int, Seen]] = {}
        for (row, column), cell in sorted(sheet.cells.items()):
            line = self._lines.get(row)
            if line is None:
                line = self._lines[row] = {}
            line[column] = look_at(cell, marks[column])
        self._by_row = {row: list(line.values()) for row, line in self._lines.items()}
        self.rows = list(self._lines)
        self.columns = sorted(marks)
        self._take(month_headings(self._by_row), bare_period=True)
        self._take(grouped_years(self._by_row), bare_period=True)
        self._put({at: self._whole_month(at) for at in short_months(self._by_row)})
        self._put({at: _of_no_amount(self._lines[at[0]][at[1]]) for at in page_numbers(self._by_row)})
        self._put(dict(self._units()))
        self._take(amounts_like_years(self._by_row, sheet.merged), bare_period=False)
        self._merged = {(span.top, span.left): span for span in sheet.merged}
        self._covering: dict[int, list[Range]] = {}
        self._sides: dict[tuple[int, int, int], list[Seen]] = {}
        self._once: dict[Callable[[Grid], Any], Any] = {}

    def once(self, work: Callable[[Grid], T]) -> T:
        """What `work` makes of the sheet, worked out once however many of its tables ask."""
        if work not in self._once:
            self._once[work] = work(self)
        found: T = self._once[work]
        return found

    def _take(self, places: Collection[tuple[int, int]], *, bare_period: bool) -> None:
        """Numbers that are periods after all, or are none."""
        self._put({(row, column): seen_as(self._lines[row][column], bare_period=bare_period) for row, column in places})

    def _put(self, changed: Mapping[tuple[int, int], Seen]) -> None:
        for (row, column), seen in changed.items():
            self._lines[row][column] = seen
        for row in {row for row, _ in changed}:
            self._by_row[row] = list(self._lines[row].values())

    def _whole_month(self, at: tuple[int, int]) -> Seen:
        """'2501' as the month 202501."""
        seen = self._lines[at[0]][at[1]]
        return seen_as(seen, bare_period=True)._replace(text=f"20{seen.text}")

    def _units(self) -> Iterator[tuple[tuple[int, int], Seen]]:
        """'1 000 euro' that begins its row, or stands over bare numbers, says in what the amounts are."""
        for row, cells in self._by_row.items():
            for at, seen in enumerate(cells):
                alone = seen.amounts and seen.cell.type is _TEXT and is_unit_alone(seen.text)
                if alone and (at == 0 or self._is_over_numbers(row, seen.cell.column)):
                    yield (row, seen.cell.column), _of_no_amount(seen)._replace(is_word=True)

    def _is_over_numbers(self, row: int, column: int) -> bool:
        """Whether nothing but words stands over a cell's place, and several plain numbers under it."""
        own = [(each, cell) for (each, other), cell in self.sheet.cells.items() if other == column and each != row]
        above = any(each < row and cell.type is CellType.NUMBER for each, cell in own)
        return not above and sum(each > row and cell.type is CellType.NUMBER for each, cell in own) > _SEVERAL

    def at(self, row: int, column: int) -> Seen | None:
        return self._lines.get(row, _BLANK).get(column)

    def line(self, row: int) -> Mapping[int, Seen]:
        """The filled cells of a row by column, left to right."""
        return self._lines.get(row, _BLANK)

    def cells(self) -> Iterator[Seen]:
        """All of them, in reading order."""
        return chain.from_iterable(self._by_row.values())

    def row(self, row: int, first: int = 1, last: int = LAST_COLUMN) -> list[Seen]:
        """The filled cells of a row, left to right, from column `first` to `last`."""
        cells = self._by_row.get(row, [])
        if not cells or (first == 1 and last == LAST_COLUMN):
            return cells
        side = row, first, last  # tables that stand beside each other are asked for the same parts many times
        if side not in self._sides:
            self._sides[side] = [seen for seen in cells if first <= seen.cell.column <= last]
        return self._sides[side]

    def span(self, row: int, column: int) -> Range:
        """The merged range that begins at this cell, or the cell alone."""
        return self._merged.get((row, column), Range(row, column, row, column))

    def heading_over(self, row: int, column: int) -> Seen | None:
        """The cell at (row, column), or the one whose merged range covers it."""
        seen = self.at(row, column)
        if seen is not None:
            return seen
        covering = next((span for span in self._merged_over(row) if span.left <= column <= span.right), None)
        return None if covering is None else self.at(covering.top, covering.left)

    def _merged_over(self, row: int) -> list[Range]:
        """The merged ranges that cover something of a row; it is asked for once for each column."""
        if row not in self._covering:
            self._covering[row] = [span for span in self.sheet.merged if span.top <= row <= span.bottom]
        return self._covering[row]

    def filled(self, top: int, bottom: int) -> list[int]:
        """The rows from `top` to `bottom` that hold anything."""
        return self.rows[bisect_left(self.rows, top) : bisect_right(self.rows, bottom)]

    def words(self, top: int, bottom: int, first: int = 1, last: int = LAST_COLUMN) -> Iterator[Seen]:
        """The words in rows top..bottom and columns first..last, in reading order."""
        for row in self.filled(top, bottom):
            yield from (seen for seen in self.row(row, first, last) if seen.is_word)


def _of_no_amount(seen: Seen) -> Seen:
    return seen._replace(amounts=(), bare_period=False, is_word=False, counts=False, typed=None)


def _punctuation_by_column(sheet: Sheet) -> dict[int, Punctuation]:
    texts: dict[int, list[str]] = {column: [] for _, column in sheet.cells}
    for (_, column), cell in sheet.cells.items():
        if cell.type is _TEXT and ("," in cell.value or "." in cell.value):
            texts[column].append(cell.value)
    usual = ENGLISH if sheet.writes_points else SWEDISH
    whole = punctuation_of((text for found in texts.values() for text in found), usual)
    return {column: punctuation_of(found, whole) for column, found in texts.items()}
