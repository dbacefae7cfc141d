"""Outcome so far: it does not fall, and the forecast is not below it; both of costs only (TRY-009, TRY-010)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from trygg_excel.controls.control import BY_PRECISION, Control, also, answer, named, not_judged
from trygg_excel.fact import Basis, Fact, Measure, Role
from trygg_excel.finding import Finding, Result, Severity, Text, text
from trygg_excel.following_up.follow_up import Followed
from trygg_excel.held import Held
from trygg_excel.month_names import month_name
from trygg_excel.table_rows import is_exact
from trygg_excel.tolerance import across

_PLANNED = frozenset({Measure.BUDGET, Measure.PLAN})
FELL, BELOW = "TRY-009", "TRY-010"
_NO_FORECAST = Text("utfall hittills och prognos för samma rad", "outcome so far and forecast of the same row")


def cost_lines(held: Held) -> tuple[Followed, ...]:
    return tuple(each for each in held.followed if each.is_cost and each.row.role is Role.LINE)


def never_falls(held: Held) -> Iterator[Result]:
    """Accumulated costs do not become less from one month to the next, nor since last time."""
    subject = Text("Ackumulerat utfall", "Accumulated outcome")
    steps = [*_steps_within(held), *_steps_since(held)]
    if not steps:
        lacks = Text("ackumulerat utfall för två månader", "accumulated outcome of two months")
        yield not_judged(FELL, subject, lacks)
        return
    fallen = [(before, now) for before, now in steps if _size(now) < _size(before) and _differ(before, now)]
    yield answer(FELL, subject, (_fell(fallen),) if fallen else ())


def _size(fact: Fact) -> int:
    return abs(fact.amount or 0)


def _differ(first: Fact, second: Fact) -> bool:
    bound = across(first.quantum, second.quantum, first.shown_unit).soft
    return abs(_size(first) - _size(second)) > bound


def _steps_within(held: Held) -> Iterator[tuple[Fact, Fact]]:
    for each in cost_lines(held):
        facts = [one for one in each.row.of(Measure.ACTUAL, Basis.ACCUMULATED, each.nature) if is_exact(one)]
        own = sorted((one for one in facts if one.version is None), key=lambda one: one.period_to or 0)
        for before, now in pairwise(own):
            if before.year == now.year and before.period_to != now.period_to and before.period_from == now.period_from:
                yield before, now


def _steps_since(held: Held) -> Iterator[tuple[Fact, Fact]]:
    """The outcome of last time and of now, where now is at least as late in the same year."""
    for before, now in held.followed_since:
        first, second = before.so_far, now.so_far
        if first is None or second is None or not now.is_cost or now.row.role is not Role.LINE:
            continue
        if first.year == second.year and (first.period_to or 0) < (second.period_to or 0):
            yield first, second


def _fell(fallen: Sequence[tuple[Fact, Fact]]) -> Finding:
    before, now = fallen[0]
    was = before.cell if before.file == now.file else Text("förra gången", "last time")
    return Finding(
        code=FELL, severity=Severity.WARNING, programme=now.programme, period=now.period_to,
        message=text(
            "{label} ({cell}): ackumulerat utfall t.o.m. {month} är {now}, lägre än {before} t.o.m. {earlier} "
            "({was}).{more}",
            "{label} ({cell}): accumulated outcome through {month} is {now}, less than {before} through {earlier} "
            "({was}).{more}",
            label=now.label, cell=now.cell, month=month_name(now.period_to or 0), now=now.money(now.amount),
            before=before.money(before.amount), earlier=month_name(before.period_to or 0), was=was,
            more=also(named(each) for _, each in fallen[1:]),
        ),
        causes=(Text("Möjlig orsak: en rättad bokning.", "Possible cause: a corrected booking."),),
        remedy=text("Kontrollera bokningen eller kommentera.", "Check the booking, or comment."),
        sources=tuple(each.source for _, each in fallen), found=now.amount, expected=before.amount,
        difference=_size(now) - _size(before),
    )  # fmt: skip


def not_below_outcome(held: Held) -> Iterator[Result]:
    """The year's forecast of a cost is not less than what is already booked."""
    subject = Text("Prognos mot utfall hittills", "Forecast against outcome so far")
    rows = [each for each in cost_lines(held) if each.forecast is not None and each.so_far is not None]
    if not rows:
        yield not_judged(BELOW, subject, _NO_FORECAST)
        return
    low = [(each.forecast, each.so_far) for each in rows if each.forecast and each.so_far and _is_below(each)]
    yield answer(BELOW, subject, (_below(low),) if low else ())


def _is_below(row: Followed) -> bool:
    forecast, so_far = row.forecast, row.so_far
    if forecast is None or so_far is None or forecast.year != so_far.year:
        return False
    planned = [each for each in row.row.facts if each.measure in _PLANNED and each.year == so_far.year]
    if (so_far.amount or 0) < 0 and any((each.amount or 0) >= 0 for each in planned):
        return False  # a surplus among costs, which may well fall again
    same_way = ((forecast.amount or 0) < 0) == ((so_far.amount or 0) < 0) or not forecast.amount
    return same_way and _size(forecast) < _size(so_far) and _differ(forecast, so_far)


def _below(low: Sequence[tuple[Fact, Fact]]) -> Finding:
    forecast, so_far = low[0]
    return Finding(
        code=BELOW, severity=Severity.WARNING, programme=forecast.programme, period=forecast.period_to,
        message=text(
            "{label} ({cell}): prognosen {forecast} är lägre än redan bokfört utfall t.o.m. {month}, {so_far} "
            "({at}).{more}",
            "{label} ({cell}): the forecast {forecast} is less than what is booked through {month}, {so_far} "
            "({at}).{more}",
            label=forecast.label, cell=forecast.cell, forecast=forecast.money(forecast.amount),
            month=month_name(so_far.period_to or 0), so_far=so_far.money(so_far.amount), at=so_far.cell,
            more=also(named(each) for each, _ in low[1:]),
        ),
        remedy=text("Uppdatera prognosen.", "Update the forecast."),
        sources=tuple(each.source for each, _ in low), found=forecast.amount, expected=so_far.amount,
        difference=_size(forecast) - _size(so_far),
    )  # fmt: skip


OUTCOMES = (
    Control(
        FELL, Text("Ackumulerade kostnader minskar inte", "Accumulated costs do not fall"),
        BY_PRECISION, never_falls, Severity.WARNING,
        Text(
            "Personal (C3): ackumulerat utfall t.o.m. mars är 180 tkr, lägre än 210 tkr t.o.m. februari (B3).",
            "Personal (C3): accumulated outcome through March is 180 SEK k, less than 210 SEK k through February "
            "(B3).",
        ),
    ),
    Control(
        BELOW, Text("Prognosen är inte lägre än utfallet", "The forecast is not below the outcome"),
        BY_PRECISION, not_below_outcome, Severity.WARNING,
        Text(
            "Hemtjänst (D3): prognosen 7 500 tkr är lägre än redan bokfört utfall t.o.m. augusti, 7 900 tkr (C3).",
            "Hemtjänst (D3): the forecast 7,500 SEK k is less than what is booked through August, 7,900 SEK k (C3).",
        ),
    ),
)  # fmt: skip
