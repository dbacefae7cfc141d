"""`python -m tests.reliability [--seed N] [--files N] [--storm S]`: everything, into docs/reliability.md. Linux only.

It exits with 1 when anything at all is lost, doubled, left over or not reached.
"""

from __future__ import annotations

import argparse
import platform
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import hypothesis

from tests.reliability.faults import ERRNOS, Trial, errnos, kills_in_pairs, kills_singly, outcome
from tests.reliability.storm import load, storm
from trygg_excel import __version__
from trygg_excel.inbox.failpoints import POINTS

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "docs" / "reliability.md"
MOST_MIB = 300  # of a watcher
TESTS = (
    "test_inbox.py",
    "test_inbox_machine.py",
    "test_inbox_mounts.py",
    "test_inbox_real.py",
    "test_inbox_command.py",
)


def main() -> int:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--seed", type=int, default=20261126)
    wanted.add_argument("--files", type=int, default=1000)
    wanted.add_argument("--storm", type=float, default=120, help="seconds")
    asked = wanted.parse_args()
    lines: list[str] = []
    bad, begun = 0, time.monotonic()
    for part in (_kills, _pairs, _errnos, _storm, _load, _tests):
        said, wrong = part(asked)
        say(f"{said.replace('|', ' ').strip()}: {wrong} faults")
        lines.append(f"| {said} | {wrong} fel |")
        bad += wrong
        _written(asked.seed, lines, time.monotonic() - begun)  # what is known by now, should the rest be broken off
    return 1 if bad else 0


def _kills(_: argparse.Namespace) -> tuple[str, int]:
    return _tried("Kill -9 vid varje punkt", kills_singly())


def _pairs(_: argparse.Namespace) -> tuple[str, int]:
    return _tried("Kill -9 vid varje ordnat par av punkter", kills_in_pairs())


def _errnos(_: argparse.Namespace) -> tuple[str, int]:
    return _tried(f"{len(ERRNOS)} felkoder vid varje punkt, en gång och hela tiden", errnos())


def _storm(asked: argparse.Namespace) -> tuple[str, int]:
    with _folder() as base:
        done = storm(Path(base), asked.seed, asked.storm)
    _told(done.faults)
    amount = f"{done.dropped} inlägg, {done.kills} kill -9 under {asked.storm:.0f} s"
    return f"Två bevakare dödas slumpvis medan filer läggs in | {amount}", len(done.faults)


def _load(asked: argparse.Namespace) -> tuple[str, int]:
    with tempfile.TemporaryDirectory() as base:
        done = load(Path(base), asked.files)
    wrong = int(done.answered != done.files) + int(not done.ended_once) + int(done.watcher_mib >= MOST_MIB)
    amount = (
        f"{done.answered} besvarade, var och en en gång, på {done.seconds:.0f} s; minne som mest: bevakaren "
        f"{done.watcher_mib:.0f} MiB, processen som svarar {done.answerer_mib:.0f} MiB"
    )
    return f"{done.files} riktiga arbetsböcker på en gång, två bevakare | {amount}", wrong


def _tests(_: argparse.Namespace) -> tuple[str, int]:
    paths = [str(ROOT / "tests" / each) for each in TESTS]
    words = [sys.executable, "-m", "pytest", "-q", "-m", "long or not long", *paths]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)
    last = done.stdout.strip().rpartition("\n")[2]
    said = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|errors?|skipped)", last)}
    wrong = sum(number for word, number in said.items() if word not in {"passed", "skipped"})
    amount = f"{sum(said.values())} tester, {said.get('skipped', 0)} överhoppade"
    return (
        f"Mappen som människor, Excel och nätverk behandlar den; slumpmaskin; monteringar; fientliga filer | {amount}",
        max(wrong, int(done.returncode != 0)),
    )


def _tried(title: str, trials: Iterable[Trial]) -> tuple[str, int]:
    count, faults = 0, []
    for trial in trials:
        with _folder() as base:
            faults += [f"{trial.name}: {each}" for each in outcome(trial, Path(base))]
        count += 1
    _told(faults)
    return f"{title} | {count} försök", len(faults)


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _folder() -> tempfile.TemporaryDirectory[str]:
    memory = Path("/dev/shm")  # noqa: S108  it is a process that is killed, not the machine
    return tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)


def _told(faults: list[str]) -> None:
    for each in faults[:20]:
        say("  " + each)


def _written(seed: int, lines: list[str], seconds: float) -> None:
    versions = (
        f"trygg_excel {__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"Hypothesis {hypothesis.__version__}, {platform.system()} {platform.machine()}"
    )
    text = _TEXT.format(
        points=len(POINTS), names=", ".join(f"`{each}`" for each in POINTS), errnos=", ".join(ERRNOS),
        lines="\n".join(lines), seed=seed, versions=versions, minutes=seconds / 60,
    )  # fmt: skip
    REPORT.write_text(text, encoding="utf-8")
    say(f"wrote {REPORT.relative_to(ROOT)}")


_TEXT = """\
# Hur säker den bevakade mappen är

Skriven av `python -m tests.reliability`; ändra inte för hand. Frö {seed}. {versions}. Tog {minutes:.0f} minuter.

| Prov | Omfattning | Utfall |
|---|---|---|
{lines}

Ett fel är: en inlagd fil som är borta eller ändrad, ett svar som saknas, är dubbelt eller inte stämmer med kvittot,
en tillfällig fil som ligger kvar, en fil som `trygg status` inte förklarar, en händelse som saknas i journalens kedja,
eller en felpunkt som aldrig nåddes.

De {points} punkterna: {names}. Felkoderna: {errnos}.

Vad som ska hålla, vad som än händer:

- I1: varje mottaget innehåll står i journalen och finns som kopia tills det är besvarat.
- I2: varje avslutat svar har ett kvitto, och filerna är som kvittot säger.
- I3: det som lades in är oförändrat, byte för byte.
- I4: inget tillfälligt ligger kvar.
- I5: `trygg status` förklarar varje fil i `in`.
- I6: ingen nätverksanslutning görs.

Vad som inte är prövat: strömavbrott på riktigt (vid kill -9 finns diskens cache kvar; det som skrivs är `fsync`at),
Windows, SMB-servrar och OneDrive. Prov med kill och felkoder går med ett svar som görs direkt; storm och last med
riktiga processer, lasten med riktiga svar.
"""

if __name__ == "__main__":
    sys.exit(main())
