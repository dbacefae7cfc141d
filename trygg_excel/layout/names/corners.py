"""Blocks under one set of headings, each with its own name in their corner: 'VANN | 2024 | 2025', 'AVLØP | …'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trygg_excel.layout.amounts.units import declared_unit
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Table
from trygg_excel.layout.time.periods import read_period
from trygg_excel.layout.vocabulary import is_unit, names_dimension, names_things, sorts_things


def with_corners(grid: Grid, tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables of a sheet; the corner is the outermost group where it tells those apart whose rows have one name."""
    if len(tables) < 2:
        return tuple(tables)
    corners = [_corner(grid, table) for table in tables]
    return tuple(
        _grouped(table, corner) if corner and _is_told_apart(at, corners, tables) else table
        for at, (table, corner) in enumerate(zip(tables, corners, strict=True))
    )


def _corner(grid: Grid, table: Table) -> str:
    """The one word in the headings over the names, if it is a name itself and no heading of names."""
    if table.body is None or not table.body.labels:
        return ""
    left = table.body.amounts[0]
    cells = [seen for row in table.header_rows for seen in grid.row(row, table.body.first, left - 1)]
    words = [seen for seen in cells if seen.is_word]
    return words[0].text if len(words) == 1 and _may_be_name(words[0]) else ""


def _may_be_name(seen: Seen) -> bool:
    tells = (is_unit, declared_unit, names_dimension, names_things, sorts_things, read_period)
    return not any(tell(seen.text) for tell in tells)


def _is_told_apart(at: int, corners: Sequence[str], tables: Sequence[Table]) -> bool:
    """Whether another table has the same headings, another corner, and rows named as most of this one's or of its."""
    own, labels = _headings(tables[at]), _labels(tables[at])
    others = (
        _labels(table)
        for corner, table in zip(corners, tables, strict=True)
        if corner and corner != corners[at] and _headings(table) == own
    )
    return any(2 * len(labels & other) >= min(len(labels), len(other)) for other in others)


def _headings(table: Table) -> tuple[str, ...]:
    return tuple(each.heading for each in table.columns)


def _labels(table: Table) -> set[str]:
    return {row.label for row in table.rows}


def _grouped(table: Table, corner: str) -> Table:
    return replace(table, rows=tuple(row._replace(group=(corner, *row.group)) for row in table.rows))
