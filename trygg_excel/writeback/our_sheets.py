"""What we put after the user's sheets: the answer first, then comparison, reconciliation and the findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import BytesIO

from trygg_excel.checking import Checked
from trygg_excel.finding import Source, Text, text
from trygg_excel.reconciliation import reconcile
from trygg_excel.reporting.control_workbook import assembled, compared_in, sheets_of, shown_rows, unit_of
from trygg_excel.reporting.findings import findings_sheet
from trygg_excel.reporting.model import Link, Report, Row, Sheet
from trygg_excel.reporting.reconciliation import reconciliation_sheet
from trygg_excel.reporting.summary import summary_sheet, verdict_line
from trygg_excel.reporting.xlsx import render_xlsx
from trygg_excel.writeback.answers import Earlier, carried_over
from trygg_excel.writeback.reviews import reviewed_over, signed_over


def rendered(checked: Checked, lang: str, taken: Iterable[str], earlier: Earlier, *, dropped: bool = False) -> bytes:
    """Our sheets as a workbook of their own, none of them called as one of `taken`; the findings come last."""
    buffer = BytesIO()
    render_xlsx(annotation_report(checked, earlier, lang, dropped=dropped), buffer, lang, taken)
    return buffer.getvalue()


def annotation_report(checked: Checked, earlier: Earlier, lang: str, *, dropped: bool = False) -> Report:
    """The report that goes into the workbook it is about; `dropped`: it was put into a drop folder, and is again."""
    verdict, tone = verdict_line(checked)
    front = replace(summary_sheet(checked), title=Text("Kontrollbesked", "Control verdict"))
    compared, reconciliation = compared_in(checked), reconcile(checked)
    reconciled = reconciliation_sheet(reconciliation, unit_of(checked))
    shown = shown_rows(compared, reconciliation)
    sheets = (
        signed_over(front, reconciled, earlier.reviews, lang),
        *sheets_of(checked, compared),
        reviewed_over(reconciled, earlier.reviews, lang),
        _findings_sheet(checked, shown, earlier.answers, _DROP if dropped else _RUN),
    )
    return assembled(Text("Automatisk kontroll", "Automatic control"), checked, verdict, tone, sheets)


def reconciled_sheet(checked: Checked) -> Sheet:
    return reconciliation_sheet(reconcile(checked), unit_of(checked))


def _findings_sheet(
    checked: Checked, shown: Mapping[Source, Link], answers: Mapping[str, Mapping[str, str]], then: Text
) -> Sheet:
    """Every finding, each with a link to its cell and what the user had written beside it."""
    sheet = carried_over(findings_sheet(checked, shown), answers)
    place = next(number for number, column in enumerate(sheet.table.columns) if column.key == "cell")
    rows = tuple(_linked(row, place) for row in sheet.table.rows)
    how = text(_ANSWERS.sv, _ANSWERS.en, then=then)
    return replace(sheet, lead=(_LEAD, how) if rows else (_LEAD,), table=replace(sheet.table, rows=rows))


def _linked(row: Row, place: int) -> Row:
    """The row with its cell's name leading there."""
    told = row.cells[place]
    name, _, cell = str(told).rpartition("!")
    if not isinstance(told, str) or not name:
        return row
    return replace(row, cells=(*row.cells[:place], Link(told, name, cell=cell), *row.cells[place + 1 :]))


_ANSWERS = Text(
    "För att godta en anmärkning: skriv ja, motivering, namn och eventuellt sista dag till höger, spara, och "
    "{then}. Är ett föreslaget namn rätt: skriv Ja, samma insats.",
    "To accept a finding: write yes, a reason, your name and possibly a last day to the right, save, and "
    "{then}. Where a proposed name is right: write Yes, the same programme.",
)
_RUN = Text("kör trygg annotate på filen igen", "run trygg annotate on the file again")
_DROP = Text("lägg kopian i mappen in igen", "put the copy into the folder in again")
_LEAD = Text(
    "Det allvarligaste först. Cellens namn leder dit. De allvarligaste står också som anteckning i cellen.",
    "The most serious first. The cell's name leads there. The most serious also stand as notes at cells.",
)
