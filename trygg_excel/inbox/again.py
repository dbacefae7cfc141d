"""`trygg retry`: a job is done again, by the register and the engine of now."""

from __future__ import annotations

from trygg_excel.errors import WrongUsage
from trygg_excel.finding import text
from trygg_excel.inbox import jobs, slots
from trygg_excel.inbox.errors import NoSuchJob
from trygg_excel.inbox.jobs import Job
from trygg_excel.inbox.journal import Journal
from trygg_excel.inbox.names import shown
from trygg_excel.inbox.places import Places
from trygg_excel.inbox.rules import Rules
from trygg_excel.inbox.slots import raw


def retry(journal: Journal, places: Places, which: str, rules: Rules, at: float) -> Job:
    """`which` is a job's number or a file's name. Raises NoSuchJob, and WrongUsage where its copy is purged."""
    found = _found(journal, which)
    if not (places.blobs / found.sha).is_file():
        raise WrongUsage(
            text(
                "Kopian av {name} är gallrad. Lägg in filen igen.", "The copy of {name} is purged. Drop it again.",
                name=shown(found.name),
            )
        )  # fmt: skip
    with journal.change():
        id_ = jobs.arrived(journal, found.name, found.sha, found.size, rules.digest, rules.engine, at, -1)
        journal.write("UPDATE job SET crashes = 0, tries = 0, retry = NULL WHERE id = ?", id_)
        journal.write("UPDATE job SET state = ? WHERE id = ? AND state = ?", jobs.State.NEW, id_, jobs.State.RETRY)
        journal.write("UPDATE slot SET job = ? WHERE name = ?", id_, raw(found.name))
        slot = slots.slot_named(journal, found.name)
        if slot is None:
            slots.put(journal, slots.Slot(found.name, slots.State.GONE, found.size, None, at, None, None, id_))
        journal.event("RETRY", at, job=id_)
    again = jobs.job(journal, id_)
    return again if again is not None else found


def _found(journal: Journal, which: str) -> Job:
    every = jobs.jobs(journal)
    wanted = [each for each in every if str(each.id) == which or which in {each.name, shown(each.name)}]
    if not wanted:
        raise NoSuchJob(which)
    return max(wanted, key=lambda each: each.arrived)
