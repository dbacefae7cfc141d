"""Outcome and forecast of each programme: from the ledger, else from follow-up workbooks. Net costs are positive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trygg_excel.fact import Measure
from trygg_excel.finding import Finding, Severity, Source, Text, listed, text
from trygg_excel.held import Held
from trygg_excel.ledger_facts import Ledger
from trygg_excel.money import total
from trygg_excel.month.period import LAST, year_before
from trygg_excel.month.stated import Stated, of_month, of_year, so_far, stated
from trygg_excel.month_names import month_and_year
from trygg_excel.register.model import Register

NO_RULE, NO_OUTCOME, TWO_FORECASTS = "TRY-M05", "TRY-M06", "TRY-M07"


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Öre by programme; a programme without an entry has no known amount. `by_period`: each period of the year."""

    so_far: Mapping[str, int] = field(default_factory=dict)
    last_year: Mapping[str, int] = field(default_factory=dict)
    by_period: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def from_ledger(register: Register, ledger: Ledger, period: int, last: Ledger | None = None) -> Outcomes:
    """What is booked from January through `period`. `last` is an extract of the year before, where there is one.

    A programme that a rule gives accounts and that has no row is nought; one without a rule is not known, and none is
    where the rules fit no row of the extract.
    """
    ruled = {each.programme for each in register.accounts} if ledger.booked else set()
    ids = [each.id for each in register.programmes if each.id in ruled or each.id in ledger.booked]
    first = period // 100 * 100 + 1
    by_period = {id_: _within(ledger, id_, first, period) for id_ in ids}
    before = last if last is not None else ledger
    return Outcomes(
        {id_: total(own.values()).known for id_, own in by_period.items()},
        _last_year(before, ids if before.booked else (), year_before(first), year_before(period)), by_period,
    )  # fmt: skip


def _within(ledger: Ledger, id_: str, first: int, last: int) -> dict[int, int]:
    own = ledger.booked.get(id_, {})
    return {period: own[period] for period in sorted(own) if first <= period <= last}


def _last_year(ledger: Ledger, ids: Sequence[str], first: int, last: int) -> dict[str, int]:
    """Nothing unless the extract reaches over last year's months; a closing period may have been without bookings."""
    if not {first, min(last, first - 1 + LAST)} <= ledger.periods:
        return {}
    return {id_: total(_within(ledger, id_, first, last).values()).known for id_ in ids}


def without_rule(register: Register, budgeted: Sequence[str], outcomes: Outcomes) -> tuple[Finding, ...]:
    """Budgeted programmes whose outcome cannot be told from the ledger: one finding."""
    bare = [id_ for id_ in budgeted if id_ not in outcomes.so_far]
    if not bare:
        return ()
    ruled = {each.programme for each in register.accounts}
    why = _NO_ROW_FITS if ruled.issuperset(bare) else _NO_RULE_FOR_THEM
    return (
        Finding(
            code=NO_RULE, severity=Severity.WARNING,
            message=text(
                "Utfallet är inte känt för {names}: {why}.", "The outcome is not known for {names}: {why}.", why=why,
                names=listed(register.programme(each).label for each in bare),
            ),
            remedy=Text("Se över reglerna för konton i registret.", "See over the rules for accounts in the register.")
            if why is _NO_ROW_FITS
            else Text("Lägg till regler för konton i registret.", "Add rules for accounts to the register."),
        ),
    )  # fmt: skip


_NO_RULE_FOR_THEM = Text("registret har ingen regel för deras konton", "the register has no rule for their accounts")
_NO_ROW_FITS = Text(
    "ingen rad i uttaget passar registrets regler för konton",
    "no row of the extract fits the register's rules for accounts",
)


def from_workbooks(register: Register, helds: Sequence[Held], period: int) -> Outcomes:
    """What the follow-up workbooks state for the months through `period`, this year and last."""
    found: dict[str, int] = {}
    last: dict[str, int] = {}
    by_period: dict[str, dict[int, int]] = {}
    for programme in register.programmes:
        now, months = _so_far(helds, programme.id, period)
        before, _ = _so_far(helds, programme.id, year_before(period))
        if now is not None:
            found[programme.id] = now
        if months:
            by_period[programme.id] = months
        if before is not None:
            last[programme.id] = before
    return Outcomes(found, last, by_period)


def _so_far(helds: Sequence[Held], id_: str, period: int) -> tuple[int | None, dict[int, int]]:
    """The stated amount so far, else the sum of its months; and the months, where all of them are stated."""
    months = {each: stated(helds, id_, of_month(Measure.ACTUAL, each)) for each in _months(period)}
    known = {each: own.amount for each, own in months.items() if own is not None and own.amount is not None}
    whole = known if len(known) == len(months) else {}
    said = stated(helds, id_, so_far(Measure.ACTUAL, min(period, period // 100 * 100 + LAST)))
    if said is not None:
        return said.amount, whole if sum(whole.values()) == said.amount else {}
    return (sum(whole.values()), whole) if whole else (None, {})


def _months(period: int) -> range:
    first = period // 100 * 100 + 1
    return range(first, min(period, first + LAST - 1) + 1)


def not_stated(
    register: Register, budgeted: Sequence[str], outcomes: Outcomes, helds: Sequence[Held], period: int
) -> tuple[Finding, ...]:
    """Budgeted programmes without an outcome for the month in the follow-up workbooks: one finding."""
    bare = [id_ for id_ in budgeted if id_ not in outcomes.so_far]
    if not bare:
        return ()
    return (
        Finding(
            code=NO_OUTCOME, severity=Severity.WARNING, period=period,
            message=text(
                "Utfall t.o.m. {month} finns inte för {names} i {books}.",
                "There is no outcome through {month} for {names} in {books}.",
                month=month_and_year(period), names=listed(register.programme(each).label for each in bare),
                books=listed(each.budget.name for each in helds),
            ),
            remedy=Text("Kontrollera att det är rätt månads arbetsbok.", "See that it is the right month's workbook."),
            sources=tuple(Source(each.budget.file) for each in helds),
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Forecasts:
    """The year's forecast in öre by programme, and what is to be said of them."""

    of: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def forecasts_of(register: Register, helds: Sequence[Held], period: int) -> Forecasts:
    found: dict[str, int] = {}
    several: list[tuple[str, Stated]] = []
    for programme in register.programmes:
        own = stated(helds, programme.id, of_year(Measure.FORECAST, period // 100))
        if own is not None and own.amount is not None:
            found[programme.id] = own.amount
        elif own is not None and own.several:
            several.append((programme.label, own))
    return Forecasts(found, tuple(_two_forecasts(label, own) for label, own in several))


def _two_forecasts(label: str, own: Stated) -> Finding:
    return Finding(
        code=TWO_FORECASTS, severity=Severity.WARNING, sources=own.sources,
        message=text(
            "{label}: prognosen anges till olika belopp i {places}, så den är inte med.",
            "{label}: the forecast is stated as different amounts in {places}, so it is left out.",
            label=label, places=listed((f"{each.sheet}!{each.cell}" for each in own.sources), most=4),
        ),
        remedy=Text("Ange en prognos per insats.", "State one forecast for each programme."),
    )  # fmt: skip
