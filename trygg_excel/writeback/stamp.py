"""What we did to a workbook, kept in it: which parts came, and how each changed one is taken back byte for byte.

It lies as custom XML, which Excel keeps when it saves. A part that somebody has changed since is told by its checksum.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from xml.sax.saxutils import escape

from trygg_excel.package import BadPackage, Outline, Package, Rewrite, Undo, outline, part_key, rewritten, undone
from trygg_excel.writeback.book import main_part
from trygg_excel.writeback.draft import DECLARATION, Draft, Finished, home_of, present

NAMESPACE = "urn:trygg_excel:stamp"
WHY = "stamp"
_VERSION = 1
_PROPERTIES_NS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_IDENTITY = "{7C1F0B52-5D0E-4E0B-9B7A-3C7A5F1E2D40}"


@dataclass(frozen=True, slots=True)
class Change:
    """A part we changed: what it was to be afterwards, and how to take it back."""

    checksum: str
    undos: tuple[Undo, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    part: str
    changed: dict[str, Change]
    added: dict[str, str]


def reserve_stamp(draft: Draft, main: str) -> str:
    """Make room for the stamp, before the draft is finished: its own place is told in it too."""
    item = draft.reserve("customXml/item%d.xml")
    properties = draft.reserve("customXml/itemProps%d.xml")
    said = f'<ds:datastoreItem ds:itemID="{_IDENTITY}" xmlns:ds="{_PROPERTIES_NS}"><ds:schemaRefs>'
    said += f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    draft.add(properties, DECLARATION + said.encode(), _PROPERTIES_TYPE, WHY)
    draft.add(item, b"", "" if draft.type_of(item) else "application/xml", WHY)
    draft.relate(item, f"{_RELATIONS}/customXmlProps", properties, WHY)
    draft.relate(main, f"{_RELATIONS}/customXml", item, WHY)
    return item


def stamped(finished: Finished, item: str) -> Rewrite:
    """The rewrite with what it does written into its stamp."""
    rewrite = finished.rewrite
    told = {
        "version": _VERSION,
        "changed": {
            part: {"sha256": _checksum(data), "undo": [_told(each) for each in finished.undos[part]]}
            for part, data in rewrite.changed.items()
        },
        "added": {part: "" if part == item else _checksum(data) for part, data in rewrite.added.items()},
    }
    said = escape(json.dumps(told, separators=(",", ":"), ensure_ascii=True))
    data = DECLARATION + f'<trygg xmlns="{NAMESPACE}">{said}</trygg>'.encode()
    return Rewrite(rewrite.changed, {**rewrite.added, item: data}, rewrite.removed)


def find_stamp(package: Package) -> Stamp | None:
    """Our stamp in a workbook; None where there is none that can be read."""
    for each in package.relationships(main_part(package)).values():
        part = present(package, each.target) if each.kind == "customXml" and not each.external else None
        if part and NAMESPACE.encode() in package.read(part)[:4096]:
            return _stamp(part, _read(package, part))
    return None


def _read(package: Package, part: str) -> Outline | None:
    try:
        return outline(package.read(part), part)
    except BadPackage:
        return None


def _stamp(part: str, held: Outline | None) -> Stamp | None:
    if held is None or held.root.namespace != NAMESPACE:
        return None
    try:
        told = json.loads(held.root.text)
        changed = {
            name: Change(
                each["sha256"], tuple(Undo(at, length, base64.b64decode(was)) for at, length, was in each["undo"])
            )
            for name, each in told["changed"].items()
        }
        return Stamp(part, changed, dict(told["added"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Stamp(part, {}, {})


def taken_back(package: Package, stamp: Stamp) -> bytes | None:
    """The workbook as it was before us, byte for byte in every part; None when somebody has saved it since."""
    changed: dict[str, bytes] = {}
    for part, change in stamp.changed.items():
        if part not in package or _checksum(package.read(part)) != change.checksum:
            return None
        try:
            changed[part] = undone(package.read(part), change.undos)
        except ValueError:
            return None
    added = {part_key(each): checksum for each, checksum in stamp.added.items()}
    if not added or any(each not in package for each in added):
        return None
    for part, checksum in added.items():
        if checksum and _checksum(package.read(part)) != checksum:
            return None
    return rewritten(package, Rewrite(changed, {}, frozenset(added)))


def stamp_parts(package: Package, stamp: Stamp) -> set[str]:
    """The parts of the stamp itself."""
    found = {stamp.part, home_of(stamp.part)}
    for each in package.relationships(stamp.part).values():
        if not each.external and (target := present(package, each.target)):
            found.add(target)
    return found


def _told(undo: Undo) -> list[int | str]:
    return [undo.at, undo.length, base64.b64encode(undo.was).decode()]


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
