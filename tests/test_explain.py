"""What probably happened in small tables: which cell, what was meant, and what is left unsaid."""

from __future__ import annotations

import pytest

from tests.sheets import book, sheet
from trygg_excel.budget import budget_of
from trygg_excel.explain import Explanation
from trygg_excel.finding import CauseKind
from trygg_excel.held import hold

CROSSED = """
Budget 2022, belopp i tkr
Nämnd     | Norr | Söder | Totalt
Skola     | 412  | 318   | 730
Vård      | 655  | 97    | 752
Gator     | 83   | 241   | 324
Kultur    | 57   | 64    | 121
Summa     | 1207 | 720   | 1927
"""


def explained(drawing: str) -> tuple[Explanation, ...]:
    return hold(budget_of(book(sheet(drawing))), None).explained


def causes(drawing: str) -> list[tuple[str, str, int | None]]:
    """The first cause of each explanation: its kind, cell and what would be right, in tkr."""
    found = [each.causes[0] for each in explained(drawing) if each.causes]
    return [
        (each.kind.value, each.sources[0].cell, None if each.right is None else each.right // 100_000) for each in found
    ]


def test_a_table_that_agrees_needs_no_explanation() -> None:
    assert explained(CROSSED) == ()


@pytest.mark.parametrize(
    ("wrong", "kind", "cell", "right"),
    [
        (("| 655  |", "| 565  |"), CauseKind.SWAPPED_DIGITS, "B4", 655),
        (("| 655  |", "| -655 |"), CauseKind.WRONG_SIGN, "B4", 655),
        (("| 655  |", "| 6550 |"), CauseKind.WRONG_FACTOR, "B4", 655),
        (("| 655  |", "| 97   |"), CauseKind.NEIGHBOUR_COLUMN, "B4", 655),
        (("| 655  |", "| 625  |"), CauseKind.MISTYPED, "B4", 655),
        (("| 720   |", "| 702   |"), CauseKind.SWAPPED_DIGITS, "C7", 720),
    ],
)
def test_a_slip_is_placed_by_row_and_column(wrong: tuple[str, str], kind: CauseKind, cell: str, right: int) -> None:
    assert wrong[0] in CROSSED
    assert causes(CROSSED.replace(*wrong, 1)) == [(kind.value, cell, right)]


def test_a_row_that_is_lost_is_told_by_the_sums_over_it() -> None:
    without = "\n".join(line for line in CROSSED.splitlines() if not line.startswith("Gator"))
    assert causes(without) == [("missing_row", "B6", None)]


def test_a_row_that_is_doubled() -> None:
    twice = CROSSED.replace("Gator     | 83   | 241   | 324\n", "Gator     | 83   | 241   | 324\n" * 2)
    (found,) = explained(twice)
    assert found.causes[0].kind is CauseKind.DOUBLED_ROW


def test_an_amount_in_the_wrong_row() -> None:
    moved = CROSSED.replace("| 655  |", "| 605  |").replace("| 83   |", "| 133  |")
    assert [kind for kind, *_ in causes(moved)] == ["moved"]


def test_a_value_of_before_the_last_change() -> None:
    assert causes("""
        Belopp i tkr
        Insats | 2022
        SSPF   | 15
        Kamera | 3
        Summa  | =SUM(B3:B4) -> 17
    """) == [("stale", "B5", 18)]


def test_subtotals_counted_with_their_rows() -> None:
    assert causes("""
        Belopp i tkr
        Insats | 2022
        SSPF   | 15
        Kamera | 2
        Delsumma | =SUM(B3:B4) -> 17
        Värdar | 10
        Ljus   | 4
        Delsumma | =SUM(B6:B7) -> 14
        Summa  | =SUM(B3:B8) -> 62
    """) == [("subtotal_twice", "B9", 31)]


def test_one_column_alone_leaves_the_cell_open() -> None:
    (found,) = explained("""
        Belopp i tkr
        Insats | 2022
        SSPF   | 151
        Kamera | 48
        Värdar | 77
        Summa  | 289
    """)
    assert not found.telling
    assert len(found.causes) <= 3
