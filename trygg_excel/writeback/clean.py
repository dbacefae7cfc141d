"""What we wrote into a workbook, taken out again: byte for byte where nobody has saved it since, else by its marks."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from trygg_excel.package import OUR_SHEET, Node, Package, Splice, rewritten
from trygg_excel.writeback.book import Book, book_of
from trygg_excel.writeback.clean_notes import clean_notes
from trygg_excel.writeback.draft import Draft, present
from trygg_excel.writeback.fill import is_ours
from trygg_excel.writeback.stamp import Stamp, find_stamp, stamp_parts, taken_back

WHY = "clean"


class Cleaned(StrEnum):
    """How what was ours was taken out."""

    NOTHING = "nothing"  # there was nothing
    EXACT = "exact"  # every part is as it was before us
    BY_MARKS = "by_marks"  # somebody had saved the workbook: what is told as ours is gone


def cleaned(data: bytes, package: Package) -> tuple[bytes, Package, Cleaned]:
    """The workbook without what is ours, and how it went."""
    stamp = find_stamp(package)
    if stamp is not None and (before := taken_back(package, stamp)) is not None:
        Package(before, package.limits).check_unread()  # a stamp can be forged, and no gate has seen what it gives back
        return before, Package(before, package.limits), Cleaned.EXACT
    draft = Draft(package)
    book = book_of(draft)
    _take_out(draft, book, stamp)
    finished = draft.finished()
    if not finished.rewrite.changed:
        return data, package, Cleaned.NOTHING
    after = rewritten(package, finished.rewrite)
    return after, Package(after, package.limits), Cleaned.BY_MARKS


def our_tabs(book: Book) -> list[int]:
    """The numbers of the tabs that carry our hidden name."""
    group = book.held.root.find("definedNames")
    told = {_number(each) for each in (group.children if group else ()) if each.get("name").casefold() == OUR_SHEET}
    return sorted(each for each in told if 0 <= each < len(book.tabs))


def _take_out(draft: Draft, book: Book, stamp: Stamp | None) -> None:
    ours = our_tabs(book)
    before = _reachable(draft.package, "", frozenset())
    gone = {(book.main, book.tabs[each].node.local("id")) for each in ours}
    gone |= set(_loose_ends(draft, book, stamp, tabs_go=bool(ours)))
    for each in ours:
        draft.cut(book.main, book.tabs[each].node, WHY)
    if ours:
        _renumber_names(draft, book, ours)
        _renumber_views(draft, book, ours)
    for source, identity in gone:
        draft.unrelate(source, identity, WHY)
    after = _reachable(draft.package, "", frozenset(gone))
    for part in before - after:
        draft.remove(part, WHY)
    for number, tab in enumerate(book.tabs):
        if number not in ours and tab.kind == "worksheet" and tab.part:
            _clean_sheet(draft, tab.part)


def _loose_ends(draft: Draft, book: Book, stamp: Stamp | None, *, tabs_go: bool) -> Iterator[tuple[str, str]]:
    """The stamp; and, when tabs go, the order of calculation, which names their cells and which Excel makes anew."""
    own = stamp_parts(draft.package, stamp) if stamp else set()
    for identity, each in draft.package.relationships(book.main).items():
        if present(draft.package, each.target) in own or (tabs_go and each.kind == "calcChain"):
            yield book.main, identity


def _reachable(package: Package, source: str, gone: frozenset[tuple[str, str]]) -> set[str]:
    """The parts that relationships lead to from `source`, those in `gone` not followed."""
    found: set[str] = set()
    left = [source]
    while left:
        each = left.pop()
        for identity, told in package.relationships(each).items():
            part = None if told.external or (each, identity) in gone else present(package, told.target)
            if part and part not in found:
                found.add(part)
                left.append(part)
    return found


def _renumber_names(draft: Draft, book: Book, ours: list[int]) -> None:
    """Names on our tabs go, and names of cells on them; those of later tabs follow their tabs."""
    group = book.held.root.find("definedNames")
    named = [] if group is None else group.children
    there = [f"{form}!" for each in ours for form in _written(book.tabs[each].name)]
    go = [each for each in named if _number(each) in ours or each.text.startswith(tuple(there))]
    if group is not None and len(go) == len(named):
        draft.cut(book.main, group, WHY)
        return
    for each in named:
        if each in go:
            draft.cut(book.main, each, WHY)
        elif _number(each) > ours[0]:
            _renumber(draft, book, each, "localSheetId", ours)


def _renumber_views(draft: Draft, book: Book, ours: list[int]) -> None:
    for view in book.held.root.within("workbookView"):
        for name in ("activeTab", "firstSheet"):
            if view.get(name).isdigit() and int(view.get(name)) >= ours[0]:
                _renumber(draft, book, view, name, ours)


def _renumber(draft: Draft, book: Book, node: Node, name: str, ours: list[int]) -> None:
    """The number of a tab after ours are gone; the first tab for one of ours."""
    place = book.held.attribute(node, name)
    old = int(node.get(name))
    new = 0 if old in ours else old - sum(each < old for each in ours)
    if place:
        draft.splice(book.main, Splice(place[0], place[1] - place[0], b"%d" % new), WHY)


def _clean_sheet(draft: Draft, part: str) -> None:
    held = draft.outline(part, sheet=True)
    for each in held.root.all("conditionalFormatting"):
        rules = list(each.all("cfRule"))
        ours = [rule for rule in rules if is_ours(rule)]
        for node in [each] if ours and len(ours) == len(rules) else ours:
            draft.cut(part, node, WHY)
    clean_notes(draft, part)


def _written(tab: str) -> tuple[str, str]:
    """How formulas write the name of a tab."""
    quoted = tab.replace("'", "''")
    return tab, f"'{quoted}'"


def _number(name: Node) -> int:
    told = name.get("localSheetId")
    return int(told) if told.isdigit() else -1
