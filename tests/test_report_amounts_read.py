"""The sheet of what was read: every amount is in one of its columns, and links lead to that column."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

import trygg_excel as te
from tests.sheets import book, facts, sheet, write
from trygg_excel.budget import budget_of
from trygg_excel.checking import check_all
from trygg_excel.finding import Text
from trygg_excel.money import TKR
from trygg_excel.reporting.alike import told_once
from trygg_excel.reporting.amounts_read import amounts_sheet, columns_read, rows_shown
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.reporting.model import Amount, Column, Row, Sheet
from trygg_excel.reporting.xlsx import render_xlsx

DRIFT = """
Belopp i tkr
Insats | Budget 2021 | Budget 2022 | Utfall 2021
Skola | 10 | 12 | 9
Hem | 5 | ej angivet | 6
Summa | 15 | 12 | 15
"""


def told(of: Sheet) -> list[dict[str, object]]:
    keys = [each.key for each in of.table.columns]
    return [dict(zip(keys, row.cells, strict=True)) for row in of.table.rows]


def test_a_row_for_each_column_with_its_cells_and_what_its_lines_add_up_to() -> None:
    read = amounts_sheet(columns_read(facts(DRIFT)), TKR)
    rows = told(read)
    assert [(each["column"], each["cells"], each["year"]) for each in rows] == [
        ("Budget 2021", "B3:B5", "2021"), ("Budget 2022", "C3:C5", "2022"), ("Utfall 2021", "D3:D5", "2021"),
    ]  # fmt: skip
    assert [(each["lines"], each["sums"], each["unknown"]) for each in rows] == [(2, 1, 0), (2, 1, 1), (2, 1, 0)]
    assert [each["total"] for each in rows] == [Amount(1_500_000), Amount(1_200_000), Amount(1_500_000)]


def test_what_all_columns_share_is_told_once() -> None:
    read = amounts_sheet(columns_read(facts(DRIFT)), TKR)
    assert [each.key for each in read.table.columns][:4] == ["column", "cells", "year", "measure"]
    assert read.lead[-1].sv == "Gäller alla rader. Arbetsbok: bok.xlsx; Blad: Blad1; Enhet: tkr; Säkerhet: säker."
    assert read.lead[-1].en == "True of every row. Workbook: bok.xlsx; Sheet: Blad1; Unit: tkr; Confidence: sure."


def test_amounts_in_two_currencies_are_not_added() -> None:
    first, *rest = facts(DRIFT)
    found = [first._replace(currency="EUR"), *rest]
    assert next(iter(told(amounts_sheet(columns_read(found), TKR))))["total"] is None


def test_every_amount_leads_to_the_column_it_stands_in() -> None:
    found = facts(DRIFT)
    shown, rows = rows_shown(columns_read(found)), told(amounts_sheet(columns_read(found), TKR))
    for fact in found:
        assert rows[shown[fact.source].row or 0]["column"] == fact.column


@given(st.lists(st.lists(st.integers(-999, 999) | st.none(), min_size=3, max_size=3), min_size=2, max_size=8))
def test_the_counts_add_up_to_all_that_was_read(amounts: list[list[int | None]]) -> None:
    lines = [" | ".join([f"Insats {n}", *("ej angivet" if each is None else str(each) for each in row)])
             for n, row in enumerate(amounts)]  # fmt: skip
    found = facts("\n".join(["Belopp i tkr", "Insats | Budget 2020 | Budget 2021 | Budget 2022", *lines]))
    counted = [each[key] for each in told(amounts_sheet(columns_read(found), TKR)) for key in ("lines", "sums")]
    assert sum(each for each in counted if isinstance(each, int)) == len(found)


def test_the_cells_of_a_compared_row_stand_beside_it() -> None:
    report = control_report(check_all([budget_of(book(sheet(DRIFT)))], None))
    comparison = next(each for each in report.sheets if each.id == "comparison")
    assert comparison.table.columns[-1].aside
    assert told(comparison)[0]["cells"] == "C3, B3"


def test_every_single_amount_comes_when_it_is_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "bok.xlsx", sheet(DRIFT, "Drift"))
    plain = openpyxl.load_workbook(te.report(path, tmp_path / "a")["kontroll.xlsx"])
    asked = openpyxl.load_workbook(te.report(path, tmp_path / "b", facts=True)["kontroll.xlsx"])
    assert "Inlästa belopp" in plain.sheetnames
    assert set(asked.sheetnames) - set(plain.sheetnames) == {"Fakta"}
    cells = [row[0].value for row in asked["Fakta"].iter_rows() if row[0].value]
    assert {"B3", "C4", "D5"} <= set(cells)


def test_a_workbook_that_is_compared_with_nothing_shows_its_single_amounts() -> None:
    one = "Belopp i tkr\nInsats | Budget 2022\nSkola | 12\nHem | 6\nSumma | 18\n"
    report = control_report(check_all([budget_of(book(sheet(one)))], None))
    single = next(each for each in report.sheets if each.id == "facts")
    assert [each["cell"] for each in told(single)] == ["B3", "B4", "B5"]


def test_what_is_alike_in_all_rows_goes_and_what_differs_stays() -> None:
    columns = tuple(Column(key, Text(key, key)) for key in ("a", "b", "c"))
    rows = [Row(("1", "x", None)), Row(("2", "x", None))]
    left, thinner, said = told_once(columns, rows, ("a", "b", "c"))
    assert [each.key for each in left] == ["a"]
    assert [each.cells for each in thinner] == [("1",), ("2",)]
    assert [each.sv for each in said] == ["Gäller alla rader. b: x."]
    assert told_once(columns, rows[:1], ("a", "b", "c")) == (columns, tuple(rows[:1]), ())
    assert told_once(columns, rows, ())[0] == columns


def test_a_workbook_without_amounts_has_a_sheet_that_says_so() -> None:
    read = amounts_sheet((), TKR)
    assert read.table.rows == ()
    report = control_report(check_all([budget_of(book(sheet("Bara text")))], None))
    render_xlsx(report, BytesIO())
