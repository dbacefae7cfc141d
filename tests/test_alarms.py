"""Tables in which nothing is wrong, though they look as if: a skilled controller raises no alarm. Beside each, one
that differs in just what is wrong.
"""

from __future__ import annotations

from tests.sheets import facts
from tests.test_identities_denied import alarms, checked
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
