"""9. Tables side by side: other names in another order to the right, a chart and free text under them."""

from __future__ import annotations

from typing import Any

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import NAMNDER, WORK, tkr
from tests.archetypes.table import TKR, Column, Table
from tests.archetypes.truth import actual, budget, deviation


def two() -> Book:
    """Budget to the left, outcome to the right in another order; chart and prose under."""
    book = Book("Calibri", 10, "#DDEBF7")
    page = book.page("Jämförelse", TKR, A=30, B=11, C=11, D=11, E=11, F=3, G=30, H=11, I=11, J=11)
    page.text("A1", "Kultur och fritid samt teknik 2022 (tkr)", bold=True, size=14)
    page.text("A3", "Budget 2022", bold=True)
    page.text("G3", "Utfall 2022", bold=True)
    names = [*WORK["Kultur- och fritidsnämnden"], *WORK["Tekniska nämnden"]]
    gross = (("Intäkter", "revenue"), ("Kostnader", "cost"))
    left = [Column("Verksamhet")]
    left += [Column(name, budget(2022, nature=nature)) for name, nature in gross]
    left += [Column("Netto", budget(2022, nature="net"), formula="C-B")]
    right = [Column("Verksamhet")]
    right += [Column(name, actual(2022, nature=nature)) for name, nature in gross]
    right += [Column("Netto", actual(2022, nature="net"), formula="I-H")]
    table = Table(page, 4, left, fill=book.fill)
    for name in names:
        table.line(name, tkr(name, 2022) // 6, tkr(name, 2022) * 7 // 6)
    table.total("Summa")
    table = Table(page, 4, right, left="G", fill=book.fill)
    for name in sorted(names):
        table.line(name, tkr(name, 2022, "actual") // 6, tkr(name, 2022, "cost") * 7 // 6)
    table.total("Summa")
    page.text("A16", "Utfallet för snöröjning påverkades av 23 snötillfällen mot normalt 15; cirka 900 tkr dyrare.")
    page.text("A17", "Antalet besök i simhallarna var 148 000 (2021: 61 000).")
    page.extras.append(chart)
    return book


def chart(out: Any, sheet: Any) -> None:
    drawn = out.add_chart({"type": "column"})
    drawn.add_series({"name": "Budget", "categories": "=Jämförelse!$A$5:$A$13", "values": "=Jämförelse!$D$5:$D$13"})
    sheet.insert_chart("A19", drawn)


def operating_and_capital() -> Book:
    """Operating budget and investments beside each other, not the same number of rows, each with its own years."""
    book = Book("Arial", 9, "#FCE4D6")
    page = book.page("Drift och investering", TKR, A=30, B=11, C=11, D=3, E=34, F=11, G=11, H=11)
    page.merge("A1:H1", "Budget 2023 med investeringsplan", bold=True, size=14)
    page.text("H2", "Tkr", align="right")
    page.merge("A3:C3", "Driftbudget", bold=True, align="center", fill=book.fill)
    page.merge("E3:H3", "Investeringar", bold=True, align="center", fill=book.fill)
    drift = (Column("Nämnd"), Column("Budget 2022", budget(2022)), Column("Budget 2023", budget(2023)))
    table = Table(page, 4, drift, fill=book.fill)
    for name in NAMNDER:
        table.line(name, tkr(name, 2022), tkr(name, 2023))
    table.total("Summa drift")
    projects = (Column("Projekt"), *(Column(year, budget(year)) for year in (2023, 2024, 2025)))
    table = Table(page, 4, projects, left="E", fill=book.fill)
    for name, *amounts in (
        ("Ny förskola Ängen", 24_000, 31_500, None), ("Ombyggnad Centralskolan", 8_200, None, None),
        ("Gång- och cykelväg Storgatan", 3_400, 3_400, 1_700), ("Konstgräs Vallen", None, 9_800, None),
        ("Maskiner och fordon", 2_500, 2_500, 2_500),
    ):  # fmt: skip
        table.line(name, *amounts)
    table.total("Summa investeringar")
    return book


def three_no_gap() -> Book:
    """Three years beside each other without a blank column, each repeating the names."""
    book = Book("Calibri", 11, "#E2EFDA")
    page = book.page("Ramar", TKR, **dict.fromkeys("ADG", 28.0), **dict.fromkeys("BCEFHI", 11.0))
    page.text("A1", "Förändring av nämndernas ramar, tkr", bold=True, size=13)
    for at, year in zip("ADG", (2022, 2023, 2024), strict=True):
        second = chr(ord(at) + 2)
        page.merge(f"{at}3:{second}3", f"År {year}", bold=True, align="center", fill=book.fill)
        columns = (
            Column("Nämnd"), Column("Ram", budget(year)), Column("Mot föregående år", deviation(year, "prior_year")),
        )  # fmt: skip
        table = Table(page, 4, columns, left=at, fill=book.fill)
        for name in NAMNDER[4:]:
            table.line(name, tkr(name, year), tkr(name, year) - tkr(name, year - 1))
        table.total("Summa")
    return book


CASES = (
    Case("09a-side-by-side-chart.xlsx", two),
    Case("09b-operating-and-capital.ods", operating_and_capital, LIBREOFFICE),
    Case("09c-three-without-gap.xlsx", three_no_gap, "openpyxl"),
)
