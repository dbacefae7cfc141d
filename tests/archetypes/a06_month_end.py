"""6. The month-end report: outcome this year and last, phased budget, forecast and two columns called deviation."""

from __future__ import annotations

from decimal import Decimal

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import NAMNDER, mkr, tkr
from tests.archetypes.table import MKR, TENTHS, TKR, Column, Table
from tests.archetypes.truth import actual, budget, deviation, forecast

POSTS = (
    ("Externa intäkter", Decimal("416.6")), ("Verksamhetens kostnader", Decimal("-2395.0")),
    ("Realisationsvinster", Decimal("16.9")), ("Avskrivningar", Decimal("-73.2")),
)  # fmt: skip
FINANCE = (("Skatteintäkter", Decimal("2108.4")), ("Utjämning", Decimal("-211.8")), ("Finansnetto", Decimal("-19.5")))


def part(amount: Decimal, percent: int) -> Decimal:
    return (amount * percent / 100).quantize(Decimal("0.1"))


def nacka() -> Book:
    """Costs negative, headings that break in the middle of a word, one deviation of the period and one of the year."""
    book = Book("Arial", 10, "#DDEBF7")
    page = book.page("April", MKR, A=32, **dict.fromkeys("BCDEFGH", 11.0))
    page.heights[4] = 45
    page.text("A1", "Månadsbokslut april 2010", bold=True, size=14)
    page.text("A2", "Stadsledningskontoret, 2010-05-20")
    columns = (
        Column("Mkr"),
        Column("Utfall\n2009-04", actual(2009), TENTHS),
        Column("Utfall\n2010-04", actual(2010), TENTHS),
        Column("Periodiserad\nbudget\n2010-04", budget(2010), TENTHS),
        Column("Avvikelse\nmot per.\nbudget", deviation(2010, "period_budget"), TENTHS, formula="C-D"),
        Column("Års-\nprognos\n2010", forecast(2010, period="201001-201012"), TENTHS),
        Column("Årsbudget\n2010", budget(2010, period="201001-201012"), TENTHS),
        Column("Avvikel-\nse", deviation(2010), TENTHS, formula="F-G"),
    )
    table = Table(page, 4, columns, fill=book.fill)
    for name, year in POSTS:
        table.line(name, part(year, 32), part(year, 34), part(year, 33), part(year, 101), year)
    net = table.total("Verksamhetens nettokostnader", role="subtotal")
    rows = [net]
    for name, year in FINANCE:
        rows.append(table.line(name, part(year, 31), part(year, 33), part(year, 34), part(year, 99), year))
    table.total("Resultat", rows)
    page.text("A14", "+ är bättre och – sämre än budget.", size=9, italic=True)
    return book


def two_tables() -> Book:
    """Piteå's: ten months beside full years, then the same committees compared with an earlier report."""
    book = Book("Times New Roman", 11, "#FFE699")
    page = book.page("Månadsrapport", TKR, A=32, **dict.fromkeys("BCDEF", 13.0))
    page.text("A1", "Månadsrapport oktober 2013 (tkr)", bold=True, size=13)
    columns = (
        Column(None),
        Column("Jan–Okt 2013", actual(2013, period="201301-201310")),
        Column("Jan–Okt 2012", actual(2012, period="201201-201210")),
        Column("Prognos helår 2013", forecast(2013)),
        Column("Budget helår 2013", budget(2013)),
        Column("Utfall helår 2012", actual(2012)),
    )
    table = Table(page, 3, columns, fill=book.fill)
    for name in NAMNDER[4:]:
        shown = f"{name} *" if name == "Socialnämnden" else name
        paid, before = tkr(name, 2013, "actual"), tkr(name, 2012, "actual")
        table.line(
            shown, paid * 82 // 100, before * 83 // 100, tkr(name, 2013, "forecast"), tkr(name, 2013), before,
            name=name,
        )  # fmt: skip
    table.total("Totalt")
    page.text(f"A{table.row}", "* Inklusive flyktingmottagning, 43 platser.", size=9)
    page.text(f"A{table.row + 2}", "Helårsprognos i oktober jämfört med prognos i augusti", bold=True)
    compared = (
        Column(None),
        Column("Prognos okt 2013", forecast(2013)),
        Column("Prognos aug 2013", forecast(2013)),
        Column("Förändring", deviation(2013, "forecast"), formula="B-C"),
    )
    table = Table(page, table.row + 3, compared, fill=book.fill)
    for name in NAMNDER[4:]:
        table.line(name, tkr(name, 2013, "forecast"), tkr(name, 2013, "earlier"))
    table.total("Totalt")
    return book


def income_statement() -> Book:
    """A result with a column of notes, the title of last month left standing."""
    book = Book("Calibri", 11, "#D0CECE")
    page = book.page("Resultaträkning", MKR, A=36, B=6, **dict.fromkeys("CDEF", 12.0))
    page.text("A1", "Resultaträkning april 2010", bold=True, size=14)
    page.text("A2", "Delårsrapport per 31 maj 2010")
    page.text("F3", "Mkr", align="right", italic=True)
    columns = (
        Column(None),
        Column("Not", why="number of a note", fmt="0"),
        Column("Utfall maj 2010", actual(2010), TENTHS),
        Column("Utfall maj 2009", actual(2009), TENTHS),
        Column("Budget 2010", budget(2010), TENTHS),
        Column("Bokslut 2009", actual(2009, period="200901-200912"), TENTHS),
    )
    table = Table(page, 4, columns, fill=book.fill)
    for note, (name, year) in enumerate(POSTS[:2], 1):
        table.line(name, note, part(year, 41), part(year, 40), year, part(year, 97))
    table.line(POSTS[3][0], 3, part(POSTS[3][1], 42), part(POSTS[3][1], 41), POSTS[3][1], part(POSTS[3][1], 96))
    net = table.total("Verksamhetens nettokostnader", role="subtotal", top=0)
    rows = [net]
    for note, (name, year) in enumerate(FINANCE, 4):
        rows.append(table.line(name, note, part(year, 42), part(year, 41), year, part(year, 98)))
    table.total("Årets resultat", rows)
    return book


def by_committee() -> Book:
    """The page that goes to the board: deviation in per cent, a word on the cause, and arrows."""
    book = Book("Calibri", 10, "#BDD7EE")
    page = book.page("Nämndernas prognos", MKR, A=32, **dict.fromkeys("BCDEF", 11.0), G=7, H=52)
    page.text("A1", "Nämndernas helårsprognos efter augusti 2024", bold=True, size=13)
    page.text("A2", "Belopp i mnkr; avvikelse = budget minus prognos")
    columns = (
        Column("Nämnd"),
        Column("Utfall t.o.m. augusti 2024", actual(2024, period="202401-202408"), TENTHS),
        Column("Utfall t.o.m. augusti 2023", actual(2023, period="202301-202308"), TENTHS),
        Column("Årsbudget 2024", budget(2024), TENTHS),
        Column("Helårsprognos", forecast(2024), TENTHS),
        Column("Avvikelse", deviation(2024), TENTHS, formula="D-E"),
        Column("%", fmt="0.0%", formula="F/D", why="per cent"),
        Column("Kommentar"),
    )
    table = Table(page, 4, columns, fill=book.fill)
    causes = {"Socialnämnden": "Fler placeringar (14 mot budgeterade 9), 3 200 tkr.", "Valnämnden": "EU-val 2024."}
    for name in NAMNDER:
        paid, before = part(mkr(name, 2024, "actual"), 66), part(mkr(name, 2023, "actual"), 65)
        table.line(name, paid, before, mkr(name, 2024), mkr(name, 2024, "forecast"), causes.get(name))
    table.total("Summa nämnder")
    return book


CASES = (
    Case("06a-month-end-broken-headings.xlsx", nacka),
    Case("06b-month-report-two-tables.xlsx", two_tables, "openpyxl"),
    Case("06c-income-statement-notes.xls", income_statement, LIBREOFFICE),
    Case("06d-board-page.xlsx", by_committee),
)
