"""What the journal knows of each job: a content under a name, answered by a register and an engine.

A job's token is raised when it is claimed, and whoever writes of it must hold the last one: a watcher that was thought
dead and comes back changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from trygg_excel.finding import Text
from trygg_excel.inbox.journal import Journal, Row
from trygg_excel.inbox.slots import raw


class State(StrEnum):
    NEW = "new"
    CLAIMED = "claimed"
    RUNNING = "running"
    PUBLISHING = "publishing"
    RETRY = "retry"
    DONE = "done"
    REJECTED = "rejected"  # it could not be read, and that is told
    QUARANTINED = "quarantined"  # its process has died time after time
    SUPERSEDED = "superseded"  # a newer version came under the same name


ACTIVE = (State.CLAIMED, State.RUNNING, State.PUBLISHING)
ENDED = (State.DONE, State.REJECTED, State.QUARANTINED, State.SUPERSEDED)
_LARGE = 20 * 1024 * 1024  # the small ones go before it


@dataclass(frozen=True, slots=True)
class Job:
    """`why` is told where something is wrong; `main` and `detail` are paths under `ut/`."""

    id: int
    key: str
    name: str
    sha: str
    size: int
    rules: str
    engine: str
    arrived: int
    state: State
    crashes: int
    tries: int
    looks: int
    owner: str | None
    token: int
    retry: float | None
    verdict: str | None
    counts: Mapping[str, int]
    why: Text | None
    main: str | None
    detail: str | None
    same_as: str | None
    created: float
    done: float | None
    told: bool
    moved: str | None


def key_of(name: str, sha: str, rules: str, engine: str) -> str:
    """What makes a job the same: the name counts too, since a year may be read from it."""
    return hashlib.sha256(b"\0".join((raw(name), sha.encode(), rules.encode(), engine.encode()))).hexdigest()


def job(journal: Journal, id_: int) -> Job | None:
    row = journal.row("SELECT * FROM job WHERE id = ?", id_)
    return None if row is None else _job(row)


def jobs(journal: Journal, states: Iterable[State] = tuple(State)) -> list[Job]:
    wanted = tuple(states)
    marks = ", ".join("?" * len(wanted))
    return [_job(row) for row in journal.rows(f"SELECT * FROM job WHERE state IN ({marks}) ORDER BY id", *wanted)]  # noqa: S608


def of_slots(journal: Journal) -> dict[int, Job]:
    """The newest job of every name in the drop folder, by its number."""
    rows = journal.rows("SELECT * FROM job WHERE id IN (SELECT job FROM slot)")
    return {row["id"]: _job(row) for row in rows}


def arrived(
    journal: Journal, name: str, sha: str, size: int, rules: str, engine: str, at: float, current: int | None
) -> int:
    """Inside of a change: the job of what has come, new or known; `current` is the one its name had until now."""
    key = key_of(name, sha, rules, engine)
    known = journal.row("SELECT id, state FROM job WHERE key = ?", key)
    last = journal.row("SELECT max(arrived) AS number FROM job")
    number = ((last["number"] if last else 0) or 0) + 1
    if known is None:
        id_ = journal.add(
            "INSERT INTO job (key, name, sha, size, rules, engine, arrived, state, created) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            key, raw(name), sha, size, rules, engine, number, State.NEW, at,
        )  # fmt: skip
        journal.event("ARRIVED", at, job=id_, name=raw(name), detail=sha)
        return id_
    id_ = int(known["id"])
    newest = journal.row("SELECT id FROM job WHERE name = ? ORDER BY arrived DESC LIMIT 1", raw(name))
    latest = newest is not None and newest["id"] == id_
    if id_ != current and not (current is None and latest):  # an older version has come back, and is now the newest
        state = State.NEW if known["state"] in ENDED else known["state"]
        journal.write("UPDATE job SET arrived = ?, state = ? WHERE id = ?", number, state, id_)
        journal.event("AGAIN", at, job=id_, name=raw(name), detail=sha)
    return id_


def claim(journal: Journal, owner: str, wall: float, steady: float, lease: float, longest: float) -> Job | None:
    """Take the next job, the oldest of the small ones first; None when there is none to take."""
    with journal.change():
        row = journal.row(
            "SELECT * FROM job WHERE state = ? OR (state = ? AND (retry <= ? OR retry > ?)) "
            "OR (state IN (?, ?, ?) AND lease < ?) ORDER BY size > ?, arrived LIMIT 1",
            State.NEW, State.RETRY, wall, wall + 2 * longest, *ACTIVE, steady, _LARGE,
        )  # fmt: skip
        if row is None:
            return None
        journal.write(
            "UPDATE job SET state = ?, owner = ?, token = token + 1, lease = ? WHERE id = ?",
            State.CLAIMED, owner, steady + lease, row["id"],
        )  # fmt: skip
        journal.event("CLAIMED", wall, job=row["id"], detail=owner)
    return job(journal, row["id"])


def begins(journal: Journal, it: Job) -> bool:
    """Count the run before it is begun, so that one that kills everything is counted too."""
    with journal.change():
        return _mine(journal, it, "state = ?, crashes = crashes + 1", State.RUNNING)


def survived(journal: Journal, it: Job) -> bool:
    """Inside of a change: the run came back, with whatever answer."""
    return _mine(journal, it, "crashes = 0")


def put_off(
    journal: Journal, it: Job, at: float, until: float, why: Text, *, crashed: bool = False, ran: bool = True
) -> None:
    """Try it again later: the disk, the share or the register is not as it must be, or its process died.

    `ran` tells that its process did not die this time; how often it has is forgotten then.
    """
    with journal.change():
        state = State.NEW if crashed else State.RETRY
        what = "state = ?, retry = ?, tries = tries + 1, owner = NULL, lease = NULL, why = ?"
        if _mine(journal, it, what, state, until, told(why)):
            if ran and not crashed:
                survived(journal, it)
            journal.event("CRASHED" if crashed else "PUT_OFF", at, job=it.id)


def look_later(journal: Journal, it: Job, until: float) -> None:
    """Inside of a change: the file is fetched once more, and this job waits for that."""
    _mine(journal, it, "state = ?, retry = ?, looks = looks + 1, crashes = 0, owner = NULL", State.RETRY, until)


def is_mine(journal: Journal, it: Job) -> bool:
    return journal.row("SELECT 1 FROM job WHERE id = ? AND token = ?", it.id, it.token) is not None


def is_newest(journal: Journal, it: Job) -> bool:
    """Whether nothing newer has come under its name."""
    row = journal.row("SELECT max(arrived) AS number FROM job WHERE name = ?", raw(it.name))
    mine = journal.row("SELECT arrived FROM job WHERE id = ?", it.id)
    return row is not None and mine is not None and mine["arrived"] == row["number"]


def ended(journal: Journal, it: Job, state: State, at: float, **values: object) -> bool:
    """Inside of a change: write the end of a job that is mine, and what is to be told of it."""
    what = "".join(f", {name} = ?" for name in values)
    full = f"state = ?, done = ?, owner = NULL, lease = NULL, retry = NULL, crashes = 0, tries = 0{what}"
    if not _mine(journal, it, full, state, at, *values.values()):
        return False
    journal.event(state.name, at, job=it.id, detail=str(values.get("verdict", "")))
    return True


def released(journal: Journal, owners: Iterable[str], at: float) -> None:
    """The jobs of watchers that are no more are anyone's again."""
    for owner in owners:
        marks = "state IN (?, ?, ?) AND owner = ?"
        if not journal.rows(f"SELECT 1 FROM job WHERE {marks}", *ACTIVE, owner):  # noqa: S608
            continue
        with journal.change():
            for row in journal.rows(f"SELECT id FROM job WHERE {marks}", *ACTIVE, owner):  # noqa: S608
                journal.write("UPDATE job SET state = ?, owner = NULL, lease = NULL WHERE id = ?", State.NEW, row["id"])
                journal.event("RELEASED", at, job=row["id"], detail=owner)


def same_content(journal: Journal, it: Job) -> str | None:
    """The name of an earlier file with the same content that has its answer."""
    row = journal.row(
        "SELECT name FROM job WHERE sha = ? AND name != ? AND state = ? ORDER BY arrived LIMIT 1",
        it.sha, raw(it.name), State.DONE,
    )  # fmt: skip
    return None if row is None else os.fsdecode(row["name"])


def published(journal: Journal, it: Job) -> set[tuple[str, str]]:
    """(path under `ut/`, sha-256) of all that was ever to be put there for its name."""
    rows = journal.rows(
        "SELECT path, sha FROM published WHERE job IN (SELECT id FROM job WHERE name = ?)", raw(it.name)
    )
    return {(each["path"], each["sha"]) for each in rows}


def to_publish(journal: Journal, it: Job, files: Mapping[str, str], *, ran: bool) -> bool:
    """What is about to be put into `ut/`: known as ours before it stands there. `ran` as in `put_off`."""
    with journal.change():
        if not _mine(journal, it, "state = ?", State.PUBLISHING):
            return False
        if ran:
            survived(journal, it)
        for path, sha in files.items():
            journal.write("INSERT OR IGNORE INTO published (path, sha, job) VALUES (?, ?, ?)", path, sha, it.id)
        return True


def _mine(journal: Journal, it: Job, what: str, *values: object) -> bool:
    return journal.write(f"UPDATE job SET {what} WHERE id = ? AND token = ?", *values, it.id, it.token) == 1  # noqa: S608


def told(text: Text | None) -> str | None:
    return None if text is None else json.dumps([text.sv, text.en], ensure_ascii=False)


def counted(errors: int, warnings: int, notes: int) -> str:
    return json.dumps({"error": errors, "warning": warnings, "note": notes})


def _job(row: Row) -> Job:
    values: dict[str, Any] = {name: row[name] for name in Job.__slots__}
    why = json.loads(row["why"]) if row["why"] else None
    values |= {
        "name": os.fsdecode(row["name"]),
        "same_as": None if row["same_as"] is None else os.fsdecode(row["same_as"]),
        "state": State(row["state"]),
        "counts": json.loads(row["counts"] or "{}"),
        "why": None if why is None else Text(*why),
        "told": bool(row["told"]),
    }
    return Job(**values)
