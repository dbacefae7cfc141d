"""The drop folder where others misbehave: a heartbeat that answers rubbish, receipts that are spoilt, a save midway."""

from __future__ import annotations

import json
import shutil
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer

import pytest

from tests.reliability.world import World
from tests.test_inbox import never, told, world
from trygg_excel.finding import Text
from trygg_excel.inbox import hook, jobs, move
from trygg_excel.inbox.files import sha_of
from trygg_excel.inbox.root import found
from trygg_excel.inbox.turn import Went, turn


class _Rubbish(BaseRequestHandler):
    def handle(self) -> None:
        self.request.recv(4096)
        self.request.sendall(b"GARBAGE\r\n\r\n")


@contextmanager
def rubbish() -> Iterator[str]:
    """The address of a server that does not speak HTTP."""
    with TCPServer(("127.0.0.1", 0), _Rubbish) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            serving.join()


def heard(w_tell: list[str]) -> Callable[[Text, str], None]:
    return lambda words, _code: w_tell.append(words.sv)


def test_a_heartbeat_that_answers_rubbish_is_told_and_stops_nothing(tmp_path: Path) -> None:
    it, said = world(tmp_path), list[str]()
    it.drop("Budget.xlsx", b"PK one")
    with rubbish() as url, it.watcher(replace(it.settings(), heartbeat=url)) as w:
        w.tell = heard(said)
        it.turns(w)
    assert "Mätvärdena kunde inte lämnas (BadStatusLine)." in said
    assert it.faults() == []


def test_a_hook_that_cannot_be_begun_stops_nothing(tmp_path: Path) -> None:
    it, said = world(tmp_path), list[str]()
    it.drop("Budget.xlsx", b"PK one")
    with it.watcher(replace(it.settings(), hook=("/bin/tr\0ue",))) as w:
        w.tell = heard(said)
        assert it.turns(w).went is Went.IDLE
    assert "Kommandot för Budget.xlsx misslyckades (ValueError)." in said


def test_figures_that_cannot_be_made_stop_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    it = world(tmp_path)
    monkeypatch.setattr(hook, "_metrics", lambda _w: 1 / 0)
    with it.watcher(replace(it.settings(), metrics=tmp_path / "trygg.prom")) as w:
        assert turn(w).went is Went.IDLE


def forget(it: World) -> None:
    """The journal is lost, and nothing is to be answered a second time."""
    for each in found(it.root, it.state).places.state.glob("journal.db*"):
        each.unlink()
    it.answerer = never


def test_two_receipts_of_one_answer_to_a_name_written_apart_are_no_obstacle(tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop(unicodedata.normalize("NFD", "Följ.xlsx"), b"PK one")
    it.run()
    details = it.root / "ut" / "detaljer"
    shutil.copytree(details / "Följ", details / "Följ (2)")
    forget(it)
    it.run()
    assert told(it) == {"Följ.xlsx": "Utan anmärkning"}


def test_two_names_that_look_the_same_with_one_content_are_both_known_again(tmp_path: Path) -> None:
    it = world(tmp_path)
    for form in ("NFC", "NFD"):
        it.drop(unicodedata.normalize(form, "Följ.xlsx"), b"PK one")
    if len(list((it.root / "in").iterdir())) == 1:
        pytest.skip("this file system takes the two names for one")
    it.run()
    forget(it)
    it.run()
    journal = it.journal()
    names = {each.name for each in jobs.jobs(journal)}
    journal.close()
    assert names == set(it.dropped)


@pytest.mark.parametrize("spoilt", ['"size": Infinity', f'"size": {10**30}', '"sha256": "\\ud800"', '"key": {}'])
def test_a_receipt_that_is_spoilt_costs_itself_only(spoilt: str, tmp_path: Path) -> None:
    it = world(tmp_path)
    for name in ("Anslag.xlsx", "Budget.xlsx"):
        it.drop(name, b"PK " + name.encode())
    it.run()
    receipt = it.root / "ut" / "detaljer" / "Anslag" / "kvitto.json"
    key = spoilt.split(":", maxsplit=1)[0].strip('"')
    good = json.dumps(json.loads(receipt.read_bytes())[key])
    receipt.write_text(receipt.read_text(encoding="utf-8").replace(f'"{key}": {good}', spoilt, 1), encoding="utf-8")
    assert spoilt in receipt.read_text(encoding="utf-8")
    asked = it.answerer
    forget(it)
    it.answerer = asked
    it.run()
    assert told(it) == {"Anslag.xlsx": "Utan anmärkning", "Budget.xlsx": "Utan anmärkning"}


def once_at(point: str, monkeypatch: pytest.MonkeyPatch, does: Callable[[], object]) -> None:
    """What another program does just as the move of an original passes `point`, the first time."""
    left = [does]

    def passed(name: str) -> None:
        if name == point and left:
            left.pop()()

    monkeypatch.setattr(move, "failpoint", passed)


def moved(it: World) -> list[bytes]:
    return sorted(each.read_bytes() for each in (it.root / "behandlade").rglob("*") if each.is_file())


def test_what_excel_saves_just_before_its_original_is_moved_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = world(tmp_path, move=True)
    it.drop("Budget.xlsx", b"PK one")

    def save() -> None:
        (it.root / "draft").write_bytes(b"PK two")
        (it.root / "draft").replace(it.root / "in" / "Budget.xlsx")
        it.dropped["Budget.xlsx"] = b"PK two"

    once_at("archive", monkeypatch, save)
    it.run()
    assert moved(it) == [b"PK two"]
    assert it.faults() == []


def test_an_original_is_not_moved_over_what_came_there_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = world(tmp_path, move=True)
    it.drop("Budget.xlsx", b"PK one")
    free = move._free

    def taken(folder: Path, name: str) -> Path:
        target = free(folder, name)
        if target.name == "Budget.xlsx":
            target.write_bytes(b"another's")
        return target

    monkeypatch.setattr(move, "_free", taken)
    it.run()
    assert moved(it) == [b"PK one", b"another's"]
    assert list((it.root / "in").iterdir()) == []


@pytest.mark.parametrize("path", ["..\\in\\Annan.txt", "Annan.txt", "../in/Annan.txt"])
def test_a_receipt_that_names_anothers_file_takes_nothing_away(path: str, tmp_path: Path) -> None:
    it = world(tmp_path)
    it.drop("Budget.xlsx", b"PK one")
    it.run()
    other = it.root / "ut" / path
    other.write_bytes(b"another's")
    receipt = it.root / "ut" / "detaljer" / "Budget" / "kvitto.json"
    said = json.loads(receipt.read_bytes())
    said["files"].append({"path": path, "sha256": sha_of(other)})
    receipt.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    asked = it.answerer
    forget(it)
    it.answerer = asked
    it.drop("Budget.xlsx", b"PK two")
    it.run()
    assert other.read_bytes() == b"another's"
