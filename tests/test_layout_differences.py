"""Headings that hold one amount against another, however they are written, and what they are held against."""

from __future__ import annotations

import pytest

from tests.sheets import facts


def kinds(drawing: str, row: int = 3) -> list[str]:
    """'deviation:budget' and the like, of each of a row's amounts, left to right."""
    told = (each for each in facts(drawing) if int(each.cell[1:]) == row)
    return [f"{each.measure.value}:{each.against.value}" if each.against else each.measure.value for each in told]


@pytest.mark.parametrize("link", ["mot", "jfr", "jmf", "jmf.", "jämfört med", "gentemot", "vs", "kontra", "jfr med"])
@pytest.mark.parametrize(
    ("held", "kind"),
    [("Utfall {} budget", "deviation:budget"), ("Bokslut {} budget 2025", "deviation:budget"),
     ("Prognos {} årsbudget", "deviation:budget"), ("P3 {} budget", "deviation:budget"),
     ("P3 {} P2", "change:forecast"), ("Augusti {} budget", "deviation:budget"),
     ("Prognos 3 {} prognos 2", "change:forecast"), ("Utfall {} fg år", "change:prior_year"),
     ("Utfall {} prognos", "deviation:forecast"), ("Utfall 2025 {} 2024", "change:prior_year"),
     ("Budget {} utfall", "deviation:budget"), ("Kostnad {} föregående år", "change:prior_year")],
)  # fmt: skip
def test_one_amount_against_another(link: str, held: str, kind: str) -> None:
    drawing = f"""
        Nämnderna 2025, tkr
        Nämnd | Budget 2025 | Utfall 2025 | {held.format(link)}
        KS    | 100         | 110         | -10
    """
    assert kinds(drawing)[2].replace("period_", "") == kind


def test_a_month_against_another_is_between_forecasts() -> None:
    drawing = """
        Helårsprognos 2025, tkr
        Nämnd | Budget 2025 | Prognos mars | Prognos aug | Aug mot budget | Aug mot mars
        KS    | 100         | 101          | 103         | -3             | 2
    """
    assert kinds(drawing) == ["budget", "forecast", "forecast", "deviation:budget", "change:forecast"]


@pytest.mark.parametrize(
    "heading",
    ["Budgetavv.", "Budgetavv", "Budgetdiff.", "Budget-avv", "Årsavv", "Budgetskillnad", "+/-", "+/- budget", "±",
     "Plus/minus", "Skillnad 2025", "Diff 2025", "Avvik.", "Avv helår", "Bättre/sämre än budget"],
)  # fmt: skip
def test_short_words_for_a_deviation(heading: str) -> None:
    drawing = f"""
        Bokslut 2025, tkr
        Nämnd | Budget 2025 | Utfall 2025 | {heading}
        KS    | 100         | 110         | -10
    """
    assert kinds(drawing) == ["budget", "actual", "deviation:budget"]


@pytest.mark.parametrize("part", ["T1", "kv 1", "jan-apr", "feb", "mars"])
@pytest.mark.parametrize("word", ["Diff", "Differens", "Skillnad"])
def test_a_difference_of_some_months_after_budget_and_outcome(word: str, part: str) -> None:
    drawing = f"""
        Uppföljning 2026, tkr
        Nämnd | Budget {part} | Utfall {part} | {word} {part}
        KS    | 100           | 110           | -10
    """
    assert kinds(drawing)[2] == "deviation:period_budget"


def test_a_difference_of_two_years_is_a_change() -> None:
    drawing = """
        Tertial 1 2025, tkr
        Nämnd | Utfall T1 2024 | Utfall T1 2025 | Diff T1
        KS    | 100            | 110            | 10
    """
    assert kinds(drawing)[2] == "change:prior_year"


@pytest.mark.parametrize("earlier", ["Utfall 2025 mot budget 2025", "Avvikelse mot budget"])
def test_a_forecast_s_result_is_a_forecast(earlier: str) -> None:
    drawing = f"""
        Uppföljning januari–augusti 2026, tkr
        | Resultat | < | Årsprognos | {earlier}
        Institution | Utfall | Budget | Resultat |
        Biologi | 10 | 12 | 5 | 7
    """
    assert kinds(drawing, 4)[2] == "forecast"


def test_two_versions_of_one_budget_differ_by_version() -> None:
    drawing = """
        Uppföljning 2025, tkr
        Nämnd | Ursprunglig budget | Reviderad budget | Diff
        KS    | 100                | 110              | 10
    """
    assert kinds(drawing)[2] == "change:version"


@pytest.mark.parametrize("title", ["Budgetjustering 2025, tkr", "Tilläggsbudget 2025, tkr"])
@pytest.mark.parametrize("change", ["Justering", "Ramförändring"])
def test_a_budget_that_is_adjusted_goes_from_one_version_to_the_next(title: str, change: str) -> None:
    drawing = f"""
        {title}
        Nämnd | Budget | {change} | Ny budget
        KS    | 500    | 100      | 600
    """
    assert kinds(drawing) == ["budget", "change:version", "budget"]


def test_two_outcomes_are_no_versions() -> None:
    drawing = """
        Personalkostnad februari 2026, tkr
        Enhet | Utfall ack -26 | Utfall ack -25 | Diff
        Norr  | 120            | 117            | 3
    """
    assert kinds(drawing)[2] == "change:prior_year"


@pytest.mark.parametrize("heading", ["Överskott/underskott", "Över-/underskott", "Budgetöverskott"])
def test_a_surplus_beside_a_budget_is_a_deviation(heading: str) -> None:
    drawing = f"""
        Bokslut 2025, tkr
        Nämnd | Budget | Utfall | {heading}
        KS    | 100    | 110    | -10
    """
    assert kinds(drawing)[2] == "deviation:budget"


def test_a_surplus_beside_revenues_and_costs_is_their_result() -> None:
    drawing = """
        Avgiftsbelagd verksamhet, årsredovisning 2025, tkr
        Verksamhet | Över-/underskott 2024 | Intäkter 2025 | Kostnader 2025 | Ack. över-/underskott utgående 2025
        Kurser     | 12                    | 100           | 95             | 17
    """
    assert kinds(drawing) == ["actual"] * 4


@pytest.mark.parametrize(
    ("differences", "kind"),
    [((-1, 2, -7), "deviation:budget"), ((2, 3, 5), "change:prior_year"), ((4, 6, -8), "change:forecast")],
)
@pytest.mark.parametrize("word", ["Diff", "Skillnad", "+/-", "Avv"])
def test_the_amounts_tell_what_a_difference_is_of(word: str, differences: tuple[int, ...], kind: str) -> None:
    first, second, third = differences
    drawing = f"""
        Bokslut 2025, tkr
        Nämnd | Budget | Utfall 2025 | Utfall 2024 | Prognos 1 | Prognos 2 | {word}
        A     | 29     | 30          | 28          | 43        | 47        | {first}
        B     | 40     | 38          | 35          | 51        | 57        | {second}
        C     | 10     | 17          | 12          | 69        | 61        | {third}
    """
    assert kinds(drawing)[-1] == kind


def test_amounts_do_not_tell_against_words_that_say_of_what() -> None:
    drawing = """
        Bokslut 2025, tkr
        Nämnd | Budget | Utfall 2025 | Utfall 2024 | Avvikelse mot budget
        A     | 29     | 30          | 28          | 2
        B     | 40     | 38          | 35          | 3
        C     | 10     | 17          | 12          | 5
    """
    assert kinds(drawing)[-1] == "deviation:budget"


@pytest.mark.parametrize(("last", "kind"), [(-7, "deviation:budget"), (-8, "change:prior_year")])
def test_amounts_tell_only_where_they_fit_in_every_row(last: int, kind: str) -> None:
    drawing = f"""
        Bokslut 2025, tkr
        Nämnd | Budget 2025 | Utfall 2025 | Utfall 2024 | Diff
        A     | 29          | 31          | 35          | -2
        B     | 40          | 44          | 51          | -4
        C     | 10          | 17          | 13          | {last}
    """
    assert kinds(drawing)[-1] == kind


def test_a_difference_from_the_last_forecast_is_told_by_the_amounts() -> None:
    drawing = """
        Bokslut 2025, tkr
        Nämnd | Prognos okt | Bokslut | Diff
        A     | 29          | 31      | 2
        B     | 49          | 50      | 1
        C     | 29          | 32      | 3
    """
    assert kinds(drawing)[-1] == "change:forecast"


def test_a_very_long_heading_is_looked_at_in_no_time() -> None:
    drawing = f"""
        Bokslut 2025, tkr
        Nämnd | Budget | {"a " * 15_000} mot budget
        KS    | 100    | 110
    """
    assert len(kinds(drawing)) == 2


def test_a_deviation_that_names_a_year_of_outcomes_is_a_change_since() -> None:
    drawing = """
        Bokslut 2025, tkr
        Nämnd | Budget | Utfall 2024 | Utfall 2025 | Avv budget | Avv 2024
        KS    | 29     | 28          | 30          | -1         | 2
    """
    assert kinds(drawing)[3:] == ["deviation:budget", "change:prior_year"]


@pytest.mark.parametrize(
    ("pair", "kind"),
    [("Nämndens förslag | KS förslag", "change:version"), ("KF-budget | Internbudget", "change:version"),
     ("Budget KF juni 2025 | Budget reviderad nov 2025", "change:version"),
     ("Budget fg år | Budget", "change:prior_year"), ("Budget 2025 | Budget 2026", "change:prior_year"),
     ("Prognos okt | Bokslut", "change:forecast"), ("Bokslut 2025 | Prognos 2026", "change:prior_year")],
)  # fmt: skip
def test_a_difference_of_the_two_right_before(pair: str, kind: str) -> None:
    drawing = f"""
        Nämnderna 2026, tkr
        Nämnd | {pair} | Skillnad
        KS    | 29 | 30 | 1
    """
    assert kinds(drawing)[2] == kind


@pytest.mark.parametrize(
    ("headings", "told"),
    [("Budget aug | Utfall aug | Avv | Utfall aug 2024 | Avv", ["deviation:period_budget", "change:prior_year"]),
     ("Budget 2025 | Utfall 2025 | Utfall 2024 | Avv. budget | Avv. fg år", ["deviation:budget", "change:prior_year"]),
     ("Budget 2025 | Bokslut 2025 | Avvikelse | Bokslut fg år | Avvikelse fg år",
      ["deviation:budget", "change:prior_year"]),
     ("Budget 2025 | P2 | P3 | Diff P3-P2 | Diff P3-budget", ["change:forecast", "deviation:budget"]),
     ("Budget 2025 | HP1 | HP2 | HP2 jfr HP1 | HP2 jfr budget", ["change:forecast", "deviation:budget"]),
     ("B25 | U25 | U24 | B25-U25 | U25-U24", ["deviation:budget", "change:prior_year"]),
     ("Budget 2025 | Budget 2026 | Utfall 2024 | Skillnad budget 25/26 | Diff B26/B25", ["change:prior_year"] * 2)],
)  # fmt: skip
def test_two_differences_in_one_table(headings: str, told: list[str]) -> None:
    drawing = f"""
        Uppföljning 2025, tkr
        Nämnd | {headings}
        KS    | 10 | 9 | 3 | 8 | 4
    """
    assert [each for each in kinds(drawing) if ":" in each] == told


def test_last_year_s_deviation_beside_its_own_budget_is_one() -> None:
    drawing = """
        Uppföljning 2025, tkr
        Nämnd | Budget | Utfall | Avvikelse | Budget fg år | Utfall fg år | Avvikelse fg år
        KS    | 10     | 9      | 1         | 8            | 4            | 4
    """
    assert kinds(drawing)[-1] == "deviation:budget"


def test_a_surplus_that_may_be_a_deviation_is_not_sure_unless_the_amounts_tell() -> None:
    drawing = """
        Prognos 2025, tkr
        Nämnd | Budget | Prognos | Prognostiserat överskott
        A     | 10     | 9       | {}
        B     | 20     | 24      | -4
        C     | 30     | 25      | 5
    """
    last = [each for each in facts(drawing.format(1)) if each.column.endswith("överskott")]
    assert {(each.measure.value, each.confidence.value) for each in last} == {("deviation", "sure")}
    last = [each for each in facts(drawing.format(3)) if each.column.endswith("överskott")]
    assert {(each.measure.value, each.confidence.value) for each in last} == {("forecast", "likely")}


@pytest.mark.parametrize("heading", ["Stöd mot hemlöshet", "Arbete mot mål 2030", "Rätt mot rätt"])
def test_what_is_done_against_something_is_no_difference(heading: str) -> None:
    drawing = f"""
        Åtgärder 2026, tkr
        Insats | Budget | Utfall | {heading}
        A      | 10     | 12     | 9
    """
    assert ":" not in kinds(drawing)[-1]


@pytest.mark.parametrize("over", ["Jämfört med", "Utfall jfr", "Skillnad", "Avvikelse mot"])
def test_what_is_held_against_may_stand_under_it(over: str) -> None:
    drawing = f"""
        Uppföljning 2025, tkr
              | Budget 2025 | Utfall 2025 | Utfall 2024 | {over} | <
        Nämnd |             |             |             | budget | 2024
        KS    | 10          | 9           | 8           | 1      | 1
    """
    assert kinds(drawing, 4)[3:] == ["deviation:budget", "change:prior_year"]


@pytest.mark.parametrize("word", ["Diff", "Differens", "Skillnad", "+/-"])
@pytest.mark.parametrize("became", ["Utfall", "Prognos"])
def test_a_row_that_differs_under_budget_and_outcome(word: str, became: str) -> None:
    drawing = f"""
        Personal 2025, tkr
        Post   | KS | BUN
        Budget | 10 | 20
        {became} | 11 | 19
        {word} | -1 | 1
    """
    assert kinds(drawing, 5) == ["deviation:budget"] * 2


@pytest.mark.parametrize("word", ["Diff", "Differens", "+/-", "Skillnad"])
@pytest.mark.parametrize(
    ("title", "first", "second", "kind"),
    [("Bokslut 2025", "Intäkter", "Kostnader", "actual"), ("Budget 2025", "Intäkter", "Kostnader", "budget"),
     ("Drift 2025", "Utfall intäkter", "Utfall kostnader", "actual")],
)  # fmt: skip
def test_what_revenues_are_over_costs_is_their_result(
    word: str, title: str, first: str, second: str, kind: str
) -> None:
    drawing = f"""
        {title}, tkr
        Förening | {first} | {second} | {word}
        A        | 100     | 95       | 5
    """
    assert kinds(drawing) == [kind] * 3
