"""An XML Spreadsheet 2003 under a workbook's name -> sheets. (Microsoft: XML Spreadsheet Reference.)"""

from __future__ import annotations

import re

from trygg_excel.gate.active import in_name
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Element, elements, local
from trygg_excel.reading.flat import Count, Filling
from trygg_excel.reading.markup_formula import with_letters
from trygg_excel.reading.markup_styles import SHEETS, said, style_of
from trygg_excel.workbook import PLAIN, Active, ActiveKind, Cell, CellStyle, CellType, Range, Sheet, Visibility

_EXCEL = "urn:schemas-microsoft-com:office:excel"
_OWN = tuple(
    f"{{{SHEETS}}}{name}" for name in ("Workbook", "Worksheet", "Style", "Column", "Row", "Cell", "NamedRange")
)
_EXCELS = tuple(f"{{{_EXCEL}}}{name}" for name in ("Visible", "QueryTable", "SupBook"))
_STARTS = ("Workbook", "Worksheet", "Row")
_DATA = f"{{{SHEETS}}}Data"
_HEAD = 4_096
_VISIBILITY = {"SheetHidden": Visibility.HIDDEN, "SheetVeryHidden": Visibility.VERY_HIDDEN}
_TYPES = {
    "Number": CellType.NUMBER, "String": CellType.TEXT, "Boolean": CellType.BOOLEAN, "DateTime": CellType.DATE,
    "Error": CellType.ERROR,
}  # fmt: skip
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_MIDNIGHT = re.compile(r"T00:00:00(?:\.0+)?\Z")


def is_spreadsheet_xml(data: bytes) -> bool:
    """Whether the namespace of an XML Spreadsheet is named at the start, in one byte a letter or in two."""
    head = data[:_HEAD]
    return any(SHEETS.encode(each) in head for each in ("ascii", "utf-16-le", "utf-16-be"))


def read_markup(data: bytes, limits: Limits) -> tuple[tuple[Sheet, ...], tuple[Active, ...]]:
    """The sheets in tab order. Raises BadPackage with the reason, also where there is none."""
    book = _Book(limits)
    for event, element in elements(data.strip(b" \t\r\n"), *_OWN, *_EXCELS, starts=_STARTS, depth=limits.depth):
        book.take(event, element)
    if not book.is_workbook or not book.sheets:
        raise BadPackage(Reason.MARKUP)
    return tuple(book.sheets), tuple(book.count.active)


class _Book:
    """What has been read so far, element by element."""

    def __init__(self, limits: Limits) -> None:
        self.count = Count(limits)
        self.limits = limits
        self.sheets: list[Sheet] = []
        self.is_workbook = False
        self._styles: dict[str, CellStyle] = {}
        self._names = 0
        self._begin("")

    def _begin(self, name: str) -> None:
        self._filling = Filling(name, self.count)
        self._row = self._column = self._last_column = 0
        self._row_span = 0  # rows after this one that look like it and are left out
        self._visibility = Visibility.VISIBLE
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()

    def take(self, event: str, element: Element) -> None:
        kind = local(element)
        if event == "start":
            if kind == "Workbook":
                self.is_workbook |= element.getparent() is None
            elif kind == "Worksheet":
                self._begin(said(element, "Name"))
            elif kind == "Row":
                self._open_row(element)
        elif kind == "Worksheet":
            self._end_sheet()
        elif kind == "Cell":
            self._cell(element)
        elif kind == "Column":
            self._open_column(element)
        elif kind == "Style":
            self._style(element)
        else:
            self._about(kind, element)

    def _end_sheet(self) -> None:
        if len(self.sheets) >= self.limits.sheets:
            raise BadPackage(Reason.SHEETS)
        filling = self._filling
        cells = dict(sorted(filling.cells.items()))
        hidden = frozenset(self._hidden_rows), frozenset(self._hidden_columns)
        self.sheets.append(Sheet(filling.name, cells, tuple(filling.merged), *hidden, self._visibility))

    def _style(self, element: Element) -> None:
        if len(self._styles) >= self.limits.styles:
            raise BadPackage(Reason.STYLES)
        self._styles[said(element, "ID")] = style_of(element, self._styles)

    def _about(self, kind: str, element: Element) -> None:
        """What stands beside the cells: whether the sheet shows, names, and what is fetched."""
        if kind == "Visible":
            self._visibility = _VISIBILITY.get((element.text or "").strip(), Visibility.VISIBLE)
        elif kind == "QueryTable":
            self.count.tell(ActiveKind.CONNECTION, self._filling.name, kind)
        elif kind == "SupBook":
            path = "".join(str(each.text or "") for each in element if local(each) == "Path")
            self.count.tell(ActiveKind.DDE if "|" in path else ActiveKind.EXTERNAL_LINK, path, path)
        elif kind == "NamedRange":
            self._names += 1
            if self._names > self.limits.names:
                raise BadPackage(Reason.DEFINED_NAMES)
            for each in in_name(said(element, "Name"), said(element, "RefersTo")):
                self.count.tell(each.kind, each.place, each.target)

    def _open_column(self, element: Element) -> None:
        first = _number(element, "Index") or self._last_column + 1
        self._last_column = first + _number(element, "Span")
        if said(element, "Hidden") == "1":
            if self._last_column > self.limits.columns:
                raise BadPackage(Reason.REFERENCE)
            self._hidden_columns.update(range(first, self._last_column + 1))

    def _open_row(self, element: Element) -> None:
        self._row = _number(element, "Index") or self._row + self._row_span + 1
        self._column, self._row_span = 0, _number(element, "Span")
        if said(element, "Hidden") == "1":
            if self._row + self._row_span > self.limits.rows:
                raise BadPackage(Reason.REFERENCE)
            self._hidden_rows.update(range(self._row, self._row + self._row_span + 1))

    def _cell(self, element: Element) -> None:
        column = _number(element, "Index") or self._column + 1
        across, down = _number(element, "MergeAcross"), _number(element, "MergeDown")
        self._column = column + across
        if self._row > self.limits.rows or column > self.limits.columns:
            raise BadPackage(Reason.REFERENCE)
        if across or down:
            self._filling.merge(Range(self._row, column, self._row + down, column + across))
        style = self._styles.get(said(element, "StyleID"), PLAIN)
        formula = with_letters(said(element, "Formula").removeprefix("="), self._row, column) or None
        kind, value = _held(element)
        if formula and not value and kind is not CellType.TEXT:
            kind = CellType.EMPTY
        self._filling.put(Cell(self._row, column, kind, value, formula, style))


def _held(cell: Element) -> tuple[CellType, str]:
    """The type and the value in the cell's own <Data/>; a comment has one too, deeper in."""
    data = next((each for each in cell if each.tag == _DATA), None)
    if data is None:
        return CellType.EMPTY, ""
    text = "".join(map(str, data.itertext()))
    kind = _TYPES.get(said(data, "Type"), CellType.TEXT)
    if kind is CellType.BOOLEAN:
        return kind, "TRUE" if text.strip() == "1" else "FALSE"
    if kind is CellType.DATE:
        return kind, _MIDNIGHT.sub("", text.strip())
    if kind is CellType.NUMBER:
        return (kind, text.strip()) if _NUMBER.fullmatch(text.strip()) else (CellType.TEXT, text)
    return kind, text


def _number(element: Element, name: str) -> int:
    """The number an attribute says, from 0; REFERENCE for what is none."""
    written = said(element, name)
    if not written:
        return 0
    if not (written.isascii() and written.isdigit() and len(written) < 8):
        raise BadPackage(Reason.REFERENCE)
    return int(written)
