"""Room on Python's stack."""

from __future__ import annotations

from types import FunctionType
from typing import TypeVar, cast

Function = TypeVar("Function")
_ROOM = 1 << 16  # values: half a megabyte, several hundred calls deep


def with_room(function: Function) -> Function:
    """The function, with room for what it calls.

    Python takes room for calls in pieces of 16 kB, and gives one back as soon as it is empty: a loop of calls that
    happens to stand at the end of one takes twenty times as long. One call as large as this gets a piece to match.
    """
    plain = cast("FunctionType", function)
    plain.__code__ = plain.__code__.replace(co_stacksize=_ROOM)
    return function
