"""Where the shipped example is: its register and workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

SETTINGS = "trygg.exempel.toml"


def example_folder(name: Literal["schemas", "workbooks"]) -> Path:
    """The example's folder of that name: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "example" / name
    return installed if installed.is_dir() else package.parent / name


def example_files() -> Iterator[tuple[Path, str]]:
    """The example's files with the names they get in a folder to begin from: workbooks, register and trygg.toml."""
    workbooks, schemas = example_folder("workbooks"), example_folder("schemas")
    for path in sorted(workbooks.rglob("*.xlsx")):
        yield path, path.relative_to(workbooks).as_posix()
    yield schemas / "trygghetspaketet.yaml", "schemas/trygghetspaketet.yaml"
    yield schemas / SETTINGS, SETTINGS
