"""What a cell of an .ods is: its value as written, its formula as Excel writes it, and where it stands."""

from __future__ import annotations

import pytest

from tests.hostile.opendocument import ods
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.reading.ods import read_ods
from trygg_excel.reading.ods_formula import excel_formula
from trygg_excel.workbook import Cell, CellType, Sheet

CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
ONE = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'


def read(table: str, limits: Limits = LIMITS) -> Sheet:
    (sheet,), _ = read_ods(ods(table), limits)
    return sheet


def row(*cells: str, said: str = "") -> str:
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


def cell(said: str = "", inside: str = "") -> str:
    return f'<table:table-cell xmlns:calcext="{CALC}" {said}>{inside}</table:table-cell>'


def text(inside: str) -> str:
    return cell('office:value-type="string"', inside)


def only(written: str) -> tuple[CellType, str, str | None]:
    """The one cell of a sheet."""
    (found,) = read(row(written)).cells.values()
    return found.type, found.value, found.formula


FLOAT, ERROR = 'office:value-type="float"', 'office:value-type="string" calcext:value-type="error"'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (cell(f'{FLOAT} office:value="0.1"', "<text:p>0,1</text:p>"), (CellType.NUMBER, "0.1", None)),
        (cell(f'{FLOAT} office:value="-1.5E-7"'), (CellType.NUMBER, "-1.5E-7", None)),
        (cell(f'{FLOAT} office:value="NaN"', "<text:p>-</text:p>"), (CellType.TEXT, "NaN", None)),
        (cell('office:value-type="currency" office:value="12"'), (CellType.NUMBER, "12", None)),
        (cell('office:value-type="boolean" office:boolean-value="true"'), (CellType.BOOLEAN, "TRUE", None)),
        (cell('office:value-type="date" office:date-value="2022-04-30"'), (CellType.DATE, "2022-04-30", None)),
        (
            cell('office:value-type="date" office:date-value="2022-04-30T00:00:00.000"'),
            (CellType.DATE, "2022-04-30", None),
        ),
        (
            cell('office:value-type="date" office:date-value="2022-04-30T08:15:00.5"'),
            (CellType.DATE, "2022-04-30T08:15:00", None),
        ),
        (
            cell('office:value-type="time" office:time-value="PT08H30M00S"'),
            (CellType.DATE, "1899-12-31T08:30:00", None),
        ),
        (cell('office:value-type="time" office:time-value="PT99999H"'), (CellType.DATE, "1911-05-28T15:00:00", None)),
        (cell(ERROR, "<text:p>#REF!</text:p>"), (CellType.ERROR, "#REF!", None)),
        (
            cell(f'{ERROR} table:formula="of:=1/0"', "<text:p>Err:532</text:p>"),
            (CellType.ERROR, "#DIV/0!", "1/0"),
        ),
        (
            cell(f'{FLOAT} office:value="0" table:formula="of:=[.A9]"', "<text:p>#N/A</text:p>"),
            (CellType.ERROR, "#N/A", "A9"),
        ),
        (cell('table:formula="of:=[.B1]"'), (CellType.EMPTY, "", "B1")),
        (
            cell(f'{FLOAT} office:value="3" table:formula="of:=1+2"', "<text:p>3</text:p>"),
            (CellType.NUMBER, "3", "1+2"),
        ),
        (cell('office:value-type="string" office:string-value="två"'), (CellType.TEXT, "två", None)),
        (text("<text:p>rad 1</text:p><text:p>rad 2</text:p>"), (CellType.TEXT, "rad 1\nrad 2", None)),
        (
            text("<text:p>a<text:s/><text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>"),
            (CellType.TEXT, "a   b\tc\nd", None),
        ),
        (
            text("<text:p>in<text:span>te<text:span>r</text:span></text:span>n</text:p>"),
            (CellType.TEXT, "intern", None),
        ),
        (text("<text:p>en\n      lång rad</text:p>"), (CellType.TEXT, "en lång rad", None)),
        (
            text("<office:annotation><text:p>kom ihåg</text:p></office:annotation><text:p>IT</text:p>"),
            (CellType.TEXT, "IT", None),
        ),
    ],
)
def test_a_cell_is_what_it_says(written: str, expected: tuple[CellType, str, str | None]) -> None:
    assert only(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("of:=SUM([.A1:.B2];[.C$3])", "SUM(A1:B2,C$3)"),
        ("of:=[$Blad2.$A$1]+['Nämnd 1'.B2:.B3]", "Blad2!$A$1+'Nämnd 1'!B2:B3"),
        ("of:=[$Blad2.A1:$Blad2.B2]", "Blad2!A1:B2"),
        ("of:=SUM([Ett.A1:Tre.A1])", "SUM([Ett.A1:Tre.A1])"),  # over several sheets: as it stands
        ('of:=IF([.A1]=";";"[.B1]";2)', 'IF(A1=";","[.B1]",2)'),
        ("of:=SUM([.A:.A];[.2:.3])", "SUM(A:A,2:3)"),
        ("of:=[.#REF!]*2", "#REF!*2"),
        ("oooc:=[.A1]", "A1"),
        ("of:=COM.MICROSOFT.CONCAT([.A1])", "CONCAT(A1)"),
        ("=1+2", "1+2"),
    ],
)
def test_a_formula_is_written_as_excel_does(written: str, expected: str) -> None:
    assert excel_formula(written) == expected


def test_repeats_are_written_out_where_they_stand() -> None:
    twice = ONE.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="2" ')
    blank = '<table:table-cell table:number-columns-repeated="3"/>'
    sheet = read(row(blank, twice, said=' table:number-rows-repeated="2"') + row(ONE))
    assert [each.address for each in sheet.cells.values()] == ["D1", "E1", "D2", "E2", "A3"]
    assert all(place == (each.row, each.column) for place, each in sheet.cells.items())


def test_merged_ranges_and_what_they_cover() -> None:
    wide = text("<text:p>Budget</text:p>").replace(
        "<table:table-cell ", '<table:table-cell table:number-columns-spanned="3" '
    )
    tall = '<table:table-cell table:number-rows-spanned="2"/>'
    sheet = read(row(wide, "<table:covered-table-cell/>", "<table:covered-table-cell/>", tall))
    assert [str(each) for each in sheet.merged] == ["A1:C1", "D1:D2"]
    assert [each.address for each in sheet.cells.values()] == ["A1"]


def test_hidden_rows_to_the_end_of_the_sheet_and_hidden_columns() -> None:
    columns = '<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    hidden = ' table:visibility="collapse"'
    sheet = read(
        columns
        + row(ONE)
        + row(ONE, said=' table:visibility="filter"')
        + row(ONE)
        + row("<table:table-cell/>", said=f'{hidden} table:number-rows-repeated="1048573"')
    )
    assert sheet.hidden_rows == {2}  # what is hidden below the last filled row is nothing to a reader
    assert sheet.hidden_columns == {2, 3}


def test_what_libreoffice_keeps_of_another_file_is_no_sheet() -> None:
    cached = ods(f"{row(ONE)}</table:table><table:table table:name=\"'file:///C:/Ram.xls'#Blad1\">{row(ONE)}")
    assert [each.name for each in read_ods(cached, LIMITS)[0]] == ["Blad1"]


def test_a_table_in_a_drawing_is_none_of_the_sheets() -> None:
    drawn = f"<table:shapes><table:table>{row(ONE, ONE)}</table:table></table:shapes>"
    assert [each.address for each in read(drawn + row(ONE)).cells.values()] == ["A1"]


@pytest.mark.parametrize(
    ("table", "limits", "reason"),
    [
        (row(ONE, said=' table:number-rows-repeated="11"'), Limits(cells=10), Reason.CELLS),
        (ONE * 3 + row(said=' table:number-rows-repeated="1000"'), Limits(cells=10), None),  # cells in no row
        (row(*['<table:table-cell table:number-columns-spanned="2"/>'] * 3), Limits(merges=2), Reason.MERGES),
        (
            row('<table:table-cell table:number-columns-spanned="2"/>', said=' table:number-rows-repeated="999999999"'),
            Limits(merges=2),
            Reason.MERGES,
        ),
        (
            row('<table:table-cell table:number-columns-repeated="999999999" table:number-columns-spanned="2"/>'),
            Limits(merges=2),
            Reason.MERGES,
        ),
        (row('<table:table-cell table:number-rows-spanned="999999999"/>'), LIMITS, Reason.MERGES),
        (row('<table:table-cell table:number-rows-spanned="2000000"/>'), LIMITS, Reason.REFERENCE),
        (row(text(f'<text:p><text:s text:c="{"9" * 40}"/></text:p>')), LIMITS, Reason.LONG_TEXT),
        (row(text(f"<text:p><text:note>{row(ONE)}</text:note></text:p>")), LIMITS, Reason.XML),
    ],
)
def test_what_would_take_more_than_it_holds(table: str, limits: Limits, reason: Reason | None) -> None:
    if reason is None:
        assert read(table, limits).cells == {}
        return
    with pytest.raises(BadPackage) as refused:
        read(table, limits)
    assert refused.value.reason is reason


def test_texts_nested_as_deep_as_they_may_be() -> None:
    deep = "<text:span>" * 40 + "a" + "</text:span>" * 40
    assert only(text(f"<text:p>{deep}b</text:p>"))[1] == "ab"


def test_a_cell_knows_its_place() -> None:
    (found,) = read(row("<table:table-cell/>", ONE)).cells.values()
    assert found == Cell(1, 2, CellType.NUMBER, "1")
