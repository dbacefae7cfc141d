"""A worksheet part has one reading: what stands in a comment, under another namespace or in another part is not its."""

from __future__ import annotations

import time

import pytest

from tests.hostile.book import MAIN, worksheet
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.reading.cells import Book
from trygg_excel.reading.repeated import LONG
from trygg_excel.reading.scan import scan
from trygg_excel.reading.sheet_xml import SheetReader

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
OTHERS = '<row r="1"><c r="A1"><v>9</v></c></row>'
TABLE, OTHER_TABLE = f"<sheetData>{ROWS}</sheetData>", f"<sheetData>{OTHERS}</sheetData>"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def sheet(inside: str, more: str = "", namespace: str = MAIN) -> str:
    return f'<worksheet xmlns="{namespace}"{more}>{inside}</worksheet>'


def read(text: str | bytes, book: Book | None = None, limits: Limits = LIMITS) -> dict[str, str]:
    data = text.encode() if isinstance(text, str) else text
    found = SheetReader(book or Book(), limits, "sheet").read(data)
    return {cell.address: cell.value for cell in found.cells.values()}


def reason(text: str | bytes, book: Book | None = None, limits: Limits = LIMITS) -> Reason | None:
    try:
        read(text, book, limits)
    except BadPackage as problem:
        return problem.reason
    return None


ONE_READING = {
    "plain": sheet(TABLE),
    "strict": sheet(TABLE, namespace=STRICT),
    "a table in a comment before": sheet(f"<!-- {OTHER_TABLE} -->{TABLE}"),
    "a table in a comment after": sheet(f"{TABLE}<!-- {OTHER_TABLE} -->"),
    "a table in a comment, the true one with a prefix": sheet(
        f"<!-- {OTHER_TABLE} --><x:sheetData>{ROWS}</x:sheetData>", f' xmlns:x="{MAIN}"'
    ),
    "a table in a comment, the true one with a blank": sheet(
        f"<!-- {OTHER_TABLE} -->" + TABLE.replace("sheetData>", "sheetData >")
    ),
    "a table in CDATA, the true one with a blank": sheet(
        f"<x><![CDATA[{OTHER_TABLE}]]></x>" + TABLE.replace("sheetData>", "sheetData >")
    ),
    "a table of another namespace": sheet(
        f'<x xmlns="urn:x">{OTHER_TABLE}</x>' + TABLE.replace("sheetData>", "sheetData >")
    ),
    "a table inside something else": sheet(
        f"<extLst>{OTHER_TABLE}</extLst>" + TABLE.replace("sheetData>", "sheetData >")
    ),
    "a row of another namespace": sheet(
        f'<sheetData>{ROWS}<row r="2" xmlns="urn:x"><c r="A2"><v>9</v></c></row></sheetData>'
    ),
    "a cell of another namespace": sheet(
        TABLE.replace("</row>", '<x:c xmlns:x="urn:x" r="A1"><x:v>9</x:v></x:c></row>')
    ),
    "a value of another namespace": sheet(TABLE.replace("</c>", '<x:v xmlns:x="urn:x">9</x:v></c>')),
    "rows outside the table": sheet(TABLE + OTHERS),
}


@pytest.mark.parametrize("how", ONE_READING)
def test_there_is_one_reading(how: str) -> None:
    assert read(ONE_READING[how]) == {"A1": "1"}


def test_the_plain_way_is_the_fast_one() -> None:
    assert scan(ONE_READING["plain"].encode()) is not None
    assert scan(ONE_READING["strict"].encode()) is not None


DAMAGED = {
    "two tables": sheet(TABLE + OTHER_TABLE),
    "no table": sheet(""),
    "a table in a comment alone": sheet(f"<!-- {TABLE} -->"),
    "another namespace": sheet(TABLE, namespace="urn:x"),
    "no namespace": f"<worksheet>{TABLE}</worksheet>",
    "another root": f'<workbook xmlns="{MAIN}">{TABLE}</workbook>',
    "the table as root": TABLE.replace("<sheetData", f'<sheetData xmlns="{MAIN}"', 1),
}


@pytest.mark.parametrize("how", DAMAGED)
def test_what_is_no_worksheet_is_refused(how: str) -> None:
    assert reason(DAMAGED[how]) is Reason.DAMAGED


def test_text_is_read_in_the_encoding_that_the_part_names() -> None:
    """Two bytes that are 'å' in UTF-8 and 'Ã¥' in Latin-1, where every parser reads the latter."""
    cell = b'<c r="A1" t="inlineStr"><is><t>\xc3\xa5</t></is></c>'
    body = worksheet('<row r="1">#</row>').encode().replace(b"#", cell)
    assert read(body) == {"A1": "å"}
    assert read(body.replace(b"UTF-8", b"ISO-8859-1")) == {"A1": "Ã¥"}


@pytest.mark.parametrize("last", ["\ufffe", "\uffff"])
def test_characters_that_xml_forbids_are_refused_by_the_fast_way_too(last: str) -> None:
    assert reason(sheet(TABLE.replace("<v>1", f"<v>{last}"))) is Reason.XML


@pytest.mark.parametrize("row", ['<row r="2">', '<row spans="1:1" r="2">', '<row r="02">'])
def test_a_cell_that_says_another_row_is_refused(row: str) -> None:
    assert reason(sheet(f'<sheetData>{row}<c r="A9"><v>1</v></c></row></sheetData>')) is Reason.REFERENCE
    assert read(sheet(f'<sheetData>{row}<c r="A2"><v>1</v></c></row></sheetData>')) == {"A2": "1"}


def test_rows_without_a_number_are_counted() -> None:
    second = '<row><c r="A2"><v>2</v></c></row>'
    text = sheet(f"<sheetData>{ROWS}{second}</sheetData>")
    assert scan(text.encode()) is not None
    assert read(text) == {"A1": "1", "A2": "2"}


@pytest.mark.parametrize("rows", [1, 300, 40_000])
def test_rows_are_taken_apart_in_stretches_of_whole_ones(rows: int) -> None:
    """Few bytes in one, many in several, and row by row in a large sheet: none is lost and none is cut."""
    inside = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, rows + 1))
    text = sheet(f"<sheetData>{inside}</sheetData>")
    found = scan(text.encode())
    assert found is not None
    assert "".join(found.stretches) == inside
    assert {each[-6:] for each in found.stretches} == {"</row>"}
    assert len(found.stretches) == {1: 1, 300: 2, 40_000: 40_000}[rows]
    assert read(text) == {f"A{row}": str(row) for row in range(1, rows + 1)}


@pytest.mark.parametrize("tag", ["<row r='1'{}/>", '<row r="1"{}/>', '<row r="1"><c r="A1"><f{}>1</f></c></row>'])
def test_a_tag_of_a_hundred_thousand_attributes_is_no_work(tag: str) -> None:
    many = "".join(f' a{at}="1"' for at in range(100_000))
    started = time.process_time()
    assert scan(sheet(f"<sheetData>{tag.format(many)}</sheetData>").encode()) is None
    assert time.process_time() - started < 1


# Floods are counted over the workbook.
FAST, SLOW = TABLE, TABLE.replace("<v>", "<v >")


@pytest.mark.parametrize("table", [FAST, SLOW])
def test_cells_are_counted_over_all_sheets(table: str) -> None:
    book, limits = Book(), Limits(cells=2)
    assert [reason(sheet(table), book, limits) for _ in range(3)] == [None, None, Reason.CELLS]


@pytest.mark.parametrize("cells", ["<c/>", "<c><v>1</v></c>", '<c r="A1"><v>1</v></c>'])
def test_too_many_cells_are_refused_before_they_are_read(cells: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trygg_excel.reading.sheet_xml.scan", lambda *_, **__: pytest.fail("the cells were read"))
    text = sheet(f"<sheetData><row>{cells * 101}</row></sheetData>")
    assert reason(text, limits=Limits(cells=100)) is Reason.CELLS


TEXT_CELLS = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 11))
FORMULA = "$A$1+" * LONG
FORMULA_CELLS = f'<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A10">{FORMULA}1</f></c></row>' + "".join(
    f'<row r="{at}"><c r="A{at}"><f t="shared" si="0"/></c></row>' for at in range(2, 11)
)


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(("cells", "size"), [(TEXT_CELLS, 10 * LONG), (FORMULA_CELLS, 10 * (5 * LONG + 1))])
def test_long_texts_are_counted_in_each_cell_that_shows_them(cells: str, size: int, fast: bool) -> None:
    text = sheet(f"<sheetData>{cells}</sheetData>")
    text = text if fast else text.replace("<row ", "<row  ")
    assert (scan(text.encode()) is not None) == fast
    strings = ["x" * LONG]
    assert reason(text, Book(strings=strings), Limits(repeated=size)) is None
    assert reason(text, Book(strings=strings), Limits(repeated=size - 1)) is Reason.BOMB


def test_short_texts_are_never_counted() -> None:
    text = sheet(f"<sheetData>{TEXT_CELLS}</sheetData>")
    assert reason(text, Book(strings=["x" * (LONG - 1)]), Limits(repeated=1)) is None
