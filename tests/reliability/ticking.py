"""A clock that goes when it is told to."""

from __future__ import annotations

from dataclasses import dataclass

from trygg_excel.inbox.settings import Clock


@dataclass
class Ticking:
    """`now` is the wall clock, which may jump; `ran` the steady one."""

    now: float = 1_700_000_000.0
    ran: float = 1_000.0

    def tick(self, seconds: float) -> None:
        self.now += seconds
        self.ran += seconds

    def clock(self) -> Clock:
        return Clock(lambda: self.now, lambda: self.ran)
