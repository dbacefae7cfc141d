"""The sums that a ledger states among its rows: held against its rows, never added to them."""

from __future__ import annotations

from collections.abc import Sequence

from trygg_excel.ledger.extract import Trouble
from trygg_excel.ledger.tally import Tally

_MARKS = 200_000  # sums remembered, as the place where the next one may begin


class StatedSums:
    """What each column of amounts comes to so far, and what it came to at each sum that has passed.

    A sum holds when it is that of all rows so far, or of all since any sum before it.
    """

    def __init__(self, tally: Tally, page: str, columns: int) -> None:
        self._tally, self._page = tally, page
        self.totals = [0] * columns
        self._marks: list[set[int]] = [{0} for _ in range(columns)]
        self._pending: tuple[int, int, int] | None = None  # the last that did not hold: row, stated, summed

    def add(self, amounts: Sequence[int | None]) -> None:
        """The amounts of a row, for each column."""
        for at, amount in enumerate(amounts):
            self.totals[at] += amount or 0

    def add_span(self, columns: Sequence[Sequence[int | None]], first: int, end: int) -> None:
        """The same of several rows, a column at a time."""
        for at, column in enumerate(columns):
            self.totals[at] += sum(each or 0 for each in column[first:end])

    def stated(self, row: int, amounts: Sequence[int | None]) -> None:
        """A row of sums."""
        self._pending_is_subtotal()
        for at, stated in enumerate(amounts):
            if stated is None:
                continue
            if self.totals[at] - stated not in self._marks[at]:
                self._pending = row, stated, self.totals[at]
            if len(self._marks[at]) < _MARKS:
                self._marks[at].add(self.totals[at])

    def _pending_is_subtotal(self) -> None:
        if self._pending is not None:
            row, stated, _ = self._pending
            self._tally.trouble(Trouble.SUBTOTAL, row, stated, sheet=self._page)
            self._pending = None

    def end(self) -> None:
        """The last one is the file's own sum."""
        if self._pending is not None:
            row, stated, summed = self._pending
            self._tally.trouble(Trouble.TOTAL, row, summed, sheet=self._page, stated=str(stated))
