"""What a follow-up says in short: the largest deviations from the budget, and the forecast for the whole year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from trygg_excel.comparing.signs import Signs
from trygg_excel.fact import Basis, Fact, Measure, Nature, Role
from trygg_excel.following_up.follow_up import Followed
from trygg_excel.held import Held
from trygg_excel.table_rows import TableRow, is_exact, natures, shared_labels, the_one
from trygg_excel.unseen import unseen


class Against(IntEnum):
    """What was held against the budget, the most telling first."""

    FORECAST = 0  # the whole year's forecast
    SO_FAR = 1  # the outcome so far, against the budget for the same months
    CLOSED = 2  # the outcome of the whole year


@dataclass(frozen=True, slots=True)
class Deviation:
    """One row's deviation in öre; `better` is negative when worse than the budget. `period` is YYYYMM."""

    label: str
    nature: Nature
    period: int
    outcome: int
    budget: int
    better: int


@dataclass(frozen=True, slots=True)
class Deviations:
    """The largest of one kind, the largest first; `more` is how many others there are."""

    against: Against
    found: tuple[Deviation, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast of a whole: now, the budget, and last time's forecast where it is known; öre."""

    label: str
    year: int
    forecast: int
    budget: int
    better: int
    last: int | None = None


def largest_deviations(helds: Iterable[Held], most: int = 5) -> Deviations | None:
    """The `most` largest deviations of lines over all the workbooks; None where nothing is followed up."""
    given = tuple(helds)
    for against in Against:
        found = [each for held in given for each in _deviations(held, against)]
        if found:
            found.sort(key=lambda each: -abs(each.better))
            told = [each for each in found if each.better][:most]
            return Deviations(against, tuple(told), sum(bool(each.better) for each in found) - len(told))
    return None


def _deviations(held: Held, against: Against) -> Iterator[Deviation]:
    signs, out = Signs(held), unseen(held)
    several = shared_labels(row for row in held.rows if row.role is Role.LINE)
    if against is Against.CLOSED:
        for row in held.rows:
            if row.role is Role.LINE and not out.intersection(fact.source for fact in row.facts):
                yield from (_deviation(signs, row, several, *pair) for pair in closed_pairs(row))
        return
    for row, followed in _by_row(held.followed, Role.LINE):
        for each in () if out.intersection(fact.source for fact in row.facts) else _told(followed):
            if (pair := _pair(each, against)) is not None:
                yield _deviation(signs, row, several, *pair)


def _pair(followed: Followed, against: Against) -> tuple[Fact, Fact] | None:
    """The amount and the budget it is held against."""
    forecast = against is Against.FORECAST
    amount = followed.forecast if forecast else followed.so_far
    budget = followed.budget if forecast else followed.budget_so_far
    return None if amount is None or budget is None else (amount, budget)


def _deviation(signs: Signs, row: TableRow, several: frozenset[str], amount: Fact, budget: Fact) -> Deviation:
    better = signs.better(row, amount, budget)
    name = row.name(several)
    return Deviation(name, amount.nature, amount.period_to or 0, amount.amount or 0, budget.amount or 0, better)


def _by_row(followed: Sequence[Followed], role: Role) -> Iterator[tuple[TableRow, list[Followed]]]:
    found: dict[tuple[str, str, int], list[Followed]] = {}
    for each in followed:
        if each.row.role is role:
            found.setdefault((each.row.sheet, each.row.table, each.row.number), []).append(each)
    for own in found.values():
        yield own[0].row, own


def _told(followed: Sequence[Followed]) -> Sequence[Followed]:
    """The net where a row has it; else each of its natures."""
    return [each for each in followed if each.nature is Nature.NET] or followed


def closed_pairs(row: TableRow) -> list[tuple[Fact, Fact]]:
    """A closed year's outcome and its budget, the latest year's; the net where the row has it, else each nature's."""
    found = []
    for nature in natures(row):
        outcomes = [each for each in row.of(Measure.ACTUAL, Basis.FULL_YEAR, nature) if is_exact(each)]
        latest = max((each.year or 0 for each in outcomes), default=0)
        actual = the_one(each for each in outcomes if (each.year or 0) == latest)
        budgets = row.of(Measure.BUDGET, Basis.FULL_YEAR, nature)
        budget = the_one(each for each in budgets if actual and each.year == actual.year and is_exact(each))
        if actual is not None and budget is not None:
            found.append((actual, budget))
    return [each for each in found if each[0].nature is Nature.NET] or found


def outlook_of(held: Held) -> Outlook | None:
    """The forecast of the workbook's one total; None where there is none, or several."""
    totals = [each for _, own in _by_row(held.followed, Role.TOTAL) for each in _told(own)]
    known = [each for each in totals if each.forecast is not None and each.budget is not None]
    if len(known) != 1:
        return None
    now = known[0]
    forecast, budget = now.forecast, now.budget
    if forecast is None or budget is None or forecast.amount is None or budget.amount is None:
        return None
    before = [old.forecast.amount for old, new in held.followed_since if new is now and old.forecast is not None]
    better = Signs(held).better(now.row, forecast, budget)
    return Outlook(now.row.label, forecast.year or 0, forecast.amount, budget.amount, better, *before[:1])
