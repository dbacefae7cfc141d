"""What is done with a piece of a batch, wherever it is done. What it is given and what it gives can be pickled."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from trygg_excel.accepting.accept import marked
from trygg_excel.accepting.acceptance import Acceptance
from trygg_excel.batch.carry import Judged, Kept, carried
from trygg_excel.batch.chunks import Chunk, Item
from trygg_excel.batch.row import Row, row_of
from trygg_excel.budget import Budget, read
from trygg_excel.checking import checked, gathered, held_with, judged, schema_findings
from trygg_excel.confirming.note import LayoutNote
from trygg_excel.errors import NoIsolation, TryggError
from trygg_excel.finding import Finding
from trygg_excel.garbage import without_collecting
from trygg_excel.held import Held
from trygg_excel.register import Register
from trygg_excel.run import Run
from trygg_excel.stack import with_room


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all workbooks of a batch. `folder`: where relative paths start; `here`: in this process."""

    folder: str
    register: Register | None
    previous: tuple[Budget, ...] = ()
    isolate: bool = True
    strict: bool = False
    here: bool = False

    def packed(self) -> bytes:
        return pickle.dumps(self, pickle.HIGHEST_PROTOCOL)


@dataclass(frozen=True, slots=True)
class Output:
    """Where the reports of a batch go: the folder of each workbook, by its place."""

    folders: Mapping[int, str]
    lang: str
    now: datetime
    today: date
    accepted: tuple[Acceptance, ...]
    facts: bool = False


Notes = Mapping[int, tuple[LayoutNote, ...]]  # what has been confirmed, by the workbook's place
Answer = tuple[int, Judged | Kept | TryggError]


@without_collecting()
@with_room
def judge(setting: bytes, chunk: Chunk, notes: Notes) -> tuple[Answer, ...]:
    """Each workbook of the piece read and judged, or why it could not be read; pandera is asked once for all."""
    given = unpacked(setting)
    with _standing_in(given.folder):
        found = _read(given, chunk, notes)
    # which workbook of the run comes first, and tells of the ledger, is seen when all are there
    helds = {place: replace(each, tells_ledger=False) for place, each in found.items() if isinstance(each, Held)}
    by_file = _schema_findings(helds)
    answers: list[Answer] = [(place, each) for place, each in found.items() if isinstance(each, TryggError)]
    for place, held in helds.items():
        schema, results = tuple(by_file.get(held.budget.file, ())), judged(held)
        answers.append((place, Kept(held, schema, results) if given.here else carried(held, schema, results)))
    return tuple(answers)


@with_room
def report(setting: bytes, chunk: Chunk, notes: Notes, output: Output) -> tuple[tuple[int, Row], ...]:
    """The same, with each workbook's own report written where it belongs; what comes back is a row about each."""
    given = unpacked(setting)
    with _standing_in(given.folder):
        found = _read(given, chunk, notes)
        by_file = _schema_findings({place: each for place, each in found.items() if isinstance(each, Held)})
        return tuple((item.place, _reported(item, found[item.place], by_file, given, output)) for item in chunk.items)


def _reported(
    item: Item, found: Held | TryggError, by_file: Mapping[str, list[Finding]], given: Setting, output: Output
) -> Row:
    if isinstance(found, TryggError):
        return row_of(str(item.path), found)
    from trygg_excel.publish import publish  # only where a report is written

    check = checked(found, by_file.get(found.budget.file, ()), judged(found))
    done = Run(marked(gathered(given.register, [check]), output.accepted, output.today), ())
    folder = Path(output.folders[item.place])
    publish(done, folder, output.lang, output.now, facts=output.facts)
    return row_of(str(item.path), done, folder.name)


@lru_cache(maxsize=4)
def unpacked(setting: bytes) -> Setting:
    """The setting, once in each process."""
    found: Setting = pickle.loads(setting)  # noqa: S301  our own, from the process that asked
    return found


def _read(given: Setting, chunk: Chunk, notes: Notes) -> dict[int, Held | TryggError]:
    found: dict[int, Held | TryggError] = {}
    for item in chunk.items:
        try:
            budget = read(item.path, isolate=given.isolate, strict=given.strict, notes=notes.get(item.place, ()))
            found[item.place] = held_with(budget, given.register, given.previous)
        except NoIsolation:
            raise  # of the machine, not of this file
        except TryggError as problem:
            found[item.place] = problem
    return found


def _schema_findings(helds: Mapping[int, Held]) -> dict[str, list[Finding]]:
    return schema_findings([fact for held in helds.values() for fact in held.facts], None)


_ELSEWHERE = threading.RLock()


@contextmanager
def _standing_in(folder: str) -> Iterator[None]:
    """Stand where relative paths start; a process of a cluster may stand elsewhere, and has but one place to stand."""
    home = str(Path.cwd())
    if home == folder:
        yield
        return
    with _ELSEWHERE:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(home)
