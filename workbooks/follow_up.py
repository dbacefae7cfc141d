"""The monthly follow-up of the package's programmes, as finance staff would keep it: months across, in thousands.

The budget is the memo's for 2022; outcomes and forecasts are made up, since the memo has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sheet import FINANCE, Sheet, new_sheet
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

MONTHS = ("jan", "feb", "mars")
HEADINGS = (
    "Insats", "Budget 2022", *(f"Utfall {month} 2022" for month in MONTHS), "Utfall t.o.m. mars 2022",
    "Periodbudget t.o.m. mars 2022", "Avvikelse mot periodbudget", "Prognos 2022", "Kommentar",
)  # fmt: skip
# tkr: budget for the year, outcome by month, forecast for the year.
FOLLOWED: dict[str, tuple[int, tuple[int, ...], int, str]] = {
    "Trygghetsvärdar (Orminge och Fisksätra)": (1_000, (78, 84, 81), 1_000, ""),
    "SSPF": (1_500, (125, 125, 125), 1_500, ""),
    "Stöd till lokala arbetsgrupper": (900, (21, 48, 66), 800, "Färre möten än planerat under vintern"),
    "Kameraövervakning – centrala funktioner": (200, (17, 17, 17), 200, ""),
    "Insatser i samverkan med lokala aktörer": (500, (30, 55, 95), 560, "Fler aktörer har anmält sig än väntat"),
    "Övriga insatser (LOV3, insatser mot unga i riskzon etcetera)": (
        900,
        (0, 0, 40),
        900,
        "Beslut i mars",
    ),
}
_FIRST = 4  # the row of the first programme, from 0
_ACCUMULATED, _PERIOD, _OFF, _FORECAST, _COMMENT = 5, 6, 7, 8, 9


def follow_up(path: Path) -> None:
    """March 2022: outcome by month and accumulated, period budget by twelfths, deviation as budget minus outcome."""
    title = "Uppföljning trygghetspaketet mars 2022"
    widths = (58, 11, 11, 11, 11, 13, 15, 15, 11, 40)
    with new_sheet(path, "Uppföljning", title, FINANCE, widths) as sheet:
        sheet.subtitle("Belopp i tkr. Avvikelse = periodbudget minus utfall, plus är bättre än budget.")
        sheet.headers(HEADINGS, height=48)
        for row, (label, (budget, months, forecast, comment)) in enumerate(FOLLOWED.items(), start=_FIRST):
            sheet.cells.write(row, 0, label, sheet.style())
            _amounts(sheet, row, budget, months, forecast, sheet.style(num_format="#,##0"))
            sheet.cells.write(row, _COMMENT, comment or None, sheet.style(indent=1, text_wrap=True))
        _sums(sheet)


def _amounts(sheet: Sheet, row: int, budget: int, months: Sequence[int], forecast: int, style: object) -> None:
    """One programme: the sums and the deviation are live."""
    spent, share = sum(months), budget * len(months) // 12
    sheet.cells.write_row(row, 1, (budget, *months), style)
    sheet.cells.write_formula(row, _ACCUMULATED, f"=SUM({xl_range(row, 2, row, 4)})", style, spent)
    sheet.cells.write(row, _PERIOD, share, style)
    off = f"={xl_rowcol_to_cell(row, _PERIOD)}-{xl_rowcol_to_cell(row, _ACCUMULATED)}"
    sheet.cells.write_formula(row, _OFF, off, style, share - spent)
    sheet.cells.write(row, _FORECAST, forecast, style)


def _sums(sheet: Sheet) -> None:
    last = _FIRST + len(FOLLOWED)
    style = sheet.style(bold=True, top=1, num_format="#,##0")
    sheet.cells.write(last, 0, "Summa", style)
    for column in range(1, _FORECAST + 1):
        span = xl_range(_FIRST, column, last - 1, column)
        sheet.cells.write_formula(last, column, f"=SUM({span})", style, sum(_column(column)))
    sheet.cells.write(last, _COMMENT, None, style)


def _column(column: int) -> list[int]:
    rows = [
        (budget, *months, sum(months), budget * len(months) // 12, budget * len(months) // 12 - sum(months), forecast)
        for budget, months, forecast, _ in FOLLOWED.values()
    ]
    return [row[column - 1] for row in rows]
