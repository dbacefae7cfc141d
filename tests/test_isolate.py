"""The child process: the same reading, limits that bite, and a file that kills it costs that file and nothing else."""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import trygg_excel as te
from tests.corpus import CORPUS, needs_corpus
from tests.drills import linux, posix, running
from tests.xlsb import xlsb
from trygg_excel.errors import NoIsolation, PathMissing, Refused, TryggError
from trygg_excel.gate.limits import LIMITS
from trygg_excel.gate.reasons import Reason
from trygg_excel.isolate import parent
from trygg_excel.isolate.limits import MIB, PROCESS_LIMITS
from trygg_excel.isolate.parent import read_isolated
from trygg_excel.isolate.worker import Worker
from trygg_excel.reading import read_workbook
from trygg_excel.workbook import Workbook

ROOT = Path(__file__).parents[1]
WORKBOOKS = sorted((ROOT / "workbooks").rglob("*.xlsx"))
TABLE = ROOT / "workbooks" / "trygghetspaketet-jamforelse.xlsx"
BUDGETS = sorted(each for each in (CORPUS / "budgets").glob("*") if each.suffix != ".tsv")


@pytest.fixture
def no_children() -> None:
    parent._end_all()


def idle() -> int:
    """The pid of the child that the next file goes to."""
    return parent._idle[-1].pid


def same(path: Path) -> None:
    """The file gives the same in both ways of reading, be it a workbook or an error."""
    found, true = outcome(read_isolated, path), outcome(read_workbook, path)
    assert found == true
    if isinstance(found, Workbook) and isinstance(true, Workbook):
        assert [list(each.cells) for each in found.sheets] == [list(each.cells) for each in true.sheets]


def outcome(read: object, path: Path) -> object:
    assert callable(read)
    try:
        return read(path)
    except TryggError as problem:
        return type(problem), problem.message, vars(problem)


# The same reading ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda each: each.stem)
def test_our_workbooks_read_the_same(path: Path) -> None:
    same(path)


@needs_corpus
@pytest.mark.corpus
@pytest.mark.parametrize("path", BUDGETS, ids=lambda each: each.name)
def test_real_budgets_read_the_same(path: Path) -> None:
    same(path)


@pytest.mark.parametrize("data", [b"", b"a;b\n", b"%PDF-1.7", b"PK\3\4 no", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99])
def test_what_is_no_workbook_is_told_the_same(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "bok.xlsx").write_bytes(data)
    same(tmp_path / "bok.xlsx")


@posix
@pytest.mark.parametrize(
    "name", ["å ä ö.xlsx", "med blank  steg.xlsx", "ny\nrad.xlsx", "-x.xlsx", "'\";$(x).xlsx", "\\"]
)
def test_names(name: str, tmp_path: Path) -> None:
    shutil.copy(TABLE, tmp_path / name)
    same(tmp_path / name)


@linux
def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"bok-\xe5.xlsx")
    shutil.copy(TABLE, path)
    same(path)


def test_a_path_from_where_we_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        same(Path("bok.xlsx"))
        shutil.copy(TABLE, "bok.xlsx")
        same(Path("bok.xlsx"))
        same(Path("../a/bok.xlsx"))
    assert read_isolated(Path("bok.xlsx")).file == "bok.xlsx"


@posix
def test_a_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "borta").mkdir()
    monkeypatch.chdir(tmp_path / "borta")
    (tmp_path / "borta").rmdir()
    same(Path("bok.xlsx"))
    same(TABLE)


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    path = Path(shutil.copy(TABLE, tmp_path))
    assert read_isolated(path) == read_workbook(path)
    path.unlink()
    with pytest.raises(PathMissing):
        read_isolated(path)


def test_the_gates_limits_hold_in_the_child() -> None:
    with pytest.raises(Refused) as told:
        read_isolated(TABLE, gate=dataclasses.replace(LIMITS, cells=3))
    assert told.value.reason is Reason.CELLS


# One child for many files --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_children")
def test_a_child_is_used_again() -> None:
    pids = set()
    for path in (*WORKBOOKS, ROOT / "finns-inte.xlsx", ROOT / "README.md"):
        outcome(read_isolated, path)
        pids.add(idle())
    assert len(pids) == 1
    assert len(parent._idle) == len(parent._all) == 1


@pytest.mark.usefixtures("no_children")
def test_other_limits_mean_another_child() -> None:
    read_isolated(TABLE)
    first = idle()
    read_isolated(TABLE, dataclasses.replace(PROCESS_LIMITS, memory=512 * MIB))
    assert idle() != first


@pytest.mark.usefixtures("no_children")
@posix
def test_a_child_that_died_idle_costs_nothing() -> None:
    read_isolated(TABLE)
    first = idle()
    os.kill(first, signal.SIGKILL)
    assert read_isolated(TABLE) == read_workbook(TABLE)
    assert idle() != first


@pytest.mark.usefixtures("no_children")
def test_a_file_is_not_blamed_for_an_earlier_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first file harms the child so that it dies over the second, which is then read by a fresh one."""
    read_isolated(TABLE)
    monkeypatch.setattr(parent._idle[-1], "_answer", lambda: iter([{"kind": "cells"}]))
    assert read_isolated(TABLE) == read_workbook(TABLE)


class KilledOnce(Worker):
    """Killed as it is first asked, as by a kernel that needs memory for another program."""

    left = 1

    def _greet(self) -> None:
        super()._greet()
        if KilledOnce.left:
            KilledOnce.left -= 1
            self._process.kill()
            self._process.wait()


@posix
@pytest.mark.usefixtures("no_children")
@pytest.mark.parametrize("times", [1, 2])
def test_a_file_is_not_blamed_for_another_program(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "Worker", KilledOnce)
    monkeypatch.setattr(KilledOnce, "left", times)
    found = outcome(read_isolated, TABLE)
    parent._end_all()
    if times == 1:
        assert found == read_workbook(TABLE)
    else:
        assert isinstance(found, tuple)
        assert found[2]["reason"] is Reason.MEMORY


@pytest.mark.usefixtures("no_children")
def test_threads_do_not_mix_answers() -> None:
    paths = [*WORKBOOKS, ROOT / "finns-inte.xlsx"] * 6
    true = {path: outcome(read_workbook, path) for path in paths}
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(lambda path: (path, outcome(read_isolated, path)), paths))
    assert all(each == true[path] for path, each in found)
    assert 1 <= len(parent._idle) == len(parent._all) <= 4


# A file that kills its reader ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_children")
@posix
def test_a_file_that_takes_more_memory_than_there_is(tmp_path: Path) -> None:
    """In the child it is one reason code, and the next file is read."""
    path = tmp_path / "ond.xlsb"
    path.write_bytes(xlsb((row, 0, 1.0) for row in range(300_000)))
    little = dataclasses.replace(PROCESS_LIMITS, memory=64 * MIB)
    for _ in range(2):
        with pytest.raises(Refused) as told:
            read_isolated(path, little)
        assert (told.value.reason, told.value.exit_code) == (Reason.MEMORY, 3)
    assert read_isolated(TABLE).sheets
    path.write_bytes(xlsb([(0, 0, 1.0), (2, 1, 2.5)]))
    same(path)


@pytest.mark.usefixtures("no_children")
def test_the_answer_has_a_cap() -> None:
    with pytest.raises(Refused) as told:
        read_isolated(TABLE, dataclasses.replace(PROCESS_LIMITS, answer=700))
    assert told.value.reason is Reason.CRASH


@posix
def test_the_command_tells_of_the_one_file_and_reads_the_other(tmp_path: Path) -> None:
    (tmp_path / "ond.xlsb").write_bytes(xlsb([(0, 0, 1.0)])[:-30])
    shutil.copy(TABLE, tmp_path / "snäll.xlsx")
    command = [sys.executable, "-m", "trygg_excel", "check", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 3
    assert done.stdout.startswith("snäll.xlsx: ")
    assert done.stderr.count("\n") == 1
    assert "ond.xlsb' kunde inte läsas: filen är avklippt" in done.stderr


@pytest.mark.parametrize("command", ["read", "check", "report", "compare", "reconcile"])
def test_every_command_can_be_told_to_trust(command: str) -> None:
    done = subprocess.run([sys.executable, "-m", "trygg_excel", command, "--help"], capture_output=True, check=True)
    assert b"--trusted" in done.stdout


# Forks and interruptions ---------------------------------------------------------------------------------------------

_FORKS = f"""
import os, sys
from pathlib import Path
from trygg_excel.isolate import parent
from trygg_excel.isolate.parent import read_isolated
from trygg_excel.isolate.worker import Worker
table = Path({str(TABLE)!r})
first = read_isolated(table)
pid = parent._idle[0].pid
if (forked := os.fork()) == 0:
    same = read_isolated(table) == first
    sys.exit(0 if same and parent._idle[0].pid != pid and len(parent._all) == 1 else 1)
assert os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]) == 0
assert read_isolated(table) == first and parent._idle[0].pid == pid
print(pid)
"""


@linux
def test_a_forked_process_has_children_of_its_own() -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", _FORKS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not running(int(done.stdout))  # and at the end of the program they are gone


@pytest.mark.usefixtures("no_children")
@posix
def test_an_interrupted_reading_leaves_nothing_half_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read_isolated(TABLE)
    first = idle()
    with monkeypatch.context() as patch:
        patch.setattr(parent, "load_workbook", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            read_isolated(TABLE)
    assert read_isolated(TABLE) == read_workbook(TABLE)
    assert idle() != first


# Where no child can be started ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_children")
@posix
@pytest.mark.parametrize("program", ["/finns/inte", "/bin/false", ""])
def test_no_child_means_no_reading(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", program)
    with pytest.raises(NoIsolation) as told:
        te.read(TABLE)
    assert told.value.exit_code == 4
    assert "--trusted" in told.value.message.sv
    assert te.read(TABLE, isolate=False).facts is not None
    assert not parent._all


@posix
def test_the_command_without_a_child() -> None:
    code = "import sys; sys.executable = '/finns/inte'; from trygg_excel.cli import main; main()"
    command = [sys.executable, "-c", code, "check", str(TABLE)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.count("\n") == 1
    assert "läsprocessen kunde inte startas" in done.stderr
    trusted = subprocess.run([*command, "--trusted"], capture_output=True, text=True, encoding="utf-8", check=False)
    assert trusted.returncode == 0
