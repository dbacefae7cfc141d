"""Texts and markup under a workbook's name: tables without end, markup that explodes, formulas that start programs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.hostile.table import ADMITTED, Outcome, add
from trygg_excel.gate.reasons import Reason

_TOP = "insats;2022;2023\nKamera;1500;1600\n"
_SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"
_PAGE = "<html><table><tr><td>a<td>1<tr><td>b<td>2{}</table>"


def spreadsheet(rows: str, before: str = "") -> str:
    """An XML Spreadsheet with one sheet."""
    return (
        f'<?xml version="1.0"?>{before}<Workbook xmlns="{_SHEETS}" xmlns:ss="{_SHEETS}">'
        f'<Worksheet ss:Name="Blad1"><Table>{rows}</Table></Worksheet></Workbook>'
    )


def _cell(attributes: str, data: str = '<Data ss:Type="Number">1</Data>') -> str:
    return spreadsheet(f"<Row><Cell {attributes}>{data}</Cell></Row>")


_REFUSED: dict[str, tuple[str, tuple[Outcome, ...], str]] = {
    "text_open_quote": (f'{_TOP}"Buss;1;2\nBil;3;4\n', (Reason.TRUNCATED,), "a quote that nothing closes"),
    "text_long_field": (_TOP + "a" * 40_000 + ";1;2\n", (Reason.LONG_TEXT,), "a field beyond Excel's"),
    "text_endless_field": (_TOP + '"' + "a\n" * 400_000 + '";1\n', (Reason.LONG_TEXT,), "a field of many lines"),
    "text_endless_line": (f"{_TOP}{'a' * 3_000_000}", (Reason.LONG_TEXT,), "a line without end"),
    "text_wide": (_TOP + ";" * 20_000, (Reason.REFERENCE,), "columns beyond the grid"),
    "text_endless_row": (_TOP + ";" * 3_000_000, (Reason.REFERENCE,), "columns without end"),
    "text_quoted_lines": (_TOP + '"a\n";' * 500_000, (Reason.REFERENCE, Reason.LONG_TEXT), "one record of all lines"),
    "text_tall": (_TOP + "\n" * 1_048_600, (Reason.REFERENCE,), "rows beyond the grid"),
    "page_wide": (_PAGE.format("<td colspan=1000>" * 20 + "x"), (Reason.REFERENCE,), "columns beyond the grid"),
    "page_spans": (_PAGE.format("<tr><td colspan=1000 rowspan=65534>x"), (Reason.MERGES,), "a cell over the sheet"),
    "page_deep": (_PAGE.format("<tr><td>" + "<b>" * 90), (Reason.DEPTH,), "elements within each other"),
    "page_deep_tables": (_PAGE.format("<tr><td><table>" * 90), (Reason.DEPTH,), "tables within each other"),
    "page_entities": (f'<!DOCTYPE a [<!ENTITY x "y">]>{_PAGE.format("")}', (Reason.ENTITIES,), "entities of its own"),
    "page_long": (_PAGE.format(f"<tr><td>{'a' * 40_000}<td>1"), (Reason.LONG_TEXT,), "a text beyond Excel's"),
    "page_encoding": (f'<meta charset="utf-7">{_PAGE.format("")}', (Reason.ENCODING,), "an encoding to hide in"),
    "page_of_words": ("<html><table><tr><td>Logga in</table>", (Reason.MARKUP,), "a page that lays out by a table"),
    "xml_entities": (spreadsheet("", '<!DOCTYPE a [<!ENTITY x "y">]>'), (Reason.ENTITIES,), "entities of its own"),
    "xml_broken": (spreadsheet("<Row>"), (Reason.XML,), "an element that nothing closes"),
    "xml_index": (_cell('ss:Index="20000"'), (Reason.REFERENCE,), "a column beyond the grid"),
    "xml_minus": (_cell('ss:Index="-1"'), (Reason.REFERENCE,), "a column before the first"),
    "xml_merge": (_cell('ss:MergeAcross="16000" ss:MergeDown="60000"'), (Reason.MERGES,), "a cell over the sheet"),
    "xml_merge_out": (_cell('ss:MergeDown="9999999"'), (Reason.REFERENCE,), "merged past the grid"),
    "xml_deep": (spreadsheet("<a>" * 90 + "</a>" * 90), (Reason.DEPTH,), "elements within each other"),
    "xml_long": (
        _cell("", f'<Data ss:Type="String">{"a" * 40_000}</Data>'),
        (Reason.LONG_TEXT,),
        "a text beyond Excel's",
    ),
    "xml_no_sheet": (f'<?xml version="1.0"?><Workbook xmlns="{_SHEETS}"/>', (Reason.MARKUP,), "a workbook of no sheet"),
}
_ACTIVE = {
    "text_dde": (f"{_TOP}=cmd|'/c calc'!A0;1;2\n", "A3"),
    "text_dde_plus": (f"{_TOP}+cmd|'/c calc'!A0;1;2\n", "A3"),
    "text_dde_minus": (f"{_TOP}Buss;-2+3+cmd|'/c calc'!A0;2\n", "B3"),
    "text_dde_at": (f"{_TOP}@SUM(1+1)*cmd|'/c calc'!A0;1;2\n", "A3"),
    "text_dde_blank": (f"{_TOP} =cmd|'/c calc'!A0;1;2\n", "A3"),
    "text_fetch": (f'{_TOP}Buss;"=WEBSERVICE(""http://127.0.0.1:9/""&B2)";2\n', "WEBSERVICE"),
    "text_link": (f'{_TOP}Buss;"=HYPERLINK(""http://127.0.0.1:9/""&B2;""x"")";2\n', "HYPERLINK"),
    "text_other_book": (f"{_TOP}Buss;='[Ram 2022.xlsx]Blad1'!B2;2\n", "Ram 2022.xlsx"),
    "page_dde": (_PAGE.format("<tr><td>=cmd|'/c calc'!A0<td>1"), "A3"),
    "page_formula": (_PAGE.format('<tr><td>c<td x:num="1" x:fmla="=WEBSERVICE(A1)">1'), "B3"),
    "page_object": (_PAGE.format("") + '<object data="http://127.0.0.1:9/"></object>', "object"),
    "xml_dde": (_cell("ss:Formula=\"=cmd|'/c calc'!A0\""), "Blad1!A1"),
    "xml_fetch": (_cell('ss:Formula="=WEBSERVICE(R[1]C)"'), "WEBSERVICE"),
    "xml_name": (
        spreadsheet('</Table><Names><NamedRange ss:Name="Auto_Open" ss:RefersTo="=A1"/></Names><Table>'),
        "Auto_Open",
    ),
}  # fmt: skip


def _write(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8", newline="")


for _name, (_text, _outcomes, _why) in _REFUSED.items():
    add(f"flat_{_name}", partial(_write, _text), *_outcomes, why=_why, suffix=".xls")
for _name, (_text, _place) in _ACTIVE.items():
    add(f"active_{_name}", partial(_write, _text), ADMITTED, why="told, never run", suffix=".xls", place=_place)
