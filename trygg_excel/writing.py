"""Writing files: the second of the three places that do I/O. Each file stands whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable, Mapping
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


def write_files(outputs: Mapping[Path, bytes], inputs: Iterable[str] = ()) -> None:
    """Put all of them in place, or none: what stood there before stands there again if one of them cannot be placed.

    Raises WouldOverwrite for an input, Unwritable with the path that could not be written.
    """
    given = tuple(inputs)
    for path in outputs:
        if any(_same(path, Path(each)) for each in given):
            raise WouldOverwrite(path)
    staged: dict[Path, Path] = {}
    placed: dict[Path, Path | None] = {}
    path = Path()
    try:
        for path, data in outputs.items():
            staged[path] = _staged(path, data)
        for path, temporary in staged.items():
            placed[path] = _aside(path)
            temporary.replace(path)
    except OSError as problem:
        for target, before in reversed(placed.items()):
            _put_back(target, before)
        raise Unwritable(path, problem.strerror or "?") from problem
    finally:
        for left in (*staged.values(), *placed.values()):
            if left is not None:
                left.unlink(missing_ok=True)


def _staged(path: Path, data: bytes) -> Path:
    """The data in a file of its own beside where it is to stand."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".trygg-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _aside(path: Path) -> Path | None:
    """What stands there moved out of the way, and where to; None where nothing stands."""
    if not path.exists():
        return None
    handle, name = tempfile.mkstemp(prefix=".trygg-", dir=path.parent)
    os.close(handle)
    try:
        return path.replace(name)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _put_back(path: Path, before: Path | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        before.replace(path)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
