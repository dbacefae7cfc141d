"""When a child is killed, and what it died of."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time

from trygg_excel.gate.reasons import Reason

KILLED = -getattr(signal, "SIGKILL", 0)  # when not by us: by the kernel, as memory runs out on the machine
_OUT_OF_MEMORY = ("memory allocation of", "MemoryError", "bad_alloc", "out of memory", "Cannot allocate memory")


def reason_of(code: int | None, words: str, *, late: bool) -> Reason:
    """Why a child is gone: `code` as Popen gives it, `words` what it said last, `late` if its time was up."""
    if late or code == -getattr(signal, "SIGXCPU", 0):
        return Reason.TIME
    if code == KILLED or any(each in words for each in _OUT_OF_MEMORY):
        return Reason.MEMORY
    return Reason.CRASH


class Deadline:
    """Kills a process when its time is up. Timed by a thread, for pipes cannot be waited on with a limit everywhere."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self.at = time.monotonic() + seconds
        self.passed = False
        _clock.add(self)

    def stop(self) -> bool:
        """Call it off. True when it was too late for that."""
        _clock.drop(self)
        return self.passed

    def kill(self) -> None:
        self.passed = True
        self._process.kill()


class _Clock:
    """One thread for all deadlines: to start and end one for each takes a tenth of the time a small file does.

    It sleeps until the next of them, also where that one has been called off by then, and is woken only for an earlier.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._live: set[Deadline] = set()
        self._wakes: float | None = None  # None: there is no thread

    def add(self, deadline: Deadline) -> None:
        with self._changed:
            self._live.add(deadline)
            if self._wakes is None:
                threading.Thread(target=self._run, name="deadlines", daemon=True).start()
            elif deadline.at < self._wakes:
                self._changed.notify()
            self._wakes = deadline.at if self._wakes is None else min(self._wakes, deadline.at)

    def drop(self, deadline: Deadline) -> None:
        with self._changed:
            self._live.discard(deadline)

    def _run(self) -> None:
        with self._changed:
            while self._live:
                self._wakes = min(each.at for each in self._live)
                self._changed.wait(min(max(0, self._wakes - time.monotonic()), threading.TIMEOUT_MAX))
                for each in [each for each in self._live if each.at <= time.monotonic()]:
                    self._live.discard(each)
                    each.kill()
            self._wakes = None


_clock = _Clock()


def _without_thread() -> None:
    """After a fork, which takes no thread along."""
    global _clock  # noqa: PLW0603  the one there is
    _clock = _Clock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_without_thread)
