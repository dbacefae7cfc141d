"""A form as worksheets: headings locked, cells open, lists and limits on what may be written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from trygg_excel.reporting.form import HEADER, Entry, Form, FormColumn, FormSheet, Holds
from trygg_excel.reporting.xlsx_look import GREY, HEADER_FILL, INK, LINE_HEIGHT, RULE, STRONG_RULE, Look
from trygg_excel.reporting.xlsx_measure import height, measure
from trygg_excel.reporting.xlsx_paper import A4, MARGINS, ROOM, page_head, paper_for, side_by_side
from trygg_excel.reporting.xlsx_place import letters

_MOST_TOLD = 255  # characters Excel shows beside a cell
_MOST_LIST = 255  # characters of a list written out
_HEAD = (27.0, 20.0, 6.0, 33.0)  # points of title, lead, blank and headings
_BLANK_WIDTH = 9  # digits of a column that has none of its own
_SHRUNK = 1.2  # so much more than a page is printed on one
_EPOCH = date(1899, 12, 30)
PROTECTION = {
    "format_columns": True,
    "format_rows": True,
    "format_cells": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
_FORMATS = {Holds.TEXT: "@", Holds.AMOUNT: "#,##0.0#######", Holds.NUMBER: "General", Holds.WHOLE: "0", Holds.YEAR: "0"}
_TITLE: Look = {"locked": 1, "bold": True, "font_size": 18, "font_color": INK, "valign": "vcenter"}
_LEAD: Look = {"locked": 1, "font_color": GREY, "valign": "vcenter"}


class Sketch:
    """The workbook being written, and its looks by their properties: Excel takes only so many."""

    def __init__(self, book: Any, form: Form) -> None:
        self.book, self.form = book, form
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def look(self, look: Look) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(look)
        return self._made[key]


def write_form(sketch: Sketch) -> None:
    """Every sheet of the form."""
    for each in sketch.form.sheets:
        _write(sketch, sketch.book.add_worksheet(each.name), each)


def _write(sketch: Sketch, on: Any, sheet: FormSheet) -> None:
    for index, column in enumerate(sheet.columns):
        on.set_column(index, index, column.width, sketch.look(_cell_look(sheet, column, index)))
    _head(sketch, on, sheet)
    for row in range(len(sheet.rows)):
        on.set_row(HEADER + 1 + row, _height(sheet, row))
    for row, at, entry in sheet.cells():
        described = sheet.column_at(row, at)
        _entry(on, HEADER + 1 + row, at, entry, sketch.look(_cell_look(sheet, described, at, entry, filled=True)))
    for index, column in enumerate(sheet.columns) if sheet.open and not sheet.by_row else ():
        _limit(sketch, on, column, HEADER + 1, sheet.last_row(), index)
    for row, column in enumerate(sheet.by_row):
        _limit(sketch, on, column, HEADER + 1 + row, HEADER + 1 + row, 1)
    on.protect("", PROTECTION)
    _page(on, sheet)


def _head(sketch: Sketch, on: Any, sheet: FormSheet) -> None:
    """Title, lead and headings; the rows are locked from edge to edge."""
    locked = sketch.look({"locked": 1})
    for row, high in enumerate(_HEAD):
        on.set_row(row, high, locked)
    on.write_string(0, 0, sheet.title, sketch.look(_TITLE))
    on.write_string(1, 0, sheet.lead, sketch.look(_LEAD))
    look: Look = {"bold": True, "font_color": INK, "bg_color": HEADER_FILL, "text_wrap": True, "valign": "bottom"}
    look |= {"locked": 1, "bottom": 1, "bottom_color": STRONG_RULE}
    for index, column in enumerate(sheet.columns):
        on.write_string(HEADER, index, column.heading, sketch.look(look | _aligned(column, index)))


def _aligned(column: FormColumn, index: int) -> Look:
    """Numbers to the right; a text to the right of one needs some air."""
    return {"align": _align(column), "indent": int(_align(column) == "left" and index > 0)}


def _align(column: FormColumn) -> str:
    return "right" if column.holds in {Holds.AMOUNT, Holds.NUMBER} else "left"


def _cell_look(sheet: FormSheet, column: FormColumn, index: int, entry: Entry = None, *, filled: bool = False) -> Look:
    fixed = not sheet.open or (bool(sheet.by_row) and index != 1)
    look: Look = {"font_color": INK, "valign": "top", "locked": int(fixed)}
    look |= _aligned(column, index)
    look |= {"num_format": "yyyy-mm-dd" if column.holds is Holds.DATE else _FORMATS[column.holds]}
    if column.holds is Holds.TEXT:
        look |= {"text_wrap": True}
    if isinstance(entry, Decimal):
        look |= {"num_format": _exactly(entry)}
    if filled:
        look |= {"bottom": 1, "bottom_color": RULE}
    return look


def _exactly(number: Decimal) -> str:
    """A format that shows all that is there, and one decimal at least where there are any."""
    decimals = max(1, -int(number.normalize().as_tuple().exponent))
    return "#,##0." + "0" * decimals


def _height(sheet: FormSheet, row: int) -> float:
    """As high as the longest text of the row wants to be."""
    texts = [(entry, sheet.columns[at].width) for at, entry in enumerate(sheet.rows[row]) if isinstance(entry, str)]
    return 3 + max([LINE_HEIGHT, *(height(said, width - 1) for said, width in texts)])


def _entry(on: Any, row: int, column: int, entry: Entry, look: Any) -> None:
    if entry is None or entry == "":
        on.write_blank(row, column, None, look)
    elif isinstance(entry, str):
        on.write_string(row, column, entry, look)
    elif isinstance(entry, date):
        on.write_number(row, column, (entry - _EPOCH).days, look)
    else:
        on.write_number(row, column, float(entry), look)


def _limit(sketch: Sketch, on: Any, column: FormColumn, first: int, last: int, index: int) -> None:
    """What may be written there: a list, or a kind of value; what is told beside the cell."""
    rule = _rule(sketch, column, f"{letters(index)}{first + 1}")
    if rule is None and not column.told:
        return
    said = {"input_title": column.heading[:32], "input_message": column.told[:_MOST_TOLD]} if column.told else {}
    error = {"error_title": column.heading[:32], "error_message": (column.told or "Välj i listan.")[:_MOST_TOLD]}
    on.data_validation(first, index, last, index, {**(rule or {"validate": "any"}), **said, **(error if rule else {})})


def _rule(sketch: Sketch, column: FormColumn, cell: str) -> dict[str, object] | None:
    if column.choices and sum(len(each) + 1 for each in column.choices) <= _MOST_LIST:
        return {"validate": "list", "source": list(column.choices)}
    if column.from_sheet:
        last = sketch.form.sheet(column.from_sheet).last_row() + 1
        return {"validate": "list", "source": f"='{column.from_sheet}'!$A${HEADER + 2}:$A${last}"}
    word = sketch.form.unknown
    rules: dict[Holds, dict[str, object]] = {
        Holds.AMOUNT: {"validate": "custom", "value": f'=OR(ISNUMBER({cell}),LOWER({cell})="{word}")'},
        Holds.NUMBER: {"validate": "decimal", "criteria": ">=", "value": 0},
        Holds.YEAR: {"validate": "integer", "criteria": "between", "minimum": 1900, "maximum": 2999},
        Holds.DATE: {"validate": "date", "criteria": ">=", "value": date(1950, 1, 1)},
    }
    return rules.get(column.holds)


def _page(on: Any, sheet: FormSheet) -> None:
    """A4 across; a sheet too wide for that is printed on pages beside each other."""
    on.hide_gridlines(2)
    on.freeze_panes(HEADER + 1, 1 if len(sheet.columns) > 4 else 0)
    on.set_landscape()
    on.set_paper(A4)
    on.repeat_rows(HEADER)
    on.set_footer("&L&9 &A&R&9 Sida &P av &N")
    count, last = len(sheet.columns), HEADER + max(1, len(sheet.rows))
    paper = paper_for([each.width for each in sheet.columns], count, count)
    if paper.breaks:
        side_by_side(on, paper, HEADER, last, page_head(sheet.title, sheet.lead))
    else:
        on.set_margins(**MARGINS)
        on.fit_to_pages(1, int(_high(sheet) <= _SHRUNK * ROOM[1] / paper.scale))
        beside = max(0.0, measure(sheet.lead) - sum(each.width for each in sheet.columns)) / _BLANK_WIDTH
        on.print_area(0, 0, last, count + ceil(beside) - 1)


def _high(sheet: FormSheet) -> float:
    return sum(_HEAD) + sum(_height(sheet, row) for row in range(len(sheet.rows)))
