"""Tables and rows that hold no money, by what heads them: counts, shares, key figures."""

from __future__ import annotations

import re
from dataclasses import replace

from trygg_excel.layout.amounts.counted import (
    counted_aside,
    heads_counts,
    heads_rates,
    heads_shares,
    tells_key_figures,
    tells_shares,
)
from trygg_excel.layout.amounts.units import declared_unit
from trygg_excel.layout.sight.bodies import find_bodies
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.table import Body, Table


def counts_things(grid: Grid, body: Body) -> bool:
    """Whether the corner of the headings says that things are counted, and nothing there that they are paid for."""
    heads = [seen for row in body.headers for seen in grid.row(row, body.first, body.last)]
    corner = [seen.text for seen in heads if seen.cell.column in body.labels]
    first = body is grid.once(find_bodies)[0]  # whose title's unit is its own
    counted = any(map(heads_rates, corner)) or (not first and any(map(heads_counts, corner)))
    return counted and not any(declared_unit(seen.text) for seen in heads)


def of_money(table: Table) -> Table | None:
    """A table without what its titles say is counted or measured; None where nothing is left of it."""
    if tells_shares(table.title) and declared_unit(table.title) is None:
        return None
    counted = tells_key_figures(table.title) and declared_unit(table.title) is None
    counted = counted and not any(each.unit for each in table.columns)
    aside = tuple(word for each in (table.title, *table.subtitles) for word in counted_aside(each))
    rows = tuple(
        row
        for row in table.rows
        if not (counted or any(map(_heads_no_money, row.group[-1:])) or _begins(row.label, aside)) or row.unit
    )
    return table if len(rows) == len(table.rows) else replace(table, rows=rows) if rows else None


def _begins(label: str, words: tuple[str, ...]) -> bool:
    return any(re.match(rf"{re.escape(word)}\b", label.casefold()) for word in words)


def _heads_no_money(group: str) -> bool:
    return tells_key_figures(group) or (heads_shares(group) and declared_unit(group) is None)
