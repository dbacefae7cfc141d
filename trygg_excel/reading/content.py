"""What a file really is, by its content and not its name."""

from __future__ import annotations

from enum import StrEnum

from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Package


class Format(StrEnum):
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"


_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # a workbook stream of Excel 2-5 without a container
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def format_of(data: bytes, package: Package | None = None) -> Format:
    """The format of a file's bytes; BadPackage with the reason when it is no workbook."""
    if not data:
        raise BadPackage(Reason.EMPTY)
    if data.startswith(b"PK"):
        return _in_zip(package or Package(data))
    if data.startswith(_COMPOUND_FILE):
        if _ENCRYPTED in data:
            raise BadPackage(Reason.ENCRYPTED)
        return Format.XLS
    if data.startswith(_BIFF):
        return Format.XLS
    raise BadPackage(_no_workbook(data))


def _in_zip(package: Package) -> Format:
    targets = [each.target for each in package.relationships().values() if each.kind == "officeDocument"]
    if any(target.lower().endswith(".bin") for target in targets):
        return Format.XLSB
    if targets:
        return Format.XLSX
    if "mimetype" in package and b"opendocument.spreadsheet" in package.read("mimetype"):
        if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise BadPackage(Reason.ENCRYPTED)
        return Format.ODS
    raise BadPackage(Reason.NO_WORKBOOK)


def _no_workbook(data: bytes) -> Reason:
    start = data[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").lower()
    if start.startswith(b"%pdf"):
        return Reason.PDF
    if b"PK\x03\x04" in data[: 1024 * 1024] and b"PK\x05\x06" in data:
        return Reason.PREFIX
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<\0")) or b"<html" in start:
        return Reason.MARKUP
    return Reason.UNKNOWN if b"\0" in data[:4096] else Reason.TEXT
