"""Which programme a booking is: masks, and the most precise rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_excel.isolate.frames import Malformed
from trygg_excel.isolate.ledger_wire import load_extract
from trygg_excel.ledger.rulebook import Mapped, Rulebook, lets_in
from trygg_excel.register.model import AccountRule


@pytest.mark.parametrize(
    ("masks", "code", "many"),
    [
        ("4010", "4010", 1),
        ("4010", "401", 0),
        ("0310", "310", 0),
        ("40*", "4010", 100),
        ("40*", "40", 2),
        ("40*", "0400", 0),
        ("30X", "305", 10),
        ("30X", "30", 0),
        ("30X", "3055", 0),
        ("30X", "30X", 1),
        ("30xx", "3055", 100),
        ("PX1", "px1", 1),
        ("4000-4999", "4500", 1000),
        ("4000-4999", "5000", 0),
        ("4000-4999", "45000", 0),
        ("P001-P099", "p050", 10**4),
        ("5*, 4010", "4010", 1),
        ("5*, 4010", "5010", 1000),
        ("", "", 1),
    ],
)
def test_masks(masks: str, code: str, many: int) -> None:
    assert lets_in(masks, code) == many


RULES = (
    AccountRule(programme="bred", account="4*"),
    AccountRule(programme="smal", account="401X"),
    AccountRule(programme="exakt", account="4010"),
    AccountRule(programme="tva", account="4*", cost_centre="31*"),
    AccountRule(programme="fyra", account="*", cost_centre="*", activity="*", project="P1"),
)


@pytest.mark.parametrize(
    ("codes", "programme"),
    [
        ({"account": "4999"}, "bred"),
        ({"account": "4019"}, "smal"),
        ({"account": "4010"}, "exakt"),
        ({"account": "4010", "cost_centre": "3110"}, "tva"),
        ({"account": "9", "cost_centre": "9", "activity": "9", "project": "P1"}, "fyra"),
        ({"account": "5010"}, None),
    ],
)
def test_the_most_precise_rule_decides_whatever_their_order(codes: dict[str, str], programme: str | None) -> None:
    for rules in (RULES, RULES[::-1]):
        assert Rulebook(rules).programme(codes) == Mapped(programme)


def test_one_programme_by_two_rules_is_no_tie() -> None:
    rules = (AccountRule(programme="a", account="40*"), AccountRule(programme="a", account="4010, 40*"))
    assert Rulebook(rules).programme({"account": "4020"}) == Mapped("a")


def test_two_programmes_as_near_get_nothing() -> None:
    rules = (AccountRule(programme="a", account="40*"), AccountRule(programme="b", cost_centre="31*"))
    assert Rulebook(rules).programme({"account": "4010", "cost_centre": "3110"}) == Mapped(None, (0, 1))


CODES = st.text("0123P", min_size=0, max_size=4)


@given(st.lists(st.tuples(CODES, CODES), max_size=6), CODES, CODES)
def test_a_code_that_stands_alone_in_a_rule_is_what_it_says(pairs: list[tuple[str, str]], one: str, two: str) -> None:
    rules = [AccountRule(programme=f"{number}", account=a, project=b) for number, (a, b) in enumerate(pairs)]
    found = Rulebook(rules).programme({"account": one, "project": two})
    fits = [
        rule
        for rule in rules
        if (rule.account or rule.project) and rule.account in {"", one} and rule.project in {"", two}
    ]
    if found.programme is not None:
        assert any(rule.programme == found.programme for rule in fits)
    elif not found.tied:
        assert not fits


def test_what_a_child_says_is_held_against_what_it_should_be() -> None:
    for messages in ([], [{"kind": "sums"}], [{"kind": "extract", "extract": [1]}]):
        with pytest.raises(Malformed):
            load_extract(messages)  # type: ignore[arg-type]
