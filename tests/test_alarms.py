"""Tables in which nothing is wrong, though they look as if: a skilled controller raises no alarm. Beside each, one
that differs in just what is wrong.
"""

from __future__ import annotations

from tests.sheets import facts
from tests.test_identities_denied import alarms
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
