"""What names the rows: beside remarks and numbers of papers, under groups and their sums, under months."""

from __future__ import annotations

import pytest

from tests.sheets import facts
from trygg_excel.fact import Measure


def _rows(drawing: str) -> list[tuple[str, str]]:
    """The rows with their groups, in order."""
    return list(dict.fromkeys((each.group, each.label) for each in facts(drawing)))


@pytest.mark.parametrize(
    ("heading", "one", "other"),
    [("Avtal", "2023-05", "2024-11"), ("Dnr", "KS 2024-11", "KS 2023-99"), ("Beslut", "KF 2023-06", "KF 2024-02"),
     ("Org.nr", "556000-1234", "556000-1235"), ("Start", "2023-06", "2024-01"), ("Löper till", "2026-12", "2027-06")],
)  # fmt: skip
@pytest.mark.parametrize("first", [True, False])
def test_the_number_of_a_paper_is_neither_the_rows_name_nor_its_month(
    heading: str, one: str, other: str, *, first: bool
) -> None:
    rows = [("Leverantör", heading), ("Norrby Bygg AB", one), ("Söderby Städ AB", other), ("Ek", one)]
    table = "\n".join(f"{' | '.join(row if not first else row[::-1])} | {value}" for row, value in zip(
        rows, ("Belopp", 100, 200, 300), strict=True))  # fmt: skip
    read = facts(f"Inköp 2024, kr\n{table}")
    assert [(each.label, each.period_from, each.period_to) for each in read] == [
        ("Norrby Bygg AB", 202401, 202412), ("Söderby Städ AB", 202401, 202412), ("Ek", 202401, 202412),
    ]  # fmt: skip


def test_a_month_down_the_rows_is_still_theirs() -> None:
    drawing = """
Utfall, tkr
Period  | Konto | Utfall
2024-11 | Löner | 100
2024-12 | Hyra  | 200
"""
    assert [each.period_to for each in facts(drawing)] == [202411, 202412]


def test_matters_named_in_words_name_their_rows() -> None:
    drawing = """
Ärenden 2025, tkr
Ärende                    | Nämnd | Belopp
Extra städning i skolan   | BUN   | 100
Nya datorer i kommunhuset | KS    | 200
"""
    assert [each.label for each in facts(drawing)] == ["Extra städning i skolan", "Nya datorer i kommunhuset"]


@pytest.mark.parametrize(
    ("heading", "words"),
    [("Kommentar", ("Vakanser", "Lägre statsbidrag", "Fler placeringar")),
     ("Ordförande", ("Anna Ek", "Bo Ek", "Ulla Berg")),
     ("Kontakt", ("anna@ek.se", "bo@ek.se", "ulla@berg.se")), ("Status", ("Klar", "Pågår", "Försenad")),
     ("Ansvarig chef", ("Anna Ek", "Bo Ek", "Ulla Berg"))],
)  # fmt: skip
def test_abbreviations_name_the_rows_beside_remarks(heading: str, words: tuple[str, ...]) -> None:
    lines = [f"{name} | {word} | 150 | 90" for name, word in zip(("KS", "BUN", "IFK"), words, strict=True)]
    drawing = "\n".join(["Uppföljning 2025, tkr", f"Nämnd | {heading} | Budget | Utfall", *lines])
    assert _rows(drawing) == [("", "KS"), ("", "BUN"), ("", "IFK")]


def test_names_go_before_the_abbreviations_beside_them_and_activities_before_who_answers() -> None:
    for first, second in (("Kod | Benämning", "KS | Kommunstyrelsen"), ("Ansvarig | Aktivitet", "AE | Mässa")):
        drawing = f"Budget 2025, tkr\n{first} | Budget\n{second} | 100\nBUN | Konferens | 200\nSN | Resor | 300"
        assert [each.label for each in facts(drawing)] == [second.split(" | ")[1], "Konferens", "Resor"]


BLOCKS = """
Budget 2025, tkr
                 | Budget | Utfall
Förskola
Personal         | 10     | 9
Lokaler          | 5      | 4
Summa förskola   | 15     | 13
Grundskola
Personal         | 20     | 19
Lokaler          | 7      | 6
Summa grundskola | 27     | 25
"""


def test_the_grand_total_is_in_no_block_and_neither_is_what_follows_it() -> None:
    told = _rows(f"{BLOCKS}Totalt | 42 | 38\nFinansen | 3 | 4")
    assert ("Grundskola", "Summa grundskola") in told
    assert told[-2:] == [("", "Totalt"), ("", "Finansen")]


def test_rows_after_a_blocks_own_sum_are_in_it_no_more() -> None:
    assert _rows(f"{BLOCKS}Gemensamt | 3 | 2\nTotalt | 45 | 40")[-2:] == [("", "Gemensamt"), ("", "Totalt")]


def test_a_subtotal_ends_its_block_as_a_sum_does() -> None:
    drawing = BLOCKS.replace("Summa grundskola", "Delsumma grundskola")
    assert _rows(f"{drawing}Gemensamt | 3 | 2\nTotalt | 45 | 40")[-3:] == [
        ("Grundskola", "Delsumma grundskola"), ("", "Gemensamt"), ("", "Totalt"),
    ]  # fmt: skip


def test_the_only_sum_of_several_groups_is_of_all() -> None:
    drawing = """
Budget 2025, tkr
                   | Budget | Utfall
1. Kommunstyrelsen
Personal           | 10     | 9
Lokaler            | 20     | 4
2. Socialnämnden
Personal           | 30     | 19
Lokaler            | 40     | 6
Summa              | {}     | 38
"""
    assert _rows(drawing.format(100))[-1] == ("", "Summa")
    assert _rows(drawing.format(101))[-1] == ("", "Summa")  # rounded, or a part is not shown


def test_sums_two_blocks_deep_stand_where_they_belong() -> None:
    drawing = """
Budget 2025, tkr
                    | Budget 2025
*Socialnämnden*
Förskola
Personal            | 10
Lokaler             | 5
Summa förskola      | 15
Grundskola
Personal            | 20
Lokaler             | 7
Summa grundskola    | 27
Summa socialnämnden | 42
*Kulturnämnden*
Bibliotek
Personal            | 3
Medier              | 4
Summa bibliotek     | 7
Summa kulturnämnden | 7
Totalt              | 49
"""
    told = _rows(drawing)
    assert ("Socialnämnden / Grundskola", "Summa grundskola") in told
    assert ("Socialnämnden", "Summa socialnämnden") in told
    assert told[-2:] == [("Kulturnämnden", "Summa kulturnämnden"), ("", "Totalt")]


def test_a_blocks_own_sums_stay_in_it() -> None:
    drawing = """
Budget 2025, tkr
         | Budget | Utfall
Förskola
Personal | 10     | 9
Lokaler  | 5      | 4
Summa    | 15     | 13
Skola
Personal | 20     | 19
Lokaler  | 7      | 6
Summa    | 27     | 25
"""
    assert [each for each in _rows(drawing) if each[1] == "Summa"] == [("Förskola", "Summa"), ("Skola", "Summa")]


@pytest.mark.parametrize("remark", ["Bindande nivå: nämnd", "* Förskolan öppnas i augusti", "Källa: ekonomisystemet"])
def test_a_remark_under_a_block_heads_none(remark: str) -> None:
    assert _rows(f"{BLOCKS}{remark}\nFinansen | 3 | 4")[-1] == ("", "Finansen")


def test_a_name_broken_over_two_rows_is_one_name() -> None:
    drawing = """
Nettokostnader 2023, mnkr
                       | Bokslut 2023 | Budget 2023
Kommunstyrelse         | 88           | 92
Barn- och utbildnings-
nämnd                  | 402          | 421
Gemensam
överförmyndarnämnd     | 3            | 3
Socialnämnd            | 351          | 377
Valnämnd               | 1            | 0
Revision               | 1            | 1
"""
    assert _rows(drawing)[1:4] == [
        ("", "Barn- och utbildningsnämnd"), ("", "Gemensam överförmyndarnämnd"), ("", "Socialnämnd"),
    ]  # fmt: skip


def test_names_in_small_letters_under_a_heading_are_names_of_their_own() -> None:
    drawing = """
Budget 2025, tkr
          | Budget 2025
Förskola
personal  | 10
lokaler   | 5
Skola
personal  | 20
varav ob  | 2
"""
    assert _rows(drawing)[0] == ("Förskola", "personal")
    assert ("Skola", "personal") in _rows(drawing)


@pytest.mark.parametrize(
    ("years", "difference"),
    [(("'2025'", "'2026'"), "Förändring 2026 mot 2025"), (("2025", "2026"), "Förändring")],
)
def test_years_name_their_rows_under_months_across(years: tuple[str, str], difference: str) -> None:
    drawing = f"""
Kostnad för inhyrd personal, Mkr per månad
             | Jan | Feb | Mar | Jan–mar
{years[0]}   | 10  | 11  | 12  | 33
{years[1]}   | 11  | 12  | 13  | 36
{difference} | 1   | 1   | 1   | 3
"""
    read = facts(drawing)
    assert [each.label for each in read[::4]] == ["2025", "2026", difference]
    assert [each.period_from for each in read[::4]] == [202501, 202601, 202601]
    assert [each.measure for each in read[::4]] == [Measure.OTHER, Measure.OTHER, Measure.CHANGE]
    assert {each.unit for each in read} == {"mkr"}


def test_years_down_under_names_are_still_told_by_the_columns() -> None:
    drawing = """
Intäkter per år, tkr
     | Skatter | Bidrag | Avgifter
2023 | 10      | 11     | 12
2024 | 11      | 12     | 13
"""
    assert [each.label for each in facts(drawing)[:3]] == ["Skatter", "Bidrag", "Avgifter"]


def test_measures_under_months_across_name_their_rows() -> None:
    drawing = """
Uppföljning per månad, tkr
            | Jan | Feb | Mar
Budget 2025 | 10  | 11  | 12
Utfall 2025 | 11  | 12  | 13
"""
    assert [(each.label, each.period_from) for each in facts(drawing)[::3]] == [
        ("Budget 2025", 202501), ("Utfall 2025", 202501),
    ]  # fmt: skip


@pytest.mark.parametrize("notes", [("'2, 5, 6'", "'3, 4'"), ("'2'", "'3-4'"), ("'Not 2'", "'Not 3, 4'")])
@pytest.mark.parametrize("first", [True, False])
def test_the_numbers_of_notes_are_no_group(notes: tuple[str, str], *, first: bool) -> None:
    rows = [("Not", "Post"), (notes[0], "Intäkter"), (notes[1], "Kostnader"), ("", "Finansnetto")]
    table = "\n".join(f"{' | '.join(row if first else row[::-1])} | {values}" for row, values in zip(
        rows, ("2024 | 2023", "100 | 90", "-80 | -70", "1 | 2"), strict=True))  # fmt: skip
    assert _rows(f"Resultaträkning, tkr\n{table}") == [("", "Intäkter"), ("", "Kostnader"), ("", "Finansnetto")]


def test_a_row_that_opens_with_its_year_is_of_that_year() -> None:
    drawing = """
Kapitalkostnader
                      | Kapitalkostnad 2026, kr
Gata                  | 1025867
Kost                  | 87920
Totalt                | 1113787
Budget 2025 enl. IB   | 1815000
"""
    assert [(each.label, each.year) for each in facts(drawing)][-1] == ("Budget 2025 enl. IB", 2025)


def test_names_that_come_again_are_told_apart_by_the_blocks_they_stand_in() -> None:
    drawing = """
Fråga, kr
Ansvar | Ansvar(T)         | Konto | Konto(T)   | Utfall 2025
5110   | Fritidsgård Navet | 5010  | Månadslön  | 100
5110   | Fritidsgård Navet | 5020  | Timlön     | 200
5120   | Simhallen         | 5010  | Månadslön  | 300
5120   | Simhallen         | 6210  | El         | 400
"""
    assert _rows(drawing) == [
        ("Fritidsgård Navet", "Månadslön"), ("Fritidsgård Navet", "Timlön"),
        ("Simhallen", "Månadslön"), ("Simhallen", "El"),
    ]  # fmt: skip


@pytest.mark.parametrize("heads", ["Verksamhet | Kostnadsslag", "Verksamhet | Konto", "Nämnd | Verksamhet"])
def test_an_outer_name_written_once_goes_for_the_rows_under_it(heads: str) -> None:
    drawing = f"""
Budget 2026, tkr
{heads} | Budget 2026
Förskola | Löner  | 100
         | Hyror  | 50
         | Summa  | 150
Skola    | Löner  | 200
         | Hyror  | 70
         | Summa  | 270
Totalt   |        | 420
"""
    read = facts(drawing)
    assert [(each.group, each.label) for each in read] == [
        ("Förskola", "Löner"), ("Förskola", "Hyror"), ("Förskola", "Summa"),
        ("Skola", "Löner"), ("Skola", "Hyror"), ("Skola", "Summa"), ("", "Totalt"),
    ]  # fmt: skip
    assert [each.role.value for each in read].count("line") == 4


@pytest.mark.parametrize("marks", [("Ny", "", "Ny"), ("30-34", "", "40-46")])
def test_marks_beside_some_rows_go_for_no_others(marks: tuple[str, str, str]) -> None:
    lines = [f"{mark} | {name} | 100" for mark, name in zip(marks, ("Löner", "Hyror", "Resor"), strict=True)]
    drawing = "\n".join(["Budget 2026, tkr", " | Kostnad | Budget 2026", *lines])
    assert next(each.group for each in facts(drawing) if each.label == "Hyror") == marks[1]
