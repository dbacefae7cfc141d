"""How a drop folder is watched, and the clocks it goes by."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Clock:
    """`wall` tells people the time and may jump; all waiting goes by `steady`, which all processes of a host share."""

    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Times are seconds unless the name says otherwise."""

    poll: float = 10.0
    settle: float = 5.0  # at least so long a file must have been the same, as we saw it ourselves,
    looks: int = 3  # and at least so many times
    patience: float = 60.0  # a file that looks cut off is looked at once more after this
    open_hours: float = 24.0  # an owner file of Excel's that stays longer is thought of as left behind by a crash
    lease: float = 3600.0  # longer than any answer may take; a watcher that hangs has then lost its job
    crashes: int = 3  # a file that ends its process so many times is not tried again by itself
    longest_wait: float = 300.0  # between two tries at what the disk or the share refused
    move: bool = False  # the original goes to behandlade/ÅÅÅÅ-MM/ once its answer stands
    keep_days: int = 90  # snapshots and journal lines of what is done
    lang: str = "sv"
    register: Path | None = None
    hook: tuple[str, ...] = ()
    metrics: Path | None = None
    heartbeat: str = ""
    clock: Clock = field(default_factory=Clock)
