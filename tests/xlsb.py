"""The smallest .xlsb there is, written by hand."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsb(cells: Iterable[tuple[int, int, float]]) -> bytes:
    """A workbook with one sheet 'Blad1' of (row, column, number), counted from 0, in reading order."""
    sheet_entry = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Blad1")
    workbook = _record(131) + _record(143) + _record(156, sheet_entry) + _record(144) + _record(132)
    rows = b"".join(
        _record(0, struct.pack("<I", row) + bytes(13)) + _record(5, struct.pack("<IId", column, 0, number))
        for row, column, number in cells
    )
    sheet = _record(129) + _record(148, bytes(16)) + _record(145) + rows + _record(146) + _record(130)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", _CONTENT_TYPES)
        out.writestr("_rels/.rels", _relationship("officeDocument", "xl/workbook.bin"))
        out.writestr("xl/workbook.bin", workbook)
        out.writestr("xl/_rels/workbook.bin.rels", _relationship("worksheet", "worksheets/sheet1.bin"))
        out.writestr("xl/worksheets/sheet1.bin", sheet)
    return written.getvalue()


def corners() -> bytes:
    """1.2 KB with a cell in the first and in the last corner of the grid: readers that keep the whole of it abort."""
    return xlsb([(0, 0, 1.0), (1_048_575, 16_383, 1.0)])


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    assert len(data) < 128
    return head + bytes([len(data)]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _relationship(kind: str, target: str) -> str:
    inner = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_RELATIONSHIPS}">{inner}</Relationships>'


_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
