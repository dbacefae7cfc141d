"""What a period's report is made of, read from disk: the files that trygg.toml names, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from glob import escape, glob
from pathlib import Path

from trygg_excel.accepting.accept import marked
from trygg_excel.budget import Budget, read
from trygg_excel.checking import check_all
from trygg_excel.errors import ConfigWrong, InputMissing
from trygg_excel.finding import Text, text
from trygg_excel.held import Held
from trygg_excel.inputs import OWNER_FILE, workbooks_in
from trygg_excel.ledger_facts import Ledger
from trygg_excel.money import Unit, unit_named
from trygg_excel.month.budgets import BudgetBook, budgets_of
from trygg_excel.month.calendar import closing_day
from trygg_excel.month.config import Config, Revision, filled
from trygg_excel.month.line import Limits
from trygg_excel.month.make import Given, SourceFile
from trygg_excel.month.origins import origins_of
from trygg_excel.month.outcomes import Outcomes, forecasts_of, from_ledger, from_workbooks
from trygg_excel.month.period import ends_on, period_text, read_period
from trygg_excel.month.records import Records
from trygg_excel.register import Register, find_register
from trygg_excel.register.memory import MEMORY, accept_notes, layout_notes, load_remembered
from trygg_excel.register.model import Closing, Settings

_BUDGET = Text("budgeten", "the budget")
_FOLLOW_UP = Text("uppföljningen", "the follow-up")
_LEDGER = Text("uttaget ur ekonomisystemet", "the extract from the ledger")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where a run's inputs come from: the settings, the register that applies, and how files are read."""

    config: Config
    register: Register
    isolate: bool = True
    _read: dict[Path, Budget] = field(default_factory=dict)

    @property
    def memory(self) -> Path:
        return Path(self.register.file).parent / MEMORY

    def workbook(self, path: Path) -> Budget:
        """The workbook, read once in a run. Raises as `read` does."""
        if path not in self._read:
            self._read[path] = read(path, isolate=self.isolate, notes=layout_notes(self.memory))
        return self._read[path]

    def ledger(self, path: Path | None, register: Register) -> Ledger | None:
        """The extract at a path, mapped by the register; None where there is no path. Raises as its reader does."""
        if path is None:
            return None
        from trygg_excel.ledger.read import read_ledger  # only where there is an extract

        return read_ledger(path, register, isolate=self.isolate)

    @property
    def unit(self) -> Unit:
        return unit_named(self.config.month.unit or self.register.unit)


def desk_for(config: Config, named: Path | None = None, *, isolate: bool = True) -> Desk:
    """The desk of a trygg.toml. Raises RegisterError, or ConfigWrong where no register applies."""
    found = named or config.register or find_register(config.folder)
    if found is None:
        raise ConfigWrong(config.path, "register", _NO_REGISTER)
    return Desk(config=config, register=load_remembered(find_register(found, found) or found), isolate=isolate)


_NO_REGISTER = Text(
    'en månadsrapport behöver ett register över insatserna. Skriv register = "schemas/register.yaml" överst.',
    'a monthly report needs a register of the programmes. Write register = "schemas/register.yaml" at the top.',
)


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a period by what they are for."""

    budget: tuple[Path, ...]
    revised: tuple[tuple[Revision, Path], ...]
    follow_up: tuple[Path, ...]
    forecasts: tuple[Path, ...]
    ledger: Path | None
    ledger_last: Path | None

    @property
    def workbooks(self) -> tuple[Path, ...]:
        every = (*self.budget, *(path for _, path in self.revised), *self.follow_up, *self.forecasts)
        return tuple(dict.fromkeys(every))


def given_for(desk: Desk, period: int, records: Records) -> Given:
    """Everything read for a period, before what people have answered in its workbook."""
    files = _files(desk.config, period)
    closing = closing_of(desk, period)
    register = _with_settings(desk, period, closing)
    ledger, last = desk.ledger(files.ledger, register), desk.ledger(files.ledger_last, register)
    checked = check_all([desk.workbook(each) for each in files.workbooks], register, ledger=ledger)
    checked = marked(checked, accept_notes(desk.memory), closing or ends_on(period))
    held = {Path(each.budget.file): each.held for each in checked.checks}
    follow = [held[each] for each in files.follow_up]
    year = period // 100
    books = _books(files, held, register, desk.config)
    expected = [*(held[each] for each in files.forecasts), *follow]
    budgeted = [each for book in books for each in book.helds]
    return Given(
        period=period, register=register, checked=checked, unit=desk.unit, title=desk.config.month.title,
        budgets=budgets_of(register, year, books),
        outcomes=_outcomes(register, ledger, last, follow, period),
        forecasts=forecasts_of(register, expected, period),
        origins=origins_of(register, period, budgeted, follow, expected, ledger),
        limits=limits_of(desk), ledger=ledger, before=records.before(period), last_year=records.latest(period - 100),
        earlier=records.last_final(period), closing=closing, sources=tuple(_sources(files, desk.config.folder)),
    )  # fmt: skip


def _outcomes(
    register: Register, ledger: Ledger | None, last: Ledger | None, follow: Sequence[Held], period: int
) -> Outcomes:
    if ledger is None:
        return from_workbooks(register, follow, period)
    booked = from_ledger(register, ledger, period, last)
    if booked.last_year or not follow:
        return booked
    return replace(booked, last_year=from_workbooks(register, follow, period).last_year)


def limits_of(desk: Desk) -> Limits:
    """Those of trygg.toml, else those of the register."""
    keys, settings = desk.config.limits, desk.register.settings
    own = keys.deviation is not None or keys.deviation_percent is not None
    forecast = keys.forecast is not None or keys.forecast_percent is not None
    return Limits(
        keys.deviation if own else settings.deviation_limit,
        keys.deviation_percent if own else settings.deviation_percent,
        keys.forecast if forecast else settings.forecast_limit,
        keys.forecast_percent if forecast else settings.forecast_percent,
    )


def closing_of(desk: Desk, period: int) -> date | None:
    """The day a period's books close; None where neither trygg.toml nor the register tells."""
    calendar = desk.config.calendar
    closed = {each.period: each.date for each in (*desk.register.settings.closed, *calendar.closed)}
    if period not in closed and (not calendar.close_workday or period % 100 > 12):
        return None
    return closing_day(period, calendar.close_workday, closed)


def report_months(desk: Desk) -> frozenset[int]:
    """The months of a year that get a report: 1 to 12 unless something else is set."""
    return frozenset(desk.config.calendar.months or desk.register.settings.report_months or range(1, 13))


def _with_settings(desk: Desk, period: int, closing: date | None) -> Register:
    """The register with the settings of trygg.toml, so that the controls go by the same ones."""
    limits = limits_of(desk)
    closed = desk.register.settings.closed
    if closing is not None:
        closed = (*(each for each in closed if each.period != period), Closing(period=period, date=closing))
    settings: Settings = replace(
        desk.register.settings, deviation_limit=limits.deviation, deviation_percent=limits.percent,
        forecast_limit=limits.forecast, forecast_percent=limits.forecast_percent, closed=closed,
    )  # fmt: skip
    return replace(desk.register, settings=settings)


def _books(files: _Files, held: dict[Path, Held], register: Register, config: Config) -> tuple[BudgetBook, ...]:
    """The budget and what has revised it, in the order they hold from."""
    books = [BudgetBook(helds=tuple(held[each] for each in files.budget))]
    for number, (revision, path) in enumerate(files.revised):
        decision = register.decision(revision.decision)
        if revision.decision is not None and decision is None:
            raise ConfigWrong(config.path, f"month.revised[{number}].decision", _no_decision(revision.decision))
        since = read_period(revision.starts) % 100
        books.append(BudgetBook(helds=(held[path],), since=min(since, 12), decision=decision))
    return tuple(books)


def _no_decision(id_: str) -> Text:
    return text(
        "'{id}' finns inte bland registrets beslut. Skriv beslutets id, eller lägg till beslutet i registret.",
        "'{id}' is not among the register's decisions. Write a decision's id, or add the decision to the register.",
        id=id_,
    )  # fmt: skip


def _files(config: Config, period: int) -> _Files:
    keys = config.month
    holds = [each for each in keys.revised if _holds(each, period)]
    revised = sorted(holds, key=lambda each: read_period(each.starts))
    return _Files(
        budget=_all(config, keys.budget, period, _BUDGET),
        revised=tuple((each, _one(config, each.file, period, _BUDGET)) for each in revised),
        follow_up=_all(config, keys.follow_up, period, _FOLLOW_UP),
        forecasts=tuple(path for each in keys.forecasts for path in _workbooks(config, each, period)),
        ledger=_one(config, keys.ledger, period, _LEDGER) if keys.ledger else None,
        ledger_last=next(iter(_matches(config, keys.ledger_last_year, period)), None),
    )


def _holds(revision: Revision, period: int) -> bool:
    """A revised budget holds in the reports of its own year, from its month on."""
    starts = read_period(revision.starts)
    return starts // 100 == period // 100 and starts <= period


def _all(config: Config, patterns: Iterable[str], period: int, what: Text) -> tuple[Path, ...]:
    found: list[Path] = []
    for pattern in patterns:
        own = _workbooks(config, pattern, period)
        if not own:
            raise InputMissing(period_text(period), what, filled(pattern, period))
        found += own
    return tuple(dict.fromkeys(found))


def _one(config: Config, pattern: str, period: int, what: Text) -> Path:
    found = _matches(config, pattern, period)
    if not found:
        raise InputMissing(period_text(period), what, filled(pattern, period))
    if len(found) > 1:
        raise ConfigWrong(config.path, filled(pattern, period), _several(found))
    return found[0]


def _several(found: Sequence[Path]) -> Text:
    names = ", ".join(each.name for each in found[:3])
    return Text(
        f"flera filer passar ({names}). Skriv namnet så att bara en gör det.",
        f"several files fit ({names}). Write the name so that only one does.",
    )


def _workbooks(config: Config, pattern: str, period: int) -> tuple[Path, ...]:
    """The workbooks that a pattern means for a period: none that we have written ourselves beside them."""
    return workbooks_in([_place(config, pattern, period)])[0]


def _place(config: Config, pattern: str, period: int) -> Path:
    """The file a pattern names, else the pattern in its folder: a '[' in the folder's own name means itself."""
    named = filled(pattern, period)
    whole = config.folder / named
    return whole if whole.exists() else Path(escape(str(config.folder))) / named


def _matches(config: Config, pattern: str, period: int) -> tuple[Path, ...]:
    """The files that a pattern means for a period, in order; a name without * or ? is just that file."""
    if not pattern:
        return ()
    whole = _place(config, pattern, period)
    if whole.is_file():
        return (whole,)
    found = (Path(each) for each in sorted(glob(str(whole))))  # noqa: PTH207
    return tuple(each for each in found if each.is_file() and not each.name.startswith(OWNER_FILE))


def _sources(files: _Files, folder: Path) -> Iterable[SourceFile]:
    used = [
        *((_BUDGET, each) for each in files.budget), *((_BUDGET, each) for _, each in files.revised),
        *((_FOLLOW_UP, each) for each in files.follow_up),
        *((Text("prognosen", "the forecast"), each) for each in files.forecasts),
        *((_LEDGER, each) for each in (files.ledger, files.ledger_last) if each is not None),
    ]  # fmt: skip
    for what, path in used:
        with path.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
        yield SourceFile(what, name, digest, path.stat().st_size)
