"""Where tables, headings, labels, periods, units and totals stand on a sheet; one file per question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from pathlib import PurePath
from types import MappingProxyType

from trygg_excel.fact import Confidence
from trygg_excel.layout.amounts.money_only import counts_things, of_money
from trygg_excel.layout.amounts.table_units import numbers_in, own_units, unit_of, with_units
from trygg_excel.layout.kinds.terms import leads_with_measure
from trygg_excel.layout.names.corners import with_corners
from trygg_excel.layout.names.down import turned
from trygg_excel.layout.names.rows import label_text, labelled_rows, row_name
from trygg_excel.layout.names.steps import with_step_columns, with_step_rows
from trygg_excel.layout.sight.bodies import find_bodies
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.headings import headed_columns, heading_of
from trygg_excel.layout.sight.surroundings import Surroundings, first_row, surroundings
from trygg_excel.layout.table import Body, Declared, HeadedColumn, LabelledRow, Settled, Table
from trygg_excel.layout.time.dated import dated_by_notes, rows_with_months
from trygg_excel.layout.time.months import is_only_months
from trygg_excel.layout.time.periods import Period
from trygg_excel.layout.time.split_years import with_split_years
from trygg_excel.layout.time.table_period import chosen_months, period_of
from trygg_excel.layout.time.timed import Around, timed
from trygg_excel.money import Unit
from trygg_excel.workbook import Range, place

_SOME = 40  # rows
_SEVERAL = 2  # half of the rows or more
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
        if not (counts_things(grid, body) if id_ not in settled else settled[id_].no_money)
    )
    return with_corners(grid, [each for table in tables if (each := of_money(table)) is not None])


def _table(grid: Grid, body: Body, id_: str, file: str, settled: Settled) -> Table:
    if settled.labels is not None:
        body = replace(body, labels=(settled.labels,), ambiguous=False)
    headers, found = body.headers, surroundings(grid, body)
    names = grid.sheet.name, PurePath(file).stem
    period = _with_period(period_of(grid, body, found.above, grid.once(first_row), file), settled.period)
    around = _around(grid, body, found, period, names)
    columns = dated_by_notes(headed_columns(grid, body, headers), (seen.text for seen in found.notes))
    columns = with_split_years(columns, (seen.text for seen in found.above))
    size = cache(partial(_size, grid, body))
    columns, titled = timed(columns, around, size)
    period = period if titled == period.period else replace(period, period=titled)
    dated = period.period is not None or any(column.period for column in columns)
    year = around.period.year if around.period else None
    rows = rows_with_months(labelled_rows(grid, body, headers, dated=dated), year, around.said)
    unit = _with_unit(unit_of(grid, body, found.words, rows, names), settled.unit)
    columns = with_units(columns, unit, frozenset(around.heads), size)
    columns, rows, years_down = turned(with_step_columns(columns), with_step_rows(rows, around.corner))
    told = body.labels + body.periods + body.amounts
    return Table(
        id=id_,
        sheet=grid.sheet.name,
        range=Range(found.top, min(told), body.bottom, max(told)),
        header_rows=headers,
        title=found.above[0].text if found.above else "",
        columns=columns,
        rows=rows,
        unit=unit,
        period=period,
        years_down=years_down,
        confidence=_confidence(unit.unit is not None or own_units(grid, body), period, columns, rows),
        labelled=not body.ambiguous,
        subtitles=tuple(seen.text for seen in found.above[1:]),
        prices=tuple(heading_of(grid, column, headers, body.amounts[0]) for column in body.prices),
        body=body,
    )


def _around(grid: Grid, body: Body, found: Surroundings, period: Declared, names: tuple[str, str]) -> Around:
    titles = [seen.text for seen in found.above]
    dating = grid.at(*place(period.cell)) if period.cell else None  # what tells the year may tell a month of it
    told = [dating.text] if dating is not None and dating.text not in titles else []
    names_down = [label_text(row_name(grid, body, row)) for row in body.rows[:_SOME]]
    shown = (grid.at(body.top, column) for column in body.amounts)
    return Around(
        period.period,
        said=(*titles, *told, *(f"period {seen.text}" for seen in chosen_months(grid, found.top)), *names),
        titles=[*titles, names[0]],
        heads=[seen.text for seen in found.heads],
        corner=[seen.text for seen in found.heads if seen.cell.column < body.amounts[0]],
        formats=[seen.cell.style.number_format for seen in shown if seen is not None],
        rows_tell=bool(body.periods) or any(map(leads_with_measure, names_down)),
        months_down=_SEVERAL * sum(map(is_only_months, names_down)) >= len(names_down) > 1,
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


def _confidence(
    has_unit: bool, period: Declared, columns: tuple[HeadedColumn, ...], rows: tuple[LabelledRow, ...]
) -> Confidence:
    dated = period.cell or all(column.period for column in columns) or all(row.period for row in rows)
    units = has_unit or all(column.unit for column in columns)
    return Confidence.SURE if dated and units else Confidence.LIKELY
