"""5 and 6, more: quarters and thirds of a year, shares and kronor per inhabitant among the amounts."""

from __future__ import annotations

from decimal import Decimal

from tests.archetypes.a03_two_rows import upper
from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import WORK, tkr
from tests.archetypes.table import MKR, TENTHS, TKR, Column, Odd, Table
from tests.archetypes.truth import Says, actual, budget, deviation, forecast

QUARTERS = ("202301-202303", "202304-202306", "202307-202309", "202310-202312")


def quarters() -> Book:
    """Four quarters of two years under merged years, 'kkr' for thousands."""
    book = Book("Arial", 10, "#FCE4D6")
    page = book.page("Kvartal", TKR, A=28, **dict.fromkeys("BCDEFGHIJK", 9.5))
    page.text("A1", "Tekniska nämnden, kostnader per kvartal", bold=True, size=13)
    page.text("A2", "Belopp i kkr")
    upper(page, 4, book.fill, ("B:F", "2022"), ("G:K", "2023"))
    columns = [Column("Verksamhet")]
    for year, added in ((2022, "B+C+D+E"), (2023, "G+H+I+J")):
        spans = [each.replace("2023", str(year)) for each in QUARTERS]
        columns += [Column(f"Kv {at}", Says(year, "", "cost", period=span)) for at, span in enumerate(spans, 1)]
        columns.append(Column("Helår", Says(year, "", "cost"), formula=added))
    table = Table(page, 5, columns, fill=book.fill)
    for name in WORK["Tekniska nämnden"]:
        table.line(name, *(tkr(name, year, f"kv{at}") // 4 for year in (2022, 2023) for at in range(1, 5)))
    table.total("Summa")
    return book


def thirds() -> Book:
    """The interim report: 'T2 2023', a share and kronor per inhabitant as rows among the millions."""
    book = Book("Georgia", 10, "#DDEBF7")
    page = book.page("Delårsbokslut", MKR, A=40, **dict.fromkeys("BCDEF", 12.0))
    page.text("A1", "Delårsbokslut T2 2023, resultat och nyckeltal", bold=True, size=13)
    page.text("F2", "Mkr", align="right", italic=True)
    columns = (
        Column(None), Column("Utfall T2 2023", actual(2023), TENTHS), Column("Utfall T2 2022", actual(2022), TENTHS),
        Column("Prognos 2 2023", forecast(2023), TENTHS), Column("Budget 2023", budget(2023), TENTHS),
        Column("Avvikelse prognos/budget", deviation(2023), TENTHS, formula="D-E"),
    )  # fmt: skip
    table = Table(page, 3, columns, fill=book.fill)
    for name, year in (("Nettokostnader", "-1412.6"), ("Skatteintäkter", "1098.3"), ("Generella statsbidrag", "372.4")):
        whole = Decimal(year)
        parts = (whole * share / 100 for share in (66, 63, 99))
        table.line(name, *(each.quantize(Decimal("0.1")) for each in parts), whole)
    table.line("Finansnetto", Decimal("-3.2"), Decimal("-4.1"), Decimal("-6.0"), Decimal("-5.5"))
    table.total("Årets resultat")
    table.skip()
    row = table.row
    page.text(f"A{row}", "Nettokostnadsandel, %")
    page.text(f"A{row + 1}", "Resultat per invånare, kr")
    page.text(f"A{row + 2}", "Antal invånare")
    for at, share, each, heads in (
        ("B", "95.9", 921, 40_391), ("C", "97.2", 640, 40_102), ("E", "96.4", 1_290, 40_300),
    ):  # fmt: skip
        page.no_amount(f"{at}{row}", Decimal(share), "per cent", fmt="0.0")
        doubt = "doubt: kronor per inhabitant are money but no budget amount"
        page.no_amount(f"{at}{row + 1}", each, doubt, fmt="#,##0")
        page.no_amount(f"{at}{row + 2}", heads, "inhabitants", fmt="#,##0")
    return book


def volumes() -> Book:
    """How a school budget is made: children times a price per child, in kronor, comes to thousands."""
    book = Book("Calibri", 11, "#FFF2CC")
    page = book.page("Resursfördelning", TKR, A=30, **dict.fromkeys("BCDEFG", 13.0))
    page.text("A1", "Resursfördelning barn- och utbildningsnämnden 2024", bold=True, size=13)
    page.text("A2", "Ersättning i kronor per barn/elev, budget i tkr")
    columns = (
        Column("Verksamhet"), Column("Antal barn/elever 2023", why="a count", fmt="#,##0", counts=True),
        Column("Antal barn/elever 2024", why="a count", fmt="#,##0", counts=True), Column("Ersättning per barn, kr"),
        Column("Budget 2023, tkr", budget(2023)), Column("Budget 2024, tkr", budget(2024)),
        Column("Förändring, tkr", Says(2024, "change"), formula="F-E"),
    )  # fmt: skip
    table = Table(page, 4, columns, fill=book.fill)
    for name, before, after, price in (
        ("Förskola 1–3 år", 812, 798, 158_400), ("Förskola 4–5 år", 640, 655, 121_900),
        ("Fritidshem", 1_530, 1_502, 34_250), ("Grundskola F–6", 2_905, 2_871, 86_700),
        ("Grundskola 7–9", 1_240, 1_262, 99_350),
    ):  # fmt: skip
        paid = Odd(price, "doubt: a price per child is money but no budget amount", "#,##0")
        table.line(name, before, after, paid, before * price * 97 // 100_000, after * price // 1000)
    table.total("Summa")
    return book


CASES = (
    Case("05e-quarters.xls", quarters, LIBREOFFICE),
    Case("06e-interim-with-shares.xlsx", thirds),
    Case("08e-volumes-and-prices.xlsx", volumes),
)
