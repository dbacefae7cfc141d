"""A year of monthly reports as it was made, and how what is written in them is read back."""

from __future__ import annotations

import hashlib
import io
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl

from tests.month_year import bookings, make_year
from trygg_excel.month.config import load_config
from trygg_excel.month.inputs import Desk, desk_for
from trygg_excel.month.period import periods_between
from trygg_excel.month.run import Made, Wish, make_months, missed

ROWS = bookings()
CENT = Decimal("0.01")
_HEADS = {"Insats", "Nämnd", "Finansieringskälla", "Steg", "Kontroll", "Projekt", "Månad"}


def desk_at(folder: Path) -> Desk:
    return desk_for(load_config(folder / "trygg.toml"), isolate=False)


def run(folder: Path, *periods: int, final: bool = False, dry_run: bool = False) -> list[Made]:
    made = list(make_months(desk_at(folder), periods, Wish(final=final, dry_run=dry_run)))
    assert [each.problem for each in made] == [None] * len(periods)
    return made


def hashes(folder: Path) -> dict[str, str]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


EVERY = [*range(202601, 202614)]


def make_reports(folder: Path) -> Path:
    """January to March as they came; April was missed and is caught up with May; then on to the closing period."""
    make_year(folder)
    run(folder, 202601, 202602)
    run(folder, 202602, final=True)
    run(folder, 202603)
    run(folder, *missed(desk_at(folder), None, 202605))
    run(folder, *periods_between(202606, 202613))
    return folder


@cache
def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def table(folder: Path, name: str, sheet: str) -> dict[str, dict[str, object]]:
    """A sheet of a written workbook: rows by their first cell, cells by heading."""
    book = opened((folder / "rapporter" / name).read_bytes())
    rows = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] in _HEADS)
    columns = [str(each) for each in rows[head]]
    return {str(row[0]): dict(zip(columns, row, strict=True)) for row in rows[head + 1 :] if row[0] is not None}


def crowns(value: object) -> Decimal:
    assert isinstance(value, int | float)
    return Decimal(str(value)).quantize(CENT)


def name_of(period: int) -> str:
    said = f"{period // 100}-{period % 100:02d}"
    return f"{said}/manadsrapport-{said}.xlsx"
