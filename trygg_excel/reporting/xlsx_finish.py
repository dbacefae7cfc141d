"""The last hand on a written workbook: its language, which XlsxWriter has no word for, and the rules it must keep."""

from __future__ import annotations

from collections.abc import Mapping

from trygg_excel.errors import ReportBroken
from trygg_excel.package import packed
from trygg_excel.reporting.xlsx_rules import broken_parts

_CORE = "docProps/core.xml"
_ALIKE = {"[Content_Types].xml", "xl/styles.xml", "xl/theme/theme1.xml"}  # in most reports of a run
_LANGUAGES = {"sv": b"sv-SE", "en": b"en-GB"}


def finished(parts: Mapping[str, bytes], lang: str) -> bytes:
    """The workbook of these parts, its language told for who has it read aloud. Raises ReportBroken."""
    language = _LANGUAGES["en" if lang == "en" else "sv"]
    told = dict(parts)
    told[_CORE] = parts[_CORE].replace(b"</dc:title>", b"</dc:title><dc:language>%b</dc:language>" % language)
    broken = broken_parts(told)
    if broken:
        raise ReportBroken(broken)
    return packed(told, again=frozenset(name for name in told if name in _ALIKE or name.endswith(".rels")))
