"""The receipt: what was kept as it lay, what was changed and why, where marks were placed. As data and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from trygg_excel.finding import Text
from trygg_excel.notebook.displayed import Framed

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the copy, and why it is not as it was."""

    name: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell of the user's: `note` is new, below, thread (told on our sheet only) or none."""

    sheet: str
    cell: str
    note: str
    filled: bool
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Receipt(Framed):
    """`format` is what was written: 'annotated', 'cleaned', or 'control_workbook' where the format takes no notes.

    `file_id` and `output_id` are SHA-256 of the workbook and of what was written; `cleaned` tells how what we wrote
    an earlier time was taken out: nothing, exact, by_marks.
    """

    file: str
    file_id: str
    output: str
    output_id: str
    format: str
    cleaned: str
    sheets: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    changed: tuple[Part, ...] = ()
    added: tuple[Part, ...] = ()
    removed: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Text, ...] = ()

    def record(self, lang: str = "sv") -> dict[str, object]:
        """The receipt as plain values; its schema is docs/schemas/receipt.schema.json."""
        told = asdict(self) | {"remarks": [each.say(lang) for each in self.remarks]}
        plain: dict[str, object] = json.loads(json.dumps(told))  # lists, as JSON has no tuples
        return {"schema_version": SCHEMA_VERSION, **plain}

    def to_json(self, lang: str = "sv") -> str:
        """`record` as JSON text."""
        return json.dumps(self.record(lang), ensure_ascii=False, indent=2) + "\n"
