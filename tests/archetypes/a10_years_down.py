"""10. Years down: a long list with the year once per group, merged or blank; years as rows under names."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import tkr
from tests.archetypes.table import TENTHS, TKR, Column, Table
from tests.archetypes.truth import Says, actual, budget

COMMITTEES = {
    "Trygghetsvärdar": "Kommunstyrelsen", "SSPF": "Socialnämnden", "Fältgrupp": "Socialnämnden",
    "Kameraövervakning": "Kommunstyrelsen", "Fritidsgårdar kväll": "Kultur- och fritidsnämnden",
}  # fmt: skip
YEARS = (2020, 2021, 2022)


def fill_down() -> Book:
    """Year, programme, committee, amount: the year stands on the first row of its group only."""
    book = Book("Calibri", 11, "#DDEBF7")
    page = book.page("Underlag", TKR, A=8, B=28, C=30, D=14)
    page.text("A1", "Trygghetsinsatser per år", bold=True, size=13)
    page.text("A2", "Belopp i tkr, budget")
    columns = (Column("År", why="year", fmt="0"), Column("Program"), Column("Nämnd"), Column("Belopp", budget(None)))
    table = Table(page, 4, columns, named="B", fill=book.fill)
    for year in YEARS:
        for number, (name, committee) in enumerate(COMMITTEES.items()):
            table.line(name, None if number else year, committee, tkr(name, year) // 9, says=Says(year))
    return book


def merged() -> Book:
    """The year merged over its rows, a sum after each year, a grand total last."""
    book = Book("Arial", 10, "#FFF2CC")
    page = book.page("Per år", TKR, A=8, B=30, C=13, D=13)
    page.text("A1", "Insatser 2020–2022, budget och utfall (tkr)", bold=True, size=13)
    columns = (
        Column("År", why="year"),
        Column("Insats"),
        Column("Budget", budget(None)),
        Column("Utfall", actual(None)),
    )
    table = Table(page, 3, columns, named="B", fill=book.fill)
    for year in YEARS:
        first = table.row
        page.merge(f"A{first}:A{first + len(COMMITTEES) - 1}", year, bold=True, align="center")
        for name in COMMITTEES:
            table.line(name, None, tkr(name, year) // 9, tkr(name, year, "actual") // 9, says=Says(year))
        table.total(f"Summa {year}", role="subtotal", says=Says(year))
    table.total("Totalt 2020–2022", table.sums)
    return book


def matrix() -> Book:
    """Years as rows, programmes across, index and inhabitants beside the money."""
    book = Book("Georgia", 10, "#E2EFDA")
    page = book.page("Tidsserie", TKR, A=8, **dict.fromkeys("BCDEFGH", 14.0))
    page.text("A1", "Trygghetsarbetets kostnader över tid", bold=True, size=13)
    page.text("A2", "Tkr i löpande priser")
    columns = [Column("År", why="year", fmt="0")]
    columns += [Column(name, Says()) for name in COMMITTEES]
    columns += [Column("Summa", Says(), formula="B+C+D+E+F"), Column("Antal invånare", why="inhabitants")]
    page.texts("A4", *(each.heading for each in columns), bold=True, fill=book.fill, wrap=True)
    for row, year in enumerate(range(2015, 2023), 5):
        page.text(f"A{row}", year, bold=True)
        amounts = [tkr(name, year, "actual") // 9 for name in COMMITTEES]
        for at, (name, amount) in zip("BCDEF", zip(COMMITTEES, amounts, strict=True), strict=True):
            page.amount(f"{at}{row}", amount, Says(year), name, fmt="#,##0")
        total: dict[str, Any] = {"role": "subtotal", "formula": f"=SUM(B{row}:F{row})", "fmt": "#,##0"}
        page.amount(f"G{row}", sum(amounts), Says(year), "Summa", bold=True, **total)
        page.no_amount(f"H{row}", 38_214 + 311 * (year - 2015), "inhabitants", fmt="#,##0")
    return book


def by_name() -> Book:
    """Each programme a heading, its years as the rows under it; change in per cent to the right."""
    book = Book("Calibri", 10, "#FCE4D6")
    page = book.page("Serier", TKR, A=30, B=12, C=12, D=12)
    page.text("A1", "Kostnad per insats och år, tkr", bold=True, size=12)
    page.texts("A3", None, "Budget", "Utfall", "Förändring %", bold=True, fill=book.fill)
    row = 4
    for name in COMMITTEES:
        page.text(f"A{row}", name, bold=True)
        before = 0
        for at, year in enumerate(YEARS, row + 1):
            paid = tkr(name, year, "actual") // 9
            page.text(f"A{at}", year, indent=1, align="left")
            page.amount(f"B{at}", tkr(name, year) // 9, budget(year), name, fmt="#,##0")
            page.amount(f"C{at}", paid, actual(year), name, fmt="#,##0")
            if before:
                grown = Decimal(round(1000 * (paid - before) / before)) / 10
                page.no_amount(f"D{at}", grown, "per cent", fmt=TENTHS)
            before = paid
        row += len(YEARS) + 2
    return book


CASES = (
    Case("10a-year-filled-down.xlsx", fill_down),
    Case("10b-year-merged.xlsx", merged, "openpyxl"),
    Case("10c-years-as-rows.ods", matrix, LIBREOFFICE),
    Case("10d-years-under-names.xlsx", by_name),
)
