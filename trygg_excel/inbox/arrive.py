"""From seen to accepted: what lies in the drop folder is watched until it is at rest, copied, and written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from trygg_excel.finding import Text
from trygg_excel.gate.limits import LIMITS
from trygg_excel.inbox import jobs
from trygg_excel.inbox.errors import ShareAway
from trygg_excel.inbox.failpoints import failpoint
from trygg_excel.inbox.files import FULL, free_for
from trygg_excel.inbox.names import shown
from trygg_excel.inbox.rules import Rules, rules_of
from trygg_excel.inbox.scan import Kind, Seen, scan
from trygg_excel.inbox.slots import Slot, State, put, slot_named, slots
from trygg_excel.inbox.snapshot import Changed, Held, snapshot
from trygg_excel.inbox.stability import Rest, looked
from trygg_excel.inbox.watcher import Watcher

_HOUR = 3600
_LOOKS_UNTIL_GONE = 3  # while Excel saves there is a moment with no file
_KINDS = {Kind.FOLDER: State.FOLDER, Kind.ODD: State.ODD, Kind.TEMPORARY: State.TEMPORARY}


def arrive(w: Watcher) -> bool:
    """Look once, and accept what is at rest. True while something is not.

    Raises ShareAway, OSError when a disk is full, and JournalFailed.
    """
    seen = _listing(w)
    before = slots(w.journal)
    now, wall = w.steady(), w.wall()
    w.looks = looked(w.looks, seen, now)
    failpoint("scan.seen")
    after = {each.name: _judged(w, each, before.get(each.name), now, wall) for each in seen}
    _write_down(w, before, after, {each.name for each in seen}, wall)
    ready = [each for each in seen if after[each.name] is None]
    rules = _rules(w) if ready else None
    taken = [_accept(w, each, rules) for each in ready if rules is not None]
    settling = [slot for slot in after.values() if slot is not None and slot.state is State.SETTLING]
    return False in taken or any(slot.since <= wall for slot in settling)


def _listing(w: Watcher) -> tuple[Seen, ...]:
    """What lies there; an empty place where the share was is not an empty folder."""
    try:
        if not w.root.present():
            raise ShareAway(w.places.root)
        for folder in (w.places.drop, w.places.out, w.places.details):
            folder.mkdir(exist_ok=True)
        seen = scan(w.places.drop)
    except OSError as problem:
        if problem.errno in FULL:
            raise
        if not w.places.drop.is_dir() or not w.root.present():
            raise ShareAway(w.places.root) from problem
        seen = scan(w.places.drop)  # a share to read only: what lies there can still be seen
    if not w.root.present():
        raise ShareAway(w.places.root)
    return seen


def _judged(w: Watcher, seen: Seen, slot: Slot | None, now: float, wall: float) -> Slot | None:
    """What is now to be said of a file; None when it is to be accepted."""
    if seen.kind is not Kind.FILE:
        return Slot(seen.name, _KINDS[seen.kind], seen.size, None, wall, None, None, None)
    if slot is not None and slot.state is State.ACCEPTED and slot.signature == seen.signature:
        return slot
    job = None if slot is None else slot.job
    plain = Slot(seen.name, State.SETTLING, seen.size, None, wall, None, None, job)
    if seen.opened_by is not None:
        plain = _opened(w, plain, seen.opened_by, slot, wall)
    if plain.state is State.OPEN:
        return plain
    if slot is not None and _must_wait(w, slot, now, wall):
        return slot
    if not Rest(w.settings.settle, w.settings.looks).reached(w.looks[seen.name], now):
        return plain
    return replace(plain, state=State.TOO_LARGE) if seen.size > LIMITS.file_bytes else None


def _opened(w: Watcher, plain: Slot, by: str, slot: Slot | None, wall: float) -> Slot:
    """Open, until the owner file has been there for so long that it must have been left behind."""
    opened = min(wall, slot.opened) if slot is not None and slot.opened is not None else wall
    waited = wall - opened >= w.settings.open_hours * _HOUR
    return replace(plain, state=State.SETTLING if waited else State.OPEN, opened_by=by, opened=opened)


def _must_wait(w: Watcher, slot: Slot, now: float, wall: float) -> bool:
    """To be looked at again, but not yet; a clock that has jumped makes nothing wait for ever."""
    if slot.state is State.SETTLING:
        return wall < slot.since <= wall + 2 * w.settings.patience
    tried = w.tried.get(slot.name)
    return slot.state is State.LOCKED and tried is not None and now - tried < w.settings.poll


def _write_down(
    w: Watcher, before: Mapping[str, Slot], after: Mapping[str, Slot | None], there: set[str], wall: float
) -> None:
    changed = [slot for name, slot in after.items() if slot is not None and _is_news(slot, before.get(name))]
    changed += [replace(slot, state=State.GONE, signature=None, since=wall) for slot in _gone(w, before, there)]
    if changed:
        with w.journal.change():
            for slot in changed:
                put(w.journal, slot)


def _is_news(slot: Slot, before: Slot | None) -> bool:
    return before is None or replace(slot, since=before.since) != before


def _gone(w: Watcher, before: Mapping[str, Slot], there: set[str]) -> list[Slot]:
    """Those that have not been there for a while."""
    w.missing = {
        name: w.missing.get(name, 0) + 1
        for name, slot in before.items()
        if name not in there and slot.state is not State.GONE
    }
    return [before[name] for name, times in w.missing.items() if times >= _LOOKS_UNTIL_GONE]


def _rules(w: Watcher) -> Rules | None:
    """None when the register cannot be read now: nothing is accepted by rules that are not known."""
    try:
        return rules_of(w.places.root, w.settings.register)
    except OSError as problem:
        w.tell(Text(f"Registret kunde inte läsas ({problem.strerror}).", "The register could not be read."), "TRY-I22")
        return None


def _accept(w: Watcher, seen: Seen, rules: Rules) -> bool:
    """Copy it and write it down: from then on its content cannot be lost, whatever becomes of the file.

    False when it was not at rest after all.
    """
    try:
        failpoint("settle.ok")
        free_for(w.places.state, seen.size)
        found = snapshot(w.places.drop / seen.name, seen.signature, w.places.blobs, w.owner.name)
    except (Changed, FileNotFoundError):
        w.looks.pop(seen.name, None)
        return False
    except Held:
        return _held(w, seen)
    except OSError as problem:
        if problem.errno in FULL:
            raise
        w.untidy = True
        return _held(w, seen)
    return _written_down(w, seen, found.sha, found.size, rules)


def _written_down(w: Watcher, seen: Seen, sha: str, size: int, rules: Rules) -> bool:
    wall = w.wall()
    try:
        with w.journal.change():
            slot = slot_named(w.journal, seen.name)
            current = None if slot is None else slot.job
            id_ = jobs.arrived(w.journal, seen.name, sha, size, rules.digest, rules.engine, wall, current)
            put(w.journal, Slot(seen.name, State.ACCEPTED, size, seen.signature, wall, None, None, id_))
            failpoint("journal.slot")
    except OSError as problem:
        if problem.errno in FULL:
            raise
        return False  # it is seen again next time
    if id_ != current:
        w.tell(Text(f"{shown(seen.name)}: mottagen.", f"{shown(seen.name)}: received."), "TRY-I20")
    return True


def _held(w: Watcher, seen: Seen) -> bool:
    """It is tried again for as long as it lies there."""
    w.tried[seen.name] = w.steady()
    before = slot_named(w.journal, seen.name)
    if before is None or before.state is not State.LOCKED:
        job = None if before is None else before.job
        with w.journal.change():
            put(w.journal, Slot(seen.name, State.LOCKED, seen.size, None, w.wall(), None, None, job))
    return True
