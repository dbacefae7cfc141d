"""The rows of tables: what each states, where, and when rows of several tables come in turns."""

from __future__ import annotations

from tests.sheets import facts
from trygg_excel.table_rows import placed_by_table, table_rows

BUDGET = """
Budget, tkr | |
Nämnd | 2022 | 2023
Kultur | 10 | 20
Skola | | 40
"""


def test_a_row_has_its_facts_with_their_columns() -> None:
    rows = list(table_rows(placed_by_table(facts(BUDGET)), frozenset()))
    assert [(each.number, each.label, each.columns) for each in rows] == [(3, "Kultur", (2, 3)), (4, "Skola", (3,))]
    assert [[fact.cell for fact in each.facts] for each in rows] == [["B3", "C3"], ["C4"]]


def test_where_years_run_down_the_columns_are_the_rows() -> None:
    placed = placed_by_table(facts(BUDGET))
    rows = list(table_rows(placed, frozenset(placed)))
    assert [(each.number, [fact.cell for fact in each.facts]) for each in rows] == [(2, ["B3"]), (3, ["C3", "C4"])]
    assert [each.columns for each in rows] == [(2,), (3, 3)]


def test_facts_of_tables_in_turns_are_each_put_with_their_own() -> None:
    one, other = facts(BUDGET), facts(BUDGET, name="Blad2")
    in_turns = [fact for pair in zip(one, other, strict=True) for fact in pair]
    found = placed_by_table(in_turns)
    assert {sheet: [fact.cell for _, fact in own] for (sheet, _), own in found.items()} == {
        "Blad1": ["B3", "C3", "C4"], "Blad2": ["B3", "C3", "C4"],
    }  # fmt: skip
