"""1. The memo's table: a title, years across, bullets before the names, the unit on the sum row."""

from __future__ import annotations

from decimal import Decimal

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import comma
from tests.archetypes.table import MKR, TENTHS, TKR, Column, Table, Typed
from tests.archetypes.truth import budget

YEARS = (2022, 2021, 2020)
ROWS: tuple[tuple[str, int, int, int], ...] = (  # tenths of a million
    ("Trygghetsvärdar (Orminge och Fisksätra)", 10, 8, 20),
    ("Ambulerande Trygghetsvärdar", 0, 8, 3),
    ("Brottsförebyggande trygghetssamordnare", 0, 4, 0),
    ("SSPF", 15, 15, 15),
    ("Stöd till lokala arbetsgrupper", 9, 9, 9),
    ("Kameraövervakning – centrala funktioner", 2, 2, 3),
    ("Insatser i samverkan med lokala aktörer", 5, 4, 0),
    ("Övriga insatser (LOV3, insatser mot unga i riskzon etcetera)", 9, 0, 0),
)


def tenths(number: int) -> Decimal:
    return Decimal(number) / 10


def as_text() -> Book:
    """Every amount typed as text, as pasted from Word; a no-break space after each bullet."""
    book = Book()
    page = book.page("Blad1", MKR, A=58, B=9, C=9, D=9)
    page.merge("A1:D1", "Förslag till fördelning av trygghetspaketets 5 mkr", bold=True, size=14)
    table = Table(page, 3, (Column(None), *(Column(year, budget(year), TENTHS) for year in YEARS)))
    for label, *amounts in ROWS:
        typed = (Typed(tenths(each), comma(tenths(each))) for each in amounts)
        table.line(f"•\u00a0{label}", *typed, name=label)
    sums = [sum(amounts) for amounts in zip(*(row[1:] for row in ROWS), strict=True)]
    typed = (Typed(tenths(each), comma(tenths(each))) for each in sums)
    table.line("• Summa miljoner kronor", *typed, name="Summa miljoner kronor", role="total", bold=True, top=1)
    return book


def as_numbers() -> Book:
    book = Book("Arial", 10, "#E7E6E6")
    page = book.page("Trygghetspaketet", MKR, A=58, B=9, C=9, D=9)
    page.merge("A1:D1", "Förslag till fördelning av trygghetspaketets 5 mkr", bold=True, size=13)
    page.text("A2", "Kommunstyrelsens arbetsutskott 2022-01-18", italic=True)
    table = Table(page, 4, (Column(None), *(Column(year, budget(year), TENTHS) for year in YEARS)), fill=book.fill)
    for label, *amounts in ROWS:
        table.line(f"• {label}", *map(tenths, amounts), name=label)
    table.total("• Summa miljoner kronor", name="Summa miljoner kronor")
    page.text("A15", "Beredning i brottsförebyggande rådet 2022-01-26, beslut i kommunstyrelsen 2022-02-07.", size=9)
    return book


def with_notes() -> Book:
    """In thousands, oldest year first, with footnotes, a case number and places for signatures."""
    book = Book("Times New Roman", 11, "#FFF2CC")
    page = book.page("Bilaga 1", TKR, A=60, B=12, C=12, D=12)
    page.text("D1", "Dnr KFKS 2021/1158", align="right", size=9)
    page.text("A2", "Trygghetspaketet 2020–2022, fördelning per insats", bold=True, size=14)
    page.text("A3", "Belopp i tkr", italic=True)
    columns = (Column("Insats"), *(Column(year, budget(year)) for year in reversed(YEARS)))
    table = Table(page, 5, columns, fill=book.fill)
    marks = {"SSPF": "1)", ROWS[-1][0]: "2)", "Ambulerande Trygghetsvärdar": "*"}
    for label, *amounts in ROWS:
        shown = f"{label} {marks[label]}" if label in marks else label
        table.line(shown, *(each * 100 for each in reversed(amounts)), name=label)
    table.total("Totalt")
    for row, note in enumerate(
        (
            "1) Skola, socialtjänst, polis och fritid. Socialnämnden bidrar med två tjänster utöver beloppet.",
            "2) 900 tkr avser 3 § lagen (1980:578) om ordningsvakter och unga i riskzon.",
            "* Ersätts av kommunvakter från och med 2022.",
        ),
        16,
    ):
        page.text(f"A{row}", note, size=9)
    page.text("A21", "Upprättad av: ______________________   Granskad av: ______________________", size=9)
    return book


CASES = (
    Case("01a-memo-table-text.xlsx", as_text),
    Case("01b-memo-table-numbers.ods", as_numbers, LIBREOFFICE),
    Case("01c-memo-table-notes.xlsx", with_notes, "openpyxl"),
)
