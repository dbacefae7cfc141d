"""14. The office's template: protected, yellow cells to fill in, drop-downs, named areas, a formula typed over."""

from __future__ import annotations

from typing import Any

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book, Page
from tests.archetypes.kommun import NAMNDER
from tests.archetypes.table import KR, TKR, Column, Odd, Table
from tests.archetypes.truth import actual, budget, change, forecast

YELLOW = "#FFFF99"
INPUT: dict[str, Any] = {"fill": YELLOW, "unlocked": True}
INCOME = (("30", "Försäljningsintäkter", -1_210), ("31", "Taxor och avgifter", -9_650), ("35", "Bidrag", -4_320))
COST = (
    ("40", "Bidrag och transfereringar", 6_120), ("50", "Personalkostnader", 148_300), ("60", "Lokalhyror", 21_040),
    ("61", "Fastighetskostnader", 1_880), ("64", "Förbrukningsmaterial", 5_310), ("75", "Övriga tjänster", 12_470),
)  # fmt: skip


def form(page: Page, committee: str, year: int) -> None:
    """The head that the committee fills in."""
    page.merge("A1:G1", f"Budgetmall {year}", bold=True, size=16, fill="#1F4E78", color="#FFFFFF")
    answers: dict[str, str | int] = {
        "Nämnd:": committee, "Budgetår:": year, "Kontaktperson:": "Ekonom, ankn. 8712", "Version:": "2.1",
    }  # fmt: skip
    for row, (question, answer) in enumerate(answers.items(), 2):
        page.text(f"A{row}", question, bold=True)
        if isinstance(answer, int):
            page.no_amount(f"C{row}", answer, "year in the form", **INPUT)
        else:
            page.text(f"C{row}", answer, **INPUT)
    page.text(
        "A7",
        "Fyll endast i gula celler. Lämnas senast 2023-09-15. Belopp i tkr, intäkter med minustecken.",
        italic=True,
    )


def template(typed_over: bool = True) -> Book:
    book = Book("Calibri", 11, "#BDD7EE")
    page = book.page("Budgetmall", TKR, A=9, B=32, **dict.fromkeys("CDEF", 14.0), G=34)
    form(page, "Kultur- och fritidsnämnden", 2024)
    columns = (
        Column("Kontogr.", why="account"), Column("Benämning"), Column("Bokslut 2022", actual(2022)),
        Column("Budget 2023", budget(2023)), Column("Budget 2024", budget(2024)),
        Column("Förändring", change(2024), formula="E-D"), Column("Kommentar"),
    )  # fmt: skip
    table = Table(page, 9, columns, named="B", fill=book.fill)
    for heading, rows in (("Intäkter", INCOME), ("Kostnader", COST)):
        table.group(heading)
        first = table.row
        for code, name, amount in rows:
            told = "Indexuppräknat 3,1 %" if code == "60" else None
            table.line(name, code, amount * 97 // 100, amount, amount * 1031 // 1000, told)
            for yellow in "CDE":
                restyle(page, yellow, table.row - 1)
        table.total(f"Summa {heading.lower()}", range(first, table.row), role="subtotal")
    at = table.total("NETTOKOSTNAD", table.sums)
    if typed_over:  # the committee typed its frame over the formula
        page.truths[:] = [each for each in page.truths if each.cell not in {f"E{at}", f"F{at}"}]
        page.amount(f"E{at}", 185_000, budget(2024), "NETTOKOSTNAD", role="total", bold=True, fmt="#,##0")
        off = 185_000 - page.numbers[at, 4]
        page.amount(
            f"F{at}", off, change(2024), "NETTOKOSTNAD", role="total", formula=f"=E{at}-D{at}", bold=True, fmt="#,##0"
        )
    page.comments[f"E{at}"] = "Ram enligt KF 2023-06-19 § 88: 185 000 tkr"
    page.text(f"B{at + 2}", "Antal årsarbetare")
    for column, heads in zip("CDE", (231, 233, 230), strict=True):
        page.no_amount(f"{column}{at + 2}", heads, "head count", fmt="0", **INPUT)
    book.names = {"Budgetar": "Budgetmall!$C$3", "Netto": f"Budgetmall!$E${at}"}
    page.extras.append(protect)
    return book


def restyle(page: Page, at: str, row: int) -> None:
    from tests.archetypes.drawing import Ink, Look, column_of

    key = (row, column_of(at))
    page.cells[key] = Ink(page.cells[key].value, Look(fmt="#,##0", fill=YELLOW, unlocked=True))


def protect(out: Any, sheet: Any) -> None:
    choices = {"validate": "list", "source": list(NAMNDER)}
    sheet.data_validation("C2", choices)
    sheet.data_validation(
        "C11:E20", {"validate": "integer", "criteria": "between", "minimum": -900000, "maximum": 900000}
    )
    sheet.conditional_format(
        "F11:F25", {"type": "cell", "criteria": ">", "value": 5000, "format": out.add_format({"bg_color": "#FFC7CE"})}
    )
    sheet.protect("", {"select_locked_cells": True})
    sheet.freeze_panes(9, 2)


def as_saved() -> Book:
    """The same template when no one has typed over its formula."""
    return template(typed_over=False)


def forecast_form() -> Book:
    """A form for a forecast: questions to the left, one amount to each, in whole kronor."""
    book = Book("Arial", 10, "#C6E0B4")
    page = book.page("Prognosblankett", KR, A=46, B=18, C=40)
    page.text("A1", "Prognosblankett T2 2024", bold=True, size=15)
    page.text("A2", "Nämnd: Tekniska nämnden   Ansvar: 5100   Alla belopp i hela kronor")
    columns = (Column("Fråga"), Column("Belopp", forecast(2024)), Column("Så här tänkte vi"))
    table = Table(page, 4, columns, fill=book.fill)
    table.line(
        "1. Årsbudget enligt beslut",
        84_310_000,
        "KF 2023-11-20 § 140",
        name="Årsbudget enligt beslut",
        says=budget(2024),
    )
    table.line(
        "2. Utfall till och med augusti",
        55_912_450,
        None,
        name="Utfall till och med augusti",
        says=actual(2024, period="202401-202408"),
    )
    table.line(
        "3. Beräknade kostnader september–december",
        31_240_000,
        "Vinter från 15 november",
        name="Beräknade kostnader september–december",
    )
    table.line(
        "4. Beräknade intäkter september–december", -1_150_000, None, name="Beräknade intäkter september–december"
    )
    table.line("5. Helårsprognos", 86_002_450, "= 2 + 3 + 4", name="Helårsprognos", role="total", bold=True)
    table.line("6. Antal snöröjningstillfällen i beräkningen", Odd(18, "a count"), "Normalår 15")
    table.line("7. Sannolikhet", Odd(75, "per cent", '0" %"'), "Bedömning")
    page.comments["B7"] = "Glöm inte periodisering av elkostnader"
    return book


CASES = (
    Case("14a-template-filled-in.xlsx", template),
    Case("14b-template-saved-again.xlsx", as_saved, LIBREOFFICE),
    Case("14c-forecast-form.xlsx", forecast_form, "openpyxl"),
)
