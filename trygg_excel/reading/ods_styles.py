"""The styles of an .ods by name: what of a cell's look tells a reader of tables something. (ODF 1.3 part 3, 16.)"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trygg_excel.gate.limits import Limits
from trygg_excel.gate.opendocument import STYLES
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Element, Package, elements, local
from trygg_excel.reading.ods_formats import NumberStyle, number_format, number_style
from trygg_excel.workbook import PLAIN, CellStyle

_PART = "styles.xml"
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _FO, _TABLE = f"{{{_URN}style:1.0}}", f"{{{_URN}xsl-fo-compatible:1.0}}", f"{{{_URN}table:1.0}}"
_DEFAULT = "Default"
_MOST_PARENTS = 20
_STEP = 10.0  # points to a step of indent, as LibreOffice's own button takes them
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,9})?)(pt|in|cm|mm|pc|px)")
_BOLD = re.compile(r"bold|[6-9]00")
_SLANTED = ("italic", "oblique")


@dataclass(frozen=True, slots=True)
class _Own:
    """What a style says itself; None where its parent does."""

    parent: str = ""
    format: str | None = None  # the name of a number style
    bold: bool | None = None
    italic: bool | None = None
    indent: int | None = None


class Styles:
    """Those met so far. A later one of the same name takes the place of an earlier: the content's own come last."""

    def __init__(self) -> None:
        self._cells: dict[str, _Own] = {}
        self._numbers: dict[str, NumberStyle] = {}
        self._hidden: set[str] = set()
        self._looks: dict[str, CellStyle] = {}

    def read(self, package: Package, limits: Limits) -> None:
        """The document's common styles, which stand in a part of their own."""
        if _PART not in package:
            return
        tags = [f"{{*}}{name}" for name in STYLES]
        for count, (_, element) in enumerate(elements(package.read(_PART), *tags, where=_PART, depth=limits.depth), 1):
            if count > limits.styles:
                raise BadPackage(Reason.STYLES, _PART)
            self.add(element)

    def add(self, element: Element) -> None:
        """One of STYLES."""
        self._looks.clear()
        name = str(element.get(f"{_STYLE}name") or "")
        if local(element) != "style":
            self._numbers[name] = number_style(element)
        elif element.get(f"{_STYLE}family") == "table-cell":
            self._cells[name] = _own(element)
        elif element.get(f"{_STYLE}family") == "table":
            self._hidden.discard(name)
            if any(each.get(f"{_TABLE}display") == "false" for each in element):
                self._hidden.add(name)

    def hides(self, table: str) -> bool:
        """Whether a sheet of this style is hidden."""
        return table in self._hidden

    def look(self, name: str) -> CellStyle:
        """The look of a cell of this style."""
        found = self._looks.get(name)
        if found is None:
            found = self._looks[name] = self._inherited(name)
        return found

    def _inherited(self, name: str) -> CellStyle:
        own = _Own(name)
        format_, bold, italic, indent = own.format, own.bold, own.italic, own.indent
        for _ in range(_MOST_PARENTS):  # and no more, should they go round in a ring
            own = self._cells.get(own.parent or _DEFAULT, _Own())
            format_ = own.format if format_ is None else format_
            bold = own.bold if bold is None else bold
            italic = own.italic if italic is None else italic
            indent = own.indent if indent is None else indent
            if not own.parent:
                break
        shown = number_format(format_ or "", self._numbers)
        style = CellStyle(shown, bool(bold), bool(italic), indent or 0)
        return PLAIN if style == PLAIN else style


def _own(style: Element) -> _Own:
    bold = italic = indent = None
    for child in style:
        kind = local(child)
        if kind == "text-properties":
            weight, slant = child.get(f"{_FO}font-weight"), child.get(f"{_FO}font-style")
            bold = bold if weight is None else _BOLD.fullmatch(str(weight)) is not None
            italic = italic if slant is None else slant in _SLANTED
        elif kind == "paragraph-properties" and child.get(f"{_FO}margin-left") is not None:
            indent = _indent(str(child.get(f"{_FO}margin-left")))
    parent, format_ = style.get(f"{_STYLE}parent-style-name"), style.get(f"{_STYLE}data-style-name")
    return _Own(str(parent or ""), None if format_ is None else str(format_), bold, italic, indent)


def _indent(length: str) -> int:
    """Steps of indent, at least one for any."""
    match = _LENGTH.fullmatch(length)
    points = float(match[1]) * _POINTS[match[2]] if match else 0.0
    return max(1, round(points / _STEP)) if points else 0
