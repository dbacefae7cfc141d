"""What a month's figures ask of their readers: late bookings, large deviations, forecasts, what is not booked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trygg_excel.finding import Finding, Money, Severity, Source, Text, listed, text
from trygg_excel.money import MKR, Unit
from trygg_excel.month.budgets import undecided
from trygg_excel.month.line import Judgement, Line, given, wanting
from trygg_excel.month.make import Month
from trygg_excel.month.outcomes import not_stated, without_rule
from trygg_excel.month_names import month_and_year

NOT_CLOSED, NO_ROWS, LATE, COMMENT, FORECAST = "TRY-M08", "TRY-M09", "TRY-M10", "TRY-M11", "TRY-M12"
BELOW, NO_BUDGET, NOT_SEEN, SMALL, NO_FORECAST = "TRY-M13", "TRY-M14", "TRY-M15", "TRY-M16", "TRY-M17"
OPPOSITE = "TRY-M18"
_LIKE = 4  # an outcome with the other sign than the budget, and at least a quarter of its size, is no correction
_LEAST_ORE = 100_000  # below 1 000 kr an amount was probably written in thousands


def rounded(ore: int | None, unit: Unit, *, signed: bool = False) -> Money:
    """An amount for words: in the unit's own decimals, half away from nought."""
    if ore is None:
        return Money(None, unit, signed)
    step = unit.factor * 100 // 10**unit.decimals if unit.factor > 1 else 100
    size = (abs(ore) * 2 + step) // (2 * step) * step
    return Money(size if ore > 0 else -size, unit, signed)


def month_findings(month: Month) -> Iterator[Finding]:
    """All of a month's own findings."""
    given_ = month.given
    budgeted = [id_ for id_, each in given_.budgets.of.items() if each.original is None or each.revised]
    yield from given_.budgets.findings
    yield from undecided(given_.budgets, given_.register)
    if given_.ledger is not None:
        yield from without_rule(given_.register, budgeted, given_.outcomes)
        yield from _extract(month)
    else:
        helds = [each.held for each in given_.checked.checks]
        yield from not_stated(given_.register, budgeted, given_.outcomes, helds, month.period)
    yield from given_.forecasts.findings
    for rule in (
        _no_budget,
        _opposite,
        _uncommented,
        _forecasts,
        _below_outcome,
        _no_forecast,
        _late,
        _not_seen,
        _small,
    ):
        yield from rule(month)


def _extract(month: Month) -> Iterator[Finding]:
    """The extract has the month, and was made when its books had closed."""
    ledger, closing = month.given.ledger, month.given.closing
    if ledger is None:
        return
    name = month_and_year(month.period)
    if month.period not in ledger.periods and month.period % 100 <= 12:
        yield Finding(
            code=NO_ROWS, severity=Severity.ERROR, period=month.period, sources=(Source(ledger.file),),
            message=text("Uttaget ur ekonomisystemet har inga rader för {month}.",
                         "The extract from the ledger has no rows for {month}.", month=name),
            remedy=Text("Gör ett nytt uttag.", "Make a new extract."),
        )  # fmt: skip
    if closing is not None and ledger.extracted is not None and ledger.extracted < closing:
        yield Finding(
            code=NOT_CLOSED, severity=Severity.WARNING, period=month.period, sources=(Source(ledger.file),),
            message=text(
                "Uttaget ur ekonomisystemet gjordes {made}, före periodstängningen {closing}. Utfallet kan ändras.",
                "The extract from the ledger was made on {made}, before the period closed on {closing}. The outcome "
                "may change.",
                made=ledger.extracted.isoformat(), closing=closing.isoformat(),
            ),
            remedy=Text("Gör ett nytt uttag efter stängningen.", "Make a new extract after the closing."),
        )  # fmt: skip


def _named(lines: Sequence[Line], amounts: Sequence[Money]) -> tuple[Text, Text]:
    """'Kamera −200 tkr, SSPF −100 tkr' in each language."""
    sv = listed(f"{each.label} {amount.say('sv')}" for each, amount in zip(lines, amounts, strict=True))
    en = listed(f"{each.label} {amount.say('en')}" for each, amount in zip(lines, amounts, strict=True))
    return sv, en


def _told(
    month: Month, code: str, severity: Severity, lines: Sequence[Line], amounts: Sequence[int | None],
    words: tuple[str, str], remedy: Text, **facts: object,
) -> Finding:  # fmt: skip
    """One finding over several lines, the largest first."""
    order = sorted(range(len(lines)), key=lambda at: (-abs(amounts[at] or 0), at))
    chosen = [lines[at] for at in order]
    money = [rounded(amounts[at], month.unit, signed=True) for at in order]
    sv, en = _named(chosen, money)
    return Finding(
        code=code, severity=severity, period=month.period, programme=chosen[0].programme, found=amounts[order[0]],
        message=text(words[0], words[1], sv=sv, en=en, **facts), remedy=remedy,
    )  # fmt: skip


def _no_budget(month: Month) -> Iterator[Finding]:
    lines = [each for each in month.lines if each.programme not in month.given.budgets.of and each.outcome]
    if lines:
        yield _told(
            month, NO_BUDGET, Severity.WARNING, lines, [each.outcome for each in lines],
            ("Utfall finns men ingen budget för {sv}.", "There is an outcome but no budget for {en}."),
            Text("Kontrollera konteringen eller budgeten.", "Check the booking or the budget."),
        )  # fmt: skip


def _opposite(month: Month) -> Iterator[Finding]:
    """A budget and an outcome with different signs: one of them is written the other way round."""
    lines = [
        each for each in month.lines
        if (each.budget_so_far or 0) * (each.outcome or 0) < 0
        and abs(each.outcome or 0) * _LIKE >= abs(each.budget_so_far or 0)
    ]  # fmt: skip
    if lines:
        yield _told(
            month, OPPOSITE, Severity.ERROR, lines, [each.outcome for each in lines],
            (
                "Budgeten och utfallet har olika tecken: utfall {sv}. Kostnad räknas med plus och intäkt med minus.",
                "The budget and the outcome have different signs: outcome {en}. A cost counts as plus, an income as "
                "minus.",
            ),
            Text(
                "Är insatsen en intäkt: skriv det i dess namn eller kolumnrubrik i budgeten.",
                "Where the programme is an income: say so in its name or column heading in the budget.",
            ),
        )  # fmt: skip


def _uncommented(month: Month) -> Iterator[Finding]:
    lines = [each for each in month.lines if each.judgement is Judgement.BARE]
    if lines:
        yield _told(
            month, COMMENT, Severity.WARNING, lines, [each.deviation for each in lines],
            ("Avvikelser över gränsen saknar kommentar: {sv}.", "Deviations past the limit have no comment: {en}."),
            Text(
                "Skriv orsak och åtgärd på bladet Kommentarer och kör månaden igen.",
                "Write reason and measure on the sheet Comments and run the month again.",
            ),
        )  # fmt: skip


def _forecasts(month: Month) -> Iterator[Finding]:
    """Forecasts changed past the limits since the last report want a reason."""
    limits, before = month.given.limits, month.given.before
    lines = [
        each for each in month.lines
        if each.forecast_change and limits.forecast_passes(each.forecast_change, each.forecast_before or 0)
        and not each.answer.is_comment
    ]  # fmt: skip
    if lines and before is not None:
        yield _told(
            month, FORECAST, Severity.WARNING, lines, [each.forecast_change for each in lines],
            (
                "Prognosen är ändrad mer än gränsen sedan {when} utan kommentar: {sv}.",
                "The forecast has changed past the limit since {when} without a comment: {en}.",
            ),
            Text("Skriv orsaken på bladet Kommentarer.", "Write the reason on the sheet Comments."),
            when=month_and_year(before.period),
        )  # fmt: skip


def _below_outcome(month: Month) -> Iterator[Finding]:
    """A year's forecast of costs below what is booked already."""
    lines = [
        each for each in month.lines
        if each.forecast is not None and each.outcome is not None and 0 <= each.forecast < each.outcome
    ]  # fmt: skip
    if lines:
        yield _told(
            month, BELOW, Severity.WARNING, lines, [(each.forecast or 0) - (each.outcome or 0) for each in lines],
            (
                "Prognosen för helåret är lägre än redan bokfört utfall: {sv}.",
                "The forecast for the year is less than what is booked: {en}.",
            ),
            Text("Uppdatera prognosen.", "Update the forecast."),
        )  # fmt: skip


def _no_forecast(month: Month) -> Iterator[Finding]:
    bare = [each.label for each in wanting(month.lines, lambda each: each.forecast) if each.forecast is None]
    if bare and month.period % 100 < 12:
        every = len(bare) == len(month.lines)
        yield Finding(
            code=NO_FORECAST, severity=Severity.NOTE, period=month.period,
            message=Text("Prognos saknas för alla insatser.", "There is no forecast for any programme.") if every
            else text("Prognos saknas för {names}.", "There is no forecast for {names}.", names=listed(bare)),
        )  # fmt: skip


def _late(month: Month) -> Iterator[Finding]:
    """What has been booked on earlier months since the last report."""
    before = month.given.before
    lines = [each for each in month.lines if each.late]
    if lines and before is not None:
        yield _told(
            month, LATE, Severity.NOTE, lines, [each.late for each in lines],
            (
                "Utfallet t.o.m. {when} har ändrats med {sum} sedan den rapporten: {sv}.",
                "The outcome through {when} has changed by {sum} since that report: {en}.",
            ),
            Text("Raderna finns på bladet Sedan sist.", "The rows are on the sheet Since last time."),
            when=month_and_year(before.period),
            sum=rounded(given(lines, lambda each: each.late), month.unit, signed=True),
        )  # fmt: skip


def _not_seen(month: Month) -> Iterator[Finding]:
    """What was known last time and should have been booked by now, and nothing as large has been."""
    lines = [
        each for each in month.lines
        if each.reversed and not each.not_booked and each.booked_since is not None
        and abs(each.booked_since + (each.late or 0)) < abs(each.reversed)
    ]  # fmt: skip
    if lines:
        yield _told(
            month, NOT_SEEN, Severity.WARNING, lines, [each.reversed for each in lines],
            (
                "Det som var känt men ej bokfört förra gången är återfört, men något så stort är inte bokfört sedan "
                "dess: {sv}.",
                "What was known but not booked last time is reversed, but nothing as large has been booked "
                "since: {en}.",
            ),
            Text(
                "Är det fortfarande inte bokfört: skriv beloppet igen på bladet Kommentarer.",
                "If it is still not booked: write the amount again on the sheet Comments.",
            ),
        )  # fmt: skip


def _small(month: Month) -> Iterator[Finding]:
    lines = [each for each in month.lines if each.not_booked and abs(each.not_booked) < _LEAST_ORE]
    if lines and month.unit.factor >= 1_000:
        names = listed(f"{each.label} ({(each.not_booked or 0) / 100:g} kr)" for each in lines)
        unit = month.unit.symbol if month.unit.factor < MKR.factor else "tkr"
        yield Finding(
            code=SMALL, severity=Severity.WARNING, period=month.period, programme=lines[0].programme,
            message=text(
                "Känt men ej bokfört är mycket litet: {names}. Är det skrivet i {unit}?",
                "Known but not booked is very small: {names}. Is it written in {unit}?", names=names, unit=unit,
            ),
            remedy=Text("Skriv beloppet i kronor.", "Write the amount in SEK."),
        )  # fmt: skip
