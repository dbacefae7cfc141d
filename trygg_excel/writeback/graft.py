"""Sheets that XlsxWriter wrote, put after the user's own: what they point at comes along under free names.

Their texts become inline, their formats are added last, their names get the number of their new tab; the workbook's own
texts, calculation chain and settings are left alone, so that nothing asks to be calculated or saved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from trygg_excel.package import OUR_SHEET, Outline, Package, Splice, outline
from trygg_excel.writeback.book import WORKBOOK_ORDER, Book, main_part, place_in, qualified
from trygg_excel.writeback.draft import Draft
from trygg_excel.writeback.graft_parts import Grafted
from trygg_excel.writeback.styles import Renumbered, Styles, strict_of
from trygg_excel.writeback.widths import digit_pixels, in_digits_of

WHY = "sheets"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TEXT_CELL = re.compile(rb'<c ([^<>]*?) t="s"><v>(\d+)</v></c>')
_CELL_FORMAT = re.compile(rb'(<c r="[A-Z]+\d+" s="|<row [^<>]*?\bs="|<col [^<>]*?\bstyle=")(\d+)"')
_CHANGED_FORMAT = re.compile(rb'(\bdxfId=")(\d+)"')
_OUR_SELECTION = b' tabSelected="1"'  # two selected tabs would be edited together


def graft(draft: Draft, book: Book, styles: Styles, scratch: bytes) -> tuple[str, ...]:
    """Add every worksheet of a workbook of ours; their names. None of them may be taken."""
    theirs = Package(scratch)
    main = main_part(theirs)
    looks = theirs.read("xl/styles.xml")
    formats, digit = styles.adopt(looks), digit_pixels(outline(looks))
    texts = _texts(theirs)
    parts = Grafted(draft, book, theirs, formats, WHY)
    held = outline(theirs.read(main))
    sheets = held.root.find("sheets")
    names = []
    for number, each in enumerate(sheets.children if sheets else ()):
        source = theirs.relationships(main)[each.local("id")].target
        name = draft.reserve(book.within("worksheets/sheet%d.xml"))
        parts.copy_relations(source, name)
        data = in_digits_of(_as_ours(theirs.read(source), formats, texts), digit, styles.digit)
        draft.add(name, strict_of(data) if book.strict else data, SHEET_TYPE, WHY)
        identity = draft.relate(book.main, book.relation("worksheet"), name, WHY)
        _tell_tab(draft, book, each.get("name"), number, identity)
        names.append(each.get("name"))
    _tell_names(draft, book, held, len(names))
    return tuple(names)


def _texts(theirs: Package) -> list[bytes]:
    """The shared texts of our workbook, each as what stands inside its `si`."""
    if "xl/sharedStrings.xml" not in theirs:
        return []
    held = outline(theirs.read("xl/sharedStrings.xml"))
    return [held.data[each.opened : each.closed] for each in held.root.children]


def _as_ours(data: bytes, formats: Renumbered, texts: Sequence[bytes]) -> bytes:
    data = _CELL_FORMAT.sub(lambda m: m[1] + formats.cell(m[2]) + b'"', data)
    data = _CHANGED_FORMAT.sub(lambda m: m[1] + formats.changed(m[2]) + b'"', data)
    data = data.replace(_OUR_SELECTION, b"", 1)
    return _TEXT_CELL.sub(lambda m: b'<c %b t="inlineStr"><is>%b</is></c>' % (m[1], texts[int(m[2])]), data)


def _tell_tab(draft: Draft, book: Book, name: str, number: int, identity: str) -> None:
    sheets = book.held.root.find("sheets")
    if sheets is None:
        return
    element, declared = qualified(book.held, book.namespace)
    told = [each.node.get("sheetId") for each in book.tabs]
    highest = max((int(each) for each in told if each.isdigit()), default=0)
    prefix = book.held.prefixes.get(book.relations) or ""
    declared += "" if prefix else f' xmlns:r="{book.relations}"'
    said = f'name={quoteattr(name)} sheetId="{highest + 1 + number}" {prefix or "r"}:id="{identity}"'
    draft.append(book.main, sheets, f"<{element}sheet{declared} {said}/>".encode(), WHY)


def _tell_names(draft: Draft, book: Book, theirs: Outline, tabs: int) -> None:
    """The names of our sheets, and on each the hidden one that says that it is ours."""
    group = theirs.root.find("definedNames")
    told = (
        [(each.get("name"), each.get("localSheetId"), each.get("hidden"), each.text) for each in group.children]
        if group
        else []
    )
    told += [(OUR_SHEET, str(number), "1", '"1"') for number in range(tabs)]
    element, declared = qualified(book.held, book.namespace)
    content = "".join(_name(element, declared, len(book.tabs), *each) for each in told).encode()
    mine = book.held.root.find("definedNames")
    if mine is not None:
        draft.append(book.main, mine, content, WHY)
        return
    place = place_in(book.held.root, WORKBOOK_ORDER, "definedNames")
    whole = f"<{element}definedNames{declared}>".encode() + content + f"</{element}definedNames>".encode()
    draft.splice(book.main, Splice(place, 0, whole), WHY)


def _name(element: str, declared: str, first: int, name: str, tab: str, hidden: str, text: str) -> str:
    where = f' localSheetId="{first + int(tab)}"' if tab else ""
    unseen = ' hidden="1"' if hidden else ""
    return (
        f"<{element}definedName{declared} name={quoteattr(name)}{where}{unseen}>{escape(text)}</{element}definedName>"
    )
