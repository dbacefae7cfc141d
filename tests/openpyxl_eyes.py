"""The second opinion: what openpyxl sees in a workbook, in the words of trygg_excel.workbook."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from trygg_excel.workbook import Cell, CellType, Sheet

Place: TypeAlias = tuple[int, int]

# Where openpyxl is the one that does not show what the file holds.
JUSTIFIED = {
    "a text that begins with '='": "openpyxl tells a formula by its first character, whatever the cell's type",
    "under a merge": "openpyxl drops what stands in the covered cells of a merged range",
    "beyond the calendar": "a number with a date format and no date: '#VALUE!' in openpyxl, the number in ours",
    "a what-if table": "openpyxl gives the settings of a data table as the formula",
    "a link on an empty cell": "openpyxl shows where a link leads as the value of a cell that has none",
    "an inline text told as a value": "openpyxl looks for an inline text in its own element only, and gives none",
    "a dialog sheet": "openpyxl counts a dialog of Excel 5 among the worksheets; it holds controls, and no cells",
    "a built-in format": "its code is the country's: openpyxl gives the American one, ours is ISO's and Sweden's",
    "a format without a code": "openpyxl gives '', ours is General, as Excel shows it",
    "a built-in format in other letters": "the file writes its code anew, in capitals, which openpyxl passes over",
}


class NoSecondOpinion(Exception):
    """openpyxl cannot open a workbook, or sees no sheet in it, as in one of the strict kind."""


def seen_by_openpyxl(path: Path) -> dict[str, tuple[Worksheet, Worksheet]]:
    """Each worksheet by name: with cached values, and with formulas."""
    try:
        data = path.read_bytes()  # openpyxl leaves a file open that it cannot read
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
        found: dict[str, tuple[Worksheet, Worksheet]] = {
            sheet.title: (sheet, formulas[sheet.title]) for sheet in values.worksheets
        }
    except Exception as problem:  # whatever it is, there is then no second opinion
        raise NoSecondOpinion(type(problem).__name__) from problem
    if not found:
        raise NoSecondOpinion("no sheet")
    return found


def filled(sheet: Worksheet) -> dict[Place, Any]:
    """The values of the cells that hold one."""
    cells = sheet._cells.values()  # what was in the file; iter_rows() makes every cell of the sheet's extent
    return {(cell.row, cell.column): cell.value for cell in cells if cell.value is not None and cell.value != ""}


def differences(ours: Sheet, values: Worksheet, formulas: Worksheet) -> dict[str, list[str]]:
    """Where the two disagree, by kind of disagreement; each with its cell and both readings."""
    found: dict[str, list[str]] = {}
    given, written = filled(values), filled(formulas)
    cells: Mapping[Place, Cell] = ours.cells
    for place in sorted({*cells, *given, *written}):
        cell = cells.get(place)
        kind = _difference(cell, given.get(place), written.get(place))
        if cell is None and _leads_to(formulas, place) == written.get(place):
            kind = "a link on an empty cell"
        if kind and any(place in span for span in ours.merged) and place not in given:
            kind = "under a merge"
        if kind:
            told = "nothing" if cell is None else f"{cell.address} {cell.type} {cell.value[:40]!r} {cell.formula!r}"
            found.setdefault(kind, []).append(f"{place}: {told} | {given.get(place)!r:.60} {written.get(place)!r:.60}")
    return found


def _leads_to(sheet: Worksheet, place: Place) -> str | None:
    """Where the link on a cell leads."""
    link = sheet._cells[place].hyperlink if place in sheet._cells else None
    return None if link is None else link.target or link.location


def _difference(cell: Cell | None, value: Any, written: Any) -> str:
    """What they disagree about; '' where they agree."""
    if cell is None:
        return "missing"
    formula = _formula(written)
    shown = cell.type is CellType.TEXT and cell.formula is None and cell.value == written
    known = {
        "an inline text told as a value": value is None and formula is not None and cell.type is CellType.TEXT,
        "a what-if table": isinstance(written, DataTableFormula),
        "a text that begins with '='": shown and formula is not None,
        "beyond the calendar": cell.type is CellType.NUMBER and value == "#VALUE!",
    }
    said = next((kind for kind, holds in known.items() if holds), None)
    if said is None and _flat(cell.formula) != _flat(formula):
        return "formula"
    return said or _in_value(cell, value)


def _in_value(cell: Cell, value: Any) -> str:
    if value is None:
        return "" if cell.formula is not None and cell.value == "" else "surplus"
    return "" if _same(cell, value) else cell.type.value


def _formula(written: Any) -> str | None:
    if isinstance(written, ArrayFormula):
        return (written.text or "").removeprefix("=")
    return written[1:] if isinstance(written, str) and written.startswith("=") else None


def _flat(formula: str | None) -> str:
    return "".join((formula or "").split())


def _same(cell: Cell, value: Any) -> bool:
    if cell.type is CellType.NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool) and float(cell.value) == float(value)
    if cell.type is CellType.BOOLEAN:
        return value is (cell.value == "TRUE")
    if cell.type is CellType.DATE:
        return _same_moment(cell.value, value)
    if cell.type is CellType.ERROR:
        return bool(cell.value == value)
    return isinstance(value, str) and cell.value.replace("\r\n", "\n") == value.replace("\r\n", "\n")


def _same_moment(shown: str, value: Any) -> bool:
    if isinstance(value, timedelta | time):
        return True  # a length or a time of day: ours is told from the epoch
    if not isinstance(value, date):
        return False
    moment = datetime.fromisoformat(shown)
    other = value if isinstance(value, datetime) else datetime.combine(value, time())
    return abs(moment.replace(tzinfo=None) - other) < timedelta(seconds=1)
