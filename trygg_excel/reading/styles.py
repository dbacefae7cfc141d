"""The styles part: cell formats by index, and which number formats show a date. (ECMA-376 part 1, 18.8.)"""

from __future__ import annotations

import re
from functools import lru_cache

from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Element, Package, elements, local, ours, own_name
from trygg_excel.workbook import PLAIN, CellStyle

# Built-in formats as Excel shows them (18.8.30); those left out are General.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_LONGEST_FORMAT = 255  # Excel's own limit
_SMALL = 1 << 16  # bytes of a part that is remembered
_SECTIONS = ("fonts", "cellStyleXfs", "cellXfs", "dxfs")
_NOT_DATE_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')


@lru_cache(maxsize=4096)
def shows_date(number_format: str) -> bool:
    """Whether a number with this format is shown as a date or a time."""
    first = _NOT_DATE_LETTERS.sub("", number_format.split(";", maxsplit=1)[0]).lower()
    return first != "general" and any(letter in first for letter in "ymdhs") and "e+" not in first


def cell_styles(package: Package, part: str | None, limits: Limits = LIMITS) -> tuple[CellStyle, ...]:
    """The cellXfs of the styles part, in order; empty when the workbook has none."""
    if part is None or part not in package:
        return ()
    data = package.read_alike(part)
    return (_alike if len(data) <= _SMALL else _styles)(data, part, limits)


def _styles(data: bytes, part: str, limits: Limits) -> tuple[CellStyle, ...]:
    formats: dict[int, str] = dict(BUILT_IN)
    fonts: list[tuple[bool, bool]] = []
    looks: list[tuple[int, int, int]] = []
    section = ""
    tags = ours("numFmt", "font", "xf", *_SECTIONS)
    for event, element in elements(data, *tags, where=part, starts=_SECTIONS, depth=limits.depth):
        name = local(element)
        if event == "start":
            section = name
        elif name == "numFmt" and not _is_of_condition(element):
            formats[_int(element.get("numFmtId"))] = (element.get("formatCode") or "General")[:_LONGEST_FORMAT]
        elif name == "font" and section == "fonts":
            fonts.append(_font(element))
        elif name == "xf" and section == "cellXfs":
            looks.append(_look(element))
        if len(looks) > limits.styles or len(fonts) > limits.styles or len(formats) > limits.styles:
            raise BadPackage(Reason.STYLES, part)
    return tuple(_style(look, formats, fonts) for look in looks)


_alike = lru_cache(maxsize=64)(_styles)  # workbooks made from one template have the same to the byte


def _is_of_condition(number_format: Element) -> bool:
    """Whether a format is a conditional format's own: its number may be that of another among the cells' formats."""
    parent = number_format.getparent()
    return parent is not None and own_name(parent) == "dxf"


def _look(xf: Element) -> tuple[int, int, int]:
    """The number format, font and indent of a cell format, by their indexes."""
    alignment = next((child for child in xf if own_name(child) == "alignment"), None)
    indent = _int(alignment.get("indent")) if alignment is not None else 0
    return _int(xf.get("numFmtId")), _int(xf.get("fontId")), indent


def _style(look: tuple[int, int, int], formats: dict[int, str], fonts: list[tuple[bool, bool]]) -> CellStyle:
    number_format, font, indent = look
    bold, italic = fonts[font] if font < len(fonts) else (False, False)
    style = CellStyle(formats.get(number_format, "General"), bold, italic, indent)
    return PLAIN if style == PLAIN else style


def _font(font: Element) -> tuple[bool, bool]:
    on = {own_name(child) for child in font if child.get("val") not in {"0", "false"}}
    return "b" in on, "i" in on


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
