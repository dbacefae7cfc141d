"""The report as a workbook: one worksheet per sheet, one table on each. The only module that imports xlsxwriter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from math import ceil
from os import PathLike, fspath
from typing import Any, BinaryIO

import xlsxwriter

from trygg_excel.report.display import bare
from trygg_excel.report.model import Amount, Chart, Formula, Link, Ratio, Report, Row, Tone, Value
from trygg_excel.report.plain import cut, one_line, plain, utf16_length
from trygg_excel.report.xlsx_chart import CHART_SIZE, add_chart, basis
from trygg_excel.report.xlsx_formula import crowns, excel_formula, excel_value
from trygg_excel.report.xlsx_look import (
    FONT,
    FONT_SIZE,
    GREY,
    HEAD_SIZES,
    LINE_HEIGHT,
    Look,
    cell_look,
    head_height,
    head_look,
    header_look,
    number_format,
)
from trygg_excel.report.xlsx_place import HeadLine, Place, header_height, letters, measure, places, row_height
from trygg_excel.report.model import Style

CREATED = datetime(2022, 1, 1, tzinfo=UTC)  # the same for every report: same content, same bytes
MOST_TEXT = 32_767
_FROZEN_MOST = 260.0  # points; a taller frozen head leaves no room to scroll on a small screen
_DIGIT_PIXELS = 8
_ROW_PIXELS = 21
_DEFAULT_WIDTH = 8.4
_A4 = 9
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
    "default_row_height": _ROW_PIXELS,
    "default_column_width": 72,
}


def render_xlsx(report: Report, path_or_buffer: str | PathLike[str] | BinaryIO, lang: str = "sv") -> None:
    """Write the report as a workbook: amounts are stored in crowns and shown in each table's unit."""
    target = fspath(path_or_buffer) if isinstance(path_or_buffer, str | PathLike) else path_or_buffer
    book = xlsxwriter.Workbook(target, _OPTIONS)
    book.set_properties({"title": one_line(report.title, lang), "created": CREATED})
    pen = _Pen(book, report, places(report, lang), lang)
    for place in pen.places:
        pen.write_sheet(place)
    # Not closed on an error: closing writes the file, and half a report is worse than none.
    book.close()


class _Pen:
    """Writes places on the worksheets of one workbook; holds its formats, since Excel takes only so many."""

    def __init__(self, book: Any, report: Report, placed: tuple[Place, ...], lang: str) -> None:
        self.book, self.report, self.places, self.lang = book, report, placed, lang
        self.sheets = {place.sheet.id: book.add_worksheet(place.name) for place in placed}
        self.targets = {place.sheet.id: place for place in placed}
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def look(self, look: Look) -> Any:
        """The workbook's format for the look; each is made once."""
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]

    def text(self, on: Any, row: int, column: int, said: str, look: Look) -> None:
        """The one way texts come into the workbook: as strings, whatever they begin with."""
        mark = " … [text cut]" if self.lang == "en" else " … [texten är avkortad]"
        on.write_string(row, column, cut(said, MOST_TEXT, mark), self.look(look))

    def write_sheet(self, place: Place) -> None:
        on = self.sheets[place.sheet.id]
        self._columns(on, place)
        self._lines(on, place.lines, 0, place)
        self._table(on, place)
        self._lines(on, place.foot, place.last + 1, place)
        rows = place.last + len(place.foot)
        if place.sheet.chart and place.bars:
            rows = self._chart(on, place, place.sheet.chart, rows + 2)
        self._page(on, place, rows)

    def _columns(self, on: Any, place: Place) -> None:
        for column, width in enumerate(place.widths):
            on.set_column(column, column, width)

    def _lines(self, on: Any, lines: Iterable[HeadLine], first: int, place: Place) -> None:
        for row, line in enumerate(lines, first):
            look = head_look(line.head, self.report.tone)
            on.set_row(row, head_height(line.head))
            self.text(on, row, 0, line.said, look)
            if "bg_color" in look:
                for column in range(1, len(place.widths)):
                    on.write_blank(row, column, None, self.look(look))

    def _table(self, on: Any, place: Place) -> None:
        columns = place.sheet.table.columns
        self._as_excel_table(on, place)
        on.set_row(place.header, header_height(place))
        for column, heading in enumerate(place.headings):
            self.text(on, place.header, column, heading, header_look(columns[column]))
        for row, data in enumerate(place.sheet.table.rows, place.first):
            on.set_row(row, row_height(place, data))
            for column, value in enumerate(data.cells):
                self._cell(on, (row, column), value, data, place)
        if not place.sheet.table.rows:
            self.text(on, place.first, 0, plain(place.sheet.table.empty, self.lang), {"italic": True, "font_color": GREY})

    def _as_excel_table(self, on: Any, place: Place) -> None:
        """A table that screen readers know as one; the totals below a filtered list stay out of it and in sight."""
        last = place.last
        if place.filtered:
            last = place.header + sum(row.role == "line" for row in place.sheet.table.rows)
        options = {"style": None, "autofilter": place.filtered, "name": f"Tabell_{self.places.index(place) + 1}"}
        columns = [{"header": heading} for heading in place.headings]
        on.add_table(place.header, 0, last, len(columns) - 1, options | {"columns": columns})

    def _cell(self, on: Any, at: tuple[int, int], value: Value, row: Row, place: Place) -> None:
        column = place.sheet.table.columns[at[1]]
        look = cell_look(value, column, row, place.how, leftmost=at[1] == 0)
        match value:
            case Formula():
                on.write_formula(*at, excel_formula(value, place), self.look(look), excel_value(value, self.lang))
            case Amount(ore=int(ore)):
                on.write_number(*at, crowns(ore), self.look(look))
            case Ratio(value=share) if share is not None:
                on.write_number(*at, float(share), self.look(look))
            case int(number):
                on.write_number(*at, number, self.look(look))
            case _:
                self._words(on, at, value, look, place)
