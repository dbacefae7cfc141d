"""A workbook as it was found: sheets and cells, no opinion about what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class CellType(StrEnum):
    """What a cell holds. EMPTY is a formula that carries no cached value."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    ERROR = "error"
    EMPTY = "empty"


class Visibility(StrEnum):
    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very_hidden"


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What of a cell's look carries meaning for a reader of tables."""

    number_format: str = "General"
    bold: bool = False
    italic: bool = False
    indent: int = 0


PLAIN = CellStyle()


class Cell(NamedTuple):
    """One filled cell. Rows and columns count from 1.

    `value` is the stored text: a number as the file writes it (exact), a text, 'TRUE', an ISO date, '#REF!'.
    `formula` stands without its '='. A tuple, since a sheet has so many: a frozen dataclass is three times as slow.
    """

    row: int
    column: int
    type: CellType
    value: str
    formula: str | None = None
    style: CellStyle = PLAIN

    @property
    def address(self) -> str:
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: tuple[int, int]) -> bool:
        row, column = place
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def places(self) -> Iterator[tuple[int, int]]:
        """Each (row, column) inside, in reading order."""
        return (
            (row, column) for row in range(self.top, self.bottom + 1) for column in range(self.left, self.right + 1)
        )

    @property
    def size(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def __str__(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`cells` holds the filled cells only, by (row, column) in reading order.

    `writes_points`: a text file shows that '.' begins its decimals, as one whose fields are parted by commas does.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visibility: Visibility = Visibility.VISIBLE
    writes_points: bool = False

    def cell(self, row: int, column: int) -> Cell | None:
        return self.cells.get((row, column))


class ActiveKind(StrEnum):
    """Content that Excel may run or fetch. It is never run here, and always told."""

    MACROS = "macros"
    MACRO_SHEET = "macro_sheet"
    EXTERNAL_LINK = "external_link"
    CONNECTION = "connection"
    DDE = "dde"
    EMBEDDED = "embedded"
    CONTROL = "control"
    WEB_FORMULA = "web_formula"
    CUSTOM_UI = "custom_ui"


@dataclass(frozen=True, slots=True)
class Active:
    """One piece of active content: `place` is a part or 'sheet!cell', `target` what it points at."""

    kind: ActiveKind
    place: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """`file` is the path as given, `file_id` the sha-256 of its bytes, `format` what it really is ('xlsx', 'xls')."""

    file: str
    file_id: str
    size: int
    format: str
    sheets: tuple[Sheet, ...]
    active: tuple[Active, ...] = ()


@lru_cache(maxsize=16_384)
def column_letters(column: int) -> str:
    """1 -> 'A', 27 -> 'AA'."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


@lru_cache(maxsize=16_384)
def place(a1: str) -> tuple[int, int]:
    """'B13' or '$B$13' -> (13, 2); raises ValueError when it is no address."""
    plain = a1.replace("$", "").upper()
    letters = plain.rstrip("0123456789")
    if not letters.isalpha() or not letters.isascii() or len(letters) > 3 or letters == plain:
        message = f"not a cell address: {a1!r}"
        raise ValueError(message)
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(plain[len(letters) :]), column
