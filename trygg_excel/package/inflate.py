"""Packed bytes -> the part, in pieces, and no further than the directory says that it goes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from zipfile import ZIP_STORED, ZipInfo

_PACKED = 1 << 18  # bytes taken in at a time
_RAW = -15  # deflate without a header of zlib's


class Damaged(Exception):
    """The packed bytes are not what the directory says of them."""


def inflated(packed: memoryview, info: ZipInfo, piece: int) -> Iterator[bytes]:
    """Pieces of at most that many bytes; Damaged once size or checksum is wrong, or bytes are left over."""
    found = checksum = 0
    for each in _stored(packed, piece) if info.compress_type == ZIP_STORED else _deflated(packed, piece):
        found += len(each)
        if found > info.file_size:
            raise Damaged
        checksum = zlib.crc32(each, checksum)
        yield each
    if (found, checksum) != (info.file_size, info.CRC):
        raise Damaged


def _stored(packed: memoryview, piece: int) -> Iterator[bytes]:
    for start in range(0, len(packed), piece):
        yield bytes(packed[start : start + piece])


def _deflated(packed: memoryview, piece: int) -> Iterator[bytes]:
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
        raise Damaged from problem
    if not inflate.eof or inflate.unused_data:
        raise Damaged
