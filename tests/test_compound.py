"""The container of .xls: its directory and streams are read whole or not at all, and what Excel may run is told."""

from __future__ import annotations

import struct

import pytest

from tests.hostile.compound import SECTOR, XLS, biff, compound, label, number, record
from trygg_excel.gate.compound import Compound
from trygg_excel.gate.limits import LIMITS
from trygg_excel.gate.reasons import Reason
from trygg_excel.gate.xls import check_xls
from trygg_excel.package import BadPackage
from trygg_excel.reading.xls import read_xls
from trygg_excel.workbook import Active, ActiveKind

DIRECTORY = 2 * SECTOR
ENTRY = 128
NONE, LAST = 0xFFFFFFFF, 0xFFFFFFFE


def patched(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def reason(data: bytes) -> Reason:
    with pytest.raises(BadPackage) as refused:
        check_xls(data)
    return refused.value.reason


def test_a_stream_by_its_name() -> None:
    read = Compound(compound({"Workbook": b"ett" * 2_000, "Annan": b"tva"}))
    assert sorted(read.top()) == ["ANNAN", "WORKBOOK"]
    assert read.stream(read.top()["WORKBOOK"]) == b"ett" * 2_000


def test_a_small_stream_lies_in_the_roots() -> None:
    """Sectors: the table, the directory, the root's stream, the table of small sectors (0, then 2)."""
    head = patched(XLS[:SECTOR], 60, struct.pack("<II", 3, 1))
    table = struct.pack("<128I", 0xFFFFFFFD, *[LAST] * 3, *[NONE] * 124)
    root = patched(XLS[DIRECTORY : DIRECTORY + ENTRY], 116, struct.pack("<IQ", 2, 192))
    own = patched(XLS[DIRECTORY + ENTRY : DIRECTORY + 2 * ENTRY], 116, struct.pack("<IQ", 0, 100))
    stream = b"a" * 64 + b"x" * 64 + b"b" * 64
    small_table = struct.pack("<128I", 2, NONE, LAST, *[NONE] * 125)
    read = Compound(head + table + (root + own).ljust(SECTOR, b"\0") + stream.ljust(SECTOR, b"\0") + small_table)
    assert read.stream(read.top()["WORKBOOK"]) == b"a" * 64 + b"b" * 36


@pytest.mark.parametrize(
    ("at", "new", "expected"),
    [
        (30, b"\xff\xff", Reason.DAMAGED),  # the size of a sector
        (44, b"\xff\xff\xff\x7f", Reason.DAMAGED),  # the number of its table's sectors
        (68, struct.pack("<I", 0), Reason.DAMAGED),  # the list of tables goes on in a table
        (76 + 4, struct.pack("<I", 0), Reason.DAMAGED),  # the same table twice
        (SECTOR + 4, struct.pack("<I", 1), Reason.DAMAGED),  # the directory bites its tail
        (SECTOR + 8, struct.pack("<I", 2), Reason.DAMAGED),  # the workbook bites its tail
        (DIRECTORY + ENTRY + 120, struct.pack("<I", 1 << 30), Reason.TRUNCATED),  # longer than the file
        (DIRECTORY + 76, struct.pack("<I", 99), Reason.DAMAGED),  # the root's child is outside the directory
        (DIRECTORY + ENTRY, "Xorkbook".encode("utf-16-le"), Reason.NO_WORKBOOK),
    ],
)
def test_what_contradicts_itself_is_refused(at: int, new: bytes, expected: Reason) -> None:
    assert reason(patched(XLS, at, new)) is expected


def test_a_thousand_names_in_a_row_are_walked() -> None:
    many = compound({})[: 2 * SECTOR]
    sectors = 300
    chain = [*[0xFFFFFFFD] * 3, *range(4, 3 + sectors), LAST]
    table = struct.pack(f"<{3 * 128}I", *chain, *[NONE] * (3 * 128 - len(chain)))
    head = patched(many[:SECTOR], 44, struct.pack("<II", 3, 3))
    head = patched(head, 76, struct.pack("<3I", 0, 1, 2))
    root = patched(XLS[DIRECTORY : DIRECTORY + ENTRY], 76, struct.pack("<I", 1))
    entries = [root] + [
        f"n{at}".encode("utf-16-le").ljust(66, b"\0") + struct.pack("<BBIII", 2, 1, NONE, at + 1, NONE) + bytes(48)
        for at in range(1, 4 * sectors - 1)
    ]
    listed = b"".join(entries).ljust(sectors * SECTOR, b"\xff")
    assert len(Compound(head + table + listed).top()) >= 4 * sectors - 2


def test_a_password_is_told_by_its_record_and_not_by_a_word() -> None:
    filepass = 0x2F
    assert reason(compound({"Workbook": biff(first=record(filepass, bytes(54)))})) is Reason.ENCRYPTED
    assert check_xls(compound({"Workbook": biff(label(0, 0, "EncryptedPackage"))})) == ()


def deleted_first() -> bytes:
    """A deleted workbook's entry before the workbook's own."""
    data = compound({"Aorkbook": biff(number(0, 0, 1.0)), "Workbook": biff(number(0, 0, 1500.0))})
    data = patched(data, DIRECTORY + 76, struct.pack("<I", 2))
    data = patched(data, DIRECTORY + ENTRY, "Workbook".encode("utf-16-le"))
    return patched(data, DIRECTORY + ENTRY + 66, b"\0")


def test_the_files_own_workbook_is_read_and_no_other_of_its_name() -> None:
    ((sheet,), _) = read_xls(deleted_first(), LIMITS)
    assert [cell.value for cell in sheet.cells.values()] == ["1500"]


def link(path: str) -> bytes:
    return record(0x01AE, struct.pack("<HHB", 1, len(path), 0) + path.encode("latin-1"))


def name(flags: int, text: bytes) -> bytes:
    return record(0x18, struct.pack("<HBBHHH4xB", flags, 0, len(text), 0, 0, 0, 0) + text)


MACRO_SHEET = record(0x85, struct.pack("<IBBBB", 0, 0, 1, 6, 0) + b"Makro1")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (MACRO_SHEET, [Active(ActiveKind.MACRO_SHEET, "Makro1")]),
        (name(0x20, b"\1"), [Active(ActiveKind.MACROS, "Auto_Open")]),
        (name(0, b"auto_open_2"), [Active(ActiveKind.MACROS, "auto_open_2")]),
        (name(0x20, b"\6"), []),  # the printed area
        (link("\1\1Cbudget\3Ram.xls"), [Active(ActiveKind.EXTERNAL_LINK, *["C:/budget/Ram.xls"] * 2)]),
        (link("\1\1@server\3Ram.xls"), [Active(ActiveKind.EXTERNAL_LINK, *["server/Ram.xls"] * 2)]),
        (link("\1\5\x0ehttp://x/a.xls"), [Active(ActiveKind.EXTERNAL_LINK, *["http://x/a.xls"] * 2)]),
        (link("cmd\3/c calc"), [Active(ActiveKind.DDE, *["cmd|/c calc"] * 2)]),
        (link("\0"), []),  # the sheet itself
        (record(0x01AE, struct.pack("<HH", 1, 0x0401)), []),  # the workbook itself
        (record(0x0876, b"\0"), [Active(ActiveKind.CONNECTION, "DCONN")]),
        (record(0x18, b"\0"), []),  # a name that is cut off
        (struct.pack("<HH", 0x85, 65_535), []),  # a record past the end
    ],
)
def test_active_content_of_the_records(written: bytes, expected: list[Active]) -> None:
    assert list(check_xls(compound({"Workbook": biff(first=written)}))) == expected


def test_active_content_of_the_directory() -> None:
    data = compound({"Workbook": biff(), "_VBA_PROJECT_CUR": b"", "MBD0001A2B3": b"", "Ctls": b""})
    for at in range(5):
        entry = DIRECTORY + at * ENTRY
        if data[entry : entry + 2] in {b"_\0", b"M\0"}:
            data = patched(data, entry + 66, b"\1")  # a storage
    assert {(each.kind, each.place) for each in check_xls(data)} == {
        (ActiveKind.MACROS, "_VBA_PROJECT_CUR"),
        (ActiveKind.EMBEDDED, "MBD0001A2B3"),
        (ActiveKind.CONTROL, "Ctls"),
    }
