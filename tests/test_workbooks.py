"""The founding case's workbooks: as built, and as the memo says."""

from __future__ import annotations

import re
import runpy
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

WORKBOOKS = Path(__file__).parents[1] / "workbooks"
FILES = sorted(path.relative_to(WORKBOOKS).as_posix() for path in WORKBOOKS.rglob("*.xlsx"))

# Tenths of a million crowns for 2022, 2021 and 2020, in the memo's order; typed here again on purpose.
MEMO = [(10, 8, 20), (0, 8, 3), (0, 4, 0), (15, 15, 15), (9, 9, 9), (2, 2, 3), (5, 4, 0), (9, 0, 0)]
SUMS = (50, 50, 50)
LABELS = [
    "Trygghetsvärdar (Orminge och Fisksätra)",
    "Ambulerande Trygghetsvärdar",
    "Brottsförebyggande trygghetssamordnare",
    "SSPF",
    "Stöd till lokala arbetsgrupper",
    "Kameraövervakning – centrala funktioner",
    "Insatser i samverkan med lokala aktörer",
    "Övriga insatser (LOV3, insatser mot unga i riskzon etcetera)",
]


def load(name: str, *, cached: bool) -> Worksheet:
    book = openpyxl.load_workbook(WORKBOOKS / name, data_only=cached)
    assert len(book.sheetnames) == 1
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def block(name: str, cells: str, *, cached: bool = True) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in load(name, cached=cached)[cells]]


def tenths(rows: list[tuple[Any, ...]], per_tenth: str) -> list[tuple[int, ...]]:
    found = [tuple(Decimal(str(value)) / Decimal(per_tenth) for value in row) for row in rows]
    assert all(number == int(number) for row in found for number in row)
    return [tuple(int(number) for number in row) for row in found]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("workbooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(WORKBOOKS)
        patch.setattr("sys.dont_write_bytecode", True)
        script = runpy.run_path(str(WORKBOOKS / "build.py"))
        script["build"](folder)
    return folder, script["BUILT_WITH"]


def test_the_same_files_are_built(built: tuple[Path, str]) -> None:
    assert sorted(path.relative_to(built[0]).as_posix() for path in built[0].rglob("*.xlsx")) == FILES


@pytest.mark.parametrize("name", FILES)
def test_the_committed_file_is_the_built_one(built: tuple[Path, str], name: str) -> None:
    folder, version = built
    if xlsxwriter.__version__ != version:
        pytest.skip(f"the files in git are written by XlsxWriter {version}")
    assert (folder / name).read_bytes() == (WORKBOOKS / name).read_bytes()


@pytest.mark.parametrize("cached", [True, False])
@pytest.mark.parametrize(
    ("name", "per_tenth", "order"),
    [
        ("trygghetspaketet-jamforelse.xlsx", "0.1", 1),
        ("trygghetspaketet-tkr.xlsx", "100", -1),
        ("trygghetspaketet-kronor.xlsx", "100000", 1),
    ],
)
def test_programmes_down_are_the_memos(name: str, per_tenth: str, order: int, cached: bool) -> None:
    assert tenths(block(name, "B5:D12", cached=cached), per_tenth) == [row[::order] for row in MEMO]
    sums = block(name, "B13:D13", cached=cached)
    if cached:
        assert tenths(sums, per_tenth) == [SUMS]
    else:
        assert sums == [("=SUM(B5:B12)", "=SUM(C5:C12)", "=SUM(D5:D12)")]


@pytest.mark.parametrize("cached", [True, False])
def test_years_down_are_the_memos(cached: bool) -> None:
    name = "trygghetspaketet-ar-nedat.xlsx"
    assert block(name, "A4:J4") == [("År", *LABELS, "Summa")]
    assert block(name, "A5:A7") == [(2020,), (2021,), (2022,)]
    assert tenths(block(name, "B5:I7", cached=cached), "0.1") == [*zip(*MEMO, strict=True)][::-1]
    assert block(name, "J5:J7", cached=False) == [(f"=SUM(B{row}:I{row})",) for row in (5, 6, 7)]
    assert tenths(block(name, "J5:J7"), "0.1") == [(50,)] * 3


def test_labels_headers_and_units() -> None:
    comparison, tkr, kronor = (f"trygghetspaketet-{name}.xlsx" for name in ("jamforelse", "tkr", "kronor"))
    sheet = load(comparison, cached=True)
    assert sheet["A1"].value == "Förslag till fördelning av trygghetspaketets 5 mkr"
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:D1"]
    assert block(comparison, "A3:D4") == [(None,) * 4, (None, 2022, 2021, 2020)]
    assert block(comparison, "A5:A13") == [(f"• {label}",) for label in [*LABELS, "Summa miljoner kronor"]]
    assert block(tkr, "A2:D4")[::2] == [("Belopp i tkr", None, None, None), ("Insats", 2020, 2021, 2022)]
    assert block(tkr, "A5:A13") == [(label,) for label in [*LABELS, "Summa"]]
    assert block(kronor, "A2:D4")[2] == ("Insats", "Budget 2022", "Budget 2021", "Budget 2020")
    assert block(kronor, "A5:A13") == [(label,) for label in [*LABELS[:-1], f"{LABELS[-1]} 1)", "Summa"]]
    assert str(load(kronor, cached=True)["A15"].value).startswith("1) ")
    formats = [load(name, cached=True)["B5"].number_format for name in (comparison, tkr, kronor)]
    assert formats == ["0.0", '#,##0;-#,##0;"–"', "#,##0.0,,"]


def test_the_list_is_text_and_the_memos() -> None:
    rows = block("trygghetspaketet-lista-2022.xlsx", "A3:B9")
    assert [text for _, text in rows] == [f"{n},{d} miljoner kr" for n, d in ("10", "15", "09", "02", "05", "09", "50")]
    assert rows[1][0] == "SSPF (skola, socialtjänst, polis, fritid)"
    assert [label for label, _ in rows[2:]] == [*LABELS[4:], "Summa"]


def test_financing_says_what_is_unknown_and_has_no_sum() -> None:
    name = "trygghetspaketet-finansiering-2022.xlsx"
    unknown = "ej angivet"
    amounts = [amount for (amount,) in block(name, "B5:B14")]
    known = [amount if isinstance(amount, str) else Decimal(str(amount)) * 10 for amount in amounts]
    assert known == [200, 60, 50, 10, 95, 60, unknown, unknown, unknown, unknown]
    assert [year for (year,) in block(name, "C5:C14")] == [2022] * 5 + ["2022–2023"] + [2022] * 4
    sheet = load(name, cached=False)
    assert [row for row in range(5, 15) if sheet.cell(row, 1).alignment.indent] == [7, 8, 10, 11, 12]
    assert block(name, "A15:A16") == [(None,), ("Beloppen överlappar varandra och ska inte summeras.",)]
    assert sheet.max_row == 16


def test_the_wrong_sum_is_three_tenths_off() -> None:
    rows = tenths(block("felaktiga/trygghetspaketet-fel-summa.xlsx", "B5:D13", cached=False), "0.1")
    assert rows == [*MEMO[:4], (6, 9, 9), *MEMO[5:], SUMS]
    assert sum(row[0] for row in rows[:-1]) == 47


def test_the_wrong_name_has_text_among_numbers() -> None:
    name = "felaktiga/trygghetspaketet-fel-namn.xlsx"
    assert block(name, "A10:D10", cached=False) == [("• Kameraövervaking – centrala funktioner", "0,2", 0.2, 0.3)]
    assert tenths(block(name, "B13:D13"), "0.1") == [(48, 50, 50)]
    others = block(name, "B5:D9") + block(name, "B11:D12")
    assert tenths(others, "0.1") == MEMO[:5] + MEMO[6:]


@pytest.mark.parametrize("name", FILES)
def test_cached_values_are_what_the_formulas_sum_to(name: str) -> None:
    typed, kept = load(name, cached=False), load(name, cached=True)
    for row in typed.iter_rows():
        for cell in row:
            if not str(cell.value).startswith("="):
                continue
            counted = _counted(name, str(cell.value))
            assert counted is not None, cell.coordinate
            assert Decimal(str(kept[cell.coordinate].value)) == counted


def _counted(name: str, formula: str) -> Decimal | None:
    """What a sum or a difference of two cells gives; None for any other formula."""
    if span := re.fullmatch(r"=SUM\((\w+:\w+)\)", formula):
        addends = [value for line in block(name, span[1]) for value in line]
        return sum((Decimal(str(value)) for value in addends if isinstance(value, int | float)), Decimal())
    if pair := re.fullmatch(r"=(\w+)-(\w+)", formula):
        cells: Any = load(name, cached=True)
        return Decimal(str(cells[pair[1]].value)) - Decimal(str(cells[pair[2]].value))
    return None


@pytest.mark.parametrize("name", FILES)
def test_no_one_is_named_in_the_file(name: str) -> None:
    properties = openpyxl.load_workbook(WORKBOOKS / name).properties
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.title
