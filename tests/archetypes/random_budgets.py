"""What a municipality would say, drawn at random: committees, years, measures, amounts; random_tables.py lays it out.

It is kept to what a person could tell from the sheet alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from tests.archetypes.drawing import Page
from tests.archetypes.table import KR, MKR, TENTHS, TKR, WHOLE
from tests.archetypes.truth import Says, actual, budget, plan

GROUPS = ("Kommunstyrelsen", "Barn- och utbildningsnämnden", "Socialnämnden", "Tekniska nämnden", "Nämnden för miljö")
NAMES = (
    "Politisk verksamhet", "Grundskola F–9", "Gymnasieskola", "LSS", "Individ- och familjeomsorg", "SSPF", "Kameror",
    "Budget- och skuldrådgivning", "Näringsliv & turism", "VA", "IT", "Plan- och byggavdelning", "Övrigt (LOV 3 m.m.)",
    "Trygghetspaketet 2.0", "Räddningstjänst", "Färdtjänst/skolskjuts", "Bidrag till föreningar",
)  # fmt: skip
DATED = ("Agenda 2030", "Beläggningsprogram 2022", "Vision 2025, uppföljning")  # a name, whatever its year
UNITS = {"tkr": TKR, "mkr": MKR, "kronor": KR}
Amount = int | Decimal


@dataclass(frozen=True)
class Budget:
    """What there is to say. `amounts` has one row per name and one amount per year, None where nothing is written."""

    unit: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    years: tuple[Says, ...]
    amounts: dict[tuple[str, str], tuple[Amount | None, ...]]

    @property
    def fmt(self) -> str:
        return TENTHS if self.unit == "mkr" else WHOLE

    @property
    def rows(self) -> list[tuple[str, tuple[Amount | None, ...]]]:
        """The first group's names, for layouts without groups."""
        group, names = self.groups[0]
        return [(name, self.amounts[group, name]) for name in names]

    def page(self, sheet: str = "Blad1", title: str = "Nämndernas ramar") -> Page:
        page = Page(sheet, UNITS[self.unit])
        page.text("A1", title, bold=True)
        page.text("A2", f"Belopp i {self.unit}")
        return page


def amounts(unit: str) -> st.SearchStrategy[Amount]:
    """Small ones, large ones, negative ones, noughts, and those that look like years."""
    whole = st.one_of(st.integers(-9_999, 999_999), st.integers(0, 12), st.integers(1_990, 2_030))
    return whole.map(lambda each: Decimal(each) / 10) if unit == "mkr" else whole


@st.composite
def budgets(draw: st.DrawFn, among: tuple[str, ...] = NAMES) -> Budget:
    unit = draw(st.sampled_from(sorted(UNITS)))
    now, before, after = draw(st.integers(2012, 2026)), draw(st.integers(0, 2)), draw(st.integers(0, 2))
    told = [*(actual(now - each) for each in range(before, 0, -1)), budget(now)]
    told += [plan(now + each) for each in range(1, after + 1)]
    years = tuple(reversed(told)) if draw(st.booleans()) else tuple(told)
    names = draw(st.lists(st.sampled_from(GROUPS), min_size=1, max_size=3, unique=True))
    works = st.lists(st.sampled_from(among), min_size=2, max_size=5, unique=True)
    groups = tuple((each, tuple(draw(works))) for each in names)
    one, some = amounts(unit), st.integers(0, 7)
    drawn: dict[tuple[str, str], tuple[Amount | None, ...]] = {}
    for group, rows in groups:
        for name in rows:  # the first row and the first year are never blank
            blank = (name != rows[0] and at > 0 and draw(some) == 0 for at in range(len(years)))
            drawn[group, name] = tuple(None if each else draw(one) for each in blank)
    return Budget(unit, groups, years, drawn)
