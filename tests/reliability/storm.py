"""Two watchers on one folder, killed at random while workbooks are dropped; and a thousand dropped at once."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.reliability.world import BAD, World
from tests.sheets import sheet, write
from trygg_excel.inbox.turn import turn

_NAMES = 150
_BOOK = """
Budget {year}, tkr
Insats   | {year} | {after}
Skola    | {a} | {b}
Fritid   | 250 | 300
Summa    | {sum} | {next}
"""


@dataclass(frozen=True, slots=True)
class Stormed:
    dropped: int
    kills: int
    seconds: float
    faults: list[str]


def storm(base: Path, seed: int, seconds: float) -> Stormed:
    """Drop, overwrite and kill for so long; then let one watcher finish, and look."""
    rng = random.Random(seed)  # noqa: S311
    world = World(base)
    world.run()
    watchers = [_watching(base) for _ in range(2)]
    begun, kills, drops = time.monotonic(), 0, 0
    while time.monotonic() - begun < seconds:
        name = f"Budget {rng.randrange(_NAMES)} å.xlsx"
        data = BAD if rng.random() < 0.1 else b"PK" + rng.randbytes(20)
        _placed(world, name, data)
        drops += 1
        time.sleep(rng.uniform(0, 0.05))
        if rng.random() < 0.1:
            number = rng.randrange(2)
            watchers[number].kill()
            watchers[number].join()
            watchers[number] = _watching(base)
            kills += 1
    for each in watchers:
        each.kill()
        each.join()
    with world.watcher(replace(world.settings(), poll=1.0)) as w:
        world.turns(w, most=10_000)
    return Stormed(drops, kills, time.monotonic() - begun, world.faults())


def _placed(world: World, name: str, data: bytes) -> None:
    """Dropped in one step, as a program that renames does; the one before may have been moved away already."""
    draft = world.root / "in" / f"{os.getpid()}.tmp"
    draft.write_bytes(data)
    draft.replace(world.root / "in" / name)
    world.dropped[name] = data


def _watching(base: Path) -> ForkServerProcess:
    process = multiprocessing.get_context("forkserver").Process(target=_watch, args=(base,), daemon=True)
    process.start()
    return process


def _watch(base: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with World(base).watcher() as w:
        while True:
            turn(w)
            time.sleep(0.005)


@dataclass(frozen=True, slots=True)
class Loaded:
    """`ended_once`: each once, and both watchers ended in good order. The largest memory of a watcher, and of the
    process that makes its answers, is in MiB."""

    files: int
    answered: int
    ended_once: bool
    seconds: float
    watcher_mib: float
    answerer_mib: float


def load(base: Path, files: int, most_seconds: float = 3600) -> Loaded:
    """Real workbooks, all dropped at once, two real watchers, real answers."""
    root, state = base / "rot", base / "lokalt"
    (root / "in").mkdir(parents=True)
    for number in range(files):
        a, b, year = 100 + number, 110 + number, 2020 + number % 4
        text = _BOOK.format(year=year, after=year + 1, a=a, b=b, sum=a + 250, next=b + 300)
        write(root / "in" / f"Budget {number}.xlsx", sheet(text.strip("\n"), "Budget"))
    begun = time.monotonic()
    watchers = [_real(root, state) for _ in range(2)]
    most = {"watcher": 0.0, "answerer": 0.0}
    while _answered(root) < files and time.monotonic() - begun < most_seconds:
        time.sleep(1)
        _measure(watchers, most)
    seconds = time.monotonic() - begun
    time.sleep(3)
    for each in watchers:
        each.terminate()
    clean = all(each.wait(60) == 0 for each in watchers)
    return _looked_at(root, state, files, seconds, most, clean)


def _real(root: Path, state: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "trygg_excel", "watch", str(root), "--state", str(state), "--poll", "2"]
    return subprocess.Popen(words, stderr=subprocess.DEVNULL)


def _answered(root: Path) -> int:
    details = root / "ut" / "detaljer"
    return sum((each / "kvitto.json").exists() for each in details.iterdir()) if details.is_dir() else 0


def _measure(watchers: list[subprocess.Popen[bytes]], most: dict[str, float]) -> None:
    for each in watchers:
        most["watcher"] = max(most["watcher"], _peak(each.pid))
        for child in _children(each.pid):
            most["answerer"] = max(most["answerer"], _peak(child))


def _peak(pid: int) -> float:
    """The largest memory a process has had, in MiB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def _looked_at(root: Path, state: Path, files: int, seconds: float, most: dict[str, float], clean: bool) -> Loaded:
    from trygg_excel.inbox.journal import Journal
    from trygg_excel.inbox.root import found

    journal = Journal(found(root, state).places.journal)
    ended = journal.rows("SELECT count(*) AS n FROM event WHERE what = 'DONE' GROUP BY job")
    journal.close()
    once = clean and len(ended) == files and all(row["n"] == 1 for row in ended)
    answers = len(list((root / "ut").glob("*kontrollerad.xlsx")))
    return Loaded(files, answers, once, seconds, most["watcher"], most["answerer"])
