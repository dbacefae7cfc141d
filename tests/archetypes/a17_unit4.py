"""17. Unit4 Excelerator: a control sheet, rows that begin with '*' are for the machine, tags in hidden columns."""

from __future__ import annotations

from typing import Any

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book, Page
from tests.archetypes.kommun import WORK, tkr
from tests.archetypes.table import KR, TKR, Column, Table
from tests.archetypes.truth import actual, budget, deviation, forecast, plan

GREY: dict[str, Any] = {"color": "#7F7F7F", "size": 8}


def control(book: Book) -> None:
    page = book.page("Control", 1, A=34, B=24)
    for row, text in enumerate(
        ("* Control Worksheet (NB any row with a '*' as the first character in column A is ignored)",
         "* Skapad av Excelerator 5.7", "* Senast körd 2022-05-06 09:14:55"), 1,
    ):  # fmt: skip
        page.text(f"A{row}", text, **GREY)
    settings: dict[str, str | int] = {
        "client": "KS", "period_from": 202201, "period_to": 202204, "timeout": 600, "rows": 5000,
    }  # fmt: skip
    for row, (key, value) in enumerate(settings.items(), 5):
        page.text(f"A{row}", key)
        if isinstance(value, int):
            page.no_amount(f"B{row}", value, "a setting")
        else:
            page.text(f"B{row}", value)


def tags(page: Page, row: int, *values: str) -> None:
    page.text(f"A{row}", "*", **GREY)
    page.texts(f"B{row}", *values, **GREY)


def with_control() -> Book:
    """Machine rows over the heading; codes in hidden columns; follow-up per April."""
    book = Book("Arial", 9, "#BDD7EE")
    control(book)
    page = book.page("Resultatrapport", KR, A=4, B=12, C=9, D=32, **dict.fromkeys("EFGHI", 14.0))
    page.hidden_columns = {"A", "B"}
    page.text("D1", "Resultatrapport kultur och fritid", bold=True, size=13)
    page.text("D2", "Ack t.o.m. april 2022, kronor")
    tags(page, 3, "dim_1", "verksamhet", "xdim_1", "plb:ub:ack", "gl:amount:ack", "", "plb:ub:year", "prog")
    columns = (
        Column("Tagg"), Column("Verks.", why="code", fmt="0"), Column("Verksamhet"),
        Column("KS Budget ack", budget(2022, period="202201-202204")),
        Column("Utfall ack", actual(2022, period="202201-202204")),
        Column("Avvikelse", deviation(2022, "period_budget"), formula="E-F"), Column("KS Budget helår", budget(2022)),
        Column("KS Prognos helår", forecast(2022)),
    )  # fmt: skip
    table = Table(page, 4, columns, left="B", named="D", fill=book.fill)
    for code, name in enumerate(WORK["Kultur- och fritidsnämnden"], 310):
        year = tkr(name, 2022) * 1000
        paid = tkr(name, 2022, "actual") * 330
        table.line(name, f"d{code}", code, year // 3, paid, year, tkr(name, 2022, "forecast") * 1000)
    table.total("Summa")
    tags(page, table.row, "end", "")
    return book


def ignored_rows() -> Book:
    """Workings in rows with a star among the others: the machine skips them, and so does whoever reads the report."""
    book = Book("Calibri", 10, "#FFE699")
    page = book.page("KS Budget", TKR, A=3, B=34, C=14, D=14, E=14)
    page.text("B1", "Kommunstyrelsen budget 2023", bold=True, size=13)
    page.text("B2", "Tkr")
    columns = (
        Column(None), Column("Verksamhet"), Column("Bokslut 2021", actual(2021)), Column("Budget 2022", budget(2022)),
        Column("Budget 2023", budget(2023)),
    )  # fmt: skip
    table = Table(page, 4, columns, named="B", fill=book.fill)
    for name in WORK["Kommunstyrelsen"]:
        table.line(name, None, tkr(name, 2021, "actual"), tkr(name, 2022), tkr(name, 2023))
        page.text(f"A{table.row}", "*", **GREY)
        page.text(f"B{table.row}", "%getcell(konto 30-89)", **GREY)
        table.row += 1
    table.total("Summa")
    page.hidden_rows = {6, 8, 10, 12}
    return book


def with_checks() -> Book:
    """Codes over the columns in a hidden row, checks that say OK to the right, budget versions by their codes."""
    book = Book("Arial", 9, "#DDEBF7")
    page = book.page("Budget 2024", TKR, A=8, B=30, C=14, D=14, E=14, F=9)
    page.text("B1", "Tekniska nämnden – inläsning av budget", bold=True, size=12)
    page.text("B2", "Belopp i tusental (tkr)")
    tags(page, 3, "", "BV23", "BV24", "PL25", "")
    page.hidden_rows = {3}
    columns = (
        Column("Ansvar", why="code"), Column("Benämning"), Column("Budget 2023", budget(2023)),
        Column("Budget 2024", budget(2024)), Column("Plan 2025", plan(2025)), Column("Kontroll"),
    )  # fmt: skip
    table = Table(page, 4, columns, named="B", fill=book.fill)
    for code, name in enumerate(WORK["Tekniska nämnden"], 51):
        table.line(name, code * 100, tkr(name, 2023), tkr(name, 2024), tkr(name, 2025), "OK")
    table.total("Summa")
    page.text(f"B{table.row + 1}", "Antal fel: 0")
    return book


CASES = (
    Case("17a-excelerator-control.xlsx", with_control),
    Case("17b-excelerator-rows.xls", ignored_rows, LIBREOFFICE),
    Case("17c-excelerator-checks.xlsx", with_checks, "openpyxl"),
)
