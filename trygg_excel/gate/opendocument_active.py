"""Active content of an .ods: macros and what starts them, links to other files and programs, and objects. (ODF 1.3.)"""

from __future__ import annotations

from collections.abc import Iterator

from trygg_excel.gate.active import in_name
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Element, Package, elements, local
from trygg_excel.workbook import Active, ActiveKind

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_MACROS = ("basic/", "scripts/")
_LISTS = ("-lc.xml", "-lb.xml")  # of libraries and their modules: LibreOffice writes them where there are none too
_HARMLESS = ("application/vnd.oasis.opendocument.chart", "application/vnd.oasis.opendocument.formula")
_NAMES = frozenset({"named-range", "named-expression", "content-validation"})
_OBJECTS = frozenset({"object", "object-ole", "plugin", "applet"})
_KINDS = {  # element, its kind, and the attributes that tell what it points at
    "event-listener": (ActiveKind.MACROS, ("href", "macro-name")),
    "dde-source": (ActiveKind.DDE, ("dde-application", "dde-topic")),
    "dde-connection-decl": (ActiveKind.DDE, ("dde-application", "dde-topic")),
    "cell-range-source": (ActiveKind.EXTERNAL_LINK, ("href",)),
    "table-source": (ActiveKind.EXTERNAL_LINK, ("href",)),
    "database-source-sql": (ActiveKind.CONNECTION, ("database-name",)),
    "database-source-table": (ActiveKind.CONNECTION, ("database-name",)),
    "database-source-query": (ActiveKind.CONNECTION, ("database-name",)),
    "connection-resource": (ActiveKind.CONNECTION, ("href",)),
}
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def active_in_ods(package: Package, content: bytes, limits: Limits) -> Iterator[Active]:
    """What the parts and the content hold. Raises BadPackage on too many names."""
    for part in package.parts:
        if part.casefold().startswith(_MACROS) and not part.endswith((*_LISTS, "/")):
            yield Active(ActiveKind.MACROS, part)
    wanted = [name for name in ("script", *_KINDS, *_NAMES, *_OBJECTS) if _may_hold(content, name)]
    if wanted:
        yield from _in_content(package, content, wanted, limits)


def _may_hold(content: bytes, name: str) -> bool:
    """Whether an element of the name can be there; in wide characters it cannot be told so simply."""
    return name.encode() in content or content.startswith(_WIDE)


def _in_content(package: Package, content: bytes, wanted: list[str], limits: Limits) -> Iterator[Active]:
    names = 0
    media_types = _media_types(package, limits) if _OBJECTS & set(wanted) else {}
    tags = [f"{{*}}{name}" for name in wanted]
    for _, element in elements(content, *tags, where=CONTENT, depth=limits.depth):
        kind = local(element)
        if kind in _NAMES:
            names += 1
            if names > limits.names:
                raise BadPackage(Reason.DEFINED_NAMES, CONTENT)
            yield from in_name(said(element, "name"), said(element, "expression") or said(element, "condition"))
        elif kind in _OBJECTS:
            yield from _object(element, media_types)
        elif kind in _KINDS:
            active, attributes = _KINDS[kind]
            yield Active(active, CONTENT, "|".join(filter(None, (said(element, each) for each in attributes))))
        elif "".join(map(str, element.itertext())).strip():
            yield Active(ActiveKind.MACROS, CONTENT)


def _object(element: Element, media_types: dict[str, str]) -> Iterator[Active]:
    """An object that is neither a chart nor a mathematical formula."""
    part = said(element, "href").removeprefix("./").rstrip("/")
    if local(element) != "object" or media_types.get(part) not in _HARMLESS:
        yield Active(ActiveKind.EMBEDDED, CONTENT, part)


def _media_types(package: Package, limits: Limits) -> dict[str, str]:
    """What the manifest says that the parts are."""
    if _MANIFEST not in package:
        return {}
    listed = elements(package.read(_MANIFEST), "{*}file-entry", where=_MANIFEST, depth=limits.depth)
    return {said(each, "full-path").rstrip("/"): said(each, "media-type") for _, each in listed}


def said(element: Element, name: str) -> str:
    """What the attribute of this name says, in whatever namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rsplit("}", 1)[-1] == name), "")
