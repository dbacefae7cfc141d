"""The table of scores: as it is printed, and as it is recorded so that no workbook is read worse than before."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from tests.archetypes.case import Outcome
from tests.archetypes.score import Score

RECORDED = Path(__file__).parent / "recorded.csv"
COLUMNS = (
    "workbook", "right_percent", "right", "amounts", "others_right", "others", "extra", "sure_percent",
    "wrong_but_sure",
)  # fmt: skip
HEADING = (
    f"{'workbook':40}{'right':>11}{'%':>7}{'missing':>9}{'other ok':>10}{'extra':>7}{'sure %':>8}{'sure+wrong':>12}"
    f"{'measure':>10}{'beside':>10}{'role':>6}{'s':>6}"
)


def printed(outcome: Outcome) -> str:
    got = outcome.score
    return (
        f"{outcome.case.name[:39]:40}{got.right:>6}/{got.amounts:<4}{100 * got.share:>7.1f}{got.missing:>9}"
        f"{got.others_right:>6}/{got.others:<3}{got.extra:>7}{100 * got.sure_share:>8.0f}{got.wrong_sure:>12}"
        f"{got.measure:>6}/{got.measure_of:<3}{got.beside:>6}/{got.beside_of:<3}{got.role:>6}{outcome.seconds:>6.2f}"
        f"  {outcome.said}"
    ).rstrip()


def summed_up(outcomes: Sequence[Outcome]) -> str:
    scores = [each.score for each in outcomes] or [Score()]
    shares = [each.share for each in scores]
    rights = sum(each.right for each in scores)
    return (
        f"{len(outcomes)} workbooks: mean {100 * sum(shares) / len(shares):.1f} %, worst {100 * min(shares):.1f} %, "
        f"all right {sum(share == 1 for share in shares)}, "
        f"amounts right {rights}/{sum(each.amounts for each in scores)}, "
        f"wrong but sure {sum(each.wrong_sure for each in scores)}, "
        f"sure share {100 * sum(each.sure for each in scores) / max(1, rights):.1f} %"
    )


def recorded_row(outcome: Outcome) -> dict[str, str]:
    return row_of(outcome.case.name, outcome.score)


def row_of(name: str, got: Score) -> dict[str, str]:
    """A workbook's score by COLUMNS."""
    values = (
        name, f"{100 * got.share:.1f}", got.right, got.amounts, got.others_right, got.others, got.extra,
        f"{100 * got.sure_share:.1f}", got.wrong_sure,
    )  # fmt: skip
    return dict(zip(COLUMNS, map(str, values), strict=True))


def is_worse(before: dict[str, str], now: dict[str, str]) -> bool:
    """Whether less is right, less of that is sure, or more is wrong but sure."""
    less = any(float(now[name]) < float(before[name]) for name in ("right_percent", "sure_percent"))
    return less or int(now["wrong_but_sure"]) > int(before["wrong_but_sure"])


def read_record() -> dict[str, dict[str, str]]:
    with RECORDED.open(encoding="utf-8", newline="") as file:
        return {row["workbook"]: row for row in csv.DictReader(file)}


def write_record(outcomes: Sequence[Outcome]) -> None:
    with RECORDED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(recorded_row(each) for each in outcomes)
