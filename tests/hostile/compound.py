"""Compound files, the container of .xls and of encrypted workbooks, and .xlsb. (MS-CFB, MS-XLS, MS-XLSB.)"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.hostile import book
from tests.hostile.rawzip import Entry, pack
from tests.hostile.table import ADMITTED, Outcome, add
from trygg_excel.gate.reasons import Reason

SECTOR = 512
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_NOISE = random.Random(5).randbytes(6_000)  # noqa: S311  noise, no secret


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of version 3: header, one FAT sector, directory, and the streams in 4,096 bytes or more."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    in_directory = -(-(len(padded) + 1) // 4)
    fat = [_FAT, *range(2, in_directory + 1), _END]
    records = [_directory("Root Entry", 5, child=1 if padded else _NONE, start=_END, size=0)]
    body = b""
    for at, (name, data) in enumerate(sorted(padded.items(), key=lambda item: (len(item[0]), item[0].upper())), 1):
        start, count = len(fat), -(-len(data) // SECTOR)
        fat += [*range(start + 1, start + count), _END]
        records.append(_directory(name, 2, right=at + 1 if at < len(padded) else _NONE, start=start, size=len(data)))
        body += data.ljust(count * SECTOR, b"\0")
    table = struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat)))
    return _header() + table + b"".join(records).ljust(in_directory * SECTOR, b"\0") + body


def _header() -> bytes:
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        _END,
        0,
        _END,
        0,
        0,
    )
    return head + struct.pack("<108I", *[_FREE] * 108)


def _directory(name: str, kind: int, *, start: int, size: int, right: int = _NONE, child: int = _NONE) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, _NONE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


_BOF, _EOF, _LABEL, _NUMBER, _SHEET, _PASS = 0x809, 0x0A, 0x204, 0x203, 0x85, 0x2F


def _begin(kind: int) -> bytes:
    return record(_BOF, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def biff(*cells: bytes, first: bytes = b"") -> bytes:
    """A workbook stream with one sheet; `first` comes after the first record."""
    name = b"Blad1"
    listed = struct.pack("<BBBB", 0, 0, len(name), 0) + name
    begin = _begin(5) + first
    place = len(begin) + len(record(_SHEET, bytes(4) + listed)) + len(record(_EOF))
    globals_ = begin + record(_SHEET, struct.pack("<I", place) + listed) + record(_EOF)
    return globals_ + _begin(0x10) + b"".join(cells) + record(_EOF)


def number(row: int, column: int, value: float) -> bytes:
    return record(_NUMBER, struct.pack("<HHHd", row, column, 0, value))


def label(row: int, column: int, text: str) -> bytes:
    return record(_LABEL, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


XLS = compound({"Workbook": biff(label(0, 0, "Kamera"), number(0, 1, 1500))})


def _patched(at: int, data: bytes) -> bytes:
    return XLS[:at] + data + XLS[at + len(data) :]


def _write(data: bytes, path: Path) -> None:
    path.write_bytes(data)


_UINT, _BIG = b"\xff\xff\xff\x7f", struct.pack("<I", 0x7FFFFFFF)
_BROKEN: tuple[Outcome, ...] = (Reason.DAMAGED, Reason.TRUNCATED, Reason.UNKNOWN, Reason.NO_WORKBOOK, ADMITTED)
_DIRECTORY = 2 * SECTOR  # where it starts in XLS
_XLS: dict[str, tuple[bytes, tuple[Outcome, ...], str]] = {
    "good": (XLS, (ADMITTED,), "a plain one, hand-made"),
    "encrypted": (
        compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": _NOISE}),
        (Reason.ENCRYPTED,),
        "a workbook with a password",
    ),
    "encrypted_label": (
        compound({"EncryptedPackage": _NOISE, "\6DataSpaces": _NOISE}),
        (Reason.ENCRYPTED,),
        "a sensitivity label",
    ),
    "encrypted_old": (
        compound({"Workbook": biff(first=record(_PASS, bytes(54)))}),
        (Reason.ENCRYPTED,),
        "an .xls with a password: FILEPASS",
    ),
    "says_encrypted": (
        compound({"Workbook": biff(label(0, 0, "EncryptedPackage"))}),
        (ADMITTED,),
        "the word in a cell is no password",
    ),
    "word": (compound({"WordDocument": _NOISE}), (Reason.NO_WORKBOOK, Reason.UNKNOWN), "an old Word document"),
    "message": (
        compound({"__properties_version1.0": _NOISE}),
        (Reason.NO_WORKBOOK, Reason.UNKNOWN),
        "a mail from Outlook",
    ),
    "no_streams": (compound({}), (Reason.NO_WORKBOOK, Reason.UNKNOWN, Reason.DAMAGED), "a compound file of nothing"),
    "header_alone": (XLS[:SECTOR], (Reason.TRUNCATED, Reason.DAMAGED, Reason.UNKNOWN), "a header and no more"),
    "magic_alone": (XLS[:8], (Reason.TRUNCATED, Reason.DAMAGED, Reason.UNKNOWN), "eight bytes"),
    "cut_half": (XLS[: len(XLS) // 2], _BROKEN, "half of it; the part that is left may read"),
    "cut_directory": (
        XLS[: _DIRECTORY + 64],
        (Reason.TRUNCATED, Reason.DAMAGED, Reason.UNKNOWN, Reason.NO_WORKBOOK),
        "cut in its directory",
    ),
    "fat_sectors": (_patched(44, _UINT), _BROKEN, "2**31 FAT sectors: 1 TB, says the header (calamine #714)"),
    "mini_fat_sectors": (_patched(60, struct.pack("<II", 0, 0x7FFFFFFF)), _BROKEN, "2**31 sectors of the small FAT"),
    "difat_sectors": (_patched(68, struct.pack("<II", 0, 0x7FFFFFFF)), _BROKEN, "2**31 DIFAT sectors"),
    "sector_shift": (_patched(30, b"\x1f\0"), _BROKEN, "sectors of 2 GB"),
    "sector_shift_over": (_patched(30, b"\xff\xff"), _BROKEN, "a shift by 65,535"),
    "mini_shift": (_patched(32, b"\xff\0"), _BROKEN, "small sectors of 2**255"),
    "directory_ring": (_patched(SECTOR + 4, struct.pack("<I", 1)), _BROKEN, "the directory's chain bites its tail"),
    "stream_ring": (_patched(SECTOR + 8, struct.pack("<I", 2)), _BROKEN, "the workbook's chain bites its tail"),
    "chain_outside": (_patched(SECTOR + 8, struct.pack("<I", 0x7FFFFFF0)), _BROKEN, "a chain that leaves the file"),
    "tree_ring": (
        _patched(_DIRECTORY + 128 + 68, struct.pack("<III", 1, 1, 1)),
        _BROKEN,
        "an entry that is its own brother and child",
    ),
    "stream_size": (_patched(_DIRECTORY + 128 + 120, struct.pack("<Q", 1 << 62)), _BROKEN, "a stream of 2**62 bytes"),
    "small_stream": (
        _patched(_DIRECTORY + 128 + 116, struct.pack("<IQ", 5, 100)),
        _BROKEN,
        "a small stream where there are none",
    ),
    "name_length": (_patched(_DIRECTORY + 64, b"\xff\xff"), _BROKEN, "a name of 65,535 bytes"),
    "version": (_patched(26, b"\xff\xff"), _BROKEN, "version 65,535"),
    "noise": (XLS[:_DIRECTORY] + _NOISE, _BROKEN, "noise for a directory"),
}
_SST, _BOUND = 0xFC, 0x85
_STREAMS: dict[str, tuple[bytes, str]] = {
    "row_65535": (biff(number(65_535, 255, 1.0)), "the last cell of an old sheet"),
    "column_65535": (biff(number(65_535, 65_535, 1.0)), "past the old grid: 4 billion cells as a rectangle"),
    "strings_claim": (
        biff(first=record(_SST, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))),
        "4 billion shared strings, says the record",
    ),
    "string_length": (
        biff(record(_LABEL, struct.pack("<HHHHB", 0, 0, 0, 65_535, 1))),
        "a text of 65,535 that is not there",
    ),
    "record_length": (biff(struct.pack("<HH", _NUMBER, 65_535)), "a record past the end"),
    "sheet_place": (
        biff(first=record(_BOUND, struct.pack("<IBBBB", 0x7FFFFFFF, 0, 0, 1, 0) + b"X")),
        "a sheet past the end",
    ),
    "sheet_ring": (
        biff(first=record(_BOUND, struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"X")),
        "a sheet that is the workbook itself",
    ),
    "nan": (biff(number(0, 0, float("nan")), number(1, 0, float("inf"))), "no numbers"),
    "noise": (_NOISE, "noise for a workbook"),
    "merge_all": (
        biff(number(0, 0, 1.0), record(0xE5, struct.pack("<HHHHH", 1, 0, 65_535, 0, 65_535))),
        "the whole sheet merged",
    ),
    "merge_claim": (biff(record(0xE5, b"\xff\xff")), "65,535 merges that are not there"),
    "look_claim": (
        biff(record(_NUMBER, struct.pack("<HHHd", 0, 0, 65_535, 1.0)), first=record(0xE0, b"\xff" * 20)),
        "a look that is not there, and one of a font and a format that are not",
    ),
    "format_claim": (biff(number(0, 0, 1.0), first=record(0x41E, b"\5\0\xff\xff\1a")), "a format of 65,535 letters"),
    "texts_cut": (
        biff(first=record(_SST, struct.pack("<IIHBHI", 1, 1, 65_535, 0x0D, 65_535, 0xFFFFFFFF)) + record(0x3C) * 500),
        "a text that goes on over 500 empty records, with 4 GB of hints",
    ),
    "formula_claim": (
        biff(record(0x06, struct.pack("<HHHd6xH", 0, 0, 0, 1.0, 65_535) + b"\x15" * 40_000)),
        "40,000 parentheses around nothing, of 65,535 bytes",
    ),
    "formula_own": (
        biff(
            *[
                record(0x06, struct.pack("<HHHd6xHBHH", 0, 0, 0, 1.0, 5, 1, 0, 0)),
                record(0x4BC, b"\0" * 8 + b"\5\0\1\0\0\0\0"),
            ]
        ),
        "a shared formula that is told by itself",
    ),
    "charts_in_charts": (biff(record(_BOF, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 6)) * 2_000), "2,000 deep"),
}
for _name, (_stream, _why) in _STREAMS.items():
    _XLS[f"stream_{_name}"] = (
        compound({"Workbook": _stream}),
        (*_BROKEN, Reason.REFERENCE, Reason.STRINGS, Reason.MERGES),
        _why,
    )
for _name, (_data, _outcomes, _why) in _XLS.items():
    add(f"xls_{_name}", partial(_write, _data), *_outcomes, why=_why, suffix=".xls")
add("xls_as_xlsx", partial(_write, XLS), ADMITTED, why="judged by content, not by name")
add("xls_encrypted_as_xlsx", partial(_write, _XLS["encrypted"][0]), Reason.ENCRYPTED, why="how Excel itself names it")


# .xlsb: records of a varying length in the same container.
def _varying(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def _binary(kind: int, data: bytes = b"", claimed: int | None = None) -> bytes:
    return _varying(kind) + _varying(len(data) if claimed is None else claimed) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


_BOOK_PART = (
    _binary(131)
    + _binary(143)
    + _binary(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Blad1"))
    + _binary(144)
    + _binary(132)
)


def _rows(row: int, column: int, *, last: tuple[int, int] = (0, 0)) -> bytes:
    """A sheet of one cell; `last` is where it says that it ends."""
    size = _binary(148, struct.pack("<IIII", 0, last[0], 0, last[1]))
    cell = _binary(5, struct.pack("<IId", column, 0, 1500.0))
    line = _binary(0, struct.pack("<I", row) + bytes(13))
    return _binary(129) + size + _binary(145) + line + cell + _binary(146) + _binary(130)


def _xlsb(sheet: bytes, main: bytes = _BOOK_PART, strings: bytes = b"") -> Callable[[Path], None]:
    parts = {
        "[Content_Types].xml": book.content_types(),
        "_rels/.rels": book.relationships(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": main,
        "xl/_rels/workbook.bin.rels": book.relationships(
            ("worksheet", "worksheets/sheet1.bin"), ("sharedStrings", "sharedStrings.bin")
        ),
        "xl/worksheets/sheet1.bin": sheet,
        "xl/sharedStrings.bin": strings or _binary(159, struct.pack("<II", 0, 0)) + _binary(160),
    }
    return partial(_write, pack([Entry(name=name, data=data) for name, data in parts.items()]))


_BINARY: tuple[Outcome, ...] = (
    ADMITTED,
    Reason.DAMAGED,
    Reason.REFERENCE,
    Reason.STRINGS,
    Reason.CELLS,
    Reason.TRUNCATED,
)
_XLSB: dict[str, tuple[Callable[[Path], None], tuple[Outcome, ...], str]] = {
    "good": (_xlsb(_rows(0, 0)), (ADMITTED,), "a plain one, hand-made"),
    "noise": (_xlsb(_NOISE), _BINARY, "noise for a sheet: the gate, or its reader in the child"),
    "noise_workbook": (_xlsb(_rows(0, 0), _NOISE), _BINARY, "noise for a workbook"),
    "row_huge": (_xlsb(_rows(0xFFFFFFFF, 0)), _BINARY, "row 4,294,967,296"),
    "corner": (_xlsb(_rows(0, 0) + _rows(1_048_575, 16_383)), _BINARY, "a sheet after the sheet"),
    "stray": (_xlsb(_rows(1_048_575, 16_383)), _BINARY, "one cell, in the last corner"),
    "size_lie": (_xlsb(_rows(0, 0, last=(0xFFFFFFFE, 0xFFFFFFFE))), _BINARY, "says that it has 2**64 cells"),
    "column_huge": (_xlsb(_rows(0, 0xFFFFFFFF)), _BINARY, "column 4,294,967,296"),
    "record_huge": (_xlsb(_binary(5, b"", 0x0FFFFFFF)), _BINARY, "a record of 268 MB that is not there"),
    "strings_claim": (
        _xlsb(_rows(0, 0), strings=_binary(159, b"\xff" * 8)),
        _BINARY,
        "4 billion shared strings, says the record",
    ),
    "look_claim": (
        _xlsb(_rows(0, 0)[:-6] + _binary(5, struct.pack("<IId", 1, 0xFFFFFF, 1.0))),
        _BINARY,
        "a look past all",
    ),
    "formula_huge": (
        _xlsb(_rows(0, 0)[:-6] + _binary(9, struct.pack("<IIdHI", 1, 0, 1.0, 0, 0xFFFFFFFF) + b"\x15" * 40_000)),
        _BINARY,
        "a formula of 4 GB, and 40,000 parentheses of it",
    ),
    "merge_huge": (
        _xlsb(_rows(0, 0) + _binary(176, struct.pack("<IIII", 0, 0xFFFFFFFE, 0, 0xFFFFFFFE))),
        (*_BINARY, Reason.MERGES),
        "a merged range of 2**64 cells",
    ),
    "columns_huge": (
        _xlsb(_binary(60, struct.pack("<IIIIH", 0, 0xFFFFFFFF, 0, 0, 1)) + _rows(0, 0)),
        _BINARY,
        "four billion hidden columns",
    ),
    "size_of_four_bytes": (_xlsb(b"\x05\xff\xff\xff\xff" + bytes(100)), _BINARY, "a size that does not end"),
    "string_huge": (
        _xlsb(_rows(0, 0), strings=_binary(159, bytes(8)) + _binary(19, b"\0" + b"\xff" * 4)),
        _BINARY,
        "a text of 4 billion",
    ),
}
for _name, (_build, _outcomes, _why) in _XLSB.items():
    add(f"xlsb_{_name}", _build, *_outcomes, why=_why, suffix=".xlsb")
