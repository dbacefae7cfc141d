"""Our notes taken out of a sheet by what they begin and end with; what the user wrote around them stays."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from trygg_excel.package import Node, Outline, Splice
from trygg_excel.writeback.draft import Draft, present
from trygg_excel.writeback.note_text import OPENINGS
from trygg_excel.writeback.notes import CLOSING, place_of

WHY = "clean"
_OURS = re.compile(rf"\n*(?:{'|'.join(map(re.escape, OPENINGS))})\b.*?{re.escape(CLOSING)}", re.DOTALL)
_SHAPE = re.compile(rb"<(\w+):shape\b.*?</\1:shape>\s*", re.DOTALL)


def clean_notes(draft: Draft, part: str) -> None:
    """Take our notes out of the sheet, with the boxes and parts that nothing needs then."""
    comments = draft.target(part, "comments")
    if not comments or CLOSING.encode() not in draft.bytes_of(comments):
        return
    held = draft.outline(comments)
    listed = held.root.find("commentList")
    notes = list(listed.all("comment")) if listed else []
    gone = [each for each in notes if _clean_note(draft, comments, held, each)]
    if gone:
        left = _clean_boxes(draft, part, {place_of(each.get("ref")) for each in gone})
        if len(gone) == len(notes):
            _drop(draft, part, "comments", comments)
            if left == 0:
                _drop_drawing(draft, part)


def _clean_note(draft: Draft, comments: str, held: Outline, note: Node) -> bool:
    """Take our words out of one note; whether nothing was left of it."""
    pieces = list(note.within("t"))
    whole = "".join(each.text for each in pieces)
    spans = [found.span() for found in _OURS.finditer(whole)]
    if not spans:
        return False
    if not "".join(_without(whole, spans, 0, len(whole))).strip():
        draft.cut(comments, note, WHY)
        return True
    at = 0
    for each in pieces:
        kept = _without(whole, spans, at, at + len(each.text))
        if kept != each.text:
            tag = held.data[each.start : each.opened]
            draft.splice(
                comments, Splice(each.opened, each.closed - each.opened, escape(kept).encode()), WHY
            ) if tag else None
        at += len(each.text)
    return False


def _without(whole: str, spans: list[tuple[int, int]], start: int, end: int) -> str:
    """What is left of a stretch of the text."""
    return "".join(whole[at] for at in range(start, end) if not any(a <= at < b for a, b in spans))


def _clean_boxes(draft: Draft, part: str, places: set[tuple[int, int]]) -> int:
    """Take out the boxes at these places; how many shapes of any kind are left."""
    drawing = _drawing(draft, part)
    if drawing is None:
        return 0
    left = 0
    for shape in _SHAPE.finditer(draft.bytes_of(drawing)):
        if _noted(shape[0]) in places:
            draft.splice(drawing, Splice(shape.start(), len(shape[0]), b""), WHY)
        else:
            left += 1
    return left


def _noted(shape: bytes) -> tuple[int, int]:
    row = re.search(rb"<\w+:Row>\s*(\d+)\s*</", shape)
    column = re.search(rb"<\w+:Column>\s*(\d+)\s*</", shape)
    if b'ObjectType="Note"' not in shape or not row or not column:
        return 0, 0
    return int(row[1]) + 1, int(column[1]) + 1


def _drawing(draft: Draft, part: str) -> str | None:
    """The drawing that holds the sheet's notes."""
    node = draft.outline(part, sheet=True).root.find("legacyDrawing")
    told = node and draft.package.relationships(part).get(node.local("id"))
    return present(draft.package, told.target) if told else None


def _drop_drawing(draft: Draft, part: str) -> None:
    drawing, node = _drawing(draft, part), draft.outline(part, sheet=True).root.find("legacyDrawing")
    if drawing and node:
        draft.cut(part, node, WHY)
        _drop(draft, part, "vmlDrawing", drawing)


def _drop(draft: Draft, part: str, kind: str, target: str) -> None:
    """Let the sheet no longer point at a part, and take the part out."""
    for identity, told in draft.package.relationships(part).items():
        if told.kind == kind and not told.external and present(draft.package, told.target) == target:
            draft.unrelate(part, identity, WHY)
    draft.remove(target, WHY)
