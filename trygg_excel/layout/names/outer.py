"""Outer names that are written once, beside the first of the rows they are of: 'Förskola | Löner', ' | Hyror'."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.table import Body
from trygg_excel.layout.vocabulary import is_total


def written_once(outer: Mapping[int, str], inner: Mapping[int, str]) -> bool:
    """Whether the words of one column go for the rows under them too; both by row, `inner` has the rows' own names.

    The first row has one, no two are alike as marks are, and most stand over rows that have none. What stands alone
    under them all names its own row: 'Differens'.
    """
    rows = sorted(inner)
    over = {
        row: word
        for row, word in outer.items()
        if not is_total(word) and sum(map(str.isalpha, word)) > 1 and (row in inner or not rows or row < rows[-1])
    }
    if len(over) < 2 or len(set(over.values())) < len(over) or not rows or rows[0] not in over:
        return False
    if not over.keys() <= inner.keys() or any(is_total(inner[row]) for row in over):
        return False
    follow = sum(row in over and after not in over for row, after in pairwise(rows))
    least = 1.5 if sum(map(is_total, outer.values())) > 1 else 2  # rows to each; blocks with sums may have one
    return 3 * follow >= 2 * len(over) and least * len(over) <= len(rows)


class Carried:
    """The outer names in force, going down the rows of a body."""

    def __init__(self, grid: Grid, body: Body) -> None:
        self._grid, self._inner = grid, body.labels[-1] if body.labels else 0
        words = {column: _words(grid, body, column) for column in body.labels}
        outer = () if body.measures else body.labels[:-1]
        self._columns = tuple(each for each in outer if written_once(words[each], words[self._inner]))
        self._over: dict[int, str] = {}

    def over(self, row: int) -> tuple[str, ...]:
        """The names that stand over a row and not in it, outermost first."""
        if not self._columns:
            return ()
        line = self._grid.line(row)
        own = {column: line[column].text for column in self._columns if column in line and line[column].is_word}
        for column, text in own.items():
            self._over = {each: known for each, known in self._over.items() if each < column}
            if not is_total(text):
                self._over[column] = text
        inner = line.get(self._inner)
        if inner is None or not inner.is_word:
            return ()
        return tuple(text for column, text in sorted(self._over.items()) if column not in own)

    def heading_seen(self) -> None:
        self._over = {}


def _words(grid: Grid, body: Body, column: int) -> dict[int, str]:
    cells = ((row, grid.at(row, column)) for row in body.rows)
    return {row: seen.text for row, seen in cells if seen is not None and seen.is_word}
