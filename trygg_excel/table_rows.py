"""The rows of tables: what one row, or one column where years run down, states side by side."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from trygg_excel.fact import Basis, Fact, Measure, Nature, Role, Version
from trygg_excel.workbook import place

_ABOUT = re.compile(r"\W*(?:ca|c:a|cirka|ungefär|drygt|knappt|omkring|about|approx)\b", re.IGNORECASE)
_PREFERRED = (Version.REVISED, None, Version.ORIGINAL, Version.INTERNAL)
_CELL, _TABLE = attrgetter("cell"), attrgetter("sheet", "table")
Placed: TypeAlias = tuple[tuple[int, int], Fact]  # row, column, and what stands there


class TableRow(NamedTuple):
    """A row's facts from left to right, with their columns.

    `number` is the sheet's row, or the column where the rows are years.
    """

    sheet: str
    table: str
    number: int
    label: str
    group: str
    role: Role
    facts: tuple[Fact, ...]
    columns: tuple[int, ...]

    @property
    def key(self) -> tuple[str, str]:
        """By what the row is known again in another version of the workbook."""
        return self.group.casefold(), self.label.casefold()

    def name(self, several: Collection[str]) -> str:
        """What it is called; with its group's name where `several` rows share its own."""
        return f"{self.group}: {self.label}" if self.group and self.label in several else self.label

    def of(self, measure: Measure, basis: Basis, nature: Nature) -> tuple[Fact, ...]:
        return tuple(each for each in self.facts if (each.measure, each.basis, each.nature) == (measure, basis, nature))


def placed_by_table(facts: Iterable[Fact]) -> dict[tuple[str, str], list[Placed]]:
    """The facts of each table (sheet, id) with where they stand."""
    found: dict[tuple[str, str], list[Placed]] = {}
    for table, group in groupby(facts, _TABLE):
        own = tuple(group)
        found.setdefault(table, []).extend(zip(map(place, map(_CELL, own)), own, strict=True))
    return found


def table_rows(
    tables: Mapping[tuple[str, str], Iterable[Placed]], years_down: frozenset[tuple[str, str]]
) -> Iterator[TableRow]:
    """The rows of every table, in reading order; `years_down` are the tables (sheet, id) whose columns are the rows."""
    for (sheet, table), placed in tables.items():
        found: dict[int, list[Placed]] = defaultdict(list)
        down = (sheet, table) in years_down
        for each in placed:
            found[each[0][down]].append(each)
        yield from (_row(sheet, table, number, own) for number, own in found.items())


def _row(sheet: str, table: str, number: int, placed: Sequence[Placed]) -> TableRow:
    first = placed[0][1]
    facts, columns = tuple([fact for _, fact in placed]), tuple([column for (_, column), _ in placed])
    return TableRow(sheet, table, number, first.label, first.group, first.role, facts, columns)


def is_exact(fact: Fact) -> bool:
    """Whether an amount may be judged: known, and not said with 'ca'."""
    raw = fact.raw
    return fact.amount is not None and (raw[:1].isdigit() or raw[1:2].isdigit() or _ABOUT.match(raw) is None)


def the_one(facts: Iterable[Fact]) -> Fact | None:
    """The one fact that counts, by version: revised before an unnamed one before the original; None when unclear."""
    given = tuple(facts)
    for version in _PREFERRED:
        own = [each for each in given if each.version is version]
        if own:
            return own[0] if len(own) == 1 else None
    return None


def natures(row: TableRow) -> Iterator[Nature]:
    """Each nature of a row once, in the order of its columns."""
    yield from dict.fromkeys(each.nature for each in row.facts)


def shared_labels(rows: Iterable[TableRow]) -> frozenset[str]:
    """The labels that more than one row has."""
    sizes = Counter(row.label for row in rows)
    return frozenset(label for label, n in sizes.items() if n > 1)
