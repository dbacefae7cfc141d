"""What the records of an .xls say: values, looks, formulas, what is hidden and merged, and that none is believed."""

from __future__ import annotations

import struct

import pytest

from tests.hostile.compound import biff, compound, label, number, record
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.reading.xls import read_stream, read_xls, short_number
from trygg_excel.reading.xls_texts import encoding_of, shared_texts, text_at
from trygg_excel.workbook import Cell, CellStyle, CellType, Sheet, Visibility

FONT, FORMAT, LOOK, EPOCH, SHARED_TEXTS, MORE, SHEET, END = 0x31, 0x41E, 0xE0, 0x22, 0xFC, 0x3C, 0x85, 0x0A
FORMULA, RESULT, SHARED, MERGED, ROW, COLUMNS = 0x06, 0x207, 0x4BC, 0xE5, 0x208, 0x7D


def sheet(*cells: bytes, first: bytes = b"", limits: Limits = LIMITS) -> Sheet:
    (found,), _ = read_stream(biff(*cells, first=first), limits)
    return found


def only(cell: bytes, first: bytes = b"") -> Cell:
    (found,) = sheet(cell, first=first).cells.values()
    return found


def font(weight: int = 400, flags: int = 0) -> bytes:
    return record(FONT, struct.pack("<HHHH", 200, flags, 0, weight) + bytes(8))


def number_format(index: int, written: str) -> bytes:
    return record(FORMAT, struct.pack("<HHB", index, len(written), 0) + written.encode("latin-1"))


def look(font_: int = 0, format_: int = 0, indent: int = 0) -> bytes:
    return record(LOOK, struct.pack("<HHHBBB", font_, format_, 1, 0, 0, indent) + bytes(11))


def styled(at: int, value: float = 1.5) -> bytes:
    return record(0x203, struct.pack("<HHHd", 0, 0, at, value))


def formula(row: int, column: int, tokens: bytes, value: bytes = struct.pack("<d", 7.0), kind: int = FORMULA) -> bytes:
    head = struct.pack("<HHH", row, column, 0) + value + bytes(6)
    return record(kind, head + struct.pack("<H", len(tokens)) + tokens)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (number(0, 0, 0.1), Cell(1, 1, CellType.NUMBER, "0.1")),
        (number(0, 0, 1500), Cell(1, 1, CellType.NUMBER, "1500")),
        (number(0, 0, float("nan")), Cell(1, 1, CellType.ERROR, "#NUM!")),
        (record(0x27E, struct.pack("<HHHI", 2, 1, 0, 150_000 << 2 | 3)), Cell(3, 2, CellType.NUMBER, "1500")),
        (label(0, 0, "Årets ram"), Cell(1, 1, CellType.TEXT, "Årets ram")),
        (record(0x205, struct.pack("<HHHBB", 0, 0, 0, 1, 0)), Cell(1, 1, CellType.BOOLEAN, "TRUE")),
        (record(0x205, struct.pack("<HHHBB", 0, 0, 0, 23, 1)), Cell(1, 1, CellType.ERROR, "#REF!")),
        (record(0x205, struct.pack("<HHHBB", 0, 0, 0, 99, 1)), Cell(1, 1, CellType.ERROR, "#N/A")),
    ],
)
def test_a_value_is_what_its_record_says(cell: bytes, expected: Cell) -> None:
    assert only(cell) == expected


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (struct.unpack("<I", struct.pack("<d", 1.0)[4:])[0], 1.0),
        (struct.unpack("<I", struct.pack("<d", 12_345.0)[4:])[0] | 1, 123.45),
        (5 << 2 | 2, 5.0),
        ((-5 << 2 | 2) & 0xFFFFFFFF, -5.0),
        ((-12_345 << 2 | 3) & 0xFFFFFFFF, -123.45),
    ],
)
def test_short_numbers(stored: int, expected: float) -> None:
    assert short_number(stored) == expected


def test_numbers_side_by_side_in_one_record() -> None:
    side = record(0xBD, struct.pack("<HHHIHIH", 4, 2, 0, 7 << 2 | 2, 0, 8 << 2 | 2, 3))
    assert [(each.address, each.value) for each in sheet(side).cells.values()] == [("C5", "7"), ("D5", "8")]


def test_looks_are_found_by_their_numbers() -> None:
    fonts = font() + font(700) + font() + font(400, 2) + font(900)  # the fifth has the number 5: no font has 4
    first = fonts + number_format(164, "#,##0,") + look(1, 164, 2) + look(3, 9) + look(5, 200) + look(99, 0)
    assert [only(styled(at), first).style for at in range(5)] == [
        CellStyle("#,##0,", bold=True, italic=False, indent=2),
        CellStyle("0%", bold=False, italic=True),
        CellStyle("General", bold=True),
        CellStyle(),
        CellStyle(),  # a number that no look has
    ]


def test_a_number_is_a_date_by_its_format() -> None:
    assert only(styled(0, 44_681), look(0, 14))[2:4] == (CellType.DATE, "2022-04-30")
    epoch = record(EPOCH, b"\1\0")
    assert only(styled(0, 43_219), epoch + look(0, 14))[2:4] == (CellType.DATE, "2022-04-30")


SUM = struct.pack("<BHHHH", 0x25, 0, 1, 0xC000, 0xC000) + b"\x19\x10\0\0"


@pytest.mark.parametrize(
    ("value", "after", "expected"),
    [
        (struct.pack("<d", 7.0), b"", (CellType.NUMBER, "7")),
        (b"\1\0\1\0\0\0\xff\xff", b"", (CellType.BOOLEAN, "TRUE")),
        (b"\2\0\x07\0\0\0\xff\xff", b"", (CellType.ERROR, "#DIV/0!")),
        (b"\3\0\0\0\0\0\xff\xff", b"", (CellType.TEXT, "")),
        (b"\0\0\0\0\0\0\xff\xff", record(RESULT, b"\2\0\0ja"), (CellType.TEXT, "ja")),
        (b"\0\0\0\0\0\0\xff\xff", b"", (CellType.TEXT, "")),
    ],
)
def test_a_formula_and_what_it_gave(value: bytes, after: bytes, expected: tuple[CellType, str]) -> None:
    cell = only(formula(2, 0, SUM, value) + after)
    assert ((cell.type, cell.value), cell.formula) == (expected, "SUM(A1:A2)")


def test_a_shared_formula_is_told_for_each_of_its_cells() -> None:
    told_by = b"\1" + struct.pack("<HH", 1, 1)
    left = struct.pack("<BHH", 0x2C, 0, 0xFF | 0xC000)
    shared = record(SHARED, struct.pack("<HHBBBB", 1, 2, 1, 1, 0, 2) + struct.pack("<H", len(left)) + left)
    found = sheet(formula(1, 1, told_by), shared, formula(2, 1, told_by)).cells
    assert [(each.address, each.formula) for each in found.values()] == [("B2", "A2"), ("B3", "A3")]


def test_a_formula_that_points_into_another_sheet() -> None:
    first = record(0x1AE, struct.pack("<HH", 1, 0x0401)) + record(0x17, struct.pack("<HHhh", 1, 0, 0, 0))
    pointing = struct.pack("<BHHH", 0x3A, 0, 4, 1 | 0xC000)
    assert only(formula(0, 0, pointing), first).formula == "Blad1!B5"


def test_what_is_hidden_and_merged() -> None:
    hidden = record(ROW, struct.pack("<H10xHH", 3, 0x20, 0)) + record(ROW, struct.pack("<H10xHH", 4, 0, 0))
    columns = record(COLUMNS, struct.pack("<HHHHH", 1, 2, 0, 0, 1)) + record(
        COLUMNS, struct.pack("<HHHHH", 5, 5, 0, 0, 0)
    )
    merged = record(MERGED, struct.pack("<H4H4H", 2, 0, 0, 0, 3, 9, 8, 0, 0))  # the second one ends before it begins
    found = sheet(hidden, columns, merged)
    assert found.hidden_rows == {4}
    assert found.hidden_columns == {2, 3}
    assert [str(each) for each in found.merged] == ["A1:D1"]


@pytest.mark.parametrize(
    ("state", "expected"), [(0, Visibility.VISIBLE), (1, Visibility.HIDDEN), (2, Visibility.VERY_HIDDEN)]
)
def test_a_sheet_may_be_hidden(state: int, expected: Visibility) -> None:
    stream = biff(number(0, 0, 1)).replace(b"\0\0\5\0Blad1", bytes([state, 0, 5, 0]) + b"Blad1")
    assert read_stream(stream, LIMITS)[0][0].visibility is expected


def test_a_chart_on_the_sheet_is_passed_over() -> None:
    chart = record(0x809, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 6)) + number(9, 9, 9.0) + record(END)
    assert list(sheet(number(0, 0, 1.0), chart, number(1, 0, 2.0)).cells) == [(1, 1), (2, 1)]


def test_texts_that_go_on_in_the_next_record() -> None:
    told = struct.pack("<II", 4, 4)
    first = told + b"\3\0\0abc" + b"\4\0\0de"
    second = b"\1" + "få".encode("utf-16-le") + b"\2\0\x08\1\0hi" + bytes(3)  # its runs go on as well
    third = bytes(1) + b"\1\0\4\2\0\0\0x??" + b"\1\0\0z"
    assert list(shared_texts([first, second, third])) == ["abc", "defå", "hi", "x", "z"]
    assert list(shared_texts([first])) == ["abc"]
    assert list(shared_texts([told + b"\xff\xff\x0d\xff\xff\xff\xff\xff\xff"])) == []
    assert list(shared_texts([])) == []


def test_shared_texts_in_cells() -> None:
    first = record(SHARED_TEXTS, struct.pack("<II", 1, 1) + b"\2\0\0IT") + record(MORE, b"\3\0\0ram")
    cells = [record(0xFD, struct.pack("<HHHI", 0, column, 0, column)) for column in range(3)]
    assert [each.value for each in sheet(*cells, first=first).cells.values()] == ["IT", "ram"]


def test_texts_of_excel_95() -> None:
    assert text_at(b"\3\0R\xe5m", 0, encoding="cp1252") == "Råm"
    assert text_at(b"\2R\xe5m", 0, short=True, encoding="cp1252") == "Rå"
    assert [encoding_of(each) for each in (1_252, 437, 32_768, 65_535)] == ["cp1252", "cp437", "mac-roman", "cp1252"]


def test_a_workbook_of_excel_95() -> None:
    begin = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0)) + record(0x42, struct.pack("<H", 1_252))
    begin += record(FORMAT, struct.pack("<HB", 164, 2) + b"0%") + record(LOOK, struct.pack("<HH", 0, 164) + bytes(12))
    listed = struct.pack("<BBB", 0, 0, 5) + b"Bl\xe5d1"
    begin += record(SHEET, struct.pack("<I", len(begin) + 4 + 4 + len(listed) + 4) + listed) + record(END)
    cells = styled(0, 0.5) + record(0x204, struct.pack("<HHHH", 0, 1, 0, 3) + b"R\xe5m") + formula(1, 0, SUM)
    stream = begin + record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0)) + cells + record(END)
    (found,), _ = read_xls(compound({"Book": stream}), LIMITS)
    assert found.name == "Blåd1"
    assert [each[:5] for each in found.cells.values()] == [
        (1, 1, CellType.NUMBER, "0.5", None),
        (1, 2, CellType.TEXT, "Råm", None),
        (2, 1, CellType.NUMBER, "7", ""),  # a formula whose text is not told
    ]
    assert found.cells[1, 1].style.number_format == "0%"


@pytest.mark.parametrize("kind", [0x0209, 0x0409])
def test_a_sheet_of_excel_3_or_4_which_is_the_whole_file(kind: int) -> None:
    begin = record(kind, struct.pack("<HHH", 0, 0x10, 0))
    text = record(0x204, struct.pack("<HHHH", 0, 0, 0, 3) + b"R\xe5m")
    (found,), _ = read_xls(begin + text + number(0, 1, 1500) + formula(1, 0, SUM, kind=0x406) + record(END), LIMITS)
    assert [each[2:5] for each in found.cells.values()] == [
        (CellType.TEXT, "Råm", None),
        (CellType.NUMBER, "1500", None),
        (CellType.NUMBER, "7", ""),
    ]


# None of it is believed -----------------------------------------------------------------------------------------------

CUT = [*(record(kind, b"\0" * 5) for kind in (0x203, 0x27E, 0xBD, 0xFD, 0x204, 0x205, 0x06, ROW, COLUMNS, MERGED)),
       record(MERGED, b"\xff\xff"), record(FORMULA, bytes(13)), record(FORMULA, bytes(20)), record(RESULT, b"\xff"),
       struct.pack("<HH", 0x203, 65_535)]  # fmt: skip


@pytest.mark.parametrize("cut", CUT)
def test_a_record_that_is_cut_off_is_passed_over(cut: bytes) -> None:
    assert all(each.value in {"", "0"} for each in sheet(cut).cells.values())


def listed(*starts: int) -> bytes:
    return b"".join(record(SHEET, struct.pack("<IBBBB", start, 0, 0, 1, 0) + b"A") for start in starts)


@pytest.mark.parametrize(
    ("stream", "limits", "reason"),
    [
        (biff(*[number(0, 0, 1.0)] * 11), Limits(cells=10), Reason.CELLS),
        (biff(number(65_535, 16_384, 1.0)), LIMITS, Reason.REFERENCE),
        (biff(record(MERGED, struct.pack("<H4H", 1, 0, 65_535, 0, 16_384))), LIMITS, Reason.REFERENCE),
        (biff(record(MERGED, struct.pack("<H4H", 1, 0, 65_535, 0, 16_000))), LIMITS, Reason.MERGES),
        (biff(*[record(MERGED, struct.pack("<H4H", 1, 0, 0, 0, 1))] * 3), Limits(merges=2), Reason.MERGES),
        (biff(label(0, 0, "a" * 11)), Limits(text=10), Reason.LONG_TEXT),
        (biff(first=listed(*range(1_000, 1_011))), Limits(sheets=10), Reason.SHEETS),
        (biff(first=look() * 11), Limits(styles=10), Reason.STYLES),
        (biff(first=font() * 11), Limits(styles=10), Reason.STYLES),
        (biff(first=record(SHARED_TEXTS, bytes(8 + 33))), Limits(strings=10), Reason.STRINGS),
        (biff(first=listed(77, 77)), LIMITS, Reason.DAMAGED),  # one sheet under two names
        (b"\x09\x08\x02\0\0\6", LIMITS, Reason.DAMAGED),  # no sheet at all
    ],
)
def test_what_would_take_more_than_it_holds_is_refused(stream: bytes, limits: Limits, reason: Reason) -> None:
    with pytest.raises(BadPackage) as refused:
        read_stream(stream, limits)
    assert refused.value.reason is reason


def test_sheets_that_begin_within_another_end_soon() -> None:
    """A thousand sheets that each run to the same end would be a thousand times the file to read."""
    begin = record(0x809, struct.pack("<HH", 0x600, 0x10))
    body = (begin + record(0x5E) * 3) * 300
    start = 8 + 13 * 250
    starts = [start + at * (len(begin) + 12) for at in range(250)]
    stream = record(0x809, struct.pack("<HH", 0x600, 5)) + listed(*starts) + body
    with pytest.raises(BadPackage) as refused:
        read_stream(stream, LIMITS)
    assert refused.value.reason is Reason.DAMAGED


def test_a_long_text_counts_in_each_cell_that_shows_it() -> None:
    first = record(SHARED_TEXTS, struct.pack("<IIHB", 1, 1, 1_000, 0) + b"a" * 1_000)
    cells = [record(0xFD, struct.pack("<HHHI", row, 0, 0, 0)) for row in range(6)]
    assert len(sheet(*cells, first=first, limits=Limits(repeated=6_000)).cells) == 6
    with pytest.raises(BadPackage) as refused:
        sheet(*cells, first=first, limits=Limits(repeated=5_999))
    assert refused.value.reason is Reason.BOMB


def test_a_long_formula_counts_in_each_cell_that_shares_it() -> None:
    told_by = b"\1" + bytes(4)
    blanks = b"\x1e\1\0" + b"\x19\x40\0\1" * 300  # 1,203 bytes that say '1'
    shared = record(SHARED, bytes(8) + struct.pack("<H", len(blanks)) + blanks)
    cells = [formula(0, 0, told_by), shared, formula(1, 0, told_by), formula(2, 0, told_by)]
    assert [each.formula for each in sheet(*cells, limits=Limits(repeated=3 * 1_203)).cells.values()] == ["1"] * 3
    with pytest.raises(BadPackage) as refused:
        sheet(*cells, limits=Limits(repeated=3 * 1_203 - 1))
    assert refused.value.reason is Reason.BOMB


def test_a_link_that_a_formula_builds_is_told() -> None:
    tokens = b"\x17\1\0a" + struct.pack("<BHH", 0x24, 0, 0xC000) + b"\x08" + struct.pack("<BBH", 0x42, 1, 359)
    _, active = read_stream(biff(formula(2, 0, tokens)), LIMITS)
    assert [(each.kind.value, each.place, each.target) for each in active] == [("web_formula", "Blad1!A3", "HYPERLINK")]
