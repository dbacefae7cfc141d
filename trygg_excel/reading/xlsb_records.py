"""The records of an .xlsb's parts, and the texts in them. (MS-XLSB 2.1.4, 2.5.168.)"""

from __future__ import annotations

from collections.abc import Iterator


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each record's kind and content; one that is cut off is as long as it is."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            if at >= end:
                return
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, data[at : at + size]
        at += size


def wide_text(data: bytes, at: int) -> tuple[str, int]:
    """The text behind its length at `at`, and where what comes after it begins; '' for one that is null."""
    count = int.from_bytes(data[at : at + 4], "little")
    start = at + 4
    if count == 0xFFFFFFFF:
        return "", start
    end = start + 2 * count
    return data[start:end].decode("utf-16-le", "replace"), end
