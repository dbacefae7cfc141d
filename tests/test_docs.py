"""The documents hold: their links lead somewhere, the generated ones are as generated, the commands in them exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from trygg_excel.cli.app import COMMANDS, app
from trygg_excel.cli.page import page

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("benchmarks/*.md"),
        *ROOT.glob("*/README.md"),
    )
)
_LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)


def words_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """The anchors of a document's headings, as they are made of their words."""
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_the_documents_are_found() -> None:
    assert {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/snabbguide.md", "docs/register.md"} <= set(
        DOCUMENTS
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    text = words_of(name)
    for target in _LINK.findall(_CODE.sub("", text)):
        if re.match(r"(https?|mailto):", target):
            continue
        file, _, anchor = target.partition("#")
        place = ((ROOT / name).parent / file) if file else ROOT / name
        assert place.exists(), target
        if anchor:
            assert anchor in anchors(place.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pictures_are_told_in_words(name: str) -> None:
    assert all(alt.strip() for alt in re.findall(r"!\[([^\]]*)\]\(", words_of(name)))


def test_the_page_of_commands_is_the_commands() -> None:
    assert words_of("docs/kommandon.md") == page()


def commands_in(text: str) -> Iterator[list[str]]:
    """The commands of a document's blocks, the words up to the first option."""
    for block in re.findall(r"```(?:sh|bat)\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            for said in re.findall(r"(?:^|[\s/\\])trygg ((?:[a-z][\w-]*)(?: [a-z][\w-]*)?)", line):
                yield said.split()


def helped(*words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "300"})
    assert done.exit_code == 0, words
    return done.output


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name != "docs/kommandon.md"])
def test_commands_in_documents_exist(name: str) -> None:
    for words in commands_in(words_of(name)):
        assert words[0] in COMMANDS, words
        if words[0] == "register" and len(words) > 1:
            assert f"## trygg register {words[1]}\n" in page(), words


def test_options_in_the_guides_exist() -> None:
    known = set(re.findall(r"--[a-z][\w-]*", page())) | {"--help", "--update-golden"}
    for name in ("docs/snabbguide.md", "docs/register.md", "docs/anmarkningar.md", "docs/rapporten.md"):
        assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", words_of(name))) <= known


def test_every_command_is_told_and_helps() -> None:
    told = page()
    for command in COMMANDS:
        assert re.search(rf"^## trygg {command}\b", told, re.MULTILINE), command
        helped(command)


def test_constraints_are_versions_only_and_meet_the_lower_bounds() -> None:
    pinned = [line for line in words_of("constraints.txt").splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9][\w.-]*==[\w.!+]+", line) for line in pinned)
    held = dict(line.split("==") for line in pinned)
    bounds = re.findall(r'"([\w.-]+)(?:\[[^\]]*\])?>=([\d.]+)"', words_of("pyproject.toml"))
    assert bounds
    for name, least in bounds:
        key = name.lower().replace("_", "-")
        if key in {"trygg-excel", "hatchling"}:
            continue
        assert key in held, f"{key}: run docs/make_constraints.py"
        assert _numbers(held[key]) >= _numbers(least), key


def _numbers(written: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", written)[:3]]


def test_the_version_is_semantic() -> None:
    import trygg_excel

    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", trygg_excel.__version__)
    assert version("trygg_excel") == trygg_excel.__version__
