"""Years side by side, and bridges that add up to the öre."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trygg_excel as te
from tests.registers import small
from tests.sheets import book, sheet
from trygg_excel.budget import Budget, budget_of
from trygg_excel.comparing.bridge import Stated, bridge
from trygg_excel.comparing.comparison import ComparedRow, Comparison, StepKind, compare
from trygg_excel.comparing.versions import versions_across, versions_within
from trygg_excel.errors import NothingToCompare
from trygg_excel.fact import Fact, Role
from trygg_excel.held import Held, hold
from trygg_excel.register.model import Programme

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
        (-8, StepKind.REPLACED),
        (-4, StepKind.REPLACED),
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
        BASE._replace(label=f"Rad {number}", cell=f"{column}{number + 2}", amount=amount, period_to=year * 100 + 12)
        for number, pair in enumerate(table)
        for column, year, amount in (("B", 2021, pair[0]), ("C", 2022, pair[1]))
    ]
    for column, year, amount in zip("BC", (2021, 2022), total or (), strict=False):
        cell = f"{column}{len(table) + 2}"
        facts.append(BASE._replace(label="Summa", cell=cell, amount=amount, period_to=year * 100 + 12, role=Role.TOTAL))
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


VERSIONS = """Belopp i tkr
Verksamhet | Budget 2021 | Budget 2022 | Reviderad budget 2022
Skola | 100 | 110 | 115
Vård | 200 | 190 | 190
Stöd | | | 5
Summa | 300 | 300 | 310"""


def drawn(drawing: str, file: str = "bok.xlsx") -> Held:
    return hold(budget_of(book(sheet(drawing), file=file)), None)


def test_versions_of_a_year_stand_side_by_side() -> None:
    (found,) = versions_within(drawn(VERSIONS))
    assert (found.year, [each.sv for each in found.versions.values()]) == (
        2022,
        ["Budget 2022", "Reviderad budget 2022"],
    )
    assert [[row.amounts.get(key) for key in (1, 2)] for row in found.rows] == [
        [11_000_000, 11_500_000],
        [19_000_000, 19_000_000],
        [None, 500_000],
    ]
    assert [row.mark.sv for row in found.rows] == ["", "", "Saknas i Budget 2022"]
    assert [(step.amount, step.kind) for step in found.bridges[0].steps] == [
        (500_000, StepKind.INCREASE),
        (500_000, StepKind.NEW),
    ]


def test_years_are_compared_in_one_version_without_doubled_rows() -> None:
    found = compare(drawn(VERSIONS))
    assert found is not None
    assert [(row.label, dict(row.amounts)) for row in found.rows] == [
        ("Skola", {2021: 10_000_000, 2022: 11_000_000}),
        ("Vård", {2021: 20_000_000, 2022: 19_000_000}),
    ]


def test_the_same_year_in_two_workbooks_is_two_versions_and_equal_ones_are_none() -> None:
    march, april = drawn(VERSIONS, "mars.xlsx"), drawn(VERSIONS.replace("| 200", "| 210"), "april.xlsx")
    (found,) = versions_across([march, april])
    assert (found.year, [each.sv for each in found.versions.values()]) == (2021, ["mars.xlsx", "april.xlsx"])
    assert [step.amount for step in found.bridges[0].steps] == [1_000_000]
    other = drawn("Belopp i tkr\nHus | 2021\nBadhus | 5\nIshall | 6\nSumma | 11", "annat.xlsx")
    assert versions_across([march, other]) == ()


def test_a_stated_total_is_what_a_bridge_goes_between_without_a_register_too() -> None:
    """The rows give 300 and 310, the workbook says 300 and 330: 20 tkr is told as not explained."""
    held = drawn("Belopp i tkr\nRad | 2021 | 2022\nA | 100 | 110\nB | 200 | 200\nSumma | 300 | 330")
    found = compare(held)
    assert found is not None
    assert {year: ore // 100_000 for year, ore in found.totals.items()} == {2021: 300, 2022: 330}
    assert [(each.kind, each.amount // 100_000) for each in found.bridges[0].steps] == [
        (StepKind.INCREASE, 10),
        (StepKind.UNEXPLAINED, 20),
    ]


def test_workbooks_that_only_call_their_rows_the_same_are_no_versions_unless_asked_for() -> None:
    """Every committee has 'Personal', 'Lokaler' and 'Övrigt'."""
    one = drawn("Belopp i tkr\nRad | 2022\nPersonal | 900\nLokaler | 50\nÖvrigt | 7\nSumma | 957", "skola.xlsx")
    other = drawn("Belopp i tkr\nRad | 2022\nPersonal | 4200\nLokaler | 310\nÖvrigt | 7\nSumma | 4517", "vård.xlsx")
    assert versions_across([one, other]) == ()
    assert [each.year for each in versions_across([one, other], asked=True)] == [2022]


def test_only_equal_parts_of_a_year_are_compared() -> None:
    months = "Belopp i tkr\nRad | jan 2021 | 2021 | jan 2022 | 2022\nA | 1 | 12 | 2 | 20\nB | 1 | 13 | 2 | 21"
    found = compare(drawn(months))
    assert found is not None
    assert [dict(row.amounts) for row in found.rows] == [
        {2021: 1_200_000, 2022: 2_000_000},
        {2021: 1_300_000, 2022: 2_100_000},
    ]


@pytest.mark.parametrize(
    ("total", "kind"),
    [((1_000, 1_001), StepKind.ROUNDING), ((1_000, 1_010), StepKind.UNEXPLAINED)],
    ids=["0,1 of two typed totals", "more than rounding"],
)
def test_rounding_is_a_step_of_its_own(total: tuple[int, int], kind: StepKind) -> None:
    """Typed tenths of mkr: 50,0 + 50,0 = 100,0, and then 100,1 or 101,0 for the same rows."""
    rows = [
        ComparedRow("A", "", None, {2021: 500, 2022: 500}, {}),
        ComparedRow("B", "", None, {2021: 500, 2022: 500}, {}),
    ]
    found = bridge(rows, Stated(dict(zip((2021, 2022), total, strict=True)), {2021: 1, 2022: 1}), 2021, 2022)
    assert [(step.amount, step.kind) for step in found.steps] == [(total[1] - total[0], kind)]
    assert found.start + sum(step.amount for step in found.steps) == found.end


def test_typed_totals_may_be_rounded_and_live_ones_not() -> None:
    """mkr with one decimal: the rows give 2,0 -> 2,1, the totals say 2,0 -> 2,2; only a typed total may be rounded."""
    register = small(programmes=(Programme(id="a", label="A"), Programme(id="b", label="B")))
    typed = "Belopp i mkr\nInsats | 2021 | 2022\nA | 1.3 | 1.4\nB | 0.7 | 0.7\nSumma | 2.0 | {}"
    kinds = {}
    for total_ in ("2.2", "=SUM(C3:C4)+0.1 -> 2.2"):
        found = compare(hold(budget_of(book(sheet(typed.format(total_)))), register))
        assert found is not None
        kinds[total_[0]] = [step.kind for step in found.bridges[0].steps]
    assert kinds == {
        "2": [StepKind.INCREASE, StepKind.ROUNDING],
        "=": [StepKind.INCREASE, StepKind.UNEXPLAINED],
    }
