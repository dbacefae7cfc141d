"""An .ods -> sheets, in the one pass of its content that the gate makes. (ODF 1.3 part 3, 9.)"""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from functools import lru_cache

from trygg_excel.garbage import without_collecting
from trygg_excel.gate.active import few
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.opendocument import HeldCell, Taker, check_ods
from trygg_excel.gate.opendocument_text import Attributes
from trygg_excel.package import Element, Package
from trygg_excel.reading.cells import EPOCH_1900, date_of
from trygg_excel.reading.ods_formula import excel_formula
from trygg_excel.reading.ods_styles import Styles
from trygg_excel.workbook import Active, Cell, CellStyle, CellType, Range, Sheet, Visibility

_HIDDEN = frozenset({"collapse", "filter"})
_CACHE = re.compile(r"'.*'#.*", re.DOTALL)  # what LibreOffice keeps of another file that a formula points into
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_DATE = re.compile(r"-?\d{4,5}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:[.,]\d+)?Z?)?", re.ASCII)
_MIDNIGHT = re.compile(r"(?:T00:00:00)?(?:[.,]\d+)?Z?\Z")
_DURATION = re.compile(r"(-?)P(?:(\d{1,5})D)?T?(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:[.,]\d+)?S)?", re.ASCII)
_ERROR = re.compile(r"Err:\d{3}|#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)")
_EXCELS_ERROR = {
    "Err:502": "#VALUE!", "Err:503": "#NUM!", "Err:504": "#REF!", "Err:508": "#NAME?", "Err:532": "#DIV/0!",
}  # fmt: skip


def check_ods_file(held: bytes | Package, limits: Limits = LIMITS) -> tuple[Active, ...]:
    """Hold a document against the limits without keeping it; its active content. Raises BadPackage with the reason."""
    return _walk(held, limits, None)


def read_ods(held: bytes | Package, limits: Limits = LIMITS) -> tuple[tuple[Sheet, ...], tuple[Active, ...]]:
    """The sheets in tab order, and the active content. Raises BadPackage with the reason."""
    document = _Document(limits)
    active = _walk(held, limits, document)
    return tuple(document.sheets), active


def _walk(held: bytes | Package, limits: Limits, document: _Document | None) -> tuple[Active, ...]:
    package = Package.of(held, limits)
    if document is not None:
        document.styles.read(package, limits)
    with without_collecting():
        active = few(check_ods(package, limits, document))
    package.check_unread()
    return active


class _Document(Taker):
    """What has been read so far."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[Sheet] = []
        self.styles = Styles()
        self._limits = limits
        self._attributes = Attributes()
        self._begin("", "")

    def _begin(self, name: str, style: str) -> None:
        self._name, self._style = name, style
        self._cells: dict[tuple[int, int], Cell] = {}
        self._merged: list[Range] = []
        self._hidden_rows: list[tuple[int, int]] = []
        self._hidden_columns: set[int] = set()
        self._column_ends: list[int] = []  # the last column of each run of columns, and the style of its cells
        self._column_styles: list[str] = []
        self._top, self._times, self._row_style = 1, 1, ""
        self._held: list[tuple[HeldCell, Cell]] = []
        self._spans: list[tuple[int, int, int, int]] = []

    def style(self, element: Element) -> None:
        self.styles.add(element)

    def sheet(self, table: Element) -> None:
        said = self._attributes.of(table)
        self._begin(said.get("name", ""), said.get("style-name", ""))

    def columns(self, said: dict[str, str], first: int, times: int) -> None:
        last = min(first + times - 1, self._limits.columns)
        if said.get("visibility") in _HIDDEN:
            self._hidden_columns.update(range(first, last + 1))
        self._column_ends.append(last)
        self._column_styles.append(said.get("default-cell-style-name", ""))

    def row(self, said: dict[str, str], top: int, times: int) -> None:
        self._top, self._times, self._row_style = top, times, said.get("default-cell-style-name", "")
        self._held.clear()  # of cells that stand in no row, nothing was counted
        self._spans.clear()
        if said.get("visibility") in _HIDDEN:
            self._hidden_rows.append((top, times))

    def span(self, column: int, times: int, across: int, down: int) -> None:
        self._spans.append((column, times, across, down))

    def cell(self, cell: HeldCell) -> None:
        name = cell.said.get("style-name") or self._row_style or self._of_column(cell.column)
        made = _cell(self._top, cell, self.styles.look(name))
        if made is not None:
            self._held.append((cell, made))

    def _of_column(self, column: int) -> str:
        at = bisect_left(self._column_ends, column)
        return self._column_styles[at] if at < len(self._column_styles) else ""

    def end_row(self) -> None:
        for row in range(self._top, self._top + self._times) if self._held else ():
            for held, made in self._held:
                if row == made.row:
                    self._cells[row, held.column] = made
                for column in range(held.column + (row == made.row), held.column + held.times):
                    self._cells[row, column] = made._replace(row=row, column=column)
        self._held.clear()
        for column, times, across, down in self._spans:
            for row in range(self._top, self._top + self._times):
                for left in range(column, column + times * across, across):
                    self._merged.append(Range(row, left, row + down - 1, left + across - 1))
        self._spans.clear()

    def end_sheet(self) -> None:
        """Rows are often hidden to the end of the sheet: those after the last filled one are not written out."""
        if _CACHE.fullmatch(self._name) is None:
            last = max(self._cells, default=(0, 0))[0]
            hidden = {row for top, times in self._hidden_rows for row in range(top, min(top + times - 1, last) + 1)}
            visibility = Visibility.HIDDEN if self.styles.hides(self._style) else Visibility.VISIBLE
            columns = frozenset(self._hidden_columns)
            self.sheets.append(
                Sheet(self._name, self._cells, tuple(self._merged), frozenset(hidden), columns, visibility)
            )
        self._begin("", "")


def _cell(row: int, held: HeldCell, style: CellStyle) -> Cell | None:
    """The cell; None when it holds nothing."""
    said = held.said
    if "formula" not in said:
        kind, value = _value(said, held.text)
        if kind is CellType.NUMBER and said["value-type"] == "percentage":
            style = _percentage(style)
        return Cell(row, held.column, kind, value, None, style) if value else None
    kind, value = _calculated(said, held.text)
    if said.get("value-type") == "percentage":
        style = _percentage(style)
    return Cell(row, held.column, kind, value, excel_formula(said["formula"]), style)


def _calculated(said: dict[str, str], text: str) -> tuple[CellType, str]:
    """What a formula gave. Older programs write an error as a number or a text that shows it."""
    if said.get("calcext:value-type") == "error" or _ERROR.fullmatch(text):
        return CellType.ERROR, _EXCELS_ERROR.get(text, text) or "#N/A"
    kind, value = _value(said, text)
    return (kind, value) if value or said.get("value-type") == "string" else (CellType.EMPTY, "")


def _value(said: dict[str, str], text: str) -> tuple[CellType, str]:
    kind = said.get("value-type")
    if kind in {"float", "percentage", "currency"}:
        value = said.get("value", "")
        return (CellType.NUMBER, value) if _NUMBER.fullmatch(value) else (CellType.TEXT, text or value)
    if said.get("calcext:value-type") == "error":
        return CellType.ERROR, text
    if kind == "boolean":
        return CellType.BOOLEAN, "TRUE" if said.get("boolean-value") == "true" else "FALSE"
    if kind == "date":
        value = said.get("date-value", "")
        return (CellType.DATE, _MIDNIGHT.sub("", value)) if _DATE.fullmatch(value) else (CellType.TEXT, text or value)
    if kind == "time":
        moment = _moment(said.get("time-value", ""))
        return (CellType.DATE, moment) if moment else (CellType.TEXT, text)
    return CellType.TEXT, said.get("string-value", text)


def _moment(duration: str) -> str:
    """A time of day or a span as every format here says it: on the first days of the calendar. '' for what is none."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        return ""
    days, hours, minutes, seconds = (int(each or 0) for each in match.groups()[1:])
    whole = 86_400 * days + 3_600 * hours + 60 * minutes + seconds
    return date_of(str(Decimal(-whole if match[1] else whole) / 86_400), EPOCH_1900) or ""


@lru_cache(maxsize=1024)
def _percentage(style: CellStyle) -> CellStyle:
    """A percentage is shown as one, whether its style says so or not."""
    if "%" in style.number_format:
        return style
    return CellStyle("0%", style.bold, style.italic, style.indent)
