"""Opening a file that anyone may have made: plain files only, never through a link, and no larger than allowed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from trygg_excel.errors import PathMissing, Refused, Unreadable
from trygg_excel.finding import Text
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def bytes_of(path: Path, limits: Limits) -> bytes:
    """The file's bytes. Raises PathMissing, Refused (a folder, link, pipe or device; too large) or Unreadable."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Refused(path, Reason.NO_FILE)
        handle = os.open(path, os.O_RDONLY | _NOFOLLOW)
    except FileNotFoundError as problem:
        raise PathMissing(path) from problem
    except (OSError, ValueError) as problem:
        raise _unreadable(path, problem) from problem
    with open(handle, "rb") as file:  # noqa: PTH123  an open descriptor
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Refused(path, Reason.NO_FILE)
        if found.st_size > limits.file_bytes:
            raise Refused(path, Reason.TOO_LARGE)
        try:
            data = file.read(found.st_size + 1)  # room for the limit would take longer to get than the file
            return data if len(data) <= found.st_size else data + file.read(limits.file_bytes - found.st_size)
        except OSError as problem:
            raise _unreadable(path, problem) from problem


def _unreadable(path: Path, problem: Exception) -> Unreadable:
    reason = getattr(problem, "strerror", None) or str(problem)
    return Unreadable(path, Text(f"{reason}.", f"{reason}."))
