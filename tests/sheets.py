"""Small workbooks drawn as text: one line is a row, '|' stands between cells, a blank line is a blank row.

    1.5    -0.2       numbers              '1,5'             a text that would read as a number
    =A1+1 -> 2.5      a formula            =A1+1             a formula that carries no value
    #REF!             an error             1000 {#,##0,}     a number format
    *Summa*           bold                 <                 merged with the cell to its left
    true              a boolean            2022-02-07        a date

Any other text is a text. Lines may be indented; the first line that is not blank is row 1.
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
_DAYS_BEFORE_1900 = 693_594  # proleptic days up to Excel's day 0


def sheet(drawing: str, name: str = "Blad1") -> Sheet:
    """The drawing as the reader would give it."""
    cells: dict[tuple[int, int], Cell] = {}
    merged: dict[tuple[int, int], Range] = {}
    for row, line in enumerate(drawing.strip("\n").rstrip().split("\n"), 1):
        anchor = 1
        for column, piece in enumerate(line.split("|"), 1):
            token = piece.strip()
            if token == "<":
                merged[row, anchor] = Range(row, anchor, row, column)
                continue
            anchor = column
            if token:
                cells[row, column] = _cell(row, column, token)
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


def _cell(row: int, column: int, token: str) -> Cell:
    formatted = _FORMATTED.fullmatch(token)
    token, style = (formatted[1], CellStyle(formatted[2])) if formatted else (token, PLAIN)
    if len(token) > 2 and token[0] == token[-1] == "*":
        token, style = token[1:-1], CellStyle(style.number_format, bold=True)
    if token.startswith("#"):
        token = f"={token} -> {token}"
    formula = None
    if token.startswith("="):
        formula, _, token = (part.strip() for part in token[1:].partition("->"))
    kind, value = _typed(token)
    if kind is CellType.DATE and style == PLAIN:
        style = CellStyle("yyyy-mm-dd")
    return Cell(row, column, kind, value, formula, style)


def _typed(token: str) -> tuple[CellType, str]:
    if not token:
        return CellType.EMPTY, ""
    if _NUMBER.fullmatch(token):
        return CellType.NUMBER, f"{float(token):.16G}"
    if _DATE.fullmatch(token):
        return CellType.DATE, token
    if token in {"true", "false"}:
        return CellType.BOOLEAN, token.upper()
    if token.startswith("#"):
        return CellType.ERROR, token
    quoted = len(token) > 1 and token[0] == token[-1] == "'"
    return CellType.TEXT, token[1:-1] if quoted else token


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
        _write_cell(target, cell, _look(out, cell.style))


def _look(out: xlsxwriter.Workbook, style: CellStyle) -> Format | None:
    if style == PLAIN:
        return None
    look = {"num_format": style.number_format, "bold": style.bold, "italic": style.italic, "indent": style.indent}
    return out.add_format(look)


def _write_cell(target: Worksheet, cell: Cell, look: Format | None) -> None:
    row, column = cell.row - 1, cell.column - 1
    value: float | str | bool = cell.value
    if cell.type is CellType.NUMBER:
        value = float(cell.value)
    elif cell.type is CellType.BOOLEAN:
        value = cell.value == "TRUE"
    elif cell.type is CellType.DATE:
        value = date.fromisoformat(cell.value).toordinal() - _DAYS_BEFORE_1900
    if cell.formula is not None:
        target.write_formula(row, column, f"={cell.formula}", look, value)
    elif isinstance(value, str):
        target.write_string(row, column, value, look)
    elif isinstance(value, bool):
        target.write_boolean(row, column, value, look)
    else:
        target.write_number(row, column, value, look)
