"""One table's amounts as rows and columns that can be added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from trygg_excel.fact import Basis, Fact, Measure, Nature, Role, State
from trygg_excel.identities.identity import Along
from trygg_excel.layout.vocabulary import is_detail, is_result, is_total, says_only_total
from trygg_excel.workbook import place

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Position:
    """A row or a column of a table: its amounts by column or row, and what they have in common.

    `meaning` is what amounts must share to be set against each other: measure, nature, version, period. `is_sum`: its
    words, or the reader's judgement, say that it sums others; `is_part_of_other`: 'varav …', which adds nothing.
    """

    at: int
    along: Along
    facts: Mapping[int, Fact]
    label: str
    group: str
    measure: Measure
    nature: Nature
    period: tuple[int | None, int | None]
    basis: Basis
    is_sum: bool
    is_result: bool
    is_detail: bool
    amounts: Mapping[int, int | None] = field(init=False, repr=False, compare=False)
    measures: Mapping[int, Measure] = field(init=False, repr=False, compare=False)
    coarsest: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        amounts = {
            cross: each.amount if each.state is State.STATED or each.state is State.ZERO_MARK else None
            for cross, each in self.facts.items()
        }
        object.__setattr__(self, "amounts", amounts)
        object.__setattr__(self, "measures", {cross: each.measure for cross, each in self.facts.items()})
        object.__setattr__(self, "coarsest", max((each.quantum for each in self.facts.values()), default=1))

    @property
    def is_difference(self) -> bool:
        return all(each.measure in {Measure.CHANGE, Measure.DEVIATION} for each in self.facts.values())

    def amount(self, cross: int) -> int | None:
        """The amount at a column of the row, or a row of the column; 0 where blank, None where not known."""
        return self.amounts.get(cross, 0)


def rows_and_columns(facts: Iterable[Fact]) -> tuple[tuple[Position, ...], tuple[Position, ...]]:
    """The rows and the columns of a table's facts; of a cell that holds two amounts, the first counts."""
    by_row: dict[int, dict[int, Fact]] = {}
    by_column: dict[int, dict[int, Fact]] = {}
    for fact in facts:
        row, column = place(fact.cell)
        by_row.setdefault(row, {}).setdefault(column, fact)
        by_column.setdefault(column, {}).setdefault(row, fact)
    rows = tuple(_row(at, by_row[at]) for at in sorted(by_row))
    columns = tuple(_column(at, by_column[at]) for at in sorted(by_column))
    return rows, columns


def _row(at: int, facts: dict[int, Fact]) -> Position:
    own = list(facts.values())
    lines = [each.role for each in own if not says_only_total(_own_heading(each))]
    role = _commonest(lines or [own[0].role])
    labelled_across = all(each.label == each.column for each in own) and len(own) > 1
    label = "" if labelled_across else own[0].label
    return _position(at, Along.ROWS, facts, label, own[0].group, role is not Role.LINE)


def _column(at: int, facts: dict[int, Fact]) -> Position:
    own = list(facts.values())
    heading = _own_heading(own[0])
    return _position(at, Along.COLUMNS, facts, heading, own[0].column, says_only_total(heading) or is_total(heading))


def _position(at: int, along: Along, facts: dict[int, Fact], label: str, group: str, is_sum: bool) -> Position:
    own = list(facts.values())
    return Position(
        at, along, facts, label, group,
        _commonest([each.measure for each in own]),
        _commonest([each.nature for each in own]),
        _commonest([(each.period_from, each.period_to) for each in own]),
        _commonest([each.basis for each in own]),
        is_sum, is_result(label), is_detail(label),
    )  # fmt: skip


def _own_heading(fact: Fact) -> str:
    return _last(fact.column)


@lru_cache(maxsize=4096)
def _last(column: str) -> str:
    return column.rsplit(" / ", 1)[-1]


def _commonest(values: Sequence[_T]) -> _T:
    first = values[0]
    return first if values.count(first) == len(values) else Counter(values).most_common(1)[0][0]
