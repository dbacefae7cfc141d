"""What `check` finds in each workbook: the exact list, and for the faulty ones the words a person reads."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import trygg_excel as te
from trygg_excel.checking import Check
from trygg_excel.finding import Severity
from trygg_excel.run import run

ROOT = Path(__file__).parents[1]
WORKBOOKS = ROOT / "workbooks"

# The memo's true ambiguities and open points (S7, S8, S19; the split is a proposal), and nothing else.
WARNINGS = [("TRY-019", 2), ("TRY-027", 2), ("TRY-034", 3), ("TRY-026", 1)]
NOTES = ["TRY-033", "TRY-016", "TRY-028", "TRY-053", "TRY-026"]  # S25, S16, S17, S23, S22

EXPECTED = {
    "jamforelse": (WARNINGS, NOTES),
    "ar-nedat": (WARNINGS, NOTES),
    "tkr": (WARNINGS, NOTES),
    "kronor": (WARNINGS, NOTES),
    "lista-2022": ([("TRY-026", 1)], ["TRY-053", "TRY-026"]),
    "finansiering-2022": ([("TRY-051", 2)], ["TRY-019", "TRY-019", "TRY-036"]),
}


@cache
def checked(name: str) -> Check:
    return te.check(te.read(WORKBOOKS / f"{name}.xlsx"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_good_workbook_has_exactly_its_open_points(name: str) -> None:
    check = checked(f"trygghetspaketet-{name}")
    warnings, notes = EXPECTED[name]
    found = [(each.severity, each.code) for each in check.findings]
    assert [code for severity, code in found if severity is Severity.ERROR] == []
    assert [code for severity, code in found if severity is Severity.WARNING] == [code for code, _ in warnings]
    assert [code for severity, code in found if severity is Severity.NOTE] == notes
    cells = [len(each.sources) for each in check.findings if each.severity is Severity.WARNING]
    assert cells == [number for _, number in warnings]
    assert check.verdict.sv == "Utan anmärkning"


@pytest.mark.parametrize("name", EXPECTED)
def test_a_good_workbook_gives_code_0(name: str) -> None:
    assert run([WORKBOOKS / f"trygghetspaketet-{name}.xlsx"]).exit_code() == 0


def errors(name: str) -> list[str]:
    found = [each for each in checked(name).findings if each.severity is Severity.ERROR]
    told = [[each.message, *each.causes, *([each.remedy] if each.remedy else [])] for each in found]
    return [" ".join(part.sv for part in parts).replace("\xa0", " ") for parts in told]


def test_a_total_that_does_not_add_up_is_placed_in_its_row() -> None:
    assert errors("felaktiga/trygghetspaketet-fel-summa") == [
        "B13 visar 5,0 mkr men raderna ger 4,7 mkr. Det är 0,3 mkr mer än raderna. "
        "Felet sitter troligen i B9. B9 (Stöd till lokala arbetsgrupper): 0,6 mkr, men 0,9 mkr 2021 (C9). "
        "Texten säger oförändrat: 'För 2022 föreslås samma summa till stöd för de lokala arbetsgrupperna' "
        "(Tjänsteskrivelse, rad 45). Det skiljer 0,3 mkr. "
        "Skriv 0,9 mkr i B9, så stämmer summan i B13."
    ]
    error = checked("felaktiga/trygghetspaketet-fel-summa").findings[0]
    assert [each.cell for each in error.sources] == ["B13", "B9", "C9"]
    assert (error.found, error.expected, error.difference) == (500_000_000, 470_000_000, 30_000_000)


def test_text_among_numbers_and_a_name_spelt_wrong() -> None:
    assert errors("felaktiga/trygghetspaketet-fel-namn") == [
        "B13 visar 4,8 mkr men raderna ger 5,0 mkr. Det fattas 0,2 mkr. "
        "B10 (Kameraövervaking – centrala funktioner) är skrivet som text och räknas inte med av SUMMA. "
        "Skriv om 0,2 som tal i B10, så blir summan i B13 5,0 mkr.",
        "A10: 'Kameraövervaking – centrala funktioner' finns inte i registret. "
        "Menas 'Kameraövervakning – centrala funktioner' (en bokstav skiljer)? "
        "Skriv 'Kameraövervakning – centrala funktioner', eller bekräfta namnet i registret.",
    ]
    first, second = checked("felaktiga/trygghetspaketet-fel-namn").findings[:2]
    assert [each.cell for each in first.sources] == ["B13", "B10"]
    assert [each.cell for each in second.sources] == ["A10", "B10", "C10", "D10"]
    assert second.expected == "Kameraövervakning – centrala funktioner"


@pytest.mark.parametrize("name", ["fel-summa", "fel-namn"])
def test_a_faulty_workbook_gives_code_1_and_one_cause_one_finding(name: str) -> None:
    done = run([WORKBOOKS / f"felaktiga/trygghetspaketet-{name}.xlsx"])
    assert done.exit_code() == 1
    assert done.checked.checks[0].verdict.sv == "Att åtgärda"
    codes = [each.code for each in done.checked.findings if each.severity is Severity.ERROR]
    assert len(codes) == len(set(codes))
    assert not {"TRY-018", "TRY-030", "TRY-032"} & {each.code for each in done.checked.findings}


def test_nothing_is_concluded_from_a_total_that_is_wrong() -> None:
    results = {(each.control, each.statement): each for each in checked("felaktiga/trygghetspaketet-fel-summa").results}
    for key in (("TRY-018", "S24"), ("TRY-027", "S7"), ("TRY-030", "S21")):
        assert results[key].verdict == "not_judged"
        assert [each.sv for each in results[key].lacks] == ["en rätt summa i B13"]


def test_every_finding_speaks_both_languages() -> None:
    names = [f"trygghetspaketet-{name}" for name in EXPECTED]
    names += ["felaktiga/trygghetspaketet-fel-summa", "felaktiga/trygghetspaketet-fel-namn"]
    for check in map(checked, names):
        for each in check.findings:
            for text in (each.message, *each.causes, *([each.remedy] if each.remedy else [])):
                assert text.sv
                assert text.en
                assert "{" not in text.sv + text.en
                assert text.sv != text.en
