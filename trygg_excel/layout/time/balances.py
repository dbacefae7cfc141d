"""Amounts that stand at a day and are of no period: balance sheets, 'IB 2025', 'UB', 'Saldo 2025-08-31'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from trygg_excel.fact import Basis
from trygg_excel.layout.kinds.terms import DIFFERENCES, measure_in
from trygg_excel.layout.table import HeadedColumn, Stands
from trygg_excel.layout.time.months import says_accumulated
from trygg_excel.layout.time.periods import Period, day_period, is_bare_period, year_period, years_in

_THING = (
    r"(?:\w*balans(?:en|er)?\b|\w*balanse\b|balances?\b|\w*saldo|\w*skuld(?:er)?\b|\w*värde|eget kapital"
    r"|kapital\b|kassa|fond\b"
    r"|avsättning(?:ar)?|fund balance|cash|likvida|behållning|\w*reserv\b|reserves?\b"
    r"|anslagssparande|överföringsbelopp|balanserat"
    r"|resultat\b"
    r"|gjeld|gæld|egenkapital|lån\b)"
)
_OPENING = re.compile(
    rf"^(?:IB\b|primo\b)|\b(?:ingående|ing\.?|opening|beginning|inngående|alkava) (?:\w+ )?{_THING}"
    r"|\bvid (?:årets|periodens) (?:början|ingång)|\bat (?:the )?(?:start|beginning) of",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"^balansomslutning|^(?:UB\b|ultimo\b)|\b(?:utgående|utg\.?|closing|ending|päättyvä) (?:\w+ )?{_THING}"
    r"|\bvid (?:årets|periodens) (?:slut|utgång)|\bat (?:the )?end of",
    re.IGNORECASE,
)
_HELD = re.compile(  # what a column holds, perhaps with its day and unit, and no word of what became of it
    r"^(?:\w*skuld(?:er)?|\w*saldo|behållning|bokfört (?:värde|saldo)"
    r"|redovisat värde|nominellt belopp|utestående(?: \w+)?"
    r"|eget kapital|likvida medel|outstanding|balance(?! sheet)"
    r"|ack(?:umulerat|\.)? (?:resultat|över-? ?/? ?underskott))(?:,? (?:per|den|vid|i|at)\b.*)?(?:[ ,(]*(?:\d"
    r"|[tmk]?n?kr\b).*)?$"
    r"|^\w*fond(?:er)?(?: per)? 31\.12"
    r"|^(?:kapital|lån|borgen|tillgångar|värde|restvärde|anskaffningsvärde"
    r"|ack(?:umulera(?:d|de|t)|\.)? avskrivning(?:ar)?)"
    r"(?:,? per| den| vid)? (?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[ /.])",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"(?P<stands>balansräkning|balansrapport|balansbudget|balance sheet|statement of financial position|\bbalanse\b"
    r"|\btase\b|\bbilanz\b|^balancen?\b|\bbalancen\b)"
    r"|resultat|kassaflöde|income|cash flow|drift|regnskap|investering|tuloslaskelma|rahoitus|noter\b|not \d|nyckeltal",
    re.IGNORECASE,
)


_HOLDS = re.compile(  # a title of what there is at a day
    r"skuld(?:en|er|erna)?\b|åtaganden?\b|fordringar\b|eget kapital|likvida medel|behållning(?:ar)?\b|saldon?\b"
    r"|balanskravsreserv|utjämningsreserv",
    re.IGNORECASE,
)


_DECEMBER = 12
_OPENED = re.compile(r"\bIB\b|balans", re.IGNORECASE)
_MOVES = re.compile(r"^(?:period(?:en)?|omslutning|debet|kredit|rörelse)$|^periodens ", re.IGNORECASE)
_AT_YEARS_END = re.compile(r"\b(?:per|den|vid) (?:den )?(?:31 dec|31/12|årsskifte|årets slut)", re.IGNORECASE)


def standing(columns: Sequence[HeadedColumn], titles: Sequence[str], day: Period | None) -> list[HeadedColumn]:
    """The columns, each with the end of its period where its amounts stand there, by its or a balance sheet's words.

    `day`: the months up to the day that titles tell, at whose end stands what closes and tells no time itself.
    """
    several = sum(says_accumulated(each.heading) for each in columns) > 1  # 'Ack resultat | Ack budget' are of months
    found = [each if several and says_accumulated(each.heading) else _standing(each, titles) for each in columns]
    found = [_between(each, found) for each in found]
    if day is None or day.basis is not Basis.ACCUMULATED:
        return found
    found = [_at_years_start(each, day.year) for each in found]
    held = [_at_day(each, day) for each in found]
    return [_since_opened(each, held, day) for each in held]


def _between(column: HeadedColumn, columns: Sequence[HeadedColumn]) -> HeadedColumn:
    """A difference right after an opening balance and a closing one of the year is of the months between."""
    before = [each for each in columns if each.column < column.column][-2:]
    plain = measure_in(column.heading) in DIFFERENCES and not years_in(column.heading)
    if not plain or [each.stands for each in before] != [Stands.OPENING, Stands.CLOSING]:
        return column
    opened, closed = (each.period for each in before)
    if opened is None or closed is None or opened.year != closed.year or closed.end % 100 == _DECEMBER:
        return column
    return replace(column, period=Period(closed.year * 100 + 1, closed.end, Basis.ACCUMULATED))


def _at_years_start(column: HeadedColumn, year: int) -> HeadedColumn:
    """An opening balance is the year's, though the report is of a month of it: 'Ing balans', and not 'Ing saldo'."""
    untold = column.stands is Stands.OPENING and column.period is None
    return replace(column, period=year_period(year)) if untold and _OPENED.search(column.heading) else column


def _at_day(column: HeadedColumn, day: Period) -> HeadedColumn:
    untold = column.period in {None, year_period(day.year)} and not years_in(column.heading)
    closes = column.stands is Stands.CLOSING and untold
    return replace(column, period=day, inferred=False) if closes else column


def _since_opened(column: HeadedColumn, columns: Sequence[HeadedColumn], day: Period) -> HeadedColumn:
    """What leads from the opening balance to the closing is of the months between."""
    opened = any(each.stands is Stands.OPENING and each.column < column.column for each in columns)
    closing = [each for each in columns if each.stands is Stands.CLOSING and each.column > column.column]
    closed = any(each.period == day for each in closing)
    untold = column.period in {None, year_period(day.year)} and not column.stands and not years_in(column.heading)
    return replace(column, period=day) if opened and closed and untold else column


def _standing(column: HeadedColumn, titles: Sequence[str]) -> HeadedColumn:
    if measure_in(column.heading) in DIFFERENCES or _MOVES.search(column.own_heading):
        return column
    own = next((found for each in reversed(column.path) if (found := stands(each))), None)
    held = any(map(_is_held, column.path)) or _is_balance_sheet(titles)
    dated = day_period(column.own_heading) is not None
    dated = dated or (is_bare_period(column.own_heading) and any(map(_AT_YEARS_END.search, titles)))
    held = held or (dated and any(map(_HOLDS.search, titles)))
    found = own or (Stands.CLOSING if held else None)
    return replace(column, stands=found) if found else column


@lru_cache(maxsize=16_384)
def stands(words: str) -> Stands | None:
    """At which end of a period amounts of this name stand; None for those that are of a whole one."""
    return Stands.OPENING if _OPENING.search(words) else Stands.CLOSING if _CLOSING.search(words) else None


@lru_cache(maxsize=16_384)
def _is_held(heading: str) -> bool:
    return _HELD.search(heading) is not None


def at_end(period: Period, end: Stands) -> Period:
    """The month at one end of a period; what opens a split year is told by that year."""
    opens = end is Stands.OPENING and period.start > 0
    month = period.start if opens else period.end
    last = period.end if opens and month // 100 != period.year else month
    return Period(month, last, Basis.BALANCE)


def _is_balance_sheet(titles: Iterable[str]) -> bool:
    """Whether the nearest title that names a statement names a balance sheet and nothing else."""
    for title in titles:
        told = _names_balance_sheet(title)
        if told is not None:
            return told
    return False


@lru_cache(maxsize=16_384)
def _names_balance_sheet(title: str) -> bool | None:
    """None where a title names no statement."""
    named = list(_STATEMENT.finditer(title))
    return all(each["stands"] for each in named) if named else None
