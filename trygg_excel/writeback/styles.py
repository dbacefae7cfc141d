"""Formats added last in the workbook's own lists, so that every index it holds goes on meaning the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from trygg_excel.package import Node, Outline, Splice, outline, spliced
from trygg_excel.writeback.book import STRICT, TRANSITIONAL, Book, place_in
from trygg_excel.writeback.draft import DECLARATION, Draft
from trygg_excel.writeback.obstacle import Hindered, Obstacle
from trygg_excel.writeback.widths import digit_pixels

STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
_MOST_FORMATS = 64_000  # cell formats in a workbook: Excel's own limit
_FIRST_NUMBER_FORMAT = 164  # those below are built in
_EMPTY = (
    '<styleSheet xmlns="{}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
_INDEX = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}


@dataclass(frozen=True, slots=True)
class Renumbered:
    """Where the formats of another workbook ended up: cell formats and differential ones, by their old index."""

    cells: tuple[int, ...]
    differential: tuple[int, ...]

    def cell(self, index: bytes) -> bytes:
        return b"%d" % self.cells[int(index)]

    def changed(self, index: bytes) -> bytes:
        return b"%d" % self.differential[int(index)]


class Styles:
    """The styles part of a draft. What is added is written into it by `write`."""

    def __init__(self, draft: Draft, book: Book) -> None:
        self._draft, self._book = draft, book
        part = draft.target(book.main, "styles")
        self._part = part
        self._held = draft.outline(part) if part else outline(_EMPTY.format(book.namespace).encode())
        self._new: dict[str, list[bytes]] = {}
        self._codes: dict[str, int] = {}

    def add(self, group: str, element: bytes) -> int:
        """Put one element last in a group; its index. The same element twice is put once."""
        told = self._new.setdefault(group, [])
        if element not in told:
            told.append(element)
        return self._count(group) + told.index(element)

    @property
    def digit(self) -> int:
        """The unit of the workbook's column widths, in pixels."""
        return digit_pixels(self._held)

    def _count(self, group: str) -> int:
        held = self._held.root.find(group)
        return len(held.children) if held else 0

    def number_format(self, code: str, written: str) -> int:
        """The number of a format code, the workbook's own where it has it; `written` is the code as XML text."""
        if code in self._codes:
            return self._codes[code]
        group = self._held.root.find("numFmts")
        known = {each.get("formatCode"): _number(each.get("numFmtId")) for each in (group.children if group else ())}
        if code not in known:
            taken = {*known.values(), *self._codes.values()}
            known[code] = next(n for n in range(_FIRST_NUMBER_FORMAT, 1 << 20) if n not in taken)
            self.add("numFmts", f'<numFmt numFmtId="{known[code]}" formatCode="{written}"/>'.encode())
        self._codes[code] = known[code]
        return known[code]

    def adopt(self, theirs: bytes) -> Renumbered:
        """Take over all formats of a styles part that XlsxWriter wrote."""
        held = outline(theirs)
        numbers = {
            int(e.get("numFmtId")): self.number_format(e.get("formatCode"), _as_written(held, e, "formatCode"))
            for e in _children(held, "numFmts")
        }
        moved = {
            name: [self.add(name, _bare(_bytes(held, each))) for each in _children(held, name)]
            for name in _INDEX.values()
        }
        cells = tuple(
            self.add("cellXfs", self._cell_format(_bytes(held, each), numbers, moved))
            for each in _children(held, "cellXfs")
        )
        changed = tuple(self.add("dxfs", self._differential(held, each)) for each in _children(held, "dxfs"))
        if self._count("cellXfs") + len(self._new.get("cellXfs", ())) > _MOST_FORMATS:
            raise Hindered(Obstacle.FULL, self._part or "")
        return Renumbered(cells, changed)

    def _cell_format(self, element: bytes, numbers: dict[int, int], moved: dict[str, list[int]]) -> bytes:
        """A cell format with its new indexes, told to apply all of them: what they point at is ours."""
        element = re.sub(rb'numFmtId="(\d+)"', lambda m: b'numFmtId="%d"' % numbers.get(int(m[1]), int(m[1])), element)
        for name, group in _INDEX.items():
            old, new = re.search(rb'%b="(\d+)"' % name.encode(), element), moved[group]
            if old:
                element = element[: old.start(1)] + b"%d" % new[int(old[1])] + element[old.end(1) :]
        base = b' xfId="0"' if self._held.root.find("cellStyleXfs") else b""
        element = re.sub(rb' (xfId|applyFont|applyNumberFormat|applyFill|applyBorder)="\d+"', b"", element, count=9)
        applied = b' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
        return re.sub(rb'(borderId="\d+")', rb"\1" + base + applied, element, count=1)

    def _differential(self, held: Outline, node: Node) -> bytes:
        """A differential format; a number format inside it has a number of its own among the workbook's."""
        element = _bytes(held, node)
        for each in node.all("numFmt"):
            number = self.number_format(each.get("formatCode"), _as_written(held, each, "formatCode"))
            element = re.sub(rb'numFmtId="\d+"', b'numFmtId="%d"' % number, element)
        return element

    def write(self, why: str) -> None:
        """Put what was added into the draft: into the part that is there, or as a part of its own."""
        if not self._new:
            return
        if self._part is None:
            self._write_part(why)
            return
        at: dict[int, bytes] = {}
        for group in sorted(self._new, key=_ORDER.index):
            node = self._held.root.find(group)
            if node is None:
                place = place_in(self._held.root, _ORDER, group)
                at[place] = at.get(place, b"") + self._group(group)
            else:
                self._extend(self._part, node, group, why)
        for place, content in at.items():
            self._draft.splice(self._part, Splice(place, 0, content), why)

    def _extend(self, part: str, node: Node, group: str, why: str) -> None:
        """Put the new elements last in a group. A count that is told must be true; it need not be told."""
        total = b"%d" % (len(node.children) + len(self._new[group]))
        if self._held.is_empty(node):
            tag = re.sub(rb"""(\scount\s*=\s*["'])\d+""", rb"\g<1>" + total, self._held.data[node.start : node.opened])
            name = self._held.written_name(node)
            whole = tag[:-2].rstrip() + b">" + self._elements(group) + b"</%b>" % name
            self._draft.splice(part, Splice(node.start, node.opened - node.start, whole), why)
            return
        self._draft.append(part, node, self._elements(group), why)
        if place := self._held.attribute(node, "count"):
            self._draft.splice(part, Splice(place[0], place[1] - place[0], total), why)

    def _write_part(self, why: str) -> None:
        awaited = self._draft.missing(self._book.main, "styles")
        name = awaited or self._free_name()
        splices = []
        for group in sorted(self._new, key=_ORDER.index):
            node = self._held.root.find(group)
            place = node.closed if node else place_in(self._held.root, _ORDER, group)
            splices.append(Splice(place, 0, self._elements(group) if node else self._group(group)))
        data = re.sub(rb'((?:fonts|fills|borders|cellXfs)) count="\d+"', rb"\1", spliced(self._held.data, splices)[0])
        self._draft.add(name, DECLARATION + data, STYLES_TYPE, why)
        if not awaited:
            self._draft.relate(self._book.main, self._book.relation("styles"), name, why)

    def _free_name(self) -> str:
        usual = self._book.within("styles.xml")  # the only name some readers look under
        return self._draft.reserve(self._book.within("styles%d.xml")) if usual in self._draft.package else usual

    def _group(self, group: str) -> bytes:
        prefix = self._held.written_name(self._held.root).rpartition(b":")
        name = prefix[0] + prefix[1] + group.encode()
        return b'<%b count="%d">%b</%b>' % (name, len(self._new[group]), self._elements(group), name)

    def _elements(self, group: str) -> bytes:
        return b"".join(self._told(each) for each in self._new[group])

    def _told(self, element: bytes) -> bytes:
        """An unprefixed element as it is, unless the part's own default namespace is another."""
        if self._held.prefixes.get(self._held.root.namespace) == "":
            return element
        return re.sub(rb"^<([\w]+)", rb'<\1 xmlns="%b"' % self._held.root.namespace.encode(), element)


def strict_of(data: bytes) -> bytes:
    """A part XlsxWriter wrote, in the words of strict OOXML."""
    for family in ("officeDocument/2006/relationships", "drawingml/2006/main", "drawingml/2006/chart",
                   "drawingml/2006/spreadsheetDrawing"):  # fmt: skip
        theirs = family.replace("/2006", "")
        data = data.replace(
            f"http://schemas.openxmlformats.org/{family}".encode(), f"http://purl.oclc.org/ooxml/{theirs}".encode()
        )
    return data.replace(TRANSITIONAL.encode(), STRICT.encode())


def _children(held: Outline, group: str) -> Iterable[Node]:
    found = held.root.find(group)
    return found.children if found else ()


def _bytes(held: Outline, node: Node) -> bytes:
    return held.data[node.start : node.end]


def _bare(element: bytes) -> bytes:
    """Without what the workbook's own theme would turn into another colour or font."""
    return re.sub(rb'<scheme val="\w+"/>', b"", element.replace(b'<color theme="1"/>', b'<color rgb="FF000000"/>'))


def _as_written(held: Outline, node: Node, name: str) -> str:
    place = held.attribute(node, name)
    return held.data[slice(*place)].decode() if place else ""


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() else -1
