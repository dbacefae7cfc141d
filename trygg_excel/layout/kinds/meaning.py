"""What kind of amount a cell holds: measure, nature, version and status, from its headings, its row and the titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trygg_excel.fact import Against, Measure, Nature, Status, Version
from trygg_excel.layout.kinds.beside import (
    after_budget,
    are_of_several_years,
    as_their_sum,
    at_a_day,
    by_sheet_only,
    guessed_months,
    headed,
    is_before_forecast,
    is_so_far,
    kind_of,
    may_have_been,
    months_beside,
    so_far,
)
from trygg_excel.layout.kinds.held_against import (
    between_rows,
    between_two,
    held_against,
    is_result_of_two,
    may_be_surplus,
    of_deviations,
    right_before,
)
from trygg_excel.layout.kinds.since import is_from_year_before
from trygg_excel.layout.kinds.terms import (
    DIFFERENCES,
    against_in,
    measure_in,
    measures_in,
    nature_in,
    plans,
    rejoined,
    says_only_ahead,
    says_spent,
    titled_measure,
    titled_nature,
)
from trygg_excel.layout.kinds.versions import status_of, version_of
from trygg_excel.layout.table import HeadedColumn, Table
from trygg_excel.layout.time.balances import stands
from trygg_excel.layout.time.months import says_accumulated, says_spent_so_far
from trygg_excel.layout.time.periods import years_in

_APRIL = 4
_WEAK = re.compile(
    r"resultat|^redovisning$|debitera|fakturera|inbetal|influ[tin]|erhåll|rekvirera|beräkna|förbruk", re.IGNORECASE
)
_CHANGED_THING = re.compile(  # an item of a statement, of the column's kind: 'Förändring likvida medel'
    r"(?:netto|periodens |årets )?förändring(?:ar)?\b (?!(?:mot|sedan|från|jämfört|mellan|till)\b|\d)", re.IGNORECASE
)
_RESULT = re.compile(r"resultat", re.IGNORECASE)
_STRONG = re.compile(r"utfall|bokslut|prognos|redovis(?!ning$)|actual|utbetal|upparbeta", re.IGNORECASE)
_ESTIMATE = re.compile(r"^(?!.*(?:revised|outturn|actual|year end|latest|probable)).*\bestimates?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """`guessed`: only what usually stands so tells the measure."""

    measure: Measure = Measure.OTHER
    nature: Nature = Nature.NONE
    against: Against | None = None
    version: Version | None = None
    status: Status | None = None
    guessed: bool = False


def meaning_of(
    column: HeadedColumn, table: Table, latest: int | None, row: str = "", file: str = "", *, step: bool = False
) -> Meaning:
    """A column's meaning; `row` is what the rows say of it where they are named by their measure; `file` its name.

    `step`: of rows that lead from one frame to the next.

    The nearest words decide: the column's own, the row's, the titles'. A proposal in the title is about the latest
    year, not the years shown beside it.
    """
    heading = rejoined(column.heading)
    over = _over_outcomes(heading, row)
    heading = over or (heading if measure_in(heading) else f"{heading} {row}".strip())
    context = " ".join((table.title, *table.subtitles, table.sheet))
    year = column.period.year if column.period else None
    own = measure_in(over) or headed(column.path) or measure_in(heading) or after_budget(column, table)
    own = None if _told_by_weak_words(own, heading, column, table) and _is_ahead(context, year) else own
    own = _planned(_estimated(own, column), context, year) or as_their_sum(column, table, context)
    own = _of_both(column, table) if own in DIFFERENCES and is_result_of_two(column, table) else own
    deviates = of_deviations(own, table)
    own = Measure.DEVIATION if deviates else between_two(column, table) or between_rows(row, table) or own
    if own is Measure.OTHER and column.stands and Measure.BUDGET not in measures_in(context):
        own = Measure.ACTUAL  # 'IB 2024': what there was
    own = own or _closed(column, context)
    measure = own or _titled(column, table, context, step=step) or so_far(heading) or at_a_day(column)
    measure = measure or months_beside(column, table) or _named(column, table, file)
    guessed = None if measure else guessed_months(column, table)
    unsure = own is None and measure is Measure.FORECAST and may_have_been(column, table)
    unsure = unsure or (measure in {Measure.ACTUAL, Measure.FORECAST} and may_be_surplus(column, table))
    measure = measure or guessed or Measure.OTHER
    before = against_in(heading) is Against.PRIOR_YEAR or is_from_year_before(column, table)
    measure = Measure.CHANGE if measure is Measure.DEVIATION and before and not deviates else measure
    return Meaning(
        measure,
        nature_in(heading) or _titled_nature(context, measure, column) or Nature.NONE,
        held_against(heading, measure, column, table) if measure in DIFFERENCES else None,
        version_of(heading, measure, column, table, latest),
        status_of(heading, measure, column, table, latest),
        (guessed is not None and not are_of_several_years(column, table))
        or (own is None and by_sheet_only(column, table))
        or unsure,
    )


def _over_outcomes(heading: str, row: str) -> str:
    """What a row says of its kind of amount, where the column is of outcomes: a budget, a forecast or a difference."""
    told = measure_in(heading)
    ahead = says_only_ahead(row) and told is Measure.ACTUAL
    differs = told in {Measure.ACTUAL, Measure.OTHER} and measure_in(row) in DIFFERENCES
    return row if ahead or (differs and not _CHANGED_THING.match(row)) else ""


def _told_by_weak_words(own: Measure | None, heading: str, column: HeadedColumn, table: Table) -> bool:
    """Whether only a word like 'Resultat' or 'Inbetalt', and no budget beside it and no 't.o.m.', tells of outcomes."""
    weak = own in {Measure.ACTUAL, Measure.FORECAST} and _WEAK.search(heading) and not _STRONG.search(heading)
    return bool(weak) and not says_accumulated(heading) and not _budget_beside(column, table, heading)


def _of_both(column: HeadedColumn, table: Table) -> Measure | None:
    """The kind of the revenues and costs that a result stands right after, where both say the same."""
    kinds = {kind_of(each) for each in right_before(column, table)}
    return kinds.pop() if len(kinds) == 1 and kinds.isdisjoint(DIFFERENCES) else None


def _is_ahead(context: str, year: int | None) -> bool:
    return titled_measure(context, year) in {Measure.BUDGET, Measure.PLAN}


def _closed(column: HeadedColumn, context: str) -> Measure | None:
    """What stood at the end of a year before all that the titles name is an outcome, in a budget too."""
    before = column.period is not None and column.period.year < min(years_in(context), default=0)
    return Measure.ACTUAL if column.stands and before else None


def _budget_beside(column: HeadedColumn, table: Table, heading: str) -> bool:
    """Whether another column is headed as the year's budget: 'Debiterat' is what became of it in any title."""
    budgets = [each.period for each in table.columns if each != column and kind_of(each) is Measure.BUDGET]
    own = column.period
    alike = any(own is None or each is None or each.year == own.year for each in budgets)
    return alike and not _RESULT.search(heading)


def _planned(own: Measure | None, context: str, year: int | None) -> Measure | None:
    """A frame is a plan where the title says so of its year: 'Ram 2027' in 'Mål och budget 2026 med plan 2027–2028'."""
    planned = own is Measure.BUDGET and year is not None and plans(context, year)
    return Measure.PLAN if planned and Measure.BUDGET in measures_in(context) else own


def _titled_nature(context: str, measure: Measure, column: HeadedColumn) -> Nature | None:
    """What titles say of an amount's nature: nothing of what stands at a day, nor that an outcome is appropriated."""
    told = None if column.stands else titled_nature(context)
    became = measure in {Measure.ACTUAL, Measure.FORECAST}
    return None if told is Nature.APPROPRIATION and became else told


def _estimated(own: Measure | None, column: HeadedColumn) -> Measure | None:
    """A British council's 'Estimate' of a year is its budget, but for one that is revised or of the year's outcome."""
    british = column.period is not None and column.period.start % 100 == _APRIL
    return Measure.BUDGET if british and own is Measure.FORECAST and _ESTIMATE.search(column.heading) else own


def _titled(column: HeadedColumn, table: Table, context: str, *, step: bool) -> Measure | None:
    """What the titles say of a column that names no measure, where nothing in it says that they mean other columns."""
    measure = _named(column, table, context)
    if measure is Measure.CHANGE and table.rows and any(stands(each.label) for each in (table.rows[0], table.rows[-1])):
        return Measure.BUDGET if Measure.BUDGET in measures_in(context) else Measure.ACTUAL
    if measure is Measure.FORECAST and is_before_forecast(column, table):
        return Measure.ACTUAL
    if measure in {Measure.BUDGET, Measure.PLAN} and is_so_far(column, table):
        return Measure.ACTUAL
    if measure not in {Measure.BUDGET, None}:
        return measure
    if says_spent(column.heading, context) or (measure and says_spent_so_far(column.heading)):
        return Measure.ACTUAL
    return Measure.CHANGE if step or column.step else measure


def _named(column: HeadedColumn, table: Table, name: str) -> Measure | None:
    """What a title or a file's name says; differences only where no column is headed as one, for that it then means."""
    measure = titled_measure(name, column.period.year if column.period else None)
    differs = measure in DIFFERENCES
    headed = differs and any(measure_in(rejoined(each.heading)) in DIFFERENCES for each in table.columns)
    return None if headed else measure
