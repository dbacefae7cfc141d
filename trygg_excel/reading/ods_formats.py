"""The number styles of an .ods as Excel's number formats: '#,##0,', '0.0%', 'yyyy-mm-dd'. (ODF 1.3, 16.29.)"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice

from trygg_excel.package import Element, local

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_NUMBER, _STYLE = f"{{{_URN}datastyle:1.0}}", f"{{{_URN}style:1.0}}"
_LONGEST_FORMAT = 255  # Excel's own limit
_MOST_DIGITS = 30
_MOST_MAPS = 4
_BARE = re.compile(r"[-+()%:/ \xa0\u202f]*")  # signs that Excel writes without quotes
_SECTIONS = {">": 0, ">=": 0, "<": 1, "<=": 1, "=": 2}  # positive; negative; zero
_CONDITION = re.compile(r"value\(\)\s*([<>]=?|=)\s*0(?:\.0*)?")
_SHORT_LONG = {  # the two lengths in which a part of a date is written
    "day": ("d", "dd"), "year": ("yy", "yyyy"), "day-of-week": ("ddd", "dddd"), "hours": ("h", "hh"),
    "minutes": ("m", "mm"), "seconds": ("s", "ss"), "era": ("", ""), "quarter": ("", ""), "week-of-year": ("", ""),
    "am-pm": ("AM/PM", "AM/PM"),
}  # fmt: skip
_FACTORS = {"1000": ",", "1000000": ",,", "1000000000": ",,,"}


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """The format of one section, and under what conditions others take its place."""

    text: str
    maps: tuple[tuple[str, str], ...] = ()  # condition, name of the other


def number_style(element: Element) -> NumberStyle:
    """Of a <number:…-style/>; what Excel knows no way to write is left out."""
    text = "".join(_part(each, local(element)) for each in element)
    maps = islice((_map(each) for each in element if local(each) == "map"), _MOST_MAPS)
    return NumberStyle(text[:_LONGEST_FORMAT], tuple(maps))


def number_format(name: str, known: Mapping[str, NumberStyle]) -> str:
    """The whole format of the style of this name, its sections in Excel's order; 'General' where it says nothing."""
    style = known.get(name)
    if style is None:
        return "General"
    sections: dict[int, str] = {}
    for condition, other in style.maps:
        match = _CONDITION.fullmatch(condition.strip())
        if match is not None and other in known:
            sections.setdefault(_SECTIONS[match[1]], known[other].text)
    sections[next(at for at in range(4) if at not in sections)] = style.text
    written = [sections.get(at, "") for at in range(max(sections) + 1)]
    return ";".join(written)[:_LONGEST_FORMAT] or "General"


def _map(element: Element) -> tuple[str, str]:
    return str(element.get(f"{_STYLE}condition") or ""), str(element.get(f"{_STYLE}apply-style-name") or "")


def _part(element: Element, kind: str) -> str:
    name = local(element)
    if name in _SHORT_LONG:
        return _SHORT_LONG[name][_said(element, "style") == "long"]
    return _PARTS[name](element, kind) if name in _PARTS else ""


def _said(element: Element, name: str) -> str:
    return str(element.get(f"{_NUMBER}{name}") or "")


def _count(element: Element, name: str, otherwise: int) -> int:
    written = _said(element, name)
    is_count = written.isascii() and written.isdigit() and len(written) < 5
    return min(int(written), _MOST_DIGITS) if is_count else otherwise


def _digits(element: Element, _: str = "") -> str:
    """'#,##0.00,': digits, decimals, and what the number is divided by when it is shown."""
    if not _said(element, "decimal-places") and not _said(element, "min-integer-digits"):
        return "General"
    whole = "0" * _count(element, "min-integer-digits", 0) or "#"
    if _said(element, "grouping") == "true":
        whole = "#,##" + whole if len(whole) == 1 else f"#,{whole}"
    places = _count(element, "decimal-places", 0)
    needed = places if _said(element, "decimal-replacement") == "" else 0
    decimals = "0" * needed + "#" * (places - needed)
    factor = _FACTORS.get(_said(element, "display-factor").removesuffix(".0"), "")
    return whole + ("." + decimals if decimals else "") + factor


def _scientific(element: Element, _: str) -> str:
    return _digits(element) + "E+" + "0" * max(1, _count(element, "min-exponent-digits", 2))


def _fraction(element: Element, _: str) -> str:
    below = _said(element, "denominator-value") or "?" * max(1, _count(element, "min-denominator-digits", 1))
    return f"# {'?' * max(1, _count(element, 'min-numerator-digits', 1))}/{below[:_MOST_DIGITS]}"


def _literal(element: Element, kind: str) -> str:
    """Text beside the number. A percent sign multiplies by a hundred in a percentage only."""
    text = str(element.text or "")
    plain = _BARE.fullmatch(text) is not None and ("%" not in text or kind == "percentage-style")
    return text if plain else '"' + text.replace('"', "") + '"'


def _currency(element: Element, _: str) -> str:
    """'[$kr]'. One that says no sign means that of the document's country, of which nothing is known."""
    sign = re.sub(r"[\[\]$]", "", str(element.text or "")) or ("$" if "$" in (element.text or "") else "")
    return f"[${sign}]" if sign else ""


def _month(element: Element, _: str) -> str:
    long = _said(element, "style") == "long"
    if _said(element, "textual") == "true":
        return "mmmm" if long else "mmm"
    return "mm" if long else "m"


_PARTS: dict[str, Callable[[Element, str], str]] = {
    "number": _digits,
    "scientific-number": _scientific,
    "fraction": _fraction,
    "text": _literal,
    "currency-symbol": _currency,
    "month": _month,
    "text-content": lambda _element, _kind: "@",
    "boolean": lambda _element, _kind: "General",
}
