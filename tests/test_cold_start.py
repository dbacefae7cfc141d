"""What a command may load before it is called: it must start fast, and `--help` must tell what the commands tell."""

from __future__ import annotations

import subprocess
import sys

import pytest

from trygg_excel.cli.app import COMMANDS
from trygg_excel.cli.lazy import loaded, told_of

HEAVY = {"pandas", "numpy", "pandera", "openpyxl", "xlsxwriter", "lxml", "jinja2", "rich", "yaml", "distributed"}


def loaded_by(code: str) -> set[str]:
    """The heavy libraries in a fresh process that has run `code`."""
    asked = f"{code}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return HEAVY & set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code", ["import trygg_excel.cli", "import trygg_excel.cli.app as a; a.app(['--version'], standalone_mode=False)"]
)
def test_the_command_starts_without_what_is_slow_to_import(code: str) -> None:
    assert loaded_by(code) == set()


def test_help_loads_no_command() -> None:
    code = "import trygg_excel.cli.app as a; a.app(['--help'], standalone_mode=False)"
    assert loaded_by(code) <= {"rich"}


@pytest.mark.parametrize("name", COMMANDS)
def test_what_help_says_of_a_command_is_what_the_command_says(name: str) -> None:
    command = loaded(name, COMMANDS[name])
    assert told_of(COMMANDS[name])
    assert told_of(COMMANDS[name]) == command.help
