"""The follow-up a committee reads: budget, outcome so far, forecast and deviation, at most so many rows, adding up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from trygg_excel.fact import Fact, Nature, Role
from trygg_excel.follow_up import Followed
from trygg_excel.held import Held
from trygg_excel.signs import Signs
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
    """`rest` is what `whole` holds beside the lines shown. Without a stated total both are None, and `left` tells."""

    period: int
    lines: tuple[FollowedLine, ...]
    rest: FollowedLine | None
    whole: FollowedLine | None
    left: int


def follow_up_table(held: Held, most: int = MOST_ROWS) -> FollowUpTable | None:
    """The table of the workbook's largest follow-up; None where nothing is followed up against a year's budget."""
    told = [each for each in held.followed if each.budget is not None]
    lines = _one_table([each for each in told if each.row.role is Role.LINE])
    if not lines:
        return None
    first = lines[0]
    totals = [each for each in told if each.row.role is Role.TOTAL and _kind(each) == _kind(first)]
    signs = Signs(held)
    whole = _line(signs, totals[0]) if len(totals) == 1 else None
    sizes = sorted(range(len(lines)), key=lambda number: -abs(_ore(lines[number].budget) or 0))
    out = unseen(held)
    sizes = [number for number in sizes if not out.intersection(fact.source for fact in lines[number].row.facts)]
    kept = frozenset(sizes if len(lines) <= most else sizes[: most - 1])
    shown = tuple(_line(signs, each) for number, each in enumerate(lines) if number in kept)
    left = len(lines) - len(shown)
    rest = _rest(whole, shown) if whole is not None and left else None
    period = max((each.so_far.period_to or 0 for each in lines if each.so_far is not None), default=0)
    return FollowUpTable(period, shown, rest, whole, left)


def _one_table(lines: Sequence[Followed]) -> list[Followed]:
    """The lines of the table and nature that has most of them, the net before what it is made of."""
    sizes = Counter(map(_kind, lines))
    if not sizes:
        return []
    best = max(sizes, key=lambda kind: (sizes[kind], kind[2] is Nature.NET))
    return [each for each in lines if _kind(each) == best]


def _kind(followed: Followed) -> tuple[str, str, Nature]:
    return followed.row.sheet, followed.row.table, followed.nature


def _line(signs: Signs, followed: Followed) -> FollowedLine:
    budget, forecast = followed.budget, followed.forecast
    better = None if budget is None or forecast is None else signs.better(followed.row, forecast, budget)
    return FollowedLine(followed.row.label, _ore(budget), _ore(followed.so_far), _ore(forecast), better)


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
