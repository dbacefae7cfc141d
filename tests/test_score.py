"""How well the real workbooks of the corpus are read: none worse than recorded in benchmarks/score.csv.

`python benchmarks/score.py --record` records anew, and `python ../shared/corpus/score.py --misses 9` tells what is
missed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.archetypes.record import is_worse
from tests.corpus import needs_corpus
from tests.truths import TRUTHS, judged, read_record, recorded_row, workbook_of

LARGE = 400_000  # bytes of a workbook; those take seconds each


def _marked(truth: Path) -> Any:
    large = workbook_of(truth).stat().st_size > LARGE
    return pytest.param(truth, id=truth.stem, marks=[pytest.mark.long] if large else [])


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("truth", [_marked(truth) for truth in TRUTHS])
def test_no_workbook_is_read_worse_than_recorded(truth: Path) -> None:
    before, now = read_record()[truth.stem], dict(recorded_row(judged(truth)))
    assert not is_worse(before, now), f"recorded {before}, now {now}"


@pytest.mark.corpus
@needs_corpus
def test_every_truth_is_recorded() -> None:
    assert list(read_record()) == [truth.stem for truth in TRUTHS]


ROW = {"right_percent": "97.0", "sure_percent": "90.0", "wrong_but_sure": "0"}


@pytest.mark.parametrize(
    ("now", "worse"),
    [
        ({}, False),
        ({"right_percent": "96.9"}, True),
        ({"right_percent": "100.0", "sure_percent": "89.9"}, True),
        ({"wrong_but_sure": "1"}, True),
        ({"right_percent": "97.1", "sure_percent": "100.0"}, False),
    ],
)
def test_what_is_worse(now: dict[str, str], worse: bool) -> None:
    assert is_worse(ROW, ROW | now) is worse
