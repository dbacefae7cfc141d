"""Names that people give files, and paths as Windows writes them: read, reported and written without surprise."""

from __future__ import annotations

import re
import shutil
from pathlib import Path, PureWindowsPath

import pytest

import trygg_excel as te
from tests.registers import small
from tests.sheets import book, sheet
from trygg_excel.budget import budget_of
from trygg_excel.checking import check_all
from trygg_excel.errors import PathMissing, Unwritable, WouldOverwrite
from trygg_excel.inputs import workbooks_in
from trygg_excel.machine import facts_csv
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.reporting.html import render_html

ROOT = Path(__file__).parents[1]
WRONG = ROOT / "workbooks" / "felaktiga" / "trygghetspaketet-fel-summa.xlsx"
ODD = (
    "Budget 2022 (slutlig) - kopia.xlsx",
    "Budget [1].xlsx",
    "Ärende – nämnd & fond, 100 % klart.xlsx",
    "Åsas 'egen' budget #2.xlsx",
    "budget.2022.v2.XLSX",
    f"{'lång ' * 30}.xlsx",
)


@pytest.mark.parametrize("name", ODD)
def test_whatever_a_file_is_called_it_is_read_and_answered(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "Ekonomi & budget [2022] 100 %"
    folder.mkdir()
    own = folder / name
    shutil.copy(WRONG, own)
    assert workbooks_in([str(own)])[0] == (own,)
    assert workbooks_in([str(folder)])[0] == (own,)
    found = te.check(te.read(own, isolate=False), small())
    assert found.findings[0].sources[0].file == str(own)
    assert name.split("&", maxsplit=1)[0][:12] in repr(found)
    assert found.to_html(folder / f"{name} kontroll.html").is_file()
    receipt = te.annotate(own, folder / f"kopia av {name.lower()}", isolate=False)
    assert Path(receipt.output).is_file()
    assert own.read_bytes() == WRONG.read_bytes()


WINDOWS = r"C:\Users\åsa.öberg\Ekonomi\Budget 2022 [slutlig].xlsx"
SHARE = r"\\server\ekonomi$\nämnd\Budget 2022.xlsx"


@pytest.mark.parametrize("path", [WINDOWS, SHARE])
def test_a_windows_path_is_shown_by_its_name_and_kept_whole(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("findings", "facts", "amounts_read"):
        monkeypatch.setattr(f"trygg_excel.reporting.{module}.PurePath", PureWindowsPath)
    monkeypatch.setattr("trygg_excel.budget.Path", PureWindowsPath)
    drawing = "Budget 2022, tkr\n\nInsats | Budget 2022\nSkola | 10\nVård | 20\nSumma | 50\n"
    budget = budget_of(book(sheet(drawing), file=path))
    checked = check_all([budget], None)
    page = render_html(control_report(checked))
    assert budget.name == PureWindowsPath(path).name
    assert PureWindowsPath(path).name in page
    assert "åsa.öberg" not in page  # whose computer it stands on is nobody's business
    assert facts_csv(budget.records).splitlines()[1].startswith(path)


def test_errors_name_the_path_as_it_was_given() -> None:
    with pytest.raises(PathMissing, match=re.escape(WINDOWS)):
        te.read(WINDOWS)


def test_the_same_file_by_another_way_is_not_written_over(tmp_path: Path) -> None:
    own = tmp_path / "budget.xlsx"
    shutil.copy(WRONG, own)
    budget = te.read(own, isolate=False)
    with pytest.raises(WouldOverwrite):
        budget.to_excel(tmp_path / "under" / ".." / "budget.xlsx")


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="kunde inte skrivas"):
        te.check(te.read(WRONG, isolate=False), small()).to_excel(tmp_path)
