"""What workbooks state for a programme: one amount for a measure and a period, with costs positive; or why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from trygg_excel.fact import Basis, Fact, Measure, Nature, Role
from trygg_excel.finding import Source
from trygg_excel.following_up.follow_up import Side, column_of, side_of
from trygg_excel.held import Held
from trygg_excel.money import total
from trygg_excel.table_rows import TableRow, is_exact

_ONE = (Nature.NET, Nature.NONE, Nature.APPROPRIATION)  # a column of one of these is the whole


@dataclass(frozen=True, slots=True)
class Stated:
    """`amount` is öre with net costs positive, None when it is unknown; `several`: different amounts are stated."""

    amount: int | None
    sources: tuple[Source, ...] = ()
    several: bool = False


def stated(helds: Iterable[Held], programme: str, wanted: Callable[[Fact], bool]) -> Stated | None:
    """The one amount that the workbooks state of what is `wanted`; None when none does.

    The same amount in several places is one amount; different ones are none.
    """
    found = [each for held in helds for each in _by_row(held, programme, wanted)]
    if not found:
        return None
    sources = tuple(source for each in found for source in each.sources)
    amounts = {each.amount for each in found}
    if len(amounts) > 1:
        return Stated(None, sources, several=True)
    return Stated(found[0].amount, sources)


def _by_row(held: Held, programme: str, wanted: Callable[[Fact], bool]) -> list[Stated]:
    """What each row says. A row named as a programme is that, though it may be the sum of others by chance."""
    found = []
    for row in held.rows_by_programme.get(programme, ()):
        facts = [each for each in row.facts if each.programme == programme and wanted(each)]
        if facts and row.role is not Role.TOTAL:
            found.append(_net(held, row, facts))
    return found


def _net(held: Held, row: TableRow, facts: Sequence[Fact]) -> Stated:
    """Revenue and cost of a row as its net cost; a net beside them is that."""
    sources = tuple(each.source for each in facts)
    natures = [each.nature for each in facts]
    if any(not is_exact(each) for each in facts) or len(natures) != len(set(natures)):
        return Stated(None, sources, several=len(natures) != len(set(natures)))
    minus = any(column_of(each) in held.minus for each in facts)
    whole = next((each for nature in _ONE for each in facts if each.nature is nature), None)
    if whole is not None:
        turned = minus or side_of(row, whole, minus) is Side.REVENUE
        return Stated(-(whole.amount or 0) if turned else whole.amount, sources)
    turn = (minus or each.nature is Nature.REVENUE for each in facts)
    signed = [-(each.amount or 0) if turned else each.amount for turned, each in zip(turn, facts, strict=True)]
    return Stated(total(signed).known, sources)


def of_year(measure: Measure, year: int) -> Callable[[Fact], bool]:
    """Whole-year amounts of a measure."""
    return lambda fact: fact.measure is measure and fact.basis is Basis.FULL_YEAR and fact.year == year


def so_far(measure: Measure, period: int) -> Callable[[Fact], bool]:
    """Amounts from January through the month `period`; a whole year is that through December."""
    return lambda fact: (
        fact.measure is measure
        and fact.period_from == period // 100 * 100 + 1
        and fact.period_to == period
        and fact.basis in {Basis.ACCUMULATED, Basis.FULL_YEAR}
    )


def of_month(measure: Measure, period: int) -> Callable[[Fact], bool]:
    """Amounts of the single month `period`."""
    return lambda fact: (
        fact.measure is measure
        and fact.basis is Basis.PERIOD
        and fact.period_from == period
        and fact.period_to == period
    )
