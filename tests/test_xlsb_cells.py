"""What the records of an .xlsb's parts say, and that none of it is believed."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from tests.xlsb import corners
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.reading.xlsb import read_xlsb
from trygg_excel.reading.xlsb_parts import read_strings_part, read_styles_part, read_workbook_part
from trygg_excel.reading.xlsb_records import records, wide_text
from trygg_excel.workbook import Cell, CellStyle, CellType, Sheet, Visibility

URN = "http://schemas.openxmlformats.org"
ROW, SHEET, EPOCH, TEXT, FORMAT, FONT, LOOK, BEGIN_LOOKS, END_LOOKS = 0, 156, 153, 19, 44, 43, 47, 617, 618


def record(kind: int, data: bytes = b"", claimed: int | None = None) -> bytes:
    return varying(kind) + varying(len(data) if claimed is None else claimed) + data


def varying(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row(number: int, flags: int = 0) -> bytes:
    return record(ROW, struct.pack("<IIHBB", number, 0, 0, 0, flags) + bytes(5))


def cell(kind: int, column: int, value: bytes, look: int = 0) -> bytes:
    return record(kind, struct.pack("<II", column, look) + value)


def formula(kind: int, column: int, value: bytes, tokens: bytes, extra: bytes = b"") -> bytes:
    told = struct.pack("<I", len(tokens)) + tokens + struct.pack("<I", len(extra)) + extra
    return cell(kind, column, value + b"\0\0" + told)


def tab(name: str, relationship: str = "rId1", state: int = 0) -> bytes:
    return record(SHEET, struct.pack("<II", state, 1) + wide(relationship) + wide(name))


def relationships(*told: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{at}" Type="{URN}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(told, 1)
    )
    return f'<Relationships xmlns="{URN}/package/2006/relationships">{inner}</Relationships>'


def xlsb(sheet: bytes, main: bytes = b"", styles: bytes = b"", strings: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", relationships(("officeDocument", "xl/workbook.bin")))
        archive.writestr("xl/workbook.bin", main or tab("Blad1"))
        told = ("worksheet", "sheet1.bin"), ("styles", "styles.bin"), ("sharedStrings", "sharedStrings.bin")
        archive.writestr("xl/_rels/workbook.bin.rels", relationships(*told))
        archive.writestr("xl/sheet1.bin", sheet)
        archive.writestr("xl/styles.bin", styles)
        archive.writestr("xl/sharedStrings.bin", strings)
    return out.getvalue()


def read(sheet: bytes, limits: Limits = LIMITS, **parts: bytes) -> Sheet:
    (found,), _ = read_xlsb(xlsb(sheet, **parts), limits)
    return found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (cell(2, 1, struct.pack("<I", 150_000 << 2 | 3)), Cell(3, 2, CellType.NUMBER, "1500")),
        (cell(5, 0, struct.pack("<d", 0.1)), Cell(3, 1, CellType.NUMBER, "0.1")),
        (cell(3, 0, b"\x2a"), Cell(3, 1, CellType.ERROR, "#N/A")),
        (cell(4, 0, b"\1"), Cell(3, 1, CellType.BOOLEAN, "TRUE")),
        (cell(6, 0, wide("Årets ram")), Cell(3, 1, CellType.TEXT, "Årets ram")),
        (cell(62, 0, b"\0" + wide("IT")), Cell(3, 1, CellType.TEXT, "IT")),
        (cell(7, 0, struct.pack("<I", 1)), Cell(3, 1, CellType.TEXT, "två")),
        (formula(9, 0, struct.pack("<d", 7.0), b"\x1e\7\0"), Cell(3, 1, CellType.NUMBER, "7", "7")),
        (formula(8, 0, wide("ja"), b"\x23\0\0\0\0"), Cell(3, 1, CellType.TEXT, "ja", "")),  # a name is not told
        (formula(10, 0, b"\0", b"\x1d\0"), Cell(3, 1, CellType.BOOLEAN, "FALSE", "FALSE")),
        (formula(11, 0, b"\x07", b"\x1c\x07"), Cell(3, 1, CellType.ERROR, "#DIV/0!", "#DIV/0!")),
    ],
)
def test_a_value_is_what_its_record_says(written: bytes, expected: Cell) -> None:
    strings = record(TEXT, b"\0" + wide("ett")) + record(TEXT, b"\0" + wide("två"))
    assert list(read(row(2) + written, strings=strings).cells.values()) == [expected]


def test_a_shared_formula_is_told_for_each_of_its_cells() -> None:
    told_by = b"\1" + struct.pack("<I", 1)
    left = struct.pack("<BIH", 0x2C, 0, 0x3FFF | 0xC000)
    one = formula(9, 1, bytes(8), told_by, struct.pack("<I", 1))
    shared = record(427, struct.pack("<IIII", 1, 2, 1, 1) + struct.pack("<I", len(left)) + left)
    found = read(row(1) + one + shared + row(2) + one).cells
    assert [(each.address, each.formula) for each in found.values()] == [("B2", "A2"), ("B3", "A3")]


def test_a_formula_that_points_into_another_sheet() -> None:
    pointed = record(357) + record(362, struct.pack("<IIii", 1, 0, 0, 0))
    tokens = struct.pack("<BHIH", 0x3A, 0, 4, 1 | 0xC000)
    found = read(row(0) + formula(9, 0, bytes(8), tokens), main=tab("Nämnd 1") + pointed)
    assert found.cells[1, 1].formula == "'Nämnd 1'!B5"


def test_looks_hidden_and_merged() -> None:
    fonts = record(FONT, struct.pack("<HHH", 200, 0, 400)) + record(FONT, struct.pack("<HHH", 200, 2, 700))
    shown = struct.pack("<HHHHHBB", 0, 164, 1, 0, 0, 0, 3)
    other = record(LOOK, struct.pack("<HHHHHBB", 0, 9, 0, 0, 0, 0, 0))  # of a named style, not of cells
    looks = other + record(BEGIN_LOOKS) + record(LOOK, shown) + record(END_LOOKS) + other
    styles = record(FORMAT, struct.pack("<H", 164) + wide("#,##0,")) + fonts + looks
    hidden = record(60, struct.pack("<IIIIH", 1, 2, 0, 0, 1))
    found = read(
        hidden + row(3, 0x10) + cell(5, 0, bytes(8)) + record(176, struct.pack("<IIII", 0, 0, 0, 3)), styles=styles
    )
    assert found.cells[4, 1].style == CellStyle("#,##0,", bold=True, italic=True, indent=3)
    assert found.hidden_rows == {4}
    assert found.hidden_columns == {2, 3}
    assert [str(each) for each in found.merged] == ["A1:D1"]


def test_the_list_of_sheets() -> None:
    listed = read_workbook_part(tab("Ett") + tab("Två", "rId2", 2) + record(EPOCH, b"\1\0\0\0"), LIMITS)
    assert [(each.name, each.visibility) for each in listed.tabs] == [
        ("Ett", Visibility.VISIBLE),
        ("Två", Visibility.VERY_HIDDEN),
    ]
    assert listed.epoch.year == 1904


def test_two_cells_in_the_corners_are_two_cells() -> None:
    (found,), _ = read_xlsb(corners(), LIMITS)
    assert list(found.cells) == [(1, 1), (1_048_576, 16_384)]


# None of it is believed -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"\x80", []),
        (b"\x05", []),
        (b"\xff\xff\xff\xff\xff\xff\xff", [(0x3FFF, b"\xff")]),  # 268 MB that are not there
        (b"\x05\xff\xff\xff\x7fab", [(5, b"ab")]),
        (b"\x01\x00\x9c\x01\x01x", [(1, b""), (156, b"x")]),
    ],
)  # fmt: skip
def test_records_end_with_the_part(data: bytes, expected: list[tuple[int, bytes]]) -> None:
    assert list(records(data)) == expected


def test_texts_are_as_long_as_they_are() -> None:
    assert wide_text(wide("kr"), 0) == ("kr", 8)
    assert wide_text(b"\xff\xff\xff\xff" + b"ab", 0) == ("", 4)
    assert wide_text(b"\xfe\xff\xff\xffa\0", 0)[0] == "a"
    assert wide_text(b"\2", 0) == ("", 8)


@pytest.mark.parametrize("kind", [*range(12), 60, 62, 176, 426, 427])
@pytest.mark.parametrize("length", [0, 3, 8, 9])
def test_a_record_that_is_cut_off_is_passed_over(kind: int, length: int) -> None:
    found = read(row(0) + record(kind, bytes(length)) + record(kind, b"\xff" * 4, claimed=1 << 27))
    assert all(each.value in {"", "0", "FALSE", "#NULL!"} for each in found.cells.values())


@pytest.mark.parametrize(
    ("sheet", "limits", "reason"),
    [
        (row(0) + cell(5, 0, bytes(8)) * 11, Limits(cells=10), Reason.CELLS),
        (row(0xFFFFFFFF) + cell(5, 0, bytes(8)), LIMITS, Reason.REFERENCE),
        (row(0) + cell(5, 0xFFFFFFFF, bytes(8)), LIMITS, Reason.REFERENCE),
        (record(176, struct.pack("<IIII", 0, 0xFFFFFFFF, 0, 0)), LIMITS, Reason.REFERENCE),
        (record(176, struct.pack("<IIII", 0, 1_048_575, 0, 16_383)), LIMITS, Reason.MERGES),
        (row(0) + cell(6, 0, wide("a" * 11)), Limits(text=10), Reason.LONG_TEXT),
    ],
)
def test_what_would_take_more_than_it_holds_is_refused(sheet: bytes, limits: Limits, reason: Reason) -> None:
    with pytest.raises(BadPackage) as refused:
        read(sheet, limits)
    assert refused.value.reason is reason


def test_too_many_of_a_kind() -> None:
    few = Limits(styles=2, strings=2, sheets=2, names=2)
    looks = record(BEGIN_LOOKS) + record(LOOK, bytes(12)) * 3
    for told, reader, reason in (
        (looks, read_styles_part, Reason.STYLES),
        (record(FONT, bytes(8)) * 3, read_styles_part, Reason.STYLES),
        (record(TEXT, bytes(5)) * 3, read_strings_part, Reason.STRINGS),
        (tab("A") * 3, read_workbook_part, Reason.SHEETS),
        (record(39) * 3, read_workbook_part, Reason.DEFINED_NAMES),
    ):
        with pytest.raises(BadPackage) as refused:
            reader(told, few)
        assert refused.value.reason is reason


def test_one_part_under_two_tabs_is_refused() -> None:
    with pytest.raises(BadPackage) as refused:
        read_xlsb(xlsb(row(0), main=tab("A") + tab("B")), LIMITS)
    assert refused.value.reason is Reason.DAMAGED


def test_hidden_columns_to_the_end_of_all_numbers() -> None:
    assert len(read(record(60, struct.pack("<IIIIH", 0, 0xFFFFFFFF, 0, 0, 1))).hidden_columns) == 16_384
