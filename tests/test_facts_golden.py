"""The facts of the workbooks in the repository, to the letter.

`pytest --update-golden tests/test_facts_golden.py` writes the golden files anew. Read the difference before it is kept.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import trygg_excel as te
from trygg_excel.machine import facts_csv

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
WORKBOOKS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "workbooks").rglob("*.xlsx"))
SUFFIX = ".facts.csv"


def golden_of(workbook: str) -> Path:
    return GOLDEN / f"{Path(workbook).stem}{SUFFIX}"


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_the_facts_are_the_golden_files(workbook: str, update_golden: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    budget = te.read(workbook)
    assert budget.workbook.file_id == hashlib.sha256((ROOT / workbook).read_bytes()).hexdigest()
    found = facts_csv(budget.records)
    golden = golden_of(workbook)
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert golden.exists(), "no golden file; look at the facts and write it with --update-golden"
    kept = golden.read_text(encoding="utf-8")
    assert found.splitlines() == kept.splitlines()  # the first line that differs is shown
    assert found == kept


def test_every_golden_file_has_its_workbook() -> None:
    assert len({golden_of(workbook) for workbook in WORKBOOKS}) == len(WORKBOOKS) >= 8
    assert sorted(GOLDEN.glob(f"*{SUFFIX}")) == sorted(golden_of(workbook) for workbook in WORKBOOKS)
