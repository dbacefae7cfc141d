"""The ledger by itself: every row has a programme, vouchers and balances add up, internal items cancel
(TRY-042, TRY-044, TRY-045)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trygg_excel.controls.control import EXACT, Control, also, answer, not_judged
from trygg_excel.controls.ledger import NO_LEDGER
from trygg_excel.finding import Finding, Money, Result, Severity, Source, Text, listed, text
from trygg_excel.held import Held
from trygg_excel.ledger_facts import Balance, Ledger, LedgerRow, Voucher
from trygg_excel.money import KR, ORE, number_text
from trygg_excel.month_names import month_and_year

UNMAPPED, INTEGRITY, INTERNAL = "TRY-042", "TRY-044", "TRY-045"


def all_mapped(held: Held) -> Iterator[Result]:
    """No money in the extract is without a programme."""
    if not held.tells_ledger:
        return
    subject = Text("Konteringar utan insats", "Bookings without a programme")
    ledger = held.ledger
    if ledger is None:
        yield not_judged(UNMAPPED, subject, NO_LEDGER)
        return
    rows = [each for each in ledger.unmapped if each.amount]
    yield answer(UNMAPPED, subject, (_unmapped(ledger),) if rows else ())


def _unmapped(ledger: Ledger) -> Finding:
    rows = [each for each in ledger.unmapped if each.amount]
    whole = sum(each.amount for each in rows)
    accounts: dict[str, int] = {}
    for each in rows:
        accounts[each.account] = accounts.get(each.account, 0) + each.amount
    largest = sorted(accounts, key=lambda each: (-abs(accounts[each]), each))
    return Finding(
        code=UNMAPPED, severity=Severity.ERROR, found=whole, expected=0, difference=whole, tolerance=0,
        message=text(
            "{bookings} ({amount}) saknar koppling till insats. Konton: {accounts}.",
            "{bookings} ({amount}) without a programme. Accounts: {accounts}.",
            bookings=_bookings(rows), amount=Money(whole, KR), accounts=listed(largest),
        ),
        remedy=text("Lägg till kontona i registrets regler för konton.", "Add the accounts to the register's rules."),
        sources=(Source(ledger.file),),
    )  # fmt: skip


def _bookings(rows: Iterable[LedgerRow]) -> Text:
    """'1 kontering', '1 250 konteringar'."""
    count = sum(each.bookings for each in rows)
    one = count == 1
    return text(
        "{n} {word}", "{n} {word}",
        n=Text(*(number_text(count * ORE, KR, lang=lang) for lang in ("sv", "en"))),
        word=Text("kontering", "booking") if one else Text("konteringar", "bookings"),
    )  # fmt: skip


def ledger_adds_up(held: Held) -> Iterator[Result]:
    """Every voucher balances, and the extract's own balances are the sums of its rows."""
    if not held.tells_ledger:
        return
    subject = Text("Ekonomisystemets egna summor", "The ledger's own sums")
    ledger = held.ledger
    if ledger is None or not (ledger.vouchers or ledger.balances or ledger.balanced):
        lacks = NO_LEDGER if ledger is None else Text("verifikationer eller saldon", "vouchers or balances")
        yield not_judged(INTEGRITY, subject, lacks)
        return
    vouchers = [each for each in ledger.vouchers if sum(each.amounts)]
    balances = [each for each in ledger.balances if each.amount != _turned(ledger, each)]
    yield answer(INTEGRITY, subject, (
        *((_unbalanced(ledger, vouchers),) if vouchers else ()), *((_differ(ledger, balances),) if balances else ()),
    ))  # fmt: skip


def _turned(ledger: Ledger, balance: Balance) -> int:
    return ledger.turned(balance.account, balance.since or balance.period, balance.period)


def _unbalanced(ledger: Ledger, vouchers: list[Voucher]) -> Finding:
    first = vouchers[0]
    rest = sum(first.amounts)
    return Finding(
        code=INTEGRITY, severity=Severity.ERROR, found=rest, expected=0, difference=rest, tolerance=0,
        message=text(
            "Verifikation {name} balanserar inte: {rest}.{more}", "Voucher {name} does not balance: {rest}.{more}",
            name=first.name, rest=Money(rest, KR),
            more=also((each.name for each in vouchers[1:]), ("Det gör inte heller {names}.", "Nor do {names}.")),
        ),
        remedy=text("Gör om uttaget.", "Make the extract again."), sources=(Source(ledger.file),),
    )  # fmt: skip


def _differ(ledger: Ledger, balances: list[Balance]) -> Finding:
    first = balances[0]
    summed = _turned(ledger, first)
    accounts = dict.fromkeys(each.account for each in balances[1:])
    return Finding(
        code=INTEGRITY, severity=Severity.ERROR, period=first.period, found=first.amount, expected=summed,
        difference=first.amount - summed, tolerance=0,
        message=text(
            "Konto {account}, {month}: saldot anges till {stated} men raderna ger {rows}.{more}",
            "Account {account}, {month}: the balance is stated as {stated} but the rows give {rows}.{more}",
            account=first.account, month=month_and_year(first.period), stated=Money(first.amount, KR),
            rows=Money(summed, KR),
            more=also(accounts, ("Så är det även för {names}.", "So it is for {names}.")),
        ),
        remedy=text("Gör om uttaget.", "Make the extract again."), sources=(Source(ledger.file),),
    )  # fmt: skip


def internal_cancels(held: Held) -> Iterator[Result]:
    """What one part of the municipality sells another buys: internal income and cost come to nought."""
    if not held.tells_ledger:
        return
    subject = Text("Interna poster", "Internal items")
    ledger = held.ledger
    rows = () if ledger is None else tuple(each for each in ledger.rows if each.internal)
    if ledger is None or not rows:
        lacks = NO_LEDGER if ledger is None else Text("motpart på raderna", "counterparties of the rows")
        yield not_judged(INTERNAL, subject, lacks)
        return
    rest = sum(each.amount for each in rows)
    yield answer(INTERNAL, subject, (_left(ledger, rest, rows),) if rest else ())


def _left(ledger: Ledger, rest: int, rows: Iterable[LedgerRow]) -> Finding:
    return Finding(
        code=INTERNAL, severity=Severity.WARNING, found=rest, expected=0, difference=rest, tolerance=0,
        message=text(
            "Interna poster tar inte ut varandra: {rest} kvar av {bookings}.",
            "Internal items do not cancel: {rest} left of {bookings}.", rest=Money(rest, KR), bookings=_bookings(rows),
        ),
        remedy=text("Kontrollera motpart på de interna raderna.", "Check the counterparty of the internal rows."),
        sources=(Source(ledger.file),),
    )  # fmt: skip


BOOKINGS = (
    Control(
        UNMAPPED, Text("Alla konteringar hör till en insats", "Every booking has a programme"),
        EXACT, all_mapped, Severity.ERROR,
        Text(
            "3 konteringar (12 300 kr) saknar koppling till insats. Konton: 4010 och 5010.",
            "3 bookings (12,300 SEK) without a programme. Accounts: 4010 and 5010.",
        ),
    ),
    Control(
        INTEGRITY, Text("Verifikationer och saldon går jämnt ut", "Vouchers and balances add up"),
        EXACT, ledger_adds_up, Severity.ERROR,
        Text("Verifikation A17 balanserar inte: 100 kr.", "Voucher A17 does not balance: 100 SEK."),
    ),
    Control(
        INTERNAL, Text("Interna poster tar ut varandra", "Internal items cancel"),
        EXACT, internal_cancels, Severity.WARNING,
        Text(
            "Interna poster tar inte ut varandra: 5 000 kr kvar av 8 konteringar.",
            "Internal items do not cancel: 5,000 SEK left of 8 bookings.",
        ),
    ),
)  # fmt: skip
