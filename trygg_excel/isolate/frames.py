"""Messages on a pipe: four bytes of length, then one JSON object. Never pickle or marshal, whose reading runs code."""

from __future__ import annotations

import json
from typing import BinaryIO, TypeAlias

Message: TypeAlias = dict[str, object]

_LENGTH = 4


class Malformed(Exception):
    """What came over the pipe is not what was agreed on."""


class TooLong(Exception):
    """A message that is longer than a frame may be."""


def packed(message: Message, cap: int) -> bytes:
    """The frame of a message; TooLong when it is beyond the cap.

    Lone surrogates, which a damaged file may hold, pass as they are: escaping would join two of them into one sign.
    """
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > cap:
        raise TooLong
    return len(data).to_bytes(_LENGTH, "big") + data


def read_message(stream: BinaryIO, cap: int) -> tuple[Message, int]:
    """The next message and its size. EOFError where the stream ends or breaks off; Malformed."""
    size = int.from_bytes(_exactly(stream, _LENGTH), "big")
    if size > cap:
        raise Malformed(f"a frame of {size} bytes")
    data = _exactly(stream, size)
    try:
        message = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as problem:
        raise Malformed("no JSON") from problem
    if type(message) is not dict:
        raise Malformed("no object")
    return message, size


def write_all(stream: BinaryIO, data: bytes) -> None:
    """To a stream without a buffer, which may take less than it is given."""
    left = memoryview(data)
    while left:
        left = left[stream.write(left) :]


def _exactly(stream: BinaryIO, size: int) -> bytearray:
    data = bytearray(size)
    view = memoryview(data)
    while view:
        count = stream.readinto(view)  # type: ignore[attr-defined]  # files without a buffer have it
        if not count:
            raise EOFError
        view = view[count:]
    return data
