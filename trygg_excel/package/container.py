"""A container and its parts. (ECMA-376 part 2: Open Packaging Conventions.)

It is held against the limits when it is opened: names, sizes, methods and places of all parts, before anything is
inflated.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package.bad import BadPackage
from trygg_excel.package.directory import data_starts, end_is_missing
from trygg_excel.package.inflate import Told, inflated
from trygg_excel.package.markup import check_pieces, check_prolog, elements
from trygg_excel.package.names import is_plain, part_key, true_name

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_PIECE = 1 << 20  # bytes inflated at a time
_SMALL = 1 << 14  # bytes of a part that is remembered
_THEMES = "xl/theme/"
_UNREADABLE = 0x1 | 0x20 | 0x40 | 0x2000  # flags: encrypted, a patch, strongly encrypted, masked headers
_BAD_ZIP = (
    zipfile.BadZipFile,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the last word of the relationship's type, `target` an absolute part name unless it is external."""

    kind: str
    target: str
    external: bool


class Package:
    """A container over bytes in memory. Part names are absolute, without the leading '/'."""

    @classmethod
    def of(cls, held: bytes | Package, limits: Limits = LIMITS) -> Package:
        """The container of these bytes, unless it has been opened."""
        return held if isinstance(held, Package) else cls(held, limits)

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self.limits = limits
        if not data.startswith(b"PK"):
            raise BadPackage(Reason.PREFIX if b"PK\x03\x04" in data[: 1024 * 1024] else Reason.UNKNOWN)
        self._data = data
        infos, self.comment = _listed(data)
        self._parts = _admitted(infos, limits)
        self._starts = data_starts(data, infos)
        self._left = limits.total_bytes
        self._read: set[str] = set()
        self._pointed: dict[str, Mapping[str, Relationship]] = {}

    def __contains__(self, part: str) -> bool:
        return part_key(part) in self._parts

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, as written."""
        return tuple(true_name(info).replace("\\", "/") for info in self._parts.values())

    @property
    def entries(self) -> tuple[tuple[str, zipfile.ZipInfo], ...]:
        """Each part by its key, with what the directory says of it, in the directory's order."""
        return tuple(self._parts.items())

    def packed(self, part: str) -> memoryview:
        """The part as it lies, packed or not."""
        info = self._parts[part_key(part)]
        start = self._starts[info.header_offset]
        return memoryview(self._data)[start : start + info.compress_size]

    def told(self, part: str) -> Told:
        """What the directory says of how to unpack it."""
        info = self._parts[part_key(part)]
        return Told(info.compress_type, info.file_size, info.CRC)

    def read(self, part: str) -> bytes:
        """The whole part, inflated; KeyError when there is none of that name (case does not count)."""
        return b"".join(self._within(part, self._inflated(part)))

    def read_alike(self, part: str) -> bytes:
        """The same of a part that workbooks of one program have to the byte: a small one is inflated once for all."""
        if self._parts[part_key(part)].file_size > _SMALL:
            return self.read(part)
        return _unpacked(bytes(self.packed(part)), self._counted(part), part)

    def pieces(self, part: str) -> Iterator[bytes]:
        """The same in pieces, for a part that is not to be held in memory at once."""
        return self._within(part, self._inflated(part))

    def read_binary(self, part: str) -> bytes:
        """The same of a part that is no markup: no parser takes more room for it than it takes itself."""
        return b"".join(self._inflated(part))

    def _within(self, part: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The pieces, so long as none is one endless stretch of text: parsers take several times its size."""
        small = self._parts[part_key(part)].file_size <= self.limits.stretch
        return pieces if small else self._held(part, pieces)

    def _held(self, part: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
        stretch = 0
        for piece in pieces:
            first = piece.find(b"<")
            stretch += len(piece) if first < 0 else first
            if stretch > self.limits.stretch:
                raise BadPackage(Reason.LONG_TEXT, part)
            stretch = stretch if first < 0 else len(piece) - piece.rfind(b"<")
            yield piece

    def _inflated(self, part: str) -> Iterator[bytes]:
        """The part in pieces, so that one that declares less than it holds is never inflated further than it says."""
        told = self._counted(part)
        return inflated(self.packed(part), told, min(_PIECE, self.limits.stretch), part)

    def _counted(self, part: str) -> Told:
        """What the directory says of how to unpack a part, which counts as read."""
        key = part_key(part)
        info = self._parts[key]
        self._read.add(key)
        _check_size(info, self.limits)
        self._left -= info.file_size
        if self._left < 0:
            raise BadPackage(Reason.BOMB, part)
        return Told(info.compress_type, info.file_size, info.CRC)

    def check_unread(self) -> None:
        """Hold the markup of the parts that nothing has read against what Excel never writes."""
        for key in self._parts:
            if key in self._read or not key.endswith((".xml", ".rels", ".vml")):
                continue
            if key.startswith(_THEMES):
                check_prolog(self.read_alike(key), key)
            else:
                check_pieces(self._inflated(key), key)

    def relationships(self, part: str = "") -> Mapping[str, Relationship]:
        """What `part` (or the package itself) points at, by relationship id."""
        if part not in self._pointed:
            self._pointed[part] = self._relationships(part)
        return self._pointed[part]

    def _relationships(self, part: str) -> Mapping[str, Relationship]:
        folder, name = posixpath.split(part)
        home = posixpath.join(folder, "_rels", f"{name}.rels")
        if home not in self:
            return MappingProxyType({})
        data = self.read_alike(home)
        read = _alike if len(data) <= _SMALL else _relations
        return read(data, folder, home, self.limits.depth)


def _relations(data: bytes, folder: str, home: str, depth: int) -> Mapping[str, Relationship]:
    """What a part of relationships says of what stands in a folder."""
    found: dict[str, Relationship] = {}
    for _, element in elements(data, _RELATIONSHIP, where=home, depth=depth):
        external = element.get("TargetMode") == "External"
        target = element.get("Target") or ""
        resolved = target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = (element.get("Type") or "").rsplit("/", 1)[-1]
        told = Relationship(kind, resolved, external)
        if found.setdefault(element.get("Id") or "", told) != told:
            raise BadPackage(Reason.NAMES, home)  # readers take the first or the last
    return MappingProxyType(found)


_alike = lru_cache(maxsize=64)(_relations)  # workbooks of one program, or of one template, have the same to the byte


@lru_cache(maxsize=64)
def _unpacked(packed: bytes, told: Told, part: str) -> bytes:
    return b"".join(inflated(memoryview(packed), told, _SMALL, part))


def _listed(data: bytes) -> tuple[list[zipfile.ZipInfo], bytes]:
    """The parts as the directory lists them, and the comment at its end."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        return archive.infolist(), archive.comment
    except _BAD_ZIP as problem:
        raise BadPackage(Reason.TRUNCATED if end_is_missing(data) else Reason.DAMAGED) from problem


def _admitted(infos: list[zipfile.ZipInfo], limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The parts by the key of their name, once the directory's own figures are within reason."""
    if len(infos) > limits.parts:
        raise BadPackage(Reason.PARTS)
    parts: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        _check_part(info, limits)
        if not is_plain(info.orig_filename) or parts.setdefault(part_key(true_name(info)), info) is not info:
            raise BadPackage(Reason.NAMES, info.filename)
    if sum(info.file_size for info in infos if not _is_media(info)) > limits.total_bytes:
        raise BadPackage(Reason.BOMB)
    return parts


def _check_part(info: zipfile.ZipInfo, limits: Limits) -> None:
    if info.flag_bits & _UNREADABLE or info.compress_type not in _METHODS:
        raise BadPackage(Reason.METHOD, info.filename)
    if not _is_media(info):
        _check_size(info, limits)


def _check_size(info: zipfile.ZipInfo, limits: Limits) -> None:
    grown = info.file_size > limits.ratio_grace and info.file_size > limits.ratio * max(1, info.compress_size)
    if grown or info.file_size > limits.part_bytes:
        raise BadPackage(Reason.BOMB, info.filename)


def _is_media(info: zipfile.ZipInfo) -> bool:
    """Pictures and the like, which are not inflated unless a sheet is called one: their size harms nobody."""
    return "/media/" in info.filename.casefold()
