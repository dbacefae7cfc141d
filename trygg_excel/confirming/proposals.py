"""What a person may confirm where a workbook is not sure, with the command that does it."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from trygg_excel.confirming.doubts import Doubt, doubts_of, facts_by_table
from trygg_excel.fact import Fact
from trygg_excel.family import family_of
from trygg_excel.finding import Text, listed, text
from trygg_excel.layout.table import Table
from trygg_excel.layout.time.periods import years_in
from trygg_excel.money import UNITS
from trygg_excel.workbook import column_letters

_LARGE = 30_000_000  # hundredths: tables of whole crowns have half their numbers above 300 000
_SMALL = 100_000  # and those with decimals in millions half below 1 000


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person may confirm of some tables. `options` are those of `trygg register confirm`."""

    doubt: Doubt
    tables: tuple[Table, ...]
    question: Text
    options: tuple[str, ...]

    def command(self, file: str) -> str:
        """The command as written in a shell, from the folder that `file` counts from."""
        return shlex.join(["trygg", "register", "confirm", file, *self._scope(), *self.options])

    def _scope(self) -> tuple[str, ...]:
        sheets = {each.sheet for each in self.tables}
        if len(sheets) > 1:
            return ()
        sheet = ("--sheet", self.tables[0].sheet)
        return (*sheet, "--table", self.tables[0].id) if len(self.tables) == 1 else sheet

    def said(self, file: str) -> Text:
        """The question with the command that answers it."""
        return text(
            "{question}: {command}", "{question}: {command}", question=self.question, command=self.command(file)
        )


def proposals(file: str, tables: Sequence[Table], facts: Iterable[Fact]) -> tuple[Proposal, ...]:
    """What may be confirmed: one proposal for all the tables that lack the same and would be known again."""
    own = facts_by_table(facts)
    doubted: dict[Doubt, list[Table]] = {}
    for table in (each for each in tables if family_of(each).knows(each)):
        for doubt in doubts_of(table, own.get((table.sheet, table.id), ())):
            doubted.setdefault(doubt, []).append(table)
    found = [
        _unit(doubted.get(Doubt.UNIT, []), tables, own),
        _said_twice(doubted.get(Doubt.UNITS, [])),
        _year(doubted.get(Doubt.YEAR, []), file, tables),
        _year_twice(doubted.get(Doubt.YEARS, [])),
        *(_labels(table) for table in doubted.get(Doubt.LABELS, [])[:3]),
    ]
    return tuple(each for each in found if each is not None)


def no_money(table: Table) -> Proposal:
    """That the table's numbers are no amounts at all."""
    question = Text("Om talen inte är pengar", "If the numbers are no money")
    return Proposal(Doubt.NAMES, (table,), question, ("--no-money",))


def _unit(lacking: list[Table], tables: Sequence[Table], own: dict[tuple[str, str], list[Fact]]) -> Proposal | None:
    """The unit that other tables say, else the likeliest for numbers of that size."""
    if not lacking:
        return None
    said = Counter(each.unit.unit.symbol for each in tables if each.unit.unit)
    if said:
        unit = said.most_common(1)[0][0]
        question = text(
            "Om enheten är {unit}, som i andra tabeller", "If the unit is {unit}, as in other tables", unit=unit
        )
    else:
        unit = _likely_unit([fact for each in lacking for fact in own[each.sheet, each.id]])
        others = listed(each for each in UNITS if each not in {unit, "mdkr"})
        question = text(
            "Om enheten är {unit} (annars skriv {others})", "If the unit is {unit} (else write {others})",
            unit=unit, others=Text(others.sv.replace("och", "eller"), others.en.replace("and", "or")),
        )  # fmt: skip
    return Proposal(Doubt.UNIT, tuple(lacking), question, ("--unit", unit))


def _likely_unit(facts: list[Fact]) -> str:
    sizes = sorted(abs(each.amount) // each.unit_factor for each in facts if each.amount)
    middle = sizes[len(sizes) // 2] if sizes else 0
    if middle >= _LARGE:
        return "kr"
    decimals = any(each.quantum < each.unit_factor * 100 and each.kind == "number" for each in facts)
    return "mkr" if decimals and middle < _SMALL else "tkr"


def _said_twice(tables: list[Table]) -> Proposal | None:
    """Two units are said: the one that holds is the nearest."""
    if not tables:
        return None
    unit = tables[0].unit.unit.symbol if tables[0].unit.unit else "kr"
    alike = tuple(each for each in tables if each.unit.unit and each.unit.unit.symbol == unit)
    question = text(
        "Två enheter nämns; om {unit} gäller ({cell})", "Two units are said; if {unit} holds ({cell})",
        unit=unit, cell=tables[0].unit.cell,
    )  # fmt: skip
    return Proposal(Doubt.UNITS, alike, question, ("--unit", unit))


def _year(lacking: list[Table], file: str, tables: Sequence[Table]) -> Proposal | None:
    """The year of the file's name, else the only one that the workbook names elsewhere."""
    if not lacking:
        return None
    if len(years := years_in(PurePath(file).stem.replace("_", " "))) == 1:
        question = text(
            "Om året är filnamnets, {year}", "If the year is that of the file's name, {year}", year=years[0]
        )
        return Proposal(Doubt.YEAR, tuple(lacking), question, ("--year", "filnamn"))
    named = {each.period.year for table in tables for each in table.columns if each.period}
    named |= {each.period.period.year for each in tables if each.period.period}
    if len(named) != 1:
        question = Text("Om du vet året, skriv det i stället för ÅR", "If you know the year, write it for ÅR")
        return Proposal(Doubt.YEAR, tuple(lacking), question, ("--year", "ÅR"))
    (year,) = named
    question = text("Om året är {year}", "If the year is {year}", year=year)
    return Proposal(Doubt.YEAR, tuple(lacking), question, ("--year", str(year)))


def _year_twice(tables: list[Table]) -> Proposal | None:
    first = next((each.period.period.year for each in tables if each.period.period), None)
    if first is None:
        return None
    alike = tuple(each for each in tables if each.period.period and each.period.period.year == first)
    question = text("Flera år nämns; om {year} gäller", "Several years are named; if {year} holds", year=first)
    return Proposal(Doubt.YEARS, alike, question, ("--year", str(first)))


def _labels(table: Table) -> Proposal | None:
    if table.body is None or not table.body.labels:
        return None
    letters = [column_letters(each) for each in table.body.labels]
    question = text(
        "Radernas namn kan stå i kolumn {letters}; om de står i {last}",
        "The rows' names may stand in column {letters}; if they stand in {last}",
        letters=listed(letters), last=letters[-1],
    )  # fmt: skip
    return Proposal(Doubt.LABELS, (table,), question, ("--labels", letters[-1]))
