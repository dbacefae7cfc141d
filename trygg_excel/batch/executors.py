"""Where a batch is done when nobody says: in this process for a few workbooks, else in a process for each core."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
FEW = 4  # workbooks that are done before a pool has started


class InProcess(Executor):
    """An executor that does what it is given at once, here."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as problem:
            done.set_exception(problem)
        return done


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_of(executor: Executor) -> int:
    """How many pieces of work an executor does at once, as well as can be told."""
    client = getattr(executor, "_client", None)  # Dask's
    if client is not None:
        return max(1, int(sum(client.nthreads().values())))
    if isinstance(executor, InProcess):
        return 1
    return int(getattr(executor, "_max_workers", None) or cores())


def pool(workers: int) -> ProcessPoolExecutor:
    """A pool of so many processes. They share what has been imported by now, and end when this process does."""
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=_watch_parent)


def _context() -> Any:
    """By forking where that is safe: on Linux, from a process of one thread. Else as the platform does it."""
    if sys.platform == "linux" and threading.active_count() == 1:
        _import_what_is_slow()
        return multiprocessing.get_context("fork")
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["trygg_excel.batch.work", "trygg_excel.frame"])
        return context
    return multiprocessing.get_context("spawn")


def _import_what_is_slow() -> None:
    """Once, before the processes part."""
    from trygg_excel import frame, schema

    del frame
    schema.prepare()


def _watch_parent() -> None:
    """End with the process that asked, also when it is killed."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
