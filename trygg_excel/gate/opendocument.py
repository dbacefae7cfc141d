"""An .ods at the gate: its one part of content, where a cell is written once and repeated as often as it says.

A reader writes all of it out. So rows, columns and cells are counted here as they will stand, before a reader is told
of one; blanks may be repeated to the end of the sheet, as LibreOffice does, and count as nothing. Gate and reader share
the one pass. (ODF 1.3 part 3, 9.1.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from trygg_excel.gate.formulas import fetches
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.opendocument_active import CONTENT, InContent, macros_in
from trygg_excel.gate.opendocument_text import CELLS, Attributes, number, text_of
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Element, Package, elements
from trygg_excel.workbook import Active, ActiveKind, address

STYLES = (
    "style", "number-style", "percentage-style", "currency-style", "date-style", "time-style", "text-style",
    "boolean-style",
)  # fmt: skip
_PLACES = ("table", "table-row", "table-column", *CELLS)
_HOLDS = frozenset({"value", "date-value", "time-value", "boolean-value", "string-value", "formula"})
_SPANS = frozenset({"number-columns-spanned", "number-rows-spanned"})
_NUMBERS = frozenset({"float", "percentage", "currency"})
_LONG = 1_000  # characters; short texts are rightly said many times


class HeldCell(NamedTuple):
    """A cell that holds something: where it begins, how often it is repeated to the right, and what it says.

    `said` is by attributes without namespace, those of calc's extension with 'calcext:'. `text` is empty for a number,
    whose value says it all.
    """

    column: int
    times: int
    said: dict[str, str]
    text: str


class Taker:
    """Who is told of a document as it is gone through, element by element; this one lets all of it go."""

    def style(self, element: Element) -> None:
        """One of STYLES."""

    def sheet(self, table: Element) -> None:
        """A sheet begins."""

    def columns(self, said: dict[str, str], first: int, times: int) -> None:
        """Columns that look alike."""

    def row(self, said: dict[str, str], top: int, times: int) -> None:
        """A row begins, which stands `times` times."""

    def span(self, column: int, times: int, across: int, down: int) -> None:
        """So many merged ranges of the row, side by side from `column` on."""

    def cell(self, cell: HeldCell) -> None:
        """A cell of the row; it is written out only when the row has ended within the limits."""

    def end_row(self) -> None:
        """The row is within the limits."""

    def end_sheet(self) -> None:
        """The sheet is."""


def check_ods(package: Package, limits: Limits, taker: Taker | None = None) -> Iterator[Active]:
    """Hold the sheets against the limits; the active content. Raises BadPackage with the reason."""
    if CONTENT not in package:
        raise BadPackage(Reason.NO_WORKBOOK)
    yield from macros_in(package)
    yield from _Sheets(package, limits, taker or Taker()).read(package.read(CONTENT))


@dataclass(slots=True)
class _Row:
    """`times` is how often the row stands in the sheet, `filled` how many cells of it hold something, to `right`."""

    top: int
    times: int
    column: int = 0
    right: int = 0
    filled: int = 0
    characters: int = 0  # of long texts and formulas
    merges: int = 0
    merged_area: int = 0
    bottom: int = 0  # of the merged ranges, below the row's last


@dataclass(slots=True)
class _Counts:
    """What has been met so far in all sheets, and of merged ranges in this one."""

    merges: int = 0
    merged_area: int = 0

    sheets: int = 0
    styles: int = 0
    written: int = 0
    filled: int = 0
    characters: int = 0


@dataclass(slots=True)
class _Sheets:
    """Goes through all sheets of a document."""

    package: Package
    limits: Limits
    taker: Taker
    name: str = ""
    row: _Row = field(default_factory=lambda: _Row(1, 1))
    next_row: int = 1
    next_column: int = 1
    inside: int = 0  # tables; one in another is a picture's or a text's own
    counts: _Counts = field(default_factory=_Counts)
    attributes: Attributes = field(default_factory=Attributes)

    def read(self, data: bytes) -> Iterator[Active]:
        active = InContent(self.package, self.limits)
        tags = [f"{{*}}{name}" for name in (*_PLACES, *STYLES, *active.tags)]
        starts = ("table", "table-row")
        kinds = _Kinds()
        for event, element in elements(data, *tags, where=CONTENT, starts=starts, depth=self.limits.depth):
            kind = kinds[element.tag]
            if kind in CELLS:
                yield from self._cell(element)
            elif kind == "table-row":
                self._row(event, element)
            elif kind == "table":
                self._table(event, element)
            elif kind == "table-column":
                self._columns(element)
            elif kind in STYLES:
                self._style(element)
            else:
                yield from active.take(kind, element)

    def _table(self, event: str, table: Element) -> None:
        self.inside += 1 if event == "start" else -1
        if event == "end" and self.inside == 0:
            self.taker.end_sheet()
        if event == "end" or self.inside > 1:
            return
        self.counts.sheets += 1
        if self.counts.sheets > self.limits.sheets:
            raise BadPackage(Reason.SHEETS, CONTENT)
        self.name, self.next_row, self.next_column = self.attributes.of(table).get("name", ""), 1, 1
        self.counts.merges = self.counts.merged_area = 0
        self.taker.sheet(table)

    def _style(self, element: Element) -> None:
        self.counts.styles += 1
        if self.counts.styles > self.limits.styles:
            raise BadPackage(Reason.STYLES, CONTENT)
        self.taker.style(element)

    def _columns(self, element: Element) -> None:
        if self.inside == 1:
            said = self.attributes.of(element)
            times = _times(said, "number-columns-repeated")
            self.taker.columns(said, self.next_column, times)
            self.next_column += times

    def _row(self, event: str, element: Element) -> None:
        if self.inside != 1:
            return
        if event == "end":
            self._end_row()
            return
        said = self.attributes.of(element)
        self.row = _Row(self.next_row, _times(said, "number-rows-repeated"))
        self.taker.row(said, self.row.top, self.row.times)

    def _end_row(self) -> None:
        row, counts = self.row, self.counts
        self.next_row = row.top + row.times
        if row.merges:
            self._merge(row)
        if row.filled:
            if self.next_row - 1 > self.limits.rows:
                raise BadPackage(Reason.REFERENCE, self.name)
            counts.filled += row.filled * row.times
            counts.characters += row.characters * row.times
            if counts.characters > self.limits.repeated:
                raise BadPackage(Reason.BOMB, self.name)
            if counts.filled > self.limits.cells:
                raise BadPackage(Reason.CELLS, self.name)
        self.taker.end_row()

    def _merge(self, row: _Row) -> None:
        """Count the merged ranges of a row, which are there in each of its times."""
        counts = self.counts
        counts.merges += row.merges * row.times
        counts.merged_area += row.merged_area * row.times
        if counts.merges > self.limits.merges or counts.merged_area > self.limits.merged_area:
            raise BadPackage(Reason.MERGES, self.name)
        if self.next_row - 1 + row.bottom > self.limits.rows or row.right > self.limits.columns:
            raise BadPackage(Reason.REFERENCE, self.name)

    def _span(self, first: int, times: int, said: dict[str, str]) -> None:
        across, down = (_times(said, f"number-{each}-spanned") for each in ("columns", "rows"))
        if across == down == 1:
            return
        row = self.row
        ranges = -(-times // across)
        row.merges += ranges
        row.merged_area += ranges * across * down
        row.right = max(row.right, first + ranges * across - 1)
        row.bottom = max(row.bottom, down - 1)
        self.taker.span(first, ranges, across, down)

    def _cell(self, cell: Element) -> tuple[Active, ...]:
        self.counts.written += 1
        if self.counts.written > self.limits.cells:
            raise BadPackage(Reason.CELLS, self.name)
        said = self.attributes.of(cell)
        times = _times(said, "number-columns-repeated") if "number-columns-repeated" in said else 1
        if self.inside != 1:
            return ()
        self.row.column += times
        first = self.row.column - times + 1
        if not _SPANS.isdisjoint(said):
            self._span(first, times, said)
        text = self._text(cell, said) if len(cell) else ""
        if not text and _HOLDS.isdisjoint(said):
            return ()
        return self._filled(HeldCell(first, times, said, text))

    def _text(self, cell: Element, said: dict[str, str]) -> str:
        text = text_of(cell, self.limits.text, self.name)
        number_alone = "value" in said and "formula" not in said and said.get("value-type") in _NUMBERS
        return "" if number_alone else text

    def _filled(self, cell: HeldCell) -> tuple[Active, ...]:
        row, text, formula = self.row, cell.said.get("string-value", cell.text), cell.said.get("formula", "")
        row.filled += cell.times
        row.right = max(row.right, row.column)
        if row.column > self.limits.columns:
            raise BadPackage(Reason.REFERENCE, self.name)
        if len(text) > self.limits.text:
            raise BadPackage(Reason.LONG_TEXT, self.name)
        if len(text) >= _LONG:
            row.characters += cell.times * len(text)
        if len(formula) >= _LONG:
            row.characters += cell.times * len(formula)
        self.taker.cell(cell)
        return self._formula(formula, cell.column) if formula else ()

    def _formula(self, formula: str, column: int) -> tuple[Active, ...]:
        function = fetches(formula)
        if function is None:
            return ()
        kind = ActiveKind.DDE if function == "DDE" else ActiveKind.WEB_FORMULA
        return (Active(kind, f"{self.name}!{address(self.row.top, column)}", function),)


class _Kinds(dict[object, str]):
    """The names of elements without namespace, by those with it: there are few, and many elements."""

    def __missing__(self, tag: object) -> str:
        self[tag] = name = str(tag).rpartition("}")[2]
        return name


def _times(said: dict[str, str], name: str) -> int:
    """How often it is repeated, or how far it reaches."""
    written = said.get(name)
    return 1 if written is None else max(1, number(written))
