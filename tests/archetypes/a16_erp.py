"""16. Flat exports of the accounting system: a report head, codes with leading zeros, credit negative, a count last."""

from __future__ import annotations

from datetime import date

from tests.archetypes.case import LIBREOFFICE, Case
from tests.archetypes.drawing import Book
from tests.archetypes.kommun import tkr
from tests.archetypes.table import KR, Column, Odd, Table
from tests.archetypes.truth import Says, actual, budget, deviation

ANSVAR = (("3110", "Bibliotek"), ("3120", "Fritidsgårdar"), ("3130", "Simhallar"), ("0310", "Nämnd och stab"))
ACCOUNTS = (
    ("3411", "Avgifter", -1), ("5011", "Månadslöner", 40), ("5611", "Arbetsgivaravgifter", 13),
    ("6011", "Lokalhyra", 22), ("6410", "Förbrukningsinventarier", 3),
)  # fmt: skip


def flat() -> Book:
    """Five rows of report head; one row per code string and period; 'Summa' and 'Antal rader' at the end."""
    book = Book("Arial", 9, "#D9D9D9")
    page = book.page("Huvudbok", KR, A=8, B=18, C=12, D=9, E=24, F=8, G=9, H=15)
    for row, text in enumerate(
        ("Ekonomisystem 7.3", "Rapport: HB-014 Huvudbok per konto", "Urval: Ansvar 03*-31*, Period 202201-202202",
         "Uttag: 2022-03-04 08:12  Användare: 41207", ""), 1,
    ):  # fmt: skip
        page.text(f"A{row}", text)
    columns = (
        Column("Ansvar"), Column("Ansvar(T)"), Column("Verksamhet"), Column("Konto"), Column("Konto(T)"),
        Column("Motp"), Column("Period", why="period", fmt="0"), Column("Belopp", Says(), "#,##0.00"),
    )  # fmt: skip
    table = Table(page, 6, columns, named="E", fill=book.fill)
    for period in (202201, 202202):
        for code, ansvar in ANSVAR:
            for konto, name, share in ACCOUNTS[: 5 if code != "0310" else 3]:
                amount = tkr(ansvar, 2022, str(period)) * share * 1000 // 1200
                told = Says(2022, "actual", period=str(period))
                table.line(name, code, ansvar, f"{code}0", konto, "0870", period, amount, says=told)
    rows = range(7, table.row)
    count = len(rows)
    table.named = "A"
    table.total("Summa", rows)
    page.text(f"A{table.row}", "Antal rader")
    page.no_amount(f"H{table.row}", count, "number of rows", fmt="0")
    return book


def as_csv() -> Book:
    """The same as text: the truth is where Excel would put it, the sheet named after the file."""
    return renamed(flat(), "16b-ledger-export")


def as_html() -> Book:
    return renamed(flat(), "16c-ledger-web-page")


def renamed(book: Book, name: str) -> Book:
    from dataclasses import replace

    page = book.pages[0]
    page.name = name
    page.truths = [replace(each, sheet=name) for each in page.truths]
    return book


def result() -> Book:
    """A result report by group of accounts: year's budget, phased budget, outcome, what is left, per cent used."""
    book = Book("Arial", 9, "#C9C9C9")
    page = book.page("Sheet1", KR, A=9, B=30, **dict.fromkeys("CDEFG", 14.0))
    page.text("A1", "Resultatrapport", bold=True, size=12)
    page.text("A2", "Ansvar: 3130 Simhallar")
    page.text("A3", "Period: 202201 - 202208")
    page.text("F3", "Utskriven 2022-09-07 kl 10:41")
    to_august = "202201-202208"
    columns = (
        Column("Konto", why="account", fmt="0"), Column("Benämning"), Column("Årsbudget", budget(2022)),
        Column("Budget ack", budget(2022, period=to_august)), Column("Utfall ack", actual(2022, period=to_august)),
        Column("Avvikelse ack", deviation(2022, "period_budget"), formula="D-E"),
        Column("Förbr %", why="per cent", fmt="0"),
    )  # fmt: skip
    table = Table(page, 5, columns, named="B", fill=book.fill)
    groups: list[int] = []
    for title, rows in (
        ("3 Intäkter", ((3110, "Entréavgifter", -3_900_000), (3190, "Hyror och arrenden", -610_000))),
        (
            "5 Personal",
            ((5011, "Månadslöner", 8_240_000), (5071, "Timlöner", 1_480_000), (5611, "Arbetsgivaravgifter", 3_054_000)),
        ),
        ("6-7 Övrigt", ((6011, "Lokalhyra", 10_560_000), (6211, "El", 1_925_000), (7411, "Övriga tjänster", 640_000))),
    ):
        page.text(f"A{table.row}", title, bold=True)
        table.row += 1
        first = table.row
        for konto, name, year in rows:
            paid = year * 2 // 3 * (970 + konto % 61) // 1000
            table.line(name, konto, year, year * 2 // 3, paid, Odd(round(100 * paid / year), "per cent"))
        groups.append(table.total(f"Summa {title.split()[1].lower()}", range(first, table.row), role="subtotal"))
    table.total("Resultat", groups)
    return book


def vouchers() -> Book:
    """One row per voucher line with dates, numbers and words around the amount; income negative."""
    book = Book("Calibri", 9, "#E7E6E6")
    page = book.page("Verifikationer", KR, A=11, B=10, C=8, D=26, E=9, F=34, G=13)
    page.text("A1", "Verifikationslista ansvar 3120, 2023", bold=True)
    columns = (
        Column("Datum"), Column("Ver.nr"), Column("Konto"), Column("Kontonamn"), Column("Ansvar"), Column("Text"),
        Column("Belopp", actual(2023), "#,##0.00"),
    )  # fmt: skip
    table = Table(page, 3, columns, named="D", fill=book.fill)
    doubt = "doubt: the account's name or the voucher's text, both name the row"
    for number, (day, account, name, text, amount) in enumerate(
        (
            (date(2023, 1, 9), 6410, "Förbrukningsmaterial", "Materialhuset AB fakt 20230107", 4_812),
            (date(2023, 1, 25), 5011, "Månadslöner", "Lön januari", 186_400),
            (date(2023, 1, 31), 3411, "Avgifter", "Café vecka 1–4", -7_650),
            (date(2023, 2, 2), 7051, "Resor", "Buss läger 14 elever", 12_300),
            (date(2023, 2, 24), 5011, "Månadslöner", "Lön februari", 188_120),
        ),
        100_412,
    ):
        page.text(f"A{table.row}", day, fmt="yyyy-mm-dd")
        page.no_amount(f"B{table.row}", number, "voucher", fmt="0")
        page.no_amount(f"C{table.row}", account, "account", fmt="0")
        table.line(name, None, None, None, "3120", text, amount, note=doubt)
    table.named = "F"
    table.total("Summa")
    return book


CASES = (
    Case("16a-ledger-flat.xlsx", flat, "xlsxwriter, in-line"),
    Case("16b-ledger-export.csv", as_csv, "csv"),
    Case("16c-ledger-web-page.xls", as_html, "html"),
    Case("16d-result-report.xls", result, LIBREOFFICE),
    Case("16e-vouchers.xlsx", vouchers),
)
