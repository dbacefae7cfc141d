"""Reviews in our sheets that somebody has written over."""

from __future__ import annotations

import pytest

from trygg_excel.reporting.reconciliation import COLUMNS
from trygg_excel.workbook import Cell, CellType, Sheet
from trygg_excel.writeback.reviews import reviews_in


@pytest.mark.parametrize(
    ("stated", "ore"), [("1200", "120000"), ("nan", ""), ("Infinity", ""), ("-sNaN", ""), ("1E+9000", ""), ("x", "")]
)
def test_an_amount_written_over_is_unknown(stated: str, ore: str) -> None:
    words = {"subject": "Summa", "cell": "B5", "stated": stated, "by": "Anna"}
    rows = ({column.key: column.title.sv for column in COLUMNS}, words)
    cells = {
        (row, place): Cell(row, place, CellType.TEXT, said[column.key])
        for row, said in enumerate(rows, 1)
        for place, column in enumerate(COLUMNS, 1)
        if column.key in said
    }
    assert list(reviews_in([Sheet("Avstämning", cells)]).by) == [("Summa", "B5", ore, "")]
