"""The boxes of notes: shapes in VML, which Excel still draws them from. (ECMA-376 part 4, 19.4.)

VML is often no well-formed XML, so it is changed as bytes: shapes are put in before its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from trygg_excel.package import Splice, is_utf8
from trygg_excel.writeback.draft import Draft
from trygg_excel.writeback.obstacle import Hindered, Obstacle

Box: TypeAlias = tuple[int, int, str]  # row and column from 1, and what the box is to hold

_BLOCK = 1024  # shape ids come in blocks of so many; a drawing names its blocks in `idmap`
_IDMAP = re.compile(rb"""<(?:\w+:)?idmap\b[^>]*?\sdata\s*=\s*["']([\d,\s]+)["']""")
_SHAPE = re.compile(rb"_x0000_s(\d+)")
_NAMESPACES = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_LINE = 36  # characters on a line of a box
_COLUMNS, _MOST_ROWS = 4, 30  # how wide and how high a box is at most, in columns and rows


def new_boxes(draft: Draft, boxes: Sequence[Box]) -> bytes:
    """A drawing with boxes for notes."""
    block = _free_block(draft)
    declared = b" ".join(b'xmlns:%b="%b"' % each for each in _NAMESPACES.items())
    layout = b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>' % block
    return b"<xml %b>%b%b%b</xml>" % (declared, layout, _TYPE, _shapes(boxes, block * _BLOCK + 1))


def with_boxes(draft: Draft, part: str, boxes: Sequence[Box]) -> list[Splice]:
    """The changes that put boxes into a drawing that is there."""
    data = draft.bytes_of(part)
    end = data.rstrip().rfind(b"</xml>")
    if not is_utf8(data) or end < 0:
        raise Hindered(Obstacle.PARTS, part)
    blocks = _IDMAP.search(data)
    first, splices = _free_shape(draft, data, blocks, len(boxes))
    content = (b"" if b'"_x0000_t202"' in data or b"'_x0000_t202'" in data else _TYPE) + _shapes(boxes, first)
    root = re.search(rb"<xml\b[^>]*>", data)
    for prefix, namespace in _NAMESPACES.items():
        if not root or not re.search(rb"xmlns:%b\s*=\s*[\"']%b" % (prefix, re.escape(namespace)), root[0]):
            content = re.sub(rb"(<v:shape(?:type)? )", rb'\1xmlns:%b="%b" ' % (prefix, namespace), content)
    return [*splices, Splice(end, 0, content)]


def renumbered(draft: Draft, data: bytes) -> bytes:
    """A drawing of notes that XlsxWriter wrote, with shape ids of a block of its own."""
    fresh = _free_block(draft)
    data = re.sub(rb'(idmap\b[^>]*?\sdata=")\d+', rb"\g<1>%d" % fresh, data)
    return _SHAPE.sub(lambda m: b"_x0000_s%d" % (int(m[1]) % _BLOCK + fresh * _BLOCK), data)


def _free_shape(draft: Draft, data: bytes, blocks: re.Match[bytes] | None, needed: int) -> tuple[int, list[Splice]]:
    """The first of so many free shape ids, in a block the drawing has or in one more."""
    taken = {int(each) for each in _SHAPE.findall(data)}
    for block in _numbers(blocks[1]) if blocks else ():
        first = max((each for each in taken if each // _BLOCK == block), default=block * _BLOCK) + 1
        if (first + needed - 1) // _BLOCK == block:
            return first, []
    fresh = _free_block(draft)
    more = [Splice(blocks.end(1), 0, b",%d" % fresh)] if blocks else []
    return fresh * _BLOCK + 1, more


def _free_block(draft: Draft) -> int:
    """A block no drawing of the workbook uses; each is handed out once."""
    used = draft.blocks
    if not used:
        used.add(0)
        for part in draft.package.parts:
            if part.casefold().endswith(".vml"):
                data = draft.bytes_of(part)
                used |= {number for each in _IDMAP.findall(data) for number in _numbers(each)}
                used |= {int(each) // _BLOCK for each in _SHAPE.findall(data)}
    fresh = max(used) + 1
    used.add(fresh)
    return fresh


def _numbers(told: bytes) -> list[int]:
    return [int(each) for each in told.split(b",") if each.strip().isdigit()]


def _shapes(boxes: Sequence[Box], first: int) -> bytes:
    return b"".join(_shape(number, *box) for number, box in enumerate(boxes, first))


def _shape(number: int, row: int, column: int, said: str) -> bytes:
    lines = sum(1 + len(line) // _LINE for line in said.split("\n"))
    top, high = max(row - 2, 0), min(lines + 1, _MOST_ROWS)
    anchor = f"{column}, 15, {top}, 10, {column + _COLUMNS}, 15, {top + high}, 4"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;'
        f'margin-top:1.5pt;width:190pt;height:{12 * high}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row>"
        f"<x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    ).encode()
