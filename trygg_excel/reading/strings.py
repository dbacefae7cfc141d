"""The shared strings of a workbook, in order. (ECMA-376 part 1, 18.4.)"""

from __future__ import annotations

import re
from itertools import islice

from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Package, elements, is_utf8, ours
from trygg_excel.reading.scan import plain_text, unescaped
from trygg_excel.reading.sheet_cells import item_text

_ITEM = re.compile(r'<si(?:/>|><t(?: xml:space="preserve")?+(?:/>|>([^<]*+)</t>)</si>)')
_AROUND = re.compile(  # as most programs write it
    rb'(?:<\?xml version="1\.0" encoding="(?:UTF|utf)-8"(?: standalone="yes")?\?>[ \t\r\n]*)?'
    rb'<sst xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"'
    rb'(?: count="\d+")?(?: uniqueCount="\d+")?></sst>[ \t\r\n]*'
)
_OPENED = (b"<si>", b"<si/>", b"<si ")
_COUNTS = re.compile(rb'<sst[^>]*? uniqueCount="(\d+)"')
_DIGITS = 20  # of a count; Python itself refuses to convert thousands
_BELIEVABLE = 10  # a declared count this many times the real one is absurd


def shared_strings(package: Package, part: str | None, limits: Limits) -> list[str]:
    """All strings; those of plain text by one expression, a part with any other by the XML parser."""
    if part is None or part not in package:
        return []
    data = package.read(part)
    if sum(data.count(each) for each in _OPENED) > limits.strings:  # before they take time and memory
        raise BadPackage(Reason.STRINGS, part)
    found = _scanned(data)
    if found is None:
        items = elements(data, *ours("si"), where=part, depth=limits.depth)
        found = [item_text(element) for _, element in islice(items, limits.strings + 1)]
    _check(data, found, limits, part)
    return found


def _scanned(data: bytes) -> list[str] | None:
    start = data.find(b"<si")
    end = max(data.rfind(each) + len(each) for each in (b"</si>", b"<si/>"))
    if start < 0 or end < start or not is_utf8(data) or b"<!" in data[:start]:
        return None
    body = plain_text(data[start:end])
    if body is None:
        return None
    texts = _ITEM.findall(body)
    empty, opened = body.count("<si/>"), body.count("<t/>") + body.count("<t ") + body.count("<t>")
    tags = 2 * (len(texts) - empty) + empty + opened + body.count("</t>")
    if not (body.count("<si>") == len(texts) - empty == opened and body.count("<") == tags):
        return None
    around = data[:start] + data[end:]
    if _AROUND.fullmatch(around) is None and not _is_table(around):
        return None
    return texts if "&" not in body and "\r" not in body else [unescaped(each) for each in texts]


def _is_table(around: bytes) -> bool:
    """Whether what stands around the strings is, by the parser, one table of strings with none left in it."""
    return [element.getparent() for _, element in elements(around, *ours("sst", "si"))] == [None]


def _check(data: bytes, found: list[str], limits: Limits, part: str) -> None:
    declared = _COUNTS.search(data[:2000])
    most = max(limits.strings, _BELIEVABLE * (len(found) + 1))
    absurd = declared is not None and (len(declared[1]) > _DIGITS or int(declared[1]) > most)
    if len(found) > limits.strings or absurd:
        raise BadPackage(Reason.STRINGS, part)
    if max(map(len, found), default=0) > limits.text:
        raise BadPackage(Reason.LONG_TEXT, part)
