"""The schedulers' examples in the documents are of commands that exist, and of a form their schedulers take."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperCommand

from trygg_excel.cli.app import COMMANDS
from trygg_excel.cli.lazy import loaded

ROOT = Path(__file__).parents[1]
PAGES = ("docs/mapp.md", "docs/manad.md")
# What schtasks /create takes: https://learn.microsoft.com/windows-server/administration/windows-commands/schtasks-create
SWITCHES = {"/create", "/tn", "/sc", "/mo", "/d", "/m", "/st", "/ru", "/rp", "/tr", "/f", "/rl", "/sd", "/np", "/it"}
TURNS = {"minute": range(1, 1440), "hourly": range(1, 24), "daily": range(1, 366), "weekly": range(1, 53)}


def blocks(kind: str) -> list[str]:
    """The blocks of one kind in the pages, their continued lines put together."""
    texts = ((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    found = [each for text in texts for each in re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)]
    return [re.sub(r"[ ]*[\^\\]\n\s*", " ", each) for each in found]


def tried(command: str) -> str:
    """The command that these words call; each option is one that it has, with a value where it takes one."""
    words = [each for each in shlex.split(command, posix=True) if not re.match(r"\d?>", each)]
    name, *given = words
    known = loaded(name, COMMANDS[name])
    assert isinstance(known, TyperCommand)
    known.make_context(f"trygg {name}", given)  # raises for what it does not know
    return name


def after_trygg(line: str) -> str:
    """What stands after the program's own name, up to where the output goes."""
    found = re.search(r"trygg(?:\.exe)?\"? ((?:month|watch|check|report)\b.*)", line)
    assert found, line
    return re.sub(r"\s*\d?>>?\s*\S+", "", found[1])


# --- cron


def fields(line: str, among: range) -> None:
    for part in line.split(","):
        span, _, step = part.partition("/")
        assert not step or int(step) > 0
        ends = [among.start, among.stop - 1] if span == "*" else [int(each) for each in span.split("-")]
        assert all(each in among for each in ends), part


def cron_lines() -> list[str]:
    return [line for block in blocks("cron") for line in block.splitlines() if line and not line.startswith("#")]


def test_there_is_a_cron_example_of_the_folder_and_of_the_month() -> None:
    assert sorted(tried(_plain(after_trygg(line))) for line in cron_lines()) == ["month", "watch"]


def _plain(command: str) -> str:
    """With the shell's own commands answered, as the shell would: they give a month."""
    return re.sub(r"\$\(date .*\)(?= --|$)", "2026-03", command)


def test_the_cron_lines_have_the_five_fields_and_no_bare_percent() -> None:
    for line in cron_lines():
        *five, _ = line.split(None, 5)
        ranges = (range(60), range(24), range(1, 32), range(1, 13), range(8))
        for written, among in zip(five, ranges, strict=True):
            fields(written, among)
        assert not re.search(r"(?<!\\)%", line), "cron ends the command at a %"


def test_the_month_of_the_cron_line_is_the_month_before() -> None:
    (line,) = (each for each in cron_lines() if " month " in each)
    asked = re.search(r"\$\((.*)\) --config", line)
    assert asked
    bare = asked[1].replace("\\%", "%").replace("$(date +%Y-%m-01)", "2026-01-01")
    said = subprocess.run(["/bin/sh", "-c", bare], capture_output=True, text=True, check=False)
    if said.returncode:
        pytest.skip("this system's date is not GNU's")
    assert said.stdout.strip() == "2025-12"


# --- systemd


def units() -> Iterator[tuple[str, str]]:
    for each in blocks("ini"):
        named = re.match(r"# \S*/(trygg@\.\w+)", each)
        yield (named[1] if named else "trygg@.service"), each


def test_the_unit_and_the_timer_have_their_parts() -> None:
    found = dict(units())
    assert set(found) == {"trygg@.service", "trygg@.timer"}
    for name, parts in (("trygg@.service", {"Unit", "Service", "Install"}), ("trygg@.timer", {"Timer", "Install"})):
        read = configparser.ConfigParser(interpolation=None, strict=True)
        read.optionxform = str  # type: ignore[method-assign, assignment]  # systemd's names have capitals
        read.read_string(found[name])
        assert set(read.sections()) == parts
        if name == "trygg@.service":
            assert tried(after_trygg(read["Service"]["ExecStart"]).replace("%i", "ks")) == "watch"


def test_the_timer_starts_a_turn_of_the_folder() -> None:
    """What the page says to change for a timer: oneshot, no Restart, --once."""
    timed = one_turn(dict(units())["trygg@.service"])
    assert "--once" in timed
    assert tried(after_trygg(next(each for each in timed.splitlines() if each.startswith("ExecStart")))) == "watch"


def one_turn(unit: str) -> str:
    kept = [line for line in unit.splitlines() if not line.startswith("Restart")]
    return "\n".join(kept).replace("Type=exec", "Type=oneshot").replace(" --state", " --once --state") + "\n"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
@pytest.mark.parametrize("timed", [False, True])
def test_systemd_takes_them(tmp_path: Path, timed: bool) -> None:
    found = dict(units())
    # The program and the user of the page are not on this machine: others of the same kind stand in for them.
    unit = found["trygg@.service"].replace("/opt/trygg/bin/trygg", "/bin/true").replace("User=trygg", "User=daemon")
    (tmp_path / "trygg@.service").write_text(one_turn(unit) if timed else unit, encoding="utf-8")
    names = ["trygg@ks.service"]
    if timed:
        (tmp_path / "trygg@.timer").write_text(found["trygg@.timer"], encoding="utf-8")
        names.append("trygg@ks.timer")
    for name in names:
        (tmp_path / name).write_bytes((tmp_path / name.replace("ks", "")).read_bytes())
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    own = [line for line in done.stderr.splitlines() if "trygg@" in line]
    assert (own, done.returncode) == ([], 0), done.stderr


# --- Windows


def task_lines() -> list[str]:
    return [line for block in blocks("bat") for line in block.splitlines() if line.lower().startswith("schtasks")]


def switches(line: str) -> dict[str, str]:
    """The switches with their values, quotes taken off as Windows takes them."""
    words = [
        each[1:-1].replace('\\"', '"') if each.startswith('"') else each
        for each in re.findall(r'"(?:\\"|[^"])*"|\S+', line)
    ]
    found: dict[str, str] = {}
    for at, word in enumerate(words[1:], start=1):
        if word.startswith("/"):
            value = words[at + 1] if at + 1 < len(words) and not words[at + 1].startswith("/") else ""
            assert word.lower() not in found, word
            found[word.lower()] = value
    return found


def test_the_tasks_say_what_schtasks_takes() -> None:
    assert len(task_lines()) == 2
    for line in task_lines():
        given = switches(line)
        assert set(given) <= SWITCHES
        assert {"/create", "/tn", "/sc", "/tr"} <= set(given)
        turn = given["/sc"].lower()
        if "/mo" in given:
            assert int(given["/mo"]) in TURNS[turn]
        if "/d" in given:
            assert turn == "monthly"
            assert int(given["/d"]) in range(1, 32)
        if "/st" in given:
            assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", given["/st"])
        assert len(given["/tr"]) <= 261, "schtasks takes no more"


def test_the_task_of_the_folder_runs_a_command_that_exists() -> None:
    (run,) = (given["/tr"] for line in task_lines() if "trygg" in (given := switches(line))["/tr"])
    assert tried(after_trygg(run).replace("\\", "/")) == "watch"


def test_the_task_of_the_month_runs_the_file_the_page_gives() -> None:
    (run,) = (given["/tr"] for line in task_lines() if "trygg" not in (given := switches(line))["/tr"])
    text = (ROOT / "docs/manad.md").read_text(encoding="utf-8")
    assert f"`{run.rpartition(chr(92))[2]}`" in text
    (script,) = (each for each in blocks("bat") if each.startswith("@echo off"))
    line = next(each for each in script.splitlines() if "trygg.exe" in each)
    assert tried(after_trygg(line).replace("%MANAD%", "2026-03").replace("\\", "/")) == "month"
    assert "set MANAD=%%m" in script  # in a file a loop's name has two signs
