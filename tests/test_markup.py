"""Web pages and XML Spreadsheets under a workbook's name are read as spreadsheets open them."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus import CORPUS, needs_corpus
from tests.hostile.flat import spreadsheet
from trygg_excel.active import active_findings
from trygg_excel.errors import Refused
from trygg_excel.gate import LIMITS, Limits, Reason, admit
from trygg_excel.package import BadPackage
from trygg_excel.reading import read_workbook
from trygg_excel.reading.markup import read_markup
from trygg_excel.reading.markup_formula import with_letters
from trygg_excel.reading.page import read_page
from trygg_excel.workbook import Cell, CellStyle, CellType, Range, Sheet, Visibility, Workbook

EXCEL = "urn:schemas-microsoft-com:office:excel"
BOLD = CellStyle(bold=True)
ROWS = "<tr><td>insats<td>2022</tr><tr><td>Kamera<td>1500</tr>"


def book(folder: Path, text: str | bytes, name: str = "Budget.xls") -> Workbook:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_workbook(path)


def page(body: str, **changes: int) -> Sheet:
    ((sheet,), _) = read_page(f"<html><body>{body}</body></html>".encode(), Limits(**changes), "Sida")
    return sheet


def values(sheet: Sheet) -> dict[str, str]:
    return {cell.address: cell.value for cell in sheet.cells.values()}


# Web pages.
@pytest.mark.parametrize("start", ["", "\ufeff \n", "<!DOCTYPE html>", f"<!-- {'x' * 5_000} -->"])
@pytest.mark.parametrize("name", ["Budget.xls", "Budget.xlsx", "Budget.html"])
def test_the_content_tells_and_not_the_name(tmp_path: Path, start: str, name: str) -> None:
    found = book(tmp_path, f"{start}<html><table>{ROWS}</table></html>", name)
    assert (found.format, found.sheets[0].name, admit(tmp_path / name).format) == ("html", "Budget", "html")
    assert values(found.sheets[0]) == {"A1": "insats", "B1": "2022", "A2": "Kamera", "B2": "1500"}


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("", "utf-8"),
        ("", "cp1252"),
        ("", "utf-16"),
        ("utf-8", "utf-8"),
        ("utf-8", "cp1252"),  # as it says, and is not
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("iso-8859-15", "iso-8859-15"),
    ],
)
def test_encodings(tmp_path: Path, declared: str, encoding: str) -> None:
    text = f'<html><head><meta charset="{declared}"></head><table>{ROWS}<tr><td>Fältgrupp €<td>1</table></html>'
    found = book(tmp_path, text.encode(encoding))
    assert found.sheets[0].cells[3, 1].value == "Fältgrupp €"


def test_text_as_a_page_shows_it() -> None:
    cell = "<td> a&nbsp;&aring;&amp;\n  <b>b</b><br>c<p>d</p><td>1"
    assert values(page(f"<table>{ROWS}<tr>{cell}</table>"))["A3"] == "a\u00a0å& b\nc\nd"


def test_codes_and_swedish_numbers_stay_as_written() -> None:
    found = page(f"<table>{ROWS}<tr><td>0310<td>1 234,50<tr><td>x<td>(12,5)</table>")
    assert {cell.type for cell in found.cells.values()} == {CellType.TEXT}
    assert values(found) == {"A1": "insats", "B1": "2022", "A2": "Kamera", "B2": "1500"} | {
        "A3": "0310", "B3": "1 234,50", "A4": "x", "B4": "(12,5)",
    }  # fmt: skip


def test_what_is_not_displayed_is_left_out() -> None:
    hidden = "<style>td{x:1}</style><script>document.write('<td>9')</script><select><option>8</select>"
    found = page(f"<title>T</title>{hidden}<table>{ROWS}<tr><td>x{hidden}<td><i style='display:none'>7</i>1</table>")
    assert values(found) == {"A1": "insats", "B1": "2022", "A2": "Kamera", "B2": "1500", "A3": "x", "B3": "1"}


def test_a_row_that_is_not_displayed_is_hidden() -> None:
    assert page(f"<table>{ROWS}<tr style='Display: none'><td>x<td>1</table>").hidden_rows == {3}


def test_headings_are_bold() -> None:
    found = page("<table><tr><th>insats<th>2022<tr><td>Kamera<td><b>1500</b><tr style='x'><td>x<td>1</table>")
    assert [cell.address for cell in found.cells.values() if cell.style == BOLD] == ["A1", "B1", "B2"]


SPANS = """<table><tr><th rowspan=2>insats<th colspan=2>2022<th>2023
    <tr><td>Budget<td>Utfall<td>Budget
    <tr><td>Kamera<td>1<td>2<td>3</table>"""


def test_spans_are_merged_ranges_and_push_what_follows() -> None:
    found = page(SPANS)
    assert found.merged == (Range(1, 1, 2, 1), Range(1, 2, 1, 3))
    assert values(found) == {
        "A1": "insats", "B1": "2022", "D1": "2023", "B2": "Budget", "C2": "Utfall", "D2": "Budget",
        "A3": "Kamera", "B3": "1", "C3": "2", "D3": "3",
    }  # fmt: skip


def test_a_span_past_the_end_is_cut() -> None:
    assert page(f"<table>{ROWS}<tr><td rowspan=9>x<td rowspan=0 colspan=-1>1</table>").merged == ()


def test_tables_stand_below_each_other_with_the_lines_between() -> None:
    """As LibreOffice opens such a page."""
    found = page(f"<h1>Budget 2022</h1><p>Belopp i tkr</p><table>{ROWS}</table><table>{ROWS}</table><br><p>Slut")
    assert values(found) == {
        "A1": "Budget 2022", "A2": "Belopp i tkr", "A3": "insats", "B3": "2022", "A4": "Kamera", "B4": "1500",
        "A5": "insats", "B5": "2022", "A6": "Kamera", "B6": "1500", "A8": "Slut",
    }  # fmt: skip
    assert found.cells[1, 1].style == BOLD


def test_a_table_in_a_table_keeps_its_rows_and_columns() -> None:
    inner = "<table><tr><td>n1<td>n2<tr><td>n3<td>n4</table>"
    found = page(f"<table><tr><td>x<td>{inner}<td>y<tr><td>z<td>w</table>")
    assert values(found) == {
        "A1": "x", "B1": "n1", "C1": "n2", "D1": "y", "B2": "n3", "C2": "n4", "A3": "z", "B3": "w",
    }  # fmt: skip


def test_a_table_that_lays_out_another_is_not_seen() -> None:
    assert values(page(f"<table><tr><td><table>{ROWS}</table></table>")) == values(page(f"<table>{ROWS}</table>"))


def test_text_around_a_table_in_a_cell_is_kept() -> None:
    found = page(f"<table><tr><td>före<table>{ROWS}</table>efter<tr><td>sist</table>")
    assert values(found) == {
        "A1": "före", "A2": "insats", "B2": "2022", "A3": "Kamera", "B3": "1500", "A4": "efter", "A5": "sist",
    }  # fmt: skip


NUMBERS = f"""<table>{ROWS}<tr><td x:str="=x">=x</td><td x:num="1234.567">1 234,57</td></tr>
    <tr><td x:num="38353">2005-01-01</td><td x:num="0.05">5%</td></tr>
    <tr><td x:num="1500000">1 500</td><td x:num="3" x:fmla="=SUM(B1:B2)">3</td></tr></table>"""


def test_the_number_that_excel_wrote_counts_where_the_text_shows_it() -> None:
    found = page(NUMBERS).cells
    assert found[3, 1] == Cell(3, 1, CellType.TEXT, "=x")
    assert found[3, 2] == Cell(3, 2, CellType.NUMBER, "1234.567")
    assert [found[4, 1].value, found[4, 2].value, found[5, 1].value] == ["2005-01-01", "5%", "1 500"]
    assert found[5, 2] == Cell(5, 2, CellType.NUMBER, "3", "SUM(B1:B2)")


def test_the_name_that_excel_wrote_names_the_sheet() -> None:
    named = "<!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>Plan &amp; budget</x:Name></xml><![endif]-->"
    assert page(f"{named}<table>{ROWS}</table>").name == "Plan & budget"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Sidan finns inte.",
        "<table><tr><td>1500</table>",
        "<table><tr><td>Logga in<tr><td><input>Namn</table>",
        "<table:table><tr><td>a<td>1<tr><td>b<td>2</table:table>",
    ],
)
def test_a_page_without_a_table_keeps_its_refusal(tmp_path: Path, body: str) -> None:
    with pytest.raises(Refused) as told:
        book(tmp_path, f"<html>{body}</html>")
    assert told.value.reason is Reason.MARKUP


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"cells": 9}, Reason.CELLS),
        ({"rows": 2}, Reason.REFERENCE),
        ({"columns": 3}, Reason.REFERENCE),
        ({"text": 5}, Reason.LONG_TEXT),
        ({"stretch": 5}, Reason.LONG_TEXT),
        ({"depth": 4}, Reason.DEPTH),
        ({"merges": 1}, Reason.MERGES),
        ({"merged_area": 3}, Reason.MERGES),
    ],
)
def test_the_limits_hold_for_pages(changes: dict[str, int], reason: Reason) -> None:
    assert len(page(SPANS).cells) == 10
    with pytest.raises(BadPackage) as told:
        page(SPANS, **changes)
    assert told.value.reason is reason


WORDS = st.text("abåäö 0123456789,-–<>&'\u00a0", max_size=6).map(lambda text: re.sub(" +", " ", text).strip(" "))


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(["utf-8", "cp1252"]))
def test_any_table_reads_back_cell_for_cell(table: list[list[str]], encoding: str) -> None:
    table = [["a", "b"], ["c", "d"], *table]
    rows = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in table)
    ((sheet,), _) = read_page(f"<table>{rows}</table>".encode(encoding), LIMITS, "x")
    wanted = {(r, c): text for r, row in enumerate(table, 1) for c, text in enumerate(row, 1) if text.strip()}
    assert {at: cell.value for at, cell in sheet.cells.items()} == wanted


# XML Spreadsheets.
DRAWN = """
    <Column ss:Index="2" ss:Hidden="1" ss:Span="1"/>
    <Row ss:Index="2"><Cell ss:MergeAcross="1" ss:StyleID="h"><Data ss:Type="String">Budget 2022</Data></Cell>
      <Cell><Data ss:Type="String">tkr</Data></Cell></Row>
    <Row ss:Hidden="1"><Cell ss:Index="2" ss:StyleID="m"><Data ss:Type="Number">1234.50</Data></Cell>
      <Cell><Data ss:Type="DateTime">2022-02-07T00:00:00.000</Data></Cell>
      <Cell><Data ss:Type="Boolean">1</Data><Comment><ss:Data>en not</ss:Data></Comment></Cell>
      <Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>
    <Row><Cell ss:Index="2" ss:MergeDown="1"><Data ss:Type="Number">2</Data></Cell></Row>
    <Row ss:Index="6"><Cell ss:Index="2" ss:Formula="=SUM(R[-3]C:R[-2]C)"><Data ss:Type="Number">1236.5</Data></Cell>
      <Cell ss:Formula="=R3C2*2"/><Cell ss:StyleID="h"/></Row>
"""
STYLES = """<Styles><Style ss:ID="Default"/><Style ss:ID="h"><Font ss:Bold="1"/><Alignment ss:Indent="2"/></Style>
<Style ss:ID="m" ss:Parent="h"><NumberFormat ss:Format="Standard"/></Style></Styles>"""


def xml(rows: str = DRAWN) -> str:
    return spreadsheet(rows).replace("<Worksheet", f"{STYLES}<Worksheet", 1)


def test_each_kind_of_cell(tmp_path: Path) -> None:
    found = book(tmp_path, xml())
    (sheet,) = found.sheets
    bold = CellStyle(bold=True, indent=2)
    assert (found.format, sheet.name, sheet.hidden_rows, sheet.hidden_columns) == (
        "xml",
        "Blad1",
        frozenset({3}),
        frozenset({2, 3}),
    )
    assert list(sheet.cells.values()) == [
        Cell(2, 1, CellType.TEXT, "Budget 2022", None, bold),
        Cell(2, 3, CellType.TEXT, "tkr"),
        Cell(3, 2, CellType.NUMBER, "1234.50", None, CellStyle("#,##0.00", bold=True, indent=2)),
        Cell(3, 3, CellType.DATE, "2022-02-07"),
        Cell(3, 4, CellType.BOOLEAN, "TRUE"),
        Cell(3, 5, CellType.ERROR, "#REF!"),
        Cell(4, 2, CellType.NUMBER, "2"),
        Cell(6, 2, CellType.NUMBER, "1236.5", "SUM(B3:B4)"),
        Cell(6, 3, CellType.EMPTY, "", "$B$3*2"),
    ]
    assert sheet.merged == (Range(2, 1, 2, 2), Range(4, 2, 5, 2))


@pytest.mark.parametrize("name", ["Budget.xls", "Budget.xml", "Budget.xlsx"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_name_and_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    text = xml("<Row><Cell><Data ss:Type='String'>å</Data></Cell></Row>")
    assert values(book(tmp_path, text.encode(encoding), name).sheets[0]) == {"A1": "å"}
    assert admit(tmp_path / name).format == "xml"


def test_sheets_come_in_order_and_say_whether_they_show(tmp_path: Path) -> None:
    options = f'<x:WorksheetOptions xmlns:x="{EXCEL}"><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>'
    text = xml().replace("</Table>", f"</Table>{options}").replace("</Workbook>", '<Worksheet ss:Name="B"/></Workbook>')
    assert [(each.name, each.visibility) for each in book(tmp_path, text).sheets] == [
        ("Blad1", Visibility.HIDDEN),
        ("B", Visibility.VISIBLE),
    ]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("SUM(R[-2]C:R[-1]C)", "SUM(C1:C2)"),
        ("R1C1+RC[-2]*R[1]C3", "$A$1+A3*$C4"),
        ("Blad2!R[-1]C&\"R[-1]C\"&'R1C1'!RC", "Blad2!C2&\"R[-1]C\"&'R1C1'!C3"),
        ("R[-9]C+RC[-9]", "#REF!+#REF!"),
        ("ROUND(RC1,2)+RC_SUMMA", "ROUND($A3,2)+RC_SUMMA"),
        ("SUM(C[-1])+SUM(R2)", "SUM(C[-1])+SUM(R2)"),
    ],
)
def test_formulas_in_letters(written: str, wanted: str) -> None:
    assert with_letters(written, 3, 3) == wanted


@pytest.mark.parametrize(
    ("beside", "code"),
    [
        (f'<x:QueryTable xmlns:x="{EXCEL}"/>', "TRY-A04"),
        (f'<x:SupBook xmlns:x="{EXCEL}"><x:Path>C:\\Ram.xls</x:Path></x:SupBook>', "TRY-A03"),
        ('<Names><NamedRange ss:Name="Auto_Open" ss:RefersTo="=R1C1"/></Names>', "TRY-A01"),
    ],
)
def test_what_is_fetched_or_started_is_told(tmp_path: Path, beside: str, code: str) -> None:
    found = book(tmp_path, xml().replace("</Table>", f"</Table>{beside}"))
    assert [each.code for each in active_findings(found)] == [code]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"cells": 8}, Reason.CELLS),
        ({"rows": 5}, Reason.REFERENCE),
        ({"columns": 4}, Reason.REFERENCE),
        ({"text": 10}, Reason.LONG_TEXT),
        ({"depth": 3}, Reason.DEPTH),
        ({"merges": 1}, Reason.MERGES),
        ({"styles": 2}, Reason.STYLES),
    ],
)
def test_the_limits_hold_for_xml(changes: dict[str, int], reason: Reason) -> None:
    with pytest.raises(BadPackage) as told:
        read_markup(xml().encode(), Limits(**changes))
    assert told.value.reason is reason


@pytest.mark.corpus
@needs_corpus
def test_a_real_export_is_read() -> None:
    found = read_workbook(CORPUS / "odd" / "beancount-example.xls")
    cells = found.sheets[0].cells
    assert (found.format, len(cells), cells[2, 1].value, cells[4, 5].value) == ("xml", 57, "2013-07-04", "0.546")
