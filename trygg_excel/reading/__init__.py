"""Path -> Workbook: the first of the three places that do I/O. The gate and the reader share one pass of each part.

A new format is one more function in READERS, or in WITHOUT_SHEETS.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from trygg_excel.errors import Refused
from trygg_excel.gate.file import bytes_of
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.package import BadPackage, Package
from trygg_excel.reading.content import Format, seen
from trygg_excel.stack import with_room
from trygg_excel.suffixes import SUFFIXES
from trygg_excel.workbook import Active, Sheet, Workbook

Found: TypeAlias = tuple[tuple[Sheet, ...], tuple[Active, ...]]


def _late(module: str, name: str) -> Callable[..., Any]:
    """A reader whose module is imported when the first file of its format comes."""

    def read(*given: object) -> Any:
        return getattr(import_module(f"{__name__}.{module}"), name)(*given)

    return read


READERS: dict[Format, Callable[[Any, Limits], Found]] = {  # of a container or its bytes; of bytes where there is none
    Format.XLSX: _late("xlsx", "read_xlsx"),
    Format.XLSB: _late("xlsb", "read_xlsb"),
    Format.XLS: _late("xls", "read_xls"),
    Format.ODS: _late("ods", "read_ods"),
    Format.XML: _late("markup", "read_markup"),
}
WITHOUT_SHEETS: dict[Format, Callable[[Any, Limits, str], Found]] = {  # their one sheet is named after the file
    Format.CSV: _late("text", "read_text"),
    Format.HTML: _late("page", "read_page"),
}


@with_room
def read_workbook(path: Path, limits: Limits = LIMITS) -> Workbook:
    """The workbook at `path`, judged by its content and not its name.

    Raises PathMissing, or Refused with the reason: what the file really is, or what of it is beyond the limits.
    """
    data = bytes_of(path, limits)
    try:
        format_, held = seen(data, limits)
        sheets, active = found_in(format_, held, limits, path)
    except BadPackage as problem:
        raise Refused(path, problem.reason, problem.where) from problem
    return Workbook(str(path), hashlib.sha256(data).hexdigest(), len(data), format_, sheets, active)


def gate_pass(path: Path, limits: Limits = LIMITS) -> tuple[str, tuple[Active, ...]]:
    """What a file is and what it would run, once all of it has been held against the limits."""
    data = bytes_of(path, limits)
    try:
        format_, held = seen(data, limits)
        if format_ in _WITHOUT_KEEPING:
            return format_, _WITHOUT_KEEPING[format_](held, limits)
        return format_, found_in(format_, held, limits, path)[1]
    except BadPackage as problem:
        raise Refused(path, problem.reason, problem.where) from problem


_WITHOUT_KEEPING: dict[Format, Callable[[Any, Limits], tuple[Active, ...]]] = {
    Format.XLSX: _late("xlsx", "check_xlsx"),
    Format.ODS: _late("ods", "check_ods_file"),
}


def found_in(format_: Format, held: bytes | Package, limits: Limits, path: Path) -> Found:
    """The sheets of a file of this format, and its active content. Raises BadPackage with the reason."""
    if format_ in WITHOUT_SHEETS:
        return WITHOUT_SHEETS[format_](held, limits, path.stem)
    return READERS[format_](held, limits)


__all__ = ["READERS", "SUFFIXES", "found_in", "gate_pass", "read_workbook"]
