"""What is fuzzed: each target takes bytes and must answer or raise BadPackage."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from trygg_excel.gate.compound import SIGNATURE, Compound
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.xls import workbook_in
from trygg_excel.package import BadPackage, Package
from trygg_excel.reading import sheet_xml, strings
from trygg_excel.reading.cells import Book
from trygg_excel.reading.content import Format, format_of
from trygg_excel.reading.ods import read_ods
from trygg_excel.reading.sheet_xml import SheetReader
from trygg_excel.reading.styles import cell_styles
from trygg_excel.reading.xls import read_stream, read_xls
from trygg_excel.reading.xls_formula import Words
from trygg_excel.reading.xls_sheet import BinaryBook, BinarySheet
from trygg_excel.reading.xlsb import read_sheet, read_xlsb
from trygg_excel.reading.xlsb_parts import read_strings_part, read_styles_part, read_workbook_part
from trygg_excel.reading.xlsx import read_xlsx
from trygg_excel.workbook import Sheet, Visibility

SMALL = Limits(part_bytes=8 << 20, total_bytes=32 << 20, cells=200_000, merged_area=1_000_000)
LARGEST_SEED = 30_000
_PARTS = {
    "sheet": "xl/worksheets/sheet",
    "strings": "xl/sharedStrings.xml",
    "styles": "xl/styles.xml",
    "workbook": "xl/workbook.xml",
    "ods": "content.xml",
    "xlsb": "xl/",
}
READERS = {Format.XLSX: read_xlsx, Format.XLS: read_xls, Format.XLSB: read_xlsb, Format.ODS: read_ods}


def container(data: bytes) -> None:
    """Any bytes as a file."""
    try:
        reader = READERS.get(format_of(data))
        for sheet in reader(data, SMALL)[0] if reader is not None else ():
            dict(sheet.cells)
    except BadPackage:
        pass


def sheet(data: bytes) -> None:
    """Any bytes as a worksheet part: where the fast scan takes it, the XML parser must read the same."""
    book = Book(strings=["a", "b"])
    scan = sheet_xml.scan
    fast = _read(book, data)
    try:
        sheet_xml.scan = _no_scan
        slow = _read(book, data)
    finally:
        sheet_xml.scan = scan
    if isinstance(fast, tuple) and fast != slow:
        message = f"the scan and the parser differ: {fast!r} {slow!r}"
        raise AssertionError(message)


def _no_scan(_data: bytes, *, keep: bool = True) -> None:
    """Leave every part to the XML parser."""
    del keep


def _read(book: Book, data: bytes) -> object:
    try:
        found = SheetReader(book, SMALL, "sheet").read(data)
        return dict(found.cells.items()), found.merged, found.hidden_rows, found.hidden_columns
    except BadPackage as problem:
        return problem.reason


def shared(data: bytes) -> None:
    """Any bytes as the shared strings: fast and slow agree there too."""
    package = _one_part("xl/sharedStrings.xml", data)
    fast = _strings(package)
    scanned = strings._scanned
    try:
        strings._scanned = lambda _data: None
        slow = _strings(package)
    finally:
        strings._scanned = scanned
    if isinstance(fast, list) and fast != slow:
        message = f"strings differ: {fast!r} {slow!r}"
        raise AssertionError(message)


def _strings(package: Package) -> object:
    try:
        return strings.shared_strings(package, "xl/sharedStrings.xml", SMALL)
    except BadPackage as problem:
        return problem.reason


def styles(data: bytes) -> None:
    """Any bytes as the styles part."""
    with contextlib.suppress(BadPackage):
        cell_styles(_one_part("xl/styles.xml", data), "xl/styles.xml", SMALL)


def workbook(data: bytes) -> None:
    """Any bytes as the workbook part of a container that is otherwise in order."""
    relationships = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="xl/workbook.xml"/></Relationships>'
    )
    with contextlib.suppress(BadPackage):
        read_xlsx(_zipped({"_rels/.rels": relationships, "xl/workbook.xml": data}), SMALL)


def ods(data: bytes) -> None:
    """Any bytes as the content of an .ods."""
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    with contextlib.suppress(BadPackage):
        _check(read_ods(_zipped({"mimetype": kind, "content.xml": data}), SMALL)[0])


def xls(data: bytes) -> None:
    """Any bytes as the stream of an .xls."""
    with contextlib.suppress(BadPackage):
        _check(read_stream(data, SMALL)[0])


def xlsb(data: bytes) -> None:
    """Any bytes as each of an .xlsb's parts: a sheet, and what stands beside it."""
    for part in (read_workbook_part, read_styles_part, read_strings_part):
        with contextlib.suppress(BadPackage):
            part(data, SMALL)
    book = BinaryBook(SMALL, Words(wide=True, sheets=["A"]), strings=["a" * 2_000, "b"])
    with contextlib.suppress(BadPackage):
        _check((read_sheet(data, BinarySheet(book, "A", Visibility.VISIBLE), book),))


def _check(sheets: Sequence[Sheet]) -> None:
    """Each cell stands where it says, in reading order, and within the limits."""
    for sheet in sheets:
        places = list(sheet.cells)
        in_place = all((cell.row, cell.column) == place for place, cell in sheet.cells.items())
        if places != sorted(places) or not in_place or len(places) > SMALL.cells:
            message = f"cells out of place: {places[:9]!r}"
            raise AssertionError(message)


def _one_part(name: str, data: bytes) -> Package:
    return Package(_zipped({name: data}), Limits(ratio=1 << 30))


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def seeds_of(target: str, folder: Path) -> Iterator[bytes]:
    """Small real files, or the part of them that the target takes."""
    for path in sorted((*folder.glob("*.xls*"), *folder.glob("*.ods"))) if folder.is_dir() else ():
        if path.stat().st_size > LARGEST_SEED:
            continue
        data = path.read_bytes()
        if target == "container":
            yield data
        elif target == "xls":
            yield from _stream(data)
        elif data.startswith(b"PK") and (target != "xlsb" or path.suffix == ".xlsb"):
            yield from _parts(data, _PARTS[target])


def _parts(data: bytes, prefix: str) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist() if name.startswith(prefix))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return


def _stream(data: bytes) -> Iterator[bytes]:
    with contextlib.suppress(BadPackage):
        if data.startswith(SIGNATURE):
            compound = Compound(data)
            yield compound.stream(workbook_in(compound))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "container": container, "sheet": sheet, "strings": shared, "styles": styles, "workbook": workbook,
    "ods": ods, "xls": xls, "xlsb": xlsb,
}  # fmt: skip
