"""Misbehaviour on demand, for the tests that see the limits bite. A child knows of it if started with `drill`."""

from __future__ import annotations

import ctypes
import os
import socket
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from trygg_excel.isolate.frames import Message

_KEPT: list[bytearray] = []


def messages(question: Message) -> Iterator[Message]:
    """Do what is asked; where it does not kill, answer with what came of it."""
    yield {"kind": "drill", "result": DRILLS[str(question["how"])](str(question.get("what", "")))}


def _allocate(_: str) -> object:
    held = bytearray()
    while True:
        held += bytearray(64 * 1024 * 1024)


def _spin(seconds: str) -> object:
    until = time.process_time() + float(seconds)
    while time.process_time() < until:
        pass
    return None


def _keep(size: str) -> object:
    _KEPT.append(bytearray(int(size)))
    return None


def _sleep(seconds: str) -> object:
    time.sleep(float(seconds))
    return None


def _segfault(_: str) -> object:
    return ctypes.string_at(0)


def _say_and_abort(words: str) -> object:
    os.write(2, words.encode())
    os.abort()


def _raise(_: str) -> object:
    raise KeyError("a secret of the file")


def _chatter(_: str) -> object:
    """More than a pipe holds, on both streams."""
    for stream in (1, 2):
        for _number in range(100):
            try:
                os.write(stream, b"x" * 65_536)
            except BlockingIOError:
                break
    return "said"


def _connect(port: str) -> object:
    try:
        socket.create_connection(("127.0.0.1", int(port)), timeout=2).close()
    except OSError as problem:
        return type(problem).__name__
    return "connected"


def _write(path: str) -> object:
    try:
        Path(path).write_text("x", encoding="ascii")
    except OSError as problem:
        return problem.strerror
    return "written"


def _start(_: str) -> object:
    try:
        return os.fork() if hasattr(os, "fork") else None
    except OSError as problem:
        return problem.strerror


def _open_many(_: str) -> object:
    opened: list[int] = []
    try:
        while True:
            opened.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        return len(opened)
    finally:
        for each in opened:
            os.close(each)


def _answers() -> int:
    """The pipe to the parent: under its new number."""
    import fcntl

    return next(
        number
        for number in range(3, 16)
        if stat.S_ISFIFO(os.fstat(number).st_mode) and fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_WRONLY
    )


def _garbage(words: str) -> object:
    os.write(_answers(), words.encode())
    return None


DRILLS: dict[str, Callable[[str], object]] = {
    "abort": lambda _: os.abort(),
    "allocate": _allocate,
    "chatter": _chatter,
    "connect": _connect,
    "environment": lambda _: dict(os.environ),
    "exit": lambda code: os._exit(int(code)),
    "fork": _start,
    "garbage": _garbage,
    "keep": _keep,
    "large": lambda size: "x" * int(size),
    "many files": _open_many,
    "modules": lambda _: sorted(sys.modules),
    "raise": _raise,
    "say and abort": _say_and_abort,
    "search path": lambda _: sys.path,
    "segfault": _segfault,
    "sleep": _sleep,
    "spin": _spin,
    "write": _write,
}
