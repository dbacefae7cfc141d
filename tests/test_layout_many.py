"""A sheet of many tables takes as many times as long as one of few, and not the square of it."""

from __future__ import annotations

import gc
import time

from trygg_excel.layout import lay_out
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.workbook import Cell, CellType, Sheet


def many(tables: int) -> Sheet:
    """Tables below each other, each with a title that says its unit."""
    cells: list[Cell] = []
    for number in range(tables):
        top = 9 * number + 1
        cells.append(Cell(top, 1, CellType.TEXT, f"Tabell {number}, tkr"))
        for column, heading in enumerate(("Verksamhet", "Budget 2023", "Budget 2024"), 1):
            cells.append(Cell(top + 1, column, CellType.TEXT, heading))
        for row in range(top + 2, top + 6):
            cells.append(Cell(row, 1, CellType.TEXT, f"Rad {row}"))
            cells += (Cell(row, column, CellType.NUMBER, str(100 + row * column)) for column in (2, 3))
    return Sheet("Blad1", {(each.row, each.column): each for each in cells})


def seconds(tables: int) -> float:
    drawn = many(tables)
    gc.freeze()  # what other tests have left is not gone through
    start = time.process_time()
    assert len(lay_out(Grid(drawn), "b.xlsx")) == tables
    spent = time.process_time() - start
    gc.unfreeze()
    return spent


def test_many_tables_take_their_share_each() -> None:
    few = min(seconds(100) for _ in range(3))
    assert seconds(800) < 3 * 8 * few
