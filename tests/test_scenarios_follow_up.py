"""Scenarios 6 and 7 of a controller: a grant that is not phased, and a forecast that cannot be true."""

from __future__ import annotations

from tests.controls_drawn import cells, checked, open_findings, whole

GRANT = """
Uppföljning april 2022, tkr | | | | | | | |

Post | Utfall jan | Utfall feb | Utfall mar | Utfall apr | Utfall ack april | Budget ack april | Årsbudget | Prognos
Hyresintäkter | 100 | 101 | 99 | 102 | 402 | 400 | 1200 | 1200
Personalkostnader | -510 | -498 | -505 | -512 | -2025 | -2000 | -6000 | -6000
Lokalkostnader | -80 | -80 | -80 | -80 | -320 | -320 | -960 | -960
Material | -11 | -9 | -12 | -10 | -42 | -40 | -120 | -120
Resor | -3 | -4 | -2 | -4 | -13 | -12 | -36 | -36
Telefoni | -5 | -5 | -5 | -5 | -20 | -20 | -60 | -60
Konsulter | -20 | -22 | -18 | -21 | -81 | -80 | -240 | -240
Övrigt | -7 | -6 | -8 | -7 | -28 | -28 | -84 | -84
Statsbidrag | 4800 | 0 | 0 | 0 | 4800 | 1600 | 4800 | 4800
"""


def test_6_a_grant_booked_in_january() -> None:
    found = open_findings(checked(GRANT))
    assert cells(found) == [["F12", "G12"]]
    assert whole(found[0]) == (
        "Statsbidrag (rad 12): utfall t.o.m. april är 4 800 tkr mot periodbudget 1 600 tkr, 3 200 tkr bättre. Hela "
        "årsbudgeten är bokförd i januari. Möjlig orsak: bidraget är inte periodiserat. Prognosen är oförändrad, "
        "4 800 tkr. Kontrollera periodiseringen eller kommentera."
    )


ASSISTANCE = """
Uppföljning augusti 2022, tkr | | | | | |

Verksamhet | | | | Årsbudget 2022 | Utfall t.o.m. augusti 2022 | Prognos 2022
Administration | | | | 3000 | 1990 | 3000
Hemtjänst | | | | 41000 | 27300 | 41000
Särskilt boende | | | | 62000 | 41500 | 62300
Korttidsboende | | | | 7200 | 4700 | 7100
Dagverksamhet | | | | 2400 | 1550 | 2350
Personlig assistans | | | | 18000 | 12050 | 18100
Familjehem | | | | 9000 | 6100 | 9200
Öppenvård | | | | 5200 | 3500 | 5250
Boendestöd | | | | 3300 | 2180 | 3300
Missbruksvård | | | | 6100 | 4000 | 6050
Ekonomiskt bistånd | | | | 24000 | 18700 | 24000
"""


def test_7_a_forecast_that_is_still_the_budget() -> None:
    found = open_findings(checked(ASSISTANCE))
    assert cells(found) == [["G14", "F14"]]
    assert whole(found[0]) == (
        "Ekonomiskt bistånd (G14): prognosen 24 000 tkr är lika med årsbudgeten. Utfallet t.o.m. augusti är 18 700 "
        "tkr, i snitt 2 338 tkr per månad. Prognosen förutsätter 1 325 tkr per månad resten av året. I samma takt "
        "blir helåret 28 050 tkr, 4 050 tkr över budget. Uppdatera prognosen eller beskriv åtgärden."
    )
