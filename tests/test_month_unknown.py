"""An amount that is not known is never nought: not in a line, not in a sum, not in a sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.controls_drawn import plain, shipped
from tests.month_year import make_year
from tests.test_month_findings import K, line, month
from trygg_excel.finding import Text
from trygg_excel.ledger_facts import Ledger, LedgerRow
from trygg_excel.month.answers import Answer
from trygg_excel.month.config import load_config
from trygg_excel.month.findings import month_findings
from trygg_excel.month.inputs import desk_for, given_for
from trygg_excel.month.line import Judgement, Limits, Line
from trygg_excel.month.make import Month, make_month
from trygg_excel.month.outcomes import from_ledger
from trygg_excel.month.records import read_records
from trygg_excel.month.said import summary_lines, verdict_of
from trygg_excel.register.model import AccountRule
from trygg_excel.reporting.display import showing, shown
from trygg_excel.reporting.model import Sheet, Table
from trygg_excel.reporting.month_page import month_page
from trygg_excel.reporting.month_table import gathered_table, programme_table, worst_mark

NAMELESS = Text("Ingen", "None")


def march(folder: Path, *, rules: bool = True, but: str = "-") -> Month:
    """March of the made year, by a register without account rules or without those of a programme."""
    config = make_year(folder)
    register = folder / "schemas" / "register.yaml"
    kept, _, ruled = register.read_text(encoding="utf-8").partition("accounts:\n")
    own = [each for each in ruled.splitlines() if f"programme: {but}," not in each]
    register.write_text(kept + ("accounts:\n" + "\n".join(own) if rules else ""), encoding="utf-8")
    desk = desk_for(load_config(config), isolate=False)
    return make_month(given_for(desk, 202603, read_records(desk.config.out)))


def said(found: Month) -> str:
    return plain(" ".join(each.sv for each in (verdict_of(found), *summary_lines(found))))


def page(found: Month, id_: str) -> Sheet:
    return next(each for each in month_page(found).sheets if each.id == id_)


def row(table: Table, first: str) -> dict[str, str]:
    """The row that begins so, as it is shown in Swedish, by column."""
    how = showing(table, "sv")
    cells = [[shown(cell, column.style, how) for cell, column in zip(each.cells, table.columns, strict=True)]
             for each in table.rows]  # fmt: skip
    found = next(each for each in cells if each[0] == first)
    return {column.key: plain(cell) for column, cell in zip(table.columns, found, strict=True)}


def two(known: Line, unknown: Line) -> Month:
    """A committee with a programme whose outcome is known and one whose is not."""
    other = replace(unknown, programme="kamera", label="Kamera")
    return month(replace(known, committee="KS"), replace(other, committee="KS"))


def test_without_rules_what_is_booked_is_told_and_no_outcome_is_known(tmp_path: Path) -> None:
    found = march(tmp_path / "år", rules=False)
    assert {each.outcome for each in found.lines} == {None}
    assert {each.judgement for each in found.lines} == {Judgement.NOT_JUDGED}
    told = said(found)
    assert "Utfallet är inte känt." in told
    assert "bättre än budget (+100" not in told
    booked = "I uttaget ur ekonomisystemet är 3 809 tkr inte kopplat till någon insats (85 bokningar)."
    assert booked in told
    lead = plain(" ".join(each.sv for each in page(found, "unchecked").lead))
    assert "Utfallet är inte känt för 7 insatser." in lead
    assert booked in lead
    assert row(page(found, "committees").table, "Summa")["outcome"] == "okänt"


def test_rules_that_fit_no_row_make_no_outcome_known() -> None:
    register = replace(shipped(), accounts=(AccountRule(programme="sspf", cost_centre="1"),))
    rows = (LedgerRow(programme=None, account="1", period=202203, amount=500),)
    found = from_ledger(register, Ledger(file="u", rows=rows), 202203)
    assert (dict(found.so_far), dict(found.last_year)) == ({}, {})


def test_the_columns_of_a_row_are_of_the_same_programmes(tmp_path: Path) -> None:
    found = march(tmp_path / "år", but="kamera")
    for sum_row in (row(page(found, "committees").table, "Kommunstyrelsen"), row(programme_table(found), "Summa")):
        assert (sum_row["outcome"], sum_row["deviation"]) == ("okänt", "okänt")
    whole = row(page(found, "committees").table, "Socialnämnden")
    assert (whole["budget"], whole["outcome"], whole["deviation"]) == ("1 733", "1 859", "−126")
    assert "Budget och utfall t.o.m. mars 2026 är kända för 6 av 7 insatser: utfallet är 3 459 tkr mot budgeten för " \
           "dessa 3 283 tkr." in said(found)  # fmt: skip
    assert "Utfall 177 tkr sämre än budget (känt för 6 av 7 insatser), prognos" in said(found)


@pytest.mark.parametrize(
    ("outcomes", "limits", "expected"),
    [
        ((255, 255), Limits(deviation=50 * K), "Över gränsen"),  # 45 each, 90 together
        ((290, 290), Limits(deviation=50 * K), "Inom gränsen"),
        ((290, None), Limits(deviation=50 * K), "Ej bedömd"),
        ((290, 290), Limits(), "Ej bedömd"),
        ((360, None), Limits(deviation=50 * K), "Kommentar saknas: 1"),
    ],
)
def test_a_committee_is_held_against_the_limits_as_a_whole(
    outcomes: tuple[int, int | None], limits: Limits, expected: str
) -> None:
    lines = [line(outcome=each) for each in outcomes]
    assert worst_mark(lines, limits).label.sv == expected


def test_what_is_not_booked_of_an_unknown_outcome_is_in_no_deviation() -> None:
    found = two(line(), line(outcome=None, answer=Answer(not_booked=50 * K, what="Faktura")))
    foot = plain(" ".join(each.sv for each in page(found, "committees").foot))
    assert "i avvikelsen ingår även" not in foot
    truth = (
        "Det som är känt men ej bokfört för Kamera ingår inte i någon avvikelse, eftersom budget eller utfall inte är "
        "känt."
    )
    assert truth in foot
    assert truth in said(found)
    table = gathered_table(found, NAMELESS, lambda each: each.committee, NAMELESS)
    assert (row(table, "KS")["not_booked"], row(table, "KS")["spent"]) == ("+50", "okänt")


def test_a_forecast_that_one_programme_lacks_has_no_sum() -> None:
    found = two(line(), line(forecast=None))
    sum_row = row(gathered_table(found, NAMELESS, lambda each: each.committee, NAMELESS), "Summa")
    assert (sum_row["revised"], sum_row["forecast"], sum_row["forecast_deviation"]) == ("2 400", "okänt", "okänt")
    assert "(känt för 1 av 2 insatser)" in said(found)


def test_programmes_without_a_forecast_are_counted_in_one_way() -> None:
    unsure = line(forecast=None)
    unsure = replace(unsure, budget=replace(unsure.budget, original=None), label="Kamera")
    found = month(line(forecast=None), unsure)
    assert [plain(each.message.sv) for each in month_findings(found) if each.code == "TRY-M17"] == [
        "Prognos saknas för alla insatser."
    ]
    assert "Prognos saknas för 2 insatser." in [plain(each.sv) for each in page(found, "unchecked").lead]
