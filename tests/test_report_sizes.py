"""Reports of every size as readers see them: the same numbers in three programs, nothing acting, nothing '####'."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from tests.sheets import book, sheet
from tests.test_report_xlsx import RECALCULATE
from trygg_excel.budget import budget_of
from trygg_excel.checking import Checked, check_all
from trygg_excel.money import KR, MKR
from trygg_excel.reporting.comparison import Wishes
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.reporting.parts import comparison_report
from trygg_excel.reporting.xlsx import render_xlsx
from trygg_excel.workbook import Sheet

OFFICE, TEXTS = shutil.which("soffice"), shutil.which("pdftotext")
needs_office = pytest.mark.skipif(OFFICE is None or TEXTS is None, reason="soffice or pdftotext is not on this machine")
LONG = "Åtgärder mot våld i nära relationer och stöd till barn som har bevittnat våld, inklusive skyddat boende"
HOSTILE = [
    "=1+1", "+cmd¦' /C calc'!A0", "-2+3", "@SUM(A1)", "=HYPERLINK('http://a.se')", "\u202eomvänt", "_x0041_",
    "a\u200bb", "'=1", "[1]Blad!A1", "http://a.se", "mailto:a@b.se", "x" * 300, "Summan; DROP", "<b>&amp;</b>",
]  # fmt: skip


def budget(rows: int, years: int, most: int = 90_000, unit: str = "tkr", labels: Sequence[str] = ()) -> Sheet:
    """A budget in groups of ten with live sums: long names, negative, unknown and zero amounts among the others."""
    rng = Random(rows * 100 + years)  # noqa: S311
    lines = [f"Belopp i {unit}", " | ".join(["Insats", *(f"Budget {2022 - years + 1 + at}" for at in range(years))])]
    total = [0] * years
    for start in range(0, rows, 10):
        lines.append(f"Nämnd {start // 10 + 1}")
        group = [0] * years
        for at in range(start, min(rows, start + 10)):
            amounts: list[int | None] = [rng.randrange(1, most) * (-1 if at % 13 == 5 else 1) for _ in range(years)]
            amounts[-1] = None if at % 31 == 7 else 0 if at % 17 == 3 else amounts[-1]
            name = labels[at] if at < len(labels) else f"{LONG} {at}" if at % 7 == 6 else f"Insats {at}"
            lines.append(" | ".join([name, *("ej angivet" if each is None else str(each) for each in amounts)]))
            group = [a + (b or 0) for a, b in zip(group, amounts, strict=True)]
        lines.append(" | ".join([f"Summa nämnd {start // 10 + 1}", *map(str, group)]))
        total = [a + b for a, b in zip(total, group, strict=True)]
    return sheet("\n".join([*lines, " | ".join(["Summa", *map(str, total)])]), "Budget")


def checked(*args: Any, **more: Any) -> Checked:
    return check_all([budget_of(book(budget(*args, **more)))], None)


def write(path: Path, *args: Any, wishes: Wishes | None = None, **more: Any) -> Path:
    run = checked(*args, **more)
    made = control_report(run) if wishes is None else comparison_report(run, wishes=wishes)
    assert made is not None
    render_xlsx(made, path)
    return path


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("rapporter")
    found = {f"{rows}x{years}": (rows, years) for rows in (8, 80) for years in (1, 3, 10)}
    paths = {name: write(folder / f"{name}.xlsx", *size) for name, size in found.items()}
    billions = (20, 4, 90_000_000_000, "kr")
    paths["kr"] = write(folder / "kr.xlsx", *billions)
    paths["kr i mkr"] = write(folder / "kr i mkr.xlsx", *billions, wishes=Wishes(newest_first=False, unit=MKR))
    paths["mkr i kr"] = write(folder / "mkr i kr.xlsx", 20, 3, 9_000, "mkr", wishes=Wishes(unit=KR))
    return paths


def converted(paths: Sequence[Path], form: str, folder: Path) -> list[Path]:
    """The workbooks as LibreOffice opens them, works them out and saves them."""
    profile = folder / "profil"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    command = [str(OFFICE), "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", form]
    out = folder / form
    subprocess.run([*command, "--outdir", str(out), *map(str, paths)], check=True, capture_output=True, timeout=400)
    return [out / f"{each.stem}.{form}" for each in paths]


def cells(path: Path) -> Iterator[tuple[tuple[str, str], Any, str]]:
    """Every cell that is not blank, as openpyxl reads it: its place, what it holds, its number format."""
    for page in openpyxl.load_workbook(path, data_only=True).worksheets:
        for line in page.iter_rows():
            for cell in line:
                if cell.value not in {None, ""}:
                    yield (page.title, cell.coordinate), cell.value, cell.number_format


def differing(before: Path, after: Path) -> list[tuple[object, ...]]:
    """The cells that are not the same: amounts to half an öre, ratios to a thousand millionth, texts to the letter."""
    new = {place: value for place, value, _ in cells(after)}
    found: list[tuple[object, ...]] = []
    for place, value, form in cells(before):
        other = new.pop(place, None)
        if isinstance(value, int | float) and isinstance(other, int | float):
            if abs(value - other) >= (1e-9 if "%" in form else 0.005):
                found.append((place, value, other))
        elif value != other:
            found.append((place, value, other))
    return found + [(place, None, value) for place, value in new.items()]


@needs_office
@pytest.mark.libreoffice
def test_libreoffice_works_out_every_number_as_it_is_kept(drawn: Mapping[str, Path], tmp_path: Path) -> None:
    chosen = [drawn[name] for name in ("80x3", "kr i mkr")]
    for before, after in zip(chosen, converted(chosen, "xlsx", tmp_path), strict=True):
        assert differing(before, after) == [], before.name


@needs_office
@pytest.mark.libreoffice
@pytest.mark.long
def test_no_number_is_too_wide_for_its_column(drawn: Mapping[str, Path], tmp_path: Path) -> None:
    for path in converted(list(drawn.values()), "pdf", tmp_path):
        said = subprocess.run([str(TEXTS), "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
        assert "Insats 0" in said, path.name
        assert "##" not in said, path.name


@needs_office
@pytest.mark.libreoffice
@pytest.mark.long
def test_eight_hundred_programmes_over_ten_years(tmp_path: Path) -> None:
    path = write(tmp_path / "800.xlsx", 800, 10, wishes=Wishes())
    (after,) = converted([path], "xlsx", tmp_path)
    assert differing(path, after) == []
    (page,) = converted([path], "pdf", tmp_path)
    said = subprocess.run([str(TEXTS), "-layout", str(page), "-"], capture_output=True, check=True).stdout.decode()
    assert "##" not in said


def test_calamine_reads_what_openpyxl_reads(drawn: Mapping[str, Path]) -> None:
    for name in ("8x3", "80x10", "kr i mkr"):
        book_ = CalamineWorkbook.from_path(drawn[name])
        read = {title: book_.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in book_.sheet_names}
        for (title, coordinate), value, _ in cells(drawn[name]):
            row, column = coordinate_to_tuple(coordinate)
            assert read[title][row - 1][column - 1] == value, (name, title, coordinate)


def test_two_writings_of_a_run_are_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write(tmp_path / f"{at}.xlsx", 80, 3) for at in (1, 2))
    assert first.read_bytes() == second.read_bytes()


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    return write(tmp_path / "ond.xlsx", 20, 3, labels=[f"'{each}'" for each in HOSTILE])


def test_labels_that_look_like_formulas_stay_words(hostile: Path, formulas: Callable[[str], bool]) -> None:
    book_ = openpyxl.load_workbook(hostile)
    said: set[str] = set()
    for page in book_.worksheets:
        for line in page.iter_rows():
            for cell in line:
                assert cell.data_type != "f" or formulas(str(cell.value)), (page.title, cell.coordinate, cell.value)
                assert cell.hyperlink is None or cell.hyperlink.target is None  # no link leads out of the file
                said |= {str(cell.value)} if cell.data_type == "s" else set()
    for label in ("=1+1", "-2+3", "@SUM(A1)", "http://a.se", "<b>&amp;</b>"):
        assert label in said


@pytest.fixture
def formulas() -> Callable[[str], bool]:
    """Whether a formula is one of ours: sums, differences, shares and changes of cells, and nothing else."""
    import re

    ours = re.compile(r"=[A-Z]+\d+-|=(?:SUM|IF|N)\(|=N\(")
    names = re.compile(r"[A-Z]{2,}(?=\()")
    return lambda text: bool(ours.match(text)) and set(names.findall(text)) <= {"SUM", "IF", "ABS", "COUNT"}


@pytest.mark.parametrize("name", ["=1+1", "Budget's", "'", "History", "a/b:c*?[d]\\", "x" * 60, "-", "@A1", "   "])
def test_workbooks_with_hostile_names_of_sheets_and_files(name: str, tmp_path: Path) -> None:
    source = budget(12, 3)
    run = check_all([budget_of(book(Sheet(name, source.cells, source.merged), file=f"{name}.xlsx"))], None)
    render_xlsx(control_report(run), tmp_path / "a.xlsx")
    titles = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert len(titles) == len({each.casefold() for each in titles}) >= 5
