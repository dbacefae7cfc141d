"""A colour on cells that leaves the cells alone: one conditional format of ours on the sheet, always true.

Its formula says whose it is, in words that a later save in Excel or LibreOffice keeps: N() of a text is nought.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from trygg_excel.package import Node, Outline, Splice
from trygg_excel.writeback.book import SHEET_ORDER, place_in
from trygg_excel.writeback.draft import Draft
from trygg_excel.writeback.styles import Styles

MARK = 'N("trygg_excel")=0'
COLOURS = {"error": "FFF9D6D0", "warning": "FFFCEFCF", "note": "FFE6EEF7"}  # as in our own sheets
WHY = "fill"
_IS_OURS = re.compile(r'\s*N\(\s*"trygg_excel"\s*\)\s*=\s*0\s*', re.IGNORECASE)


def dxf(colour: str) -> bytes:
    """The differential format of a colour. Excel takes the background colour of a solid fill for its colour here."""
    return (
        b'<dxf><fill><patternFill patternType="solid"><bgColor rgb="%b"/></patternFill></fill></dxf>' % colour.encode()
    )


def is_ours(rule: Node) -> bool:
    return any(_IS_OURS.fullmatch(each.text) for each in rule.all("formula"))


def fill(draft: Draft, part: str, cells: dict[str, str], styles: Styles) -> None:
    """Colour cells of a sheet; `cells` gives each address the severity whose colour it gets."""
    held = draft.outline(part, sheet=True)
    rules = [each for each in held.root.within("cfRule") if each.get("priority")]
    first = _make_room(draft, part, held, rules, len(set(cells.values())))
    content = b""
    for number, severity in enumerate(sorted(set(cells.values())), first):
        area = " ".join(address for address, each in cells.items() if each == severity)
        content += _format(held, area, styles.add("dxfs", dxf(COLOURS[severity])), number)
    theirs = held.root.find("conditionalFormatting")  # LibreOffice goes by their order in the file
    place = place_in(held.root, SHEET_ORDER, "conditionalFormatting") if theirs is None else theirs.start
    draft.splice(part, Splice(place, 0, content), WHY)


def _make_room(draft: Draft, part: str, held: Outline, rules: Iterable[Node], needed: int) -> int:
    """The first of our priorities, before all of the user's: hers are moved along, their order stays.

    Those of pivot tables are named by number in another part; beside such, ours come last and nothing is moved.
    """
    numbers = {id(each): int(each.get("priority")) for each in rules if each.get("priority").isdigit()}
    lowest, highest = min(numbers.values(), default=needed + 1), max(numbers.values(), default=0)
    if lowest > needed:
        return 1
    if any(each.get("pivot") in {"1", "true"} for each in held.root.within("conditionalFormatting")):
        return highest + 1
    for each in rules:
        place = held.attribute(each, "priority")
        if place and id(each) in numbers:
            moved = b"%d" % (numbers[id(each)] + needed)
            draft.splice(part, Splice(place[0], place[1] - place[0], moved), WHY)
    return 1


def _format(held: Outline, area: str, index: int, priority: int) -> bytes:
    prefix = held.written_name(held.root).decode().rpartition(":")
    p = prefix[0] + prefix[1]
    formula = MARK.replace('"', "&quot;")
    return (
        f'<{p}conditionalFormatting sqref="{area}"><{p}cfRule type="expression" dxfId="{index}" priority="{priority}">'
        f"<{p}formula>{formula}</{p}formula></{p}cfRule></{p}conditionalFormatting>"
    ).encode()
