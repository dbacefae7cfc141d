"""One child process, seen from outside: asked about one file at a time, and ended when it does not behave."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeVar

from trygg_excel.errors import NoIsolation, TryggError
from trygg_excel.gate.reasons import Reason
from trygg_excel.isolate.death import KILLED, Deadline, reason_of
from trygg_excel.isolate.frames import Malformed, Message, packed, read_message, write_all
from trygg_excel.isolate.launch import start
from trygg_excel.isolate.limits import MIB, ProcessLimits
from trygg_excel.isolate.limits_posix import Confined
from trygg_excel.isolate.limits_windows import close_job, job_around
from trygg_excel.isolate.typed import codec_of, record
from trygg_excel.isolate.wire import Lost, load_error, load_lost

T = TypeVar("T")
_AT_REST = 128 * MIB  # what Python and the parsers take themselves, for the limit on Windows, which is not relative
_GONE_SECONDS = 5  # a killed process that hangs in the kernel is not waited for any longer
_SAID = 64 * 1024  # of stderr: what a pipe holds
_LARGEST_REQUEST = 1024 * 1024


class Worker:
    """A child. It starts at once and is greeted when it is first asked, so that nobody waits for its start."""

    def __init__(self, limits: ProcessLimits, *, drill: bool = False) -> None:
        self.limits = limits
        self.served = 0
        self.confined: Confined | None = None
        self._healthy = True
        try:
            self._process = start()
        except OSError as problem:
            raise NoIsolation(problem.strerror or str(problem)) from problem
        self._job = job_around(int(getattr(self._process, "_handle", 0)), limits.memory + _AT_REST)
        names = ("memory", "open_files", "frame")
        with contextlib.suppress(OSError):  # one that is dead already is found out when it is greeted
            self._send({"drill": drill, **{name: getattr(limits, name) for name in names}})

    @property
    def pid(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        return self._healthy and self._process.poll() is None

    def ask(self, question: Message, seconds: float, build: Callable[[Iterator[Message]], T]) -> T:
        """What `build` makes of the answer. Raises what the child says of the file, or Lost, with the child ended."""
        self._greet()
        self.served += 1
        self._said()  # of earlier files: not to be held against this one
        deadline = Deadline(self._process, seconds)
        complete = False
        try:
            self._send(question)
            built = build(self._answer())
            complete = True
        except TryggError:
            complete = True
            raise
        except (EOFError, OSError) as problem:
            raise self._lost(late=deadline.passed) from problem
        except Malformed as problem:
            raise Lost(Reason.CRASH, f"not what was agreed on: {problem}") from problem
        finally:
            if deadline.stop() or not complete:  # also when interrupted: the rest of the answer is still to come
                self.end()
        return built

    def end(self) -> None:
        """End the child, whatever it is doing; it has nothing to tidy up."""
        self._healthy = False
        self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GONE_SECONDS)
        self._close()

    def leave(self) -> None:
        """In a forked process: let go of the parent's child without a word to it."""
        self._healthy = False
        self._process.returncode = 0  # it is not ours to wait for
        self._close()

    def _greet(self) -> None:
        if self.confined is not None:
            return
        deadline = Deadline(self._process, self.limits.start_seconds)
        try:
            hello, _ = read_message(self._pipe("stdout"), self.limits.frame)
            self.confined = record(Confined).load(hello.get("confined"))
        except (EOFError, OSError, Malformed) as problem:
            words = self._last_words()
            self.end()
            raise NoIsolation(words.splitlines()[-1] if words else "no answer") from problem
        finally:
            deadline.stop()

    def _answer(self) -> Iterator[Message]:
        """The messages but the last; what the last says is raised or ends the answer."""
        left = self.limits.answer
        while True:
            message, size = read_message(self._pipe("stdout"), min(self.limits.frame, left))
            left -= size
            kind = message.get("kind")
            if kind in {"end", "error"} and codec_of(int).load(message.get("grown")) > self.limits.memory // 4:
                self._healthy = False  # it leaks or is fragmented: the next file gets a fresh one
            if kind == "end":
                return
            if kind == "error":
                raise load_error(message)
            if kind == "lost":
                raise load_lost(message)
            yield message

    def _lost(self, *, late: bool) -> Lost:
        words = self._last_words()
        code = self._process.returncode
        reason = reason_of(code, words, late=late)
        outside = code == KILLED and reason is Reason.MEMORY
        return Lost(reason, f"exit {code}. {words[-1500:]}".strip(), outside=outside)

    def _last_words(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GONE_SECONDS)
        return self._said().decode("utf-8", "replace").strip()

    def _said(self) -> bytes:
        """What stands on the child's stderr by now."""
        stream = self._process.stderr
        if stream is None or sys.platform == "win32":
            return b""
        os.set_blocking(stream.fileno(), False)
        return stream.read(_SAID) or b""

    def _send(self, message: Message) -> None:
        write_all(self._pipe("stdin"), packed(message, _LARGEST_REQUEST))

    def _pipe(self, name: str) -> BinaryIO:
        pipe: BinaryIO = getattr(self._process, name)
        return pipe

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()
        close_job(self._job)
        self._job = None
