"""Which workbooks a command means: paths, folders and patterns, without owner files and our own outputs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from glob import glob, has_magic
from pathlib import Path

from trygg_excel.errors import NoWorkbooks, PathMissing, TryggError
from trygg_excel.gate.file import bytes_of
from trygg_excel.gate.limits import LIMITS
from trygg_excel.suffixes import SUFFIXES

OWNER_FILE = "~$"  # what Excel leaves beside a workbook that is open
OUR_COLUMNS = b"file,sheet,cell,"  # what facts and findings begin with as csv
OUR_COPY = " - kontrollerad"  # after the name of a workbook, in that of its annotated copy
RECORD = "run.json"
OUR_MARKS = (b"trygg_excel report", b"trygg_excel register")  # the category in the properties of a workbook we wrote


def workbooks_in(
    paths: Iterable[str | Path], *, recursive: bool = False
) -> tuple[tuple[Path, ...], tuple[TryggError, ...]]:
    """The workbooks that `paths` mean, each once, in order; and what is wrong with those that mean none."""
    found: dict[Path, None] = {}
    wrong: list[TryggError] = []
    for path in paths:
        try:
            found.update(dict.fromkeys(_meant(str(path), recursive)))
        except TryggError as problem:
            wrong.append(problem)
    return tuple(found), tuple(wrong)


def _meant(path: str, recursive: bool) -> list[Path]:
    place = Path(path)
    if place.is_dir():
        inside = sorted(place.rglob("*") if recursive else place.iterdir())
        found = [each for each in inside if each.is_file() and _is_workbook(each)]
        if not found:
            raise NoWorkbooks(path)
        return found
    if has_magic(path) and not place.exists():
        found = [each for each in sorted(map(Path, glob(path, recursive=recursive))) if _is_workbook(each)]  # noqa: PTH207
        if not found:
            raise NoWorkbooks(path)
        return found
    if not place.exists():
        raise PathMissing(path)
    return [place]


def _is_workbook(path: Path) -> bool:
    wanted = path.suffix.lower() in SUFFIXES and not path.name.startswith(OWNER_FILE)
    return wanted and not _is_ours(path)


def _is_ours(path: Path) -> bool:
    """Whether a workbook in a folder is one that we wrote: a report or a register is not read as a budget."""
    suffix = path.suffix.lower()
    from trygg_excel.package import BadPackage, Package  # only where a folder is looked through

    try:
        if suffix == ".csv":
            return bytes_of(path, LIMITS).startswith(OUR_COLUMNS)
        if OUR_COPY in path.stem and _is_recorded(path):
            return True
        if suffix != ".xlsx":
            return False
        properties = Package(bytes_of(path, LIMITS)).read("docProps/core.xml")
    except (BadPackage, KeyError, TryggError):
        return False
    return any(mark in properties for mark in OUR_MARKS)


def _is_recorded(path: Path) -> bool:
    """Whether the record of a run beside it says that we wrote it; one dropped elsewhere is read with its answers."""
    try:
        outputs = json.loads(bytes_of(path.with_name(RECORD), LIMITS))["outputs"]
        return any(each["name"] == path.name for each in outputs)
    except (TryggError, OSError, ValueError, LookupError, TypeError, RecursionError):
        return False
