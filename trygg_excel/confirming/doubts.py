"""Why amounts are not sure: what a table does not say, or says twice."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from trygg_excel.fact import Confidence, Fact
from trygg_excel.layout.table import Table


class Doubt(StrEnum):
    """What is not clear of a table."""

    UNIT = "unit"
    UNITS = "units"  # said twice, otherwise
    YEAR = "year"
    YEARS = "years"
    LABELS = "labels"
    NAMES = "names"  # some amounts have none


def lacks_unit(table: Table) -> bool:
    said = table.unit.unit is not None and not table.unit.elsewhere
    return not said and not all(each.unit for each in table.columns)


def lacks_year(table: Table) -> bool:
    return table.period.period is None and not is_dated(table)


def is_dated(table: Table) -> bool:
    """Whether every column, or every row, says its period itself."""
    return all(column.period for column in table.columns) or all(row.period for row in table.rows)


def _says_two_units(table: Table) -> bool:
    return table.unit.unit is not None and table.unit.doubted and not table.unit.elsewhere


def _says_two_years(table: Table) -> bool:
    return table.period.period is not None and table.period.doubted and not is_dated(table)


def _names_two_columns(table: Table) -> bool:
    return not table.labelled


_HOLDS = {
    Doubt.UNIT: lacks_unit,
    Doubt.UNITS: _says_two_units,
    Doubt.YEAR: lacks_year,
    Doubt.YEARS: _says_two_years,
    Doubt.LABELS: _names_two_columns,
}


def doubts_of(table: Table, facts: Iterable[Fact]) -> tuple[Doubt, ...]:
    """What keeps a table's facts from being sure; none when all are. `facts` are its own."""
    confidences = {each.confidence for each in facts}
    if confidences <= {Confidence.SURE}:
        return ()
    found = tuple(doubt for doubt, holds in _HOLDS.items() if holds(table))
    return (*found, Doubt.NAMES) if Confidence.GUESS in confidences else found


def facts_by_table(facts: Iterable[Fact]) -> dict[tuple[str, str], list[Fact]]:
    """By sheet and table id."""
    found: dict[tuple[str, str], list[Fact]] = {}
    for each in facts:
        found.setdefault((each.sheet, each.table), []).append(each)
    return found
