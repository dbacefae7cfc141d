"""The sheet with a mark for each workbook and each kind of control."""

from __future__ import annotations

from tests.controls_drawn import budget, shipped
from trygg_excel.checking import check_all
from trygg_excel.controls import CONTROLS
from trygg_excel.reporting.model import Mark, Tone
from trygg_excel.reporting.verdict_map import kinds_of_codes, verdict_map_sheet

RIGHT = """
Budget 2022, tkr |
Insats | Budget 2022
SSPF | 1500
Trygghetsvärdar | 1000
Summa | 2500
"""
WRONG = RIGHT.replace("2500", "2900")


def marks(*drawn: str) -> dict[str, dict[str, tuple[str, Tone]]]:
    books = [budget(each, f"{number}.xlsx") for number, each in enumerate(drawn, 1)]
    sheet = verdict_map_sheet(check_all(books, shipped()))
    assert sheet is not None
    titles = [column.title.sv for column in sheet.table.columns]
    found = {}
    for row in sheet.table.rows:
        cells = zip(titles[1:], row.cells[1:], strict=True)
        found[str(row.cells[0])] = {
            title: (cell.label.sv, cell.tone) for title, cell in cells if isinstance(cell, Mark)
        }
    return found


def test_each_workbook_is_marked_by_kind_and_the_worst_comes_first() -> None:
    found = marks(RIGHT, WRONG)
    assert list(found) == ["2.xlsx", "1.xlsx"]
    assert found["1.xlsx"]["Summor"] == ("Stämmer", Tone.GOOD)
    assert found["2.xlsx"]["Summor"] == ("1 fel", Tone.ERROR)
    assert found["1.xlsx"]["Ekonomisystem"] == ("Ej kontrollerat", Tone.NEUTRAL)
    assert "Läsning" not in found["1.xlsx"]


def test_what_the_reader_was_not_sure_of_has_a_column_of_its_own() -> None:
    found = marks(RIGHT, RIGHT.replace(", tkr", ""))
    assert found["2.xlsx"]["Läsning"][1] is Tone.NOTE


def test_one_workbook_needs_no_map() -> None:
    assert verdict_map_sheet(check_all([budget(RIGHT)], shipped())) is None


def test_every_control_is_of_a_kind() -> None:
    assert [code for code, kind in kinds_of_codes().items() if kind.sv == "Läsning"] == []
    assert set(kinds_of_codes()) == {each.code for each in CONTROLS}
