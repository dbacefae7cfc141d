"""Small sheets as people draw them, and the facts a person would read off them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout_cases import CASES
from tests.sheets import facts
from trygg_excel.fact import Confidence, Fact, Role, State
from trygg_excel.money import in_unit, unit_named

ARROW = "=>"


def told(fact: Fact) -> str:
    """A fact as the cases write it."""
    known = None if fact.amount is None else f"{in_unit(fact.amount, unit_named(fact.unit)).normalize():f}"
    amount = fact.state.value if known is None else f"{known} {fact.unit}"
    parts = [fact.cell, fact.label, "" if fact.year is None else str(fact.year), amount]
    return " | ".join(parts if fact.role is Role.LINE else [*parts, fact.role.value])


def halves(case: str) -> tuple[str, list[str]]:
    drawing, _, expected = case.partition(ARROW)
    lines = [" | ".join(part.strip() for part in line.split("|")) for line in expected.strip().splitlines()]
    return drawing, lines


@pytest.mark.parametrize("case", CASES)
def test_a_sheet_is_read_as_a_person_would(case: str) -> None:
    drawing, expected = halves(CASES[case])
    assert [told(fact) for fact in facts(drawing)] == expected


SURE = sorted(CASES.keys() - {"year, programme, amount"})  # its sum over two years has no one year


@pytest.mark.parametrize("case", SURE)
def test_what_is_plain_is_sure(case: str) -> None:
    assert {fact.confidence for fact in facts(halves(CASES[case])[0])} <= {Confidence.SURE}


def test_a_list_after_sentences_is_another_table_and_not_sure_of_the_first_ones_unit() -> None:
    drawing = """
        Tillskott, mdkr | 2017 | 2018
        Kommuner        | 7    | 7
        Regioner        | 3    | 3

        Beräkningen nedan är preliminär och uppdateras inför fördelningen. Den grundas på statistik som ändras.

        Blekinge
        Karlshamn       | 31108914
        Ronneby         | 45742728
    """
    sure = {fact.cell: fact.confidence is Confidence.SURE for fact in facts(drawing)}
    assert sure == {"B2": True, "C2": True, "B3": True, "C3": True, "B8": False, "B9": False}


def test_groups_subtotals_and_paths() -> None:
    found = facts("""
        Belopp i tkr
                        | 2022   | <
        Insats          | Budget | Utfall
        Socialnämnden
        SSPF            | 15     | 14
        Delsumma        | 15     | 14
        Kommunstyrelsen:
        Kamera          | 2      | 3
        Summa           | 2      | 3
        Totalt          | 17     | 17
    """)
    assert [(fact.label, fact.group, fact.role.value) for fact in found[::2]] == [
        ("SSPF", "Socialnämnden", "line"),
        ("Delsumma", "Socialnämnden", "subtotal"),
        ("Kamera", "Kommunstyrelsen", "line"),
        ("Summa", "Kommunstyrelsen", "subtotal"),
        ("Totalt", "", "total"),
    ]
    assert [(fact.column, fact.measure.value) for fact in found[:2]] == [
        ("2022 / Budget", "budget"),
        ("2022 / Utfall", "actual"),
    ]


def test_an_acronym_among_lines_that_a_sum_adds_is_a_line() -> None:
    """SSPF is written in capitals, and the three rows after it come near it by chance."""
    found = facts(
        """
        Insats    | Budget 2023, mkr   | Budget 2024, mkr
        Värdar    | 1.0                | 1.0
        SSPF      | 1.5                | 1.5
        Stöd      | 0.9                | 0.9
        Kamera    | 0.2                | 0.2
        Samverkan | 0.5                | 0.5
        Övrigt    | 0.9                | 0.9
        Summa     | =SUM(B2:B7) -> 5.0 | =SUM(C2:C7) -> 5.0
        """
    )
    assert [fact.role for fact in found if fact.label == "SSPF"] == ["line", "line"]


def test_what_is_not_said_is_never_sure() -> None:
    found = facts("""
        SSPF   | 15
        Kamera | 2
    """)
    assert [told(fact) for fact in found] == ["B1 | SSPF |  | 15 kr", "B2 | Kamera |  | 2 kr"]
    assert {fact.confidence for fact in found} == {Confidence.LIKELY}
    assert {fact.currency for fact in found} == {None}


@pytest.mark.parametrize(("name", "file"), [("Budget 2022", "bok.xlsx"), ("Blad1", "mapp/budget-2022.xlsx")])
def test_the_year_may_stand_in_the_name_of_sheet_or_file(name: str, file: str) -> None:
    found = facts("Belopp i tkr\nSSPF | 15", name=name, file=file)
    assert [(fact.year, fact.confidence) for fact in found] == [(2022, Confidence.LIKELY)]


def test_precision_is_the_columns() -> None:
    found = facts("""
        Belopp i mkr
        Insats | 2022  | 2021                | 2020 | 2019
        SSPF   | 10    | 0.30000000000000004 | 10   | =1/3 -> 0.333333333333333
        Kamera | 392.2 | 0.1                 | 20   | =2/3 -> 0.666666666666667
    """)
    assert [fact.quantum for fact in found[:4]] == [10_000_000, 10_000_000, 100_000_000, 1]
    assert [fact.amount for fact in found[:4]] == [1_000_000_000, 30_000_000, 1_000_000_000, 33_333_333]


def test_precision_of_a_sum_is_its_addends() -> None:
    found = facts("""
        Belopp i mkr
        År   | SSPF | Kamera | Summa             | Rest
        2022 | 10   | 392.2  | =SUM(B3:C3) -> 402.2 | =D3/3 -> 134.066666666667
    """)
    assert [fact.quantum for fact in found] == [100_000_000, 10_000_000, 10_000_000, 1]


def test_a_format_that_scales_needs_no_word_to_tell_its_unit() -> None:
    found = facts("""
        Insats | 2022               | 2021
        SSPF   | 1500000 {#,##0,}   | 1400000 {#,##0,}
    """)
    assert [(fact.amount, fact.unit, fact.unit_factor, fact.raw) for fact in found] == [
        (150_000_000, "tkr", 1, "1\N{NO-BREAK SPACE}500"),
        (140_000_000, "tkr", 1, "1\N{NO-BREAK SPACE}400"),
    ]


def test_a_number_beyond_all_sense_is_shown_as_excel_shows_it() -> None:
    found = facts(f"""
        Insats | 2022
        SSPF   | 15
        Kamera | {10**40} {{#,##0}}
    """)
    assert (found[1].amount, found[1].state) == (None, State.ERROR)
    assert found[1].raw.replace("\N{NO-BREAK SPACE}", "") == str(10**40)


def test_kinds_and_states() -> None:
    found = facts("""
        Belopp i tkr
        Insats | 2022
        A      | 15
        B      | '16'
        C      | =B3+1 -> 16
        D      | =B3+1
        E      | #N/A
        F      | –
    """)
    assert [(fact.kind.value, fact.state.value) for fact in found] == [
        ("number", "stated"),
        ("text", "stated"),
        ("formula", "stated"),
        ("formula_uncached", "unknown"),
        ("error", "error"),
        ("text", "zero_mark"),
    ]
    assert [fact.amount is None for fact in found] == [fact.state in {State.UNKNOWN, State.ERROR} for fact in found]


PIECES = [
    "", "", "SSPF", "Summa", "• Kamera", "År", "Belopp", "tkr", "(mkr)", "2022", "2021", "2000", "202201", "2022–2023",
    "Budget 2022", "1500", "0.5", "-3", "'1,5'", "–", "ej angivet", "x", "12,4 varav 2,0", "#REF!", "=A1+1", "=A1 -> 5",
    "0.05 {0%}", "1000 {#,##0,}", "true", "2022-02-07", "<", "Antal", "%", "1) not", "*", "'88 %'",
]  # fmt: skip
ROW = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(" | ".join)


@given(st.lists(ROW, min_size=1, max_size=9).map("\n".join))
def test_no_sheet_is_too_odd(drawing: str) -> None:
    for fact in facts(drawing):
        assert (fact.amount is None) == (fact.state in {State.UNKNOWN, State.ERROR})
        assert fact.quantum >= 1
        assert fact.unit_factor >= 1
        assert fact.label or fact.confidence is Confidence.GUESS
        assert fact.confidence is not Confidence.SURE or (fact.year and fact.currency)


PRICED = """
    Kulturstöd 2025{unit}
    Sökande  | Sökt belopp | Beslut
    Musik    | 45.000:-    | 30.000:-
    Dans     | 28.500:-    | 20.000:-
"""


def test_prices_are_whole_crowns_where_no_unit_is_said() -> None:
    assert {(each.unit_factor, each.confidence) for each in facts(PRICED.format(unit=""))} == {(1, Confidence.SURE)}
    assert {each.unit_factor for each in facts(PRICED.format(unit=", tkr"))} == {1000}
