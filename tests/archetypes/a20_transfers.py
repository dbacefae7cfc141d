"""20. Supplementary budget and transfers: from one committee to another, and the bridge to the revised budget."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import NAMNDER, tkr
from tests.archetypes.table import MKR, TKR, Column, Table, Typed
from tests.archetypes.truth import Says, actual, budget, change

MOVES = (
    ("Polarna, ungdomsverksamhet", "Kommunstyrelsen", "Socialnämnden", 1_000, "KF § 214", date(2021, 11, 15)),
    ("Lokalvård skolor", "Barn- och utbildningsnämnden", "Tekniska nämnden", 12_250, "KF § 31", date(2022, 2, 28)),
    ("Kapitalkostnad ishall", "Tekniska nämnden", "Kultur- och fritidsnämnden", 1_480, "KF § 31", date(2022, 2, 28)),
    ("Löneöversyn 2022", "Kommunstyrelsen", "Socialnämnden", 9_310, "KS § 88", date(2022, 5, 3)),
    (
        "Klimatsamordnare, 0,5 tjänst",
        "Kommunstyrelsen",
        "Miljö- och byggnadsnämnden",
        375,
        "KS § 97",
        date(2022, 5, 31),
    ),
)


def moves() -> Book:
    """One row per transfer, named by its matter; then what it does to each committee, adding to nought."""
    book = Book("Calibri", 11, "#DDEBF7")
    page = book.page("Omfördelning 2022", TKR, A=5, B=32, C=30, D=30, E=12, F=11, G=12)
    page.text("A1", "Omfördelning av ramar mellan nämnder 2022 (tkr)", bold=True, size=14)
    columns = (
        Column("Nr", why="number in the list", fmt="0"), Column("Avser"), Column("Från nämnd"), Column("Till nämnd"),
        Column("Belopp", Says(2022)), Column("Beslut"), Column("Datum"),
    )  # fmt: skip
    table = Table(page, 3, columns, named="B", fill=book.fill)
    for number, (matter, source, target, amount, decision, day) in enumerate(MOVES, 1):
        page.text(f"G{table.row}", day, fmt="yyyy-mm-dd")
        table.line(matter, number, source, target, amount, decision)
    table.total("Summa")
    page.text(f"A{table.row + 1}", "Effekt per nämnd", bold=True)
    told = Says(2022)
    effect = (
        Column(None), Column("Nämnd"), Column("Minskning", told), Column("Ökning", told),
        Column("Netto", told, formula="C+D"),
    )  # fmt: skip
    table = Table(page, table.row + 2, effect, named="B", fill=book.fill)
    for name in NAMNDER[4:]:
        less = -sum(amount for _, source, _, amount, *_ in MOVES if source == name)
        more = sum(amount for _, _, target, amount, *_ in MOVES if target == name)
        table.line(name, None, less, more)
    table.total("Summa")
    return book


def proposal() -> Book:
    """Luleå's: decided against proposed, the unit in every cell, '-' for nought and a word in one of the cells."""
    book = Book("Verdana", 10, "#FFF2CC")
    page = book.page("Tilläggsbudget", MKR, A=36, B=22, C=42)
    page.text("A1", "Tilläggsbudget 2019", bold=True, size=13)
    page.text("A2", "Överskott från 2018 som nämnderna får föra med sig")
    columns = (
        Column("Nämnd"), Column("KF-beslut", budget(2019, version="supplementary")),
        Column("Förslag", budget(2019, version="supplementary")),
    )  # fmt: skip
    table = Table(page, 4, columns, fill=book.fill)
    for name, decided, proposed in (
        ("Kommunstyrelsen", "11.4", "11.4"), ("Barn- och utbildningsnämnden", "0", "6.2"), ("Socialnämnden", "0", "0"),
        ("Tekniska nämnden", "9.1", "12.9"), ("Kultur- och fritidsnämnden", "6.5", "6.5"),
    ):  # fmt: skip
        texts = [
            Typed(Decimal(each), "-" if each == "0" else f"{each.replace('.', ',')} mkr")
            for each in (decided, proposed)
        ]
        if name == "Tekniska nämnden":
            texts[1] = Typed(Decimal("12.9"), "12,9 mkr (inkl överskott fastigheter)")
        table.line(name, *texts)
    table.line("Summa", Typed(Decimal("27.0"), "27,0 mkr"), Typed(Decimal("37.0"), "37,0 mkr"), role="total", bold=True)
    return book


def bridge() -> Book:
    """From the original budget to the revised one by way of every kind of decision; outcome of last year in front."""
    book = Book("Arial", 9, "#E2EFDA")
    page = book.page("Budgetbrygga", TKR, A=30, **dict.fromkeys("BCDEFGH", 13.0))
    page.heights[4] = 40
    page.text("A1", "Från ursprunglig till reviderad budget 2022", bold=True, size=13)
    page.text("A2", "Tkr. Tilläggsbudget enligt KF 2022-04-25 § 58")
    columns = (
        Column("Nämnd"), Column("Bokslut 2021", actual(2021)),
        Column("Ursprunglig budget 2022", budget(2022, version="original")),
        Column("Tilläggsbudget", Says(2022, version="supplementary")), Column("Omdisponering", Says(2022)),
        Column("Resultatöverföring från 2021", Says(2022)),
        Column("Reviderad budget 2022", budget(2022, version="revised"), formula="C+D+E+F"),
        Column("Förändring mot bokslut", change(2022), formula="G-B"),
    )  # fmt: skip
    table = Table(page, 4, columns, fill=book.fill)
    for number, name in enumerate(NAMNDER):
        moved = (0, 0, 0, 0, -3_000, 1_200, 1_800, 0, 0, 0)[number]
        extra, carried = (tkr(name, 2022) // 120, tkr(name, 2021) // 210) if number > 3 else (0, None)
        table.line(name, tkr(name, 2021, "actual"), tkr(name, 2022), extra, moved, carried)
    table.total("Summa")
    return book


CASES = (
    Case("20a-transfers.xlsx", moves),
    Case("20b-supplementary-text.ods", proposal, LIBREOFFICE),
    Case("20c-budget-bridge.xlsx", bridge),
)
