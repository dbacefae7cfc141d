"""What is written in the columns of a page, read once for each thing that is written: slots, codes, vouchers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from typing import Any, TypeAlias, TypeVar

from trygg_excel.ledger.columns import Columns, code_of, is_sum
from trygg_excel.ledger.extract import Trouble
from trygg_excel.ledger.pages import Batch, Cells, Page
from trygg_excel.ledger.tally import Slot, Tally
from trygg_excel.workbook import Cell, CellType

T = TypeVar("T")
Key: TypeAlias = tuple[Any, ...]  # account, period, whether internal, and the signature of each code
_WIDEST = 12  # digits that a code may have had before its noughts were lost


class Resolved:
    """`slots` gives where a booking goes by its key; None for a row that must be looked at by itself."""

    def __init__(self, tally: Tally, page: Page, columns: Columns) -> None:
        self._tally, self._page, self._columns = tally, page, columns
        self._signatures = {field: _Signatures(tally, page, field, place) for field, place in columns.codes.items()}
        when = columns.by_role[columns.when].place if columns.when else 0
        other = columns.counterparty or 0
        self._accounts: _Read[str | None] = _Read(lambda written: _account(page.cell(written, columns.account)))
        self._periods: _Read[int | None] = _Read(lambda written: columns.when_of(page.cell(written, when)))
        self._inside: _Read[bool] = _Read(lambda written: tally.is_internal(code_of(page.cell(written, other))))
        self.slots = _Slots(self)

    def keys_of(self, batch: Batch) -> Iterator[Key]:
        """The key of each row of a batch."""
        columns, given = self._columns, batch.columns
        when = given[columns.by_role[columns.when].place] if columns.when else ()
        inside: Iterable[bool] = repeat(False)
        if columns.counterparty is not None and self._tally.internal:
            inside = map(self._inside.__getitem__, given[columns.counterparty])
        codes = [map(self._signatures[field].__getitem__, given[place]) for field, place in columns.codes.items()]
        accounts = map(self._accounts.__getitem__, given[columns.account])
        return zip(accounts, map(self._periods.__getitem__, when), inside, *codes, strict=False)

    def vouchers_of(self, batch: Batch, start: int, end: int) -> Iterable[str]:
        """The voucher of each of these rows."""
        columns = [self._page.texts(batch.columns[place][start:end], place) for place in self._columns.vouchers]
        return columns[0] if len(columns) == 1 else map("\0".join, zip(*columns, strict=True))

    def slot_of(self, key: Key) -> Slot | None:
        """The slot of a key that is new."""
        account, period, inside, *codes = key
        if account is None or period is None:
            return None
        signatures = dict(zip(self._columns.codes, codes, strict=True))
        return self._tally.slot(account, period, signatures, inside=inside)

    def slot(self, account: str, period: int, cells: Cells) -> Slot:
        """The slot of a row by itself."""
        signatures = {
            field: self._signatures[field].of(cells.get(place)) for field, place in self._columns.codes.items()
        }
        place = self._columns.counterparty
        counterparty = "" if place is None else code_of(cells.get(place))
        return self._tally.slot(account, period, signatures, inside=self._tally.is_internal(counterparty))

    def voucher(self, cells: Cells) -> str:
        """The voucher of a row by itself."""
        return "\0".join(code_of(cells.get(place)) for place in self._columns.vouchers)


class _Slots(dict[Key, Slot | None]):
    def __init__(self, resolved: Resolved) -> None:
        super().__init__()
        self._resolved = resolved

    def __missing__(self, key: Key) -> Slot | None:
        self[key] = slot = self._resolved.slot_of(key)
        return slot


class _Signatures(dict[str, int]):
    """How the rules see each code of a column, by what is written."""

    def __init__(self, tally: Tally, page: Page, field: str, place: int) -> None:
        super().__init__()
        self._tally, self._page, self._field, self._place = tally, page, field, place

    def __missing__(self, written: str) -> int:
        self[written] = signature = self.of(self._page.cell(written, self._place))
        return signature

    def of(self, cell: Cell | None) -> int:
        code = code_of(cell)
        rulebook = self._tally.rulebook
        if cell is not None and cell.type is CellType.NUMBER:
            padded = (code.zfill(width) for width in range(len(code) + 1, _WIDEST))
            if right := next((each for each in padded if rulebook.fits(self._field, each)), None):
                self._tally.trouble(Trouble.NUMBER_CODES, word=f"{code} ({right})", sheet=self._page.name)
        return rulebook.signature(self._field, code)


class _Read(dict[str, T]):
    """What is written, as what it means."""

    def __init__(self, read: Callable[[str], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, written: str) -> T:
        self[written] = found = self._read(written)
        return found


def _account(cell: Cell | None) -> str | None:
    """An account; None for a word, which may say that the row is a sum."""
    code = code_of(cell)
    return code if code[:1].isalnum() and any(map(str.isdigit, code)) and not is_sum(code) else None
