"""A period's report from what was read: pure, so that the same inputs always give the same month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from trygg_excel.checking import Checked
from trygg_excel.finding import Finding, Severity, Text
from trygg_excel.ledger_facts import Ledger
from trygg_excel.lineage import Series, series_of
from trygg_excel.money import Unit, total
from trygg_excel.month.answers import EMPTY, Answer, Answers
from trygg_excel.month.budgets import Budgets
from trygg_excel.month.line import Limits, Line, judged
from trygg_excel.month.origins import Origin
from trygg_excel.month.outcomes import Forecasts, Outcomes
from trygg_excel.month.period import budget_month
from trygg_excel.month.phasing import YearBudget
from trygg_excel.month.records import Figures, Record, severities
from trygg_excel.month.source import fund_of
from trygg_excel.register.model import Register
from trygg_excel.reporting.findings import merged


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file the report is made of: what it is for, its name, its sha-256 and size in bytes."""

    use: Text
    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """All that a month is made of. `before` is the report before it in the same year, `last_year` that of a year ago.

    `earlier` is the last final version of the same month. `closing`: the day the period's books close, where it is set.
    """

    period: int
    register: Register
    checked: Checked
    budgets: Budgets
    outcomes: Outcomes
    forecasts: Forecasts
    limits: Limits
    unit: Unit
    ledger: Ledger | None = None
    answers: Answers = field(default_factory=lambda: Answers({}))
    before: Record | None = None
    last_year: Record | None = None
    earlier: Record | None = None
    closing: date | None = None
    version: int = 1
    final: bool = False
    title: str = ""
    sources: tuple[SourceFile, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A period's report as data. `lines` are its programmes, `series` those with the last year's amounts recast."""

    given: Given
    lines: tuple[Line, ...]
    series: tuple[Series, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def period(self) -> int:
        return self.given.period

    @property
    def unit(self) -> Unit:
        return self.given.unit

    @property
    def every(self) -> tuple[Finding, ...]:
        """The month's own findings, then those of the workbooks."""
        return (*self.findings, *self.given.checked.findings)

    @property
    def worst(self) -> Severity | None:
        open_ = {each.severity for each in self.every if each.is_open}
        return next((each for each in Severity if each in open_), None)

    @property
    def open_errors(self) -> int:
        """How many errors stand open, each told once."""
        return sum(each.severity is Severity.ERROR and each.is_open for each, _ in merged(self.every))

    def line(self, programme: str) -> Line:
        return next(each for each in self.lines if each.programme == programme)


def make_month(given: Given) -> Month:
    """The month with its findings."""
    from trygg_excel.month.findings import month_findings

    lines = lines_of(given)
    month = Month(given=given, lines=lines, series=_series(given, lines))
    return replace(month, findings=tuple(month_findings(month)))


def lines_of(given: Given) -> tuple[Line, ...]:
    """A line for each programme with a budget, an outcome or a forecast, in the register's order."""
    register, last = given.register, _last_year(given)
    return tuple(
        _line(given, each.id, last)
        for each in register.programmes
        if each.id in given.budgets.of
        or given.outcomes.so_far.get(each.id)
        or given.forecasts.of.get(each.id)
        or each.id in given.answers.of
    )


def _line(given: Given, id_: str, last: Mapping[str, int | None]) -> Line:
    programme = given.register.programme(id_)
    committee = given.register.committee_of(programme.committee)
    budget = given.budgets.of.get(id_, YearBudget(programme=id_, original=0))
    was = Figures() if given.before is None else given.before.figures.get(id_, Figures())
    carried = EMPTY if given.before is None else given.before.answers.get(id_, EMPTY)
    line = Line(
        programme=id_, label=programme.label, committee="" if committee is None else committee.label,
        funding=fund_of(given.register, programme, given.period // 100), budget=budget,
        budget_so_far=budget.through(budget_month(given.period)), outcome=given.outcomes.so_far.get(id_),
        last_year=last.get(id_), forecast=given.forecasts.of.get(id_), forecast_before=was.forecast,
        outcome_before=was.outcome, late=_late(given, id_, was), reversed=carried.not_booked,
        answer=given.answers.of.get(id_, EMPTY), carried=carried,
    )  # fmt: skip
    return replace(line, judgement=judged(line, given.limits))


def _late(given: Given, id_: str, was: Figures) -> int | None:
    """What has been booked on the months of the last report since it was made; None where the months are not known."""
    now = given.outcomes.by_period.get(id_)
    if given.before is None or now is None or was.outcome is None or was.by_period is None:
        return None
    earlier = total(amount for period, amount in now.items() if period <= given.before.period)
    return earlier.known - was.outcome


def _last_year(given: Given) -> Mapping[str, int | None]:
    """Last year's outcome in this year's structure; the own report of a year ago where the sources have none."""
    return {each.programme: each.comparable.get(given.period // 100 - 1) for each in _all_series(given)}


def _all_series(given: Given) -> tuple[Series, ...]:
    year = given.period // 100
    last: dict[str, int] = dict(given.outcomes.last_year)
    if not last and given.last_year is not None:
        figures = given.last_year.figures.items()
        last = {id_: each.outcome for id_, each in figures if each.outcome is not None}
    amounts: dict[str, dict[int, int | None]] = {id_: {year - 1: amount} for id_, amount in last.items()}
    for id_ in {*given.budgets.of, *given.outcomes.so_far}:
        amounts.setdefault(id_, {})[year] = given.outcomes.so_far.get(id_)
    known = {each.id for each in given.register.programmes}
    return series_of(given.register, {id_: each for id_, each in amounts.items() if id_ in known})


def _series(given: Given, lines: Sequence[Line]) -> tuple[Series, ...]:
    shown = {each.programme for each in lines}
    return tuple(
        each for each in _all_series(given) if each.recast or (each.remarks and each.programme in shown)
    )  # fmt: skip


def record_of(month: Month, outputs: Mapping[str, str]) -> Record:
    """What is remembered of a report."""
    given = month.given
    return Record(
        period=month.period, version=given.version, final=given.final, outputs=dict(outputs),
        figures={each.programme: _figures(each, given.outcomes) for each in month.lines},
        answers=_known_answers(month.lines),
        findings=severities(
            (each.severity for each, _ in merged(month.every) if each.is_open), [each.value for each in Severity]
        ),
    )  # fmt: skip


def _known_answers(lines: Iterable[Line]) -> dict[str, Answer]:
    return {each.programme: each.answer for each in lines if each.answer != EMPTY}


def _figures(line: Line, outcomes: Outcomes) -> Figures:
    return Figures(
        original=line.original, revised=line.revised, budget_so_far=line.budget_so_far, outcome=line.outcome,
        deviation=line.deviation, last_year=line.last_year, forecast=line.forecast, judgement=line.judgement.value,
        by_period=outcomes.by_period.get(line.programme),
    )  # fmt: skip
