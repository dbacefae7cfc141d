"""Where tables, headings, labels, periods, units and totals stand on a sheet; one file per question."""

from __future__ import annotations

from pathlib import PurePath

from trygg_excel.fact import Confidence
from trygg_excel.layout.bodies import find_bodies
from trygg_excel.layout.grid import Grid
from trygg_excel.layout.headings import end_of_notes, headed_columns, header_rows, title_of
from trygg_excel.layout.periods import Period, year_period, years_in
from trygg_excel.layout.rows import labelled_rows
from trygg_excel.layout.seen import Seen
from trygg_excel.layout.table import Body, Declared, HeadedColumn, LabelledRow, Table
from trygg_excel.layout.units import declared_unit
from trygg_excel.workbook import Range

_NOTES = 5  # rows under a table in which a note may speak of its unit


def lay_out(grid: Grid, file: str) -> tuple[Table, ...]:
    """The tables on a sheet, top to bottom; none when nothing on it looks like one."""
    bodies = find_bodies(grid)
    return tuple(_table(grid, body, f"T{number}", bodies, file) for number, body in enumerate(bodies, 1))


def _table(grid: Grid, body: Body, id_: str, bodies: tuple[Body, ...], file: str) -> Table:
    after = max((each.bottom for each in bodies if each.bottom < body.top), default=0)
    headers = header_rows(grid, body, after)
    top = headers[0] if headers else body.top
    above = title_of(grid, body, top, after)
    notes = tuple(grid.words(body.bottom + 1, _end_of_notes(grid, body, bodies), body.first, body.last))
    columns = headed_columns(grid, body, headers)
    rows = labelled_rows(grid, body, headers)
    unit = _unit(grid, body, (*sorted(above, key=lambda seen: -seen.cell.row), *notes), headers, rows)
    period = _period(grid, above, file)
    years_down = _are_years_down(columns, rows)
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
        confidence=_confidence(unit.unit is not None or _own_units(grid, body), period, columns, rows),
    )


def _end_of_notes(grid: Grid, body: Body, bodies: tuple[Body, ...]) -> int:
    """The last of the few rows under a table that may speak of it, and not of the table after it."""
    below = min((each.top for each in bodies if each.top > body.bottom), default=None)
    if below is None:
        return body.bottom + _NOTES
    following = next(each for each in bodies if each.top == below)
    headers = header_rows(grid, following, body.bottom)
    return min(body.bottom + _NOTES, end_of_notes(grid, headers[0] if headers else below, body.bottom))


def _unit(
    grid: Grid, body: Body, around: tuple[Seen, ...], headers: tuple[int, ...], rows: tuple[LabelledRow, ...]
) -> Declared:
    """The table's unit: by its header corner, then its sum row, then its title or notes, then any text above."""
    cells = (seen for row in headers for seen in grid.row(row, body.first, body.last))
    heading = [seen for seen in cells if seen.cell.column < body.amounts[0]]
    for seen in heading:
        if unit := declared_unit(seen.text):
            return Declared(unit=unit, cell=seen.cell.address)
    for row in rows:
        if row.unit is not None and row.role != "line":
            return Declared(unit=row.unit, cell=grid.row(row.row, body.first, body.last)[0].cell.address)
    for seen in (*around, *grid.words(1, body.top - 1)):
        if unit := declared_unit(seen.text):
            return Declared(unit=unit, cell=seen.cell.address)
    return Declared()


def _period(grid: Grid, above: tuple[Seen, ...], file: str) -> Declared:
    """The year for what names none itself: the one year in the title, the sheet's name or the file's name."""
    for seen in above:
        years = years_in(seen.text)
        if years:
            return Declared(period=_only(years), cell=seen.cell.address)
    for text in (grid.sheet.name, PurePath(file).stem):
        if years := years_in(text):
            return Declared(period=_only(years))
    return Declared()


def _only(years: tuple[int, ...]) -> Period | None:
    return year_period(years[0]) if len(years) == 1 else None


def _are_years_down(columns: tuple[HeadedColumn, ...], rows: tuple[LabelledRow, ...]) -> bool:
    """Rows named by nothing but their year, under columns that name no period."""
    named_by_year = sum(row.period is not None and not row.label for row in rows)
    return named_by_year * 3 >= len(rows) * 2 and not any(column.period for column in columns)


def _own_units(grid: Grid, body: Body) -> bool:
    """Whether every amount carries its unit itself: '1,0 miljoner kr'."""
    cells = (grid.at(row, column) for row in body.rows for column in body.amounts)
    return all(written.unit for seen in cells if seen is not None and seen.counts for written in seen.amounts)


def _confidence(
    has_unit: bool, period: Declared, columns: tuple[HeadedColumn, ...], rows: tuple[LabelledRow, ...]
) -> Confidence:
    dated = period.cell or all(column.period for column in columns) or all(row.period for row in rows)
    units = has_unit or all(column.unit for column in columns)
    return Confidence.SURE if dated and units else Confidence.LIKELY
