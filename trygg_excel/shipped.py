"""Where the shipped example is: its register and workbooks."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def example_folder(name: Literal["schemas", "workbooks"]) -> Path:
    """The example's folder of that name: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "example" / name
    return installed if installed.is_dir() else package.parent / name
