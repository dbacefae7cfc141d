"""Scenarios 1, 2, 3 and 8 of a controller: a text number, a short SUM, rounding, a year typed over its formula."""

from __future__ import annotations

from tests.sheets import book, sheet
from trygg_excel.budget import budget_of
from trygg_excel.checking import check_all
from trygg_excel.finding import Cause, CauseKind, Finding


def told(drawing: str) -> list[Finding]:
    """The findings about amounts, without what the reader was not sure of."""
    check = check_all([budget_of(book(sheet(drawing)))], None).checks[0]
    return [each for each in check.findings if each.code.startswith("TRY-0")]


def whole(finding: Finding) -> str:
    parts = (finding.message, *finding.causes[:1], *([finding.remedy] if finding.remedy else []))
    return " ".join(each.sv for each in parts).replace("\N{NO-BREAK SPACE}", " ")


def test_1_a_number_written_as_text() -> None:
    (finding,) = told("""
        Förslag till fördelning 2022, mkr

        Insats | 2022
        Trygghetsvärdar | 1.0
        SSPF | 1.5
        Stöd till arbetsgrupper | 0.9
        Insatser i samverkan | 0.5
        Övriga insatser | 0.9
        Kameraövervakning – centrala funktioner | '0,2'
        Summa | =SUM(B4:B9) -> 4.8
    """)
    assert whole(finding) == (
        "B10 visar 4,8 mkr men raderna ger 5,0 mkr. Det fattas 0,2 mkr. B9 (Kameraövervakning – centrala funktioner) "
        "är skrivet som text och räknas inte med av SUMMA. Skriv om 0,2 som tal i B9, så blir summan i B10 5,0 mkr."
    )


def test_2_a_sum_one_row_short() -> None:
    (finding,) = told("""
        Budget 2022, tkr

        Insats | 2021 | 2022
        Fältgrupp | 3100 | 3250
        Öppna förskolan | 2410 | 2450
        Fritidsgårdar | 6900 | 7100
        Familjecentral | 5400 | 5650
        Ungdomsmottagning | 400 | 412
        Summa | =SUM(B4:B8) -> 18210 | =SUM(C4:C7) -> 18450
    """)
    assert whole(finding) == (
        "Summan i C9 omfattar C4:C7, men Ungdomsmottagning (C8), 412 tkr, är inte med. Med raden blir summan "
        "18 862 tkr. Skriv =SUMMA(C4:C8) i C9."
    )
    assert [each.cell for each in finding.sources] == ["C9", "C8"]


def test_3_a_deviation_within_rounding() -> None:
    (finding,) = told("""
        Uppföljning 2022, mkr

        Verksamhet | Utfall | Budget | Avvikelse
        Skola | 200.1 | 210.4 | -10.3
        Vård | 310.4 | 305.2 | 5.2
        Äldreomsorg | 416.6 | 436.3 | -19.6
        Kultur | 50.2 | 51.0 | -0.8
        Teknik | 80.0 | 78.5 | 1.5
    """)
    assert whole(finding) == (
        "D6: avvikelsen anges till −19,6 mkr, de visade beloppen ger −19,7 mkr. Skillnaden 0,1 mkr ryms inom "
        "avrundning. Ingen åtgärd behövs."
    )


def test_8_a_year_typed_over_its_formula() -> None:
    year = "jan | feb | mars | april | maj | juni | juli | aug | sep | okt | nov | dec"
    (finding,) = told(f"""
        Budget 2022, tkr
        Verksamhet | {year} | Helår
        Skola | {" | ".join(["500"] * 12)} | =SUM(B3:M3) -> 6000
        Vård | {" | ".join(["300"] * 12)} | =SUM(B4:M4) -> 3600
        Kultur | {" | ".join(["100"] * 12)} | =SUM(B5:M5) -> 1200
        Fritid | 417 | 417 | 417 | 834 | {" | ".join(["417"] * 8)} | 5004
    """)
    assert whole(finding) == (
        "N6 visar 5 004 tkr men B6–M6 ger 5 421 tkr. Det fattas 417 tkr. N6 är inskriven, 5 004 tkr, medan övriga "
        "summor har formel. Formeln skulle ge 5 421 tkr. Skriv =SUMMA(B6:M6) i N6."
    )
    cause = finding.causes[0]
    assert isinstance(cause, Cause)
    assert (cause.kind, cause.right) == (CauseKind.TYPED_OVER, 5_421 * 100_000)
