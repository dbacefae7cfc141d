"""What is made while nothing is collected counts as old after it; what others have frozen stays frozen."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from trygg_excel.garbage import without_collecting


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    gc.unfreeze()
    gc.collect()
    yield
    gc.unfreeze()


def test_what_was_made_is_not_gone_through_when_it_ends() -> None:
    with without_collecting():
        made = [[each] for each in range(10_000)]
    assert gc.isenabled()
    assert len(gc.get_objects(generation=0)) < len(made) // 10
    assert gc.get_freeze_count() == 0


def test_garbage_of_that_time_is_found_when_all_is_looked_at() -> None:
    with without_collecting():
        ring: list[object] = []
        ring.append(ring)
        del ring
    assert gc.collect() > 0


def test_what_someone_has_frozen_stays_so() -> None:
    gc.freeze()
    frozen = gc.get_freeze_count()
    with without_collecting():
        assert not gc.isenabled()
    assert gc.get_freeze_count() == frozen > 0
