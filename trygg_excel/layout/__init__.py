"""Where tables, headings, labels, periods, units and totals stand on a sheet; one file per question."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from pathlib import PurePath
from types import MappingProxyType

from trygg_excel.fact import Confidence
from trygg_excel.layout.bodies import find_bodies
from trygg_excel.layout.counted import (
    counted_aside,
    heads_counts,
    heads_rates,
    heads_shares,
    tells_key_figures,
    tells_shares,
)
from trygg_excel.layout.dated import dated_by_notes, rows_with_months
from trygg_excel.layout.down import turned
from trygg_excel.layout.grid import Grid
from trygg_excel.layout.headings import end_of_notes, headed_columns, heading_of, title_of
from trygg_excel.layout.periods import Period
from trygg_excel.layout.rows import label_text, labelled_rows, row_name
from trygg_excel.layout.seen import Seen
from trygg_excel.layout.split_years import with_split_years
from trygg_excel.layout.steps import with_step_columns, with_step_rows
from trygg_excel.layout.table import Body, Declared, HeadedColumn, LabelledRow, Settled, Table
from trygg_excel.layout.table_period import chosen_months, period_of
from trygg_excel.layout.table_units import numbers_in, own_units, unit_of, with_units
from trygg_excel.layout.terms import leads_with_measure
from trygg_excel.layout.timed import Around, timed
from trygg_excel.layout.units import declared_unit
from trygg_excel.money import Unit
from trygg_excel.workbook import Range, place

_SOME = 40  # rows
_NOTES = 5  # rows under a table in which a note may speak of its unit
_NOTHING_SETTLED: Mapping[str, Settled] = MappingProxyType({})


def lay_out(grid: Grid, file: str, settled: Mapping[str, Settled] = _NOTHING_SETTLED) -> tuple[Table, ...]:
    """The tables on a sheet, top to bottom; none when nothing on it looks like one.

    `settled`: what a person has confirmed, by table id; ids stay the same, and a table without money is left out.
    """
    bodies = grid.once(find_bodies)
    known = [(body, f"T{number}") for number, body in enumerate(bodies, 1)]
    tables = (
        _table(grid, body, id_, file, settled.get(id_, Settled()))
        for body, id_ in known
        if not (_counts(grid, body) if id_ not in settled else settled[id_].no_money)
    )
    return tuple(each for table in tables if (each := _of_money(table)) is not None)


def _counts(grid: Grid, body: Body) -> bool:
    """Whether the corner of the headings says that things are counted, and nothing there that they are paid for."""
    heads = [seen for row in body.headers for seen in grid.row(row, body.first, body.last)]
    corner = [seen.text for seen in heads if seen.cell.column in body.labels]
    first = body is grid.once(find_bodies)[0]  # whose title's unit is its own
    counted = any(map(heads_rates, corner)) or (not first and any(map(heads_counts, corner)))
    return counted and not any(declared_unit(seen.text) for seen in heads)


def _of_money(table: Table) -> Table | None:
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


def _table(grid: Grid, body: Body, id_: str, file: str, settled: Settled) -> Table:
    if settled.labels is not None:
        body = replace(body, labels=(settled.labels,), ambiguous=False)
    headers = body.headers
    top = headers[0] if headers and not body.continues else body.top
    above = title_of(grid, body, top, _end_over(grid, body))
    notes = tuple(_notes(grid, body, _end_of_notes(grid, body)))
    names = grid.sheet.name, PurePath(file).stem
    heads = [seen for row in headers for seen in grid.row(row, body.first, body.last)]
    period = _with_period(period_of(grid, body, above, grid.once(_first_row), file), settled.period)
    around = _around(grid, body, top, above, heads, period, names)
    columns = dated_by_notes(headed_columns(grid, body, headers), (seen.text for seen in notes))
    columns = with_split_years(columns, (seen.text for seen in above))
    size = cache(partial(_size, grid, body))
    columns, titled = timed(columns, around, size)
    period = period if titled == period.period else replace(period, period=titled)
    dated = period.period is not None or any(column.period for column in columns)
    year = around.period.year if around.period else None
    rows = rows_with_months(labelled_rows(grid, body, headers, dated=dated), year, around.said)
    words = (*sorted(above, key=lambda seen: -seen.cell.row), *notes)
    unit = _with_unit(unit_of(grid, body, words, rows, names), settled.unit)
    columns = with_units(columns, unit, frozenset(around.heads), size)
    columns, rows, years_down = turned(with_step_columns(columns), with_step_rows(rows, around.corner))
    left = min(body.labels + body.periods + body.amounts)
    right = max(body.labels + body.periods + body.amounts)
    return Table(
        id=id_,
        sheet=grid.sheet.name,
        range=Range(top, left, body.bottom, right),
        header_rows=headers,
        title=above[0].text if above else "",
        columns=columns,
        rows=rows,
        unit=unit,
        period=period,
        years_down=years_down,
        confidence=_confidence(unit.unit is not None or own_units(grid, body), period, columns, rows),
        labelled=not body.ambiguous,
        subtitles=tuple(seen.text for seen in above[1:]),
        prices=tuple(heading_of(grid, column, headers, body.amounts[0]) for column in body.prices),
        body=body,
    )


def _around(
    grid: Grid, body: Body, top: int, above: Sequence[Seen], heads: Sequence[Seen], period: Declared,
    names: tuple[str, str],
) -> Around:  # fmt: skip
    titles = [seen.text for seen in above]
    dating = grid.at(*place(period.cell)) if period.cell else None  # what tells the year may tell a month of it
    told = [dating.text] if dating is not None and dating.text not in titles else []
    shown = (grid.at(body.top, column) for column in body.amounts)
    return Around(
        period.period,
        said=(*titles, *told, *(f"period {seen.text}" for seen in chosen_months(grid, top)), *names),
        titles=[*titles, names[0]],
        heads=[seen.text for seen in heads],
        corner=[seen.text for seen in heads if seen.cell.column < body.amounts[0]],
        formats=[seen.cell.style.number_format for seen in shown if seen is not None],
        rows_tell=bool(body.periods)
        or any(leads_with_measure(label_text(row_name(grid, body, row))) for row in body.rows[:_SOME]),
    )


def _size(grid: Grid, body: Body, column: int) -> Decimal:
    """The sum of what a column holds, signs apart."""
    return sum(map(abs, numbers_in(grid, body, (column,))), Decimal(0))


def _with_unit(said: Declared, confirmed: Unit | None) -> Declared:
    """The unit, settled where the sheet says none, or says it among others and a person has confirmed it."""
    if confirmed is None or (said.unit is not None and (said.unit != confirmed or not said.doubted)):
        return said
    return replace(said, unit=confirmed, doubted=False, settled=True)


def _with_period(said: Declared, confirmed: Period | None) -> Declared:
    """The same for the year."""
    if confirmed is None or (said.period is not None and (said.period != confirmed or not said.doubted)):
        return said
    return replace(said, period=confirmed, doubted=False, settled=True)


def _first_row(grid: Grid) -> int:
    """Where the first of the sheet's tables begins, with its headings."""
    return min((*each.headers, each.top)[0] for each in grid.once(find_bodies))


def _by_end(grid: Grid) -> list[Body]:
    return sorted(grid.once(find_bodies), key=lambda each: each.bottom)


def _end_over(grid: Grid, body: Body) -> int:
    """The last row of the nearest table over this one, in any of its columns; 0 where none is."""
    bodies = grid.once(_by_end)
    over = range(bisect_left(bodies, body.top, key=lambda each: each.bottom) - 1, -1, -1)
    return next((bodies[at].bottom for at in over if _share_columns(bodies[at], body)), 0)


def _share_columns(one: Body, other: Body) -> bool:
    return one.first <= other.last and other.first <= one.last


def _notes(grid: Grid, body: Body, end: int) -> Iterator[Seen]:
    """The words under a table in rows that hold no numbers of their own."""
    for row in range(body.bottom + 1, end + 1):
        cells = grid.row(row, body.first, body.last)
        if not any(seen.counts for seen in cells):
            yield from (seen for seen in cells if seen.is_word)


def _by_top(grid: Grid) -> list[Body]:
    """The tables of money, for a note over one that counts may be of the one before."""
    return sorted((each for each in grid.once(find_bodies) if not _counts(grid, each)), key=lambda each: each.top)


def _end_of_notes(grid: Grid, body: Body) -> int:
    """The last of the few rows under a table that may speak of it, and not of the table after it."""
    bodies = grid.once(_by_top)
    below = bisect_right(bodies, body.bottom, key=lambda each: each.top)
    if below == len(bodies):
        return body.bottom + _NOTES
    following = bodies[below]
    headers = () if following.continues else following.headers
    end = end_of_notes(grid, following, headers[0] if headers else following.top, body.bottom)
    return min(body.bottom + _NOTES, end)


def _confidence(
    has_unit: bool, period: Declared, columns: tuple[HeadedColumn, ...], rows: tuple[LabelledRow, ...]
) -> Confidence:
    dated = period.cell or all(column.period for column in columns) or all(row.period for row in rows)
    units = has_unit or all(column.unit for column in columns)
    return Confidence.SURE if dated and units else Confidence.LIKELY
