"""The styles part: cell formats by index, and which number formats show a date. (ECMA-376 part 1, 18.8.)"""

from __future__ import annotations

import re
from functools import lru_cache

from trygg_excel.package import Element, Package, elements
from trygg_excel.workbook import PLAIN, CellStyle

# Built-in formats as Excel shows them (18.8.30); those left out are General.
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_NOT_DATE_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')


@lru_cache(maxsize=4096)
def shows_date(number_format: str) -> bool:
    """Whether a number with this format is shown as a date or a time."""
    first = _NOT_DATE_LETTERS.sub("", number_format.split(";", maxsplit=1)[0]).lower()
    return first != "general" and any(letter in first for letter in "ymdhs") and "e+" not in first


def cell_styles(package: Package, part: str | None) -> tuple[CellStyle, ...]:
    """The cellXfs of the styles part, in order; empty when the workbook has none."""
    if part is None or part not in package:
        return ()
    formats: dict[int, str] = dict(_BUILT_IN)
    fonts: list[tuple[bool, bool]] = []
    styles: tuple[CellStyle, ...] = ()
    for element in elements(package.read(part), "{*}numFmt", "{*}fonts", "{*}cellXfs"):
        name = _local(element)
        if name == "numFmt":
            formats[_int(element.get("numFmtId"))] = element.get("formatCode") or "General"
        elif name == "fonts":
            fonts = [_font(font) for font in element]
        else:
            styles = tuple(_style(xf, formats, fonts) for xf in element)
    return styles


def _style(xf: Element, formats: dict[int, str], fonts: list[tuple[bool, bool]]) -> CellStyle:
    font = _int(xf.get("fontId"))
    bold, italic = fonts[font] if font < len(fonts) else (False, False)
    alignment = next((child for child in xf if _local(child) == "alignment"), None)
    indent = _int(alignment.get("indent")) if alignment is not None else 0
    style = CellStyle(formats.get(_int(xf.get("numFmtId")), "General"), bold, italic, indent)
    return PLAIN if style == PLAIN else style


def _font(font: Element) -> tuple[bool, bool]:
    on = {_local(child) for child in font if child.get("val") not in {"0", "false"}}
    return "b" in on, "i" in on


def _local(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
