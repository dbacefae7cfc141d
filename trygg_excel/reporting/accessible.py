"""The rules of a report that everybody can read, held against the report before it is drawn.

They follow domain.md 4: the Swedish law on access to digital service, and the UK's guidance on spreadsheets.
"""

from __future__ import annotations

from collections.abc import Iterator

from trygg_excel.finding import Text, text
from trygg_excel.reporting.model import Report, Sheet


def broken_in(report: Report) -> tuple[Text, ...]:
    """What breaks a rule, each with where; nothing when all is well."""
    return tuple(_of_report(report)) + tuple(broken for sheet in report.sheets for broken in _of_sheet(sheet))


def _of_report(report: Report) -> Iterator[Text]:
    if not _said(report.title):
        yield Text("rapporten saknar titel", "the report has no title")
    if not _said(report.verdict):
        yield Text("rapporten svarar inte på sin första rad", "the report does not answer on its first line")
    if not report.sheets:
        yield Text("rapporten har inga blad", "the report has no sheets")
    ids = [sheet.id for sheet in report.sheets]
    if len(set(ids)) < len(ids):
        yield Text("två blad har samma id", "two sheets have the same id")


def _of_sheet(sheet: Sheet) -> Iterator[Text]:
    name, table = sheet.title, sheet.table
    if not _said(name):
        yield text("bladet {id} saknar titel", "the sheet {id} has no title", id=sheet.id)
    if not table.columns:
        yield text("{name}: tabellen saknar kolumner", "{name}: the table has no columns", name=name)
    for number, row in enumerate(table.rows, 1):
        if len(row.cells) != len(table.columns):
            yield text("{name}: rad {n} har fel antal celler", "{name}: row {n} has a wrong number of cells",
                       name=name, n=number)  # fmt: skip
        elif all(cell is None or cell == "" for cell in row.cells):
            yield text("{name}: rad {n} är tom", "{name}: row {n} is blank", name=name, n=number)
    aside = [column.answer or column.aside for column in table.columns]
    if aside != sorted(aside):
        yield text("{name}: kolumner vid sidan av utskriften står före utskrivna",
                   "{name}: columns beside what is printed stand before printed ones", name=name)  # fmt: skip
    if sheet.chart is not None and not (_said(sheet.chart.alt) and _said(sheet.chart.title)):
        yield text("{name}: diagrammet saknar titel eller beskrivning",
                   "{name}: the chart has no title or no description", name=name)  # fmt: skip


def _said(what: Text) -> bool:
    return bool(what.sv.strip() and what.en.strip())
