"""The sheet of what was read: each column of amounts with its cells, as what it was read, and a control total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TypeAlias

from trygg_excel.fact import Confidence, Fact, Role
from trygg_excel.finding import Source, Text, text
from trygg_excel.money import Unit, total
from trygg_excel.reporting.alike import told_once
from trygg_excel.reporting.facts import CONFIDENCES, MEASURES
from trygg_excel.reporting.model import Amount, Column, Link, Row, Sheet, Style, Table, Value

MOST = 50_000  # rows

_ID, _TITLE = "read", Text("Inlästa belopp", "Amounts read")
_COLUMNS = (
    Column("column", Text("Kolumn", "Column"), Style.WRAPPED, 34),
    Column("workbook", Text("Arbetsbok", "Workbook"), Style.WRAPPED, 24, choice=True),
    Column("sheet", Text("Blad", "Sheet"), Style.TEXT, 16),
    Column("cells", Text("Celler", "Cells"), Style.CODE, 12),
    Column("year", Text("År", "Year"), Style.CODE, 11),
    Column("measure", Text("Slag", "Measure"), Style.TEXT, 11),
    Column("unit", Text("Enhet", "Unit"), Style.TEXT, 7),
    Column("confidence", Text("Säkerhet", "Confidence"), Style.TEXT, 10),
    Column("lines", Text("Rader", "Lines"), Style.COUNT, 7),
    Column("sums", Text("Summor", "Totals"), Style.COUNT, 8),
    Column("unknown", Text("Okända", "Unknown"), Style.COUNT, 8),
    Column("total", Text("Radernas summa", "Sum of lines"), Style.AMOUNT, 15),
)
_MAY_GO = ("workbook", "sheet", "year", "measure", "unit", "confidence")
_LEAD = Text(
    "Varje kolumn med belopp: cellerna som lästes, vad de lästes som, och vad raderna blir tillsammans.",
    "Every column of amounts: the cells that were read, what they were read as, and what the lines add up to.",
)
_SINGLE = Text(
    "Varje enskilt belopp ger 'trygg report --facts' eller 'trygg read'.",
    "Each single amount comes with 'trygg report --facts' or 'trygg read'.",
)
_SURE = list(Confidence)
Series: TypeAlias = tuple[str, str, str, str]


def amounts_sheet(facts: Sequence[Fact], unit: Unit, *, alone: bool = True) -> Sheet:
    """One row for each column of each table, in reading order; `alone`: no sheet beside it has each single amount."""
    groups = _columns_read(facts)
    rows = [_row(each) for each in list(groups.values())[:MOST]]
    columns, thinner, alike = told_once(_COLUMNS, rows, _MAY_GO)
    more = len(groups) - len(rows)
    told = text("{n} kolumner till finns i 'trygg read'.", "{n} more columns are in 'trygg read'.", n=more)
    return Sheet(
        _ID,
        _TITLE,
        (_LEAD, *((_SINGLE,) if alone else ()), *alike),
        Table(columns, thinner, unit),
        foot=(told,) if more else (),
    )


def rows_shown(facts: Iterable[Fact]) -> dict[Source, Link]:
    """Where on the sheet the column of each cell stands."""
    numbers: dict[Series, Link] = {}
    found: dict[Source, Link] = {}
    for fact in facts:
        row = numbers.setdefault(_series(fact), Link(_TITLE, _ID, len(numbers)))
        if (row.row or 0) < MOST:
            found[fact.source] = row
    return found


def _columns_read(facts: Iterable[Fact]) -> Mapping[Series, list[Fact]]:
    groups: dict[Series, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_series(fact), []).append(fact)
    return groups


def _series(fact: Fact) -> Series:
    return fact.file, fact.sheet, fact.table, fact.cell.rstrip("0123456789")


def _row(facts: Sequence[Fact]) -> Row:
    first = facts[0]
    lines = [each for each in facts if each.role is Role.LINE]
    cells: tuple[Value, ...] = (
        first.column or first.label,
        PurePath(first.file).name,
        first.sheet,
        _range(facts),
        _years(facts),
        _one([MEASURES[each.measure] for each in facts]),
        _one([Text(each.unit, each.unit) for each in facts]),
        CONFIDENCES[max((each.confidence for each in facts), key=_SURE.index)],
        len(lines),
        len(facts) - len(lines),
        sum(each.amount is None for each in facts),
        _total(lines),
    )
    return Row(cells)


def _range(facts: Sequence[Fact]) -> str:
    """From the first cell to the last."""
    cells = sorted({each.cell for each in facts}, key=_row_number)
    return cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1]}"


def _row_number(cell: str) -> int:
    found = re.search(r"\d+$", cell)
    return int(found[0]) if found else 0


def _years(facts: Iterable[Fact]) -> str:
    years = sorted({each.year for each in facts if each.year is not None})
    return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _one(said: Sequence[Text]) -> Text:
    return said[0] if len(set(said)) == 1 else Text("olika", "various")


def _total(lines: Sequence[Fact]) -> Value:
    """What is known of the lines; amounts in different currencies are never added."""
    if not lines or len({each.currency for each in lines}) > 1:
        return None
    return Amount(total(each.amount for each in lines).known)
