"""A page with a heading row and a booking in each row below it -> the tally."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from trygg_excel.layout.amounts.units import declared_unit
from trygg_excel.layout.time.periods import years_in
from trygg_excel.ledger.columns import Columns, code_of, is_sum
from trygg_excel.ledger.extract import Trouble
from trygg_excel.ledger.headings import LOOKED_AT, Headings, headings_of, in_unit
from trygg_excel.ledger.pages import Batch, Cells, Page, Row
from trygg_excel.ledger.periods import extracted_on
from trygg_excel.ledger.resolved import Resolved
from trygg_excel.ledger.sums_stated import StatedSums
from trygg_excel.ledger.tally import Slot, Tally
from trygg_excel.ledger_facts import RowCount
from trygg_excel.money import ORE
from trygg_excel.workbook import CellType

_COUNT = re.compile(r"antal (?:rader|poster|transaktioner|konteringar)\b", re.IGNORECASE)
# Nothing but the balance, its account and its day: 'UB Stockholm' and 'Ing moms 25%' are texts of bookings.
_BALANCE = re.compile(
    r"(?:ib|ub|(?:ing|utg)(?:\.|ående)?(?: ?(?:balans|saldo|bal\.?|behållning))?)"
    r"(?: (?:konto|per|den|för|år|[\d./-]++))*+ ?:?",
    re.IGNORECASE,
)
_ONLY_SUM = re.compile(r"(?:(?:del|konto|period)?summa|total(?:t|summa)?)(?: konto)?(?: (\w+))?:?", re.IGNORECASE)
Amounts: TypeAlias = Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Found:
    """The headings of a page, in which row, and what the rows above them say."""

    headings: Headings
    row: int
    extracted: date | None


def found_on(head: list[Row]) -> Found | None:
    """The first row that is the heading row of a ledger."""
    above: list[str] = []
    for row in head[:LOOKED_AT]:
        most = min(max(row.cells, default=-1), 200)
        texts = [row.cells[place].value if place in row.cells else "" for place in range(most + 1)]
        years = {year for text in above for year in years_in(text)}
        headings = headings_of(texts, years.pop() if len(years) == 1 else None)
        if headings is not None:
            days = [day for text in above if (day := extracted_on(text)) is not None]
            units = {unit.factor for text in above if (unit := declared_unit(text)) is not None}
            whole = in_unit(headings, units.pop()) if len(units) == 1 else headings
            return Found(whole, row.number, days[0] if days else None)
        above += [text for text in texts if text][:20]
    return None


class Counted:
    """Where the rows went."""

    def __init__(self) -> None:
        self.booked = self.unreadable = self.sums = self.empty = 0

    @property
    def rows(self) -> int:
        return self.booked + self.unreadable + self.sums + self.empty

    def record(self) -> RowCount:
        return RowCount(
            rows=self.rows, booked=self.booked, unreadable=self.unreadable, sums=self.sums, empty=self.empty
        )


class Posting:
    """Posts the rows of a page."""

    def __init__(self, tally: Tally, page: Page, found: Found, counted: Counted) -> None:
        self._tally, self._page, self._found, self._counted = tally, page, found, counted
        self._columns = Columns(found.headings, tally.rulebook)
        self._sums = StatedSums(tally, page.name, len(self._columns.amounts))
        self._resolved = Resolved(tally, page, self._columns)

    def post(self, head: list[Row]) -> None:
        """All rows below the headings."""
        rows = [row for row in head if row.number > self._found.row]
        places = [heading.place for _, heading in self._columns.amounts]
        cells = [row.cells[place] for row in rows for place in places if place in row.cells]
        self._page.settle(each.value for each in cells if each.type is CellType.TEXT)
        for row in rows:
            self._row(row)
        for each in self._page.rest(self._columns.wanted()):
            if isinstance(each, Row):
                self._row(each)
            else:
                self._batch(each)
        self._sums.end()

    # Many rows at once.

    def _batch(self, batch: Batch) -> None:
        slots = list(map(self._resolved.slots.__getitem__, self._resolved.keys_of(batch)))
        amounts = batch.amounts[0] if len(batch.amounts) == 1 else self._net_amounts(batch.amounts)
        start = 0
        for at in [
            at for at, (slot, amount) in enumerate(zip(slots, amounts, strict=True)) if slot is None or amount is None
        ]:
            self._span(batch, slots, amounts, start, at)
            self._row(batch.whole(at))
            start = at + 1
        self._span(batch, slots, amounts, start, batch.size)

    def _span(self, batch: Batch, slots: Sequence[Slot | None], amounts: Amounts, start: int, end: int) -> None:
        """Rows of a batch that are bookings, one after the other."""
        if start or end < batch.size:
            slots, amounts = slots[start:end], amounts[start:end]
        for slot, amount in zip(slots, amounts, strict=True):
            if slot is None or amount is None:
                continue  # there is none: it is said for the type checker
            if amount > 0:
                slot.debit += amount
                slot.debits += 1
            elif amount:
                slot.credit += amount
                slot.credits += 1
            else:
                slot.nought += 1
        if self._columns.vouchers:
            self._tally.vouchers.add_all(self._resolved.vouchers_of(batch, start, end), amounts)
        self._sums.add_span(batch.amounts, start, end)
        self._counted.booked += end - start

    def _net_amounts(self, columns: Sequence[Amounts]) -> list[int | None]:
        signs = self._columns.signs
        return [
            None if None in row else sum(sign * (each or 0) for sign, each in zip(signs, row, strict=True))
            for row in zip(*columns, strict=True)
        ]

    # One row.

    def _row(self, row: Row) -> None:
        cells = row.cells
        if not cells or self._columns.is_heading(cells):
            self._counted.empty += 1
            return
        account = code_of(cells.get(self._columns.account))
        period = None if self._columns.months else self._columns.period(cells)
        kind = self._sum_kind(cells, account, period)
        amounts, bad = self._amounts(row, told=not kind)
        if kind:
            self._counted.sums += 1
            self._stated(kind, row.number, amounts)
        elif bad or all(each is None for each in amounts):
            self._without_amount(row, account, amounts, bad=bad)
        else:
            self._book(row, account, period, amounts)

    def _sum_kind(self, cells: Cells, account: str, period: int | None) -> str:
        """'sum', 'count' or 'balance' for a row that is no booking; '' for one that is."""
        if account and not is_sum(account) and (period is not None or self._columns.months):
            return ""
        texts = [each.value.strip() for each in cells.values() if each.type is CellType.TEXT]
        if account and not _is_no_account(account):  # a supplier may be called 'Total Sverige AB'
            texts = [each for each in texts if _only_sum(each, account) or _BALANCE.fullmatch(each)]
        if any(_COUNT.match(each) for each in texts):
            return "count"
        if any(is_sum(each) for each in texts):
            return "sum"
        return "balance" if period is None and any(_BALANCE.fullmatch(each) for each in texts) else ""

    def _amounts(self, row: Row, *, told: bool) -> tuple[list[int | None], bool]:
        """Öre by column, None for a blank; and whether one of them is none. `told`: what is odd is told."""
        found: list[int | None] = []
        bad = False
        for _, heading in self._columns.amounts:
            cell = row.cells.get(heading.place)
            if cell is None or not cell.value.strip():
                bad = bad or (cell is not None and cell.formula is not None)  # a formula without its value
                found.append(None)
                continue
            ore = self._page.amount(cell, heading.factor)
            bad = bad or ore is None
            found.append(None if ore is None else ore.amount)
            if ore is not None and ore.rounded and told:
                self._tally.trouble(Trouble.ROUNDED, row.number, sheet=self._page.name)
        return found, bad

    def _stated(self, kind: str, row: int, amounts: Amounts) -> None:
        if kind == "sum":
            self._sums.stated(row, amounts)
        elif kind == "count":
            factors = (ORE * heading.factor for _, heading in self._columns.amounts)
            whole = (each // factor for each, factor in zip(amounts, factors, strict=True) if each is not None)
            stated, booked = next(whole, None), self._counted.booked
            if stated is not None and stated != booked:
                self._tally.trouble(Trouble.ROWS, row, booked, sheet=self._page.name, stated=str(stated))

    def _without_amount(self, row: Row, account: str, amounts: Amounts, *, bad: bool) -> None:
        name = self._page.name
        if bad:
            self._counted.unreadable += 1
            self._sums.add(amounts)
            self._tally.trouble(Trouble.BAD_AMOUNT, row.number, word=self._bad_words(row.cells), sheet=name)
            return
        self._counted.empty += 1
        if account:
            self._tally.trouble(Trouble.NO_AMOUNT, row.number, sheet=name)

    def _bad_words(self, cells: Cells) -> str:
        held = [cells[heading.place].value for _, heading in self._columns.amounts if heading.place in cells]
        return next((each[:30] for each in held if each), "")

    def _book(self, row: Row, account: str, period: int | None, amounts: Amounts) -> None:
        self._sums.add(amounts)
        given = [(each, at) for each, at in zip(amounts, self._columns.signs, strict=True) if each is not None]
        if self._columns.months:
            self._counted.booked += 1
            for amount, (_, month) in zip(amounts, self._columns.months, strict=True):
                if amount is not None:
                    self._resolved.slot(account, month, row.cells).add(amount)
            return
        whole = sum(sign * amount for amount, sign in given)
        if period is None:
            self._counted.unreadable += 1
            self._tally.trouble(Trouble.BAD_PERIOD, row.number, whole, sheet=self._page.name)
            return
        self._counted.booked += 1
        self._resolved.slot(account, period, row.cells).add(whole)
        if voucher := self._resolved.voucher(row.cells):
            self._tally.vouchers.add_all([voucher], [whole])


def _is_no_account(words: str) -> bool:
    return is_sum(words) or bool(_COUNT.match(words) or _BALANCE.fullmatch(words))


def _only_sum(text: str, account: str) -> bool:
    """Whether a text says that its row is a sum, of this account if it names one, and nothing else."""
    found = _ONLY_SUM.fullmatch(text)
    return found is not None and found[1] in {None, account}
