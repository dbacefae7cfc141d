"""3. Years across under a header of two or three rows: merged years, years written twice, revenue and cost on top."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book, Page
from tests.archetypes.kommun import NAMNDER, WORK, comma, mkr, tkr
from tests.archetypes.table import MKR, TENTHS, TKR, WHOLE, Column, Table, Typed
from tests.archetypes.truth import Says, actual, budget, deviation, forecast, plan

HEAD: dict[str, Any] = {"bold": True, "align": "center", "bottom": 1}
DASHED = '#,##0;-#,##0;"–"'


def upper(page: Page, row: int, fill: str, *areas: tuple[str, str | int]) -> None:
    """The row over the header: each text merged over its columns."""
    for columns, text in areas:
        first, _, last = columns.partition(":")
        if last:
            page.merge(f"{first}{row}:{last}{row}", text, fill=fill, **HEAD)
        else:
            page.text(f"{first}{row}", text, fill=fill, **HEAD)


def merged_years() -> Book:
    """Net cost by committee, costs negative, so that minus in a deviation is worse than budget."""
    book = Book("Arial", 10, "#DDEBF7")
    page = book.page("Driftredovisning", TKR, A=32, **dict.fromkeys("BCDEFG", 12.0))
    page.text("A1", "Nettokostnad per nämnd, bokslut och prognos", bold=True, size=14)
    page.text("A2", "Belopp i tkr. Plus i avvikelse är bättre än budget.", italic=True)
    upper(page, 4, book.fill, ("B:D", 2021), ("E:G", 2022))
    columns = [Column("Nämnd")]
    for year, told, name, letters in ((2021, actual(2021), "Bokslut", "CB"), (2022, forecast(2022), "Prognos", "FE")):
        columns += [
            Column("Budget", budget(year, nature="net")),
            Column(name, told.but(nature="net")),
            Column("Avvikelse", deviation(year, nature="net"), formula=f"{letters[0]}-{letters[1]}"),
        ]
    table = Table(page, 5, columns, fill=book.fill)
    for name in NAMNDER:
        table.line(
            name, -tkr(name, 2021), -tkr(name, 2021, "actual"), -tkr(name, 2022), -tkr(name, 2022, "forecast"),
        )  # fmt: skip
    table.total("Summa nämnder")
    page.text("A19", "Källa: Raindance 2022-09-07", size=9)
    return book


def doubled_year() -> Book:
    """Nacka's frame: '2013' stands twice, and only the row below says which is the budget."""
    book = Book()
    page = book.page("Tabell 1", MKR, A=38, **dict.fromkeys("BCDEF", 10.0))
    page.text("A1", "Tabell 1; budgetram 2014–2016 (miljoner kronor)", bold=True)
    for at, year in zip("BCDEF", (2013, 2013, 2014, 2015, 2016), strict=True):
        page.text(f"{at}3", year, fill=book.fill, **HEAD)
    columns = (
        Column("Verksamhet"), Column("Budget", budget(2013), TENTHS), Column("Prognos", forecast(2013), TENTHS),
        Column("Budget", budget(2014), TENTHS), Column("Plan", plan(2015), TENTHS), Column("Plan", plan(2016), TENTHS),
    )  # fmt: skip
    table = Table(page, 4, columns)
    for name in ("Stadsledningskontor", "Politisk organisation", "Näringsliv", "Södertörns brandförsvar", "Trygghet"):
        kinds = ((2013, "budget"), (2013, "forecast"), (2014, "budget"), (2015, "budget"), (2016, "budget"))
        table.line(name, *(mkr(name, year, kind) for year, kind in kinds))
    table.total("Summa ram")
    page.text("A12", "Indexuppräkning 2,3 % per år 2015 och 2016.", size=9, italic=True)
    return book


def three_rows() -> Book:
    """Revenue, cost and net on top, budget and outcome under them; the year in the title."""
    book = Book("Calibri", 10, "#C6E0B4")
    page = book.page("Drift BUN", TKR, A=8, B=28, **dict.fromkeys("CDEFGHIJ", 11.0))
    page.text("A1", "Barn- och utbildningsnämnden, driftredovisning 2022", bold=True, size=13)
    page.text("J2", "tkr", align="right", italic=True)
    upper(page, 4, book.fill, ("C:J", "Januari–december"))
    upper(page, 5, book.fill, ("C:D", "Intäkter"), ("E:F", "Kostnader"), ("G:J", "Netto"))
    natures = ("revenue", "revenue", "cost", "cost")
    columns = [Column("Kod", why="activity code"), Column("Verksamhet")]
    for nature, (name, says) in zip(natures, (("Budget", budget(2022)), ("Utfall", actual(2022))) * 2, strict=True):
        columns.append(Column(name, says.but(nature=nature)))
    columns += [
        Column("Budget", budget(2022, nature="net"), formula="C-E"),
        Column("Utfall", actual(2022, nature="net"), formula="D-F"),
        Column("Avvikelse", deviation(2022, nature="net"), formula="H-G"),
        Column("Avv %", fmt="0.0%", formula="I/G", why="per cent"),
    ]
    table = Table(page, 6, columns, named="B", fill=book.fill)
    for code, name in enumerate(WORK["Barn- och utbildningsnämnden"], 400):
        cost, income = tkr(name, 2022), tkr(name, 2022) // 9
        table.line(name, code, income, income + code % 7 * 13, cost, tkr(name, 2022, "actual"))
    table.total("Summa")
    return book


def nature_and_year() -> Book:
    """Västervik's: texts with a true minus and no-break spaces, a committee above its activities."""
    book = Book("Georgia", 10, "#FFF2CC")
    page = book.page("Bilaga 2", MKR, A=34, **dict.fromkeys("BCDEFGH", 11.0))
    page.text("A1", "Driftredovisning 2021", bold=True, size=14)
    page.text("H2", "Belopp i mnkr", align="right", italic=True)
    upper(page, 4, book.fill, ("B:C", "Intäkter"), ("D:E", "Kostnader"), ("F", "Nettokostnad"), ("G", "Budget"))
    upper(page, 4, book.fill, ("H", "Avvikelse"))
    told = (
        actual(2020, nature="revenue"), actual(2021, nature="revenue"), actual(2020, nature="cost"),
        actual(2021, nature="cost"), actual(2021, nature="net"), budget(2021), deviation(2021),
    )  # fmt: skip
    years = (2020, 2021, 2020, 2021, 2021, 2021, 2021)
    columns = [Column(None), *(Column(year, says, TENTHS) for year, says in zip(years, told, strict=True))]
    table = Table(page, 5, columns, fill=book.fill)
    for committee in ("Kommunstyrelsen", "Socialnämnden", "Kultur- och fritidsnämnden"):
        rows = {name: figures(name) for name in WORK[committee]}
        sums = [sum(each, Decimal(0)) for each in zip(*rows.values(), strict=True)]
        texts(table, committee, sums, role="subtotal", bold=True, fill="#FFF9E5")
        for name, amounts in rows.items():
            texts(table, f"   • {name}", amounts, name=name)
    return book


def figures(name: str) -> list[Decimal]:
    income, before = mkr(name, 2021) / 8, mkr(name, 2020) / 8
    income, before = income.quantize(Decimal("0.1")), before.quantize(Decimal("0.1"))
    cost = -mkr(name, 2021, "actual")
    wanted = -(mkr(name, 2021) - income)
    return [before, income, -mkr(name, 2020, "actual"), cost, income + cost, wanted, income + cost - wanted]


def texts(table: Table, label: str, amounts: list[Decimal], **more: Any) -> None:
    typed = (Typed(each, "-" if not each else comma(each, minus="\u2212")) for each in amounts)
    table.line(label, *typed, **more)


def halves() -> Book:
    """Years on top written once over two columns, not merged; a blank column stands between the years."""
    book = Book("Arial", 9, "#EDEDED")
    page = book.page("Ram", TKR, A=32, **dict.fromkeys("BCDEFGH", 11.0))
    page.text("A1", "Kommunbidrag per nämnd (tkr)", bold=True, size=12)
    for at, year in (("B", 2023), ("E", 2024), ("H", 2025)):
        page.text(f"{at}3", f"År {year}", bold=True)
    pair = (("Ram", Says(measure="budget", nature="appropriation")), ("varav nya medel", Says(measure="budget")))
    columns = [Column("Nämnd")]
    for year in (2023, 2024):
        columns += [Column(name, says.but(year=year), DASHED) for name, says in pair] + [Column(None)]
    columns.append(Column("Ram", pair[0][1].but(year=2025), WHOLE))
    table = Table(page, 4, columns, fill=book.fill)
    for name in NAMNDER:
        new = 0 if len(name) % 3 == 0 else tkr(name, 2022) // 90
        table.line(name, tkr(name, 2023), new, None, tkr(name, 2024), new // 2, None, tkr(name, 2025))
    table.total("Summa kommunbidrag")
    return book


CASES = (
    Case("03a-merged-years.xlsx", merged_years),
    Case("03b-doubled-year.xlsx", doubled_year, "openpyxl"),
    Case("03c-three-header-rows.xls", three_rows, LIBREOFFICE),
    Case("03d-nature-over-year-text.xlsx", nature_and_year),
    Case("03e-years-not-merged.xlsx", halves),
)
