"""A compiled formula of .xls (Excel 97 and later) or .xlsb -> its text. (MS-XLS 2.5.198, MS-XLSB 2.5.97.)

Only what budgets are made of is told: cells, areas, sheets of the same workbook, numbers, texts, signs and common
functions. A formula with anything else in it, a name or another workbook, is known to be one, and its text is ''.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from trygg_excel.reading.xls_functions import FIXED, FREE
from trygg_excel.workbook import column_letters

_LONGEST = 8_192  # characters: Excel's own limit
_MOST_TOKENS = 16_384  # bytes: Excel's own limit
_PLAIN_NAME = re.compile(r"(?!(?i:[A-Z]{1,3}\d+|R\d*C\d*|R|C)\Z)[^\W\d]\w*")
_SIGNS = {
    0x03: "+", 0x04: "-", 0x05: "*", 0x06: "/", 0x07: "^", 0x08: "&", 0x09: "<", 0x0A: "<=", 0x0B: "=", 0x0C: ">=",
    0x0D: ">", 0x0E: "<>", 0x0F: " ", 0x10: ",", 0x11: ":",
}  # fmt: skip
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BYTE, _WORD, _FLOAT, _TWO_BYTES, _BYTE_AND_WORD = map(struct.Struct, ("<B", "<H", "<d", "<BB", "<BH"))
_PLACE, _CORNERS, _WIDE_PLACE, _WIDE_CORNERS = map(struct.Struct, ("<HH", "<HHHH", "<IH", "<IIHH"))
_CHOOSE, _SUM = 0x04, 0x10  # kinds of attribute
_COLUMN_MOVES, _ROW_MOVES = 0x4000, 0x8000
_EXPRESSION = 0x01  # another cell tells the formula


class _NotToldError(Exception):
    """The formula holds something else than what is told."""


@dataclass(frozen=True, slots=True)
class Words:
    """How formulas of a workbook are written, and the names of the sheets they point at by number.

    `sheets`: for each entry of the list of sheets pointed at, the name of the one sheet, or '' for anything else.
    """

    wide: bool  # rows of four bytes, as in .xlsb
    sheets: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return 1 << 20 if self.wide else 1 << 16

    @property
    def columns(self) -> int:
        return 1 << 14 if self.wide else 1 << 8


def teller(tokens: bytes, extra: bytes, *, wide: bool) -> tuple[int, int] | None:
    """The cell that tells a formula, counted from 0; None where it stands here."""
    if tokens[:1] != bytes([_EXPRESSION]):
        return None
    if not wide:
        return struct.unpack_from("<HH", tokens, 1) if len(tokens) >= 5 else None
    if len(tokens) < 5 or len(extra) < 4:
        return None
    return int.from_bytes(tokens[1:5], "little"), int.from_bytes(extra[:4], "little")


def formula_text(tokens: bytes, row: int, column: int, words: Words) -> str:
    """The text of a formula in the cell at `row` and `column`, counted from 0; '' where it is not told."""
    if len(tokens) > _MOST_TOKENS:
        return ""
    try:
        return _Reading(tokens, row, column, words).text()
    except (_NotToldError, struct.error, IndexError):
        return ""


class _Reading:
    """Goes through the tokens, which come as on a pocket calculator: what is counted first, the sign after it."""

    def __init__(self, tokens: bytes, row: int, column: int, words: Words) -> None:
        self._tokens, self._row, self._column, self._words = tokens, row, column, words
        self._place, self._corners = (_WIDE_PLACE, _WIDE_CORNERS) if words.wide else (_PLACE, _CORNERS)
        self._at = 0
        self._told: list[str] = []

    def text(self) -> str:
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            kind = token if token < 0x20 else (token & 0x1F) | 0x20
            if kind in _SIGNS:
                last, first = self._told.pop(), self._told.pop()
                self._tell(first + _SIGNS[kind] + last)
            elif kind in _TOKENS:
                _TOKENS[kind](self)
            else:
                raise _NotToldError
        if len(self._told) != 1:
            raise _NotToldError
        return self._told[0]

    def _tell(self, text: str) -> None:
        if len(text) > _LONGEST:
            raise _NotToldError
        self._told.append(text)

    def _take(self, layout: struct.Struct) -> tuple[int, ...]:
        found = layout.unpack_from(self._tokens, self._at)
        self._at += layout.size
        return found

    def before(self) -> None:
        self._tell({0x12: "+", 0x13: "-"}[self._tokens[self._at - 1]] + self._told.pop())

    def percent(self) -> None:
        self._tell(self._told.pop() + "%")

    def parenthesis(self) -> None:
        self._tell(f"({self._told.pop()})")

    def missing(self) -> None:
        self._tell("")

    def words(self) -> None:
        if self._words.wide:
            (count,) = self._take(_WORD)
            wide = True
        else:
            count, flags = self._take(_TWO_BYTES)
            wide = bool(flags & 1)
        size = 2 * count if wide else count
        raw = self._tokens[self._at : self._at + size]
        if len(raw) < size:
            raise _NotToldError
        self._at += size
        text = raw.decode("utf-16-le" if wide else "latin-1", "replace")
        self._tell('"' + text.replace('"', '""') + '"')

    def attribute(self) -> None:
        kind, data = self._take(_BYTE_AND_WORD)
        if kind & _CHOOSE:
            self._at += 2 * (data + 1)
        elif kind & _SUM:
            self._tell(f"SUM({self._told.pop()})")

    def error(self) -> None:
        self._tell(ERRORS.get(self._take(_BYTE)[0], "#N/A"))

    def truth(self) -> None:
        self._tell("TRUE" if self._take(_BYTE)[0] else "FALSE")

    def whole(self) -> None:
        self._told.append(str(self._take(_WORD)[0]))

    def number(self) -> None:
        self._tell(repr(self._take(_FLOAT)[0]).removesuffix(".0"))

    def function(self) -> None:
        (index,) = self._take(_WORD)
        if index not in FIXED:
            raise _NotToldError
        name, count = FIXED[index]
        self._call(name, count)

    def free_function(self) -> None:
        count, index = self._take(_BYTE_AND_WORD)
        if index not in FREE:
            raise _NotToldError
        self._call(FREE[index], count)

    def _call(self, name: str, count: int) -> None:
        if count > len(self._told):
            raise _NotToldError
        start = len(self._told) - count
        arguments = self._told[start:]
        del self._told[start:]
        if sum(map(len, arguments)) > _LONGEST:
            raise _NotToldError
        self._tell(f"{name}({','.join(arguments)})")

    def cell(self) -> None:
        self._told.append(self._cell())

    def moved_cell(self) -> None:
        row, flags = self._take(self._place)
        self._told.append(self._letters(flags, moved=True) + self._digits(row, flags, moved=True))

    def area(self) -> None:
        self._tell(self._area(moved=False))

    def moved_area(self) -> None:
        self._tell(self._area(moved=True))

    def cell_elsewhere(self) -> None:
        sheet = self._sheet()
        self._told.append(sheet + self._cell())

    def area_elsewhere(self) -> None:
        sheet = self._sheet()
        self._tell(sheet + self._area(moved=False))

    def lost(self) -> None:
        """A cell or an area that was deleted."""
        is_area = self._tokens[self._at - 1] & 0x1F == 0x0B
        size = 6 if self._words.wide else 4
        self._at += 2 * size if is_area else size
        self._tell("#REF!")

    def aside(self) -> None:
        """The area that an expression of areas amounts to; the expression follows."""
        self._at += 2 if self._tokens[self._at - 1] & 0x1F == 0x09 else 6

    def _sheet(self) -> str:
        (index,) = self._take(_WORD)
        name = self._words.sheets[index]
        if not name:
            raise _NotToldError
        return _before(name)

    def _cell(self) -> str:
        row, flags = self._take(self._place)
        return _written(row % self._words.rows, flags & 0xC000 | (flags & 0x3FFF) % self._words.columns)

    def _area(self, *, moved: bool) -> str:
        top, bottom, left, right = self._take(self._corners)
        columns = self._letters(left, moved=moved), self._letters(right, moved=moved)
        rows = self._digits(top, left, moved=moved), self._digits(bottom, right, moved=moved)
        if (top, bottom) == (0, self._words.rows - 1):
            return f"{columns[0]}:{columns[1]}"
        if (left & 0x3FFF, right & 0x3FFF) == (0, self._words.columns - 1):
            return f"{rows[0]}:{rows[1]}"
        return f"{columns[0]}{rows[0]}:{columns[1]}{rows[1]}"

    def _letters(self, flags: int, *, moved: bool) -> str:
        at, moves = flags & 0x3FFF, bool(flags & _COLUMN_MOVES)
        if moved and moves:
            at += self._column
        return ("" if moves else "$") + column_letters(at % self._words.columns + 1)

    def _digits(self, row: int, flags: int, *, moved: bool) -> str:
        moves = bool(flags & _ROW_MOVES)
        if moved and moves:
            row += self._row
        return ("" if moves else "$") + str(row % self._words.rows + 1)


@lru_cache(maxsize=16_384)
def _written(row: int, flags: int) -> str:
    """A cell where it stands, with a '$' before what is fixed."""
    letters = column_letters((flags & 0x3FFF) + 1)
    return f"{'' if flags & _COLUMN_MOVES else '$'}{letters}{'' if flags & _ROW_MOVES else '$'}{row + 1}"


@lru_cache(maxsize=1_024)
def _before(sheet: str) -> str:
    """A sheet's name as it stands before its cell."""
    return f"{sheet}!" if _PLAIN_NAME.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'!"


_TOKENS: dict[int, Callable[[_Reading], None]] = {
    0x12: _Reading.before,
    0x13: _Reading.before,
    0x14: _Reading.percent,
    0x15: _Reading.parenthesis,
    0x16: _Reading.missing,
    0x17: _Reading.words,
    0x19: _Reading.attribute,
    0x1C: _Reading.error,
    0x1D: _Reading.truth,
    0x1E: _Reading.whole,
    0x1F: _Reading.number,
    0x21: _Reading.function,
    0x22: _Reading.free_function,
    0x24: _Reading.cell,
    0x25: _Reading.area,
    0x26: _Reading.aside,
    0x29: _Reading.aside,
    0x2A: _Reading.lost,
    0x2B: _Reading.lost,
    0x2C: _Reading.moved_cell,
    0x2D: _Reading.moved_area,
    0x3A: _Reading.cell_elsewhere,
    0x3B: _Reading.area_elsewhere,
}


def sheets_pointed_at(entries: Sequence[tuple[int, int, int]], own_book: int | None, names: Sequence[str]) -> list[str]:
    """For each entry of book, first and last sheet: the sheet's name where it is one sheet of this workbook."""
    return [
        names[first] if book == own_book and first == last and 0 <= first < len(names) else ""
        for book, first, last in entries
    ]
