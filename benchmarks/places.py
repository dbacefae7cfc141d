"""The same workbooks judged in this process, by two processes, and by Dask's local cluster of two, turn by turn.

Wall time tells the speed-up only as far as both cores are free. So the CPU of all the processes stands beside it: how
many cores there were to be had is that CPU through wall time, and what a speed-up can be at most is told by how much
more CPU two processes take than one, and by what stays with the process that asks.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
from page import table

import trygg_excel as te
from trygg_excel.batch.executors import InProcess, pool

HEADS = ("turn", "where", "wall, s", "CPU of all, s", "of the asking process, s", "cores had", "speed-up")
HERE, TWO, DASK = "here", "two processes", "Dask"


@dataclass(frozen=True)
class Taken:
    wall: float
    every: float  # CPU of all processes
    asking: float

    @property
    def cores(self) -> float:
        return self.every / self.wall


def tree_cpu() -> float:
    """CPU seconds of this process and all below it, those that have ended too."""
    own = psutil.Process()
    total = 0.0
    for each in (own, *own.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            total += sum(each.cpu_times()[:4])
    return total


def taken(paths: Sequence[Path], where: Executor) -> Taken:
    every, began, own = tree_cpu(), time.perf_counter(), time.process_time()
    done = te.run_many(paths, where)
    wall, asking = time.perf_counter() - began, time.process_time() - own
    assert len(done.checked.checks) == len(paths)  # noqa: S101
    return Taken(wall, tree_cpu() - every, asking)


def turns_of(paths: list[Path], turns: int) -> list[dict[str, Taken]]:
    """Turn by turn, so that what else the machine does falls on all alike."""
    from distributed import LocalCluster

    from trygg_excel.batch.cluster import cluster_executor

    with contextlib.ExitStack() as stack:
        cluster = stack.enter_context(
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50)
        )
        dask = stack.enter_context(cluster_executor(cluster.scheduler_address))
        places = {HERE: InProcess(), TWO: stack.enter_context(pool(2)), DASK: dask}
        for where in places.values():
            te.run_many(paths[:16], where)  # processes started, modules loaded
        found = []
        for number in range(turns):
            turn = {name: taken(paths, where) for name, where in places.items()}
            found.append(turn)
            print(table(HEADS, lines([turn], number + 1)), flush=True)
        return found


def lines(turns: Sequence[dict[str, Taken]], first: int = 1) -> list[tuple[object, ...]]:
    return [
        (number, name, f"{each.wall:.1f}", f"{each.every:.1f}", f"{each.asking:.1f}", f"{each.cores:.2f}",
         f"{turn[HERE].wall / each.wall:.2f}")
        for number, turn in enumerate(turns, first) for name, each in turn.items()
    ]  # fmt: skip


def told(count: int, turns: Sequence[dict[str, Taken]]) -> str:
    """The turns, and what the goal asks of them."""
    allowed = {
        name: median(turn[HERE].every / max(turn[name].every / 2, turn[name].asking) for turn in turns)
        for name in (TWO, DASK)
    }
    speed = median(turn[TWO].wall / turn[DASK].wall for turn in turns)
    work = median(turn[TWO].every / turn[DASK].every for turn in turns)
    return (
        f"{count} workbooks of three sheets of 60 x 12, {len(turns)} turns.\n\n{table(HEADS, lines(turns))}\n\n"
        f"By CPU, two free cores allow a speed-up of {allowed[TWO]:.2f} with two processes and {allowed[DASK]:.2f} "
        f"with Dask. Dask's speed-up is {speed:.2f} of the two processes' by wall time, turn by turn (median), and "
        f"{work:.2f} by CPU. The goal is at least 0.8."
    )
