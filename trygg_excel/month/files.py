"""The files of a month: their names in the output folder, and their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trygg_excel.month.make import Month
from trygg_excel.month.period import ends_on, period_text
from trygg_excel.month.records import Records
from trygg_excel.month.versions import Change

if TYPE_CHECKING:
    from trygg_excel.month.inputs import Desk

WORKBOOK, PAGE, PAPER = "workbook", "page", "paper"
_SUFFIXES = {WORKBOOK: "xlsx", PAGE: "html", PAPER: "pdf"}
ASIDE = "tidigare"


def names_of(period: int, version: int) -> dict[str, str]:
    """Each file's name from the output folder: '2026-03/manadsrapport-2026-03.xlsx', '… -version-2.xlsx'."""
    said = period_text(period)
    more = f"-version-{version}" if version > 1 else ""
    return {kind: f"{said}/manadsrapport-{said}{more}.{suffix}" for kind, suffix in _SUFFIXES.items()}


def backup_name(period: int, digest: str) -> str:
    """Where a workbook that a reader has written in is put aside."""
    said = period_text(period)
    return f"{said}/{ASIDE}/manadsrapport-{said}-{digest[:8]}.xlsx"


def rendered(month: Month, changes: tuple[Change, ...], lang: str) -> dict[str, bytes]:
    """The month's files, by name: the same month gives the same bytes."""
    from trygg_excel.reporting.findings import without_answers
    from trygg_excel.reporting.html import render_html
    from trygg_excel.reporting.month_page import month_page
    from trygg_excel.reporting.month_report import month_report
    from trygg_excel.reporting.pdf import render_pdf
    from trygg_excel.reporting.xlsx import xlsx_bytes

    report = month_report(month, changes)
    names = names_of(month.period, month.given.version)
    return {
        names[WORKBOOK]: xlsx_bytes(report, lang),
        names[PAGE]: render_html(without_answers(report), lang).encode(),
        names[PAPER]: render_pdf(month_page(month, changes), ends_on(month.period), lang),
    }


def overview_files(desk: Desk, records: Records, year: int, lang: str) -> dict[str, bytes]:
    """The year's overview, made anew from the records each time a month is made."""
    from trygg_excel.reporting.html import render_html
    from trygg_excel.reporting.month_overview import year_report
    from trygg_excel.reporting.xlsx import xlsx_bytes

    report = year_report(desk.register, records, year, desk.unit, desk.config.month.title)
    return {
        f"oversikt-{year}.xlsx": xlsx_bytes(report, lang),
        f"oversikt-{year}.html": render_html(report, lang).encode(),
    }
