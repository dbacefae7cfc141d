"""Workbook -> facts: each amount of each table with all that its headings, row and cell say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, product
from types import MappingProxyType

from trygg_excel.fact import Fact
from trygg_excel.facts_table import TableFacts
from trygg_excel.garbage import without_collecting
from trygg_excel.layout import lay_out
from trygg_excel.layout.amounts.units import declared_unit
from trygg_excel.layout.amounts.whole import are_whole
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.table import Declared, Settled, Table
from trygg_excel.money import Unit
from trygg_excel.stack import with_room
from trygg_excel.workbook import Sheet, Workbook

_NOTHING_SETTLED: Mapping[tuple[str, str], Settled] = MappingProxyType({})


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
    return tables, tuple(chain.from_iterable(each.facts(table) for each in readings for table in each.tables))


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
        return TableFacts(self.workbook, self.grid, table, whole=self.whole).facts()
