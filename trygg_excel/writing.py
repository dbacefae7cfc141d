"""Writing files: the second of the three places that do I/O. Each file stands whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from trygg_excel.errors import Unwritable, WouldOverwrite


def write_file(path: Path, data: bytes, inputs: Iterable[str] = (), *, durable: bool = False) -> None:
    """Put `data` at `path` in one step. Raises WouldOverwrite for an input, Unwritable when the disk says no.

    `durable`: it is on the disk, and read back as it was given, before it takes its place.
    """
    if any(_same(path, Path(each)) for each in inputs):
        raise WouldOverwrite(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".trygg-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            if durable and Path(temporary).read_bytes() != data:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise Unwritable(path, problem.strerror or "?") from problem


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
