"""The workbook's outcome against the ledger: amounts, and whether the extract is all of the period
(TRY-041, TRY-043)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from trygg_excel.controls.control import Control, answer, not_judged
from trygg_excel.digits import are_swapped
from trygg_excel.fact import Fact, Measure
from trygg_excel.finding import Cause, CauseKind, Finding, Money, Result, Severity, Source, Text, listed, text
from trygg_excel.held import Held
from trygg_excel.ledger_facts import Ledger
from trygg_excel.month_names import month_and_year
from trygg_excel.table_rows import is_exact
from trygg_excel.tolerance import Tolerance, across

BOOKED, WHOLE = "TRY-041", "TRY-043"
NO_LEDGER = Text("ett uttag ur ekonomisystemet", "an extract from the ledger")
_HALF_A_CROWN = 50  # öre; extracts and workbooks round to crowns each in its own way


class _Held(NamedTuple):
    """An outcome with what is booked for the same months, with the workbook's sign."""

    fact: Fact
    booked: int
    earlier: int | None

    @property
    def difference(self) -> int:
        return (self.fact.amount or 0) - self.booked

    def shown(self, ore: int) -> Money:
        """What the ledger has, as near as a reader of the workbook needs it: a tenth of its precision."""
        step = max(1, self.fact.quantum // 10)
        return self.fact.money(round(Fraction(ore, step)) * step)

    @property
    def tolerance(self) -> Tolerance:
        return across(self.fact.quantum, 1, self.fact.shown_unit)

    @property
    def holds(self) -> bool:
        judged = self.tolerance.judge(self.difference)
        return judged in {"holds", "rounding"} or abs(self.difference) <= _HALF_A_CROWN


def as_booked(held: Held) -> Iterator[Result]:
    """Each programme's outcome is what the ledger has for those months."""
    subject = Text("Utfall mot ekonomisystemet", "Outcome against the ledger")
    ledger = held.ledger
    if ledger is None:
        yield not_judged(BOOKED, subject, NO_LEDGER)
        return
    pairs = list(_pairs(held, ledger))
    if not pairs:
        lacks = Text("utfall för insatser som finns i uttaget", "outcomes of programmes that the extract has")
        yield not_judged(BOOKED, subject, lacks)
        return
    yield answer(
        BOOKED, subject, [_apart(ledger, each) for each in pairs if not each.holds],
        sources=tuple(each.fact.source for each in pairs),
    )  # fmt: skip


def _pairs(held: Held, ledger: Ledger) -> Iterator[_Held]:
    stated = [
        each for each in held.lines
        if each.measure is Measure.ACTUAL and each.programme is not None and each.period_to and is_exact(each)
    ]  # fmt: skip
    sign = _sign(ledger, stated)
    for fact in stated:
        booked = _booked(ledger, fact)
        if booked is not None:
            earlier = None if ledger.earlier is None else _booked(ledger.earlier, fact)
            yield _Held(fact, sign * booked, None if earlier is None else sign * earlier)


def _booked(ledger: Ledger, fact: Fact) -> int | None:
    if fact.programme is None or fact.period_from is None or fact.period_to is None:
        return None
    last = fact.period_to + 1 if fact.period_to % 100 == 12 else fact.period_to  # the closing period is of the year
    return ledger.between(fact.programme, fact.period_from, last)


def _sign(ledger: Ledger, facts: Sequence[Fact]) -> int:
    """-1 where the workbook writes with a minus what the ledger has without; ledgers have costs without."""
    turned = same = 0
    for fact in facts:
        product = (fact.amount or 0) * (_booked(ledger, fact) or 0)
        turned, same = turned + (product < 0), same + (product > 0)
    return -1 if turned > same else 1


def _apart(ledger: Ledger, pair: _Held) -> Finding:
    fact = pair.fact
    lower = abs(fact.amount or 0) < abs(pair.booked)
    return Finding(
        code=BOOKED, severity=Severity.ERROR, programme=fact.programme, period=fact.period_to,
        message=text(
            "{label} ({cell}): arbetsboken har {stated}, ekonomisystemet {booked}{when}. Arbetsboken är {d} {way}.",
            "{label} ({cell}): the workbook has {stated}, the ledger {booked}{when}. The workbook is {d} {way}.",
            label=fact.label, cell=fact.cell, stated=fact.money(fact.amount), booked=pair.shown(pair.booked),
            when=_extracted(ledger), d=pair.shown(abs(pair.difference)),
            way=Text("lägre", "lower") if lower else Text("högre", "higher"),
        ),
        causes=tuple(_causes(ledger, pair)),
        remedy=text("Jämför med huvudboken innan du ändrar.", "Compare with the general ledger before you change it."),
        sources=(fact.source,), found=fact.amount, expected=pair.booked, difference=pair.difference,
        tolerance=pair.tolerance.soft,
    )  # fmt: skip


def _extracted(ledger: Ledger) -> Text:
    if ledger.extracted is None:
        return Text("", "")
    return text(" (uttag {date})", " (extract {date})", date=ledger.extracted.isoformat())


def _causes(ledger: Ledger, pair: _Held) -> Iterator[Text]:
    fact = pair.fact
    if pair.earlier == fact.amount and ledger.earlier is not None:
        since = ledger.earlier.extracted.isoformat() if ledger.earlier.extracted else Text("förra uttaget", "the last")
        yield Cause(
            *_both("Möjlig orsak: bokat efter {since}.", "Possible cause: booked after {since}.", since),
            CauseKind.STALE, (fact.source,), pair.booked,
        )  # fmt: skip
        return
    step = max(fact.quantum, 1)
    if are_swapped((fact.amount or 0) // step, round(pair.booked / step)):
        yield Cause(
            "Möjlig orsak: omkastade siffror.", "Possible cause: swapped digits.", CauseKind.SWAPPED_DIGITS,
            (fact.source,), pair.booked,
        )  # fmt: skip
    if ledger.earlier is None:
        yield Text(
            "Sena bokningar är inte kontrollerade, eftersom tidigare uttag saknas.",
            "Late bookings have not been checked, since there is no earlier extract.",
        )


def _both(sv: str, en: str, since: str | Text) -> tuple[str, str]:
    said = text(sv, en, since=since)
    return said.sv, said.en


def period_is_closed(held: Held) -> Iterator[Result]:
    """The extract was made after the books of the workbook's last month closed, and has that month."""
    subject = Text("Uttaget mot periodens stängning", "The extract against the closing of the period")
    ledger = held.ledger
    if ledger is None:
        yield not_judged(WHOLE, subject, NO_LEDGER)
        return
    last = max(
        (each.period_to for each in held.facts if each.measure is Measure.ACTUAL and each.period_to), default=None
    )
    if last is None:
        yield not_judged(WHOLE, subject, Text("utfall", "an outcome"))
        return
    closing = next((each.date for each in held.settings.closed if each.period == last), None)
    missing = (_missing(ledger, last),) if ledger.rows and last not in ledger.periods else ()
    if (closing is None or ledger.extracted is None) and not missing:
        lacks = Text("uttagets dag och dagen då perioden stängdes", "the day of the extract and that of the closing")
        yield not_judged(WHOLE, subject, lacks)
        return
    early = closing is not None and ledger.extracted is not None and ledger.extracted < closing
    found = (*missing, *((_early(ledger, last, closing.isoformat()),) if early and closing else ()))
    yield answer(WHOLE, subject, found)


def _early(ledger: Ledger, period: int, closing: str) -> Finding:
    return Finding(
        code=WHOLE, severity=Severity.WARNING, period=period,
        message=text(
            "Uttaget ur ekonomisystemet gjordes {date}, innan {month} stängdes {closing}. Utfallet kan ändras.",
            "The extract from the ledger was made on {date}, before {month} was closed on {closing}. The outcome may "
            "change.",
            date=ledger.extracted.isoformat() if ledger.extracted else "", month=month_and_year(period),
            closing=closing,
        ),
        remedy=text("Gör ett nytt uttag.", "Make a new extract."), sources=(Source(ledger.file),),
    )  # fmt: skip


def _missing(ledger: Ledger, period: int) -> Finding:
    months = sorted(ledger.periods)[-1:]
    return Finding(
        code=WHOLE, severity=Severity.WARNING, period=period,
        message=text(
            "Uttaget ur ekonomisystemet har inga rader för {month}; det sista är {sv}.",
            "The extract from the ledger has no rows for {month}; its last is {en}.",
            month=month_and_year(period), sv=listed(month_and_year(each).sv for each in months),
            en=listed(month_and_year(each).en for each in months),
        ),
        remedy=text("Gör ett nytt uttag.", "Make a new extract."), sources=(Source(ledger.file),),
    )  # fmt: skip


LEDGER = (
    Control(
        BOOKED, Text("Utfall mot ekonomisystemet", "Outcome against the ledger"),
        Text("efter beloppens precision, minst 0,5 kr", "by the precision of the amounts, at least 0.5 SEK"),
        as_booked, Severity.ERROR,
        Text(
            "SSPF (E9): arbetsboken har 3 485 tkr, ekonomisystemet 3 845 tkr (uttag 2022-04-08). Arbetsboken är 360 "
            "tkr lägre.",
            "SSPF (E9): the workbook has 3,485 SEK k, the ledger 3,845 SEK k (extract 2022-04-08). The workbook is "
            "360 SEK k lower.",
        ),
    ),
    Control(
        WHOLE, Text("Uttaget är gjort efter periodens stängning", "The extract was made after the period closed"),
        Text("inget belopp jämförs", "compares no amount"), period_is_closed, Severity.WARNING,
        Text(
            "Uttaget ur ekonomisystemet gjordes 2022-04-02, innan mars 2022 stängdes 2022-04-07. Utfallet kan ändras.",
            "The extract from the ledger was made on 2022-04-02, before March 2022 was closed on 2022-04-07. The "
            "outcome may change.",
        ),
    ),
)  # fmt: skip
