"""The sheet of facts, for those who ask for it: every amount that was read, with its cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from trygg_excel.fact import Confidence, Fact, Kind, Measure, Role
from trygg_excel.finding import Source, Text
from trygg_excel.money import KR
from trygg_excel.reporting.alike import told_once
from trygg_excel.reporting.model import Amount, Column, Link, Row, Sheet, Style, Table

MOST = 50_000  # rows; the whole is always in `trygg read --format csv`

_ID, _TITLE = "facts", Text("Fakta", "Facts")
_COLUMNS = (
    Column("workbook", Text("Arbetsbok", "Workbook"), Style.TEXT, 30, choice=True),
    Column("sheet", Text("Blad", "Sheet"), Style.TEXT, 14),
    Column("cell", Text("Cell", "Cell"), Style.CODE, 7),
    Column("label", Text("Rad", "Row"), Style.TEXT, 38),
    Column("group", Text("Grupp", "Group"), Style.TEXT, 18),
    Column("column", Text("Kolumn", "Column"), Style.TEXT, 18),
    Column("year", Text("År", "Year"), Style.YEAR, 7),
    Column("measure", Text("Slag", "Measure"), Style.TEXT, 11),
    Column("amount", Text("Belopp, kr", "Amount, SEK"), Style.AMOUNT, 16),
    Column("raw", Text("Som skrivet", "As written"), Style.TEXT, 14),
    Column("unit", Text("Enhet", "Unit"), Style.TEXT, 7),
    Column("role", Text("Roll", "Role"), Style.TEXT, 9),
    Column("kind", Text("Cellslag", "Cell kind"), Style.TEXT, 10),
    Column("confidence", Text("Säkerhet", "Confidence"), Style.TEXT, 10),
)
_MAY_GO = ("workbook", "sheet", "group", "measure", "unit", "role", "kind", "confidence")
MEASURES = {
    Measure.BUDGET: Text("budget", "budget"),
    Measure.ACTUAL: Text("utfall", "outcome"),
    Measure.FORECAST: Text("prognos", "forecast"),
    Measure.PLAN: Text("plan", "plan"),
    Measure.CHANGE: Text("förändring", "change"),
    Measure.DEVIATION: Text("avvikelse", "deviation"),
    Measure.OTHER: Text("ej angivet", "not stated"),
}
ROLES = {
    Role.LINE: Text("rad", "line"),
    Role.SUBTOTAL: Text("delsumma", "subtotal"),
    Role.TOTAL: Text("summa", "total"),
}
_KINDS = {
    Kind.NUMBER: Text("tal", "number"),
    Kind.TEXT: Text("text", "text"),
    Kind.FORMULA: Text("formel", "formula"),
    Kind.FORMULA_UNCACHED: Text("formel utan värde", "formula without value"),
    Kind.ERROR: Text("fel", "error"),
}
CONFIDENCES = {
    Confidence.SURE: Text("säker", "sure"),
    Confidence.LIKELY: Text("trolig", "likely"),
    Confidence.GUESS: Text("gissning", "guess"),
}


def facts_sheet(facts: Sequence[Fact]) -> Sheet:
    """The facts in reading order, in whole crowns."""
    shown = facts[:MOST]
    more = len(facts) - len(shown)
    names = {file: PurePath(file).name for file in {each.file for each in shown}}
    foot = (
        (
            Text(
                f"{more} belopp till finns i 'trygg read --format csv'.",
                f"{more} more are in 'trygg read --format csv'.",
            ),
        )
        if more
        else ()
    )
    columns, rows, alike = told_once(_COLUMNS, [_row(each, names[each.file]) for each in shown], _MAY_GO)
    return Sheet(
        id=_ID,
        title=_TITLE,
        lead=(Text("Varje belopp som lästs, med sin cell.", "Every amount that was read, with its cell."), *alike),
        table=Table(columns, rows, KR),
        foot=foot,
    )


def rows_shown(facts: Sequence[Fact]) -> dict[Source, Link]:
    """Where on the sheet each cell stands."""
    return {fact.source: Link(_TITLE, _ID, index) for index, fact in enumerate(facts[:MOST])}


def _row(fact: Fact, file: str) -> Row:
    return Row(
        (
            file,
            fact.sheet,
            fact.cell,
            fact.label,
            fact.group,
            fact.column,
            fact.year,
            MEASURES[fact.measure],
            Amount(fact.amount),
            fact.raw,
            fact.unit,
            ROLES[fact.role],
            _KINDS[fact.kind],
            CONFIDENCES[fact.confidence],
        )
    )
