"""A workbook as XlsxWriter writes it, to the byte, in less time. The only module that imports xlsxwriter.

A report has some hundred cells on some ten sheets, and there may be thousands of reports: what stands in a cell is put
in words once, where XlsxWriter makes an object of it first. tests/test_report_as_xlsxwriter.py holds every part against
XlsxWriter's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from os import PathLike
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import ColumnInfo, Worksheet

from trygg_excel.reporting import xlsx_sheet_part as part
from trygg_excel.reporting.xlsx_look import DIGIT_PIXELS, FONT, FONT_SIZE, LINE_PIXELS, LookKey
from trygg_excel.reporting.xlsx_markup import HEAD, escaped, in_full, kept, quoted
from trygg_excel.reporting.xlsx_place import letters
from trygg_excel.reporting.xlsx_sheet_part import Trends

_WHOLE = 100  # per cent
_BLOCK = 16  # rows that tell their columns together
_EXACT = 10**15  # whole numbers nearer nought are written alike as such and by XlsxWriter's sixteen digits
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


OPTIONS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
    "default_row_height": LINE_PIXELS,
    "default_column_width": part.USUAL_WIDTH,
}
# The properties of the looks this process has drawn: they are few, and the same in every workbook of ours.
_DRAWN: dict[LookKey, dict[str, Any]] = {}
# Parts that are the same in most reports of one kind, by what they are made of: looks, types of parts, names of sheets.
_ALIKE: dict[tuple[object, ...], tuple[str, str]] = {}
_MOST_ALIKE = 256


class Page(Worksheet):  # type: ignore[misc]  # XlsxWriter is untyped
    """A worksheet that keeps its cells as they stand in its part. Places are numbers, and every cell has a look."""

    def __init__(self) -> None:
        super().__init__()
        self.outline_row_level = 0
        self._cells: defaultdict[int, dict[int, str]] = defaultdict(dict)
        self._rows: dict[int, str] = {}
        self._widths: dict[int, int] = {}
        self._marks = self._unmarked = self._trends = ""

    def write_string(self, row: int, column: int, said: str, look: Any) -> None:
        known = self.str_table
        known.count += 1
        index = known.string_table.setdefault(said, len(known.string_table))
        self._cells[row][column] = f'<c r="{letters(column)}{row + 1}" s="{look.xf_index}" t="s"><v>{index}</v></c>'

    _write_string = write_string  # as links do

    def write_number(self, row: int, column: int, number: int | float, look: Any) -> None:
        told = number if isinstance(number, int) and -_EXACT < number < _EXACT else f"{number:.16G}"
        self._cells[row][column] = f'<c r="{letters(column)}{row + 1}" s="{look.xf_index}"><v>{told}</v></c>'

    def write_blank(self, row: int, column: int, blank: None, look: Any) -> None:  # noqa: ARG002
        self._cells[row][column] = f'<c r="{letters(column)}{row + 1}" s="{look.xf_index}"/>'

    def write_formula(self, row: int, column: int, formula: str, look: Any, value: float | str) -> None:
        """As it is: none of ours holds one of the functions that Excel knows by another name."""
        kind, worth = (' t="str"' if value else "", escaped(value)) if isinstance(value, str) else ("", value)
        self._cells[row][column] = (
            f'<c r="{letters(column)}{row + 1}" s="{look.xf_index}"{kind}><f>{escaped(formula)}</f><v>{worth}</v></c>'
        )

    def set_height(self, row: int, points: float, level: int = 0) -> None:
        """How high a row is, and its level of outline."""
        pixels = int(points * 4 / 3 + 0.5)
        self.row_sizes[row] = [pixels, False]
        told = "" if pixels == self.original_row_height else f' ht="{pixels * 0.75:.16g}" customHeight="1"'
        if level:
            self.outline_row_level = max(self.outline_row_level, level)
            told += f' outlineLevel="{level}"'
        self._rows[row] = told

    def set_table(self, name: str, first: int, last: int, headings: Sequence[str], *, filtered: bool) -> None:
        """The rows `first`, with the headings, to `last` as a table of Excel's own."""
        area = f"A{first + 1}:{letters(len(headings) - 1)}{last + 1}"
        self.tables.append({"name": name, "range": area, "headings": headings, "filtered": filtered})

    def set_width(self, column: int, digits: float) -> None:
        """How wide a column is, in digits of the body font."""
        padding, pixels = self.cell_padding, int(digits * DIGIT_PIXELS + 0.5)
        self._widths[column] = pixels + padding if digits >= 1 else int(digits * (DIGIT_PIXELS + padding) + 0.5)
        self.col_info[column] = ColumnInfo(width=self._widths[column])  # where charts are placed by it
        self.col_size_changed = True

    def set_marks(self, area: str, negative: Any) -> None:
        """How amounts below nought look in the area of a table, where Excel is to mark nothing of its own."""
        first, _, last = area.partition(":")
        self._marks = part.marks(first if first == last else area, negative._get_dxf_index())
        self._unmarked = part.unmarked(area)

    def set_trends(self, groups: Sequence[Trends]) -> None:
        """The small charts of the sheet."""
        self._trends = part.trends(groups)

    def _assemble_xml_file(self) -> None:
        self.fh.write("".join((*self._above(), *self._told(), "</sheetData>", self._marks)))
        self._write_hyperlinks()
        self.fh.write("".join(self._page()))
        self._write_col_breaks()
        self.fh.write(f"{self._unmarked}{self._relations()}{self._trends}</worksheet>")

    def _above(self) -> Iterable[str]:
        columns = [column for cells in self._cells.values() for column in cells]
        last = f"{letters(max(columns))}{max(*self._cells, *self._rows) + 1}"
        yield part.START
        if self.fit_page:
            yield '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        yield f'<dimension ref="{"A1" if last == "A1" else f"A1:{last}"}"/>'
        yield part.views(self.panes, selected=bool(self.selected))
        yield part.rows_and_columns(self.outline_row_level, self._widths)
        yield "<sheetData>"

    def _page(self) -> Iterable[str]:
        margins = f'left="{self.margin_left}" right="{self.margin_right}" top="{self.margin_top}"'
        yield f'<pageMargins {margins} bottom="{self.margin_bottom}" header="0.3" footer="0.3"/>'
        yield f'<pageSetup paperSize="{self.paper_size}"'
        if self.print_scale != _WHOLE:
            yield f' scale="{self.print_scale}"'
        if self.fit_page and self.fit_height != 1:
            yield f' fitToHeight="{self.fit_height}"'
        if self.page_order:
            yield ' pageOrder="overThenDown"'
        yield ' orientation="landscape"/>'
        yield part.paper_head(self.header, self.footer, scales=self.header_footer_scales)

    def _relations(self) -> str:
        if not self.drawing:
            return part.ONE_TABLE.format(1)
        return f'<drawing r:id="rId1"/>{part.ONE_TABLE.format(2)}'

    def _told(self) -> Iterable[str]:
        """The rows as they stand in the part."""
        ordered = {row: _in_order(cells) for row, cells in sorted(self._cells.items())}
        spans = _spans(ordered)
        for row in sorted(ordered.keys() | self._rows.keys()):
            start = f'<row r="{row + 1}"{spans.get(row // _BLOCK, "")}{self._rows.get(row, "")}'
            cells = ordered.get(row)
            yield f"{start}>{''.join(cells.values())}</row>" if cells else f"{start}/>"


def _in_order(cells: dict[int, str]) -> dict[int, str]:
    ordered = sorted(cells)
    return cells if list(cells) == ordered else {column: cells[column] for column in ordered}


def _spans(rows: dict[int, dict[int, str]]) -> dict[int, str]:
    """From which column to which the rows of each block have cells; the cells of a row are in order."""
    found: dict[int, tuple[int, int]] = {}
    for row, cells in rows.items():
        first, last = next(iter(cells)), next(reversed(cells))
        before = found.get(row // _BLOCK, (first, last))
        found[row // _BLOCK] = min(before[0], first), max(before[1], last)
    return {block: f' spans="{first + 1}:{last + 1}"' for block, (first, last) in found.items()}


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
            self._filename("xl/sharedStrings.xml").write(f"{start}{''.join(map(_shared, known.string_array))}</sst>")

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
            made._get_xf_index()
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
