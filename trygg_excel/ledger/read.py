"""Path -> Ledger: an extract of the accounting system, by a child process unless its maker is trusted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from trygg_excel.active import active_findings_of
from trygg_excel.ledger.extract import Extract, Sum
from trygg_excel.ledger.findings import findings_of
from trygg_excel.ledger_facts import Balance, Ledger, LedgerRow, Voucher
from trygg_excel.register.model import AccountRule, Register


def read_ledger(
    path: str | Path,
    rules: Register | Iterable[AccountRule] | None = None,
    *,
    internal: str = "",
    earlier: Ledger | None = None,
    isolate: bool = True,
) -> Ledger:
    """The ledger in a flat Excel or text file with a heading row, or in a SIE file of type 1 to 4, as sums in öre.

    `rules` say which bookings are which programme's: a register, or the rules alone; None: the register found above
    `path`. What no rule fits has no programme and is kept. `internal` are the masks of counterparties that are the
    municipality itself, as in the register's settings. `earlier` is an extract made before.
    What is odd becomes `findings` of the ledger. Raises PathMissing, Refused for what may not be read, NoLedger and
    UnsureLedger for what is no ledger, or one that can be read in two ways; NoIsolation unless `isolate` is False.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import trygg_excel as te
    >>> from trygg_excel.register.model import AccountRule
    >>> booked = "Ansvar;Konto;Period;Belopp\\n0310;5010;202201;1000,50\\n0310;5010;202202;-0,25\\n99;6011;202202;40\\n"
    >>> with TemporaryDirectory() as folder:
    ...     written = Path(folder, "huvudbok.csv").write_text(booked)
    ...     ledger = te.read_ledger(f"{folder}/huvudbok.csv", [AccountRule(programme="sspf", cost_centre="0310")])
    >>> ledger.booked["sspf"], ledger.total
    ({202201: 100050, 202202: -25}, 104025)
    >>> [(each.account, each.amount) for each in ledger.unmapped]
    [('6011', 4000)]
    """
    place = Path(path)
    found = _register(place) if rules is None else rules
    register = found if isinstance(found, Register) else None
    given = tuple(found or ()) if not isinstance(found, Register) else found.accounts
    inside = internal or (register.settings.internal if register is not None else "")
    extract = _extract(place, given, inside, isolate=isolate)
    return replace(ledger_of(str(place), extract), earlier=earlier)


def _register(path: Path) -> Register | None:
    from trygg_excel.run import register_for  # which reads workbooks too

    return register_for([path], None)


def _extract(path: Path, rules: tuple[AccountRule, ...], internal: str, *, isolate: bool) -> Extract:
    if isolate:
        from trygg_excel.isolate.parent import ledger_isolated  # leaves the parsers out of this process

        return ledger_isolated(path, rules, internal)
    from trygg_excel.ledger.files import read_extract

    return read_extract(path, rules, internal)


def ledger_of(file: str, extract: Extract) -> Ledger:
    """An extract as the rest of the package sees it, with what was odd in words."""
    return Ledger(
        file=file,
        rows=tuple(map(_row, extract.sums)),
        extracted=None if extract.extracted is None else date.fromisoformat(extract.extracted),
        vouchers=tuple(
            Voucher(series=each.series, number=each.number, amounts=(int(each.amount),)) for each in extract.rests
        ),
        balances=tuple(
            Balance(account=each.account, period=each.period, amount=int(each.amount), since=each.since)
            for each in extract.stated
        ),
        balanced=extract.balanced,
        budget=tuple(map(_row, extract.budget)),
        findings=(*active_findings_of(file, extract.active), *findings_of(file, extract.problems)),
        count=extract.count,
    )  # fmt: skip


def _row(each: Sum) -> LedgerRow:
    return LedgerRow(
        programme=each.programme, account=each.account, period=each.period, amount=int(each.amount),
        internal=each.internal, bookings=each.bookings,
    )  # fmt: skip
