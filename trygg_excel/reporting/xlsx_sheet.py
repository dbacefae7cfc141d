"""One worksheet from top to bottom: head, table, foot, chart, page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import ceil
from types import NoneType
from typing import Any

from trygg_excel.finding import Text
from trygg_excel.reporting.model import Amount, Chart, Formula, Mark, Ratio, Report, Row, RowRole, Style, Tone, Value
from trygg_excel.reporting.plain import plain
from trygg_excel.reporting.xlsx_chart import LABEL_LIMIT, Basis, basis
from trygg_excel.reporting.xlsx_chart_part import chart_part
from trygg_excel.reporting.xlsx_formula import Formulas, crowns
from trygg_excel.reporting.xlsx_look import (
    GREY,
    LINE_HEIGHT,
    LINE_PIXELS,
    Head,
    Look,
    LookKey,
    amount_format,
    cell_look,
    head_height,
    head_look,
    header_look,
)
from trygg_excel.reporting.xlsx_measure import measure
from trygg_excel.reporting.xlsx_page import set_page
from trygg_excel.reporting.xlsx_pen import Pen, look_key
from trygg_excel.reporting.xlsx_place import (
    CHART_PIXELS,
    HeadLine,
    Place,
    letters,
    print_columns,
)

# Lines of a row whose cells begin at the top. In lower ones they stand in the middle: LibreOffice sets a first line so
# high that it touches the rule above.
_TALL = 12.5
_DEEPEST = 7  # levels of outline that Excel knows
_TINY: Look = {"font_size": 9, "font_color": GREY}
_FIGURE: Look = _TINY | {"align": "right"}
_SMALL, _NOTE, _SMALL_HEADER, _FIGURE_HEADER = map(
    look_key,
    (
        _TINY,
        _TINY | {"italic": True, "valign": "bottom"},
        _TINY | {"bold": True, "valign": "bottom"},
        _FIGURE | {"bold": True, "valign": "bottom"},
    ),
)


def write_sheet(pen: Pen, report: Report, place: Place) -> None:
    """Write the sheet on its worksheet."""
    on = pen.sheets[place.sheet.id]
    for column, width in enumerate(place.widths):
        on.set_width(column, width)
    _lines(pen, on, place, place.lines, 0, report.tone)
    _table(pen, on, place)
    # Of the first column, which stands on each page, a text that runs on would be cut on all but the first.
    _lines(pen, on, place, place.foot, place.last + 1, report.tone, column=int(bool(place.paper.breaks)))
    last = place.last + len(place.foot)
    if place.sheet.chart and place.bars:
        last = _chart(pen, on, place, place.sheet.chart, last + 2)
    set_page(on, report, place, last, pen.lang)


def _lines(pen: Pen, on: Any, place: Place, lines: Iterable[HeadLine], first: int, tone: Tone, column: int = 0) -> None:
    for row, line in enumerate(lines, first):
        ends = row == place.header - 1
        look = pen.known(_head_key(line.head, tone, line.begins, ends))
        on.set_height(row, head_height(line.head, begins=line.begins, ends=ends))
        pen.string(on, row, column, line.said, look)
        if line.head is Head.VERDICT:
            for beside in range(1, print_columns(place)):
                on.write_blank(row, beside, None, look)


@cache
def _head_key(head: Head, tone: Tone, begins: bool, ends: bool) -> LookKey:
    return look_key(head_look(head, tone, begins=begins, ends=ends))


@cache
def _header_key(style: Style, leftmost: bool) -> LookKey:
    return look_key(header_look(style, leftmost=leftmost))


def _table(pen: Pen, on: Any, place: Place) -> None:
    table = place.sheet.table
    _as_excel_table(pen, on, place)
    on.set_height(place.header, place.header_height)
    for index, (heading, column) in enumerate(zip(place.headings, table.columns, strict=True)):
        pen.string(on, place.header, index, heading, pen.known(_header_key(column.style, index == 0)))
    looks, formulas = Looks(pen, place), Formulas(place)
    for row, (data, said) in enumerate(zip(table.rows, place.grid, strict=True), place.first):
        high = place.heights[row - place.first]
        on.set_height(row, high, min(data.level, _DEEPEST) if place.sheet.outline else 0)
        dressed = looks.of_row(data, tall=high > _TALL * LINE_HEIGHT)
        pen.cells(on, row, data.cells, said, dressed, formulas)
    pen.trends(on, place)
    if not table.rows:
        pen.text(on, place.first, 0, plain(table.empty, pen.lang), {"italic": True, "font_color": GREY})


class Looks:
    """The looks of a table's cells: each is worked out once for all cells, and all rows, that are alike."""

    def __init__(self, pen: Pen, place: Place) -> None:
        self._pen, self._place = pen, place
        self._rows: dict[tuple[object, ...], list[Any]] = {}

    def of_row(self, row: Row, *, tall: bool) -> list[Any]:
        """The looks of the row's cells."""
        kinds = tuple([_PLAIN.get(value.__class__) or _kind(value) for value in row.cells])
        key = (kinds, row.role, row.level, row.tone, tall)
        made = self._rows.get(key)
        if made is None:
            made = self._rows[key] = [self._of(kind, row, index, tall) for index, kind in enumerate(kinds)]
        return made

    def _of(self, kind: object, row: Row, index: int, tall: bool) -> Any:
        column, how = self._place.sheet.table.columns[index], self._place.how
        begins = None if index else (row.level, row.tone)
        alike = (kind, column.style, column.asked, row.role, begins, tall, how.unit.factor, how.decimals)
        known = _KNOWN.get(alike)
        if known is None:
            known = _KNOWN[alike] = look_key(cell_look(row.cells[index], column, row, how, index, tall=tall))
        return self._pen.known(known)


# Of every report this process has written: what a cell looks like follows from these alone, and they are few.
_KNOWN: dict[tuple[object, ...], LookKey] = {}
_PLAIN: dict[type, type] = {
    each: each for each in (str, int, Text, Ratio, NoneType)
}  # what has a look by being one of them


def _kind(value: Value) -> object:
    """What of a value tells its look."""
    held = value.value if isinstance(value, Formula) else value
    if isinstance(held, Amount):
        return "unknown" if held.ore is None else Amount
    return (Mark, held.tone) if isinstance(held, Mark) else held.__class__


def _as_excel_table(pen: Pen, on: Any, place: Place) -> None:
    """A table that screen readers know as one; the totals below a filtered list stay out of it and in sight."""
    last = place.last
    if place.filtered:
        last = place.header + sum(row.role is RowRole.LINE for row in place.sheet.table.rows)
    number = list(pen.places).index(place.sheet.id) + 1
    on.set_table(f"Tabell_{number}", place.header, last, place.headings, filtered=place.filtered)
    on.set_marks(f"A{place.first + 1}:{letters(len(place.headings) - 1)}{place.last + 1}", pen.negative)


def _chart(pen: Pen, on: Any, place: Place, chart: Chart, row: int) -> int:
    """The chart below the table, its figures to the right of what is printed. Gives the last row it covers."""
    column = print_columns(place) + 1
    held = basis(place.bars, pen.lang)
    _basis(pen, on, place, held, column)
    drawn = chart_part(place, chart, held, column, pen.book.named(place.name))
    pen.book.draw(on, row, drawn, CHART_PIXELS, plain(chart.alt, pen.lang))
    return row + ceil(CHART_PIXELS[1] / LINE_PIXELS)


def _basis(pen: Pen, on: Any, place: Place, held: Basis, column: int) -> None:
    """The chart's figures, small and grey, from `column` on: labels, series, the place of the labels."""
    small = pen.known(_SMALL)
    pen.string(on, place.header - 1, column, held.note, pen.known(_NOTE))
    pen.string(on, place.header, column, held.label, pen.known(_SMALL_HEADER))
    on.set_width(column, 0.8 * max(measure(bar.label[:LABEL_LIMIT]) for bar in place.bars) + 2)
    for row, label in enumerate(held.labels, place.first):
        pen.string(on, row, column, label, small)
    number = pen.look(_FIGURE | {"num_format": amount_format(place.bars_how, signed=False)})
    for index, (_, name, values) in enumerate(held.series, column + 1):
        # A bar of nought would be drawn as a line.
        _figures(pen, on, place, index, name, [ore or None for ore in values], number)
    _figures(pen, on, place, column + 1 + len(held.series), *held.position, number)


def _figures(
    pen: Pen, on: Any, place: Place, column: int, name: str, figures: Iterable[int | None], number: Any
) -> None:
    on.set_width(column, max(14, measure(name)))
    pen.string(on, place.header, column, name, pen.known(_FIGURE_HEADER))
    for row, ore in enumerate(figures, place.first):
        if ore is not None:
            on.write_number(row, column, crowns(ore), number)
