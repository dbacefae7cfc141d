"""Formats whose container is not ours to read: .xls, .xlsb and .ods, by python-calamine.

calamine gives values only: no formulas, no formats, and an error cell as a blank (performance.md 5).
"""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from trygg_excel.gate.active import active_content, few
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.opendocument import check_ods
from trygg_excel.gate.reasons import Reason
from trygg_excel.gate.xls import check_xls, with_one_workbook
from trygg_excel.package import BadPackage, Package
from trygg_excel.workbook import Active, Cell, CellType, Range, Sheet, Visibility

_ZIP = b"PK"
_MAIN = "officeDocument"


def read_other(data: bytes, limits: Limits) -> tuple[tuple[Sheet, ...], tuple[Active, ...]]:
    """The worksheets in tab order; BadPackage when the container is beyond the limits or calamine cannot read it.

    Some files make calamine abort the process (operations.md 4.1): this belongs in the child process.
    """
    active = check_other(data, limits)
    readable = data if data.startswith(_ZIP) else with_one_workbook(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(readable))
        kept = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        return tuple(_sheet(book, each.name, _visibility(each.visible)) for each in kept), active
    except PasswordError as problem:
        raise BadPackage(Reason.ENCRYPTED) from problem
    except (CalamineError, ValueError, OSError) as problem:
        raise BadPackage(Reason.DAMAGED) from problem
    except BaseException as problem:
        if type(problem).__name__ == "PanicException":  # Rust's own: it has no public name to catch it by
            raise BadPackage(Reason.DAMAGED) from problem
        raise


def check_other(data: bytes, limits: Limits) -> tuple[Active, ...]:
    """Hold the container and what of it we can read against the limits; the active content."""
    if not data.startswith(_ZIP):
        return check_xls(data)
    package = Package(data, limits)
    main = next((each.target for each in package.relationships().values() if each.kind == _MAIN), None)
    active = few(check_ods(package, limits) if main is None else active_content(package, main))
    package.check_unread()
    return active


def _visibility(found: SheetVisibleEnum) -> Visibility:
    if found == SheetVisibleEnum.Visible:
        return Visibility.VISIBLE
    return Visibility.HIDDEN if found == SheetVisibleEnum.Hidden else Visibility.VERY_HIDDEN


def _sheet(book: Any, name: str, visibility: Visibility) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    top, left = sheet.start or (0, 0)
    cells = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        for column, value in enumerate(values, left + 1):
            cell = _cell(row, column, value)
            if cell is not None:
                cells[row, column] = cell
    merged = tuple(Range(a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1) for a, b in sheet.merged_cell_ranges or ())
    return Sheet(name, cells, merged, visibility=visibility)


def _cell(row: int, column: int, value: object) -> Cell | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return Cell(row, column, CellType.BOOLEAN, "TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return Cell(row, column, CellType.NUMBER, repr(value).removesuffix(".0"))
    if isinstance(value, date | datetime | time):
        return Cell(row, column, CellType.DATE, value.isoformat())
    if isinstance(value, timedelta):
        return Cell(row, column, CellType.DATE, str(value))
    return Cell(row, column, CellType.TEXT, str(value))
