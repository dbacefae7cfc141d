"""One job from claimed to done. Whatever happens on the way, it is done again or told; it is never forgotten."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from trygg_excel.errors import TryggError
from trygg_excel.finding import Text
from trygg_excel.gate.reasons import Reason
from trygg_excel.inbox import jobs, slots
from trygg_excel.inbox.answer import READ, Answered, Question, Verdict, refusal
from trygg_excel.inbox.errors import JournalFailed
from trygg_excel.inbox.failpoints import failpoint
from trygg_excel.inbox.files import FULL
from trygg_excel.inbox.jobs import Job, State
from trygg_excel.inbox.names import copy_name, shown
from trygg_excel.inbox.process import Died
from trygg_excel.inbox.publish import publish
from trygg_excel.inbox.rules import register_of
from trygg_excel.inbox.watcher import Watcher
from trygg_excel.inbox.words import DIED, VERDICTS
from trygg_excel.isolate.child import where_of

_CUT_OFF = frozenset({Reason.EMPTY, Reason.TRUNCATED, Reason.DAMAGED, Reason.UNKNOWN, Reason.NO_WORKBOOK, Reason.XML})
_FIRST_WAIT = 5.0
_DONE = Text("klar", "done")


def work(w: Watcher) -> bool:
    """Do the next job; False when there is none. Raises OSError when a disk is full, and JournalFailed."""
    settings = w.settings
    job = jobs.claim(w.journal, w.owner.name, w.wall(), w.steady(), settings.lease, settings.longest_wait)
    if job is None:
        return False
    _clear(w)
    try:
        failpoint("claim")
        _done(w, job)
    except JournalFailed:
        raise
    except Died as problem:
        jobs.put_off(w.journal, job, w.wall(), 0, DIED, crashed=True)
        w.tell(Text(f"{shown(job.name)}: stannade ({problem.where}).", f"{shown(job.name)}: died."), "TRY-I23")
    except TryggError as problem:
        _later(w, job, problem.message)
    except OSError as problem:
        _later(w, job, _of_disk(problem))
        if problem.errno in FULL:
            raise
    except Exception as problem:  # of ours: it costs this file a wait, and the others nothing
        _later(w, job, _of_ours(problem))
    _clear(w)
    return True


def _done(w: Watcher, job: Job) -> None:
    if _outdated(w, job):
        return
    desk = _desk(w, job)
    desk.mkdir(parents=True)
    stopped = job.crashes >= w.settings.crashes
    answered = _stopped(w, job, desk) if stopped else _run(w, job, desk)
    if answered is None:
        return
    state = State.QUARANTINED if stopped else State.DONE if answered.verdict in READ else State.REJECTED
    if state is State.REJECTED and _may_be_unfinished(w, job, answered):
        return
    if publish(w, job, desk / "out", answered, state):
        how = _DONE if answered.verdict in READ else VERDICTS[answered.verdict]
        name = shown(job.name)
        w.tell(Text(f"{name}: {_small(how.sv)}.", f"{name}: {_small(how.en)}."), "TRY-I21")


def _small(words: str) -> str:
    """A state as it goes on from a name."""
    return words[:1].lower() + words[1:]


def _outdated(w: Watcher, job: Job) -> bool:
    """A newer version has come: this one is not answered."""
    with w.journal.change():
        return not jobs.is_newest(w.journal, job) and jobs.ended(w.journal, job, State.SUPERSEDED, w.wall())


def _run(w: Watcher, job: Job, desk: Path) -> Answered | None:
    """The answer, from the snapshot, under the name that was dropped; None when the job is another's by now."""
    question = _question(w, job, desk)
    question.snapshot.parent.mkdir()
    question.out.mkdir()
    try:
        shutil.copyfile(w.places.blobs / job.sha, question.snapshot)
    except FileNotFoundError:  # somebody has taken the copy away
        with w.journal.change():
            slots.look_again(w.journal, job.name, w.wall())
        raise
    if not jobs.begins(w.journal, job):
        return None
    failpoint("run.begin")
    answered = w.answerer(question)
    failpoint("run.end")
    return answered


def _question(w: Watcher, job: Job, desk: Path) -> Question:
    register = register_of(w.places.root, w.settings.register)
    return Question(desk / "in" / copy_name(job.name), shown(job.name), register, desk / "out", w.settings.lang)


def _stopped(w: Watcher, job: Job, desk: Path) -> Answered:
    return refusal(_question(w, job, desk), Verdict.UNREADABLE, DIED, Reason.CRASH.value)


def _may_be_unfinished(w: Watcher, job: Job, answered: Answered) -> bool:
    """What looks cut off may still be on its way: it is fetched once more before that is told."""
    if job.looks > 0 or answered.code not in {each.value for each in _CUT_OFF}:
        return False
    with w.journal.change():
        slot = slots.slot_named(w.journal, job.name)
        if slot is None or slot.state is slots.State.GONE or slot.job != job.id:
            return False
        slots.look_again(w.journal, job.name, w.wall() + w.settings.patience)
        jobs.look_later(w.journal, job, w.wall() + w.settings.patience)
    return True


def _later(w: Watcher, job: Job, why: Text) -> None:
    wait = min(w.settings.longest_wait, _FIRST_WAIT * 2 ** min(job.tries, 10))
    ran = job.crashes < w.settings.crashes
    jobs.put_off(w.journal, job, w.wall(), w.wall() + wait, why, ran=ran)
    w.tell(Text(f"{shown(job.name)} väntar: {why.sv}", f"{shown(job.name)} waits: {why.en}"), "TRY-I22")


def _of_disk(problem: OSError) -> Text:
    reason = problem.strerror or "?"
    return Text(f"disken eller mappen svarade inte som den ska ({reason}).", f"the disk or folder failed ({reason}).")


def _of_ours(problem: Exception) -> Text:
    where = where_of(problem)
    return Text(f"ett fel i programmet ({where}).", f"an error in the program ({where}).")


def _desk(w: Watcher, job: Job) -> Path:
    return w.desk() / f"{job.id}-{job.token}"


def _clear(w: Watcher) -> None:
    """What this watcher worked on is no longer needed, or was left half done."""
    with contextlib.suppress(OSError):
        if w.desk().exists():
            shutil.rmtree(w.desk())
