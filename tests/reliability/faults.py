"""One trial each: a fault at a point, then the power comes back, the disk is well again, and all must be as it should.

A kill is a real one, of a process of its own.
"""

from __future__ import annotations

import errno
import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from multiprocessing.context import ForkServerContext
from pathlib import Path

from tests.reliability.world import BAD, World
from trygg_excel.inbox.failpoints import POINTS, armed

NAMES = ("ENOSPC", "EIO", "EACCES", "EBUSY", "ESTALE", "ETXTBSY", "ENAMETOOLONG", "EDQUOT")
ERRNOS = tuple(each for each in NAMES if hasattr(errno, each))
FILES = {"Budget åäö.xlsx": b"PK one", "Kopia av Budget åäö (2).xlsx": b"PK one", "Beslut.pdf": BAD}
LATER = {"Prognos.xlsx": b"PK two"}


@dataclass(frozen=True, slots=True)
class Trial:
    """`plans` are the faults of one run after the other; `kills` tells that each run is to be killed by its own."""

    plans: tuple[str, ...]
    kills: bool

    @property
    def name(self) -> str:
        return " + ".join(self.plans)


def kills_singly() -> Iterator[Trial]:
    return (Trial((f"{point}=kill",), kills=True) for point in POINTS)


def kills_in_pairs() -> Iterator[Trial]:
    return (Trial((f"{first}=kill", f"{second}=kill"), kills=True) for first in POINTS for second in POINTS)


def errnos(names: Iterable[str] = ERRNOS, hits: Iterable[str] = ("1", "*")) -> Iterator[Trial]:
    often = tuple(hits)
    return (Trial((f"{point}={name}@{hit}",), kills=False) for point in POINTS for name in names for hit in often)


def outcome(trial: Trial, base: Path) -> list[str]:
    """What is wrong after the trial; nothing should be. A point that was never reached is a fault of the trial."""
    world = World(base)
    told: list[str] = []
    for number, plan in enumerate(trial.plans):
        for name, data in (FILES if number == 0 else LATER).items():
            world.drop(name, data)
        told += _killed(world, plan) if trial.kills else _failing(world, plan)
    with armed(""):
        world.run()
    return told + world.faults()


def _killed(world: World, plan: str) -> list[str]:
    child = _context().Process(target=_run, args=(world.base, plan))
    child.start()
    child.join(60)
    if child.exitcode is None:
        child.kill()
        child.join()
        return [f"hung at {plan}"]
    killed = child.exitcode == -signal.SIGKILL
    child.close()
    return [] if killed else [f"never reached {plan}"]


def _run(base: Path, plan: str) -> None:
    world = World(base)
    with armed(plan):
        world.run()


def _failing(world: World, plan: str) -> list[str]:
    log = world.base / "passed.txt"
    with armed(plan, str(log)):
        world.run(most=5)
    point = plan.partition("=")[0]
    return [] if point in log.read_text(encoding="ascii").split() else [f"never reached {plan}"]


@cache
def _context() -> ForkServerContext:
    """Children of a process that has no threads and all modules: they start in no time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.reliability.faults", "trygg_excel.inbox.status_page", "jinja2"])
    return context
