"""The papers that are forwarded: one page for the chief, and one a comparison or follow-up for the committee."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from trygg_excel.checking import Checked
from trygg_excel.comparing.budget_table import budget_table, decided_bridge
from trygg_excel.comparing.comparison import Comparison, compare
from trygg_excel.errors import TryggError
from trygg_excel.finding import Severity, Text, text
from trygg_excel.following_up.table import follow_up_table
from trygg_excel.held import Held
from trygg_excel.reporting.chief import chief_page
from trygg_excel.reporting.committee import committee_page, follow_up_page, warned
from trygg_excel.reporting.control_workbook import compared_workbooks
from trygg_excel.reporting.model import Report
from trygg_excel.unseen import unseen

CHIEF, COMMITTEE = "till-chefen", "till-namnden"
_MOST = 8  # pages for committees in one report: as many as there are comparisons in the control workbook


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A page and the name of its file, without suffix; `heading` is what it is called among others."""

    name: str
    heading: Text
    report: Report


def forwarded(checked: Checked, unread: tuple[TryggError, ...] = ()) -> tuple[Forwarded, ...]:
    """The chief's page first; no page for the committee where nothing has two years or a follow-up."""
    helds = compared_workbooks(checked)
    compared = [(held, compare(held)) for held in helds]
    seen = (_seen(held, each) for held, each in compared if each is not None)
    first = next((each for each in seen if each.rows), None)
    chief = Forwarded(CHIEF, Text("Till chefen", "For the chief"), chief_page(checked, helds, first, unread))
    return (chief, *_committees(checked, compared))


def _seen(held: Held, comparison: Comparison) -> Comparison:
    """The comparison's rows that are in sight: those whose changes may be told by name."""
    out = unseen(held)
    return replace(comparison, rows=tuple(row for row in comparison.rows if not out.intersection(row.sources.values())))


def _committees(checked: Checked, compared: Sequence[tuple[Held, Comparison | None]]) -> Iterator[Forwarded]:
    several = len(compared) > 1
    pages = [
        (held, page) for held, each in compared
        if (page := _committee(checked, held, each, held.budget.name if several else "")) is not None
    ]  # fmt: skip
    if len(pages) == 1:
        yield Forwarded(COMMITTEE, Text("Till nämnden", "For the committee"), pages[0][1])
        return
    for number, (held, page) in enumerate(pages[:_MOST], 1):
        heading = text("Till nämnden: {name}", "For the committee: {name}", name=held.budget.name)
        yield Forwarded(f"{COMMITTEE}-{number}", heading, page)


def _committee(checked: Checked, held: Held, comparison: Comparison | None, name: str) -> Report | None:
    """Whole years side by side where there are two; else the follow-up of one; else what years there are."""
    table = None if comparison is None else budget_table(held, comparison)
    followed = follow_up_table(held) if table is None or table.columns[-1].period else None
    wrong = any(
        each.severity is Severity.ERROR and each.is_open
        for check in checked.checks
        if check.budget.file == held.budget.file
        for each in check.findings
    )
    if followed is not None and followed.lines:
        return warned(follow_up_page(checked, followed, name), wrong=wrong)
    if comparison is None or table is None or not table.lines:
        return None
    return warned(committee_page(checked, comparison, table, decided_bridge(held, comparison), name), wrong=wrong)
