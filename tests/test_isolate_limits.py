"""A child that is killed costs its own file: each limit bites, and each death has its reason."""

from __future__ import annotations

import dataclasses
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.drills import drill, linux, lost, posix, running
from trygg_excel.gate.reasons import Reason
from trygg_excel.isolate.limits import MIB, PROCESS_LIMITS
from trygg_excel.isolate.worker import Worker

LIMITS = dataclasses.replace(PROCESS_LIMITS, memory=256 * MIB)  # the default takes seconds to fill


@pytest.fixture
def child() -> Iterator[Worker]:
    """A child that misbehaves when asked to."""
    worker = Worker(LIMITS, drill=True)
    yield worker
    worker.end()


@posix
@pytest.mark.parametrize(
    ("how", "what", "reason"),
    [
        ("allocate", "", Reason.MEMORY),
        ("say and abort", "memory allocation of 103079215080 bytes failed", Reason.MEMORY),
        ("say and abort", "thread panicked", Reason.CRASH),
        ("abort", "", Reason.CRASH),
        ("segfault", "", Reason.CRASH),
        ("exit", "0", Reason.CRASH),
        ("exit", "3", Reason.CRASH),
        ("raise", "", Reason.CRASH),
        ("garbage", "\x7f\x7f\x7f\x7f too much", Reason.CRASH),
        ("garbage", "\0\0\0\x04true", Reason.CRASH),
        ("large", 17 * MIB, Reason.MEMORY),
    ],
)
def test_each_death_has_its_reason(how: str, what: object, reason: Reason, child: Worker) -> None:
    assert lost(child, how, what).reason is reason


@posix
def test_a_child_killed_from_outside_ran_out_of_memory(child: Worker) -> None:
    """Who else kills it than the kernel?"""
    drill(child, "modules")
    with ThreadPoolExecutor(1) as threads:
        told = threads.submit(lost, child, "sleep", 20)
        time.sleep(0.2)
        os.kill(child.pid, signal.SIGKILL)
        assert told.result().reason is Reason.MEMORY


def test_the_time_on_the_clock_bites(child: Worker) -> None:
    drill(child, "modules")
    before = time.monotonic()
    assert lost(child, "sleep", 20, seconds=0.3).reason is Reason.TIME
    assert time.monotonic() - before < 5


@posix
def test_the_time_of_the_processor_bites(child: Worker) -> None:
    before = time.monotonic()
    assert lost(child, "spin", 20, cpu=0).reason is Reason.TIME
    assert time.monotonic() - before < 10


@posix
def test_the_time_is_for_each_file(child: Worker) -> None:
    for _ in range(3):
        drill(child, "spin", 0.8, cpu=1)
    assert child.served == 3


@linux
def test_a_child_that_has_grown_gets_no_more_files(child: Worker) -> None:
    drill(child, "keep", 16 * MIB)
    assert child.alive()
    drill(child, "keep", 128 * MIB)
    assert not child.alive()


def test_what_went_wrong_says_nothing_of_the_file(child: Worker) -> None:
    detail = lost(child, "raise").detail
    assert detail.startswith("KeyError in _raise, line ")
    assert "secret" not in detail


@posix
def test_what_a_library_prints_disturbs_nobody(child: Worker) -> None:
    for _ in range(3):
        assert drill(child, "chatter") == "said"


def test_misbehaving_must_be_asked_for() -> None:
    worker = Worker(PROCESS_LIMITS)
    assert lost(worker, "abort").detail.startswith("KeyError")  # to it, it is a request to read, without a path


# What a child can do -------------------------------------------------------------------------------------------------


@linux
def test_it_has_no_network(child: Worker) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = drill(child, "connect", server.getsockname()[1])
        assert child.confined is not None
        if not child.confined.network_denied:
            pytest.skip("this system does not let the child leave the network")
        assert found == "OSError"


@posix
def test_it_writes_no_file_and_opens_few(child: Worker, tmp_path: Path) -> None:
    assert drill(child, "write", tmp_path / "x") == "File too large"
    assert 0 < int(str(drill(child, "many files"))) < 16


@posix
def test_the_limits_are_there(child: Worker) -> None:
    drill(child, "modules")
    assert child.confined is not None
    assert child.confined.lacking == ()


def test_it_inherits_nothing_it_needs_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "x")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "json.py").write_text("raise SystemExit('hijacked')", encoding="ascii")
    worker = Worker(PROCESS_LIMITS, drill=True)
    environment, path = drill(worker, "environment"), drill(worker, "search path")
    worker.end()
    assert isinstance(environment, dict)
    assert isinstance(path, list)
    assert not {"SECRET", "PYTHONPATH", "HOME"} & set(environment)
    assert not {"", ".", str(tmp_path)} & set(path)


def test_it_is_light(child: Worker) -> None:
    modules = drill(child, "modules")
    assert isinstance(modules, list)
    heavy = {"pandas", "numpy", "pandera", "xlsxwriter", "openpyxl", "typer", "rich", "yaml", "jinja2", "subprocess"}
    assert not heavy & set(modules)
    assert "lxml" in modules  # what it needs is there before the first file


# Life and death ------------------------------------------------------------------------------------------------------

_PARENT = """
import sys, time
from trygg_excel.isolate.limits import PROCESS_LIMITS
from trygg_excel.isolate.worker import Worker
worker = Worker(PROCESS_LIMITS, drill=True)
ask = lambda how, what: worker.ask({"kind": "drill", "how": how, "what": what, "cpu_seconds": 20}, 20, list)
ask("modules", "")
print(worker.pid, flush=True)
ask("spin", "15") if sys.argv[1] == "busy" else time.sleep(15)
"""


@linux
@pytest.mark.parametrize("state", ["idle", "busy"])
def test_no_orphan_is_left_when_the_parent_is_killed(state: str) -> None:
    with subprocess.Popen([sys.executable, "-c", _PARENT, state], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        time.sleep(0.3)
        assert running(pid)
        process.kill()
    until = time.monotonic() + 3
    while running(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not running(pid)
