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


def test_a_change_of_capital_in_a_budget_is_one_of_its_results() -> None:
    drawing = """
        Budget 2027 per fakultet, mnkr
        Fakultet | Intäkter | Kostnader | Kapitalförändring
        Hum      | 10       | 9         | 1
    """
    assert measures(drawing) == ["budget"] * 3


@pytest.mark.parametrize("forecast", ["Prognos", "Prognos 2", "Utfall"])
@pytest.mark.parametrize("word", ["Diff", "Differens"])
def test_a_second_difference_is_from_the_budget_too(word: str, forecast: str) -> None:
    drawing = """
        Uppföljning 2025-05-31, tkr
        Nämnd    | Budget | Prognos 1 | {0} | {1} | {0}
        Förskola | 12000  | 11000     | 1000 | 12100  | -100
    """
    deviation = ("deviation", "budget")
    assert kinds(drawing.format(word, forecast))[2::2] == [deviation, deviation]
    assert kinds(drawing.format(word, "Föregående prognos"))[-1] == ("change", "forecast")
    assert kinds(drawing.format(word, "Utfall 2024"))[-1] == ("change", "prior_year")


@pytest.mark.parametrize("heading", ["Diff ack", "Diff (YTD)", "Differens ack", "Skillnad ack", "Diff ack."])
def test_a_difference_so_far_is_a_deviation_too(heading: str) -> None:
    drawing = f"""
        Resultatuppföljning april 2026, tkr
        Post     | Utfall ack | Budget ack | {heading} | Prognos
        Personal | 10         | 9          | 1         | 30
    """
    assert kinds(drawing)[2] == ("deviation", "period_budget")


@pytest.mark.parametrize("heading", ["Förändring T1–T2", "Ändring T1–T2", "Skillnad T1 och T2"])
def test_a_change_from_one_forecast_to_the_next(heading: str) -> None:
    drawing = f"""
        Resultatprognos per 31 augusti 2026, mnkr
        Post  | Bokslut 2025 | Budget 2026 | Prognos T1 | Prognos T2 | Avvikelse T2 mot budget | {heading}
        Skatt | 100          | 120         | 121        | 122        | 2                       | 1
    """
    assert kinds(drawing)[-2:] == [("deviation", "budget"), ("change", "forecast")]
    rows = """
        Skatteprognos, mnkr
        Post                     | 2026 | 2027
        Prognos april            | 10   | 11
        Prognos augusti          | 12   | 13
        Förändring augusti–april | 2    | 2
    """
    assert kinds(rows, 5) == [("change", "forecast")] * 2


def test_a_change_of_an_account_is_held_against_no_budget() -> None:
    drawing = """
        Saldolista 2026, tkr
        Konto     | Ingående balans | Periodens förändring | Utgående saldo
        1510 Kund | 10              | 1                    | 11
    """
    assert kinds(drawing)[1] == ("change", "prior_year")


@pytest.mark.parametrize(
    "headings",
    ["Delår 1 | Delår 2 | Bokslut", "Prognos mars | Prognos maj | Prognos augusti", "2022 | 2023 | 2024",
     "Utfall 2022 | Utfall 2023 | Prognos 2024"],
)  # fmt: skip
@pytest.mark.parametrize(
    "title",
    ["Budgetavvikelser 2024, mnkr", "Nämndernas prognosavvikelser mot budget 2024, mnkr", "Avvikelse per nämnd, mnkr",
     "Resultat mot budget 2022–2024, mnkr", "Prognos avvikelse mot budget 2024, mnkr"],
)  # fmt: skip
def test_reports_under_a_title_of_deviations_are_deviations(title: str, headings: str) -> None:
    drawing = f"""
        {title}
        Nämnd | {headings}
        KS    | 1.0 | -1.5 | 2.0
    """
    assert measures(drawing) == ["deviation"] * 3
    told = drawing.replace(headings, "Budget 2024 | Prognos mars | Utfall")
    assert measures(told) == ["budget", "forecast", "actual"]


def test_reports_whose_title_names_deviations_beside_other_things_are_what_they_say() -> None:
    drawing = """
        Helårsprognoser och budgetavvikelser 2024, mnkr
        Nämnd | Prognos mars | Prognos maj
        KS    | 101.0        | 102.5
    """
    assert measures(drawing) == ["forecast"] * 2


def test_changes_of_a_budget_are_changes() -> None:
    drawing = """
        Budgetförändringar 2026, tkr
        Förändring   | 2026 | 2027 | 2028
        Lönerevision | 500  | 1000 | 1500
    """
    assert measures(drawing) == ["change"] * 3


@pytest.mark.parametrize("title", ["Utfall jämfört med budget 2024, mnkr", "Resultat mot budget, mnkr"])
def test_outcomes_compared_with_the_budget_are_deviations(title: str) -> None:
    drawing = f"""
        {title}
        Nämnd | 2022 | 2023 | 2024
        KS    | 1.0  | -1.5 | 2.0
    """
    assert measures(drawing) == ["deviation"] * 3


def test_what_a_title_compares_with_is_not_what_it_is_of() -> None:
    drawing = """
        Nämndernas utfall 2025 jämfört med 2024, mnkr
        Nämnd | 2025 | 2024 | Diff
        KS    | 100  | 110  | -10
    """
    assert kinds(drawing) == [("actual", None), ("actual", None), ("change", "prior_year")]


def test_a_result_is_of_what_stands_over_it() -> None:
    over = """
        Delårsrapport 2026, tkr
        Verksamhet | Utfall januari–augusti 2026 | Budget januari–augusti 2026 | Budgetavvikelse | Budget helår 2026
                   | Resultat                    | Resultat                    | Resultat        | Resultat
        Gymnasium  | 10                          | 5                           | 6               | 7
    """
    assert measures(over, 4) == ["actual", "budget", "deviation", "budget"]
    beside = """
        Bolaget 2026, tkr
        Enhet | Resultat utfall jan–jul | Resultat budget helår | Budgeterat resultat | Resultat prognos helår
        Elnät | 10                      | 12                    | 12                  | 13
    """
    assert measures(beside) == ["actual", "budget", "budget", "forecast"]


@pytest.mark.parametrize("heading", ["Debiterat", "Förbrukat", "Fakturerat", "Beräknad effekt 2026"])
def test_weak_words_of_outcomes_tell_where_the_budget_has_a_column(heading: str) -> None:
    drawing = f"""
        Beslutade åtgärder 2026, tkr
        Projekt | Budget 2026 | {heading}
        A       | 10          | 12
    """
    assert measures(drawing) == ["budget", "forecast" if "Beräknad" in heading else "actual"]


def test_what_is_spent_so_far_is_an_outcome_in_a_plan() -> None:
    drawing = """
        Investeringsplan 2024–2028, tkr
        Projekt | Förbrukat t.o.m. 2023 | 2024 | 2025
        A       | 10                    | 12   | 14
    """
    assert measures(drawing) == ["actual", "plan", "plan"]


def test_parts_of_the_outcomes_are_outcomes() -> None:
    drawing = """
        Personalkostnader 2026, tkr
        Enhet | Månadslöner | Timvikarier | Sjuklön | Summa utfall | Budget | Skillnad
        Syd   | 10          | 12          | 11      | 33           | 40     | 7
    """
    assert measures(drawing) == ["actual"] * 4 + ["budget", "deviation"]


def test_a_year_before_the_forecast_is_an_outcome() -> None:
    drawing = """
        Avräkning 2026, prognos per oktober, tkr
        Kommun | Beräknad kostnad 2026 | Slutlig kostnad 2025
        Åby    | 10                    | 12
    """
    assert measures(drawing) == ["forecast", "actual"]


@pytest.mark.parametrize("total", ["Totalt", "Summa"])
def test_a_bare_total_is_of_the_kind_it_adds_up(total: str) -> None:
    drawing = f"""
        Internhyror 2026, kvartal 1–3, tkr
        Nämnd | Debiterat kv 1 | Debiterat kv 2 | {total} | Budget kv 1–2 | Avvikelse
        KS    | 100            | 110            | 210     | 200           | 10
    """
    assert measures(drawing) == ["actual"] * 3 + ["budget", "deviation"]


def test_years_that_only_the_sheet_s_name_tells_of_are_not_sure() -> None:
    drawing = """
        Post             | 2022 | 2023 | 2024
        Skatter (mnkr)   | 100  | 110  | 210
        Finansnetto (mnkr) | 10 | 11   | 21
    """
    assert {each.confidence.value for each in facts(drawing, "Fem år i sammandrag")} == {"likely"}
    titled = "Fem år i sammandrag, mnkr\n" + drawing.strip("\n")
    assert {each.confidence.value for each in facts(titled, "Blad1")} == {"sure"}


@pytest.mark.parametrize("months", ["Kv 1 | Kv 2", "Juli | Augusti", "Q1 2026 | Q2 2026"])
def test_months_beside_their_own_budget_are_most_likely_outcomes(months: str) -> None:
    found = in_row(f"""
        Placeringskostnader 2026, tkr
        Enhet | {months} | Totalt jan–aug | Budget jan–aug | Differens
        HVB   | 100 | 120 | 220           | 300            | 80
    """)
    assert [each.measure.value for each in found] == ["actual"] * 3 + ["budget", "deviation"]
    assert [each.confidence.value for each in found] == ["likely"] * 3 + ["sure"] * 2


def test_the_same_months_of_two_years_beside_a_budget_are_outcomes() -> None:
    found = in_row("""
        Styrelserapport Q3 2026, tkr
        Post     | Q3 2026 | Q3 2025 | Jan–sep 2026 | Budget jan–sep 2026 | Helårsbudget 2026
        Intäkter | 100     | 120     | 220          | 300                 | 400
    """)
    assert [each.measure.value for each in found] == ["actual"] * 3 + ["budget"] * 2
    assert {each.confidence.value for each in found} == {"sure"}


@pytest.mark.parametrize("title", ["Handlingsplan 2025, tkr", "Åtgärder i budget 2025, tkr"])
def test_months_so_far_beside_a_forecast_are_outcomes_in_a_plan(title: str) -> None:
    drawing = f"""
        {title}
        Åtgärd | Beslutad effekt | Effekt t.o.m. april | Prognos helår
        A      | 100             | 30                  | 90
    """
    assert measures(drawing) == ["budget", "actual", "forecast"]


@pytest.mark.parametrize("row", ["Förändring mot oktober", "Diff mot oktober", "Skillnad oktober–december"])
def test_a_row_that_differs_from_an_earlier_forecast(row: str) -> None:
    drawing = f"""
        Skatteunderlagsprognos december, mnkr
        Post              | 2026 | 2027
        Prognos oktober   | 10   | 11
        Prognos december  | 12   | 13
        {row}             | 2    | 2
    """
    assert kinds(drawing, 5) == [("change", "forecast")] * 2


def test_frames_among_changes_are_budgets() -> None:
    drawing = """
        Ramförändringar 2026, tkr
        Post           | KS    | BUN
        Ram 2025       | 80000 | 900
        Löneuppräkning | 500   | 10
        Ram 2026       | 80500 | 910
    """
    assert [kinds(drawing, row)[0][0] for row in (3, 4, 5)] == ["budget", "change", "budget"]


@pytest.mark.parametrize("row", ["Diff att utreda", "Avvikelse mot budget", "Skillnad", "Ökning att äska"])
@pytest.mark.parametrize("heading", ["UB 2025-12-31", "Utfall 2025", "Kapitalkostnad 2026"])
def test_a_row_of_differences_is_one_under_any_outcome(heading: str, row: str) -> None:
    drawing = f"""
        Redovisning 2025, kkr
        Projekt | {heading}
        A       | 10
        {row}   | 2
    """
    assert kinds(drawing, 4)[0][0] in {"change", "deviation"}


def test_an_item_that_has_changed_is_of_its_column_s_kind() -> None:
    drawing = """
        Kassaflödesanalys, mnkr
        Post                    | Utfall 2025
        Årets resultat          | 10
        Förändring likvida medel | 2
    """
    assert measures(drawing, 4) == ["actual"]


def test_what_stood_at_the_end_of_the_year_before_a_budget_is_no_budget() -> None:
    found = in_row("""
        Kapitalkostnader budget 2026, kronor
        Anläggning | Ack. avskrivning 2025-12-31 | Restvärde 2025-12-31 | Kapitalkostnad 2026
        GC-väg     | 10                          | 20                   | 30
    """)
    assert [(each.measure.value, each.basis.value) for each in found] == [
        ("actual", "balance"), ("actual", "balance"), ("budget", "full_year"),
    ]  # fmt: skip


@pytest.mark.parametrize("program", ["Investeringsprogram", "Handlingsprogram", "Investeringsplan"])
def test_a_programme_of_several_years_is_a_plan(program: str) -> None:
    drawing = f"""
        {program} 2027–2030, beløp i 1000 kroner
        Prosjekt | Totalramme | Bevilget tidligere | 2027 | 2028 | Sum 2027–2030
        Skole    | 100        | 10                 | 20   | 30   | 90
    """
    assert measures(drawing) == ["budget", "budget", "plan", "plan", "plan"]


def test_changes_in_a_programme_are_changes() -> None:
    drawing = """
        Handlingsprogram 2026–2029: Endringer i driftsrammene, 1000 kr
        Tiltak | 2026 | 2027
        Skole  | 100  | -120
    """
    assert measures(drawing) == ["change", "change"]


def test_an_interim_report_is_of_outcomes() -> None:
    drawing = """
        Interim report January–September 2026, SEK m
        Item  | Q3 2026 | Jan–Sep 2026
        Sales | 10      | 30
    """
    assert measures(drawing) == ["actual", "actual"]


@pytest.mark.parametrize("heading", ["Forventet årsresultat", "Forventet regnskap 2026"])
def test_what_is_expected_in_norwegian_is_a_forecast(heading: str) -> None:
    drawing = f"""
        Drammen 2026, 1000 kr
        Område | Budsjett 2026 | {heading}
        Skole  | 20            | 30
    """
    assert measures(drawing) == ["budget", "forecast"]


@pytest.mark.parametrize(
    "drawing",
    ["Budget 2025, tkr \n Enhet | Redovisning | Upphandling \n A | 10 | 20",
     "Budget 2025 Redovisningsenheten, tkr \n Konto | Belopp | Antaget \n Lön | 10 | 10"],
)  # fmt: skip
def test_a_budget_of_accounting_is_a_budget(drawing: str) -> None:
    assert measures(drawing) == ["budget", "budget"]


def test_costs_that_are_shared_out_are_no_budget() -> None:
    drawing = """
        Fördelning av IT-kostnader 2024, tkr
        Nämnd | Licenser | Drift
        KS    | 10       | 20
    """
    assert "budget" not in measures(drawing)


@pytest.mark.parametrize(
    "title", ["Myndighetskapital – förändring 2025", "Rapport över förändringar i eget kapital 2025"]
)
@pytest.mark.parametrize("first", ["Utgående balans 2024", "Ingående balans"])
def test_balances_under_a_title_of_changes_are_no_changes(title: str, first: str) -> None:
    drawing = f"""
        {title}, tkr
        Post           | Statskapital | Summa
        {first}        | 10           | 12
        Årets resultat | 1            | 1
        Utgående balans | 11          | 13
    """
    assert measures(drawing) == ["actual", "actual"]


def test_months_before_others_in_a_forecast_may_have_been() -> None:
    drawing = """
        Placeringar barn och unga, helårsprognos 2026, kr
        Enhet | Kostnad jan-sep | Kostnad okt-dec | Kostnad helår
        Norr  | 58000           | 20000           | 78000
    """
    assert [each.confidence.value for each in in_row(drawing)] == ["likely", "sure", "sure"]


def test_what_a_clause_says_of_revenues_is_no_nature_of_all_amounts() -> None:
    drawing = """
        Verksamhet där intäkterna disponeras 2025, tkr
        Verksamhet | Utfall 2024 | Utfall 2025
        Kurser     | 10          | 12
    """
    assert {each.nature.value for each in in_row(drawing)} == {"none"}


@pytest.mark.parametrize("word", ["Hyreshöjning", "Höjning", "Avgiftssänkning"])
def test_a_raise_is_a_change(word: str) -> None:
    drawing = f"""
        Hyror 2026, kr
        Skola | Hyra 2025 | Hyra 2026 | {word}
        Norr  | 58000     | 61000     | 3000
    """
    assert kinds(drawing)[2] == ("change", "prior_year")


def test_a_forecast_of_the_result_beside_the_budget_is_a_forecast() -> None:
    drawing = """
        Institutionernas uppföljning januari–augusti 2026, tkr
        | Resultat | < | Årsprognos
        Institution | Utfall | Budget | Resultat
        Biologi | 10 | 12 | 5
    """
    assert measures(drawing, 4) == ["actual", "budget", "forecast"]
