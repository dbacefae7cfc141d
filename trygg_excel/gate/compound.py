"""Compound files, the container of .xls and of encrypted workbooks: their directory and their streams. (MS-CFB 2.)

Ours, not olefile's: that one walks the directory by recursion, so that 2,000 names end it, shifts by whatever the
header says, and reads on where a chain of sectors bites its tail. Here each count is held against the file's size
before it is used, and no chain is longer than the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STORAGE, STREAM, ROOT = 1, 2, 5

_HEADER = struct.Struct("<30xHH6xIII8xIIII")  # what of it is used
_ENTRY = struct.Struct("<64sHBxIII36xIQ")
_NAME = 64
_SMALLEST = 512
_SECTORS = {9: 512, 12: 4096}  # by the header's shift
_SMALL_SHIFT, _SMALL = 6, 64
_LISTED = 109  # sectors of the allocation table that the header itself lists
_CUTOFF = 4096  # a stream below this lies in the stream of small sectors
_LAST, _FREE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """A storage or stream as the directory lists it. `left`, `right` and `child` are places in the directory."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """A compound file over bytes in memory. Raises BadPackage where it contradicts itself or ends too early."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _SMALLEST:
            raise BadPackage(Reason.TRUNCATED)
        shift, small, *counts_and_starts = _HEADER.unpack_from(data)
        if shift not in _SECTORS or small != _SMALL_SHIFT:
            raise BadPackage(Reason.DAMAGED)
        self._data = data
        self._size = _SECTORS[shift]
        self._sectors = -(-len(data) // self._size) - 1
        directory, table, start, small_start, small_count, more_start, more_count = counts_and_starts
        if max(directory, table, small_count, more_count) > self._sectors:
            raise BadPackage(Reason.DAMAGED)
        self._table = self._allocation(more_start)
        self._directory = list(self._chain(start))
        self.entries = tuple(self._entries())
        self._small_table = self._numbers(list(self._chain(small_start))) if small_count else ()

    def top(self) -> dict[str, Entry]:
        """The entries directly under the root, by name in capitals, as names are compared."""
        found: dict[str, Entry] = {}
        seen: set[int] = set()
        ahead = [self.entries[0].child]
        while ahead:
            at = ahead.pop()
            if at == _NONE or at in seen:
                continue
            if at >= len(self.entries):
                raise BadPackage(Reason.DAMAGED)
            seen.add(at)
            entry = self.entries[at]
            if found.setdefault(entry.name.upper(), entry) is not entry:
                raise BadPackage(Reason.NAMES, entry.name)
            ahead += entry.left, entry.right
        return found

    def stream(self, entry: Entry) -> bytes:
        """The bytes of a stream; TRUNCATED when some are missing."""
        if entry.size >= _CUTOFF:
            found = self._joined(entry)
        else:
            whole = self._joined(self.entries[0])
            chain = _chain(self._small_table, entry.start, -(-len(whole) // _SMALL))
            found = b"".join(whole[at * _SMALL : (at + 1) * _SMALL] for at in chain)
        if len(found) < entry.size:
            raise BadPackage(Reason.TRUNCATED, entry.name)
        return found[: entry.size]

    def _joined(self, entry: Entry) -> bytes:
        return b"".join(map(self._sector, self._chain(entry.start)))

    def _entries(self) -> Iterator[Entry]:
        listed = b"".join(map(self._whole, self._directory))
        if not listed:
            raise BadPackage(Reason.DAMAGED)
        for name, _, kind, left, right, child, start, told in _ENTRY.iter_unpack(listed):
            size = told & 0xFFFFFFFF if self._size == _SMALLEST else told  # in version 3 the upper half may be anything
            plain = name.decode("utf-16-le", "replace").partition("\0")[0]
            if kind in {STREAM, ROOT} and size > len(self._data):
                raise BadPackage(Reason.TRUNCATED, plain)
            yield Entry(plain, kind, left, right, child, start, size)

    def _allocation(self, more: int) -> Sequence[int]:
        """For each sector the next one of its chain."""
        listed = list(struct.unpack_from(f"<{_LISTED}I", self._data, _SMALLEST - 4 * _LISTED))
        for _ in range(self._sectors):
            if more in {_LAST, _FREE}:
                break
            *here, more = self._numbers([more])
            listed += here
        used = [each for each in listed if each != _FREE]
        if more not in {_LAST, _FREE} or len(set(used)) != len(used):
            raise BadPackage(Reason.DAMAGED)
        return self._numbers(used[: self._sectors // (self._size // 4) + 1])

    def _chain(self, start: int) -> Iterator[int]:
        return _chain(self._table, start, self._sectors)

    def _numbers(self, sectors: list[int]) -> tuple[int, ...]:
        found = b"".join(map(self._whole, sectors))
        return struct.unpack(f"<{len(found) // 4}I", found)

    def _whole(self, at: int) -> bytes:
        sector = self._sector(at)
        if len(sector) < self._size:
            raise BadPackage(Reason.TRUNCATED)
        return sector

    def _sector(self, at: int) -> bytes:
        return self._data[(at + 1) * self._size : (at + 2) * self._size]


def _chain(table: Sequence[int], start: int, longest: int) -> Iterator[int]:
    """The sectors from `start` on; DAMAGED where they leave the table or come in a ring."""
    at = start
    for _ in range(longest + 1):
        if at == _LAST:
            return
        if at >= len(table):
            break
        yield at
        at = table[at]
    raise BadPackage(Reason.DAMAGED)
