"""A container written anew: what need not change is copied as it lies, packed bytes included.

Entries keep their order, names, dates, attributes and packing; what is new has the first date zip knows, so that the
same content always gives the same bytes. Streamed entries get their sizes in front, and none needs zip64.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from trygg_excel.gate.reasons import Reason
from trygg_excel.package.bad import BadPackage
from trygg_excel.package.container import Package
from trygg_excel.package.names import part_key, true_name

_STREAMED = 0x8  # flag: the sizes stand after the entry
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_OWNER_MAY = 0o600 << 16


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What becomes of a container: parts with other bytes, parts that come, parts that go. The rest is kept raw."""

    changed: Mapping[str, bytes]
    added: Mapping[str, bytes]
    removed: Set[str] = frozenset()

    def kept(self, package: Package) -> Iterator[str]:
        """The parts that are copied as they lie."""
        touched = {part_key(each) for each in (*self.changed, *self.removed)}
        return (each for each in package.parts if part_key(each) not in touched)


class NotAsWritten(Exception):
    """A container that does not hold what was to be written; `part` is the first that differs."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def rewritten(package: Package, rewrite: Rewrite) -> bytes:
    """The new container. The same package and rewrite give the same bytes."""
    changed = {part_key(name): data for name, data in rewrite.changed.items()}
    removed = {part_key(name) for name in rewrite.removed}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.comment = package.comment
        for key, info in package.entries:
            if key in changed:
                archive.writestr(_fresh(true_name(info), info), changed[key])
            elif key not in removed:
                _copy_raw(archive, out, info, package.packed(key))
        for name, data in rewrite.added.items():
            archive.writestr(_fresh(name), data)
    return out.getvalue()


def check_written(package: Package, rewrite: Rewrite, data: bytes) -> None:
    """Hold a written container against what it was to hold, from its bytes alone. Raises NotAsWritten."""
    try:
        found = Package(data, package.limits)
    except BadPackage as problem:
        raise NotAsWritten(problem.where) from problem
    meant = {part_key(name): body for name, body in (*rewrite.changed.items(), *rewrite.added.items())}
    kept = [part_key(name) for name in rewrite.kept(package)]
    if {key for key, _ in found.entries} != {*kept, *meant}:
        raise NotAsWritten("")
    for key in kept:
        if found.packed(key) != package.packed(key) or found.told(key) != package.told(key):
            raise NotAsWritten(key)
    for key, body in meant.items():
        if found.read(key) != body:
            raise NotAsWritten(key)


def _fresh(name: str, like: zipfile.ZipInfo | None = None) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _FIRST_DATE if like is None else like.date_time)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = _OWNER_MAY if like is None else like.external_attr
    info.create_system = 0 if like is None else like.create_system
    return info


def _copy_raw(archive: zipfile.ZipFile, out: io.BytesIO, info: zipfile.ZipInfo, packed: memoryview) -> None:
    """zipfile has no way to write what is packed already: the entry is put in its list by hand."""
    if info.file_size > zipfile.ZIP64_LIMIT or out.tell() > zipfile.ZIP64_LIMIT:
        raise BadPackage(Reason.TOO_LARGE, info.filename)
    entry = copy.copy(info)
    entry.filename = true_name(info)
    entry.flag_bits &= ~_STREAMED
    entry.extra = b""  # sizes for zip64, and times of other systems
    entry.header_offset = out.tell()
    out.write(entry.FileHeader(zip64=False))
    out.write(packed)
    archive.filelist.append(entry)
    archive.NameToInfo[entry.filename] = entry
    archive.start_dir = out.tell()
    archive._didModify = True  # type: ignore[attr-defined]
