"""What is kept of answered workbooks goes after a time: the copies of them, and the journal's lines about them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trygg_excel.inbox.jobs import ENDED
from trygg_excel.inbox.journal import Journal
from trygg_excel.inbox.slots import State
from trygg_excel.inbox.watcher import Watcher

_DAY = 86400
_SHA = 64  # the length of a copy's name


@dataclass(frozen=True, slots=True)
class Purged:
    """Copies of workbooks with their bytes, and what the journal tells of files that lie in the folder no more."""

    copies: int
    size: int
    jobs: int


def purge(journal: Journal, blobs: Path, before: float, *, rehearse: bool = False) -> Purged:
    """Remove what was done with before that time (wall clock). Of a file that still lies in `in/`, the journal's line
    stays, so that it is not answered anew. Answers in `ut/` are the department's own and are not touched."""
    marks = ", ".join("?" * len(ENDED))
    old = f"state IN ({marks}) AND done < ?"
    lying = "id IN (SELECT job FROM slot WHERE state != ? AND job IS NOT NULL)"
    with journal.change():
        kept = {row["sha"] for row in journal.rows(f"SELECT sha FROM job WHERE NOT ({old})", *ENDED, before)}  # noqa: S608
        copies = {path: found.st_size for path, found in _blobs(blobs) if path.name not in kept and _old(found, before)}
        chosen = f"SELECT id FROM job WHERE {old} AND NOT {lying}"  # noqa: S608
        gone = [row["id"] for row in journal.rows(chosen, *ENDED, before, State.GONE)]
        if not rehearse:
            for id_ in gone:
                _forget(journal, id_)
            for path in copies:
                path.unlink(missing_ok=True)
    return Purged(len(copies), sum(copies.values()), len(gone))


def purge_daily(w: Watcher) -> None:
    """Once a day, by the age that was set; 0 keeps everything."""
    if w.settings.keep_days <= 0 or (w.purged is not None and w.steady() - w.purged < _DAY):
        return
    w.purged = w.steady()
    with contextlib.suppress(OSError):
        purge(w.journal, w.places.blobs, w.wall() - w.settings.keep_days * _DAY)


def _forget(journal: Journal, id_: int) -> None:
    journal.write("DELETE FROM published WHERE job = ?", id_)
    journal.write("DELETE FROM slot WHERE job = ?", id_)
    journal.write("UPDATE event SET name = NULL WHERE job = ?", id_)
    journal.write("DELETE FROM job WHERE id = ?", id_)


def _blobs(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Whole copies; what has another name is being written."""
    if folder.is_dir():
        yield from ((each, each.stat()) for each in sorted(folder.iterdir()) if len(each.name) == _SHA)


def _old(found: os.stat_result, before: float) -> bool:
    """One that was copied just now may not stand in the journal yet."""
    return found.st_mtime < before
