"""A workbook as XlsxWriter writes it, to the byte, in less time: a part that comes again is put in words once.

A report has some hundred cells on some ten sheets, and there may be thousands of reports. The pages are
xlsx_worksheet.py's; tests/test_report_as_xlsxwriter.py holds every part against XlsxWriter's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from os import PathLike
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.utility import quote_sheetname

from trygg_excel.reporting.xlsx_look import FONT, FONT_SIZE, LINE_PIXELS, LookKey
from trygg_excel.reporting.xlsx_markup import HEAD, in_full, kept, quoted
from trygg_excel.reporting.xlsx_sheet_part import USUAL_WIDTH
from trygg_excel.reporting.xlsx_worksheet import Page

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OPTIONS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
    "default_row_height": LINE_PIXELS,
    "default_column_width": USUAL_WIDTH,
}
# The properties of the looks this process has drawn: they are few, and the same in every workbook of ours.
_DRAWN: dict[LookKey, dict[str, Any]] = {}
# Parts that are the same in most reports of one kind, by what they are made of: looks, types of parts, names of sheets.
_ALIKE: dict[tuple[object, ...], tuple[str, str]] = {}
_MOST_ALIKE = 256
_SHORT = 100  # letters of a text that is likely to stand in other reports too


class Parts(Packager):  # type: ignore[misc]
    """Keeps the parts of the workbook as they are, for us to look through and pack: packed once, unpacked never."""

    def __init__(self) -> None:
        super().__init__()
        self.made: dict[str, bytes] = {}

    def _create_package(self) -> list[Any]:
        self.made = {name: held.getvalue().encode() for held, name, _ in super()._create_package()}
        return []

    def _write_shared_strings_file(self) -> None:
        known = self.workbook.str_table
        if known.count:
            start = f'{HEAD}<sst xmlns="{_MAIN}" count="{known.count}" uniqueCount="{len(known.string_array)}">'
            texts = [_often(each) if len(each) <= _SHORT else _shared(each) for each in known.string_array]
            self._filename("xl/sharedStrings.xml").write(f"{start}{''.join(texts)}</sst>")

    def _once(self, made_of: tuple[object, ...], write: Callable[[], None]) -> None:
        """The part that `write` writes, which is the same wherever it is made of the same."""
        known = _ALIKE.get(made_of)
        if known is None:
            write()
            held, name, _ = self.filenames.pop()
            known = name, held.getvalue()
            if len(_ALIKE) >= _MOST_ALIKE:
                _ALIKE.clear()
            _ALIKE[made_of] = known
        name, told = known
        self._filename(name).write(told)

    def _write_styles_file(self) -> None:
        if self.workbook.styles is None:
            self._once(self.workbook.used(), super()._write_styles_file)
        else:
            name, told = self.workbook.styles
            self._filename(name).write(told)

    def _write_content_types_file(self) -> None:
        tables = sum(len(page.tables) for page in self.workbook.worksheets())
        counts = (self.worksheet_count, self.chart_count, self.drawing_count, tables)
        self._once(("types", *counts, bool(self.workbook.str_table.count)), super()._write_content_types_file)

    def _write_workbook_rels_file(self) -> None:
        self._once(("relations", self.worksheet_count), super()._write_workbook_rels_file)

    def _write_app_file(self) -> None:
        names = (*(page.name for page in self.workbook.worksheets()), "", *self.named_ranges)
        self._once(("names", *names), super()._write_app_file)

    def _write_core_file(self) -> None:
        self._once(("title", self.workbook.doc_properties["title"]), super()._write_core_file)

    def _write_table_files(self) -> None:
        tables = (table for page in self.workbook.worksheets() for table in page.tables)
        for number, each in enumerate(tables, 1):
            self._filename(f"xl/tables/table{number}.xml").write(_table(number, each))


def _table(number: int, table: Mapping[str, Any]) -> str:
    name, area = table["name"], table["range"]
    filtered = f'<autoFilter ref="{area}"/>' if table["filtered"] else ""
    columns = "".join(
        f'<tableColumn id="{number}" name="{quoted(heading)}"/>' for number, heading in enumerate(table["headings"], 1)
    )
    return (
        f'{HEAD}<table xmlns="{_MAIN}" id="{number}" name="{name}" displayName="{name}" ref="{area}" '
        f'totalsRowShown="0">{filtered}<tableColumns count="{len(table["headings"])}">{columns}</tableColumns>'
        '<tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>'
    )


def _shared(said: str) -> str:
    """A text by itself, whatever it holds; XlsxWriter would take one in <r> for markup of its own."""
    told = in_full(said)
    return f'<si><t xml:space="preserve">{told}</t></si>' if kept(told) else f"<si><t>{told}</t></si>"


_often = lru_cache(4_096)(_shared)


class Drawn:
    """A chart of ours where XlsxWriter looks for one of its own."""

    already_inserted = False
    combined = None
    chart_name = None
    x_scale = y_scale = 1
    x_offset = y_offset = 0
    id = 0
    formula_ids: Mapping[str, int] = {}
    series = (None,)  # not without any

    def __init__(self, part: Callable[[int], str], size: tuple[int, int]) -> None:
        self._part = part
        self.width, self.height = size

    def _set_xml_writer(self, held: Any) -> None:
        self._held = held

    def _assemble_xml_file(self) -> None:
        self._held.write(self._part(self.id))


class Book(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook that gives its parts when it is closed."""

    def __init__(self) -> None:
        super().__init__(BytesIO(), OPTIONS)
        self._parts = Parts()
        self._alike: dict[str, Any] = {}
        self._looks: list[LookKey] = []
        self.styles: tuple[str, str] | None = None

    def used(self) -> tuple[object, ...]:
        """What the part of looks is made of."""
        return ("looks", len(self.dxf_format_indices), *self._looks)

    def _prepare_format_properties(self) -> None:
        self.styles = _ALIKE.get(self.used())
        if self.styles is None:
            super()._prepare_format_properties()

    def _get_packager(self) -> Packager:
        return self._parts

    def page(self, name: str) -> Any:
        return self.add_worksheet(name, Page)

    def look(self, key: LookKey) -> Any:
        """The format of a cell, which has its number from now on."""
        made = self._drawn(key)
        known = self._alike.setdefault(made._get_format_key(), made)
        if known is made:
            made.told = f' s="{made._get_xf_index()}"'  # as the cells of a page tell it
            self._looks.append(key)
        return known

    def _drawn(self, key: LookKey) -> Any:
        known = _DRAWN.get(key)
        if known is None:
            made = self.add_format(dict(key))
            made._get_format_key()
            _DRAWN[key] = vars(made).copy()
            return made
        made = Format.__new__(Format)
        vars(made).update(known, xf_format_indices=self.xf_format_indices, dxf_format_indices=self.dxf_format_indices)
        self.formats.append(made)
        return made

    def named(self, sheet: str) -> str:
        """The name of a sheet as a formula writes it."""
        return str(quote_sheetname(sheet))

    def draw(self, on: Any, row: int, part: Callable[[int], str], size: tuple[int, int], said: str) -> None:
        """A chart that begins in the first cell of the row. `size` in pixels; `said` is for who cannot see it."""
        chart = Drawn(part, size)
        self.charts.append(chart)
        on.insert_chart(row, 0, chart, {"description": said, "object_position": 2})

    def parts(self) -> dict[str, bytes]:
        """Every part by its name; the workbook is of no use afterwards."""
        self.close()
        made = self._parts.made
        # Its sheets hold on to it: without this they would all be left for the garbage collector to look through.
        self.__dict__.clear()
        return made


def plain_book(path_or_buffer: str | PathLike[str] | BinaryIO, options: dict[str, Any]) -> Any:
    """A workbook as XlsxWriter itself makes it."""
    return xlsxwriter.Workbook(path_or_buffer, options)
