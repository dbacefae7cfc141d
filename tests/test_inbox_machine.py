"""A drop folder treated at random: whatever is done to it, in whatever order, I1-I6 hold."""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.reliability.ticking import Ticking
from tests.reliability.world import BAD, World, answered, quiet
from trygg_excel.inbox.failpoints import POINTS, Killed, armed
from trygg_excel.inbox.journal import Journal
from trygg_excel.inbox.owner import Owner
from trygg_excel.inbox.root import opened
from trygg_excel.inbox.turn import turn
from trygg_excel.inbox.watcher import Watcher

NAMES = st.sampled_from(["Budget.xlsx", "Kopia av Budget (2).xlsx", "Prognos å.xlsx"])
CONTENTS = st.sampled_from([b"PK one", b"PK two", b"PK three", BAD])
FULL = ("snap.mid", "pub.tmp")


class Folder(RuleBasedStateMachine):
    """`present` is what must lie in `in/`, to the byte; the world says at the end what else must hold."""

    def __init__(self) -> None:
        super().__init__()
        memory = Path("/dev/shm")  # noqa: S108
        self.base = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
        self.time = Ticking()
        self.world = World(self.base, move=False, clock=self.time.clock())
        self.present = self.world.dropped
        self.watcher: Watcher | None = None
        self.away = self.locked = self.full = False

    @initialize()
    def first(self) -> None:
        self._wake()
        self.look()

    def _wake(self) -> None:
        home = opened(self.world.root, self.world.state)
        journal, owner = Journal(home.places.journal), Owner(home.places.watchers)
        self.watcher = Watcher(home, self.world.settings(), journal, owner, answered, quiet)

    @property
    def _in(self) -> Path:
        return self.world.root / "in"

    @precondition(lambda self: not self.away)
    @rule(name=NAMES, data=CONTENTS)
    def drop(self, name: str, data: bytes) -> None:
        self.world.drop(name, data)

    @precondition(lambda self: self.present and not self.away)
    @rule(data=st.data(), to=NAMES)
    def rename(self, data: st.DataObject, to: str) -> None:
        name = data.draw(st.sampled_from(sorted(self.present)))
        (self._in / name).replace(self._in / to)
        self.present[to] = self.present.pop(name)

    @precondition(lambda self: self.present and not self.away)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.present)))
        (self._in / name).unlink()
        del self.present[name]

    @precondition(lambda self: not self.away)
    @rule(name=NAMES, opens=st.booleans())
    def excel(self, name: str, opens: bool) -> None:
        owner = self._in / f"~${name}"
        if opens:
            owner.write_bytes(b"\x03Eva")
        else:
            owner.unlink(missing_ok=True)

    @rule(locks=st.booleans())
    def lock(self, locks: bool) -> None:
        self.locked = locks

    @rule(fills=st.booleans())
    def disk(self, fills: bool) -> None:
        self.full = fills

    @rule(seconds=st.sampled_from([-400_000_000.0, -3600.0, 3600.0, 400_000_000.0]))
    def jump(self, seconds: float) -> None:
        self.time.now += seconds

    @rule(goes=st.booleans())
    def share(self, goes: bool) -> None:
        other = self.base / "borta"
        if goes and not self.away:
            self.world.root.rename(other)
        elif self.away and not goes:
            other.rename(self.world.root)
        self.away = other.exists()

    @precondition(lambda self: self.watcher)
    @rule()
    def look(self) -> None:
        self.time.tick(1)
        assert self.watcher is not None
        with armed(self._plan()):
            turn(self.watcher)

    @precondition(lambda self: self.watcher)
    @rule(point=st.sampled_from(POINTS))
    def kill(self, point: str) -> None:
        assert self.watcher is not None
        plan = {each.partition("=")[0]: each for each in self._plan().split(";") if each}
        try:
            with armed(";".join({**plan, point: f"{point}=stop"}.values())):
                turn(self.watcher)
        except Killed:
            self.watcher.owner.die()
            self.watcher.journal.close()
            self.watcher = None

    @precondition(lambda self: self.watcher is None and not self.away)
    @rule()
    def restart(self) -> None:
        self._wake()

    def _plan(self) -> str:
        faults = ["settle.ok=EBUSY@*"] if self.locked else []
        return ";".join([*faults, *(f"{point}=ENOSPC@*" for point in FULL if self.full)])

    @invariant()
    def inputs_are_as_they_were_dropped(self) -> None:
        folder = self.base / ("borta" if self.away else "rot") / "in"
        found = {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.startswith("~$")}
        assert found == self.present

    def teardown(self) -> None:
        try:
            self._ends_well()
        finally:
            shutil.rmtree(self.base)

    def _ends_well(self) -> None:
        """All is well again: everything is answered, once, and nothing lies about."""
        self.share(goes=False)
        self.locked = self.full = False
        for each in self._in.glob("~$*"):
            each.unlink()
        if self.watcher is not None:
            self.watcher.owner.die()
            self.watcher.journal.close()
        self.time.tick(1000)
        self.world.run()
        assert self.world.faults() == []


def never(*_: object) -> None:
    raise AssertionError("a connection")


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be renamed there")
def test_whatever_is_done_to_the_folder_i1_to_i6_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", never)  # I6: nothing is connected to
    case = Folder.TestCase
    case.settings = settings(
        max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
    )
    case().runTest()
