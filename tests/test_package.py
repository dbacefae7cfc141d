"""The container layer: all the shapes in which honest programs write an archive, and archives that lie."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from dataclasses import replace

import pytest

from tests.drills import posix
from tests.hostile.book import worksheet
from tests.hostile.rawzip import STORED, Entry, deflate, end_record, end_record_64, pack
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Package, check_prolog, elements
from trygg_excel.package.nesting import nests_within

PART = "xl/workbook.xml"
TEXT = b"<workbook>" + b"<a>1</a>" * 200 + b"</workbook>"
CRC, PACKED = zlib.crc32(TEXT), len(deflate(TEXT))
ENTRY = Entry(name=PART, data=TEXT)
OTHER = Entry(name="b.xml", data=b"<b/>")
ONES = 0xFFFFFFFF


def sizes(wide: bool = False, size: int = len(TEXT)) -> bytes:
    return struct.pack("<IQQ" if wide else "<III", CRC, PACKED, size)


def streamed(descriptor: bytes) -> bytes:
    """Nothing told before the part, and this after it."""
    return pack([replace(ENTRY, flags=8, descriptor=descriptor), OTHER])


def retold(local: bytes, extra: bytes = b"", descriptor: bytes = b"", flags: int = 8) -> bytes:
    """The first part with these checksum and sizes told before it."""
    entry = replace(ENTRY, flags=flags, local_extra=extra, descriptor=descriptor)
    return written_over(pack([entry, OTHER]), 14, local)


def written_over(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


MARK = b"PK\7\x08"
PLAIN = pack([ENTRY, OTHER])
HONEST: dict[str, bytes] = {
    "plain": PLAIN,
    "stored": pack([replace(ENTRY, method=STORED), OTHER]),
    "descriptor with its mark": streamed(MARK + sizes()),
    "descriptor without": streamed(sizes()),
    "descriptor of zip64 with its mark": streamed(MARK + sizes(wide=True)),
    "descriptor of zip64 without": streamed(sizes(wide=True)),
    "descriptor, and the size told before the part": retold(struct.pack("<III", 0, 0, len(TEXT)), descriptor=sizes()),
    "descriptor, and all told before the part": retold(sizes(), descriptor=sizes()),
    "streamed by its flag, but all told and no descriptor": retold(sizes()),
    "zip64 told before the part": retold(
        struct.pack("<III", CRC, ONES, ONES), struct.pack("<HHQQ", 1, 16, len(TEXT), PACKED), flags=0
    ),
    "zip64 left open before the part": retold(
        struct.pack("<III", 0, ONES, ONES), struct.pack("<HHQQ", 1, 16, 0, 0), MARK + sizes(wide=True)
    ),
    "padding in the extra field": pack([replace(ENTRY, local_extra=struct.pack("<HH", 0xA220, 200) + bytes(200))]),
    "level of packing in the flags": pack([replace(ENTRY, flags=6), OTHER]),
    "a comment": pack([ENTRY], tail=lambda *true: end_record(*true, comment=b"av ett program")),
    "zip64 end, all told twice": pack([ENTRY], tail=lambda *true: end_record_64(*true) + end_record(*true)),
    "zip64 end, told there alone": pack(
        [ENTRY], tail=lambda *true: end_record_64(*true) + end_record(ONES, ONES, 0xFFFF, disk=0xFFFF)
    ),
}


def reason(data: bytes) -> Reason | None:
    """Why the archive is refused when it is opened and its first part is read."""
    try:
        Package(data).read(PART)
    except BadPackage as problem:
        return problem.reason
    return None


@pytest.mark.parametrize("how", HONEST)
def test_what_honest_programs_write_is_read(how: str) -> None:
    assert Package(HONEST[how]).read(PART) == TEXT


@pytest.mark.parametrize("seekable", [True, False])
@pytest.mark.parametrize("zip64", [True, False])
def test_what_zipfile_writes_is_read(seekable: bool, zip64: bool) -> None:
    out = io.BytesIO() if seekable else _Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(PART, "w", force_zip64=zip64) as part:
            part.write(TEXT)
        archive.writestr("å.png", b"x")
    assert Package(out.getvalue()).read(PART) == TEXT


class _Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def packed_as(content: bytes, size: int = len(TEXT), crc: int = CRC) -> bytes:
    return pack([replace(ENTRY, packed=content, size=size, crc=crc), OTHER])


LIES: dict[str, tuple[bytes, Reason]] = {
    "bytes between two parts": (pack([replace(ENTRY, descriptor=b"....."), OTHER]), Reason.DAMAGED),
    "a descriptor not announced": (pack([replace(ENTRY, descriptor=MARK + sizes()), OTHER]), Reason.DAMAGED),
    "a descriptor of another size": (streamed(MARK + sizes(size=5)), Reason.DAMAGED),
    "another method before the part": (written_over(PLAIN, 8, b"\0\0"), Reason.DAMAGED),
    "encrypted, says the header alone": (written_over(PLAIN, 6, b"\1\0"), Reason.DAMAGED),
    "another checksum before the part": (written_over(PLAIN, 14, b"abcd"), Reason.DAMAGED),
    "another size before a streamed part": (retold(struct.pack("<III", 0, 0, 7), descriptor=sizes()), Reason.DAMAGED),
    "a comment that ends after the file": (written_over(PLAIN, len(PLAIN) - 2, b"\7\0"), Reason.TRUNCATED),
    "an end record after the directory's end": (
        pack([ENTRY], tail=lambda offset, size, count: b"...." + end_record(offset, size, count)),
        Reason.DAMAGED,
    ),
    "a zip64 record elsewhere": (
        pack([ENTRY], tail=lambda o, s, n: end_record_64(o, s, n, at=4) + end_record(ONES, s, n)),
        Reason.DAMAGED,
    ),
    "the same name by an old code page": (
        pack([ENTRY, Entry(name="xl/wor\u212aboo\u212a.xml".encode(), data=b"<a/>")]),  # the Kelvin sign folds to k
        Reason.NAMES,
    ),
    "a checksum of less than is packed": (packed_as(deflate(TEXT), 10, zlib.crc32(TEXT[:10])), Reason.DAMAGED),
    "more bytes than the deflate stream": (packed_as(deflate(TEXT) + b"more"), Reason.DAMAGED),
    "a deflate stream without its end": (packed_as(deflate(TEXT)[:-1]), Reason.DAMAGED),
    "a second deflate stream": (packed_as(deflate(TEXT) + deflate(b"<other/>")), Reason.DAMAGED),
}


@pytest.mark.parametrize("how", LIES)
def test_an_archive_that_disagrees_with_itself_is_refused(how: str) -> None:
    data, expected = LIES[how]
    assert reason(data) is expected


def test_every_cut_of_an_archive_is_refused() -> None:
    whole = HONEST["zip64 end, told there alone"]
    assert {reason(whole[:length]) for length in range(2, len(whole))} == {Reason.TRUNCATED}


def test_a_part_that_is_known_by_its_bytes_is_still_held_to_what_its_directory_says() -> None:
    packed = deflate(TEXT)
    assert Package(packed_as(packed)).read_alike(PART) == TEXT
    for lie in ({"crc": CRC ^ 1}, {"size": len(TEXT) - 1}, {"size": len(TEXT) + 1}):
        with pytest.raises(BadPackage, match="DAMAGED"):
            Package(packed_as(packed, **lie)).read_alike(PART)


def test_a_part_that_is_known_counts_as_inflated_each_time() -> None:
    package = Package(PLAIN, Limits(total_bytes=2 * len(TEXT)))
    package.read_alike(PART)
    package.read_alike(PART)
    with pytest.raises(BadPackage, match="BOMB"):
        package.read_alike(PART)


def test_a_part_among_the_pictures_is_held_to_its_size_once_it_is_read() -> None:
    picture = Entry(name="xl/media/sheet1.xml", data=b" " * (4 << 20))
    package = Package(pack([ENTRY, picture]))
    with pytest.raises(BadPackage, match="BOMB"):
        package.read(str(picture.name))


@pytest.mark.parametrize("tags", [1, 40])
def test_an_endless_stretch_of_text_is_refused_before_it_is_held(tags: int) -> None:
    text = (b"<a>" + b"x" * (1 << 20)) * tags
    package = Package(pack([replace(ENTRY, data=text, method=STORED)]), Limits(stretch=3 << 20))
    assert package.read(PART) == text
    for size, refused in (((3 << 20) - 2, False), ((3 << 20) + 1, True)):
        package = Package(pack([replace(ENTRY, data=b"<a" + b"x" * size, method=STORED)]), Limits(stretch=3 << 20))
        if refused:
            with pytest.raises(BadPackage, match="LONG_TEXT"):
                package.read(PART)
        else:
            package.read(PART)


def relationships(*items: str) -> Package:
    listed = "".join(items)
    text = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )
    return Package(pack([Entry(name="_rels/.rels", data=text.encode())]))


def test_two_relationships_of_one_id_are_refused_unless_they_are_the_same() -> None:
    one = '<Relationship Id="rId1" Type="t/worksheet" Target="a.xml"/>'
    assert len(relationships(one, one).relationships()) == 1
    with pytest.raises(BadPackage, match="NAMES"):
        relationships(one, one.replace("a.xml", "b.xml")).relationships()


# Declarations and encodings.
@pytest.mark.parametrize(
    "declaration",
    [
        '<?xml version="1.0" encoding="UTF-7"?>',
        "<?xml version='1.0' encoding = 'UTF-7' ?>",
        f'<?xml version="1.0"{" " * 500}encoding="UTF-7"?>',
        f'<?xml version="1.0"{" " * 5_000}encoding="UTF-7"?>',
        '<?xml encoding="UTF-7" version="1.0"?>',
    ],
)
def test_an_encoding_does_not_hide_behind_blanks(declaration: str) -> None:
    with pytest.raises(BadPackage, match="ENCODING"):
        check_prolog(f"{declaration}<a/>".encode())


@pytest.mark.parametrize(
    "declaration",
    ["", "<?xml version='1.0'?>", '<?xml version="1.0" standalone="yes" ?>', '<?xml version="1.0"\nencoding="utf-8"?>',
     '<?xml-stylesheet href="a.css"?>', "\ufeff", '\ufeff<?xml version="1.0" encoding="UTF-8" standalone="no"?>'],
)  # fmt: skip
def test_the_declarations_that_programs_write_are_read(declaration: str) -> None:
    assert [element.tag for _, element in elements(f"{declaration}<a/>".encode(), "a")] == ["a"]


@pytest.mark.parametrize("split", range(1, 12))
def test_a_doctype_across_two_pieces_is_seen(split: int) -> None:
    """A part that nothing reads is looked at in pieces of 1 MiB."""
    at = (1 << 20) - split
    data = b"<a>" + b" " * (at - 3) + b"<!DOCTYPE x>"
    with pytest.raises(BadPackage, match="ENTITIES"):
        Package(pack([replace(ENTRY, data=data, method=STORED)])).check_unread()


_STARVED = """
import resource
from trygg_excel.package import elements
data = b"<a>" + b"<b/>" * 4_000_000 + b"</a>"
resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20))
try:
    list(elements(data, "c"))
except MemoryError:
    print("no memory")
"""


@posix
def test_a_parser_without_memory_does_not_call_the_file_broken() -> None:
    done = subprocess.run([sys.executable, "-c", _STARVED], capture_output=True, text=True, check=True)
    assert done.stdout == "no memory\n"


# Nesting.
@pytest.mark.parametrize(
    ("inside", "depth"),
    [
        ("<a>", 2),
        ("<a x='>' y=\"/>\">", 2),
        ("<a><b/><b></b><b>1</b>", 3),
        ("<!-- <a><a> --><a>", 2),
        ("<![CDATA[<a><a>]]><a>", 2),
        ("<?x <a><a> ?><a>", 2),
        ("<a\n>", 2),
    ],
)
def test_depth_is_counted_as_a_parser_counts_it(inside: str, depth: int) -> None:
    text = f"<r>{inside}</a></r>".encode()
    long = text.replace(b"<r>", b"<r>" + b"<n></n>" * 100)
    assert nests_within(long, depth)
    assert not nests_within(long, depth - 1)


@pytest.mark.parametrize("depth", [62, 63, 64, 65])
def test_the_deepest_element_that_is_allowed(depth: int) -> None:
    text = b"<a>" * depth + b"<a/>" + b"</a>" * depth
    assert nests_within(text, LIMITS.depth) == (depth + 1 <= LIMITS.depth)


@pytest.mark.parametrize(
    "unit", [b"<!--", b"<a b='", b"<a '\"", b"<", b"<?", b"<![CDATA[", b"<a ", b"<a>", b"'\"", b"</"]
)
def test_no_markup_makes_the_count_slow(unit: bytes) -> None:
    started = time.process_time()
    nests_within(b"<a></a>" * 100 + unit * 200_000, LIMITS.depth)
    assert time.process_time() - started < 2


def test_a_sheet_is_refused_for_its_depth_in_utf_16_too() -> None:
    text = worksheet("", after="<a>" * 66 + "</a>" * 66).replace("UTF-8", "UTF-16")
    with pytest.raises(BadPackage, match="DEPTH"):
        list(elements(text.encode("utf-16"), "a"))
