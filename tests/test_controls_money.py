"""Controls of money's way: transfers that come out even, who decides them, money counted twice, money that ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.controls_drawn import HOLDS, NOT_JUDGED, cells, findings, held, lacks, plain, run, says, shipped, verdicts
from trygg_excel.register.model import AuthorityRule, ChangeKind

MOVED = """
Omfördelning mellan nämnder 2022, tkr |
Nämnd | Förändring
Byggnadsnämnden | {building}
Kommunstyrelsen | -1000
Socialnämnden | {social}
"""


def moves(building: int, social: int, *, more: str = "") -> list[str]:
    return says("TRY-020", held(MOVED.format(building=building, social=social) + more))


def test_020_transfers_that_come_out_even() -> None:
    assert moves(0, 1000) == moves(400, 600) == []


def test_020_one_gives_and_several_get() -> None:
    assert moves(400, 500) == [
        "Omfördelningen går inte jämnt ut: minskningarna är 1 000 tkr (B4) men ökningarna 900 tkr (B3 och B5). Det "
        "skiljer 100 tkr. Beslutets datum och paragraf saknas."
    ]


def test_020_a_decision_on_the_sheet_is_not_asked_for() -> None:
    (told,) = moves(0, 100, more="\nBeslut KF § 12, 2022-02-07\n")
    assert "Beslutets datum" not in told
    assert told.endswith("Ska B5 vara 1 000?")


def test_020_more_is_got_than_given() -> None:
    (told,) = moves(0, 1200)
    assert "Det är 200 tkr för mycket hos socialnämnden." in told


def test_020_changes_that_are_no_transfers_are_not_judged() -> None:
    drawn = MOVED.replace("Omfördelning mellan nämnder", "Budget").format(building=0, social=500)
    assert lacks("TRY-020", held(drawn)) == ["ett register över insatser och beslut"]
    assert findings("TRY-020", held(drawn)) == []


def test_020_only_one_of_the_committees_is_updated() -> None:
    drawn = """
    Omfördelning mellan nämnder 2022, tkr | | |
    Nämnd | Ram | Förändring | Ny ram
    Kommunstyrelsen | 9000 | -1000 | 8000
    Socialnämnden | 20000 | 1000 | 20000
    Beslut KF § 12
    """
    assert says("TRY-020", held(drawn)) == []
    assert says("TRY-021", held(drawn)) == [
        "D4 (Socialnämnden): reviderad budget är 20 000 tkr, men 20 000 tkr med ändringarna +1 000 tkr blir "
        "21 000 tkr. Det skiljer 1 000 tkr."
    ]


TABLE = """
Trygghetspaketet, mkr | |
Insats | 2022 | 2023
SSPF | 1.5 | 1.5
Stöd till lokala arbetsgrupper | 0.9 | 0.9
"""


def ruled(*bodies: str) -> list[str]:
    register = replace(shipped(), authority=(AuthorityRule(change=ChangeKind.BETWEEN, bodies=bodies),))
    return says("TRY-022", held(TABLE, register))


def test_022_decided_by_a_body_that_may() -> None:
    assert ruled("kf") == []


def test_022_decided_by_another_body() -> None:
    assert ruled("sn") == [
        "1,0 mkr 2022 från kommunstyrelsen till socialnämnden (polarna_2022) är en omfördelning mellan nämnder, som "
        "beslutas av socialnämnden; beslutet är fattat av kommunfullmäktige."
    ]


def test_022_silent_without_a_rule() -> None:
    within = AuthorityRule(change=ChangeKind.WITHIN, bodies=("ks",))
    assert run("TRY-022", held(TABLE, shipped())) == []
    assert run("TRY-022", held(TABLE, replace(shipped(), authority=(within,)))) == []


def test_022_a_decision_that_does_not_say_who() -> None:
    register = shipped()
    unsigned = tuple(replace(each, body=None) for each in register.decisions)
    rule = AuthorityRule(change=ChangeKind.BETWEEN, bodies=("kf",))
    on = held(TABLE, replace(register, decisions=unsigned, authority=(rule,)))
    assert lacks("TRY-022", on) == ["vem som har beslutat"]


@pytest.mark.parametrize("row", ["Kommunvakter | 3.0 | 3.0", "Kommunvakter | 6.0 |", "Kommunvakter | 2.0 | 4.0"])
def test_023_money_for_several_years_split_between_them(row: str) -> None:
    assert verdicts("TRY-023", held(TABLE + row + "\n", shipped())) == {HOLDS}


def test_023_more_than_the_years_together_have_but_less_than_the_fund() -> None:
    (told,) = says("TRY-023", held(TABLE + "Kommunvakter | 4.0 | 4.0\n", shipped()))
    assert "eftersom" not in told
    assert "I så fall är det 2,0 mkr för mycket." in told


def test_023_a_row_for_what_is_already_transferred() -> None:
    on = held(TABLE + "Polarna | 1.0 | 0.0\n", shipped())
    assert says("TRY-023", on) == [
        "Polarna finns både som rad (B5) och i 'Till socialnämnden för Polarna/ungdomsverksamheten'. Risk för att 1,0 "
        "mkr räknas två gånger."
    ]


def test_023_nothing_to_judge() -> None:
    assert lacks("TRY-023", held(TABLE)) == ["ett register över insatser och beslut"]
    alone = replace(shipped(), funding=())
    assert lacks("TRY-023", held(TABLE, alone)) == ["insatser med egen finansiering i registret"]


LATER = """
Trygghetspaketet, mkr | | |
Insats | Budget 2022 | Plan 2023 | Plan 2024
SSPF | 1.5 | 1.5 | 1.5
Kommunvakter | 3.0 | 3.0 | {after}
"""


def test_025_one_off_money_and_then_none() -> None:
    assert verdicts("TRY-025", held(LATER.format(after="0.0"), shipped())) == {HOLDS}


def test_025_an_amount_after_the_money_has_ended() -> None:
    assert [plain(each) for each in says("TRY-025", held(LATER.format(after="3.0"), shipped()))] == [
        "Kommunvakter (D4) har 3,0 mkr 2024, men pengarna från framtidsfonderna upphör 2023. Finansiering saknas från "
        "2024."
    ]


def test_025_another_source_pays_on() -> None:
    register = shipped()
    pot = next(each for each in register.funding if each.id == "kommunvakter")
    ordinary = replace(pot, id="ordinarie", year_from=2024, year_to=2026, one_off=False)
    on = held(LATER.format(after="3.0"), replace(register, funding=(*register.funding, ordinary)))
    assert cells(findings("TRY-025", on)) == []


def test_025_nothing_to_judge() -> None:
    assert lacks("TRY-025", held(LATER.format(after="1.0"))) == ["ett register över insatser och beslut"]
    assert verdicts("TRY-025", held(TABLE, shipped())) == {NOT_JUDGED}
