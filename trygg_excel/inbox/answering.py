"""What runs inside of the process that makes the answers. Whatever a workbook does to it, the watcher goes on."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import BinaryIO

from trygg_excel.errors import TryggError
from trygg_excel.inbox.answer import Answered, Question, answer
from trygg_excel.isolate.child import pipes, where_of
from trygg_excel.isolate.frames import Message, packed, read_message, write_all
from trygg_excel.isolate.limits_posix import dying_with_parent, kill_me_first, watch
from trygg_excel.isolate.typed import record

FRAME = 1024 * 1024


def main() -> None:
    """Answer until the watcher closes the pipe, or is no more."""
    questions, answers = pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the watcher's to act on
    watch(questions.fileno())
    kill_me_first()
    try:
        while True:
            _serve(questions, answers)
    except (EOFError, BrokenPipeError):
        os._exit(0)


def _serve(questions: BinaryIO, answers: BinaryIO) -> None:
    question, _ = read_message(questions, FRAME)
    with dying_with_parent(questions.fileno()):
        reply = _reply(question)
    write_all(answers, packed(reply, FRAME))
    answers.flush()


def _reply(question: Message) -> Message:
    try:
        answered = answer(loaded(question))
    except TryggError as problem:
        return {"kind": "failed", "code": problem.code, "message": [problem.message.sv, problem.message.en]}
    except OSError as problem:
        return {"kind": "failed", "code": "", "message": [problem.strerror or "?"] * 2}
    except Exception as problem:  # of ours: told by its place, since its words may hold what the workbook holds
        return {"kind": "crashed", "where": where_of(problem)}
    return {"kind": "answered", "answer": record(Answered).dump(answered)}


def dumped(question: Question) -> Message:
    return {
        "snapshot": str(question.snapshot), "name": question.name, "out": str(question.out), "lang": question.lang,
        "register": None if question.register is None else str(question.register),
    }  # fmt: skip


def loaded(question: Message) -> Question:
    register = question["register"]
    return Question(
        Path(str(question["snapshot"])), str(question["name"]), None if register is None else Path(str(register)),
        Path(str(question["out"])), str(question["lang"]),
    )  # fmt: skip
