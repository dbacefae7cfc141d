"""Path -> Workbook: the first of the three places that do I/O. The gate and the reader share one pass of each part.

A new format is one more function in READERS.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from trygg_excel.errors import Refused
from trygg_excel.gate.file import bytes_of
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.package import BadPackage
from trygg_excel.reading.content import Format, format_of
from trygg_excel.reading.other import check_other, read_other
from trygg_excel.reading.xlsx import check_xlsx, read_xlsx
from trygg_excel.workbook import Active, Sheet, Workbook

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods"})
Found: TypeAlias = tuple[tuple[Sheet, ...], tuple[Active, ...]]
READERS: dict[Format, Callable[[bytes, Limits], Found]] = {
    Format.XLSX: read_xlsx,
    Format.XLSB: read_other,
    Format.XLS: read_other,
    Format.ODS: read_other,
}


def read_workbook(path: Path, limits: Limits = LIMITS) -> Workbook:
    """The workbook at `path`, judged by its content and not its name.

    Raises PathMissing, or Refused with the reason: what the file really is, or what of it is beyond the limits.
    """
    data = bytes_of(path, limits)
    try:
        format_ = format_of(data, limits)
        sheets, active = READERS[format_](data, limits)
    except BadPackage as problem:
        raise Refused(path, problem.reason, problem.where) from problem
    return Workbook(str(path), hashlib.sha256(data).hexdigest(), len(data), format_, sheets, active)


def gate_pass(path: Path, limits: Limits = LIMITS) -> tuple[str, tuple[Active, ...]]:
    """All that is held of a file before a parser that is not ours is let near it: its format and active content."""
    data = bytes_of(path, limits)
    try:
        format_ = format_of(data, limits)
        if format_ is Format.XLSX:
            return format_, check_xlsx(data, limits)
        return format_, check_other(data, limits)
    except BadPackage as problem:
        raise Refused(path, problem.reason, problem.where) from problem


__all__ = ["READERS", "SUFFIXES", "gate_pass", "read_workbook"]
