"""A container written anew: what is kept lies as it lay, packed bytes included, whoever packed it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace

import pytest

from tests.hostile.rawzip import STORED, Entry, deflate, end_record, end_record_64, pack
from trygg_excel.package import NotAsWritten, Package, Rewrite, check_written, rewritten

TEXT = b"<a>1</a>" * 50
KEPT = Entry(name="kept.xml", data=TEXT)
OLD = Entry(name="old.xml", data=b"<old/>")
PLAN = Rewrite({"old.xml": b"<new/>"}, {"more.xml": b"<more/>"})


def descriptor(*, signed: bool) -> bytes:
    sizes = struct.pack("<III", zlib.crc32(TEXT), len(deflate(TEXT)), len(TEXT))
    return (b"PK\x07\x08" if signed else b"") + sizes


SHAPES = {
    "plain": pack([KEPT, OLD]),
    "stored": pack([replace(KEPT, method=STORED), OLD]),
    "packed hard": pack([replace(KEPT, packed=deflate(TEXT, 9)), OLD]),
    "streamed": pack([replace(KEPT, flags=8, descriptor=descriptor(signed=True)), OLD]),
    "streamed without signature": pack([replace(KEPT, flags=8, descriptor=descriptor(signed=False)), OLD]),
    "zip64 sizes": pack([replace(KEPT, wide=True), OLD]),
    "zip64 end": pack([KEPT, OLD], tail=lambda *a: end_record_64(*a) + end_record(*a)),
    "times of other systems": pack(
        [replace(KEPT, extra=b"UT\x05\0\x01\0\0\0\0", local_extra=b"UT\x05\0\x01\0\0\0\0"), OLD]
    ),
    "folders": pack([Entry(name="folder/", method=STORED), KEPT, OLD]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_kept_lies_as_it_lay(shape: str) -> None:
    before = Package(SHAPES[shape])
    data = rewritten(before, PLAN)
    after = Package(data)
    assert bytes(after.packed("kept.xml")) == bytes(before.packed("kept.xml"))
    assert [after.read(each) for each in ("kept.xml", "old.xml", "more.xml")] == [TEXT, b"<new/>", b"<more/>"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*before.parts, "more.xml"]
        assert archive.getinfo("kept.xml").flag_bits & 8 == 0  # its sizes stand before it


def test_the_same_gives_the_same_bytes() -> None:
    package = Package(SHAPES["plain"])
    assert rewritten(package, PLAN) == rewritten(package, PLAN)
    assert zipfile.ZipFile(io.BytesIO(rewritten(package, PLAN))).getinfo("more.xml").date_time == (1980, 1, 1, 0, 0, 0)


def test_names_and_comment_are_kept() -> None:
    names = [Entry(name="xl\\kept.xml", data=TEXT), Entry(name="Å.xml".encode(), data=b"<a/>", flags=0x800)]
    data = pack(names, tail=lambda *a: end_record(*a, comment=b"hej"))
    with zipfile.ZipFile(io.BytesIO(rewritten(Package(data), Rewrite({}, {})))) as archive:
        assert archive.comment == b"hej"
        assert [each.orig_filename for each in archive.infolist()] == ["xl\\kept.xml", "Å.xml"]


def test_a_part_can_go() -> None:
    package = Package(SHAPES["plain"])
    assert Package(rewritten(package, Rewrite({}, {}, frozenset({"OLD.xml"})))).parts == ("kept.xml",)


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        (Rewrite({"old.xml": b"<other/>"}, {"more.xml": b"<more/>"}), "old.xml"),
        (Rewrite({"old.xml": b"<new/>", "kept.xml": TEXT + b" "}, {"more.xml": b"<more/>"}), "kept.xml"),
        (Rewrite({"old.xml": b"<new/>"}, {}), ""),
        (Rewrite({"old.xml": b"<new/>"}, {"more.xml": b"<more/>", "stray.xml": b""}), ""),
        (Rewrite({"old.xml": b"<new/>"}, {"more.xml": b"<more/>"}, frozenset({"kept.xml"})), ""),
    ],
)
def test_a_result_that_is_not_as_meant_is_seen(wrong: Rewrite, part: str) -> None:
    package = Package(SHAPES["plain"])
    with pytest.raises(NotAsWritten) as problem:
        check_written(package, PLAN, rewritten(package, wrong))
    assert problem.value.part == part


def test_a_kept_part_that_is_packed_anew_is_seen() -> None:
    package = Package(SHAPES["stored"])
    again = rewritten(package, Rewrite({"kept.xml": TEXT, "old.xml": b"<new/>"}, {"more.xml": b"<more/>"}))
    with pytest.raises(NotAsWritten, match="kept"):
        check_written(package, PLAN, again)
