"""What the ledger (ekonomisystemet) says: the rows a workbook's outcome is held against, as an extract gave them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from trygg_excel.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One booking, or the sum of `bookings` such. `amount` is öre as booked: credit (income) negative.

    `period` is YYYYMM. `programme` is None where no rule gives the row one. `internal`: its counterparty is the
    municipality itself.
    """

    programme: str | None
    account: str
    period: int
    amount: int
    internal: bool = False
    bookings: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """A verification: its rows' amounts in öre, which balance."""

    series: str
    number: str
    amounts: tuple[int, ...]

    @property
    def name(self) -> str:
        return f"{self.series}{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What the extract itself states that an account comes to in a period, in öre; or since an earlier one to it."""

    account: str
    period: int
    amount: int
    since: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCount:
    """Where the rows under the headings went: `rows` is the sum of all the others."""

    rows: int
    booked: int
    unreadable: int = 0
    sums: int = 0
    empty: int = 0


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """One extract. `earlier` is an extract made before it, which tells what has been booked since.

    `file` names where it came from. `balances` and `vouchers` are empty where the extract has none.

    `read_ledger` gives it aggregated: a row for all bookings of a programme, account and period (internal ones by
    themselves, debit and credit without a programme by themselves), so that a million bookings take the room of their
    programmes, accounts and months. All that asks for sums goes through `booked`, `turnover` and `between`, which are
    the same either way; what counts bookings adds up `bookings`. Of the vouchers it keeps those that do not balance;
    `balanced` says whether vouchers were held at all. `budget` are the budget amounts of a SIE file, `findings` what
    the reading could not make out, and `count` where each row of the file went; None where it has no rows.
    """

    file: str
    rows: tuple[LedgerRow, ...]
    extracted: date | None = None
    vouchers: tuple[Voucher, ...] = ()
    balances: tuple[Balance, ...] = ()
    earlier: Ledger | None = None
    balanced: bool = False
    budget: tuple[LedgerRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    count: RowCount | None = None

    @cached_property
    def periods(self) -> frozenset[int]:
        return frozenset(each.period for each in self.rows)

    @cached_property
    def unmapped(self) -> tuple[LedgerRow, ...]:
        return tuple(each for each in self.rows if each.programme is None)

    @cached_property
    def total(self) -> int:
        """Öre of all rows, with and without a programme."""
        return sum(each.amount for each in self.rows)

    @cached_property
    def booked(self) -> Mapping[str, Mapping[int, int]]:
        """Öre by programme and period."""
        found: dict[str, dict[int, int]] = {}
        for each in self.rows:
            if each.programme is not None:
                own = found.setdefault(each.programme, {})
                own[each.period] = own.get(each.period, 0) + each.amount
        return found

    @cached_property
    def turnover(self) -> Mapping[tuple[str, int], int]:
        """Öre by account and period."""
        found: dict[tuple[str, int], int] = {}
        for each in self.rows:
            at = each.account, each.period
            found[at] = found.get(at, 0) + each.amount
        return found

    def turned(self, account: str, since: int, period: int) -> int:
        """What an account's rows come to from one period to another, in öre."""
        if since == period:
            return self.turnover.get((account, period), 0)
        return sum(amount for (own, at), amount in self.turnover.items() if own == account and since <= at <= period)

    def between(self, programme: str, first: int, last: int) -> int | None:
        """What is booked on a programme from one period to another, in öre; None when it has no row at all."""
        own = self.booked.get(programme)
        return None if own is None else sum(amount for period, amount in own.items() if first <= period <= last)
