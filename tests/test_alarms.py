"""Tables in which nothing is wrong, though they look as if: a skilled controller raises no alarm. Beside each, one
that differs in just what is wrong.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.sheets import book, facts, sheet
from tests.test_identities_denied import alarms, checked
from trygg_excel.budget import budget_of
from trygg_excel.checking import check_all
from trygg_excel.fact import Role

MONTHS_AND_SO_FAR = """
    Uppföljning 2025, belopp i tkr
    Post       |        | M01 | M02 | M03 | M04 | Ack | Helår
    Löner      | Budget | 10 | 10 | 10 | 10 | =SUM(C3:D3) -> 20 | =SUM(C3:F3) -> 40
               | Utfall | 11 | 12 |    |    | =SUM(C4:D4) -> 23 |
    Läkemedel  | Budget | 3  | 3  | 3  | 3  | =SUM(C5:D5) -> 6  | =SUM(C5:F5) -> 12
               | Utfall | 2  | 2  |    |    | =SUM(C6:D6) -> 4  |
    Summa      | Budget | =C3+C5 -> 13 | =D3+D5 -> 13 | =E3+E5 -> 13 | =F3+F5 -> 13 | =SUM(C7:D7) -> 26 | {year}
"""


def test_a_sum_of_the_months_so_far_is_not_left_out_of_the_year() -> None:
    assert alarms(MONTHS_AND_SO_FAR.format(year="=SUM(C7:F7) -> 52")) == []
    assert ("TRY-039", "H7") in alarms(MONTHS_AND_SO_FAR.format(year="=SUM(C7:E7) -> 39"))


PRICES = """
    Personalbudget 2026, belopp i tkr
    Enhet      | Medellön | Lön   | Vikarier | Summa
    Solgården  | 31200 | =B3*42*12/1000 -> 15725 | 640 | =SUM(C3:D3) -> 16365
    Backen     | 30850 | =B4*38*12/1000 -> 14068 | 510 | =SUM(C4:D4) -> 14578
    Norr       | 33100 | =B5*18*12/1000 -> 7150  | 220 | =SUM(C5:D5) -> 7370
    Summa      | {price} | =SUM(C3:C5) -> 36943 | =SUM(D3:D5) -> 1370 | =SUM(E3:E5) -> 38313
"""


def test_a_column_that_is_not_added_up_itself_is_not_left_out_of_the_sum_beside_it() -> None:
    assert alarms(PRICES.format(price="")) == []
    assert ("TRY-039", "E3") in alarms(PRICES.format(price="=SUM(B3:B5) -> 95150"))


SHARES = """
    Budget 2026, belopp i kr
    Intäkter   | Budget 2025 | Budget 2026 | Plan 2027
    Staten     | 4120000 | 4050000 | 4050000
    {first}    | 2060000 | 2025000 | 2025000
    Hedemora   | 618000  | 607500  | 607500
    Säter      | 453000  | 445500  | 445500
    Avesta     | 989000  | 972000  | 972000
    Räntor     | 20000   | 15000   | 10000
    Summa      | =SUM({b}) -> 8260000 | =SUM({c}) -> 8115000 | =SUM({d}) -> 8110000
"""


def test_a_row_that_a_formula_adds_with_others_is_not_their_sum_by_coincidence() -> None:
    whole = {"b": "B3:B8", "c": "C3:C8", "d": "D3:D8"}
    alike = facts(SHARES.format(first="Regionen 25 %", **whole))
    apart = facts(SHARES.format(first="*Medlemmarna*", **whole))
    assert {each.role for each in alike if each.cell == "B4"} == {Role.LINE}
    assert {each.role for each in apart if each.cell == "B4"} == {Role.SUBTOTAL}


TYPED_ROW = """
    Budget 2026, belopp i tkr
    Avdelning  | Budget 2025 | Budget 2026 | Plan 2027
    Skola
    Lågstadiet | 10 | 11 | 12
    Högstadiet | 20 | 21 | 22
    Summa      | {first}
    Vård
    Hemtjänst  | 5 | 6 | 7
    Boenden    | 3 | 4 | 5
    Summa      | =SUM(B8:B9) -> 8 | =SUM(C8:C9) -> 10 | =SUM(D8:D9) -> 12
    Teknik
    Gator      | 5 | 6 | 7
    Parker     | 3 | 4 | 5
    Summa      | =SUM(B12:B13) -> 8 | =SUM(C12:C13) -> 10 | =SUM(D12:D13) -> 12
    Totalt     | =B6+B10+B14 -> 46 | =C6+C10+C14 -> 52 | =D6+D10+D14 -> 58
"""


def test_a_row_of_sums_typed_among_formulas_is_told_once() -> None:
    (told,) = [each for each in checked(TYPED_ROW.format(first="30 | 32 | 34")).findings if each.code == "TRY-038"]
    assert [each.cell for each in told.sources] == ["B6", "C6", "D6"]
    assert told.message.sv.startswith("B6, C6 och D6 har inskrivna värden där grannarna har formel.")
    assert told.remedy is not None
    assert told.remedy.sv == "Skriv =SUMMA(B4:B5) i B6, och motsvarande i de andra."


FED = """
    Anslag 2025, belopp i kr
    Rad          | Löner | Pensioner | Drift | Varor | Totalt
    Pensionsnämnden
    Förra året   | =7170-C4 -> 5220 | 1950 | 2538 | 125 | =SUM(B4:E4) -> 9833
    Begärt       | =7170-C5 -> 5220 | 1950 | 2475 | 125 | =SUM(B5:E5) -> 9770
    Ökning       | =B5-B4 -> 0 | =C5-C4 -> 0 | =D5-D4 -> -63 | =E5-E4 -> 0 | =F5-F4 -> -63
    Hela fonden
    Förra året   | =B4 -> 5220 | =C4 -> 1950 | =D4 -> 2538 | =E4 -> 125 | =F4 -> 9833
    Begärt       | =B5 -> 5220 | =C5 -> 1950 | =D5 -> 2475 | =E5 -> 125 | =F5 -> 9770
    Ökning       | =B9-B8 -> 0 | =C9-C8 -> 0 | =D9-D8 -> -63 | =E9-E8 -> 0 | =F9-F8 -> -63
"""


def test_what_its_parts_are_computed_from_is_no_sum_typed_over() -> None:
    assert alarms(FED) == []


PAGES = """
    Budget 2025, belopp i tkr
    Verksamhet | Budget 2024 | Budget 2025 | Förändring
    Stab       | 3179 | 3368 | =C3-B3 -> 189
    Plan       | 8966 | 9276 | =C4-B4 -> 310
    Miljö      | 2310 | 2381 | =C5-B5 -> 71
    Gator      | 4274 | 4204 | =C6-B6 -> -70
    Summa      | {total}
"""


def test_the_change_of_a_total_that_is_typed_all_through_needs_no_formula() -> None:
    assert alarms(PAGES.format(total="18729 | 19229 | 500")) == []
    assert alarms(PAGES.format(total="=SUM(B3:B6) -> 18729 | =SUM(C3:C6) -> 19229 | 500")) == [("TRY-038", "D7")]


OTHER_SUM = """
    Bevilgning, beløp i tkr
    Post              | Regnskap 2024 | Budsjett 2025 | Budsjett 2026
    Rammetilskudd     | -498 | -513 | -528
    Skatt             | -487 | -506 | -521
    Sum inntekter     | =SUM(B3:B4) -> -985 | =SUM(C3:C4) -> -1019 | =SUM(D3:D4) -> -1049
    Sum bevilgninger  | 1041 | 1089 | 1137
    Avskrivninger     | 61   | 63   | 66
    Sum utgifter      | =B6+B7 -> 1102 | =C6+C7 -> 1152 | =D6+D7 -> 1203
"""


def test_a_sum_after_another_is_not_made_of_it_alone() -> None:
    assert alarms(OTHER_SUM) == []


BROADER = """
    Forecast 2026, SEK m
    Item             | 2025 | 2026
    Health
    Core expenses    | 11.2 | 12.1
    Total expenses   | 13.4 | 14.9
    Education
    Core expenses    | 9.7  | 9.9
    Total expenses   | 10.8 | 11.3
    Defence
    Core expenses    | 2.7  | 2.6
    Total expenses   | 2.8  | 2.9
    Transport
    Core expenses    | 1.5  | 1.4
    Rail             | 2.1  | 2.2
    Total expenses   | 3.6  | 3.6
    Housing
    Core expenses    | 0.5  | 0.4
    Grants           | 2.1  | 2.2
    Total expenses   | 2.6  | 2.6
"""


def test_totals_that_are_broader_than_the_one_row_before_them() -> None:
    assert alarms(BROADER) == []


IN_EUROS = """
    Kalkyl 2025, belopp i kr
    Kostnadsslag     | 2025 | 2026 | Totalt
    Löner            | 281300 | 703250 | =SUM(B3:C3) -> 984550
    Resor            | 18500  | 46000  | =SUM(B4:C4) -> 64500
    Summa            | =SUM(B3:B4) -> 299800 | =SUM(C3:C4) -> 749250 | =SUM(D3:D4) -> 1049050
    EUR-belopp totalt |  |  | =D5/11.42 -> 91861
"""


def test_a_total_in_another_currency_is_not_the_sum_of_the_rows() -> None:
    assert alarms(IN_EUROS) == []


PAGES_OF_ONE = """
    Budget 2026, belopp i mkr
    Nämnd              | Utfall 2024 | Budget 2025
    Revision           | -4.2   | -4.4
    Styrelse           | -141.8 | -148.0
    varav räddning     | -31.0  | -31.8
    Barnnämnd          | -702.3 | -718.4
    Fortsättning på nästa sida

    Nämnd              | Utfall 2024 | Budget 2025
    Socialnämnd        | -655.0 | -641.7
    Miljönämnd         | -12.6  | -13.9
    Teknisk nämnd      | -74.4  | -77.1
    Summa nämnder      | {total}
"""


def test_a_total_goes_on_from_the_page_before() -> None:
    assert alarms(PAGES_OF_ONE.format(total="-1590.3 | -1603.5")) == []
    assert alarms(PAGES_OF_ONE.format(total="-1690.3 | -1703.5")) == [("TRY-001", "B13")]


WITHOUT = """
    Nettokostnad 2024, belopp i mkr
    Verksamhet   | Budget 2024 | Utfall 2024
    Förskola     | 188.4 | 197.9
    Äldreomsorg  | 377.9 | 398.8
    LSS          | 140.8 | 151.0
    {total}      | =SUM(B3:B4) -> 566.3 | =SUM(C3:C4) -> 596.7
"""

TYPED_WITHOUT = """
    Nettokostnad 2024, belopp i mkr
    Verksamhet   | Budget 2024 | Utfall 2024
    LSS          | 140.8 | 151.0
    Förskola     | 188.4 | 197.9
    Äldreomsorg  | 377.9 | 398.8
    {total}      | 566.3 | 596.7
"""


def test_a_total_that_says_what_it_leaves_out_leaves_it_out() -> None:
    assert alarms(WITHOUT.format(total="Summa exkl. LSS")) == []
    assert {code for code, _ in alarms(WITHOUT.format(total="Summa"))} == {"TRY-039"}
    assert {code for code, _ in alarms(WITHOUT.format(total="Summa exkl. moms"))} == {"TRY-039"}
    assert alarms(TYPED_WITHOUT.format(total="Summa exkl. LSS")) == []
    assert alarms(TYPED_WITHOUT.format(total="Summa")) == [("TRY-066", "B3")]


PACE = """
    Uppföljning per september 2025, belopp i tkr
    Verksamhet   | Utfall jan-sep 2025 | Prognos 2025 | Budget 2025
    {row}
    Äldreomsorg  | 600 | 810 | 800
    Teknik       | 90  | 120 | 120
"""


def test_what_is_paid_or_owned_already_has_no_pace() -> None:
    assert alarms(PACE.format(row="Skola | 310 | 310 | 310")) == []
    assert alarms(PACE.format(row="Ingående eget kapital | 310 | 310 | 310")) == []
    assert alarms(PACE.format(row="Ingående eget kapital | 300 | 310 | 310")) == []
    assert alarms(PACE.format(row="Skola | 300 | 310 | 310")) == [("TRY-061", "C3")]


TEXTS = """
    Ramar 2026, belopp i tkr
    Nämnd      | Ram    | Löner | Justering
    Styrelsen  | 118400 | 1480  | -640
    Bygg       | 21350  | 410   | 300
    Vård       | 655240 | 8120  | {text}
    Miljö      | 5120   | 60    | 20
    Summa      | =SUM(B3:B6) -> 800110 | =SUM(C3:C6) -> 10070 | {total}
"""


@pytest.mark.parametrize(
    ("text", "total", "severity"),
    [
        ("412-", "=SUM(D3:D6)-412 -> -732", ["warning"]),
        ("412-", "-732", ["warning", "warning"]),
        ("412-", "=SUM(D3:D6) -> -320", ["error"]),
        ("'0'", "=SUM(D3:D6) -> -320", ["note"]),
        ("-412", "=SUM(D3:D6) -> -732", []),
    ],
)
def test_a_text_that_the_sum_counts_all_the_same_is_no_error(text: str, total: str, severity: list[str]) -> None:
    assert [each.severity.value for each in checked(TEXTS.format(text=text, total=total)).findings] == severity


def test_a_stale_formula_is_recalculated() -> None:
    (told,) = checked(TEXTS.format(text="-412", total="=SUM(D3:D6) -> -700")).findings
    assert told.remedy is not None
    assert told.remedy.sv == "Räkna om arbetsboken i Excel (F9) och spara den."


HIDDEN = """
    Budget 2026, belopp i tkr
    Klinik     | Budget | Utfall
    Backe      | 6280 | 6049
    Hoting     | 4022 | 3797
    Strömsund  | 9734 | 9558
    Summa      | =SUM(B3:B5) -> 20036 | =SUM(C3:C5) -> 19404
"""


def test_no_finding_says_its_sentence_twice() -> None:
    drawn = replace(sheet(HIDDEN), hidden_rows=frozenset({4}))
    (told,) = check_all([budget_of(book(drawn))], None).checks[0].findings
    assert told.code == "TRY-040"
    assert told.message.sv not in {each.sv for each in told.causes}


BALANCES = """
    Kommunstyrelsens medel, belopp i tkr
    Ändamål     | Belopp 2023 | Återstår 2023
    Snöröjning  | 650   | 2350
    Mottagande  | 400   | 1950
    Badhus      | 275.5 | 1674.5
    Ridklubb    | 120   | 1554.5
    Summa       | 1445.5 | {left}
"""


def test_what_is_left_is_not_added_up() -> None:
    assert alarms(BALANCES.format(left=1554.5)) == []
    assert alarms(BALANCES.format(left=7592)) == [("TRY-001", "C7")]


CHANCES = """
    Projektmedel 2025, belopp i kr
    Projekt     | Total projektbudget | Beviljat | 2025 | 2026
    Skog        | 6200 | 2480 | 600  | 1200
    Landsbygd   | 4000 | 4000 | 2500 | 1500
    Flygplats   | 780  | 390  | 390  |
    Bibliotek   | 1100 | 550  |      | 550
    Centrum     | 2400 | 960  |      | 480
"""


def test_two_rows_that_happen_to_add_up_make_no_sum_of_columns() -> None:
    assert alarms(CHANCES) == []


INTERNAL = """
    Internbudget 2026, belopp i kr
    Kontogrupp      | Bibliotek | Konsthall | Förvaltning
    Avgifter        | -310  | -640  | =SUM(B3:C3) -> -950
    Summa intäkter  | =B3 -> -310 | =C3 -> -640 | =SUM(B4:C4) -> -950
    Löner           | 14820 | 4330  | =SUM(B5:C5) -> 19150
    Hyra            | 6240  | 3880  | =SUM(B6:C6) -> 10120
    Summa kostnader | =B5+B6 -> 21060 | =C5+C6 -> 8210 | =SUM(B7:C7) -> 29270
    Nettobudget     | =B4+B7 -> 20750 | =C4+C7 -> 7570 | =SUM(B8:C8) -> 28320

    Ram             |       |       | {frame}
    {left}
"""


def test_the_frame_is_of_the_net_and_what_is_left_of_it_may_be_said() -> None:
    assert alarms(INTERNAL.format(frame=28320, left="")) == []
    assert alarms(INTERNAL.format(frame=28500, left="")) == [("TRY-063", "D8")]
    assert alarms(INTERNAL.format(frame=28500, left="Kvar att fördela | | | =D10-D8 -> 180")) == []


SURPLUS = """
    Uppföljning per september 2025, belopp i tkr
    Verksamhet   | Utfall jan-sep 2025 | Prognos 2025 | Budget 2025
    Skola        | {row}
    Äldreomsorg  | 600 | 810 | 800
    Teknik       | 90  | 120 | 120
"""


def test_a_surplus_may_fall_again() -> None:
    assert alarms(SURPLUS.format(row="-188 | -150 | 0")) == []
    assert alarms(SURPLUS.format(row="188 | 150 | 160")) == [("TRY-010", "C3")]


STATEMENT = """
    Resultatbudget, belopp i mkr
    Post                         | Budget 2024 | Plan 2025 | Plan 2026
    Verksamhetens intäkter       | 298.7   | 305.1   | 311.8
    Verksamhetens kostnader      | -1468.9 | -1512.3 | -1559.0
    Verksamhetens nettokostnader | -1170.2 | -1207.2 | -1247.2
    Skatteintäkter               | 941.0   | 980.4   | 1019.9
    Generella statsbidrag        | 318.6   | 319.0   | 322.5
    Verksamhetens resultat       | 89.4    | 92.2    | 95.2
    Finansiella intäkter         | 8.0     | 7.5     | 7.0
    Finansiella kostnader        | -14.0   | -15.2   | -16.4
    Årets resultat               | 83.4    | 84.5    | 85.8
"""


def test_all_the_results_of_a_statement_are_known() -> None:
    assert alarms(STATEMENT) == []
    assert ("TRY-001", "B8") in alarms(STATEMENT.replace("89.4 ", "98.4 "))


READ_AS_NO_AMOUNTS = """
    Kalkyl 2025, belopp i tkr
    Byggdel      | Kostnad A | Kostnad B
    Mark
    Rivning      | 1190 | 910
    Häll         | 5365 | 2610
    Summa mark   | =SUM(B4:B5) -> 6555 | =SUM(C4:C5) -> 3520
    El
    Belysning    | 1888 | 1652
    Laddplatser  | 360  | 340
    Summa el     | =SUM(B8:B9) -> 2248 | =SUM(C8:C9) -> 1992
    Utrustning
    Sittmöbler   | 4.86 {0%} | 4.86 {0%}
    Cykeltak     | 13.5 {0%} | 6.75 {0%}
    Summa utrustning | =SUM(B12:B13) -> 18.36 | =SUM(C12:C13) -> 11.61
    Rast         | 120 | 130
    Park         | 230 | 240
    Summa park   | =SUM(B15:B16) -> 350 | =SUM(C15:C16) -> 370
"""


def test_a_formula_that_adds_other_cells_goes_before_a_guess() -> None:
    assert alarms(READ_AS_NO_AMOUNTS) == []
