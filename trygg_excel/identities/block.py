"""One table's amounts as rows and columns that can be added up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from trygg_excel.fact import Basis, Fact, Kind, Measure, Nature, Role
from trygg_excel.identities.identity import Along
from trygg_excel.layout.vocabulary import is_detail, is_result, is_total, says_only_total
from trygg_excel.table_rows import Placed

_T = TypeVar("_T", bound=Hashable)
Place = tuple[int, int]  # row and column
_Meanings = tuple[
    tuple[Measure, ...], tuple[Nature, ...], tuple[int | None, ...], tuple[int | None, ...], tuple[Basis, ...]
]
_LINE, _FORMULA = Role.LINE, Kind.FORMULA  # an enum's member is slow to reach in Python 3.11
_LONG = 40  # amounts
_ROLE = attrgetter("role")


class Position(NamedTuple):
    """A row or a column of a table: its amounts by column or row, and what they have in common.

    `crosses`: the columns (or rows) in which it has an amount, in order; `line`: those amounts, None where not known,
    and `quanta` what each is stated to, in öre. `is_typed`: no formula among them; `is_decided`: some are of the
    register's programmes. Measure, nature, period and basis are those of most of its amounts; `is_difference`: all
    are changes or deviations. `is_sum`: its words, or the reader's judgement, say that it sums others; `is_detail`:
    'varav …', which adds nothing.
    """

    at: int
    along: Along
    facts: Mapping[int, Fact]
    crosses: tuple[int, ...]
    line: tuple[int | None, ...]
    quanta: tuple[int, ...]
    measures: tuple[Measure, ...]
    coarsest: int
    is_typed: bool
    is_decided: bool
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
        fact = self.facts.get(cross)
        return 0 if fact is None else fact.amount

    def amounts_at(self, crosses: tuple[int, ...]) -> Sequence[int | None]:
        """The amounts at these columns (or rows), in their order."""
        if self.crosses == crosses:
            return self.line
        if self.crosses[: len(crosses)] == crosses:
            return self.line[: len(crosses)]
        return list(map(self.amount, crosses))

    def quanta_at(self, crosses: tuple[int, ...]) -> Sequence[int]:
        """What the amounts at these columns (or rows) are stated to, in öre; 0 where blank."""
        if self.crosses == crosses:
            return self.quanta
        return [0 if (fact := self.facts.get(cross)) is None else fact.quantum for cross in crosses]

    def facts_at(self, crosses: tuple[int, ...]) -> Iterable[Fact | None]:
        """The facts at these columns (or rows), in their order; None where blank."""
        return self.facts.values() if self.crosses == crosses else map(self.facts.get, crosses)

    def without(self, crosses: Collection[int]) -> Position:
        """The same, had it no amounts at these columns (or rows)."""
        kept = [number for number, cross in enumerate(self.crosses) if cross not in crosses]
        return self._replace(
            facts={self.crosses[number]: self.facts[self.crosses[number]] for number in kept},
            crosses=tuple(self.crosses[number] for number in kept), line=tuple(self.line[number] for number in kept),
            quanta=tuple(self.quanta[number] for number in kept),
            measures=tuple(self.measures[number] for number in kept),
        )  # fmt: skip


def rows_and_columns(placed: Sequence[Placed]) -> tuple[tuple[Position, ...], tuple[Position, ...]]:
    """The rows and the columns of a table's facts; of a cell that holds two amounts, the first counts."""
    by_row: dict[int, dict[int, Fact]] = defaultdict(dict)
    by_column: dict[int, dict[int, Fact]] = defaultdict(dict)
    for (row, column), fact in placed:
        by_row[row].setdefault(column, fact)
        by_column[column].setdefault(row, fact)
    totals = frozenset(each for each in {fact.column for _, fact in placed} if says_only_total(_own_heading(each)))
    rows = tuple(_row(number, by_row[number], totals) for number in sorted(by_row))
    return rows, tuple(_column(number, by_column[number]) for number in sorted(by_column))


def _row(at: int, facts: dict[int, Fact], totals: Collection[str]) -> Position:
    """`totals`: the headings that say no more than that the column is a total."""
    own = list(facts.values())
    counted = [each for each in own if each.column not in totals] or own[:1] if totals else own
    role = _commonest(list(map(_ROLE, counted)))
    labelled_across = own[0].label == own[0].column and len(own) > 1 and all(each.label == each.column for each in own)
    label = "" if labelled_across else own[0].label
    return _position(at, Along.ROWS, facts, label, own[0].group, role is not _LINE)


def _column(at: int, facts: dict[int, Fact]) -> Position:
    column = next(iter(facts.values())).column
    heading = _own_heading(column)
    return _position(at, Along.COLUMNS, facts, heading, column, says_only_total(heading) or is_total(heading))


def _position(at: int, along: Along, facts: dict[int, Fact], label: str, group: str, is_sum: bool) -> Position:
    every: Any = Fact._make(zip(*facts.values(), strict=True))  # all amounts, all quanta, and so on
    meanings = every.measure, every.nature, every.period_from, every.period_to, every.basis
    if len(facts) > _LONG and all(each.count(each[0]) == len(each) for each in meanings):
        meanings = tuple(each[:1] for each in meanings)
    return Position(
        at, along, facts, tuple(facts), every.amount, every.quantum, every.measure, max(every.quantum),
        _FORMULA not in every.kind, any(every.programme), *_of_most(meanings), label, group, is_sum, is_result(label),
        is_detail(label),
    )  # fmt: skip


@lru_cache(maxsize=256)
def _of_most(meanings: _Meanings) -> tuple[Measure, Nature, tuple[int | None, int | None], Basis, bool]:
    """Measure, nature, period and basis of most, and whether all are differences."""
    measures, natures, starts, ends, bases = meanings
    periods = tuple(zip(starts, ends, strict=True))
    differences = {*measures} <= {Measure.CHANGE, Measure.DEVIATION}
    return _commonest(measures), _commonest(natures), _commonest(periods), _commonest(bases), differences


def _own_heading(column: str) -> str:
    return column.rsplit(" / ", 1)[-1]


def _commonest(values: Sequence[_T]) -> _T:
    first = values[0]
    return first if values.count(first) == len(values) else Counter(values).most_common(1)[0][0]
