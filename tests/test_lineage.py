"""Programmes through time: what is carried on and what is not, and that the rows between add up to the öre."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.registers import small
from tests.sheets import book, sheet
from trygg_excel.budget import Budget
from trygg_excel.comparing.comparison import ComparedRow, Comparison, compare
from trygg_excel.facts import facts_of
from trygg_excel.held import hold
from trygg_excel.lineage import Series, series_of
from trygg_excel.money import MKR
from trygg_excel.register.model import Event, EventKind, Programme, Register
from trygg_excel.reporting.lineage import lineage_sheet
from trygg_excel.reporting.model import Amount

FOUR = tuple(Programme(id=id_, label=f"Insats {id_.upper()}") for id_ in "abcd")


def happened(*events: Event) -> Register:
    return small(programmes=FOUR, events=events)


def event(kind: EventKind, year: int, old: str, new: str, *shares: str, note: str = "") -> Event:
    return Event(
        id=f"{kind}-{year}-{old}-{new}", kind=kind, year=year, from_programmes=tuple(old), to_programmes=tuple(new),
        shares=shares, note=note,
    )  # fmt: skip


def by_id(found: tuple[Series, ...]) -> dict[str, Series]:
    return {each.programme: each for each in found}


def test_a_split_carries_its_shares_on() -> None:
    split = event(EventKind.SPLIT, 2022, "a", "bc", "0,25", "0,75")
    found = by_id(series_of(happened(split), {"a": {2021: 1_000}, "b": {2022: 300}, "c": {2022: 800}}))
    assert (found["a"].decided, found["a"].comparable) == ({2021: 1_000}, {2021: 0})
    assert (found["b"].decided, found["b"].comparable) == ({2022: 300}, {2021: 250, 2022: 300})
    assert (found["c"].decided, found["c"].comparable) == ({2022: 800}, {2021: 750, 2022: 800})
    assert [(each.label.sv, each.amount) for each in found["b"].recast] == [("Delning 2022, från Insats A", 250)]
    assert [(each.label.sv, each.amount) for each in found["a"].recast] == [
        ("Delning 2022, till Insats B", -250), ("Delning 2022, till Insats C", -750),
    ]  # fmt: skip


def test_a_merger_needs_no_shares_and_a_new_id_carries_all() -> None:
    merged = event(EventKind.MERGE, 2021, "ab", "c")
    renamed = event(EventKind.RENAME, 2022, "c", "d")
    given_ = {"a": {2020: 100}, "b": {2020: 20}, "c": {2021: 130}, "d": {2022: 140}}
    found = by_id(series_of(happened(merged, renamed), given_))
    assert found["d"].comparable == {2020: 120, 2021: 130, 2022: 140}
    assert found["d"].decided == {2022: 140}
    assert [(each.year, each.amount) for each in found["d"].recast] == [(2020, 120), (2021, 130)]


def test_a_programme_that_keeps_a_part_of_itself() -> None:
    split = event(EventKind.SPLIT, 2022, "a", "ab", "2/3", "1/3")
    found = by_id(series_of(happened(split), {"a": {2021: 100, 2022: 70}, "b": {2022: 35}}))
    assert found["a"].comparable == {2021: 67, 2022: 70}  # an öre is not divided
    assert found["b"].comparable == {2021: 33, 2022: 35}


def test_two_that_swap_parts_are_parted_at_once() -> None:
    swap = event(EventKind.MERGE, 2022, "ab", "ab", "0,5", "0,5")
    found = by_id(series_of(happened(swap), {"a": {2021: 100, 2022: 1}, "b": {2021: 40, 2022: 1}}))
    assert (found["a"].comparable[2021], found["b"].comparable[2021]) == (70, 70)


def test_what_is_replaced_does_not_hand_its_money_on() -> None:
    replaced = event(EventKind.REPLACED, 2022, "a", "b")
    found = by_id(series_of(happened(replaced), {"a": {2021: 100, 2022: 0}, "b": {2022: 600}}))
    assert (found["a"].comparable, found["b"].comparable) == ({2021: 100, 2022: 0}, {2022: 600})
    assert (found["a"].recast, found["b"].recast) == ((), ())
    assert found["a"].remarks[0].sv == "Ersatt 2022 av Insats B; beloppen följer inte med."
    assert found["b"].remarks[0].sv == "Ersätter från 2022 Insats A; beloppen följer inte med."


def test_unknown_shares_are_never_guessed() -> None:
    split = event(EventKind.SPLIT, 2022, "a", "bc")
    found = by_id(series_of(happened(split), {"a": {2021: 100}, "b": {2022: 60}, "c": {2022: 50}}))
    assert found["a"].comparable == {2021: 100}
    assert found["b"].comparable == {2022: 60}
    assert found["b"].remarks[0].sv == "Delning 2022: andelarna är inte kända, så åren före är inte omräknade."


def test_an_unknown_amount_stays_unknown_wherever_it_goes() -> None:
    split = event(EventKind.SPLIT, 2022, "a", "bc", "0,5", "0,5")
    found = by_id(series_of(happened(split), {"a": {2021: None}, "b": {2021: 10, 2022: 60}, "c": {2022: 5}}))
    assert (found["b"].comparable[2021], found["c"].comparable[2021]) == (None, None)
    assert [each.amount for each in found["b"].recast] == [None]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (EventKind.MOVED, "Flyttad till annan nämnd 2022. § 3."),
        (EventKind.NEW_FUNDING, "Ny finansiering 2022. § 3."),
        (EventKind.PAUSED, "Pausad 2022. § 3."),
        (EventKind.RESUMED, "Återupptagen 2022. § 3."),
        (EventKind.SCOPE_CHANGED, "Ändrad avgränsning; jämför med försiktighet 2022. § 3."),
        (EventKind.ENDED, "Avslutad 2022. § 3."),
        (EventKind.RENAME, "Namnbyte 2022. § 3."),
    ],
)
def test_what_moves_no_money_is_told(kind: EventKind, said: str) -> None:
    told = event(kind, 2022, "a", "a", note="§ 3.")
    (found,) = series_of(happened(told), {"a": {2021: 5, 2022: 6}})
    assert (found.decided, found.comparable, found.recast) == ({2021: 5, 2022: 6}, {2021: 5, 2022: 6}, ())
    assert [each.sv for each in found.remarks] == [said]


def test_what_happened_outside_the_years_changes_nothing() -> None:
    split = [event(EventKind.SPLIT, year, "a", "bc", "0,5", "0,5") for year in (2021, 2023)]
    (found,) = series_of(happened(*split), {"a": {2021: 5, 2022: 6}})
    assert (found.comparable, found.recast, found.remarks) == ({2021: 5, 2022: 6}, (), ())
    assert series_of(happened(*split), {}) == ()


_IDS = st.sampled_from("abcd")
_SHARES = st.sampled_from([("1/3", "2/3"), ("0,25", "0,75"), ("1", "0"), ("1/7", "6/7")])
_EVENTS = st.lists(
    st.builds(
        lambda kind, year, old, new, shares: event(kind, year, "".join(old), "".join(new), *shares),
        st.sampled_from([EventKind.SPLIT, EventKind.MERGE]), st.integers(2019, 2023),
        st.lists(_IDS, min_size=1, max_size=3, unique=True), st.permutations("abcd").map(lambda ids: ids[:2]), _SHARES,
    ),
    max_size=4,
)  # fmt: skip
_AMOUNTS = st.dictionaries(
    _IDS, st.dictionaries(st.integers(2019, 2023), st.integers(-(10**13), 10**13), min_size=1), min_size=1
)


@given(_EVENTS, _AMOUNTS)
def test_the_bridge_adds_up(events: list[Event], amounts: dict[str, dict[int, int]]) -> None:
    """Each series: decided + the rows between = comparable. Each year: the programmes together are unchanged."""
    found = series_of(happened(*events), amounts)
    for each in found:
        for year in each.comparable:
            steps = sum(step.amount or 0 for step in each.recast if step.year == year)
            assert (each.decided.get(year, 0) or 0) + steps == each.comparable[year]
    for year in {year for by_year in amounts.values() for year in by_year}:
        decided = sum(by_year.get(year, 0) for by_year in amounts.values())
        assert sum(each.comparable.get(year, 0) or 0 for each in found) == decided
        assert sum(step.amount or 0 for each in found for step in each.recast if step.year == year) == 0


@given(_EVENTS, _AMOUNTS)
def test_the_last_year_is_as_decided(events: list[Event], amounts: dict[str, dict[int, int]]) -> None:
    last = max(year for by_year in amounts.values() for year in by_year)
    for each in series_of(happened(*events), amounts):
        assert each.comparable.get(last) == each.decided.get(last)


def test_the_sheet_shows_both_series_and_the_rows_between() -> None:
    register = happened(event(EventKind.SPLIT, 2022, "a", "bc", "0,25", "0,75"))
    drawn = """
    Budget, mkr
    Insats   | 2021 | 2022
    Insats A | 1.0  | 0
    Insats B | 0    | 0.3
    Insats C | 0    | 0.8
    Summa    | 1.0  | 1.1
    """
    book_ = book(sheet(drawn.strip("\n")))
    comparison = compare(hold(Budget(book_, *facts_of(book_)), register))
    assert comparison is not None
    shown = lineage_sheet(register, comparison)
    assert shown is not None
    said = [(str(getattr(row.cells[0], "sv", row.cells[0])), *row.cells[1:]) for row in shown.table.rows]
    assert said[5:9] == [
        ("Insats B", None, None),
        ("Så som beslutat", Amount(0), Amount(30_000_000)),
        ("Delning 2022, från Insats A", Amount(25_000_000), None),
        ("Jämförbart", Amount(25_000_000), Amount(30_000_000)),
    ]
    assert lineage_sheet(replace(register, events=()), comparison) is None
    assert lineage_sheet(None, comparison) is None


def test_a_programme_with_two_rows_is_never_added_up() -> None:
    rows = (ComparedRow("Insats A", "", "a", {2021: 1, 2022: 1}, {}),) * 2
    comparison = Comparison("f", "s", MKR, (2021, 2022), rows, {}, ())
    register = happened(event(EventKind.SPLIT, 2022, "a", "bc", "0,5", "0,5"))
    assert lineage_sheet(register, comparison) is None
