"""The main report: summary, findings, comparison with bridges, reconciliation, what was read, traceability."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from trygg_excel.checking import Checked
from trygg_excel.comparing.comparison import Comparison, compare
from trygg_excel.comparing.versions import versions_across, versions_within
from trygg_excel.errors import TryggError
from trygg_excel.finding import Source, Text, text
from trygg_excel.garbage import without_collecting
from trygg_excel.held import Held
from trygg_excel.money import MKR, Unit, unit_named
from trygg_excel.reconciliation import Reconciliation, reconcile
from trygg_excel.reporting.amounts_read import amounts_sheet, columns_read
from trygg_excel.reporting.amounts_read import rows_shown as rows_of_columns
from trygg_excel.reporting.comparison import AS_IT_IS, Wishes, comparison_sheets
from trygg_excel.reporting.comparison import rows_shown as compared_rows_shown
from trygg_excel.reporting.facts import facts_sheet
from trygg_excel.reporting.facts import rows_shown as rows_of_facts
from trygg_excel.reporting.findings import findings_sheet
from trygg_excel.reporting.lineage import lineage_sheet
from trygg_excel.reporting.model import Link, Report, Sheet, Tone
from trygg_excel.reporting.money_way import money_way_sheet
from trygg_excel.reporting.reconciliation import reconciliation_sheet
from trygg_excel.reporting.reconciliation import rows_shown as reconciled_rows
from trygg_excel.reporting.summary import summary_sheet, verdict_line
from trygg_excel.reporting.traceability import traceability_sheet
from trygg_excel.reporting.verdict_map import verdict_map_sheet

DRAFT = Text("ARBETSMATERIAL", "WORKING PAPER")
_MOST_COMPARED = 8  # workbooks outside a case that get comparison sheets of their own in one report


@without_collecting()
def control_report(checked: Checked, unread: tuple[TryggError, ...] = (), *, facts: bool = False) -> Report:
    """All that a run found, as one report.

    With `facts`, or where no comparison shows them, the single amounts have a sheet of their own.
    """
    verdict, tone = verdict_line(checked, unread)
    every = [fact for check in checked.checks for fact in check.held.facts]
    read = columns_read(every)
    reconciliation = reconcile(checked)
    compared = compared_in(checked)
    single = facts or not compared
    shown = (rows_of_facts(every) if single else rows_of_columns(read)) | shown_rows(compared, reconciliation)
    sheets = (
        summary_sheet(checked, unread),
        findings_sheet(checked, shown),
        *filter(None, (verdict_map_sheet(checked),)),
        *sheets_of(checked, compared),
        *ways_of(checked, shown),
        reconciliation_sheet(reconciliation, unit_of(checked)),
        amounts_sheet(read, unit_of(checked), alone=not single),
        *((facts_sheet(every),) if single else ()),
        traceability_sheet(checked),
    )
    return assembled(Text("Kontroll av budget", "Budget control"), checked, verdict, tone, sheets)


def shown_rows(
    compared: Iterable[tuple[int, Comparison]], reconciliation: Reconciliation | None = None
) -> dict[Source, Link]:
    """The row of a report to look at for each cell: in a comparison, else in the reconciliation."""
    shown = reconciled_rows(reconciliation) if reconciliation else {}
    for number, each in compared:
        shown |= compared_rows_shown(each, number)
    return shown


def ways_of(checked: Checked, shown: Mapping[Source, Link]) -> tuple[Sheet, ...]:
    """The money's way in each compared workbook whose years have a frame."""
    helds = compared_workbooks(checked)[:_MOST_COMPARED]
    several = sum(money_way_sheet(each, shown, unit_of(checked)) is not None for each in helds) > 1
    found = (money_way_sheet(each, shown, unit_of(checked), n * several) for n, each in enumerate(helds, 1))
    return tuple(each for each in found if each is not None)


def assembled(
    title: Text, checked: Checked, verdict: Text, tone: Tone, sheets: Sequence[Sheet], unit: Unit | None = None
) -> Report:
    """A report on a run: what it is about stands under its title; `unit` is what its reader chose."""
    shown = unit or unit_of(checked)
    names = [check.budget.name for check in checked.checks]
    about = (checked.register.named if checked.register else "") or (names[0] if len(names) == 1 else "")
    subtitle = text(
        "{about}. Belopp i {unit} där inget annat sägs.", "{about}. Amounts in {english} unless said otherwise.",
        about=about or f"{len(names)}", unit=shown.symbol, english=shown.english,
    )  # fmt: skip
    return Report(title, subtitle, DRAFT, verdict, tone, tuple(sheets))


def unit_of(checked: Checked) -> Unit:
    """The unit a report is shown in: the register's, else that of the first workbook."""
    if checked.register is not None:
        return unit_named(checked.register.unit)
    units = [fact.shown_unit for check in checked.checks for fact in check.held.facts[:1]]
    return units[0] if units else MKR


def comparisons_of(
    checked: Checked,
    years: Sequence[int] | None = None,
    base: int | None = None,
    wishes: Wishes = AS_IT_IS,
    *,
    asked: bool = False,
) -> tuple[Sheet, ...]:
    """Comparison sheets: of each case's primary workbook, and of workbooks that belong to no case; then versions.

    A workbook's years stand side by side, then the versions it has of a year, then the years that several have.
    """
    return sheets_of(checked, compared_in(checked, years, base, asked=asked), wishes)


def sheets_of(
    checked: Checked, compared: Sequence[tuple[int, Comparison]], wishes: Wishes = AS_IT_IS
) -> tuple[Sheet, ...]:
    """The sheets of these comparisons: those of years, then those of versions."""
    yearly = [sheet for n, each in compared if not each.versions for sheet in with_lineage(checked, each, n, wishes)]
    versions = [sheet for n, each in compared if each.versions for sheet in comparison_sheets(each, n, wishes)]
    return (*yearly, *versions)


def compared_in(
    checked: Checked, years: Sequence[int] | None = None, base: int | None = None, *, asked: bool = False
) -> list[tuple[int, Comparison]]:
    """The comparisons of a run, each with the number that tells it from others like it.

    `asked`: a person has named these workbooks to be compared.
    """
    helds = compared_workbooks(checked)
    found = [each for held in helds if (each := compare(held, years, base)) is not None]
    versions = [each for held in helds for each in versions_within(held)] + list(versions_across(helds, asked=asked))
    wanted = [each for each in versions if years is None or each.year in years]
    return [*_numbered(found[:_MOST_COMPARED]), *_numbered(wanted[:_MOST_COMPARED])]


def _numbered(found: Sequence[Comparison]) -> list[tuple[int, Comparison]]:
    """Each with the number that tells it from others of the same year (or of years); 0 where it is alone."""
    alike: dict[int | None, int] = {}
    alone = {year for year, times in Counter(each.year for each in found).items() if times == 1}
    numbered: list[tuple[int, Comparison]] = []
    for each in found:
        alike[each.year] = alike.get(each.year, 0) + 1
        numbered.append((0 if each.year in alone else alike[each.year], each))
    return numbered


def with_lineage(checked: Checked, comparison: Comparison, number: int, wishes: Wishes = AS_IT_IS) -> tuple[Sheet, ...]:
    """A comparison's sheets, with the comparable series where programmes were split or merged during its years."""
    lineage = lineage_sheet(checked.register, comparison, number)
    return (*comparison_sheets(comparison, number, wishes), *(() if lineage is None else (lineage,)))


def compared_workbooks(checked: Checked) -> list[Held]:
    """In a case the same figures stand in several workbooks: only its primary is compared."""
    in_case = {held.budget.file: case for case in checked.cases for held in case.members.values()}
    chosen: list[Held] = []
    for check in checked.checks:
        case = in_case.get(check.budget.file)
        primary = None if case is None else case.members.get(case.case.primary)
        if primary is None or primary.budget.file == check.budget.file:
            chosen.append(check.held)
    return chosen
