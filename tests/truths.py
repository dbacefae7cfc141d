"""The hand-made truths of the shared corpus, and how much of each the reader finds, by the corpus' own rules."""

from __future__ import annotations

import csv
import importlib.util
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TypeAlias

from tests.archetypes.case import facts_in
from tests.archetypes.record import COLUMNS, row_of
from tests.archetypes.score import Row, Score
from tests.corpus import CORPUS
from trygg_excel.errors import TryggError

TRUTHS = sorted((CORPUS / "truth").glob("*.csv"))
RECORDED = Path(__file__).parents[1] / "benchmarks" / "score.csv"
_COUNTED = (
    "amounts", "right", "sure", "missing", "others", "others_right", "extra", "wrong_sure", "measure", "measure_of",
    "role",
)  # fmt: skip
Reader: TypeAlias = Callable[[Path], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A workbook's score, and the CPU seconds that reading it took."""

    name: str
    score: Score
    seconds: float


@cache
def corpus_scorer() -> ModuleType:
    """The corpus' score.py, from where it stands."""
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def workbook_of(truth: Path) -> Path:
    """The workbook that a truth is about."""
    return CORPUS / "budgets" / _rows(truth)[0]["file"]


def judged(truth: Path, read: Reader = facts_in) -> Judged:
    """Read a truth's workbook, by `read`, and score it; one that is refused has no facts, and nothing right."""
    rows = _rows(truth)
    start = time.process_time()
    try:
        facts, refused = read(workbook_of(truth)), False
    except TryggError:
        facts, refused = [], True
    took = time.process_time() - start
    by_cell = {(row["sheet"], row["cell"]): row for row in facts}
    found = corpus_scorer().score(rows, by_cell, truth.stem in (CORPUS / "truth" / "FULL").read_text().split())
    if refused:
        found["others_right"] = 0
    return Judged(truth.stem, Score(**{name: found[name] for name in _COUNTED}), took)


def _rows(truth: Path) -> list[dict[str, str]]:
    with truth.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_record() -> dict[str, dict[str, str]]:
    with RECORDED.open(encoding="utf-8", newline="") as file:
        return {row["workbook"]: row for row in csv.DictReader(file)}


def write_record(outcomes: Sequence[Judged]) -> None:
    with RECORDED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(recorded_row(each) for each in outcomes)


def recorded_row(outcome: Judged) -> Mapping[str, str]:
    return row_of(outcome.name, outcome.score)
