"""What a difference is of, as its amounts tell: the two columns that it is one of less the other, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from trygg_excel.fact import Against, Measure
from trygg_excel.layout.kinds.compared import compared
from trygg_excel.layout.kinds.meaning import Meaning
from trygg_excel.layout.kinds.terms import DIFFERENCES, against_in
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.periods import Period

_ROWS = 12  # looked at
_TELLING = 3  # rows where the difference is not zero, at least
_COLUMNS = 60  # in a table, at most
_NOTHING = Decimal("0.0005")  # a computed difference is not exact
_SURPLUS = re.compile(r"överskott|underskott", re.IGNORECASE)  # from the budget, or of revenues over costs
_PLAIN = re.compile(
    r"diff|skillnad|avv|överskott|underskott|[+±]", re.IGNORECASE
)  # neither a change nor a deviation of its own
_BECAME = {Measure.ACTUAL, Measure.FORECAST}
_Told = tuple[HeadedColumn, Meaning]


def proven_differences(
    told: Mapping[int, _Told], rows: Sequence[Mapping[int, Decimal]], titled: Period | None
) -> dict[int, Meaning]:
    """By column, the meaning of each difference whose own words do not say of what, where its amounts do.

    `told`: the columns as their words and neighbours tell; `rows`: their amounts; `titled`: of columns that name no
    time. Nothing of those whose amounts fit what is told, or fit pairs that say two things, or none.
    """
    found: dict[int, Meaning] = {}
    for at, (column, meaning) in told.items():
        if not may_differ(column, meaning) or len(told) > _COLUMNS or _says_of_what(column):
            continue
        answers = {_of(meaning, column, pair, titled) for pair in _pairs(at, told, rows)}
        if meaning.measure not in DIFFERENCES:
            answers = {each for each in answers if each and each.measure is Measure.DEVIATION}
        if len(answers) == 1 and (answer := answers.pop()) not in {None, meaning} and answer is not None:
            found[at] = answer
    return found


def may_differ(column: HeadedColumn, meaning: Meaning) -> bool:
    """Whether a column is one of differences, or is headed as a surplus, which may be one."""
    return meaning.measure in DIFFERENCES or _SURPLUS.search(column.own_heading) is not None


def _says_of_what(column: HeadedColumn) -> bool:
    return any(against_in(each) is not None or compared(each) is not None for each in (*column.path, column.heading))


def _pairs(at: int, told: Mapping[int, _Told], rows: Sequence[Mapping[int, Decimal]]) -> Iterator[tuple[_Told, _Told]]:
    """The pairs of columns that one is the difference of in all rows; no row may lack any of the three."""
    telling = [row for row in rows if row.get(at)][:_ROWS]
    if len({row[at] for row in telling}) < _TELLING:
        return
    others = [each for each, (_, meaning) in told.items() if each != at and meaning.measure not in DIFFERENCES]
    for one, other in combinations(others, 2):
        fits = all(one in row and other in row and _is_between(row[at], row[one], row[other]) for row in telling)
        if fits and all(any(row[each] for row in telling) for each in (one, other)):
            yield told[one], told[other]


def _is_between(difference: Decimal, one: Decimal, other: Decimal) -> bool:
    return abs(abs(difference) - abs(abs(one) - abs(other))) < _NOTHING


def _of(meaning: Meaning, column: HeadedColumn, pair: tuple[_Told, _Told], titled: Period | None) -> Meaning | None:
    """The meaning of a difference between two columns; None where their words do not tell it."""
    kinds = {each.measure for _, each in pair}
    years = {_year(each, titled) for each, _ in pair}
    if Measure.BUDGET in kinds and kinds & _BECAME and len(years) == 1:
        return _as(meaning, column, Measure.DEVIATION, Against.BUDGET)
    if len(kinds) == 1 and len(years) > 1 and None not in years and Measure.OTHER not in kinds:
        return _as(meaning, column, Measure.CHANGE, Against.PRIOR_YEAR)
    if kinds == {Measure.FORECAST}:
        return _as(meaning, column, Measure.CHANGE, Against.FORECAST)
    if kinds == _BECAME and len(years) == 1:
        return _as(meaning, column, meaning.measure, Against.FORECAST)
    return None


def _year(column: HeadedColumn, titled: Period | None) -> int | None:
    period = column.period or titled
    return period.year if period else None


def _as(meaning: Meaning, column: HeadedColumn, measure: Measure, against: Against) -> Meaning:
    """What is called a change stays one; a deviation from a part of the budget is still that."""
    if against is Against.BUDGET and meaning.against is Against.PERIOD_BUDGET:
        against = Against.PERIOD_BUDGET
    plain = _PLAIN.search(column.own_heading) or measure is Measure.CHANGE
    return replace(meaning, measure=measure if plain else meaning.measure, against=against, guessed=False)
