"""With `--move`: the original goes unchanged to `behandlade/ÅÅÅÅ-MM/` once its answer stands."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from itertools import count
from pathlib import Path

from trygg_excel.finding import Text
from trygg_excel.inbox import jobs
from trygg_excel.inbox.failpoints import failpoint
from trygg_excel.inbox.files import sha_of, sync_folder
from trygg_excel.inbox.jobs import Job
from trygg_excel.inbox.names import shown
from trygg_excel.inbox.scan import signature_of
from trygg_excel.inbox.slots import Slot, State, look_again, put, slots
from trygg_excel.inbox.watcher import Watcher


def move_answered(w: Watcher) -> None:
    """Move every original that is what was answered; one that is not is left. Raises JournalFailed."""
    if not w.settings.move:
        return
    known = jobs.of_slots(w.journal)
    for slot in slots(w.journal).values():
        job = known.get(slot.job or 0)
        if slot.state is State.ACCEPTED and job is not None and job.state is jobs.State.DONE:
            try:
                _move(w, slot, job)
            except OSError as problem:
                name, why = shown(slot.name), problem.strerror or "?"
                w.tell(Text(f"{name} flyttades inte ({why}).", f"{name} was not moved ({why})."), "TRY-I22")


def _move(w: Watcher, slot: Slot, job: Job) -> None:
    source = w.places.drop / slot.name
    found = source.lstat()
    if signature_of(found) != slot.signature or sha_of(source) != job.sha:
        return  # it has changed: the next look takes it in
    month = datetime.fromtimestamp(w.wall()).astimezone().strftime("%Y-%m")
    folder = w.places.done / month
    for each in (w.places.done, folder):  # never the root itself
        each.mkdir(exist_ok=True)
    failpoint("archive")
    with w.journal.change():
        target = _free(folder, slot.name)
        _renamed(source, target)
        if sha_of(target) != job.sha:  # it was saved meanwhile: that is not what was answered
            _renamed(target, source)
            look_again(w.journal, slot.name, w.wall())
            return
        failpoint("archived")
        sync_folder(folder)
        sync_folder(w.places.drop)
        put(w.journal, Slot(slot.name, State.GONE, slot.size, None, w.wall(), None, None, job.id))
        moved = f"{w.places.done.name}/{month}/{shown(target.name)}"
        w.journal.write("UPDATE job SET moved = ? WHERE id = ?", moved, job.id)
        w.journal.event("MOVED", w.wall(), job=job.id, detail=month)


def _renamed(source: Path, target: Path) -> None:
    """Rename, and never over what has come there meanwhile. Raises FileExistsError then."""
    if sys.platform != "win32":  # there a rename never takes the place of another file
        target.open("xb").close()
    try:
        source.rename(target)
    except OSError:
        if sys.platform != "win32":
            target.unlink(missing_ok=True)
        raise


def _free(folder: Path, name: str) -> Path:
    """A name that nothing has: an original never takes the place of another."""
    taken = {each.name.casefold() for each in folder.iterdir()}
    stem, suffix = os.path.splitext(name)  # noqa: PTH122  a raw name
    for number in count(1):
        new = name if number == 1 else f"{stem} ({number}){suffix}"
        if new.casefold() not in taken:
            return folder / new
    raise AssertionError
