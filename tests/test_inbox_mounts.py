"""Real faults: a share of 64 KB, a share to read only, a share that is unmounted under the watcher's hands."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.reliability.world import World, answered
from trygg_excel.inbox.answer import Answered, Question
from trygg_excel.inbox.turn import Went, turn

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts of Linux")


def mount(*words: str) -> None:
    done = subprocess.run(["mount", *words], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("nothing may be mounted here")


@contextmanager
def mounted(place: Path, *words: str) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    mount(*words, str(place))
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], capture_output=True, check=False)


def large(question: Question) -> Answered:
    """An answer of 40 KB: one finds room on the share, and a second does not."""
    done = answered(question)
    (question.out / "svar.xlsx").write_bytes(question.name.encode() * 1 + bytes(40_000))
    return done


@pytest.fixture
def share(tmp_path: Path) -> Iterator[World]:
    with mounted(tmp_path / "rot", "-t", "tmpfs", "-o", "size=64k", "trygg"):
        yield World(tmp_path, move=False, answerer=large)


def test_a_share_of_64_kb_pauses_until_there_is_room(share: World) -> None:
    for name in ("Budget.xlsx", "Prognos.xlsx"):
        share.drop(name, b"PK " + name.encode())
    with share.watcher() as w:
        went = [turn(w).went for _ in range(4)]
        assert Went.FULL in went
        full = sorted(each.name for each in (share.root / "ut").iterdir() if each.is_file())
        assert full == ["Budget - kontrollerad.xlsx"]
        assert [each.name for each in share.root.rglob("~$*")] == []
        mount("-o", "remount,size=1m", str(share.root))
        share.turns(w)
    assert share.faults() == []


def test_a_share_to_read_only_waits_until_it_can_be_written(share: World) -> None:
    share.answerer = answered
    share.run()
    share.drop("Budget.xlsx", b"PK one")
    mount("-o", "remount,ro", str(share.root))
    with share.watcher() as w:
        for _ in range(4):
            turn(w)
        assert list((share.root / "ut").glob("*.xlsx")) == []
        mount("-o", "remount,rw", str(share.root))
        share.turns(w)
    assert share.faults() == []


def test_a_share_that_is_unmounted_is_away_and_its_place_is_left_alone(tmp_path: Path) -> None:
    real, place = tmp_path / "borta", tmp_path / "rot"
    real.mkdir()
    place.mkdir()
    mount("--bind", str(real), str(place))
    try:
        it = World(tmp_path, move=False)
        it.drop("Budget.xlsx", b"PK one")
        with it.watcher() as w:
            turn(w)
            subprocess.run(["umount", str(place)], check=True)
            assert [turn(w).went for _ in range(3)] == [Went.AWAY] * 3
            assert list(place.iterdir()) == []
            mount("--bind", str(real), str(place))
            it.turns(w)
        assert it.faults() == []
    finally:
        subprocess.run(["umount", str(place)], capture_output=True, check=False)
