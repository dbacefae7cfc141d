"""What a file really is, by its content and not its name."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Package, check_prolog

_MANIFEST = "META-INF/manifest.xml"
_MARKUP = re.compile(rb"<[a-z!?\0]")


class Format(StrEnum):
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"  # a text whose fields are parted, by whatever sign
    HTML = "html"  # a web page with tables
    XML = "xml"  # an XML Spreadsheet 2003


_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # a workbook stream of Excel 2-5 without a container


def format_of(data: bytes, limits: Limits = LIMITS) -> Format:
    """The format of a file's bytes; BadPackage with the reason when it is no workbook."""
    return seen(data, limits)[0]


def seen(data: bytes, limits: Limits = LIMITS) -> tuple[Format, bytes | Package]:
    """The same, and what its reader goes on with: the container that has been opened, else the bytes."""
    if not data:
        raise BadPackage(Reason.EMPTY)
    if data.startswith(b"PK"):
        package = Package(data, limits)
        return _in_zip(package), package
    if data.startswith(_BIFF):
        return Format.XLS, data
    return _in_compound(data) or _in_text(data), data


def _in_zip(package: Package) -> Format:
    targets = [each.target for each in package.relationships().values() if each.kind == "officeDocument"]
    if any(target.lower().endswith(".bin") for target in targets):
        return Format.XLSB
    if targets:
        return Format.XLSX
    if "mimetype" in package and b"opendocument.spreadsheet" in package.read("mimetype"):
        if _MANIFEST in package:
            manifest = package.read(_MANIFEST)
            if b"encryption-data" in manifest:
                raise BadPackage(Reason.ENCRYPTED)
            check_prolog(manifest, _MANIFEST)
        return Format.ODS
    raise BadPackage(Reason.NO_WORKBOOK)


# What tells of other formats than .xlsx is imported with the first file that may be one.


def _in_compound(data: bytes) -> Format | None:
    from trygg_excel.gate.compound import SIGNATURE, Compound
    from trygg_excel.gate.xls import workbook_in

    if not data.startswith(SIGNATURE):
        return None
    workbook_in(Compound(data))
    return Format.XLS


def _in_text(data: bytes) -> Format:
    """The format of what is no container. Whether a page has a table that is one, its reader sees."""
    from trygg_excel.reading.markup import is_spreadsheet_xml
    from trygg_excel.reading.page import may_be_page
    from trygg_excel.reading.text import is_text_table

    reason = _no_workbook(data)
    if reason is Reason.MARKUP and is_spreadsheet_xml(data):
        return Format.XML
    if reason is Reason.MARKUP and may_be_page(data):
        return Format.HTML
    if reason is Reason.TEXT and is_text_table(data):
        return Format.CSV
    raise BadPackage(reason)


def _no_workbook(data: bytes) -> Reason:
    wide = _wide_text(data[:4096])
    if wide is not None:
        data = wide
    start = data[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").lower()
    if start.startswith(b"%pdf"):
        return Reason.PDF
    if b"PK\x03\x04" in data[: 1024 * 1024] and b"PK\x05\x06" in data:
        return Reason.PREFIX
    if _MARKUP.match(start) or b"<html" in start:
        return Reason.MARKUP
    return Reason.UNKNOWN if b"\0" in data[:4096] else Reason.TEXT


def _wide_text(start: bytes) -> bytes | None:
    """Text in UTF-16, as Excel saves 'Unicode text', in UTF-8; None when it is none."""
    if start[:2] not in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return None
    text = start[: len(start) // 2 * 2].decode("utf-16", "replace").rstrip("\ufffd")  # the cut may split a character
    return text.encode() if all(each.isprintable() or each.isspace() for each in text.replace("\ufffd", "\0")) else None
