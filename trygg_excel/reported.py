"""What `te.report` gives: the files it wrote, by name, and what the run found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trygg_excel.checking import Checked
from trygg_excel.errors import TryggError
from trygg_excel.finding import Finding
from trygg_excel.notebook.displayed import Framed


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Reported(Framed, Mapping[str, Path]):
    """A mapping of the files' names to their paths; `unread` are the inputs that could not be read, each with why."""

    files: Mapping[str, Path]
    checked: Checked = field(repr=False)
    unread: tuple[TryggError, ...] = ()

    def __getitem__(self, name: str) -> Path:
        return self.files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What does not agree in any of the workbooks, most serious first."""
        return self.checked.findings
