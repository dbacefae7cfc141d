"""Whether facts hold against facts.yaml, told without pandas: nearly all do, and pandera takes longer to import than
most workbooks to read.

Each check is told here of plain values, once for each value there is, and of one fact of all that are alike but for
their place, name and amount. What is not known here, and what does not hold, is for pandera to judge and to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any

from trygg_excel.fact import Fact
from trygg_excel.fact_columns import CATEGORIES, COLUMNS, INTEGERS, attribute
from trygg_excel.schema.file import SchemaFile

_SHA256 = re.compile("[0-9a-f]{64}")
_CELL = re.compile("[A-Z]{1,3}[1-9][0-9]{0,6}")
_CURRENCY = re.compile("[A-Z]{3}")
_OWN = frozenset({"cell", "label", "group", "amount_ore", "raw"})  # a column's facts have all else in common
_OF_PERIOD = frozenset({"year", "month"})  # which the period tells
_SHARED = attrgetter(*(attribute(column) for column in COLUMNS if column not in _OWN | _OF_PERIOD))


def _is_period(value: int, low: int, high: int) -> bool:
    return low <= value // 100 <= high and 1 <= value % 100 <= 13


def _is_of_period(year: int | None, end: int | None) -> bool:
    return year == (None if end is None else end // 100)


def _is_of_month(month: int | None, start: int | None, end: int | None) -> bool:
    return month == (end % 100 if end is not None and start == end else None)


# By the name of the check: of all that stands in a column, with what the schema gives it.
VALUE: Mapping[str, Callable[..., bool]] = {
    "text_dtype": lambda values: all(issubclass(kind, str) for kind in set(map(type, values))),
    "text_not_blank": lambda values: all(map(str.strip, values)),
    "is_sha256": lambda values: all(map(_SHA256.fullmatch, values)),
    "is_cell_address": lambda values: all(map(_CELL.fullmatch, values)),
    "is_currency_code": lambda values: all(map(_CURRENCY.fullmatch, values)),
    "one_of": lambda values, allowed: all(value in allowed for value in values),
    "known_unit": lambda values, allowed: all(value in allowed for value in values),
    "known_factor": lambda values, allowed: all(value in allowed for value in values),
    "is_period": lambda values, low, high: all(_is_period(value, low, high) for value in values),
    "year_within": lambda values, low, high: all(low <= value <= high for value in values),
    "ore_at_least": lambda values, least: not values or min(values) >= least,
    "ore_below": lambda values, limit: not values or max(map(abs, values)) < limit,
}
# Between columns: which, and what is asked of their values.
BETWEEN: Mapping[str, tuple[tuple[str, ...], Callable[..., object]]] = {
    "line_has_label": (
        ("role", "state", "confidence", "label"),
        lambda role, state, confidence, label: (
            role != "line" or state != "stated" or confidence == "guess" or label.strip()
        ),
    ),
    "period_has_both_ends": (
        ("period_from", "period_to", "basis"),
        lambda start, end, basis: (start is None) == (end is None) or (start is None and basis == "multi_year"),
    ),
    "period_in_order": (
        ("period_from", "period_to"),
        lambda start, end: start is None or end is None or start <= end,
    ),
    "year_is_of_period": (("year", "period_to"), _is_of_period),
    "month_is_of_period": (("month", "period_from", "period_to"), _is_of_month),
    "amount_follows_state": (
        ("amount_ore", "state"),
        lambda amount, state: (amount is None) == (state in {"unknown", "error"}),
    ),
    "zero_mark_is_zero": (("amount_ore", "state"), lambda amount, state: state != "zero_mark" or amount == 0),
    "against_needs_difference": (
        ("against", "measure"),
        lambda against, measure: against is None or measure in {"change", "deviation"},
    ),
}


def surely_hold(facts: Collection[Fact], schema: SchemaFile) -> bool:
    """Whether nothing in the schema is broken. False also where the schema asks for what is not known here."""
    if schema.strict is not True or set(schema.columns) != set(COLUMNS):
        return False
    values = _Values(facts)
    try:
        return all(_is_there(column, values.of(column), told) for column, told in schema.columns.items()) and all(
            _holds(check, values.of(column), figures) if column else _holds_between(values, check)
            for (column, check), figures in schema.figures.items()
        )
    except TypeError:  # what the schema gives a check is nothing to hold a value against
        return False


class _Values:
    """What stands in a column, or together in several; each once."""

    def __init__(self, facts: Collection[Fact]) -> None:
        self._facts = facts
        self._alike = {_SHARED(fact): fact for fact in facts}.values()
        self._known: dict[tuple[str, ...], set[Any]] = {}

    def of(self, *columns: str) -> set[Any]:
        if columns not in self._known:
            facts = self._alike if _OWN.isdisjoint(columns) else self._facts
            self._known[columns] = set(map(_getter(columns), facts))
        return self._known[columns]


@lru_cache
def _getter(columns: tuple[str, ...]) -> Callable[[Fact], Any]:
    return attrgetter(*map(attribute, columns))


def _is_there(column: str, values: set[Any], told: Mapping[str, object]) -> bool:
    """Whether the column is asked for as the frame has it in any case, and has a value where it must."""
    dtype, nullable = told.get("dtype"), told.get("nullable", False)
    known = dtype == ("category" if column in CATEGORIES else INTEGERS.get(column)) and "required" not in told
    return known and (nullable is True or (nullable is False and None not in values))


def _holds(check: str, values: set[Any], figures: Mapping[str, object]) -> bool:
    judge = VALUE.get(check)
    return judge is not None and judge(values - {None}, **figures)


def _holds_between(values: _Values, check: str) -> bool:
    columns, judge = BETWEEN.get(check, ((), None))
    return judge is not None and all(judge(*each) for each in values.of(*columns))
