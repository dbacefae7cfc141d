"""The cases as files: each is built once in a session, by whichever test process needs it first."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.table import CASES, Case


@dataclass(frozen=True, slots=True)
class Made:
    """`folder` is shared by all test processes; each case has a folder of its own in it."""

    folder: Path

    def path(self, name: str) -> Path:
        """The file of a case. Raises CannotBuild."""
        case = CASES[name]
        home = self.folder / name
        if not home.exists():
            self._build(case, home)
        return home / f"{name}{case.suffix}"

    def _build(self, case: Case, home: Path) -> None:
        draft = Path(tempfile.mkdtemp(dir=self.folder))
        try:
            case.build(draft / f"{case.name}{case.suffix}")
            draft.rename(home)  # one step: no other process sees half a file
        except OSError:
            if not home.exists():
                raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)
