"""The rules of access and of keeping: each is broken once, and each is then told; a broken report is not written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from tests.test_report_xlsx import CHART, drawn, front, one_column, report, said, whole
from trygg_excel.errors import ReportBroken
from trygg_excel.finding import Text
from trygg_excel.reporting.accessible import broken_in
from trygg_excel.reporting.model import Column, Report, Row, Sheet, Table
from trygg_excel.reporting.xlsx import render_xlsx
from trygg_excel.reporting.xlsx_pen import Pen
from trygg_excel.reporting.xlsx_place import Place
from trygg_excel.reporting.xlsx_rules import broken_parts, contrast
from trygg_excel.reporting.xlsx_sheet import write_sheet

SHEET, TABLE, CORE = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "docProps/core.xml"


@cache
def parts() -> dict[str, bytes]:
    """The parts of a report with a chart, as they are written."""
    with zipfile.ZipFile(BytesIO(drawn(whole()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def told(name: str, change: Callable[[bytes], bytes]) -> list[str]:
    changed = change(parts()[name])
    assert changed != parts()[name], "the fault was not put in"
    return [each.sv for each in broken_parts(parts() | {name: changed})]


def test_what_is_written_breaks_no_rule() -> None:
    assert broken_in(whole()) == ()
    assert broken_parts(parts()) == ()


def swapped(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old, new, 1)


@pytest.mark.parametrize(
    ("name", "change", "what"),
    [
        (SHEET, swapped(b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'),
         "sammanfogade celler"),
        (SHEET, swapped(b'<col min="1" max="1"', b'<col min="1" max="1" hidden="1"'), "dold rad eller kolumn"),
        (SHEET, swapped(b'<row r="2"', b'<row r="2" hidden="1"'), "dold rad eller kolumn"),
        (SHEET, swapped(b"</sheetData>", b'</sheetData><sheetProtection sheet="1"/>'), "skrivskyddat blad"),
        (SHEET, swapped(b"<tablePart ", b"<tablePartless "), "inte precis en tabell"),
        (SHEET, swapped(b'<c r="A1"', b'<c r="B1"'), "börjar inte i A1"),
        (SHEET, swapped(b"<v>1</v>", b""), "tom rad bland raderna"),
        (SHEET, lambda data: b'<row r="99" '.join(data.rsplit(b'<row r="14" ', 1)), "tom rad bland raderna"),
        (TABLE, swapped(b"<table ", b'<table headerRowCount="0" '), "tabell utan rubrikrad"),
        (TABLE, swapped(b'name="Insats"', b'name=""'), "tomma eller lika rubriker"),
        (TABLE, swapped("name=\"Förr\"".encode(), b'name="Nu"'), "tomma eller lika rubriker"),
        (TABLE, swapped(b"<tableColumns", b'<filterColumn colId="0"/><tableColumns'), "ett filter döljer rader"),
        ("xl/workbook.xml", swapped(b'sheetId="2"', b'sheetId="2" state="hidden"'), "dolt blad"),
        ("xl/workbook.xml", swapped(b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>'),
         "skyddad arbetsbok"),
        ("xl/drawings/drawing1.xml", swapped(b"descr=", b"alt="), "diagram utan beskrivning"),
        ("xl/drawings/drawing1.xml", swapped(b'descr="Faller fr\xc3\xa5n 5 till -1 mkr"', b'descr=" "'),
         "diagram utan beskrivning"),
        (CORE, swapped(b">Kontroll<", b"> <"), "titel saknas"),
        (CORE, swapped(b"sv-SE", b""), "språk saknas"),
        (CORE, swapped(b"<dc:creator></dc:creator>", b"<dc:creator>Eva</dc:creator>"), "en upphovsperson är angiven"),
        ("docProps/app.xml", swapped(b"<Company></Company>", b"<Company>AB</Company>"),
         "en organisation eller chef är angiven"),
        ("xl/styles.xml", swapped(b"FF1F2933", b"FFB0B0B0"), "för svag kontrast, B0B0B0 på FFFFFF"),
        ("xl/styles.xml", swapped(b"FFE4E9EE", b"FF555555"), "för svag kontrast, 1F2933 på 555555"),
    ],
)  # fmt: skip
def test_each_rule_of_the_written_workbook(name: str, change: Callable[[bytes], bytes], what: str) -> None:
    assert any(each.startswith(name) and what in each for each in told(name, change))


def test_parts_that_do_not_belong_and_parts_that_are_missing() -> None:
    for name in ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/comments1.xml"):
        assert [each.sv for each in broken_parts(parts() | {name: b"<x/>"})] == [
            f"{name}: delen hör inte hemma i en rapport"
        ]
    without = {name: data for name, data in parts().items() if name != CORE}
    assert [each.sv for each in broken_parts(without)] == ["docProps/core.xml saknas"]


def with_table(**changed: object) -> Report:
    return report(front(replace(one_column("x"), **changed)))  # type: ignore[arg-type]


EMPTY = Text("", "")


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (replace(whole(), title=EMPTY), "rapporten saknar titel"),
        (replace(whole(), verdict=Text("Svar", "")), "rapporten svarar inte på sin första rad"),
        (replace(whole(), sheets=()), "rapporten har inga blad"),
        (report(front(), front()), "två blad har samma id"),
        (report(replace(front(), title=EMPTY)), "bladet start saknar titel"),
        (with_table(columns=(), rows=()), "Svar: tabellen saknar kolumner"),
        (with_table(rows=(Row(("x", "y")),)), "Svar: rad 1 har fel antal celler"),
        (with_table(rows=(Row(("x",)), Row((None,)))), "Svar: rad 2 är tom"),
        (
            report(front(Table((Column("a", said("A"), aside=True), Column("b", said("B"))), ()))),
            "Svar: kolumner vid sidan av utskriften står före utskrivna",
        ),
        (
            report(Sheet("s", said("S"), (), one_column("x"), replace(CHART, alt=Text(" ", " ")))),
            "S: diagrammet saknar titel eller beskrivning",
        ),
    ],
)
def test_each_rule_of_the_report(broken: Report, what: str) -> None:
    assert what in [each.sv for each in broken_in(broken)]


def test_a_broken_report_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReportBroken, match="rapporten saknar titel"):
        render_xlsx(replace(whole(), title=EMPTY), tmp_path / "a.xlsx")

    # A slip in the renderer itself: one sheet is hidden.
    def hiding(pen: Pen, what: Report, place: Place) -> None:
        write_sheet(pen, what, place)
        pen.sheets["bro"].hide()

    monkeypatch.setattr("trygg_excel.reporting.xlsx.write_sheet", hiding)
    with pytest.raises(ReportBroken, match="dolt blad"):
        render_xlsx(whole(), tmp_path / "b.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("lang", "language"), [("sv", b"sv-SE"), ("en", b"en-GB")])
def test_the_language_is_told_in_the_file_and_in_its_charts(lang: str, language: bytes) -> None:
    with zipfile.ZipFile(BytesIO(drawn(whole(), lang))) as archive:
        core, chart = archive.read(CORE), archive.read("xl/charts/chart1.xml")
    assert b"<dc:language>%b</dc:language>" % language in core
    assert b'lang="%b"' % language in chart
    assert b"en-US" not in chart


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
