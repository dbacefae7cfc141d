"""The records of an .xls that tell whether it is encrypted and what of it Excel may run or fetch. (MS-XLS 2.4.)

Only those before the first sheet are looked at: the list of sheets, the names, and the links of the whole workbook.
What a cell's formula calls is compiled, and is not told.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trygg_excel.gate.formulas import is_automatic
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.workbook import Active, ActiveKind

_BEGIN, _END, _ENCRYPTED = {0x09, 0x0209, 0x0409, 0x0809}, 0x0A, 0x2F
_SHEET, _NAME, _LINKED_SHEET, _LINK, _CONNECTION = 0x85, 0x18, 0x17, 0x01AE, 0x0876
_VERSION_8 = 0x0600  # Excel 97 and later
_MACRO_SHEET = 1
_OWN_SHEETS, _ADD_IN = 0x0401, 0x3A01  # in place of the length of a link's name
_ENCODED, _SEPARATOR = "\x01", "\x03"  # a path; between its folders, or a program and its topic
_DRIVES = {  # an address on the web behind its length, a drive, a server
    re.compile("^\x01\x05.", re.DOTALL): "",
    re.compile("^\x01\x01([A-Za-z])"): r"\1:/",
    re.compile("^\x01\x01@"): "//",
}
_BUILT_IN = 0x20
_AUTOMATIC = {1: "Auto_Open", 2: "Auto_Close", 10: "Auto_Activate", 11: "Auto_Deactivate"}


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    data: bytes
    wide: bool  # whether texts say if they are of two bytes a character (Excel 97 and later)


def active_in_records(stream: bytes) -> Iterator[Active]:
    """What the records say of macros, links and connections. Raises BadPackage on one that says it is encrypted."""
    for record in _records(stream):
        if record.kind == _ENCRYPTED:
            raise BadPackage(Reason.ENCRYPTED)
        if record.kind in _TOLD:
            yield from _TOLD[record.kind](record)


def _records(stream: bytes) -> Iterator[_Record]:
    """The records of the workbook as a whole, which come first."""
    at, wide = 0, False
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + size]
        if kind in _BEGIN:
            wide = data[:2] == struct.pack("<H", _VERSION_8)
        elif kind == _END:
            return
        yield _Record(kind, data, wide)
        at += 4 + size


def _sheet(record: _Record) -> Iterator[Active]:
    if record.data[5:6] == bytes([_MACRO_SHEET]):
        yield Active(ActiveKind.MACRO_SHEET, _text(record, at=7, length=record.data[6:7]))


def _name(record: _Record) -> Iterator[Active]:
    flags = int.from_bytes(record.data[:2], "little")
    name = _text(record, at=14, length=record.data[3:4])
    if flags & _BUILT_IN and name:
        name = _AUTOMATIC.get(ord(name[0]), "")
    if is_automatic(name):
        yield Active(ActiveKind.MACROS, name)


def _connection(_: _Record) -> Iterator[Active]:
    yield Active(ActiveKind.CONNECTION, "DCONN")


def _link(record: _Record) -> Iterator[Active]:
    length = record.data[2:4]
    if int.from_bytes(length, "little") not in {_OWN_SHEETS, _ADD_IN}:
        yield from _pointing(_text(record, at=4, length=length))


def _linked_sheet(record: _Record) -> Iterator[Active]:
    """Until Excel 95 a link is a record of its own; later ones have a table of places under the same number."""
    if not record.wide:
        yield from _pointing(_text(record, at=1, length=record.data[:1]), own_sheet=_SEPARATOR)


def _pointing(path: str, own_sheet: str = "\0") -> Iterator[Active]:
    if path.startswith(_ENCODED):
        target = _plain(path)
        yield Active(ActiveKind.EXTERNAL_LINK, target, target)
    elif _SEPARATOR in path and not path.startswith(own_sheet):
        target = path.replace(_SEPARATOR, "|")
        yield Active(ActiveKind.DDE, target, target)


def _plain(path: str) -> str:
    """A path as people write it: in the file, controls stand for its drive, server and folders. (MS-XLS 2.5.277.)"""
    for pattern, written in _DRIVES.items():
        path = pattern.sub(written, path)
    return re.sub("[\x01-\x08]+", "/", path).lstrip("/")


def _text(record: _Record, *, at: int, length: bytes) -> str:
    """The text at `at`, after its byte of flags if there is one."""
    count = int.from_bytes(length, "little")
    if not record.wide:
        return record.data[at : at + count].decode("cp1252", "replace")
    if record.data[at : at + 1] not in {b"\1", b"\5"}:
        return record.data[at + 1 : at + 1 + count].decode("latin-1")
    return record.data[at + 1 : at + 1 + 2 * count].decode("utf-16-le", "replace")


_TOLD: dict[int, Callable[[_Record], Iterator[Active]]] = {
    _SHEET: _sheet,
    _NAME: _name,
    _LINK: _link,
    _LINKED_SHEET: _linked_sheet,
    _CONNECTION: _connection,
}
