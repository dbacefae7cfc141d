"""Controls of follow-up: deviations, percentages, outcomes, forecasts, phasing, comments."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.controls_drawn import FAILS, HOLDS, NOT_JUDGED, findings, held, lacks, run, says, verdicts, with_settings
from trygg_excel.finding import Cause, CauseKind, Severity
from trygg_excel.register.model import Settings

DEVIATIONS = """
Uppföljning 2022, mkr | | | | | |
Nämnd | Budget 2022 | Utfall 2022 | Avvikelse | Avvikelse %
Kommunstyrelsen | 100.5 | 98.4 | 2.1 | 2.1
Kultur | 50.2 | 52.2 | -2.0 | -4.0
Gatuenheten | 20.1 | 21.1 | -1.0 | -5.0
Skola | 300.4 | 299.4 | 1.0 | 0.3
"""
NO_DEVIATIONS = """
Budget 2022, mkr |
Nämnd | Budget 2022
Kommunstyrelsen | 100.0
Kultur | 50.0
"""


def test_006_one_sign_all_through_says_which_rule() -> None:
    (result,) = run("TRY-006", held(DEVIATIONS))
    assert (result.verdict, result.findings) == (HOLDS, ())
    assert result.explanation is not None
    assert result.explanation.sv == "Avvikelsen är budget minus utfall, så att plus är bättre än budget."


def test_006_a_row_said_with_about_is_left_out_and_the_others_are_judged() -> None:
    on = held(DEVIATIONS.replace("52.2", "'ca 52,2'").replace("| 1.0 |", "| -1.0 |"))
    (told,) = findings("TRY-006", on)
    assert [each.cell for each in told.sources] == ["D6"]


def test_006_costs_with_a_minus_are_counted_the_other_way() -> None:
    drawn = """
    Uppföljning 2022, mkr | | | |
    Nämnd | Budget 2022 | Utfall 2022 | Avvikelse
    Kommunstyrelsen | -100.5 | -98.5 | 2.0
    Kultur | -50.2 | -52.2 | -2.0
    Gatuenheten | -20.1 | -21.1 | -1.0
    """
    (result,) = run("TRY-006", held(drawn))
    assert result.explanation is not None
    assert result.explanation.sv == "Avvikelsen är utfall minus budget, så att plus är bättre än budget."


def test_006_a_row_with_the_other_sign() -> None:
    on = held(DEVIATIONS.replace("21.1 | -1.0", "21.1 | 1.0"))
    assert says("TRY-006", on) == [
        "D5 (Gatuenheten): avvikelsen +1,0 mkr har omvänt tecken. På de andra raderna är den budget minus utfall, så "
        "att plus är bättre än budget. Troligen är tecknet fel."
    ]
    cause = findings("TRY-006", on)[0].causes[0]
    assert isinstance(cause, Cause)
    assert (cause.kind, cause.right) == (CauseKind.WRONG_SIGN, -100_000_000)


def test_006_revenues_beside_costs_may_have_their_own_rule() -> None:
    drawn = DEVIATIONS + "Statsbidrag | 10.2 | 11.2 | 1.0 | 9.8\n"
    assert findings("TRY-006", held(drawn)) == []


def test_006_nothing_to_judge() -> None:
    assert lacks("TRY-006", held(NO_DEVIATIONS)) == ["avvikelser bredvid budget och utfall"]


@pytest.mark.parametrize("shown", ["4.0", "'– 4,0 %'", "-0.04 {0.0%}", "-0.0398406374501992 {0%}"])
def test_007_a_percentage_of_the_amounts(shown: str) -> None:
    assert verdicts("TRY-007", held(DEVIATIONS.replace("-2.0 | -4.0", f"-2.0 | {shown}"))) == {HOLDS}


@pytest.mark.parametrize("shown", ["5.0", "'5,0 %'", "0.05 {0.0%}"])
def test_007_a_percentage_that_the_amounts_deny(shown: str) -> None:
    on = held(DEVIATIONS.replace("-2.0 | -4.0", f"-2.0 | {shown}"))
    assert says("TRY-007", on) == ["E4 (Kultur): anges till 5,0 %, men beloppen ger −4,0 % (−2,0 mkr av 50,2 mkr)."]


def test_007_nothing_to_judge() -> None:
    assert lacks("TRY-007", held(NO_DEVIATIONS)) == ["en kolumn med avvikelse i procent"]


MONTHS = """
Uppföljning 2022, tkr | | | |
Post | Utfall ack januari | Utfall ack februari | Utfall ack mars
Personal | 100 | 210 | 300
Lokaler | 20 | 40 | 60
Statsbidrag | 500 | 400 | 400
"""


def test_009_costs_rise_and_revenues_may_fall() -> None:
    assert verdicts("TRY-009", held(MONTHS)) == {HOLDS}


def test_009_an_accumulated_cost_that_fell() -> None:
    assert says("TRY-009", held(MONTHS.replace("210 | 300", "210 | 180"))) == [
        "Personal (D3): ackumulerat utfall t.o.m. mars är 180 tkr, lägre än 210 tkr t.o.m. februari (C3). Möjlig "
        "orsak: en rättad bokning."
    ]


def test_009_since_last_time() -> None:
    before = """
    Uppföljning 2022, tkr | |
    Post | Årsbudget 2022 | Utfall ack februari 2022
    Personal | 1200 | 210
    Lokaler | 240 | 40
    """
    now = before.replace("februari", "mars").replace("| 210", "| 180").replace("| 40", "| 60")
    assert [each.split(" Möjlig")[0] for each in says("TRY-009", held(now, previous=before))] == [
        "Personal (C3): ackumulerat utfall t.o.m. mars är 180 tkr, lägre än 210 tkr t.o.m. februari (förra gången)."
    ]


def test_009_blank_future_months_are_silent() -> None:
    drawn = MONTHS.replace("Utfall ack mars", "Utfall ack mars | Utfall ack april")
    assert findings("TRY-009", held(drawn)) == []


def test_009_nothing_to_judge() -> None:
    assert lacks("TRY-009", held(NO_DEVIATIONS)) == ["ackumulerat utfall för två månader"]


FORECAST = """
Uppföljning augusti 2022, tkr | | |
Verksamhet | Årsbudget 2022 | Utfall t.o.m. augusti 2022 | Prognos 2022
Hemtjänst | 12000 | 7900 | 12000
Särskilt boende | 62000 | 41000 | 61500
Statsbidrag | 9000 | 9500 | 9000
"""


def test_010_a_forecast_above_the_outcome() -> None:
    assert verdicts("TRY-010", held(FORECAST)) == {HOLDS}


def test_010_a_forecast_below_what_is_booked() -> None:
    assert says("TRY-010", held(FORECAST.replace("7900 | 12000", "7900 | 7500"))) == [
        "Hemtjänst (D3): prognosen 7 500 tkr är lägre än redan bokfört utfall t.o.m. augusti, 7 900 tkr (C3)."
    ]


def test_010_about_is_never_judged() -> None:
    on = held(FORECAST.replace("7900 | 12000", "7900 | 'ca 7 500 tkr'"))
    assert findings("TRY-010", on) == []


def test_010_nothing_to_judge() -> None:
    assert lacks("TRY-010", held(MONTHS)) == ["utfall hittills och prognos för samma rad"]


def test_061_a_rate_that_fits_the_forecast() -> None:
    assert verdicts("TRY-061", held(FORECAST)) == {HOLDS}


def test_061_a_rate_that_does_not() -> None:
    (told,) = says("TRY-061", held(FORECAST.replace("12000 | 7900", "12000 | 9600")))
    assert told.endswith("I samma takt blir helåret 14 400 tkr, 2 400 tkr över budget.")


def test_061_a_phased_budget_that_foresaw_it_is_silent() -> None:
    drawn = """
    Uppföljning augusti 2022, tkr | | | |
    Verksamhet | Årsbudget 2022 | Budget t.o.m. augusti 2022 | Utfall t.o.m. augusti 2022 | Prognos 2022
    Badplatser | 1200 | {phased} | 1050 | 1200
    Hemtjänst | 12000 | 8000 | 7900 | 12000
    """
    assert findings("TRY-061", held(drawn.format(phased=1100))) == []
    assert len(findings("TRY-061", held(drawn.format(phased=800)))) == 1


def test_061_nothing_to_judge() -> None:
    assert lacks("TRY-061", held(MONTHS)) == ["utfall hittills, prognos och årsbudget för samma rad"]


BOOKED = """
Uppföljning april 2022, tkr | | | |
Post | Årsbudget 2022 | Budget ack april 2022 | Utfall ack april 2022
Statsbidrag | 4800 | 1600 | {grant}
Försäkring | 600 | 200 | {insurance}
"""


def test_062_money_as_it_comes() -> None:
    assert verdicts("TRY-062", held(BOOKED.format(grant=1600, insurance=210))) == {HOLDS}


def test_062_a_cost_booked_at_once_is_worse() -> None:
    assert says("TRY-062", held(BOOKED.format(grant=1600, insurance=600))) == [
        "Försäkring (rad 4): utfall t.o.m. april är 600 tkr mot periodbudget 200 tkr, 400 tkr sämre. Hela årsbudgeten "
        "är bokförd. Möjlig orsak: posten är inte periodiserad."
    ]


def test_062_nothing_to_judge() -> None:
    assert lacks("TRY-062", held(MONTHS)) == ["utfall, periodbudget och årsbudget för samma rad"]


def phased(budget: list[int], outcome: list[int]) -> str:
    names = ["jan", "feb", "mar", "apr", "maj", "jun"]
    heads = [f"Budget {each} 2022" for each in names] + [f"Utfall {each} 2022" for each in names]
    rows = ["Vinterväghållning, tkr", "Post | " + " | ".join(heads)]
    rows += [f"{label} | " + " | ".join(map(str, [*budget, *outcome])) for label in ("Snöröjning", "Halkbekämpning")]
    return "\n".join(rows)


WINTER = [300, 250, 50, 10, 0, 0]


def test_046_a_flat_budget_beside_a_season() -> None:
    on = held(phased([100] * 6, WINTER))
    assert says("TRY-046", on) == [
        "Budgeten är jämnt periodiserad (1/12) för Snöröjning och Halkbekämpning, men utfallet varierar mellan "
        "månaderna. Periodens avvikelse kan vara missvisande."
    ]
    assert findings("TRY-046", on)[0].severity is Severity.NOTE


def test_046_a_phased_budget_or_an_even_outcome() -> None:
    assert findings("TRY-046", held(phased([290, 240, 60, 10, 0, 0], WINTER))) == []
    assert findings("TRY-046", held(phased([100] * 6, [99, 101, 100, 98, 102, 100]))) == []


def test_046_nothing_to_judge() -> None:
    assert lacks("TRY-046", held(FORECAST)) == ["budget och utfall månad för månad"]


COMMENTED = """
Uppföljning 2022, tkr | | | | |
Enhet | Budget 2022 | Utfall 2022 | Avvikelse | Kommentar
Park | 9000 | 9100 | -100 |
Gatuenheten | 10000 | 10900 | -900 | {why}
Kultur | 40000 | 39400 | 600 |
Skola | 90000 | 90010 | -10 |
"""
LIMITS = Settings(deviation_limit=50_000_000, deviation_percent=Decimal(5))


def test_047_a_large_deviation_without_a_comment() -> None:
    on = held(COMMENTED.format(why=""), with_settings(LIMITS))
    assert says("TRY-047", on) == [
        "Avvikelser över gränsen (500 tkr och 5 %) saknar kommentar: Gatuenheten −900 tkr (D4)."
    ]


def test_047_with_its_comment() -> None:
    assert verdicts("TRY-047", held(COMMENTED.format(why="Snörik vinter"), with_settings(LIMITS))) == {HOLDS}


def test_047_one_limit_alone_decides() -> None:
    on = held(COMMENTED.format(why=""), with_settings(replace(LIMITS, deviation_percent=None)))
    assert says("TRY-047", on) == [
        "Avvikelser över gränsen (500 tkr) saknar kommentar: Gatuenheten −900 tkr (D4) och Kultur +600 tkr (D5)."
    ]


def test_047_without_limits_or_deviations() -> None:
    assert lacks("TRY-047", held(COMMENTED)) == ["gränser för avvikelser i inställningarna"]
    assert lacks("TRY-047", held(MONTHS, with_settings(LIMITS))) == ["avvikelser bredvid budget och utfall"]


MARCH = """
Uppföljning 2022, tkr | |
Verksamhet | Årsbudget 2022 | Prognos 2022
Hemtjänst | 12000 | 12000
Skola | 90000 | 90000
"""
STEADY = Settings(forecast_limit=50_000_000)


def test_048_a_forecast_that_moved_much() -> None:
    now = MARCH.replace("12000 | 12000", "12000 | 13000").replace("90000 | 90000", "90000 | 90100")
    on = held(now, with_settings(STEADY), previous=MARCH)
    assert says("TRY-048", on) == [
        "C3 (Hemtjänst): prognosen är ändrad från 12 000 tkr till 13 000 tkr (+1 000 tkr) sedan förra.xlsx."
    ]


def test_048_a_steady_forecast() -> None:
    assert verdicts("TRY-048", held(MARCH, with_settings(STEADY), previous=MARCH)) == {HOLDS}


def test_048_without_a_limit_or_a_last_time() -> None:
    assert lacks("TRY-048", held(MARCH, with_settings(STEADY))) == ["förra gångens arbetsbok"]
    assert lacks("TRY-048", held(MARCH, previous=MARCH)) == ["en gräns för prognosändringar i inställningarna"]
    assert verdicts("TRY-048", held(MARCH)) == {NOT_JUDGED}
    assert FAILS not in verdicts("TRY-048", held(MARCH, with_settings(STEADY), previous=MARCH))
