"""What kind an amount is, where the words of outcomes, forecasts, differences and versions tell it."""

from __future__ import annotations

import pytest

from tests.sheets import facts
from trygg_excel.fact import Fact


def in_row(drawing: str, row: int = 3) -> list[Fact]:
    """The facts of one row, left to right."""
    return [each for each in facts(drawing) if int(each.cell[1:]) == row]


def kinds(drawing: str, row: int = 3) -> list[tuple[str, str | None]]:
    """The measure, and what a difference is held against, of each of a row's amounts."""
    return [(each.measure.value, each.against.value if each.against else None) for each in in_row(drawing, row)]


def measures(drawing: str, row: int = 3) -> list[str]:
    return [each.measure.value for each in in_row(drawing, row)]


@pytest.mark.parametrize(
    ("heading", "measure"),
    [("Bokfört jan–sep", "actual"), ("Uppnått jan–sep", "actual"), ("Nedlagt jan–aug 2026", "actual"),
     ("Realiserat", "actual"), ("Ianspråktaget 2026", "actual"), ("Verklig kostnad", "actual"),
     ("Rekneskap 2025", "actual"), ("Bedömning helår 2026", "forecast"), ("Trolig kostnad 2026", "forecast"),
     ("Förväntad effekt 2026", "forecast"), ("Ändring aug–okt", "change"), ("Forecast vs budget", "deviation")],
)  # fmt: skip
@pytest.mark.parametrize("title", ["Uppföljning åtgärder 2026, tkr", "Bidrag 2026, tkr"])
def test_words_that_tell_of_outcomes_forecasts_and_differences(title: str, heading: str, measure: str) -> None:
    drawing = f"""
        {title}
        Nämnd | Budget 2026 | {heading}
        KS    | 100         | 20
    """
    assert measures(drawing) == ["budget", measure]


@pytest.mark.parametrize(
    ("heading", "version"),
    [("Revidert budsjett 2026", "revised"), ("Regulert budsjett 2026", "revised"),
     ("Opprinnelig budsjett 2026", "original"), ("Oprindeligt budget 2026", "original"),
     ("Korrigeret budget 2026", "revised"), ("Tillægsbevillinger", "supplementary")],
)  # fmt: skip
def test_versions_in_norwegian_and_danish(heading: str, version: str) -> None:
    [_, fact] = in_row(f"""
        Drift 2026, 1000 kr
        Område | Regnskap 2025 | {heading}
        Skole  | 100           | 20
    """)
    assert (fact.measure.value, fact.version and fact.version.value) == ("budget", version)


def test_an_income_statement_is_not_all_revenue() -> None:
    [fact] = in_row("""
        Income statement, SEK thousands
        Item      | Jan–Sep 2026
        Personnel | 100
    """)
    assert fact.nature.value == "none"


def test_a_change_of_capital_in_a_budget_is_one_of_its_results() -> None:
    drawing = """
        Budget 2027 per fakultet, mnkr
        Fakultet | Intäkter | Kostnader | Kapitalförändring
        Hum      | 10       | 9         | 1
    """
    assert measures(drawing) == ["budget"] * 3
