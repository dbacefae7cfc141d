"""5. Months across: terms between them, months to come left blank, accumulated and full-year columns to the right."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.archetypes.a03_two_rows import upper
from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import WORK, tkr
from tests.archetypes.table import KR, TKR, Column, Table
from tests.archetypes.truth import Says, actual, budget, deviation, forecast

NAMES = ("Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec")
DASHED = '#,##0;[Red]-#,##0;"–"'


def month(year: int, number: int) -> str:
    return f"{year}{number:02}"


def spread(name: str, year: int, number: int, kind: str = "budget") -> int:
    """A month's part of the year: July is low, December high."""
    return tkr(name, year, f"{kind}{number}") * (70 if number == 7 else 96 if number == 12 else 83) // 1000


def terms() -> Book:
    """Follow-up per April: months, terms, then accumulated, forecast and deviation in tkr and per cent."""
    book = Book("Arial", 9, "#DDEBF7")
    page = book.page("Uppföljning", TKR, A=28, **dict.fromkeys("BCDEFGHIJKLMNOPQRSTUV", 9.0))
    page.text("A1", "Socialnämnden – uppföljning per april 2022", bold=True, size=14)
    page.text("A2", "Belopp i tkr, nettokostnad", italic=True)
    upper(page, 4, book.fill, ("B:P", "Utfall per månad"), ("Q:S", "Ackumulerat april"), ("T:W", "Helår 2022"))
    columns: list[Column] = [Column("Program")]
    for term, letters in enumerate(("B:E", "G:J", "L:O"), 1):
        months = range(term * 4 - 3, term * 4 + 1)
        columns += [Column(NAMES[each - 1], actual(2022, period=month(2022, each)), DASHED) for each in months]
        first, last = letters.split(":")
        between = "+".join(chr(each) for each in range(ord(first), ord(last) + 1))
        span = f"{month(2022, months[0])}-{month(2022, months[-1])}"
        columns.append(Column(f"T{term}", actual(2022, period=span), DASHED, formula=between))
    to_april = "202201-202204"
    columns += [
        Column("Utfall", actual(2022, period=to_april), formula="B+C+D+E"),
        Column("Budget", budget(2022, period=to_april)),
        Column("Avvikelse", deviation(2022, "period_budget", period=to_april), formula="R-Q"),
        Column("Budget", budget(2022)),
        Column("Prognos", forecast(2022)),
        Column("Avvikelse", deviation(2022), formula="T-U"),
        Column("Avv %", fmt="0.0%", formula="V/T", why="per cent"),
    ]
    table = Table(page, 5, columns, fill=book.fill)
    for name in WORK["Socialnämnden"]:
        paid = [spread(name, 2022, each, "actual") for each in range(1, 5)]
        phased = sum(spread(name, 2022, each) for each in range(1, 5))
        table.line(name, *paid, *[None] * 8, phased, tkr(name, 2022), tkr(name, 2022, "forecast"))
    table.total("Summa")
    return book


def dates() -> Book:
    """The phased budget under real dates shown as 'jan-23', the full year last."""
    book = Book("Calibri", 10, "#FCE4D6")
    page = book.page("Periodisering", TKR, A=30, **dict.fromkeys("BCDEFGHIJKLMN", 9.0))
    page.text("A1", "Periodiserad budget 2023, Barn- och utbildningsnämnden", bold=True, size=13)
    page.text("N2", "tkr", italic=True, align="right")
    for at in range(12):
        head: dict[str, Any] = {"bold": True, "fill": book.fill, "align": "center", "fmt": "mmm\\-yy"}
        page.text(f"{chr(66 + at)}4", date(2023, at + 1, 1), **head)
    columns = [Column(None), *(Column(None, budget(2023, period=month(2023, each + 1))) for each in range(12))]
    months = "+".join(chr(66 + at) for at in range(12))
    columns.append(Column(None, budget(2023, period="202301-202312"), formula=months))
    page.text("A4", "Verksamhet", bold=True, fill=book.fill)
    page.text("N4", "Helår", bold=True, fill=book.fill)
    table = Table(page, 5, columns, heads=False)
    for name in WORK["Barn- och utbildningsnämnden"]:
        table.line(name, *(spread(name, 2023, each) for each in range(1, 13)))
    table.total("Totalt")
    return book


def numbers() -> Book:
    """Whole kronor by account under 202201…202206, as a system lists them; account numbers before the names."""
    book = Book("Courier New", 9, "#EDEDED")
    page = book.page("Rapport", KR, A=8, B=34, **dict.fromkeys("CDEFGHI", 12.0))
    page.text("A1", "Ansvar 3120 Fritidsgårdar", bold=True)
    page.text("A2", "Utfall per konto, kr")
    columns = [Column("Konto", why="account"), Column("Kontonamn")]
    columns += [Column(int(month(2022, each)), actual(2022, period=month(2022, each))) for each in range(1, 7)]
    columns.append(Column("Ack", actual(2022, period="202201-202206"), formula="C+D+E+F+G+H"))
    table = Table(page, 4, columns, named="B", fill=book.fill)
    for code, name in (
        (3411, "Avgifter och entréer"), (5011, "Månadslöner"), (5611, "Arbetsgivaravgifter"), (6001, "Lokalhyra"),
        (6411, "Förbrukningsmaterial"), (6890, "Övriga tjänster"), (7051, "Resor och logi"),
    ):  # fmt: skip
        sign = -1 if code < 4000 else 1
        table.line(name, code, *(sign * spread(name, 2022, each, "actual") * 137 for each in range(1, 7)))
    table.total("Summa")
    return book


def in_threes() -> Book:
    """Three rows to each committee: budget, outcome and deviation, the committee written once over them."""
    book = Book("Calibri", 11, "#E2EFDA")
    page = book.page("Månadsrapport", TKR, A=30, B=11, **dict.fromkeys("CDEFGH", 10.0))
    page.text("A1", "Månadsrapport juni 2022", bold=True, size=14)
    page.text("A2", "Tkr. Nettokostnader redovisas som positiva belopp.")
    columns = [Column("Nämnd"), Column("Avser")]
    columns += [Column(NAMES[each], Says(2022, period=month(2022, each + 1))) for each in range(6)]
    columns.append(Column("Ack", Says(2022, period="202201-202206"), formula="C+D+E+F+G+H"))
    table = Table(page, 4, columns, named="B", fill=book.fill)
    for name in ("Kommunstyrelsen", "Socialnämnden", "Tekniska nämnden", "Kultur- och fritidsnämnden"):
        page.merge(f"A{table.row}:A{table.row + 2}", name, bold=True)
        wanted = [spread(name, 2022, each) for each in range(1, 7)]
        paid = [spread(name, 2022, each, "actual") for each in range(1, 7)]
        table.line("Budget", None, *wanted, name=name, says=budget(None))
        table.line("Utfall", None, *paid, name=name, says=actual(None))
        left = (before - after for before, after in zip(wanted, paid, strict=True))
        table.line("Avvikelse", None, *left, name=name, says=deviation(None, ""), italic=True)
    return book


CASES = (
    Case("05a-months-and-terms.xlsx", terms),
    Case("05b-months-as-dates.xlsx", dates, "openpyxl"),
    Case("05c-months-as-numbers.xls", numbers, LIBREOFFICE),
    Case("05d-rows-in-threes.xlsx", in_threes),
)
