"""21. What is broken or odd: errors, no cached values, links, dates where years were meant, every name for a sum."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import NAMNDER, WORK, tkr
from tests.archetypes.table import TKR, Column, Odd, Table
from tests.archetypes.truth import Says, actual, budget, deviation


def errors() -> Book:
    """#REF! after a sheet was removed, #N/A from a lookup, #DIV/0! in a share, and the sums that they spoil."""
    book = Book("Calibri", 11, "#DDEBF7")
    page = book.page("Uppföljning", TKR, A=34, B=14, C=14, D=14, E=10)
    page.text("A1", "Uppföljning 2022, miljö och teknik", bold=True, size=13)
    page.text("A2", "Belopp i tkr")
    page.texts("A4", "Verksamhet", "Budget 2022", "Utfall 2022", "Avvikelse", "%", bold=True, fill=book.fill)
    spoilt = {"Parker": "=VLOOKUP(A6,Koder!A:B,2,0)", "Snöröjning": "=#REF!B12"}
    row = 5
    for name in (*WORK["Tekniska nämnden"], "Tillsyn", "Bygglov"):
        wanted, paid = tkr(name, 2022), tkr(name, 2022, "actual")
        page.text(f"A{row}", name)
        page.amount(f"B{row}", wanted, budget(2022), name, fmt="#,##0")
        if name in spoilt:
            shown = "#N/A" if name == "Parker" else "#REF!"
            page.amount(f"C{row}", None, actual(2022), name, shown=shown, formula=spoilt[name], note="error")
            page.amount(f"D{row}", None, deviation(2022), name, shown=shown, formula=f"=B{row}-C{row}", note="error")
            page.text(f"E{row}", shown, f"=D{row}/B{row}")
        else:
            page.amount(f"C{row}", paid, actual(2022), name, fmt="#,##0")
            page.amount(f"D{row}", wanted - paid, deviation(2022), name, formula=f"=B{row}-C{row}", fmt="#,##0")
            page.no_amount(f"E{row}", round(100 * (wanted - paid) / wanted), "per cent", fmt='0" %"')
        row += 1
    page.text(f"A{row}", "Summa", bold=True)
    whole = sum(int(page.numbers[each, 2]) for each in range(5, row))
    page.amount(
        f"B{row}", whole, budget(2022), "Summa", role="total", formula=f"=SUM(B5:B{row - 1})", bold=True, fmt="#,##0"
    )
    for at, says in (("C", actual(2022)), ("D", deviation(2022))):
        look: dict[str, Any] = {"role": "total", "formula": f"=SUM({at}5:{at}{row - 1})", "note": "error", "bold": True}
        page.amount(f"{at}{row}", None, says, "Summa", shown="#REF!", **look)
    return book


def no_values() -> Book:
    """Made by a program: every sum a formula without its value, rows of formulas only."""
    book = Book("Calibri", 11, "#E2EFDA")
    page = book.page("Sheet", TKR, A=34, B=14, C=14, D=14)
    page.text("A1", "Budget 2023 genererad 2022-10-03", bold=True)
    page.text("A2", "tkr")
    columns = (
        Column("Nämnd"), Column("Budget 2022", budget(2022)), Column("Uppräkning 2023", Says(2023)),
        Column("Budget 2023", budget(2023), formula="B+C"),
    )  # fmt: skip
    table = Table(page, 4, columns, fill=book.fill)
    for name in NAMNDER:
        table.line(name, tkr(name, 2022), tkr(name, 2023) - tkr(name, 2022))
    table.total("Summa")
    return book


def dates() -> Book:
    """Closing days as real dates over the columns, on a Mac's calendar from 1904; a date for every row beside."""
    book = Book("Calibri", 12, "#FCE4D6")
    page = book.page("Balans", TKR, A=36, B=14, C=14, D=14, E=14)
    page.text("A1", "Balansposter per bokslutsdag (tkr)", bold=True, size=13)
    page.text("A3", "Post", bold=True, fill=book.fill)
    for at, year in zip("BCD", (2020, 2021, 2022), strict=True):
        page.text(f"{at}3", date(year, 12, 31), bold=True, fill=book.fill, fmt="yyyy-mm-dd")
    page.text("E3", "Avstämd", bold=True, fill=book.fill)
    columns = (Column(None), *(Column(None, actual(year)) for year in (2020, 2021, 2022)))
    table = Table(page, 4, columns, heads=False)
    for name, *amounts in (
        ("Mark, byggnader och anläggningar", 1_820_411, 1_901_733, 1_988_204),
        ("Maskiner och inventarier", 62_310, 60_985, 64_127), ("Kundfordringar", 31_002, 28_774, 33_518),
        ("Kassa och bank", 214_860, 198_334, 176_092),
    ):  # fmt: skip
        page.text(f"E{table.row}", date(2023, 1, 16 + len(str(name)) % 9), fmt="yyyy-mm-dd")
        table.line(name, *amounts)
    table.total("Summa tillgångar")
    return book


SUMS = ("Totalt", "S:a", "Summa:", "SUMMA", "Tot", "Σ", "Delsumma", "Nettokostnad")


def names_of_sums() -> Book:
    """Eight blocks, each with its own word for its sum."""
    book = Book("Arial", 9, "#D9D9D9")
    page = book.page("Blandat", TKR, A=34, B=13, C=13)
    page.text("A1", "Sammanställning från förvaltningarna, budget 2022 och 2023, tkr", bold=True, size=12)
    columns = (Column("Post"), Column("Budget 2022", budget(2022)), Column("Budget 2023", budget(2023)))
    table = Table(page, 3, columns, fill=book.fill)
    posts = [name for works in WORK.values() for name in works if name != "Politisk verksamhet"]
    for number, word in enumerate(SUMS):
        first = table.row
        for name in posts[number * 3 : number * 3 + 3]:
            table.line(name, tkr(name, 2022), tkr(name, 2023))
        if table.row > first:
            table.total(word, range(first, table.row), role="subtotal", top=0)
    return book


def stray() -> Book:
    """A sheet in use: a note of one's own beside the table, a reckoning under it, a year and a count to the right."""
    book = Book("Calibri", 11, "#FFF2CC")
    page = book.page("Blad1", TKR, A=34, B=14, C=14, D=14, F=30, G=12)
    page.text("A1", "Budgetförslag 2024 kultur och fritid", bold=True, size=13)
    page.text("A2", "Belopp i tkr")
    columns = (
        Column("Verksamhet"), Column("Budget 2023", budget(2023)), Column("Förslag 2024", budget(2024)),
        Column("Antal tjänster", why="posts", fmt="0.0"),
    )  # fmt: skip
    table = Table(page, 4, columns, fill=book.fill)
    for name in WORK["Kultur- och fritidsnämnden"]:
        table.line(name, tkr(name, 2023), tkr(name, 2024), Odd(tkr(name, 2023) // 700, "posts"))
    table.total("Summa")
    page.text("F5", "OBS! Kolla med Anna före 1/10", italic=True, color="#C00000")
    page.text("F6", "Ring 0123-456 78")
    page.text("F8", "Antal invånare 31/12")
    page.no_amount("G8", 40_391, "inhabitants", fmt="#,##0")
    page.text("A13", "Alla siffror preliminära, uppdaterad 2023-08-29 kl. 14.30.", size=9, italic=True)
    return book


def linked() -> Book:
    """Frames taken from another workbook that stands beside it, with the values of the last time both were open."""
    book = Book("Calibri", 11, "#DDEBF7")
    page = book.page("Ramuppföljning", TKR, A=34, B=14, C=14, D=14)
    page.text("A1", "Nämndernas budget mot ram 2022 (tkr)", bold=True, size=13)
    columns = (
        Column("Nämnd"), Column("Ram 2022", budget(2022)),
        Column("Internbudget 2022", budget(2022, version="internal")),
        Column("Kvar att fördela", Says(2022), formula="B-C"),
    )  # fmt: skip
    table = Table(page, 3, columns, fill=book.fill)
    for name in NAMNDER:
        row = table.line(name, None, tkr(name, 2022) - len(name) % 4 * 150)
        frame = {"formula": f"=[1]Ramar!$C${row + 3}", "fmt": "#,##0"}
        page.amount(f"B{row}", tkr(name, 2022), budget(2022), name, **frame)
        page.truths[:] = [each for each in page.truths if each.cell != f"D{row}"]
        left = len(name) % 4 * 150
        page.amount(f"D{row}", left, Says(2022), name, formula=f"=B{row}-C{row}", fmt="#,##0")
    table.total("Summa")
    return book


CASES = (
    Case("21a-errors.xlsx", errors),
    Case("21b-formulas-without-values.xlsx", no_values, "openpyxl"),
    Case("21c-closing-dates.xlsx", dates, "xlsxwriter, 1904"),
    Case("21d-names-of-sums.xls", names_of_sums, LIBREOFFICE),
    Case("21e-stray-notes.xlsx", stray),
    Case("21f-linked-workbook.xlsx", linked, "xlsxwriter, linked"),
)
