"""A workbook about to be changed: what is spliced into its parts and what is added, each with its reason.

Nothing is changed before `finished`. Parts, relationships and content types are spliced like everything else.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from trygg_excel.package import (
    Node,
    Outline,
    Package,
    Rewrite,
    Splice,
    Undo,
    is_utf8,
    outline,
    part_key,
    sheet_outline,
    spliced,
)  # fmt: skip
from trygg_excel.writeback.obstacle import Hindered, Obstacle

TYPES = "[Content_Types].xml"
_RELATIONSHIPS_NS = b"http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Finished:
    """What becomes of the container, how each changed part is taken back, and why it was changed or added."""

    rewrite: Rewrite
    undos: dict[str, tuple[Undo, ...]]
    reasons: dict[str, tuple[str, ...]]


@dataclass(slots=True)
class _Change:
    splices: list[Splice] = field(default_factory=list)
    appended: dict[int, tuple[Node, list[bytes]]] = field(default_factory=dict)


class Draft:
    def __init__(self, package: Package) -> None:
        self.package = package
        self._data: dict[str, bytes] = {}
        self._outlines: dict[str, Outline] = {}
        self._changes: dict[str, _Change] = {}
        self._added: dict[str, bytes] = {}
        self._removed: set[str] = set()
        self._reasons: dict[str, dict[str, None]] = {}
        self._relations: dict[str, list[tuple[str, str, str, bool]]] = {}
        self._reserved: set[str] = set()
        self._unrelated: dict[str, set[str]] = {}
        self.blocks: set[int] = set()  # of shape ids, in use in the drawings of notes; filled when first asked for

    def outline(self, part: str, *, sheet: bool = False) -> Outline:
        """The elements of a part as it is now. Raises Hindered when it cannot be spliced."""
        key = part_key(part)
        if key not in self._outlines:
            data = self.bytes_of(part)
            if not is_utf8(data):
                raise Hindered(Obstacle.DIALECT, part)
            self._outlines[key] = (sheet_outline if sheet else outline)(data, part)
        return self._outlines[key]

    def bytes_of(self, part: str) -> bytes:
        """A part as it is now. Raises Hindered when it is not there."""
        key = part_key(part)
        if key not in self._data:
            if part not in self.package:
                raise Hindered(Obstacle.PARTS, part)
            self._data[key] = self.package.read(part)
        return self._data[key]

    def splice(self, part: str, splice: Splice, why: str) -> None:
        """Change bytes of a part that was there."""
        self._change(part, why).splices.append(splice)

    def append(self, part: str, node: Node, content: bytes, why: str) -> None:
        """Put content last inside an element, even one that is written as a single tag."""
        change = self._change(part, why)
        change.appended.setdefault(node.start, (node, []))[1].append(content)

    def _change(self, part: str, why: str) -> _Change:
        self._reasons.setdefault(part_key(part), {})[why] = None
        return self._changes.setdefault(part_key(part), _Change())

    def reserve(self, pattern: str) -> str:
        """A free name such as 'xl/comments%d.xml' gives, held until something is put there."""
        number = 1
        while self._is_taken(pattern % number):
            number += 1
        self._reserved.add(part_key(pattern % number))
        return pattern % number

    def _is_taken(self, name: str) -> bool:
        return name in self.package or part_key(name) in self._reserved

    def add(self, name: str, data: bytes, content_type: str, why: str) -> None:
        """A new part under a reserved name; `content_type` '' when the package says it already."""
        self._added[name] = data
        self._reasons.setdefault(name, {})[why] = None
        if content_type and self.type_of(name) != content_type:
            self._tell_type(name, content_type, why)

    def remove(self, part: str, why: str) -> None:
        """Take a part out, with its relationships and what the content types say of it."""
        for each in (part, home_of(part)):
            if each in self.package and part_key(each) not in self._removed:
                self._removed.add(part_key(each))
                for told in self.outline(TYPES).root.all("Override"):
                    if part_key(unquote(told.get("PartName")).lstrip("/")) == part_key(each):
                        self.cut(TYPES, told, why)

    def unrelate(self, source: str, identity: str, why: str) -> None:
        """Let `source` no longer point where it does."""
        home = home_of(source)
        cut = self._unrelated.setdefault(part_key(source), set())
        told = list(self.outline(home).root.all("Relationship"))
        for each in told:
            if each.get("Id") == identity and identity not in cut:
                self.cut(home, each, why)
                cut.add(identity)
        if len(cut) == len(told):
            self.remove(home, why)

    def cut(self, part: str, node: Node, why: str) -> None:
        """Take an element out."""
        self.splice(part, Splice(node.start, node.end - node.start, b""), why)

    def type_of(self, name: str) -> str:
        """The content type the package gives a part of this name; '' for none."""
        types = self.outline(TYPES).root
        for each in types.all("Override"):
            if part_key(unquote(each.get("PartName")).lstrip("/")) == part_key(name):
                return each.get("ContentType")
        suffix = name.rpartition(".")[2].casefold()
        return next((e.get("ContentType") for e in types.all("Default") if e.get("Extension").casefold() == suffix), "")

    def parts_of_type(self, content_type: str) -> list[str]:
        """The parts the package gives this content type by name."""
        told = (each for each in self.outline(TYPES).root.all("Override") if each.get("ContentType") == content_type)
        found = (present(self.package, each.get("PartName").lstrip("/")) for each in told)
        return [each for each in found if each]

    def _tell_type(self, name: str, content_type: str, why: str) -> None:
        types = self.outline(TYPES)
        suffix = name.rpartition(".")[2]
        known = any(each.get("Extension").casefold() == suffix for each in types.root.all("Default"))
        if known or suffix == "xml":
            said = f"Override PartName={quoteattr('/' + name)}"
        elif part_key(suffix) in self._reserved:
            return
        else:
            self._reserved.add(part_key(suffix))
            said = f"Default Extension={quoteattr(suffix)}"
        element = f"<{self._like(types)}{said} ContentType={quoteattr(content_type)}/>"
        self.append(TYPES, types.root, element.encode(), why)

    @staticmethod
    def _like(parent: Outline) -> str:
        """The prefix the root of a part is written with."""
        prefix, colon, _ = parent.written_name(parent.root).decode().rpartition(":")
        return prefix + colon

    def relate(
        self, source: str, kind: str, target: str, why: str, *, external: bool = False, identity: str = ""
    ) -> str:
        """Let `source` point at a part (or at an address outside); the relationship's id, a free one unless given."""
        home = home_of(source)
        told = self._relations.setdefault(source, [])
        taken = {each[0] for each in told}
        if home in self.package:
            taken |= {each.get("Id") for each in self.outline(home).root.all("Relationship")}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        relative = target if external else posixpath.relpath(target, posixpath.dirname(source) or ".")
        told.append((identity or f"rId{number}", kind, relative, external))
        self._reasons.setdefault(part_key(home), {})[why] = None
        return told[-1][0]

    def target(self, source: str, kind: str) -> str | None:
        """The part that `source` points at with a relationship of that kind."""
        for each in self.package.relationships(source).values():
            if each.kind == kind and not each.external:
                return present(self.package, each.target)
        return None

    def missing(self, source: str, kind: str) -> str:
        """The name of the part that `source` points at with a relationship of that kind, though it is not there."""
        told = (
            each.target
            for each in self.package.relationships(source).values()
            if each.kind == kind and not each.external
        )
        return next((each for each in told if each and present(self.package, each) is None), "")

    def finished(self) -> Finished:
        """All changes made; Hindered where they do not fit each other."""
        for source, told in self._relations.items():
            self._write_relations(source, told)
        names = {part_key(each): each for each in self.package.parts}
        changed: dict[str, bytes] = {}
        undos: dict[str, tuple[Undo, ...]] = {}
        for part, change in self._changes.items():
            if part not in self._removed:
                changed[names[part]], undos[names[part]] = self._changed(part, change)
        reasons = {names.get(part, part): tuple(told) for part, told in self._reasons.items()}
        return Finished(Rewrite(changed, self._added, frozenset(self._removed)), undos, reasons)

    def _changed(self, part: str, change: _Change) -> tuple[bytes, tuple[Undo, ...]]:
        held = [_appended(self._outlines[part], node, told) for node, told in change.appended.values()]
        try:
            return spliced(self.bytes_of(part), [*change.splices, *held])
        except ValueError as problem:
            raise Hindered(Obstacle.PARTS, part) from problem

    def _write_relations(self, source: str, told: Iterable[tuple[str, str, str, bool]]) -> None:
        home = home_of(source)
        if home in self.package:
            held = self.outline(home)
            content = "".join(_relationship(self._like(held), *each) for each in told)
            self.append(home, held.root, content.encode(), next(iter(self._reasons[part_key(home)])))
            return
        content = "".join(_relationship("", *each) for each in told)
        data = b'%b<Relationships xmlns="%b">%b</Relationships>' % (DECLARATION, _RELATIONSHIPS_NS, content.encode())
        why = next(iter(self._reasons.pop(part_key(home))))
        self._reserved.add(part_key(home))
        told_of = self.type_of(home_of(""))  # some packages say nothing of such parts; then nor do we
        self.add(home, data, _RELATIONSHIPS_TYPE if told_of else "", why)


def home_of(source: str) -> str:
    """The part that holds the relationships of another."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def present(package: Package, target: str) -> str | None:
    """A target as a part that is there, percent signs read if need be; None when there is none."""
    return next((each for each in (target, unquote(target)) if each in package), None)


def _relationship(prefix: str, name: str, kind: str, target: str, external: bool) -> str:
    mode = ' TargetMode="External"' if external else ""
    said = f"Id={quoteattr(name)} Type={quoteattr(kind)} Target={quoteattr(target)}"
    return f"<{prefix}Relationship {said}{mode}/>"


def _appended(held: Outline, node: Node, told: list[bytes]) -> Splice:
    content = b"".join(told)
    if not held.is_empty(node):
        return Splice(node.closed, 0, content)
    tag = held.data[node.start : node.opened - 2].rstrip()
    return Splice(node.start, node.opened - node.start, tag + b">" + content + b"</%b>" % held.written_name(node))
