"""Pieces of work through an executor: a few at a time, large ones in a lane, and one's death takes no others along."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Generic, TypeAlias, TypeVar

from trygg_excel.batch.chunks import Chunk, Item
from trygg_excel.batch.executors import pool
from trygg_excel.errors import TryggError

T = TypeVar("T")
Work: TypeAlias = tuple[Callable[..., T], tuple[object, ...]]  # a function and what it is called with
_AHEAD = 2  # pieces for each process, under way and next, so that none waits for this one


class Drive(Generic[T]):
    """`work` tells how a piece is done, `lost` answers for a workbook whose process died or met an error of ours.

    When an executor breaks, as a pool does when one of its processes is killed, what was under way is done once more,
    one piece at a time and then one workbook at a time, each in a process that it can only take down itself.
    """

    def __init__(
        self,
        executor: Executor,
        workers: int,
        work: Callable[[Chunk], Work[T]],
        lost: Callable[[Item, BaseException], T],
    ) -> None:
        self.executor = executor
        self.workers = workers
        self.work = work
        self.lost = lost
        self._own: Executor | None = None
        self._under_way: dict[Future[T], Chunk] = {}

    def answers(self, small: list[Chunk], large: list[Chunk]) -> Iterator[T]:
        """The answer for each piece, or for each workbook of one that was taken apart, as they come.

        Raises what is of the whole run, which the work gives as a TryggError.
        """
        waiting, lane = deque(small), deque(large)
        try:
            while waiting or lane or self._under_way:
                while piece := self._next(waiting, lane):
                    self._under_way[self._submitted(self.executor, piece)] = piece
                yield from self._settled()
        finally:
            for future in self._under_way:
                future.cancel()
            if self._own is not None:
                self._own.shutdown(wait=True, cancel_futures=True)

    def _settled(self) -> Iterator[T]:
        """The answers of what is done by now, with what has come of a broken executor."""
        done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
        suspects: list[Chunk] = []
        for future in done:
            piece = self._under_way.pop(future)
            problem = _problem(future)
            if problem is None:
                yield future.result()
            elif isinstance(problem, BrokenExecutor):
                suspects.append(piece)
            else:
                yield from self._apart(piece, problem)
        if suspects:
            suspects += self._under_way.values()
            self._under_way.clear()
            self._replace()
            for each in suspects:
                yield from self._alone(each)

    def _next(self, waiting: deque[Chunk], lane: deque[Chunk]) -> Chunk | None:
        """What to do next: a large one while fewer than half of the processes have one, else some small ones."""
        if len(self._under_way) >= self.workers * _AHEAD:
            return None
        busy = sum(each.large for each in self._under_way.values())
        if lane and (busy < max(1, self.workers // 2) or not waiting):
            return lane.popleft()
        return waiting.popleft() if waiting else None

    def _submitted(self, executor: Executor, piece: Chunk) -> Future[T]:
        function, arguments = self.work(piece)
        try:
            return executor.submit(function, *arguments)
        except BrokenExecutor as problem:
            broken: Future[T] = Future()
            broken.set_exception(problem)
            return broken

    def _replace(self) -> None:
        """A pool of ours for one that is broken."""
        if self._own is not None:
            self._own.shutdown(wait=False, cancel_futures=True)
        self._own = self.executor = pool(self.workers)

    def _alone(self, piece: Chunk) -> Iterator[T]:
        """A piece in a process of its own; if it takes that too, each of its workbooks in one."""
        with pool(1) as single:
            future = self._submitted(single, piece)
            problem = _problem(future)
        if problem is None:
            yield future.result()
        elif len(piece.items) > 1:
            for each in piece.singles():
                yield from self._alone(each)
        else:
            yield self.lost(piece.items[0], problem)

    def _apart(self, piece: Chunk, problem: BaseException) -> Iterator[T]:
        """A piece that met an error, one workbook at a time, where it was done."""
        if len(piece.items) == 1:
            yield self.lost(piece.items[0], problem)
            return
        for each in piece.singles():
            future = self._submitted(self.executor, each)
            failed = _problem(future)
            if isinstance(failed, BrokenExecutor):
                self._replace()
                yield from self._alone(each)
            else:
                yield future.result() if failed is None else self.lost(each.items[0], failed)


def _problem(future: Future[T]) -> BaseException | None:
    """Why a piece has no answer. What is of the whole run is raised."""
    problem = future.exception()
    if isinstance(problem, TryggError):
        raise problem
    return problem
