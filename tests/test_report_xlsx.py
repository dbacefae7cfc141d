"""The workbook: what is stored, what is shown, and that no text in it ever acts."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from trygg_excel.finding import Text
from trygg_excel.money import KR, MKR, TKR, Unit
from trygg_excel.reporting.model import (
    Amount,
    Chart,
    ChartKind,
    Column,
    Formula,
    Link,
    Operation,
    Ratio,
    Report,
    Row,
    RowRole,
    Sheet,
    Style,
    Table,
    Tone,
    Value,
)
from trygg_excel.reporting.xlsx import render_xlsx

MILLION = 100_000_000  # öre
HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "<script>alert(1)</script>",
    "http://a.se",
]


def said(text: str) -> Text:
    return Text(text, text)


def column(key: str, style: Style = Style.TEXT) -> Column:
    return Column(key, said(key.capitalize()), style)


def formula(operation: Operation, *cells: tuple[int, str], value: Amount | Ratio) -> Formula:
    return Formula(operation, cells, value)


def change(row: int, value: int | None) -> Formula:
    return formula(Operation.DIFFERENCE, (row, "nu"), (row, "förr"), value=Amount(value))


def percent(row: int, value: str | None) -> Formula:
    share = Ratio(None if value is None else Decimal(value))
    return formula(Operation.RELATIVE_CHANGE, (row, "nu"), (row, "förr"), value=share)


COMPARISON = Table(
    (
        column("insats"),
        column("förr", Style.AMOUNT),
        column("nu", Style.AMOUNT),
        column("ändring", Style.CHANGE),
        column("procent", Style.PERCENT),
        column("se", Style.WRAPPED),
    ),
    (
        Row(("Grupp", None, None, None, None, None), RowRole.GROUP),
        Row(("SSPF", Amount(MILLION), Amount(125_000_000), change(1, 25_000_000), percent(1, "0.25"), None), level=1),
        Row(("Kameror", Amount(20_000_000), Amount(0), change(2, -20_000_000), percent(2, "-1"), "text"), level=1),
        Row(("Vakter", Amount(0), Amount(300_000_050), change(3, 300_000_050), percent(3, None), None), level=1),
        Row(("Avhopp", Amount(None), Amount(1), change(4, None), percent(4, None), Link("Dit", "bro", 1)), level=1),
        Row(
            (
                "Summa",
                formula(Operation.SUM, *((row, "förr") for row in range(1, 5)), value=Amount(None)),
                formula(Operation.SUM, *((row, "nu") for row in range(1, 5)), value=Amount(425_000_051)),
                change(5, None),
                percent(5, None),
                None,
            ),
            RowRole.TOTAL,
        ),
    ),
    KR,
)
BRIDGE = Table(
    (column("steg"), column("belopp", Style.CHANGE)),
    (
        Row(("2021", Amount(5 * MILLION)), RowRole.TOTAL),
        Row(("Ökar", Amount(2 * MILLION))),
        Row(("Okänt", Amount(None))),
        Row(("Minskar", Amount(-8 * MILLION))),
        Row(("2022", Amount(-MILLION)), RowRole.TOTAL),
    ),
    MKR,
)
CHART = Chart(ChartKind.BRIDGE, said("Från 2021 till 2022"), said("Faller från 5 till -1 mkr"), "steg", ("belopp",))


def report(*sheets: Sheet) -> Report:
    return Report(
        said("Kontroll"), said("Kommunen"), said("ARBETSMATERIAL"), said("Att åtgärda: 1 fel"), Tone.ERROR, sheets
    )


def front(table: Table = COMPARISON) -> Sheet:
    return Sheet("start", said("Svar"), (said("Allt på en sida."),), table)


def whole() -> Report:
    return report(front(), Sheet("bro", said("Brygga's"), (), BRIDGE, CHART))


def one_column(*values: Value, style: Style = Style.TEXT, unit: Unit | None = None) -> Table:
    return Table((column("a", style),), tuple(Row((value,)) for value in values), unit)


def drawn(what: Report, lang: str = "sv") -> bytes:
    buffer = BytesIO()
    render_xlsx(what, buffer, lang)
    return buffer.getvalue()


def opened(what: Report, lang: str = "sv", *, values: bool = False) -> Any:
    return openpyxl.load_workbook(BytesIO(drawn(what, lang)), data_only=values)


def header_row(sheet: Any) -> int:
    (table,) = sheet.tables.values()
    return int(re.sub(r"\D", "", table.ref.split(":")[0]))


def table_cells(sheet: Any) -> list[list[Any]]:
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def test_amounts_are_crowns_and_formulas_hold_what_they_give() -> None:
    """B..E of the comparison stand on rows 9-14; cached values are exact."""
    formulas = table_cells(opened(whole())["Svar"])
    cached = table_cells(opened(whole(), values=True)["Svar"])
    top = header_row(opened(whole())["Svar"])
    first, last = top + 2, top + 5
    share = f'=IF(B{first}=0,"",(C{first}-B{first})/ABS(B{first}))'
    assert formulas[2][1:5] == [1_000_000, 1_250_000, f"=C{first}-B{first}", share]
    assert cached[2][3:5] == [250_000, 0.25]
    assert cached[4][2:5] == [3_000_000.5, 3_000_000.5, None]
    assert formulas[6][2] == f"=SUM(C{first}:C{last})"
    assert cached[6][2] == 4_250_000.51


def test_an_unknown_amount_says_so_and_breaks_no_formula() -> None:
    sheet = opened(whole())["Svar"]
    cached = table_cells(opened(whole(), values=True)["Svar"])
    first, row = header_row(sheet) + 2, header_row(sheet) + 5
    assert [cached[5][1], cached[5][3], cached[5][4], cached[6][1]] == ["okänt", "okänt", None, "okänt"]
    assert sheet.cell(row, 4).value == f'=IF(COUNT(C{row},B{row})<2,"okänt",C{row}-B{row})'
    assert sheet.cell(row, 5).value == f'=IF(COUNT(C{row},B{row})<2,"",IF(B{row}=0,"",(C{row}-B{row})/ABS(B{row})))'
    assert sheet.cell(row + 1, 2).value == f'=IF(COUNT(B{first}:B{row})<4,"okänt",SUM(B{first}:B{row}))'
    assert (sheet.cell(row, 2).alignment.horizontal, sheet.cell(row, 2).font.italic) == ("right", True)
    assert table_cells(opened(whole(), "en", values=True)["Svar"])[5][1] == "unknown"


@pytest.mark.parametrize(
    ("unit", "ore", "amount", "change_code"),
    [
        (KR, 100, "#,##0;-#,##0", "+#,##0;-#,##0;0"),
        (KR, 150, "#,##0.00;-#,##0.00", "+#,##0.00;-#,##0.00;0.00"),
        (TKR, 100_000, "#,##0,;-#,##0,", "+#,##0,;-#,##0,;0"),
        (TKR, 1, "#,##0.00000,;-#,##0.00000,", "+#,##0.00000,;-#,##0.00000,;0.00000"),
        (MKR, 10_000_000, "#,##0.0,,;-#,##0.0,,", "+#,##0.0,,;-#,##0.0,,;0.0"),
        (MKR, 125_000_000, "#,##0.00,,;-#,##0.00,,", "+#,##0.00,,;-#,##0.00,,;0.00"),
        (MKR, 1, "#,##0.000000,,;-#,##0.000000,,", "+#,##0.000000,,;-#,##0.000000,,;0.000000"),
    ],
)
def test_the_fewest_decimals_that_show_no_amount_wrong(unit: Unit, ore: int, amount: str, change_code: str) -> None:
    table = Table((column("a", Style.AMOUNT), column("b", Style.CHANGE)), (Row((Amount(ore), Amount(ore))),), unit)
    sheet = opened(report(front(table)))["Svar"]
    row = header_row(sheet) + 1
    assert (sheet.cell(row, 1).number_format, sheet.cell(row, 2).number_format) == (amount, change_code)


def test_other_numbers_have_their_own_formats() -> None:
    table = Table(
        tuple(column(style.value, style) for style in (Style.COUNT, Style.YEAR, Style.PERCENT, Style.CODE)),
        (Row((1234, 2022, Ratio(Decimal("0.125")), "0042")),),
    )
    cells = opened(report(front(table)))["Svar"][header_row(opened(report(front(table)))["Svar"]) + 1]
    assert [cell.value for cell in cells] == [1234, 2022, 0.125, "0042"]
    assert [cell.number_format for cell in cells[:3]] == ["#,##0;-#,##0", "0", "+0.0%;-0.0%;0.0%"]


def test_the_front_page_answers_first() -> None:
    sheet = opened(whole())["Svar"]
    assert [sheet.cell(row, 1).value for row in range(1, 8)] == [
        "Kontroll",
        "Kommunen",
        "ARBETSMATERIAL",
        "✖ Att åtgärda: 1 fel",
        "Svar",
        "Allt på en sida.",
        "Belopp i kr.",
    ]


def test_one_table_with_one_header_row_and_nothing_merged() -> None:
    for sheet, column_frozen in zip(opened(whole()).worksheets, "BA", strict=True):
        top = header_row(sheet)
        assert sheet.freeze_panes == f"{column_frozen}{top + 1}"
        assert sheet.print_title_rows == f"${top}:${top}"
        assert all(sheet.cell(row, 1).value for row in range(1, top + 1))
        assert not sheet.merged_cells.ranges
        assert not any(table.autoFilter for table in sheet.tables.values())
        page = sheet.page_setup
        assert (page.orientation, page.paperSize, sheet.sheet_properties.pageSetUpPr.fitToPage) == (
            "landscape",
            9,
            True,
        )


def test_only_long_flat_tables_are_filtered_and_their_total_stays_out() -> None:
    lines = tuple(Row((Amount(100),)) for _ in range(13))
    total = Row((formula(Operation.SUM, *((row, "a") for row in range(13)), value=Amount(1300)),), RowRole.TOTAL)
    flat = Table((column("a", Style.AMOUNT),), (*lines, total), KR)
    grouped = Table(flat.columns, (Row(("Grupp",), RowRole.GROUP), *lines, total), KR)
    for table, filtered in ((flat, True), (grouped, False)):
        sheet = opened(report(front(table)))["Svar"]
        (found,) = sheet.tables.values()
        assert (found.autoFilter is not None) is filtered
        assert found.ref == f"A{header_row(sheet)}:A{header_row(sheet) + (13 if filtered else 15)}"


def test_a_link_leads_to_the_row_of_the_other_sheet() -> None:
    book = opened(whole())
    row = header_row(book["Svar"]) + 5
    assert book["Svar"].cell(row, 6).value == "Dit"
    assert book["Svar"].cell(row, 6).hyperlink.location == f"'Brygga''s'!A{header_row(book.worksheets[1]) + 2}"
    lost = opened(report(front(one_column(Link("Dit", "saknas", 1)))))["Svar"]
    assert lost.cell(header_row(lost) + 1, 1).value == "Dit"
    assert lost.cell(header_row(lost) + 1, 1).hyperlink is None


def test_the_basis_of_the_bridge_stands_beside_it() -> None:
    """Base, level, increase, decrease, decrease below nought, place of the label; öre as crowns."""
    sheet = opened(whole()).worksheets[1]
    top = header_row(sheet)
    (start,) = (cell.column for cell in sheet[top - 1] if cell.value == "Underlag för diagrammet")
    block = [[sheet.cell(row, at).value for at in range(start, start + 7)] for row in range(top, top + 6)]
    names = ["Stapel", "Bas (osynlig)", "Nivå", "Ökning", "Minskning", "Minskning under noll", "Etikett vid"]
    assert block[0] == names
    assert block[1] == ["2021", None, 5_000_000, None, None, None, 5_000_000]
    assert block[2] == ["Ökar", 5_000_000, None, 2_000_000, None, None, 7_000_000]
    assert block[3][0] == "Okänt"
    assert block[4] == ["Minskar", None, None, None, 7_000_000, -1_000_000, 7_000_000]
    assert block[5] == ["2022", None, -1_000_000, None, None, None, 0]


def test_the_chart_has_a_title_a_description_and_labels_of_its_own() -> None:
    with zipfile.ZipFile(BytesIO(drawn(whole()))) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
    assert "Från 2021 till 2022, mkr" in chart
    assert 'descr="Faller från 5 till -1 mkr"' in drawing
    assert re.findall("<a:t>(.*?)</a:t>", chart)[-5:] == ["5,0", "+2,0", "okänt", "−8,0", "−1,0"]


def test_a_chart_without_amounts_is_left_out() -> None:
    nothing = replace(BRIDGE, rows=(Row(("2021", Amount(None))), Row(("2022", Amount(0)))))
    with zipfile.ZipFile(BytesIO(drawn(report(Sheet("bro", said("Bro"), (), nothing, CHART))))) as parts:
        assert not [name for name in parts.namelist() if "chart" in name]


def test_a_chart_of_plain_columns_leaves_totals_out() -> None:
    plain = Chart(ChartKind.COLUMNS, said("=Kolumner"), said("Alt"), "steg", ("belopp",))
    sheet = opened(report(Sheet("k", said("K"), (), BRIDGE, plain)))["K"]
    top = header_row(sheet)
    (start,) = (cell.column for cell in sheet[top - 1] if cell.value == "Underlag för diagrammet")
    assert [sheet.cell(row, start).value for row in range(top + 1, top + 5)] == ["Ökar", "Okänt", "Minskar", None]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    table = Table((Column("a", said(text)),), (Row((text,)), Row((Link(text, "start"),))), KR, said(text))
    sheet = Sheet("start", said(text), (said(text),), table, None, (said(text),))
    amounts = Sheet("belopp", said(text), (), BRIDGE, replace(CHART, title=said(text), alt=said(text)))
    book = opened(Report(said(text), said(text), said(text), said(text), Tone.NOTE, (sheet, amounts)))
    kinds = {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert text.strip("\t\r") in str(book.worksheets[0].cell(header_row(book.worksheets[0]) + 1, 1).value)


def test_control_and_direction_characters_are_gone_and_long_texts_are_cut() -> None:
    table = one_column("a\x00b\x1b\u202ec\ud800d\ufffe", "rad 1\r\nrad 2", "x" * 40_000, "😀" * 20_000)
    sheet = opened(report(front(table)))["Svar"]
    values = [sheet.cell(header_row(sheet) + row, 1).value for row in range(1, 5)]
    assert values[:2] == ["abcd", "rad 1\nrad 2"]
    assert len(values[2]) == 32_767
    assert values[2].endswith("x … [texten är avkortad]")
    assert len(values[3].encode("utf-16-le")) // 2 <= 32_767


def test_hostile_tab_names_open() -> None:
    titles = ["a/b?*[c]:\\", "History", "'x'", "''", " - ", "dubbel", "DUBBEL", "lång " * 20]
    book = opened(report(*(Sheet(str(at), said(title), (), one_column("x")) for at, title in enumerate(titles))))
    assert len({sheet.title.casefold() for sheet in book.worksheets}) == len(titles)


def test_equal_and_empty_headings_are_told_apart() -> None:
    table = Table(
        tuple(Column(key, said(title)) for key, title in zip("abc", ("Budget", "budget", ""), strict=True)), ()
    )
    sheet = opened(report(front(table)))["Svar"]
    assert table_cells(sheet) == [["Budget", "budget (2)", "(3)"], ["Inget att visa.", None, None]]


def test_two_renderings_are_the_same_bytes_and_name_no_author() -> None:
    assert drawn(whole()) == drawn(whole())
    properties = opened(whole()).properties
    assert (properties.title, properties.creator, properties.lastModifiedBy) == ("Kontroll", None, None)


def test_it_writes_to_a_path_as_well(tmp_path: Path) -> None:
    render_xlsx(whole(), tmp_path / "r.xlsx", "sv")
    assert (tmp_path / "r.xlsx").read_bytes() == drawn(whole())


def test_columns_are_wide_enough_and_rows_high_enough() -> None:
    table = Table(
        (column("a", Style.AMOUNT), Column("b", said("B"), Style.WRAPPED, 30)),
        (Row((Amount(-123_456_789_012), "ord " * 60)),),
        KR,
    )
    sheet = opened(report(front(table)))["Svar"]
    row = header_row(sheet) + 1
    assert sheet.column_dimensions["A"].width >= len("-1,234,567,890.12") - 2
    assert sheet.column_dimensions["B"].width >= 30
    assert sheet.row_dimensions[row].height >= 7 * 15


RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def numbers(path: Path) -> dict[tuple[str, str], Any]:
    book = openpyxl.load_workbook(path, data_only=True)
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return {(cell.parent.title, cell.coordinate): cell.value for cell in cells if cell.value not in {None, ""}}


@pytest.fixture
def recalculated(tmp_path: Path) -> Callable[[Path], Path]:
    """Opens a workbook in LibreOffice, works out every formula and saves it again."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice (LibreOffice) is not found on this machine")
    profile, out = tmp_path / "profile", tmp_path / "ut"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")

    def convert(path: Path) -> Path:
        command = [office, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "xlsx"]
        subprocess.run([*command, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=120)
        return out / path.name

    return convert


@pytest.mark.libreoffice
def test_libreoffice_works_out_the_same_numbers(tmp_path: Path, recalculated: Callable[[Path], Path]) -> None:
    """The second workbook states a wrong sum on purpose: that it is mended shows that formulas were worked out."""
    render_xlsx(whole(), tmp_path / "r.xlsx", "sv")
    before, after = numbers(tmp_path / "r.xlsx"), numbers(recalculated(tmp_path / "r.xlsx"))
    assert before.keys() == after.keys()
    assert {key for key, value in before.items() if value != pytest.approx(after[key], abs=0.005)} == set()
    wrong = one_column(Amount(100), formula(Operation.SUM, (0, "a"), value=Amount(900)), style=Style.AMOUNT)
    render_xlsx(report(front(wrong)), tmp_path / "fel.xlsx", "sv")
    assert list(numbers(recalculated(tmp_path / "fel.xlsx")).values())[-1] == 1
