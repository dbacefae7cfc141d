"""Packed bytes -> the part, in pieces, and no further than the directory says that it goes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple
from zipfile import ZIP_STORED

from trygg_excel.gate.reasons import Reason
from trygg_excel.package.bad import BadPackage

_PACKED = 1 << 18  # bytes taken in at a time
_RAW = -15  # deflate without a header of zlib's


class Told(NamedTuple):
    """What the directory says of how to unpack a part."""

    method: int
    size: int
    checksum: int


def inflated(packed: memoryview, told: Told, piece: int, where: str) -> Iterator[bytes]:
    """Pieces of at most that many bytes. BadPackage once size or checksum is wrong, or bytes are left over."""
    if told.size <= piece and told.method != ZIP_STORED:
        return iter((_whole(packed, told, where),))
    return _in_pieces(packed, told, piece, where)


def _whole(packed: memoryview, told: Told, where: str) -> bytes:
    """A small part at once, which takes half the time."""
    inflate = zlib.decompressobj(_RAW)
    try:
        found = inflate.decompress(packed, told.size + 1)
    except zlib.error as problem:
        raise BadPackage(Reason.DAMAGED, where) from problem
    if not inflate.eof or inflate.unused_data or (len(found), zlib.crc32(found)) != told[1:]:
        raise BadPackage(Reason.DAMAGED, where)
    return found


def _in_pieces(packed: memoryview, told: Told, piece: int, where: str) -> Iterator[bytes]:
    found = checksum = 0
    stored = told.method == ZIP_STORED
    for each in _stored(packed, piece) if stored else _deflated(packed, piece, where):
        found += len(each)
        if found > told.size:
            raise BadPackage(Reason.DAMAGED, where)
        checksum = zlib.crc32(each, checksum)
        yield each
    if (found, checksum) != told[1:]:
        raise BadPackage(Reason.DAMAGED, where)


def _stored(packed: memoryview, piece: int) -> Iterator[bytes]:
    for start in range(0, len(packed), piece):
        yield bytes(packed[start : start + piece])


def _deflated(packed: memoryview, piece: int, where: str) -> Iterator[bytes]:
    inflate = zlib.decompressobj(_RAW)
    try:
        for start in range(0, len(packed), _PACKED):
            rest: bytes | memoryview = packed[start : start + _PACKED]
            while rest:
                yield inflate.decompress(rest, piece)
                rest = inflate.unconsumed_tail
        while last := b"" if inflate.eof else inflate.decompress(b"", piece):
            yield last
    except zlib.error as problem:
        raise BadPackage(Reason.DAMAGED, where) from problem
    if not inflate.eof or inflate.unused_data:
        raise BadPackage(Reason.DAMAGED, where)
