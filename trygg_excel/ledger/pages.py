"""What a flat ledger is read from: a worksheet in stretches, a text in records, or a sheet that is already cells.

Each gives its first rows whole, so that the headings can be found, and then the rest: batches where the rows are as
most are, and rows by themselves where they are not. Places count from 0, rows from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import NamedTuple, Protocol, TypeAlias

from trygg_excel.layout.amounts.numbers import Punctuation
from trygg_excel.ledger.amounts import Ore, number_amounts, number_ore, shown_by, text_amounts, text_ore
from trygg_excel.ledger.headings import LOOKED_AT
from trygg_excel.reading.sheet_shape import learnt
from trygg_excel.reading.sheet_stream import END, SHARED_LOOK, FastRows, RowReader
from trygg_excel.workbook import Cell, CellType, Sheet

Cells: TypeAlias = dict[int, Cell]
_RECORDS = 2_000  # of a text at a time; and as many are looked at for what its amounts are written with


class Row(NamedTuple):
    """A row by itself."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Wanted:
    """The places that are looked at: `needed` are filled in every booking, `amounts` are numbers."""

    places: Collection[int]
    needed: Collection[int]
    amounts: Sequence[int]
    factors: Sequence[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows as they are written, a column at a time: `columns` by place, `amounts` in öre for each amount column.

    None among the amounts: to be looked at by itself, as `whole(at)`, a Row. `cell` reads what a column holds.
    """

    columns: Mapping[int, Sequence[str]]
    amounts: Sequence[Sequence[int | None]]
    whole: Callable[[int], Row]
    size: int


def _blanks_told(columns: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Amounts by debit and credit: the side that is blank is nought, but where both are there is no amount."""
    if len(columns) == 1 or all(all(column) for column in columns):
        return columns
    filled = list(map(any, zip(*columns, strict=True)))
    return [
        [each or ("0" if any_ else "") for each, any_ in zip(column, filled, strict=True)] for column in columns
    ]  # fmt: skip


class Page(Protocol):
    """A sheet, or a whole file that has none."""

    name: str

    def head(self) -> list[Row]:
        """The first rows, which come in no other way."""

    def settle(self, amounts: Iterable[str]) -> None:
        """Learn from amounts in text what they are written with."""

    def rest(self, wanted: Wanted | None) -> Iterator[Batch | Row]:
        """All that come after; by themselves only, where nothing is `wanted`."""

    def cell(self, written: str, place: int) -> Cell | None:
        """What is written in a column of a batch."""

    def texts(self, written: Sequence[str], place: int) -> Sequence[str]:
        """The same as texts, of a column where every row has another."""

    def amount(self, cell: Cell, factor: int) -> Ore | None:
        """The amount that a cell holds; None for what is none."""


@dataclass(slots=True)
class CellsPage:
    """Rows that are cells already. `punctuation`: what amounts in text are written with."""

    name: str
    rows: Iterator[Row]
    punctuation: Punctuation | None = None

    def head(self) -> list[Row]:
        return list(islice(self.rows, _RECORDS))

    def settle(self, amounts: Iterable[str]) -> None:
        self.punctuation = shown_by(amounts)

    def rest(self, wanted: Wanted | None) -> Iterator[Batch | Row]:
        del wanted
        return self.rows

    def cell(self, written: str, place: int) -> Cell | None:
        return Cell(1, place + 1, CellType.TEXT, written) if written else None

    def texts(self, written: Sequence[str], place: int) -> Sequence[str]:
        del place
        return written

    def amount(self, cell: Cell, factor: int) -> Ore | None:
        return amount_in(cell, factor, self.punctuation)


def sheet_page(sheet: Sheet) -> CellsPage:
    """A sheet of a workbook that has been read."""
    ordered = sorted(sheet.cells.values(), key=lambda each: (each.row, each.column))
    grouped = groupby(ordered, key=lambda each: each.row)
    return CellsPage(sheet.name, (Row(number, {each.column - 1: each for each in cells}) for number, cells in grouped))


def amount_in(cell: Cell, factor: int, punctuation: Punctuation | None) -> Ore | None:
    if cell.type is CellType.NUMBER:
        return number_ore(cell.value, factor)
    return text_ore(cell.value.strip(), punctuation, factor) if cell.type is CellType.TEXT else None


class TextPage:
    """The records of a text."""

    def __init__(self, name: str, records: Iterable[list[str]]) -> None:
        self.name = name
        self._records = iter(records)
        self._number = 0
        self._punctuation: Punctuation | None = None

    def head(self) -> list[Row]:
        records = list(islice(self._records, _RECORDS))
        found = [self._row(number, record) for number, record in enumerate(records, 1)]
        self._number = len(records)
        return found

    def settle(self, amounts: Iterable[str]) -> None:
        self._punctuation = shown_by(amounts)

    def rest(self, wanted: Wanted | None) -> Iterator[Batch | Row]:
        while records := list(islice(self._records, _RECORDS)):
            first = self._number + 1
            self._number += len(records)
            if wanted is None:
                yield from (self._row(number, record) for number, record in enumerate(records, first))
            else:
                yield self._batch(records, first, wanted)

    def _batch(self, records: list[list[str]], first: int, wanted: Wanted) -> Batch:
        width = max((*wanted.places, *wanted.amounts)) + 1
        for record in records:
            record.extend([""] * (width - len(record)))
        written = _blanks_told([[record[place].strip() for record in records] for place in wanted.amounts])
        amounts = [
            text_amounts(each, self._punctuation, factor) for each, factor in zip(written, wanted.factors, strict=True)
        ]
        columns = {place: [record[place] for record in records] for place in wanted.places}
        return Batch(columns, amounts, lambda at: self._row(first + at, records[at]), len(records))

    @staticmethod
    def _row(number: int, record: list[str]) -> Row:
        return Row(number, {
            place: Cell(number, place + 1, CellType.TEXT, text) for place, text in enumerate(record) if text.strip()
        })  # fmt: skip

    def cell(self, written: str, place: int) -> Cell | None:
        return Cell(1, place + 1, CellType.TEXT, written) if written.strip() else None

    def texts(self, written: Sequence[str], place: int) -> Sequence[str]:
        del place
        return [each.strip() for each in written]

    def amount(self, cell: Cell, factor: int) -> Ore | None:
        return text_ore(cell.value.strip(), self._punctuation, factor)


class _Unlearnt:
    """Rows that have no one shape."""

    def __init__(self) -> None:
        self.bare: dict[int, str] = {}

    def all(self, text: str) -> None:
        del text


class StreamPage:
    """The rows of a worksheet part. Raises NotPlain where it must be read by the parser after all."""

    def __init__(self, name: str, stretches: Iterator[str], reader: RowReader) -> None:
        self.name = name
        self._stretches, self._reader = stretches, reader
        self._text, self._at = "", 0
        self._bare: dict[int, str] = {}
        self._texts: dict[str, str] = {}
        self._punctuation: Punctuation | None = None

    def head(self) -> list[Row]:
        found: list[Row] = []
        while len(found) < LOOKED_AT and self._more():
            cells, self._at = self._reader.take(self._text, self._at)
            found.append(Row(self._reader.number, cells))
        return found

    def settle(self, amounts: Iterable[str]) -> None:
        self._punctuation = shown_by(amounts)

    def _more(self) -> bool:
        """Whether a row stands at the place, in this stretch or the next."""
        while self._at >= len(self._text):
            following = next(self._stretches, None)
            if following is None:
                return False
            self._text, self._at = following, len(following) - len(following.lstrip(" \t\r\n"))
        return True

    def rest(self, wanted: Wanted | None) -> Iterator[Batch | Row]:
        fast = wanted and FastRows(self._reader.book, wanted.places, wanted.needed, wanted.amounts)
        shaped = None
        while self._more():
            if fast and shaped is None and self._at == 0:
                shaped = learnt(self._text, fast) or _Unlearnt()
                self._bare = shaped.bare
            found = None
            if fast and shaped and self._at == 0:
                found = shaped.all(self._text) or fast.all(self._text)
            if fast and wanted and found is not None:
                yield self._batch(found, self._text, fast, wanted)
                self._at = len(self._text)
            elif fast and wanted:
                yield from self._mixed(fast, wanted)
            else:
                cells, self._at = self._reader.take(self._text, self._at)
                yield Row(self._reader.number, cells)

    def _mixed(self, fast: FastRows, wanted: Wanted) -> Iterator[Batch | Row]:
        """The rest of a stretch where some rows do not fit: those by themselves, the others as batches between."""
        text, some = self._text, list[tuple[str, ...]]()
        while self._at < len(text):
            taken = fast.one(text, self._at)
            if taken is not None:
                some.append(taken[0])
                self._at = taken[1]
                continue
            if some:
                yield self._batch(some, text, fast, wanted)
                some = []
            cells, self._at = self._reader.take(text, self._at)
            yield Row(self._reader.number, cells)
        if some:
            yield self._batch(some, text, fast, wanted)

    def _batch(self, found: list[tuple[str, ...]], text: str, fast: FastRows, wanted: Wanted) -> Batch:
        written = list(zip(*found, strict=True))
        numbers = list(map(int, written[0]))
        self._reader.next_all(numbers)
        columns = dict(zip(fast.places, written[1:], strict=True))
        given = _blanks_told([columns[place] for place in wanted.amounts])
        amounts = [number_amounts(each, factor) for each, factor in zip(given, wanted.factors, strict=True)]
        return Batch(columns, amounts, lambda at: Row(numbers[at], self._reader.again(text, numbers[at])), len(found))

    def cell(self, written: str, place: int) -> Cell | None:
        return self._reader.cell(self._with_look(written, place)) if written else None

    def texts(self, written: Sequence[str], place: int) -> Sequence[str]:
        read, reader = self._texts, self._reader
        if self._bare.get(place) == SHARED_LOOK and (found := reader.strings(written)) is not None:
            return found
        if len(read) > _RECORDS:
            read.clear()
        new = {each for each in written if each not in read}
        read.update({each: reader.text(self._with_look(each, place)) if each else "" for each in new})
        return [read[each] for each in written]

    def _with_look(self, written: str, place: int) -> str:
        """What stands in the file, where the digits alone were taken out."""
        return f"{self._bare[place]}><v>{written}{END}" if written[0] not in " >" else written

    def amount(self, cell: Cell, factor: int) -> Ore | None:
        return amount_in(cell, factor, self._punctuation)
