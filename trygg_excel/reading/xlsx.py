"""An .xlsx or .xlsm container -> sheets, with one inflation and one pass of each part. (ECMA-376 part 1, 18.2.)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from trygg_excel.gate.active import active_content, few, in_name
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.gate.sheet_formulas import reaching_out
from trygg_excel.package import OUR_SHEET, BadPackage, Element, Package, Relationship, elements, local, ours, part_key
from trygg_excel.reading.cells import EPOCH_1904, Book
from trygg_excel.reading.sheet_xml import SheetParts, SheetReader
from trygg_excel.reading.strings import shared_strings
from trygg_excel.reading.styles import cell_styles
from trygg_excel.workbook import Active, Sheet, Visibility

_VISIBILITY = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}
MAIN = "officeDocument"
_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",  # ISO 29500 strict
)


@dataclass(frozen=True, slots=True)
class _Tab:
    """A sheet as the workbook part names it."""

    name: str
    visibility: Visibility
    target: Relationship | None
    ours: bool = False  # written into the workbook by us; held against the limits, never read as the user's


def check_xlsx(held: bytes | Package, limits: Limits = LIMITS) -> tuple[Active, ...]:
    """Hold a workbook against the limits without keeping it; its active content. Raises BadPackage with the reason."""
    return _walk(held, limits, keep=False)[1]


def read_xlsx(
    held: bytes | Package, limits: Limits = LIMITS, *, ours: bool = False
) -> tuple[tuple[Sheet, ...], tuple[Active, ...]]:
    """The worksheets in tab order, and the workbook's active content. Raises BadPackage with the reason.

    Sheets that we wrote into the workbook are left out; `ours` asks for those and no others.
    """
    return _walk(held, limits, keep=True, ours=ours)


@dataclass(frozen=True, slots=True)
class Opened:
    """A container whose workbook part has been read, and no sheet yet."""

    package: Package
    book: Book
    tabs: tuple[_Tab, ...]
    active: list[Active]

    @property
    def worksheets(self) -> Iterator[tuple[_Tab, str]]:
        """Each tab that is a worksheet, with its part."""
        for tab in self.tabs:
            target = tab.target
            if target is not None and target.kind == "worksheet" and target.target in self.package:
                yield tab, target.target


def opened(held: bytes | Package, limits: Limits = LIMITS) -> Opened:
    """The container up to its sheets: held against the limits, with what Excel would run. Raises BadPackage."""
    package = Package.of(held, limits)
    main = _target(package.relationships(), MAIN)
    if main is None or main not in package:
        raise BadPackage(Reason.NO_WORKBOOK)
    relationships = package.relationships(main)
    styles = cell_styles(package, _target(relationships, "styles"), limits)
    book = Book(shared_strings(package, _target(relationships, "sharedStrings"), limits), styles)
    active: list[Active] = []
    tabs = _tabs(package, main, relationships, book, limits, active)
    active += active_content(package, main)
    _check_shared(tabs)
    return Opened(package, book, tuple(tabs), active)


def _walk(
    held: bytes | Package, limits: Limits, *, keep: bool, ours: bool = False
) -> tuple[tuple[Sheet, ...], tuple[Active, ...]]:
    """Every part that is read, once: held against the limits, and kept as sheets or let go."""
    found = opened(held, limits)
    sheets: list[Sheet] = []
    for tab, part in found.worksheets:
        data = found.package.read(part)
        reader = SheetReader(found.book, limits, part)
        if keep and tab.ours is ours:
            sheets.append(_sheet(tab, reader.read(data)))
        else:
            reader.check(data)
        found.active.extend(reaching_out(data, tab.name, part))
    found.package.check_unread()
    return tuple(sheets), few(found.active)


def _check_shared(tabs: list[_Tab]) -> None:
    """Each tab has a part of its own: one part under many tabs is as many sheets to read, out of few bytes."""
    targets = [part_key(each.target.target) for each in tabs if each.target is not None]
    if len(set(targets)) != len(targets):
        raise BadPackage(Reason.DAMAGED)


def _target(relationships: Mapping[str, Relationship], kind: str) -> str | None:
    """The one part of its kind; of two, readers take the first or the last."""
    found = {each.target for each in relationships.values() if each.kind == kind and not each.external}
    if len(found) > 1:
        raise BadPackage(Reason.NAMES, max(found))
    return max(found, default=None)


def _tabs(
    package: Package,
    main: str,
    relationships: Mapping[str, Relationship],
    book: Book,
    limits: Limits,
    active: list[Active],
) -> list[_Tab]:
    tabs: list[_Tab] = []
    mine: set[str] = set()
    names = 0
    is_workbook = False
    tags = ours("workbook", "workbookPr", "sheet", "definedName")
    for event, element in elements(package.read(main), *tags, where=main, starts=("workbook",), depth=limits.depth):
        kind = local(element)
        if kind == "workbook":
            is_workbook |= event == "start" and element.getparent() is None
        elif kind == "workbookPr":
            if element.get("date1904") in {"1", "true"}:
                book.epoch = EPOCH_1904
        elif kind == "definedName":
            names += 1
            if names > limits.names:
                raise BadPackage(Reason.DEFINED_NAMES, main)
            if (element.get("name") or "").casefold() == OUR_SHEET:
                mine.add(element.get("localSheetId") or "")
            active += in_name(element.get("name") or "", "".join(map(str, element.itertext())))
        else:
            target = relationships.get(_relationship_id(element))
            visibility = _VISIBILITY.get(element.get("state") or "", Visibility.VISIBLE)
            tabs.append(_Tab(element.get("name") or "", visibility, target))
            if len(tabs) > limits.sheets:
                raise BadPackage(Reason.SHEETS, main)
    if not is_workbook:
        raise BadPackage(Reason.NO_WORKBOOK, main)
    return [replace(tab, ours=True) if str(number) in mine else tab for number, tab in enumerate(tabs)]


def _relationship_id(element: Element) -> str:
    return next(filter(None, (element.get(f"{{{each}}}id") for each in _RELATIONSHIPS)), "")


def _sheet(tab: _Tab, found: SheetParts) -> Sheet:
    return Sheet(
        tab.name,
        found.cells,
        tuple(found.merged),
        frozenset(found.hidden_rows),
        frozenset(found.hidden_columns),
        tab.visibility,
    )
