"""More layouts for the budgets of random_budgets.py: those with other things among the amounts, drawn at random too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.archetypes.drawing import Page, letter
from tests.archetypes.kommun import comma
from tests.archetypes.random_budgets import UNITS, Amount, Budget
from tests.archetypes.random_tables import both, columns, year_of
from tests.archetypes.table import SHARE, Column, Entry, Odd, Table, Typed
from tests.archetypes.truth import Says, actual, budget


@dataclass(frozen=True)
class Dress:
    """What stands about a table: where it begins, where its unit is said, and what is put between its columns."""

    down: int
    right: int
    unit: str  # 'above', 'corner', 'title' or 'note'
    codes: bool
    shares: bool
    heads: bool
    comments: bool
    gaps: bool
    notes: bool


dresses = st.builds(
    Dress,
    down=st.integers(0, 5),
    right=st.integers(0, 2),
    unit=st.sampled_from(("above", "corner", "title", "note")),
    codes=st.booleans(),
    shares=st.booleans(),
    heads=st.booleans(),
    comments=st.booleans(),
    gaps=st.booleans(),
    notes=st.booleans(),
)


def dressed(content: Budget, dress: Dress) -> list[Page]:
    """Years across, in whatever dress."""
    page = Page("Blad1", UNITS[content.unit])
    left, row = letter(dress.right + 1), dress.down + 1
    title = f"Nämndernas ramar ({content.unit})" if dress.unit == "title" else "Nämndernas ramar"
    page.text(f"{left}{row}", title, bold=True)
    if dress.unit == "above":
        page.text(f"{left}{row + 1}", f"Belopp i {content.unit}")
    told, named = _columns(content, dress)
    table = Table(page, row + 3, told, left=left, named=letter(dress.right + 1 + named))
    for number, (name, values) in enumerate(content.rows):
        table.line(name, *_entries(dress, number, values))
        if dress.gaps and number % 2:
            table.skip()
    table.total("Summa", name="Summa")
    notes = [f"Alla belopp i {content.unit}."] if dress.unit == "note" else []
    if dress.notes:
        notes += ["Källa: ekonomisystemet 2021-11-03 kl. 9.15", "1) Beslut KF § 112, dnr KS 2019/345."]
    for offset, note in enumerate(notes, 1):
        page.text(f"{left}{table.row + offset}", note, italic=True)
    return [page]


def _columns(content: Budget, dress: Dress) -> tuple[list[Column], int]:
    corner = content.unit.capitalize() if dress.unit == "corner" else "Verksamhet"
    told = [Column("Kod", why="code")] if dress.codes else []
    told.append(Column(corner))
    named = len(told) - 1
    for at, column in enumerate(columns(content, both)[1:]):
        told += [Column(None)] if dress.gaps and at else []
        told.append(column)
    told += [Column("Andel", None, SHARE, why="share")] if dress.shares else []
    told += [Column("Antal årsarbetare", why="head count")] if dress.heads else []
    told += [Column("Kommentar")] if dress.comments else []
    return told, named


def _entries(dress: Dress, number: int, values: tuple[Amount | None, ...]) -> list[Entry]:
    entries: list[Entry] = [Odd(4100 + number * 10, "code", "0")] if dress.codes else []
    for at, value in enumerate(values):
        entries += [None] if dress.gaps and at else []
        entries.append(value)
    entries += [Odd(Decimal(number * 7 + 3) / 100, "share", SHARE)] if dress.shares else []
    entries += [Odd(12 + number, "head count", "0")] if dress.heads else []
    entries += ["Enligt beslut 2019, 3 tjänster" if number % 2 else None] if dress.comments else []
    return entries


def not_merged(content: Budget) -> list[Page]:
    """Years over pairs of columns, written once and not merged."""
    page = content.page()
    told = [Column("Verksamhet")]
    for at, says in enumerate(content.years):
        page.text(f"{letter(at * 2 + 2)}4", says.year, bold=True)
        told += [Column("Budget", budget(says.year), content.fmt), Column("Utfall", actual(says.year), content.fmt)]
    table = Table(page, 5, told)
    for name, values in content.rows:
        table.line(name, *(value for each in values for value in (each, each)))
    return [page]


def long_list(content: Budget) -> list[Page]:
    """A row per year and name, the year on the first row of its group only."""
    page = content.page()
    table = Table(
        page, 4, (Column("År", why="year"), Column("Program"), Column("Belopp", Says(), content.fmt)), named="B"
    )
    for at, says in enumerate(content.years):
        for number, (name, values) in enumerate(content.rows):
            table.line(name, None if number else says.year, values[at], says=Says(says.year))
    return [page]


def years_under_names(content: Budget) -> list[Page]:
    """Each name a heading, its years the rows under it."""
    page = content.page()
    page.texts("A4", None, "Belopp", bold=True)
    row = 5
    for name, values in content.rows:
        page.text(f"A{row}", name, bold=True)
        for at, (says, value) in enumerate(zip(content.years, values, strict=True), row + 1):
            page.text(f"A{at}", says.year, indent=1)
            if value is not None:
                page.amount(f"B{at}", value, Says(year_of(says)), name, fmt=content.fmt)
        row += len(values) + 1
    return [page]


def in_pairs(content: Budget) -> list[Page]:
    """Two rows to each name, budget and outcome, the name merged over them; years across."""
    page = content.page()
    told = [
        Column("Nämnd"),
        Column("Avser"),
        *(Column(says.year, Says(says.year), content.fmt) for says in content.years),
    ]
    table = Table(page, 4, told, named="B")
    for name, values in content.rows:
        page.merge(f"A{table.row}:A{table.row + 1}", name, bold=True)
        table.line("Budget", None, *values, name=name)
        table.line("Utfall", None, *values, name=name)
    return [page]


def typed(content: Budget) -> list[Page]:
    """Every amount a text, as pasted from a web page."""
    page = content.page()
    table = Table(page, 4, columns(content, both))
    for name, values in content.rows:
        table.line(name, *(None if each is None else Typed(each, comma(each, minus="\u2212")) for each in values))
    return [page]


def total_first(content: Budget) -> list[Page]:
    """The grand total on the first row, over all the others."""
    page = content.page()
    table = Table(page, 4, columns(content, both))
    look: dict[str, Any] = {"role": "total", "top": 0}
    with table.above("Kommunen totalt", **look):
        for name, values in content.rows:
            table.line(name, *values)
    return [page]


MORE: dict[str, Callable[[Budget], list[Page]]] = {
    each.__name__: each for each in (not_merged, long_list, years_under_names, in_pairs, typed, total_first)
}
