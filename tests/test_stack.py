"""A loop of calls takes no longer at one depth of calls than at another."""

from __future__ import annotations

import time

from trygg_excel.stack import with_room


def nothing(a: int, b: int) -> int:
    return a + b


def loop() -> float:
    start = time.process_time()
    for _ in range(2000):
        nothing(1, 2)
    return time.process_time() - start


def slowest(depth: int) -> float:
    """That of the loop at any depth up to one that takes several of the pieces that Python's stack grows by."""
    own = min(loop() for _ in range(3))
    return own if depth == 0 else max(own, slowest(depth - 1))


@with_room
def roomy() -> float:
    return slowest(400)


def test_a_loop_takes_no_longer_at_an_unlucky_depth() -> None:
    usual = min(loop() for _ in range(20))
    assert min(roomy() for _ in range(3)) < 10 * usual
