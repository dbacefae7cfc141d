"""Which version of a budget amounts are of, how far it is decided, and whether they are costs or revenue."""

from __future__ import annotations

import pytest

from tests.sheets import facts
from trygg_excel.fact import Fact


def in_row(drawing: str, row: int = 3) -> list[Fact]:
    """The facts of one row, left to right."""
    return [each for each in facts(drawing) if int(each.cell[1:]) == row]


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


def versions(drawing: str, row: int = 3) -> list[tuple[str | None, str | None]]:
    return [
        (each.version and each.version.value, each.status and each.status.value) for each in in_row(drawing, row)
    ]  # fmt: skip


def test_a_title_s_version_is_of_all_the_years_it_names_after_it() -> None:
    proposed, none = ("proposal", "proposed"), (None, None)
    drawing = """
        Förslag till budget 2026 med plan 2027–2028, tkr
        Nämnd | Budget 2025 | Budget 2026 | Plan 2027 | Plan 2028
        KS    | 100         | 110         | 120       | 130
    """
    assert versions(drawing) == [none, proposed, proposed, proposed]
    frames = """
        Preliminära ramar 2026–2028, tkr
        Nämnd | 2026 | 2027 | 2028
        KS    | 100  | 110  | 120
    """
    assert versions(frames) == [(None, "preliminary")] * 3


def test_a_title_s_version_is_not_of_what_is_adopted_or_has_become() -> None:
    drawing = """
        Förslag till tilläggsanslag 2026, kronor
        Nämnd | Budget 2026 enligt KF § 112 | Bokfört | Prognos | Föreslaget tilläggsanslag
        KS    | 100                         | 110     | 120     | 130
    """
    assert versions(drawing) == [(None, None)] * 3 + [("supplementary", "proposed")]


def test_what_is_added_to_is_not_proposed() -> None:
    drawing = """
        Förslag till tilläggsanslag 2026, kronor
        Nämnd | Bokfört jan–sep | Budget 2026 | Tilläggsanslag
        KS    | 100             | 110         | 120
    """
    assert versions(drawing)[1] == (None, None)


def test_what_stands_at_a_day_is_no_cost() -> None:
    drawing = """
        Budget kapitalkostnader 2027, tkr
        Nämnd | Bokfört värde 2026-12-31 | Avskrivning 2027
        KS    | 100                      | 110
    """
    assert [each.nature.value for each in in_row(drawing)] == ["none", "cost"]


def test_what_is_left_out_or_taken_in_tells_no_nature() -> None:
    drawing = """
        Kommunbidrag 2025 (exkl. kapitalkostnader), belopp i tkr
        Nämnd | 2024 | 2025
        KS    | 100  | 110
    """
    assert [each.nature.value for each in in_row(drawing)] == ["appropriation"] * 2


def test_a_row_that_is_a_proposal() -> None:
    drawing = """
        Underlag till budgetberedningen, tkr
        Post                   | 2027
        Ram enligt plan        | 1
        Nämndens förslag till ram | 1
    """
    assert versions(drawing, 4) == [("proposal", "proposed")]
    assert versions(drawing) == [(None, None)]


def test_a_preliminary_outcome_is_preliminary() -> None:
    [fact] = in_row("""
        LSS-utjämningen, preliminärt utfall, kronor
        Kommun | Utfall 2026
        Kil    | 10
    """)
    assert (fact.measure.value, fact.status and fact.status.value) == ("actual", "preliminary")
