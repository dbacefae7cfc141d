"""4. The budget with plan years: one block per committee with its own sum, names that come again, '– 1,8'."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import WORK, comma, mkr, tkr
from tests.archetypes.table import MKR, TENTHS, TKR, Column, Table, Typed
from tests.archetypes.truth import Says, actual, budget, plan

TOLD = (
    ("Bokslut 2023", actual(2023)), ("Budget 2024", budget(2024)), ("Budget 2025", budget(2025)),
    ("Plan 2026", plan(2026)), ("Plan 2027", plan(2027)),
)  # fmt: skip
SINGLE = ("Kommunfullmäktige", "Revision", "Överförmyndarnämnden")
MINUS = "– "  # an en dash and a space


def yearly(name: str) -> list[Decimal]:
    return [mkr(name, says.year or 0, says.measure if says.measure == "actual" else "budget") for _, says in TOLD]


def blocks() -> Book:
    book = Book("Calibri", 10, "#D9E1F2")
    page = book.page("Driftbudget", MKR, A=40, **dict.fromkeys("BCDEF", 11.0))
    page.text("A1", "Driftbudget 2025 och plan 2026–2027", bold=True, size=15)
    table = Table(page, 3, (Column("(mnkr)"), *(Column(name, says, TENTHS) for name, says in TOLD)))
    for name in SINGLE:
        table.line(name, *yearly(name), bold=True)
    for committee in ("Kommunstyrelsen", "Barn- och utbildningsnämnden", "Socialnämnden"):
        table.skip()
        table.group(committee)
        first = table.row
        for name in WORK[committee]:
            table.line(name, *yearly(committee + name if name == "Politisk verksamhet" else name))
        table.total("Summa", range(first, table.row), role="subtotal")
    table.skip()
    table.total("Totalt nämnderna", [*table.open[:3], *table.sums], fill="#F2F2F2")
    page.text("A37", "Nettokostnad anges positivt. Avrundning kan göra att summor inte stämmer exakt.", size=9)
    return book


def as_text() -> Book:
    """Pasted from a web page: every amount a text, negative ones with an en dash and a space."""
    book = Book("Verdana", 9, "#F8CBAD")
    page = book.page("Driftbudget", MKR, A=40, **dict.fromkeys("BCDEF", 12.0))
    page.text("A1", "Driftbudget finansförvaltningen m.m.", bold=True, size=13)
    table = Table(page, 3, (Column("(mnkr)"), *(Column(name, says, TENTHS) for name, says in TOLD)), fill=book.fill)
    rows = {name: yearly(name) for name in ("Kommunstyrelsen", "Tekniska nämnden", "Valnämnden")}
    rows["Exploatering"] = [Decimal(each) / 10 for each in (-18, -6, -8, 0, 4)]
    rows["Skatteintäkter och utjämning"] = [Decimal(each) / 10 for each in (-11805, -12177, -12560, -12911, -13298)]
    rows["Summa"] = [sum(each, Decimal(0)) for each in zip(*rows.values(), strict=True)]
    for name, amounts in rows.items():
        look: dict[str, Any] = {"bold": True, "top": 1} if name == "Summa" else {}
        typed = (Typed(each, comma(each, thousands=" ", minus=MINUS) if each else "–") for each in amounts)
        table.line(name, *typed, role="total" if name == "Summa" else "line", **look)
    return book


def in_prose() -> Book:
    """Åmål's: the unit said in prose, nothing by committee in the plan years."""
    book = Book("Arial", 10, "#DDEBF7")
    page = book.page("Budget", TKR, A=44, **dict.fromkeys("BCDE", 15.0))
    page.text("A1", "Kommunens budget", bold=True, size=14)
    page.merge("A2:E2", "Beloppen visar tusentals kronor. Nettobudgeten för 2022 är 389 669 tusen kronor.", wrap=True)
    told = (
        ("Budget för 2021", budget(2021)), ("Budget för 2022", budget(2022)),
        ("Budgetprognos för 2023", Says(2023)), ("Budgetprognos för 2024", Says(2024)),
    )  # fmt: skip
    table = Table(page, 4, (Column(None), *(Column(name, says) for name, says in told)), fill=book.fill)
    for name in ("Kommunstyrelsen", "Barn- och utbildningsnämnden", "Socialnämnden", "Revision"):
        table.line(name, tkr(name, 2021), tkr(name, 2022))
    table.line("Ej fördelade arbetskraftskostnader", 6_200, 9_850, 24_300, 41_700)
    table.line("Ombudgeterad budget från 2020", 1_320)
    table.line("Kapitalkostnader", -18_440, -19_205, -21_900, -23_150)
    table.total("Verksamhetens nettokostnader")
    return book


def own_headers() -> Book:
    """Every committee a table of its own, its name in the header's corner; head counts under the money."""
    book = Book("Calibri", 11, "#E2EFDA")
    page = book.page("Nämndbudgetar", TKR, A=40, **dict.fromkeys("BCDEF", 12.0))
    page.text("A1", "Nämndernas internbudgetar 2025", bold=True, size=14)
    page.text("A2", "Tusental kronor (tkr)")
    row = 4
    for committee in ("Socialnämnden", "Kultur- och fritidsnämnden"):
        table = Table(page, row, (Column(committee), *(Column(name, says) for name, says in TOLD)), fill=book.fill)
        for name in WORK[committee]:
            table.line(name, *(tkr(name, says.year or 0, says.measure) for _, says in TOLD))
        table.total(f"Summa {committee}")
        staff = Table(page, table.row, (Column(None), *(Column(None, why="head count") for _ in TOLD)), heads=False)
        staff.line("Antal årsarbetare", *(tkr(committee, 2022) // 550 + each * 3 for each in range(5)))
        row = staff.row + 2
    return book


CASES = (
    Case("04a-plan-blocks.xlsx", blocks),
    Case("04b-plan-text.xlsx", as_text, "openpyxl"),
    Case("04c-plan-unit-in-prose.ods", in_prose, LIBREOFFICE),
    Case("04d-plan-own-headers.xlsx", own_headers),
)
