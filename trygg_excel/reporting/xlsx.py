"""The report as a workbook: one worksheet per sheet, one table on each. The only module that imports xlsxwriter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from os import PathLike, fspath
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.packager import Packager
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

from trygg_excel.errors import ReportBroken
from trygg_excel.garbage import without_collecting
from trygg_excel.reporting.accessible import broken_in
from trygg_excel.reporting.form import Form
from trygg_excel.reporting.model import Report
from trygg_excel.reporting.plain import one_line
from trygg_excel.reporting.template import Template
from trygg_excel.reporting.xlsx_finish import finished
from trygg_excel.reporting.xlsx_form import Sketch, write_form
from trygg_excel.reporting.xlsx_look import DIGIT_PIXELS, FONT, FONT_SIZE, LINE_PIXELS
from trygg_excel.reporting.xlsx_pen import Pen
from trygg_excel.reporting.xlsx_place import letters, places
from trygg_excel.reporting.xlsx_sheet import write_sheet
from trygg_excel.reporting.xlsx_template import write_template

CREATED = datetime(2022, 1, 1, tzinfo=UTC)  # the same for every report: same content, same bytes
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
    "default_row_height": LINE_PIXELS,
    "default_column_width": 9 * DIGIT_PIXELS,
}
# What is not locked by name can be written in, to the edge of the sheet: a row with a locked cell cannot be deleted.
_OPEN = {"font_name": FONT, "font_size": FONT_SIZE, "locked": 0}


class Page(Worksheet):  # type: ignore[misc]  # XlsxWriter is untyped
    """A worksheet that writes what XlsxWriter's own does, to the byte, in less time."""

    # Places are numbers here: they need not be looked at for 'A1'.
    write_string = Worksheet._write_string
    write_number = Worksheet._write_number
    write_blank = Worksheet._write_blank
    write_formula = Worksheet._write_formula

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        """As it is: none of ours holds one of the thirty functions that need a prefix to be known."""
        return formula.removeprefix("=")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """Cells with a look, which most are, in one piece."""
        kind, look = cell.__class__, cell.format
        told = kind is CellFormulaTuple and isinstance(cell.value, str)
        if look is None or told or kind not in _WRITTEN:
            super()._write_cell(row, col, cell)
            return
        place = f'<c r="{letters(col)}{row + 1}" s="{look._get_xf_index()}"'
        if kind is CellStringTuple:
            self.fh.write(f'{place} t="s"><v>{cell.string}</v></c>')
        elif kind is CellNumberTuple:
            self.fh.write(f"{place}><v>{cell.number:.16G}</v></c>")
        elif kind is CellBlankTuple:
            self.fh.write(f"{place}/>")
        else:
            self.fh.write(f"{place}><f>{self._escape_data(cell.formula)}</f><v>{cell.value}</v></c>")


_WRITTEN = frozenset({CellStringTuple, CellNumberTuple, CellBlankTuple, CellFormulaTuple})


class Parts(Packager):  # type: ignore[misc]
    """Keeps the parts of the workbook as they are, for us to look through and pack: packed once, unpacked never."""

    def __init__(self) -> None:
        super().__init__()
        self.made: dict[str, bytes] = {}

    def _create_package(self) -> list[Any]:
        self.made = {name: held.getvalue().encode() for held, name, _ in super()._create_package()}
        return []


class Book(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook that gives its parts when it is closed."""

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(BytesIO(), options)
        self._parts = Parts()

    def _get_packager(self) -> Packager:
        return self._parts

    def parts(self) -> dict[str, bytes]:
        """Every part by its name; the workbook is of no use afterwards."""
        self.close()
        made = self._parts.made
        # Its sheets hold on to it: without this they would all be left for the garbage collector to look through.
        self.__dict__.clear()
        return made


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
    book = Book(_OPTIONS)
    book.set_properties({"title": one_line(report.title, lang), "created": CREATED, "category": "trygg_excel report"})
    placed = places(report, lang, taken)
    pen = Pen(book, {place.sheet.id: book.add_worksheet(place.name, Page) for place in placed}, placed, lang)
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
    book = xlsxwriter.Workbook(target, _OPTIONS | {"default_format_properties": _OPEN})
    book.set_properties({"title": form.title, "created": CREATED, "category": form.category})
    write_form(Sketch(book, form))
    book.close()


def render_template(template: Template, path_or_buffer: str | PathLike[str] | BinaryIO) -> None:
    """Write the template as a workbook: the budget first, then how it is filled in and the names it may have."""
    target = fspath(path_or_buffer) if isinstance(path_or_buffer, str | PathLike) else path_or_buffer
    book = xlsxwriter.Workbook(target, _OPTIONS)
    book.set_properties({"title": template.title, "created": CREATED, "category": template.sheets.category})
    write_template(Sketch(book, template.sheets), template)
    write_form(Sketch(book, template.sheets))
    book.close()


def xlsx_bytes(report: Report, lang: str) -> bytes:
    """The workbook of a report as bytes."""
    buffer = BytesIO()
    render_xlsx(report, buffer, lang)
    return buffer.getvalue()
