"""The control workbook as a whole: what its sheets say, and that LibreOffice agrees with every number."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from functools import cache
from itertools import groupby
from pathlib import Path

import openpyxl
import pytest

import trygg_excel as te
from trygg_excel.finding import Text
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.reporting.display import bare
from trygg_excel.reporting.html import render_html
from trygg_excel.reporting.model import Amount, Link, Report, Row, Sheet
from trygg_excel.run import run

ROOT = Path(__file__).parents[1]
SOFFICE = shutil.which("soffice")


@cache
def report() -> Report:
    return control_report(run([ROOT / "workbooks"]).checked)


def sheet(id_: str) -> Sheet:
    return next(each for each in report().sheets if each.id == id_)


def row(id_: str, starts: str) -> Row:
    return next(each for each in sheet(id_).table.rows if str(each.cells[0]).find(starts) >= 0)


def test_the_sheets_of_the_report() -> None:
    assert [each.title.sv for each in report().sheets] == [
        "Sammanfattning", "Anmärkningar", "Besked per arbetsbok", "Jämförelse 2020–2022", "Brygga 2020–2021",
        "Brygga 2021–2022",
        "Pengarnas väg", "Avstämning", "Inlästa belopp", "Spårbarhet",
    ]  # fmt: skip


def test_the_front_page_answers_first() -> None:
    assert report().verdict.sv == "Utan anmärkning. 6 arbetsböcker kontrollerade, 5 frågor att ta ställning till."
    assert report().banner.sv == "ARBETSMATERIAL"
    assert len(sheet("summary").lead) == 5


def test_what_several_workbooks_share_is_told_once() -> None:
    findings = sheet("findings").table
    code = [each.key for each in findings.columns].index("code")
    codes = [each.cells[code] for each in findings.rows]
    warnings = ["TRY-019", "TRY-027", "TRY-034", "TRY-026", "TRY-051"]
    notes = ["TRY-033", "TRY-016", "TRY-028", "TRY-053", "TRY-026", "TRY-019", "TRY-019", "TRY-036", "TRY-015"]
    assert [str(each) for each in codes[: len(warnings)]] == warnings
    assert sorted(str(each) for each in codes[len(warnings) :]) == sorted(notes)


def test_findings_of_a_kind_stand_together_and_lead_to_their_row() -> None:
    table = sheet("findings").table
    at = {each.key: number for number, each in enumerate(table.columns)}
    kinds = [(str(each.cells[at["severity"]]), str(each.cells[at["cause"]])) for each in table.rows]
    assert len({kind for kind, _ in groupby(kinds)}) == len(list(groupby(kinds)))
    links = [each.cells[at["shown"]] for each in table.rows if isinstance(each.cells[at["shown"]], Link)]
    assert len(links) >= len(table.rows) - 1
    for link in links:
        assert isinstance(link, Link)
        assert link.row is not None
        assert link.row < len(sheet(link.sheet).table.rows)


def test_a_link_leads_to_the_row_that_holds_the_cell() -> None:
    """The findings of the programme that B5 and C5 state lead to its row of the comparison."""
    table = sheet("findings").table
    at = {each.key: number for number, each in enumerate(table.columns)}
    scope = next(each for each in table.rows if each.cells[at["code"]] == "TRY-034")
    link = scope.cells[at["shown"]]
    assert isinstance(link, Link)
    assert str(sheet(link.sheet).table.rows[link.row or 0].cells[0]).startswith("Trygghetsvärdar")


def test_the_moneys_way_comes_out_even_where_the_decisions_say_so() -> None:
    """2022: 6,0 decided, 1,0 moved, 5,0 allocated; 2021 and 2020: 6,0 stated, 5,0 allocated, 1,0 not explained."""
    rows = sheet("way").table.rows
    amounts = [bare(each.cells[1]) for each in rows]
    tenths = [each.ore // 10_000_000 for each in amounts if isinstance(each, Amount) and each.ore is not None]
    assert tenths == [60, -10, 50, 50, 0, 60, 60, 50, 10, 60, 60, 50, 10]
    remarks = [each.cells[-1] for each in rows if each.cells[0] == Text("Kvar att fördela", "Left to allocate")]
    assert [each.sv for each in remarks if isinstance(each, Text)] == [
        "Går jämnt ut.",
        "Inte fördelat, eller inte förklarat.",
        "Inte fördelat, eller inte förklarat.",
    ]
    allocated = next(each for each in rows if str(getattr(each.cells[0], "sv", "")).startswith("Fördelat"))
    assert isinstance(allocated.cells[7], Link)
    assert allocated.cells[6] == "Jämförelse!B13"


def test_the_reconciliation_says_what_may_differ_in_words_and_signs_nothing() -> None:
    table = sheet("reconciliation").table
    at = {each.key: number for number, each in enumerate(table.columns)}
    assert {str(getattr(each.cells[at["tolerance"]], "sv", "")) for each in table.rows} <= {
        "", "ska stämma exakt", "±0,1\N{NO-BREAK SPACE}mkr avrundning",
    }  # fmt: skip
    assert all(each.cells[at["by"]] is None and each.cells[at["at"]] is None for each in table.rows)


def test_traceability_says_how_each_source_was_read_and_its_counts_add_up() -> None:
    rows = [[str(getattr(cell, "sv", cell)) for cell in each.cells] for each in sheet("traceability").table.rows]
    start = next(at for at, each in enumerate(rows) if each[0] == "Källa: trygghetspaketet-tkr.xlsx")
    assert rows[start + 1][0] == "SHA-256"
    assert (
        rows[start + 1][1]
        == hashlib.sha256((ROOT / "workbooks" / "trygghetspaketet-tkr.xlsx").read_bytes()).hexdigest()
    )
    assert rows[start + 3][1].startswith("Enhet: tkr, sägs i A2. Tecken: alla belopp är utan minus. Rubrikrad: 4.")
    counts = [list(map(int, re.findall(r"\d+", each[1].split("Belopp: ")[1]))) for each in rows if each[0] == "Läst"]
    assert all(whole == lines + subtotals + totals for whole, lines, subtotals, totals, _ in counts)
    at = {each.key: number for number, each in enumerate(sheet("read").table.columns)}
    read = [row.cells[at[key]] for row in sheet("read").table.rows for key in ("lines", "sums")]
    assert sum(each[0] for each in counts) == sum(each for each in read if isinstance(each, int))


def test_english_has_no_swedish_left() -> None:
    page = render_html(report(), "en")
    for word in ("Sammanfattning", "Anmärkningar", "Avstämning", "Förändring", "stämmer", "Skriv "):
        assert word not in page


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return te.report(ROOT / "workbooks", tmp_path_factory.mktemp("ut"))["kontroll.xlsx"]


def test_cached_values_are_there_and_no_text_became_a_formula(written: Path) -> None:
    formulas, values = openpyxl.load_workbook(written), openpyxl.load_workbook(written, data_only=True)
    live = 0
    for page in formulas:
        for cell in (each for line in page.iter_rows() for each in line if each.data_type == "f"):
            live += 1
            blank = str(cell.value).startswith("=IF(")  # a change from nought has no percentage
            assert blank or values[page.title][cell.coordinate].value is not None, (page.title, cell.coordinate)
    assert live > 60
    assert formulas.properties.creator in {None, ""}
    assert all(not page.merged_cells.ranges for page in formulas)


def libreoffice(path: Path, form: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [str(SOFFICE), "--headless", profile, "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{form.split(':', maxsplit=1)[0]}"


@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not on this machine")
def test_libreoffice_makes_a_pdf_of_the_control_workbook(written: Path, tmp_path: Path) -> None:
    assert libreoffice(written, "pdf", tmp_path).read_bytes().startswith(b"%PDF")


@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not on this machine")
def test_recalculating_in_libreoffice_changes_no_number(written: Path, tmp_path: Path) -> None:
    stripped = without_cached_values(written, tmp_path / "kontroll.xlsx")
    again = openpyxl.load_workbook(
        libreoffice(stripped, "xlsx:Calc MS Excel 2007 XML", tmp_path / "ut"), data_only=True
    )
    before = openpyxl.load_workbook(written, data_only=True)
    compared = 0
    for page in before:
        for cell in (each for line in page.iter_rows() for each in line):
            if not isinstance(cell.value, int | float):
                continue
            compared += 1
            found = again[page.title][cell.coordinate].value
            assert isinstance(found, int | float), (page.title, cell.coordinate, found)
            assert abs(float(found) - float(cell.value)) < 0.005, (page.title, cell.coordinate)
    assert compared > 300


def without_cached_values(path: Path, copy: Path) -> Path:
    """The workbook as openpyxl saves it: formulas without values, so that LibreOffice must work them out."""
    openpyxl.load_workbook(path).save(copy)
    return copy
