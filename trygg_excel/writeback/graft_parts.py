"""What a grafted sheet points at: drawings, charts, pictures, tables, notes, links. Each under a free name."""

from __future__ import annotations

import re

from trygg_excel.package import Package, outline
from trygg_excel.writeback.book import Book
from trygg_excel.writeback.draft import Draft
from trygg_excel.writeback.note_boxes import renumbered
from trygg_excel.writeback.notes import COMMENTS_TYPE, VML_TYPE
from trygg_excel.writeback.styles import Renumbered, strict_of

_OFFICE = "application/vnd.openxmlformats-officedocument."
TABLE_TYPE = f"{_OFFICE}spreadsheetml.table+xml"
_KINDS = {
    "drawing": ("drawings/drawing%d.xml", f"{_OFFICE}drawing+xml"),
    "chart": ("charts/chart%d.xml", f"{_OFFICE}drawingml.chart+xml"),
    "comments": ("comments%d.xml", COMMENTS_TYPE),
    "vmlDrawing": ("drawings/vmlDrawing%d.vml", VML_TYPE),
    "table": ("tables/table%d.xml", TABLE_TYPE),
}
_PICTURES = {"jpg": "image/jpeg"}
_TABLE_FORMAT = re.compile(rb'(\b(?:headerRow|data|totalsRow)DxfId=")(\d+)"')
_TABLE_NAME = re.compile(rb'(<table\b[^>]*?\sid=")\d+(" name=")([^"]*)(" displayName=")[^"]*"')


class Grafted:
    """The parts that come along from one workbook of ours, each copied once."""

    def __init__(self, draft: Draft, book: Book, theirs: Package, formats: Renumbered, why: str) -> None:
        self._draft, self._book, self._theirs, self._formats, self._why = draft, book, theirs, formats, why
        self._copied: dict[str, str] = {}
        self._tables, self._names = _tables(draft, book)

    def copy_relations(self, source: str, target: str) -> None:
        """Let a new part point at copies of what its original points at, under the same ids."""
        for identity, told in self._theirs.relationships(source).items():
            kind = self._book.relation(told.kind)
            goal = told.target if told.external else self._copy(told.target, told.kind)
            self._draft.relate(target, kind, goal, self._why, external=told.external, identity=identity)

    def _copy(self, part: str, kind: str) -> str:
        if part not in self._copied:
            pattern, content_type = _KINDS[kind] if kind in _KINDS else _picture(part)
            name = self._draft.reserve(self._book.within(pattern))
            self._copied[part] = name
            self.copy_relations(part, name)
            self._draft.add(name, self._data(part, kind), content_type, self._why)
        return self._copied[part]

    def _data(self, part: str, kind: str) -> bytes:
        data = self._theirs.read(part)
        if kind == "table":
            data = self._table(data)
        elif kind == "vmlDrawing":
            data = renumbered(self._draft, data)
        return strict_of(data) if self._book.strict and kind in _KINDS and kind != "vmlDrawing" else data

    def _table(self, data: bytes) -> bytes:
        """A table with a free number and name. Our formulas name cells, never tables."""
        self._tables += 1
        found = _TABLE_NAME.search(data)
        name = found[3].decode() if found else ""
        free, number = name, 1
        while free.casefold() in self._names:
            number += 1
            free = f"{name}_{number}"
        self._names.add(free.casefold())
        data = _TABLE_NAME.sub(rb'\g<1>%d\g<2>%b\g<4>%b"' % (self._tables, free.encode(), free.encode()), data, count=1)
        return _TABLE_FORMAT.sub(lambda m: m[1] + self._formats.changed(m[2]) + b'"', data)


def _picture(part: str) -> tuple[str, str]:
    suffix = part.rpartition(".")[2].casefold()
    return f"media/image%d.{suffix}", _PICTURES.get(suffix, f"image/{suffix}")


def _tables(draft: Draft, book: Book) -> tuple[int, set[str]]:
    """The highest number of a table in the workbook, and all names that a table may not have."""
    group = book.held.root.find("definedNames")
    names = {each.get("name").casefold() for each in (group.children if group else ())}
    highest = 0
    for part in draft.parts_of_type(TABLE_TYPE):
        root = outline(draft.bytes_of(part), part).root
        names |= {root.get("name").casefold(), root.get("displayName").casefold()}
        highest = max(highest, int(root.get("id")) if root.get("id").isdigit() else 0)
    return highest, names
