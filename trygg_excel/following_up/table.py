"""The follow-up a committee reads: budget, outcome so far, forecast and deviation, at most so many rows, adding up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from trygg_excel.comparing.largest import closed_pairs
from trygg_excel.comparing.signs import Signs
from trygg_excel.fact import Fact, Nature, Role
from trygg_excel.held import Held
from trygg_excel.table_rows import TableRow, shared_labels
from trygg_excel.unseen import unseen

MOST_ROWS = 15


@dataclass(frozen=True, slots=True)
class FollowedLine:
    """Öre; None is not stated. `better` is the whole year's: negative when worse than the budget."""

    label: str
    budget: int | None
    so_far: int | None
    forecast: int | None
    better: int | None


@dataclass(frozen=True, slots=True)
class FollowUpTable:
    """`rest` is what `whole` holds beside the lines shown. Without a stated total both are None, and `left` tells.

    `period` (YYYYMM) is what the outcome runs to, 0 when there is none; `closed`: the whole year's.
    """

    period: int
    closed: bool
    lines: tuple[FollowedLine, ...]
    rest: FollowedLine | None
    whole: FollowedLine | None
    left: int


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a row states in one nature; `judged` is what its deviation is of."""

    row: TableRow
    budget: Fact
    so_far: Fact | None
    forecast: Fact | None
    judged: Fact | None

    @property
    def kind(self) -> tuple[str, str, Nature]:
        return self.row.sheet, self.row.table, self.budget.nature


def follow_up_table(held: Held, most: int = MOST_ROWS) -> FollowUpTable | None:
    """The table of the workbook's largest follow-up, else of its closed year; None where there is neither."""
    followed = [
        _Stated(each.row, each.budget, each.so_far, each.forecast, each.forecast)
        for each in held.followed
        if each.budget is not None
    ]
    told = followed or [
        _Stated(row, budget, actual, None, actual) for row in held.rows for actual, budget in closed_pairs(row)
    ]
    lines = _one_table([each for each in told if each.row.role is Role.LINE])
    if not lines:
        return None
    signs = Signs(held)
    totals = [each for each in told if each.row.role is Role.TOTAL and each.kind == lines[0].kind]
    several = shared_labels({id(each.row): each.row for each in lines}.values())
    whole = _line(signs, totals[0]) if len(totals) == 1 else None
    kept = _kept(held, lines, most)
    shown = tuple(_line(signs, each, several) for number, each in enumerate(lines) if number in kept)
    left = len(lines) - len(shown)
    rest = _rest(whole, shown) if whole is not None and left else None
    period = max((each.so_far.period_to or 0 for each in lines if each.so_far is not None), default=0)
    return FollowUpTable(period, not followed, shown, rest, whole, left)


def _kept(held: Held, lines: Sequence[_Stated], most: int) -> frozenset[int]:
    """The places of the lines that are shown: all in sight, or the largest so that one is left for the rest."""
    out = unseen(held)
    seen = [n for n, each in enumerate(lines) if not out.intersection(fact.source for fact in each.row.facts)]
    seen.sort(key=lambda number: -abs(lines[number].budget.amount or 0))
    return frozenset(seen if len(lines) <= most else seen[: most - 1])


def _one_table(lines: Sequence[_Stated]) -> list[_Stated]:
    """The lines of the table and nature that has most of them, the net before what it is made of."""
    sizes = Counter(each.kind for each in lines)
    if not sizes:
        return []
    best = max(sizes, key=lambda kind: (sizes[kind], kind[2] is Nature.NET))
    return [each for each in lines if each.kind == best]


def _line(signs: Signs, stated: _Stated, several: frozenset[str] = frozenset()) -> FollowedLine:
    better = None if stated.judged is None else signs.better(stated.row, stated.judged, stated.budget)
    name = stated.row.name(several)
    return FollowedLine(name, stated.budget.amount, _ore(stated.so_far), _ore(stated.forecast), better)


def _ore(fact: Fact | None) -> int | None:
    return None if fact is None else fact.amount


def _rest(whole: FollowedLine, shown: Sequence[FollowedLine]) -> FollowedLine:
    """The total less the lines shown; an amount that one of them lacks cannot be told."""
    return FollowedLine(
        "",
        _less(whole.budget, [each.budget for each in shown]),
        _less(whole.so_far, [each.so_far for each in shown]),
        _less(whole.forecast, [each.forecast for each in shown]),
        _less(whole.better, [each.better for each in shown]),
    )


def _less(whole: int | None, parts: Sequence[int | None]) -> int | None:
    known = [each for each in parts if each is not None]
    return None if whole is None or len(known) < len(parts) else whole - sum(known)
