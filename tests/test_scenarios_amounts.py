"""Scenarios 4, 5, 9 and 10: a wrong unit, an uneven transfer, swapped digits, two years' money written in each."""

from __future__ import annotations

from datetime import date

from tests.controls_drawn import cells, checked, open_findings, shipped, whole
from trygg_excel.finding import Cause, CauseKind
from trygg_excel.ledger_facts import Ledger, LedgerRow

UNIT = """
Föreningar och kultur, belopp i tkr | |

Verksamhet | Budget 2021 | Budget 2022
Bibliotek | 2300 | 2380
Musikskola | 1450 | 1490
Fritidsgårdar | 1500 | 1550
Konsthall | 900 | 940
Simhall | 610 | 620
Föreningsstöd | 1180 | 1250000
Kulturarv | 85 | 90
Evenemang | 60 | 62
Priser | 20 | 20
Övrigt | 27 | 28
Summa | 8132 | 1257180
"""


def test_4_crowns_in_a_table_of_thousands() -> None:
    found = open_findings(checked(UNIT))
    assert cells(found) == [["C9", "B9"]]
    assert whole(found[0]) == (
        "C9 (Föreningsstöd): 1 250 000 tkr är ungefär tusen gånger mer än 2021 (1 180 tkr). Troligen är beloppet "
        "skrivet i kronor och ska vara 1 250 tkr. Då blir summan i C14 8 430 tkr i stället för 1 257 180 tkr. "
        "Kontrollera enheten i C9."
    )
    cause = found[0].causes[0]
    assert isinstance(cause, Cause)
    assert (cause.kind, cause.right) == (CauseKind.WRONG_FACTOR, 1_250 * 100_000)


TRANSFER = """
Omfördelning av ramar 2022, tkr | | |

Nämnd | Ram | Förändring | Ny ram
Byggnadsnämnden | 4000 | 0 | 4000
Kulturnämnden | 3100 | 0 | 3100
Kommunstyrelsen | 9000 | -1000 | 8000
Miljönämnden | 2000 | 0 | 2000
Överförmyndarnämnden | 1500 | 0 | 1500
Socialnämnden | 20000 | 100 | 20100
"""


def test_5_a_transfer_that_does_not_come_out_even() -> None:
    found = open_findings(checked(TRANSFER))
    assert cells(found) == [["C9", "C6"]]
    assert whole(found[0]) == (
        "Omfördelningen från kommunstyrelsen till socialnämnden går inte jämnt ut: kommunstyrelsens ram minskar med 1 "
        "000 tkr (C6) men socialnämndens ökar med 100 tkr (C9). Det fattas 900 tkr hos socialnämnden. Ska C9 vara 1 "
        "000? Beslutets datum och paragraf saknas. Kontrollera beloppen mot beslutet."
    )


OUTCOME = """
Uppföljning mars 2022, tkr | | | |

Insats | | | Årsbudget 2022 | Utfall t.o.m. mars 2022
Trygghetsvärdar | | | 1000 | 240
Stöd till lokala arbetsgrupper | | | 900 | 210
Insatser i samverkan med lokala aktörer | | | 500 | 130
Kameraövervakning – centrala funktioner | | | 200 | 50
Övriga insatser | | | 900 | 200
SSPF | | | 15000 | 3485
"""


def booked(**amounts: int) -> Ledger:
    """March and before, tkr by programme, as extracted on 8 April."""
    rows = tuple(
        LedgerRow(programme=programme, account="4010", period=202203, amount=amount * 100_000)
        for programme, amount in amounts.items()
    )
    return Ledger(file="uttag.csv", rows=rows, extracted=date(2022, 4, 8))


def test_9_workbook_and_ledger_with_digits_swapped() -> None:
    ledger = booked(sspf=3845, trygghetsvardar=240, lokala_arbetsgrupper=210, samverkan=130, kamera=50, ovriga=200)
    found = [each for each in open_findings(checked(OUTCOME, shipped(), ledger)) if each.code == "TRY-041"]
    assert cells(found) == [["E9"]]
    assert whole(found[0]) == (
        "SSPF (E9): arbetsboken har 3 485 tkr, ekonomisystemet 3 845 tkr (uttag 2022-04-08). Arbetsboken är 360 tkr "
        "lägre. Möjlig orsak: omkastade siffror. Sena bokningar är inte kontrollerade, eftersom tidigare uttag "
        "saknas. Jämför med huvudboken innan du ändrar."
    )


TWO_YEARS = """
Trygghetspaketet, fördelning i mkr | | |

 | | 2022 | 2023
Trygghetsvärdar | | 1.0 | 1.0
SSPF | | 1.5 | 1.5
Stöd till lokala arbetsgrupper | | 0.9 | 0.9
Kommunvakter | | 6.0 | 6.0
"""


def test_10_money_for_two_years_written_in_each() -> None:
    found = [each for each in open_findings(checked(TWO_YEARS, shipped())) if each.code == "TRY-023"]
    assert cells(found) == [["C7", "D7"]]
    assert whole(found[0]) == (
        "Kommunvakter: 6,0 mkr 2022 (C7) och 6,0 mkr 2023 (D7) blir 12,0 mkr. Enligt underlaget har insatsen "
        "tilldelats 6,0 mkr under två år, vilket troligen avser båda åren tillsammans, eftersom framtidsfonderna har "
        "9,5 mkr totalt. I så fall är det 6,0 mkr för mycket. Fördelningen mellan åren framgår inte. Kontrollera "
        "beslutet."
    )
