"""Exports of databases, marks of yes and no, shares that no heading tells, units in a file's name."""

from __future__ import annotations

from tests.sheets import book, facts, sheet
from trygg_excel.budget import budget_of

GROWTH = """
    Budget per nämnd, tkr
    Nämnd | Budget 2023 | Budget 2024 | Förändring
    A     | 200         | 210         | 5
    B     | 400         | 406         | 1.5
    C     | 300         | 291         | -3
    D     | 150         | 153         | 2
    E     | 800         | 801         | {last}
"""


def test_a_change_that_is_the_growth_in_per_cent_is_no_amount() -> None:
    assert {each.cell[0] for each in facts(GROWTH.format(last="0.1"))} == {"B", "C"}
    assert {each.cell[0] for each in facts(GROWTH.format(last="1"))} == {"B", "C", "D"}


def test_a_share_of_the_budget_that_is_spent_is_no_amount() -> None:
    drawing = """
        Uppföljning 2024, tkr
        Nämnd | Budget | Utfall | Förbrukning
        A     | 200    | 100    | 50.0
        B     | 400    | 300    | 75.0
        C     | 300    | 100    | 33.3
        D     | 150    | 153    | 102.0
        E     | 800    | 700    | 87.5
    """
    assert {each.cell[0] for each in facts(drawing)} == {"B", "C"}


def test_marks_of_yes_and_no_are_no_amounts() -> None:
    rows = "\n".join(f"Post {at} | {at % 2} | {1000 + at}" for at in range(12))
    assert {each.cell[0] for each in facts(f"Namn | Pågår | Budget 2024, tkr\n{rows}")} == {"C"}
    assert {each.cell[0] for each in facts(f"Namn | Budget 2023, mkr | Budget 2024, tkr\n{rows}")} == {"B", "C"}


def test_the_name_stands_after_the_amount_where_a_key_stands_before() -> None:
    drawing = """
        line_item_key | year | amount | unit | name
        x:001:fees    | 2024 | 100    | tkr  | Fees
        x:002:wages   | 2024 | 900    | tkr  | Wages
        x:003:rents   | 2024 | 300    | tkr  | Rents
    """
    assert [each.label for each in facts(drawing)] == ["Fees", "Wages", "Rents"]


def test_the_unit_of_a_files_name_is_taken_and_not_for_sure() -> None:
    drawing = "Nämnd | Budget 2024\nSkola | 100,5\nVård | 90,5"
    found = facts(drawing, file="NettoMkr.xlsx")
    assert [(each.unit, each.confidence.value) for each in found] == [("mkr", "likely")] * 2
    assert {each.unit for each in facts(drawing)} == {"kr"}


def test_twelve_months_in_two_years_are_one_year_of_what_names_none() -> None:
    months = [
        "Apr 14",
        "May 14",
        "Jun 14",
        "Jul 14",
        "Aug 14",
        "Sep 14",
        "Oct 14",
        "Nov 14",
        "Dec 14",
        "Jan 15",
        "Feb 15",
        "Mar 15",
    ]
    found = facts(f"Item | Budget | {' | '.join(months)}\nRoads | 120 | {' | '.join(['10'] * 12)}")
    assert (found[0].period_from, found[0].period_to) == (201404, 201503)
    found = facts(f"Item | Budget | {' | '.join(months[:11])}\nRoads | 120 | {' | '.join(['10'] * 11)}")
    assert found[0].period_to is None


def test_two_years_counted_in_crores_are_one() -> None:
    drawing = "Budget 2014-2015\nIn crores of rupees\nItem | Total\nRoads | 100"
    assert {(each.period_from, each.period_to) for each in facts(drawing)} == {(201404, 201503)}
    assert {each.period_to for each in facts(drawing.replace("crores of rupees", "tkr"))} == {None}


def test_a_variance_between_two_years_is_a_change_of_the_later() -> None:
    drawing = """
        Explanation of variances, £

        New from 2020/21
        |
        Item  | 2021/22 | 2022/23 | Variance
        Roads | 100     | 110     | 10
    """
    assert [(each.measure.value, each.year) for each in facts(drawing)] == [
        ("other", 2022),
        ("other", 2023),
        ("change", 2023),
    ]


def test_a_sentence_about_the_amounts_tells_their_unit_and_not_for_sure() -> None:
    drawing = """
        Resultatet viser et negativt avvik fra budsjett på 30,5 millioner kroner, hvorav det meste er i nord.
        |
        Foretak | Budsjett 2009
        Nord    | -20,5
        Sør     | -10,0
        Sum     | {total}
    """
    found = facts(drawing.format(total="-30,5"))
    assert {(each.unit, each.confidence.value) for each in found} == {("mkr", "likely")}
    assert {each.unit for each in facts(drawing.format(total="-31,5"))} == {"kr"}


def test_thousands_are_told_by_a_sentence_in_millions() -> None:
    drawing = """
        Nämndens driftram för budget 2019 uppgår till 113,1 miljoner kronor, och den fördelas som tabellen nedan visar.
        |
        Enhet | Budget 2019
        Stab  | 22410
        Park  | 90690
        Summa | 113100
    """
    assert {each.unit for each in facts(drawing)} == {"tkr"}


def test_texts_may_end_in_the_sign_of_their_currency() -> None:
    found = facts("Haushalt 2023\nPost | Betrag\nSteuern | 57.478.000 €\nZinsen | 1.250.000 €")
    assert [each.amount for each in found] == [5_747_800_000, 125_000_000]


def test_a_notes_mark_may_follow_the_unit() -> None:
    drawing = "Tabell 2004. 1 000 kroner 1\n|\nKommune | Utgifter\nHalden | 405563\nMoss | 477982"
    assert {each.unit for each in facts(drawing)} == {"tkr"}


def test_months_are_known_in_norwegian_and_german() -> None:
    for month, number in (("februar", 2), ("mai", 5), ("März", 3), ("Dezember", 12)):
        [fact] = facts(f"Nord, tkr\nPost | Regnskap {month} 2009\nLønn | 100")
        assert (fact.period_from, fact.period_to) == (200900 + number, 200900 + number)


def test_the_long_name_is_the_name_and_a_code_rivals_none() -> None:
    drawing = "id | name | short | y2023"
    rows = "\n".join(f"{at} | Ministeriet för sak {at} | Sak {at} | {100 + at}" for at in range(21, 30))
    assert facts(f"{drawing}\n{rows}")[0].label == "Ministeriet för sak 21"
    coded = "\n".join(f"A{at} | Underhåll av väg {at} | {1000 + at}" for at in range(10, 20))
    assert {each.confidence.value for each in facts(f" | Verksamhet | Budget 2010, tkr\n{coded}")} == {"sure"}


def test_expenditure_beside_income_is_what_the_title_says() -> None:
    found = facts("Adopted budget 2017, €\nItem | Expenditure | Income | Net expenditure 2016\nRoads | 30 | 10 | 20")
    assert [each.measure.value for each in found][:2] == ["budget", "budget"]
    [spent] = facts("Town, tkr\nItem | 2016 Expenditures\nRoads | 30")
    assert spent.measure.value == "actual"


def test_a_unit_taken_from_elsewhere_is_told_as_the_one_that_was_read() -> None:
    said = sheet("Drift, mkr\nNämnd | Budget 2024\nSkola | 100,5", "Drift")
    unsaid = sheet("Fonder\nFond | Budget 2024\nFrost | 3,5\nKöld | 4,5", "Fonder")
    told = [each.message.sv for each in budget_of(book(said, unsaid)).findings if each.code == "TRY-R01"]
    assert told == [
        "Enheten är inte angiven i Fonder!A2:B4. Beloppen är lästa i mkr, som arbetsboken säger på annat håll."
    ]
