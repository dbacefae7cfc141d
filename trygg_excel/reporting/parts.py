"""The comparison and the reconciliation as reports of their own."""

from __future__ import annotations

from collections.abc import Sequence

from trygg_excel.checking import Checked
from trygg_excel.finding import Text
from trygg_excel.money import Unit
from trygg_excel.reconciliation import reconcile
from trygg_excel.reporting.comparison import AS_IT_IS, Wishes
from trygg_excel.reporting.control_workbook import assembled, compared_in, comparisons_of, shown_rows, unit_of, ways_of
from trygg_excel.reporting.findings import findings_sheet, unanswered
from trygg_excel.reporting.model import Report
from trygg_excel.reporting.reconciliation import reconciliation_sheet
from trygg_excel.reporting.summary import verdict_line
from trygg_excel.reporting.traceability import traceability_sheet


def comparison_report(
    checked: Checked, years: Sequence[int] | None = None, base: int | None = None, wishes: Wishes = AS_IT_IS
) -> Report | None:
    """The comparison sheets with their bridges, then the findings; None when nothing has two years or versions."""
    sheets = comparisons_of(checked, years, base, wishes, asked=True)
    if not sheets:
        return None
    verdict, tone = verdict_line(checked)
    title = Text("Jämförelse mellan år", "Comparison of years")
    shown = shown_rows(compared_in(checked, years, base, asked=True))
    findings = (unanswered(findings_sheet(checked, shown)),) if checked.findings else ()
    return assembled(title, checked, verdict, tone, (*sheets, *findings, traceability_sheet(checked)), wishes.unit)


def reconciliation_report(checked: Checked, unit: Unit | None = None) -> Report:
    """The reconciliation with the findings behind it; `unit` is what its reader wants it in."""
    verdict, tone = verdict_line(checked)
    reconciliation, decimals = reconcile(checked), None if unit is None else unit.decimals
    shown = shown_rows((), reconciliation)
    sheets = (
        reconciliation_sheet(reconciliation, unit or unit_of(checked), decimals),
        *ways_of(checked, shown),
        unanswered(findings_sheet(checked, shown)),
        traceability_sheet(checked),
    )
    return assembled(Text("Avstämning", "Reconciliation"), checked, verdict, tone, sheets, unit)
