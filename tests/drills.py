"""Children that misbehave when asked to, for the tests that see the limits bite."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from trygg_excel.isolate.wire import Lost
from trygg_excel.isolate.worker import Worker

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")


def drill(worker: Worker, how: str, what: object = "", seconds: float = 20, cpu: int = 20) -> object:
    question = {"kind": "drill", "how": how, "what": str(what), "cpu_seconds": cpu}
    (answer,) = worker.ask(question, seconds, list)
    return answer["result"]


def lost(worker: Worker, how: str, what: object = "", seconds: float = 20, cpu: int = 20) -> Lost:
    with pytest.raises(Lost) as told:
        drill(worker, how, what, seconds, cpu)
    assert not worker.alive()
    return told.value


def running(pid: int) -> bool:
    """Whether there is such a process that is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
