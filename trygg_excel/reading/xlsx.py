"""An .xlsx or .xlsm container -> sheets, in one pass over each part. (ECMA-376 part 1, 18.2-18.4.)"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from trygg_excel.package import Element, Package, Relationship, elements
from trygg_excel.reading.formulas import moved
from trygg_excel.reading.styles import cell_styles, shows_date
from trygg_excel.workbook import PLAIN, Cell, CellStyle, CellType, Range, Sheet, Visibility, place

_VISIBILITY = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}
_MANY = 16_384  # a column range wider than the sheet means the whole sheet


class _Book:
    """What every sheet of one workbook shares."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self.main = main
        self.relationships = package.relationships(main)
        parts = {each.kind: each.target for each in self.relationships.values() if not each.external}
        self.styles = cell_styles(package, parts.get("styles"))
        self.strings = _shared_strings(package, parts.get("sharedStrings"))
        self.epoch = datetime(1899, 12, 30)  # noqa: DTZ001  a serial date has no zone


def read_xlsx(data: bytes) -> tuple[Sheet, ...]:
    """The worksheets in tab order. Raises BadPackage when the container or its XML is broken."""
    package = Package(data)
    main = next(each.target for each in package.relationships().values() if each.kind == "officeDocument")
    book = _Book(package, main)
    sheets = []
    for element in elements(package.read(main), "{*}workbookPr", "{*}sheet"):
        if element.tag.endswith("workbookPr"):
            if element.get("date1904") in {"1", "true"}:
                book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001
            continue
        target = book.relationships.get(_relationship_id(element))
        if target is not None and target.kind == "worksheet" and target.target in package:
            sheets.append(_sheet(book, element, target))
    return tuple(sheets)


def _relationship_id(element: Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def _sheet(book: _Book, element: Element, target: Relationship) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    merged: list[Range] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    shared: dict[str, tuple[str, int, int]] = {}
    last_row = 0
    for part in elements(book.package.read(target.target), "{*}col", "{*}row", "{*}mergeCell"):
        kind = part.tag.rsplit("}", 1)[-1]
        if kind == "row":
            last_row = int(part.get("r") or last_row + 1)
            if part.get("hidden") in {"1", "true"}:
                hidden_rows.add(last_row)
            for cell in _cells(book, part, last_row, shared):
                cells[cell.row, cell.column] = cell
        elif kind == "mergeCell":
            merged.append(_range(part.get("ref") or "A1"))
        elif part.get("hidden") in {"1", "true"}:
            first, last = int(part.get("min") or 1), int(part.get("max") or 1)
            hidden_columns.update(range(first, min(last, _MANY) + 1))
    visibility = _VISIBILITY.get(element.get("state") or "", Visibility.VISIBLE)
    name = element.get("name") or ""
    return Sheet(name, cells, tuple(merged), frozenset(hidden_rows), frozenset(hidden_columns), visibility)


def _cells(book: _Book, row: Element, number: int, shared: dict[str, tuple[str, int, int]]) -> list[Cell]:
    found = []
    column = 0
    for element in row:
        reference = element.get("r")
        column = place(reference)[1] if reference else column + 1
        formula = value = inline = None
        for child in element:
            tag = child.tag.rsplit("}", 1)[-1]
            if tag == "v":
                value = child.text
            elif tag == "f":
                formula = _formula(child, number, column, shared)
            elif tag == "is":
                inline = _plain_text(child)
        cell = _cell(book, number, column, element, value if inline is None else inline, formula)
        if cell is not None:
            found.append(cell)
    return found


def _cell(book: _Book, row: int, column: int, element: Element, value: str | None, formula: str | None) -> Cell | None:
    index = element.get("s")
    style = book.styles[int(index)] if index and int(index) < len(book.styles) else PLAIN
    kind = element.get("t") or "n"
    if value is None or (value == "" and kind == "n"):
        return None if formula is None else Cell(row, column, CellType.EMPTY, "", formula, style)
    if kind == "s":
        number = int(value)
        text = book.strings[number] if 0 <= number < len(book.strings) else ""
        return Cell(row, column, CellType.TEXT, text, formula, style) if text or formula else None
    if kind == "n":
        return _number(book, row, column, value, formula, style)
    types = {"b": CellType.BOOLEAN, "e": CellType.ERROR, "d": CellType.DATE}
    text = ("TRUE" if value == "1" else "FALSE") if kind == "b" else value
    found = types.get(kind, CellType.TEXT)
    return Cell(row, column, found, text, formula, style) if text or formula else None


def _number(book: _Book, row: int, column: int, value: str, formula: str | None, style: CellStyle) -> Cell:
    if shows_date(style.number_format):
        shown = _date(value, book.epoch)
        if shown is not None:
            return Cell(row, column, CellType.DATE, shown, formula, style)
    return Cell(row, column, CellType.NUMBER, value, formula, style)


def _date(serial: str, epoch: datetime) -> str | None:
    """The ISO date of a serial number; None when it is outside the calendar."""
    try:
        days = Decimal(serial)
        moment = epoch + timedelta(seconds=round(days * 86_400))
    except (InvalidOperation, OverflowError, ValueError):
        return None
    return moment.date().isoformat() if days == int(days) else moment.isoformat(timespec="seconds")


def _formula(element: Element, row: int, column: int, shared: dict[str, tuple[str, int, int]]) -> str:
    """The formula's text; one that shares another's is moved from where that one stands."""
    written = element.text or ""
    index = element.get("si")
    if element.get("t") != "shared" or index is None:
        return written
    if written:
        shared[index] = (written, row, column)
        return written
    if index not in shared:
        return ""
    origin, from_row, from_column = shared[index]
    return moved(origin, row - from_row, column - from_column)


def _shared_strings(package: Package, part: str | None) -> list[str]:
    if part is None or part not in package:
        return []
    return [_plain_text(element) for element in elements(package.read(part), "{*}si")]


def _plain_text(element: Element) -> str:
    """The text of a string item: its own and its runs', without phonetic hints."""
    pieces = []
    for child in element:
        tag = child.tag.rsplit("}", 1)[-1]
        if tag == "t":
            pieces.append(child.text or "")
        elif tag == "r":
            pieces.extend(part.text or "" for part in child if part.tag.rsplit("}", 1)[-1] == "t")
    return "".join(pieces)


def _range(reference: str) -> Range:
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    return Range(top, left, bottom, right)
