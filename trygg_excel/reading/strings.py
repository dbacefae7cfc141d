"""The shared strings of a workbook, in order. (ECMA-376 part 1, 18.4.)"""

from __future__ import annotations

import re

from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Package, elements
from trygg_excel.reading.scan import plain_text, unescaped
from trygg_excel.reading.sheet_xml import item_text

_ITEM = re.compile(r'<si><t(?: xml:space="preserve")?+(?:/>|>([^<]*+)</t>)</si>')
_COUNTS = re.compile(rb'<sst[^>]*? uniqueCount="(\d+)"')
_BELIEVABLE = 10  # a declared count this many times the real one is absurd


def shared_strings(package: Package, part: str | None, limits: Limits) -> list[str]:
    """All strings; those of plain text by one expression, a part with any other by the XML parser."""
    if part is None or part not in package:
        return []
    data = package.read(part)
    found = _scanned(data)
    if found is None:
        found = [item_text(element) for _, element in elements(data, "{*}si", where=part)]
    _check(data, found, limits, part)
    return found


def _scanned(data: bytes) -> list[str] | None:
    start, end = data.find(b"<si>"), data.rfind(b"</si>")
    if start < 0 or data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"<!" in data[:start]:
        return None
    body = plain_text(data[start : end + len(b"</si>")])
    if body is None:
        return None
    texts = _ITEM.findall(body)
    opened = body.count("<t/>") + body.count("<t ") + body.count("<t>")
    tags = 2 * len(texts) + opened + body.count("</t>")
    whole = body.count("<si>") == len(texts) == opened and body.count("<") == tags
    if not whole:
        return None
    for _ in elements(data[:start] + data[end + len(b"</si>") :], "{*}si"):  # what stands around them, by the parser
        return None
    return [unescaped(each) if "&" in each or "\r" in each else each for each in texts]


def _check(data: bytes, found: list[str], limits: Limits, part: str) -> None:
    declared = _COUNTS.search(data[:2000])
    absurd = declared is not None and int(declared[1]) > max(limits.strings, _BELIEVABLE * (len(found) + 1))
    if len(found) > limits.strings or absurd:
        raise BadPackage(Reason.STRINGS, part)
    if max(map(len, found), default=0) > limits.text:
        raise BadPackage(Reason.LONG_TEXT, part)
