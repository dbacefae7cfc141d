"""Parts of an .xlsb beside its sheets: the list of them, looks of cells, and shared texts. (MS-XLSB 2.1.7.)"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from datetime import datetime

from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.reading.cells import EPOCH_1900, EPOCH_1904
from trygg_excel.reading.styles import BUILT_IN
from trygg_excel.reading.xls_formula import sheets_pointed_at
from trygg_excel.reading.xlsb_records import records, wide_text
from trygg_excel.workbook import CellStyle, Visibility

_SHEET, _BOOK, _NAME = 156, 153, 39
_FORMAT, _FONT, _LOOK, _BEGIN_LOOKS, _END_LOOKS = 44, 43, 47, 617, 618
_TEXT = 19
_POINTED, _OWN_BOOK, _BOOKS = 362, 357, frozenset({355, 357, 358, 667, 2_091})
_ITALIC, _BOLD = 0x02, 600
_LONGEST_FORMAT = 255
_VISIBILITY = {0: Visibility.VISIBLE, 1: Visibility.HIDDEN, 2: Visibility.VERY_HIDDEN}


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet as the workbook lists it; `relationship` is the id of its part."""

    name: str
    relationship: str
    visibility: Visibility


@dataclass
class Listed:
    """What the workbook's own part says; `pointed` as in Words."""

    tabs: list[Tab] = field(default_factory=list)
    epoch: datetime = EPOCH_1900
    pointed: list[str] = field(default_factory=list)


def read_workbook_part(data: bytes, limits: Limits) -> Listed:
    """Raises BadPackage on too many sheets or names."""
    found = Listed()
    books: list[int] = []
    names, pointed = 0, b""
    for kind, content in records(data):
        if kind == _SHEET:
            found.tabs.append(_tab(content))
            if len(found.tabs) > limits.sheets:
                raise BadPackage(Reason.SHEETS)
        elif kind == _BOOK and content[:1] and content[0] & 1:
            found.epoch = EPOCH_1904
        elif kind == _NAME:
            names += 1
            if names > limits.names:
                raise BadPackage(Reason.DEFINED_NAMES)
        elif kind in _BOOKS:
            books.append(kind)
        elif kind == _POINTED:
            pointed = content
    own = books.index(_OWN_BOOK) if _OWN_BOOK in books else None
    whole = pointed[4 : 4 + max(0, len(pointed) - 4) // 12 * 12]
    found.pointed = sheets_pointed_at(list(struct.iter_unpack("<Iii", whole)), own, [tab.name for tab in found.tabs])
    return found


def _tab(content: bytes) -> Tab:
    visibility = _VISIBILITY.get(int.from_bytes(content[:4], "little"), Visibility.VISIBLE)
    relationship, after = wide_text(content, 8)
    return Tab(wide_text(content, after)[0], relationship, visibility)


def read_styles_part(data: bytes, limits: Limits) -> list[CellStyle]:
    """The looks of cells by index. Raises BadPackage on too many."""
    formats = dict(BUILT_IN)
    fonts: list[tuple[bool, bool]] = []
    looks: list[tuple[int, int, int]] = []
    of_cells = False
    for kind, content in records(data):
        if kind in {_BEGIN_LOOKS, _END_LOOKS}:
            of_cells = kind == _BEGIN_LOOKS
        elif kind == _FORMAT:
            text = wide_text(content, 2)[0][:_LONGEST_FORMAT]
            formats[int.from_bytes(content[:2], "little")] = text or "General"
        elif kind == _FONT:
            weight = int.from_bytes(content[4:6], "little")
            fonts.append((weight >= _BOLD, bool(int.from_bytes(content[2:4], "little") & _ITALIC)))
        elif kind == _LOOK and of_cells:
            font, number_format = (int.from_bytes(content[at : at + 2], "little") for at in (4, 2))
            looks.append((font, number_format, content[11] if len(content) > 11 else 0))
        if len(looks) > limits.styles or len(fonts) > limits.styles:
            raise BadPackage(Reason.STYLES)
    return [
        CellStyle(
            formats.get(number_format, "General"), *(fonts[font] if font < len(fonts) else (False, False)), indent
        )
        for font, number_format, indent in looks
    ]


def read_strings_part(data: bytes, limits: Limits) -> list[str]:
    """The shared texts by index. Raises BadPackage on too many."""
    found = []
    for kind, content in records(data):
        if kind == _TEXT:
            found.append(wide_text(content, 1)[0])
            if len(found) > limits.strings:
                raise BadPackage(Reason.STRINGS)
    return found
