"""A watcher's mark of life: a locked file in the local state, which the system unlocks when the process is no more."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_SUFFIX = ".lock"
_LAST = "senast"  # its time is that of the last turn of any watcher


class Owner:
    """This watcher. `name` is never used again; it is alive until `leave`, or until the process ends."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._path = folder / (self.name + _SUFFIX)
        windows = sys.platform == "win32"  # where what is open can be neither renamed nor removed by others
        draft = self._path if windows else folder / (self.name + ".new")
        self._handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        if not _locked(self._handle):
            raise BlockingIOError
        if not windows:
            draft.rename(self._path)  # seen by others only once it is locked

    def leave(self) -> None:
        """Go in good order: nothing is left to tidy up."""
        self.die()
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def die(self) -> None:
        """As the system does when the process ends."""
        with contextlib.suppress(OSError):
            os.close(self._handle)


def owners(folder: Path) -> dict[str, bool]:
    """Every watcher that has not gone in good order, and whether it is alive."""
    return {path.stem: _alive(path) for path in sorted(folder.glob("*" + _SUFFIX))}


def went_round(folder: Path, at: float) -> None:
    """Remember when a watcher last went round (wall clock), for whoever asks when none is there."""
    with contextlib.suppress(OSError):
        (folder / _LAST).touch()
        os.utime(folder / _LAST, (at, at))


def last_round(folder: Path) -> float | None:
    """When any watcher last went round; None where none has."""
    with contextlib.suppress(OSError):
        return (folder / _LAST).stat().st_mtime
    return None


def bury(folder: Path, name: str) -> None:
    """Forget a dead one, once all that it left is tidied up."""
    with contextlib.suppress(OSError):
        (folder / (name + _SUFFIX)).unlink(missing_ok=True)


def _alive(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # it cannot be told: leave it alone
    try:
        return not _locked(handle)
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
