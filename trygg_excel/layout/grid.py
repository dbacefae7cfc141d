"""A sheet as a reader's eye takes it in: each cell as amount, period, word or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext

from trygg_excel.layout.numbers import Punctuation, Written, collapsed, punctuation_of, read_amounts
from trygg_excel.layout.periods import is_bare_period, is_year
from trygg_excel.workbook import Cell, CellType, Range, Sheet


@dataclass(frozen=True, slots=True)
class Seen:
    """One cell as read. `amounts` may hold two; `bare_period`: nothing but a year or a span of years."""

    cell: Cell
    text: str
    amounts: tuple[Written, ...] = ()
    bare_period: bool = False

    @property
    def is_amount(self) -> bool:
        return bool(self.amounts)

    @property
    def is_percent(self) -> bool:
        return self.cell.type is CellType.NUMBER and "%" in self.cell.style.number_format

    @property
    def is_word(self) -> bool:
        """A text that is neither an amount nor a period."""
        return self.cell.type is CellType.TEXT and not self.amounts and not self.bare_period

    @property
    def counts(self) -> bool:
        """An amount that says how much, and not a lone mark such as '-' or '?', nor what may be a year."""
        return bool(self.amounts) and not self.bare_period and self.cell.type is not CellType.EMPTY


class Grid:
    """The seen cells of one sheet by (row, column), and the extent they fill."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        marks = _punctuation_by_column(sheet)
        self.cells = {at: _seen(cell, marks[at[1]]) for at, cell in sheet.cells.items()}
        self.rows = sorted({row for row, _ in self.cells})
        self.columns = sorted({column for _, column in self.cells})
        self._by_row: dict[int, list[Seen]] = {}
        for (row, _), seen in sorted(self.cells.items()):
            self._by_row.setdefault(row, []).append(seen)
        self._merged = {(span.top, span.left): span for span in sheet.merged}

    def at(self, row: int, column: int) -> Seen | None:
        return self.cells.get((row, column))

    def row(self, row: int) -> list[Seen]:
        """The filled cells of a row, left to right."""
        return self._by_row.get(row, [])

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

    def words(self, first: int, last: int) -> Iterator[Seen]:
        """The words in rows first..last, in reading order."""
        for row in self.rows:
            if first <= row <= last:
                yield from (seen for seen in self.row(row) if seen.is_word)


def _punctuation_by_column(sheet: Sheet) -> dict[int, Punctuation]:
    texts: dict[int, list[str]] = {}
    for (_, column), cell in sheet.cells.items():
        texts.setdefault(column, []).append(cell.value if cell.type is CellType.TEXT else "")
    return {column: punctuation_of(found) for column, found in texts.items()}


def _seen(cell: Cell, punctuation: Punctuation) -> Seen:
    if cell.type is CellType.NUMBER:
        return _seen_number(cell)
    if cell.type in {CellType.ERROR, CellType.EMPTY}:
        return Seen(cell, cell.value, (Written(None),))
    if cell.type is not CellType.TEXT:
        return Seen(cell, cell.value)
    text = collapsed(cell.value)
    bare = is_bare_period(text)
    return Seen(cell, text, read_amounts(cell.value, punctuation), bare)


def _seen_number(cell: Cell) -> Seen:
    try:
        number = Decimal(cell.value)
    except InvalidOperation:
        return Seen(cell, cell.value)
    if not number.is_finite():
        return Seen(cell, cell.value)
    number = as_excel_holds_it(number)
    places = max(0, -int(number.as_tuple().exponent))
    unformatted = cell.style.number_format in {"General", "0", "@", "###0"}
    bare = unformatted and cell.formula is None and places == 0 and is_year(f"{number:f}".split(".")[0])
    return Seen(cell, cell.value, (Written(number, decimals=places),), bare)


def as_excel_holds_it(number: Decimal) -> Decimal:
    """A stored number to Excel's fifteen significant digits: float noise such as 0.30000000000000004 is gone."""
    with localcontext() as fifteen:
        fifteen.prec = 15
        return (+number).normalize()
