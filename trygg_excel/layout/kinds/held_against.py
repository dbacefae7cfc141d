"""Differences: what stands between which columns, and what it is held against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from trygg_excel.fact import Against, Basis, Measure, Nature
from trygg_excel.layout.kinds.beside import guessed_months, kind_of
from trygg_excel.layout.kinds.compared import LINKS
from trygg_excel.layout.kinds.terms import DIFFERENCES, SURPLUS, against_in, measure_in, nature_in, titled_measure
from trygg_excel.layout.table import HeadedColumn, Table
from trygg_excel.layout.time.deviations import budgeted_and_become, is_bare_difference
from trygg_excel.layout.time.months import says_year_before, without_months
from trygg_excel.layout.time.periods import without_years, years_in

_SO_FAR = re.compile(
    r"[()]|\b(?:ack(?:umulera[dt]t?)?\b\.?|ytd\b|hittills(?: i år)?|perioden|månaden|helår(?:et)?|i år)", re.IGNORECASE
)
_FORECASTS = re.compile(r"prognos|\bP ?[1-4] ?[-–] ?P ?[1-4]\b", re.IGNORECASE)
_MOVED = re.compile(r"om-?disponer|virement|modificaci|tilläggs|ombudget", re.IGNORECASE)  # within a year's budget
_ADJUSTED = re.compile(
    r"budget-?(?:justering|revider)|(?:reviderad|justerad|tilläggs|kompletterings|ändrings)-?budget", re.IGNORECASE
)
_VERSION = re.compile(r"\b(?:urspr|rev|just|fastställ|intern|KF\b|ny(?:tt)?\b|efter\b|före\b|version)", re.IGNORECASE)
_PROPOSED = re.compile(r"förslag|yrkande|äskande", re.IGNORECASE)
_OTHER_YEAR = re.compile(r"\b(?:nästa|innevarande|kommande|föreg\w*|förra|fg|fjol\w*)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE = re.compile(r"föregående|föreg\b|förra|tidigare|\bfg\b|previous|forrige", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:förändring|ändring|differens|diff|skillnad|change)\.? (?:mellan )?(\w[\w ]*?\w)"
    r" ?(?:[-–/]|\b(?:till|och|mot|to)\b) ?(\w[\w ]*\w)",
    re.IGNORECASE,
)
_FROM = re.compile(  # one end, a month or a report
    rf"\b(?:{LINKS}|från\b|sedan\b)"
    r" ((?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zåäö]*|T ?[1-3]|P ?[1-9])\b",
    re.IGNORECASE,
)
_SURPLUSES = re.compile(r"överskott|underskott", re.IGNORECASE)
_SURPLUS = re.compile(SURPLUS, re.IGNORECASE)
_SIGNS = re.compile(r"[+±Δ](?: ?/? ?[-−–])?|plus/minus|över/under", re.IGNORECASE)
_BECOMING = re.compile(r"\b(?:prognos|progn|P|utfall|bokslut) ?[1-4]?\b", re.IGNORECASE)
_MONTH = 3  # letters that tell a month
_OF_DEVIATIONS = re.compile(
    r"(?<!och )(?<!samt )(?<!med )(?<!inkl )(?<!, )(?<!\+ )(?<!& )(?<!/ )"
    r"\b(?:budget|prognos|helårs|netto)?avvikelser?\b(?!,? (?:och|samt|&)\b)"
    r"|\b(?:resultat|utfall|prognos) (?:mot|jämfört med|jmf\.?(?: med)?) (?:budget|ram)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\bminus\b|tecken|\bär\b|\bvisar\b|redovisas|\. \w+ \w+|=", re.IGNORECASE)
_TITLE = 12  # words
_BECAME = {Measure.ACTUAL, Measure.FORECAST}
_TWO = 2


def between_two(column: HeadedColumn, table: Table) -> Measure | None:
    """A bare 'Differens' right after a budget and what became of it is a deviation, however it is called.

    So is one right after a forecast, where another stands before that: 'Budget | Utfall | Diff | Prognos | Diff'.
    """
    bare = _is_bare(column, table)
    over = measure_in(" / ".join(column.path[:-1]))
    if not (bare or (over is None and column.own_heading.strip().casefold() == "resultat")):
        return None
    before = right_before(column, table)
    years = {each.period.year for each in before if each.period}
    kinds = {kind_of(each) or guessed_months(each, table) for each in before}
    budgets = any(kind_of(each) is Measure.BUDGET for each in table.columns)
    followed = budgets and kinds == _BECAME  # 'Budget | Utfall | Prognos | Differens'
    paired = budgeted_and_become(before) or (Measure.BUDGET in kinds and bool(kinds & _BECAME))
    if (paired or followed) and len(years) < _TWO:
        return Measure.DEVIATION
    return Measure.DEVIATION if bare and _again_from_budget(before, table) else None


def between_rows(row: str, table: Table) -> Measure | None:
    """A bare 'Diff' right under the rows of a budget and what became of it is a deviation."""
    if not (is_bare_difference(row) or _SIGNS.fullmatch(row.strip())):
        return None
    at = next((at for at, each in enumerate(table.rows) if each.measure == row), 0)
    over = {measure_in(each.measure) for each in table.rows[max(0, at - _TWO) : at]}
    return Measure.DEVIATION if Measure.BUDGET in over and over & _BECAME else None


def _is_bare(column: HeadedColumn, table: Table) -> bool:
    """Whether a heading says that amounts differ, and at most when: 'Diff', '+/-', 'Diff T1', 'Skillnad 2025'."""
    bare = _differs_barely(column.own_heading)
    return bare is True or (bare is None and not _ends_of_forecasts(_SO_FAR.sub(" ", column.own_heading), table))


@lru_cache(maxsize=16_384)
def _differs_barely(heading: str) -> bool | None:
    """Whether words say that amounts differ and no more; None where they say when besides."""
    own = _SO_FAR.sub(" ", heading)
    if is_bare_difference(own) or _SIGNS.fullmatch(own.strip()):
        return True
    rest = _BECOMING.sub(" ", without_years(without_months(own))).strip(" .:-–()")
    return None if len(years_in(own)) < _TWO and is_bare_difference(rest) else False


def _again_from_budget(before: Sequence[HeadedColumn], table: Table) -> bool:
    """Whether two columns are a difference and what became, later, of the budget of the same year before them."""
    if len(before) < _TWO or kind_of(before[0]) not in DIFFERENCES or kind_of(before[1]) not in _BECAME:
        return False
    became = before[1]
    earlier = _BEFORE.search(became.heading) or says_year_before(became.heading)
    budgets = [each for each in table.columns if each.column < became.column and kind_of(each) is Measure.BUDGET]
    periods = [each.period or table.period.period for each in (*budgets, became)]
    years = {each and each.year for each in periods}
    return bool(budgets) and not earlier and len(years) == 1


def right_before(column: HeadedColumn, table: Table) -> list[HeadedColumn]:
    """The two columns that a difference stands right after."""
    return [each for each in table.columns if each.column < column.column][-_TWO:]


def may_be_surplus(column: HeadedColumn, table: Table) -> bool:
    """Whether 'Prognostiserat överskott' beside a budget and what became of it may be the one less the other."""
    kinds = {kind_of(each) for each in table.columns if each != column}
    return _SURPLUSES.search(column.own_heading) is not None and Measure.BUDGET in kinds and bool(kinds & _BECAME)


def is_result_of_two(column: HeadedColumn, table: Table) -> bool:
    """Whether a difference is what revenues are over costs: 'Intäkter | Kostnader | Diff', 'Över-/underskott'."""
    both = {Nature.REVENUE, Nature.COST}
    if _is_bare(column, table):
        return {nature_in(each.own_heading) for each in right_before(column, table)} == both
    if _SURPLUS.search(column.heading) is None or _has_budget(table, column.heading):
        return False
    return {nature_in(each.own_heading) for each in table.columns} >= both


def of_deviations(own: Measure | None, table: Table) -> bool:
    """Whether a column headed by a report, 'Prognos mars' or 'Delår 1', is of the deviations that a title names.

    It is not where any column is headed as the budget or as a difference, or rows say what they are.
    """
    if own not in {None, *_BECAME} or not any(map(_is_of_deviations, (table.title, *table.subtitles))):
        return False
    others = {kind_of(each) for each in table.columns}
    return others <= {None, *_BECAME} and not any(each.measure for each in table.rows)


@lru_cache(maxsize=4096)
def _is_of_deviations(title: str) -> bool:
    """Whether deviations are a title's subject, and not what a sentence explains: 'minus i avvikelse är sämre'."""
    return len(title.split()) <= _TITLE and _OF_DEVIATIONS.search(title) is not None and not _SENTENCE.search(title)


def held_against(heading: str, measure: Measure, column: HeadedColumn, table: Table) -> Against:
    """What a difference says it is held against, or usually is; the budget of an earlier year is the year before."""
    said = against_in(heading)
    period = column.period or table.period.period
    if said is Against.PERIOD_BUDGET and measure is Measure.CHANGE and not _has_budget(table, heading):
        said = None  # 'Periodens förändring' of an account
    earlier = said is Against.BUDGET and measure is Measure.CHANGE and period is not None
    if earlier and period and any(year < period.year for year in years_in(heading)):
        return Against.PRIOR_YEAR
    return said or _usually(heading, measure, column, table)


def _has_budget(table: Table, heading: str) -> bool:
    kinds = {kind_of(each) for each in table.columns} | {measure_in(each.measure) for each in table.rows}
    return Measure.BUDGET in kinds or "budget" in heading.casefold()


def _usually(heading: str, measure: Measure, column: HeadedColumn, table: Table) -> Against:
    """What a difference that does not say it is held against: the budget, or the year before.

    A change beside nothing but forecasts is held against the one before; what is moved within one year's budget
    changes that from one version to the next.
    """
    if measure is Measure.DEVIATION:
        part = column.period is not None and column.period.basis in {Basis.PERIOD, Basis.ACCUMULATED}
        return Against.PERIOD_BUDGET if part else Against.BUDGET
    if _between_forecasts(heading, column, table):
        return Against.FORECAST
    if _is_within_one_budget(column, table):
        return Against.VERSION
    plain = is_bare_difference(column.own_heading) or not (column.step or years_in(column.heading))
    pair = right_before(column, table) if plain else []
    if len(pair) > 1 and _are_versions(pair):
        return Against.VERSION
    if len(pair) > 1 and _is_forecast_come_true(pair):
        return Against.FORECAST
    return Against.FORECAST if _after_forecasts(column, table) else Against.PRIOR_YEAR


def _is_within_one_budget(column: HeadedColumn, table: Table) -> bool:
    """Whether a change moves one year's budget from one version to the next: 'Budget | Justering | Ny budget'."""
    budgets = [each for each in table.columns if measure_in(each.heading) is Measure.BUDGET]
    if len({each.period.year for each in budgets if each.period}) >= _TWO:
        return False
    titled = _ADJUSTED.search(" ".join((table.title, *table.subtitles))) is not None
    years = {period.year for each in budgets if (period := each.period or table.period.period)}
    stated = column.step or kind_of(column) is Measure.CHANGE
    return _MOVED.search(column.heading) is not None or (titled and stated and len(years) == 1 and len(budgets) > 1)


def _are_versions(pair: Sequence[HeadedColumn]) -> bool:
    """Whether two columns are of the same time and kind, or two budgets named with the same years; no two outcomes."""
    kinds = {measure_in(each.heading) for each in pair}
    years = {tuple(_YEAR.findall(each.heading)) for each in pair}
    versions = any(years) or any(_VERSION.search(each.heading) for each in pair)
    versions = versions or all(_PROPOSED.search(each.heading) for each in pair)
    if kinds == {Measure.BUDGET} and len(years) == 1 and versions and not any(map(_is_of_another, pair)):
        return True
    alike = len(kinds) == 1 and len({each.period for each in pair}) == 1 and pair[0].period is not None
    return alike and kinds != {Measure.ACTUAL}


def _is_forecast_come_true(pair: Sequence[HeadedColumn]) -> bool:
    """Whether an outcome follows the forecast of its own year: 'Prognos okt | Bokslut | Diff'."""
    years = {each.period.year for each in pair if each.period}
    return [kind_of(each) for each in pair] == [Measure.FORECAST, Measure.ACTUAL] and (
        len(years) < _TWO and not any(map(_is_of_another, pair))
    )


def _is_of_another(column: HeadedColumn) -> bool:
    """Whether a budget is told to be of the year before or after: 'Budget fg år', 'Nästa års budget'."""
    return says_year_before(column.heading) or _OTHER_YEAR.search(column.heading) is not None


def _between_forecasts(heading: str, column: HeadedColumn, table: Table) -> bool:
    """Whether a change stands right after two forecasts, or an earlier one, or names two: 'Förändring T1–T2'."""
    pair = right_before(column, table)
    if {measure_in(each.heading) for each in pair} == {Measure.FORECAST} or _FORECASTS.search(column.heading):
        return True
    if pair and kind_of(pair[-1]) is Measure.FORECAST and _BEFORE.search(pair[-1].heading):
        return is_bare_difference(column.own_heading)
    return _ends_of_forecasts(heading, table)


def _ends_of_forecasts(heading: str, table: Table) -> bool:
    """Whether a heading names two forecasts of the table, or one that something is held against."""
    ends = _ENDS.search(heading) or _FROM.search(heading)
    if ends is None:
        return False
    told = [each.heading for each in table.columns if _is_forecast(each, table)]
    told += [each.measure for each in table.rows if measure_in(each.measure) is Measure.FORECAST]
    return all(any(_names(end, each) for each in told) for end in ends.groups())


def _is_forecast(column: HeadedColumn, table: Table) -> bool:
    """Whether a column is headed as a forecast, or by nothing and the title names nothing else: 'Cirkulär april'."""
    told = kind_of(column) or titled_measure(table.title, column.period.year if column.period else None)
    return told is Measure.FORECAST


def _names(end: str, heading: str) -> bool:
    """Whether a heading holds one end of a span: 'aug' of 'Prognos augusti', 'T1' of 'Prognos T1'."""
    word = re.escape(end if any(map(str.isdigit, end)) else end[:_MONTH])
    return re.search(rf"\b{word}", heading, re.IGNORECASE) is not None


def _after_forecasts(column: HeadedColumn, table: Table) -> bool:
    """Whether the other columns, or where none names its kind the rows, are forecasts, one of them before this."""
    kinds = {each.column: kind_of(each) for each in table.columns}
    follows = any(kind is Measure.FORECAST for at, kind in kinds.items() if at < column.column)
    return follows and set(kinds.values()) - DIFFERENCES - {None} == {Measure.FORECAST}
