"""A drawn Book by way of openpyxl: what programs write, formulas without values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName

from tests.archetypes.drawing import CREATED, Book, Look, Page, plain


def openpyxl_file(book: Book, path: Path) -> None:
    out = openpyxl.Workbook()
    out.remove(out.worksheets[0])
    out.properties.created = out.properties.modified = CREATED
    for page in book.pages:
        _fill_sheet(book, out.create_sheet(page.name), page)
        for extra in page.extras:
            extra(out, out[page.name])
    for name, area in book.names.items():
        out.defined_names[name] = DefinedName(name, attr_text=area)
    out.save(path)


def _fill_sheet(book: Book, sheet: Any, page: Page) -> None:
    sheet.sheet_state = page.state
    for letters in {*page.widths, *page.hidden_columns}:
        sheet.column_dimensions[letters].width = page.widths.get(letters, 12)
        sheet.column_dimensions[letters].hidden = letters in page.hidden_columns
    for at in {*page.heights, *page.hidden_rows, *page.levels}:
        dimension = sheet.row_dimensions[at]
        dimension.height, dimension.hidden = page.heights.get(at), at in page.hidden_rows
        dimension.outlineLevel = page.levels.get(at, 0)
    for (row, column), ink in sorted(page.cells.items()):
        cell = sheet.cell(row, column, ink.formula or plain(ink.value))
        if isinstance(ink.value, str) and not ink.formula:
            cell.data_type = "s"  # a text that begins with '=' or looks like an error stays a text
        _dress(book, cell, ink.look)
    for area in page.merges.values():
        sheet.merge_cells(area)
    for commented, text in page.comments.items():
        sheet[commented].comment = Comment(text, "Ekonomiavdelningen")


def _dress(book: Book, cell: Any, look: Look) -> None:
    size, color = look.size or book.size, (look.color or "#000000").lstrip("#")
    cell.font = Font(name=book.font, size=size, bold=look.bold, italic=look.italic, color=f"FF{color}")
    if look.fill:
        cell.fill = PatternFill("solid", start_color=f"FF{look.fill.lstrip('#')}")
    if look.fmt:
        cell.number_format = look.fmt
    if look.align or look.wrap or look.indent:
        cell.alignment = Alignment(horizontal=look.align or None, wrap_text=look.wrap, indent=look.indent)
    if look.top or look.bottom:
        top, bottom = (Side("thin") if wanted else None for wanted in (look.top, look.bottom))
        cell.border = Border(top=top, bottom=bottom)
    if look.unlocked:
        cell.protection = Protection(locked=False)
