"""What is wrong in a register file, before the file's name is put to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from trygg_excel.finding import Text


class Problem(Exception):
    """Never leaves the package: load.py makes it a RegisterError. `at` is a path inside the file ('years[0].frame')."""

    def __init__(self, at: str, sv: str, en: str, line: int | None = None) -> None:
        super().__init__(sv)
        self.at = at
        self.line = line
        self.why = Text(sv, en)


def _itself(name: str) -> str:
    return name


@dataclass(frozen=True, slots=True)
class Naming:
    """What a file calls its tables, fields, words and entries ('programmes[0]'); by default as the YAML file does.

    `quoted`: texts are written in quotes, lists in brackets.
    """

    tables: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    entry: Callable[[str], str] = _itself
    quoted: bool = True

    def table(self, name: str) -> str:
        return self.tables.get(name, name)

    def field(self, name: str) -> str:
        return self.fields.get(name, name)

    def word(self, value: str) -> str:
        return self.words.get(value, value)


AS_YAML = Naming()
