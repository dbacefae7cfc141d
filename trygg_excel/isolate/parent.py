"""Path -> Workbook by a child process. The children are kept and used again, one thread at a time for each.

There are as many as files are read at once. One that dies, lies or grows is replaced; all go when this process does,
and a forked process begins without any.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from trygg_excel.errors import PathMissing, Refused
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.isolate.frames import Message
from trygg_excel.isolate.ledger_wire import ledger_question, load_extract
from trygg_excel.isolate.limits import PROCESS_LIMITS, ProcessLimits
from trygg_excel.isolate.typed import record
from trygg_excel.isolate.wire import Lost, load_workbook
from trygg_excel.isolate.worker import Worker
from trygg_excel.ledger.extract import Extract
from trygg_excel.register.model import AccountRule
from trygg_excel.workbook import Workbook

T = TypeVar("T")
_KEPT = 4  # idle children; a burst of threads leaves no more behind
_idle: list[Worker] = []  # taken and given back by pop and append, which threads may do at once
_all: set[Worker] = set()


def read_isolated(path: Path, limits: ProcessLimits = PROCESS_LIMITS, gate: Limits = LIMITS) -> Workbook:
    """What `read_workbook(path, gate)` gives or raises; Refused with MEMORY, TIME or CRASH when it kills the child.

    Raises NoIsolation where no child can be started.
    """
    question = {"kind": "read", "limits": record(Limits).dump(gate)}
    return _asked(path, limits, question, lambda messages: load_workbook(messages, path, gate))


def ledger_isolated(
    path: Path, rules: tuple[AccountRule, ...], internal: str, limits: ProcessLimits = PROCESS_LIMITS
) -> Extract:
    """The same of a ledger: what `read_extract` gives or raises."""
    return _asked(path, limits, ledger_question(rules, internal), load_extract)


def _asked(path: Path, limits: ProcessLimits, question: Message, build: Callable[[Iterator[Message]], T]) -> T:
    worker = _taken(limits)
    try:
        return _read(worker, path, limits, question, build)
    except Lost as lost:
        if lost.reason is Reason.TIME or (worker.served == 1 and not lost.outside):
            raise _refused(path, lost) from None
    # The child had read other files before, one of which may have harmed it, or the kernel killed it for what other
    # programs do. A fresh one tells about this file.
    try:
        return _read(_started(limits), path, limits, question, build)
    except Lost as lost:
        raise _refused(path, lost) from None


def prepare(limits: ProcessLimits = PROCESS_LIMITS) -> None:
    """Start a child if none is there, for a file soon to come; it starts beside what is done meanwhile."""
    if not _idle:
        _idle.append(_started(limits))


def _read(
    worker: Worker, path: Path, limits: ProcessLimits, question: Message, build: Callable[[Iterator[Message]], T]
) -> T:
    size = _size(path)
    whole: Message = question | {
        "path": str(path),
        "folder": None if path.is_absolute() else _folder(path),
        "cpu_seconds": limits.cpu_for(size),
    }
    try:
        return worker.ask(whole, limits.wall_for(size), build)
    finally:
        _given_back(worker)


def _refused(path: Path, lost: Lost) -> Refused:
    refused = Refused(path, lost.reason)
    if lost.detail:
        refused.add_note(lost.detail)
    return refused


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except (OSError, ValueError):
        return 0  # the child says what is wrong with it


def _folder(path: Path) -> str:
    try:
        return str(Path.cwd())
    except FileNotFoundError as problem:
        raise PathMissing(path) from problem


def _taken(limits: ProcessLimits) -> Worker:
    while True:
        try:
            worker = _idle.pop()
        except IndexError:
            return _started(limits)
        if worker.limits == limits and worker.alive():
            return worker
        _ended(worker)


def _given_back(worker: Worker) -> None:
    if worker.alive() and len(_idle) < _KEPT:
        _idle.append(worker)
    else:
        _ended(worker)


def _started(limits: ProcessLimits) -> Worker:
    worker = Worker(limits)
    _all.add(worker)
    return worker


def _ended(worker: Worker) -> None:
    worker.end()
    _all.discard(worker)


def _end_all() -> None:
    _idle.clear()
    for worker in tuple(_all):
        _ended(worker)


def _leave_all() -> None:
    """After a fork: the children are the parent's, and must see it alone at the other end of their pipes."""
    for worker in tuple(_all):
        worker.leave()
    _idle.clear()
    _all.clear()


atexit.register(_end_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_all)
