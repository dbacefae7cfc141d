"""The .xlsx container: its parts, their relationships, and one streaming pass over the XML of a part.

The one module that knows zip archives and XML. (ECMA-376 part 2: Open Packaging Conventions.)
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # the public name lxml gives its element type

PART_LIMIT = 512 * 1024 * 1024
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class BadPackage(Exception):
    """The bytes are no container that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the last word of the relationship's type, `target` an absolute part name unless it is external."""

    kind: str
    target: str
    external: bool


class Package:
    """A container over bytes in memory. Part names are absolute, without the leading '/'."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
            raise BadPackage(str(problem)) from problem
        self._names = {name.replace("\\", "/").lower(): name for name in self._zip.namelist()}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def read(self, part: str) -> bytes:
        """The whole part, inflated; KeyError when there is none of that name (case does not count)."""
        name = self._names[part.lower()]
        try:
            with self._zip.open(name) as stream:
                data = stream.read(PART_LIMIT + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, zlib.error) as problem:
            raise BadPackage(f"{part}: {problem}") from problem
        if len(data) > PART_LIMIT:
            raise BadPackage(f"{part}: more than {PART_LIMIT} bytes")
        return data

    def relationships(self, part: str = "") -> dict[str, Relationship]:
        """What `part` (or the package itself) points at, by relationship id."""
        folder, name = posixpath.split(part)
        home = posixpath.join(folder, "_rels", f"{name}.rels")
        if home not in self:
            return {}
        found = {}
        for element in elements(self.read(home), _RELATIONSHIP):
            external = element.get("TargetMode") == "External"
            target = element.get("Target") or ""
            resolved = target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (element.get("Type") or "").rsplit("/", 1)[-1]
            found[element.get("Id") or ""] = Relationship(kind, resolved, external)
        return found


def elements(data: bytes, *tags: str) -> Iterator[Element]:
    """Each element with one of these tags, at its end, in file order; it is cleared when the next is asked for.

    Entities are not resolved and nothing is fetched. Raises BadPackage on XML that is not well-formed.
    """
    try:
        for _, element in etree.iterparse(
            io.BytesIO(data), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        ):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as problem:
        raise BadPackage(str(problem)) from problem
