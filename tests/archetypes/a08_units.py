"""8. Units that contradict each other: by title, column, row and footnote. The word nearest the amount holds."""

from __future__ import annotations

from decimal import Decimal

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import NAMNDER, WORK, mkr, tkr
from tests.archetypes.table import KR, MKR, SHARE, TENTHS, TKR, WHOLE, Column, Odd, Table
from tests.archetypes.truth import Says, actual, budget, deviation, forecast


def conflict() -> Book:
    """tkr in the title, mkr in one column, kr on one row, and a footnote forgotten from last year's sheet."""
    book = Book("Arial", 10, "#DDEBF7")
    page = book.page("Budget 2023", TKR, A=38, B=14, C=14, D=16, E=14)
    page.text("A1", "Kommunens budget 2023", bold=True, size=14)
    page.text("A2", "Belopp i tkr", italic=True)
    columns = (
        Column("Nämnd"),
        Column("Bokslut 2021", actual(2021)),
        Column("Budget 2022", budget(2022)),
        Column("Bruttoomslutning 2022 (mkr)", budget(2022, factor=MKR), TENTHS),
        Column("Budget 2023", budget(2023)),
    )
    table = Table(page, 4, columns, fill=book.fill)
    for name in NAMNDER:
        table.line(name, tkr(name, 2021, "actual"), tkr(name, 2022), mkr(name, 2022) * 2, tkr(name, 2023))
    table.total("Summa")
    table.skip()
    kr = Says(factor=KR)
    table.line("Partistöd, grundbelopp (kr)", 31_500, 32_300, None, 33_100, says=kr)
    table.line("Arvode till KF:s ordförande (kr)", 148_200, 151_900, None, 155_400, says=kr)
    page.text("A30", "alla belopp i mkr", size=8, italic=True)
    return book


def by_row() -> Book:
    """Key figures: each row in its own unit, told in a column; most of them are no money."""
    book = Book("Calibri", 11, "#E2EFDA")
    page = book.page("Verksamhetsmått", TKR, A=40, B=12, C=12, D=12, E=12)
    page.text("A1", "Socialnämnden – mått och resurser 2022", bold=True, size=14)
    columns = (
        Column("Mått"), Column("Enhet"), Column("Bokslut 2020", actual(2020)), Column("Bokslut 2021", actual(2021)),
        Column("Budget 2022", budget(2022)),
    )  # fmt: skip
    table = Table(page, 3, columns, fill=book.fill)
    rows: tuple[tuple[str, str, tuple[str, str, str]], ...] = (
        ("Nettokostnad hemtjänst", "tkr", ("89 410", "91 236", "93 262")),
        ("Kostnad per brukare, hemtjänst", "kr", ("318 200", "324 750", "331 000")),
        ("Antal brukare med hemtjänst", "st", ("281", "281", "282")),
        ("Andel nöjda brukare", "%", ("88", "91", "92")),
        ("Nettokostnad särskilt boende", "tkr", ("178 905", "181 440", "185 029")),
        ("Kostnad per plats och dygn", "kr", ("2 180", "2 226", "2 275")),
        ("Beläggning", "%", ("97,5", "96,0", "98,0")),
        ("Årsarbetare", "st", ("412,5", "418,0", "421,5")),
        ("Föreningsbidrag", "tkr", ("1 200", "1 250", "1 250")),
    )
    for label, unit, texts in rows:
        exact = [Decimal(each.replace(" ", "").replace(",", ".")) for each in texts]
        if unit in {"tkr", "kr"}:
            note = "doubt: a cost per unit is money but no budget amount" if " per " in label else ""
            table.line(label, unit, *exact, says=Says(factor=TKR if unit == "tkr" else KR), note=note)
        else:
            fmt = WHOLE if all(each == int(each) for each in exact) else TENTHS
            table.line(label, unit, *(Odd(each, f"in {unit}", fmt) for each in exact))
    return book


def two_units() -> Book:
    """A table in mkr with one decimal over a table in kr, each with its own word; percentages between."""
    book = Book("Times New Roman", 11, "#FFE699")
    page = book.page("Prognos", MKR, A=36, B=14, C=14, D=14, E=10)
    page.text("A1", "Helårsprognos 2022 för tekniska nämnden", bold=True, size=13)
    page.text("A3", "Sammandrag, mnkr", bold=True)
    columns = (
        Column("Verksamhet"), Column("Budget", budget(2022), TENTHS), Column("Prognos", forecast(2022), TENTHS),
        Column("Avvikelse", deviation(2022), TENTHS, formula="B-C"), Column("Avv %", None, SHARE, "D/B", "per cent"),
    )  # fmt: skip
    table = Table(page, 4, columns, fill=book.fill)
    for name in WORK["Tekniska nämnden"]:
        table.line(name, mkr(name, 2022), mkr(name, 2022, "forecast"))
    table.total("Summa")
    page.factor = KR
    page.text("A12", "Större poster i prognosen, kronor", bold=True)
    posts = (Column("Post"), Column("Budget 2022", budget(2022)), Column("Prognos 2022", forecast(2022)))
    table = Table(page, 13, posts, fill=book.fill)
    for label, before, after in (
        ("Vinterväghållning, entreprenad", 5_400_000, 7_125_000), ("El till gatubelysning", 3_180_500, 4_020_000),
        ("Skadegörelse", 250_000, 412_300), ("Bidrag till enskilda vägar", 610_000, 610_000),
    ):  # fmt: skip
        table.line(label, before, after)
    table.total("Summa")
    return book


def scaled() -> Book:
    """Whole kronor that the format shows as thousands, told as tkr; the last column shows millions."""
    book = Book("Calibri", 10, "#D0CECE")
    page = book.page("Översikt", KR, A=34, B=14, C=14, D=14)
    page.text("A1", "Nämndernas budget 2024, översikt", bold=True, size=13)
    page.text("A2", "Belopp i tkr om inget annat anges")
    columns = (
        Column("Nämnd"), Column("Budget 2023", budget(2023), "#,##0,"), Column("Budget 2024", budget(2024), "#,##0,"),
        Column("Budget 2024, mkr", budget(2024), "#,##0.0,,"),
    )  # fmt: skip
    table = Table(page, 4, columns, fill=book.fill)
    for name in NAMNDER:
        table.line(name, tkr(name, 2023) * 1000, tkr(name, 2024) * 1000, tkr(name, 2024) * 1000)
    table.total("Summa")
    return book


CASES = (
    Case("08a-unit-conflict.xlsx", conflict),
    Case("08b-unit-by-row.ods", by_row, LIBREOFFICE),
    Case("08c-two-units.xlsx", two_units),
    Case("08d-scaling-formats.xlsx", scaled),
)
