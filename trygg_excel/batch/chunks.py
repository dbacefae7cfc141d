"""The workbooks of a batch in pieces of work: small ones several at a time, large ones each alone and in a lane."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LARGE = 2 * 1024 * 1024  # bytes of a workbook that takes many seconds
MOST, FULL = 64, 512 * 1024  # small workbooks in a piece, and their bytes: a second or two, to share pandera's cost
_PIECES_EACH = 4  # for each process, so that none is left with much to do when the others are done


@dataclass(frozen=True, slots=True)
class Item:
    """`place` is the workbook's number in the batch, by which results are put in order."""

    place: int
    path: Path


@dataclass(frozen=True, slots=True)
class Chunk:
    items: tuple[Item, ...]
    large: bool = False

    def singles(self) -> Iterator[Chunk]:
        """Each workbook by itself."""
        return (Chunk((each,), self.large) for each in self.items)


def chunked(paths: Sequence[Path], workers: int) -> tuple[list[Chunk], list[Chunk]]:
    """Pieces of the small workbooks, in order, and of the large, largest first. What is no file counts as small."""
    sizes = [size_of(path) for path in paths]
    small = [Item(place, path) for place, path in enumerate(paths) if sizes[place] < LARGE]
    large = [Item(place, path) for place, path in enumerate(paths) if sizes[place] >= LARGE]
    large.sort(key=lambda item: -sizes[item.place])
    pieces = workers * _PIECES_EACH if workers > 1 else 1
    each = max(1, min(MOST, len(small) // pieces))
    return list(_pieces(small, sizes, each)), [Chunk((item,), large=True) for item in large]


def _pieces(items: Iterable[Item], sizes: Sequence[int], most: int) -> Iterator[Chunk]:
    some: list[Item] = []
    room = FULL
    for item in items:
        if some and (len(some) == most or sizes[item.place] > room):
            yield Chunk(tuple(some))
            some, room = [], FULL
        some.append(item)
        room -= sizes[item.place]
    if some:
        yield Chunk(tuple(some))


def size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
