"""12. Outlines: grouped rows on up to three levels, subtotals above or below, a grand total that counts twice."""

from __future__ import annotations

from typing import Any

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book, Page
from tests.archetypes.kommun import WORK, tkr
from tests.archetypes.table import KR, TKR, Column, Table
from tests.archetypes.truth import actual, budget, deviation

COMMITTEES = ("Kommunstyrelsen", "Socialnämnden", "Tekniska nämnden")


def new_page(book: Book, title: str) -> tuple[Page, Table]:
    page = book.page("Drift", TKR, A=38, B=13, C=13, D=13)
    page.text("A1", title, bold=True, size=14)
    page.text("D2", "Tkr", align="right", italic=True)
    columns = (
        Column(None), Column("Budget 2022", budget(2022)), Column("Utfall 2022", actual(2022)),
        Column("Avvikelse", deviation(2022), formula="B-C"),
    )  # fmt: skip
    return page, Table(page, 4, columns, fill=book.fill)


def lines(table: Table, page: Page, committee: str, level: int, **look: Any) -> None:
    for name in WORK[committee]:
        page.levels[table.row] = level
        table.line(name, tkr(name, 2022), tkr(name, 2022, "actual"), **look)


def above() -> Book:
    """Västervik's: the committee's SUBTOTAL over its rows, and one over them all on top; a group folded away."""
    book = Book("Calibri", 11, "#DDEBF7")
    page, table = new_page(book, "Driftredovisning 2022")
    top = table.row
    table.row += 1
    rows: list[int] = []
    for committee in COMMITTEES:
        first = table.row + 1
        with table.above(committee, function="SUBTOTAL(9,"):
            lines(table, page, committee, 1)
        rows += range(first, table.row)
        if committee == "Tekniska nämnden":
            page.hidden_rows.update(range(first, table.row))
    table.sum_at(top, "Kommunen totalt", rows, "total", function="SUBTOTAL(9,", fill="#F2F2F2")
    return book


def below() -> Book:
    """Account under activity under committee, codes before the names, sums below on each level."""
    book = Book("Arial", 9, "#E2EFDA")
    page = book.page("Kontoplan", KR, A=10, B=40, C=14, D=14)
    page.text("A1", "Budget per verksamhet och konto 2022, kronor", bold=True, size=12)
    columns = (
        Column("Kod", why="code"),
        Column("Benämning"),
        Column("Budget 2022", budget(2022)),
        Column("Utfall 2022", actual(2022)),
    )
    table = Table(page, 3, columns, named="B", fill=book.fill)
    whole: list[int] = []
    for code, committee in ((10, "Kommunstyrelsen"), (30, "Kultur- och fritidsnämnden")):
        page.text(f"A{table.row}", str(code), bold=True)
        table.group(committee)
        parts: list[int] = []
        for number, name in enumerate(list(WORK[committee])[:3], 1):
            first = table.row
            for account, share in ((5011, 62), (5611, 19), (6011, 11), (7510, 8)):
                page.levels[table.row] = 2
                amounts = (tkr(name, 2022, kind) * 10 * share for kind in ("budget", "actual"))
                table.line(ACCOUNTS[account], account, *amounts, indent=2)
            page.levels[table.row] = 1
            table.total(f"Summa {code}{number} {name}", range(first, table.row), role="subtotal")
            parts += range(first, table.row - 1)
        table.total(f"Summa {committee}", parts, role="subtotal")
        whole += parts
    table.total("Totalt", whole)
    return book


ACCOUNTS = {5011: "Månadslöner", 5611: "Arbetsgivaravgifter", 6011: "Lokalhyror", 7510: "Övriga kostnader"}


def counted_twice() -> Book:
    """The grand total adds the subtotals and their rows: wrong, and written in the cell all the same."""
    book = Book("Calibri", 10, "#FCE4D6")
    page, table = new_page(book, "Nämndernas utfall 2022")
    first = table.row
    for committee in COMMITTEES:
        table.group(committee)
        start = table.row
        lines(table, page, committee, 1, indent=1)
        table.total("Delsumma", range(start, table.row), role="subtotal", italic=True)
    table.skip()
    table.sum_at(table.row, "SUMMA TOTALT", range(first, table.row - 1), "total")
    return book


def indented() -> Book:
    """Nothing but the indent tells what belongs to what; sums above, neither bold nor called sums."""
    book = Book("Calibri", 11, "#EDEDED")
    page, table = new_page(book, "Budgetuppföljning 2022, verksamhetsträd")
    for committee in COMMITTEES:
        with table.above(committee, bold=False, top=0):
            lines(table, page, committee, 0, indent=1)
    return book


CASES = (
    Case("12a-subtotals-above.xlsx", above),
    Case("12b-three-levels-below.xls", below, LIBREOFFICE),
    Case("12c-counted-twice.xlsx", counted_twice),
    Case("12d-indents-only.xlsx", indented, "openpyxl"),
)
