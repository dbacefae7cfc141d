"""Every value of .xls, .xlsb and .ods in the shared corpus agrees with python-calamine's reading of the same file."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook, SheetTypeEnum

from tests.corpus import CORPUS, needs_corpus
from trygg_excel.gate.limits import LIMITS
from trygg_excel.package import BadPackage
from trygg_excel.reading import READERS
from trygg_excel.reading.cells import EPOCH_1900, EPOCH_1904, date_of
from trygg_excel.reading.content import Format, format_of
from trygg_excel.workbook import Cell, CellType, Sheet

pytestmark = [pytest.mark.long, pytest.mark.corpus, needs_corpus]

# Looked at by hand: where the two differ, and who is right.
RIGHTLY = {
    "apache-12561-1.xls": "format 57, which shows a date in Japan and nothing of the kind in Sweden",
    "apache-ex41187-19267.xls": "texts of one byte a letter, which calamine gives with a zero after each",
    "apache-WrongFormulaRecordType.xls": "formulas under the number of an older version's record: calamine has none",
    "sheetjs-formula_stress_test.ods": "errors that an older LibreOffice stored as 0; the text beside it tells",
    "sheetjs-LONumbers-2011.xls": "the format 'A/P' alone, which is no date here, nor in Excel",
}
_DAY = timedelta(days=1)
_ROUNDED = timedelta(seconds=1)


def files(kind: Format) -> Iterator[tuple[Path, bytes]]:
    for path in sorted((*(CORPUS / "odd").iterdir(), *(CORPUS / "budgets").iterdir())):
        data = path.read_bytes() if path.suffix.lower() in {".xls", ".xlsb", ".ods"} else b""
        try:
            if data and format_of(data) is kind:
                yield path, data
        except BadPackage:
            continue


def theirs(data: bytes) -> dict[str, dict[tuple[int, int], object]] | None:
    """What calamine reads, by sheet and place; None where it reads nothing, or panics."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [each.name for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        return {name: cells(book, name) for name in names}
    except BaseException as problem:
        if isinstance(problem, KeyboardInterrupt | MemoryError | AssertionError):
            raise
        return None


def cells(book: CalamineWorkbook, name: str) -> dict[tuple[int, int], object]:
    sheet = book.get_sheet_by_name(name)
    top, left = sheet.start or (0, 0)
    rows = enumerate(sheet.to_python(skip_empty_area=True), top + 1)
    return {
        (row, column): value for row, values in rows for column, value in enumerate(values, left + 1) if value != ""
    }


def agrees(value: object, cell: Cell | None) -> bool:
    if cell is None:
        return False
    if isinstance(value, bool):
        return cell.value == ("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return agrees_in_number(float(value), cell)
    if isinstance(value, date | time | timedelta):
        return cell.type is CellType.DATE and any(
            agrees_in_time(value, cell.value, each) for each in (EPOCH_1900, EPOCH_1904)
        )
    if cell.type is CellType.DATE:  # a length of time as an .ods writes it, which calamine leaves as it is
        return str(value).startswith("PT")
    return str(value).replace("\r", "") == cell.value.replace("\r", "")


def agrees_in_number(value: float, cell: Cell) -> bool:
    if math.isnan(value):
        return cell.type is CellType.ERROR
    if cell.type is CellType.DATE:  # calamine has no dates in numbers of four bytes
        return cell.value in {date_of(repr(value).removesuffix(".0"), each) for each in (EPOCH_1900, EPOCH_1904)}
    return cell.type is CellType.NUMBER and float(cell.value) == value


def agrees_in_time(value: date | time | timedelta, said: str, epoch: datetime) -> bool:
    """The same moment to a second; a time of day without its day, a length of time from the first day on."""
    moment = datetime.fromisoformat(said)
    if isinstance(value, time):
        told = datetime.combine(moment.date(), value)
    elif isinstance(value, timedelta):
        told = epoch + value
        moment -= _DAY if timedelta(0) < moment - told - _ROUNDED else timedelta(0)  # the 29 February 1900
    else:
        told = value if isinstance(value, datetime) else datetime.combine(value, time())
    return abs(moment - told) <= _ROUNDED


def differences(ours: tuple[Sheet, ...], found: dict[str, dict[tuple[int, int], object]]) -> Iterator[str]:
    if [sheet.name for sheet in ours] != list(found):
        yield f"sheets: {[sheet.name for sheet in ours]} {list(found)}"
    for sheet in ours:
        told = found.get(sheet.name, {})
        for place, value in told.items():
            if not agrees(value, sheet.cells.get(place)):
                yield f"{sheet.name} {place}: {value!r} {sheet.cells.get(place)}"
        for place, cell in sheet.cells.items():
            if place not in told and cell.value and cell.type is not CellType.ERROR:  # calamine leaves errors out
                yield f"{sheet.name} {place}: nothing, {cell}"


@pytest.mark.parametrize(("kind", "least"), [(Format.XLS, 280), (Format.XLSB, 230), (Format.ODS, 35)])
def test_every_value_agrees_with_calamine(kind: Format, least: int) -> None:
    compared, wrong = 0, {}
    for path, data in files(kind):
        found = theirs(data)
        try:
            ours = READERS[kind](data, LIMITS)[0]
        except BadPackage as refused:
            if found:
                wrong[path.name] = [str(refused)]
            continue
        if found is None:
            continue
        compared += 1
        told = list(differences(ours, found))
        if told:
            wrong[path.name] = told[:3]
    assert {name: told for name, told in wrong.items() if name not in RIGHTLY} == {}
    assert {name for name in RIGHTLY if name.endswith(f".{kind}")} <= wrong.keys()
    assert compared >= least
