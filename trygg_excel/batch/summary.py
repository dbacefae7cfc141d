"""A batch of workbooks that each have a report of their own: its rows, its counts, and run.json over all of it."""

from __future__ import annotations

import platform
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trygg_excel import __version__
from trygg_excel.batch.row import Row
from trygg_excel.checking import IN_ORDER, NOT_CHECKED, TO_MEND, UNREADABLE
from trygg_excel.errors import TryggError
from trygg_excel.finding import Severity, Text
from trygg_excel.inputs import RECORD
from trygg_excel.machine import SCHEMA_VERSION, as_json, batch_counts
from trygg_excel.register import Register
from trygg_excel.run import gravest
from trygg_excel.writing import write_file


@dataclass(frozen=True, slots=True)
class Batch:
    """One row for each workbook, in the order of the paths; `wrong` are the paths that mean none."""

    register: Register | None
    rows: tuple[Row, ...]
    wrong: tuple[TryggError, ...] = ()

    @property
    def unread(self) -> tuple[TryggError, ...]:
        return (*self.wrong, *(each.problem for each in self.rows if each.problem is not None))

    @property
    def said(self) -> Text:
        """'40 arbetsböcker: 3 att åtgärda, 1 kunde inte läsas.'"""
        verdicts = Counter(each.verdict for each in self.rows if each.verdict is not None)
        counts = ((TO_MEND, verdicts[TO_MEND]), (NOT_CHECKED, verdicts[NOT_CHECKED]), (UNREADABLE, len(self.unread)))
        parts = [(word, number) for word, number in counts if number]
        sv, en = (
            ", ".join(f"{number} {word.say(lang).lower()}" for word, number in parts) or IN_ORDER.say(lang).lower()
            for lang in ("sv", "en")
        )
        number = len(self.rows) + len(self.wrong)
        return Text(f"{number} arbetsböcker: {sv}.", f"{number} workbooks: {en}.")

    def exit_code(self, fail_on: Severity = Severity.ERROR) -> int:
        """As that of a run: 1 for findings at or above `fail_on`, else by the gravest of what could not be read."""
        fails = any(each.errors or (fail_on is Severity.WARNING and each.warnings) for each in self.rows)
        return gravest([1 if fails else 0, *(each.exit_code for each in self.unread)])


def batch_record(batch: Batch, now: datetime) -> dict[str, object]:
    """run.json of a batch; the counts are of its own rows, and add up."""
    read = [each for each in batch.rows if each.verdict is not None]
    return {
        "schema_version": SCHEMA_VERSION,
        "time": now.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "version": __version__,
        "register": None
        if batch.register is None
        else {"id": batch.register.id, "sha256": batch.register.digest},
        "counts": batch_counts(
            [each.verdict.sv for each in read if each.verdict is not None],
            len(batch.unread),
            sum(each.facts for each in read),
            Counter(error=sum(each.errors for each in read), warning=sum(each.warnings for each in read),
                    note=sum(each.notes for each in read)),
        ),
        "workbooks": [_row(each) for each in batch.rows],
        "wrong": [{"code": each.code, "message": each.message.sv} for each in batch.wrong],
        "exit_code": batch.exit_code(),
    }  # fmt: skip


def _row(row: Row) -> dict[str, object]:
    if row.verdict is None:
        problem = row.problem
        return {"file": row.file, "unread": problem and {"code": problem.code, "message": problem.message.sv}}
    counts = {"error": row.errors, "warning": row.warnings, "note": row.notes}
    return {
        "file": row.file, "sha256": row.file_id, "size": row.size, "report": row.folder, "verdict": row.verdict.sv,
        "facts": row.facts, "findings": {name: number for name, number in counts.items() if number},
    }  # fmt: skip


def write_batch(batch: Batch, out: Path, now: datetime) -> Path:
    """Put run.json into `out`."""
    write_file(out / RECORD, as_json(batch_record(batch, now)).encode())
    return out / RECORD
