"""Where everything stands: what the department sees in its folder, and our own state on the local disk."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

IN, OUT, DETAILS, DONE = "in", "ut", "detaljer", "behandlade"
SENTINEL, PAGE, README, REGISTER = ".trygg-root", "STATUS.html", "LÄS MIG.txt", "Register.xlsx"


@dataclass(frozen=True, slots=True)
class Places:
    """`root` is the department's folder, often on a share; `state` is ours, on the local disk."""

    root: Path
    state: Path

    @property
    def drop(self) -> Path:
        return self.root / IN

    @property
    def out(self) -> Path:
        return self.root / OUT

    @property
    def details(self) -> Path:
        return self.out / DETAILS

    @property
    def done(self) -> Path:
        return self.root / DONE

    @property
    def sentinel(self) -> Path:
        return self.root / SENTINEL

    @property
    def page(self) -> Path:
        return self.root / PAGE

    @property
    def journal(self) -> Path:
        return self.state / "journal.db"

    @property
    def blobs(self) -> Path:
        return self.state / "kopior"

    @property
    def work(self) -> Path:
        return self.state / "arbete"

    @property
    def watchers(self) -> Path:
        return self.state / "bevakare"

    def redirected(self) -> Path | None:
        """A folder of ours that is a link or junction to elsewhere; None when none is."""
        real = self.root.resolve()
        ours = {self.drop: (IN,), self.out: (OUT,), self.details: (OUT, DETAILS), self.done: (DONE,)}
        for folder, parts in ours.items():
            if os.path.normcase(folder.resolve()) != os.path.normcase(real.joinpath(*parts)):
                return folder
        return None

    def temporary(self) -> tuple[Path, ...]:
        """The folders that may hold a temporary file of ours."""
        return (self.root, self.out, self.details, self.blobs)


def local_state() -> Path:
    """The folder on the local disk that holds the state of all drop folders watched from here."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "trygg"
