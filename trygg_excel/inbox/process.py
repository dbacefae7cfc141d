"""The process that makes the answers, seen from the watcher: asked for one answer at a time, ended when it fails."""

from __future__ import annotations

import contextlib
import subprocess
from typing import BinaryIO

from trygg_excel.errors import NoIsolation, TryggError
from trygg_excel.finding import Text
from trygg_excel.inbox.answer import Answered, Question
from trygg_excel.isolate.death import Deadline
from trygg_excel.isolate.frames import Malformed, Message, packed, read_message, write_all
from trygg_excel.isolate.launch import start
from trygg_excel.isolate.limits import MIB
from trygg_excel.isolate.limits_windows import close_job, job_around
from trygg_excel.isolate.typed import codec_of, record

_FRAME = MIB
_MEMORY = 8192 * MIB  # on Windows, for all that the job holds
_SECONDS = 240.0
_SECONDS_PER_MIB = 12.0
_SERVES = 100  # a fresh one after so many, whatever it has gathered
_GONE_SECONDS = 5
_CHILD = "trygg_excel.inbox.answering"


class Died(Exception):
    """The process ended, or did not end in time, over a workbook. `where` is a place in our code, if any."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class NotNow(TryggError):
    """The answer cannot be made now; the workbook is not to blame. Worth another try."""

    exit_code = 4
    code = "TRY-E24"


class AnswerProcess:
    """An Answerer whose work is done in a process of its own, which is started when it is first needed."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._job: int | None = None
        self._served = 0

    def __call__(self, question: Question) -> Answered:
        """Raises Died, NotNow or NoIsolation."""
        from trygg_excel.inbox.answering import dumped

        process = self._ready()
        size = question.snapshot.stat().st_size
        deadline = Deadline(process, self._seconds + _SECONDS_PER_MIB * size / MIB)
        reply: Message | None = None
        try:
            write_all(_pipe(process, "stdin"), packed(dumped(question), _FRAME))
            reply, _ = read_message(_pipe(process, "stdout"), _FRAME)
            return _read(reply)
        except (EOFError, OSError, Malformed) as problem:
            raise Died("too long" if deadline.passed else f"exit {process.poll()}") from problem
        finally:
            if deadline.stop() or reply is None or reply.get("kind") == "crashed":
                self.end()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process, self._served = self._process, None, 0
        if process is None:
            return
        process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GONE_SECONDS)
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()
        close_job(self._job)
        self._job = None

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._process.poll() is not None or self._served >= _SERVES):
            self.end()
        if self._process is None:
            try:
                self._process = start(_CHILD)
            except OSError as problem:
                raise NoIsolation(problem.strerror or str(problem)) from problem
            self._job = job_around(int(getattr(self._process, "_handle", 0)), _MEMORY)
        self._served += 1
        return self._process


def _pipe(process: subprocess.Popen[bytes], name: str) -> BinaryIO:
    pipe: BinaryIO = getattr(process, name)
    return pipe


def _read(reply: Message) -> Answered:
    if reply.get("kind") == "answered":
        answered: Answered = record(Answered).load(reply.get("answer"))
        return answered
    if reply.get("kind") == "failed":
        said = codec_of(tuple[str, ...]).load(reply.get("message"))
        raise NotNow(Text(*said))
    raise Died(str(reply.get("where", "")))
