"""The drop folder by its command, with real answers: good workbooks among hostile ones, answers read back, an end."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.drills import posix
from tests.hostile import CASES
from tests.test_accept import budget
from tests.written import opened
from trygg_excel.inbox.answer import Question, Verdict
from trygg_excel.inbox.files import sha_of
from trygg_excel.inbox.process import AnswerProcess, Died, NotNow
from trygg_excel.reading import read_workbook
from trygg_excel.register.memory import accept_notes, name_notes
from trygg_excel.writeback.annotate import annotate

ROOT = Path(__file__).parents[1]
GOOD = {
    "Budget åäö 2022.xlsx": ROOT / "workbooks" / "felaktiga" / "trygghetspaketet-fel-summa.xlsx",
    "Jämförelse (2).xlsx": ROOT / "workbooks" / "trygghetspaketet-jamforelse.xlsx",
}
long = pytest.mark.long
HOSTILE = (
    "bomb_one_cell", "content_pdf_xlsx", "doctype_laughs", "cut_0.5", "grid_last_row", "lone_surrogate",
    "xls_encrypted",
)  # fmt: skip


def command(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "trygg_excel", *map(str, words)], capture_output=True, text=True, encoding="utf-8",
        timeout=300, check=False, cwd=ROOT,
    )  # fmt: skip


@dataclass(frozen=True)
class Drop:
    root: Path
    state: Path

    def watch(self, *more: str) -> subprocess.CompletedProcess[str]:
        return command("watch", self.root, "--state", self.state, "--once", "--settle", "0.2", *more)

    def answer(self, name: str) -> bytes:
        return (self.root / "ut" / name).read_bytes()


def dropped(base: Path, files: dict[str, Path]) -> Drop:
    (base / "rot" / "in").mkdir(parents=True)
    for name, file in files.items():
        shutil.copy(file, base / "rot" / "in" / name)
    return Drop(base / "rot", base / "lokalt")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Drop, subprocess.CompletedProcess[str]]:
    """Two good workbooks among others that are not."""
    base = tmp_path_factory.mktemp("blandat")
    hostile = {}
    for name in HOSTILE:
        CASES[name].build(base / f"{name}.xlsx")
        hostile[f"{name}.xlsx"] = base / f"{name}.xlsx"
    drop = dropped(base, {**hostile, **GOOD})
    return drop, drop.watch()


@long
def test_hostile_files_cost_the_good_ones_nothing(
    mixed: tuple[Drop, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    together, done = mixed
    assert done.returncode == 3, done.stderr
    alone = dropped(tmp_path, GOOD)
    shutil.copy(together.root / "Register.xlsx", alone.root / "Register.xlsx")
    assert alone.watch().returncode == 0
    for name in ("Budget åäö 2022 - kontrollerad.xlsx", "Jämförelse (2) - kontrollerad.xlsx"):
        assert together.answer(name) == alone.answer(name)


def test_every_file_is_told_of(mixed: tuple[Drop, subprocess.CompletedProcess[str]]) -> None:
    drop, _ = mixed
    told = json.loads(command("status", drop.root, "--state", drop.state, "--format", "json").stdout)
    assert {each["file"] for each in told["files"]} == {each.name for each in (drop.root / "in").iterdir()}
    assert told["watchers"] == 0
    state = {each["file"]: each["state"] for each in told["files"]}
    assert state["Budget åäö 2022.xlsx"] in {"in_order", "to_mend"}
    assert state["bomb_one_cell.xlsx"] == "unreadable"


def test_neither_page_nor_log_nor_receipt_holds_what_the_cells_hold(
    mixed: tuple[Drop, subprocess.CompletedProcess[str]],
) -> None:
    drop, done = mixed
    told = [(drop.root / "STATUS.html").read_text(encoding="utf-8"), done.stderr, done.stdout]
    told += [each.read_text(encoding="utf-8") for each in drop.root.rglob("kvitto.json")]
    for file in GOOD.values():
        for sheet in read_workbook(file).sheets:
            for cell in sheet.cells.values():
                if len(cell.value) > 5:
                    assert all(cell.value not in each for each in told), cell.value


def test_no_path_of_ours_stands_in_an_answer(mixed: tuple[Drop, subprocess.CompletedProcess[str]]) -> None:
    drop, _ = mixed
    where = str(drop.state).encode()
    found = [each for each in (drop.root / "ut").rglob("*") if each.is_file() and where in each.read_bytes()]
    assert found == []


def fill_in(copy: bytes, out: Path, said: dict[str, str], about: str = "") -> None:
    """Write on the first row of our sheet of findings that is about something."""
    book = opened(copy)
    rows = list(book["Anmärkningar"].iter_rows())
    head = next(row for row in rows if any(cell.value == "Motivering" for cell in row))
    titles = [cell.value for cell in head]
    first = next(row for row in rows[rows.index(head) + 1 :] if any(about in str(cell.value) for cell in row))
    for title, words in said.items():
        first[titles.index(title)].value = words
    book.save(out)


def test_an_answer_that_is_read_twice_is_remembered_once(tmp_path: Path) -> None:
    """A run that is done again, after a crash, adds nothing."""
    register = tmp_path / "register.yaml"
    shutil.copy(ROOT / "schemas" / "trygghetspaketet.yaml", register)
    first, filled = tmp_path / "kopia.xlsx", tmp_path / "ifylld.xlsx"
    annotate(ROOT / "workbooks" / "felaktiga" / "trygghetspaketet-fel-namn.xlsx", first, register=register)
    said = {"Godtas (ja)": "ja, samma insats", "Namn": "Anna Ek"}
    fill_in(first.read_bytes(), filled, said, "finns inte i registret")
    for number in range(2):
        annotate(filled, tmp_path / f"ut{number}.xlsx", register=register)
    assert len(name_notes(tmp_path / "trygg-minne.jsonl")) == 1


@long
def test_what_she_answers_in_the_copy_is_read_when_she_drops_it(tmp_path: Path) -> None:
    drop = dropped(tmp_path, {"budget april.xlsx": budget(tmp_path)})
    assert drop.watch().returncode == 0
    name = "budget april - kontrollerad.xlsx"
    said = {"Godtas (ja)": "ja", "Motivering": "rättas i maj", "Namn": "Anna Ek"}
    fill_in(drop.answer(name), drop.root / "in" / name, said)
    done = drop.watch()
    assert done.returncode == 0, done.stderr
    (note,) = accept_notes(drop.root / "trygg-minne.jsonl")
    assert (note.by, note.why) == ("Anna Ek", "rättas i maj")
    assert "1 svar sparade i trygg-minne.jsonl." in (drop.root / "STATUS.html").read_text(encoding="utf-8")
    told = json.loads((drop.root / "ut" / "detaljer" / "budget april (2)" / "kvitto.json").read_bytes())
    before = json.loads((drop.root / "ut" / "detaljer" / "budget april" / "kvitto.json").read_bytes())
    assert sum(told["findings"].values()) == sum(before["findings"].values()) - 1


@long
@posix
def test_a_watch_ends_in_good_order_when_it_is_asked_to(tmp_path: Path) -> None:
    drop = dropped(tmp_path, GOOD)
    words = [sys.executable, "-m", "trygg_excel", "watch", str(drop.root), "--state", str(drop.state)]
    watch = subprocess.Popen([*words, "--poll", "0.3", "--settle", "0.2"], stderr=subprocess.PIPE, cwd=ROOT, text=True)
    until = time.monotonic() + 60
    while not list(drop.root.glob("ut/*kontrollerad.xlsx")) and time.monotonic() < until:
        time.sleep(0.05)
    watch.send_signal(signal.SIGTERM)
    _, said = watch.communicate(timeout=30)
    assert watch.returncode == 0, said
    left = [each.name for each in tmp_path.rglob("*") if each.name.startswith("~$") or each.suffix == ".lock"]
    assert left == []
    assert command("watch", drop.root, "--state", drop.state, "--once", "--settle", "0.2").returncode == 0
    assert len(list(drop.root.glob("ut/*kontrollerad.xlsx"))) == 2


@long
@posix
@pytest.mark.parametrize("point", ["run.begin", "run.end", "pub.rename", "journal.done"])
def test_a_kill_of_the_real_command_with_a_real_answer_loses_nothing(
    point: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop = dropped(tmp_path, GOOD)
    monkeypatch.setenv("TRYGG_FAILPOINTS", f"{point}=kill@2")
    assert drop.watch().returncode == -signal.SIGKILL
    monkeypatch.delenv("TRYGG_FAILPOINTS")
    assert drop.watch().returncode == 0
    assert len(list(drop.root.glob("ut/*kontrollerad.xlsx"))) == 2
    for receipt in drop.root.rglob("kvitto.json"):
        for file in json.loads(receipt.read_bytes())["files"]:
            assert sha_of(drop.root / "ut" / file["path"]) == file["sha256"]
    left = [each.name for each in tmp_path.rglob("*") if each.name.startswith("~$") or each.suffix == ".lock"]
    assert left == []
    assert list(tmp_path.glob("lokalt/*/arbete/*")) == []


def question(base: Path, workbook: Path, register: Path | None = None) -> Question:
    (base / "ut").mkdir(exist_ok=True)
    return Question(workbook, workbook.name, register, base / "ut")


@long
def test_an_answer_that_takes_too_long_costs_its_process_and_the_next_gets_another(tmp_path: Path) -> None:
    workbook = GOOD["Jämförelse (2).xlsx"]
    process = AnswerProcess(seconds=0.05)
    with pytest.raises(Died, match="too long"):
        process(question(tmp_path, workbook))
    patient = AnswerProcess()
    try:
        assert patient(question(tmp_path, workbook)).verdict in {Verdict.IN_ORDER, Verdict.TO_MEND}
        wrong = tmp_path / "register.yaml"
        wrong.write_bytes(b"programmes: [")
        with pytest.raises(NotNow, match="register"):
            patient(question(tmp_path, workbook, wrong))
    finally:
        patient.end()
