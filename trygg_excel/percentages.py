"""Percentages beside amounts: cells that are no facts, held against the two amounts they are the quotient of (T4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from trygg_excel.fact import Fact, Measure
from trygg_excel.finding import Source, Text
from trygg_excel.layout.amounts.numbers import plain
from trygg_excel.layout.table import Table
from trygg_excel.money import MINUS
from trygg_excel.table_rows import TableRow, is_exact
from trygg_excel.workbook import Cell, CellType, Sheet, address, place

_SAMPLE = 60  # rows that tell which two columns belong to a third
_LEAST = 0.6  # of the rows, for two columns to be what a third is the quotient of
_TEXT = re.compile(r"([-+] ?)?(\d{1,6}(?:[.,]\d{1,6})?) ?%")
_HEADED = re.compile(r"%|procent|per ?cent", re.IGNORECASE)
_DECIMALS = re.compile(r"\.([0#]+)[^0#]*%")
_PARTS = frozenset({Measure.DEVIATION, Measure.CHANGE})
_MOST = 10_000  # per cent; more is no deviation that anyone states


@dataclass(frozen=True, slots=True)
class Stated:
    """What a cell says, in per cent, and with how many decimals."""

    number: Decimal
    decimals: int


@dataclass(frozen=True, slots=True)
class Percentage:
    """A stated percentage with the part and the whole it belongs to."""

    cell: str
    label: str
    stated: Stated
    part: Fact
    whole: Fact

    @property
    def holds(self) -> bool:
        """Whether some amounts that round to those shown give what is stated; true where nothing can be divided by."""
        bounds = _quotients(self.part, self.whole)
        half = Fraction(1, 2 * 10**self.stated.decimals)
        low, high = Fraction(self.stated.number) - half, Fraction(self.stated.number) + half
        return bounds is None or any(low <= most and least <= high for least, most in (bounds, _turned(bounds)))

    @property
    def shown(self) -> Text:
        return _text(self.stated.number, self.stated.decimals)

    @property
    def right(self) -> Text:
        exact = Fraction(self.part.amount or 0, abs(self.whole.amount or 1)) * 100
        return _text(Decimal(exact.numerator) / Decimal(exact.denominator), self.stated.decimals)

    def source(self, file: str) -> Source:
        return Source(file, self.part.sheet, self.cell)


def _turned(bounds: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    """A percentage of a negative amount is written with either sign."""
    return -bounds[1], -bounds[0]


def _quotients(part: Fact, whole: Fact) -> tuple[Fraction, Fraction] | None:
    """The least and the most that part in per cent of whole can be, when both are rounded."""
    if abs(whole.amount or 0) <= whole.quantum:
        return None
    corners = [
        Fraction(2 * (part.amount or 0) + a * part.quantum, 2 * (whole.amount or 0) + b * whole.quantum) * 100
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    return min(corners), max(corners)


def _text(number: Decimal, decimals: int) -> Text:
    english = f"{number:.{decimals}f}".replace("-", MINUS)
    return Text(english.replace(".", ","), english)


def percent_columns(sheet: Sheet | None, table: Table | None, rows: Sequence[TableRow]) -> Iterator[list[Percentage]]:
    """Each column of percentages of a table whose part and whole the figures tell, row by row."""
    if sheet is None or table is None or table.years_down:
        return
    for column in _columns(sheet, table):
        stated = {row.number: found for row in rows if (found := _stated(sheet, row.number, column)) is not None}
        own = _best(rows, _as_precise(stated), column)
        if own:
            yield own


def _as_precise(stated: Mapping[int, Stated]) -> Mapping[int, Stated]:
    """All with the decimals of the column: '5' among '2,1' is 5,0."""
    most = max((each.decimals for each in stated.values()), default=0)
    return {row: Stated(each.number, most) for row, each in stated.items()}


def _columns(sheet: Sheet, table: Table) -> list[int]:
    """The columns in and beside a table that are headed as percentages or hold cells shown as such."""
    facts = {each.column for each in table.columns}
    span = [each for each in range(table.range.left, table.range.right + 3) if each not in facts]
    return [column for column in span if _is_headed(sheet, table, column) or _is_shown(sheet, table, column)]


def _is_headed(sheet: Sheet, table: Table, column: int) -> bool:
    heads = (sheet.cell(row, column) for row in table.header_rows)
    return any(each is not None and each.type is CellType.TEXT and _HEADED.search(each.value) for each in heads)


def _is_shown(sheet: Sheet, table: Table, column: int) -> bool:
    cells = (sheet.cell(each.row, column) for each in table.rows)
    return any(each is not None and "%" in each.style.number_format for each in cells)


def _stated(sheet: Sheet, row: int, column: int) -> Stated | None:
    cell = sheet.cell(row, column)
    if cell is None:
        return None
    return _of_text(cell.value) if cell.type is CellType.TEXT else _of_number(cell)


def _of_text(value: str) -> Stated | None:
    match = _TEXT.fullmatch(plain(value))
    if match is None:
        return None
    number = Decimal(match[2].replace(",", "."))
    return Stated(-number if (match[1] or "").startswith("-") else number, _places(number))


def _of_number(cell: Cell) -> Stated | None:
    if cell.type is not CellType.NUMBER:
        return None
    try:
        number = Decimal(cell.value)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) > _MOST or number.adjusted() < -12:
        return Stated(Decimal(0), 0) if number == 0 else None
    if "%" in cell.style.number_format:
        shown = _DECIMALS.search(cell.style.number_format)
        return Stated(number * 100, len(shown[1]) if shown else 0)
    return Stated(number, 1 if cell.formula else min(_places(number), 3))


def _places(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def _best(rows: Sequence[TableRow], stated: Mapping[int, Stated], column: int) -> list[Percentage]:
    """The rows by the two columns that most of the percentages agree with; none when no two do."""
    telling = [row for row in rows if row.number in stated]
    found: dict[tuple[int, int], list[Percentage]] = {}
    for row in telling[:_SAMPLE]:
        for each in _candidates(row, stated[row.number], column):
            found.setdefault(_columns_of(each), []).append(each)
    best = max(found, key=lambda at: _agreeing(found[at]), default=None)
    if best is None or _agreeing(found[best]) < max(2, _LEAST * len(found[best])):
        return []
    rest = (each for row in telling[_SAMPLE:] for each in _candidates(row, stated[row.number], column))
    return [*found[best], *(each for each in rest if _columns_of(each) == best)]


def _columns_of(stated: Percentage) -> tuple[int, int]:
    return place(stated.part.cell)[1], place(stated.whole.cell)[1]


def _agreeing(rows: Sequence[Percentage]) -> int:
    """How many say something and agree: nought per cent of anything tells nothing."""
    return sum(each.holds and each.stated.number != 0 for each in rows)


def _candidates(row: TableRow, stated: Stated, column: int) -> Iterator[Percentage]:
    known = [each for each in row.facts if is_exact(each)]
    for part in (each for each in known if each.measure in _PARTS):
        for whole in (each for each in known if each.measure not in _PARTS and each.nature is part.nature):
            yield Percentage(address(row.number, column), row.label, stated, part, whole)
