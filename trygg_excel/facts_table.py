"""One table -> facts: each amount with all that its headings, its row and its cell say of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import PurePath

from trygg_excel.fact import Confidence, Fact, Kind, State
from trygg_excel.facts_place import (
    Place,
    RowKind,
    Told,
    kind_of,
    name_of,
    quantum_of,
    rows_after_the_sum,
    vague_columns,
)
from trygg_excel.formulas import summed
from trygg_excel.layout.amounts.currency import currency_of
from trygg_excel.layout.amounts.finer import finer_rows
from trygg_excel.layout.amounts.numbers import Written
from trygg_excel.layout.amounts.row_sums import left_out
from trygg_excel.layout.amounts.unlike import unlike_columns
from trygg_excel.layout.kinds.meaning import Meaning, meaning_of
from trygg_excel.layout.kinds.subtracted import may_differ, proven_differences
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.sight.shown import shown
from trygg_excel.layout.table import HeadedColumn, LabelledRow, Table
from trygg_excel.layout.vocabulary import is_detail
from trygg_excel.money import TKR, to_ore
from trygg_excel.workbook import Cell, CellType, Workbook, address

LARGEST = 10**17  # öre: a million milliards of crowns is no budget, and would not fit the frame
_NUMBER, _ERROR, _FAILED = CellType.NUMBER, CellType.ERROR, State.ERROR
_NEAR = 40  # rows over a table whose words may tell its currency
_FIRST = 40  # rows that tell what differences are of
_LARGEST_SUM = 2000  # cells; what adds more is no row of a budget table
_Filled = list[tuple[HeadedColumn, Seen]]


class TableFacts:
    """A table being turned into facts.

    What a column says of the rows of one kind, in cells of one look, is worked out once for all of them. `whole`: the
    figures tell that they are whole units of currency.
    """

    def __init__(self, workbook: Workbook, grid: Grid, table: Table, *, whole: bool) -> None:
        self._grid, self._table, self._whole = grid, table, whole
        self._where = workbook.file, workbook.file_id, grid.sheet.name, table.id
        self._columns = (*table.columns, *table.prices)
        self._headings = {each.column: each.heading for each in self._columns}
        self._names = {each.column: name_of(each) for each in self._columns} if table.years_down else {}
        self._decimals: dict[int, int] = {}  # by column: the fewest that reproduce every typed constant, if it has one
        self._filled = {row.row: self._take(row) for row in table.rows}
        self._meanings = self._every_meaning(PurePath(workbook.file).stem)
        self._vague = vague_columns(self._columns) | left_out(grid, table) | unlike_columns(grid, table)
        self._finer = self._finer_rows()
        self._apart = rows_after_the_sum(table)
        self._currency = currency_of(self._words())
        self._kinds: dict[RowKind, int] = {}
        self._told: dict[tuple[object, ...], Told] = {}

    def facts(self) -> Iterator[Fact]:
        """In reading order."""
        detailed = ""  # the name of the row that details ('varav …') are of
        for row in self._table.rows:
            detailed = detailed if is_detail(row.label) else row.label
            yield from self._of_row(row, detailed)

    def _of_row(self, row: LabelledRow, detailed: str) -> list[Fact]:
        facts: list[Fact] = []
        (number, kind), group, known = self._kind_of(row, detailed), " / ".join(row.group), self._told
        for column, seen in self._filled[row.row]:
            at, cell = column.column, seen.cell
            type_, look = cell.type, cell.style.number_format
            for written in seen.amounts:
                alike = number, at, type_ is _NUMBER, look, written.unit, written.priced
                told = known.get(alike)
                if told is None:
                    told = known[alike] = self._told_of(kind, column, cell, written)
                amount, state = _amount(type_, written, told.factor)
                quantum = told.quantum or self._quantum(cell, told.factor)
                facts.append(tuple.__new__(Fact, (  # in the order of its fields: a third of the time of Fact(...)
                    *self._where, address(row.row, at), self._names.get(at, row.label), amount, group,
                    self._headings[at], None, None, *told.meaning, state, quantum, *told.worth,
                    _KINDS[type_, cell.formula is not None],
                    told.confidence if state is not _FAILED else _held(told.confidence, type_), shown(cell),
                )))  # fmt: skip
        return facts

    def _told_of(self, row: RowKind, column: HeadedColumn, cell: Cell, written: Written) -> Told:
        meaning, vague = self._meanings[column.column, row.measure, row.step], column.column in self._vague
        place = Place(self._table, row, column, meaning, vague, self._currency)
        return place.told(cell, written, self._decimals.get(column.column), whole=self._whole)

    def _kind_of(self, row: LabelledRow, detailed: str) -> tuple[int, RowKind]:
        """The kind of a row, with its number among those of the table."""
        kind = kind_of(row, detailed, unlike=row.row in self._apart or row.row in self._finer)
        return self._kinds.setdefault(kind, len(self._kinds)), kind

    def _every_meaning(self, file: str) -> Mapping[tuple[int, str, bool], Meaning]:
        """By column, the rows' own measure, and whether they lead from one frame to the next."""
        latest = max((each.period.year for each in self._table.columns if each.period), default=None)
        rows = {(row.measure, row.step) for row in self._table.rows}
        meanings = {
            (column.column, measure, step): meaning_of(column, self._table, latest, measure, file, step=step)
            for column in self._columns
            for measure, step in rows
        }
        return meanings | self._proven(meanings)

    def _proven(self, meanings: Mapping[tuple[int, str, bool], Meaning]) -> dict[tuple[int, str, bool], Meaning]:
        """What the amounts tell of differences, in rows that are not named by their measure."""
        told = {
            each.column: (each, meaning)
            for each in self._columns
            if (meaning := meanings.get((each.column, "", False))) is not None
        }
        if not any(may_differ(*each) for each in told.values()):
            return {}
        rows = [
            {column.column: seen.amounts[0].number for column, seen in filled if seen.amounts}
            for filled in islice(self._filled.values(), _FIRST)
        ]
        numbers = [{at: number for at, number in row.items() if number is not None} for row in rows]
        found = proven_differences(told, numbers, self._table.period.period)
        return {(at, "", False): meaning for at, meaning in found.items()}

    def _words(self) -> Iterator[str]:
        """What may tell a table's currency, where a column's heading does not: titles, then words over it."""
        table, rows = self._table, self._grid.rows
        amounts = {each.column for each in table.columns}
        yield from reversed((table.title, *table.subtitles))
        over = bisect_left(rows, table.range.top + len(table.header_rows))
        near = rows[max(0, over - _NEAR) : over]
        cells = (each for row in reversed(near) for each in self._grid.row(row) if each.is_word)
        yield from (each.text for each in cells if each.cell.row < table.range.top or each.cell.column not in amounts)

    def _take(self, row: LabelledRow) -> _Filled:
        """The cells of a row that are its amounts: what stands under a price is one where nothing else does."""
        line, decimals = self._grid.line(row.row), self._decimals
        filled: _Filled = []
        for column in self._columns:
            at = column.column
            seen = line.get(at)
            if seen is None:
                continue
            if seen.typed is not None and seen.typed >= decimals.get(at, 0):
                decimals[at] = seen.typed
            if not seen.is_percent:
                filled.append((column, seen))
        if not self._table.prices:
            return filled
        prices = self._table.prices
        return [each for each in filled if each[0] not in prices] or filled

    def _finer_rows(self) -> frozenset[int]:
        """The rows that are written with decimals among others; millions are, or are not, and it tells nothing."""
        unit = self._table.unit.unit
        small = (unit is None or unit.factor <= TKR.factor) and any(self._decimals.values())
        return finer_rows({row: _decimals(filled) for row, filled in self._filled.items()} if small else {})

    def _quantum(self, cell: Cell, factor: int) -> int:
        """By what a plain SUM adds, in a column where nothing is typed; one öre where that tells nothing either."""
        areas = (area for area in summed(cell.formula) or () if area.size <= _LARGEST_SUM)
        cells = (self._grid.at(*place) for area in areas for place in area.places())
        typed = (seen.typed for seen in cells if seen is not None and seen.typed is not None)
        decimals = max(typed, default=None)
        return 1 if decimals is None else quantum_of(decimals, factor)


def _decimals(filled: _Filled) -> list[int]:
    """Those of a row's amounts, errors among them."""
    typed = (seen for _, seen in filled if seen.cell.formula is None)
    return [each.decimals for seen in typed for each in seen.amounts if each.state is State.STATED]


def _amount(type_: CellType, written: Written, factor: int) -> tuple[int | None, State]:
    """The amount in öre, and what it is; one that is beyond all sense is an error."""
    number = written.number
    amount = None if number is None else to_ore(number, factor)
    if type_ is _ERROR:
        return amount, _FAILED
    if amount is None:
        return None, State.UNKNOWN
    return (None, _FAILED) if abs(amount) > LARGEST else (amount, written.state)


def _held(confidence: Confidence, type_: CellType) -> Confidence:
    """What is in error though its cell is not: an amount beyond all sense in its table's unit is not sure of that."""
    return Confidence.LIKELY if type_ is not _ERROR and confidence is Confidence.SURE else confidence


_KINDS = {
    (type_, computed): Kind.ERROR if type_ is CellType.ERROR
    else Kind.FORMULA_UNCACHED if type_ is CellType.EMPTY
    else Kind.FORMULA if computed
    else Kind.TEXT if type_ is CellType.TEXT
    else Kind.NUMBER
    for type_ in CellType for computed in (False, True)
}  # fmt: skip  # by what a cell holds, and whether a formula gave it
