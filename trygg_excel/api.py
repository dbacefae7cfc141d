"""The functions of `import trygg_excel as te`: read, check, compare, reconcile, report, annotate, load_register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from trygg_excel.accept import marked
from trygg_excel.budget import Budget, read
from trygg_excel.checking import Check, check_all
from trygg_excel.comparison import Comparison
from trygg_excel.comparison import compare as compare_held
from trygg_excel.errors import NothingToCompare
from trygg_excel.held import hold
from trygg_excel.next_year import template
from trygg_excel.publish import publish
from trygg_excel.reconciliation import Reconciliation, reconcile_one
from trygg_excel.register import Register
from trygg_excel.register.memory import MEMORY, accept_notes, load_remembered, memory_for
from trygg_excel.reported import Reported
from trygg_excel.run import register_for, run
from trygg_excel.writeback.annotate import annotate


def check(budget: Budget, register: Register | None = None, previous: Budget | None = None) -> Check:
    """Judge one workbook: against `register`, else the one found above it (schemas/ or trygg.toml), else none.

    `previous`: the workbook of last time; what has changed in the layout since then is told too.
    """
    earlier = () if previous is None else (previous,)
    checked = check_all([budget], _register(budget, register), previous=earlier)
    memory = memory_for(Path(budget.file)) if register is None else Path(register.file).parent / MEMORY
    return marked(checked, accept_notes(memory), datetime.now().astimezone().date()).checks[0]


def compare(
    budget: Budget, years: Sequence[int] | None = None, base: int | None = None, register: Register | None = None
) -> Comparison:
    """The workbook's years side by side, with bridges. Raises NothingToCompare when it has fewer than two years."""
    found = compare_held(hold(budget, _register(budget, register)), years, base)
    if found is None:
        raise NothingToCompare(budget.file)
    return found


def reconcile(budget: Budget, register: Register | None = None) -> Reconciliation:
    """Each stated amount of the workbook against its parts, the decisions and the text."""
    return reconcile_one(check(budget, register))


def load_register(path: str | Path) -> Register:
    """The register at `path` (.yaml or its .xlsx workbook), with the names that have been confirmed beside it.

    Raises PathMissing, or RegisterError with the place in the file and what to write there.
    """
    return load_remembered(Path(path))


def report(
    paths: str | Path | Iterable[str | Path],
    out: str | Path,
    register: str | Path | None = None,
    lang: str = "sv",
    *,
    isolate: bool = True,
) -> Reported:
    """Write the control workbook, the pages, the annotated copies and run.json into `out`; the paths, by name."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    done = run(given, None if register is None else Path(register), isolate=isolate)
    return Reported(publish(done, Path(out), lang).paths, done.checked, done.unread)


def _register(budget: Budget, register: Register | None) -> Register | None:
    return register_for([Path(budget.file)], None) if register is None else register


__all__ = ["annotate", "check", "compare", "load_register", "read", "reconcile", "report", "template"]
