"""19. Investments: the project's whole budget beside the year's, years of start and finish, one card per project."""

from __future__ import annotations

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.table import KR, TKR, Column, Odd, Table
from tests.archetypes.truth import Says, actual, budget, change, deviation, forecast, plan

PROJECTS: tuple[tuple[str, str, int, int, int, int, int], ...] = (
    # number, name, whole budget, spent before, this year's, brought forward, spent this year
    ("10214", "Ny förskola Ängen", 62_500, 14_310, 31_000, 2_190, 28_455),
    ("10220", "Ombyggnad Centralskolan, etapp 2", 18_000, 9_880, 8_120, 0, 8_004),
    ("10231", "Räddningsstation", 94_000, 2_015, 40_000, 5_985, 12_730),
    ("20108", "Gång- och cykelväg Storgatan", 8_500, 0, 3_400, 0, 3_612),
    ("20115", "Beläggningsprogram 2022", 6_000, 0, 6_000, 410, 6_388),
    ("30002", "IT-plattform skola", 4_200, 2_100, 2_100, -300, 1_795),
)


def ongoing() -> Book:
    """Nine columns of money, three of them over all the years of the project; its number in front."""
    book = Book("Arial", 9, "#DDEBF7")
    page = book.page("Investeringar", TKR, A=9, B=36, **dict.fromkeys("CDEFGHIJ", 12.0))
    page.heights[4] = 40
    page.text("A1", "Investeringsredovisning 2022", bold=True, size=14)
    page.text("A2", "Belopp i tkr")
    whole = Says(None, "budget", period="")
    columns = (
        Column("Projekt", why="project number"), Column("Benämning"), Column("Total budget", whole),
        Column("T.o.m. föreg. år", Says(None, "actual")), Column("Årets budget", budget(2022)),
        Column("Ombudgeterat", Says(2022)), Column("Årets utfall", actual(2022)), Column("Prognos", forecast(2022)),
        Column("Slutprognos total", Says(None, "forecast")), Column("Avvikelse", deviation(None), formula="C-I"),
    )  # fmt: skip
    table = Table(page, 4, columns, named="B", fill=book.fill)
    for number, name, total, before, year, brought, paid in PROJECTS:
        final = total + (paid - year) // 3
        table.line(name, number, total, before, year, brought, paid, paid + 350, final)
    table.total("Summa investeringar")
    return book


def planned() -> Book:
    """The plan: years across with a total, the year it is finished and the depreciation time beside the money."""
    book = Book("Calibri", 10, "#FFF2CC")
    page = book.page("Investeringsplan", TKR, A=34, B=10, **dict.fromkeys("CDEFGHI", 11.0))
    page.text("A1", "Investeringsplan 2023–2027 (tkr)", bold=True, size=14)
    told = (budget(2023), plan(2024), plan(2025), plan(2026), plan(2027))
    columns = [Column("Projekt"), Column("Klart år", why="year of completion", fmt="0")]
    columns += [Column(says.year, says) for says in told]
    columns += [
        Column("Totalt", Says(), formula="C+D+E+F+G", across=True),
        Column("Avskrivningstid, år", why="years of depreciation", fmt="0"),
    ]
    table = Table(page, 3, columns, fill=book.fill)
    for heading, rows in (
        ("Skattefinansierade", (("Ny förskola Ängen", 2024, 24_000, 31_500, None, None, None, 33),
                                ("Simhall, nybyggnad", 2027, 2_000, 8_000, 96_000, 140_000, 54_000, 50))),
        ("Avgiftsfinansierade (VA)", (("Vattenverk Norrsjön", 2026, 6_500, 22_000, 22_000, 9_500, None, 40),
                                      ("Reinvestering ledningsnät", None, 12_000, 12_000, 12_500, 12_500, 13_000, 50))),
    ):  # fmt: skip
        table.group(heading)
        first = table.row
        for name, ready, *amounts, years in rows:
            table.line(str(name), ready, *amounts, years)
        table.total(f"Summa {heading.partition(' ')[0].lower()}", range(first, table.row), role="subtotal")
    table.total("Summa investeringar", table.sums)
    return book


def cards() -> Book:
    """A card per project: questions and answers, with amounts, dates, floor space and a number to call."""
    book = Book("Calibri", 11, "#E2EFDA")
    page = book.page("Projektkort", KR, A=40, B=18)
    page.text("A1", "Projektkort investering 2022", bold=True, size=14)
    row = 3
    for number, name, total, before, year, _, paid in PROJECTS[:3]:
        page.merge(f"A{row}:B{row}", f"{number} {name}", bold=True, fill=book.fill)
        columns = (Column(None), Column(None, Says()))
        table = Table(page, row + 1, columns, heads=False)
        table.line("Beslutad totalutgift, kr", total * 1000, says=Says(None, "budget"))
        table.line("Upparbetat till och med 2021, kr", before * 1000, says=Says(2021, "actual"))
        table.line("Budget 2022, kr", year * 1000, says=budget(2022))
        table.line("Utfall 2022, kr", paid * 1000, says=actual(2022))
        table.line("Avvikelse 2022, kr", (year - paid) * 1000, says=deviation(2022))
        table.line("Bruttoarea, m²", Odd(1_240 + len(name) * 10, "floor space", "#,##0"))
        table.line("Färdigställande, år", Odd(2023, "year of completion", "0"))
        table.line("Färdigt, andel", Odd(65, "per cent", '0" %"'))
        row = table.row + 1
    return book


def by_year() -> Book:
    """This year against last, and what changed, per kind of investment."""
    book = Book("Arial", 10, "#D9D9D9")
    page = book.page("Investeringar per slag", TKR, A=32, B=14, C=14, D=14, E=30)
    page.text("A1", "Investeringar per slag, tkr", bold=True, size=13)
    columns = (
        Column("Slag"), Column("Utfall 2021", actual(2021)), Column("Utfall 2022", actual(2022)),
        Column("Förändring 2021–2022", change(2022), formula="C-B"), Column("Kommentar"),
    )  # fmt: skip
    table = Table(page, 3, columns, fill=book.fill)
    for name, before, after, comment in (
        ("Fastigheter", 71_204, 88_950, "Förskolan Ängen, 24 mkr"), ("Gator och vägar", 12_340, 9_871, None),
        ("Inventarier", 8_002, 7_640, "Inköp 2020 flyttades"), ("Exploatering", -3_215, -12_480, "Tomter, 18 st"),
    ):  # fmt: skip
        table.line(name, before, after, comment)
    table.total("Summa")
    return book


CASES = (
    Case("19a-investments-ongoing.xlsx", ongoing),
    Case("19b-investment-plan.ods", planned, LIBREOFFICE),
    Case("19c-project-cards.xlsx", cards),
    Case("19d-investments-by-kind.xlsx", by_year, "openpyxl"),
)
