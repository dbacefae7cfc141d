"""The limits as they bear on one worksheet part; what counts over all sheets is kept in the book."""

from __future__ import annotations

from dataclasses import dataclass

from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.reading.cells import Book
from trygg_excel.workbook import place


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """Each method refuses what is beyond its limit; `where` names the part."""

    book: Book
    limits: Limits
    where: str

    def refuse(self, reason: Reason) -> BadPackage:
        return BadPackage(reason, self.where)

    def check_floods(self, data: bytes) -> None:
        """Refuse what is large enough to hold too many cells or rows, and does, before it takes time and memory."""
        self.check_room(_at_least(data, "c", self.limits.cells - self.book.cells))
        if _at_least(data, "row", self.limits.rows) > self.limits.rows:
            raise self.refuse(Reason.REFERENCE)

    def check_room(self, cells: int) -> None:
        if self.book.cells + cells > self.limits.cells:
            raise self.refuse(Reason.CELLS)

    def count(self, cells: int) -> None:
        self.check_room(cells)
        self.book.cells += cells

    def repeat(self, characters: int) -> None:
        """A long text that cells share stands in one more of them."""
        self.book.repeated += characters
        if self.book.repeated > self.limits.repeated:
            raise self.refuse(Reason.BOMB)

    def number(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise self.refuse(Reason.REFERENCE)
        return int(text)

    def place(self, reference: str) -> tuple[int, int]:
        """Row and column of an address inside the grid."""
        try:
            row, column = place(reference)
        except ValueError as problem:
            raise self.refuse(Reason.REFERENCE) from problem
        return self.inside(row, column)

    def inside(self, row: int, column: int = 1) -> tuple[int, int]:
        if not (1 <= row <= self.limits.rows and 1 <= column <= self.limits.columns):
            raise self.refuse(Reason.REFERENCE)
        return row, column


def _at_least(data: bytes, name: str, most: int) -> int:
    """How many elements of a name a part has at least, without a look at them; 0 where it is too small for so many."""
    smallest = f"<{name}/>".encode()
    if len(data) <= most * len(smallest):
        return 0
    return sum(data.count(each) for each in (smallest, f"<{name} ".encode(), f"<{name}>".encode()))
