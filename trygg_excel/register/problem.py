"""What is wrong in a register file, before the file's name is put to it."""

from __future__ import annotations

from trygg_excel.finding import Text


class Problem(Exception):
    """Never leaves the package: load.py makes it a RegisterError. `at` is a path inside the file ('years[0].frame')."""

    def __init__(self, at: str, sv: str, en: str, line: int | None = None) -> None:
        super().__init__(sv)
        self.at = at
        self.line = line
        self.why = Text(sv, en)
