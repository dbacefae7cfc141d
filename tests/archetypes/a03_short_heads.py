"""3, more: headings as they are shortened: years of two digits, 'Utf', 'Progn', 'Avv.', the measure over the years."""

from __future__ import annotations

from tests.archetypes.a03_two_rows import upper
from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import NAMNDER, tkr
from tests.archetypes.table import TKR, Column, Table
from tests.archetypes.truth import actual, budget, deviation, forecast, plan


def short_years() -> Book:
    """Two digits to a year, as wide as the columns allow; which century the title says."""
    book = Book("Arial", 9, "#DDEBF7")
    page = book.page("Upf aug", TKR, A=30, **dict.fromkeys("BCDEFG", 9.0))
    page.text("A1", "Uppföljning nämnder augusti 2022 (tkr)", bold=True, size=12)
    columns = (
        Column("Nämnd"), Column("Bokslut -21", actual(2021)), Column("Bu 22", budget(2022)),
        Column("Utf aug -22", actual(2022)), Column("Progn 22", forecast(2022)),
        Column("Avv.", deviation(2022), formula="C-E"), Column("Avv. %", fmt="0.0%", formula="F/C", why="per cent"),
    )  # fmt: skip
    table = Table(page, 3, columns, fill=book.fill)
    for name in NAMNDER:
        paid = tkr(name, 2022, "actual")
        table.line(name, tkr(name, 2021, "actual"), tkr(name, 2022), paid * 2 // 3, tkr(name, 2022, "forecast"))
    table.total("S:a nämnder")
    return book


def measure_over_year() -> Book:
    """The measure on top, merged over its years; the years below, one of them twice."""
    book = Book("Calibri", 10, "#E2EFDA")
    page = book.page("Flerårsplan", TKR, A=30, **dict.fromkeys("BCDEFGH", 11.0))
    page.text("A1", "Flerårsplan nämndernas ramar", bold=True, size=13)
    page.text("A2", "Tkr")
    upper(page, 4, book.fill, ("B:C", "Bokslut"), ("D", "Prognos"), ("E:F", "Budget"), ("G:H", "Plan"))
    told = (actual(2021), actual(2022), forecast(2023), budget(2023), budget(2024), plan(2025), plan(2026))
    table = Table(page, 5, (Column("Nämnd"), *(Column(says.year, says) for says in told)), fill=book.fill)
    for name in NAMNDER:
        table.line(name, *(tkr(name, says.year or 0, says.measure) for says in told))
    table.total("Totalt")
    return book


def slanted() -> Book:
    """Heading cells that hold more than a heading: a unit, a decision's number and a line break."""
    book = Book("Calibri", 11, "#FFF2CC")
    page = book.page("Beslut", TKR, A=32, **dict.fromkeys("BCDE", 15.0))
    page.heights[3] = 60
    page.text("A1", "Driftramar efter kommunfullmäktiges beslut", bold=True, size=13)
    columns = (
        Column("Nämnd/\nbelopp i tkr"),
        Column("Bokslut\n2022", actual(2022)),
        Column("Budget 2023\nKF 2022-11-21\n§ 142", budget(2023)),
        Column("Justerad\nbudget 2023\nKF 2023-04-24", budget(2023, version="revised")),
        Column("Budget 2024\n(KS förslag)", budget(2024, version="proposal")),
    )
    table = Table(page, 3, columns, fill=book.fill)
    for number, name in enumerate(NAMNDER):
        decided = tkr(name, 2023)
        table.line(name, tkr(name, 2022, "actual"), decided, decided + number % 3 * 250, tkr(name, 2024))
    table.total("Summa driftramar")
    return book


CASES = (
    Case("03f-years-of-two-digits.xlsx", short_years),
    Case("03g-measure-over-year.ods", measure_over_year, LIBREOFFICE),
    Case("03h-headings-with-decisions.xlsx", slanted, "openpyxl"),
)
