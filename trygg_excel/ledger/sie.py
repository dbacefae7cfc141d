"""A SIE file of type 1 to 4 -> Extract: vouchers where it has any, else period balances, else the year's.

Records that say how a voucher was changed (#RTRANS, #BTRANS) are not read: what they add stands again as #TRANS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from trygg_excel.gate.reasons import Reason
from trygg_excel.layout.amounts.numbers import Punctuation
from trygg_excel.ledger.amounts import text_ore
from trygg_excel.ledger.extract import Extract, Rest, Stated, Trouble
from trygg_excel.ledger.flat import Counted
from trygg_excel.ledger.headings import Role, role_of
from trygg_excel.ledger.periods import day_of, period_of
from trygg_excel.ledger.sie_balances import Balances
from trygg_excel.ledger.sie_records import Record, is_sie, records
from trygg_excel.ledger.tally import Tally
from trygg_excel.package import BadPackage

_POINT = Punctuation(".")
_FIELDS = {
    Role.COST_CENTRE: "cost_centre", Role.ACTIVITY: "activity", Role.PROJECT: "project",
    Role.COUNTERPARTY: "counterparty",
}  # fmt: skip
_RESERVED = {"1": "cost_centre", "6": "project"}  # what the format itself says that these dimensions are
_RESTS = 10_000


@dataclass(slots=True)
class _Voucher:
    series: str
    number: str
    period: int | None
    sum: int = 0
    whole: bool = True


@dataclass(slots=True)
class _File:
    """What has been read so far."""

    tally: Tally
    fields: dict[str, str] = field(default_factory=dict)
    counted: Counted = field(default_factory=Counted)
    extracted: str | None = None
    years: dict[str, tuple[int, int]] = field(default_factory=dict)
    voucher: _Voucher | None = None
    within: bool = False
    vouchers: int = 0
    rests: list[Rest] = field(default_factory=list)
    year: dict[str, dict[str, int]] = field(default_factory=dict)
    balances: Balances = field(init=False)
    budget: Balances = field(init=False)

    def __post_init__(self) -> None:
        self.balances, self.budget = Balances(self.fields), Balances(self.fields)


def read_sie(data: bytes, tally: Tally) -> Extract:
    """What the file says. Raises BadPackage: TEXT for what is no text, TRUNCATED for a voucher without an end."""
    if b"\0" in data:
        raise BadPackage(Reason.TEXT)
    file = _File(tally)
    _dimensions(file, data)
    for record in records(data):
        read = _READ.get(record.label)
        if read is not None and not read(file, record):
            _unread(file, record)
    if file.within:
        raise BadPackage(Reason.TRUNCATED)
    return _extract(file)


def _dimensions(file: _File, data: bytes) -> None:
    """Which code each dimension is, by the name that the file gives it; they may stand after what uses them."""
    named: dict[str, str] = {}
    for record in records(data):
        if record.label in {"DIM", "UNDERDIM"} and len(record.fields) >= 2:
            role = role_of(record.fields[-1] if record.label == "DIM" else record.fields[1])
            if role in _FIELDS:
                named.setdefault(_FIELDS[role], record.fields[0])
    file.fields.update({dimension: name for name, dimension in named.items()})
    for dimension, name in _RESERVED.items():
        if name not in named and dimension not in file.fields:
            file.fields[dimension] = name


def _unread(file: _File, record: Record) -> None:
    """A record of amounts that cannot be read."""
    kind = Trouble.BAD_AMOUNT if record.label in _AMOUNTS else Trouble.BAD_RECORD
    file.counted.unreadable += record.label in _AMOUNTS
    file.tally.trouble(kind, record.line, word=f"#{record.label}" if record.label != "?" else "")
    if record.label == "TRANS" and file.voucher is not None:
        file.voucher.whole = False


# One function for each kind of record; False where it cannot be read.


def _made(file: _File, record: Record) -> bool:
    day = day_of(record.fields[0]) if record.fields else None
    file.extracted = None if day is None else day.isoformat()
    return True  # an extract without its day is one all the same


def _year(file: _File, record: Record) -> bool:
    if len(record.fields) < 3:
        return False
    first, last = (period_of(each) for each in record.fields[1:3])
    if first is None or last is None:
        return False
    file.years[record.fields[0]] = first, last
    return True


def _currency(file: _File, record: Record) -> bool:
    if record.fields and record.fields[0].upper() != "SEK":
        file.tally.trouble(Trouble.CURRENCY, record.line, word=record.fields[0][:10])
    return True


def _voucher(file: _File, record: Record) -> bool:
    if len(record.fields) < 3 or file.within:
        return False
    series, number, day = record.fields[:3]
    file.voucher = _Voucher(series, number, period_of(day))
    return True


def _opens(file: _File, record: Record) -> bool:
    del record
    file.within = file.voucher is not None and not file.within
    return file.within


def _closes(file: _File, record: Record) -> bool:
    del record
    voucher, within = file.voucher, file.within
    file.voucher, file.within = None, False
    if voucher is None or not within:
        return False
    file.vouchers += 1
    if voucher.sum and voucher.whole and len(file.rests) < _RESTS:
        file.rests.append(Rest(voucher.series, voucher.number, str(voucher.sum)))
    return True


def _booking(file: _File, record: Record) -> bool:
    if file.voucher is None or not file.within or len(record.fields) < 2 or record.objects is None:
        return False
    amount = _ore(file, record, 1)
    if amount is None:
        return False
    file.voucher.sum += amount
    period = period_of(record.fields[2]) if len(record.fields) > 2 and record.fields[2] else file.voucher.period
    if period is None:
        file.counted.unreadable += 1
        file.tally.trouble(Trouble.BAD_PERIOD, record.line, amount)
        return True
    file.counted.booked += 1
    codes = {file.fields[at]: code for at, code in record.objects if at in file.fields}
    _add(file, record.fields[0], period, amount, codes)
    return True


def _balance(into: str) -> Callable[[_File, Record], bool]:
    def read(file: _File, record: Record) -> bool:
        if len(record.fields) < 4:
            return False
        period, amount = period_of(record.fields[1]), _ore(file, record, 3)
        if period is None or amount is None:
            return False
        held: Balances = getattr(file, into)
        return held.add(record.fields[2], period, record.objects or (), amount)

    return read


def _of_year(file: _File, record: Record) -> bool:
    if len(record.fields) < 3:
        return False
    amount = _ore(file, record, 2)
    if amount is not None and record.fields[0] == "0" and not record.objects:
        file.year.setdefault(record.label, {})[record.fields[1]] = amount
    return amount is not None


def _ore(file: _File, record: Record, at: int) -> int | None:
    found = text_ore(record.fields[at], _POINT)
    if found is not None and found.rounded:
        file.tally.trouble(Trouble.ROUNDED, record.line)
    return None if found is None else found.amount


def _unknown(file: _File, record: Record) -> bool:
    del file, record
    return False


_AMOUNTS = frozenset({"TRANS", "PSALDO", "PBUDGET", "RES", "IB", "UB"})
_READ: Mapping[str, Callable[[_File, Record], bool]] = {
    "GEN": _made, "RAR": _year, "VALUTA": _currency, "VER": _voucher, "{": _opens, "}": _closes, "TRANS": _booking,
    "PSALDO": _balance("balances"), "PBUDGET": _balance("budget"), "RES": _of_year, "IB": _of_year, "UB": _of_year,
    "?": _unknown,
}  # fmt: skip


def _add(
    file: _File, account: str, period: int, amount: int, codes: Mapping[str, str], tally: Tally | None = None
) -> None:
    into = tally or file.tally
    signatures = {name: into.rulebook.signature(name, code) for name, code in codes.items() if name != "counterparty"}
    inside = into.is_internal(codes.get("counterparty", ""))
    into.slot(account, period, signatures, inside=inside).add(amount)


# What it comes to.


def _extract(file: _File) -> Extract:
    by_voucher = file.counted.booked > 0
    if not by_voucher:
        _post_balances(file)
    budget = Tally(file.tally.rulebook)
    for part in file.budget.parts(_needed(file)):
        _add(file, part.account, part.period, part.amount, part.codes, budget)
    return Extract(
        sums=file.tally.sums(), budget=budget.sums(), rests=tuple(file.rests), balanced=file.vouchers > 0,
        stated=_stated(file, by_voucher=by_voucher), problems=file.tally.problems(),
        count=file.counted.record(), extracted=file.extracted,
    )  # fmt: skip


def _needed(file: _File) -> frozenset[str]:
    return frozenset(file.tally.rulebook.fields) - {"account"}


def _post_balances(file: _File) -> None:
    needed, balances, counted = _needed(file), file.balances, file.counted
    if not len(balances):
        _post_year(file)
        return
    for part in balances.parts(needed):
        counted.booked += 1
        _add(file, part.account, part.period, part.amount, part.codes)
    counted.sums += max(0, len(balances) - counted.booked)
    for name in sorted(balances.lacking(needed)):
        file.tally.trouble(Trouble.DIMENSIONS, word=name)
    for account, _, beyond in balances.exceeding(needed):
        file.tally.trouble(Trouble.OBJECTS, amount=beyond, word=account)


def _post_year(file: _File) -> None:
    """Nothing but what the year's accounts come to: it is all in its last month."""
    results, last = file.year.get("RES", {}), file.years.get("0")
    if not results or last is None:
        return
    file.tally.trouble(Trouble.WHOLE_YEAR)
    for account, amount in results.items():
        file.counted.booked += 1
        _add(file, account, last[1], amount, {})


def _stated(file: _File, *, by_voucher: bool) -> tuple[Stated, ...]:
    """What the file says that its own rows come to, for the year that they are of."""
    year = file.years.get("0")
    if year is None or not (by_voucher or len(file.balances)):
        return ()
    first, last = year
    found = [Stated(account, last, str(amount), first) for account, amount in file.year.get("RES", {}).items()]
    opening, closing = file.year.get("IB", {}), file.year.get("UB", {})
    found += [Stated(each, last, str(closing[each] - opening.get(each, 0)), first) for each in closing]
    if by_voucher:
        months = (each for each in file.balances.whole() if first <= each[1] <= last)
        found += [Stated(account, period, str(amount)) for account, period, amount in months]
    return tuple(found)


__all__ = ["is_sie", "read_sie"]
