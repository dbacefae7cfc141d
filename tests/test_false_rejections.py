"""Nothing is refused that others read, save what is listed here: every file of the corpus, held against two readers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus import CORPUS, needs_corpus
from trygg_excel.errors import Refused
from trygg_excel.gate import Reason, admit

pytestmark = [pytest.mark.corpus, needs_corpus]

# Looked at by hand, byte by byte: what each file is, that another reader nevertheless reads something of it.
RIGHTLY: dict[str, tuple[Reason, str]] = {
    "apache-clusterfuzz-testcase-minimized-POIXSSFFuzzer-5265527465181184.xlsx": (
        Reason.DAMAGED,
        "a fuzzer's: a part has another name in its own header than in the directory, three have wrong checksums",
    ),
    "apache-clusterfuzz-testcase-minimized-POIXSSFFuzzer-5937385319563264.xlsx": (
        Reason.DAMAGED,
        "a fuzzer's: the checksum of the eighth sheet is wrong",
    ),
    "apache-duplicate-filename.xlsx": (
        Reason.NAMES,
        "made to show it: 'xl/worksheets/sheet1.xml' twice, of which readers take the first or the last",
    ),
    "apache-poc-shared-strings.xlsx": (
        Reason.LONG_TEXT,
        "made to harm: one shared text of a million characters, thirty times what Excel allows, shown in many cells",
    ),
    "apache-xlsx-corrupted.xlsx": (
        Reason.XML,
        "made to show it: the package's relationships are the word CORRUPTED; openpyxl guesses the workbook's name",
    ),
    "exceljs-invalid-xml.xlsx": (
        Reason.XML,
        "made to show it: 'foo' before the first sheet's root, which no XML parser takes; calamine has none",
    ),
}

# Each reader in a process of its own, which some files end. It succeeds if it gets through every sheet.
_CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python()
"""
_OPENPYXL = """
import sys, openpyxl
openpyxl.load_workbook(sys.argv[1], data_only=True)
"""
_SECONDS = 30


def refusal(path: Path) -> Reason | None:
    try:
        admit(path)
    except Refused as refused:
        return refused.reason
    return None


def reads(program: str, path: Path) -> bool:
    try:
        done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


@pytest.mark.long
def test_what_another_reader_reads_is_admitted() -> None:
    files = [path for folder in ("budgets", "odd") for path in sorted((CORPUS / folder).iterdir()) if path.is_file()]
    found = {path: reason for path in files if (reason := refusal(path))}
    wrongly = {
        path.name: reason
        for path, reason in found.items()
        if path.name not in RIGHTLY and (reads(_CALAMINE, path) or reads(_OPENPYXL, path))
    }
    assert wrongly == {}
    assert len(found) < len(files) / 10


@pytest.mark.parametrize("name", RIGHTLY)
def test_what_is_listed_is_there_and_is_refused_for_its_reason(name: str) -> None:
    assert refusal(CORPUS / "odd" / name) is RIGHTLY[name][0]


@pytest.mark.long
@pytest.mark.parametrize("name", RIGHTLY)
def test_what_is_listed_is_read_by_another(name: str) -> None:
    path = CORPUS / "odd" / name
    assert reads(_CALAMINE, path) or reads(_OPENPYXL, path)
