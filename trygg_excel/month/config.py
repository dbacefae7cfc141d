"""trygg.toml: what a monthly report is made of. Every fault is one sentence with the line, the key and the remedy."""

from __future__ import annotations

import re
import string
import tomllib
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path

from trygg_excel.errors import ConfigWrong, NoConfig, PathMissing
from trygg_excel.finding import Text
from trygg_excel.money import UNITS
from trygg_excel.month.period import read_period
from trygg_excel.register.build import build
from trygg_excel.register.model import Closing, Ore, Percent
from trygg_excel.register.problem import Problem

CONFIG = "trygg.toml"
_MOST_BYTES = 1_000_000
_FIELDS = ("year", "month", "last_year")
_LAST_WORKDAY = 31
_SAMPLE = 202603


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A revised budget, from a month 'YYYY-MM' on; `decision` is an id in the register."""

    file: str
    starts: str
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthKeys:
    """Paths count from the folder of trygg.toml; {year}, {month} and {last_year} are filled in, * and ? match."""

    budget: tuple[str, ...]
    out: str = "manadsrapporter"
    ledger: str = ""
    ledger_last_year: str = ""
    follow_up: tuple[str, ...] = ()
    forecasts: tuple[str, ...] = ()
    revised: tuple[Revision, ...] = ()
    unit: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitKeys:
    deviation: Ore | None = None
    deviation_percent: Percent | None = None
    forecast: Ore | None = None
    forecast_percent: Percent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarKeys:
    """`months` are those that get a report (13: the closing period); a period closes on `close_workday` of the next."""

    months: tuple[int, ...] = ()
    close_workday: int = 0
    closed: tuple[Closing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    month: MonthKeys
    register: str | None = None
    limits: LimitKeys = LimitKeys()
    calendar: CalendarKeys = CalendarKeys()


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A checked trygg.toml: `folder` is where it stands, `register` the path it names."""

    path: Path
    month: MonthKeys
    limits: LimitKeys
    calendar: CalendarKeys
    register: Path | None

    @property
    def folder(self) -> Path:
        return self.path.parent

    @property
    def out(self) -> Path:
        return self.folder / self.month.out


def find_config(start: Path, named: Path | None = None) -> Path:
    """The trygg.toml named, else the nearest one with [month] in `start` or above. Raises PathMissing or NoConfig."""
    if named is not None:
        path = named / CONFIG if named.is_dir() else named
        if not path.is_file():
            raise PathMissing(path)
        return path
    for folder in (start.resolve(), *start.resolve().parents):
        path = folder / CONFIG
        if path.is_file() and "month" in _parsed(path)[0]:
            return path
    raise NoConfig(start)


def load_config(path: Path) -> Config:
    """The settings in the file at `path`. Raises ConfigWrong with the line, the key and what to write."""
    table, lines = _parsed(path)
    try:
        document = build(_Document, _ours(table))
        _check(document)
    except Problem as problem:
        why = Text(_in_toml(problem.why.sv), _in_toml(problem.why.en))
        raise ConfigWrong(path, problem.at or path.name, why, _line(lines, problem.at)) from problem
    register = None if document.register is None else path.parent / document.register
    if register is not None and not register.is_file():
        raise ConfigWrong(path, "register", _no_register(document.register), _line(lines, "register"))
    return Config(
        path=path, month=document.month, limits=document.limits, calendar=document.calendar, register=register
    )


def _ours(table: dict[str, object]) -> dict[str, object]:
    """Without the tables that other commands have there; one with almost a name of ours is a slip, and is told."""
    known = [each.name for each in fields(_Document)]
    return {
        key: value for key, value in table.items()
        if key in known or not isinstance(value, dict) or get_close_matches(key, known, 1)
    }  # fmt: skip


def _parsed(path: Path) -> tuple[dict[str, object], list[str]]:
    try:
        raw = path.read_bytes()
        if len(raw) > _MOST_BYTES:
            raise ConfigWrong(path, path.name, Text("filen är större än 1 MB.", "the file is larger than 1 MB."))
        said = raw.decode("utf-8-sig")
        return tomllib.loads(said), said.splitlines()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigWrong(path, path.name, _NO_TOML, int(line[1]) if line else 0) from error
    except OSError as error:
        why = error.strerror or "?"
        told = Text(f"filen kunde inte läsas ({why}).", f"the file could not be read ({why}).")
        raise ConfigWrong(path, path.name, told) from error


_NO_TOML = Text(
    'raden kan inte tolkas. Skriv nyckel = "värde", med citattecken om texter och [ ] om listor.',
    'the line cannot be understood. Write key = "value", with quotes around texts and [ ] around lists.',
)
# The register's words are those of YAML; here the same faults are mended otherwise.
_YAML_WORDS = (
    (r"Skriv uppgifterna som 'namn: värde', en per rad\.", "Skriv uppgifterna som namn = värde, en per rad."),
    (r"Write its entries as 'name: value', one a line\.", "Write its entries as name = value, one a line."),
    (r"Lägg till '(\w+): …'\.", r"Lägg till \1 = …"),
    (r"Add '(\w+): …'\.", r"Add \1 = …"),
    (r"Skriv varje värde på egen rad efter '- ', eller \[\] för en tom lista\.", 'Skriv den som ["a.xlsx", "b.xlsx"].'),
    (r"Write each value on a line of its own after '- ', or \[\] for an empty list\.",
     'Write it as ["a.xlsx", "b.xlsx"].'),
)  # fmt: skip


def _in_toml(said: str) -> str:
    for words, ours in _YAML_WORDS:
        said = re.sub(words, ours, said)
    return said


def _check(document: _Document) -> None:
    """What the types alone do not tell."""
    month, calendar = document.month, document.calendar
    if not month.budget:
        raise Problem("month.budget", *_NO_BUDGET)
    if not month.ledger and not month.follow_up:
        raise Problem("month", *_NO_OUTCOME)
    if month.unit and month.unit not in UNITS:
        raise Problem("month.unit", *_no_unit(month.unit))
    if "{" in month.out:
        raise Problem("month.out", *_ONE_FOLDER)
    _check_patterns(month)
    for number, each in enumerate(month.revised):
        _period(each.starts, f"month.revised[{number}].starts")
    for number, wanted in enumerate(calendar.months):
        if not 1 <= wanted <= 13:
            raise Problem(f"calendar.months[{number}]", *_no_month(wanted))
    if not 0 <= calendar.close_workday <= _LAST_WORKDAY:
        raise Problem("calendar.close_workday", *_NO_WORKDAY)
    for number, closing in enumerate(calendar.closed):
        _period(str(closing.period), f"calendar.closed[{number}].period")


def _check_patterns(month: MonthKeys) -> None:
    given = [
        ("month.ledger", month.ledger),
        ("month.ledger_last_year", month.ledger_last_year),
        ("month.out", month.out),
    ]
    given += [(f"month.budget[{number}]", each) for number, each in enumerate(month.budget)]
    given += [(f"month.follow_up[{number}]", each) for number, each in enumerate(month.follow_up)]
    given += [(f"month.forecasts[{number}]", each) for number, each in enumerate(month.forecasts)]
    given += [(f"month.revised[{number}].file", each.file) for number, each in enumerate(month.revised)]
    for at, pattern in given:
        try:
            names = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
        except ValueError:
            names = [pattern]
        if any(name not in _FIELDS for name in names):
            raise Problem(at, *_no_field(pattern))
        try:
            filled(pattern, _SAMPLE)
        except ValueError:
            raise Problem(at, *_no_format(pattern)) from None


def _period(written: str, at: str) -> None:
    try:
        read_period(written)
    except ValueError:
        raise Problem(
            at, f"'{written}' är ingen månad. Skriv den som 2026-03.", f"'{written}' is no month. Write it as 2026-03."
        ) from None


def filled(pattern: str, period: int) -> str:
    """A path with the period's year and month in it."""
    year = period // 100
    return pattern.format(year=year, month=f"{period % 100:02d}", last_year=year - 1)


_NO_BUDGET = (
    'listan är tom. Skriv till exempel budget = ["budget {year}.xlsx"].',
    'the list is empty. Write for example budget = ["budget {year}.xlsx"].',
)
_NO_OUTCOME = (
    'utfallet saknar källa. Skriv ledger = "huvudbok {year}-{month}.xlsx", eller follow_up = ["uppföljning …"].',
    'the outcome has no source. Write ledger = "huvudbok {year}-{month}.xlsx", or follow_up = ["uppföljning …"].',
)
_ONE_FOLDER = (
    "mappen är en och densamma för alla månader. Skriv den utan klamrar; varje månad får en mapp i den.",
    "the folder is one and the same for all months. Write it without braces; each month has a folder in it.",
)
_NO_WORKDAY = (
    "skriv vilken arbetsdag i månaden efter som perioden stängs, till exempel 5.",
    "write on which working day of the next month the period closes, for example 5.",
)


def _no_unit(unit: str) -> tuple[str, str]:
    return (
        f"enheten '{unit}' är okänd. Skriv {', '.join(UNITS)}.",
        f"the unit '{unit}' is unknown. Write {', '.join(UNITS)}.",
    )


def _no_month(month: int) -> tuple[str, str]:
    return (
        f"{month} är ingen månad. Skriv 1 till 12, eller 13 för bokslutsperioden.",
        f"{month} is no month. Write 1 to 12, or 13 for the closing period.",
    )


def _no_field(pattern: str) -> tuple[str, str]:
    return (
        f"'{pattern}' har ett fält som inte finns. Inom klamrar kan stå year, month och last_year.",
        f"'{pattern}' has a field that does not exist. Within braces may stand year, month and last_year.",
    )


def _no_format(pattern: str) -> tuple[str, str]:
    return (
        f"'{pattern}' kan inte fyllas i. Skriv {{year}}, {{month}} och {{last_year}}; månaden får ändå två siffror.",
        f"'{pattern}' cannot be filled in. Write {{year}}, {{month}} and {{last_year}}; the month has two digits.",
    )


def _no_register(register: str | None) -> Text:
    return Text(
        f"'{register}' är ingen fil. Skriv registrets sökväg, räknad från mappen där trygg.toml ligger.",
        f"'{register}' is no file. Write the register's path, counted from the folder of trygg.toml.",
    )


def _line(lines: list[str], at: str) -> int:
    """Where a key stands, as 'month.revised[1].starts'; 0 when it is not there: the table's line then, if any."""
    *tables, key = re.sub(r"\[\d+\](?=$)", "", at).split(".")
    number = next((int(each) for each in re.findall(r"\[(\d+)\]\.", at)), 0)
    inside, seen, found = not tables, -1, 0
    wanted = re.sub(r"\[\d+\]", "", ".".join(tables))
    for index, line in enumerate(lines, 1):
        head = re.match(r"\s*\[\[?\s*([\w.\- ]+?)\s*\]\]?", line)
        if head:
            seen += head[1] == wanted
            inside = head[1] == wanted and (seen == number or "[[" not in line)
            found = index if inside else found
        elif inside and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
            return index
    own = next((index for index, line in enumerate(lines, 1) if re.match(rf"\s*\[\[?\s*{re.escape(at)}\b", line)), 0)
    return own or found
