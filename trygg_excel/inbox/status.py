"""What is told of every file: its state in plain words and the next step. Used by the page and by `trygg status`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from trygg_excel.finding import Text, text
from trygg_excel.inbox import jobs, slots, words
from trygg_excel.inbox.answer import READ, Verdict, capital
from trygg_excel.inbox.jobs import Job
from trygg_excel.inbox.journal import Journal
from trygg_excel.inbox.names import shown
from trygg_excel.inbox.scan import scan
from trygg_excel.inbox.slots import Slot

_EMPTY = Text("", "")


class Mood(StrEnum):
    """How a line is to look; the words say it too."""

    WAIT = "wait"
    GOOD = "good"
    MEND = "mend"
    BAD = "bad"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    """`since` is wall clock; `open` the file to open, under `ut/`; `why` more than the state says, '' for nothing."""

    name: str
    state: Text
    next: Text
    why: Text
    open: str | None
    mood: Mood
    since: float
    job: int | None
    code: str


def lines(journal: Journal) -> tuple[Line, ...]:
    """Every file that lies in the drop folder or has been answered, the newest first."""
    known = jobs.of_slots(journal)
    told = [_line(slot, known.get(slot.job or 0)) for slot in slots.slots(journal).values()]
    return tuple(sorted((each for each in told if each is not None), key=lambda each: (-each.since, each.name)))


def unseen(journal: Journal, folder: Path, at: float) -> tuple[Line, ...]:
    """What lies in the drop folder and no watcher has seen yet; nothing where the folder cannot be reached."""
    known = {name for name, slot in slots.slots(journal).items() if slot.state is not slots.State.GONE}
    try:
        there = scan(folder)
    except OSError:
        return ()
    state, step = words.UNSEEN
    new = [each for each in there if each.name not in known]
    return tuple(Line(shown(each.name), state, step, _EMPTY, None, Mood.WAIT, at, None, "unseen") for each in new)


def _line(slot: Slot, job: Job | None) -> Line | None:
    if slot.state is slots.State.ACCEPTED or (slot.state is slots.State.GONE and job is not None):
        return None if job is None else _of_job(slot, job)
    state, step = words.SLOTS[slot.state]
    if slot.state is slots.State.OPEN and slot.opened_by:
        by = text(words.OPENED_BY.sv, words.OPENED_BY.en, name=slot.opened_by)
        state = Text(state.sv + by.sv, state.en + by.en)
    bad = slot.state in {slots.State.TOO_LARGE, slots.State.FOLDER, slots.State.ODD}
    mood = Mood.BAD if bad else Mood.NOTE if slot.state in _QUIET else Mood.WAIT
    return Line(shown(slot.name), state, step, _EMPTY, None, mood, slot.since, None, slot.state.value)


_QUIET = frozenset({slots.State.TEMPORARY, slots.State.GONE})


def _of_job(slot: Slot, job: Job) -> Line:
    if job.state in {jobs.State.DONE, jobs.State.REJECTED, jobs.State.QUARANTINED}:
        return _of_answer(slot, job)
    why = _EMPTY
    if job.state is jobs.State.SUPERSEDED:
        state, step = words.REPLACED
    elif job.state is jobs.State.RETRY:
        (state, step), why = words.WAITING, job.why or _EMPTY
    else:
        state, step = words.QUEUED if job.state is jobs.State.NEW else words.WORKING
    return Line(shown(job.name), state, step, why, None, Mood.WAIT, job.created, job.id, job.state.value)


def _of_answer(slot: Slot, job: Job) -> Line:
    verdict = Verdict(job.verdict or Verdict.UNREADABLE)
    step = words.OPEN_ANSWER if verdict in READ else words.READ_WHY
    told = [_counted(job), job.why or _EMPTY] if verdict in READ else [job.why or _EMPTY]
    if job.same_as is not None:
        told.append(text(words.SAME.sv, words.SAME.en, name=shown(job.same_as)))
    if job.moved is not None:
        told.append(text(words.MOVED.sv, words.MOVED.en, place=job.moved))
    elif slot.state is slots.State.GONE:
        told.append(words.TAKEN_AWAY)
    why = Text(*(" ".join(filter(None, (capital(each.say(lang)) for each in told))) for lang in ("sv", "en")))
    step = text(step.sv, step.en, name=job.main or "")
    since = job.done or job.created
    return Line(shown(job.name), words.VERDICTS[verdict], step, why, job.main, _MOODS[verdict], since, job.id, verdict)


_MOODS = {
    Verdict.IN_ORDER: Mood.GOOD,
    Verdict.TO_MEND: Mood.MEND,
    Verdict.NOT_CHECKED: Mood.NOTE,
    Verdict.UNREADABLE: Mood.BAD,
    Verdict.ANSWERS: Mood.MEND,
}
_COUNTS = (
    ("error", Text("1 fel", "1 error"), Text("{n} fel", "{n} errors")),
    ("warning", Text("1 fråga", "1 question"), Text("{n} frågor", "{n} questions")),
)


def _counted(job: Job) -> Text:
    parts = []
    for key, one, many in _COUNTS:
        number = job.counts.get(key, 0)
        if number:
            parts.append(one if number == 1 else text(many.sv, many.en, n=number))
    if not parts:
        return _EMPTY
    return Text(", ".join(each.sv for each in parts) + ".", ", ".join(each.en for each in parts) + ".")
