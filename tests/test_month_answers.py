"""What is written in the monthly workbook comes back as it was written, whatever it is."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.test_month_page import month_of
from trygg_excel.finding import Text
from trygg_excel.month.answers import EMPTY, Answer, answers_in
from trygg_excel.reading import read_workbook
from trygg_excel.reporting.model import Report, Tone
from trygg_excel.reporting.month_sheets import comments_sheet
from trygg_excel.reporting.xlsx import render_xlsx

SAID = Text("Mars", "March")
_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"])
_ODD = st.sampled_from(["=1+1", "+46 70", "-", "@", "'x", "_x0041_", "007", "1e5", "2026-05-01", "#REF!", "sant"])
words = (_ODD | st.text(_LETTERS, max_size=40)).map(lambda said: " ".join(said.split()))
answers = st.builds(
    Answer, reason=words, measure=words, by=words, until=words, what=words,
    not_booked=st.none() | st.integers(-(10**12), 10**12).filter(bool).map(lambda crowns: crowns * 100),
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(answers, min_size=3, max_size=3), st.sampled_from(["sv", "en"]))
def test_answers_come_back_as_they_were(tmp_path: Path, said: list[Answer], lang: str) -> None:
    month = month_of(3, 2)
    lines = tuple(replace(line, answer=answer) for line, answer in zip(month.lines, said, strict=True))
    report = Report(SAID, SAID, SAID, SAID, Tone.NEUTRAL, (comments_sheet(replace(month, lines=lines)),))
    buffer = io.BytesIO()
    render_xlsx(report, buffer, lang)
    path = tmp_path / "svar.xlsx"
    path.write_bytes(buffer.getvalue())
    found = answers_in(read_workbook(path).sheets, {each.programme for each in lines})
    assert found.wrong == ()
    assert dict(found.of) == {line.programme: line.answer for line in lines if line.answer != EMPTY}


def test_a_row_moved_by_sorting_is_still_its_programmes(tmp_path: Path) -> None:
    """People sort: what tells a row is its key, not where it stands."""
    import openpyxl

    month = month_of(3, 1)
    report = Report(SAID, SAID, SAID, SAID, Tone.NEUTRAL, (comments_sheet(month),))
    render_xlsx(report, tmp_path / "svar.xlsx")
    book = openpyxl.load_workbook(tmp_path / "svar.xlsx")
    page = book.active
    assert page is not None
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == "Insats")
    rows[head + 1][4] = "Min orsak"
    for at, row in enumerate(reversed(rows[head + 1 :]), head + 2):
        for column, value in enumerate(row, 1):
            page.cell(at, column, value)
    book.save(tmp_path / "svar.xlsx")
    found = answers_in(read_workbook(tmp_path / "svar.xlsx").sheets, {"p0", "p1", "p2"})
    said = {id_: each.reason for id_, each in found.of.items()}
    assert said == {"p0": "", "p1": "", "p2": ""} | {str(rows[head + 1][-1]): "Min orsak"}
