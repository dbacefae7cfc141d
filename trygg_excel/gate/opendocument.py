"""An .ods at the gate: its one part of content, where a cell is written once and repeated as often as it says.

A reader writes all of it out. So rows, columns and cells are counted here as they will stand, before one is let near
it; blanks may be repeated to the end of the sheet, as LibreOffice does, and count as nothing. (ODF 1.3 part 3, 9.1.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trygg_excel.gate.formulas import fetches
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.opendocument_active import CONTENT, active_in_ods, said
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Element, Package, elements, local
from trygg_excel.workbook import Active, ActiveKind, address

_CELLS = frozenset({"table-cell", "covered-table-cell"})
_PLACES = ("table", "table-row", *_CELLS)
_REPEATED = "number-columns-repeated"
# What a blank cell may say of itself, in any namespace: readers look at prefixes only.
_LOOKS = frozenset(
    {
        _REPEATED,
        "style-name",
        "number-columns-spanned",
        "number-rows-spanned",
        "content-validation-name",
        "protect",
        "id",
    }
)
_LONG = 1_000  # characters; short texts are rightly said many times
_MOST_DIGITS = 9


def check_ods(package: Package, limits: Limits) -> Iterator[Active]:
    """Hold the sheets against the limits; the active content. Raises BadPackage with the reason."""
    if CONTENT not in package:
        raise BadPackage(Reason.NO_WORKBOOK)
    data = package.read(CONTENT)
    yield from _Sheets(limits).read(data)
    yield from active_in_ods(package, data, limits)


@dataclass(slots=True)
class _Row:
    """`times` is how often the row stands in the sheet, `filled` how many cells of it hold something, to `right`."""

    top: int
    times: int
    column: int = 0
    right: int = 0
    filled: int = 0
    characters: int = 0  # of long texts and formulas


class _Sheets:
    """Counts through all sheets of a document."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets = self.written = self.filled = self.characters = 0
        self.name = ""
        self.next_row = 1
        self.top = self.right = 0  # where what is filled of the sheet begins and ends
        self.row = _Row(1, 1)
        self._locals: dict[str, str] = {}

    def read(self, data: bytes) -> Iterator[Active]:
        tags = (f"{{*}}{name}" for name in _PLACES)
        for event, element in elements(
            data, *tags, where=CONTENT, starts=("table", "table-row"), depth=self.limits.depth
        ):
            kind = local(element)
            if kind in _CELLS:
                yield from self._cell(element)
            elif event == "end":
                if kind == "table-row":
                    self._end_row()
            elif kind == "table-row":
                self.row = _Row(self.next_row, _times(element, "number-rows-repeated"))
            else:
                self._begin_sheet(element)

    def _begin_sheet(self, table: Element) -> None:
        self.sheets += 1
        if self.sheets > self.limits.sheets:
            raise BadPackage(Reason.SHEETS, CONTENT)
        self.name, self.next_row, self.top, self.right = said(table, "name"), 1, 0, 0

    def _end_row(self) -> None:
        row = self.row
        self.next_row = row.top + row.times
        if not row.filled:
            return
        if self.next_row - 1 > self.limits.rows:
            raise BadPackage(Reason.REFERENCE, self.name)
        self.filled += row.filled * row.times
        self.characters += row.characters * row.times
        if self.characters > self.limits.repeated:
            raise BadPackage(Reason.BOMB, self.name)
        self.top, self.right = self.top or row.top, max(self.right, row.right)
        if self.filled > self.limits.cells or (self.next_row - self.top) * self.right > self.limits.rectangle:
            raise BadPackage(Reason.CELLS, self.name)

    def _cell(self, cell: Element) -> tuple[Active, ...]:
        self.written += 1
        if self.written > self.limits.cells:
            raise BadPackage(Reason.CELLS, self.name)
        told = [(self._local(str(key)), str(value)) for key, value in cell.items()]
        times = max((_number(value) for name, value in told if name == _REPEATED), default=1)
        self.row.column += times
        if len(cell) or any(name not in _LOOKS for name, _ in told):
            return self._filled(cell, times, told)
        return ()

    def _filled(self, cell: Element, times: int, told: list[tuple[str, str]]) -> tuple[Active, ...]:
        row = self.row
        row.filled += times
        row.right = row.column
        if row.right > self.limits.columns:
            raise BadPackage(Reason.REFERENCE, self.name)
        length = max(_length(cell), *(len(value) for name, value in told if name == "string-value"), 0)
        if length > self.limits.text:
            raise BadPackage(Reason.LONG_TEXT, self.name)
        formula = next((value for name, value in told if name == "formula"), "")
        row.characters += times * sum(each for each in (length, len(formula)) if each >= _LONG)
        return self._formula(formula, row.column - times + 1)

    def _local(self, key: str) -> str:
        """The name without its namespace; there are few, and many cells."""
        return self._locals.get(key) or self._locals.setdefault(key, key.rpartition("}")[2])

    def _formula(self, formula: str, column: int) -> tuple[Active, ...]:
        function = fetches(formula)
        if function is None:
            return ()
        kind = ActiveKind.DDE if function == "DDE" else ActiveKind.WEB_FORMULA
        return (Active(kind, f"{self.name}!{address(self.row.top, column)}", function),)


def _times(element: Element, name: str) -> int:
    """How often it is repeated."""
    return max(1, _number(said(element, name) or "1"))


def _number(written: str) -> int:
    digits = written.strip().lstrip("0") or "0"
    if not (digits.isascii() and digits.isdigit()):
        raise BadPackage(Reason.XML, CONTENT)
    return int(digits) if len(digits) <= _MOST_DIGITS else 10**_MOST_DIGITS


def _length(cell: Element) -> int:
    """The characters of the cell's paragraphs, with the blanks that are written as a count; comments apart."""
    length = -1
    for child in cell:
        if len(child) or not str(child.tag).endswith("}p"):
            length += _length_within(child)
        else:
            length += len(child.text or "") + 1
    return length


def _length_within(child: Element) -> int:
    length = 0
    for each in child.iter():
        kind = local(each)
        if kind in _PLACES:
            raise BadPackage(Reason.XML, CONTENT)  # a cell in a cell: what the outer one holds could not be measured
        if kind == "s":
            length += _number(said(each, "c") or "1")
    is_comment = local(child) == "annotation"
    return 0 if is_comment else length + sum(len(text) for text in child.itertext()) + 1
