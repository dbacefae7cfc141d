"""The workbook part as a draft sees it: its dialect, its tabs, and what stands in the way of writing into it."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from trygg_excel.package import Node, Outline, Package
from trygg_excel.writeback.draft import Draft, present
from trygg_excel.writeback.obstacle import Hindered, Obstacle

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = {
    TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
# The order of children: ECMA-376 part 1, CT_Workbook (18.2.27) and CT_Worksheet (18.3.1.99).
WORKBOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
SHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet of the workbook, in tab order. `part` is None where the workbook points at nothing."""

    name: str
    part: str | None
    kind: str
    node: Node


@dataclass(frozen=True, slots=True)
class Book:
    main: str
    held: Outline
    tabs: tuple[Tab, ...]

    @property
    def namespace(self) -> str:
        return self.held.root.namespace

    @property
    def strict(self) -> bool:
        return self.namespace == STRICT

    @property
    def folder(self) -> str:
        return posixpath.dirname(self.main)

    def within(self, pattern: str) -> str:
        """A part's name or pattern, in the folder of the workbook part."""
        return posixpath.join(self.folder, pattern)

    def relation(self, kind: str) -> str:
        """The type of a relationship, in the workbook's dialect."""
        return f"{_RELATIONS[self.namespace]}/{kind}"

    @property
    def relations(self) -> str:
        return _RELATIONS[self.namespace]


def main_part(package: Package) -> str:
    for each in package.relationships().values():
        if each.kind == "officeDocument" and not each.external and (found := present(package, each.target)):
            return found
    raise Hindered(Obstacle.PARTS)


def book_of(draft: Draft) -> Book:
    """The workbook of a draft. Raises Hindered when its dialect is not one of Excel's."""
    main = main_part(draft.package)
    held = draft.outline(main)
    sheets = held.root.find("sheets")
    if held.root.namespace not in _RELATIONS or held.root.name != "workbook":
        raise Hindered(Obstacle.DIALECT, main)
    if sheets is None:
        raise Hindered(Obstacle.PARTS, main)
    return Book(main, held, tuple(_tab(draft.package, main, each) for each in sheets.all("sheet")))


def _tab(package: Package, main: str, node: Node) -> Tab:
    pointed = package.relationships(main).get(node.local("id"))
    if pointed is None or pointed.external:
        return Tab(node.get("name"), None, "", node)
    return Tab(node.get("name"), present(package, pointed.target), pointed.kind, node)


def obstacle_of(draft: Draft, book: Book, *, break_signature: bool) -> Obstacle | None:
    """What stands in the way of adding to the workbook."""
    protection = book.held.root.find("workbookProtection")
    if protection is not None and protection.get("lockStructure") in {"1", "true", "on"}:
        return Obstacle.STRUCTURE
    if not break_signature and any(
        each.kind == "origin" and "signature" in each.target for each in draft.package.relationships().values()
    ):
        return Obstacle.SIGNED
    if any(each.kind == "revisionHeaders" for each in draft.package.relationships(book.main).values()):
        return Obstacle.SHARED
    return None


def place_in(parent: Node, order: Sequence[str], name: str) -> int:
    """Where a child of that name goes: before the first that comes after it in the order, else last."""
    later = set(order[order.index(name) + 1 :])
    known = set(order)
    for each in parent.children:
        wrapped = each.name == "AlternateContent"
        inner = next((n.name for n in _descendants(each) if n.name in known), "") if wrapped else each.name
        if inner in later:
            return each.start
    return parent.closed


def _descendants(node: Node) -> list[Node]:
    return [found for each in node.children for found in (each, *_descendants(each))]


def qualified(held: Outline, namespace: str) -> tuple[str, str]:
    """How a new element of a namespace is written inside a part: its prefix with colon, and a declaration if needed."""
    if namespace in held.prefixes:
        prefix = held.prefixes[namespace]
        return (f"{prefix}:" if prefix else ""), ""
    return "", f' xmlns="{namespace}"'
