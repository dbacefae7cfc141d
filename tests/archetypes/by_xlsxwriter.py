"""A drawn Book by way of XlsxWriter: the cells as Excel would leave them, formulas with their values."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.archetypes.drawing import CREATED, Book, Ink, Look, Page, place, plain


def xlsxwriter_file(book: Book, path: Path, **options: Any) -> None:
    font = {"font_name": book.font, "font_size": book.size, "font_scheme": False}
    with xlsxwriter.Workbook(path, {"default_format_properties": font, **options}) as out:
        out.set_properties({"created": CREATED})
        formats: dict[Look, Any] = {}
        for page in book.pages:
            _write_page(out, out.add_worksheet(page.name), page, formats)
        for name, area in book.names.items():
            out.define_name(name, f"={area}")


def _write_page(out: Any, sheet: Any, page: Page, formats: dict[Look, Any]) -> None:
    {"hidden": sheet.hide, "veryHidden": sheet.very_hidden}.get(page.state, int)()
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for letters in {*page.widths, *page.hidden_columns}:
        hidden = {"hidden": letters in page.hidden_columns}
        sheet.set_column(f"{letters}:{letters}", page.widths.get(letters, 12), None, hidden)
    for at in sorted({*page.heights, *page.hidden_rows, *page.levels}):
        level = {"level": page.levels[at]} if at in page.levels else {}
        sheet.set_row(at - 1, page.heights.get(at), None, {"hidden": at in page.hidden_rows, **level})
    for area in page.merges.values():
        first = page.cells[place(area.partition(":")[0])]
        sheet.merge_range(area, "", _format(out, first.look, formats))
    for (row, column), ink in sorted(page.cells.items()):
        _write_cell(sheet, row - 1, column - 1, ink, _format(out, ink.look, formats))
    for commented, text in page.comments.items():
        sheet.write_comment(commented, text)
    for extra in page.extras:
        extra(out, sheet)


def _format(out: Any, look: Look, formats: dict[Look, Any]) -> Any:
    if look == Look():
        return None
    if look not in formats:
        told = {
            "bold": look.bold, "italic": look.italic, "bg_color": look.fill, "font_color": look.color,
            "indent": look.indent, "num_format": look.fmt, "align": look.align, "text_wrap": look.wrap,
            "top": look.top, "bottom": look.bottom, "locked": not look.unlocked, "valign": "vcenter",
        }  # fmt: skip
        size = {"font_size": look.size} if look.size else {}
        formats[look] = out.add_format({key: value for key, value in told.items() if value not in {"", 0}} | size)
        formats[look].set_locked(not look.unlocked)
    return formats[look]


def _write_cell(sheet: Any, row: int, column: int, ink: Ink, style: Any) -> None:
    if ink.formula:
        sheet.write_formula(row, column, ink.formula, style, "" if ink.value is None else plain(ink.value))
    elif isinstance(ink.value, date):
        sheet.write_datetime(row, column, ink.value, style)
    elif isinstance(ink.value, str):
        sheet.write_string(row, column, ink.value, style)
    else:
        sheet.write(row, column, plain(ink.value), style)
