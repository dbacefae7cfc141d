"""The peer of benchmarks/batch.py: what a controller who knows pandas writes to check a folder of such workbooks.

pandas reads every sheet with openpyxl, a table is cleaned and melted, pandera validates all of it, sums are held
against their rows, and openpyxl writes a report of one sheet with headings, number formats and widths. It is written
for these very workbooks: it knows where the header stands, that a sum begins with 'Summa', and which unit is meant.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pandera.pandas as pa
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

HEADER = 2  # rows above it
SCHEMA = pa.DataFrameSchema(
    {
        "sheet": pa.Column(str, pa.Check.isin(["Drift", "Månader", "Investering"])),
        "label": pa.Column(str, pa.Check.str_length(1, 200)),
        "group": pa.Column(str),
        "column": pa.Column(str, pa.Check.str_length(1, 60)),
        "is_sum": pa.Column(bool),
        "row": pa.Column(int, pa.Check.ge(1)),
        "amount": pa.Column(float, coerce=True, checks=pa.Check.in_range(-1e9, 1e9)),
        "year": pa.Column(int, pa.Check.in_range(2000, 2100)),
    },
    unique=["sheet", "row", "column"],
    strict=True,
)


def checked(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The amounts of a workbook, and the sums that are off."""
    sheets = pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
    facts = pd.concat([melted(name, raw) for name, raw in sheets.items()], ignore_index=True)
    try:
        SCHEMA.validate(facts, lazy=True)
    except pa.errors.SchemaErrors as wrong:
        print(wrong.failure_cases)
    return facts, sums_off(facts)


def melted(name: str, raw: pd.DataFrame) -> pd.DataFrame:
    """One row per amount."""
    table = raw.iloc[HEADER + 1 :].copy()
    table.columns = ["label", *map(str, raw.iloc[HEADER, 1:])]
    table["row"] = table.index + 1
    values = table.columns.drop(["label", "row"])
    table = table.dropna(subset=["label"])
    is_heading = table[values].isna().all(axis=1)
    table["group"] = table["label"].where(is_heading).ffill().fillna("")
    long = table[~is_heading].melt(["label", "row", "group"], var_name="column", value_name="amount")
    long["amount"] = pd.to_numeric(long["amount"], errors="coerce")
    long = long.dropna(subset=["amount"])
    long["is_sum"] = long["label"].str.startswith(("Summa", "Totalt"))
    year = long["column"].str.extract(r"(20\d\d)", expand=False)
    long["year"] = year.fillna("2024").astype(int)
    long["sheet"] = name
    return long[["sheet", "label", "group", "column", "is_sum", "row", "amount", "year"]].sort_values(["row", "column"])


def sums_off(facts: pd.DataFrame) -> pd.DataFrame:
    """Stated sums of a group that are not what its rows add up to."""
    keys = ["sheet", "group", "column"]
    group = facts[~facts["label"].str.startswith("Totalt")]
    parts = group[~group["is_sum"]].groupby(keys)["amount"].sum()
    stated = group[group["is_sum"]].groupby(keys)["amount"].sum()
    both = pd.concat([parts.rename("rows"), stated.rename("stated")], axis=1).dropna()
    return both[(both["rows"] - both["stated"]).abs() > 0.5].reset_index()


def report(path: Path, out: Path) -> None:
    """A workbook of one sheet: each row of the budget with its amounts, and what is off."""
    facts, off = checked(path)
    wide = facts.pivot_table(index=["sheet", "row", "label"], columns="column", values="amount", sort=False)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101
    sheet.title = "Kontroll"
    sheet.append(["Blad", "Rad", "Verksamhet", *wide.columns])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDDDDD")
    for at, values in zip(wide.index, wide.itertuples(index=False), strict=True):
        sheet.append([*at, *(None if pd.isna(value) else value for value in values)])
    for cells in sheet.iter_rows(min_row=2, min_col=4):
        for cell in cells:
            cell.number_format = "#,##0"
    for column in range(1, 4 + len(wide.columns)):
        sheet.column_dimensions[get_column_letter(column)].width = 14
    sheet.freeze_panes = "D2"
    for each in off.itertuples(index=False):
        sheet.append(list(each))
    book.save(out)
