"""15. What a pivot table leaves behind: filters on top, 'Radetiketter', 'Summa av …', 'Totalsumma', '(tom)'."""

from __future__ import annotations

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import WORK, tkr
from tests.archetypes.table import KR, TKR, Column, Table
from tests.archetypes.truth import Says, actual, budget, deviation

PIVOT = {"bold": True, "fill": "#DDEBF7"}
COMMITTEES = ("Kommunstyrelsen", "Kultur- och fritidsnämnden", "Tekniska nämnden")


def compact() -> Book:
    """Years across in whole kronor; the committees stand above what they do, indented."""
    book = Book()
    page = book.page("Pivot", KR, A=34, B=20, C=14, D=14, E=14)
    page.texts("A1", "Motpart", "(Alla)")
    page.texts("A2", "Budgetversion", "KF-beslut")
    page.texts("A4", "Summa av Belopp", "Kolumnetiketter", **PIVOT)
    years = (2021, 2022, 2023)
    columns = (
        Column("Radetiketter"), *(Column(year, Says(year)) for year in years),
        Column("Totalsumma", Says(), formula="B+C+D", across=True),
    )  # fmt: skip
    table = Table(page, 5, columns, fill="#DDEBF7")
    whole: list[int] = []
    for committee in COMMITTEES:
        with table.above(committee, top=0):
            first = table.row
            for name in WORK[committee]:
                table.line(name, *(tkr(name, year) * 1000 + 417 for year in years), indent=1)
            whole += range(first, table.row)
    whole.append(table.line("(tom)", None, 12_480, None))
    table.total("Totalsumma", whole, fill="#DDEBF7")
    return book


def measures() -> Book:
    """Budget, outcome and deviation as values, the year among the filters only; head counts as a value too."""
    book = Book()
    page = book.page("Blad4", TKR, A=34, **dict.fromkeys("BCDE", 20.0))
    page.texts("A1", "År", 2022)
    page.texts("A2", "Enhet", "tkr")
    page.texts("A3", "Förvaltning", "(Flera objekt)")
    columns = (
        Column("Radetiketter"), Column("Summa av Budget", budget(2022)), Column("Summa av Utfall", actual(2022)),
        Column("Summa av Avvikelse", deviation(2022), formula="B-C"),
        Column("Antal av Ansvar", why="a count", counts=True),
    )  # fmt: skip
    table = Table(page, 5, columns, fill="#DDEBF7")
    for committee in COMMITTEES:
        with table.above(committee, top=0):
            for name in WORK[committee]:
                table.line(name, tkr(name, 2022), tkr(name, 2022, "actual"), len(name) % 7 + 1, indent=1)
    rows = [row for row in range(6, table.row) if row not in table.sums]
    table.total("Totalsumma", rows, fill="#DDEBF7")
    return book


def tabular() -> Book:
    """Tabular form with the committee once per group and '… Summa' after it, pasted as values."""
    book = Book("Calibri", 10)
    page = book.page("Klistrat", TKR, A=32, B=30, C=16, D=16)
    page.text("A1", "Uttag 2022-09-07, tkr")
    columns = (
        Column("Nämnd"), Column("Verksamhet"), Column("Budget 2022", budget(2022)), Column("Utfall 2022", actual(2022)),
    )  # fmt: skip
    table = Table(page, 3, columns, named="B", fill="#DDEBF7")
    whole: list[int] = []
    for committee in COMMITTEES:
        page.text(f"A{table.row}", committee)
        first = table.row
        for name in WORK[committee]:
            table.line(name, None, tkr(name, 2022), tkr(name, 2022, "actual"))
        whole += range(first, table.row)
        moved(table, f"{committee} Summa", range(first, table.row), "subtotal")
    moved(table, "Totalsumma", whole, "total")
    return book


def moved(table: Table, label: str, rows: range | list[int], role: str) -> None:
    """A sum named in the first column, where the groups are."""
    table.named, kept = "A", table.columns
    table.columns = (kept[1], kept[0], *kept[2:])
    table.total(label, rows, role=role)
    table.named, table.columns = "B", kept


CASES = (
    Case("15a-pivot-compact.xlsx", compact),
    Case("15b-pivot-measures.xlsx", measures),
    Case("15c-pivot-pasted.ods", tabular, LIBREOFFICE),
)
