"""What the figures seem to bear out is dropped where the table itself says otherwise; what is wrong is still told."""

from __future__ import annotations

import pytest

from tests.sheets import book, sheet
from trygg_excel.budget import budget_of
from trygg_excel.checking import Check, check_all


def checked(drawing: str) -> Check:
    return check_all([budget_of(book(sheet(drawing)))], None).checks[0]


def alarms(drawing: str) -> list[tuple[str, str]]:
    """The code and the cell of each error and warning."""
    return [(each.code, each.sources[0].cell) for each in checked(drawing).findings if each.severity.value != "note"]


# The plan years have amounts of another kind than the budget years, so that the two years alone seem to be the sum.
SPANNING = """
    Budget, belopp i tkr
    Insats      | Utfall 2024 | Budget 2025 | Budget 2026 | Plan 2027 | Summa 2024–2027
    Värdar      | 2140 | 2600 | 2600 | 2600 | =SUM(B3:E3) -> 9940
    Belysning   | -    | 900  | 900  | -    | =SUM(B4:E4) -> 1800
    Skyltar     | -    | 300  | 200  | -    | =SUM(B5:E5) -> 500
    Delsumma    | =SUM(B3:B5) -> 2140 | =SUM(C3:C5) -> 3800 | =SUM(D3:D5) -> 3700 | =SUM(E3:E5) -> 2600 | {total}
"""


def test_what_the_formulas_of_a_column_add_goes_before_two_years_that_seem_to() -> None:
    assert alarms(SPANNING.format(total="=SUM(F3:F5) -> 12240")) == []
    assert alarms(SPANNING.format(total="=SUM(F3:F5) -> 12420")) == [("TRY-001", "F6")]


DISPOSED = """
    Belopp i tkr
    Verksamhet | Budget 2025 | Prognos 2025 | {first} | {second}
    Skola      | 366900 | 360800 | {skola} | 7600
    Omsorg     | 194400 | 203900 | -9500   | -9500
    Teknik     | 22300  | 22300  | 0       | 0
    Äldre      | 582600 | 594700 | -12100  | -12100
    Kultur     | 31200  | 30100  | 1100    | 1100
    Miljö      | 8100   | 7900   | 200     | 200
"""


def test_a_deviation_after_dispositions_is_another_than_the_one_beside_it() -> None:
    named = {"first": "Avvikelse före disp.", "second": "Avvikelse efter disp."}
    assert alarms(DISPOSED.format(skola=6100, **named)) == []
    assert ("TRY-005", "D3") in alarms(DISPOSED.format(skola=6900, **named))


def test_the_words_after_the_deviation_tell_though_it_stands_alone() -> None:
    alone = DISPOSED.replace(" | {first}", "").replace(" | {skola}", "")
    for drop in ("-9500   | ", "0       | ", "-12100  | ", "1100    | ", "200     | "):
        alone = alone.replace(drop, "", 1)
    assert alarms(alone.format(second="Avvikelse exkl. disp.")) == []
    assert alarms(alone.format(second="Avvikelse efter augusti")) == [("TRY-005", "D3")]
    assert alarms(alone.format(second="Avvikelse")) == [("TRY-005", "D3")]


MONTHS = """
    Belopp i tkr
    Månad    | Utfall 2025 | Budget 2025 | Avvikelse
    Januari  | 268  | 325 | =C3-B3 -> 57
    Februari | 287  | 325 | =C4-B4 -> 38
    Mars     | 366  | 325 | =C5-B5 -> -41
    April    | 317  | 325 | =C6-B6 -> 8
    Maj      | 282  | 325 | =C7-B7 -> 43
    Juni     |      | 325 |
    Juli     |      | 325 |
    Totalt   | =SUM(B3:B9) -> 1520 | =SUM(C3:C9) -> 2275 | {total}
"""


@pytest.mark.parametrize("total", ["=SUM(C3:C7)-B10 -> 105", "=SUM(D3:D9) -> 105"])
def test_a_deviation_so_far_leaves_out_the_months_to_come(total: str) -> None:
    assert alarms(MONTHS.format(total=total)) == []


def test_a_total_deviation_that_is_no_sum_of_its_rows_is_told() -> None:
    assert [cell for _, cell in alarms(MONTHS.format(total="150"))] == ["D10"]


def groups_of_one(wrong: int) -> str:
    """Eight committees of one row each with its sum, of which the first `wrong` state more than the row."""
    rows = [(100 + 37 * number, 40 if number < wrong else 0) for number in range(8)]
    groups = [f"Nämnd {at}\nPost {at} | {row}\nSumma nämnd {at} | {row + off}" for at, (row, off) in enumerate(rows)]
    return "\n".join(["Belopp i tkr", "Verksamhet | 2022", *groups, f"Totalt | {sum(row for row, _ in rows)}"])


def test_sums_of_one_row_are_told_where_most_of_them_repeat_it() -> None:
    """And not their total, which is right."""
    (told,) = (each for each in checked(groups_of_one(3)).findings if each.code == "TRY-001")
    assert [each.cell for each in told.sources[:3]] == ["B5", "B8", "B11"]


def test_sums_of_one_row_that_seldom_repeat_it_mean_something_else() -> None:
    assert alarms(groups_of_one(6)) == [("TRY-001", "B27")]
