"""`trygg doctor`: what is there, what is missing and what to do, in plain words."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from trygg_excel.cli.app import app
from trygg_excel.doctor import Need, examined, needs
from trygg_excel.reporting.model import Tone

ROOT = Path(__file__).parents[1]


def told(*arguments: str) -> tuple[int, list[str]]:
    done = CliRunner().invoke(app, ["doctor", *arguments])
    return done.exit_code, done.output.splitlines()


def test_in_the_project_all_is_well() -> None:
    code, lines = told(str(ROOT))
    assert code == 0
    assert lines[0].startswith("✓ trygg_excel ")
    assert any("Den skyddade läsprocessen startar och läser (27 belopp" in line for line in lines)
    assert lines[-1].startswith("✓ Registret '")


def test_without_a_register_it_says_what_that_costs(tmp_path: Path) -> None:
    code, lines = told(str(tmp_path))
    assert code == 0
    assert lines[-1].startswith("● Inget register finns i eller ovanför mappen")


def test_a_broken_register_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "fel.yaml").write_text("schema_version: 1\nprogrammes: 7\n", encoding="utf-8")
    code, lines = told(str(tmp_path))
    assert code == 2
    assert "✖" in "".join(lines)
    assert "fel.yaml" in " ".join(lines)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    code, lines = told(str(tmp_path / "saknas"), "--lang", "en")
    assert code == 2
    assert lines[-1].startswith("✖ The folder '")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights do not hold the administrator")
def test_a_folder_without_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        code, lines = told(str(tmp_path))
    finally:
        tmp_path.chmod(0o700)
    assert code == 4
    assert any("får inte skrivas i" in line for line in lines)


def test_a_folder_that_may_not_be_written_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> object:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refused)
    signs = list(examined(tmp_path))
    (sign,) = [each for each in signs if each.exit_code]
    assert (sign.tone, sign.exit_code) == (Tone.ERROR, 4)
    assert "får inte skrivas i" in sign.said.sv


def test_it_leaves_nothing_behind(tmp_path: Path) -> None:
    told(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("found", "least", "met"),
    [
        ("3.1.5", "3.1.5", True),
        ("3.10", "3.9.1", True),
        ("2.1.4", "2.2", False),
        ("2.2rc1", "2.2", True),
        (None, "1", False),
    ],
)
def test_versions_are_numbers(monkeypatch: pytest.MonkeyPatch, found: str | None, least: str, met: bool) -> None:
    monkeypatch.setattr(Need, "found", property(lambda _: found))
    assert Need("pandas", least, "").is_met is met


def absent(monkeypatch: pytest.MonkeyPatch, names: Sequence[str]) -> list[str]:
    real = Need.found.fget  # type: ignore[attr-defined]
    monkeypatch.setattr(Need, "found", property(lambda need: None if need.name in names else real(need)))
    return [f"{each.tone} {each.exit_code} {each.said.sv}" for each in examined(ROOT)]


def test_a_missing_library_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "pandas" in {each.name.lower() for each in needs()}
    lines = absent(monkeypatch, ["pandas"])
    assert any(
        line.startswith("error 4 pandas") and "det saknas" in line and "pip install --upgrade trygg_excel" in line
        for line in lines
    )


def test_a_missing_extra_is_told_and_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = absent(monkeypatch, ["matplotlib"])
    assert "note 0 Diagram i Jupyter: saknas. Installera med: python -m pip install 'trygg_excel[plot]'" in lines
