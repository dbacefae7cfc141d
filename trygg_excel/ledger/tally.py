"""Bookings added up as they come: what is kept grows with programmes, accounts and months, never with rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from trygg_excel.ledger.extract import TOLD, Problem, Rest, Sum, Trouble
from trygg_excel.ledger.rulebook import Rulebook, lets_in

_OPEN = 200_000  # vouchers that do not balance yet; past them the file is not in their order, and they are not held


@dataclass(slots=True)
class Slot:
    """The bookings of one programme, account and period: by their sign, öre and how many; `nought` have no money."""

    programme: str | None
    account: str
    period: int
    internal: bool
    debit: int = 0
    debits: int = 0
    credit: int = 0
    credits: int = 0
    nought: int = 0

    def add(self, amount: int) -> None:
        if amount > 0:
            self.debit += amount
            self.debits += 1
        elif amount:
            self.credit += amount
            self.credits += 1
        else:
            self.nought += 1

    @property
    def bookings(self) -> int:
        return self.debits + self.credits + self.nought

    def sums(self) -> Iterator[Sum]:
        """One for a programme; without one by sign, since bookings that cancel are still without one."""
        if self.programme is not None:
            yield self._sum(self.debit + self.credit, self.bookings)
            return
        for amount, bookings in ((self.debit, self.debits), (self.credit, self.credits), (0, self.nought)):
            if bookings:
                yield self._sum(amount, bookings)

    def _sum(self, amount: int, bookings: int) -> Sum:
        return Sum(self.programme, self.account, self.period, str(amount), self.internal, bookings)


_SlotKey: TypeAlias = tuple[str | None, str, int, bool]


@dataclass(slots=True)
class _Seen:
    """A kind of trouble as it grows."""

    count: int = 0
    amount: int = 0
    rows: list[int] = field(default_factory=list)
    words: dict[str, None] = field(default_factory=dict)
    stated: str = ""


class Tally:
    """What has been booked so far. `internal` are the masks of counterparties that are the municipality itself."""

    def __init__(self, rulebook: Rulebook, internal: str = "") -> None:
        self.rulebook = rulebook
        self.internal = internal
        self.vouchers = Vouchers()
        self._slots: dict[_SlotKey, Slot] = {}
        self._tied: dict[tuple[int, ...], dict[_SlotKey, Slot]] = {}
        self._seen: dict[tuple[Trouble, str], _Seen] = {}
        self._accounts: dict[str, int] = {}

    def slot(self, account: str, period: int, signatures: Mapping[str, int], *, inside: bool = False) -> Slot:
        """Where a booking goes; the same slot for all that go there. `signatures`: of each code that it has."""
        if account not in self._accounts:
            self._accounts[account] = self.rulebook.signature("account", account)
        given = {"account": self._accounts[account], **signatures}
        mapped = self.rulebook.mapped(tuple(given.get(each, blank) for each, blank in self.rulebook.blanks))
        slots = self._tied.setdefault(mapped.tied, {}) if mapped.tied else self._slots
        key = mapped.programme, account, period, inside
        if key not in slots:
            slots[key] = Slot(*key)
        return slots[key]

    def is_internal(self, counterparty: str) -> bool:
        return bool(self.internal and counterparty and lets_in(self.internal, counterparty))

    def trouble(
        self, kind: Trouble, row: int = 0, amount: int = 0, word: str = "", sheet: str = "", stated: str = ""
    ) -> None:
        """A row has this; it is counted, and the first are named."""
        seen = self._seen.setdefault((kind, sheet), _Seen())
        seen.stated = stated
        seen.count += 1
        seen.amount += amount
        if row and len(seen.rows) < TOLD:
            seen.rows.append(row)
        if word and len(seen.words) < TOLD:
            seen.words[word] = None

    @property
    def slots(self) -> tuple[Slot, ...]:
        tied = (slot for slots in self._tied.values() for slot in slots.values())
        return tuple(each for each in (*self._slots.values(), *tied) if each.bookings)

    def sums(self) -> tuple[Sum, ...]:
        """In the order of programme, account and period."""
        found = [each for slot in self.slots for each in slot.sums()]
        mapped = [each for each in found if each.programme is not None]
        return tuple(sorted((*mapped, *_joined(each for each in found if each.programme is None)), key=_order))

    def problems(self) -> tuple[Problem, ...]:
        told = [
            Problem(kind, seen.count, tuple(seen.rows), str(seen.amount), seen.stated, tuple(seen.words), sheet)
            for (kind, sheet), seen in self._seen.items()
        ]
        return tuple(sorted((*told, *self._ties()), key=lambda each: (each.kind, each.sheet, each.words)))

    def _ties(self) -> Iterator[Problem]:
        for tied, held in self._tied.items():
            slots = [each for each in held.values() if each.bookings]
            programmes = dict.fromkeys(self.rulebook.rules[each].programme for each in tied)
            accounts = dict.fromkeys(each.account for each in slots)
            if slots:
                yield Problem(
                    Trouble.TIED, sum(each.bookings for each in slots), tuple(each + 1 for each in tied[:TOLD]),
                    str(sum(each.debit + each.credit for each in slots)), ", ".join(programmes), tuple(accounts),
                )  # fmt: skip


def _joined(sums: Iterable[Sum]) -> Iterator[Sum]:
    """Those without a programme may come from several slots: of one account, period and sign they are one."""
    found: dict[tuple[object, ...], Sum] = {}
    for each in sums:
        amount = int(each.amount)
        key = each.account, each.period, each.internal, (amount > 0) - (amount < 0)
        other = found.get(key)
        found[key] = each if other is None else replace(
            each, amount=str(amount + int(other.amount)), bookings=each.bookings + other.bookings
        )  # fmt: skip
    yield from found.values()


def _order(each: Sum) -> tuple[object, ...]:
    return each.programme is None, each.programme or "", each.account, each.period, each.internal, int(each.amount)


class Vouchers:
    """What is left of each voucher that does not balance yet; one that does takes no room."""

    def __init__(self) -> None:
        self.open: dict[str, int] = {}
        self.closed = 0
        self.held = True

    def add_all(self, vouchers: Iterable[str], amounts: Iterable[int | None]) -> None:
        """Rows with their amounts. What comes to nought is let go of; a row that comes later begins anew."""
        if not self.held:
            return
        open_, here = self.open, set[str]()
        for voucher, amount in zip(vouchers, amounts, strict=True):
            open_[voucher] = open_.get(voucher, 0) + (amount or 0)
            here.add(voucher)
        for voucher in here:
            if not open_[voucher] or not voucher:
                del open_[voucher]
                self.closed += bool(voucher)
        self.held = len(open_) <= _OPEN

    @property
    def whole(self) -> bool:
        """Whether the file has vouchers with all their rows: in one of costs alone, none of them balances."""
        return self.held and self.closed > len(self.open)

    def rests(self) -> tuple[Rest, ...]:
        """Those that do not balance, by series and number."""
        if not self.whole:
            return ()
        named = ((name.rpartition("\0"), rest) for name, rest in sorted(self.open.items()))
        return tuple(Rest(series, number, str(rest)) for (series, _, number), rest in named)
