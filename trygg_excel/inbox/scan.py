"""What lies in `in/` now: names, signatures, owner files. It opens nothing but owner files."""

from __future__ import annotations

import os
import re
import stat
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from trygg_excel.inputs import OWNER_FILE

_LIBRE = (".~lock.", "#")
_SYSTEM = frozenset({"desktop.ini", "thumbs.db", ".ds_store", "icon\r"})
_TEMPORARY_SUFFIXES = frozenset({".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".lock", ".lnk"})
_TEMPORARY_STARTS = ("~$", ".~", "._", ".syncthing.", "~syncthing~", ".nfs", ".fuse_hidden", ".trygg")
_EXCELS_OWN = re.compile(r"[0-9A-F]{8}")  # the name under which Excel writes before it renames
_MOST_OF_AN_OWNER_FILE = 1024
_WIDE_AT = 55  # an owner file of Excel's: a length and the name in ANSI, and here once more in UTF-16


class Kind(StrEnum):
    FILE = "file"
    FOLDER = "folder"
    ODD = "odd"  # a link, pipe or device: never opened
    TEMPORARY = "temporary"  # of Excel's, the system's or a program's that copies


@dataclass(frozen=True, slots=True)
class Seen:
    """`signature` changes when the file does; `opened_by` is the name in its owner file, '' when it has none to say."""

    name: str
    kind: Kind
    size: int
    signature: str
    opened_by: str | None = None


def scan(folder: Path) -> tuple[Seen, ...]:
    """All that lies in the folder, in the order of names. Raises OSError when the folder itself cannot be read."""
    found = [
        each for name in sorted(each.name for each in folder.iterdir()) if (each := _seen(folder, name)) is not None
    ]
    names = {each.name for each in found}
    return tuple(_with_owner(folder, each, names) for each in found)


def signature_of(found: os.stat_result) -> str:
    """Size, times and identity; the change time too where it is one (on Windows it is the time of creation)."""
    changed = 0 if sys.platform == "win32" else found.st_ctime_ns
    return f"{found.st_size}:{found.st_mtime_ns}:{changed}:{found.st_ino}"


def _seen(folder: Path, name: str) -> Seen | None:
    try:
        found = (folder / name).lstat()
    except OSError:
        return None  # gone again since it was listed
    if stat.S_ISDIR(found.st_mode):
        kind = Kind.FOLDER
    elif not stat.S_ISREG(found.st_mode):
        kind = Kind.ODD
    else:
        kind = Kind.TEMPORARY if is_temporary(name) else Kind.FILE
    return Seen(name, kind, found.st_size, signature_of(found))


def is_temporary(name: str) -> bool:
    """Whether a file's name is one that programs give to what is not meant for anyone."""
    folded = name.casefold()
    return (
        folded in _SYSTEM
        or folded.startswith(_TEMPORARY_STARTS)
        or Path(folded).suffix in _TEMPORARY_SUFFIXES
        or _EXCELS_OWN.fullmatch(name) is not None
    )


def _with_owner(folder: Path, seen: Seen, names: set[str]) -> Seen:
    if seen.kind is not Kind.FILE:
        return seen
    excel, libre = OWNER_FILE + seen.name, f"{_LIBRE[0]}{seen.name}{_LIBRE[1]}"
    said = None
    if excel in names:
        said = _excel_user(_start_of(folder / excel))
    elif libre in names:
        said = _start_of(folder / libre).decode("utf-8", "replace").split(",")[0]
    if said is None:
        return seen
    return Seen(seen.name, seen.kind, seen.size, seen.signature, _printable(said))


def _excel_user(data: bytes) -> str:
    wide = data[_WIDE_AT : _WIDE_AT + 1]
    if wide and 0 < wide[0] <= 54:
        return data[_WIDE_AT + 2 : _WIDE_AT + 2 + 2 * wide[0]].decode("utf-16-le", "replace")
    length = data[0] if data else 0
    return data[1 : 1 + length].decode("cp1252", "replace")


def _start_of(path: Path) -> bytes:
    """Nothing where it cannot be read: while Excel has it open on Windows, no one else may."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except OSError:
        return b""
    try:
        return os.read(handle, _MOST_OF_AN_OWNER_FILE)
    except OSError:
        return b""
    finally:
        os.close(handle)


def _printable(name: str) -> str:
    return "".join(each for each in name if each.isprintable()).strip()
