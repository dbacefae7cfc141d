"""Whether all that a zip archive says of itself agrees: its end, its directory, and the header before each part.

zipfile believes the directory and makes the best of the rest. A reader that streams, that repairs, or that looks at
the other header would find another workbook in the same bytes. Every real archive in the corpus agrees with itself,
whichever program wrote it. (APPNOTE.TXT 6.3, sections 4.3 and 4.4.)
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple
from zipfile import ZipInfo

from trygg_excel.gate.reasons import Reason
from trygg_excel.package.bad import BadPackage

_END = struct.Struct("<4sHHHHIIH")
_END_SIGN = b"PK\x05\x06"
_END_64 = struct.Struct("<4sQHHIIQQQQ")
_LOCATOR_64 = struct.Struct("<4sIQI")
_LONGEST_COMMENT = 0xFFFF
_IN_16, _IN_32 = 0xFFFF, 0xFFFFFFFF  # 'told in the zip64 record'

_HEADER = struct.Struct("<4sHHHHHIIIHH")
_UNSAID = (0, _IN_32)
_MASKED = 0x1 | 0x40 | 0x2000  # encrypted, strongly encrypted, with masked headers
_STREAMED = 0x8  # checksum and sizes stand after the data, and may be nought before it
_UTF8 = 0x800
_ZIP64 = 0x0001  # the extra field with the sizes that 32 bits do not hold
_DESCRIPTOR = b"PK\x07\x08"


class _Directory(NamedTuple):
    """Where the directory stands and how many parts it lists, by the end record."""

    start: int
    parts: int


class _Local(NamedTuple):
    """The header before a part. `data` is where the part's packed bytes begin."""

    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    name: bytes
    data: int


def end_is_missing(data: bytes) -> bool:
    """Whether the end record is not where readers look for it, or not whole."""
    return not 0 <= data.rfind(_END_SIGN, max(0, len(data) - _END.size - _LONGEST_COMMENT)) <= len(data) - _END.size


def data_starts(data: bytes, infos: Sequence[ZipInfo]) -> dict[int, int]:
    """Where the packed bytes of each part begin, by the place of its header; `infos` are the directory's.

    BadPackage where the records of the archive tell different things.
    """
    directory = _directory(data)
    if directory.parts != len(infos):
        raise BadPackage(Reason.DAMAGED)
    ordered = sorted(infos, key=lambda each: each.header_offset)
    headers = [_local(data, each) for each in ordered]
    ends = [*(each.header_offset for each in ordered), directory.start][1:]
    if ordered and ordered[0].header_offset != 0:
        raise BadPackage(Reason.PREFIX)
    for info, header, end in zip(ordered, headers, ends, strict=True):
        if header.data + info.compress_size > end:
            raise BadPackage(Reason.OVERLAP, info.filename)
    for info, header, end in zip(ordered, headers, ends, strict=True):
        after = data[header.data + info.compress_size : end]
        if not (_same(info, header) and _descriptor_fits(info, header, after)):
            raise BadPackage(Reason.DAMAGED, info.filename)
    return {info.header_offset: header.data for info, header in zip(ordered, headers, strict=True)}


def _directory(data: bytes) -> _Directory:
    at = data.rfind(_END_SIGN)
    if end_is_missing(data):
        raise BadPackage(Reason.TRUNCATED)
    _, disk, first_disk, here, parts, size, offset, comment = _END.unpack_from(data, at)
    if at + _END.size + comment > len(data):
        raise BadPackage(Reason.TRUNCATED)
    told = (disk, first_disk, here, parts, size, offset)
    start_64 = _start_64(data, at)
    if start_64 is not None:
        true = _END_64.unpack_from(data, start_64)[4:]
        unsaid = (_IN_16, _IN_16, _IN_16, _IN_16, _IN_32, _IN_32)
        if any(each not in {plain, mark} for plain, each, mark in zip(true, told, unsaid, strict=True)):
            raise BadPackage(Reason.DAMAGED)
        disk, first_disk, here, parts, size, offset = true
    end = at if start_64 is None else start_64
    if disk or first_disk or here != parts or offset + size > end:
        raise BadPackage(Reason.DAMAGED)
    if offset + size < end:
        raise BadPackage(Reason.PREFIX)  # the archive does not count what stands before it
    return _Directory(offset, parts)


def _start_64(data: bytes, end: int) -> int | None:
    """Where the zip64 end record stands, if the archive has one; it must be right before its locator."""
    at = end - _LOCATOR_64.size
    if at < 0 or not data.startswith(b"PK\x06\x07", at):
        return None
    _, disk, start, _ = _LOCATOR_64.unpack_from(data, at)
    if disk or start != at - _END_64.size or not data.startswith(b"PK\x06\x06", start):
        raise BadPackage(Reason.DAMAGED)
    return int(start)


def _local(data: bytes, info: ZipInfo) -> _Local:
    at = info.header_offset
    if not (0 <= at <= len(data) - _HEADER.size and data.startswith(b"PK\x03\x04", at)):
        raise BadPackage(Reason.DAMAGED, info.filename)
    _, _, flags, method, _, _, checksum, packed, size, name, extra = _HEADER.unpack_from(data, at)
    names = at + _HEADER.size
    start = names + name + extra
    if _IN_32 in {packed, size}:
        size, packed = _wide(data[names + name : start], size, packed)
    return _Local(flags, method, checksum, packed, size, data[names : names + name], start)


def _wide(extra: bytes, size: int, packed: int) -> tuple[int, int]:
    """The sizes as the zip64 field tells them; those that the header itself tells stay."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _ZIP64:
            wide = [int.from_bytes(body[at : at + 8], "little") for at in range(0, len(body) - 7, 8)]
            size = wide.pop(0) if size == _IN_32 and wide else size
            packed = wide.pop(0) if packed == _IN_32 and wide else packed
            break
    return size, packed


def _same(info: ZipInfo, header: _Local) -> bool:
    """Whether the header says what the directory says. Sizes that are streamed may be left out, not be others."""
    unsaid = _UNSAID if header.flags & _STREAMED else ()
    return (
        header.method == info.compress_type
        and not (header.flags ^ info.flag_bits) & _MASKED
        and header.name == info.orig_filename.encode(_encoding(info))
        and (header.checksum == info.CRC or header.checksum in unsaid)
        and (header.packed == info.compress_size or header.packed in unsaid)
        and (header.size == info.file_size or header.size in unsaid)
        and info.volume == 0
    )


def _encoding(info: ZipInfo) -> str:
    """That of a part's name; of ASCII, which both have, the one that takes less time."""
    return "utf-8" if info.flag_bits & _UTF8 or info.orig_filename.isascii() else "cp437"


def _descriptor_fits(info: ZipInfo, header: _Local, after: bytes) -> bool:
    """Whether nothing stands between a part and the next but the sizes of one that was streamed, and those the same."""
    if not after:
        return header.checksum == info.CRC
    if not header.flags & _STREAMED:
        return False
    told = after.removeprefix(_DESCRIPTOR) if len(after) in {16, 24} else after
    width = 8 if len(told) == 20 else 4
    return told == b"".join(
        (value % (1 << 8 * length)).to_bytes(length, "little")
        for value, length in ((info.CRC, 4), (info.compress_size, width), (info.file_size, width))
    )
