"""One turn of a watcher: tidy up, take in, answer for a while, tell. The same for `--once` and for ever."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trygg_excel.errors import TryggError
from trygg_excel.finding import Text
from trygg_excel.inbox.arrive import arrive
from trygg_excel.inbox.errors import Redirected, ShareAway
from trygg_excel.inbox.failpoints import failpoint
from trygg_excel.inbox.files import FULL, write_whole
from trygg_excel.inbox.hook import run_hooks, tell_metrics
from trygg_excel.inbox.jobs import ENDED, State, jobs
from trygg_excel.inbox.move import move_answered
from trygg_excel.inbox.owner import went_round
from trygg_excel.inbox.purge import purge_daily
from trygg_excel.inbox.status import lines
from trygg_excel.inbox.status_page import status_page
from trygg_excel.inbox.tidy import tidy
from trygg_excel.inbox.watcher import Watcher
from trygg_excel.inbox.welcome import welcome
from trygg_excel.inbox.work import work


class Went(StrEnum):
    IDLE = "idle"  # nothing to do until something is dropped
    SETTLING = "settling"  # something is not yet at rest
    WAITING = "waiting"  # something has to wait for the disk, the share or the register
    BUSY = "busy"  # there is more to do at once
    AWAY = "away"  # the share is not there
    FULL = "full"  # a disk is full: nothing is begun until there is room


_DISK_FULL = Text(
    "Disken är full. Inget nytt påbörjas förrän det finns plats; inget är borta.",
    "The disk is full. Nothing new is begun until there is room; nothing is lost.",
)


@dataclass(frozen=True, slots=True)
class Turned:
    went: Went
    why: Text | None = None


def turn(w: Watcher) -> Turned:
    """Go round once. Raises nothing that is of a file, a disk or the share."""
    try:
        turned = _turn(w)
    except ShareAway as problem:
        return Turned(Went.AWAY, problem.message)
    except TryggError as problem:
        turned = Turned(Went.WAITING, problem.message)
    except OSError as problem:
        w.untidy = True
        full = problem.errno in FULL
        turned = Turned(Went.FULL, _DISK_FULL) if full else Turned(Went.WAITING, _unwell(problem))
    _tell(w, turned.why)
    went_round(w.places.watchers, w.wall())
    return turned


def _turn(w: Watcher) -> Turned:
    tidy(w)
    if not w.root.present():
        raise ShareAway(w.places.root)
    strange = w.places.redirected()
    if strange is not None:
        raise Redirected(strange)
    _furnish(w)
    settling = arrive(w)
    until = w.steady() + w.settings.poll
    more = work(w)
    while more and w.steady() < until:
        more = work(w)
    move_answered(w)
    run_hooks(w)
    purge_daily(w)
    if more:
        return Turned(Went.BUSY)
    if settling:
        return Turned(Went.SETTLING)
    unended = set(State) - set(ENDED)
    return Turned(Went.WAITING if jobs(w.journal, unended) else Went.IDLE)


def _furnish(w: Watcher) -> None:
    """What a user may have taken away is put there again; a share to read only is worked from all the same."""
    try:
        welcome(w.places, w.settings, w.owner.name)
    except OSError as problem:
        w.untidy = True
        if problem.errno in FULL:
            raise


def _unwell(problem: OSError) -> Text:
    reason = problem.strerror or "?"
    return Text(f"Disken eller mappen svarade inte ({reason}).", f"The disk or folder did not answer ({reason}).")


def _tell(w: Watcher, notice: Text | None) -> None:
    """The page and the figures. They are told next time if they cannot be now."""
    try:
        page = status_page(lines(w.journal), w.wall() // 60 * 60, w.settings.lang, notice)
        if page != w.page:
            failpoint("page")
            write_whole(w.places.page, page, w.owner.name)
            w.page = page
        tell_metrics(w)
    except (OSError, TryggError):
        w.untidy = True
