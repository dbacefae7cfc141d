"""Follow-up rows: budget, outcome and forecast of one thing for one year, and whether it is money out or money in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from trygg_excel.fact import Basis, Fact, Measure, Nature, Role
from trygg_excel.table_rows import TableRow, is_exact, natures, the_one
from trygg_excel.workbook import place

_MONEY_IN = re.compile(
    r"intäkt|inkomst|statsbidrag|statliga bidrag|generella bidrag|\bavgifter\b|\btaxor\b|skatter\b|försäljning"
    r"|revenue|income|\bfees\b|\bgrants? from",
    re.IGNORECASE,
)
_CORRECTIONS = 0.1  # of a column's amounts: less with a minus is no way of writing costs
_NET = re.compile(r"netto(?!kostnad|utgift)|resultat\b|\bnet\b", re.IGNORECASE)
_MONEY_OUT = re.compile(r"kostnad|utgift|\bcosts?\b|expen[sd]", re.IGNORECASE)

_FOLLOWS = frozenset({Measure.ACTUAL, Measure.FORECAST})
# An enum's member is slow to reach in Python 3.11: those asked about for every amount.
_LINE, _FORECAST, _YEAR, _NET_AMOUNT, _NO_NATURE = (
    Role.LINE, Measure.FORECAST, Basis.FULL_YEAR, Nature.NET, Nature.NONE,
)  # fmt: skip


class Side(StrEnum):
    COST = "cost"
    REVENUE = "revenue"
    NET = "net"


_SIDES = {Nature.COST: Side.COST, Nature.REVENUE: Side.REVENUE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One row's follow-up in one nature and its latest year; what the row does not state once is None or empty.

    `so_far` runs from January to the latest month there is an outcome for. `negative`: its table writes costs with a
    minus. `months` and `budget_months` are single months in order.
    """

    row: TableRow
    nature: Nature
    side: Side
    negative: bool
    so_far: Fact | None
    budget_so_far: Fact | None
    budget: Fact | None
    forecast: Fact | None
    months: tuple[Fact, ...]
    budget_months: tuple[Fact, ...]

    @property
    def month(self) -> int:
        """The month the outcome runs to, 1 to 12; 0 when there is none."""
        return 0 if self.so_far is None or self.so_far.period_to is None else self.so_far.period_to % 100

    @property
    def is_cost(self) -> bool:
        return self.side is Side.COST

    def better(self, actual: int, budget: int) -> int:
        """How much better than budget, in öre; negative when worse."""
        return better_than(actual, budget, self.side, negative=self.negative)


def better_than(actual: int, budget: int, side: Side, *, negative: bool) -> int:
    """How much better than budget an outcome is, in öre; `negative`: costs are written with a minus."""
    return budget - actual if side is Side.COST and not negative else actual - budget


Column = tuple[str, str, int]


def column_of(fact: Fact) -> Column:
    return fact.sheet, fact.table, place(fact.cell)[1]


def columns_with_minus(columns: Mapping[Column, Iterable[Fact]]) -> frozenset[Column]:
    """The columns that write money out with a minus: where the rows' negative amounts are more than a correction."""
    found: list[Column] = []
    for column, facts in columns.items():
        amounts = [each.amount for each in facts if each.role is _LINE and each.amount]
        minus = sum(-amount for amount in amounts if amount < 0)
        if minus > _CORRECTIONS * sum(map(abs, amounts)):
            found.append(column)
    return frozenset(found)


def followed_rows(rows: Iterable[TableRow], minus: Set[Column]) -> Iterator[Followed]:
    """Every row that states an outcome or a forecast, once for each nature."""
    for row in rows:
        for nature in natures(row) if _follows(row) else ():
            found = _followed(row, nature, minus)
            if found is not None:
                yield found


def _follows(row: TableRow) -> bool:
    """Whether a row states a follow-up and not only closed years."""
    return any(
        each.measure in _FOLLOWS and (each.basis is not _YEAR or each.measure is _FORECAST) for each in row.facts
    )


def _followed(row: TableRow, nature: Nature, minus: Set[Column]) -> Followed | None:
    ack = [each for each in row.of(Measure.ACTUAL, Basis.ACCUMULATED, nature) if is_exact(each)]
    months = row.of(Measure.ACTUAL, Basis.PERIOD, nature)
    year = max((each.year for each in (*ack, *months, *row.facts) if each.year and _tells(each)), default=None)
    latest = [each for each in ack if each.year == year]
    so_far = max(latest, key=lambda each: each.period_to or 0) if latest else None
    whole = Basis.FULL_YEAR
    forecast = the_one(each for each in row.of(Measure.FORECAST, whole, nature) if each.year == year)
    if so_far is None and forecast is None and not months:
        return None
    budget = the_one(each for each in row.of(Measure.BUDGET, whole, nature) if each.year == year)
    same = [
        each for each in row.of(Measure.BUDGET, Basis.ACCUMULATED, nature)
        if so_far is not None and each.period_to == so_far.period_to
    ]  # fmt: skip
    given = next(each for each in (so_far, forecast, *months) if each is not None)
    negative = column_of(given) in minus
    return Followed(
        row=row, nature=nature, side=side_of(row, given, negative), negative=negative, so_far=so_far,
        budget_so_far=_exact(the_one(same)), budget=_exact(budget), forecast=_exact(forecast),
        months=_in_order(months, year), budget_months=_in_order(row.of(Measure.BUDGET, Basis.PERIOD, nature), year),
    )  # fmt: skip


def _tells(fact: Fact) -> bool:
    return fact.measure in _FOLLOWS


def _exact(fact: Fact | None) -> Fact | None:
    return fact if fact is not None and is_exact(fact) else None


def _in_order(facts: Iterable[Fact], year: int | None) -> tuple[Fact, ...]:
    own = [each for each in facts if each.year == year and each.month is not None and is_exact(each)]
    return tuple(sorted(own, key=lambda each: each.period_to or 0))


def side_of(row: TableRow, fact: Fact, negative: bool) -> Side:
    """Money out or in: by the column's words, the row's, and last by sign where the table uses both."""
    nature = fact.nature
    if nature is _NET_AMOUNT or (nature is _NO_NATURE and _says_net(row.label)):
        return Side.COST if _MONEY_OUT.search(fact.column) else Side.NET
    if nature in _SIDES:
        return _SIDES[nature]
    return _said(row.label, row.group) or (Side.REVENUE if negative and (fact.amount or 0) > 0 else Side.COST)


@lru_cache(maxsize=16_384)
def _says_net(label: str) -> bool:
    return _NET.search(label) is not None


@lru_cache(maxsize=16_384)
def _said(label: str, group: str) -> Side | None:
    """The side that a row's words, or those above it, speak of."""
    for words, side in ((_MONEY_IN, Side.REVENUE), (_MONEY_OUT, Side.COST)):
        if words.search(label) or words.search(group):
            return side
    return None


def is_flat(month: int, phased: Fact, budget: Fact) -> bool:
    """Whether the budget so far is as many twelfths as months have gone."""
    even = abs(budget.amount or 0) * month // 12
    return abs(abs(phased.amount or 0) - even) <= max(phased.quantum, budget.quantum)
