"""Units: each table says its unit, and says it once (TRY-013)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trygg_excel.confirming.doubts import Doubt, doubts_of
from trygg_excel.controls.control import NO_AMOUNT, Control, answer, not_judged
from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Result, Severity, Source, Text, listed, text
from trygg_excel.held import Held
from trygg_excel.layout.table import Table

DECLARED = "TRY-013"


def declared_units(held: Held) -> Iterator[Result]:
    """Each table says its unit once. What the reading already tells (TRY-R01, TRY-R08) is not told again here."""
    subject = Text("Enheten är angiven", "The unit is stated")
    doubts: Mapping[str, list[str]] = {"none": [], "two": []}
    for table in held.budget.tables:
        rows = held.rows_by_table.get((table.sheet, table.id), ())
        found = doubts_of(table, (fact for row in rows for fact in row.facts))
        doubts["none"].extend([str(table.range)] if Doubt.UNIT in found else [])
        doubts["two"].extend([str(table.range)] if Doubt.UNITS in found else [])
    if doubts["none"]:
        lacks = text("enhet i {tables}", "a unit in {tables}", tables=listed(doubts["none"], most=3))
        yield not_judged(DECLARED, subject, lacks)
    elif held.facts:
        yield answer(DECLARED, subject, tuple(_said_twice(held)))


def _said_twice(held: Held) -> Iterator[Finding]:
    """Columns that hold two units, but where the rows each say their own: that is meant. One note a table."""
    units: dict[tuple[str, str], tuple[Fact, set[str]]] = {}
    for column, facts in held.columns.items():
        named = {each.unit for each in facts if each.currency is not None}
        if len(named) > 1 and not _says_by_row(held.table(column[0], column[1])):
            units[column[0], column[1]] = facts[0], named
    for fact, named in units.values():
        yield Finding(
            code=DECLARED, severity=Severity.NOTE, period=fact.period_to,
            message=text(
                "Tabellen med {cell} blandar enheter i samma kolumn: {units}.",
                "The table with {cell} mixes units in one column: {units}.",
                cell=fact.cell, units=listed(sorted(named)),
            ),
            remedy=text("Skriv hela kolumnen i en enhet.", "Write the whole column in one unit."),
            sources=(Source(fact.file, fact.sheet, fact.cell),),
        )  # fmt: skip


def _says_by_row(table: Table | None) -> bool:
    return table is not None and 2 * sum(each.unit is not None for each in table.rows) > len(table.rows)


UNITS_OF_AMOUNTS = (
    Control(
        DECLARED, Text("Enheten är angiven en gång", "The unit is stated once"),
        NO_AMOUNT, declared_units, Severity.NOTE,
        Text(
            "Tabellen med B3 blandar enheter i samma kolumn: mkr och tkr.",
            "The table with B3 mixes units in one column: mkr and tkr.",
        ),
    ),
)  # fmt: skip
