"""The styles of an XML Spreadsheet 2003: what of them tells a reader of tables something."""

from __future__ import annotations

from collections.abc import Mapping

from trygg_excel.package import Element
from trygg_excel.workbook import CellStyle

SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"
_LONGEST_FORMAT = 255  # Excel's own limit
_DEFAULT = "Default"

# The formats with a name, as Excel shows them elsewhere.
_NAMED = {
    "General Number": "General", "General Date": "yyyy-mm-dd hh:mm", "Long Date": "d mmmm yyyy",
    "Medium Date": "d-mmm-yy", "Short Date": "yyyy-mm-dd", "Long Time": "h:mm:ss", "Medium Time": "h:mm",
    "Short Time": "hh:mm", "Currency": "#,##0.00", "Euro Currency": "#,##0.00", "Fixed": "0.00",
    "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00", "Yes/No": "General",
    "True/False": "General", "On/Off": "General",
}  # fmt: skip


def said(element: Element, name: str) -> str:
    """What an attribute of the spreadsheet's namespace says; '' where it is not there."""
    return str(element.get(f"{{{SHEETS}}}{name}") or "")


def style_of(element: Element, known: Mapping[str, CellStyle]) -> CellStyle:
    """A <Style/>: its parent's look, or the default one's, with what it says itself."""
    parent = known.get(said(element, "Parent") or _DEFAULT, CellStyle())
    number_format, bold, italic, indent = parent.number_format, parent.bold, parent.italic, parent.indent
    for child in element:
        if child.tag == f"{{{SHEETS}}}NumberFormat":
            written = said(child, "Format")
            number_format = _NAMED.get(written, written)[:_LONGEST_FORMAT] or "General"
        elif child.tag == f"{{{SHEETS}}}Font":
            bold, italic = said(child, "Bold") == "1", said(child, "Italic") == "1"
        elif child.tag == f"{{{SHEETS}}}Alignment":
            indent = _indent(said(child, "Indent"))
    return CellStyle(number_format, bold, italic, indent)


def _indent(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 0
