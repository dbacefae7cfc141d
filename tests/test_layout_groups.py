"""Which groups the rows are of: not codes or ended groups; from corners, names written once and sums above."""

from __future__ import annotations

import pytest

from tests.sheets import facts


def _rows(drawing: str) -> list[tuple[str, str]]:
    """The rows with their groups, in order."""
    return list(dict.fromkeys((each.group, each.label) for each in facts(drawing)))


@pytest.mark.parametrize(
    ("heading", "codes"),
    [("PSP", ("XA-101", "XA-117", "XB-204")), ("ID", ("P1", "P2", "P3")), ("Ref", ("BSU-1", "BSU-2", "SSU-1")),
     ("Nr", ("1.1", "1.2", "2.1")), ("Kod", ("10-4010", "10-4015", "10-4210"))],
)  # fmt: skip
def test_the_code_of_a_name_is_no_group(heading: str, codes: tuple[str, str, str]) -> None:
    drawing = f"""
Investeringar, tkr
{heading} | Projekt            | 2026 | 2027
          | *Tekniska nämnden*
{codes[0]}| Gång- och cykelväg | 100  | 200
{codes[1]}| Klimatanpassning   | 20   | 30
          | *Skolnämnden*
{codes[2]}| Östra skolan       | 5    | 7
          | Summa              | 125  | 237
"""
    assert _rows(drawing)[:3] == [
        ("Tekniska nämnden", "Gång- och cykelväg"), ("Tekniska nämnden", "Klimatanpassning"),
        ("Skolnämnden", "Östra skolan"),
    ]  # fmt: skip


def test_a_code_that_alone_tells_rows_apart_stays() -> None:
    drawing = """
Lån, tkr
Lån      | Långivare    | 2024 | 2025
L-118204 | Kommuninvest | 100  | 200
L-124410 | Kommuninvest | 20   | 30
L-139921 | Nordea       | 5    | 7
"""
    assert len(set(_rows(drawing))) == 3


def test_words_that_are_no_codes_are_groups_still() -> None:
    drawing = """
Budget, tkr
Enhet        | Slag        | 2026 | 2027
Fritidsgård  | Löner       | 100  | 200
             | Hyror       | 20   | 30
Simhall 2    | Löner       | 5    | 7
             | Hyror       | 5    | 7
"""
    assert _rows(drawing)[2] == ("Simhall 2", "Löner")


@pytest.mark.parametrize(
    "foot", ["", "Differens | | | 0 | 0", "Enligt huvudbok | | | 235 | 347\nDifferens | | | 0 | 0"]
)
@pytest.mark.parametrize("word", ["Summa", "Totalt"])
def test_a_name_written_once_goes_for_the_rows_under_it(word: str, foot: str) -> None:
    drawing = f"""
Låneskuld, tkr
Låntagare       | Långivare    | Lånenr  | 2024 | 2025
Kommunen        | Kommuninvest | 118204  | 100  | 200
                | Nordea       | 8800-12 | 20   | 30
{word} Kommunen |              |         | 120  | 230
Bostäder AB     | Kommuninvest | 120077  | 85   | 85
                | SBAB         | 77-4410 | 18   | 18
{word} Bostäder |              |         | 103  | 103
Energi AB       | Swedbank     | 5561-3  | 12   | 14
Totalt koncern  |              |         | 235  | 347
{foot}
"""
    rows = _rows(drawing)
    assert rows[1] == ("Kommunen", "Nordea")
    assert rows[4] == ("Bostäder AB", "SBAB")
    assert ("Energi AB", "Swedbank") in rows
    assert ("", "Totalt koncern") in rows


_BLOCKS = """
Gebyrgrunnlag, hele tusen kroner

{}           | Regnskap 2024 | Budsjett 2025
Driftsutgifter | 6411        | 6620
Inntekter      | -188        | -150
Gebyrgrunnlag  | 6223        | 6470

{}           | Regnskap 2024 | Budsjett 2025
Driftsutgifter | 7822        | 8010
Inntekter      | -96         | -100
Gebyrgrunnlag  | 7726        | 7910
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [("VANN", "AVLØP"), ("*Vatten*", "*Avlopp*"), ("Förskola", "Grundskola"), ("KS", "BUN"),
     ("4110 Gata", "4120 Park")],
)  # fmt: skip
def test_the_corners_of_blocks_tell_their_rows_apart(one: str, other: str) -> None:
    rows = _rows(_BLOCKS.format(one, other))
    assert rows[0] == (one.strip("*"), "Driftsutgifter")
    assert rows[-1] == (other.strip("*"), "Gebyrgrunnlag")


@pytest.mark.parametrize(("one", "other"), [("tkr", "Tkr"), ("Konto", "Konto"), ("Verksamhet", "Nämnd"), ("", "")])
def test_a_corner_that_heads_the_names_is_no_group(one: str, other: str) -> None:
    assert {group for group, _ in _rows(_BLOCKS.format(one, other))} == {""}


def test_corners_over_other_rows_are_titles() -> None:
    drawing = """
Årsredovisning, tkr

Resultaträkning | 2024 | 2025
Intäkter        | 6411 | 6620
Kostnader       | -188 | -150

Balansräkning   | 2024 | 2025
Tillgångar      | 7822 | 8010
Skulder         | 96   | 100
"""
    assert {group for group, _ in _rows(drawing)} == {""}


@pytest.mark.parametrize("other", ["156", "157"])
@pytest.mark.parametrize("head", ["*{}*", "NÄMND {}"])
def test_a_sum_above_its_parts_heads_them(head: str, other: str) -> None:
    names = ["SOCIALT", "UTBILDNING", "STYRELSEN"]
    one, two, three = (head.format(each) for each in names)
    drawing = f"""
Driftredovisning 2025, tkr
                  | Budget 2025 | Utfall 2025
{one} | 300         | 310
Äldreomsorg       | 200         | 205
Hemtjänst         | 100         | 105
{two} | 92          | 90
Grundskola        | 80          | 79
Förskola          | 12          | 11
{three} | 156         | {other}
Kansli            | 100         | 100
IT                | 56          | 56
*Summa nämnder*   | 548         | 556
Finansförvaltning | 10          | 11
"""
    rows = _rows(drawing)
    first, last = one.strip("*"), three.strip("*")
    assert rows[0:3] == [("", first), (first, "Äldreomsorg"), (first, "Hemtjänst")]
    assert rows[6:9] == [("", last), (last, "Kansli"), (last, "IT")]
    assert rows[-2:] == [("", "Summa nämnder"), ("", "Finansförvaltning")]


def test_sums_above_sums_head_both() -> None:
    drawing = """
Plan 2025, tkr
                       | Budget 2025 | Utfall 2025
SAMHÄLLSBYGGNAD        | 300         | 310
*Gata och park*        | 200         | 205
Vinterväghållning      | 137         | 142
Beläggning             | 63          | 63
*Plan och bygg*        | 100         | 105
Bygglov                | 60          | 60
Detaljplaner           | 40          | 45
"""
    assert _rows(drawing) == [
        ("", "SAMHÄLLSBYGGNAD"), ("SAMHÄLLSBYGGNAD", "Gata och park"),
        ("SAMHÄLLSBYGGNAD / Gata och park", "Vinterväghållning"), ("SAMHÄLLSBYGGNAD / Gata och park", "Beläggning"),
        ("SAMHÄLLSBYGGNAD", "Plan och bygg"), ("SAMHÄLLSBYGGNAD / Plan och bygg", "Bygglov"),
        ("SAMHÄLLSBYGGNAD / Plan och bygg", "Detaljplaner"),
    ]  # fmt: skip


def test_sums_under_their_parts_head_none() -> None:
    drawing = """
Resultat 2025, tkr
                      | Budget 2025 | Utfall 2025
Avgifter              | 200         | 205
Bidrag                | 100         | 105
*Intäkter*            | 300         | 310
Löner                 | -150        | -155
Hyror                 | -50         | -50
*Kostnader*           | -200        | -205
*Verksamhetens utfall* | 100        | 105
Finansnetto           | 20          | 20
Övrigt                | 80          | 85
"""
    assert {group for group, _ in _rows(drawing)} == {""}


@pytest.mark.parametrize("step", ["'   {}'", "| {}"])
def test_a_line_set_out_from_those_of_a_group_is_none_of_its(step: str) -> None:
    lines = [step.format(each) for each in ("Äldreomsorg", "LSS", "Grundskola", "Förskola")]
    blank = "|" if step.startswith("|") else ""
    drawing = f"""
Budget 2025, tkr
{blank}                    | 2024 | 2025
Socialnämnden
{lines[0]}                 | 200  | 205
{lines[1]}                 | 100  | 105
Bildningsnämnden
{lines[2]}                 | 80   | 79
{lines[3]}                 | 12   | 11
Finansförvaltning {blank}  | 5    | 6
Summa {blank}              | 397  | 406
"""
    assert _rows(drawing)[2:] == [
        ("Bildningsnämnden", "Grundskola"), ("Bildningsnämnden", "Förskola"), ("", "Finansförvaltning"), ("", "Summa"),
    ]  # fmt: skip


def test_what_each_group_comes_to_is_its_own_though_set_out() -> None:
    drawing = """
Budget 2025, tkr
                  | 2024 | 2025
Socialnämnden
'  Intäkter'     | 20   | 21
'  Kostnader'    | -100 | -105
Verksamhetsbidrag | -80 | -84
Bildningsnämnden
'  Intäkter'     | 8    | 7
'  Kostnader'    | -12  | -11
Verksamhetsbidrag | -4  | -4
"""
    assert [group for group, label in _rows(drawing) if label == "Verksamhetsbidrag"] == [
        "Socialnämnden", "Bildningsnämnden",
    ]  # fmt: skip


def test_sums_of_one_name_stand_under_their_committees() -> None:
    drawing = """
Driftredovisning 2025, tkr
Nämnd            | Verksamhet  | Budget | Utfall
Socialnämnden    | Äldreomsorg | 200    | 205
Socialnämnden    | LSS         | 100    | 95
Socialnämnden    | Summa       | 300    | 300
Bildningsnämnden | Förskola    | 80     | 82
Bildningsnämnden | Grundskola  | 120    | 118
Bildningsnämnden | Summa       | 200    | 200
                 | Totalt      | 500    | 500
"""
    rows = _rows(drawing)
    assert rows[2] == ("Socialnämnden", "Summa")
    assert rows[-2:] == [("Bildningsnämnden", "Summa"), ("", "Totalt")]


def test_the_result_that_equity_begins_with_is_a_line() -> None:
    drawing = """
Balansräkning, tkr
                     | 2025 | 2024
*Eget kapital*
Ingående kapital     | 60   | 56
*Skulder*
Årets resultat       | 5    | 4
Långfristiga skulder | 40   | 35
Årets resultat 2     | 5    | 4
"""
    assert [each.role.value for each in facts(drawing) if each.label == "Årets resultat"] == ["line", "line"]


def test_a_result_under_several_groups_is_of_none() -> None:
    drawing = """
Uppföljning, tkr
            | 2024 | 2025
*Intäkter*
Avgifter    | 10   | 11
*Kostnader*
Löner       | 30   | 31
Övrigt      | 2    | 2
*Netto*     | -21  | -22
"""
    assert _rows(drawing)[-1] == ("", "Netto")
