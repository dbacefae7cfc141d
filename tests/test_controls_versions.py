"""Controls of versions: the budget's way, since last time, files and titles, tables and prose that agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.controls_drawn import HOLDS, NOT_JUDGED, budget, cells, findings, held, lacks, plain, says, shipped, verdicts
from trygg_excel.checking import check_all
from trygg_excel.finding import Finding, Severity
from trygg_excel.same_files import name_without_version, version_in_name

PLAIN = """
Budget 2022, tkr |
Nämnd | Budget 2022
Kommunstyrelsen | 9000
Socialnämnden | 20000
"""
REVISED = """
Budget 2022, tkr | | | |
Nämnd | Ursprunglig budget 2022 | Tilläggsbudget 2022 | Omdisponering 2022 | Reviderad budget 2022
Kommunstyrelsen | 9000 | 500 | -100 | 9400
Socialnämnden | 20000 | | 100 | 20100
"""


def test_021_original_and_changes_make_the_revised() -> None:
    assert verdicts("TRY-021", held(REVISED)) == {HOLDS}


def test_021_a_change_is_missing() -> None:
    on = held(REVISED.replace("20100", "20200"))
    assert says("TRY-021", on) == [
        "E4 (Socialnämnden): reviderad budget är 20 200 tkr, men 20 000 tkr med ändringarna +100 tkr blir 20 100 tkr. "
        "Det skiljer 100 tkr."
    ]


def test_021_columns_that_never_add_up_belong_otherwise() -> None:
    on = held(REVISED.replace("9400", "9555").replace("20100", "20777"))
    assert verdicts("TRY-021", on) == {NOT_JUDGED}


def test_021_nothing_to_judge() -> None:
    assert lacks("TRY-021", held(PLAIN)) == ["ursprunglig budget, ändringar och reviderad budget bredvid varandra"]


INTERNAL = """
Internbudget 2022, tkr | |
Nämnd | Ram 2022 | Internbudget 2022
Kommunstyrelsen | 9000 | 9000
Socialnämnden | 20000 | 20000
"""
UNITS = """
Kommunstyrelsens internbudget 2022, tkr |
Enhet | Internbudget 2022
Ekonomi | 4000
Personal | 3000
IT | 2000
Summa | 9000
Ram 2022 | 9000
"""


@pytest.mark.parametrize("drawing", [INTERNAL, UNITS])
def test_063_the_internal_budget_is_the_frame(drawing: str) -> None:
    assert verdicts("TRY-063", held(drawing)) == {HOLDS}


def test_063_more_than_the_frame_and_less() -> None:
    assert says("TRY-063", held(INTERNAL.replace("9000 | 9000", "9000 | 9100"))) == [
        "C3 (Kommunstyrelsen): internbudgeten är 9 100 tkr men ramen är 9 000 tkr (B3). Internbudgeten ska vara lika "
        "med ramen; det är 100 tkr för mycket."
    ]
    (told,) = says("TRY-063", held(UNITS.replace("Ram 2022 | 9000", "Ram 2022 | 9500")))
    assert told.endswith("det är 500 tkr för lite.")


def test_063_nothing_to_judge() -> None:
    assert lacks("TRY-063", held(PLAIN)) == ["internbudget och ram"]


MARCH = """
Uppföljning mars 2022, mkr | | |
Verksamhet | Bokslut 2021 | Budget 2022 | Utfall t.o.m. mars 2022
Skola | 10.1 | 11.2 | 2.6
Vård | 20.2 | 21.4 | 5.2
Gator | 5.3 | 5.6 | 1.1
"""
APRIL = MARCH.replace("mars", "april").replace("2.6", "3.5").replace("5.2\n", "6.9\n").replace("1.1\n", "1.5\n")


def test_017_the_comparison_figures_are_those_of_last_time() -> None:
    assert verdicts("TRY-017", held(APRIL, previous=MARCH)) == {HOLDS}


def test_017_a_comparison_figure_has_changed() -> None:
    on = held(APRIL.replace("10.1", "10.6"), previous=MARCH)
    assert says("TRY-017", on) == [
        "B3 (Skola): jämförelsetalet för 2021 har ändrats från 10,1 mkr till 10,6 mkr sedan förra.xlsx."
    ]
    assert says("TRY-064", on) == []


def test_017_one_digit_is_another() -> None:
    on = held(APRIL.replace("20.2", "70.2"), previous=MARCH)
    assert says("TRY-017", on) == [
        "B4 (Vård): jämförelsetalet för 2021 har ändrats från 20,2 mkr till 70,2 mkr sedan förra.xlsx. "
        "Bara en siffra skiljer: 70,2 mkr i B4 kan vara ett skrivfel för 20,2 mkr."
    ]


def test_017_without_last_time_or_tables_alike() -> None:
    assert lacks("TRY-017", held(APRIL)) == ["förra gångens arbetsbok"]
    assert lacks("TRY-017", held(APRIL, previous=REVISED)) == ["en tabell som även fanns förra gången"]


def test_064_another_month_is_no_change() -> None:
    assert says("TRY-064", held(APRIL, previous=MARCH)) == []


def test_064_changed_amounts_and_rows_in_one_note() -> None:
    now = APRIL.replace("11.2", "11.5").replace("Gator | 5.3 | 5.6 | 1.5", "Park | 1.1 | 1.2 | 0.3")
    on = held(now, previous=MARCH)
    assert says("TRY-064", on) == [
        "1 belopp har ändrats sedan förra gången (förra.xlsx), på 1 rad. Nya rader: Park. Rader som inte längre finns: "
        "Gator. Skola, Budget 2022 (C3): 11,2 mkr → 11,5 mkr."
    ]
    assert findings("TRY-064", on)[0].severity is Severity.NOTE


def test_064_a_proposal_that_was_decided_is_the_same_budget() -> None:
    proposed = PLAIN.replace("Budget 2022, tkr", "Förslag till ram 2022, tkr")
    assert says("TRY-064", held(PLAIN.replace("| 9000", "| 9100"), previous=proposed)) == [
        "1 belopp har ändrats sedan förra gången (förra.xlsx), på 1 rad. Kommunstyrelsen, Budget 2022 (B3): 9 000 tkr "
        "→ 9 100 tkr."
    ]


def test_064_another_unit_is_no_change() -> None:
    now = PLAIN.replace("9000", "9").replace("20000", "20").replace("tkr", "mkr") + "Summa mkr | 29\n"
    assert says("TRY-064", held(now, previous=PLAIN + "Summa | 29000\n")) == []


def test_064_a_row_that_has_come() -> None:
    on = held(APRIL + "Park | 1.1 | 1.2 | 0.3\n", previous=MARCH)
    assert says("TRY-064", on) == ["Raderna är inte desamma som förra gången (förra.xlsx). Nya rader: Park."]


def test_064_moved_columns_and_rows_are_no_changes() -> None:
    moved = """
    Uppföljning april 2022, mkr | | | |

    Verksamhet | | Budget 2022 | Bokslut 2021 | Utfall t.o.m. april 2022
    Gator | | 5.6 | 5.3 | 1.5
    Skola | | 11.2 | 10.1 | 3.5
    Vård | | 21.4 | 20.2 | 6.9
    """
    on = held(moved, previous=MARCH)
    assert (says("TRY-064", on), says("TRY-017", on)) == ([], [])


def test_064_a_flood_is_counted() -> None:
    rows = "".join(f"Enhet {chr(65 + each)} | {each + 1}.1 | {each + 2}.2 | 1.0\n" for each in range(20))
    now = (MARCH + rows).replace(".2 |", ".4 |")
    (finding,) = findings("TRY-064", held(now, previous=MARCH + rows))
    assert len(finding.causes) == 13
    assert finding.causes[-1].sv.endswith("ändringar till.")


def test_064_without_last_time() -> None:
    assert lacks("TRY-064", held(APRIL)) == ["förra gångens arbetsbok"]


def files(*named: tuple[str, str]) -> list[list[Finding]]:
    """The findings about files, of workbooks by name and content."""
    budgets = [budget(PLAIN, name) for name, _ in named]
    marked = [
        replace(each, workbook=replace(each.workbook, file_id=content))
        for each, (_, content) in zip(budgets, named, strict=True)
    ]
    return [[each for each in check.findings if each.code == "TRY-049"] for check in check_all(marked, None).checks]


def test_049_the_same_file_twice_is_told_once() -> None:
    first, second = files(("a.xlsx", "1"), ("b.xlsx", "1"))
    assert (first, [each.message.sv for each in second]) == ([], ["Filen är identisk med a.xlsx."])


def test_049_a_newer_version_by_name() -> None:
    old, new = files(("Budget v1.xlsx", "1"), ("Budget v2.xlsx", "2"))
    assert ([each.message.sv for each in old], new) == (["En nyare version av filen finns: Budget v2.xlsx."], [])


def test_049_different_files_are_in_order() -> None:
    assert files(("skola.xlsx", "1"), ("vård.xlsx", "2")) == [[], []]


def test_049_the_same_as_last_time() -> None:
    assert says("TRY-049", held(PLAIN, previous=PLAIN)) == ["Filen är identisk med förra.xlsx från förra gången."]


@pytest.mark.parametrize(
    ("name", "plain_name", "version"),
    [
        ("Budget 2022.xlsx", "budget 2022", ("", 0)),
        ("Budget 2022 v3.xlsx", "budget 2022", ("", 3)),
        ("Budget_2022_v3.xlsx", "budget_2022", ("", 3)),
        ("Budget 2022 (1).xlsx", "budget 2022", ("", 1)),
        ("Uppföljning 2022-04-08.xlsx", "uppföljning", ("2022-04-08", 0)),
    ],
)
def test_versions_in_names(name: str, plain_name: str, version: tuple[str, int]) -> None:
    assert (name_without_version(name), version_in_name(name)) == (plain_name, version)


TITLED = """
Resultaträkning april 2022, mkr | |
Verksamhet | Utfall t.o.m. {month} 2022 | Årsbudget 2022
Skola | 3.5 | 11.2
Vård | 6.9 | 21.4
"""


def test_050_the_title_of_last_month() -> None:
    assert verdicts("TRY-050", held(TITLED.format(month="april"))) == {HOLDS}
    assert says("TRY-050", held(TITLED.format(month="maj"))) == [
        "Rubriken 'Resultaträkning april 2022, mkr' säger april 2022, men kolumnerna gäller maj 2022."
    ]


def test_050_nothing_to_judge() -> None:
    assert lacks("TRY-050", held(PLAIN)) == ["en månad i rubriken och i kolumnerna"]


TWO_TABLES = """
Förslag 2022, mkr | | | | |
Insats | 2022 | | Insats | 2022
SSPF | 1.5 | | Trygghetsvärdar | 1.0
Trygghetsvärdar | 1.0 | | SSPF | {sspf}
Stöd till lokala arbetsgrupper | 0.9 | | Stöd till lokala arbetsgrupper | 0.9
"""


def test_015_two_tables_of_one_workbook() -> None:
    assert verdicts("TRY-015", held(TWO_TABLES.format(sspf=1.5), shipped())) == {HOLDS}
    assert says("TRY-015", held(TWO_TABLES.format(sspf=1.6), shipped())) == [
        "SSPF 2022 är 1,5 mkr i B3 men 1,6 mkr i E4."
    ]


def test_015_nothing_to_judge() -> None:
    assert lacks("TRY-015", held(PLAIN)) == ["ett register över insatser och beslut"]
    assert verdicts("TRY-015", held(PLAIN, shipped())) == set()


PROSE = """
Trygghetspaketet, mkr | |
Insats | 2022 | 2021
SSPF | 1.5 | 1.4
Trygghetsvärdar | 1.0 | 0.8
Ambulerande Trygghetsvärdar | 0.0 | 0.8


{text}
"""


def prose(text: str) -> list[str]:
    """What is said of a sentence under the table."""
    return says("TRY-016", held(PROSE.format(text=text), shipped()))[:1]


def test_016_a_sentence_that_says_something_else() -> None:
    assert prose("Insatser inom ramen för SSPF får 1 600 tkr under 2022.") == [
        "Texten i A8 anger 1,6 mkr för SSPF 2022, tabellen 1,5 mkr (B3)."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Insatser inom ramen för SSPF får 1 500 tkr under 2022.",
        "Insatser inom ramen för SSPF får ca 1,7 mkr under 2022.",
        "SSPF ökar med 0,1 mkr under 2022.",
        "Ambulerande Trygghetsvärdar hade 0,8 mkr 2021.",
        "SSPF och Trygghetsvärdar får tillsammans 9,9 mkr 2022.",
        "Socialnämnden får 9,9 mkr under 2022 för sina egna insatser.",
    ],
)
def test_016_sentences_that_agree_or_cannot_be_judged(text: str) -> None:
    assert [plain(each) for each in prose(text)] == []


def test_016_without_a_register() -> None:
    on = held(PROSE.format(text="SSPF får 9,9 mkr under 2022."))
    assert "ett register över insatser och beslut" in lacks("TRY-016", on)
    assert cells(findings("TRY-016", on)) == []
