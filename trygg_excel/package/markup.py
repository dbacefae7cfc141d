"""Passes over the XML of a part, and what no part may hold.

Entities are never resolved and nothing is fetched. What is read of a worksheet and its fellows are elements of the
namespaces of SpreadsheetML, whatever their prefix; a `row` of another namespace is not the sheet's.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol, TypeAlias, cast

from lxml import etree

from trygg_excel.gate.limits import LIMITS
from trygg_excel.gate.reasons import Reason
from trygg_excel.package.bad import BadPackage
from trygg_excel.package.nesting import nests_within

Element: TypeAlias = etree._Element  # the public name lxml gives its element type

SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # ISO 29500 strict
)
_ENCODINGS = frozenset(
    ["", "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "iso-8859-1", "windows-1252"]
)
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_CAREFUL: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip
_PARSER = etree.XMLParser(**_CAREFUL)  # one thread's at a time, and as new for each part
_SMALL = 1 << 16  # bytes of a part that may as well be held as a whole
_NO_MEMORY = 2  # libxml2's code for it; in words lxml calls it an unknown error
_DECLARED = re.compile(
    rb"""<\?xml\s++version\s*+=\s*+(?:"[\w.]++"|'[\w.]++')"""
    rb"""(?:\s++encoding\s*+=\s*+["']([\w.:-]++)["'])?+(?:\s++standalone\s*+=\s*+["']\w++["'])?+\s*+\?>"""
)
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_DECLARES = re.compile("<!ENTITY", re.IGNORECASE)
_SEAM = max(map(len, _DECLARATIONS)) - 1  # bytes of one piece to look at again with the next


def ours(*names: str) -> tuple[str, ...]:
    """The tags of these elements in each namespace of SpreadsheetML."""
    return tuple(f"{{{namespace}}}{name}" for name in names for namespace in SPREADSHEET)


def own_name(element: Element) -> str:
    """The name of an element of SpreadsheetML; '' for any other, and for what is no element."""
    namespace, _, name = str(element.tag).rpartition("}")
    return name if namespace[1:] in SPREADSHEET else ""


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def elements(
    data: bytes, *tags: str, where: str = "", starts: tuple[str, ...] = (), depth: int = LIMITS.depth
) -> Iterator[tuple[str, Element]]:
    """Each element with one of these tags at its 'end', in file order; it is cleared when the next is asked for.

    Elements named in `starts` come at their 'start' too, with their attributes and nothing inside.

    Raises BadPackage on a declaration of entities, on an encoding Excel does not write, and on XML that is not
    well-formed or nested deeper than `depth`.
    """
    check_prolog(data, where)
    if not nests_within(_in_utf8(data, where), depth):
        raise BadPackage(Reason.DEPTH, where)
    events = ("start", "end") if starts else ("end",)
    try:
        for event, element in _whole(data, events, tags) if len(data) < _SMALL else _in_turn(data, events, tags):
            if event == "end" or local(element) in starts:
                yield event, element
    except etree.XMLSyntaxError as problem:
        if getattr(problem, "code", None) == _NO_MEMORY:
            raise MemoryError from problem
        deep = "depth" in str(problem).lower()
        raise BadPackage(Reason.DEPTH if deep else Reason.XML, where) from problem


def _whole(data: bytes, events: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[str, Element]]:
    """The elements of a small part, which is read at once: that takes half the time."""
    return iter(etree.iterwalk(etree.fromstring(data, _PARSER), events=events, tag=tags))


def _in_turn(data: bytes, events: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[str, Element]]:
    """Those of a large part, of which no more is held than what is looked at."""
    for event, element in etree.iterparse(io.BytesIO(data), events=events, tag=tags, **_CAREFUL):
        yield event, element
        if event == "start":
            continue
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


class PageTarget(Protocol):
    """What is told of a web page as it is read; names are in lower case, texts come in any pieces."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...
    def comment(self, text: str) -> None: ...
    def close(self) -> None: ...


def walk_page(pieces: Iterable[str], target: PageTarget) -> None:
    """Tell `target` of HTML, however it is written; no tree of it is made, and nothing of it is run or fetched.

    Raises BadPackage on a declaration of entities, and on what is no markup at all.
    """
    parser = etree.HTMLParser(target=cast("Any", target), encoding="utf-8", no_network=True, huge_tree=False)
    seam = ""
    try:
        for piece in pieces:
            if _DECLARES.search(seam + piece):
                raise BadPackage(Reason.ENTITIES)
            seam = piece[-_SEAM:]
            parser.feed(piece.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError as problem:
        raise BadPackage(Reason.MARKUP) from problem


def check_prolog(data: bytes, where: str = "") -> None:
    """Refuse a DOCTYPE or entity declaration in whatever encoding, and encodings that hide one."""
    check_pieces(iter((data,)), where)


def check_pieces(pieces: Iterator[bytes], where: str = "") -> None:
    """The same of a part that is not held as a whole."""
    piece = next(pieces, b"")
    if piece[:2] in _WIDE:
        piece = _in_utf8(piece + b"".join(pieces), where)
    if declared_encoding(piece) not in _ENCODINGS:
        raise BadPackage(Reason.ENCODING, where)
    seam = b""
    while piece:
        looked_at = seam + piece if seam else piece
        if b"!" in looked_at and any(each in looked_at for each in _DECLARATIONS):  # one byte is found faster
            raise BadPackage(Reason.ENTITIES, where)
        seam = looked_at[-_SEAM:]
        piece = next(pieces, b"")


def _in_utf8(data: bytes, where: str) -> bytes:
    wide = _WIDE.get(data[:2])
    if wide is None:
        return data
    try:
        return data.decode(wide).encode()
    except UnicodeError as problem:
        raise BadPackage(Reason.ENCODING, where) from problem


def is_utf8(data: bytes) -> bool:
    """Whether markup says that it is UTF-8, or says nothing."""
    return data[:2] not in _WIDE and declared_encoding(data) in {"", "utf-8"}


def declared_encoding(start: bytes) -> str:
    """What the XML declaration names, in lower case; '' for none, 'unknown' for what is no XML in ASCII's letters."""
    return _declared(start[: start.find(b">", 0, 1024) + 1] or start[:1024])


@lru_cache(maxsize=64)  # programs write one declaration each
def _declared(start: bytes) -> str:
    head = start.removeprefix(codecs.BOM_UTF8)
    if not head.startswith((b"<?xml ", b"<?xml\t", b"<?xml\r", b"<?xml\n")):
        return "" if head.lstrip()[:1] in {b"<", b""} else "unknown"
    declaration = _DECLARED.match(head)
    return (declaration[1] or b"").decode().lower() if declaration else "unknown"
