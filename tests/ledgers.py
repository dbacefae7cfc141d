"""Small ledgers in every format that extracts come in: rows of texts and numbers -> a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import xlsxwriter

from trygg_excel.ledger.read import read_ledger
from trygg_excel.ledger_facts import Ledger
from trygg_excel.register.model import AccountRule

Value: TypeAlias = str | int | float | Decimal | None
Row: TypeAlias = Sequence[Value]
HEADS = (
    "Ansvar",
    "Ansvar(T)",
    "Verksamhet",
    "Konto",
    "Konto(T)",
    "Motp",
    "Projekt",
    "Period",
    "Vernr",
    "Text",
    "Belopp",
)
TOP = (
    "Ekonomisystem 7.3", "Rapport: HB-014 Huvudbok per konto", "Urval: Ansvar 03*-31*, Period 202201-202203",
    "Uttag: 2022-04-08 08:12  Användare: 41207", "",
)  # fmt: skip
RULES = (
    AccountRule(programme="sspf", cost_centre="0310"),
    AccountRule(programme="kamera", cost_centre="31*", account="5000-6999"),
    AccountRule(programme="varde", cost_centre="3120", account="501X"),
)


def booking(
    ansvar: str, konto: str, period: Value, belopp: Value, vernr: str = "A1", motp: str = "", projekt: str = ""
) -> list[Value]:
    """A row under HEADS."""
    return [ansvar, f"Enhet {ansvar}", "", konto, f"Namn {konto}", motp, projekt, period, vernr, "Faktura", belopp]


ROWS = (
    booking("0310", "5010", 202201, 1000.5), booking("0310", "5010", 202202, Decimal("-0.25"), "A2"),
    booking("0310", "3411", 202203, -250, "A3"), booking("3110", "6011", 202203, 40.1, "A4"),
    booking("3120", "5011", 202203, 7, "A5"), booking("3120", "4010", 202203, 99, "A6"),
)  # fmt: skip


def as_xlsx(
    path: Path, rows: Iterable[Row], heads: Sequence[str] = HEADS, top: Sequence[str] = TOP, *, inline: bool = False
) -> Path:
    """As an ERP writes it: a head of report, headings, rows. `inline`: texts in their cells, as servers write them."""
    with xlsxwriter.Workbook(path, {"constant_memory": inline}) as book:
        sheet, money = book.add_worksheet("Huvudbok"), book.add_format({"num_format": "#,##0.00"})
        for at, row in enumerate([*([text] for text in top), heads, *rows]):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    if value:
                        sheet.write_string(at, place, value)
                elif value is not None:
                    sheet.write_number(at, place, float(value), money if isinstance(value, float | Decimal) else None)
    return path


def as_csv(
    path: Path, rows: Iterable[Row], heads: Sequence[str] = HEADS, top: Sequence[str] = TOP, *, delimiter: str = ";",
    encoding: str = "cp1252", mark: str = ",",
) -> Path:  # fmt: skip
    lines = [*top, *(delimiter.join(_written(each, mark) for each in row) for row in (heads, *rows))]
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return path


def _written(value: Value, mark: str) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value).replace(".", mark)


WRITERS: dict[str, Callable[[Path, Iterable[Row]], Path]] = {
    "shared.xlsx": as_xlsx,
    "inline.xlsx": lambda path, rows: as_xlsx(path, rows, inline=True),
    "cp1252.csv": as_csv,
    "utf8.csv": lambda path, rows: as_csv(path, rows, encoding="utf-8"),
    "bom.csv": lambda path, rows: as_csv(path, rows, encoding="utf-8-sig"),
    "tab.txt": lambda path, rows: as_csv(path, rows, delimiter="\t"),
    "comma.csv": lambda path, rows: as_csv(path, rows, delimiter=",", mark="."),
}


def ledger(path: Path, rules: Iterable[AccountRule] = RULES, internal: str = "") -> Ledger:
    """Read in this process."""
    return read_ledger(path, rules, internal=internal, isolate=False)


def booked(of: Ledger) -> dict[tuple[str | None, str, int], int]:
    """Öre by programme, account and period."""
    found: dict[tuple[str | None, str, int], int] = {}
    for each in of.rows:
        key = each.programme, each.account, each.period
        found[key] = found.get(key, 0) + each.amount
    return found


def said(of: Ledger) -> list[str]:
    return [each.message.sv.replace("\u00a0", " ") for each in of.findings]
