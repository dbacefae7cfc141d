"""Forecasts that the rate of spending so far denies (TRY-061)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from trygg_excel.controls.control import Control, answer, not_judged
from trygg_excel.fact import Fact, Role
from trygg_excel.finding import Finding, Money, Result, Severity, Text, text
from trygg_excel.following_up.follow_up import Followed, is_flat
from trygg_excel.held import Held
from trygg_excel.layout.vocabulary import is_balance
from trygg_excel.month_names import month_name

RATE = "TRY-061"
_SLOWER = 2 / 3  # of the rate so far: a forecast that needs less than that says what will change
_OVERSHOOT = 0.05  # of the budget
_EARLIEST, _LATEST = 3, 11  # months between which a rate tells something


class _Pace(NamedTuple):
    """A row with its outcome so far, its forecast and the year's budget; sizes in öre, without sign."""

    row: Followed
    so_far: Fact
    forecast: Fact
    budget: Fact

    @property
    def spent(self) -> int:
        return abs(self.so_far.amount or 0)

    @property
    def ahead(self) -> int:
        return abs(self.forecast.amount or 0)

    @property
    def planned(self) -> int:
        return abs(self.budget.amount or 0)

    @property
    def whole_year(self) -> int:
        """What the year comes to at the rate so far."""
        return self.spent * 12 // self.row.month


def rate_of_spending(held: Held) -> Iterator[Result]:
    """What the forecast leaves for the rest of the year can be true at the rate of the months so far."""
    subject = Text("Prognos mot förbrukningstakt", "Forecast against the rate of spending")
    paces = [pace for each in held.followed if (pace := _pace(each)) is not None]
    if paces:
        yield answer(RATE, subject, [_rate(each) for each in paces if _cannot_last(held, each)])
    else:
        lacks = Text(
            "utfall hittills, prognos och årsbudget för samma rad",
            "outcome so far, forecast and the year's budget of the same row",
        )
        yield not_judged(RATE, subject, lacks)


def _pace(row: Followed) -> _Pace | None:
    if row.so_far is None or row.forecast is None or row.budget is None:
        return None
    flows = not is_balance(row.row.label)
    told = (
        flows
        and row.is_cost
        and row.row.role is Role.LINE
        and _EARLIEST <= row.month <= _LATEST
        and bool(row.so_far.amount)
    )
    return _Pace(row, row.so_far, row.forecast, row.budget) if told else None


def _cannot_last(held: Held, pace: _Pace) -> bool:
    """Much less a month is left than was spent, and the year would end well over budget, which no phasing explains.

    A forecast of just what is spent says that no more will be: the item is finished.
    """
    rest, left = 12 - pace.row.month, pace.ahead - pace.spent
    slower = left > 0 and left * pace.row.month < _SLOWER * pace.spent * rest
    limit = max(_OVERSHOOT * pace.planned, held.settings.deviation_limit or 0)
    return slower and pace.whole_year - pace.planned > limit and pace.ahead <= pace.planned and not _foreseen(pace)


def _foreseen(pace: _Pace) -> bool:
    """Whether a period budget that is no twelfth a month foresaw the outcome."""
    phased = pace.row.budget_so_far
    if phased is None or is_flat(pace.row.month, phased, pace.budget):
        return False
    return pace.spent <= abs(phased.amount or 0) * (1 + _OVERSHOOT)


def _rate(pace: _Pace) -> Finding:
    equal = Text("lika med årsbudgeten", "equal to the year's budget") if pace.ahead == pace.planned else Text(
        "lägre än årsbudgeten", "less than the year's budget"
    )  # fmt: skip
    over, fact, month = pace.whole_year - pace.planned, pace.so_far, pace.row.month
    return Finding(
        code=RATE, severity=Severity.WARNING, programme=fact.programme, period=fact.period_to,
        message=text(
            "{label} ({cell}): prognosen {forecast} är {equal}. Utfallet t.o.m. {month} är {so_far}, i snitt {average} "
            "per månad. Prognosen förutsätter {rest} per månad resten av året. I samma takt blir helåret {whole}, "
            "{over} över budget.",
            "{label} ({cell}): the forecast {forecast} is {equal}. Outcome through {month} is {so_far}, on average "
            "{average} a month. The forecast presumes {rest} a month for the rest of the year. At the same rate the "
            "year will be {whole}, {over} over budget.",
            label=pace.row.row.label, cell=pace.forecast.cell, forecast=fact.money(pace.ahead), equal=equal,
            month=month_name(fact.period_to or 0), so_far=fact.money(pace.spent),
            average=_rounded(fact, pace.spent, month), rest=_rounded(fact, pace.ahead - pace.spent, 12 - month),
            whole=_rounded(fact, pace.whole_year, 1), over=_rounded(fact, over, 1),
        ),
        remedy=text("Uppdatera prognosen eller beskriv åtgärden.", "Update the forecast, or describe what is done."),
        sources=(pace.forecast.source, fact.source), found=pace.forecast.amount, difference=over,
    )  # fmt: skip


def _rounded(fact: Fact, ore: int, parts: int) -> Money:
    """A share, with the decimals its unit usually has."""
    unit = fact.shown_unit
    step = max(1, unit.factor * 100 // 10**unit.decimals)
    return fact.money((2 * ore + step * parts) // (2 * step * parts) * step)


PACE = (
    Control(
        RATE, Text("Prognosen mot takten hittills", "The forecast against the rate so far"),
        Text("minst 5 % över budget i samma takt", "at least 5 % over budget at the same rate"),
        rate_of_spending, Severity.WARNING,
        Text(
            "Ekonomiskt bistånd (G14): prognosen 24 000 tkr är lika med årsbudgeten. Utfallet t.o.m. augusti är 18 "
            "700 tkr, i snitt 2 338 tkr per månad. Prognosen förutsätter 1 325 tkr per månad resten av året. I samma "
            "takt blir helåret 28 050 tkr, 4 050 tkr över budget.",
            "Ekonomiskt bistånd (G14): the forecast 24,000 SEK k is equal to the year's budget. Outcome through "
            "August is 18,700 SEK k, on average 2,338 SEK k a month. The forecast presumes 1,325 SEK k a month for "
            "the rest of the year. At the same rate the year will be 28,050 SEK k, 4,050 SEK k over budget.",
        ),
    ),
)  # fmt: skip
