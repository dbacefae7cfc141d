"""The month in at most ten lines of words, made from its figures; and the one line that answers first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trygg_excel.finding import Severity, Text, listed, text
from trygg_excel.money import NBSP
from trygg_excel.month.findings import rounded
from trygg_excel.month.line import Judgement, Line, Of, given, share, summed, wanting
from trygg_excel.month.make import Month
from trygg_excel.month.phasing import Phasing
from trygg_excel.month.versions import Change
from trygg_excel.month_names import month_and_year, month_name
from trygg_excel.reporting.findings import merged
from trygg_excel.reporting.words import counted, told

MOST = 10
_LARGEST = 3


def closed_with(errors: int) -> Text:
    """'med 3 fel som inte är rättade'."""
    what = counted(errors, Text("fel som inte är rättat", "open error"), Text("fel som inte är rättade", "open errors"))
    return text("med {what}", "with {what}", what=what)


def through(period: int) -> Text:
    """'t.o.m. mars 2026'; the closing period is the whole year."""
    if period % 100 > 12:
        return text("för helåret {y}, period 13", "for the year {y}, period 13", y=period // 100)
    return text("t.o.m. {month}", "through {month}", month=month_and_year(period))


def percent(value: object, of: object) -> Text:
    """'−2,5 %' of two amounts in öre; nothing where it cannot be computed."""
    found = share(value, of) if isinstance(value, int) and isinstance(of, int) else None
    if found is None:
        return Text("", "")
    number = f"{found * 100:+.1f}".replace("-", "\N{MINUS SIGN}")
    return Text(f"{number.replace('.', ',')}{NBSP}%", f"{number}%")


def better(amount: int) -> Text:
    if not amount:
        return Text("lika med budget", "equal to budget")
    return (
        Text("bättre än budget", "better than budget") if amount > 0 else Text("sämre än budget", "worse than budget")
    )


def verdict_of(month: Month) -> Text:
    """Whether anything is to be mended, and how many questions wait."""
    told_once = [each for each, _ in merged(month.every)]
    count = {each: sum(one.severity is each and one.is_open for one in told_once) for each in Severity}
    if count[Severity.ERROR]:
        what = counted(
            count[Severity.ERROR], Text("fel att rätta", "error to correct"), Text("fel att rätta", "errors to correct")
        )
        return text("Att åtgärda: {what}. {money}", "To be mended: {what}. {money}", what=what, money=_short(month))
    if not count[Severity.WARNING]:
        return text("Utan anmärkning. {money}", "In order. {money}", money=_short(month))
    what = counted(
        count[Severity.WARNING], Text("fråga att ta ställning till", "question to consider"),
        Text("frågor att ta ställning till", "questions to consider"),
    )  # fmt: skip
    return text("Utan anmärkning, {what}. {money}", "In order, {what}. {money}", what=what, money=_short(month))


def _short(month: Month) -> Text:
    """'Utfall 120 tkr bättre än budget, prognos 300 tkr sämre.'"""
    deviation = given(month.lines, lambda each: each.deviation)
    forecast = given(month.lines, lambda each: each.forecast_deviation)
    if deviation is None:
        return Text("Utfallet är inte känt.", "The outcome is not known.")
    now = text(
        "Utfall {d}{way}{part}", "Outcome {d}{way}{part}", d=_size(month, deviation), way=better(deviation),
        part=_part(month.lines, lambda each: each.deviation),
    )  # fmt: skip
    if forecast is None:
        return text("{now}.", "{now}.", now=now)
    return text(
        "{now}, prognos {d}{way}{part}.", "{now}, forecast {d}{way}{part}.", now=now, d=_size(month, forecast),
        way=better(forecast), part=_part(_forecasted(month), lambda each: each.forecast_deviation),
    )  # fmt: skip


def _forecasted(month: Month) -> list[Line]:
    return wanting(month.lines, lambda each: each.forecast)


def _part(lines: Sequence[Line], of: Of) -> Text:
    """' (känt för 6 av 7 insatser)'; nothing where it is known for all."""
    known = sum(of(each) is not None for each in lines)
    if known == len(lines):
        return Text("", "")
    return text(" (känt för {n} av {of})", " (known for {n} of {of})", n=known, of=_programmes(len(lines)))


def _programmes(count: int) -> Text:
    return counted(count, Text("insats", "programme"), Text("insatser", "programmes"))


def _size(month: Month, amount: int) -> Text:
    """'120 tkr'; nothing for nought, which the words after it tell."""
    if not amount:
        return Text("", "")
    money = rounded(abs(amount), month.unit)
    return Text(f"{money.say('sv')} ", f"{money.say('en')} ")


def changed_line(month: Month, changes: Sequence[Change]) -> tuple[Text, ...]:
    """'Ändrat sedan version 1: SSPF, utfall +99 tkr.' of a later version; nothing of a first one."""
    if not changes:
        return ()
    sv, en = (listed((_change(month, each, lang) for each in changes), most=_LARGEST) for lang in ("sv", "en"))
    before = month.given.version - 1
    return (text("Ändrat sedan version {n}: {sv}.", "Changed since version {n}: {en}.", n=before, sv=sv.sv, en=en.en),)


def _change(month: Month, change: Change, lang: str) -> str:
    """'SSPF (utfall +99 tkr)'."""
    what = change.what.say(lang).lower()
    if change.said or change.before is None or change.now is None:
        return f"{change.label} ({what})"
    return f"{change.label} ({what} {rounded(change.now - change.before, month.unit, signed=True).say(lang)})"


def summary_lines(month: Month, changes: Sequence[Change] = ()) -> tuple[Text, ...]:
    """What the month comes to, most important first; what is not as in the last final version of it before that."""
    parts = (_outcome, unmapped, _forecast, _errors, _largest, _budget, _unbooked, _late, _waiting, _unsure)
    found = [*changed_line(month, changes), *(line for part in parts for line in part(month))]
    return tuple(Text(each.sv.rstrip(), each.en.rstrip()) for each in found[:MOST])


def for_the_page(month: Month, changes: Sequence[Change] = ()) -> tuple[Text, ...]:
    """The lines for a page that shows the deviations and what is missing elsewhere; no names of files or codes."""
    parts = (_outcome, _forecast, _budget, _unbooked, _late, _errors_counted)
    found = [*changed_line(month, changes), *(line for part in parts for line in part(month))]
    return tuple(Text(each.sv.rstrip(), each.en.rstrip()) for each in found)


def _errors_counted(month: Month) -> Iterator[Text]:
    if month.open_errors:
        what = counted(month.open_errors, Text("fel", "error"), Text("fel", "errors"))
        yield text(
            "Underlaget har {what} att rätta innan siffrorna är säkra.",
            "What it is made from has {what} to correct before the figures are sure.", what=what,
        )  # fmt: skip


def _outcome(month: Month) -> Iterator[Text]:
    known = [each for each in month.lines if each.deviation is not None]
    if not known:
        yield Text("Utfallet är inte känt.", "The outcome is not known.")
        return
    so_far = summed(known, lambda each: each.budget_so_far).known
    outcome = summed(known, lambda each: each.outcome).known
    deviation = summed(known, lambda each: each.deviation).known
    with_known = Text(" med det som är känt men ej bokfört", " with what is known but not booked")
    share_of = percent(deviation, so_far)
    words = _OUTCOME if len(known) == len(month.lines) else _PART_OF_OUTCOME
    yield text(
        words.sv, words.en, n=len(known), of=_programmes(len(month.lines)), through=through(month.period),
        outcome=rounded(outcome, month.unit), budget=rounded(so_far, month.unit),
        d=_size(month, deviation), way=better(deviation),
        share=Text(f" ({share_of.sv})", f" ({share_of.en})") if share_of.sv and deviation else "",
        known=with_known if any(each.not_booked for each in known) else "",
    )  # fmt: skip
    last = [each for each in known if each.last_year is not None]
    if last and len(last) == len(known):
        before = summed(last, lambda each: each.last_year).known
        change = outcome - before
        way = Text("högre", "higher") if change >= 0 else Text("lägre", "lower")
        yield text(
            "Samma tid förra året var utfallet{these} {before}; årets är {d} {way}.",
            "In the same time last year the outcome{these} was {before}; this year's is {d} {way}.",
            these="" if len(last) == len(month.lines) else Text(" för dessa", " of these"),
            before=rounded(before, month.unit), d=rounded(abs(change), month.unit), way=way,
        )  # fmt: skip


_OUTCOME = Text(
    "Utfallet {through} är {outcome} mot budgeten {budget}. Det är {d}{way}{share}{known}.",
    "The outcome {through} is {outcome} against the budget {budget}. It is {d}{way}{share}{known}.",
)
_PART_OF_OUTCOME = Text(
    "Budget och utfall {through} är kända för {n} av {of}: utfallet är {outcome} mot budgeten för dessa {budget}. Det "
    "är {d}{way}{share}{known}.",
    "Budget and outcome {through} are known for {n} of {of}: the outcome is {outcome} against the budget for these "
    "{budget}. It is {d}{way}{share}{known}.",
)


def unmapped(month: Month) -> Iterator[Text]:
    """What the extract has booked so far this year that no rule gives a programme."""
    ledger = month.given.ledger
    first = month.period // 100 * 100 + 1
    rows = [] if ledger is None else [each for each in ledger.unmapped if first <= each.period <= month.period]
    if any(each.amount for each in rows):
        count = sum(each.bookings for each in rows)
        yield text(
            "I uttaget ur ekonomisystemet är {sum} inte kopplat till någon insats ({count}). Det ingår inte i "
            "utfallet.",
            "In the extract from the ledger {sum} belongs to no programme ({count}). It is not in the outcome.",
            sum=rounded(sum(each.amount for each in rows), month.unit),
            count=counted(count, Text("bokning", "booking"), Text("bokningar", "bookings")),
        )  # fmt: skip


def _forecast(month: Month) -> Iterator[Text]:
    known = [each for each in month.lines if each.forecast_deviation is not None]
    if not known:
        return
    forecast, budget = summed(known, lambda each: each.forecast).known, summed(known, lambda each: each.revised).known
    before = given(known, lambda each: each.forecast_change)
    since = "" if month.given.before is None or before is None else _since(month, before)
    yield text(
        "Prognosen för helåret är {forecast} mot årsbudgeten {budget}: {d}{way}{part}.{since}",
        "The forecast for the year is {forecast} against the year's budget {budget}: {d}{way}{part}.{since}",
        part=_part(_forecasted(month), lambda each: each.forecast_deviation),
        forecast=rounded(forecast, month.unit), budget=rounded(budget, month.unit),
        d=_size(month, budget - forecast), way=better(budget - forecast), since=since,
    )  # fmt: skip


def _since(month: Month, change: int) -> Text:
    before = month.given.before
    name = month_and_year(before.period) if before else Text("", "")
    if not change:
        return text(" Den är oförändrad sedan {month}.", " It is unchanged since {month}.", month=name)
    way = Text("höjd", "raised") if change > 0 else Text("sänkt", "lowered")
    return text(
        " Den är {way} med {d} sedan {month}.", " It has been {way} by {d} since {month}.", way=way,
        d=rounded(abs(change), month.unit), month=name,
    )  # fmt: skip


def _errors(month: Month) -> Iterator[Text]:
    """What has to be mended before the figures can be trusted: the first of it, with how much more there is."""
    found = [each for each, _ in merged(month.every) if each.severity is Severity.ERROR and each.is_open]
    if found:
        more = text(" {n} till under Anmärkningar.", " {n} more under Findings.", n=len(found) - 1)
        yield text("Att rätta: {first}{more}", "To correct: {first}{more}", first=told(found[0]),
                   more=more if len(found) > 1 else "")  # fmt: skip


def _largest(month: Month) -> Iterator[Text]:
    """The three largest deviations, with what has been said of them."""
    known = sorted(
        (each for each in month.lines if each.deviation), key=lambda each: -abs(each.deviation or 0)
    )[:_LARGEST]  # fmt: skip
    for each in known:
        share_of = percent(each.deviation, each.budget_so_far)
        yield text(
            "{label}: {d}{way}{share}. {why}", "{label}: {d}{way}{share}. {why}", label=each.label,
            d=_size(month, each.deviation or 0), way=better(each.deviation or 0),
            share=Text(f" ({share_of.sv})", f" ({share_of.en})") if share_of.sv else "", why=_why(each),
        )  # fmt: skip


def _why(line: Line) -> Text:
    if line.answer.is_comment:
        said = line.answer.text.rstrip(".") + "."
        return Text(said, said)
    if line.judgement is Judgement.BARE:
        return Text("Orsak och åtgärd saknas.", "Reason and measure are missing.")
    return Text("", "")


def _budget(month: Month) -> Iterator[Text]:
    steps = [step for each in month.lines for step in each.budget.steps]
    if not steps:
        return
    change = sum(each.amount for each in steps)
    bodies = dict.fromkeys(each.decision.id for each in steps if each.decision is not None)
    count = counted(len(bodies), Text("beslut", "decision"), Text("beslut", "decisions"))
    moved = Text("Budgeten är omfördelad mellan insatser", "The budget is moved between programmes")
    changed = text(
        "Årsbudgeten är ändrad med {d}", "The year's budget is changed by {d}",
        d=rounded(change, month.unit, signed=True),
    )  # fmt: skip
    yield text(
        "{what} genom {count}{more}.", "{what} by {count}{more}.", what=changed if change else moved, count=count,
        more=Text("; för någon ändring saknas beslutet", "; some change lacks its decision")
        if any(each.decision is None for each in steps) else "",
    )  # fmt: skip


def _unbooked(month: Month) -> Iterator[Text]:
    now = given(month.lines, lambda each: each.not_booked)
    before = given(month.lines, lambda each: each.reversed)
    parts = []
    if now is not None:
        names = listed(each.label for each in month.lines if each.not_booked)
        parts.append(text(
            "Känt men ej bokfört: {d} ({names}).", "Known but not booked: {d} ({names}).",
            d=rounded(now, month.unit, signed=True), names=names,
        ))  # fmt: skip
    if before is not None:
        parts.append(text(
            "Det som var känt men ej bokfört förra gången, {d}, är återfört.",
            "What was known but not booked last time, {d}, is reversed.",
            d=rounded(before, month.unit, signed=True),
        ))  # fmt: skip
    parts += left_out(month)
    if parts:
        yield Text(" ".join(each.sv for each in parts), " ".join(each.en for each in parts))


def left_out(month: Month) -> Iterator[Text]:
    """What is known but not booked on programmes that have no deviation to hold it."""
    names = listed(_labels(each for each in month.lines if each.not_booked and each.deviation is None))
    if names.sv:
        yield text(
            "Det som är känt men ej bokfört för {names} ingår inte i någon avvikelse, eftersom budget eller utfall "
            "inte är känt.",
            "What is known but not booked for {names} is in no deviation, since budget or outcome is not known.",
            names=names,
        )  # fmt: skip


def _late(month: Month) -> Iterator[Text]:
    before = month.given.before
    late = [each for each in month.lines if each.late]
    if late and before is not None:
        yield text(
            "Sena bokningar: utfallet t.o.m. {month} har ändrats med {d} sedan den rapporten.",
            "Late bookings: the outcome through {month} has changed by {d} since that report.",
            month=month_name(before.period),
            d=rounded(summed(late, lambda each: each.late).known, month.unit, signed=True),
        )  # fmt: skip


def _waiting(month: Month) -> Iterator[Text]:
    bare = [each.label for each in month.lines if each.judgement is Judgement.BARE]
    if bare:
        yield text("Kommentar saknas för {names}.", "A comment is missing for {names}.", names=listed(bare))


def _unsure(month: Month) -> Iterator[Text]:
    """What the figures leave out."""
    unknown = listed(_labels(each for each in month.lines if each.outcome is None or each.revised is None))
    if unknown.sv:
        yield text(
            "Budget eller utfall är inte känt för {names}; summor där de ingår är okända.",
            "Budget or outcome is not known for {names}; the sums they are in are unknown.", names=unknown,
        )  # fmt: skip
    flat = [each for each in month.lines if each.phasing is Phasing.TWELFTHS]
    if flat and month.period % 100 < 12:
        yield Text(
            "Budgeten t.o.m. månaden är räknad i lika delar där arbetsboken inte har månader; periodens avvikelse kan "
            "vara missvisande.",
            "The budget so far is in equal parts where the workbook has no months; the deviation so far may mislead.",
        )


def _labels(lines: Iterable[Line]) -> Iterator[str]:
    return (each.label for each in lines)
