"""What is printed stands in a print people can read, on as few pages side by side as that takes."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from tests.test_report_sizes import checked
from tests.test_report_xlsx import report
from trygg_excel.finding import Text, Verdict
from trygg_excel.money import TKR
from trygg_excel.reconciliation import Line, Reconciliation
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.reporting.model import Amount, Column, Formula, Style
from trygg_excel.reporting.parts import comparison_report
from trygg_excel.reporting.reconciliation import REVIEWED, reconciliation_sheet
from trygg_excel.reporting.xlsx import render_xlsx
from trygg_excel.reporting.xlsx_look import FONT_SIZE
from trygg_excel.reporting.xlsx_paper import LEAST, ROOM, page_head, paper_of
from trygg_excel.reporting.xlsx_place import places

WIDEST = 0.76  # points of a pixel, at least as many as any programme draws
widths = st.lists(st.floats(4, 60), min_size=1, max_size=40)


def columns(count: int, spare: int = 0, answers: int = 0) -> list[Column]:
    title = Text("x", "x")
    printed = [Column(f"{n}", title, spare=n >= count - spare) for n in range(count)]
    return [*printed, *(Column(f"a{n}", title, answer=True) for n in range(answers))]


def points(of: list[float]) -> float:
    return sum((8 * each + 5) * WIDEST for each in of)


def test_no_print_is_smaller_than_seven_points() -> None:
    assert LEAST * FONT_SIZE >= 7


@given(widths)
def test_each_page_holds_its_columns_with_the_first_one(given_widths: list[float]) -> None:
    paper = paper_of(columns(len(given_widths)), given_widths)
    assert 0 < paper.scale <= 1
    assert paper.scale >= LEAST * 0.96 or len(given_widths) == 1
    ends = [*paper.breaks, len(given_widths)]
    starts = [1, *paper.breaks]
    for start, end in zip(starts, ends, strict=True):
        assert points([given_widths[0], *given_widths[start:end]]) * paper.scale <= ROOM[0]
    assert all(before < after for before, after in pairwise(starts))


def test_what_can_be_spared_goes_before_a_second_page_is_taken() -> None:
    wide = [40.0, *[14.0] * 13]
    assert paper_of(columns(14, spare=2), wide).breaks == ()
    assert paper_of(columns(14, spare=2), wide).columns == 12
    assert paper_of(columns(14), wide).breaks
    assert paper_of(columns(5, spare=2), wide[:5]).columns == 5


def test_over_two_pages_the_years_stand_together_and_a_change_with_its_percentage() -> None:
    title = Text("x", "x")
    styles = [Style.WRAPPED, *[Style.AMOUNT] * 10, *[Style.CHANGE, Style.PERCENT] * 2, Style.WRAPPED]
    found = [Column(f"{at}", title, style) for at, style in enumerate(styles)]
    assert paper_of(found, [36.0, *[12.0] * 14, 30.0]).breaks == (11,)
    parted = paper_of(found, [36.0, *[12.0] * 10, 14.0, 14.0, 14.0, 14.0, 100.0]).breaks
    assert parted in {(11,), (13,), (15,)}
    wide = paper_of(found, [36.0, *[20.0] * 10, *[5.0] * 5])  # too many for one page: somewhere among the years
    assert wide.breaks
    assert wide.scale >= LEAST * 0.96


def test_what_people_fill_in_beside_the_table_takes_no_paper() -> None:
    assert paper_of(columns(3, answers=4), [20.0] * 7).columns == 3


def test_a_comparison_of_ten_years_is_printed_over_pages_side_by_side() -> None:
    buffer = BytesIO()
    render_xlsx(control_report(checked(80, 10)), buffer)
    pages = openpyxl.load_workbook(buffer)
    page = pages["Jämförelse 2013–2022"]
    assert int(page.page_setup.scale or 0) >= LEAST * 100
    assert [each.id for each in page.col_breaks.brk]
    assert page.print_title_cols == "$A:$A"
    head = page.oddHeader
    assert head is not None
    assert str(head.left.text).startswith("Jämförelse 2013–2022\n")
    for each in pages:
        assert each.page_setup.paperSize == 9
        assert each.page_setup.orientation == "landscape"


def test_the_sheets_of_a_usual_workbook_are_one_page_wide() -> None:
    for place in places(control_report(checked(80, 3)), "sv"):
        assert place.paper.breaks == (), place.name
        assert place.paper.scale >= LEAST, place.name


def line(verdict: Verdict, stated: int) -> Line:
    none = Text("", "")
    name = Text(f"rad {stated}", f"row {stated}")
    return Line(("bok.xlsx",), "TRY-001", name, None, stated * 100, 100, TKR, none, verdict, none, none)


def test_what_differs_stands_first_in_the_reconciliation_and_there_is_room_to_sign() -> None:
    lines = (line(Verdict.HOLDS, 1), line(Verdict.ROUNDING, 2), line(Verdict.NOT_JUDGED, 3), line(Verdict.FAILS, 4))
    sheet = reconciliation_sheet(Reconciliation(lines), TKR)
    at = {each.key: number for number, each in enumerate(sheet.table.columns)}
    assert [getattr(each.cells[0], "sv", "") for each in sheet.table.rows] == ["rad 4", "rad 2", "rad 1", "rad 3"]
    for number, row in enumerate(sheet.table.rows):
        difference, stated = row.cells[at["difference"]], row.cells[at["stated"]]
        assert isinstance(difference, Formula)
        assert isinstance(stated, Amount)
        assert {cell for cell, _ in difference.cells} == {number}
        assert difference.value == Amount((stated.ore or 0) - 100)
    place = places(report(sheet), "sv")[0]
    assert all(place.widths[at[key]] >= 12 for key in REVIEWED)


def test_one_workbook_needs_no_column_for_its_name() -> None:
    sheet = next(each for each in control_report(checked(8, 3)).sheets if each.id == "reconciliation")
    assert "workbook" not in {each.key for each in sheet.table.columns}
    assert sheet.lead[-1].sv == "Gäller alla rader. Arbetsbok: bok.xlsx."


@given(st.text(max_size=300), st.text(max_size=300))
def test_the_head_of_a_page_is_never_too_long_and_no_text_in_it_is_a_code(title: str, under: str) -> None:
    head = page_head(title, under)
    assert len(head) <= 255
    told = re.sub(r'&L&"Calibri,Bold"&14 |&"Calibri,Regular"&10 |&&', "", head)
    assert "&" not in told


def test_a_front_page_too_wide_for_its_verdict_tells_it_in_the_head() -> None:
    done = checked(20, 10, 900_000_000, "kr")
    made = comparison_report(done)
    assert made is not None
    buffer = BytesIO()
    render_xlsx(made, buffer)
    page = openpyxl.load_workbook(buffer).worksheets[0]
    head = page.oddHeader
    assert head is not None
    assert "Utan anmärkning. 1 arbetsbok kontrollerad." in str(head.left.text)
