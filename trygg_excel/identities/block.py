"""One table's amounts as rows and columns that can be added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, TypeVar

from trygg_excel.fact import Basis, Fact, Measure, Nature, Role
from trygg_excel.identities.identity import Along
from trygg_excel.layout.vocabulary import is_detail, is_result, is_total, says_only_total

_T = TypeVar("_T", bound=Hashable)
Place = tuple[int, int]  # row and column
_Kind = tuple[Measure, Nature, int | None, int | None, Basis]
_KIND = attrgetter("measure", "nature", "period_from", "period_to", "basis")
_AMOUNT, _MEASURE, _QUANTUM, _COLUMN = map(attrgetter, ("amount", "measure", "quantum", "column"))


class Position(NamedTuple):
    """A row or a column of a table: its amounts by column or row, and what they have in common.

    `crosses`: the columns (or rows) in which it has an amount, in order; `line`: those amounts, None where not known.
    `coarsest`: the largest quantum of them, in öre.
    Measure, nature, period and basis are those of most of its amounts; `is_difference`: all are changes or deviations.
    `is_sum`: its words, or the reader's judgement, say that it sums others; `is_detail`: 'varav …', which adds nothing.
    """

    at: int
    along: Along
    facts: Mapping[int, Fact]
    crosses: tuple[int, ...]
    line: tuple[int | None, ...]
    amounts: Mapping[int, int | None]
    measures: tuple[Measure, ...]
    coarsest: int
    measure: Measure
    nature: Nature
    period: tuple[int | None, int | None]
    basis: Basis
    is_difference: bool
    label: str
    group: str
    is_sum: bool
    is_result: bool
    is_detail: bool

    def amount(self, cross: int) -> int | None:
        """The amount at a column of the row, or a row of the column; 0 where blank, None where not known."""
        return self.amounts.get(cross, 0)

    def amounts_at(self, crosses: tuple[int, ...]) -> Sequence[int | None]:
        """The amounts at these columns (or rows), in their order."""
        if self.crosses[: len(crosses)] == crosses:
            return self.line[: len(crosses)]
        return [self.amounts.get(cross, 0) for cross in crosses]

    def facts_at(self, crosses: tuple[int, ...]) -> Iterable[Fact | None]:
        """The facts at these columns (or rows), in their order; None where blank."""
        return self.facts.values() if self.crosses == crosses else map(self.facts.get, crosses)

    def without(self, crosses: Collection[int]) -> Position:
        """The same, had it no amounts at these columns (or rows)."""
        facts = {cross: fact for cross, fact in self.facts.items() if cross not in crosses}
        amounts = {cross: self.amounts[cross] for cross in facts}
        return self._replace(
            facts=facts, crosses=tuple(facts), line=tuple(amounts.values()), amounts=amounts,
            measures=tuple(map(_MEASURE, facts.values())),
        )  # fmt: skip


def rows_and_columns(at: Mapping[Place, Fact]) -> tuple[tuple[Position, ...], tuple[Position, ...]]:
    """The rows and the columns of a table's facts."""
    by_row: dict[int, dict[int, Fact]] = {}
    by_column: dict[int, dict[int, Fact]] = {}
    for (row, column), fact in at.items():
        by_row.setdefault(row, {})[column] = fact
        by_column.setdefault(column, {})[row] = fact
    totals = frozenset(each for each in set(map(_COLUMN, at.values())) if says_only_total(_own_heading(each)))
    rows = tuple(_row(number, by_row[number], totals) for number in sorted(by_row))
    return rows, tuple(_column(number, by_column[number]) for number in sorted(by_column))


def _row(at: int, facts: dict[int, Fact], totals: Collection[str]) -> Position:
    """`totals`: the headings that say no more than that the column is a total."""
    own = list(facts.values())
    role = _commonest([each.role for each in own if each.column not in totals] or [own[0].role])
    labelled_across = own[0].label == own[0].column and len(own) > 1 and all(each.label == each.column for each in own)
    label = "" if labelled_across else own[0].label
    return _position(at, Along.ROWS, facts, tuple(map(_KIND, own)), label, own[0].group, role is not Role.LINE)


def _column(at: int, facts: dict[int, Fact]) -> Position:
    own = list(facts.values())
    heading = _own_heading(own[0].column)
    kinds = tuple(map(_KIND, own))
    if kinds.count(kinds[0]) == len(kinds):
        kinds = kinds[:1]
    is_sum = says_only_total(heading) or is_total(heading)
    return _position(at, Along.COLUMNS, facts, kinds, heading, own[0].column, is_sum)


def _position(
    at: int, along: Along, facts: Mapping[int, Fact], kinds: tuple[_Kind, ...], label: str, group: str, is_sum: bool
) -> Position:
    own = facts.values()
    line = tuple(map(_AMOUNT, own))
    return Position(
        at, along, facts, tuple(facts), line, dict(zip(facts, line, strict=True)), tuple(map(_MEASURE, own)),
        max(map(_QUANTUM, own), default=1), *_meaning(kinds), label, group, is_sum, is_result(label), is_detail(label),
    )  # fmt: skip


@lru_cache(maxsize=256)
def _meaning(
    kinds: tuple[_Kind, ...],
) -> tuple[Measure, Nature, tuple[int | None, int | None], Basis, bool]:
    """Measure, nature, period and basis of most, and whether all are differences."""
    measures, natures, starts, ends, bases = zip(*kinds, strict=True)
    periods = tuple(zip(starts, ends, strict=True))
    differences = {*measures} <= {Measure.CHANGE, Measure.DEVIATION}
    return _commonest(measures), _commonest(natures), _commonest(periods), _commonest(bases), differences


def _own_heading(column: str) -> str:
    return column.rsplit(" / ", 1)[-1]


def _commonest(values: Sequence[_T]) -> _T:
    first = values[0]
    return first if values.count(first) == len(values) else Counter(values).most_common(1)[0][0]
