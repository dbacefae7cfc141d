"""A workbook to be filled in, as data: sheets of columns with lists and limits, before anyone decides how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

Entry: TypeAlias = str | int | Decimal | date | None
BLANK_ROWS = 200  # below the filled ones, with the same lists and limits
HEADER = 3  # the row of the headings, from 0: title, lead and a blank row stand above


class Holds(StrEnum):
    """What a column takes; a text is kept as text whatever it looks like."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"  # a number, or the word for unknown
    WHOLE = "whole"
    YEAR = "year"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """`choices` is a list of words, `from_sheet` the sheet whose first column lists what may stand here."""

    heading: str
    width: int
    holds: Holds = Holds.TEXT
    told: str = ""
    choices: tuple[str, ...] = ()
    from_sheet: str = ""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """`rows` hold one entry a column. `fixed` columns (from the left) and sheets that are not `open` are locked."""

    name: str
    title: str
    lead: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[Entry, ...], ...]
    open: bool = True
    grows: bool = True
    # A sheet of one value a row has a column description for each of its rows' second cell.
    by_row: tuple[FormColumn, ...] = ()

    def last_row(self) -> int:
        """The last row that can be filled in, from 0."""
        return HEADER + len(self.rows) + (BLANK_ROWS if self.open and self.grows else 0)

    def column_at(self, row: int, column: int) -> FormColumn:
        return self.by_row[row] if self.by_row and column == 1 else self.columns[column]

    def cells(self) -> Iterator[tuple[int, int, Entry]]:
        """(row, column, entry) of every entry, rows and columns from 0 in the table."""
        for row, entries in enumerate(self.rows):
            for column, entry in enumerate(entries):
                yield row, column, entry


@dataclass(frozen=True, slots=True)
class Form:
    """`category` goes into the file's properties, so that it is known again."""

    title: str
    category: str
    unknown: str
    sheets: tuple[FormSheet, ...]

    def sheet(self, name: str) -> FormSheet:
        return next(each for each in self.sheets if each.name == name)
