"""Whether facts hold against facts.yaml, told without pandas: nearly all do, and pandera takes longer to import than
most workbooks to read.

Each check is told here of plain values, once for each value there is. What is not known here, and what does not hold,
is for pandera to judge and to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from operator import attrgetter
from typing import Any

from trygg_excel.fact import Fact
from trygg_excel.fact_columns import CATEGORIES, COLUMNS, INTEGERS, attribute
from trygg_excel.schema.file import SchemaFile

_SHA256 = re.compile("[0-9a-f]{64}")
_CELL = re.compile("[A-Z]{1,3}[1-9][0-9]{0,6}")
_CURRENCY = re.compile("[A-Z]{3}")


def _is_period(value: int, low: int, high: int) -> bool:
    return low <= value // 100 <= high and 1 <= value % 100 <= 13


def _is_of_period(year: int | None, end: int | None) -> bool:
    return year == (None if end is None else end // 100)


def _is_of_month(month: int | None, start: int | None, end: int | None) -> bool:
    return month == (end % 100 if end is not None and start == end else None)


# By the name of the check: of a value, with what the schema gives it.
VALUE: Mapping[str, Callable[..., object]] = {
    "text_dtype": lambda value: isinstance(value, str),
    "text_not_blank": lambda value: value.strip(),
    "is_sha256": _SHA256.fullmatch,
    "is_cell_address": _CELL.fullmatch,
    "is_currency_code": _CURRENCY.fullmatch,
    "one_of": lambda value, allowed: value in allowed,
    "known_unit": lambda value, allowed: value in allowed,
    "known_factor": lambda value, allowed: value in allowed,
    "is_period": _is_period,
    "year_within": lambda value, low, high: low <= value <= high,
    "ore_at_least": lambda value, least: value >= least,
    "ore_below": lambda value, limit: abs(value) < limit,
}
# Between columns: which, and what is asked of their values.
BETWEEN: Mapping[str, tuple[tuple[str, ...], Callable[..., object]]] = {
    "line_has_label": (
        ("role", "state", "confidence", "label"),
        lambda role, state, confidence, label: (
            role != "line" or state != "stated" or confidence == "guess" or label.strip()
        ),
    ),
    "period_has_both_ends": (("period_from", "period_to"), lambda start, end: (start is None) == (end is None)),
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
    values = {column: _values(facts, (column,)) for column in COLUMNS}
    try:
        return all(_is_there(column, values[column], told) for column, told in schema.columns.items()) and all(
            _holds(check, values[column], figures) if column else _holds_between(facts, check)
            for (column, check), figures in schema.figures.items()
        )
    except TypeError:  # what the schema gives a check is nothing to hold a value against
        return False


def _values(facts: Collection[Fact], columns: tuple[str, ...]) -> set[Any]:
    """What stands in a column, or together in several; each once."""
    return set(map(attrgetter(*map(attribute, columns)), facts))


def _is_there(column: str, values: set[Any], told: Mapping[str, object]) -> bool:
    """Whether the column is asked for as the frame has it in any case, and has a value where it must."""
    dtype, nullable = told.get("dtype"), told.get("nullable", False)
    known = dtype == ("category" if column in CATEGORIES else INTEGERS.get(column)) and "required" not in told
    return known and (nullable is True or (nullable is False and None not in values))


def _holds(check: str, values: set[Any], figures: Mapping[str, object]) -> bool:
    judge = VALUE.get(check)
    return judge is not None and all(value is None or judge(value, **figures) for value in values)


def _holds_between(facts: Collection[Fact], check: str) -> bool:
    columns, judge = BETWEEN.get(check, ((), None))
    return judge is not None and all(judge(*each) for each in _values(facts, columns))
