"""What LibreOffice makes of .ods, .xls and .xlsb: saved by it as .xlsx, they look and say the same."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.archetypes.case import facts_in
from tests.archetypes.catalogue import CASES
from tests.archetypes.producers import PRODUCERS
from tests.corpus import CORPUS, needs_corpus
from trygg_excel.layout.amounts.units import scale_of_format, shows_currency
from trygg_excel.reading import read_workbook
from trygg_excel.reading.styles import shows_date
from trygg_excel.workbook import Cell, CellStyle, CellType, Sheet

pytestmark = [
    pytest.mark.long,
    pytest.mark.libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not on this machine"),
]
SECONDS = 600
# What differs in each file, and why.
CENTRED = "titles centred across columns, which LibreOffice saves as merged"
IN_TEXT = "bold letters in a cell that is not, which LibreOffice makes the cell's"
SAMPLE: dict[str, dict[str, str]] = {
    "budgets/gush_etzion_2014.xls": {},
    "budgets/losangeles_general_fund_revenue_1718adopted.xls": {},
    "budgets/nzherald_fsm_befu07.xls": {},
    "budgets/philadelphia_04_countyliq.xls": {"merged": CENTRED},
    "budgets/philadelphia_08_grants.xls": {"merged": CENTRED},
    "budgets/philly_water.xls": {"merged": CENTRED},
    "budgets/qiryat_bialik_2010.xls": {},
    "budgets/sv_omvarld.xls": {},
    "budgets/mdeff.ods": {},
    "odd/dimastbk-base.ods": {},
    "odd/phpoffice-odsstyles5.ods": {},
    "odd/sheetjs-cell_style_simple.ods": {},
    "odd/tafia-merged_cells.ods": {},
    "odd/tafia-special_cells.ods": {},
    "odd/nacnudus-examples.xls": {"merged": CENTRED, "bold": IN_TEXT},
    "odd/nacnudus-examples.xlsb": {"bold": IN_TEXT},
    "odd/sheetjs-number_format.xls": {},
    "odd/sheetjs-number_format.xlsb": {},
    "odd/sheetjs-apachepoi_44693.xls.xlsb": {},
    "odd/apache-TwoSheetsOneHidden.xls": {},
    "odd/sheetjs-apachepoi_TwoSheetsOneHidden.xls.xlsb": {},
    "odd/tafia-merged_range.xls": {},
    "odd/tafia-date_1904.xls": {},
}
ARCHETYPES = (
    "01b-memo-table-numbers", "03a-merged-years", "05b-months-as-dates", "08d-scaling-formats", "10b-year-merged",
    "12a-subtotals-above", "12d-indents-only", "13a-hidden-years-and-filter", "13b-very-hidden-lists",
    "13c-hidden-rows", "07a-three-d-sums", "06e-interim-with-shares",
)  # fmt: skip


def saved_as(form: str, paths: Sequence[Path], out: Path) -> None:
    profile = f"-env:UserInstallation=file://{out.parent}/profil"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """Each file of the sample and what it is as .xlsx, all in one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("sample")
    copies = {name: folder / f"s{number}{Path(name).suffix}" for number, name in enumerate(SAMPLE)}
    for name, copy in copies.items():
        shutil.copyfile(CORPUS / name, copy)
    saved_as("xlsx", list(copies.values()), folder / "ut")
    return {name: (copy, folder / "ut" / f"{copy.stem}.xlsx") for name, copy in copies.items()}


@needs_corpus
@pytest.mark.corpus
@pytest.mark.parametrize("name", SAMPLE)
def test_libreoffice_sees_the_same(converted: dict[str, tuple[Path, Path]], name: str) -> None:
    original, saved = converted[name]
    ours = read_workbook(original).sheets
    theirs = {sheet.name: sheet for sheet in read_workbook(saved).sheets}
    told = [each for sheet in ours for each in differences(sheet, theirs[sheet.name])]
    assert [each for each in told if each[0] not in SAMPLE[name]] == []
    assert {kind for kind, *_ in told} == set(SAMPLE[name])


def differences(ours: Sheet, theirs: Sheet) -> Iterator[tuple[str, str, object, object]]:
    last = max(ours.cells, default=(0, 0))[0]
    right = max((column for _, column in ours.cells), default=0)
    for kind, mine, other in (
        ("hidden sheet", ours.visibility != "visible", theirs.visibility != "visible"),
        ("hidden rows", upto(ours.hidden_rows, last), upto(theirs.hidden_rows, last)),
        ("hidden columns", upto(ours.hidden_columns, right), upto(theirs.hidden_columns, right)),
        ("merged", set(ours.merged), set(theirs.merged)),
    ):
        if mine != other:
            yield kind, ours.name, mine, other
    for place, cell in ours.cells.items():
        if (same := theirs.cells.get(place)) is not None:
            yield from cells_differ(ours.name, cell, same)


def upto(places: frozenset[int], last: int) -> set[int]:
    return {each for each in places if each <= last}


def cells_differ(sheet: str, ours: Cell, theirs: Cell) -> Iterator[tuple[str, str, object, object]]:
    where = f"{sheet}!{ours.address}"
    if ours.type is CellType.NUMBER and theirs.type is CellType.NUMBER and kind_of(ours.style) != kind_of(theirs.style):
        yield "format", where, ours.style, theirs.style
    if (CellType.DATE in {ours.type, theirs.type}) and ours.type is not theirs.type:
        yield "date", where, ours, theirs
    for look in ("bold", "italic", "indent"):
        if bool(getattr(ours.style, look)) != bool(getattr(theirs.style, look)):
            yield look, where, ours.style, theirs.style
    if ours.formula and theirs.formula and ours.formula.replace(" ", "") != theirs.formula.replace(" ", ""):
        yield "formula", where, ours.formula, theirs.formula


def kind_of(style: CellStyle) -> tuple[bool, int, bool, bool, int, bool]:
    """Percentage, scale, currency, date, decimals and grouping."""
    written = style.number_format
    first = written.split(";", maxsplit=1)[0]
    decimals = re.search(r"[0#?]\.([0#?]+)", first)
    shown = shows_currency(written, foreign=True)
    places = len(decimals[1]) if decimals else 0
    return "%" in first, scale_of_format(written), shown, shows_date(written), places, "#,#" in first


@pytest.fixture(scope="module")
def archetypes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archetypes")
    drawn = [folder / f"{each.name}.xlsx" for each in CASES if each.name in ARCHETYPES]
    for case, path in zip((each for each in CASES if each.name in ARCHETYPES), drawn, strict=True):
        PRODUCERS["xlsxwriter"](case.draw(), path)
    for form in ("ods", "xls:MS Excel 97"):
        saved_as(form, drawn, folder / "ut")
    return folder


@pytest.mark.parametrize("name", ARCHETYPES)
@pytest.mark.parametrize("suffix", [".ods", ".xls"])
def test_an_archetype_gives_the_same_facts_in_each_format(archetypes: Path, name: str, suffix: str) -> None:
    expected, found = (facts_in(each) for each in (archetypes / f"{name}.xlsx", archetypes / "ut" / f"{name}{suffix}"))
    assert expected
    assert [without_file(each) for each in found] == [without_file(each) for each in expected]


def without_file(fact: Mapping[str, str]) -> dict[str, str]:
    return {column: value for column, value in fact.items() if column not in {"file", "file_id"}}
