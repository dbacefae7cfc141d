"""A dropped file copied to the local disk before anything is done with it, under the hash of its content."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from trygg_excel.inbox.failpoints import failpoint
from trygg_excel.inbox.files import Copied, copied, gone, sync_folder, temporary_in
from trygg_excel.inbox.scan import signature_of

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Changed(Exception):
    """The file is not, or is no longer, what was seen."""


class Held(Exception):
    """The file may not be read now: another program has it, or the right to read it is lacking."""


def snapshot(source: Path, signature: str, blobs: Path, owner: str) -> Copied:
    """Copy the file into `blobs`. Raises Changed, Held, FileNotFoundError, or OSError of the local disk."""
    try:
        handle = os.open(source, _FLAGS)
    except FileNotFoundError:
        raise
    except OSError as problem:
        raise Held(problem.strerror or "?") from problem
    blobs.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = temporary_in(blobs, owner)
    with open(handle, "rb") as file:  # noqa: PTH123  an open descriptor
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode) or signature_of(before) != signature:
            raise Changed
        try:
            found = copied(file, temporary, "snap.mid")
        except OSError:
            gone(temporary)
            raise
        if signature_of(os.fstat(handle)) != signature or found.size != before.st_size:
            gone(temporary)
            raise Changed
    return _kept(temporary, found, blobs)


def _kept(temporary: Path, found: Copied, blobs: Path) -> Copied:
    target = blobs / found.sha
    try:
        temporary.replace(target)
        failpoint("snap.renamed")
        sync_folder(blobs)
    except OSError:
        gone(temporary)
        raise
    return found
