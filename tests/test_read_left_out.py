"""Numbers in tables that are no amounts are told when a workbook is read: none is left out without a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from trygg_excel.budget import read
from trygg_excel.layout_page.left_out import left_out

ROWS: list[list[Any]] = [
    ["Belopp i tkr"],
    ["Verksamhet", "Budget 2025", "Antal elever", "Andel"],
    ["Förskola", 500, 12, 0.5],
    ["Grundskola", 700, 15, 0.5],
    ["Antal platser", 40, 3, 0.1],
    ["Fritidshem", 300, 9, 0.2],
]


def drawn(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Skola"
    for row in ROWS:
        sheet.append(row)
    for number in range(3, 7):
        sheet.cell(number, 4).number_format = "0%"
    book.save(path := tmp_path / "skola.xlsx")
    return path


def test_what_counts_is_told_by_its_heading_or_its_row_and_per_cent_needs_no_word(tmp_path: Path) -> None:
    said = sorted(each.sv for each in left_out(read(drawn(tmp_path), isolate=False)))
    assert said == [
        "Skola: 1 tal lästes inte som belopp (raden räknar annat än pengar): 'Antal platser'.",
        "Skola: 4 tal lästes inte som belopp (antal): 'Antal elever'.",
    ]


def test_a_number_without_a_heading_is_told_by_its_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Belopp i tkr"], ["Verksamhet", 2024, 2025], ["Förskola", 500, 510], ["Grundskola", 700, 720]):
        sheet.append(row)
    sheet["F3"] = 77
    book.save(path := tmp_path / "b.xlsx")
    assert [each.sv for each in left_out(read(path, isolate=False))] == [
        "Sheet: 1 tal lästes inte som belopp (kolumn utan rubrik): F3."
    ]


def test_nothing_is_said_where_nothing_is_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Belopp i tkr"], ["Verksamhet", 2024, 2025], ["Förskola", 500, 510], ["Grundskola", 700, 720]):
        book.worksheets[0].append(row)
    book.save(path := tmp_path / "b.xlsx")
    assert list(left_out(read(path, isolate=False))) == []
