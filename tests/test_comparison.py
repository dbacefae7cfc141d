"""Years side by side, and bridges that add up to the öre."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trygg_excel as te
from trygg_excel.budget import Budget
from trygg_excel.comparison import Comparison, StepKind, compare
from trygg_excel.errors import NothingToCompare
from trygg_excel.fact import Fact, Role
from trygg_excel.held import Held

WORKBOOKS = Path(__file__).parents[1] / "workbooks"
TENTH = 10_000_000  # öre in 0,1 mkr


@cache
def budget(name: str) -> Budget:
    return te.read(WORKBOOKS / f"trygghetspaketet-{name}.xlsx")


@cache
def comparison(name: str = "jamforelse") -> Comparison:
    return te.compare(budget(name))


@pytest.mark.parametrize("name", ["jamforelse", "ar-nedat", "tkr", "kronor"])
def test_every_layout_gives_the_same_comparison(name: str) -> None:
    rows = {row.programme: {y: (a or 0) // TENTH for y, a in row.amounts.items()} for row in comparison(name).rows}
    assert rows == {
        "trygghetsvardar": {2022: 10, 2021: 8, 2020: 20},
        "ambulerande": {2022: 0, 2021: 8, 2020: 3},
        "samordnare": {2022: 0, 2021: 4, 2020: 0},
        "sspf": {2022: 15, 2021: 15, 2020: 15},
        "lokala_arbetsgrupper": {2022: 9, 2021: 9, 2020: 9},
        "kamera": {2022: 2, 2021: 2, 2020: 3},
        "samverkan": {2022: 5, 2021: 4, 2020: 0},
        "ovriga": {2022: 9, 2021: 0, 2020: 0},
    }


def test_new_and_replaced_are_said_in_words() -> None:
    marks = {row.programme: row.mark.sv for row in comparison().rows if row.mark.sv}
    assert marks == {
        "trygghetsvardar": "Ändrad avgränsning 2022",
        "ambulerande": "Ersatt 2022 av Trygghetsvakter/kommunvakter",
        "samordnare": "Ersatt 2022 av Trygghetsvakter/kommunvakter",
        "samverkan": "Ny 2021",
        "ovriga": "Ny 2022",
    }


def test_the_bridge_of_the_memo() -> None:
    (early, late) = comparison().bridges
    assert [(early.start, early.end), (late.start, late.end)] == [(500_000_000, 500_000_000)] * 2
    assert [step.amount // TENTH for step in early.steps] == [-12, 5, 4, -1, 4]
    assert [(step.amount // TENTH, step.kind) for step in late.steps] == [
        (2, StepKind.INCREASE),
        (-8, StepKind.ENDED),
        (-4, StepKind.ENDED),
        (1, StepKind.INCREASE),
        (9, StepKind.NEW),
    ]


def test_a_base_year_is_bridged_to_each_other() -> None:
    found = te.compare(budget("jamforelse"), base=2020)
    assert [(each.before, each.now) for each in found.bridges] == [(2020, 2021), (2020, 2022)]


def test_years_asked_for() -> None:
    assert te.compare(budget("jamforelse"), years=[2020, 2022]).years == (2020, 2022)


def test_a_list_of_one_year_has_nothing_to_compare() -> None:
    with pytest.raises(NothingToCompare, match="har inte två år att jämföra"):
        te.compare(budget("lista-2022"))


amounts = st.one_of(st.none(), st.integers(-(10**12), 10**12))


def held(table: list[tuple[int | None, int | None]], total: tuple[int, int] | None) -> Held:
    facts = [
        replace(BASE, label=f"Rad {number}", cell=f"{column}{number + 2}", amount=amount, period_to=year * 100 + 12)
        for number, pair in enumerate(table)
        for column, year, amount in (("B", 2021, pair[0]), ("C", 2022, pair[1]))
    ]
    for column, year, amount in zip("BC", (2021, 2022), total or (), strict=False):
        cell = f"{column}{len(table) + 2}"
        facts.append(replace(BASE, label="Summa", cell=cell, amount=amount, period_to=year * 100 + 12, role=Role.TOTAL))
    return Held(budget("jamforelse"), None, tuple(facts), {}, ())


BASE = Fact(
    file="a.xlsx", file_id="0" * 64, sheet="Blad1", table="T1", cell="A1", label="", amount=0, period_from=202101
)


@given(
    st.lists(st.tuples(amounts, amounts), min_size=1, max_size=12), st.none() | st.tuples(st.integers(), st.integers())
)
def test_a_bridge_always_adds_up(table: list[tuple[int | None, int | None]], total: tuple[int, int] | None) -> None:
    found = compare(held(table, total))
    assert found is not None
    (bridge,) = found.bridges
    assert bridge.start + sum(step.amount for step in bridge.steps) == bridge.end
    unknown = sum(before is None or now is None for before, now in table)
    assert len(bridge.unknown) == unknown
