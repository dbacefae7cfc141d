"""A drop folder for the tests, with an answer that is made at once, and the invariants I1-I6 that must hold of it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from trygg_excel.finding import Text
from trygg_excel.inbox import jobs
from trygg_excel.inbox.answer import Answered, Question, Verdict, refusal
from trygg_excel.inbox.files import sha_of
from trygg_excel.inbox.journal import Journal, chained
from trygg_excel.inbox.names import shown
from trygg_excel.inbox.root import opened
from trygg_excel.inbox.scan import is_temporary
from trygg_excel.inbox.settings import Clock, Settings
from trygg_excel.inbox.slots import raw
from trygg_excel.inbox.status import lines, unseen
from trygg_excel.inbox.turn import Turned, Went, turn
from trygg_excel.inbox.watch import watcher
from trygg_excel.inbox.watcher import Watcher

BAD, POISON = b"no workbook", b"poison"
_OURS = re.compile(r"~\$trygg-.*\.tmp")


def answered(question: Question) -> Answered:
    """An answer made at once: the same for the same content and name. Some contents are refused; some kill."""
    data = question.snapshot.read_bytes()
    if data.startswith(POISON):
        os.kill(os.getpid(), signal.SIGKILL)
    if data.startswith(BAD):
        return refusal(question, Verdict.UNREADABLE, Text("ingen arbetsbok.", "no workbook."), "TRY-G05")
    words = hashlib.sha256(question.name.encode() + data).hexdigest().encode()
    (question.out / "svar.xlsx").write_bytes(words)
    (question.out / "detaljer").mkdir()
    (question.out / "detaljer" / "rapport.html").write_bytes(b"<p>" + words)
    return Answered(Verdict.IN_ORDER, "svar.xlsx")


def quiet(_words: Text, _code: str) -> None:
    """A log that nobody reads."""


@dataclass
class World:
    """`dropped` is what was put into `in/`, by name, and must be found again byte for byte."""

    base: Path
    move: bool = True
    clock: Clock = field(default_factory=Clock)
    answerer: Callable[[Question], Answered] = answered
    dropped: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.root, self.state = self.base / "rot", self.base / "lokalt"
        (self.root / "in").mkdir(parents=True, exist_ok=True)
        (self.base / "register.yaml").write_bytes(b"x: 1\n")

    def settings(self) -> Settings:
        hook = ("/bin/true",) if Path("/bin/true").exists() else ()
        return Settings(
            poll=0, settle=0, looks=1, patience=0, longest_wait=0, move=self.move, hook=hook, clock=self.clock,
            register=self.base / "register.yaml", keep_days=0,
        )  # fmt: skip

    def drop_folder(self) -> None:
        (self.root / "in").mkdir(exist_ok=True)

    def drop(self, name: str, data: bytes) -> None:
        (self.root / "in" / name).write_bytes(data)
        self.dropped[name] = data

    @contextmanager
    def watcher(self, settings: Settings | None = None) -> Iterator[Watcher]:
        home = opened(self.root, self.state)
        with watcher(home, settings or self.settings(), quiet, self.answerer) as w:
            yield w

    def turns(self, w: Watcher, most: int = 12) -> Turned:
        """Go round until there is nothing left to do, or no more turns."""
        turned = turn(w)
        for _ in range(most - 1):
            if turned.went in {Went.IDLE, Went.AWAY}:
                break
            turned = turn(w)
        return turned

    def run(self, most: int = 12) -> Turned:
        with self.watcher() as w:
            return self.turns(w, most)

    def journal(self) -> Journal:
        return Journal(opened(self.root, self.state).places.journal)

    # What must hold

    def faults(self) -> list[str]:
        """What is wrong once all is answered; nothing should be."""
        journal = self.journal()
        try:
            told = [*self._kept(), *self._answers(journal), *self._left_over(), *self._explained(journal)]
            return [*told, *_chain(journal), *self._accepted(journal)]
        finally:
            journal.close()

    def _kept(self) -> Iterator[str]:
        """I3: every input lies where it was dropped, or was moved, byte for byte."""
        moved = [each.read_bytes() for each in (self.root / "behandlade").rglob("*") if each.is_file()]
        for name, data in self.dropped.items():
            place = self.root / "in" / name
            if place.exists() and place.read_bytes() == data:
                continue
            if data not in moved:
                yield f"lost input {name}"

    def _answers(self, journal: Journal) -> Iterator[str]:
        """I2: each job that has ended has its one receipt, whose files are there as it says; nothing is doubled."""
        told = [json.loads(each.read_bytes()) for each in sorted((self.root / "ut").rglob("kvitto.json"))]
        keys = Counter(each["key"] for each in told)
        for job in jobs.jobs(journal):
            newest = jobs.is_newest(journal, job)
            if job.state not in jobs.ENDED:
                yield f"{job.name} is {job.state}"
            elif newest and job.state is jobs.State.SUPERSEDED:
                yield f"{job.name} has no answer"
            elif keys[job.key] != int(newest):
                yield f"{job.name} has {keys[job.key]} receipts"
        yield from (f"{each['file']}: {file['path']}" for each in told for file in each["files"] if not self._is(file))
        mains = Counter(each["open"] for each in told)
        there = {each.name for each in (self.root / "ut").iterdir() if each.is_file()}
        yield from (f"extra answer {each}" for each in sorted(there - set(mains) - self._earlier(journal)))
        done = journal.rows("SELECT job, count(*) AS n FROM event WHERE what IN ('DONE', 'REJECTED') GROUP BY job")
        again = {row["job"] for row in journal.rows("SELECT job FROM event WHERE what IN ('AGAIN', 'RETRY')")}
        yield from (
            f"job {row['job']} ended {row['n']} times" for row in done if row["n"] > 1 and row["job"] not in again
        )

    def _earlier(self, journal: Journal) -> set[str]:
        """Answers to an earlier version of what can no longer be read: they are not taken away from her."""
        bad = [each for each in jobs.jobs(journal, [jobs.State.REJECTED]) if jobs.is_newest(journal, each)]
        return {path for each in bad for path, _ in jobs.published(journal, each)}

    def _is(self, file: dict[str, str]) -> bool:
        path = self.root / "ut" / file["path"]
        return path.is_file() and sha_of(path) == file["sha256"]

    def _left_over(self) -> Iterator[str]:
        """I4: nothing temporary of ours is left, on the share or locally."""
        for each in sorted(self.base.rglob("*")):
            if _OURS.fullmatch(each.name) or each.name.endswith((".lock", ".new")):
                yield f"left over {each.name}"
        (state,) = [each for each in self.state.iterdir() if each.is_dir()]
        work = state / "arbete"
        yield from (f"left over work {each.name}" for each in (work.iterdir() if work.is_dir() else ()))

    def _explained(self, journal: Journal) -> Iterator[str]:
        """I5: status has a line for every file that lies there."""
        told = {each.name for each in (*lines(journal), *unseen(journal, self.root / "in", 0))}
        for each in (self.root / "in").iterdir():
            if shown(each.name) not in told and not is_temporary(each.name):
                yield f"not explained: {each.name}"

    def _accepted(self, journal: Journal) -> Iterator[str]:
        """I1: what was accepted is in the journal, and its copy is there until it has ended."""
        (state,) = [each for each in self.state.iterdir() if each.is_dir()]
        for job in jobs.jobs(journal):
            if job.state not in jobs.ENDED and sha_of(state / "kopior" / job.sha) != job.sha:
                yield f"no copy of {job.name}"
        for name, data in self.dropped.items():
            sha = hashlib.sha256(data).hexdigest()
            if journal.row("SELECT 1 FROM job WHERE sha = ? AND name = ?", sha, raw(name)) is None:
                yield f"never accepted: {name}"


def _chain(journal: Journal) -> Iterator[str]:
    """The events are all there, as they were written."""
    before = ""
    for row in journal.rows("SELECT * FROM event ORDER BY number"):
        before = chained(before, row["at"], row["job"], row["what"], row["detail"])
        if before != row["chain"]:
            yield f"event {row['number']} is not as it was written"
