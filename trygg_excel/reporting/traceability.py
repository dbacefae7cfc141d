"""The sheet of traceability: program, register, and each source with its hash and how it was read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from trygg_excel import __version__
from trygg_excel.checking import Check, Checked
from trygg_excel.fact import Fact, Role
from trygg_excel.finding import Text, Verdict, text
from trygg_excel.held import Held
from trygg_excel.layout.table import Table as FoundTable
from trygg_excel.reporting.model import Column, Row, Sheet, Style, Table

_COLUMNS = (
    Column("what", Text("Uppgift", "Item"), Style.TEXT, 34),
    Column("value", Text("Värde", "Value"), Style.WRAPPED, 70),
)


def run_id(checked: Checked) -> str:
    """What the run was made of, as sixteen hex digits: the same inputs, register and version give the same."""
    parts = [
        __version__,
        checked.register.digest if checked.register else "",
        *(_file_id(each) for each in checked.checks),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _file_id(check: Check) -> str:
    return check.budget.workbook.file_id


def traceability_sheet(checked: Checked) -> Sheet:
    rows = [
        _row(Text("Körning", "Run"), run_id(checked)),
        _row(Text("Program", "Program"), f"trygg_excel {__version__}"),
        *_register_rows(checked),
        *_control_rows(checked),
    ]
    for check in checked.checks:
        rows += _workbook_rows(check)
    return Sheet(
        id="traceability",
        title=Text("Spårbarhet", "Traceability"),
        lead=(
            Text(
                "Vad rapporten bygger på. Tid, plats och vem som körde står i run.json.",
                "What the report is made from. Time, place and who ran it stand in run.json.",
            ),
        ),
        table=Table(_COLUMNS, tuple(rows)),
    )


def _row(what: Text, value: str | Text | None) -> Row:
    return Row((what, value))


def _register_rows(checked: Checked) -> list[Row]:
    register = checked.register
    if register is None:
        return [
            _row(
                Text("Register", "Register"),
                Text("inget: det som kräver register är ej kontrollerat", "none: what needs a register is not checked"),
            )
        ]
    return [
        _row(Text("Register", "Register"), register.label),
        _row(Text("Registrets SHA-256", "SHA-256 of the register"), register.digest),
    ]


def _control_rows(checked: Checked) -> list[Row]:
    counts = {verdict: sum(each.verdict is verdict for each in checked.results) for verdict in Verdict}
    told = text(
        "{holds} håller, {rounding} avrundning, {fails} avviker, {not_judged} ej kontrollerade",
        "{holds} hold, {rounding} rounding, {fails} differ, {not_judged} not checked",
        **{verdict.value: number for verdict, number in counts.items()},
    )
    return [_row(Text("Kontroller", "Controls"), told)]


def _workbook_rows(check: Check) -> list[Row]:
    book = check.budget.workbook
    head = Text(f"Källa: {check.budget.name}", f"Source: {check.budget.name}")
    read = text(
        "{format}, {size} byte. Blad: {sheets}. Tabeller: {tables}. {amounts}",
        "{format}, {size} bytes. Sheets: {sheets}. Tables: {tables}. {amounts}",
        format=book.format, size=book.size, sheets=len(book.sheets), tables=len(check.budget.tables),
        amounts=_counted(check.held.facts),
    )  # fmt: skip
    rows = [_row(head, check.verdict), _row(Text("SHA-256", "SHA-256"), book.file_id), _row(Text("Läst", "Read"), read)]
    tables = _some(check.budget.tables)
    rows += [
        _row(Text(f"Tabell {each.sheet}!{each.range}", f"Table {each.sheet}!{each.range}"), _how(each, check.held))
        for each in tables
    ]
    more = len(check.budget.tables) - len(tables)
    told = text("{n} tabeller till, lästa på samma sätt.", "{n} more tables, read in the same way.", n=more)
    return [*rows, *([_row(Text("Tabeller", "Tables"), told)] if more else [])]


def _counted(facts: Iterable[Fact]) -> Text:
    """How many amounts, and of what: the parts add up to the whole."""
    given = tuple(facts)
    every = [each.role for each in given]
    roles = {role: every.count(role) for role in Role}
    return text(
        "Belopp: {n} ({lines} rader, {subtotals} delsummor, {totals} summor), varav {unknown} okända.",
        "Amounts: {n} ({lines} lines, {subtotals} subtotals, {totals} totals), {unknown} of them unknown.",
        n=len(given), lines=roles[Role.LINE], subtotals=roles[Role.SUBTOTAL], totals=roles[Role.TOTAL],
        unknown=[each.amount for each in given].count(None),
    )  # fmt: skip


def _signs(table: FoundTable, held: Held) -> Text:
    """How the table writes money out and in, as far as its own amounts show."""
    amounts = held.once(_amounts_by_table).get((table.sheet, table.id), ())
    if any(column[:2] == (table.sheet, table.id) for column in held.minus):
        return Text("kostnader skrivs med minus", "costs are written with a minus")
    negative = sum(amount < 0 for amount in amounts)
    if not negative:
        return Text("alla belopp är utan minus", "no amount has a minus")
    return text("så som skrivna, {n} med minus", "as written, {n} with a minus", n=negative)


def _amounts_by_table(held: Held) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for each in held.facts:
        found.setdefault((each.sheet, each.table), []).append(each.amount or 0)
    return found


def _some(tables: Sequence[FoundTable], most: int = 20) -> Sequence[FoundTable]:
    return tables[:most]


def _how(table: FoundTable, held: Held) -> Text:
    """How the table was read: its unit and who said so, its signs, its headings, its years."""
    periods = [*(each.period for each in table.columns), *(each.period for each in table.rows)]
    years = sorted({each.year for each in periods if each})
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    return text(
        "Enhet: {unit}. Tecken: {signs}. Rubrikrad: {heads}. Rader: {rows}. Beloppskolumner: {columns}.{years}",
        "Unit: {unit}. Signs: {signs}. Header row: {heads}. Rows: {rows}. Columns of amounts: {columns}.{years}",
        unit=_unit(table), signs=_signs(table, held),
        heads=", ".join(map(str, table.header_rows)) or Text("ingen", "none"),
        rows=len(table.rows), columns=len(table.columns),
        years=text(" År: {span}.", " Years: {span}.", span=span) if span else "",
    )  # fmt: skip


def _unit(table: FoundTable) -> Text:
    if table.unit.unit is None:
        return Text("sägs i varje cell eller inte alls", "told in each cell or not at all")
    unit = table.unit.unit
    if table.unit.settled:
        where = Text(", bekräftad i minnet", ", confirmed in the memory")
    else:
        said = table.unit.cell
        where = Text(f", sägs i {said}", f", told in {said}") if said else Text(", sägs i namnet", ", told in the name")
    return text("{unit}{where}", "{unit}{where}", unit=Text(unit.symbol, unit.english), where=where)
