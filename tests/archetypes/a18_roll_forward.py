"""18. Roll-forward: opening result, disposition, grant, revenue, cost, result of the year and closing result."""

from __future__ import annotations

from decimal import Decimal

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import NAMNDER, tkr
from tests.archetypes.table import MKR, TENTHS, TKR, Column, Table
from tests.archetypes.truth import Says, actual, budget

DASHED = '#,##0;-#,##0;"–"'


def helsingborg() -> Book:
    """The grand total first, footnote marks in the headings, their notes below."""
    book = Book("Georgia", 10, "#DDEBF7")
    page = book.page("Driftredovisning", TKR, A=32, **dict.fromkeys("BCDEFGH", 13.0))
    page.heights[4] = 45
    page.text("A1", "Driftredovisning 2016 med resultatöverföring", bold=True, size=13)
    page.text("H2", "tkr", align="right")
    columns = (
        Column("Nämnd"),
        Column("Ingående redovisat resultat 1)", Says(2016, version="opening")),
        Column("Disposition av resultat", Says(2016)),
        Column("Kommunbidrag 2)", budget(2016, nature="appropriation")),
        Column("Intäkter", actual(2016, nature="revenue")),
        Column("Kostnader", actual(2016, nature="cost")),
        Column("Årets resultat", actual(2016), formula="D+E-F"),
        Column("Utgående redovisat resultat", Says(2016, version="closing"), formula="B-C+G"),
    )
    table = Table(page, 4, columns, fill=book.fill)
    top = table.row
    table.row += 1
    for name in NAMNDER:
        grant, paid = tkr(name, 2016), tkr(name, 2016, "actual") * 6 // 5
        opening = grant // 40 - 50
        table.line(name, opening, opening // 3, grant, grant // 5, paid, fmt=DASHED)
    table.sum_at(top, "Nämnder totalt", range(top + 1, table.row), "total")
    page.text(f"A{table.row + 1}", "1) Efter disposition enligt KF 2016-05-24 § 76.", size=9)
    page.text(f"A{table.row + 2}", "2) Inklusive tilläggsanslag om 14 250 tkr.", size=9)
    return book


def equity() -> Book:
    """Downwards: each post a row, the years across; '±' and 'varav' among them."""
    book = Book("Calibri", 11, "#E2EFDA")
    page = book.page("Eget kapital", MKR, A=48, B=12, C=12, D=12)
    page.text("A1", "Resultatutjämningsreserv och eget kapital", bold=True, size=13)
    columns = (Column("Mnkr"), *(Column(f"Bokslut {year}", actual(year), TENTHS) for year in (2020, 2021, 2022)))
    table = Table(page, 3, columns, fill=book.fill)
    openings, results = (8121, 8391, 8902), (270, 511, 188)

    def tenths(*values: int) -> list[Decimal]:
        return [Decimal(each) / 10 for each in values]

    first = table.line("Ingående eget kapital", *tenths(*openings))
    second = table.line("Årets resultat", *tenths(*results))
    table.line("varav avsättning till resultatutjämningsreserv", *tenths(60, 200, 0), indent=1)
    table.total("Utgående eget kapital", [first, second], role="subtotal")
    table.skip()
    share = Table(
        page, table.row, (Column(None), *(Column(None, fmt="0.0%", why="solidity") for _ in range(3))), heads=False
    )
    share.line("Soliditet", *(Decimal(each) / 1000 for each in (412, 431, 428)))
    share.line("Soliditet inkl. samtliga pensionsförpliktelser", *(Decimal(each) / 1000 for each in (118, 146, 159)))
    table.row = share.row
    table.line("Långfristig låneskuld", *tenths(9200, 9200, 8850))
    page.text(f"A{table.row + 1}", "Låneskuld per invånare 2022: 23 071 kr.", size=9)
    return book


def cash_flow() -> Book:
    """A cash flow statement: references to notes as words and numbers, sums without their word, two years."""
    book = Book("Calibri", 11, "#D9D9D9")
    page = book.page("Kassaflöde", MKR, A=46, B=8, C=12, D=12)
    page.text("A1", "Kassaflödesanalys", bold=True, size=14)
    page.text("A2", "Belopp i miljoner kronor")
    years = (Column(2023, actual(2023), TENTHS), Column(2022, actual(2022), TENTHS))
    table = Table(page, 4, (Column("Den löpande verksamheten"), Column("Not"), *years), fill=book.fill)
    parts: list[int] = []
    for title, note, rows, result in (
        ("", "", (("Årets resultat", "", 188, 511), ("Justering för avskrivningar m.m.", "Not 22", 1421, 1388)),
         "Medel från den löpande verksamheten"),
        ("Investeringsverksamheten", "9, 10", (("Investering i materiella tillgångar", "11", -2104, -1872),
         ("Försäljning av materiella tillgångar", "11", 93, 204)), "Medel från investeringsverksamheten"),
        ("Finansieringsverksamheten", "", (("Nyupptagna lån", "Not 19", 1000, 0), ("Amortering", "Not 19", -350, -350)),
         "Medel från finansieringsverksamheten"),
    ):  # fmt: skip
        if title:
            page.text(f"B{table.row}", note)
            table.group(title)
        first = table.row
        for name, reference, now, before in rows:
            table.line(name, reference or None, Decimal(now) / 10, Decimal(before) / 10)
        parts.append(table.total(result, range(first, table.row), role="subtotal"))
        table.skip()
    table.total("Årets kassaflöde", parts)
    return book


CASES = (
    Case("18a-roll-forward.xlsx", helsingborg),
    Case("18b-roll-forward-down.xls", equity, LIBREOFFICE),
    Case("18c-cash-flow.xlsx", cash_flow),
)
