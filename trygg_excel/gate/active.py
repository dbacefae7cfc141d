"""Active content: what Excel may run or fetch. It is found by the container's own relationships, and never run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trygg_excel.package import Package, elements
from trygg_excel.workbook import Active, ActiveKind

# The last word of a relationship's type, and what it brings.
_KINDS = {
    "vbaProject": ActiveKind.MACROS,
    "xlMacrosheet": ActiveKind.MACRO_SHEET,
    "xlIntlMacrosheet": ActiveKind.MACRO_SHEET,
    "dialogsheet": ActiveKind.MACRO_SHEET,
    "externalLink": ActiveKind.EXTERNAL_LINK,
    "connections": ActiveKind.CONNECTION,
    "queryTable": ActiveKind.CONNECTION,
    "oleObject": ActiveKind.EMBEDDED,
    "package": ActiveKind.EMBEDDED,
    "control": ActiveKind.CONTROL,
    "activeXControlBinary": ActiveKind.CONTROL,
    "extensibility": ActiveKind.CUSTOM_UI,
    "customUI": ActiveKind.CUSTOM_UI,
}
_WORDS = ("WEBSERVICE", "FILTERXML", "IMPORTDATA", "IMPORTXML", "RTD", "CALL", "REGISTER.ID")
_WEB = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*><f[^<>]*>[^<]*?(' + "|".join(map(re.escape, _WORDS)).encode() + rb")\(",
    re.IGNORECASE,
)
_MOST = 50  # of one kind on a sheet; that there are any is what matters


def active_content(package: Package, main: str) -> Iterator[Active]:
    """What the workbook's parts point at: macros, links, connections, objects, controls."""
    seen: set[tuple[str, str]] = set()
    for part in ("", main, *_pointing(package)):
        for relationship in package.relationships(part).values():
            kind = _KINDS.get(relationship.kind)
            if kind is None or (relationship.kind, relationship.target) in seen:
                continue
            seen.add((relationship.kind, relationship.target))
            if kind is ActiveKind.EXTERNAL_LINK and not relationship.external:
                yield _link(package, relationship.target)
            else:
                yield Active(kind, part or relationship.target, relationship.target)


def _pointing(package: Package) -> Iterator[str]:
    """The sheets that have relationships of their own."""
    for name in package.parts:
        folder, found, part = name.rpartition("/_rels/")
        if (
            found
            and part.endswith(".rels")
            and folder.rpartition("/")[2] in {"worksheets", "macrosheets", "dialogsheets"}
        ):
            yield f"{folder}/{part.removesuffix('.rels')}"


def _link(package: Package, part: str) -> Active:
    """A link to another workbook, or a DDE or OLE link, with what it points at."""
    targets = [each.target for each in package.relationships(part).values() if each.external]
    kind, target = ActiveKind.EXTERNAL_LINK, targets[0] if targets else ""
    if part in package:
        for _, element in elements(package.read(part), "{*}ddeLink", "{*}oleLink", where=part):
            kind = ActiveKind.DDE
            target = "|".join(filter(None, (element.get("ddeService"), element.get("ddeTopic")))) or target
    return Active(kind, part, target)


def web_formulas(data: bytes, sheet: str) -> Iterator[Active]:
    """Cells whose formula fetches or calls something outside the workbook."""
    upper = data.upper() if b"<f" in data else b""
    if not any(f"{word}(".encode() in upper for word in _WORDS):
        return
    for number, match in enumerate(_WEB.finditer(data)):
        if number >= _MOST:
            return
        yield Active(ActiveKind.WEB_FORMULA, f"{sheet}!{match.group(1).decode()}", match.group(2).decode().upper())
