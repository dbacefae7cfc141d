"""13. Hidden things: prior years folded away, rows that a filter hides, sheets with lists and old versions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import NAMNDER, WORK, tkr
from tests.archetypes.table import TKR, Column, Table
from tests.archetypes.truth import actual, budget, plan


def hidden_columns() -> Book:
    """Outcomes of 2018–2021 hidden, a filter that hides three rows; the sum still takes them."""
    book = Book("Calibri", 11, "#DDEBF7")
    page = book.page("Budget 2023", TKR, A=36, B=10, **dict.fromkeys("CDEFGHI", 12.0))
    page.text("A1", "Nämndernas budget 2023 och plan 2024", bold=True, size=14)
    page.text("A2", "Belopp i tkr", italic=True)
    columns = [Column("Nämnd"), Column("Kod", why="code", fmt="0")]
    columns += [Column(f"Bokslut {year}", actual(year)) for year in range(2018, 2022)]
    columns += [
        Column("Budget 2022", budget(2022)),
        Column("Budget 2023", budget(2023)),
        Column("Plan 2024", plan(2024)),
    ]
    table = Table(page, 4, columns, fill=book.fill)
    for code, name in enumerate(NAMNDER, 1):
        paid = [tkr(name, year, "actual") for year in range(2018, 2022)]
        table.line(name, code * 100, *paid, *(tkr(name, year) for year in (2022, 2023, 2024)))
    last = table.row
    table.total("Summa")
    page.hidden_columns = set("CDEF")
    page.hidden_rows = {6, 7, 8}
    page.extras.append(lambda _, sheet: filtered(sheet, last))
    return book


def filtered(sheet: Any, last: int) -> None:
    sheet.autofilter(f"A4:I{last - 1}")
    sheet.filter_column("B", "x > 400 or x < 200")


def lists() -> Book:
    """A very hidden sheet with the lists of the drop-downs, and last year's proposal on a hidden one."""
    book = Book("Arial", 10, "#FFF2CC")
    for sheet, year in (("Budget", 2024), ("Förslag gammalt", 2023)):
        page = book.page(sheet, TKR, A=34, B=14, C=14)
        page.text("A1", f"Internbudget {year}, kultur- och fritidsnämnden", bold=True, size=13)
        page.text("A2", "Tkr")
        columns = (
            Column("Verksamhet"),
            Column(f"Budget {year - 1}", budget(year - 1)),
            Column(f"Budget {year}", budget(year)),
        )
        table = Table(page, 4, columns, fill=book.fill)
        for name in WORK["Kultur- och fritidsnämnden"]:
            table.line(name, tkr(name, year - 1), tkr(name, year))
        table.total("Summa")
    book.pages[1].state = "hidden"
    page = book.page("Listor", 1, A=30, B=10, C=10)
    page.state = "veryHidden"
    page.texts("A1", "Nämnd", "Nummer", "År", bold=True)
    for row, name in enumerate(NAMNDER, 2):
        page.text(f"A{row}", name)
        page.no_amount(f"B{row}", row * 10, "committee number")
        page.no_amount(f"C{row}", 2014 + row, "year in a list")
    return book


def hidden_rows() -> Book:
    """Rows hidden by hand between those shown, and a column of workings hidden to the right."""
    book = Book("Calibri", 10, "#E2EFDA")
    page = book.page("Ram", TKR, A=38, B=13, C=13, D=13, E=13)
    page.text("A1", "Socialnämndens ram 2023 (tkr)", bold=True, size=13)
    columns = (
        Column("Post"), Column("Budget 2022", budget(2022)), Column("Index", why="index", fmt="0.000"),
        Column("Tillskott", None), Column("Budget 2023", budget(2023)),
    )  # fmt: skip
    table = Table(page, 3, columns, fill=book.fill)
    for name in WORK["Socialnämnden"]:
        table.line(name, tkr(name, 2022), None, "ja" if len(name) % 2 else None, tkr(name, 2023))
    for row in range(4, table.row):
        page.no_amount(f"C{row}", Decimal("1.024"), "index", fmt="0.000")
    table.total("Summa")
    page.hidden_rows = {5, 9}
    page.hidden_columns = {"C"}
    return book


CASES = (
    Case("13a-hidden-years-and-filter.xlsx", hidden_columns),
    Case("13b-very-hidden-lists.xlsx", lists, "openpyxl"),
    Case("13c-hidden-rows.ods", hidden_rows, LIBREOFFICE),
)
