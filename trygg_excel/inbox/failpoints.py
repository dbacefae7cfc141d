"""Named places where a test can make the power fail or the disk say no. Without TRYGG_FAILPOINTS they do nothing.

`point=action@hit;…`: the action is `kill` (SIGKILL to this very process), `stop` (Killed is raised, a kill inside of a
test's own process) or the name of an errno (`ENOSPC`). The hit says which time it is done, `@1` where not said; `@*`
is every time. The names of the points that were passed are added to the file that TRYGG_FAILPOINT_LOG names.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

# In the order that a dropped workbook passes them.
POINTS = (
    "scan.seen",
    "settle.ok",
    "snap.mid",
    "snap.renamed",
    "journal.slot",
    "claim",
    "run.begin",
    "run.end",
    "render",
    "journal.rendered",
    "pub.tmp",
    "pub.written",
    "pub.rename",
    "pub.manifest",
    "journal.done",
    "archive",
    "archived",
    "hook",
    "page",
)


class Killed(BaseException):
    """The process is to be thought of as dead: nothing may be tidied up on its way."""


@dataclass(slots=True)
class _Fault:
    action: str
    hit: int | None
    passed: int = 0

    def due(self) -> bool:
        self.passed += 1
        return self.hit is None or self.passed == self.hit


def failpoint(name: str) -> None:
    """Pass the point `name`: nothing happens, unless a test has asked for it. Raises OSError or Killed then."""
    if _log:
        with open(_log, "a", encoding="ascii") as log:  # noqa: PTH123  as light as can be
            log.write(name + "\n")
    fault = _armed.get(name)
    if fault is not None and fault.due():
        _do(fault.action, name)


def _do(action: str, name: str) -> None:
    if action == "kill":
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    elif action == "stop":
        raise Killed(name)
    else:
        number = getattr(errno, action)
        raise OSError(number, os.strerror(number), name)


def parsed(plan: str) -> dict[str, _Fault]:
    """The faults of a plan by their point. Raises ValueError for a point or action that there is not."""
    faults = {}
    for each in filter(None, plan.split(";")):
        name, _, what = each.partition("=")
        action, _, hit = what.partition("@")
        if name not in POINTS or not (action in {"kill", "stop"} or hasattr(errno, action)):
            raise ValueError(each)
        faults[name] = _Fault(action, None if hit == "*" else int(hit or 1))
    return faults


@contextmanager
def armed(plan: str, log: str = "") -> Iterator[None]:
    """For the length of a test, in this process."""
    global _armed, _log
    before = _armed, _log
    _armed, _log = parsed(plan), log
    try:
        yield
    finally:
        _armed, _log = before


_armed = parsed(os.environ.get("TRYGG_FAILPOINTS", ""))
_log = os.environ.get("TRYGG_FAILPOINT_LOG", "")
