"""Packed bytes -> the part, in pieces, and no further than the directory says that it goes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from zipfile import ZIP_STORED, ZipInfo

from trygg_excel.gate.reasons import Reason
from trygg_excel.package.bad import BadPackage

_PACKED = 1 << 18  # bytes taken in at a time
_RAW = -15  # deflate without a header of zlib's


def inflated(packed: memoryview, info: ZipInfo, piece: int, where: str) -> Iterator[bytes]:
    """Pieces of at most that many bytes. BadPackage once size or checksum is wrong, or bytes are left over."""
    if info.file_size <= piece and info.compress_type != ZIP_STORED:
        return iter((_whole(packed, info, where),))
    return _in_pieces(packed, info, piece, where)


def _whole(packed: memoryview, info: ZipInfo, where: str) -> bytes:
    """A small part at once, which takes half the time."""
    inflate = zlib.decompressobj(_RAW)
    try:
        found = inflate.decompress(packed, info.file_size + 1)
    except zlib.error as problem:
        raise BadPackage(Reason.DAMAGED, where) from problem
    told = (info.file_size, info.CRC)
    if not inflate.eof or inflate.unused_data or (len(found), zlib.crc32(found)) != told:
        raise BadPackage(Reason.DAMAGED, where)
    return found


def _in_pieces(packed: memoryview, info: ZipInfo, piece: int, where: str) -> Iterator[bytes]:
    found = checksum = 0
    stored = info.compress_type == ZIP_STORED
    for each in _stored(packed, piece) if stored else _deflated(packed, piece, where):
        found += len(each)
        if found > info.file_size:
            raise BadPackage(Reason.DAMAGED, where)
        checksum = zlib.crc32(each, checksum)
        yield each
    if (found, checksum) != (info.file_size, info.CRC):
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
