"""11. Amounts typed or pasted as text, in every way Swedes and their systems write a number."""

from __future__ import annotations

from decimal import Decimal

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.table import KR, MKR, TENTHS, TKR, Column, Table, Typed
from tests.archetypes.truth import Says, actual, budget, deviation

GRANTS: tuple[tuple[str, int, str, int], ...] = (  # applied for, as it is typed, granted
    ("Brottsofferjouren", 1_000_000, "1\u00a0000\u00a0000 kr", 850_000),
    ("Kvinnojouren", 1_250_000, "1\u202f250\u202f000 kr", 1_250_000),
    ("Nattvandring.nu", 75_000, "75\u2009000:-", 60_000),
    ("Fryshuset", 500_000, "500 000,00", 400_000),
    ("Rädda Barnen lokalförening", 1_120_500, "1.120.500", 900_000),
    ("Skateparkens vänner", 48_000, "SEK 48 000", 48_000),
    ("Bygdegårdsföreningen", 36_500, "36500 kronor", 36_500),
    ("Idrottsalliansen", 2_400_000, "2 400 000", 2_000_000),
)


def grants() -> Book:
    """Whole kronor with five kinds of spaces, dots, ':-' and words; the granted amounts are numbers."""
    book = Book("Calibri", 11, "#DDEBF7")
    page = book.page("Föreningsbidrag 2022", KR, A=34, B=20, C=16, D=14)
    page.text("A1", "Beviljade bidrag till ideella föreningar 2022", bold=True, size=13)
    page.text("A2", "Kultur- och fritidsnämnden 2022-03-14 § 31. Belopp i kronor.")
    columns = (
        Column("Förening"),
        Column("Sökt belopp", Says(2022)),
        Column("Beviljat", budget(2022)),
        Column("Org.nr"),
    )
    table = Table(page, 4, columns, fill=book.fill)
    for number, (name, applied, text, granted) in enumerate(GRANTS):
        table.line(name, Typed(applied, text), granted, f"8024{number}3-1{number}27")
    applied = sum(each[1] for each in GRANTS)
    table.line(
        "Summa",
        Typed(applied, f"{applied:,} kr".replace(",", "\u00a0")),
        sum(each[3] for each in GRANTS),
        role="total",
        bold=True,
        top=1,
    )
    return book


def minuses() -> Book:
    """Every kind of minus and plus; a text among numbers; a dash where there is nothing."""
    book = Book("Arial", 10, "#FCE4D6")
    page = book.page("Avvikelser", MKR, A=36, B=12, C=12, D=14)
    page.text("A1", "Avvikelser per nämnd, bokslut 2022 (mkr)", bold=True, size=13)
    columns = (
        Column("Nämnd"), Column("Budget 2022", budget(2022), TENTHS), Column("Bokslut 2022", actual(2022), TENTHS),
        Column("Avvikelse", deviation(2022), TENTHS),
    )  # fmt: skip
    table = Table(page, 3, columns, fill=book.fill)
    rows: tuple[tuple[str, str, str, str | None, str], ...] = (  # budget, outcome, how the outcome is typed, deviation
        ("Kommunstyrelsen", "118.6", "119.1", None, "\u22120,5"),
        ("Socialnämnden", "498.7", "1112.9", "1\u00a0112,9", "– 614,2"),
        ("Barn- och utbildningsnämnden", "612.5", "625.0", "625,0", "(12,5)"),
        ("Tekniska nämnden", "84.3", "96.8", None, "12,5-"),
        ("Kultur- och fritidsnämnden", "71.3", "70.4", "70,4", "+0,9"),
        ("Miljö- och byggnadsnämnden", "18.9", "18.0", None, "0,9"),
        ("Valnämnden", "0.3", "0.3", None, "–"),
        ("Revision", "1.4", "1.4", "1,4", "±0"),
    )
    for name, wanted, paid, typed, off in rows:
        outcome = Decimal(paid)
        entry = outcome if typed is None else Typed(outcome, typed)
        table.line(name, Decimal(wanted), entry, Typed(Decimal(wanted) - outcome, off))
    page.text("A13", "( ) och efterställt minus är kvar från det gamla systemet.", size=9)
    return book


def triangles() -> Book:
    """Numbers stored as text beside real ones, some with a mark; the live sum misses the texts."""
    book = Book("Calibri", 11, "#FFF2CC")
    page = book.page("Internbudget", TKR, A=36, B=14, C=14)
    page.text("A1", "Internbudget 2023, tekniska nämnden", bold=True, size=13)
    page.text("A2", "tkr")
    columns = (
        Column("Ansvar"),
        Column("Budget 2022", budget(2022)),
        Column("Budget 2023", budget(2023, version="internal")),
    )
    table = Table(page, 4, columns, fill=book.fill)
    table.line("Nämnd och ledning", 2_140, 2_195)
    table.line("Gata och trafik", Typed(30_856, "30856"), 31_600)
    table.line("Park", 9_948, Typed(10_190, "10190 "))
    table.line("Vinterväghållning", Typed(8_178, " 8 178"), Typed(8_400, "8 400 1)"))
    table.line("Fastighet", 35_325, 36_180)
    table.line("Lokalvård", Typed(0, "-"), Typed(12_250, "12 250*"))
    table.line("Kostenhet", Typed(None, "?"), "utreds")  # a word, and no amount by that
    table.total("Summa")
    page.text("A14", "1) Nytt avtal från 1 november 2022.", size=9)
    page.text("A15", "* Övertas från barn- och utbildningsnämnden, 31 tjänster.", size=9)
    return book


def english() -> Book:
    """An export from a system that writes numbers the English way: '1,250.5', negative ones in parentheses."""
    book = Book("Arial", 10, "#D0CECE")
    page = book.page("Export", TKR, A=36, B=16, C=16, D=16)
    page.text("A1", "Resultat per förvaltning 2022", bold=True)
    page.text("A2", "Belopp i tkr")
    columns = (
        Column("Förvaltning"), Column("Budget 2022", budget(2022)), Column("Utfall 2022", actual(2022)),
        Column("Avvikelse", deviation(2022)),
    )  # fmt: skip
    table = Table(page, 4, columns, fill=book.fill)
    for name, wanted, paid in (
        ("Kommunledningskontoret", "118650.0", "117402.5"), ("Socialförvaltningen", "498730.0", "503155.2"),
        ("Utbildningsförvaltningen", "612480.0", "610007.8"), ("Valkansliet", "310.0", "298.4"),
    ):  # fmt: skip
        before, after = Decimal(wanted), Decimal(paid)
        table.line(name, *(Typed(each, abroad(each)) for each in (before, after, before - after)))
    return book


def abroad(number: Decimal) -> str:
    return f"({-number:,})" if number < 0 else f"{number:,}"


CASES = (
    Case("11a-grants-as-text.xlsx", grants),
    Case("11b-minus-signs.xlsx", minuses, "openpyxl"),
    Case("11c-text-among-numbers.xlsx", triangles),
    Case("11d-english-numbers.xls", english, LIBREOFFICE),
)
