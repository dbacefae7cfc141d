"""A unit that only another sheet of the workbook says; and rows that are written as no other of their table."""

from __future__ import annotations

from tests.sheets import book, facts, sheet
from trygg_excel.fact import Confidence, Fact
from trygg_excel.facts import facts_of

TABLE = """
    Uppföljning 2025
    Post | Budget | Utfall
    Lön  | 7420   | 7688
    Hyra | 1204   | 1204
"""
GUIDE = """
    Så här gör du
    Fyll i gula celler. Belopp i tkr utan decimaler.
"""
FTE = """
    Budget 2025, tkr
    Post       | 2025
    Lön        | 7420
    Hyra       | 1204
    Mat        | 412
    Städ       | 96
    Resor      | 12
    Personår   | 41.5
"""


def read(*drawings: str) -> tuple[Fact, ...]:
    return facts_of(book(*(sheet(each, f"Blad{at}") for at, each in enumerate(drawings))))[1]


def test_the_unit_of_the_instructions_is_taken_and_not_for_sure() -> None:
    found = read(GUIDE, TABLE)
    assert {(each.unit, each.unit_factor, each.confidence) for each in found} == {("tkr", 1000, Confidence.LIKELY)}


def test_two_units_elsewhere_tell_nothing() -> None:
    found = read("Belopp i tkr", "Belopp i mkr", TABLE)
    assert {(each.unit, each.confidence) for each in found} == {("kr", Confidence.LIKELY)}


def test_a_unit_of_its_own_goes_first() -> None:
    found = read("Belopp i tkr", TABLE.replace("Uppföljning 2025", "Uppföljning 2025, mkr"))
    assert {(each.unit, each.confidence) for each in found} == {("mkr", Confidence.SURE)}


def test_a_row_with_decimals_among_rows_without_is_not_sure() -> None:
    found = {each.label: each.confidence for each in facts(FTE)}
    assert found.pop("Personår") is Confidence.LIKELY
    assert set(found.values()) == {Confidence.SURE}


def test_where_several_rows_have_decimals_none_is_doubted() -> None:
    found = facts(FTE.replace("| 412", "| 411.5").replace("| 12\n", "| 11.9\n"))
    assert {each.confidence for each in found} == {Confidence.SURE}
