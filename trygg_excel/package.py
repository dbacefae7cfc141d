"""The .xlsx container: its parts, their relationships, and passes over the XML of a part.

The one module that knows zip archives and XML. (ECMA-376 part 2: Open Packaging Conventions.) A container is held
against the limits when it is opened: names, sizes, methods and places of all parts, before anything is inflated.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason

Element: TypeAlias = etree._Element  # the public name lxml gives its element type

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LOCAL_HEADER = 30
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_IN_ZIP64 = 0xFFFF  # told elsewhere, in the zip64 record
_PIECE = 1 << 20  # bytes inflated at a time
_ENCRYPTED = 0x1
_BAD_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


class BadPackage(Exception):
    """Bytes that may not or cannot be read: the reason, and the part it was seen in."""

    def __init__(self, reason: Reason, where: str = "") -> None:
        super().__init__(f"{reason.name} {where}".strip())
        self.reason = reason
        self.where = where


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the last word of the relationship's type, `target` an absolute part name unless it is external."""

    kind: str
    target: str
    external: bool


class Package:
    """A container over bytes in memory. Part names are absolute, without the leading '/'."""

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self.limits = limits
        if not data.startswith(b"PK"):
            raise BadPackage(Reason.PREFIX if b"PK\x03\x04" in data[: 1024 * 1024] else Reason.UNKNOWN)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BAD_ZIP as problem:
            raise BadPackage(Reason.DAMAGED if b"PK\x05\x06" in data[-66_000:] else Reason.TRUNCATED) from problem
        _check_count(data, len(self._zip.infolist()))
        self._parts = _admitted(self._zip.infolist(), len(data), limits)
        self._left = limits.total_bytes
        self._read: set[str] = set()

    def __contains__(self, part: str) -> bool:
        return part_key(part) in self._parts

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, as written."""
        return tuple(info.filename.replace("\\", "/") for info in self._parts.values())

    def read(self, part: str) -> bytes:
        """The whole part, inflated; KeyError when there is none of that name (case does not count)."""
        info = self._parts[part_key(part)]
        self._read.add(part_key(part))
        self._left -= info.file_size
        if self._left < 0:
            raise BadPackage(Reason.BOMB, part)
        try:
            data = self._inflated(info)
        except _BAD_ZIP as problem:
            raise BadPackage(Reason.DAMAGED, part) from problem
        return data

    def _inflated(self, info: zipfile.ZipInfo) -> bytes:
        """The part in pieces, so that one that declares less than it holds is never inflated further than it says."""
        pieces: list[bytes] = []
        with self._zip.open(info) as stream:
            while piece := stream.read(_PIECE):
                pieces.append(piece)
        data = b"".join(pieces)
        if len(data) != info.file_size:
            raise BadPackage(Reason.DAMAGED, info.filename)
        return data

    def check_unread(self) -> None:
        """Hold the markup of the parts that nothing has read against what Excel never writes."""
        for key, info in self._parts.items():
            if key not in self._read and key.endswith((".xml", ".rels", ".vml")):
                check_prolog(self.read(info.filename), info.filename)

    def relationships(self, part: str = "") -> dict[str, Relationship]:
        """What `part` (or the package itself) points at, by relationship id."""
        folder, name = posixpath.split(part)
        home = posixpath.join(folder, "_rels", f"{name}.rels")
        if home not in self:
            return {}
        found = {}
        for _, element in elements(self.read(home), _RELATIONSHIP, where=home):
            external = element.get("TargetMode") == "External"
            target = element.get("Target") or ""
            resolved = target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (element.get("Type") or "").rsplit("/", 1)[-1]
            found[element.get("Id") or ""] = Relationship(kind, resolved, external)
        return found


def _check_count(data: bytes, parts: int) -> None:
    """The end record says how many parts there are; where that is not what its directory lists, readers disagree."""
    end = data.rfind(b"PK\x05\x06")
    here, whole = struct.unpack_from("<HH", data, end + 8) if 0 <= end <= len(data) - 22 else (parts, parts)
    if {here, whole} - {parts, _IN_ZIP64}:
        raise BadPackage(Reason.DAMAGED)


def _admitted(infos: list[zipfile.ZipInfo], size: int, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The parts by casefolded name, once the container's own figures are within reason."""
    if len(infos) > limits.parts:
        raise BadPackage(Reason.PARTS)
    parts: dict[str, zipfile.ZipInfo] = {}
    end = 0
    if infos and min(info.header_offset for info in infos) != 0:
        raise BadPackage(Reason.PREFIX)
    for info in sorted(infos, key=lambda each: each.header_offset):
        _check_part(info, limits)
        name = part_key(info.filename)
        if name in parts or not _is_plain(info):
            raise BadPackage(Reason.NAMES, info.filename)
        parts[name] = info
        if info.header_offset < end or info.header_offset + info.compress_size > size:
            raise BadPackage(Reason.OVERLAP, info.filename)
        end = info.header_offset + _LOCAL_HEADER + len(info.filename) + info.compress_size
    if sum(info.file_size for info in infos if not _is_media(info.filename)) > limits.total_bytes:
        raise BadPackage(Reason.BOMB)
    return parts


def _check_part(info: zipfile.ZipInfo, limits: Limits) -> None:
    if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
        raise BadPackage(Reason.METHOD, info.filename)
    grown = info.file_size > limits.ratio_grace and info.file_size > limits.ratio * max(1, info.compress_size)
    if not _is_media(info.filename) and (grown or info.file_size > limits.part_bytes):
        raise BadPackage(Reason.BOMB, info.filename)


def part_key(name: str) -> str:
    """What two spellings of a part's name share: case does not count, and some programs write '\\' for '/'."""
    return name.replace("\\", "/").casefold()


def _is_media(name: str) -> bool:
    """Pictures and the like are never inflated, so their size harms nobody."""
    return "/media/" in name.casefold()


def _is_plain(info: zipfile.ZipInfo) -> bool:
    """No way out of the container, and one reading of the name: what zipfile cut at a NUL is not what others see."""
    name = info.orig_filename
    segments = name.replace("\\", "/").rstrip("/").split("/")
    return bool(name) and not ({"..", ".", ""} & set(segments) or ":" in name or "\0" in name)


def elements(data: bytes, *tags: str, where: str = "", starts: tuple[str, ...] = ()) -> Iterator[tuple[str, Element]]:
    """Each element with one of these tags at its 'end', in file order; it is cleared when the next is asked for.

    Elements named in `starts` come at their 'start' too, with their attributes and nothing inside.

    Entities are not resolved and nothing is fetched. Raises BadPackage on a declaration of entities, on an encoding
    Excel does not write, and on XML that is not well-formed or nested too deep.
    """
    check_prolog(data, where)
    try:
        for event, element in etree.iterparse(
            io.BytesIO(data), events=("start", "end") if starts else ("end",), tag=tags,
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            if event == "start":
                if str(element.tag).rsplit("}", 1)[-1] in starts:
                    yield event, element
                continue
            yield event, element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as problem:
        deep = "depth" in str(problem).lower()
        raise BadPackage(Reason.DEPTH if deep else Reason.XML, where) from problem


_ENCODINGS = frozenset(
    ["", "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "iso-8859-1", "windows-1252"]
)
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


def check_prolog(data: bytes, where: str = "") -> None:
    """Refuse a DOCTYPE or entity declaration in whatever encoding, and encodings that hide one."""
    wide = _WIDE.get(data[:2])
    if wide is not None:
        try:
            data = data.decode(wide).encode()
        except UnicodeDecodeError as problem:
            raise BadPackage(Reason.ENCODING, where) from problem
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise BadPackage(Reason.ENTITIES, where)
    declared = _declared_encoding(data[:200])
    if declared not in _ENCODINGS:
        raise BadPackage(Reason.ENCODING, where)


def _declared_encoding(start: bytes) -> str:
    head = start.lstrip(b"\xef\xbb\xbf")
    if not head.startswith(b"<?xml"):
        return "" if head.lstrip()[:1] in {b"<", b""} else "unknown"
    declaration = head.partition(b"?>")[0].replace(b"'", b'"')
    _, found, rest = declaration.partition(b'encoding="')
    return rest.partition(b'"')[0].decode("ascii", "replace").strip().lower() if found else ""
