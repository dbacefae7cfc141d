"""A sheet as a reader's eye takes it in: its seen cells by place, by row and under the merged headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trygg_excel.layout.numbers import Punctuation, punctuation_of
from trygg_excel.layout.seen import Seen, look_at
from trygg_excel.layout.table import LAST_COLUMN
from trygg_excel.layout.years import amounts_like_years, month_headings
from trygg_excel.workbook import CellType, Range, Sheet


class Grid:
    """The seen cells of one sheet by (row, column), and the extent they fill."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        marks = _punctuation_by_column(sheet)
        self.cells = {at: look_at(cell, marks[at[1]]) for at, cell in sheet.cells.items()}
        self.rows = sorted({row for row, _ in self.cells})
        self.columns = sorted({column for _, column in self.cells})
        for at in month_headings(self._in_rows()):
            self.cells[at] = replace(self.cells[at], bare_period=True)
        for at in amounts_like_years(self._in_rows(), sheet.merged):
            self.cells[at] = replace(self.cells[at], bare_period=False)
        self._by_row = self._in_rows()
        self._merged = {(span.top, span.left): span for span in sheet.merged}

    def _in_rows(self) -> dict[int, list[Seen]]:
        by_row: dict[int, list[Seen]] = {}
        for (row, _), seen in sorted(self.cells.items()):
            by_row.setdefault(row, []).append(seen)
        return by_row

    def at(self, row: int, column: int) -> Seen | None:
        return self.cells.get((row, column))

    def row(self, row: int, first: int = 1, last: int = LAST_COLUMN) -> list[Seen]:
        """The filled cells of a row, left to right, from column `first` to `last`."""
        cells = self._by_row.get(row, [])
        whole = first == 1 and last == LAST_COLUMN
        return cells if whole else [seen for seen in cells if first <= seen.cell.column <= last]

    def span(self, row: int, column: int) -> Range:
        """The merged range that begins at this cell, or the cell alone."""
        return self._merged.get((row, column), Range(row, column, row, column))

    def heading_over(self, row: int, column: int) -> Seen | None:
        """The cell at (row, column), or the one whose merged range covers it."""
        seen = self.at(row, column)
        if seen is not None:
            return seen
        covering = next((span for span in self.sheet.merged if (row, column) in span), None)
        return None if covering is None else self.at(covering.top, covering.left)

    def words(self, top: int, bottom: int, first: int = 1, last: int = LAST_COLUMN) -> Iterator[Seen]:
        """The words in rows top..bottom and columns first..last, in reading order."""
        for row in self.rows:
            if top <= row <= bottom:
                yield from (seen for seen in self.row(row, first, last) if seen.is_word)


def _punctuation_by_column(sheet: Sheet) -> dict[int, Punctuation]:
    texts: dict[int, list[str]] = {}
    for (_, column), cell in sheet.cells.items():
        texts.setdefault(column, []).append(cell.value if cell.type is CellType.TEXT else "")
    return {column: punctuation_of(found) for column, found in texts.items()}
