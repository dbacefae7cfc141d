"""Changes to a part at places in its bytes, and how they are taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """`removed` bytes from `at` on give way to `put`."""

    at: int
    removed: int
    put: bytes


@dataclass(frozen=True, slots=True)
class Undo:
    """The opposite, in the bytes that came out: `length` bytes from `at` on give way to what stood there."""

    at: int
    length: int
    was: bytes


def spliced(data: bytes, splices: Iterable[Splice]) -> tuple[bytes, tuple[Undo, ...]]:
    """The bytes with all changes made, and how to take them back. Those at one place come in the order given.

    Raises ValueError when two changes overlap or one lies outside.
    """
    pieces: list[bytes] = []
    undos: list[Undo] = []
    done = grown = 0
    for each in sorted(splices, key=lambda splice: (splice.at, splice.removed > 0)):
        if each.at < done or each.at + each.removed > len(data):
            message = f"changes overlap at byte {each.at}"
            raise ValueError(message)
        pieces += (data[done : each.at], each.put)
        undos.append(Undo(each.at + grown, len(each.put), data[each.at : each.at + each.removed]))
        grown += len(each.put) - each.removed
        done = each.at + each.removed
    pieces.append(data[done:])
    return b"".join(pieces), tuple(undos)


def undone(data: bytes, undos: Iterable[Undo]) -> bytes:
    """The bytes as they were. Raises ValueError when the places do not fit."""
    return spliced(data, (Splice(each.at, each.length, each.was) for each in undos))[0]
