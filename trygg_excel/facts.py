"""Workbook -> facts: each amount of each table with all that its headings, row and cell say of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import PurePath
from types import MappingProxyType

from trygg_excel.fact import Basis, Fact, Kind, State
from trygg_excel.facts_place import Place, rows_after_the_sum, vague_columns, worth_of
from trygg_excel.formulas import summed
from trygg_excel.garbage import without_collecting
from trygg_excel.layout import lay_out
from trygg_excel.layout.currency import currency_of
from trygg_excel.layout.finer import finer_rows
from trygg_excel.layout.grid import Grid
from trygg_excel.layout.meaning import meaning_of
from trygg_excel.layout.numbers import Written
from trygg_excel.layout.row_sums import left_out
from trygg_excel.layout.seen import Seen
from trygg_excel.layout.shown import shown
from trygg_excel.layout.table import Declared, HeadedColumn, LabelledRow, Settled, Table
from trygg_excel.layout.units import declared_unit
from trygg_excel.layout.unlike import unlike_columns
from trygg_excel.layout.vocabulary import (
    is_detail,
)
from trygg_excel.layout.whole import are_whole
from trygg_excel.money import KR, TKR, Unit, to_ore
from trygg_excel.stack import with_room
from trygg_excel.workbook import CellType, Sheet, Workbook

LARGEST = 10**17  # öre: a million milliards of crowns is no budget, and would not fit the frame
_NOTHING_SETTLED: Mapping[tuple[str, str], Settled] = MappingProxyType({})
_NEAR = 40  # rows over a table whose words may tell its currency
_LARGEST_SUM = 2000  # cells; what adds more is no row of a budget table


@without_collecting()
@with_room
def facts_of(
    workbook: Workbook, settled: Mapping[tuple[str, str], Settled] = _NOTHING_SETTLED
) -> tuple[tuple[Table, ...], tuple[Fact, ...]]:
    """The tables of every sheet and the facts in them, in reading order.

    `settled`: what a person has confirmed of a table, by sheet and table id.
    """
    readings = [
        _Reading(workbook, sheet, {table: known for (name, table), known in settled.items() if name == sheet.name})
        for sheet in workbook.sheets
    ]
    elsewhere = _only_unit(readings)
    for each in readings:
        each.take_unit(elsewhere)
    tables = tuple(table for each in readings for table in each.tables)
    return tables, tuple(fact for each in readings for table in each.tables for fact in each.facts(table))


def _only_unit(readings: Sequence[_Reading]) -> Unit | None:
    """The one unit that the workbook's other words tell: those over other tables, and on sheets of instructions."""
    said = {unit for each in readings for unit in each.units()}
    return said.pop() if len(said) == 1 else None


class _Reading:
    """One sheet of one workbook being turned into facts."""

    def __init__(self, workbook: Workbook, sheet: Sheet, settled: Mapping[str, Settled]) -> None:
        self.workbook = workbook
        self.grid = Grid(sheet)
        self.tables = lay_out(self.grid, workbook.file, settled)
        self.whole = are_whole(list(self._bare_numbers()))

    def units(self) -> Iterator[Unit]:
        """All units said on the sheet of its tables, or of those on other sheets where it has none."""
        for table in self.tables:
            units = (table.unit.unit, *(each.unit for each in table.columns), *(each.unit for each in table.rows))
            yield from (each for each in units if each is not None)
        if not self.tables:
            words = (each.text for row in self.grid.rows for each in self.grid.row(row) if each.is_word)
            yield from (unit for text in words if (unit := declared_unit(text)) is not None)

    def take_unit(self, unit: Unit | None) -> None:
        """A table that says no unit is taken to be in that of the others, and not for sure."""
        if unit is not None and not self.whole:
            said = Declared(unit=unit, doubted=True, apart=True, elsewhere=True)
            self.tables = tuple(each if each.unit.unit else replace(each, unit=said) for each in self.tables)

    def _bare_numbers(self) -> Iterator[Decimal]:
        """The numbers of the tables whose unit nobody says."""
        for table in self.tables:
            columns = [each.column for each in table.columns if each.unit is None]
            for row, column in product((each.row for each in table.rows if table.unit.unit is None), columns):
                seen = self.grid.at(row, column)
                if seen is not None and not seen.is_percent:
                    yield from (each.number for each in seen.amounts if each.number is not None)

    def facts(self, table: Table) -> Iterator[Fact]:
        periods = [column.period.year for column in table.columns if column.period]
        latest = max(periods, default=None)
        every = (*table.columns, *table.prices)
        decimals = {each.column: self._decimals(table, each.column) for each in every}
        said = {row.measure for row in table.rows}
        stem = PurePath(self.workbook.file).stem
        meanings = {(each.column, row): meaning_of(each, table, latest, row, stem) for each in every for row in said}
        vague = vague_columns(every) | left_out(self.grid, table) | unlike_columns(self.grid, table)
        small = (
            table.unit.unit is None or table.unit.unit.factor <= TKR.factor
        )  # millions are told with decimals or none
        amounts = {row.row: self._amounts(table, row) for row in table.rows}
        finer = finer_rows({row: _typed_decimals(cells) for row, cells in amounts.items()} if small else {})
        currency = currency_of(self._words_of(table))
        whole = ""  # the name of the row that details ('varav …') are of
        apart = rows_after_the_sum(table)
        for row in table.rows:
            whole = whole if is_detail(row.label) else row.label
            after = row.row in apart
            for column, seen in amounts[row.row]:
                meaning = meanings[column.column, row.measure]
                unlike = row.row in finer or column.column in vague
                place = Place(table, row, column, meaning, decimals[column.column], unlike, currency, whole, after)
                for written in seen.amounts:
                    yield self._fact(place, seen, written)

    def _words_of(self, table: Table) -> Iterator[str]:
        """What may tell a table's currency, where a column's heading does not: titles, then words over it."""
        amounts = {each.column for each in table.columns}
        yield from reversed((table.title, *table.subtitles))
        over = bisect_left(self.grid.rows, table.range.top + len(table.header_rows))
        near = self.grid.rows[max(0, over - _NEAR) : over]
        cells = (each for row in reversed(near) for each in self.grid.row(row) if each.is_word)
        yield from (each.text for each in cells if each.cell.row < table.range.top or each.cell.column not in amounts)

    def _amounts(self, table: Table, row: LabelledRow) -> list[tuple[HeadedColumn, Seen]]:
        """The cells of a row that are its amounts: what stands under a price is one where nothing else does."""
        at = self.grid.at
        for columns in (table.columns, table.prices):
            cells = [(column, seen) for column in columns if (seen := at(row.row, column.column)) is not None]
            filled = [(column, seen) for column, seen in cells if not seen.is_percent]
            if filled:
                return filled
        return []

    def _decimals(self, table: Table, column: int) -> int | None:
        """The fewest decimals that reproduce every typed constant of a column; None when it has none."""
        return self._fewest((row.row, column) for row in table.rows)

    def _fewest(self, places: Iterable[tuple[int, int]]) -> int | None:
        cells = (self.grid.cells.get(place) for place in places)
        typed = [
            written.decimals
            for seen in cells
            if seen is not None and seen.cell.formula is None
            for written in seen.amounts
            if written.state is State.STATED and written.number is not None
        ]
        return max(typed, default=None)

    def _operands(self, seen: Seen) -> int | None:
        """The same for what a plain SUM adds."""
        areas = summed(seen.cell.formula) or ()
        return self._fewest(place for area in areas if area.size <= _LARGEST_SUM for place in area.places())

    def _fact(self, place: Place, seen: Seen, written: Written) -> Fact:
        cell = seen.cell
        worth = worth_of(place, seen, written)
        unit, factor = worth.unit, worth.factor
        period = place.period
        meaning = place.meaning
        amount = None if written.number is None else to_ore(written.number, factor)
        absurd = amount is not None and abs(amount) > LARGEST
        state = State.ERROR if absurd else _state(seen, written)
        decimals = self._operands(seen) if place.decimals is None else place.decimals
        return Fact(
            file=self.workbook.file,
            file_id=self.workbook.file_id,
            sheet=self.grid.sheet.name,
            table=place.table.id,
            cell=cell.address,
            label=place.label,
            group=place.group,
            column=place.column.heading,
            nature=meaning.nature,
            measure=meaning.measure,
            against=meaning.against,
            version=meaning.version,
            status=meaning.status,
            period_from=period.start if period else None,
            period_to=period.end if period else None,
            basis=period.basis if period else Basis.FULL_YEAR,
            amount=None if absurd else amount,
            state=state,
            quantum=_quantum(decimals, factor),
            unit=(unit or KR).symbol,
            unit_factor=factor,
            currency=place.currency_of(cell) if unit else None,
            role=place.role,
            kind=_kind(seen),
            confidence=place.confidence(worth, whole=self.whole),
            raw=shown(cell),
        )


def _typed_decimals(cells: Iterable[tuple[HeadedColumn, Seen]]) -> list[int]:
    """Those of a row's amounts."""
    typed = (seen for _, seen in cells if seen.cell.formula is None)
    return [each.decimals for seen in typed for each in seen.amounts if each.state is State.STATED]


def _quantum(decimals: int | None, factor: int) -> int:
    """The precision of a statement in öre; one öre where nothing typed tells it."""
    return 1 if decimals is None else max(1, factor * 100 // 10**decimals)


def _state(seen: Seen, written: Written) -> State:
    if seen.cell.type is CellType.ERROR:
        return State.ERROR
    return State.UNKNOWN if written.number is None else written.state


def _kind(seen: Seen) -> Kind:
    if seen.cell.type is CellType.ERROR:
        return Kind.ERROR
    if seen.cell.type is CellType.EMPTY:
        return Kind.FORMULA_UNCACHED
    if seen.cell.formula is not None:
        return Kind.FORMULA
    return Kind.TEXT if seen.cell.type is CellType.TEXT else Kind.NUMBER
