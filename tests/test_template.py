"""Next years' workbook: what is locked and open, and filled in it is read and checked without a finding."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

import trygg_excel as te
from tests.registers import small
from trygg_excel.cli.app import app
from trygg_excel.errors import AlreadyThere, TryggError, WrongUsage
from trygg_excel.fact import Role
from trygg_excel.finding import Severity
from trygg_excel.inputs import workbooks_in
from trygg_excel.register.model import Committee, Programme, Register, Year

REGISTER = Path(__file__).parents[1] / "schemas" / "trygghetspaketet.yaml"
ODD = '=1+1 * "?" <b>\'~'
OWN = small(
    committees=(Committee(id="n", label="Nämnden"),),
    programmes=(
        Programme(id="a", label="Fältarbete", committee="n"),
        Programme(id="b", label="Föreningsstöd", committee="n", valid_to=2023),
        Programme(id="c", label=ODD, committee="n", valid_from=2023),
    ),
    years=(Year(year=2023, frame=600_000_000), Year(year=2024, frame=600_000_000)),
    unit="mkr",
)


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    return te.template(tmp_path / "budget.xlsx", (2023, 2024), OWN)


def sheet_of(path: Path) -> Any:
    return openpyxl.load_workbook(path)["Budget"]


def test_the_sheet_is_headed_and_ready_to_fill_in(blank: Path) -> None:
    sheet = sheet_of(blank)
    assert [cell.value for cell in sheet[4]] == ["Insats", "Budget 2023", "Budget 2024", "Kommentar", "Att göra"]
    assert [sheet.cell(row, 1).value for row in range(5, 9)] == ["Fältarbete", "Föreningsstöd", ODD, "Summa"]
    assert sheet["A7"].data_type == "s"  # a name is text, whatever it looks like
    assert [sheet.cell(8, column).value for column in (2, 3)] == ["=SUM(B5:B7)", "=SUM(C5:C7)"]
    assert sheet.freeze_panes == "B5"


def test_the_unit_is_said_once(blank: Path) -> None:
    sheet = sheet_of(blank)
    said = [c.coordinate for row in sheet for c in row if re.search("mkr|tkr|kronor", str(c.value).split("IF(")[0])]
    assert said == ["A2"]


def test_headings_sums_and_years_that_are_over_are_locked_and_the_rest_open(blank: Path) -> None:
    sheet = sheet_of(blank)
    assert sheet.protection.sheet
    open_ = {cell.coordinate for row in sheet["A1:E8"] for cell in row if not cell.protection.locked}
    assert open_ == {*["A5", "A6", "A7", "B5", "B6", "B7", "C5", "C7", "D5", "D6", "D7"]}
    assert sheet["C6"].value == 0  # Föreningsstöd ended in 2023


def test_names_come_from_the_registers_list_and_amounts_are_numbers(blank: Path) -> None:
    rules = {str(rule.sqref): rule for rule in sheet_of(blank).data_validations.dataValidation}
    assert rules["A5:A7"].formula1 == "Insatser!$A$5:$A$7"
    assert rules["A5:A7"].errorStyle == "warning"
    assert rules["B5:C7"].formula1 == 'OR(ISNUMBER(B5),LOWER(B5)="okänt")'
    names = openpyxl.load_workbook(blank)["Insatser"]
    assert [names.cell(row, 1).value for row in (5, 6, 7)] == ["Fältarbete", "Föreningsstöd", ODD]


def test_what_is_missing_is_marked_and_told_in_words(blank: Path) -> None:
    sheet = sheet_of(blank)
    marked = {str(area.sqref): len(area.rules) for area in sheet.conditional_formatting}
    assert marked == {"B5:C7": 3, "B8": 1, "C8": 1}
    assert openpyxl.load_workbook(blank, data_only=True)["Budget"]["A3"].value == "5 belopp kvar att fylla i."


def test_not_filled_in_it_is_not_judged(tmp_path: Path) -> None:
    path = te.template(tmp_path / "budget.xlsx", (2023,), OWN)
    check = te.check(te.read(path, isolate=False), OWN)
    assert (check.verdict.sv, check.worst) == ("Ej kontrollerat", Severity.NOTE)
    assert [each.message.sv for each in check.findings] == ["Alla belopp i arbetsboken är 0: den är inte ifylld."]


def test_a_nought_that_the_template_itself_wrote_is_no_filling_in(tmp_path: Path) -> None:
    first, *others = OWN.programmes
    register = replace(OWN, programmes=(replace(first, valid_to=2023), *others))
    path = te.template(tmp_path / "budget.xlsx", (2023, 2024), register)
    check = te.check(te.read(path, isolate=False), register)
    assert any(each.amount == 0 and each.role is Role.LINE for each in check.budget.records)
    assert check.verdict.sv == "Ej kontrollerat"
    assert "den är inte ifylld" in " ".join(each.message.sv for each in check.findings)


def test_in_a_folder_it_is_a_workbook_and_not_one_of_our_reports(blank: Path) -> None:
    assert workbooks_in([blank.parent]) == ((blank,), ())


@pytest.mark.parametrize(
    ("years", "register", "told"),
    [
        ((), OWN, "Ange mellan ett och 10 år, till exempel 2023-2024."),
        ((2023, 2023), OWN, "Ange mellan ett och 10 år, till exempel 2023-2024."),
        ((23,), OWN, "Ange mellan ett och 10 år, till exempel 2023-2024."),
        ((2023,), replace(OWN, programmes=()), "Registret har ingen insats som gäller 2023."),
    ],
)
def test_what_cannot_be_made_is_told(tmp_path: Path, years: tuple[int, ...], register: Register, told: str) -> None:
    with pytest.raises(WrongUsage, match=re.escape(told)):
        te.template(tmp_path / "budget.xlsx", years, register)
    assert list(tmp_path.iterdir()) == []


def test_a_filled_in_workbook_is_not_written_over(blank: Path) -> None:
    before = blank.read_bytes()
    with pytest.raises(AlreadyThere, match="finns redan"):
        te.template(blank, (2025,), OWN)
    assert blank.read_bytes() == before
    assert te.template(blank, (2025,), OWN, replace=True).read_bytes() != before


def test_the_same_register_and_years_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (te.template(tmp_path / name, (2023, 2024), OWN).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert one == other


def test_the_command(tmp_path: Path) -> None:
    out = tmp_path / "budget-2023.xlsx"
    done = CliRunner().invoke(app, ["template", "--years", "2023", "--out", str(out), "--register", str(REGISTER)])
    assert (done.exit_code, out.is_file()) == (0, True)
    again = CliRunner().invoke(app, ["template", "--years", "2023", "--out", str(out), "--register", str(REGISTER)])
    assert isinstance(again.exception, TryggError)


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not on this machine")
def test_filled_in_and_saved_by_libreoffice_it_has_no_finding(tmp_path: Path) -> None:
    """By script, as a person would type; LibreOffice works out the sums and what is left to do."""
    own, over = (te.template(tmp_path / name, (2023, 2024), OWN) for name in ("egen.xlsx", "över.xlsx"))
    memo = te.template(tmp_path / "paketet.xlsx", (2023, 2024), REGISTER)
    _fill(own, (1.0, 2.5, 2.5), (3.5, None, 2.5))
    _fill(over, (1.0, 2.5, 2.5), (4.0, None, 2.5))
    _fill(memo, *[(1.0, 1.5, 0.9, 0.2, 0.5, 0.9)] * 2)
    saved = _through_libreoffice(tmp_path / "ut", own, over, memo)

    check = te.check(te.read(saved / own.name), OWN)
    assert [each.message.sv for each in check.findings] == []
    assert check.verdict.sv == "Utan anmärkning"
    sheet = openpyxl.load_workbook(saved / own.name, data_only=True)["Budget"]
    assert sheet["A3"].value == "Alla belopp är ifyllda."
    assert [sheet.cell(row, 5).value or "" for row in (5, 6, 7)] == ["", "", ""]
    assert [sheet["B8"].value, sheet["C8"].value] == [6, 6]

    register = te.load_register(REGISTER)
    # What the register itself says is open: the condition of one programme.
    assert [each.code for each in te.check(te.read(saved / memo.name), register).findings] == ["TRY-026"]

    told = openpyxl.load_workbook(saved / over.name, data_only=True)["Budget"]["A3"].value
    assert told == "Alla belopp är ifyllda. Summan för 2024 är över ramen 6,0\xa0mkr."
    (found,) = te.check(te.read(saved / over.name), OWN).findings
    assert found.message.sv.replace("\xa0", " ").startswith("2024: ramen anges till 6,0 mkr, men tabellen fördelar 6,5")


def _fill(path: Path, *years: tuple[float | None, ...]) -> None:
    book = openpyxl.load_workbook(path)
    for column, amounts in enumerate(years, 2):
        for row, amount in enumerate(amounts, 5):
            if amount is not None:
                assert not book["Budget"].cell(row, column).protection.locked
                book["Budget"].cell(row, column).value = amount
    book.save(path)


def _through_libreoffice(out: Path, *paths: Path) -> Path:
    profile = f"-env:UserInstallation=file://{out.parent / 'profil'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=180)
    return out
