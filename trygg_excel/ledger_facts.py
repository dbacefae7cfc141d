"""What the ledger (ekonomisystemet) says: the rows a workbook's outcome is held against, as an extract gave them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One booking, or a sum of such. `amount` is öre as booked: credit (income) negative. `period` is YYYYMM.

    `programme` is None where no rule gives the row one. `internal`: its counterparty is the municipality itself.
    """

    programme: str | None
    account: str
    period: int
    amount: int
    internal: bool = False


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
    """What the extract itself states that an account comes to in a period, in öre."""

    account: str
    period: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """One extract. `earlier` is an extract made before it, which tells what has been booked since.

    `file` names where it came from. `balances` and `vouchers` are empty where the extract has none.
    """

    file: str
    rows: tuple[LedgerRow, ...]
    extracted: date | None = None
    vouchers: tuple[Voucher, ...] = ()
    balances: tuple[Balance, ...] = ()
    earlier: Ledger | None = None

    @cached_property
    def periods(self) -> frozenset[int]:
        return frozenset(each.period for each in self.rows)

    @cached_property
    def unmapped(self) -> tuple[LedgerRow, ...]:
        return tuple(each for each in self.rows if each.programme is None)

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

    def between(self, programme: str, first: int, last: int) -> int | None:
        """What is booked on a programme from one period to another, in öre; None when it has no row at all."""
        own = self.booked.get(programme)
        return None if own is None else sum(amount for period, amount in own.items() if first <= period <= last)
