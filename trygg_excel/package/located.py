"""Where the elements of a part stand, byte for byte, so that it can be changed without being written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from trygg_excel.gate.limits import LIMITS
from trygg_excel.gate.reasons import Reason
from trygg_excel.package.bad import BadPackage
from trygg_excel.package.markup import check_prolog

_TAG = re.compile(rb"""<(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = rb"""(?<=[\s"'])%b\s*=\s*("[^"]*"|'[^']*')"""
_BODY = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?=[\s/>])")
_APART = (b"<!--", b"<![CDATA[")
_MARK = " "  # between namespace and name, as expat is told


@dataclass(slots=True)
class Node:
    """An element. `start` to `end` are its bytes, `opened` to `closed` what is inside it; equal when self-closed."""

    namespace: str
    name: str
    attributes: dict[str, str]
    start: int
    opened: int
    closed: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def find(self, name: str) -> Node | None:
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator[Node]:
        return (each for each in self.children if each.name == name)

    def within(self, name: str) -> Iterator[Node]:
        """Those of that name however deep, in file order."""
        for each in self.children:
            if each.name == name:
                yield each
            yield from each.within(name)

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def local(self, name: str) -> str:
        """An attribute by its name alone, whatever its namespace: `r:id` of either dialect."""
        return next((value for key, value in self.attributes.items() if key.rpartition(_MARK)[2] == name), "")


@dataclass(slots=True)
class Outline:
    """A part with its root element, and the prefixes declared on the root by namespace ('' for the default one)."""

    data: bytes
    root: Node
    prefixes: dict[str, str]

    def attribute(self, node: Node, name: str) -> tuple[int, int] | None:
        """Where the value of an attribute stands, quotes left out, by its name as written; None when there is none."""
        tag = self.data[node.start : node.opened]
        found = re.search(_ATTRIBUTE % re.escape(name.encode()), tag)
        return None if found is None else (node.start + found.start(1) + 1, node.start + found.end(1) - 1)

    def is_empty(self, node: Node) -> bool:
        """Whether the element is written as one tag."""
        return self.data[node.opened - 2 : node.opened] == b"/>"

    def written_name(self, node: Node) -> bytes:
        """The element's name as it stands in the file, prefix included."""
        found = re.match(rb"<([^\s/>]+)", self.data[node.start : node.opened])
        return found[1] if found else node.name.encode()


class _Builder:
    """Expat's events as nodes. `shift` is what was left out of the bytes it is given."""

    def __init__(self, data: bytes, where: str, depth: int) -> None:
        self.data, self.where, self.depth = data, where, depth
        self.shift, self.started = 0, 0
        self.prefixes: dict[str, str] = {}
        self.root: Node | None = None
        self._open: list[Node] = []
        self._parser = expat.ParserCreate(namespace_separator=_MARK)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartNamespaceDeclHandler = self._declared

    def feed(self, piece: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as problem:
            raise BadPackage(Reason.XML, self.where) from problem

    def _at(self) -> int:
        return self._parser.CurrentByteIndex + self.shift

    def _declared(self, prefix: str | None, namespace: str | None) -> None:
        if self.root is None:
            self.prefixes.setdefault(namespace or "", prefix or "")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        at = self._at()
        found = _TAG.match(self.data, at)
        namespace, _, name = tag.rpartition(_MARK)
        node = Node(namespace, name, attributes, at, found.end() if found else at)
        if len(self._open) >= self.depth:
            raise BadPackage(Reason.DEPTH, self.where)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def _end(self, tag: str) -> None:
        del tag
        node = self._open.pop()
        if self.data[node.opened - 2 : node.opened] == b"/>":
            node.closed = node.end = node.opened
        else:
            node.closed = self._at()
            node.end = self.data.index(b">", node.closed) + 1

    def _text(self, said: str) -> None:
        if self._open:
            self._open[-1].text += said


def outline(data: bytes, where: str = "", depth: int = LIMITS.depth) -> Outline:
    """All elements of a part in UTF-8. Raises BadPackage on what is not well-formed, nested too deep or declared."""
    check_prolog(data, where)
    builder = _Builder(data, where, depth)
    builder.feed(data, last=True)
    return _outline(builder)


def sheet_outline(data: bytes, where: str = "", depth: int = LIMITS.depth) -> Outline:
    """The elements of a worksheet, with none inside its `sheetData`: a sheet may hold a million cells."""
    check_prolog(data, where)
    found = _BODY.search(data)
    tag = found and _TAG.match(data, found.start())
    close = data.rfind(b"</%bsheetData" % found[1]) if found else -1
    if not found or not tag or close < tag.end() or any(each in data for each in _APART):
        return outline(data, where, depth)
    builder = _Builder(data, where, depth)
    builder.feed(data[: tag.end()], last=False)
    builder.shift = close - tag.end()
    builder.feed(data[close:], last=True)
    return _outline(builder)


def _outline(builder: _Builder) -> Outline:
    if builder.root is None:
        raise BadPackage(Reason.XML, builder.where)
    return Outline(builder.data, builder.root, builder.prefixes)
