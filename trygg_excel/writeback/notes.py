"""Notes at cells, as Excel keeps them beside the sheet: the text in one part, the box in another.

A note of the user's stays and ours goes below it. A thread is never touched: what is to be said there stands on our
sheet only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from xml.sax.saxutils import escape

from trygg_excel.package import Node, Outline, Splice
from trygg_excel.writeback.book import SHEET_ORDER, Book, place_in, qualified
from trygg_excel.writeback.draft import DECLARATION, Draft, present
from trygg_excel.writeback.note_boxes import new_boxes, with_boxes
from trygg_excel.writeback.obstacle import Hindered, Obstacle

AUTHOR = "Automatisk kontroll (trygg_excel)"
CLOSING = "[trygg_excel]"  # ends what is ours in a note, so that what the user writes after it stays hers
WHY = "notes"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BREAK = "\n\n"
_LOOK = '<{p}rPr>{b}<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/></{p}rPr>'
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


class Noted(StrEnum):
    """What became of a note."""

    NEW = "new"
    BELOW = "below"  # a note that was there
    THREAD = "thread"  # the cell has a thread: told on our sheet only


def place_of(address: str) -> tuple[int, int]:
    """Row and column of an address, both from 1; (0, 0) when it is none."""
    found = _ADDRESS.fullmatch(address.replace("$", ""))
    if not found:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def note(draft: Draft, book: Book, part: str, texts: Mapping[str, str]) -> dict[str, Noted]:
    """Put notes on a sheet, by address; what became of each."""
    in_thread = _threads(draft, part)
    open_ = {address: texts[address] for address in sorted(texts, key=place_of) if address not in in_thread}
    if not open_:
        return dict.fromkeys(texts, Noted.THREAD)
    comments = draft.target(part, "comments")
    there = _below(draft, comments, open_) if comments else set[str]()
    fresh = {address: said for address, said in open_.items() if address not in there}
    if fresh and comments:
        _add(draft, comments, fresh)
    elif fresh:
        _start(draft, book, part, fresh)
    if fresh:
        _boxes(draft, book, part, fresh)
    told = {address: Noted.BELOW if address in there else Noted.NEW for address in open_}
    return {address: told.get(address, Noted.THREAD) for address in texts}


def _threads(draft: Draft, part: str) -> set[str]:
    """The cells of a sheet that have a thread."""
    found: set[str] = set()
    for each in draft.package.relationships(part).values():
        target = None if each.external else present(draft.package, each.target)
        if each.kind == "threadedComment" and target:
            found |= {node.get("ref") for node in draft.outline(target).root.all("threadedComment")}
    return found


def _below(draft: Draft, comments: str, texts: Mapping[str, str]) -> set[str]:
    """Put our text below the notes that are there; the addresses that have one."""
    held = draft.outline(comments)
    listed = held.root.find("commentList")
    done: set[str] = set()
    for each in listed.all("comment") if listed else ():
        address = each.get("ref").replace("$", "")
        text = each.find("text")
        if address in texts and address not in done and text is not None:
            _extend(draft, comments, held, text, texts[address])
            done.add(address)
    return done


def _extend(draft: Draft, comments: str, held: Outline, text: Node, said: str) -> None:
    plain, runs = text.find("t"), list(text.all("r"))
    if plain is not None and not runs:
        draft.append(comments, plain, _written(_BREAK + said).encode(), WHY)
        return
    run = _run(_prefix(held), _BREAK + said if runs else said, bold=False).encode()
    if runs:
        draft.splice(comments, Splice(runs[-1].end, 0, run), WHY)
    else:
        draft.append(comments, text, run, WHY)


def _add(draft: Draft, comments: str, texts: Mapping[str, str]) -> None:
    """New notes among those that are there, by row and column."""
    held = draft.outline(comments)
    authors, listed = held.root.find("authors"), held.root.find("commentList")
    if authors is None or listed is None:
        raise Hindered(Obstacle.PARTS, comments)
    names = [each.text for each in authors.all("author")]
    if AUTHOR not in names:
        prefix = _prefix(held)
        draft.append(comments, authors, f"<{prefix}author>{AUTHOR}</{prefix}author>".encode(), WHY)
        names.append(AUTHOR)
    for address, said in texts.items():
        content = _comment(_prefix(held), address, names.index(AUTHOR), said)
        after = next((n for n in listed.all("comment") if place_of(n.get("ref")) > place_of(address)), None)
        if after is None:
            draft.append(comments, listed, content, WHY)
        else:
            draft.splice(comments, Splice(after.start, 0, content), WHY)


def _start(draft: Draft, book: Book, part: str, texts: Mapping[str, str]) -> None:
    """The first notes of a sheet."""
    name = draft.reserve(book.within("comments%d.xml"))
    content = b"".join(_comment("", address, 0, said) for address, said in texts.items())
    head = f'<comments xmlns="{book.namespace}"><authors><author>{AUTHOR}</author></authors><commentList>'
    draft.add(name, DECLARATION + head.encode() + content + b"</commentList></comments>", COMMENTS_TYPE, WHY)
    draft.relate(part, book.relation("comments"), name, WHY)


def _boxes(draft: Draft, book: Book, part: str, texts: Mapping[str, str]) -> None:
    """The boxes of new notes: in the drawing the sheet has for such, or in a new one."""
    held = draft.outline(part, sheet=True)
    drawing = held.root.find("legacyDrawing")
    boxes = [(*place_of(address), said) for address, said in texts.items()]
    if drawing is None:
        name = draft.reserve(book.within("drawings/vmlDrawing%d.vml"))
        draft.add(name, new_boxes(draft, boxes), VML_TYPE, WHY)
        identity = draft.relate(part, book.relation("vmlDrawing"), name, WHY)
        place = place_in(held.root, SHEET_ORDER, "legacyDrawing")
        draft.splice(part, Splice(place, 0, _pointer(held, book, identity)), WHY)
        return
    pointed = draft.package.relationships(part).get(drawing.local("id"))
    target = pointed and present(draft.package, pointed.target)
    if not target:
        raise Hindered(Obstacle.PARTS, part)
    for splice in with_boxes(draft, target, boxes):
        draft.splice(target, splice, WHY)


def _pointer(held: Outline, book: Book, identity: str) -> bytes:
    element, declared = qualified(held, book.namespace)
    prefix = held.prefixes.get(book.relations) or ""
    named = f"{prefix}:id" if prefix else "r:id"
    declared += "" if prefix else f' xmlns:r="{book.relations}"'
    return f'<{element}legacyDrawing{declared} {named}="{identity}"/>'.encode()


def _prefix(held: Outline) -> str:
    before, colon, _ = held.written_name(held.root).decode().rpartition(":")
    return before + colon


def _comment(prefix: str, address: str, author: int, said: str) -> bytes:
    first, _, rest = said.partition("\n")
    runs = _run(prefix, first + "\n", bold=True) + _run(prefix, rest, bold=False)
    return (
        f'<{prefix}comment ref="{address}" authorId="{author}"><{prefix}text>{runs}</{prefix}text></{prefix}comment>'
    ).encode()


def _run(prefix: str, said: str, *, bold: bool) -> str:
    look = _LOOK.format(p=prefix, b=f"<{prefix}b/>" if bold else "")
    return f'<{prefix}r>{look}<{prefix}t xml:space="preserve">{_written(said)}</{prefix}t></{prefix}r>'


def _written(said: str) -> str:
    """Text as Excel's parts hold it: what looks like one of its own escapes is escaped."""
    return escape(_ESCAPE.sub("_x005F_", said))
