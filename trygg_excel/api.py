"""Those functions of `import trygg_excel as te` that put others together: check, compare, reconcile, report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from trygg_excel.accepting.accept import marked
from trygg_excel.budget import Budget
from trygg_excel.checking import Check, check_all
from trygg_excel.comparing.comparison import Comparison
from trygg_excel.comparing.comparison import compare as compare_held
from trygg_excel.errors import NothingToCompare, NotRead
from trygg_excel.held import hold
from trygg_excel.ledger_facts import Ledger
from trygg_excel.reconciliation import Reconciliation, reconcile_one
from trygg_excel.register import Register
from trygg_excel.register.memory import MEMORY, accept_notes, load_remembered, memory_for
from trygg_excel.reported import Reported
from trygg_excel.run import register_for, run


def check(
    budget: Budget,
    register: Register | str | Path | None = None,
    previous: Budget | None = None,
    ledger: Ledger | None = None,
) -> Check:
    """Judge one workbook: against `register`, else the one found above it (schemas/ or trygg.toml), else none.

    `register` is one that is loaded, or its path. `previous`: the workbook of last time; what has changed in the layout
    since then is told too. `ledger`: what is booked (`read_ledger`), which the outcomes are held against. Findings
    that people have accepted beside the register are marked so. Raises RegisterError.

    >>> import trygg_excel as te
    >>> from trygg_excel.shipped import example_folder
    >>> table = example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx"
    >>> found = te.check(te.read(table))
    >>> found.verdict.say("sv")
    'Utan anmärkning'
    >>> [(each.code, each.sources[0].cell) for each in found.findings[:2]]
    [('TRY-019', 'D13'), ('TRY-027', 'B13')]
    """
    earlier = () if previous is None else (previous,)
    held = _register(budget, register)
    checked = check_all([budget], held, previous=earlier, ledger=ledger)
    named = None if register is None or held is None else Path(held.file).parent / MEMORY
    memory = named or memory_for(Path(budget.file))
    return marked(checked, accept_notes(memory), datetime.now().astimezone().date()).checks[0]


def compare(
    budget: Budget,
    years: Sequence[int] | None = None,
    base: int | None = None,
    register: Register | str | Path | None = None,
) -> Comparison:
    """The workbook's years side by side, with a bridge from each to the next that adds up to the öre.

    `years` keeps those asked for; `base` is the year that each other is bridged from. Amounts are öre.
    Raises NothingToCompare when the workbook has fewer than two years.

    >>> import trygg_excel as te
    >>> from trygg_excel.shipped import example_folder
    >>> table = example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx"
    >>> compared = te.compare(te.read(table), years=(2021, 2022))
    >>> compared
    <Comparison trygghetspaketet-jamforelse.xlsx: 5,0 mkr 2021, 5,0 mkr 2022: oförändrat.>
    >>> compared.in_unit("mkr", "steps")["amount"].tolist()
    [Decimal('0.2'), Decimal('-0.8'), Decimal('-0.4'), Decimal('0.1'), Decimal('0.9')]
    """
    found = compare_held(hold(budget, _register(budget, register)), years, base)
    if found is None:
        raise NothingToCompare(budget.file)
    return found


def reconcile(budget: Budget, register: Register | str | Path | None = None) -> Reconciliation:
    """Each stated amount of the workbook against its parts, the decisions and the text. Amounts are öre.

    `register` as in `check`. What could not be held says what it lacks. Raises RegisterError.

    >>> import trygg_excel as te
    >>> from trygg_excel.shipped import example_folder
    >>> table = example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx"
    >>> te.reconcile(te.read(table))
    <Reconciliation Avstämning: ▲ 12 stämmer, 0 avrundning, 2 avviker, 1 ej kontrollerat.>
    """
    return reconcile_one(check(budget, register))


def load_register(path: str | Path) -> Register:
    """The register at `path` (.yaml or its .xlsx workbook), with the names that have been confirmed beside it.

    Raises PathMissing, or RegisterError with the place in the file and what to write there.

    >>> import trygg_excel as te
    >>> from trygg_excel.shipped import example_folder
    >>> register = te.load_register(example_folder("schemas") / "trygghetspaketet.yaml")
    >>> register
    <Register Trygghetspaketet: 12 insatser, 3 år, 6 beslut.>
    >>> register.year(2022).frame
    600000000
    """
    return load_remembered(Path(path))


def report(
    paths: str | Path | Iterable[str | Path],
    out: str | Path,
    register: str | Path | None = None,
    lang: str = "sv",
    *,
    isolate: bool = True,
    facts: bool = False,
) -> Reported:
    """Write the control workbook, the pages, the annotated copies and run.json into `out`; the paths, by name.

    `paths` are workbooks, folders or patterns; `register` names the one that applies, else it is found above them. All
    is written or nothing; a workbook that cannot be read costs itself only, and stands in `unread`.
    `facts`: the control workbook has a sheet with every single amount too.
    Raises PathMissing, RegisterError, NoIsolation, WouldOverwrite or Unwritable.

    >>> from tempfile import TemporaryDirectory
    >>> import trygg_excel as te
    >>> from trygg_excel.shipped import example_folder
    >>> table = example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx"
    >>> with TemporaryDirectory() as folder:
    ...     written = te.report(table, folder)
    ...     written["kontroll.xlsx"].stat().st_size > 10_000
    True
    >>> written
    <Reported Rapport: ✓ Utan anmärkning. 1 arbetsbok kontrollerad, 4 frågor att ta ställning till.>
    """
    from trygg_excel.publish import publish  # what writes workbooks, pages and PDF, only when they are

    given = [paths] if isinstance(paths, str | Path) else list(paths)
    done = run(given, None if register is None else Path(register), isolate=isolate)
    return Reported(publish(done, Path(out), lang, facts=facts).paths, done.checked, done.unread)


def _register(budget: Budget, register: Register | str | Path | None) -> Register | None:
    if not isinstance(budget, Budget):
        raise NotRead(budget)
    if isinstance(register, Register):
        return register
    return register_for([Path(budget.file)], None if register is None else Path(register))


__all__ = ["check", "compare", "load_register", "reconcile", "report"]
