"""Path -> Workbook: the first of the three places that do I/O. A new format is one more function in READERS."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from trygg_excel.errors import PathMissing, Unreadable
from trygg_excel.finding import Text
from trygg_excel.package import BadPackage
from trygg_excel.reading.content import Content, Format, content_of
from trygg_excel.reading.other import read_other
from trygg_excel.reading.xlsx import read_xlsx
from trygg_excel.workbook import Sheet, Workbook

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods"})
READERS: dict[Format, Callable[[bytes], tuple[Sheet, ...]]] = {
    Format.XLSX: read_xlsx,
    Format.XLSB: read_other,
    Format.XLS: read_other,
    Format.ODS: read_other,
}


def read_workbook(path: Path) -> Workbook:
    """The workbook at `path`, judged by its content and not its name.

    Raises PathMissing, or Unreadable with what the file really is and what to do about it.
    """
    data = _bytes(path)
    content = content_of(data)
    reader = READERS.get(content.format)
    if reader is None:
        raise Unreadable(path, content.remedy)
    return Workbook(str(path), hashlib.sha256(data).hexdigest(), len(data), content.format, _sheets(path, reader, data))


def _sheets(path: Path, reader: Callable[[bytes], tuple[Sheet, ...]], data: bytes) -> tuple[Sheet, ...]:
    try:
        return reader(data)
    except BadPackage as problem:
        raise Unreadable(path, BROKEN) from problem


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as problem:
        raise PathMissing(path) from problem
    except OSError as problem:
        reason = problem.strerror or "?"
        raise Unreadable(path, Text(f"{reason}.", f"{reason}.")) from problem


BROKEN = Text(
    "arbetsboken är skadad. Öppna den i Excel, låt Excel reparera den och spara en ny kopia.",
    "the workbook is damaged. Open it in Excel, let Excel repair it and save a new copy.",
)

__all__ = ["SUFFIXES", "Content", "read_workbook"]
