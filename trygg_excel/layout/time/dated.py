"""The periods of columns that name a month or 'Ack' and leave the year to the title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.kinds.terms import DIFFERENCES, measure_in
from trygg_excel.layout.table import HeadedColumn, LabelledRow
from trygg_excel.layout.time.forecasts import made_in_months
from trygg_excel.layout.time.months import (
    MONTH_NAME,
    Months,
    is_only_months,
    month_number,
    months_in,
    says_accumulated,
    says_full_year,
    says_year_before,
)
from trygg_excel.layout.time.periods import Period, read_period, year_period
from trygg_excel.layout.time.so_far import reported_so_far, tells_report

_BRIDGE = 3  # steps
_STATED = {Measure.BUDGET, Measure.ACTUAL, Measure.FORECAST}  # amounts of a year, and no steps to it
_GOES_ON = re.compile(r"\bkvar\b|återstå(?:r|ende) av|förslag|\bbeslut\b", re.IGNORECASE)  # from the columns before
_ELSEWHEN = re.compile(
    r"(?<!\d)(?:20)?(?:1[3-9]|2\d|3[0-5])(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)|(?<!\d)\d{1,2}/\d\d(?!\d)|['’]\d\d\b"
    r"| -\d\d\b|\bföreg|\bförra|\bfjo[rl]"
    r"|tidigare år|nästa år"
    r"|\brullande|\brolling|\bR ?12\b|\b(?:prior|previous|last|next) year|\bforrige|\bedellinen|\bvorjahr",
    re.IGNORECASE,
)
_SAME = re.compile(r"\b(?:samma|motsvarande) (?:period|tid)|same period", re.IGNORECASE)
_LAST_DAY = re.compile(  # of a month, without its year: '31/8', '08-31'
    r"(?<![\d/.-])(?:2[89]|3[01])[/.] ?(1[0-2]|0?[1-9])(?![\d/.])|(?<![\d-])(0[1-9]|1[0-2])-(?:2[89]|3[01])(?![\d-])"
    rf"|(?<![\d/.-])(?:2[89]|3[01])(?::?[ae]|\.)? {MONTH_NAME}(?! ?\d)",
    re.IGNORECASE,
)
_DECEMBER = 12
_OF_WHOLE_YEAR = re.compile(r"\b(?:hel)?årsprognos(?:er(?:na)?)?\b(?! ?[\w ]*per månad)", re.IGNORECASE)
_CONCERNS = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,40}(?: \d)?) (?:avser|gäller) (?:år )?((?:19[5-9]|20\d)\d)(?!\d)")


def with_periods(columns: Sequence[HeadedColumn], year: int | None, words: Sequence[str]) -> tuple[HeadedColumn, ...]:
    """The columns, each with its period where its heading tells months or 'Ack' and the year is known.

    `year`: of the table's title; without it the only year the headings name. `words`: those that may say up to which
    month an accumulated column runs, nearest first: the table's titles, the names of sheet and file.
    """
    titled, year = year is not None, year or _only_year(columns)
    columns = _forecasts_of(columns, year, ahead=any(map(_OF_WHOLE_YEAR.search, words)))
    columns = [replace(each, period=_until_last_day(each)) if each.period else each for each in columns]
    if year is None:
        return tuple(_of_the_later(each, columns) for each in _within_months(columns))
    found: list[HeadedColumn] = []
    for column in columns:
        known = column.period is not None and not _is_loose(column)
        found.append(column if known else replace(column, period=_period(column, year, found, words)))
    found = reported_so_far(found, report_of(year, words), words, _part_of(year, words))
    return _between(found, year) if titled else tuple(_of_the_later(each, found) for each in _between(found, year))


def report_of(year: int, words: Iterable[str]) -> Period | None:
    """From January to the month of the report that titles and names tell."""
    return _up_to(year, [each for each in words if tells_report(each)])


def months_told(columns: Iterable[HeadedColumn], year: int | None, words: Sequence[str]) -> Period | None:
    """From January to the month that any title or name tells, of a report or not; without a `year` in the latest."""
    year = year or max((each.period.year for each in columns if each.period), default=None)
    return None if year is None else _up_to(year, words)


def _forecasts_of(columns: Sequence[HeadedColumn], year: int | None, *, ahead: bool) -> Sequence[HeadedColumn]:
    """The columns, those that are forecasts made in a month with their whole year: 'Prognos okt'.

    `ahead`: the titles say that all are forecasts of a year, so that a bare month is the one they were made in.
    """
    made = made_in_months({each.column: each.path for each in columns})
    made |= {each.column for each in columns if ahead and is_only_months(each.heading)}
    forecasts = {each.period.year if each.period else year for each in columns if _is_forecast(each)}
    beside = {each.period.year for each in columns if each.period and not _is_forecast(each)}
    alone = len(forecasts) == 1 and forecasts.isdisjoint(beside)
    found = [_forecast_of(each, year, alone=alone) if each.column in made else each for each in columns]
    return [_between_forecasts(each, year) if made else each for each in found]


def _is_forecast(column: HeadedColumn) -> bool:
    return measure_in(column.heading) is Measure.FORECAST


def _forecast_of(column: HeadedColumn, year: int | None, *, alone: bool) -> HeadedColumn:
    """A forecast made in a month, of that month's year; where nothing else is (`alone`), of the title's and not sure.

    'Prognos feb 2025' in 'Skatteintäkter 2026' was made the year before.
    """
    own = column.period.year if column.period else None
    if year is not None and own is not None and own < year and alone:
        return replace(column, period=year_period(year), inferred=True)
    return replace(column, period=year_period(of)) if (of := own or year) else column


def _between_forecasts(column: HeadedColumn, year: int | None) -> HeadedColumn:
    """A change from a forecast of one month to that of another is of the year too: 'Förändring apr–aug'."""
    differs = year is not None and measure_in(column.heading) in DIFFERENCES and months_in(column.heading) is not None
    return (
        replace(column, period=year_period(year))
        if differs and year and not says_accumulated(column.heading)
        else column
    )


def doubted_in_time(column: HeadedColumn) -> HeadedColumn:
    """A column whose heading may tell another time than the one it is read to have is not sure of its own.

    It holds digits that no period was found in ('Utfall 9/24'), or speaks of another year.
    """
    unread = column.period is None and _ELSEWHEN.search(column.heading)
    return replace(column, inferred=True) if unread else column


def dated_by_notes(columns: Sequence[HeadedColumn], notes: Iterable[str]) -> tuple[HeadedColumn, ...]:
    """The columns, those without a period in the year that a note says of them: 'Budget avser 2026'."""
    said = {match[1].casefold(): int(match[2]) for note in notes for match in _CONCERNS.finditer(note)}
    return tuple(
        replace(each, period=year_period(year))
        if each.period is None and (year := said.get(each.own_heading.casefold())) is not None
        else each
        for each in columns
    )


def _between(columns: Sequence[HeadedColumn], year: int) -> tuple[HeadedColumn, ...]:
    """The columns, with those that name no year and stand between two that do not sure to be of the title's year.

    Where that is neither's they are of the later: 'Saldo 2023-12-31 | Ökning | Minskning | Saldo 2024-12-31'. Several
    that lead from one year to the title's are a bridge, and of that.
    """
    dated = [each for each in columns if each.period is not None]
    years = {each.period.year for each in dated if each.period}
    if len(years) < 2:
        return tuple(columns)
    return tuple(_beside(each, columns, dated, None if year in years else year) for each in columns)


def _beside(
    column: HeadedColumn, columns: Sequence[HeadedColumn], dated: Sequence[HeadedColumn], other: int | None
) -> HeadedColumn:
    before = [each for each in dated if each.column < column.column]
    after = [each for each in dated if each.column > column.column]
    if column.period is not None or not before or not after or not (after[0].period and before[-1].period):
        return column
    if other is not None:
        return replace(column, period=year_period(after[0].period.year), inferred=True)
    steps = [each for each in columns if before[-1].column < each.column < after[0].column]
    bridge = len(steps) >= _BRIDGE and not any(measure_in(each.heading) in _STATED for each in steps)
    return column if bridge or before[-1].period.year == after[0].period.year else replace(column, inferred=True)


def _only_year(columns: Iterable[HeadedColumn]) -> int | None:
    """The year of all columns that name one."""
    named = {each.period.year for each in columns if each.period}
    return named.pop() if len(named) == 1 else None


def _within_months(columns: Sequence[HeadedColumn]) -> Sequence[HeadedColumn]:
    """The columns, with those that name a part of the year among months of one year in it: 'T1' after April 2026."""
    year = _only_year(each for each in columns if each.period and each.period.basis is Basis.PERIOD)
    if year is None:
        return columns
    found: list[HeadedColumn] = []
    for column in columns:
        told = column.period is not None and not _is_loose(column)
        own = None if told or not _names_part(column.heading) else _in_the_months(column, year, found)
        found.append(replace(column, period=own) if own else column)
    return found


def _in_the_months(column: HeadedColumn, year: int, before: Sequence[HeadedColumn]) -> Period | None:
    """What accumulates beside months of one year, of them; in another year it is of the same: 'Ack 2025 | Ack 2024'."""
    if column.period is None or column.period.year == year:
        return _period(column, year, before, ())
    until = _up_to_last(year, before)
    return until.before(year - column.period.year) if until else None


def _names_part(heading: str) -> bool:
    return months_in(heading) is not None or says_full_year(heading) or says_accumulated(heading)


def _of_the_later(column: HeadedColumn, columns: Sequence[HeadedColumn]) -> HeadedColumn:
    """A difference that names no year is of the later of the years beside it; for sure only right after two of them.

    One that names two columns is of the later of these: 'Bu - Pr 2'. What is left or proposed is taken to be so too.
    """
    differs = measure_in(column.heading) in DIFFERENCES
    if column.period is not None or not (differs or _GOES_ON.search(column.heading)):
        return column
    operands = re.split(r" [-–/] |[-–/]", column.own_heading)
    named = [each.period for each in columns if each.period and any(_is_short(word, each) for word in operands)]
    if len(named) > 1:
        return replace(column, period=max(named, key=lambda each: each.end))
    before = [each.period for each in columns if each.period is not None and each.column < column.column][-2:]
    if not before:
        return column
    beside = {each.column for each in columns if each.period is not None} >= {column.column - 1, column.column - 2}
    return replace(
        column, period=max(before, key=lambda each: each.end), inferred=not (beside and differs) or len(operands) > 1
    )


def _is_short(operand: str, column: HeadedColumn) -> bool:
    """Whether an operand of a difference is a column's heading, perhaps cut short: 'Pr 2' of 'Prognos 2'."""
    short, whole = operand.casefold().replace(".", " ").split(), column.own_heading.casefold().split()
    return len(short) == len(whole) > 0 and all(map(str.startswith, whole, short))


def rows_with_months(
    rows: Sequence[LabelledRow], year: int | None, words: Sequence[str] = ()
) -> tuple[LabelledRow, ...]:
    """The rows, each that names its measure and months with these in the title's year: 'Utfall t.o.m. augusti'.

    What only accumulates runs as far as `words` say of the report: 'Budget ack'.
    """
    if year is None:
        return tuple(rows)
    so_far = _up_to(year, words)
    rows = [
        row._replace(period=so_far)
        if so_far and row.period is None and row.measure == row.label and _only_accumulates(row.label)
        else row
        for row in rows
    ]
    made = made_in_months({row.row: (row.label,) for row in rows if row.measure == row.label})
    return tuple(
        row._replace(period=year_period(year) if row.row in made else _of(year, months))
        if row.period is None and row.measure == row.label and (months := months_in(row.label))
        else row
        for row in rows
    )


def _only_accumulates(label: str) -> bool:
    return says_accumulated(label) and months_in(label) is None and not says_year_before(label)


def _is_loose(column: HeadedColumn) -> bool:
    """A column said to accumulate, of a year and no month: 'Utfall ack 2022'."""
    whole = column.period is not None and column.period == year_period(column.period.year)
    part = says_accumulated(column.heading) or _says_part(column.heading) or _last_day(column) is not None
    return whole and part and not says_full_year(column.heading)


@lru_cache(maxsize=16_384)
def _says_part(heading: str) -> bool:
    return _SAME.search(heading) is not None


def _until_last_day(column: HeadedColumn) -> Period | None:
    """The months of its own year up to the day that a column names: 'Utfall -25 t o m 30/9'."""
    month = _last_day(column) if _is_loose(column) else None
    return column.period if month is None or column.period is None else _to_month(column.period.year, month)


def _to_month(year: int, month: int) -> Period:
    return year_period(year) if month == _DECEMBER else Period(year * 100 + 1, year * 100 + month, Basis.ACCUMULATED)


def _last_day(column: HeadedColumn) -> int | None:
    """The month on whose last day a column of outcomes ends: 'Utfall 31/8', 'Utfall -26 t o m 30/9'."""
    return _ends_with(column.heading)


@lru_cache(maxsize=16_384)
def _ends_with(heading: str) -> int | None:
    day = _LAST_DAY.search(heading)
    if day is None:
        return None
    outcome = measure_in(heading)
    if not (outcome is Measure.ACTUAL or (outcome is None and day[3] is None)):
        return None
    return month_number(day[3]) if day[3] else int(day[1] or day[2])


def _period(column: HeadedColumn, year: int, before: Sequence[HeadedColumn], words: Sequence[str]) -> Period | None:
    held = measure_in(column.heading) in DIFFERENCES  # against the year before, and not of it
    before_it = not held and says_year_before(column.heading)
    titled, year = year, column.period.year if column.period is not None else year - before_it
    if month := _last_day(column):
        return _to_month(year, month)
    for text in (*column.path[-1:], column.heading):
        if months := months_in(text):
            return _of(year, months)
    if says_full_year(column.heading):
        return year_period(year)
    if says_accumulated(column.heading) or _SAME.search(column.heading):
        if year < titled and (until := _up_to(titled, words) or _up_to_last(titled, before)):
            return until.before(titled - year)
        return _up_to(year, words) or _up_to_last(year, before) or column.period or year_period(year)
    return column.period or (year_period(year) if before_it else None)


def _of(year: int, months: Months) -> Period:
    basis = Basis.ACCUMULATED if months.accumulated else Basis.PERIOD
    return Period(year * 100 + months.first, year * 100 + months.last, basis)


def _up_to(year: int, words: Sequence[str]) -> Period | None:
    """From January to the month that a title or a name tells: 'Uppföljning april 2022'."""
    part = _part_of(year, words)
    return None if part is None else Period(year * 100 + 1, part.end, Basis.ACCUMULATED)


def _part_of(year: int, words: Sequence[str]) -> Period | None:
    """The month or months of the year that a title or a name tells, nearest first."""
    for text in words:
        period = read_period(text)
        if period is not None and period.year == year and period.basis is not Basis.FULL_YEAR:
            return period
        if period is None and (months := months_in(text)):
            return _of(year, months)
    return None


def _up_to_last(year: int, before: Sequence[HeadedColumn]) -> Period | None:
    """From January to the last of the months that stand to the left."""
    ends = [each.period.end for each in before if each.period and each.period.basis is Basis.PERIOD]
    ends = [end for end in ends if end // 100 == year]
    return Period(year * 100 + 1, max(ends), Basis.ACCUMULATED) if ends else None
