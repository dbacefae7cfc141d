"""Writing so that it stands after a power cut: each file whole or not at all, temporary names that tell their owner."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

from trygg_excel.inbox.failpoints import failpoint

_CHUNK = 1024 * 1024
_SPARE = 100 * 1024 * 1024
_NUMBER = count(1)
# OneDrive and its like never send '~$…' or '.tmp' on.
_TEMPORARY = re.compile(r"~\$trygg-(?P<owner>\d+-[0-9a-f]+)-\d+\.tmp")
FULL = frozenset({errno.ENOSPC, errno.EDQUOT} - {0})


@dataclass(frozen=True, slots=True)
class Copied:
    sha: str
    size: int


def temporary_in(folder: Path, owner: str) -> Path:
    return folder / f"~$trygg-{owner}-{next(_NUMBER)}.tmp"


def owner_of(name: str) -> str | None:
    """Who wrote a temporary file of ours; None when it is none."""
    found = _TEMPORARY.fullmatch(name)
    return found["owner"] if found else None


def copied(source: BinaryIO, target: Path, point: str = "") -> Copied:
    """Copy what is left of an open file, on the disk when this returns; its sha-256 and size."""
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        while chunk := source.read(_CHUNK):
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        if point:
            failpoint(point)
        out.flush()
        os.fsync(out.fileno())
    return Copied(digest.hexdigest(), size)


def sha_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    """What another process wrote: on the disk when this returns."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """New names in a folder: on the disk when this returns, where the platform can say so."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as problem:
        if problem.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some shares cannot
            raise
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes, owner: str) -> None:
    """Put `data` at `path` in one step; what cannot be put there is tidied up. Raises OSError."""
    temporary = temporary_in(path.parent, owner)
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        gone(temporary)
        raise
    sync_folder(path.parent)


def gone(path: Path) -> bool:
    """Remove a file of ours if it is there; False when the disk says no."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def swept(folders: Iterable[Path], living: Iterable[str]) -> bool:
    """Remove the temporary files of all but the living. False: some could not be removed."""
    alive = set(living)
    clean = True
    for folder in folders:
        for name in _names(folder):
            owner = owner_of(name)
            if owner is not None and owner not in alive:
                clean = gone(folder / name) and clean
    return clean


def _names(folder: Path) -> list[str]:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        return [each.name for each in folder.iterdir()]
    return []


def free_for(folder: Path, size: int) -> None:
    """Raises OSError with ENOSPC unless there is room for a file of this size and the work with it."""
    if shutil.disk_usage(folder).free < 3 * size + _SPARE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
