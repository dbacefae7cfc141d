"""Writing files: the second of the three places that do I/O. Each file stands whole or not at all."""

from __future__ import annotations

import contextlib
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
    befores: dict[Path, Path | None] = {}
    path = Path()
    try:
        for path, data in outputs.items():
            staged[path] = _staged(path, data)
        for path in staged:
            befores[path] = _room_aside(path)
        for path, temporary in staged.items():
            _place(path, temporary, befores[path])
    except BaseException as problem:  # Ctrl-C too: nothing may be lost
        _roll_back(staged, befores)
        if isinstance(problem, OSError):
            raise Unwritable(path, problem.strerror or "?") from problem
        raise
    _removed(each for each in befores.values() if each is not None)


def _place(path: Path, temporary: Path, before: Path | None) -> None:
    """What stands there moved out of the way, and the new in its place."""
    if before is not None:
        path.replace(before)
    temporary.replace(path)


def _roll_back(staged: dict[Path, Path], befores: dict[Path, Path | None]) -> None:
    """What stood there put back. One that cannot be is left under its other name rather than removed."""
    for path, before in reversed(befores.items()):
        with contextlib.suppress(OSError):
            _put_back(path, before, placed=not staged[path].exists())
    _removed(staged.values())


def _removed(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


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


def _room_aside(path: Path) -> Path | None:
    """An empty file that what stands there can be moved to; None where nothing stands."""
    if not path.exists():
        return None
    handle, name = tempfile.mkstemp(prefix=".trygg-", dir=path.parent)
    os.close(handle)
    return Path(name)


def _put_back(path: Path, before: Path | None, *, placed: bool) -> None:
    """`placed`: the new file stands there."""
    if before is None:
        if placed:
            path.unlink(missing_ok=True)
    elif placed or not path.exists():
        before.replace(path)
    else:  # it never left its place
        before.unlink(missing_ok=True)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
