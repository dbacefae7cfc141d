"""Hostile containers: names, sizes, offsets and what stands around the zip archive."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.hostile import book
from tests.hostile.book import SHEET, rows, save_entries, worksheet
from tests.hostile.rawzip import STORED, Entry, Tail, deflate, end_record, end_record_64, pack
from tests.hostile.table import ADMITTED, add, case
from trygg_excel.gate.reasons import Reason

OTHER = worksheet(rows(amount="9999")).encode()  # another truth for the same sheet
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def _own(**changes: object) -> list[Entry]:
    """The good workbook's entries, the sheet's changed."""
    return [replace(each, **changes) if each.name == SHEET else each for each in book.entries(book.parts())]  # type: ignore[arg-type]


def changed(changes: dict[str, object], path: Path) -> None:
    path.write_bytes(pack(_own(**changes)))


def with_entries(entries: tuple[Entry, ...], path: Path) -> None:
    save_entries(path, *entries)


# Names. A second sheet1.xml under a name that some readers take for the first: one file, two workbooks.
_NAMES: dict[str, tuple[bytes | str, str]] = {
    "duplicate": (SHEET, "a part of the same name"),
    "case": ("XL/Worksheets/SHEET1.xml", "the same but for case"),
    "long_s": ("xl/workſheets/ſheet1.xml", "the same once case-folded: ſ is s"),
    "backslash_twin": ("xl\\worksheets\\sheet1.xml", "the same once \\ is /"),
    "slash_twin": ("/xl/worksheets/sheet1.xml", "the same once the leading / is gone"),
    "dot_twin": ("xl/./worksheets/sheet1.xml", "the same once normalised"),
    "double_slash_twin": ("xl//worksheets/sheet1.xml", "the same once normalised"),
    "up_twin": ("xl/theme/../worksheets/sheet1.xml", "the same once normalised"),
    "outside": ("../../etc/passwd", "points outside"),
    "outside_deep": ("xl/../../outside.xml", "points outside"),
    "outside_backslash": ("..\\..\\Windows\\win.ini", "points outside on Windows"),
    "absolute": ("/etc/passwd", "absolute"),
    "drive": ("C:\\Windows\\win.ini", "a drive"),
    "drive_slash": ("C:/Windows/win.ini", "a drive"),
    "share": ("\\\\server\\share\\x.xml", "a share: opening it sends the user's password hash"),
    "stream": ("xl/theme.xml:hidden", "an alternate data stream"),
    "nul": (b"xl/worksheets/sheet1.xml\0.txt", "cut at NUL it is another name"),
    "control": ("xl/\x1b]0;x\x07.xml", "control characters"),
    "empty": ("", "no name"),
}
for _name, (_part, _why) in _NAMES.items():
    add(f"name_{_name}", partial(with_entries, (Entry(name=_part, data=OTHER),)), Reason.NAMES, why=_why)


@case(
    ADMITTED,
    why="four real workbooks in the corpus name their parts with \\; nothing collides",
    cells=(("B3", "1500"),),
)
def name_backslash_alone(path: Path) -> None:
    own = [replace(each, name=str(each.name).replace("/", "\\")) for each in book.entries(book.parts())]
    path.write_bytes(pack(own))


@case(Reason.NAMES, Reason.DAMAGED, why="the header before the part names another part than the directory")
def name_differs_locally(path: Path) -> None:
    changed({"local_name": b"xl/worksheets/sheet9.xml"}, path)


@case(Reason.NAMES, Reason.DAMAGED, Reason.OVERLAP, Reason.PREFIX, why="a reader that streams takes it for the sheet")
def entry_not_in_directory(path: Path) -> None:
    path.write_bytes(pack([*book.entries(book.parts()), Entry(name=SHEET, data=OTHER, hidden=True)]))


# Sizes, checksums and methods.
_LIES: dict[str, tuple[dict[str, object], Reason, str]] = {
    "crc": ({"crc": 0x12345678}, Reason.DAMAGED, "wrong checksum"),
    "crc_zero": ({"crc": 0}, Reason.DAMAGED, "no checksum"),
    "size_less": ({"size": 100}, Reason.DAMAGED, "says less than it holds"),
    "size_more": ({"size": 5000}, Reason.DAMAGED, "says more than it holds"),
    "size_local": ({"local_size": 7}, Reason.DAMAGED, "the two headers disagree"),
    "packed_less": ({"packed_size": 40}, Reason.DAMAGED, "the deflate stream is cut"),
    "method_bzip2": ({"method": 12}, Reason.METHOD, "Excel does not use bzip2"),
    "method_deflate64": ({"method": 9}, Reason.METHOD, "nor deflate64"),
    "method_lzma": ({"method": 14}, Reason.METHOD, "nor lzma"),
    "method_zstd": ({"method": 93}, Reason.METHOD, "nor zstd"),
    "method_aes": ({"method": 99, "flags": 1}, Reason.METHOD, "WinZip's AES"),
    "method_unknown": ({"method": 0xFFFF}, Reason.METHOD, "nobody knows"),
    "encrypted": ({"flags": 1}, Reason.METHOD, "a password on the zip"),
    "encrypted_strong": ({"flags": 0x41}, Reason.METHOD, "PKWARE's strong encryption"),
    "masked": ({"flags": 0x2000}, Reason.METHOD, "masked headers"),
    "stored_is_deflated": ({"method": STORED, "packed": deflate(OTHER)}, Reason.DAMAGED, "stored, says the header"),
}
for _name, (_changes, _reason, _why) in _LIES.items():
    add(f"part_{_name}", partial(changed, _changes), _reason, why=_why)

add(
    "part_packed_more",
    partial(changed, {"packed_size": 1 << 20}),
    Reason.DAMAGED,
    Reason.TRUNCATED,
    Reason.OVERLAP,
    why="runs over the next parts and past the end",
)
add(
    "part_size_huge",
    partial(changed, {"size": 0xFFFFFFFE}),
    Reason.BOMB,
    Reason.DAMAGED,
    why="claims 4 GB, holds 1 kB",
)
add(
    "part_size_2_63",
    partial(changed, {"size": 1 << 63, "wide": True}),
    Reason.BOMB,
    Reason.DAMAGED,
    why="claims 2**63 bytes in zip64",
)
add(
    "part_extra_cut",
    partial(changed, {"extra": struct.pack("<HH", 1, 900)}),
    Reason.DAMAGED,
    ADMITTED,
    why="an extra field longer than its header; its sizes do not need it",
)


def _flipped(at: float, path: Path) -> None:
    own = _own()
    packed = bytearray(next(each for each in own if each.name == SHEET).content())
    packed[int(len(packed) * at)] ^= 0x10
    path.write_bytes(pack(replace(each, packed=bytes(packed)) if each.name == SHEET else each for each in own))


for _at in (0.0, 0.1, 0.5, 0.9):
    add(
        f"bit_flip_{int(_at * 100)}",
        partial(_flipped, _at),
        Reason.DAMAGED,
        Reason.XML,
        why="one bit of the packed sheet; broken markup may be met before the checksum",
    )


# What lies where.
@case(Reason.OVERLAP, why="two directory entries for the same bytes")
def overlap_same_start(path: Path) -> None:
    path.write_bytes(pack([*_own(), Entry(name="xl/media/image1.png", data=b"x", offset=0, packed_size=50)]))


@case(Reason.OVERLAP, why="parts quoted inside one stored part (Fifield's bomb): local names are all right")
def overlap_quoted(path: Path) -> None:
    inner = Entry(name="xl/media/image2.png", data=bytes(1000), method=STORED)
    outer = Entry(name="xl/media/image1.png", data=inner.local(), method=STORED)
    own = book.entries(book.parts())
    start = len(pack(own, tail=lambda *_: b"")) - sum(len(each.central(0)) for each in own)
    quoted = start + len(outer.local()) - len(inner.local())
    directory = b"".join(each.central(at) for each, at in zip(own, _starts(own), strict=True))
    directory += outer.central(start) + inner.central(quoted)
    body = b"".join(each.local() for each in [*own, outer])
    path.write_bytes(body + directory + end_record(len(body), len(directory), len(own) + 2))


def _starts(entries: list[Entry]) -> list[int]:
    starts = [0]
    for each in entries[:-1]:
        starts.append(starts[-1] + len(each.local()))
    return starts


@case(Reason.OVERLAP, Reason.DAMAGED, Reason.TRUNCATED, why="the last part runs into the directory")
def overlap_directory(path: Path) -> None:
    save_entries(path, Entry(name="xl/media/image1.png", data=bytes(500), method=STORED, packed_size=540, size=540))


@case(Reason.DAMAGED, Reason.TRUNCATED, Reason.OVERLAP, why="a part that starts past the end")
def offset_past_end(path: Path) -> None:
    changed({"offset": 0x7FFFFFFF}, path)


@case(Reason.DAMAGED, Reason.OVERLAP, why="a part that starts in the middle of another")
def offset_inside(path: Path) -> None:
    changed({"offset": 37}, path)


def _around(before: bytes, after: bytes, moved: bool, path: Path) -> None:
    path.write_bytes(pack(book.entries(book.parts()), before=before, moved=moved) + after)


_BEFORE: dict[str, tuple[bytes, tuple[Reason, ...], str]] = {
    "pdf": (PDF, (Reason.PREFIX, Reason.PDF), "opens as a PDF too; it is one, or it has a prefix"),
    "script": (b"#!/bin/sh\nexit 0\n", (Reason.PREFIX, Reason.TEXT), "runs as a script too"),
    "program": (b"MZ" + bytes(126), (Reason.PREFIX,), "runs as a program too"),
    "html": (b"<html><script>1</script>", (Reason.PREFIX, Reason.MARKUP), "opens as a page too"),
    "picture": (b"GIF89a" + bytes(40), (Reason.PREFIX,), "opens as a picture too"),
    "zip": (
        b"PK\3\4" + bytes(60),
        (Reason.PREFIX, Reason.DAMAGED, Reason.OVERLAP),
        "starts as a zip, but not as this one",
    ),
    "workbook": (book.good(), (Reason.PREFIX, Reason.DAMAGED, Reason.OVERLAP), "two workbooks, one after the other"),
}
for _name, (_before, _reasons, _why) in _BEFORE.items():
    for _moved in (True, False):
        add(
            f"before_{_name}_{'counted' if _moved else 'not_counted'}",
            partial(_around, _before, b"", _moved),
            *_reasons,
            why=_why,
        )

add(
    "after_newline",
    partial(_around, b"", b"\n", True),
    ADMITTED,
    why="what a mail gateway leaves; one real .ods has it",
    cells=(("B3", "1500"),),
)
add(
    "after_zeros",
    partial(_around, b"", bytes(512), True),
    ADMITTED,
    why="padding to a block; the archive is whole",
    cells=(("B3", "1500"),),
)
add(
    "after_70_kb",
    partial(_around, b"", bytes(70_000), True),
    Reason.TRUNCATED,
    Reason.DAMAGED,
    Reason.UNKNOWN,
    why="past the 64 KiB in which the end record is looked for: no reader finds it",
)


@case(
    Reason.DAMAGED,
    Reason.PREFIX,
    Reason.OVERLAP,
    Reason.TRUNCATED,
    why="a second end record in the comment, with its own directory",
)
def end_record_in_comment(path: Path) -> None:
    whole = pack(book.entries(book.parts(OTHER)), tail=partial(end_record, comment=book.good()))
    path.write_bytes(whole)


def tailed(tail: Tail, path: Path) -> None:
    path.write_bytes(pack(book.entries(book.parts()), tail=tail))


def both_ends(change: Callable[[int, int, int], tuple[int, int, int]], offset: int, size: int, count: int) -> bytes:
    """A zip64 end record that says something else than the plain one."""
    return end_record_64(*change(offset, size, count)) + end_record(offset, size, count)


_ENDS: dict[str, tuple[Tail, tuple[Reason, ...], str]] = {
    "count_less": (lambda o, s, n: end_record(o, s, n - 3), (Reason.DAMAGED,), "fewer parts than the directory holds"),
    "count_more": (lambda o, s, n: end_record(o, s, n + 9), (Reason.DAMAGED,), "more parts than the directory holds"),
    "count_65535": (lambda o, s, _: end_record(o, s, 65_535), (Reason.DAMAGED, Reason.PARTS), "as many as fit"),
    "directory_past_end": (
        lambda _, s, n: end_record(0x7FFFFFFF, s, n),
        (Reason.DAMAGED, Reason.TRUNCATED),
        "no directory",
    ),
    "directory_size_huge": (
        lambda o, _, n: end_record(o, 0x7FFFFFFF, n),
        (Reason.DAMAGED, Reason.TRUNCATED),
        "directory of 2 GB",
    ),
    "directory_elsewhere": (lambda o, s, n: end_record(o - 20, s, n), (Reason.DAMAGED, Reason.PREFIX), "20 bytes off"),
    "disks": (lambda o, s, n: end_record(o, s, n, disk=3), (Reason.DAMAGED, Reason.TRUNCATED), "one of several disks"),
    "64_count": (
        partial(both_ends, lambda o, s, n: (o, s, n - 1)),
        (Reason.DAMAGED,),
        "zip64 says other (CVE-2025-8291)",
    ),
    "64_count_huge": (
        lambda o, s, _: end_record_64(o, s, 1 << 60) + end_record(o, s, 0xFFFF),
        (Reason.DAMAGED, Reason.PARTS),
        "2**60 parts",
    ),
    "64_size_huge": (
        lambda o, _, n: end_record_64(o, 1 << 62, n) + end_record(o, 0xFFFFFFFF, n),
        (Reason.DAMAGED, Reason.TRUNCATED),
        "a directory of 2**62 bytes",
    ),
    "64_locator_past_end": (
        lambda o, s, n: end_record_64(o, s, n, at=1 << 40) + end_record(0xFFFFFFFF, s, n),
        (Reason.DAMAGED, Reason.TRUNCATED),
        "the zip64 record is nowhere",
    ),
    "64_missing": (
        lambda _, s, n: end_record(0xFFFFFFFF, s, n),
        (Reason.DAMAGED, Reason.TRUNCATED),
        "says zip64, has none",
    ),
}
for _name, (_tail, _reasons, _why) in _ENDS.items():
    add(f"end_{_name}", partial(tailed, _tail), *_reasons, why=_why)


# Cut short.
def _cut(at: float, path: Path) -> None:
    """A positive place is a share of the file, a negative one counts bytes from its end."""
    whole = book.good()
    path.write_bytes(whole[: int(len(whole) * at)] if at > 0 else whole[: int(at)])


def _bytes(data: bytes, path: Path) -> None:
    path.write_bytes(data)


for _at in (0.02, 0.1, 0.5, 0.75, 0.9, 0.97, -22, -4, -1):
    add(f"cut_{_at}", partial(_cut, _at), Reason.TRUNCATED, why="the end is missing")
add(
    "cut_to_pk",
    partial(_bytes, b"PK"),
    Reason.TRUNCATED,
    Reason.UNKNOWN,
    Reason.TEXT,
    why="two bytes tell little",
)
add("cut_to_signature", partial(_bytes, b"PK\3\4"), Reason.TRUNCATED, why="a start and no more")
