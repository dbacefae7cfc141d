"""When a child is killed, and what it died of."""

from __future__ import annotations

import signal
import subprocess
import threading

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
    """Kills a process when its time is up. A timer, for pipes cannot be waited on with a limit everywhere."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._lock = threading.Lock()
        self._over = False
        self.passed = False
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> bool:
        """Call it off. True when it was too late for that."""
        self._timer.cancel()
        with self._lock:
            self._over = True
        return self.passed

    def _kill(self) -> None:
        with self._lock:
            if not self._over:
                self.passed = True
                self._process.kill()
