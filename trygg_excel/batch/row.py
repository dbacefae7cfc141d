"""What a batch keeps of a workbook whose report has been written: a row of figures, whatever the workbook's size."""

from __future__ import annotations

from dataclasses import dataclass

from trygg_excel.errors import TryggError
from trygg_excel.finding import Severity, Text
from trygg_excel.run import Run


@dataclass(frozen=True, slots=True)
class Row:
    """`verdict` is None and `problem` says why where it could not be read; `findings` are those nobody has accepted."""

    file: str
    file_id: str = ""
    size: int = 0
    folder: str = ""
    verdict: Text | None = None
    facts: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    exit_code: int = 0
    problem: TryggError | None = None


def row_of(file: str, done: Run | TryggError, folder: str = "") -> Row:
    """The row of a workbook: of its own run, or of what kept it from being read."""
    if isinstance(done, TryggError):
        return Row(file, exit_code=done.exit_code, problem=done)
    (check,) = done.checked.checks
    book, found = check.budget.workbook, [each.severity for each in check.findings if each.is_open]
    errors, warnings, notes = (found.count(each) for each in (Severity.ERROR, Severity.WARNING, Severity.NOTE))
    return Row(
        file=file, file_id=book.file_id, size=book.size, folder=folder, verdict=check.verdict,
        facts=len(check.budget.records), errors=errors, warnings=warnings, notes=notes, exit_code=done.exit_code(),
    )  # fmt: skip
