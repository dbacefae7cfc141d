"""A text whose fields are parted by semicolons, tabs, commas or bars -> one sheet, as Excel opens it.

The file is decoded in pieces and read record by record; only its filled fields are kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TextIO

from trygg_excel.garbage import without_collecting
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.reading.flat import Count, Filling, sheet_name
from trygg_excel.reading.text_encoding import encoding_of, start_of
from trygg_excel.reading.text_numbers import with_numbers
from trygg_excel.reading.text_table import SAMPLE, declared, delimiter_of
from trygg_excel.workbook import Active, Cell, CellType, Sheet

_LOOKED_AT = frozenset("=+-@ \t\r\n\u00a0")  # what a formula may begin with
_END_OF_FILE = b"\x1a"


def is_text_table(data: bytes) -> bool:
    """Whether the bytes are a table in text."""
    encoding = encoding_of(data)
    return encoding is not None and delimiter_of(start_of(data, encoding, SAMPLE)) is not None


def read_text(data: bytes, limits: Limits, stem: str) -> tuple[tuple[Sheet, ...], tuple[Active, ...]]:
    """The one sheet, named after the file. Raises BadPackage with the reason."""
    encoding = encoding_of(data)
    delimiter = delimiter_of(start := start_of(data, encoding, SAMPLE)) if encoding else None
    if encoding is None or delimiter is None:
        raise BadPackage(Reason.TEXT)
    said = declared(start)
    file = io.BytesIO(data.removesuffix(_END_OF_FILE))
    with io.TextIOWrapper(file, encoding, newline="") as text:
        filling = Filling(sheet_name(stem), Count(limits))
        lines = _Lines(text, limits, delimiter)
        if said is not None:
            next(lines)
            lines.begin_record()
        with without_collecting():
            _fill(filling, lines, delimiter)
            with_numbers(filling.cells, delimiter)
    return (Sheet(filling.name, filling.cells),), tuple(filling.count.active)


def _fill(filling: Filling, lines: _Lines, delimiter: str) -> None:
    limits = filling.count.limits
    last: list[str] = []
    try:
        for row, record in enumerate(csv.reader(lines, delimiter=delimiter), 1):
            if row > limits.rows or len(record) > limits.columns:
                raise BadPackage(Reason.REFERENCE)
            _put_record(filling, row, record)
            last = lines.begin_record()
    except csv.Error as problem:  # the one that is left: a field beyond what the module takes, four times Excel's
        raise BadPackage(Reason.LONG_TEXT) from problem
    if filling.cells and _is_open(last, delimiter):
        raise BadPackage(Reason.TRUNCATED)


def _put_record(filling: Filling, row: int, record: list[str]) -> None:
    """The filled fields; those that are nothing but text take the short way, since a ledger has so many."""
    longest, plain = filling.count.limits.text, 0
    for column, field in enumerate(record, 1):
        if not field:
            continue
        if field[0] in _LOOKED_AT or len(field) > longest or "\r" in field:
            filling.put_text(row, column, _with_plain_ends(field))
        else:
            filling.cells[row, column] = Cell(row, column, CellType.TEXT, field)
            plain += 1
    filling.count.add(plain)


def _with_plain_ends(field: str) -> str:
    return field.replace("\r\n", "\n").replace("\r", "\n") if "\r" in field else field


def _is_open(record: list[str], delimiter: str) -> bool:
    """Whether the last record ends within quotes: the rest of the file is missing, or taken for one text."""
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error as problem:
        return "unexpected end" in str(problem)
    return False


class _Lines:
    """The lines of a text, none of them and no record without end."""

    def __init__(self, text: TextIO, limits: Limits, delimiter: str) -> None:
        self._text = text
        self._limits = limits
        self._delimiter = delimiter
        self._record: list[str] = []
        self._taken = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._limits.stretch + 1)
        if not line:
            raise StopIteration
        self._taken += len(line)
        if self._taken > self._limits.stretch:
            wide = line.count(self._delimiter) >= self._limits.columns
            raise BadPackage(Reason.REFERENCE if wide else Reason.LONG_TEXT)
        self._record.append(line)
        return line

    def begin_record(self) -> list[str]:
        """The lines of the record that has ended."""
        ended, self._record, self._taken = self._record, [], 0
        return ended
