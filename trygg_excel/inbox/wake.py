"""What the system tells of changes in the folder: a hint to look sooner, never more. The only user of watchfiles."""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path


def stirred(folder: Path, wake: Callable[[], None]) -> None:
    """Call `wake` when something changes in the folder, as long as the system tells; nothing without watchfiles."""
    if find_spec("watchfiles") is None:
        return
    threading.Thread(target=_listen, args=(folder, wake), daemon=True).start()


def _listen(folder: Path, wake: Callable[[], None]) -> None:
    from watchfiles import watch

    try:
        for _ in watch(folder, recursive=False, raise_interrupt=False):
            wake()
    except Exception:  # noqa: S110  the polling goes on without it, whatever it was
        pass
