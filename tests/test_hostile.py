"""The gate holds: every hostile file gets its reason, quickly, in little memory, and costs nobody else anything."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.hostile import ADMITTED, CASES, CannotBuild, Case
from tests.hostile.book import good
from tests.hostile.made import Made
from tests.hostile.markup import NOWHERE
from trygg_excel.errors import Refused, Unreadable
from trygg_excel.gate import Admitted, Reason, admit
from trygg_excel.gate.reasons import SENTENCES
from trygg_excel.reading import read_workbook
from trygg_excel.workbook import place

pytestmark = pytest.mark.hostile

SECONDS = 30
PARENT_MIB = 300
GATE_MIB = 50
NOT_REFUSED_HERE = {Reason.ACTIVE, Reason.MEMORY, Reason.TIME, Reason.CRASH}  # by policy, and by the child process
OF_THE_COMMAND = {"place_folder", "place_link_folder", "place_link_nowhere", "place_link_itself"}  # it expands folders
GROUPS = 8

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits and clocks of POSIX")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "hostile"
    folder.mkdir(exist_ok=True)
    return Made(folder)


def path_of(made: Made, name: str) -> Path:
    try:
        return made.path(name)
    except CannotBuild as problem:
        pytest.skip(f"cannot be made here: {problem}")


@contextmanager
def deadline() -> Iterator[None]:
    """Ends what takes too long, rather than wait for it for ever."""
    if sys.platform == "win32":
        yield
        return

    def too_long(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def outcome(path: Path) -> tuple[Reason | str, Admitted | None]:
    try:
        with deadline():
            admitted = admit(path)
    except Refused as refused:
        return refused.reason, None
    return ADMITTED, admitted


@pytest.mark.parametrize("name", CASES)
def test_the_gate_gives_the_expected_reason(made: Made, name: str) -> None:
    case = CASES[name]
    found, admitted = outcome(path_of(made, name))
    assert found in case.expected, case.why
    if admitted is not None and name.startswith("active_"):
        assert any(case.place in f"{each.place} {each.target}" for each in admitted.active), case.why
    if admitted is not None and name.startswith("quiet_"):
        assert admitted.active == ()


@pytest.mark.parametrize("name", [each.name for each in CASES.values() if each.cells])
def test_what_is_admitted_reads_as_excel_reads_it(made: Made, name: str) -> None:
    case = CASES[name]
    path = path_of(made, name)
    if not case.admitted and outcome(path)[1] is None:
        return  # refusing it was as right
    workbook = read_workbook(path)
    for address, value in case.cells:
        cell = workbook.sheets[0].cell(*place(address))
        assert (address, cell.value if cell else "") == (address, value)


def test_every_reason_has_a_case_of_its_own() -> None:
    sole = {each for case in CASES.values() if len(case.expected) == 1 for each in case.expected}
    assert set(Reason) - NOT_REFUSED_HERE - sole == set()
    assert len(CASES) >= 600


@posix
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "stängd.xlsx"
    path.write_bytes(good())
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("root reads everything")
    with pytest.raises(Unreadable) as told:
        admit(path)
    assert (told.value.code, told.value.exit_code) == ("TRY-E03", 3)


# The command, in a process of its own with 4 GiB of addresses and no network.
STARTER = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
told = sys.argv.pop(1)
try:
    runpy.run_module("trygg_excel", run_name="__main__", alter_sys=True)
finally:
    with open("/proc/self/status") as status, open(told, "w") as out:
        out.write(next(line for line in status if line.startswith("VmHWM")).split()[1])
"""


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    out: str
    err: str
    peak_mib: float

    def codes_by_name(self) -> dict[str, list[str]]:
        """What was said as an error, by case."""
        found: dict[str, list[str]] = {}
        for line in self.err.splitlines():
            told = json.loads(line)
            if told["level"] == "error" and told["code"].startswith(("TRY-G", "TRY-E")):
                found.setdefault(told["message"].partition("'")[2].partition("/")[0], []).append(told["code"])
        return found


@cache
def without_network() -> tuple[str, ...]:
    """How to start a process that reaches nothing, where that may be done."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-n", "true"], capture_output=True, check=False).returncode:
        return ()
    return (unshare, "-n")


def trygg(made: Made, *arguments: object, note: Path, wall: float = 120.0) -> Done:
    """Run the command among the hostile files; `note` is where its process leaves how much memory it took."""
    command = [*without_network(), sys.executable, "-c", STARTER, str(note), *map(str, arguments)]
    ended = subprocess.run(command, cwd=made.folder, capture_output=True, timeout=wall, check=False)
    out, err = ended.stdout.decode(), ended.stderr.decode()
    assert "Traceback" not in err
    return Done(ended.returncode, out, err, int(note.read_text()) / 1024)


def relative(made: Made, names: Iterable[str]) -> dict[str, Path]:
    """The files of these cases that can be made here, as the command is told of them."""
    found = {}
    for name in names:
        try:
            found[name] = made.path(name).relative_to(made.folder)
        except CannotBuild:
            continue
    return found


def sole_cases() -> dict[Reason, str]:
    """For each reason the first file that has no other."""
    found: dict[Reason, str] = {}
    for case in CASES.values():
        (reason, *more) = case.expected
        if isinstance(reason, Reason) and not more and case.name not in OF_THE_COMMAND:
            found.setdefault(reason, case.name)
    return found


def group(at: int, cases: list[Case]) -> list[str]:
    """Every GROUPS-th of them, save those that the command is run on alone."""
    alone = {*OF_THE_COMMAND, *sole_cases().values()}
    return [each.name for each in cases if each.name not in alone][at::GROUPS]


@posix
@pytest.mark.parametrize("at", range(GROUPS))
def test_the_command_refuses_each_with_its_code(made: Made, tmp_path: Path, at: int) -> None:
    files = relative(made, group(at, [each for each in CASES.values() if each.refused]))
    done = trygg(made, "check", "--json-log", *files.values(), note=tmp_path / "peak")
    told = done.codes_by_name()
    allowed = {name: {each.value for each in CASES[name].expected if isinstance(each, Reason)} for name in files}
    wrong = {
        name: told.get(name) for name in files if len(told.get(name, [])) != 1 or told[name][0] not in allowed[name]
    }
    assert wrong == {}
    assert done.code == 3
    assert done.peak_mib < PARENT_MIB


@posix
@pytest.mark.parametrize("at", range(GROUPS))
def test_the_command_reads_the_rest_or_refuses_it(made: Made, tmp_path: Path, at: int) -> None:
    files = relative(made, group(at, [each for each in CASES.values() if not each.refused]))
    done = trygg(made, "read", "--format", "csv", "--json-log", *files.values(), note=tmp_path / "peak")
    told = done.codes_by_name()
    refused = {name: codes for name, codes in told.items() if CASES[name].admitted}
    assert refused == {}
    assert all(len(codes) == 1 and codes[0].startswith("TRY-G") for codes in told.values()), told
    assert done.code == (3 if told else 0)
    assert done.out.startswith("file,sheet,cell,")
    assert done.peak_mib < PARENT_MIB


@posix
@pytest.mark.parametrize(("reason", "name"), sole_cases().items(), ids=str)
def test_one_sentence_for_each_reason(made: Made, tmp_path: Path, reason: Reason, name: str) -> None:
    path = path_of(made, name).relative_to(made.folder)
    started = time.monotonic()
    done = trygg(made, "read", path, "--format", "csv", note=tmp_path / "peak")
    assert time.monotonic() - started < SECONDS
    (line,) = done.err.splitlines()
    wrong, remedy = SENTENCES[reason]
    assert done.code == 3
    assert line.startswith(f"'{path}' kunde inte läsas: {wrong.sv.rstrip('.')}")
    assert line.endswith(remedy.sv)


# Memory: the gate alone, on what is small on disk and large inside.
ALONE = """
import sys
from pathlib import Path
from trygg_excel.errors import Refused, Unreadable
from trygg_excel.gate import admit

def peak():
    with open("/proc/self/status") as status:
        return int(next(line for line in status if line.startswith("VmHWM")).split()[1])

admit(Path(sys.argv[1]))
before = peak()
try:
    admit(Path(sys.argv[2]))
except Refused:
    pass
print(before, peak())
"""
HEAVY = [name for name in CASES if name.startswith(("bomb_", "token_", "attributes_", "namespaces_", "deep_"))]


@posix
@pytest.mark.parametrize("name", HEAVY)
def test_the_gate_alone_takes_little_memory(made: Made, name: str) -> None:
    """Below 50 MiB beside what importing it takes and the file's own bytes, which it holds."""
    good, path = path_of(made, "quiet_plain"), path_of(made, name)
    done = subprocess.run(
        [sys.executable, "-c", ALONE, good, path], capture_output=True, text=True, timeout=2 * SECONDS, check=True
    )
    before, after = (int(each) / 1024 for each in done.stdout.split())
    own = path.stat().st_size / (1 << 20)
    print(f"{name}: imports {before:.0f} MiB, peak {after:.0f} MiB, file {own:.1f} MiB")  # noqa: T201  -s shows it
    assert after - before - own < GATE_MIB


# Network: a listener where the files point.
def test_nothing_is_fetched(made: Made) -> None:
    _, _, address = NOWHERE.partition("//")
    host, _, port = address.partition("/")[0].partition(":")
    names = [
        each for each in CASES if each.startswith(("doctype_", "reading_", "target_", "workbook_target_", "active_"))
    ]
    with socket.socket() as listener:
        try:
            listener.bind((host, int(port)))
        except OSError:
            pytest.skip(f"port {port} is taken")
        listener.listen()
        listener.settimeout(0.2)
        files = relative(made, names)
        command = [sys.executable, "-m", "trygg_excel", "read", "--format", "csv", *map(str, files.values())]
        subprocess.run(command, cwd=made.folder, capture_output=True, timeout=120, check=False)
        with pytest.raises(TimeoutError):
            listener.accept()
