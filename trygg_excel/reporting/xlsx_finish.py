"""The last hand on a written workbook: its language, which XlsxWriter has no word for, and the rules it must keep."""

from __future__ import annotations

import re

from trygg_excel.errors import ReportBroken
from trygg_excel.gate.limits import Limits
from trygg_excel.package import Package, Rewrite, rewritten
from trygg_excel.reporting.xlsx_rules import broken_parts

_CORE = "docProps/core.xml"
_LANGUAGES = {"sv": b"sv-SE", "en": b"en-GB"}
_OURS = Limits(ratio=1_000_000)  # what we have just written ourselves is no bomb, however well it packs
_CHART = re.compile(r"xl/charts/chart\d+\.xml")


def finished(data: bytes, lang: str) -> bytes:
    """The workbook with its language told, for who has it read aloud. Raises ReportBroken when a rule is broken."""
    package, language = Package(data, _OURS), _LANGUAGES["en" if lang == "en" else "sv"]
    parts = {name: package.read_binary(name) for name in package.parts}
    changed = {_CORE: parts[_CORE].replace(b"</dc:title>", b"</dc:title><dc:language>%b</dc:language>" % language)}
    for name in filter(_CHART.fullmatch, parts):
        changed[name] = parts[name].replace(b'"en-US"', b'"%b"' % language)
    broken = broken_parts(parts | changed)
    if broken:
        raise ReportBroken(broken)
    return rewritten(package, Rewrite(changed, {}))
