"""Kill -9 at every point, and a disk that says no at every point: nothing is lost, doubled or left over."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drills import posix
from tests.reliability.faults import Trial, errnos, kills_singly, outcome
from tests.reliability.storm import storm


@pytest.fixture
def base() -> Iterator[Path]:
    """A folder in memory where there is one: what is killed here is a process, and the machine stays up."""
    memory = Path("/dev/shm")  # noqa: S108  made and removed by us
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


@posix
@pytest.mark.parametrize("trial", list(kills_singly()), ids=lambda trial: trial.name)
def test_a_kill_at_any_point_loses_nothing(trial: Trial, base: Path) -> None:
    assert outcome(trial, base) == []


@posix
@pytest.mark.parametrize("trial", list(errnos(["ENOSPC", "EACCES"], ["*"])), ids=lambda trial: trial.name)
def test_a_disk_that_says_no_at_any_point_loses_nothing(trial: Trial, base: Path) -> None:
    assert outcome(trial, base) == []


@posix
@pytest.mark.long
def test_two_watchers_killed_at_random_lose_nothing(base: Path) -> None:
    stormed = storm(base, seed=7, seconds=10)
    assert stormed.faults == []
    assert stormed.kills > 0
