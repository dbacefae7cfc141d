"""How outcome and budget run through the year: money booked early, budgets of equal months (TRY-046, TRY-062)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trygg_excel.controls.control import BY_PRECISION, NO_AMOUNT, Control, answer, not_judged
from trygg_excel.fact import Fact, Role
from trygg_excel.finding import Finding, Result, Severity, Text, listed, text
from trygg_excel.following_up.follow_up import Followed, is_flat
from trygg_excel.held import Held
from trygg_excel.month_names import month_name

FLAT, UNPHASED = "TRY-046", "TRY-062"
_LATEST = 11  # the month from which a year's budget may well be booked
_SEASONAL = 1.5  # times the average month
_MONTHS = 6  # at least, for a budget to be called even


class _Booked(NamedTuple):
    """A row with its outcome so far, and the budget of those months and of the year."""

    row: Followed
    so_far: Fact
    phased: Fact
    budget: Fact


def booked_early(held: Held) -> Iterator[Result]:
    """A whole year's budget that is booked early, against a budget of even months, has not been phased."""
    subject = Text("Periodisering", "Phasing")
    rows = [booked for each in held.followed if (booked := _booked(each)) is not None]
    if rows:
        yield answer(UNPHASED, subject, [_unphased(each) for each in rows if _all_booked(each)])
    else:
        lacks = Text(
            "utfall, periodbudget och årsbudget för samma rad",
            "outcome, period budget and the year's budget of the same row",
        )
        yield not_judged(UNPHASED, subject, lacks)


def _booked(row: Followed) -> _Booked | None:
    if row.so_far is None or row.budget_so_far is None or row.budget is None:
        return None
    told = row.row.role is Role.LINE and 1 <= row.month < _LATEST
    return _Booked(row, row.so_far, row.budget_so_far, row.budget) if told else None


def _all_booked(booked: _Booked) -> bool:
    so_far, budget = abs(booked.so_far.amount or 0), abs(booked.budget.amount or 0)
    bound = max(booked.so_far.quantum, booked.budget.quantum)
    return (
        abs(so_far - budget) < max(bound, 1) and budget > 0 and is_flat(booked.row.month, booked.phased, booked.budget)
    )


def _unphased(booked: _Booked) -> Finding:
    so_far, phased, row = booked.so_far, booked.phased, booked.row
    better = row.better(so_far.amount or 0, phased.amount or 0)
    return Finding(
        code=UNPHASED, severity=Severity.WARNING, programme=so_far.programme, period=so_far.period_to,
        message=text(
            "{label} (rad {row}): utfall t.o.m. {month} är {so_far} mot periodbudget {phased}, {d} {word}. "
            "Hela årsbudgeten är bokförd{when}.",
            "{label} (row {row}): outcome through {month} is {so_far} against a period budget of {phased}, {d} {word}. "
            "The whole year's budget is booked{when}.",
            label=row.row.label, row=row.row.number, month=month_name(so_far.period_to or 0),
            so_far=so_far.money(so_far.amount), phased=phased.money(phased.amount), d=so_far.money(abs(better)),
            word=Text("bättre", "better") if better > 0 else Text("sämre", "worse"), when=_when(booked),
        ),
        causes=_not_phased(booked),
        remedy=text("Kontrollera periodiseringen eller kommentera.", "Check the phasing, or comment."),
        sources=(so_far.source, phased.source), found=so_far.amount, expected=phased.amount,
        difference=(so_far.amount or 0) - (phased.amount or 0),
    )  # fmt: skip


def _when(booked: _Booked) -> Text:
    """' i januari', where the months tell it."""
    filled = [each for each in booked.row.months if each.amount]
    if len(filled) == 1 and filled[0].amount == booked.so_far.amount:
        return text(" i {month}", " in {month}", month=month_name(filled[0].period_to or 0))
    return Text("", "")


def _not_phased(booked: _Booked) -> tuple[Text, ...]:
    """The cause, and what the forecast says beside it."""
    grant = "bidrag" in booked.row.row.label.casefold()
    cause = Text("Möjlig orsak: posten är inte periodiserad.", "Possible cause: the item is not phased.")
    if grant:
        cause = Text("Möjlig orsak: bidraget är inte periodiserat.", "Possible cause: the grant is not phased.")
    forecast = booked.row.forecast
    if forecast is None or forecast.amount != booked.budget.amount:
        return (cause,)
    unchanged = text(
        "Prognosen är oförändrad, {forecast}.", "The forecast is unchanged, {forecast}.",
        forecast=forecast.money(forecast.amount),
    )  # fmt: skip
    return cause, unchanged


def phased_budget(held: Held) -> Iterator[Result]:
    """A budget of twelve equal months beside an outcome with seasons says little month by month: one note a table."""
    subject = Text("Budgetens periodisering", "The budget's phasing")
    rows = [each for each in held.followed if each.row.role is Role.LINE and _has_months(each)]
    flat = [each for each in rows if _is_even(each) and _is_seasonal(each)]
    if rows:
        yield answer(FLAT, subject, (_flat(flat),) if flat else ())
    else:
        yield not_judged(FLAT, subject, Text("budget och utfall månad för månad", "budget and outcome month by month"))


def _has_months(row: Followed) -> bool:
    return len(row.budget_months) >= _MONTHS and len(row.months) >= 3


def _is_even(row: Followed) -> bool:
    amounts = [each.amount or 0 for each in row.budget_months]
    return bool(amounts[0]) and max(amounts) - min(amounts) <= row.budget_months[0].quantum


def _is_seasonal(row: Followed) -> bool:
    sizes = [abs(each.amount or 0) for each in row.months]
    return max(sizes) * len(sizes) > _SEASONAL * sum(sizes) > 0


def _flat(rows: Sequence[Followed]) -> Finding:
    return Finding(
        code=FLAT, severity=Severity.NOTE, period=rows[0].months[-1].period_to,
        message=text(
            "Budgeten är jämnt periodiserad (1/12) för {labels}, men utfallet varierar mellan månaderna. "
            "Periodens avvikelse kan vara missvisande.",
            "The budget is spread evenly (1/12) for {labels}, but the outcome varies between months. "
            "The period's deviation may mislead.",
            labels=listed(each.row.label for each in rows),
        ),
        remedy=text("Periodisera budgeten, eller kommentera.", "Phase the budget, or comment."),
        sources=tuple(each.budget_months[0].source for each in rows),
    )  # fmt: skip


PHASING = (
    Control(
        FLAT, Text("Budgetens periodisering", "The budget's phasing"), NO_AMOUNT, phased_budget, Severity.NOTE,
        Text(
            "Budgeten är jämnt periodiserad (1/12) för Snöröjning, men utfallet varierar mellan månaderna. Periodens "
            "avvikelse kan vara missvisande.",
            "The budget is spread evenly (1/12) for Snöröjning, but the outcome varies between months. The period's "
            "deviation may mislead.",
        ),
    ),
    Control(
        UNPHASED, Text("Hela årsbudgeten bokförd i förtid", "The whole year's budget booked early"),
        BY_PRECISION, booked_early, Severity.WARNING,
        Text(
            "Statsbidrag (rad 12): utfall t.o.m. april är 4 800 tkr mot periodbudget 1 600 tkr, 3 200 tkr bättre. "
            "Hela årsbudgeten är bokförd i januari.",
            "Statsbidrag (row 12): outcome through April is 4,800 SEK k against a period budget of 1,600 SEK k, "
            "3,200 SEK k better. The whole year's budget is booked in January.",
        ),
    ),
)  # fmt: skip
