"""Making months: one at a time and in order, each from its own inputs, its own records and what people answered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from trygg_excel.errors import RowsWrong, TryggError, WrongUsage
from trygg_excel.finding import Severity, Text, text
from trygg_excel.gate.file import bytes_of
from trygg_excel.gate.limits import LIMITS
from trygg_excel.month.answers import Answers, answers_in
from trygg_excel.month.files import WORKBOOK, backup_name, names_of, overview_files, rendered
from trygg_excel.month.inputs import Desk, given_for, report_months
from trygg_excel.month.lock import locked
from trygg_excel.month.make import Given, Month, make_month, record_of
from trygg_excel.month.period import CLOSING, LAST, period_text, periods_between, read_period
from trygg_excel.month.records import Record, Records, add_record, read_records
from trygg_excel.month.said import closed_with, verdict_of
from trygg_excel.month.versions import Change, changes_between
from trygg_excel.writing import write_files


class Done(StrEnum):
    MADE = "made"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Made:
    """A month's outcome: what was (or in a dry run would be) written, and the gravest that its report tells.

    `changes`: what is not as in the last final version of the month, where this is a later one.
    """

    period: int
    version: int
    final: bool
    done: Done
    written: tuple[Path, ...] = ()
    worst: Severity | None = None
    verdict: Text = Text("", "")
    errors: int = 0
    problem: TryggError | None = None
    month: Month | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How to make them: `final` fixes the month, `dry_run` writes nothing at all."""

    final: bool = False
    dry_run: bool = False
    lang: str = "sv"


def wanted_period(written: str) -> int:
    """'2026-03' as 202603. Raises WrongUsage for what is no month."""
    try:
        return read_period(written)
    except ValueError:
        raise WrongUsage(
            text(
                "'{it}' är ingen månad. Skriv den som 2026-03, eller 2026-13 för bokslutsperioden.",
                "'{it}' is no month. Write it as 2026-03, or 2026-13 for the closing period.", it=written,
            )
        ) from None  # fmt: skip


def make_months(desk: Desk, periods: Sequence[int], wish: Wish) -> Iterator[Made]:
    """Each period in turn; the first that cannot be made ends it, since the next ones build on it.

    Raises Busy where another run is at work, and RecordsWrong.
    """
    out = desk.config.out
    with nullcontext() if wish.dry_run else locked(out):
        records = read_records(out)
        for period in periods:
            try:
                made, records = _make(desk, period, records, wish)
            except TryggError as problem:
                yield Made(period, 0, wish.final, Done.UNCHANGED, problem=problem)
                return
            yield made


def missed(desk: Desk, first: int | None, until: int) -> tuple[int, ...]:
    """The report months without a report, from `first` (else the first one ever made) through `until`.

    Raises WrongUsage when nothing tells where to begin.
    """
    records = read_records(desk.config.out)
    start = first or (records.periods[0] if records.periods else None)
    if start is None:
        raise WrongUsage(_NO_START)
    if start > until:
        raise WrongUsage(_BACKWARDS)
    wanted = report_months(desk)
    held = set(records.periods)
    every = periods_between(start, until, closing=CLOSING in wanted)
    return tuple(each for each in every if each not in held and (each % 100 in wanted or each in {first, until}))


_NO_START = Text(
    "Ingen månad är gjord än. Ange den första: trygg month 2026-01 --catch-up --until 2026-03.",
    "No month has been made yet. Give the first: trygg month 2026-01 --catch-up --until 2026-03.",
)
_BACKWARDS = Text(
    "Månaden i --until är före den första. Ange en senare.", "The month of --until is before the first. Give a later."
)


def _make(desk: Desk, period: int, records: Records, wish: Wish) -> tuple[Made, Records]:
    out = desk.config.out
    last = records.latest(period)
    given = given_for(desk, period, records)
    given = replace(given, before=_with_answers(desk, given.before))
    given = replace(given, answers=_answers(desk, last))
    month, record, files = _versioned(given, last, wish, whole=last is not None and _on_disk(out, last))
    said = Made(period, record.version, record.final, Done.UNCHANGED, (), month.worst, month=month,
                changes=_changed(given, month))  # fmt: skip
    if last is not None and record == last and (not files or _on_disk(out, last)):
        return said, records
    after = records.with_line(record)
    every = {**files, **overview_files(desk, after, period // 100, wish.lang)}
    if not wish.dry_run:
        every = {**_kept(out, last, files), **every}
        inputs = [str(desk.config.path), *(each.budget.file for each in given.checked.checks)]
        write_files({out / name: data for name, data in every.items()}, inputs)
        if last is None or record != last:
            add_record(out, record)
    paths = tuple(out / name for name in every)
    return replace(said, done=Done.MADE, written=paths, verdict=verdict_of(month), errors=month.open_errors), after


def _versioned(given: Given, last: Record | None, wish: Wish, *, whole: bool) -> tuple[Month, Record, dict[str, bytes]]:
    """The month as the version it becomes: a final one stays, and what has changed since makes the next.

    `whole`: all files of the last version are on disk; of a final one only those that are not are made again.
    """
    fixed = last is not None and last.final
    version = 1 if last is None else last.version
    month = make_month(replace(given, version=version, final=wish.final or fixed))
    if last is not None and fixed and record_of(month, {}).substance != last.substance:
        month = make_month(replace(given, version=version + 1, final=wish.final))
    elif last is not None and fixed:
        files = {} if whole else rendered(month, _changed(given, month), wish.lang)
        return month, last, {name: data for name, data in files.items() if _sha(data) == last.outputs.get(name)}
    files = rendered(month, _changed(given, month), wish.lang)
    return month, record_of(month, {name: _sha(data) for name, data in files.items()}), files


def _changed(given: Given, month: Month) -> tuple[Change, ...]:
    """What is not as in the last final version of the month, where this is a later one."""
    earlier = given.earlier
    if earlier is None or month.given.version == earlier.version:
        return ()
    return tuple(changes_between(earlier, record_of(month, {}), given.register))


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _on_disk(out: Path, record: Record) -> bool:
    """Whether every file of a record is there; one that a reader has written in is there too."""
    return all((out / name).is_file() for name in record.outputs)


def _answers(desk: Desk, last: Record | None) -> Answers:
    """What people have written in the month's workbook, as it is on disk; else what the record remembers."""
    if last is None:
        return Answers({})
    return _read_answers(desk, last) or Answers(last.answers)


def _with_answers(desk: Desk, before: Record | None) -> Record | None:
    """The last report's record, with what people have written in its workbook since."""
    if before is None:
        return None
    found = _read_answers(desk, before)
    return before if found is None else replace(before, answers=found.of)


def _read_answers(desk: Desk, record: Record) -> Answers | None:
    """None when the workbook is as we wrote it, or not there. Raises RowsWrong for what cannot be read."""
    name = names_of(record.period, record.version)[WORKBOOK]
    path = desk.config.out / name
    if not path.is_file() or _digest(path) == record.outputs.get(name):
        return None
    known = {each.id for each in desk.register.programmes}
    found = answers_in(desk.workbook(path).workbook.sheets, known)
    if found.wrong:
        raise RowsWrong(path, found.wrong)
    return found


def _digest(path: Path) -> str:
    return _sha(bytes_of(path, LIMITS))


def _kept(out: Path, last: Record | None, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A workbook that somebody has written in, put aside before its place is taken: nothing is lost."""
    if last is None:
        return {}
    name = names_of(last.period, last.version)[WORKBOOK]
    path = out / name
    if name not in files or not path.is_file() or (digest := _digest(path)) == last.outputs.get(name):
        return {}
    return {backup_name(last.period, digest): bytes_of(path, LIMITS)}


def told(made: Made, wish: Wish) -> Text:
    """What happened to a month, in a line."""
    status = Text("fastställd", "final") if made.final else Text("preliminär", "preliminary")
    period = period_text(made.period) if made.period % 100 <= LAST else f"{made.period // 100}, period 13"
    verdict = text(" {it}", " {it}", it=made.verdict) if made.verdict.sv else ""
    if made.final and made.errors:
        status = text("{s} {with_}", "{s} {with_}", s=status, with_=closed_with(made.errors))
    if made.done is Done.UNCHANGED:
        return text("{p}: oförändrad, version {v}, {s}.", "{p}: unchanged, version {v}, {s}.",
                    p=period, v=made.version, s=status)  # fmt: skip
    if wish.dry_run:
        return text("{p}: skulle göras, version {v}, {s}. Inget är skrivet.{verdict}",
                    "{p}: would be made, version {v}, {s}. Nothing is written.{verdict}",
                    p=period, v=made.version, s=status, verdict=verdict)  # fmt: skip
    return text("{p}: gjord, version {v}, {s}.{verdict}", "{p}: made, version {v}, {s}.{verdict}",
                p=period, v=made.version, s=status, verdict=verdict)  # fmt: skip
