"""Writing files: the second of the three places that do I/O. Each file stands whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from trygg_excel.errors import Unwritable, WouldOverwrite


def write_file(path: Path, data: bytes, inputs: Iterable[str] = ()) -> None:
    """Put `data` at `path` in one step. Raises WouldOverwrite for an input, Unwritable when the disk says no."""
    if any(_same(path, Path(each)) for each in inputs):
        raise WouldOverwrite(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".trygg-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise Unwritable(path, problem.strerror or "?") from problem


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
