"""A worksheet as XlsxWriter writes it, to the byte, in less time: what stands in a cell is put in words at once.

XlsxWriter makes an object of each cell first. tests/test_report_as_xlsxwriter.py holds both to the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from xlsxwriter.worksheet import ColumnInfo, Worksheet

from trygg_excel.reporting import xlsx_sheet_part as part
from trygg_excel.reporting.xlsx_look import DIGIT_PIXELS
from trygg_excel.reporting.xlsx_markup import escaped
from trygg_excel.reporting.xlsx_place import letters
from trygg_excel.reporting.xlsx_sheet_part import Trends

_WHOLE = 100  # per cent
_BLOCK = 16  # rows that tell their columns together
_EXACT = 10**15  # whole numbers nearer nought are written alike as such and by XlsxWriter's sixteen digits


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
        self._cells[row][column] = f'<c r="{letters(column)}{row + 1}"{look.told} t="s"><v>{index}</v></c>'

    _write_string = write_string  # as links do

    def write_number(self, row: int, column: int, number: int | float, look: Any) -> None:
        told = number if isinstance(number, int) and -_EXACT < number < _EXACT else f"{number:.16G}"
        self._cells[row][column] = f'<c r="{letters(column)}{row + 1}"{look.told}><v>{told}</v></c>'

    def write_blank(self, row: int, column: int, blank: None, look: Any) -> None:  # noqa: ARG002
        self._cells[row][column] = f'<c r="{letters(column)}{row + 1}"{look.told}/>'

    def write_formula(self, row: int, column: int, formula: str, look: Any, value: float | str) -> None:
        """As it is: none of ours holds one of the functions that Excel knows by another name."""
        kind, worth = (' t="str"' if value else "", escaped(value)) if isinstance(value, str) else ("", value)
        self._cells[row][column] = (
            f'<c r="{letters(column)}{row + 1}"{look.told}{kind}><f>{escaped(formula)}</f><v>{worth}</v></c>'
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
        """The rows as they stand in the part; those of a block tell together from which column to which they go."""
        spans = self._spans()
        for row in sorted(self._rows.keys() | self._cells.keys()):
            start = f'<row r="{row + 1}"{spans.get(row // _BLOCK, "")}{self._rows.get(row, "")}'
            cells = self._cells.get(row)
            yield f"{start}>{''.join(_in_order(cells))}</row>" if cells else f"{start}/>"

    def _spans(self) -> dict[int, str]:
        found: dict[int, set[int]] = {}
        for row, cells in self._cells.items():
            found.setdefault(row // _BLOCK, set()).update(cells)
        return {block: f' spans="{min(columns) + 1}:{max(columns) + 1}"' for block, columns in found.items()}


def _in_order(cells: dict[int, str]) -> Iterable[str]:
    columns = list(cells)
    ordered = sorted(columns)
    return cells.values() if columns == ordered else [cells[column] for column in ordered]
