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
    records = _Records(data, limits)
    filling = Filling(sheet_name(stem), Count(limits))
    with without_collecting():
        for row, record in enumerate(records, 1):
            _put_record(filling, row, record)
        records.end(filled=bool(filling.cells))
        points = with_numbers(filling.cells, records.delimiter)
    return (Sheet(filling.name, filling.cells, writes_points=points),), tuple(filling.count.active)


def records_of(data: bytes, limits: Limits, rows: int) -> Iterator[list[str]]:
    """The records of a table in text, one by one, at most so many. Raises BadPackage with the reason."""
    records = _Records(data, limits, rows)
    longest = limits.text
    for record in records:
        if max(map(len, record), default=0) > longest:
            raise BadPackage(Reason.LONG_TEXT)
        yield record
    records.end(filled=True)


class _Records:
    """The records of a text, within Excel's grid."""

    def __init__(self, data: bytes, limits: Limits, rows: int | None = None) -> None:
        encoding = encoding_of(data)
        delimiter = delimiter_of(start := start_of(data, encoding, SAMPLE)) if encoding else None
        if encoding is None or delimiter is None:
            raise BadPackage(Reason.TEXT)
        self.delimiter = delimiter
        self._limits, self._rows = limits, rows or limits.rows
        text = io.TextIOWrapper(io.BytesIO(data.removesuffix(_END_OF_FILE)), encoding, newline="")
        self._lines = _Lines(text, limits, delimiter)
        self._last: list[str] = []
        if declared(start) is not None:
            next(self._lines)
            self._lines.begin_record()

    def __iter__(self) -> Iterator[list[str]]:
        limits = self._limits
        try:
            for row, record in enumerate(csv.reader(self._lines, delimiter=self.delimiter), 1):
                if row > self._rows or len(record) > limits.columns:
                    raise BadPackage(Reason.REFERENCE)
                yield record
                self._last = self._lines.begin_record()
        except csv.Error as problem:  # the one that is left: a field beyond what the module takes, four times Excel's
            raise BadPackage(Reason.LONG_TEXT) from problem

    def end(self, *, filled: bool) -> None:
        """After the last: whether that one is whole."""
        if filled and _is_open(self._last, self.delimiter):
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
