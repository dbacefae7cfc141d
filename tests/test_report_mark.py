"""A mark in a cell: a word, a symbol and a colour, in the workbook and on the page."""

from __future__ import annotations

import io

import openpyxl
import pytest

from trygg_excel.finding import Text
from trygg_excel.money import TKR
from trygg_excel.reporting.html import render_html
from trygg_excel.reporting.model import Amount, Column, Mark, Report, Row, Sheet, Style, Table, Tone
from trygg_excel.reporting.plain import SYMBOLS
from trygg_excel.reporting.xlsx import xlsx_bytes
from trygg_excel.reporting.xlsx_look import ASKED, TINTS, TONE_INKS

TITLE = Text("Karta", "Map")
COLUMNS = (Column("a", Text("Namn", "Name")), Column("b", Text("Besked", "Verdict")))


def report(tone: Tone, table: Table | None = None) -> Report:
    mark = Mark(Text("Saknas", "Missing"), tone)
    sheet = Sheet("s", TITLE, (), table or Table(COLUMNS, (Row(("SSPF", mark)),)))
    return Report(TITLE, TITLE, TITLE, TITLE, Tone.NEUTRAL, (sheet,))


@pytest.mark.parametrize("tone", list(TINTS))
def test_a_mark_never_rests_on_colour_alone(tone: Tone) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(report(tone), "sv")))
    cell = next(cell for row in book["Karta"].iter_rows() for cell in row if str(cell.value).endswith("Saknas"))
    assert cell.value == f"{SYMBOLS[tone]} Saknas"
    assert cell.fill.start_color.rgb == "FF" + TINTS[tone].removeprefix("#")
    assert cell.font.color is not None
    assert cell.font.color.rgb == "FF" + TONE_INKS[tone].removeprefix("#")
    page = render_html(report(tone), "en")
    assert f'class="mark tone-{tone.value}">{SYMBOLS[tone]} Missing</td>' in page


def test_a_table_may_round_for_the_eye_and_holds_every_ore() -> None:
    columns = (COLUMNS[0], Column("b", Text("Belopp", "Amount"), Style.AMOUNT))
    table = Table(columns, (Row(("SSPF", Amount(37_012_345))),), TKR, decimals=0)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(report(Tone.GOOD, table), "sv")))
    cell = next(cell for row in book["Karta"].iter_rows() for cell in row if isinstance(cell.value, float))
    assert (cell.value, cell.number_format) == (370_123.45, "#,##0,;-#,##0,")
    assert '<td class="number">370</td>' in render_html(report(Tone.GOOD, table))


def test_cells_that_people_are_asked_to_fill_in_have_a_ground_of_their_own() -> None:
    columns = (COLUMNS[0], Column("b", Text("Orsak", "Reason"), asked=True))
    data = xlsx_bytes(report(Tone.GOOD, Table(columns, (Row(("SSPF", None)),))), "sv")
    rows = list(openpyxl.load_workbook(io.BytesIO(data))["Karta"].iter_rows())
    row = next(row for row in rows if row[0].value == "SSPF")
    assert row[1].fill.start_color.rgb == "FF" + ASKED.removeprefix("#")
