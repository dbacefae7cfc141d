"""Tables drawn at random and written in many layouts (tests/archetypes/random_*.py): the same facts come back."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.archetypes.drawing import Page
from tests.archetypes.in_memory import as_sheet
from tests.archetypes.random_budgets import DATED, NAMES, Budget, budgets
from tests.archetypes.random_dressed import MORE, Dress, dressed, dresses
from tests.archetypes.random_tables import LAYOUTS
from tests.archetypes.score import same_label
from tests.sheets import book
from trygg_excel.facts import facts_of
from trygg_excel.machine import crowns

ALL = LAYOUTS | MORE

NOT_EXPLAINED = tuple(each for each in Phase if each is not Phase.explain)  # which takes most of a failure's time


def wanted(pages: list[Page]) -> dict[str, tuple[str, str, str]]:
    """Every drawn amount by its cell: label, year, kronor."""
    return {
        f"{page.name}!{each.cell}": (each.label, str(each.says.year or ""), f"{each.amount or 0:.2f}")
        for page in pages
        for each in page.truths
        if each.role != "not_amount"
    }


def found(pages: list[Page]) -> dict[str, tuple[str, str, str]]:
    facts = facts_of(book(*map(as_sheet, pages)))[1]
    return {f"{each.sheet}!{each.cell}": (each.label, str(each.year or ""), crowns(each.amount)) for each in facts}


def told_alike(pages: list[Page]) -> None:
    drawn, read = wanted(pages), found(pages)
    for cell, (label, *_) in drawn.items():  # labels are held against each other as the scorer does
        if cell in read and same_label(read[cell][0], label):
            read[cell] = (label, *read[cell][1:])
    assert read == drawn


@pytest.mark.parametrize("layout", ALL)
@settings(max_examples=40, phases=NOT_EXPLAINED)
@given(data=st.data())
def test_what_is_drawn_is_read(layout: str, data: st.DataObject) -> None:
    told_alike(ALL[layout](data.draw(budgets())))


@settings(max_examples=100, phases=NOT_EXPLAINED)
@given(content=budgets(), dress=dresses)
def test_whatever_stands_about_a_table(content: Budget, dress: Dress) -> None:
    told_alike(dressed(content, dress))


@pytest.mark.parametrize("layout", ALL)
@settings(max_examples=10, phases=NOT_EXPLAINED)
@given(data=st.data())
def test_a_year_in_a_name_is_not_that_of_the_amounts(layout: str, data: st.DataObject) -> None:
    told_alike(ALL[layout](data.draw(budgets(NAMES[:4] + DATED))))
