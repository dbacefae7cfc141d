"""Registers drawn at random, and small ones: sound, and as odd in their words as a register may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from trygg_excel.register.model import (
    AccountRule,
    AuthorityRule,
    Case,
    CaseMember,
    ChangeKind,
    Closing,
    Committee,
    Constraint,
    ConstraintKind,
    Decision,
    DecisionStatus,
    Direction,
    Event,
    EventKind,
    Funding,
    FundingBasis,
    Programme,
    Register,
    Settings,
    Transfer,
    Year,
)
from trygg_excel.reporting.form import HEADER, Entry, Form, FormSheet
from trygg_excel.workbook import Cell, CellType, Sheet

_ODD = [
    "007",
    "no",
    "1e5",
    "=A1",
    "+46",
    "2022-01-01",
    "'x",
    "_x0041_",
    "åäö – ”q”",
    "a\nb",
    "#REF!",
    "sant",
    "okänt",
    "0,5",
]
_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cn", "Co"], exclude_characters="\ufffe\uffff")
words = st.one_of(st.sampled_from(_ODD), st.text(_LETTERS, max_size=12)).filter(lambda said: not said or said.strip())
lines = words.map(lambda said: " ".join(said.split())).filter(bool)
_IDS = st.lists(
    st.text(st.sampled_from("abåz019_-. =#'"), min_size=1, max_size=8).filter(lambda id_: id_ == id_.strip()),
    min_size=1, max_size=4, unique=True,
)  # fmt: skip
amounts = st.integers(-(10**15) + 1, 10**15 - 1)
_YEARS = st.integers(1900, 2999)
_DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
_SHARES = st.sampled_from([("1/3", "2/3"), ("0,25", "0,75"), ("1", "0")])


def _some(values: SearchStrategy[str]) -> SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3).map(tuple)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """A register that holds together, with every table and every field in use somewhere."""
    ids = {table: draw(_IDS) for table in ("committees", "programmes", "decisions", "transfers", "funding")}
    one = {table: st.sampled_from(given) for table, given in ids.items()}
    maybe = {table: st.none() | given for table, given in one.items()}
    year = st.none() | _YEARS

    def names(n: int) -> tuple[str, ...]:
        return tuple(f"{n} {draw(lines)}".strip() for _ in range(draw(st.integers(0, 2))))

    programmes = tuple(
        Programme(
            id=id_, label=f"Insats {n} {draw(words)}", names=names(n), committee=draw(maybe["committees"]),
            valid_from=draw(year), valid_to=draw(year), scope=draw(words) or None, in_package=draw(st.booleans()),
            parts=draw(_some(lines)), conditional_on=draw(maybe["decisions"]), note=draw(words),
        )
        for n, id_ in enumerate(ids["programmes"])
    )  # fmt: skip
    funding = tuple(
        Funding(
            id=id_, label=f"Pott {n} {draw(words)}", amount=draw(st.none() | amounts), year_from=draw(_YEARS),
            year_to=draw(_YEARS), basis=draw(st.sampled_from(FundingBasis)),
            part_of=ids["funding"][n - 1] if n and draw(st.booleans()) else None, committee=draw(maybe["committees"]),
            programme=draw(maybe["programmes"]), transfer=draw(maybe["transfers"]), decision=draw(maybe["decisions"]),
            one_off=draw(st.booleans()), exhaustive=draw(st.booleans()), source=draw(words), note=draw(words),
        )
        for n, id_ in enumerate(ids["funding"])
    )  # fmt: skip
    return Register(
        id=draw(lines), label=draw(lines), currency="SEK", unit=draw(st.sampled_from(["kr", "tkr", "mkr", "mdkr"])),
        file="", digest="", names=draw(_some(lines)), committee=draw(maybe["committees"]), since=draw(year),
        committees=tuple(
            Committee(id=id_, label=f"Nämnd {n}", abbreviation=draw(words), names=(f"N{n}",), note=draw(words))
            for n, id_ in enumerate(ids["committees"])
        ),
        programmes=programmes,
        years=tuple(
            Year(
                year=each, frame=draw(st.none() | amounts), frame_decision=draw(maybe["decisions"]),
                frame_source=draw(words), allocation_decision=draw(maybe["decisions"]), note=draw(words),
            )
            for each in draw(st.lists(_YEARS, min_size=1, max_size=3, unique=True))
        ),
        decisions=tuple(
            Decision(
                id=id_, body=draw(maybe["committees"]), status=draw(st.sampled_from(DecisionStatus)), about=draw(lines),
                date=draw(st.none() | _DAYS), paragraph=draw(words) or None, dnr=draw(words) or None,
                source=draw(words), note=draw(words),
            )
            for id_ in ids["decisions"]
        ),
        transfers=tuple(
            Transfer(
                id=id_, year=draw(_YEARS), from_committee=draw(one["committees"]), to_committee=draw(one["committees"]),
                amount=draw(st.none() | amounts), programme=draw(maybe["programmes"]), names=draw(_some(lines)),
                decision=draw(maybe["decisions"]), inside_frame=draw(st.booleans()), source=draw(words),
            )
            for id_ in ids["transfers"]
        ),
        funding=funding,
        events=(
            Event(
                id="e", kind=draw(st.sampled_from(EventKind)), year=draw(_YEARS),
                from_programmes=(draw(one["programmes"]),),
                to_programmes=(draw(one["programmes"]), draw(one["programmes"])), shares=draw(_SHARES),
                decision=draw(maybe["decisions"]), source=draw(words), note=draw(words),
            ),
        ),
        constraints=(
            Constraint(
                id="S1", kind=draw(st.sampled_from(ConstraintKind)), source=draw(lines), quote=draw(lines),
                programme=draw(one["programmes"]), year=draw(_YEARS), compared_to=draw(_YEARS), amount=draw(amounts),
                direction=draw(st.sampled_from(Direction)), except_transfers=(draw(one["transfers"]),),
                names=(draw(lines),), note=draw(words),
            ),
        ),
        cases=(
            Case(
                id="c", label=draw(lines), primary="a",
                members=(CaseMember(role="a", pattern=draw(lines)), CaseMember(role="b", pattern="*.xlsx")),
            ),
        ),
        settings=draw(_settings()),
        authority=(
            AuthorityRule(change=draw(st.sampled_from(ChangeKind)), bodies=(draw(one["committees"]),), source="§ 3"),
        ),
        accounts=(
            AccountRule(programme=draw(one["programmes"]), account="40*", cost_centre="1000-1999, 3", note=draw(words)),
        ),
    )  # fmt: skip


@st.composite
def _settings(draw: st.DrawFn) -> Settings:
    percent = st.none() | st.decimals(0, 999, places=2).map(Decimal.normalize)
    return Settings(
        deviation_limit=draw(st.none() | amounts), deviation_percent=draw(percent),
        forecast_limit=draw(st.none() | amounts), forecast_percent=draw(percent),
        report_months=tuple(draw(st.lists(st.integers(1, 12), max_size=3))),
        closed=tuple(Closing(period=202200 + month, date=draw(_DAYS)) for month in draw(st.lists(st.integers(1, 13)))),
        dnr=draw(words), responsible=draw(words), reserved=draw(_some(lines)),
            internal=draw(st.sampled_from(("", "87*", "870-879, 1"))),
    )  # fmt: skip


def anywhere(register: Register) -> Register:
    """The register without where it was read: what two of its files share."""
    return replace(register, file="", digest="")


def as_read(form: Form) -> tuple[Sheet, ...]:
    """The form's sheets as the reader gives them once they are written: numbers as doubles, texts and dates."""
    return tuple(Sheet(each.name, dict(_cells(each))) for each in form.sheets)


def _cells(sheet: FormSheet) -> Iterator[tuple[tuple[int, int], Cell]]:
    for column, described in enumerate(sheet.columns, 1):
        yield (HEADER + 1, column), Cell(HEADER + 1, column, CellType.TEXT, described.heading)
    for row, column, entry in sheet.cells():
        if entry not in {None, ""}:
            yield (HEADER + 2 + row, column + 1), _cell(HEADER + 2 + row, column + 1, entry)


def _cell(row: int, column: int, entry: Entry) -> Cell:
    if isinstance(entry, str):
        return Cell(row, column, CellType.TEXT, re.sub("(_x[0-9A-Fa-f]{4}_)", r"_x005F\1", entry))
    if isinstance(entry, date):
        return Cell(row, column, CellType.DATE, entry.isoformat())
    return Cell(row, column, CellType.NUMBER, f"{float(entry or 0):.16G}")


def small(**tables: object) -> Register:
    """Two programmes, A and B, of one committee, in 2021 and 2022."""
    whole = Register(
        id="p", label="Paketet", currency="SEK", unit="mkr", file="", digest="",
        committees=(Committee(id="ks", label="Kommunstyrelsen"),),
        programmes=(Programme(id="a", label="Insats A", committee="ks"), Programme(id="b", label="Insats B")),
        years=(Year(year=2021, frame=None), Year(year=2022, frame=600_000_000)),
    )  # fmt: skip
    return replace(whole, **tables)  # type: ignore[arg-type]


def written(register: Register, path: Path) -> Path:
    """The register as a workbook at `path`."""
    from trygg_excel.register_book import book_bytes

    path.write_bytes(book_bytes(register))
    return path
