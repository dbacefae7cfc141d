"""What kind of amount a cell holds: measure, nature, version and status, from its headings, its row and the titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trygg_excel.fact import Against, Basis, Measure, Nature, Status, Version
from trygg_excel.layout.deviations import budgeted_and_become, is_bare_difference
from trygg_excel.layout.months import is_only_months, months_in, says_accumulated, says_spent_so_far
from trygg_excel.layout.periods import day_period, is_bare_period, is_only_period, years_in
from trygg_excel.layout.table import HeadedColumn, Table
from trygg_excel.layout.terms import (
    DIFFERENCES,
    against_in,
    measure_in,
    measures_in,
    nature_in,
    plans,
    rejoined,
    says_only_ahead,
    says_spent,
    status_in,
    titled_measure,
    titled_nature,
    version_in,
)

_APRIL = 4
_WEAK = re.compile(r"resultat|debitera|fakturera|inbetal|influ[tin]|erhåll|rekvirera|beräkna|förbruk", re.IGNORECASE)
_STRONG = re.compile(r"utfall|bokslut|prognos|redovis|actual|utbetal|upparbeta", re.IGNORECASE)
_ESTIMATE = re.compile(r"^(?!.*(?:revised|outturn|actual|year end|latest|probable)).*\bestimates?\b", re.IGNORECASE)
_FORECASTS = re.compile(r"prognos|\bP ?[1-4] ?[-–] ?P ?[1-4]\b", re.IGNORECASE)
_MOVED = re.compile(r"om-?disponer|virement|modificaci|tilläggs|ombudget", re.IGNORECASE)  # within a year's budget
_WHOLE = {Measure.BUDGET, Measure.ACTUAL, Measure.FORECAST}  # of which months are parts


@dataclass(frozen=True, slots=True)
class Meaning:
    measure: Measure = Measure.OTHER
    nature: Nature = Nature.NONE
    against: Against | None = None
    version: Version | None = None
    status: Status | None = None


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
    newest = column.period is None or latest is None or column.period.year == latest
    year = column.period.year if column.period else None
    own = measure_in(over) or _headed(column.path) or measure_in(heading) or _after_budget(column, table)
    own = _untold_by_weak_words(own, heading, context, year)
    own = _planned(_estimated(own, column), context, year) or _as_their_sum(column, table)
    own = _between_two(column, table) or own
    if own is Measure.OTHER and column.stands and Measure.BUDGET not in measures_in(context):
        own = Measure.ACTUAL  # 'IB 2024': what there was
    measure = own or _titled(column, table, context, step=step) or _so_far(heading) or _at_a_day(column)
    measure = measure or _months_beside(column, table)
    measure = measure or _named(column, table, file) or Measure.OTHER
    before = against_in(heading) is Against.PRIOR_YEAR or _between_years(column, table)
    measure = Measure.CHANGE if measure is Measure.DEVIATION and before else measure
    return Meaning(
        measure,
        nature_in(heading) or titled_nature(context) or Nature.NONE,
        _against(heading, measure, column, table) if measure in DIFFERENCES else None,
        _version(heading, context if newest and not _name_versions(table, version_in(context)) else ""),
        status_in(heading) or (status_in(context) if newest else None),
    )


def _over_outcomes(heading: str, row: str) -> str:
    """What a row says of its kind of amount, where that is a budget or a forecast and the column is of outcomes."""
    return row if says_only_ahead(row) and measure_in(heading) is Measure.ACTUAL else ""


def _untold_by_weak_words(own: Measure | None, heading: str, context: str, year: int | None) -> Measure | None:
    """A measure, but where only a word like 'Resultat' or 'Inbetalt' tells of outcomes in a title's budget or plan."""
    weak = own in {Measure.ACTUAL, Measure.FORECAST} and _WEAK.search(heading) and not _STRONG.search(heading)
    return None if weak and titled_measure(context, year) in {Measure.BUDGET, Measure.PLAN} else own


def _planned(own: Measure | None, context: str, year: int | None) -> Measure | None:
    """A frame is a plan where the title says so of its year: 'Ram 2027' in 'Mål och budget 2026 med plan 2027–2028'."""
    planned = own is Measure.BUDGET and year is not None and plans(context, year)
    return Measure.PLAN if planned and Measure.BUDGET in measures_in(context) else own


def _estimated(own: Measure | None, column: HeadedColumn) -> Measure | None:
    """A British council's 'Estimate' of a year is its budget, but for one that is revised or of the year's outcome."""
    british = column.period is not None and column.period.start % 100 == _APRIL
    return Measure.BUDGET if british and own is Measure.FORECAST and _ESTIMATE.search(column.heading) else own


def _between_two(column: HeadedColumn, table: Table) -> Measure | None:
    """A bare 'Differens' right after a budget and what became of it is a deviation, however it is called."""
    if not (is_bare_difference(column.own_heading) or column.own_heading.strip().casefold() == "resultat"):
        return None
    before = _right_before(column, table)
    years = {each.period.year for each in before if each.period}
    kinds = {measure_in(rejoined(each.heading)) for each in before}
    budgets = any(measure_in(rejoined(each.heading)) is Measure.BUDGET for each in table.columns)
    followed = budgets and kinds == {Measure.ACTUAL, Measure.FORECAST}  # 'Budget | Utfall | Prognos | Differens'
    return Measure.DEVIATION if (budgeted_and_become(before) or followed) and len(years) < 2 else None


def _right_before(column: HeadedColumn, table: Table) -> list[HeadedColumn]:
    """The two columns that a difference stands right after."""
    return [each for each in table.columns if each.column < column.column][-2:]


def _titled(column: HeadedColumn, table: Table, context: str, *, step: bool) -> Measure | None:
    """What the titles say of a column that names no measure, where nothing in it says that they mean other columns."""
    measure = _named(column, table, context)
    if measure is Measure.FORECAST and _is_before_forecast(column, table):
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


def _between_years(column: HeadedColumn, table: Table) -> bool:
    """Whether what is called a deviation stands after two years of one kind, in a table without any budget."""
    pair = _right_before(column, table)
    kinds = {measure_in(rejoined(each.heading)) for each in table.columns}
    alike = len(pair) > 1 and measure_in(pair[0].heading) is measure_in(pair[1].heading)
    years = {each.period.year for each in pair if each.period}
    return alike and len(years) > 1 and kinds.isdisjoint({Measure.BUDGET, Measure.FORECAST, Measure.PLAN})


def _is_before_forecast(column: HeadedColumn, table: Table) -> bool:
    """Whether months beside a column of forecasts are outcomes: they end before the month of the report."""
    period = column.period
    if period is None or period.basis not in {Basis.PERIOD, Basis.ACCUMULATED}:
        return False
    ahead = [each.period for each in table.columns if each.period and measure_in(each.heading) is Measure.FORECAST]
    told = (months.last for each in (table.title, *table.subtitles, table.sheet) if (months := months_in(each)))
    report = next(told, 12)
    years = [each.year for each in ahead]
    return bool(years) and (period.year < max(years) or period.end % 100 <= report)


def _headed(path: Sequence[str]) -> Measure | None:
    """The lowest heading's measure; a difference above it is its own, unless it is one of several things told there."""
    over = next((each for each in path[:-1] if measure_in(each) in DIFFERENCES and len(measures_in(each)) == 1), "")
    return measure_in(over) or (measure_in(path[-1]) if path else None)


def _so_far(heading: str) -> Measure | None:
    """What runs up to a day or a month is an outcome, where nothing says otherwise: '2025 t.o.m. aug'."""
    return Measure.ACTUAL if says_accumulated(heading) else None


def _months_beside(column: HeadedColumn, table: Table) -> Measure | None:
    """Months that nothing tells of are outcomes beside a budget or a forecast: 'Jan–aug 2025 | Budget 2025'."""
    part = column.period is not None and column.period.basis is Basis.ACCUMULATED
    ahead = {Measure.BUDGET, Measure.FORECAST} & {measure_in(each.heading) for each in table.columns}
    return Measure.ACTUAL if part and ahead and is_only_period(column.own_heading) else None


def _at_a_day(column: HeadedColumn) -> Measure | None:
    """What stands at the end of a year or a month is an outcome, where nothing says otherwise: '2024-12-31'."""
    period = day_period(column.own_heading)
    return Measure.ACTUAL if column.stands or (period and period.basis is not Basis.PERIOD) else None


def _after_budget(column: HeadedColumn, table: Table) -> Measure | None:
    """Bare years that follow a budget's are the next year's budget and then plans: 'Budget 2022', '2023', '2024'."""
    if column.period is None or not is_bare_period(column.own_heading):
        return None
    before = [each for each in table.columns if each.column < column.column and each.period]
    budgets = [each.period.year for each in before if each.period and measure_in(each.heading) is Measure.BUDGET]
    if not budgets or column.period.year <= budgets[-1]:
        return None
    return Measure.BUDGET if column.period.year == budgets[-1] + 1 else Measure.PLAN


def _as_their_sum(column: HeadedColumn, table: Table) -> Measure | None:
    """Months are of the measure that the accumulated column right after them names: 'jan | feb | Ack utfall'."""
    if not is_only_months(column.own_heading):
        return None
    after = (each for each in table.columns if each.column > column.column and not is_only_months(each.own_heading))
    total = next(after, None)
    if total is None or not says_accumulated(total.heading):
        return None
    context = " ".join((table.title, *table.subtitles, table.sheet))
    planned = titled_measure(context, column.period.year if column.period else None) is Measure.BUDGET
    told = measure_in(total.heading) or (None if planned else _so_far(total.heading))
    return told if told in _WHOLE else None


def _against(heading: str, measure: Measure, column: HeadedColumn, table: Table) -> Against:
    """What a difference says it is held against, or usually is; the budget of an earlier year is the year before."""
    said = against_in(heading)
    period = column.period or table.period.period
    earlier = said is Against.BUDGET and measure is Measure.CHANGE and period is not None
    if earlier and period and any(year < period.year for year in years_in(heading)):
        return Against.PRIOR_YEAR
    return said or _usually_against(measure, column, table)


def _usually_against(measure: Measure, column: HeadedColumn, table: Table) -> Against:
    """What a difference that does not say it is held against: the budget, or the year before.

    A change beside nothing but forecasts is held against the one before; what is moved within one year's budget
    changes that from one version to the next.
    """
    if measure is Measure.DEVIATION:
        part = column.period is not None and column.period.basis in {Basis.PERIOD, Basis.ACCUMULATED}
        return Against.PERIOD_BUDGET if part else Against.BUDGET
    between = {measure_in(each.heading) for each in _right_before(column, table)} == {Measure.FORECAST}
    if between or _FORECASTS.search(column.heading):
        return Against.FORECAST
    years = {each.period.year for each in table.columns if each.period and measure_in(each.heading) is Measure.BUDGET}
    if len(years) < 2 and _MOVED.search(column.heading):
        return Against.VERSION
    plain = is_bare_difference(column.own_heading) or not (column.step or years_in(column.heading))
    pair = _right_before(column, table) if plain else []
    if len(pair) > 1 and len({(measure_in(each.heading), each.period) for each in pair}) == 1 and pair[0].period:
        return Against.VERSION
    kinds = {each.column: measure_in(rejoined(each.heading)) for each in table.columns}
    follows = any(kind is Measure.FORECAST for at, kind in kinds.items() if at < column.column)
    alone = set(kinds.values()) - DIFFERENCES - {None} == {Measure.FORECAST}
    return Against.FORECAST if follows and alone else Against.PRIOR_YEAR


def _name_versions(table: Table, titled: Version | None) -> bool:
    """Whether a column is headed by the version that the titles name, so that they mean that column."""
    return titled is not None and any(version_in(each.heading) is titled for each in table.columns)


def _version(heading: str, context: str) -> Version | None:
    """The heading's, or the titles'; what is proposed for an internal or a supplementary budget is one of those."""
    own, titled = version_in(heading), version_in(context)
    kind = titled in {Version.SUPPLEMENTARY, Version.INTERNAL}
    return titled if own is None or (own is Version.PROPOSAL and kind) else own
