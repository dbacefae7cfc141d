"""How wide a column's unit is: a digit of the workbook's own font. Ours are told in digits of another.

(ECMA-376 part 1, 18.3.1.13: widths are counted in the widest digit of the font of the Normal style.)
"""

from __future__ import annotations

import re

from trygg_excel.package import Node, Outline

_DIGITS = {"calibri": 0.507, "arial": 0.556, "aptos narrow": 0.5, "times new roman": 0.5, "verdana": 0.636}
_OTHER = 0.55  # a digit's share of the size, for fonts not known by name
_PIXELS = 96 / 72  # in a point
_WIDTH = re.compile(rb'(<col [^<>]*?\bwidth=")([\d.]+)"')


def digit_pixels(styles: Outline) -> int:
    """The width of a digit of the Normal style's font, in pixels."""
    font = _normal_font(styles)
    size, name = (_value(font, "sz"), _value(font, "name")) if font else ("", "")
    points = float(size) if re.fullmatch(r"\d{1,3}(\.\d+)?", size) else 11.0
    return max(1, round(points * _PIXELS * _DIGITS.get(name.casefold(), _OTHER)))


def in_digits_of(data: bytes, theirs: int, ours: int) -> bytes:
    """A sheet whose columns are told in digits of so many pixels, told in others."""
    return _WIDTH.sub(lambda m: b'%b%.6g"' % (m[1], float(m[2]) * theirs / ours), data)


def _normal_font(styles: Outline) -> Node | None:
    named = next((each for each in styles.root.within("cellStyle") if each.get("builtinId") == "0"), None)
    base = _nth(styles, "cellStyleXfs", named.get("xfId", "0") if named else "0")
    return _nth(styles, "fonts", base.get("fontId", "0") if base else "0")


def _nth(styles: Outline, group: str, index: str) -> Node | None:
    held = styles.root.find(group)
    if held is None or not index.isdigit() or int(index) >= len(held.children):
        return None
    return held.children[int(index)]


def _value(font: Node, name: str) -> str:
    found = font.find(name)
    return found.get("val") if found else ""
