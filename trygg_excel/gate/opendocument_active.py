"""Active content of an .ods: macros and what starts them, links to other files and programs, and objects. (ODF 1.3.)"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

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


def macros_in(package: Package) -> Iterator[Active]:
    """The parts that hold macros."""
    for part in package.parts:
        if part.casefold().startswith(_MACROS) and not part.endswith((*_LISTS, "/")):
            yield Active(ActiveKind.MACROS, part)


class InContent:
    """Active content among the elements of the content, of which `tags` are the names."""

    tags = ("script", *_KINDS, *sorted(_NAMES), *sorted(_OBJECTS))

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._names = 0

    def take(self, kind: str, element: Element) -> Iterator[Active]:
        """What an element brings. Raises BadPackage on too many names."""
        if kind in _NAMES:
            self._names += 1
            if self._names > self._limits.names:
                raise BadPackage(Reason.DEFINED_NAMES, CONTENT)
            yield from in_name(said(element, "name"), said(element, "expression") or said(element, "condition"))
        elif kind in _OBJECTS:
            yield from _object(element, self._media_types)
        elif kind in _KINDS:
            active, attributes = _KINDS[kind]
            yield Active(active, CONTENT, "|".join(filter(None, (said(element, each) for each in attributes))))
        elif "".join(map(str, element.itertext())).strip():
            yield Active(ActiveKind.MACROS, CONTENT)

    @cached_property
    def _media_types(self) -> dict[str, str]:
        return _media_types(self._package, self._limits)


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
