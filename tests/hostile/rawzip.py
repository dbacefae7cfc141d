"""Zip archives byte by byte, for what `zipfile` refuses to write. (APPNOTE.TXT 6.3.)"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

STORED, DEFLATED = 0, 8
_TIME_AND_DATE = struct.pack("<HH", 0, 63)  # 1980-01-31
Tail: TypeAlias = Callable[
    [int, int, int], bytes
]  # (offset, size, entries) of the directory -> all that comes after it


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One part. All but `name` and `data` are lies: None means the truth."""

    name: bytes | str
    data: bytes = b""
    packed: bytes | None = None
    method: int = DEFLATED
    flags: int = 0
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    local_name: bytes | None = None
    local_size: int | None = None
    offset: int | None = None  # where the directory says that it starts
    extra: bytes = b""  # in the directory
    local_extra: bytes = b""
    descriptor: bytes = b""  # what comes after the packed bytes
    hidden: bool = False  # in the file but not in the directory
    wide: bool = False  # sizes in zip64 fields

    def bytes_name(self) -> bytes:
        return self.name.encode() if isinstance(self.name, str) else self.name

    def content(self) -> bytes:
        if self.packed is not None:
            return self.packed
        return self.data if self.method == STORED else deflate(self.data)

    def sizes(self) -> bytes:
        crc = zlib.crc32(self.data) if self.crc is None else self.crc
        if self.wide:
            return struct.pack("<III", crc, 0xFFFFFFFF, 0xFFFFFFFF)
        return struct.pack("<III", crc, self._packed_size(), self._size())

    def _size(self) -> int:
        return len(self.data) if self.size is None else self.size

    def _packed_size(self) -> int:
        return len(self.content()) if self.packed_size is None else self.packed_size

    def _wide(self) -> bytes:
        return struct.pack("<HHQQ", 1, 16, self._size(), self._packed_size()) if self.wide else b""

    def local(self) -> bytes:
        name = self.bytes_name() if self.local_name is None else self.local_name
        sizes = self.sizes()
        if self.local_size is not None:
            sizes = sizes[:8] + struct.pack("<I", self.local_size)
        if self.flags & 8:
            sizes = bytes(12)
        extra = self._wide() + self.local_extra
        head = struct.pack("<4sHHH4s12sHH", b"PK\3\4", 45 if self.wide else 20, self.flags, self.method, _TIME_AND_DATE,
                           sizes, len(name), len(extra))  # fmt: skip
        return head + name + extra + self.content() + self.descriptor

    def central(self, offset: int) -> bytes:
        name = self.bytes_name()
        where = offset if self.offset is None else self.offset
        extra = self._wide() + self.extra
        head = struct.pack("<4sHHHH4s12sHHHHHII", b"PK\1\2", 45, 20, self.flags, self.method, _TIME_AND_DATE,
                           self.sizes(), len(name), len(extra), 0, 0, 0, 0, where)  # fmt: skip
        return head + name + extra


def deflate(data: bytes, level: int = 6) -> bytes:
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush()


def end_record(
    offset: int, size: int, count: int, *, comment: bytes = b"", disk: int = 0, total: int | None = None
) -> bytes:
    both = count if total is None else total
    return struct.pack("<4sHHHHIIH", b"PK\5\6", disk, disk, count, both, size, offset, len(comment)) + comment


def end_record_64(offset: int, size: int, count: int, at: int | None = None) -> bytes:
    """The zip64 end record and its locator, which says that the record stands `at`."""
    record = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
    return record + struct.pack("<4sIQI", b"PK\6\7", 0, offset + size if at is None else at, 1)


def pack(entries: Iterable[Entry], *, before: bytes = b"", moved: bool = True, tail: Tail = end_record) -> bytes:
    """The archive. `moved` tells whether its offsets count what stands `before` it."""
    body = bytearray(before)
    directory = bytearray()
    written = 0
    back = 0 if moved else len(before)
    for entry in entries:
        if not entry.hidden:
            directory += entry.central(len(body) - back)
            written += 1
        body += entry.local()
    return bytes(body + directory) + tail(len(body) - back, len(directory), written)


def inflating(name: str, *pieces: tuple[bytes, int], grain: int = 0) -> Entry:
    """A part that is each piece as many times as said. It costs the packed bytes only, however large it inflates.

    With `grain`, no match is longer than that many bytes: 4096 keeps the ratio near 100.
    """
    packed = bytearray()
    crc = size = 0
    for data, times in pieces:
        packed += _block(data, grain) * times
        own, shift = zlib.crc32(data), _shift(len(data))
        for _ in range(times):
            crc = _through(shift, crc) ^ own
        size += len(data) * times
    return Entry(name=name, packed=bytes(packed) + deflate(b""), crc=crc, size=size, wide=size >= 0xFFFFFFFF)


def _block(data: bytes, grain: int) -> bytes:
    """Deflated so that it ends on a byte and looks back at nothing: such blocks can stand in any order."""
    if grain and len(data) > grain:
        return b"".join(_block(data[start : start + grain], 0) for start in range(0, len(data), grain))
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush(zlib.Z_FULL_FLUSH)


def _shift(length: int) -> list[int]:
    """What `length` zero bytes do to a CRC-32, as a matrix over bits (zlib's crc32_combine)."""
    square = [0xEDB88320, *(1 << bit for bit in range(31))]
    result = [1 << bit for bit in range(32)]
    bits = length * 8
    while bits:
        if bits & 1:
            result = [_through(square, column) for column in result]
        square = [_through(square, column) for column in square]
        bits >>= 1
    return result


def _through(matrix: list[int], vector: int) -> int:
    total = 0
    for column in matrix:
        if vector & 1:
            total ^= column
        vector >>= 1
    return total
