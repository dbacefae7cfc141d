"""One run: paths -> workbooks read -> judged. What every command and `te.report` begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from trygg_excel.accepting.accept import marked
from trygg_excel.accepting.acceptance import Acceptance
from trygg_excel.budget import Budget, read
from trygg_excel.checking import Checked, check_all
from trygg_excel.confirming.note import LayoutNote
from trygg_excel.errors import NoIsolation, SeveralRegisters, TryggError
from trygg_excel.finding import Severity
from trygg_excel.inputs import workbooks_in
from trygg_excel.isolate.parent import prepare
from trygg_excel.ledger.read import read_ledger
from trygg_excel.ledger_facts import Ledger
from trygg_excel.register import Register, find_register
from trygg_excel.register.memory import accept_notes, layout_notes, load_remembered, memory_for

_GRAVEST_FIRST = (2, 4, 3, 1, 0)  # design 6: where several exit codes apply


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was read, what could not be, the register that applies, and the findings accepted of them."""

    budgets: tuple[Budget, ...]
    unread: tuple[TryggError, ...]
    register: Register | None
    accepted: tuple[Acceptance, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is about to read: the workbooks, the paths that mean none, and what is known beforehand of each."""

    paths: tuple[Path, ...]
    wrong: tuple[TryggError, ...]
    register: Register | None
    notes: Mapping[Path, tuple[LayoutNote, ...]]
    accepted: tuple[Acceptance, ...]


_NONE = Inputs((), (), None)


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: what was judged, and the inputs that could not be."""

    checked: Checked
    unread: tuple[TryggError, ...]

    def exit_code(self, fail_on: Severity = Severity.ERROR) -> int:
        """0 in order; 1 findings at or above `fail_on`; 2, 3 or 4 as the gravest of what could not be read."""
        worst = {each.severity for each in self.checked.findings if each.is_open}
        fails = Severity.ERROR in worst or (fail_on is Severity.WARNING and Severity.WARNING in worst)
        return gravest([1 if fails else 0, *(each.exit_code for each in self.unread)])


def gravest(codes: Iterable[int]) -> int:
    found = set(codes)
    return next(code for code in _GRAVEST_FIRST if code in found or code == 0)


def read_inputs(
    paths: Iterable[str | Path],
    named: Path | None = None,
    *,
    recursive: bool = False,
    isolate: bool = True,
    strict: bool = False,
    without: Iterable[str | Path | None] = (),
) -> Inputs:
    """Read all workbooks that `paths` mean, `without` those. One that cannot be read costs itself only.

    Raises RegisterError, and NoIsolation unless `isolate` is False: then all are read in this process.
    """
    planned = plan(paths, named, recursive=recursive, isolate=isolate, without=without)
    budgets: list[Budget] = []
    unread = list(planned.wrong)
    for path in planned.paths:
        try:
            budgets.append(read(path, isolate=isolate, strict=strict, notes=planned.notes[path]))
        except NoIsolation:
            raise  # of the machine, not of this file
        except TryggError as problem:
            unread.append(problem)
    return Inputs(tuple(budgets), tuple(unread), planned.register, planned.accepted)


def plan(
    paths: Iterable[str | Path],
    named: Path | None = None,
    *,
    recursive: bool = False,
    isolate: bool = False,
    without: Iterable[str | Path | None] = (),
) -> Plan:
    """Find the workbooks, `without` those, the register, and what people have confirmed. Raises RegisterError.

    With `isolate` the process that is to read them starts meanwhile.
    """
    meant, wrong = workbooks_in(paths, recursive=recursive)
    apart = {Path(each).resolve() for each in without if each is not None}
    found = tuple(each for each in meant if each.resolve() not in apart) if apart else meant
    if found and isolate:
        prepare()
    register = register_for(found, named)
    folders = {path: path.resolve().parent for path in found}
    memories: dict[Path, Path] = {}  # one look for each folder, however many workbooks lie in it
    for path, folder in folders.items():
        if folder not in memories:
            memories[folder] = memory_for(path, named)
    notes = {memory: layout_notes(memory) for memory in set(memories.values())}
    accepted = tuple(each for memory in dict.fromkeys(memories.values()) for each in accept_notes(memory))
    return Plan(found, wrong, register, {path: notes[memories[folders[path]]] for path in found}, accepted)


def register_for(paths: Iterable[Path], named: Path | None) -> Register | None:
    """The one register for these workbooks: the one named, else the one found above them, else none."""
    if named is not None:
        return load_remembered(find_register(named, named) or named)
    folders = dict.fromkeys(path.resolve().parent for path in paths)
    found = dict.fromkeys(each for folder in folders if (each := find_register(folder)) is not None)
    if len(found) > 1:
        raise SeveralRegisters([str(each) for each in found])
    return load_remembered(next(iter(found))) if found else None


def run(
    paths: Iterable[str | Path],
    named: Path | None = None,
    *,
    recursive: bool = False,
    isolate: bool = True,
    strict: bool = False,
    previous: str | Path | None = None,
    ledger: str | Path | None = None,
    ledger_earlier: str | Path | None = None,
    today: date | None = None,
) -> Run:
    """Read and judge; `previous` names the workbooks of last time, whose layout is held against that of now.

    `ledger` is an extract of the accounting system that outcomes are held against, `ledger_earlier` one made before.
    `today` is the day on which accepted findings are looked at; None: today's.
    """
    booked_in = (ledger, ledger_earlier)  # they may lie among the workbooks
    inputs = read_inputs(paths, named, recursive=recursive, isolate=isolate, strict=strict, without=booked_in)
    earlier = _NONE if previous is None else read_inputs([previous], named, isolate=isolate, strict=strict)
    booked, unread = _ledger(ledger, ledger_earlier, inputs.register, isolate=isolate)
    checked = check_all(inputs.budgets, inputs.register, previous=earlier.budgets, ledger=booked)
    checked = marked(checked, inputs.accepted, today or datetime.now().astimezone().date())
    return Run(checked, (*inputs.unread, *earlier.unread, *unread))


def _ledger(
    path: str | Path | None, earlier: str | Path | None, register: Register | None, *, isolate: bool
) -> tuple[Ledger | None, tuple[TryggError, ...]]:
    """The ledger with the one made before; one that cannot be read costs what is held against it only."""
    found: list[Ledger | None] = []
    unread: list[TryggError] = []
    for each in (earlier, path):
        try:
            found.append(None if each is None else read_ledger(each, register or (), isolate=isolate))
        except NoIsolation:
            raise
        except TryggError as problem:
            found.append(None)
            unread.append(problem)
    before, now = found
    return (None if now is None else replace(now, earlier=before)), tuple(unread)
