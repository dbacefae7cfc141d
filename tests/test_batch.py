"""Many workbooks by any executor: the same to the byte, and what kills a process costs one workbook."""

from __future__ import annotations

import faulthandler
import json
import multiprocessing
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import jsonschema
import pytest

import trygg_excel as te
from tests.test_cli import trygg
from trygg_excel.batch import many
from trygg_excel.batch.chunks import LARGE, MOST, Chunk, Item, chunked
from trygg_excel.batch.drive import Drive
from trygg_excel.batch.executors import InProcess, pool
from trygg_excel.batch.many import folders_for
from trygg_excel.errors import NoCluster, NotFinished, PathMissing, Refused, RegisterError, TryggError, WrongUsage
from trygg_excel.finding import Text
from trygg_excel.gate.reasons import Reason
from trygg_excel.isolate.drill import DRILLS
from trygg_excel.machine import as_json, check_record, facts_csv
from trygg_excel.run import Run, run

WORKBOOKS = Path(__file__).parents[1] / "workbooks"
BATCH_SCHEMA = Path(__file__).parents[1] / "docs" / "schemas" / "batch.schema.json"
REGISTER = Path(__file__).parents[1] / "schemas" / "trygghetspaketet.yaml"


@contextmanager
def _cluster() -> Iterator[Executor]:
    distributed = pytest.importorskip("distributed")
    from trygg_excel.batch.cluster import cluster_executor

    settings = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(**settings) as cluster, cluster_executor(cluster.scheduler_address) as executor:
        yield executor


EXECUTORS: dict[str, Callable[[], AbstractContextManager[Executor]]] = {
    "in this process": InProcess,
    "threads": lambda: ThreadPoolExecutor(2),
    "a pool": lambda: pool(2),
    "a pool of the user's": lambda: ProcessPoolExecutor(2),
    "a cluster": _cluster,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case's workbooks, some with errors, one twice, one a later version, one that is no workbook, one missing."""
    here = tmp_path / "mars"
    here.mkdir()
    for name in ("kronor", "tkr", "jamforelse", "finansiering-2022", "fel-summa", "fel-namn"):
        found = next(WORKBOOKS.rglob(f"trygghetspaketet-{name}.xlsx"))
        shutil.copy(found, here / found.name)
    shutil.copy(here / "trygghetspaketet-tkr.xlsx", here / "samma fil igen.xlsx")
    shutil.copy(here / "trygghetspaketet-kronor.xlsx", here / "trygghetspaketet-kronor v2.xlsx")
    (here / "trasig.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    return here


def told(done: Run) -> str:
    """All that a run says, in both languages, with its facts."""
    facts = "".join(facts_csv(each.held.facts) for each in done.checked.checks)
    return "".join(as_json(check_record(done, lang)) for lang in ("sv", "en")) + facts


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.long if name == "a cluster" else ()) for name in EXECUTORS]
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of forking beside the cluster's threads, from Python 3.12
def test_every_executor_gives_what_one_run_gives(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    paths = ["mars", "finns-inte.xlsx"]
    alone = run(paths, REGISTER, previous=folder / "trygghetspaketet-kronor.xlsx")
    seen: list[tuple[int, int]] = []
    with EXECUTORS[name]() as executor:
        done = te.run_many(
            paths, executor, REGISTER, previous=folder / "trygghetspaketet-kronor.xlsx",
            progress=lambda done, of: seen.append((done, of)),
        )  # fmt: skip
    assert told(done) == told(alone)
    assert [each.message for each in done.unread] == [each.message for each in alone.unread]
    assert [type(each) for each in done.unread] == [PathMissing, Refused]
    assert {each.code for each in done.checked.findings} >= {"TRY-049", "TRY-001"}  # a file twice; a sum that is off
    assert done.checked.cases
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1] == len(list(folder.iterdir()))


def test_a_few_workbooks_are_judged_here_and_more_in_a_pool(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counted(workers: int) -> ProcessPoolExecutor:
        made.append(workers)
        return pool(workers)

    monkeypatch.setattr(many, "pool", counted)
    monkeypatch.setattr(many, "cores", lambda: 2)
    assert told(te.run_many([folder])) == told(run([folder]))
    assert made == []
    monkeypatch.setattr(many, "FEW", 4)
    assert told(te.run_many([folder])) == told(run([folder]))
    assert made == [2]


def test_a_script_without_a_guard_is_not_run_again_in_each_process(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "skript.py"
    script.write_text(
        "import trygg_excel as te\nfrom trygg_excel.batch.executors import pool\n"
        f"print('begins'); print(len(te.run_many([{str(folder)!r}], pool(2)).checked.checks))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["begins", str(len(list(folder.iterdir())) - 1)], "")


def test_a_pool_that_forks_is_refused_where_threads_would_be_lost(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    forking = multiprocessing.get_context("fork") if "fork" in multiprocessing.get_all_start_methods() else None
    if forking is None:
        pytest.skip("no process is made by forking here")
    with ProcessPoolExecutor(1, mp_context=forking) as executor, pytest.raises(WrongUsage, match="kopierar"):
        te.report_many([folder], tmp_path, executor)


def test_a_register_that_cannot_be_used_stops_the_whole(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "register.yaml"
    broken.write_text("id: [", encoding="utf-8")
    with pytest.raises(RegisterError):
        te.run_many([folder], None, broken)


# What happens to processes: `judge` stands for the work, and takes its own process down over a file named so.


def judge(chunk: Chunk) -> tuple[tuple[int, str], ...]:
    for item in chunk.items:
        how = item.path.name.partition("-")[0]
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif how == "raise":
            raise KeyError(item.path.name)
        elif how == "stop":
            raise PathMissing(item.path)
        elif how in DRILLS:
            faulthandler.disable()  # its words would stand among the tests'
            DRILLS[how]("")
    return tuple((item.place, "ok") for item in chunk.items)


def driven(executor: Executor, chunks: list[Chunk]) -> dict[int, str]:
    drive = Drive(
        executor, 2, lambda chunk: (judge, (chunk,)), lambda item, why: ((item.place, f"lost: {type(why).__name__}"),)
    )
    return dict(sorted(each for answers in drive.answers(chunks, []) for each in answers))


def pieces(*names: str) -> list[Chunk]:
    """Pieces of three workbooks each."""
    items = [Item(place, Path(name)) for place, name in enumerate(names)]
    return [Chunk(tuple(items[at : at + 3])) for at in range(0, len(items), 3)]


@pytest.mark.parametrize(
    ("poison", "ours"), [("kill-9.xlsx", True), ("segfault-1.xlsx", False), ("abort-1.xlsx", True)]
)
def test_what_kills_a_process_costs_one_workbook(poison: str, ours: bool) -> None:
    names = ["a", "b", poison, "d", "e", "f", "g", "h", "i", "j", "k"]
    with pool(2) if ours else ProcessPoolExecutor(2) as executor:
        found = driven(executor, pieces(*names))
    assert found == {place: "lost: BrokenProcessPool" if name == poison else "ok" for place, name in enumerate(names)}


def test_several_that_kill_cost_each_itself() -> None:
    names = ["kill-1", "b", "c", "d", "kill-2", "segfault-3", "raise-4", "h", "i", "kill-5"]
    with pool(2) as executor:
        found = driven(executor, pieces(*names))
    assert [place for place, told in found.items() if told == "ok"] == [1, 2, 3, 7, 8]
    assert found[6] == "lost: KeyError"


def test_an_error_of_ours_costs_one_workbook_also_here() -> None:
    assert driven(InProcess(), pieces("a", "raise-1", "c", "d")) == {0: "ok", 1: "lost: KeyError", 2: "ok", 3: "ok"}


def test_what_is_of_the_whole_run_is_raised() -> None:
    with pool(2) as executor, pytest.raises(PathMissing):
        driven(executor, pieces("a", "stop", "c"))


def test_killing_the_pools_processes_under_way_loses_nothing(folder: Path) -> None:
    struck: list[int] = []
    with pool(2) as executor:

        def strike(done: int, of: int) -> None:
            if not struck and done < of:
                struck.extend(executor._processes)
                os.kill(struck[0], signal.SIGKILL)

        done = te.run_many([folder], executor, progress=strike)
    assert struck
    assert told(done) == told(run([folder]))


def test_a_workbook_that_was_lost_says_so() -> None:
    problem = NotFinished("mars/nämnd.xlsx", "BrokenProcessPool")
    assert problem.exit_code == 3
    assert "mars/nämnd.xlsx" in problem.message.sv
    assert "De andra arbetsböckerna är kontrollerade" in problem.message.sv


ERRORS = (
    PathMissing("a.xlsx"), NotFinished("b.xlsx", "x"), Refused("c.xlsx", Reason.BOMB, "xl/sheet1.xml"),
    RegisterError("r.yaml", "years[0]", Text("saknas", "missing")),
)  # fmt: skip


@pytest.mark.parametrize("error", ERRORS)
def test_errors_go_between_processes_as_they_are(error: TryggError) -> None:
    error.add_note("read twice")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "tcp://127.0.0.1", "ingen::adress"])
def test_an_address_where_nobody_answers_is_told(address: str) -> None:
    pytest.importorskip("distributed")
    from trygg_excel.batch.cluster import cluster_executor

    with pytest.raises(NoCluster, match="svarar inte"), cluster_executor(address):
        pass


def test_pieces_are_whole_and_small_and_large_ones_stand_alone(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.xlsx" for number in range(1, 201)]
    for number, path in enumerate(paths, 1):
        with path.open("wb") as file:
            file.truncate(LARGE + number if number % 50 == 0 else 10)
    small, large = chunked(paths, workers=2)
    assert sorted(item.place for chunk in (*small, *large) for item in chunk.items) == list(range(200))
    assert max(len(chunk.items) for chunk in small) <= MOST
    assert [[item.path.stem for item in chunk.items] for chunk in large] == [["200"], ["150"], ["100"], ["50"]]


def test_a_large_workbook_does_not_hold_up_the_small() -> None:
    small, large = pieces("a", "b", "c", "d", "e", "f"), [Chunk((Item(9, Path("sleep")),), large=True)] * 3
    drive: Drive[tuple[()]] = Drive(InProcess(), 4, lambda _: (tuple, ()), lambda *_: ())
    waiting, lane = deque(small), deque(large)
    begun = []
    while piece := drive._next(waiting, lane):
        begun.append(piece)
        drive._under_way[Future()] = piece
    assert [each.large for each in begun] == [True, True, False, False, True]  # two lanes of four until none is small


# Each workbook with a report of its own.


def test_each_workbook_gets_its_report_and_the_counts_add_up(folder: Path, tmp_path: Path) -> None:
    batch = te.report_many([folder, tmp_path / "ingen.xlsx"], tmp_path / "ut")
    record = json.loads((tmp_path / "ut" / "run.json").read_text(encoding="utf-8"))
    jsonschema.validate(record, json.loads(BATCH_SCHEMA.read_text(encoding="utf-8")))
    counts = record["counts"]
    files = sorted(each.name for each in folder.iterdir())
    assert [Path(each.file).name for each in batch.rows] == files
    assert counts["given"] == counts["read"] + counts["unread"] == len(files) + 1
    assert counts["unread"] == len(batch.unread) == 2
    assert sum(counts["verdicts"].values()) == counts["read"]
    assert counts["facts"] == sum(each.get("facts", 0) for each in record["workbooks"])
    for each in record["workbooks"]:
        if "report" in each:
            own = tmp_path / "ut" / each["report"]
            assert {path.name for path in own.iterdir()} >= {"kontroll.xlsx", "rapport.html", "run.json"}
            told_there = json.loads((own / "run.json").read_text(encoding="utf-8"))
            assert (told_there["inputs"][0]["sha256"], told_there["counts"]["facts"]) == (each["sha256"], each["facts"])
    assert (record["exit_code"], batch.exit_code()) == (
        2,
        2,
    )  # a path that means none outweighs a file that cannot be read


def test_a_report_is_the_same_from_each_executor(folder: Path, tmp_path: Path) -> None:
    paths = [folder / f"trygghetspaketet-{name}.xlsx" for name in ("tkr", "fel-summa", "fel-namn")]
    alone = te.report_many(paths, tmp_path / "ett", InProcess())
    with pool(2) as executor:
        done = te.report_many(paths, tmp_path / "flera", executor)
    assert [(each.file, each.verdict, each.facts) for each in done.rows] == [
        (each.file, each.verdict, each.facts) for each in alone.rows
    ]
    for path in sorted((tmp_path / "ett").rglob("*.*")):
        if path.is_file() and path.name != "run.json":
            assert (tmp_path / "flera" / path.relative_to(tmp_path / "ett")).read_bytes() == path.read_bytes()


def test_workbooks_of_one_name_get_folders_of_their_own(tmp_path: Path) -> None:
    found = folders_for([Path("a/bok.xlsx"), Path("b/Bok.xlsx"), Path("b/bok-2.xlsx"), Path("c/bok.xlsx")], tmp_path)
    assert len({str(each).casefold() for each in found.values()}) == 4
    assert found[0].name == "bok.xlsx"


def test_the_command_gives_each_its_report(folder: Path, tmp_path: Path) -> None:
    names = ("trygghetspaketet-tkr", "trygghetspaketet-fel-summa", "trasig")
    paths = [folder / f"{name}.xlsx" for name in names]
    done = trygg("report", *paths, "--out", tmp_path / "ut", "--each", "--register", REGISTER)
    assert done.stderr.startswith("3 arbetsböcker: 1 att åtgärda, 1 kunde inte läsas.")
    assert done.stdout == ""
    assert done.returncode == 3
    assert (tmp_path / "ut" / "trygghetspaketet-tkr.xlsx" / "kontroll.xlsx").is_file()


def test_the_command_says_when_there_is_no_cluster(folder: Path) -> None:
    pytest.importorskip("distributed")
    done = trygg("check", folder, "--cluster", "127.0.0.1:9")
    assert done.returncode == 4
    assert done.stderr.startswith("Klustret '127.0.0.1:9' kan inte användas: det svarar inte.")
