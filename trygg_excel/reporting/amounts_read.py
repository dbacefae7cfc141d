"""The sheet of what was read: each column of amounts with its cells, as what it was read, and a control total."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from pathlib import PurePath
from string import digits
from typing import TypeAlias, TypeVar

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
_LINE = Role.LINE
Kind = TypeVar("Kind", bound=StrEnum)
Series: TypeAlias = Sequence[Sequence[Fact]]


def columns_read(facts: Iterable[Fact]) -> Series:
    """The facts column by column of each table, in reading order."""
    groups: dict[tuple[str, str, str, str], list[Fact]] = {}
    for fact in facts:
        column = (fact.file, fact.sheet, fact.table, fact.cell.rstrip(digits))
        group = groups.get(column)
        if group is None:
            group = groups[column] = []
        group.append(fact)
    return tuple(groups.values())


def amounts_sheet(read: Series, unit: Unit, *, alone: bool = True) -> Sheet:
    """One row for each column of each table, in reading order; `alone`: no sheet beside it has each single amount."""
    rows = [_row(each) for each in read[:MOST]]
    columns, thinner, alike = told_once(_COLUMNS, rows, _MAY_GO)
    more = len(read) - len(rows)
    told = text("{n} kolumner till finns i 'trygg read'.", "{n} more columns are in 'trygg read'.", n=more)
    return Sheet(
        _ID,
        _TITLE,
        (_LEAD, *((_SINGLE,) if alone else ()), *alike),
        Table(columns, thinner, unit),
        foot=(told,) if more else (),
    )


def rows_shown(read: Series) -> dict[Source, Link]:
    """Where on the sheet the column of each cell stands."""
    links = (Link(_TITLE, _ID, row) for row in range(len(read[:MOST])))
    return {fact.source: link for link, facts in zip(links, read, strict=False) for fact in facts}


def _row(facts: Sequence[Fact]) -> Row:
    first = facts[0]
    lines = [each for each in facts if each.role is _LINE]
    cells: tuple[Value, ...] = (
        first.column or first.label,
        PurePath(first.file).name,
        first.sheet,
        _range(facts),
        _years(facts),
        _one({MEASURES[each] for each in _different([fact.measure for fact in facts])}),
        _one({Text(each, each) for each in {fact.unit for fact in facts}}),
        CONFIDENCES[max(_different([each.confidence for each in facts]), key=_SURE.index)],
        len(lines),
        len(facts) - len(lines),
        [each.amount for each in facts].count(None),
        _total(lines),
    )
    return Row(cells)


def _different(kinds: Iterable[Kind]) -> Collection[Kind]:
    """Members of an enum, each once; to hash them is slow in Python 3.11."""
    return {id(each): each for each in kinds}.values()


def _range(facts: Sequence[Fact]) -> str:
    """From the first cell to the last."""
    column = facts[0].cell.rstrip(digits)
    letters = len(column)
    rows = [int(each.cell[letters:] or 0) for each in facts]
    first, last = min(rows), max(rows)
    return f"{column}{first}" if first == last else f"{column}{first}:{column}{last}"


def _years(facts: Iterable[Fact]) -> str:
    ends = {each.period_to for each in facts}
    years = sorted({each // 100 for each in ends if each is not None})
    return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _one(said: Collection[Text]) -> Text:
    return next(iter(said)) if len(said) == 1 else Text("olika", "various")


def _total(lines: Sequence[Fact]) -> Value:
    """What is known of the lines; amounts in different currencies are never added."""
    if not lines or len({each.currency for each in lines}) > 1:
        return None
    return Amount(total(each.amount for each in lines).known)
