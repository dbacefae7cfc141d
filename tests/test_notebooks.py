"""The notebooks run as they stand and hold what they give.

`pytest -m long tests/test_notebooks.py --update-golden` runs them and keeps what they show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
FILES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))


def notebook_at(name: str) -> Any:
    return nbformat.read(NOTEBOOKS / name, as_version=4)  # type: ignore[no-untyped-call]


def code_of(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def told(notebook: Any) -> Iterator[tuple[str, str]]:
    """What each cell shows in words; pictures depend on the machine's fonts."""
    for cell in code_of(notebook):
        for output in cell.outputs:
            data = output.get("data", {})
            yield cell.id, "".join(data.get("text/html", data.get("text/plain", output.get("text", ""))))


def test_there_is_one_for_comparing_and_one_for_following_up() -> None:
    assert FILES == ["budgetjamforelse.ipynb", "manadsuppfoljning.ipynb"]


@pytest.mark.parametrize("name", FILES)
def test_a_notebook_holds_real_output_and_no_machine(name: str) -> None:
    notebook = notebook_at(name)
    for cell in code_of(notebook):
        assert cell.outputs, cell.source
        assert all(output.output_type == "execute_result" for output in cell.outputs), cell.source
    assert not re.search(r"/home/|/tmp/|/work/|[A-Z]:\\\\", (NOTEBOOKS / name).read_text(encoding="utf-8"))


@pytest.mark.long
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
@pytest.mark.parametrize("name", FILES)
def test_a_notebook_runs_and_gives_what_it_holds(name: str, update_golden: bool) -> None:
    from nbclient import NotebookClient

    kept, fresh = notebook_at(name), notebook_at(name)
    NotebookClient(fresh, timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    if update_golden:
        for cell in code_of(fresh):
            cell.metadata = {}
        nbformat.write(fresh, NOTEBOOKS / name)  # type: ignore[no-untyped-call]
        pytest.skip(f"{name} is written anew; read the difference")
    assert list(told(fresh)) == list(told(kept))
