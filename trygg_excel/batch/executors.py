"""Where a batch is done when nobody says: in this process for a few workbooks, else in a process for each core."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_Process: Any = multiprocessing.get_context(_METHOD).Process  # type: ignore[attr-defined]  # each has one
FEW, SMALL = 16, 2 * 1024 * 1024  # workbooks, and their bytes, that are done before a pool has started


class InProcess(Executor):
    """An executor that does what it is given at once, here."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as problem:
            done.set_exception(problem)
        return done


class PoolProcess(_Process):  # type: ignore[misc]  # whichever the platform's is
    """A process in which the user's script is not run again, as Python does it: without a guard it would start anew."""

    def start(self) -> None:
        with _nameless_main():
            super().start()


def forks(executor: Executor) -> bool:
    """Whether an executor's processes begin as copies of this one, with its locks and without its threads."""
    context = getattr(executor, "_mp_context", None)
    return context is not None and context.get_start_method() == "fork"


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
    """A pool of so many processes. They share what a process made for it has imported, and end when this one does."""
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=_watch_parent)


def _context() -> Any:
    """Never by forking this process: a library with threads of its own, such as typst, would wait for them there."""
    context: Any = type(multiprocessing.get_context(_METHOD))()  # our own: those that Python hands out are shared
    if _METHOD == "forkserver":
        context.set_forkserver_preload(["trygg_excel.batch.preloaded"])
    context.Process = PoolProcess
    return context


@contextmanager
def _nameless_main() -> Iterator[None]:
    """While a process starts, nothing tells it from where this one's main module came."""
    main: dict[str, Any] = vars(sys.modules["__main__"])
    hidden: dict[str, Any] = {name: main.pop(name) for name in ("__file__", "__spec__") if name in main}
    main["__spec__"] = None
    try:
        yield
    finally:
        del main["__spec__"]
        main.update(hidden)


def _watch_parent() -> None:
    """End with the process that asked, also when it is killed."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
