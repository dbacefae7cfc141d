"""`trygg status`, `retry`, `purge`, and what `trygg watch` says no to."""

from __future__ import annotations

import json
import sys
import urllib.request
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from tests.reliability.world import BAD, World
from trygg_excel.cli import main
from trygg_excel.inbox.slots import State as SlotState
from trygg_excel.inbox.turn import turn
from trygg_excel.inbox.words import SLOTS, VERDICTS

SCHEMA = Path(__file__).parents[1] / "docs" / "schemas" / "inbox-status.schema.json"


def trygg(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr(sys, "argv", ["trygg", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.fixture
def it(tmp_path: Path) -> World:
    world = World(tmp_path, move=False)
    world.drop("Budget.xlsx", b"PK one")
    world.drop("Beslut.pdf", BAD)
    world.run()
    (world.root / "in" / "Ny.xlsx").write_bytes(b"PK two")
    return world


def test_status_tells_of_every_file(
    it: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert trygg(monkeypatch, "status", it.root, "--state", it.state) == 0
    said = capsys.readouterr()
    assert "Budget.xlsx: Utan anmärkning. Öppna Budget - kontrollerad.xlsx i mappen 'ut'." in said.out
    assert "Beslut.pdf: Kunde inte läsas. Ingen arbetsbok. Läs Beslut - kunde inte läsas.txt i mappen 'ut'." in said.out
    assert "Ny.xlsx: Ännu inte sedd." in said.out
    assert "Ingen bevakning är i gång" in said.err


def test_status_as_json_keeps_to_its_schema(
    it: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert trygg(monkeypatch, "status", it.root, "--state", it.state, "--format", "json", "--lang", "en") == 0
    schema = json.loads(SCHEMA.read_bytes())
    record = json.loads(capsys.readouterr().out)
    jsonschema.validate(record, schema)
    assert {each["file"]: each["state"] for each in record["files"]} == {
        "Budget.xlsx": "in_order", "Beslut.pdf": "unreadable", "Ny.xlsx": "unseen",
    }  # fmt: skip
    states = set(schema["properties"]["files"]["items"]["properties"]["state"]["enum"])
    assert {*VERDICTS, *(each.value for each in SLOTS if each is not SlotState.ACCEPTED)} <= states


def test_retry_and_purge(it: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert trygg(monkeypatch, "retry", it.root, "Beslut.pdf", "--state", it.state) == 0
    assert "Beslut.pdf: görs om." in capsys.readouterr().err
    assert trygg(monkeypatch, "retry", it.root, "99", "--state", it.state) == 2
    assert "'99' finns inte i journalen" in capsys.readouterr().err
    assert trygg(monkeypatch, "purge", it.root, "--keep-days", 0, "--dry-run", "--state", it.state) == 0
    assert "skulle gallras" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (["status", "{base}"], 4, "är inte en bevakad mapp"),
        (["status", "{base}/saknas"], 2, "finns inte"),
        (["watch", "{base}/saknas", "--once"], 2, "finns inte"),
        (["watch", "{base}/rot", "--once", "--heartbeat", "ftp://x"], 2, "https://"),
        (["watch", "{base}/rot", "--once", "--hook", '"'], 2, "Citattecknen"),
        (["watch", "{base}/ny", "--once", "--state", "{base}/register.yaml"], 4, "kunde inte skrivas"),
        (["watch", "{base}/rot", "--once", "--state", "{base}/rot/in"], 2, "får inte ligga i mappen"),
    ],
)
def test_what_it_says_no_to(
    words: list[str], code: int, why: str, it: World, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (it.base / "ny").mkdir()
    filled = [each.format(base=it.base) for each in words]
    more = [] if "--state" in filled else ["--state", str(it.state)]
    assert trygg(monkeypatch, *filled, *more) == code
    assert why in capsys.readouterr().err
    assert list((it.base / "ny").iterdir()) == []  # nothing is begun that cannot go on


def test_the_heartbeat_is_called_once_a_minute(it: World, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []

    def called_with(url: str, timeout: float) -> nullcontext[None]:
        called.append(f"{url} {timeout:.0f}")
        return nullcontext()

    monkeypatch.setattr(urllib.request, "urlopen", called_with)
    with it.watcher(replace(it.settings(), heartbeat="https://lever.example/trygg")) as w:
        turn(w)
        turn(w)
    assert called == ["https://lever.example/trygg 10"]
