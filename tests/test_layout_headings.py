"""Which rows of words head those under them: not lines whose amounts are blank; with a note, a code or half a name."""

from __future__ import annotations

import pytest

from tests.sheets import facts


def _rows(drawing: str) -> list[tuple[str, str]]:
    """The rows with their groups, in order."""
    return list(dict.fromkeys((each.group, each.label) for each in facts(drawing)))


_CASH_FLOW = """
Kassaflödesanalys 2021, tkr
                                                 | Not | 2021    | 2020
Årets resultat                                   |     | 107046  | 96770
Avskrivningar                                    | 31  | 87453   | 75659
*Kassaflöde från den löpande verksamheten*       |     | 194499  | 172429

Investeringsverksamhet                           | 32  |         |

Investering i immateriella anläggningstillgångar |     | 0       | -3988
{blank}
Investering i materiella anläggningstillgångar   |     | -180158 | -201752
Försäljning av materiella anläggningstillgångar  |     | 32819   |
*Kassaflöde från investeringsverksamheten*       |     | -147339 | -205740

Finansieringsverksamhet                          | 33  |         |
Nyupptagna lån                                   |     | 0       | 215000
Ökning långfristiga skulder                      |     | 28721   | 50136
*Kassaflöde från finansieringsverksamheten*      |     | 28721   | 265136

*Årets kassaflöde*                               |     | 75881   | 231825
"""


@pytest.mark.parametrize(
    "blank",
    ["Försäljning av immateriella anläggningstillgångar", "*Försäljning av immateriella anläggningstillgångar*",
     "Förvärv av dotterföretag", "Försäljning av immateriella anläggningstillgångar | | - | -",
     "Förvärv av dotterföretag\nAvyttring av dotterföretag"],
)  # fmt: skip
def test_a_line_without_amounts_is_no_heading_and_a_heading_may_have_a_note(blank: str) -> None:
    group = {label: group for group, label in _rows(_CASH_FLOW.replace("{blank}", blank))}
    assert group["Avskrivningar"] == ""
    assert group["Investering i immateriella anläggningstillgångar"] == "Investeringsverksamhet"
    assert group["Försäljning av materiella anläggningstillgångar"] == "Investeringsverksamhet"
    assert group["Kassaflöde från investeringsverksamheten"] == "Investeringsverksamhet"
    assert group["Ökning långfristiga skulder"] == "Finansieringsverksamhet"
    assert group["Årets kassaflöde"] == ""


def test_headings_that_look_like_their_lines_are_headings() -> None:
    drawing = """
Budget 2025, tkr
               | Utfall 2024 | Budget 2025
Intäkter
Avgifter       | 100         | 110
Bidrag         | 20          | 30
Kostnader
Löner          | -80         | -90
Hyror          | -10         | -12
"""
    assert _rows(drawing) == [
        ("Intäkter", "Avgifter"), ("Intäkter", "Bidrag"), ("Kostnader", "Löner"), ("Kostnader", "Hyror"),
    ]  # fmt: skip


def test_a_heading_that_its_lines_begin_as_is_a_heading() -> None:
    drawing = """
Budget 2025, tkr
                                | Utfall 2024 | Budget 2025
Ersättning till revisorer       | 10          | 12
Bidrag till föreningar och kultur
Bidrag till idrott och fritid   | 20          | 30
Bidrag till kultur och musik    | 80          | 90
"""
    assert _rows(drawing)[1] == ("Bidrag till föreningar och kultur", "Bidrag till idrott och fritid")


@pytest.mark.parametrize("code", ["4110", "12", "A1", "1.2", "NAMN"])
def test_a_heading_may_stand_after_a_code(code: str) -> None:
    drawing = f"""
Budget 2025, tkr
Konto  | Verksamhet     | Utfall 2024 | Budget 2025
{code} | *Förskola*
       | Löner          | 100         | 110
       | Hyror          | 20          | 30
22     | *Skola*
       | Löner          | 80          | 90
       | Hyror          | 10          | 12
"""
    assert _rows(drawing) == [
        ("Förskola", "Löner"), ("Förskola", "Hyror"), ("Skola", "Löner"), ("Skola", "Hyror"),
    ]  # fmt: skip


@pytest.mark.parametrize("codes", [("1", "2"), ("100", "200"), ("A", "B"), ("4110", "4120"), ("1.", "2.")])
def test_a_bold_name_after_a_code_heads_coded_lines(codes: tuple[str, str]) -> None:
    drawing = f"""
Taxor, kr
Nr         | Tjänst       | 2024  | 2025
{codes[0]} | *Bygglov*
11         | Enbostadshus | 20000 | 21000
12         | Carport      | 5000  | 5200
{codes[1]} | *Anmälan*
21         | Eldstad      | 1000  | 1100
22         | Rivning      | 1500  | 1600
"""
    assert _rows(drawing) == [
        ("Bygglov", "Enbostadshus"), ("Bygglov", "Carport"), ("Anmälan", "Eldstad"), ("Anmälan", "Rivning"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("over", "under", "whole"),
    [("Kommunstyrelsens", "förvaltning", "Kommunstyrelsens förvaltning"),
     ("Barn- och utbildnings-", "nämnden", "Barn- och utbildningsnämnden"),
     ("Nämnden för vård", "och omsorg", "Nämnden för vård och omsorg")],
)  # fmt: skip
def test_a_heading_may_go_on_in_the_row_under_it(over: str, under: str, whole: str) -> None:
    drawing = f"""
Uppdrag, tkr
          | 2024 | 2025
*{over}*
*{under}*
Kansli    | 10   | 11
*Revision*
Arvoden   | 5    | 6
"""
    assert _rows(drawing) == [(whole, "Kansli"), ("Revision", "Arvoden")]


def test_one_heading_among_lines_is_a_heading() -> None:
    drawing = """
Not 2, mnkr
                   | 2024 | 2025
Taxor och avgifter | 30.2 | 29.1
Hyror              | 50.0 | 48.3
{}
Övriga bidrag      | 12.0 | 11.1
Summa              | 92.2 | 88.5
"""
    assert _rows(drawing.format("Bidrag:"))[2] == ("Bidrag", "Övriga bidrag")
    assert _rows(drawing.format("*Bidrag*"))[2] == ("Bidrag", "Övriga bidrag")


def test_a_heading_of_shares_is_never_passed_over() -> None:
    drawing = """
Nyckeltal 2025, tkr
                       | 2024 | 2025
*Intäkter*
Avgifter               | 300  | 310

*Kostnader*
Löner                  | -200 | -210

*Övrigt*
Finansnetto            | 20   | 21
Andel av intäkter, %
Lönekostnad            | 66   | 67
"""
    assert "Lönekostnad" not in [label for _, label in _rows(drawing)]
