"""One table of a web page while it is read: which place its next row and cell take, around what spans and nests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trygg_excel.workbook import Range

_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534  # a cell may span so many, by the standard of HTML


@dataclass
class OpenCell:
    """A cell whose end is still to come; `pieces` are its texts, None where a line ends."""

    row: int
    column: int
    across: int
    down: int
    attributes: Mapping[str, str]
    bold: bool = False
    pieces: list[str | None] = field(default_factory=list)
    length: int = 0
    holds_table: bool = False

    @property
    def area(self) -> Range:
        return Range(self.row, self.column, self.row + self.down - 1, self.column + self.across - 1)


@dataclass
class PageTable:
    """`top` is the row its first row takes, `left` its first column; `right` and `bottom` are filled by now."""

    top: int
    left: int
    row: int = 0
    column: int = 0
    right: int = 0
    bottom: int = 0
    cell: OpenCell | None = None
    spans: list[Range] = field(default_factory=list)
    wide_rows: int = 0
    hidden: bool = False
    _filled: int = 0
    _taken: dict[int, int] = field(default_factory=dict)  # the last row that a cell above takes, by column

    def __post_init__(self) -> None:
        self.bottom = self.top - 1

    def next_row(self) -> int:
        self.end_row()
        self.row = self.bottom = max(self.top - 1, self.bottom) + 1
        self.column = self.left
        return self.row

    def end_row(self) -> None:
        """Count the row that ends if it holds more than one thing."""
        self.wide_rows += self._filled > 1
        self._filled = 0
        self.row = 0

    def open_cell(self, attributes: Mapping[str, str], *, bold: bool) -> OpenCell:
        """The cell at the next place that no cell from above takes, no wider than there is room."""
        if not self.row:
            self.next_row()
        while self._is_taken(self.column):
            self.column += 1
        down = _spanned(attributes.get("rowspan"), _MOST_ROWS)
        across = _spanned(attributes.get("colspan"), _MOST_COLUMNS)
        if across > 1 and self._taken:
            across = next((wide for wide in range(1, across) if self._is_taken(self.column + wide)), across)
        if down > 1:
            self._taken.update(dict.fromkeys(range(self.column, self.column + across), self.row + down - 1))
        self.cell = OpenCell(self.row, self.column, across, down, attributes, bold)
        self.column += across
        self.right = max(self.right, self.column - 1)
        return self.cell

    def fill(self, cell: OpenCell) -> None:
        """A cell turned out to hold something."""
        self._filled += 1
        if cell.across > 1 or cell.down > 1:
            self.spans.append(cell.area)

    def take_in(self, nested: PageTable) -> None:
        """A table in the open cell has ended: what comes in this row stands beside it, and the next row below."""
        self.bottom = max(self.bottom, nested.bottom)
        self.column = max(self.column, nested.right + 1)
        self.right = max(self.right, nested.right)

    def merged(self) -> list[Range]:
        """The ranges of its cells, none further down than the table."""
        cut = (Range(each.top, each.left, min(each.bottom, self.bottom), each.right) for each in self.spans)
        return [each for each in cut if each.size > 1]

    def _is_taken(self, column: int) -> bool:
        return self._taken.get(column, 0) >= self.row


def _spanned(said: str | None, most: int) -> int:
    digits = (said or "").strip()
    return min(max(1, int(digits)), most) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 1
