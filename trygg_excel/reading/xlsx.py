"""An .xlsx or .xlsm container -> sheets, with one inflation and one pass of each part. (ECMA-376 part 1, 18.2.)"""

from __future__ import annotations

from dataclasses import dataclass

from trygg_excel.gate.active import active_content, web_formulas
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Element, Package, Relationship, elements
from trygg_excel.reading.cells import EPOCH_1904, Book
from trygg_excel.reading.sheet_xml import SheetParts, SheetReader
from trygg_excel.reading.strings import shared_strings
from trygg_excel.reading.styles import cell_styles
from trygg_excel.workbook import Active, Sheet, Visibility

_VISIBILITY = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}
MAIN = "officeDocument"


@dataclass(frozen=True, slots=True)
class _Tab:
    """A sheet as the workbook part names it."""

    name: str
    visibility: Visibility
    target: Relationship | None


def check_xlsx(data: bytes, limits: Limits = LIMITS) -> tuple[Active, ...]:
    """Hold a workbook against the limits without keeping it; its active content. Raises BadPackage with the reason."""
    return _walk(data, limits, keep=False)[1]


def read_xlsx(data: bytes, limits: Limits = LIMITS) -> tuple[tuple[Sheet, ...], tuple[Active, ...]]:
    """The worksheets in tab order, and the workbook's active content. Raises BadPackage with the reason."""
    return _walk(data, limits, keep=True)


def _walk(data: bytes, limits: Limits, *, keep: bool) -> tuple[tuple[Sheet, ...], tuple[Active, ...]]:
    """Every part that is read, once: held against the limits, and kept as sheets or let go."""
    package = Package(data, limits)
    main = next((each.target for each in package.relationships().values() if each.kind == MAIN), "")
    if main not in package:
        raise BadPackage(Reason.NO_WORKBOOK)
    relationships = package.relationships(main)
    parts = {each.kind: each.target for each in relationships.values() if not each.external}
    styles = cell_styles(package, parts.get("styles"), limits)
    book = Book(shared_strings(package, parts.get("sharedStrings"), limits), styles)
    tabs = _tabs(package, main, relationships, book, limits)
    sheets: list[Sheet] = []
    active = list(active_content(package, main))
    for tab in tabs:
        target = tab.target
        if target is not None and target.kind == "worksheet" and target.target in package:
            data = package.read(target.target)
            active += web_formulas(data, tab.name)
            reader = SheetReader(book, limits, target.target)
            if keep:
                sheets.append(_sheet(tab, reader.read(data)))
            else:
                reader.check(data)
    package.check_unread()
    return tuple(sheets), tuple(active)


def _tabs(
    package: Package, main: str, relationships: dict[str, Relationship], book: Book, limits: Limits
) -> list[_Tab]:
    tabs: list[_Tab] = []
    names = 0
    tags = ("{*}workbookPr", "{*}sheet", "{*}definedName")
    for _, element in elements(package.read(main), *tags, where=main):
        kind = str(element.tag).rsplit("}", 1)[-1]
        if kind == "workbookPr":
            if element.get("date1904") in {"1", "true"}:
                book.epoch = EPOCH_1904
        elif kind == "definedName":
            names += 1
            if names > limits.names:
                raise BadPackage(Reason.DEFINED_NAMES, main)
        else:
            target = relationships.get(_relationship_id(element))
            visibility = _VISIBILITY.get(element.get("state") or "", Visibility.VISIBLE)
            tabs.append(_Tab(element.get("name") or "", visibility, target))
            if len(tabs) > limits.sheets:
                raise BadPackage(Reason.SHEETS, main)
    return tabs


def _relationship_id(element: Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def _sheet(tab: _Tab, found: SheetParts) -> Sheet:
    return Sheet(
        tab.name,
        found.cells,
        tuple(found.merged),
        frozenset(found.hidden_rows),
        frozenset(found.hidden_columns),
        tab.visibility,
    )
