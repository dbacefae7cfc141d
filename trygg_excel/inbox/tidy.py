"""What watchers that are no more have left half done: their temporary files go, their jobs are anyone's again."""

from __future__ import annotations

import contextlib
import shutil

from trygg_excel.inbox import jobs
from trygg_excel.inbox.files import swept
from trygg_excel.inbox.owner import bury, owners
from trygg_excel.inbox.watcher import Watcher


def tidy(w: Watcher) -> None:
    """Tidy up after the dead, and after this watcher's own mishaps. Raises JournalFailed."""
    found = owners(w.places.watchers)
    dead = [name for name, alive in found.items() if not alive and name != w.owner.name]
    living = {name for name, alive in found.items() if alive} - {w.owner.name}
    jobs.released(w.journal, [*dead, w.owner.name], w.wall())
    if not (dead or w.untidy):
        return
    clean = _swept(w, living)
    for name in _desks(w):
        if name not in living:
            shutil.rmtree(w.places.work / name, ignore_errors=True)
    w.untidy = not clean
    if clean:
        for name in dead:
            bury(w.places.watchers, name)


def _swept(w: Watcher, living: set[str]) -> bool:
    """Only what is no living watcher's; this one has nothing under way when it tidies."""
    try:
        return swept(w.places.temporary(), living)
    except OSError:
        return False


def _desks(w: Watcher) -> list[str]:
    with contextlib.suppress(OSError):
        return [each.name for each in w.places.work.iterdir()]
    return []
