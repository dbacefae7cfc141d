"""The numbers of a table that are read as no amounts, in a sentence each: nothing is left out without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trygg_excel.budget import Budget
from trygg_excel.fact import Fact
from trygg_excel.finding import Text, listed, text
from trygg_excel.layout.grid import Grid
from trygg_excel.layout.headings import heading_of
from trygg_excel.layout.table import Table
from trygg_excel.layout_page import use
from trygg_excel.layout_page.use import CellUse, Use
from trygg_excel.layout_page.uses import uses_of
from trygg_excel.workbook import Sheet

_NAMED = 3  # in a sentence
# What any eye takes for something else than money needs no word, nor what stands outside every table.
_PLAIN = frozenset({use.PERCENT, use.PERIOD, use.DATE, use.TRUTH, use.CODE, use.OUTSIDE, use.NO_VALUE, use.ERROR})

Place = tuple[int, int]


def left_out(budget: Budget) -> Iterator[Text]:
    """What was left out of the tables and why: 'Blad1: 12 tal lästes inte som belopp (antal): 'Antal elever'.'"""
    for sheet in budget.workbook.sheets:
        tables = [each for each in budget.tables if each.sheet == sheet.name]
        if tables:
            yield from _left_out(sheet, tables, [each for each in budget.records if each.sheet == sheet.name])


def _left_out(sheet: Sheet, tables: Sequence[Table], facts: Iterable[Fact]) -> Iterator[Text]:
    grid = Grid(sheet)
    names: dict[Text, list[str]] = {}
    for at, found in uses_of(grid, tables, facts).items():
        if _needs_a_word(found, at, tables):
            names.setdefault(found.said, []).append(_name(grid, at, tables, found.said))
    for why, named in names.items():
        yield text(
            "{sheet}: {count} tal lästes inte som belopp ({why}): {names}.",
            "{sheet}: {count} numbers were not read as amounts ({why}): {names}.",
            sheet=sheet.name,
            count=len(named),
            why=why,
            names=listed(dict.fromkeys(f"'{name}'" for name in named if name), _NAMED),
        )


def _needs_a_word(found: CellUse, at: Place, tables: Sequence[Table]) -> bool:
    inside = any(each.range.top <= at[0] <= each.range.bottom for each in tables)
    return found.use is Use.IGNORED and inside and found.said not in _PLAIN


def _name(grid: Grid, at: Place, tables: Sequence[Table], why: Text) -> str:
    """The row's name where the row tells why, else the heading of its column."""
    if why in {use.NO_MONEY_IN_ROW, use.NO_NAME}:
        return next((seen.text for seen in grid.row(at[0]) if seen.is_word), "")
    table = next(each for each in tables if each.range.top <= at[0] <= each.range.bottom)
    return heading_of(grid, at[1], table.header_rows, table.columns[0].column).heading
