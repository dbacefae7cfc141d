"""The numbers of a table that are read as no amounts, in a sentence each: nothing is left out without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trygg_excel.budget import Budget
from trygg_excel.fact import Fact
from trygg_excel.finding import Text, listed, text
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.headings import heading_of
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Table
from trygg_excel.layout_page import use
from trygg_excel.layout_page.uses import unread_numbers
from trygg_excel.workbook import Sheet

_NAMED = 3  # in a sentence
# What any eye takes for something else than money needs no word, nor what stands outside every table.
_PLAIN = frozenset({use.PERCENT, use.PERIOD, use.DATE, use.TRUTH, use.CODE, use.OUTSIDE, use.NO_VALUE, use.ERROR})


def left_out(budget: Budget) -> Iterator[Text]:
    """What was left out of the tables and why: 'Blad1: 12 tal lästes inte som belopp (antal): 'Antal elever'.'"""
    for sheet in budget.workbook.sheets:
        tables = [each for each in budget.tables if each.sheet == sheet.name]
        if tables:
            yield from _left_out(sheet, tables, [each for each in budget.records if each.sheet == sheet.name])


def _left_out(sheet: Sheet, tables: Sequence[Table], facts: Iterable[Fact]) -> Iterator[Text]:
    grid = Grid(sheet)
    names: dict[Text, list[str]] = {}
    for seen, table, why in unread_numbers(grid, tables, facts):
        if why not in _PLAIN:
            names.setdefault(why, []).append(_name(grid, seen, table, why))
    for why, named in names.items():
        yield text(
            "{sheet}: {count} tal lästes inte som belopp ({why}): {names}.",
            "{sheet}: not read as amounts: {count} ({why}): {names}.",
            sheet=sheet.name,
            count=len(named),
            why=why,
            names=listed(dict.fromkeys(named), _NAMED),
        )


def _name(grid: Grid, seen: Seen, table: Table, why: Text) -> str:
    """The row's name where the row tells why, else the heading of its column; the cell where there is none."""
    cell = seen.cell
    if why in {use.NO_MONEY_IN_ROW, use.NO_NAME}:
        name = next((each.text for each in grid.row(cell.row) if each.is_word), "")
    else:
        name = heading_of(grid, cell.column, table.header_rows, table.columns[0].column).heading
    return f"'{name}'" if name else cell.address
