"""A report as a piece of a notebook's page: its verdict, and its tables with the long ones cut."""

from __future__ import annotations

from dataclasses import replace

from trygg_excel.finding import text
from trygg_excel.reporting.html import render_page, sections_of
from trygg_excel.reporting.model import Report, Row, RowRole, Sheet
from trygg_excel.reporting.plain import SYMBOLS, one_line, plain

MOST_ROWS = 12
MOST_SHEETS = 6


def fragment(report: Report, lang: str = "sv") -> str:
    """The report in HTML that needs no script and keeps its looks to itself; every text is escaped."""
    shown = replace(report, sheets=tuple(cut(each) for each in report.sheets[:MOST_SHEETS]))
    more = len(report.sheets) - MOST_SHEETS
    return render_page(
        "notebook/fragment.html.j2",
        "notebook/fragment.css",
        lang,
        title=one_line(report.title, lang),
        subtitle=plain(report.subtitle, lang),
        verdict=plain(report.verdict, lang),
        tone=report.tone.value,
        symbol=SYMBOLS[report.tone],
        sections=sections_of(shown, lang),
        more=plain(text("… och {n} tabeller till", "… and {n} more tables", n=more), lang) if more > 0 else "",
    )


def cut(sheet: Sheet) -> Sheet:
    """The sheet with at most MOST_ROWS rows, what is left out counted in words, and its last total kept."""
    rows = sheet.table.rows
    if len(rows) <= MOST_ROWS + 1:
        return sheet
    end = rows[-1:] if rows[-1].role is RowRole.TOTAL else ()
    left = len(rows) - MOST_ROWS - len(end)
    blank = (None,) * (len(sheet.table.columns) - 1)
    told = Row((text("… och {n} till", "… and {n} more", n=left), *blank), RowRole.GROUP)
    return replace(sheet, table=replace(sheet.table, rows=(*rows[:MOST_ROWS], told, *end)), chart=None)
