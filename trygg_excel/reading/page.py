"""A web page under a workbook's name -> one sheet: its tables below each other, and the lines between them in column A.

That is how spreadsheets open such a file. Scripts, styles, form fields and what is not displayed are left out. The page
is told element by element, and no tree of it is held.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from trygg_excel.garbage import without_collecting
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, walk_page
from trygg_excel.reading.flat import Count, Filling, sheet_name
from trygg_excel.reading.page_cell import cell_at, text_of
from trygg_excel.reading.page_table import OpenCell, PageTable
from trygg_excel.reading.text_encoding import encoding_of, pieces_of
from trygg_excel.reading.text_numbers import with_numbers
from trygg_excel.workbook import Active, ActiveKind, CellStyle, CellType, Sheet

_TABLE = re.compile(rb"<\0?t\0?a\0?b\0?l\0?e\0?[\s/>]", re.IGNORECASE)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_HEAD = 4_096  # bytes in which a page says its encoding
_ENCODINGS = {
    "": "", "utf-8": "utf-8-sig", "utf8": "utf-8-sig", "us-ascii": "", "ascii": "", "iso-8859-1": "cp1252",
    "latin1": "cp1252", "windows-1252": "cp1252", "cp1252": "cp1252", "iso-8859-15": "iso-8859-15", "utf-16": "",
    "unicode": "",
}  # fmt: skip
_SKIPPED = frozenset(
    ["script", "style", "title", "select", "textarea", "template", "noscript", "xml", "object", "applet", "noframes"]
)
_PROGRAMS = frozenset({"object", "applet", "embed"})
_BLOCKS = frozenset(
    ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "pre", "center", "form",
     "caption", "hr", "address", "blockquote", "section", "header", "footer", "article", "body"]
)  # fmt: skip
_BOLD = frozenset({"b", "strong", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "b", "strong"})
_ROWS = frozenset({"tr", "tbody", "thead", "tfoot", "table"})
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NAME = re.compile(r"<x:Name>([^<]{1,31})</x:Name>", re.IGNORECASE)
_WIDE_ROWS = 2  # rows of more than one filled cell that make a table of a page's


def may_be_page(data: bytes) -> bool:
    """Whether markup has the tag of a table somewhere."""
    return _TABLE.search(data) is not None


def read_page(data: bytes, limits: Limits, stem: str) -> tuple[tuple[Sheet, ...], tuple[Active, ...]]:
    """The one sheet. Raises BadPackage with the reason, also when no table of the page has two rows and columns."""
    page = _Page(Filling(sheet_name(stem), Count(limits)))
    with without_collecting():
        walk_page(pieces_of(data, _encoding(data)), page)
    if not page.has_table:
        raise BadPackage(Reason.MARKUP)
    filling = page.filling
    with_numbers(filling.cells, "")
    cells = dict(sorted(filling.cells.items()))
    sheet = Sheet(filling.name, cells, tuple(filling.merged), hidden_rows=frozenset(page.hidden_rows))
    return (sheet,), tuple(filling.count.active)


def _encoding(data: bytes) -> str:
    said = _CHARSET.search(data[:_HEAD])
    declared = said[1].decode().lower() if said else ""
    if declared not in _ENCODINGS:
        raise BadPackage(Reason.ENCODING)
    found = encoding_of(data, _ENCODINGS[declared])
    if found is None:
        raise BadPackage(Reason.ENCODING)
    return found


class _Page:
    """What stands in the page so far. `row` is the last row of the sheet that is taken."""

    def __init__(self, filling: Filling) -> None:
        self.filling = filling
        self.limits = filling.count.limits
        self.row = 0
        self.has_table = False
        self.hidden_rows: set[int] = set()
        self._tables: list[PageTable] = []
        self._line = OpenCell(0, 1, 1, 1, {})  # of text outside the cells
        self._depth = 0
        self._shown_above = 0  # the depth of the element that is left out with all it holds; 0 for none
        self._spanned = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > self.limits.depth:
            raise BadPackage(Reason.DEPTH)
        if self._shown_above:
            return
        if tag in _PROGRAMS:
            self.filling.count.tell(ActiveKind.EMBEDDED, self.filling.name, tag)
        hidden = "style" in attributes and _NOT_SHOWN.search(attributes["style"]) is not None
        if tag in _SKIPPED or (hidden and tag not in _ROWS):
            self._shown_above = self._depth
        elif tag == "table":
            self._open_table(hidden)
        elif tag in _ROWS and self._tables:
            self._open_row(tag, hidden)
        elif tag in {"td", "th"} and self._tables:
            self._open_cell(tag, attributes)
        else:
            self._inside(tag)

    def end(self, tag: str) -> None:
        shown = not self._shown_above
        if self._shown_above == self._depth:
            self._shown_above = 0
        self._depth -= 1
        if not shown:
            return
        if tag == "table" and self._tables:
            self._close_table()
        elif tag in {"td", "th", "tr"} and self._tables:
            self._close_cell(self._tables[-1])
        elif tag in _BLOCKS:
            self._break()

    def data(self, text: str) -> None:
        if self._shown_above:
            return
        at = self._at()
        at.length += len(text)
        if at.length > self.limits.stretch:
            raise BadPackage(Reason.LONG_TEXT)
        at.pieces.append(text)

    def comment(self, text: str) -> None:
        """Excel hides the sheet's name in a comment."""
        names = _NAME.findall(text) if "x:Name" in text else []
        if len(names) == 1 and not self.filling.cells:
            self.filling.name = sheet_name(html.unescape(names[0]))

    def close(self) -> None:
        while self._tables:
            self._close_table()
        self._end_line()

    def _at(self) -> OpenCell:
        cell = self._tables[-1].cell if self._tables else None
        return cell or self._line

    def _inside(self, tag: str) -> None:
        """An element of a text."""
        if tag in _HEADINGS or tag in _BOLD:
            self._at().bold = True
        if tag == "br":
            if self._at() is self._line and not self._tables and not text_of(self._line.pieces):
                self.row += 1  # a blank line
            self._break()
        elif tag in _BLOCKS:
            self._break()
            if tag in _HEADINGS:
                self._at().bold = True

    def _break(self) -> None:
        if self._at() is self._line:
            self._end_line()
        else:
            self._at().pieces.append(None)

    def _end_line(self) -> None:
        """The text outside the cells is a row of its own."""
        text = text_of(self._line.pieces)
        if text:
            table = self._tables[-1] if self._tables else None
            row = table.next_row() if table else self.row + 1
            column = table.left if table else 1
            style = CellStyle(bold=True) if self._line.bold else CellStyle()
            self.filling.put_text(row, column, text, style)
            self.row = max(self.row, row)
            if table:
                table.end_row()
        self._line = OpenCell(0, 1, 1, 1, {})

    def _open_table(self, hidden: bool) -> None:
        outer = self._tables[-1] if self._tables else None
        if outer is None or outer.cell is None:
            self._end_line()
        if outer is None:
            self._tables.append(PageTable(self.row + 1, 1, hidden=hidden))
            return
        cell = outer.cell
        top, left = outer.bottom + 1, outer.left
        if cell is not None:
            before = self._put(outer, cell)
            top, left = (cell.row + 1 if before else cell.row), cell.column
            if cell.holds_table:
                top = outer.bottom + 1
            cell.pieces, cell.holds_table, cell.across, cell.down = [], True, 1, 1
        self._tables.append(PageTable(top, left, hidden=hidden or outer.hidden))

    def _close_table(self) -> None:
        table = self._tables[-1]
        self._close_cell(table)
        self._end_line()
        table.end_row()
        self._tables.pop()
        for area in table.merged():
            self.filling.merge(area)
        self.has_table |= table.wide_rows >= _WIDE_ROWS
        if self._tables:
            self._tables[-1].take_in(table)
        self.row = max(self.row, table.bottom)

    def _open_row(self, tag: str, hidden: bool) -> None:
        table = self._tables[-1]
        self._close_cell(table)
        self._end_line()
        if tag != "tr":
            table.hidden = hidden or (len(self._tables) > 1 and self._tables[-2].hidden)
            return
        row = table.next_row()
        if (hidden or table.hidden) and row <= self.limits.rows:
            self.hidden_rows.add(row)

    def _open_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        table = self._tables[-1]
        self._close_cell(table)
        bold = tag == "th" or _BOLD_STYLE.search(attributes.get("style", "")) is not None
        cell = table.open_cell(attributes, bold=bold)
        if cell.down > 1:
            self._spanned += cell.down * cell.across
            if self._spanned > self.limits.merged_area:
                raise BadPackage(Reason.MERGES)

    def _close_cell(self, table: PageTable) -> None:
        cell, table.cell = table.cell, None
        if cell is None:
            return
        if cell.holds_table:
            cell.row = table.bottom + 1
            table.bottom += self._put(table, cell)
        else:
            self._put(table, cell)

    def _put(self, table: PageTable, cell: OpenCell) -> bool:
        """Whether the cell holds something."""
        found = cell_at(cell)
        if found is None:
            return False
        table.fill(cell)
        if found.type is CellType.TEXT and found.formula is None and "x:str" not in cell.attributes:
            self.filling.put_text(found.row, found.column, found.value, found.style)
        else:
            self.filling.put(found)
        return True
