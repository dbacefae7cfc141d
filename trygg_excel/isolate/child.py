"""What runs inside: read the file that is asked for, answer in messages, and know nothing else.

It must stay free of pandas and all that is slow to import; a test holds what it imports.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from trygg_excel.errors import TryggError
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.isolate.columns import Cells, dump_cells, load_cells
from trygg_excel.isolate.frames import Message, TooLong, packed, read_message
from trygg_excel.isolate.ledger_wire import extract_messages
from trygg_excel.isolate.limits import MIB
from trygg_excel.isolate.limits_posix import Confined, allow_cpu, confine, dying_with_parent, grown, watch
from trygg_excel.isolate.typed import codec_of, record
from trygg_excel.isolate.wire import dump_error, dump_workbook
from trygg_excel.reading import read_workbook
from trygg_excel.stack import with_room

_LARGEST_REQUEST = 1024 * 1024
_LITTER = 10_000  # objects left by what was read: more than a cache keeps of a file
_MUCH = 32 * MIB  # of address space, which is no small file's


@with_room
def main() -> None:
    """Serve until the parent closes the pipe."""
    questions, answers = pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to act on
    with contextlib.suppress(EOFError, BrokenPipeError):
        settings, _ = read_message(questions, _LARGEST_REQUEST)
        _serve(questions, answers, settings)
    os._exit(0)  # nothing to tidy up, and the parent may be waiting


def _serve(questions: BinaryIO, answers: BinaryIO, settings: Message) -> None:
    frame, drill = codec_of(int).load(settings["frame"]), codec_of(bool).load(settings["drill"])
    watch(questions.fileno())
    confined = _confined(settings)
    growth = grown()
    gc.disable()  # the reader's records hold no cycles; it saves a third of the time
    gc.freeze()
    _send(answers, {"kind": "hello", "pid": os.getpid(), "confined": record(Confined).dump(confined)}, frame)
    while True:
        question, _ = read_message(questions, _LARGEST_REQUEST)
        with dying_with_parent(questions.fileno()):
            allow_cpu(codec_of(int).load(question["cpu_seconds"]))
            last = _answer(question, answers, frame, drill=drill)
            if gc.get_count()[0] > _LITTER or growth() > _MUCH:  # it takes a tenth of the time of a small file
                gc.collect()
        _send(answers, last | {"grown": growth()}, frame)  # after this the next request may come, with its signal


def _confined(settings: Message) -> Confined:
    if sys.platform == "win32":
        return Confined(network_denied=False)
    return confine(codec_of(int).load(settings["memory"]), codec_of(int).load(settings["open_files"]))


def _answer(question: Message, answers: BinaryIO, frame: int, *, drill: bool) -> Message:
    """Send all messages but the last, which is given back; a short answer goes with it, in one piece."""
    try:
        for message in _messages(question, drill=drill):
            answers.writelines(_parts(message, frame))
    except TryggError as problem:
        return dump_error(problem)
    except (MemoryError, SystemError, TooLong):  # SystemError: Python finds no room for a call
        return {"kind": "lost", "reason": Reason.MEMORY, "detail": ""}
    except BrokenPipeError:
        raise
    except BaseException as problem:  # a panic of a parser is no Exception
        return {"kind": "lost", "reason": Reason.CRASH, "detail": where_of(problem)}
    return {"kind": "end"}


def _messages(question: Message, *, drill: bool) -> Iterator[Message]:
    if drill and question.get("kind") == "drill":
        from trygg_excel.isolate.drill import messages  # only in a child that was started for it

        yield from messages(question)
        return
    if question.get("kind") == "ledger":
        with _folder(codec_of(str | None).load(question["folder"])):
            yield from extract_messages(question, Path(codec_of(str).load(question["path"])))
        return
    limits = record(Limits).load(question["limits"])
    with _folder(codec_of(str | None).load(question["folder"])):
        workbook = read_workbook(Path(codec_of(str).load(question["path"])), limits)
    yield from dump_workbook(workbook)


@contextlib.contextmanager
def _folder(folder: str | None) -> Iterator[None]:
    """Stand in the parent's folder while a path is read that starts there; it is not held on to."""
    if folder is None:
        yield
        return
    home = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(home)


def _parts(message: Message, frame: int) -> Iterator[bytes]:
    """The message as one frame, or cells in as many as it takes."""
    try:
        yield packed(message, frame)
        return
    except TooLong:
        if message.get("kind") != "cells":
            raise
    yield from (part for half in _halves(message) for part in _parts(half, frame))


def _halves(message: Message) -> Iterator[Message]:
    cells: Cells = {}
    load_cells(message, {}, cells)
    if len(cells) < 2:
        raise TooLong
    given, middle = list(cells.values()), len(cells) // 2
    for half in (given[:middle], given[middle:]):
        yield {"kind": "cells", **dump_cells(half)}


def _send(answers: BinaryIO, message: Message, frame: int) -> None:
    answers.write(packed(message, frame))
    answers.flush()


def where_of(problem: BaseException) -> str:
    """The kind of an exception and the place in our code; never its text, which may hold what the file holds."""
    trace: Any = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" in {trace.tb_frame.f_code.co_qualname}, line {trace.tb_lineno}" if trace is not None else ""
    return f"{type(problem).__name__}{place}"


def pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes under new numbers; what a library prints goes where stderr goes, and never blocks."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    if sys.platform != "win32":
        os.set_blocking(2, False)
    return questions, answers
