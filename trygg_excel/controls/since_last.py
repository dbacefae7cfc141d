"""Since last time: comparison figures, forecasts and other amounts that have changed (TRY-017, TRY-048, TRY-064)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from trygg_excel.amount_changes import Change, Changes, is_of_earlier_year
from trygg_excel.controls.control import EXACT, NO_AMOUNT, Control, also, answer, named, not_judged
from trygg_excel.explain.moves import Move
from trygg_excel.explain.repair import Repair
from trygg_excel.explain.said import digit_cause, move_cause, slip_cause
from trygg_excel.explain.slips import one_digit_off, slip_of
from trygg_excel.fact import Basis, Fact, Measure, Role
from trygg_excel.finding import Cause, Finding, Result, Severity, Source, Text, listed, text
from trygg_excel.held import Held
from trygg_excel.workbook import place

COMPARED, FORECAST, CHANGED = "TRY-017", "TRY-048", "TRY-064"
_MOST = 12  # changes told one by one
_PAIR = 2
_LONG, _STEPS = 1_000, 10  # of the last digit written
_NO_PREVIOUS = Text("förra gångens arbetsbok", "the workbook of last time")
_NOT_ALIKE = Text("en tabell som även fanns förra gången", "a table that was there last time too")
_NO_LIMIT = Text("en gräns för prognosändringar i inställningarna", "a limit for changed forecasts in the settings")
_BY_SETTINGS = Text("gräns i inställningarna", "a limit in the settings")


def _changes(held: Held) -> Changes | Text:
    """The changes, or what is missing to tell them."""
    if held.changes is None:
        return _NO_PREVIOUS
    return held.changes if held.changes.compared else _NOT_ALIKE


def _latest_year(held: Held) -> int | None:
    return max((each.year for each in held.facts if each.year is not None and each.measure is not Measure.PLAN),
               default=None)  # fmt: skip


def _earlier_years(held: Held, changes: Changes) -> list[Change]:
    year = _latest_year(held)
    return [each for each in changes.changed if is_of_earlier_year(each, year)]


def same_comparison_figures(held: Held) -> Iterator[Result]:
    """What was said of earlier years last time is said of them now: one finding for each year and kind of amount."""
    subject = Text("Jämförelsetal sedan förra gången", "Comparison figures since last time")
    changes = _changes(held)
    if isinstance(changes, Text):
        yield not_judged(COMPARED, subject, changes)
        return
    groups: dict[tuple[int | None, Measure], list[Change]] = {}
    for each in _earlier_years(held, changes):
        groups.setdefault((each.now.year, each.now.measure), []).append(each)
    yield answer(COMPARED, subject, [_compared(held, each) for each in groups.values()])


def _compared(held: Held, changes: Sequence[Change]) -> Finding:
    first = next((each for each in changes if each.now.role is Role.LINE), changes[0])
    now, before = first.now, first.before
    more = also(named(each.now) for each in changes if each is not first)
    return Finding(
        code=COMPARED, severity=Severity.WARNING, programme=now.programme, period=now.period_to,
        message=text(
            "{cell} ({label}): jämförelsetalet för {year} har ändrats från {before} till {now} sedan {file}.{more}",
            "{cell} ({label}): the comparison figure for {year} has changed from {before} to {now} since {file}.{more}",
            cell=now.cell, label=now.label, year=now.year, before=before.money(before.amount),
            now=now.money(now.amount), file=_last(held), more=more,
        ),
        remedy=text("Rätta beloppet, eller skriv varför det har räknats om.",
                    "Correct the amount, or write why it has been restated."),
        sources=tuple(each.now.source for each in (first, *(each for each in changes if each is not first))),
        found=now.amount, expected=before.amount, difference=first.difference, tolerance=0,
        causes=tuple(_causes(held, [each for each in changes if each.now.role is Role.LINE], digits=True)),
    )  # fmt: skip


def _causes(held: Held, lines: Sequence[Change], *, digits: bool = False) -> Iterator[Cause]:
    """What may have happened: an amount moved between two rows, or the slip that makes one of the other.

    `digits`: nothing should have changed, so that one digit is another is enough.
    """
    if len(lines) == 2 and not sum(each.difference or 0 for each in lines):
        having, lacking = sorted(lines, key=lambda each: -(each.difference or 0))
        yield move_cause(Move(having.now, lacking.now, abs(having.difference or 0)))
    elif len(lines) == 1 and lines[0].before.amount is not None:
        now, right = lines[0].now, lines[0].before.amount
        row = [each for each in held.facts if (each.sheet, place(each.cell)[0]) == (now.sheet, place(now.cell)[0])]
        slip = slip_of(Repair(now, right, 1, right, right), [each for each in row if each is not now])
        if slip.is_telling:
            yield slip_cause(now, slip, sure=False)
        elif digits and _is_a_slip(now, right):
            yield digit_cause(now, right)


def _is_a_slip(now: Fact, right: int) -> bool:
    """Whether one digit is another: of a few digits the last often is, and says nothing."""
    amount = now.amount or 0
    telling = abs(amount - right) >= _STEPS * now.quantum or min(abs(amount), abs(right)) >= _LONG * now.quantum
    return telling and one_digit_off(amount, right, now.quantum)


def _last(held: Held) -> str:
    return "" if held.previous is None else PurePath(held.previous.budget.file).name


def steady_forecasts(held: Held) -> Iterator[Result]:
    """A forecast that has changed much since last time is told, so that someone says why."""
    subject = Text("Prognosändringar sedan förra gången", "Changed forecasts since last time")
    changes = _changes(held)
    limited = held.settings.forecast_limit is not None or held.settings.forecast_percent is not None
    if isinstance(changes, Text) or not limited:
        yield not_judged(FORECAST, subject, changes if isinstance(changes, Text) else _NO_LIMIT)
        return
    yield answer(FORECAST, subject, [_forecast(held, each) for each in _moved_forecasts(held, changes)])


def _moved_forecasts(held: Held, changes: Changes) -> list[Change]:
    return [each for each in changes.changed if _is_forecast(each.now) and _is_large(held, each)]


def _is_forecast(fact: Fact) -> bool:
    return fact.measure is Measure.FORECAST and fact.basis is Basis.FULL_YEAR and fact.role is Role.LINE


def _is_large(held: Held, change: Change) -> bool:
    """Past every limit that is set; past none when none is."""
    limit, percent = held.settings.forecast_limit, held.settings.forecast_percent
    size = abs(change.difference or 0)
    past_limit = limit is None or size > limit
    past_percent = percent is None or size * 100 > percent * abs(change.before.amount or 0)
    return size > 0 and past_limit and past_percent and not (limit is None and percent is None)


def _forecast(held: Held, change: Change) -> Finding:
    now, before = change.now, change.before
    return Finding(
        code=FORECAST, severity=Severity.NOTE, programme=now.programme, period=now.period_to,
        message=text(
            "{cell} ({label}): prognosen är ändrad från {before} till {now} ({d}) sedan {file}.",
            "{cell} ({label}): the forecast has changed from {before} to {now} ({d}) since {file}.",
            cell=now.cell, label=now.label, before=before.money(before.amount), now=now.money(now.amount),
            d=now.money(change.difference, signed=True), file=_last(held),
        ),
        remedy=text("Skriv varför prognosen är ändrad.", "Write why the forecast has changed."),
        sources=(now.source,), found=now.amount, expected=before.amount, difference=change.difference,
    )  # fmt: skip


def changed_amounts(held: Held) -> Iterator[Result]:
    """All else that differs from last time: one note with the changes, programme by programme and cell by cell."""
    subject = Text("Ändrade belopp sedan förra gången", "Amounts changed since last time")
    changes = _changes(held)
    if isinstance(changes, Text):
        yield not_judged(CHANGED, subject, changes)
        return
    elsewhere = {id(each) for each in (*_earlier_years(held, changes), *_moved_forecasts(held, changes))}
    rest = [each for each in changes.changed if id(each) not in elsewhere]
    lines = [each for each in rest if each.now.role is Role.LINE]
    slips = [finding for each in _by_column(lines) if (finding := _slipped(held, each)) is not None]
    note = (_changed(held, rest, changes),) if rest or changes.come or changes.gone else ()
    explanation = text(
        "{n} belopp jämförda, {m} ändrade", "{n} amounts compared, {m} changed",
        n=len(changes.compared), m=len(changes.changed),
    )  # fmt: skip
    yield answer(CHANGED, subject, (*slips, *note), explanation=explanation)


def _by_column(lines: Sequence[Change]) -> list[list[Change]]:
    """The changes of each column that has but one, or two that may belong together."""
    columns: dict[object, list[Change]] = {}
    for each in lines:
        columns.setdefault((each.now.sheet, each.now.table, place(each.now.cell)[1]), []).append(each)
    return [each for each in columns.values() if len(each) <= _PAIR]


def _slipped(held: Held, lines: Sequence[Change]) -> Finding | None:
    """A change that looks like a slip of the hand rather than a decision."""
    causes = tuple(_causes(held, lines))
    if not causes:
        return None
    now, before = lines[0].now, lines[0].before
    return Finding(
        code=CHANGED, severity=Severity.WARNING, programme=now.programme, period=now.period_to,
        message=text(
            "{cell} ({label}) har ändrats från {before} till {now} sedan {file}.",
            "{cell} ({label}) has changed from {before} to {now} since {file}.",
            cell=now.cell, label=now.label, before=before.money(before.amount), now=now.money(now.amount),
            file=_last(held),
        ),
        remedy=text("Rätta beloppet om ändringen inte är avsedd.", "Correct the amount unless the change is meant."),
        sources=tuple(each.now.source for each in lines), found=now.amount, expected=before.amount,
        difference=lines[0].difference, causes=causes,
    )  # fmt: skip


def _changed(held: Held, changes: Sequence[Change], all_: Changes) -> Finding:
    told = [*_rows(all_), *(_told(each) for each in _lines_first(changes))]
    more = len(told) - _MOST
    rest = (text("{n} ändringar till.", "{n} changes more.", n=more),) if more > 0 else ()
    sources = tuple(each.now.source for each in _lines_first(changes))
    return Finding(
        code=CHANGED, severity=Severity.NOTE, message=_counted(held, changes), causes=(*told[:_MOST], *rest),
        remedy=Text("Se efter att ändringarna är avsedda.", "See that the changes are meant."),
        sources=sources or (Source(held.budget.file),),
    )  # fmt: skip


def _counted(held: Held, changes: Sequence[Change]) -> Text:
    if not changes:
        return text(
            "Raderna är inte desamma som förra gången ({file}).", "The rows are not those of last time ({file}).",
            file=_last(held),
        )  # fmt: skip
    lines = len({(each.now.sheet, each.now.table, each.now.label) for each in changes})
    return text(
        "{n} belopp har ändrats sedan förra gången ({file}), på {rows}.",
        "{n} amounts have changed since last time ({file}), in {rows}.",
        n=len(changes), file=_last(held),
        rows=Text("1 rad", "1 row") if lines == 1 else Text(f"{lines} rader", f"{lines} rows"),
    )  # fmt: skip


def _lines_first(changes: Sequence[Change]) -> list[Change]:
    """The rows before the sums that follow from them, and one row's changes together."""
    order: dict[tuple[str, str, str], int] = {}
    for each in changes:
        order.setdefault((each.now.sheet, each.now.table, each.now.label), len(order))
    return sorted(
        changes,
        key=lambda each: (each.now.role is not Role.LINE, order[each.now.sheet, each.now.table, each.now.label]),
    )


def _told(change: Change) -> Text:
    now, before = change.now, change.before
    return text(
        "{label}, {column} ({cell}): {before} → {now}.", "{label}, {column} ({cell}): {before} → {now}.",
        label=now.label, column=now.column, cell=now.cell, before=before.money(before.amount),
        now=now.money(now.amount),
    )  # fmt: skip


def _rows(changes: Changes) -> Iterator[Text]:
    if changes.come:
        yield text("Nya rader: {rows}.", "New rows: {rows}.", rows=listed(changes.come))
    if changes.gone:
        yield text("Rader som inte längre finns: {rows}.", "Rows no longer there: {rows}.", rows=listed(changes.gone))


SINCE_LAST = (
    Control(
        COMPARED, Text("Jämförelsetalen är desamma som förra gången", "Comparison figures are those of last time"),
        EXACT, same_comparison_figures, Severity.WARNING,
        Text(
            "B3 (Skola): jämförelsetalet för 2021 har ändrats från 10,0 mkr till 10,5 mkr sedan mars.xlsx.",
            "B3 (Skola): the comparison figure for 2021 has changed from 10.0 SEK m to 10.5 SEK m since mars.xlsx.",
        ),
    ),
    Control(
        FORECAST, Text("Stora prognosändringar", "Large changes of forecasts"),
        _BY_SETTINGS, steady_forecasts, Severity.NOTE,
        Text(
            "D3 (Hemtjänst): prognosen är ändrad från 12 000 tkr till 13 000 tkr (+1 000 tkr) sedan mars.xlsx.",
            "D3 (Hemtjänst): the forecast has changed from 12,000 SEK k to 13,000 SEK k (+1,000 SEK k) since "
            "mars.xlsx.",
        ),
    ),
    Control(
        CHANGED, Text("Övriga ändrade belopp sedan förra gången", "Other amounts changed since last time"),
        NO_AMOUNT, changed_amounts, Severity.NOTE,
        Text(
            "2 belopp har ändrats sedan förra gången (mars.xlsx), på 1 rad.",
            "2 amounts have changed since last time (mars.xlsx), in 1 row.",
        ),
    ),
)  # fmt: skip
