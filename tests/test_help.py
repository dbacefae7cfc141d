"""What `--help` says: all of it in one language, with every option of the command."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
import typer

from trygg_excel.cli.app import COMMANDS
from trygg_excel.cli.told import Command, commands_of, help_of, without_language

FRAME = re.compile(r"\b(Usage|Options|Arguments|Commands|Show this|required|default|else)\b")


def every() -> Iterator[tuple[str, Command]]:
    from importlib import import_module

    for name, home in COMMANDS.items():
        module, _, attribute = home.partition(":")
        found = getattr(import_module(module), attribute)
        if isinstance(found, typer.Typer):
            yield from commands_of(f"trygg {name}", found)
        else:
            yield f"trygg {name}", found


def trygg(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "trygg_excel", *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("name", "command"), list(every()), ids=lambda each: each if isinstance(each, str) else "")
def test_a_commands_help_is_of_one_language(name: str, command: Command) -> None:
    swedish, english = (help_of(name, command, lang) for lang in ("sv", "en"))
    assert FRAME.search(swedish) is None
    assert re.search(r"\b(Användning|Tillval|Kommandon|annars)\b", english) is None
    assert " / " not in swedish + english
    assert set(re.findall(r"--[a-z-]+", swedish)) == set(re.findall(r"--[a-z-]+", english))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_help_is_no_wider_than_the_window(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for name, command in every():
        rows = help_of(name, command, "sv").splitlines()[1:]  # the usage is to be copied
        assert max(map(len, rows)) <= max(width, 20 + width // 3 + 4), name


def test_the_program_and_a_group_are_told_in_the_language_asked_for() -> None:
    assert trygg("--help").stdout.startswith("Användning: trygg KOMMANDO …\n\nLäser budgetarbetsböcker, ")
    assert "Make the monthly report." in trygg("--help", "--lang", "en").stdout
    group = trygg("register", "--help", "--lang=en").stdout
    assert group.startswith("Usage: trygg register COMMAND …\n")
    assert "  accept      Accept a finding, until it changes.\n" in group
    asked = trygg("register", "accept", "--help")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert asked.stdout.startswith("Användning: trygg register accept ")


def test_nothing_asked_is_answered_by_the_help() -> None:
    asked = trygg()
    assert (asked.returncode, asked.stdout.strip()) == (2, trygg("--help").stdout.strip())


def test_only_help_is_freed_from_its_language() -> None:
    assert without_language(["check", "--help", "--lang", "en"]) == ["check", "--help"]
    assert without_language(["--lang=en", "--help"]) == ["--help"]
    assert without_language(["check", "x.xlsx", "--lang", "en"]) == ["check", "x.xlsx", "--lang", "en"]
