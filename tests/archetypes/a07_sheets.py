"""7. One sheet per committee and one that adds them: 3-D formulas, a row put into one sheet only, odd sheet names."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book, Page, letter
from tests.archetypes.kommun import NAMNDER, tkr
from tests.archetypes.table import TKR, Column, Table
from tests.archetypes.truth import actual, budget, plan

KINDS = ("Intäkter", "Personalkostnader", "Lokalkostnader", "Köp av verksamhet", "Övriga kostnader")
SHARES = (-14, 61, 17, 24, 12)  # hundredths of the net cost
TOLD = (("Bokslut 2021", actual(2021)), ("Budget 2022", budget(2022)), ("Budget 2023", budget(2023)))
DASHED = '#,##0;-#,##0;"–"'


def amounts(committee: str, share: int) -> list[int]:
    return [tkr(committee, says.year or 0, says.measure) * share // 100 for _, says in TOLD]


def committee_page(book: Book, sheet: str, committee: str) -> Page:
    page = book.page(sheet, TKR, A=32, B=13, C=13, D=13)
    page.text("A1", f"{committee}, budget 2023", bold=True, size=13)
    page.text("A2", "Tkr", italic=True)
    table = Table(page, 4, (Column(None), *(Column(name, says, DASHED) for name, says in TOLD)), fill=book.fill)
    for kind, share in zip(KINDS, SHARES, strict=True):
        if kind == "Övriga kostnader" and committee == "Barn- och utbildningsnämnden":
            table.line("Skolskjuts", *amounts(committee, 3))  # the row the others do not have
        table.line(kind, *amounts(committee, share))
    table.total("Nettokostnad")
    return page


def three_d() -> Book:
    """The sheet that adds has its amounts where the committees' sheets have theirs, also where they differ by a row."""
    book = Book("Calibri", 11, "#D9E1F2")
    total = book.page("SUM", TKR, A=32, B=13, C=13, D=13)
    parts = [
        committee_page(book, "KS", "Kommunstyrelsen"),
        committee_page(book, "SN ", "Socialnämnden"),
        committee_page(book, "BUN", "Barn- och utbildningsnämnden"),
        committee_page(book, "Blad3", "Valnämnden"),
    ]
    parts[-1].state = "hidden"
    total.text("A1", "Samtliga nämnder, budget 2023", bold=True, size=13)
    total.text("A2", "Tkr", italic=True)
    for at, (name, _) in enumerate(TOLD):
        total.text(f"{letter(at + 2)}4", name, bold=True, fill=book.fill)
    for row, kind in enumerate((*KINDS, "Nettokostnad"), 5):
        last = kind == "Nettokostnad"
        total.text(f"A{row}", kind, bold=last)
        for at, (_, says) in enumerate(TOLD):
            column = letter(at + 2)
            value = sum((page.numbers.get((row, at + 2), Decimal(0)) for page in parts), Decimal(0))
            formula = f"=SUM(KS:Blad3!{column}{row})"
            role = "total" if last else "line"
            note = "adds another row of BUN, as written" if row >= 9 else ""
            look: dict[str, Any] = {"fmt": DASHED, "bold": last}
            total.amount(f"{column}{row}", value, says, kind, role=role, formula=formula, note=note, **look)
    return book


def year_sheets() -> Book:
    """The same table once a year: the year stands in the sheet's name only."""
    book = Book("Arial", 10, "#FFF2CC")
    for year in (2021, 2022, 2023):
        page = book.page(f"Budget {year}", TKR, A=34, B=14, C=14)
        page.text("A1", "Nämndernas ramar", bold=True, size=13)
        page.text("B2", "Belopp i tkr", italic=True, align="right")
        columns = (Column("Nämnd"), Column("Ram", budget(year)), Column("varav index", budget(year)))
        table = Table(page, 3, columns, fill=book.fill)
        for name in NAMNDER:
            table.line(name, tkr(name, year), tkr(name, year) * 23 // 1000)
        table.total("Summa")
    return book


def contents() -> Book:
    """A list of contents with page numbers, one sheet per committee, a summary typed by hand."""
    book = Book("Calibri", 11, "#F4B084")
    front = book.page("Innehåll", A=34, B=8, C=40)
    front.text("A1", "Budget 2024 med plan 2025–2026", bold=True, size=16)
    front.texts("A3", "Innehåll", "Sida", "Ansvarig", bold=True)
    names = ("Kommunstyrelsen", "Socialnämnden", "Tekniska nämnden")
    for row, name in enumerate(names, 4):
        front.text(f"A{row}", name)
        front.no_amount(f"B{row}", row * 4 - 9, "page number")
        front.text(f"C{row}", "Controller, tfn 0123-45 600")
    told = (budget(2024), plan(2025), plan(2026))
    heads = ("Budget 2024", "Plan 2025", "Plan 2026")
    for short, name in zip(("KS", "SN", "TN"), names, strict=True):
        page = book.page(short, TKR, A=30, B=12, C=12, D=12)
        page.text("A1", name, bold=True, size=13)
        columns = (Column("Tkr"), *(Column(head, says) for head, says in zip(heads, told, strict=True)))
        table = Table(page, 3, columns, fill=book.fill)
        for kind, share in zip(KINDS, SHARES, strict=True):
            table.line(kind, *(tkr(name, says.year or 0) * share // 100 for says in told))
        table.total("Netto")
    page = book.page("Sammanställning", TKR, A=30, B=12, C=12, D=12)
    page.text("A1", "Sammanställning nettoramar, tkr", bold=True, size=13)
    columns = (Column("Nämnd"), *(Column(head, says) for head, says in zip(heads, told, strict=True)))
    table = Table(page, 3, columns, fill=book.fill)
    for name in names:
        table.line(name, *(tkr(name, says.year or 0) for says in told))
    table.total("Summa", fmt="")
    return book


CASES = (
    Case("07a-three-d-sums.xlsx", three_d),
    Case("07b-year-in-sheet-name.xlsm", year_sheets, LIBREOFFICE),
    Case("07c-contents-and-summary.xlsx", contents, "openpyxl"),
)
