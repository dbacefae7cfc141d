"""When garbage is collected, and when it had better not be."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """No garbage collection while a great many small values that hold no cycles are made: it takes half the time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            _grow_old()
            gc.enable()


def _grow_old() -> None:
    """Let what was made count as old: there is no garbage in it, and to go through it all takes a tenth of the time.

    It is looked at when all else is. What someone has frozen stays so.
    """
    if gc.get_freeze_count() == 0:
        gc.freeze()
        gc.unfreeze()
