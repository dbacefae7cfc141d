"""Deadlines of reading children: one thread for all, killed in time and never after being called off."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from trygg_excel.isolate.death import Deadline

_SOON, _LATE = 0.05, 60.0


@contextmanager
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_process_whose_time_is_up_is_killed_though_a_later_deadline_came_first() -> None:
    with sleeper() as slow, sleeper() as other:
        later, soon = Deadline(other, _LATE), Deadline(slow, _SOON)
        assert slow.wait(10) != 0
        assert soon.stop()
        assert not later.stop()
        assert other.poll() is None


def test_what_is_called_off_is_not_killed() -> None:
    with sleeper() as process:
        assert not Deadline(process, _SOON).stop()
        time.sleep(4 * _SOON)
        assert process.poll() is None


def test_one_thread_times_them_all() -> None:
    with sleeper() as process:
        deadlines = [Deadline(process, _LATE + each) for each in range(5)]
        assert [each.name for each in threading.enumerate()].count("deadlines") == 1
        assert not any(each.stop() for each in deadlines)
