"""What workbooks state for a programme: signs, natures, versions, and where it cannot be told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.controls_drawn import held, shipped
from trygg_excel.fact import Measure
from trygg_excel.held import Held
from trygg_excel.month.budgets import BudgetBook, Budgets, budgets_of, undecided
from trygg_excel.month.outcomes import forecasts_of, from_workbooks
from trygg_excel.month.phasing import Phasing
from trygg_excel.month.stated import of_year, stated
from trygg_excel.register.model import Transfer

TKR = 100_000  # öre


def read(drawing: str) -> Held:
    return held(drawing, shipped())


def budget(drawing: str, programme: str = "sspf") -> int | None:
    found = stated([read(drawing)], programme, of_year(Measure.BUDGET, 2022))
    assert found is not None
    return found.amount


@pytest.mark.parametrize(
    ("drawing", "tkr"),
    [
        ("Budget 2022, tkr |\nInsats | Budget 2022\nSSPF | 1500\nTrygghetsvärdar | 1000", 1500),
        ("Budget 2022, tkr |\nInsats | Budget 2022\nSSPF | -1500\nTrygghetsvärdar | -1000", 1500),
        (
            "Budget 2022, tkr | | |\nInsats | Intäkter budget 2022 | Kostnader budget 2022 | Netto budget 2022\n"
            "SSPF | 300 | 1800 | 1500\nTrygghetsvärdar | 0 | 1000 | 1000",
            1500,
        ),
        (
            "Budget 2022, tkr | |\nInsats | Intäkter budget 2022 | Kostnader budget 2022\n"
            "SSPF | 300 | 1800\nTrygghetsvärdar | 0 | 1000",
            1500,
        ),
        (
            "Budget 2022, tkr | |\nInsats | Intäkter budget 2022 | Kostnader budget 2022\n"
            "SSPF | 300 | -1800\nTrygghetsvärdar | 0 | -1000",
            1500,
        ),
    ],
    ids=["plain", "costs with a minus", "with a net", "without a net", "without a net, with a minus"],
)
def test_a_net_cost_is_positive_however_it_is_written(drawing: str, tkr: int) -> None:
    assert budget(drawing) == tkr * TKR


def test_the_same_amount_twice_is_one_and_two_amounts_are_none() -> None:
    first = read("Budget 2022, tkr |\nInsats | Budget 2022\nSSPF | 1500\nTrygghetsvärdar | 1000")
    other = read("Budget 2022, tkr |\nInsats | Budget 2022\nSSPF | 1600\nTrygghetsvärdar | 1000")
    wanted = of_year(Measure.BUDGET, 2022)
    assert [each and each.amount for each in (stated([first, first], "sspf", wanted),)] == [1500 * TKR]
    found = stated([first, other], "sspf", wanted)
    assert (found and found.amount, found and found.several) == (None, True)
    budgets = budgets_of(shipped(), 2022, [BudgetBook(helds=(first, other))])
    assert [each.code for each in budgets.findings] == ["TRY-M01"]
    assert budgets.of["sspf"].through(3) is None


ORIGINAL = "Budget 2022, tkr |\nInsats | Budget 2022\nSSPF | 1500\nTrygghetsvärdar | 1000\nSumma | 2500"
VERSIONS = """
Budget 2022, tkr | | |
Insats | Ursprunglig budget 2022 | Tilläggsbudget | Reviderad budget 2022
SSPF | 1500 | 100 | 1600
Trygghetsvärdar | 1000 | 0 | 1000
"""


def budgets(*drawings: str, since: int = 7) -> Budgets:
    books = [BudgetBook(helds=(read(each),), since=since if number else 1) for number, each in enumerate(drawings)]
    return budgets_of(shipped(), 2022, books)


def test_original_and_revised_in_one_workbook() -> None:
    found = budgets(VERSIONS)
    sspf = found.of["sspf"]
    assert (sspf.original, sspf.revised, [each.amount for each in sspf.steps]) == (1500 * TKR, 1600 * TKR, [100 * TKR])
    assert found.of["trygghetsvardar"].steps == ()
    assert [each.code for each in undecided(found, shipped())] == ["TRY-M03"]


def test_a_revised_workbook_changes_what_it_names_from_its_month() -> None:
    found = budgets(ORIGINAL, ORIGINAL.replace("SSPF | 1500", "SSPF | 1560").replace("| 2500", "| 2560"))
    sspf = found.of["sspf"]
    assert [sspf.through(month) for month in (6, 7, 12)] == [750 * TKR, 885 * TKR, 1560 * TKR]
    assert sspf.phasing is Phasing.TWELFTHS


def test_a_programme_left_out_of_a_revised_workbook_keeps_its_budget_and_it_is_said() -> None:
    found = budgets(ORIGINAL, "Budget 2022, tkr |\nInsats | Budget 2022\nSSPF | 1560")
    assert found.of["trygghetsvardar"].revised == 1000 * TKR
    assert [each.message.sv for each in found.findings] == [
        "Trygghetsvärdar (Orminge och Fisksätra) saknas i bok.xlsx. Deras budget räknas som oförändrad."
    ]


def test_a_programme_that_comes_later_began_with_nothing() -> None:
    found = budgets(ORIGINAL, ORIGINAL.replace("Summa | 2500", "Kameraövervakning | 600\nSumma | 3100"))
    kamera = found.of["kamera"]
    assert (kamera.original, kamera.revised) == (0, 600 * TKR)
    assert [kamera.through(month) for month in (6, 7, 12)] == [0, 100 * TKR, 600 * TKR]


def test_the_decision_of_a_change_is_the_registers_transfer_of_that_amount() -> None:
    transfer = Transfer(
        id="t",
        year=2022,
        from_committee="kf",
        to_committee="ks",
        amount=60 * TKR,
        programme="sspf",
        decision="kf_ram_2022",
    )
    register = replace(shipped(), transfers=(*shipped().transfers, transfer))
    later = ORIGINAL.replace("SSPF | 1500", "SSPF | 1560").replace("| 2500", "| 2560")
    books = [BudgetBook(helds=(read(ORIGINAL),)), BudgetBook(helds=(read(later),), since=3)]
    (step,) = budgets_of(register, 2022, books).of["sspf"].steps
    assert step.decision is not None
    assert step.decision.id == "kf_ram_2022"


def test_rows_outside_the_register_are_told_by_the_total() -> None:
    found = budgets(ORIGINAL.replace("Summa | 2500", "Ny insats | 700\nSumma | 3200"))
    assert [each.message.sv.replace("\xa0", " ") for each in found.findings] == [
        "Budgetens summa i B6 är 3 200 tkr, men insatserna i rapporten har 2 500 tkr. Det skiljer 700 tkr."
    ]


def test_months_of_a_follow_up_add_up_and_give_each_period() -> None:
    drawn = "Utfall 2022, tkr | | |\nInsats | jan | feb | mars\nSSPF | 100 | 120 | 130\nTrygghetsvärdar | 80 | 90 | 70"
    found = from_workbooks(shipped(), [read(drawn)], 202203)
    assert (found.so_far["sspf"], found.by_period["sspf"]) == (
        350 * TKR, {202201: 100 * TKR, 202202: 120 * TKR, 202203: 130 * TKR},
    )  # fmt: skip
    assert "sspf" not in from_workbooks(shipped(), [read(drawn)], 202204).so_far


def test_two_forecasts_for_one_programme_are_none_and_told() -> None:
    drawn = "Prognos 2022, tkr |\nInsats | Prognos helår 2022\nSSPF | 1500\nTrygghetsvärdar | 900"
    found = forecasts_of(shipped(), [read(drawn), read(drawn.replace("1500", "1700"))], 202203)
    assert (dict(found.of), [each.code for each in found.findings]) == ({"trygghetsvardar": 900 * TKR}, ["TRY-M07"])
