"""Write the founding case's workbooks as finance staff would make them: `python workbooks/build.py`.

Amounts are whole tenths of a million crowns, as in the memo; a string is a cell that was typed as text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from follow_up import follow_up
from sheet import CROWNS, FINANCE, MKR, STAFF, TKR, Amount, Table, counted, new_sheet
from xlsxwriter.utility import xl_range

BUILT_WITH = "3.3.1"  # the XlsxWriter that wrote the files in git; another may write other bytes

YEARS = (2022, 2021, 2020)
GROUPS = "Stöd till lokala arbetsgrupper"
CAMERAS = "Kameraövervakning – centrala funktioner"
OTHER = "Övriga insatser (LOV3, insatser mot unga i riskzon etcetera)"
PROGRAMMES: Table = {
    "Trygghetsvärdar (Orminge och Fisksätra)": (10, 8, 20),
    "Ambulerande Trygghetsvärdar": (0, 8, 3),
    "Brottsförebyggande trygghetssamordnare": (0, 4, 0),
    "SSPF": (15, 15, 15),
    GROUPS: (9, 9, 9),
    CAMERAS: (2, 2, 3),
    "Insatser i samverkan med lokala aktörer": (5, 4, 0),
    OTHER: (9, 0, 0),
}
LISTED = {  # the memo's list leaves out what is nought and spells out one name
    "Trygghetsvärdar (Orminge och Fisksätra)": "1,0",
    "SSPF (skola, socialtjänst, polis, fritid)": "1,5",
    GROUPS: "0,9",
    CAMERAS: "0,2",
    "Insatser i samverkan med lokala aktörer": "0,5",
    OTHER: "0,9",
    "Summa": "5,0",
}

UNKNOWN = "ej angivet"
KF, FUNDS, MEMO = "Kommunfullmäktige", "Framtidsfonderna", "Tjänsteskrivelse, KSAU"
CARE = "Förebyggande arbete bland barn och unga, öppenvård, avhopparverksamhet, våld i nära relationer"
FINANCING: tuple[tuple[str, Amount, Amount, str, str], ...] = (
    ("Trygghetspaketet 2.0, totalt", 200, 2022, "Budget 2022", "Samlingsnamn, omfattar flera finansieringskällor"),
    ("Trygghetspaketet, ram enligt kommunfullmäktige", 60, 2022, KF, ""),
    ("varav kommunstyrelsens fördelning", 50, 2022, MEMO, "Förslag, beslut väntas i kommunstyrelsen 2022-02-07"),
    ("varav till socialnämnden (Polarna/ungdomsverksamheten)", 10, 2022, KF, "Flyttas direkt till socialnämnden"),
    ("Satsningar via framtidsfonderna", 95, 2022, FUNDS, "Utöver trygghetspaketet"),
    ("varav trygghetsvakter/kommunvakter", 60, "2022–2023", FUNDS, "Avser två år tillsammans"),
    ("varav drogförebyggande arbete", UNKNOWN, 2022, FUNDS, ""),
    ("varav tryggare utemiljö", UNKNOWN, 2022, FUNDS, ""),
    ("Resurser inom socialnämndens ram", UNKNOWN, 2022, MEMO, CARE),
    ("Socialnämndens tillskott till SSPF", UNKNOWN, 2022, MEMO, "Två tjänster"),
)


def comparison(path: Path, table: Table = PROGRAMMES, typed: Sequence[int] = ()) -> None:
    """The memo's table. Its unit is said in the title and on the sum row only."""
    title = "Förslag till fördelning av trygghetspaketets 5 mkr"
    with new_sheet(path, "Jämförelse", title, STAFF, (58, 10, 10, 10)) as sheet:
        sheet.cells.merge_range("A1:D1", title, sheet.style(bold=True, font_size=STAFF.size + 3))
        sheet.subtitle("Kommunstyrelsens arbetsutskott")
        sheet.headers(("", *YEARS))
        sheet.rows(table, MKR, mark="• ")
        sheet.sum_row(table, MKR, "• Summa miljoner kronor", typed)


def plain_list(path: Path) -> None:
    """The memo's list: amounts as text, the year in the title only."""
    with new_sheet(path, "Lista", "Trygghetspaketet 2022", STAFF, (58, 18)) as sheet:
        for row, (label, amount) in enumerate(LISTED.items(), start=2):
            line = {"bold": True, "top": 1} if label == "Summa" else {}
            sheet.cells.write(row, 0, label, sheet.style(**line))
            sheet.cells.write(row, 1, f"{amount} miljoner kr", sheet.style(align="right", **line))


def financing(path: Path) -> None:
    """Where the money comes from. The amounts overlap, so there is no sum."""
    title = "Finansiering av Trygghetspaketet 2.0 år 2022"
    with new_sheet(path, "Finansiering", title, FINANCE, (56, 12, 12, 25, 50)) as sheet:
        sheet.subtitle("Belopp i mkr")
        sheet.headers(("Post", "Belopp"))
        head = sheet.style(bold=True, bg_color=FINANCE.fill, bottom=1, indent=1)
        sheet.cells.write_row(3, 2, ("Avser", "Beslut eller källa", "Kommentar"), head)
        amounts, words = sheet.style(num_format=MKR.code, align="right"), sheet.style(align="left", indent=1)
        wrapped = sheet.style(align="left", indent=1, text_wrap=True)
        for row, (label, amount, year, source, comment) in enumerate(FINANCING, start=4):
            sheet.cells.set_row(row, 30 if len(comment) > 60 else 17)
            sheet.cells.write(row, 0, label, sheet.style(indent=2 if label.startswith("varav") else 0))
            sheet.cells.write(row, 1, MKR.value(amount), amounts)
            sheet.cells.write_row(row, 2, (year, source), words)
            if comment:
                sheet.cells.write(row, 4, comment, wrapped)
        note = "Beloppen överlappar varandra och ska inte summeras."
        sheet.cells.write(5 + len(FINANCING), 0, note, sheet.style(italic=True))


def years_down(path: Path) -> None:
    """The table turned: years down, programmes across."""
    width = len(PROGRAMMES)
    turned = dict(sorted(zip(YEARS, zip(*PROGRAMMES.values(), strict=True), strict=True)))
    with new_sheet(path, "Per år", "Trygghetspaketet per år", STAFF, (8, *[20] * width, 10)) as sheet:
        sheet.subtitle("Miljoner kronor")
        sheet.headers(("År", *PROGRAMMES, "Summa"), height=64)
        first, number = sheet.style(bold=True, align="left"), sheet.style(num_format=MKR.code)
        last = sheet.style(bold=True, left=1, num_format=MKR.code)
        for row, (year, amounts) in enumerate(turned.items(), start=4):
            sheet.cells.write(row, 0, year, first)
            sheet.cells.write_row(row, 1, map(MKR.value, amounts), number)
            span, value = xl_range(row, 1, row, width), MKR.value(counted(amounts))
            sheet.cells.write_formula(row, width + 1, f"=SUM({span})", last, value)


def thousands(path: Path) -> None:
    """In thousands, oldest year first, nought shown as a dash."""
    table = {label: amounts[::-1] for label, amounts in PROGRAMMES.items()}
    with new_sheet(path, "Budget tkr", "Trygghetspaketet, budget 2020–2022", FINANCE, (60, 11, 11, 11)) as sheet:
        sheet.subtitle("Belopp i tkr")
        sheet.headers(("Insats", *reversed(YEARS)))
        sheet.rows(table, TKR)
        sheet.sum_row(table, TKR)


def crowns(path: Path) -> None:
    """Whole crowns that show as millions, and a footnote mark in a label."""
    table = {f"{label} 1)" if label == OTHER else label: amounts for label, amounts in PROGRAMMES.items()}
    with new_sheet(path, "Kronor", "Trygghetspaketet", FINANCE, (62, 14, 14, 14)) as sheet:
        sheet.subtitle("Belopp i mkr")
        sheet.headers(("Insats", *(f"Budget {year}" for year in YEARS)))
        sheet.rows(table, CROWNS)
        sheet.sum_row(table, CROWNS)
        note = "1) Användningen av LOV3 förutsätter beslut om förordnande."
        sheet.cells.write(6 + len(table), 0, note, sheet.style(font_size=9))


def wrong_sum(path: Path) -> None:
    """One figure mistyped (0,6 for 0,9) above typed sums."""
    comparison(path, {**PROGRAMMES, GROUPS: (6, 9, 9)}, (50, 50, 50))


def wrong_name(path: Path) -> None:
    """One programme misspelt and its amount for 2022 typed as text, so the live sum misses it."""
    changed: Table = {**PROGRAMMES, CAMERAS: ("0,2", 2, 3)}
    comparison(path, {label.replace("vakning", "vaking"): amounts for label, amounts in changed.items()})


BOOKS: dict[str, Callable[[Path], None]] = {
    "trygghetspaketet-jamforelse.xlsx": comparison,
    "trygghetspaketet-lista-2022.xlsx": plain_list,
    "trygghetspaketet-finansiering-2022.xlsx": financing,
    "trygghetspaketet-ar-nedat.xlsx": years_down,
    "trygghetspaketet-tkr.xlsx": thousands,
    "trygghetspaketet-kronor.xlsx": crowns,
    "felaktiga/trygghetspaketet-fel-summa.xlsx": wrong_sum,
    "felaktiga/trygghetspaketet-fel-namn.xlsx": wrong_name,
    "uppfoljning/trygghetspaketet-uppfoljning-2022-03.xlsx": follow_up,
}


def build(folder: Path) -> None:
    """Write every workbook under `folder`."""
    for name, write in BOOKS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write(folder / name)


if __name__ == "__main__":
    build(Path(__file__).parent)
