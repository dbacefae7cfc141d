"""By what a table is known again next month: its sheet, its headings and its rows' names, never its file's name.

Years, months, amounts and units are taken out of the words first: they are what changes from one time to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from trygg_excel.fact import Role
from trygg_excel.layout.amounts.units import UNIT_WORDS
from trygg_excel.layout.table import Table
from trygg_excel.layout.time.months import without_months
from trygg_excel.layout.time.periods import without_years

_UNIT = re.compile(rf"(?<!\w)(?:(?:alla )?belopp(?: anges)? i )?(?:{UNIT_WORDS})(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d .,:/-]*")
_SIGNS = re.compile(r"[^\w%&+]+")
_MOST_NAMES = 40
_LEAST = 3  # headings, names and a title together; fewer tell no table from another


@lru_cache(maxsize=16_384)
def normal(text: str) -> str:
    """What stays the same in a heading or a name: 'utfall' of 'Utfall mars 2022 (tkr)'."""
    rest = without_months(_UNIT.sub(" ", without_years(text)))
    return " ".join(_SIGNS.sub(" ", _NUMBER.sub(" ", rest).casefold()).split())


@dataclass(frozen=True, slots=True)
class Family:
    """Normalised: the sheet's name, the title, each heading once, and the first rows' names."""

    sheet: str
    title: str
    headings: tuple[str, ...]
    names: tuple[str, ...]

    def knows(self, table: Table) -> bool:
        """Whether a table has these headings on such a sheet, and at least half of these rows."""
        if normal(table.sheet) != self.sheet or headings_of(table) != self.headings:
            return False
        shared = set(self.names) & set(names_of(table))
        titled = bool(self.title) and normal(table.title) == self.title
        return 2 * len(shared) >= len(self.names) and len(self.headings) + len(shared) + titled >= _LEAST

    def resembles(self, table: Table) -> bool:
        """Whether a table on such a sheet has at least half of these headings and of these rows, but not the same."""
        shared = (set(self.headings) & set(headings_of(table)), set(self.names) & set(names_of(table)))
        same = 2 * len(shared[0]) >= len(self.headings) and 2 * len(shared[1]) >= len(self.names)
        known = normal(table.sheet) == self.sheet and sum(map(len, shared)) >= _LEAST
        return known and same and not self.knows(table)


def family_of(table: Table) -> Family:
    return Family(normal(table.sheet), normal(table.title), headings_of(table), names_of(table)[:_MOST_NAMES])


def headings_of(table: Table) -> tuple[str, ...]:
    """What the columns are headed, each once: a month more is no other table."""
    return _each_once(column.heading for column in table.columns)


def names_of(table: Table) -> tuple[str, ...]:
    """What the rows and their groups are called; a sum that says no more than 'Summa' tells nothing."""
    telling = (row for row in table.rows if row.role is Role.LINE or " " in normal(row.label))
    return _each_once(each for row in telling for each in (*row.group, row.label))


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known for each in texts if (known := normal(each))))
