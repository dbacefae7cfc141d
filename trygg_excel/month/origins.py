"""Where each programme's amounts come from: the cells that state them, and the accounts of the extract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from trygg_excel.fact import Basis, Fact, Measure
from trygg_excel.finding import Source
from trygg_excel.held import Held
from trygg_excel.ledger_facts import Ledger
from trygg_excel.month.period import LAST
from trygg_excel.month.stated import of_year, so_far
from trygg_excel.register.model import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The cells of a programme's budget, outcome and forecast, in reading order; the accounts it is booked on."""

    budget: tuple[Source, ...] = ()
    outcome: tuple[Source, ...] = ()
    forecast: tuple[Source, ...] = ()
    accounts: tuple[str, ...] = ()


def origins_of(
    register: Register,
    period: int,
    budgets: Sequence[Held],
    follow_up: Sequence[Held],
    forecasts: Sequence[Held],
    ledger: Ledger | None,
) -> Mapping[str, Origin]:
    """By programme, for those that anything is stated of. Outcomes are cells only where there is no extract."""
    year = period // 100
    booked = {} if ledger is None else _accounts(ledger, year * 100 + 1, period)
    spent = _outcome(period)
    found = {
        each.id: Origin(
            budget=_places(budgets, each.id, of_year(Measure.BUDGET, year)),
            outcome=() if ledger is not None else _places(follow_up, each.id, spent),
            forecast=_places(forecasts, each.id, of_year(Measure.FORECAST, year)),
            accounts=booked.get(each.id, ()),
        )
        for each in register.programmes
    }
    return {id_: each for id_, each in found.items() if each != Origin()}


def _outcome(period: int) -> Callable[[Fact], bool]:
    whole = so_far(Measure.ACTUAL, min(period, period // 100 * 100 + LAST))
    first = period // 100 * 100 + 1

    def wanted(fact: Fact) -> bool:
        single = fact.measure is Measure.ACTUAL and fact.basis is Basis.PERIOD and fact.period_to is not None
        return whole(fact) or (single and first <= (fact.period_to or 0) <= period)

    return wanted


def _places(helds: Iterable[Held], programme: str, wanted: Callable[[Fact], bool]) -> tuple[Source, ...]:
    facts = (fact for held in helds for row in held.rows_by_programme.get(programme, ()) for fact in row.facts)
    return tuple(dict.fromkeys(each.source for each in facts if each.programme == programme and wanted(each)))


def _accounts(ledger: Ledger, first: int, last: int) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for row in ledger.rows:
        if row.programme is not None and first <= row.period <= last:
            found.setdefault(row.programme, set()).add(row.account)
    return {id_: tuple(sorted(accounts)) for id_, accounts in found.items()}
