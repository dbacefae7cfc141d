"""Which months are made: a line of JSON for each version of a report, in the output folder. Lines are only added."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from trygg_excel.errors import RecordsWrong, Unwritable
from trygg_excel.finding import Text
from trygg_excel.month.answers import Answer, as_record
from trygg_excel.month.period import period_text, read_period

RECORDS = "trygg-manader.jsonl"
SCHEMA_VERSION = 1
_MOST_BYTES = 200_000_000
R = TypeVar("R", Answer, "Figures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A programme's amounts in öre as a report stated them; None where it stated none."""

    original: int | None = None
    revised: int | None = None
    budget_so_far: int | None = None
    outcome: int | None = None
    deviation: int | None = None
    last_year: int | None = None
    forecast: int | None = None
    by_period: Mapping[int, int] | None = None
    judgement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One version of a month's report. `outputs` are the files' sha-256 by name, counted from the output folder.

    `findings` counts what was told by severity. `final`: nothing booked later changes it.
    """

    period: int
    version: int
    final: bool
    figures: Mapping[str, Figures] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def substance(self) -> tuple[object, ...]:
        """What another version has to differ in."""
        return self.figures, self.answers


@dataclass(frozen=True, slots=True)
class Records:
    """Every line, oldest first. For a month the last line holds."""

    lines: tuple[Record, ...] = ()

    def latest(self, period: int) -> Record | None:
        return next((each for each in reversed(self.lines) if each.period == period), None)

    def last_final(self, period: int) -> Record | None:
        return next((each for each in reversed(self.lines) if each.period == period and each.final), None)

    def before(self, period: int) -> Record | None:
        """The report before a period's in the same year."""
        made = [each.period for each in self.lines if each.period // 100 == period // 100 and each.period < period]
        return self.latest(max(made)) if made else None

    @property
    def periods(self) -> tuple[int, ...]:
        return tuple(sorted({each.period for each in self.lines}))

    def of_year(self, year: int) -> tuple[Record, ...]:
        """The record that holds for each month of a year, in order."""
        return tuple(found for each in self.periods if each // 100 == year and (found := self.latest(each)) is not None)

    def with_line(self, record: Record) -> Records:
        return Records((*self.lines, record))


def read_records(folder: Path) -> Records:
    """The records in an output folder; none where there is no file. Raises RecordsWrong with the line."""
    path = folder / RECORDS
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise RecordsWrong(path, 0, Text("filen är större än 200 MB.", "the file is larger than 200 MB."))
        raw = path.read_bytes()
    except FileNotFoundError:
        return Records()
    except OSError as error:
        why = error.strerror or "?"
        raise RecordsWrong(
            path, 0, Text(f"filen kunde inte läsas ({why}).", f"it could not be read ({why}).")
        ) from error
    whole = raw[: raw.rfind(b"\n") + 1]  # a line that was cut short was never finished
    return Records(tuple(_record(path, number, line) for number, line in enumerate(whole.splitlines(), 1) if line))


def add_record(folder: Path, record: Record) -> None:
    """Add a line; it is on the disk when this returns. A line that an earlier run cut short is taken away."""
    path = folder / RECORDS
    line = (json.dumps(plain(record), ensure_ascii=False, sort_keys=True) + "\n").encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            if size and file.read(1) != b"\n":
                file.seek(0)
                file.truncate(file.read().rfind(b"\n") + 1)
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Unwritable(path, error.strerror or "?") from error


def plain(record: Record) -> dict[str, object]:
    """The record as JSON holds it; docs/schemas/month.schema.json describes it."""
    return {
        "schema_version": SCHEMA_VERSION, "period": period_text(record.period), "version": record.version,
        "final": record.final, "findings": dict(record.findings), "outputs": dict(record.outputs),
        "answers": {id_: as_record(each) for id_, each in record.answers.items()},
        "figures": {id_: _figures(each) for id_, each in record.figures.items()},
    }  # fmt: skip


def _figures(figures: Figures) -> dict[str, object]:
    given: dict[str, object] = {name: value for name, value in asdict(figures).items() if value not in (None, "")}
    if figures.by_period is not None:
        given["by_period"] = {period_text(each): amount for each, amount in figures.by_period.items()}
    return given


def _record(path: Path, number: int, line: bytes) -> Record:
    try:
        value = json.loads(line)
        if not isinstance(value, dict) or value.pop("schema_version") != SCHEMA_VERSION:
            raise RecordsWrong(path, number, _OTHER_VERSION)
        return Record(
            period=read_period(value["period"]), version=_whole(value["version"]), final=value["final"] is True,
            figures={id_: _read_figures(each) for id_, each in value["figures"].items()},
            answers={id_: _read(Answer, each) for id_, each in value["answers"].items()},
            findings=value["findings"], outputs=value["outputs"],
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordsWrong(path, number, _BROKEN) from error


def _whole(value: object) -> int:
    if type(value) is not int:
        raise ValueError(value)
    return value


def _read_figures(value: Mapping[str, Any]) -> Figures:
    months = value.get("by_period")
    by_period = None if months is None else {read_period(each): _whole(amount) for each, amount in months.items()}
    return _read(Figures, {**value, "by_period": by_period})


def _read(cls: type[R], value: Mapping[str, Any]) -> R:
    known = {each.name for each in fields(cls)}
    if set(value) - known:
        raise ValueError(sorted(set(value) - known))
    return cls(**value)


_OTHER_VERSION = Text(
    "raden är av en annan version; kanske är programmet äldre än filen.",
    "the line is of another version; perhaps the program is older than the file.",
)
_BROKEN = Text(
    "raden kan inte läsas. Programmet skriver filen själv; ta bort raden och gör om månaden.",
    "the line cannot be read. The program writes this file itself; remove the line and make the month again.",
)


def severities(counted: Iterable[str], known: Sequence[str]) -> dict[str, int]:
    """How many of each severity, those that are nought too."""
    found = list(counted)
    return {each: found.count(each) for each in known}
