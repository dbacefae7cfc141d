"""What the reader of a page can choose among: the values of columns that say so, together for all its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_excel.reporting.display import Showing, shown
from trygg_excel.reporting.model import Column, Report, Row, Table
from trygg_excel.reporting.plain import one_line

_MOST = 300  # values in one list: past that the search is quicker


@dataclass(frozen=True, slots=True)
class Choice:
    """One list: the column's key, its title and its values in the order they are met."""

    key: str
    title: str
    values: tuple[str, ...]


def choices_of(report: Report, shows: Sequence[Showing], lang: str) -> tuple[Choice, ...]:
    """The lists of a report; `shows` are how its tables show their cells. One with nothing to choose is left out."""
    titles: dict[str, str] = {}
    found: dict[str, dict[str, None]] = {}
    for sheet, how in zip(report.sheets, shows, strict=True):
        for column in sheet.table.columns:
            if column.choice:
                titles.setdefault(column.key, one_line(column.title, lang))
        for row in sheet.table.rows:
            for key, values in values_of(row, sheet.table, how).items():
                found.setdefault(key, {}).update(dict.fromkeys(values))
    return tuple(Choice(key, titles[key], tuple(values)) for key, values in found.items() if 1 < len(values) <= _MOST)


def values_of(row: Row, table: Table, how: Showing) -> dict[str, tuple[str, ...]]:
    """What a row is about, by the keys of its table's columns of choices."""
    told = dict(row.values)
    return {
        column.key: tuple(
            one_line(each, how.lang) for each in told.get(column.key) or (_cell(row, place, column, how),)
        )
        for place, column in enumerate(table.columns)
        if column.choice
    }


def _cell(row: Row, place: int, column: Column, how: Showing) -> str:
    return shown(row.cells[place], column.style, how)
