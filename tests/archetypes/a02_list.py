"""2. A list of two columns: amounts as text with their unit, the year in the title only."""

from __future__ import annotations

from decimal import Decimal

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import comma
from tests.archetypes.table import KR, MKR, TKR, Column, Table, Typed
from tests.archetypes.truth import budget

LIST = (
    ("Trygghetsvärdar i Fisksätra och Orminge", 10),
    ("SSPF (skola, socialtjänst, polis, fritid)", 15),
    ("Stöd till de lokala arbetsgrupperna", 9),
    ("Centrala funktioner för kameraövervakning", 2),
    ("Särskilda insatser tillsammans med lokala aktörer", 5),
    ("Övriga insatser", 9),
)
AREAS = {
    "Alby": (("Albyrådet", 70_000), ("Kvinnoaktiviteter i Alby", 50_000), ("Trygghetsvandring, åtgärder", 50_000)),
    "Fittja": (("Mobila mötesplatser", 110_000), ("Mötesplats Fittja IF", 50_000)),
    "Hallunda-Norsborg": (("Kameraövervakning vid skolan", 100_000), ("Kolonilottföreningar", 100_000)),
    "Tullinge": (("Stöd till nattvandring", 10_000), ("Belysning i Parkdungen", 120_000)),
    "Tumba": (("Ungdomsaktiviteter sommar och höst", 15_000), ("Belysning vid gymnasiet", 105_000)),
}


def memo_list() -> Book:
    book = Book()
    page = book.page("Lista", MKR, A=56, B=20)
    page.text("A1", "Trygghetspaketet 2022", bold=True, size=14)
    table = Table(page, 3, (Column(None), Column(None, budget(2022))), heads=False)
    for label, amount in LIST:
        exact = Decimal(amount) / 10
        table.line(label, Typed(exact, f"{comma(exact)} miljoner kr"))
    table.line("Summa", Typed(Decimal("5.0"), "5,0 miljoner kr"), role="total", bold=True, top=1)
    return book


def million() -> Book:
    """A list by area, whole kronor as text, one of them without its bullet; prose with numbers above."""
    book = Book("Verdana", 10, "#E2EFDA")
    page = book.page("Trygghetsmiljonen", KR, A=62, B=16)
    page.text("A1", "Trygghetsmiljonen 2017", bold=True, size=14)
    page.text("A2", "Kommunstyrelsen avsatte en miljon kronor 2017. Pengarna delas mellan elva insatser i fem områden.")
    page.text("A3", "Beslut: kommunstyrelsen 2017-03-06 § 52")
    table = Table(page, 5, (Column(None), Column(None, budget(2017))), heads=False)
    for area, posts in AREAS.items():
        table.group(area)
        for label, amount in posts:
            mark = "" if label == "Mötesplats Fittja IF" else "• "
            table.line(mark + label, Typed(amount, f"{comma(amount)} kr"), name=label)
        table.skip()
    return book


def funds() -> Book:
    """Numbers beside a word for their unit, 'varav' under its whole, one amount not stated."""
    book = Book("Arial", 10, "#FCE4D6")
    page = book.page("Finansiering 2022", TKR, A=50, B=14, C=30)
    page.text("A1", "Finansiering av trygghetsarbetet 2022", bold=True, size=13)
    columns = (Column("Post"), Column("Belopp (tkr)", budget(2022)), Column("Källa"))
    table = Table(page, 3, columns, fill=book.fill)
    table.line("Trygghetspaketet, ram", 6_000, "Kommunfullmäktige § 214")
    table.line("varav kommunstyrelsens fördelning", 5_000, "Bilaga 2, sid 14", indent=1)
    table.line("varav till socialnämnden", 1_000, "Bilaga 2, sid 15", indent=1)
    table.line("Satsningar via framtidsfonderna", 9_500, "Fond 3 (125 mkr)")
    table.line("varav kommunvakter", 6_000, "Avser två år", indent=1)
    table.line("varav drogförebyggande arbete", Typed(None, "ej angivet"), "Utreds", indent=1)
    table.line("Socialnämndens tillskott till SSPF", Typed(None, "?"), "2 tjänster")
    page.text("A12", "Beloppen överlappar och ska inte summeras. Kontakt: tfn 08-718 80 00.", italic=True, size=9)
    return book


CASES = (
    Case("02a-memo-list.xlsx", memo_list),
    Case("02b-list-by-area.xls", million, LIBREOFFICE),
    Case("02c-list-of-funds.xlsx", funds, "openpyxl"),
)
