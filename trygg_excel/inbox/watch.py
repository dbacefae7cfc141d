"""Going round for ever, or once; stopping in good order."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from trygg_excel.errors import Unwritable
from trygg_excel.finding import Text
from trygg_excel.inbox import jobs
from trygg_excel.inbox.adopt import adopt
from trygg_excel.inbox.answer import Answered, Answerer, Question
from trygg_excel.inbox.journal import Journal
from trygg_excel.inbox.owner import Owner
from trygg_excel.inbox.process import AnswerProcess
from trygg_excel.inbox.root import Root, opened
from trygg_excel.inbox.settings import Settings
from trygg_excel.inbox.tidy import tidy
from trygg_excel.inbox.turn import Turned, Went, turn
from trygg_excel.inbox.watcher import Tell, Watcher

_FULL_SECONDS = 60.0
_ONCE_WAITS = 12  # times the time it takes a file to settle; what is not at rest by then is for the next pass
_SOONEST = 0.05


class Stopped(BaseException):
    """The user, or the system, wants the watch to end."""


class Stop:
    """Signals that ask for an end. They break off an answer or a wait, and never what is being written."""

    def __init__(self) -> None:
        self.asked = False
        self._breaks = False
        self._wake = threading.Event()

    def __call__(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True
        self._wake.set()
        if self._breaks:
            raise Stopped

    def listen(self) -> None:
        for name in ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup sets it
                signal.signal(number, self)

    def around(self, answerer: Answerer) -> Answerer:
        def stoppable(question: Question) -> Answered:
            if self.asked:
                raise Stopped
            self._breaks = True
            try:
                return answerer(question)
            finally:
                self._breaks = False

        return stoppable

    def wake(self) -> None:
        """Something has stirred in the folder: look at once."""
        self._wake.set()

    def wait(self, seconds: float) -> None:
        self._wake.wait(seconds)
        if not self.asked:
            self._wake.clear()


@contextmanager
def watcher(root: Root, settings: Settings, tell: Tell, answerer: Answerer) -> Iterator[Watcher]:
    """A watcher with its journal open. It goes in good order, whatever happened."""
    journal = Journal(root.places.journal)
    try:
        adopt(journal, root.places, settings.clock.wall())
        owner = Owner(root.places.watchers)
        w = Watcher(root, settings, journal, owner, answerer, tell)
        yield w
        w.untidy = True
        tidy(w)
        owner.leave()
    finally:
        journal.close()


def watch(
    path: Path, settings: Settings, tell: Tell, *, state: Path | None = None, once: bool = False,
    take_over: bool = False, stirred: Callable[[Path, Callable[[], None]], None] | None = None,
) -> int:  # fmt: skip
    """Watch the drop folder at `path`, made if it is not there yet; the exit code.

    Raises as `opened`, and Unwritable where neither folder nor journal can be begun with.
    """
    stop, process = Stop(), AnswerProcess()
    stop.listen()
    try:
        root = opened(path, state, take_over=take_over)
        with watcher(root, settings, tell, stop.around(process)) as w:
            if not once:
                tell(Text(f"Bevakar {path}.", f"Watching {path}."), "TRY-I26")
            if stirred is not None and not once:
                stirred(root.places.drop, stop.wake)
            try:
                return _once(w, stop) if once else _for_ever(w, stop)
            except Stopped:
                _let_go(w)
                return 0
    except OSError as problem:
        raise Unwritable(problem.filename or path, problem.strerror or "?") from problem
    finally:
        process.end()


def _let_go(w: Watcher) -> None:
    """A run that was broken off by request is no crash of its file."""
    with w.journal.change():
        w.journal.write(
            "UPDATE job SET state = ?, crashes = 0, owner = NULL, lease = NULL WHERE owner = ?",
            jobs.State.NEW, w.owner.name,
        )  # fmt: skip
    w.tell(Text("Bevakningen avslutades.", "The watch ended."), "TRY-I27")


def _for_ever(w: Watcher, stop: Stop) -> int:
    said: Went | None = None
    while not stop.asked:
        turned = turn(w)
        if turned.why is not None and turned.went is not said:
            w.tell(turned.why, "TRY-I22")
        said = turned.went
        stop.wait(_pause(w, turned))
    _let_go(w)
    return 0


def _pause(w: Watcher, turned: Turned) -> float:
    if turned.went is Went.BUSY:
        return 0
    if turned.went is Went.FULL:
        return max(_FULL_SECONDS, w.settings.poll) if w.settings.poll >= 1 else w.settings.poll
    if turned.went is Went.SETTLING:
        return min(w.settings.poll, _between(w))
    return w.settings.poll


def _between(w: Watcher) -> float:
    return max(_SOONEST, w.settings.settle / max(1, w.settings.looks - 1))


def _once(w: Watcher, stop: Stop) -> int:
    """Until all that lies there is answered, or has to wait for more than to come to rest."""
    begun = w.wall()
    until = w.steady() + _ONCE_WAITS * max(_between(w), w.settings.settle)
    while not stop.asked:
        turned = turn(w)
        if turned.went in {Went.AWAY, Went.FULL}:
            if turned.why is not None:
                w.tell(turned.why, "TRY-I22")
            return 4
        if turned.went is Went.BUSY:
            until = w.steady() + _ONCE_WAITS * max(_between(w), w.settings.settle)
        elif turned.went is not Went.SETTLING or w.steady() > until:
            return _code(w, begun)
        stop.wait(_pause(w, turned))
    _let_go(w)
    return 0


def _code(w: Watcher, begun: float) -> int:
    """4 when something waits for the disk, the share or the register; 3 when something could not be read this time."""
    every = jobs.jobs(w.journal)
    if any(each.state is jobs.State.RETRY and each.looks == 0 for each in every):
        return 4
    bad = {jobs.State.REJECTED, jobs.State.QUARANTINED}
    return 3 if any(each.state in bad and (each.done or 0) >= begun for each in every) else 0
