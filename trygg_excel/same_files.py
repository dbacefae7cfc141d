"""Workbooks of one run that are the same file, or versions of it by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from types import MappingProxyType

_VERSION = re.compile(
    r"[ _-]*(?:\((?P<copy>\d{1,2})\)|(?<![^\W_])(?:v|ver|version|rev)[ ._]?(?P<number>\d{1,3})"
    r"(?![^\W_])|(?<!\d)(?P<date>20\d\d-\d\d-\d\d)(?!\d))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Others:
    """The files of a run: `by_content` by their sha-256, `by_name` by their name without its version."""

    by_content: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


NO_OTHERS = Others()


def others_of(files: Iterable[tuple[str, str]]) -> Others:
    """From each file's path and sha-256."""
    contents: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    for file, digest in files:
        contents.setdefault(digest, []).append(file)
        names.setdefault(name_without_version(file), []).append(file)
    return Others(
        {key: tuple(each) for key, each in contents.items()}, {key: tuple(each) for key, each in names.items()}
    )


def name_without_version(file: str) -> str:
    """'budget' of 'Budget v2.xlsx', 'Budget (1).xlsx' and 'Budget 2022-03-01.xlsx'."""
    return _VERSION.sub("", PurePath(file).stem).strip(" _-").casefold()


def version_in_name(file: str) -> tuple[str, int]:
    """What orders versions by their names: the date, then the number; a name without either is the oldest."""
    dates, number = [""], 0
    for match in _VERSION.finditer(PurePath(file).stem):
        dates.append(match["date"] or "")
        number = max(number, int(match["number"] or match["copy"] or 0))
    return max(dates), number
