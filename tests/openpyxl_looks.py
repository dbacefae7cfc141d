"""What openpyxl sees of a workbook beside its values: formats, merged and hidden ranges, and which sheets there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from openpyxl.cell.cell import Cell as TheirCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.worksheet.worksheet import Worksheet

from tests.openpyxl_eyes import differences, seen_by_openpyxl
from trygg_excel.package import Package
from trygg_excel.reading import read_workbook
from trygg_excel.reading.styles import BUILT_IN
from trygg_excel.workbook import Cell, Sheet, Workbook

_OURS = {code: BUILT_IN.get(number, "General") for number, code in BUILTIN_FORMATS.items()}


def disagreements(path: Path) -> dict[str, list[str]]:
    """Where our reading and openpyxl's disagree in anything, by kind. Raises Unreadable or NoSecondOpinion."""
    ours, theirs = read_workbook(path), seen_by_openpyxl(path)
    found: dict[str, list[str]] = {}
    for kind, told in _all(path, ours, theirs):
        found.setdefault(kind, []).append(told)
    return found


def _all(path: Path, ours: Workbook, theirs: dict[str, tuple[Worksheet, Worksheet]]) -> Iterator[tuple[str, str]]:
    yield from _in_sheets(path, [each.name for each in ours.sheets], list(theirs))
    for sheet in ours.sheets:
        if sheet.name in theirs:
            values, formulas = theirs[sheet.name]
            for kind, told in differences(sheet, values, formulas).items():
                yield from ((kind, f"{sheet.name} {each}") for each in told)
            yield from ((kind, f"{sheet.name} {each}") for kind, each in _around(sheet, values))
            yield from ((kind, f"{sheet.name} {each}") for kind, each in _in_looks(sheet, values))


def _in_sheets(path: Path, ours: list[str], theirs: list[str]) -> Iterator[tuple[str, str]]:
    package = Package(path.read_bytes())
    main = next(each.target for each in package.relationships().values() if each.kind == "officeDocument")
    dialogs = sum(each.kind == "dialogsheet" for each in package.relationships(main).values())
    strangers = [name for name in theirs if name not in ours]
    if strangers and len(strangers) <= dialogs:
        yield "a dialog sheet", str(strangers)
    elif strangers:
        yield "sheets", str(strangers)
    if ours != [name for name in theirs if name in ours]:
        yield "sheets", f"{ours} {theirs}"


def _around(ours: Sheet, theirs: Worksheet) -> Iterator[tuple[str, str]]:
    merged = Counter((span.top, span.left, span.bottom, span.right) for span in ours.merged)
    told = Counter((span.min_row, span.min_col, span.max_row, span.max_col) for span in theirs.merged_cells.ranges)
    rows = {number for number, each in theirs.row_dimensions.items() if each.hidden}
    columns = {
        number
        for each in theirs.column_dimensions.values()
        if each.hidden
        for number in range(each.min or 0, (each.max or 0) + 1)
    }
    held = {
        "merged": set(merged) ^ set(told),
        "hidden rows": ours.hidden_rows ^ rows,
        "hidden columns": ours.hidden_columns ^ columns,
        "visibility": {ours.visibility.replace("_", "")} ^ {theirs.sheet_state.casefold()},
    }
    yield from ((kind, str(sorted(odd)[:9])) for kind, odd in held.items() if odd)


def _in_looks(ours: Sheet, theirs: Worksheet) -> Iterator[tuple[str, str]]:
    for place, cell in ours.cells.items():
        other = theirs._cells.get(place)
        if other is not None and (kind := _look_differs(cell, other)):
            yield kind, f"{cell.address} {cell.style} | {other.number_format!r} {other.font.b} {other.font.i}"


def _look_differs(ours: Cell, theirs: TheirCell | MergedCell) -> str:
    font, indent = theirs.font, theirs.alignment.indent
    if (ours.style.bold, ours.style.italic, ours.style.indent) != (bool(font.b), bool(font.i), int(indent or 0)):
        return "look"
    told, found = theirs.number_format, ours.style.number_format
    if told == found:
        return ""
    if told == "":
        return "a format without a code" if found == "General" else "format"
    if told.casefold() == found.casefold():
        return "a built-in format in other letters"
    return "a built-in format" if _OURS.get(told) == found else "format"
