"""Sheets that show a result in few columns: what was found, where it stands, what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePath

from trygg_excel.budget import Budget
from trygg_excel.fact import Fact, Role
from trygg_excel.finding import Finding, Text, listed
from trygg_excel.layout.table import Table as FoundTable
from trygg_excel.money import KR, Unit
from trygg_excel.reported import Reported
from trygg_excel.reporting.facts import CONFIDENCES, MEASURES, ROLES
from trygg_excel.reporting.model import Amount, Column, Row, RowRole, Sheet, Style, Table, Tone
from trygg_excel.reporting.words import SEVERITIES, TONES, place, told
from trygg_excel.writeback.receipt import Receipt

_WORKBOOK = Column("workbook", Text("Arbetsbok", "Workbook"), Style.TEXT, 42)
_SHEET = Column("sheet", Text("Blad", "Sheet"), Style.TEXT, 18)
_CELL = Column("cell", Text("Cell", "Cell"), Style.CODE, 16)
_FOUND = (
    Column("severity", Text("Grad", "Severity"), Style.TEXT, 10),
    _CELL,
    Column("message", Text("Vad", "What"), Style.WRAPPED, 70),
    Column("remedy", Text("Åtgärd", "Remedy"), Style.WRAPPED, 44),
    Column("code", Text("Kontroll", "Control"), Style.CODE, 10),
)
_TABLES = (
    Column("table", Text("Tabell", "Table"), Style.CODE, 10),
    _SHEET,
    Column("range", Text("Område", "Range"), Style.CODE, 14),
    Column("title", Text("Rubrik", "Title"), Style.WRAPPED, 44),
    Column("unit", Text("Enhet", "Unit"), Style.TEXT, 10),
    Column("years", Text("År", "Years"), Style.TEXT, 18),
    Column("amounts", Text("Belopp", "Amounts"), Style.COUNT, 10),
    Column("confidence", Text("Säkerhet", "Confidence"), Style.TEXT, 12),
)
_AMOUNTS = (
    _SHEET,
    _CELL,
    Column("label", Text("Rad", "Row"), Style.WRAPPED, 44),
    Column("column", Text("Kolumn", "Column"), Style.TEXT, 22),
    Column("year", Text("År", "Year"), Style.YEAR, 8),
    Column("measure", Text("Slag", "Measure"), Style.TEXT, 12),
    Column("amount", Text("Belopp", "Amount"), Style.AMOUNT, 14),
    Column("role", Text("Roll", "Role"), Style.TEXT, 10),
)
_MARKS = (_SHEET, _CELL, Column("codes", Text("Kontroll", "Control"), Style.CODE, 20))
_FILES = (
    Column("file", Text("Fil", "File"), Style.TEXT, 24),
    Column("place", Text("Plats", "Place"), Style.WRAPPED, 70),
)
_ROW_ROLES = {Role.LINE: RowRole.LINE, Role.SUBTOTAL: RowRole.SUBTOTAL, Role.TOTAL: RowRole.TOTAL}


def only(sheet: Sheet, left_out: Iterable[str]) -> Sheet:
    """The sheet without the columns of those keys."""
    away = set(left_out)
    kept = [number for number, column in enumerate(sheet.table.columns) if column.key not in away]
    rows = tuple(replace(row, cells=tuple(row.cells[number] for number in kept)) for row in sheet.table.rows)
    columns = tuple(sheet.table.columns[number] for number in kept)
    return replace(sheet, table=replace(sheet.table, columns=columns, rows=rows))


def found_sheet(findings: Iterable[Finding], *, several: bool = False) -> Sheet:
    """The findings with their cells; with `several` workbooks each one's name too."""
    rows = tuple(_finding(each, several=several) for each in findings)
    columns = (_FOUND[0], _WORKBOOK, *_FOUND[1:]) if several else _FOUND
    empty = Text("Inga anmärkningar.", "No findings.")
    return Sheet("findings", Text("Anmärkningar", "Findings"), (), Table(columns, rows, empty=empty))


def _finding(each: Finding, *, several: bool) -> Row:
    source = each.sources[0] if each.sources else None
    word = SEVERITIES[each.severity]
    said = word if each.is_open else Text(f"{word.sv}, godtagen", f"{word.en}, accepted")
    book = (PurePath(source.file).name if source else "",) if several else ()
    cells = (said, *book, place(source), told(each), each.remedy, each.code)
    return Row(cells, tone=TONES[each.severity] if each.is_open else Tone.NEUTRAL)


def tables_sheet(budget: Budget) -> Sheet:
    """The tables that were found: where, in what unit, which years, and how sure."""
    own: dict[tuple[str, str], list[Fact]] = {}
    for fact in budget.records:
        own.setdefault((fact.sheet, fact.table), []).append(fact)
    rows = tuple(_table(each, own.get((each.sheet, each.id), [])) for each in budget.tables)
    empty = Text("Inga tabeller.", "No tables.")
    return Sheet("tables", Text("Tabeller", "Tables"), (), Table(_TABLES, rows, empty=empty))


def _table(table: FoundTable, facts: list[Fact]) -> Row:
    units = listed(dict.fromkeys(each.unit for each in facts), most=3)
    years = listed(map(str, sorted({each.year for each in facts if each.year is not None})), most=4)
    sure = CONFIDENCES[table.confidence]
    return Row((table.id, table.sheet, str(table.range), table.title, units, years, len(facts), sure))


def amounts_sheet(budget: Budget) -> Sheet:
    """The amounts in the workbook's own unit, with their cells."""
    unit = common_unit(budget.records)
    rows = tuple(_amount(each) for each in budget.records)
    empty = Text("Inga belopp.", "No amounts.")
    return Sheet("amounts", Text("Lästa belopp", "Amounts read"), (), Table(_AMOUNTS, rows, unit, empty))


def _amount(fact: Fact) -> Row:
    cells = (
        fact.sheet, fact.cell, " / ".join(filter(None, (fact.group, fact.label))), fact.column, fact.year,
        MEASURES[fact.measure], Amount(fact.amount), ROLES[fact.role],
    )  # fmt: skip
    return Row(cells, _ROW_ROLES[fact.role])


def common_unit(facts: Iterable[Fact]) -> Unit:
    """The unit that most of the amounts are written in; crowns where there are none."""
    units = Counter(each.shown_unit for each in facts)
    return units.most_common(1)[0][0] if units else KR


def marks_sheet(receipt: Receipt) -> Sheet:
    """The cells that were marked in the copy, and what was said to whoever asked for it."""
    rows = tuple(Row((each.sheet, each.cell, " ".join(each.codes))) for each in receipt.marks)
    empty = Text("Inga celler är markerade.", "No cells are marked.")
    return Sheet("marks", Text("Markerade celler", "Marked cells"), receipt.remarks, Table(_MARKS, rows, empty=empty))


def unread_sheet(reported: Reported) -> Sheet:
    """The inputs that could not be read, each with its sentence."""
    rows = tuple(Row((each.message,), tone=Tone.ERROR) for each in reported.unread)
    column = Column("message", Text("Vad", "What"), Style.WRAPPED, 100)
    return Sheet("unread", Text("Kunde inte läsas", "Could not be read"), (), Table((column,), rows))


def files_sheet(files: Mapping[str, Path]) -> Sheet:
    """What was written, and where."""
    rows = tuple(Row((name, str(path))) for name, path in files.items())
    return Sheet("files", Text("Filer", "Files"), (), Table(_FILES, rows))
