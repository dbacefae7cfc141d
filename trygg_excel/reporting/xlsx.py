"""The report as a workbook: one worksheet per sheet, one table on each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO

from trygg_excel.errors import ReportBroken
from trygg_excel.garbage import without_collecting
from trygg_excel.reporting.accessible import broken_in
from trygg_excel.reporting.form import Form
from trygg_excel.reporting.model import Report
from trygg_excel.reporting.plain import one_line
from trygg_excel.reporting.template import Template
from trygg_excel.reporting.xlsx_book import OPTIONS, Book, plain_book
from trygg_excel.reporting.xlsx_finish import finished
from trygg_excel.reporting.xlsx_form import Sketch, write_form
from trygg_excel.reporting.xlsx_look import FONT, FONT_SIZE
from trygg_excel.reporting.xlsx_pen import Pen
from trygg_excel.reporting.xlsx_place import places
from trygg_excel.reporting.xlsx_sheet import write_sheet
from trygg_excel.reporting.xlsx_template import write_template

CREATED = datetime(2022, 1, 1, tzinfo=UTC)  # the same for every report: same content, same bytes
# What is not locked by name can be written in, to the edge of the sheet: a row with a locked cell cannot be deleted.
_OPEN = {"font_name": FONT, "font_size": FONT_SIZE, "locked": 0}


@without_collecting()
def render_xlsx(
    report: Report, path_or_buffer: str | PathLike[str] | BinaryIO, lang: str = "sv", taken: Iterable[str] = ()
) -> None:
    """Write the report as a workbook: amounts are stored in crowns and shown in each table's unit.

    `taken` are names that its tabs may not have, those of the workbook it is to be put into. Raises ReportBroken, and
    writes nothing, when it breaks a rule of access or of keeping.
    """
    broken = broken_in(report)
    if broken:
        raise ReportBroken(broken)
    book = Book()
    book.set_properties({"title": one_line(report.title, lang), "created": CREATED, "category": "trygg_excel report"})
    placed = places(report, lang, taken)
    pen = Pen(book, {place.sheet.id: book.page(place.name) for place in placed}, placed, lang)
    for place in placed:
        write_sheet(pen, report, place)
    # Written only when whole and checked: half a report is worse than none.
    _put(finished(book.parts(), lang), path_or_buffer)


def _put(data: bytes, path_or_buffer: str | PathLike[str] | BinaryIO) -> None:
    if isinstance(path_or_buffer, str | PathLike):
        Path(path_or_buffer).write_bytes(data)
    else:
        path_or_buffer.write(data)


def render_form(form: Form, path_or_buffer: str | PathLike[str] | BinaryIO) -> None:
    """Write the form as a workbook: each entry is kept as what it is, texts as texts."""
    target = fspath(path_or_buffer) if isinstance(path_or_buffer, str | PathLike) else path_or_buffer
    book = plain_book(target, OPTIONS | {"default_format_properties": _OPEN})
    book.set_properties({"title": form.title, "created": CREATED, "category": form.category})
    write_form(Sketch(book, form))
    book.close()


def render_template(template: Template, path_or_buffer: str | PathLike[str] | BinaryIO) -> None:
    """Write the template as a workbook: the budget first, then how it is filled in and the names it may have."""
    target = fspath(path_or_buffer) if isinstance(path_or_buffer, str | PathLike) else path_or_buffer
    book = plain_book(target, OPTIONS)
    book.set_properties({"title": template.title, "created": CREATED, "category": template.sheets.category})
    write_template(Sketch(book, template.sheets), template)
    write_form(Sketch(book, template.sheets))
    book.close()


def xlsx_bytes(report: Report, lang: str) -> bytes:
    """The workbook of a report as bytes."""
    buffer = BytesIO()
    render_xlsx(report, buffer, lang)
    return buffer.getvalue()
