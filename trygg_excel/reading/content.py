"""What a file really is, by its content."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trygg_excel.finding import Text
from trygg_excel.package import BadPackage, Package


class Format(StrEnum):
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    ENCRYPTED = "encrypted"
    TEXT = "text"
    EMPTY = "empty"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Content:
    """A format, and for those that are no workbook what to tell the user."""

    format: Format
    remedy: Text


_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"

_REMEDY = {
    Format.EMPTY: Text("filen är tom (0 byte). Spara den på nytt.", "the file is empty (0 bytes). Save it again."),
    Format.TEXT: Text(
        "filen är en textfil, ingen Excel-arbetsbok. Öppna den i Excel och spara som .xlsx.",
        "the file is a text file, not an Excel workbook. Open it in Excel and save it as .xlsx.",
    ),
    Format.ENCRYPTED: Text(
        "filen är krypterad, med lösenord eller känslighetsetikett. Spara en kopia utan skyddet om du får det, "
        "annars kontakta filens ägare.",
        "the file is encrypted, by a password or a sensitivity label. Save a copy without the protection if you may, "
        "otherwise ask the file's owner.",
    ),
    Format.OTHER: Text(
        "filen är ingen Excel-arbetsbok. Spara den som .xlsx i Excel.",
        "the file is not an Excel workbook. Save it as .xlsx in Excel.",
    ),
}
_NO_REMEDY = Text("", "")


def content_of(data: bytes) -> Content:
    """The format of a file's bytes."""
    found = _format(data)
    return Content(found, _REMEDY.get(found, _NO_REMEDY))


def _format(data: bytes) -> Format:
    if not data:
        return Format.EMPTY
    if data.startswith(_ZIP):
        return _in_zip(data)
    if data.startswith(_COMPOUND_FILE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        return Format.ENCRYPTED if encrypted else Format.XLS
    return Format.OTHER if b"\0" in data[:4096] else Format.TEXT


def _in_zip(data: bytes) -> Format:
    try:
        package = Package(data)
        targets = [each.target for each in package.relationships().values() if each.kind == "officeDocument"]
        if any(target.lower().endswith(".bin") for target in targets):
            return Format.XLSB
        if targets:
            return Format.XLSX
        opendocument = "mimetype" in package and b"opendocument.spreadsheet" in package.read("mimetype")
    except BadPackage:
        return Format.XLSX  # a container that cannot be opened is a damaged workbook, and is told so by its reader
    return Format.ODS if opendocument else Format.OTHER
