"""The comparison and the reconciliation as reports of their own."""

from __future__ import annotations

from collections.abc import Sequence

from trygg_excel.checking import Checked
from trygg_excel.finding import Text
from trygg_excel.reconciliation import reconcile
from trygg_excel.reporting.control_workbook import assembled, chosen_comparisons, unit_of, with_lineage
from trygg_excel.reporting.findings import findings_sheet, unanswered
from trygg_excel.reporting.model import Report
from trygg_excel.reporting.reconciliation import reconciliation_sheet
from trygg_excel.reporting.summary import verdict_line
from trygg_excel.reporting.traceability import traceability_sheet


def comparison_report(checked: Checked, years: Sequence[int] | None = None, base: int | None = None) -> Report | None:
    """The comparison sheets with their bridges; None when nothing has two years."""
    found = chosen_comparisons(checked, years, base)
    if not found:
        return None
    several = len(found) > 1
    sheets = [sheet for n, each in enumerate(found, 1) for sheet in with_lineage(checked, each, n * several)]
    verdict, tone = verdict_line(checked)
    title = Text("Jämförelse mellan år", "Comparison of years")
    return assembled(title, checked, verdict, tone, (*sheets, traceability_sheet(checked)))


def reconciliation_report(checked: Checked) -> Report:
    """The reconciliation with the findings behind it."""
    verdict, tone = verdict_line(checked)
    sheets = (
        reconciliation_sheet(reconcile(checked), unit_of(checked)),
        unanswered(findings_sheet(checked)),
        traceability_sheet(checked),
    )
    return assembled(Text("Avstämning", "Reconciliation"), checked, verdict, tone, sheets)
