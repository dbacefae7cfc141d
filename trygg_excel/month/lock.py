"""One run at a time in an output folder: a lock of the operating system, free again when its process has ended."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trygg_excel.errors import Busy, Unwritable

LOCK = ".trygg-lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises Busy when another process has it, Unwritable when it cannot be made."""
    path = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise Unwritable(path, error.strerror or "?") from error
    try:
        if not _take(handle):
            raise Busy(folder)
        yield
    finally:
        os.close(handle)  # frees the lock, as the end of the process does


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
