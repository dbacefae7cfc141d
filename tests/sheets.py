"""Small workbooks drawn as text: one line is a row, '|' stands between cells, a blank line is a blank row.

1.5    -0.2      numbers             '1.5'           a text, as is any other text without its quotes
=A1+1 -> 2.5     a formula           =A1+1           a formula that carries no value
#REF!            an error            1000 {#,##0,}   a number format
*Summa*          bold                <               merged with the cell to its left
true             a boolean           2022-02-07      a date
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from trygg_excel.fact import Fact
from trygg_excel.facts import facts_of
from trygg_excel.workbook import PLAIN, Cell, CellStyle, CellType, Range, Sheet, Visibility, Workbook

_NUMBER = re.compile(r"-?\d+(\.\d+)?(E[-+]?\d+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FORMATTED = re.compile(r"(.+?) \{(.+)\}")


def sheet(drawing: str, name: str = "Blad1") -> Sheet:
    """The drawing as the reader would give it."""
    cells: dict[tuple[int, int], Cell] = {}
    merged: dict[tuple[int, int], Range] = {}
    for row, line in enumerate(drawing.strip("\n").rstrip().split("\n"), 1):
        anchor = 1
        for column, piece in enumerate(line.split("|"), 1):
            entry = piece.strip()
            if entry == "<":
                merged[row, anchor] = Range(row, anchor, row, column)
                continue
            anchor = column
            if entry:
                cells[row, column] = _cell(row, column, entry)
    return Sheet(name, cells, tuple(merged.values()))


def book(*sheets: Sheet, file: str = "bok.xlsx") -> Workbook:
    return Workbook(file, "0" * 64, 1, "xlsx", sheets)


def facts(drawing: str, name: str = "Blad1", file: str = "bok.xlsx") -> tuple[Fact, ...]:
    """The facts of a drawn sheet."""
    return facts_of(book(sheet(drawing, name), file=file))[1]


def write(path: Path, *sheets: Sheet) -> Path:
    """The sheets as a real .xlsx at `path`."""
    with xlsxwriter.Workbook(path) as out:
        for each in sheets:
            _write_sheet(out, each)
    return path


def _cell(row: int, column: int, entry: str) -> Cell:
    formatted = _FORMATTED.fullmatch(entry)
    entry, style = (formatted[1], CellStyle(formatted[2])) if formatted else (entry, PLAIN)
    if len(entry) > 2 and entry[0] == entry[-1] == "*":
        entry, style = entry[1:-1], CellStyle(style.number_format, bold=True)
    if entry.startswith("#"):
        entry = f"={entry} -> {entry}"
    formula = None
    if entry.startswith("="):
        formula, _, entry = (part.strip() for part in entry[1:].partition("->"))
    kind, value = _typed(entry)
    if kind is CellType.DATE and style == PLAIN:
        style = CellStyle("yyyy-mm-dd")
    return Cell(row, column, kind, value, formula, style)


def _typed(entry: str) -> tuple[CellType, str]:
    if not entry:
        return CellType.EMPTY, ""
    if _NUMBER.fullmatch(entry):
        return CellType.NUMBER, f"{float(entry):.16G}"
    if entry in {"true", "false"}:
        return CellType.BOOLEAN, entry.upper()
    if entry.startswith("#") or _DATE.fullmatch(entry):
        return (CellType.ERROR if entry.startswith("#") else CellType.DATE), entry
    quoted = len(entry) > 1 and entry[0] == entry[-1] == "'"
    return CellType.TEXT, entry[1:-1] if quoted else entry


def _write_sheet(out: xlsxwriter.Workbook, drawn: Sheet) -> None:
    target = out.add_worksheet(drawn.name)
    {Visibility.HIDDEN: target.hide, Visibility.VERY_HIDDEN: target.very_hidden}.get(drawn.visibility, int)()
    for row in drawn.hidden_rows:
        target.set_row(row - 1, None, None, {"hidden": True})
    for column in drawn.hidden_columns:
        target.set_column(column - 1, column - 1, None, None, {"hidden": True})
    for span in drawn.merged:
        target.merge_range(span.top - 1, span.left - 1, span.bottom - 1, span.right - 1, "")
    for cell in drawn.cells.values():
        look = {"num_format": cell.style.number_format, "bold": cell.style.bold}
        _write_cell(target, cell, None if cell.style == PLAIN else out.add_format(look))


def _write_cell(target: Worksheet, cell: Cell, look: Format | None) -> None:
    where = (cell.row - 1, cell.column - 1)
    if cell.formula is not None:
        target.write_formula(*where, f"={cell.formula}", look, _value(cell))
    elif cell.type is CellType.DATE:
        target.write_number(*where, (date.fromisoformat(cell.value) - date(1899, 12, 30)).days, look)
    else:
        (target.write_string if cell.type is CellType.TEXT else target.write)(*where, _value(cell), look)


def _value(cell: Cell) -> float | bool | str:
    if cell.type is CellType.BOOLEAN:
        return cell.value == "TRUE"
    return float(cell.value) if cell.type is CellType.NUMBER else cell.value
