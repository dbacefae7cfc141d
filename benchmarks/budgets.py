"""Small budget workbooks as municipalities make them, drawn in any number: three sheets of about sixty rows and twelve
columns, in tkr, with groups, sums as formulas, and here and there a slip.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

YEARS = range(2022, 2026)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec")
SHEETS = {
    "Drift": tuple(f"{what} {year}" for year in YEARS for what in ("Budget", "Utfall", "Avvikelse"))[:11],
    "Månader": MONTHS,
    "Investering": tuple(f"Budget {year}" for year in range(2024, 2034)),
}
MEMO = {"Drift": ("Budget 2022", "Budget 2023", "Budget 2024")}
AREAS = ("Förskola", "Grundskola", "Gymnasium", "Äldreomsorg", "Hemtjänst", "Särskilt boende", "Bibliotek", "Park",
         "Gator", "Fritid")  # fmt: skip
GROUPS, LINES = 5, 10
WRONG = 0.1  # of the workbooks have a sum typed over its formula, and wrong


def drawn(folder: Path, count: int, seed: int = 1, *, memo: bool = False) -> list[Path]:
    """`count` workbooks in `folder`, the same for the same seed; `memo`: one sheet with a table as in a memo."""
    seeds = ((folder / f"budget-{number:05}.xlsx", seed * 1_000_003 + number) for number in range(count))
    return [_workbook(path, Random(own), MEMO if memo else SHEETS, 1 if memo else GROUPS) for path, own in seeds]  # noqa: S311


def _workbook(path: Path, rng: Random, sheets: Mapping[str, tuple[str, ...]], groups: int) -> Path:
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2024, 1, 1, tzinfo=UTC)})
        looks = book.add_format({"num_format": "#,##0"}), book.add_format({"bold": True, "num_format": "#,##0"})
        slip = (rng.choice(list(sheets)), rng.randrange(groups)) if rng.random() < WRONG else None
        for name, columns in sheets.items():
            at = slip[1] if slip and slip[0] == name else None
            _fill(book.add_worksheet(name), columns, groups, rng, looks, at)
    return path


def _fill(
    sheet: Worksheet,
    columns: tuple[str, ...],
    groups: int,
    rng: Random,
    looks: tuple[Format, Format],
    slip: int | None,
) -> None:
    money, bold = looks
    sheet.write_string(0, 0, f"Nämndens {sheet.get_name().lower()} 2024", bold)
    sheet.write_string(1, 0, "Belopp i tkr")
    sheet.write_row(2, 0, ["Verksamhet", *columns], bold)
    sheet.set_column(0, 0, 30)
    row, sums = 3, []
    totals = [0] * len(columns)
    for group in range(groups):
        sheet.write_string(row, 0, f"Nämnd {group + 1}", bold)
        first, added = row + 1, [0] * len(columns)
        for line in range(LINES):
            row += 1
            amounts = _amounts(columns, rng)
            sheet.write_string(row, 0, f"{AREAS[line]} {group + 1}")
            for column, amount in enumerate(amounts, 1):
                sheet.write_number(row, column, amount, money)
            added = [a + b for a, b in zip(added, amounts, strict=True)]
        row += 1
        _sum(sheet, row, f"Summa nämnd {group + 1}", (first, row - 1), added, bold)
        if slip == group:
            sheet.write_number(row, 2, added[1] + 900, bold)
        sums.append(row)
        totals = [a + b for a, b in zip(totals, added, strict=True)]
        row += 1
    sheet.write_string(row, 0, "Totalt", bold)
    for column, total in enumerate(totals, 1):
        letter = chr(65 + column)
        sheet.write_formula(row, column, "=" + "+".join(f"{letter}{each + 1}" for each in sums), bold, total)


def _amounts(columns: tuple[str, ...], rng: Random) -> list[int]:
    """Deviations are budget less outcome."""
    found: list[int] = []
    for column in columns:
        found.append(found[-2] - found[-1] if column.startswith("Avvikelse") else rng.randrange(100, 90_000))
    return found


def _sum(sheet: Worksheet, row: int, label: str, rows: tuple[int, int], amounts: list[int], bold: Format) -> None:
    sheet.write_string(row, 0, label, bold)
    for column, amount in enumerate(amounts, 1):
        letter = chr(65 + column)
        sheet.write_formula(row, column, f"=SUM({letter}{rows[0] + 1}:{letter}{rows[1] + 1})", bold, amount)
