"""What a month's figures ask of their readers, finding by finding, and the words of the summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.controls_drawn import plain, shipped
from trygg_excel.checking import Checked
from trygg_excel.finding import Severity
from trygg_excel.ledger_facts import Ledger, LedgerRow
from trygg_excel.money import TKR, Unit
from trygg_excel.month.answers import EMPTY, Answer
from trygg_excel.month.budgets import Budgets
from trygg_excel.month.findings import month_findings
from trygg_excel.month.line import Limits, Line, judged
from trygg_excel.month.make import Given, Month
from trygg_excel.month.outcomes import Forecasts, Outcomes
from trygg_excel.month.phasing import YearBudget
from trygg_excel.month.records import Record
from trygg_excel.month.said import summary_lines, verdict_of

K = 100_000  # öre of a thousand crowns
LIMITS = Limits(deviation=50 * K, forecast=80 * K)
FEBRUARY = Record(period=202202, version=1, final=True)


def line(
    budget: int = 300,
    outcome: int | None = 300,
    *,
    answer: Answer = EMPTY,
    forecast: int | None = 1200,
    forecast_before: int | None = None,
    outcome_before: int | None = None,
    late: int | None = None,
    reversed_: int | None = None,
    last_year: int | None = None,
) -> Line:
    """SSPF in March, amounts in thousands."""
    found = Line(
        programme="sspf", label="SSPF", committee="", funding="", answer=answer, budget_so_far=budget * K,
        budget=YearBudget(programme="sspf", original=1200 * K), outcome=_ore(outcome), forecast=_ore(forecast),
        forecast_before=_ore(forecast_before), outcome_before=_ore(outcome_before), late=_ore(late),
        reversed=_ore(reversed_), last_year=_ore(last_year),
    )  # fmt: skip
    return replace(found, judgement=judged(found, LIMITS))


def _ore(amount: int | None) -> int | None:
    return None if amount is None else amount * K


def month(*lines: Line, ledger: Ledger | None = None, closing: date | None = None, unit: Unit = TKR) -> Month:
    given = Given(
        period=202203, register=shipped(), checked=Checked(shipped(), (), ()), limits=LIMITS, unit=unit,
        closing=closing,
        budgets=Budgets({each.programme: each.budget for each in lines}), before=FEBRUARY, ledger=ledger,
        outcomes=Outcomes({each.programme: each.outcome for each in lines if each.outcome is not None}),
        forecasts=Forecasts(),
    )  # fmt: skip
    return Month(given=given, lines=lines, series=())


def told(found: Month) -> list[tuple[str, str]]:
    return [(each.code, plain(each.message.sv)) for each in month_findings(found)]


def test_what_is_as_planned_asks_nothing() -> None:
    assert told(month(line())) == []


def test_a_deviation_past_the_limit_wants_a_comment() -> None:
    assert told(month(line(outcome=360))) == [("TRY-M11", "Avvikelser över gränsen saknar kommentar: SSPF −60 tkr.")]
    assert told(month(line(outcome=360, answer=Answer(reason="Vikarier")))) == []
    assert told(month(line(outcome=350))) == []


def test_what_is_not_booked_counts_and_explains_itself() -> None:
    unbooked = Answer(not_booked=60 * K)
    assert [code for code, _ in told(month(line(answer=unbooked)))] == ["TRY-M11"]
    assert told(month(line(answer=replace(unbooked, what="Faktura")))) == []


def test_a_changed_forecast_wants_a_reason() -> None:
    assert told(month(line(forecast_before=1100))) == [
        ("TRY-M12", "Prognosen är ändrad mer än gränsen sedan februari 2022 utan kommentar: SSPF +100 tkr.")
    ]
    assert told(month(line(forecast_before=1130))) == []


def test_a_forecast_below_what_is_booked() -> None:
    assert told(month(line(forecast=250))) == [
        ("TRY-M13", "Prognosen för helåret är lägre än redan bokfört utfall: SSPF −50 tkr.")
    ]


def test_an_outcome_without_a_budget() -> None:
    found = month(line(budget=0, outcome=40))
    found = replace(found, given=replace(found.given, budgets=Budgets()))
    assert ("TRY-M14", "Utfall finns men ingen budget för SSPF +40 tkr.") in told(found)


def test_late_bookings_and_what_was_not_seen() -> None:
    late = line(outcome_before=200, late=15)
    assert told(month(late)) == [
        ("TRY-M10", "Utfallet t.o.m. februari 2022 har ändrats med +15 tkr sedan den rapporten: SSPF +15 tkr.")
    ]
    unseen = line(outcome_before=290, late=0, reversed_=120)
    assert [code for code, _ in told(month(unseen))] == ["TRY-M15"]
    assert told(month(line(outcome_before=100, late=0, reversed_=120))) == []


def test_an_amount_written_in_thousands_by_mistake() -> None:
    found = month(line(answer=Answer(not_booked=120_00)))
    assert told(found) == [("TRY-M16", "Känt men ej bokfört är mycket litet: SSPF (120 kr). Är det skrivet i tkr?")]


def test_no_forecast_is_a_note_and_an_unknown_outcome_a_warning() -> None:
    assert told(month(line(forecast=None))) == [("TRY-M17", "Prognos saknas för alla insatser.")]
    assert [code for code, _ in told(month(line(outcome=None)))] == ["TRY-M06"]


def test_budget_and_outcome_with_different_signs() -> None:
    (found,) = [each for each in month_findings(month(line(budget=300, outcome=-290))) if each.code == "TRY-M18"]
    assert found.severity is Severity.ERROR
    assert [code for code, _ in told(month(line(budget=300, outcome=-20)))] == ["TRY-M11"]  # a correction


def test_the_extract_has_the_month_and_is_made_when_its_books_had_closed() -> None:
    rows = (LedgerRow(programme="sspf", account="1", period=202202, amount=1),)
    early = Ledger(file="u.csv", rows=rows, extracted=date(2022, 4, 5))
    assert told(month(line(), ledger=early, closing=date(2022, 4, 7))) == [
        ("TRY-M09", "Uttaget ur ekonomisystemet har inga rader för mars 2022."),
        (
            "TRY-M08",
            "Uttaget ur ekonomisystemet gjordes 2022-04-05, före periodstängningen 2022-04-07. Utfallet kan ändras.",
        ),
    ]  # fmt: skip
    rows = (LedgerRow(programme="sspf", account="1", period=202203, amount=1),)
    assert told(month(line(), ledger=replace(early, rows=rows), closing=date(2022, 4, 5))) == []


def test_the_summary_is_made_of_the_figures() -> None:
    found = month(
        line(outcome=360, last_year=310, forecast=1300, forecast_before=1200, answer=Answer(reason="Vikarier"))
    )
    assert [plain(each.sv) for each in summary_lines(found)] == [
        "Utfallet t.o.m. mars 2022 är 360 tkr mot budgeten 300 tkr. Det är 60 tkr sämre än budget (−20,0 %).",
        "Samma tid förra året var utfallet 310 tkr; årets är 50 tkr högre.",
        "Prognosen för helåret är 1 300 tkr mot årsbudgeten 1 200 tkr: 100 tkr sämre än budget. Den är höjd med 100 "
        "tkr sedan februari 2022.",
        "SSPF: 60 tkr sämre än budget (−20,0 %). Vikarier.",
        "Budgeten t.o.m. månaden är räknad i lika delar där arbetsboken inte har månader; periodens avvikelse kan vara "
        "missvisande.",
    ]
    assert plain(verdict_of(found).sv) == (
        "Utan anmärkning. Utfall 60 tkr sämre än budget, prognos 100 tkr sämre än budget."
    )
    assert "None" not in "".join(each.en for each in summary_lines(found))
