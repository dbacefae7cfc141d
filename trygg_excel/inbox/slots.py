"""What the journal knows of each name in the drop folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum

from trygg_excel.inbox.journal import Journal, Row


class State(StrEnum):
    SETTLING = "settling"  # not yet come to rest
    OPEN = "open"  # somebody has it open, by its owner file
    LOCKED = "locked"  # it may not be opened now
    FOLDER = "folder"
    ODD = "odd"  # a link, pipe or device
    TEMPORARY = "temporary"
    TOO_LARGE = "too_large"
    ACCEPTED = "accepted"  # a job tells the rest
    GONE = "gone"  # taken away, renamed or moved


@dataclass(frozen=True, slots=True)
class Slot:
    name: str
    state: State
    size: int
    signature: str | None
    since: float
    opened_by: str | None
    opened: float | None
    job: int | None


def raw(name: str) -> bytes:
    """A name as the journal keeps it: as the system has it, be it text or not."""
    return os.fsencode(name)


def slots(journal: Journal) -> dict[str, Slot]:
    return {each.name: each for each in map(_slot, journal.rows("SELECT * FROM slot"))}


def slot_named(journal: Journal, name: str) -> Slot | None:
    row = journal.row("SELECT * FROM slot WHERE name = ?", raw(name))
    return None if row is None else _slot(row)


def put(journal: Journal, slot: Slot) -> None:
    """Inside of a change."""
    journal.write(
        "INSERT OR REPLACE INTO slot (name, state, size, signature, since, opened_by, opened, job) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        raw(slot.name), slot.state, slot.size, slot.signature, slot.since, slot.opened_by, slot.opened, slot.job,
    )  # fmt: skip


def look_again(journal: Journal, name: str, when: float) -> None:
    """Inside of a change: what was accepted under the name may not have been all of it."""
    journal.write(
        "UPDATE slot SET signature = NULL, state = ?, since = ? WHERE name = ?", State.SETTLING, when, raw(name)
    )


def _slot(row: Row) -> Slot:
    return Slot(
        os.fsdecode(row["name"]), State(row["state"]), row["size"], row["signature"], row["since"], row["opened_by"],
        row["opened"], row["job"],
    )  # fmt: skip
