"""The parts of a monthly report one by one: periods, calendar, phasing, settings, lock, answers, words."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.controls_drawn import shipped
from tests.sheets import sheet
from trygg_excel.errors import Busy, ConfigWrong, NoConfig
from trygg_excel.ledger_facts import Ledger, LedgerRow
from trygg_excel.money import KR, MKR, TKR
from trygg_excel.month.answers import Answer, answers_in
from trygg_excel.month.calendar import closing_day, is_workday
from trygg_excel.month.config import find_config, load_config
from trygg_excel.month.findings import rounded
from trygg_excel.month.line import Limits
from trygg_excel.month.lock import locked
from trygg_excel.month.outcomes import from_ledger
from trygg_excel.month.period import ends_on, period_text, periods_between, read_period
from trygg_excel.month.phasing import Phasing, Step, YearBudget, evenly
from trygg_excel.month.source import fund_of
from trygg_excel.register.model import AccountRule

ROOT = Path(__file__).parents[1]
GOOD = '[month]\nbudget = ["b {year}.xlsx"]\nledger = "l.csv"\n'


def test_periods_are_read_and_written_in_one_way() -> None:
    assert [read_period(each) for each in ("2026-03", "202603", "2026-13")] == [202603, 202603, 202613]
    assert [period_text(each) for each in (202603, 202613)] == ["2026-03", "2026-13"]
    for wrong in ("2026-3", "2026-14", "2026-00", "mars", "26-03", "2026-03-01", "٢٠٢٦-03"):
        with pytest.raises(ValueError, match=r"."):
            read_period(wrong)


def test_the_closing_period_ends_with_the_year_and_comes_only_where_named() -> None:
    assert (ends_on(202602), ends_on(202402), ends_on(202613)) == (
        date(2026, 2, 28),
        date(2024, 2, 29),
        date(2026, 12, 31),
    )
    assert list(periods_between(202511, 202602)) == [202511, 202512, 202601, 202602]
    assert list(periods_between(202512, 202513)) == [202512, 202513]
    assert list(periods_between(202512, 202601, closing=True)) == [202512, 202513, 202601]


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 6, 19), False),  # Midsummer's Eve
        (date(2026, 12, 24), False),
        (date(2026, 12, 31), False),
        (date(2026, 5, 15), True),  # the Friday after Ascension Day is a working day, whatever people do
        (date(2026, 4, 2), True),  # a half day
        (date(2026, 4, 4), False),
        (date(2026, 6, 5), True),  # the day before the National Day
    ],
)
def test_swedish_working_days(day: date, open_: bool) -> None:
    assert is_workday(day) is open_


def test_a_period_closes_on_a_working_day_of_the_next_month() -> None:
    assert closing_day(202603, 5) == date(2026, 4, 9)  # 1, 2, 7, 8, 9 April: Easter between
    assert closing_day(202604, 1) == date(2026, 5, 4)  # 1 May is a Friday off
    assert closing_day(202612, 5, {202612: date(2027, 1, 20)}) == date(2027, 1, 20)


@given(st.integers(-(10**13), 10**13), st.integers(1, 12))
def test_equal_parts_add_up_to_the_ore(amount: int, first: int) -> None:
    parts = evenly(amount, first)
    assert (sum(parts), len(parts), set(parts[: first - 1])) == (amount, 12, {0} if first > 1 else set())
    assert max(parts[first - 1 :]) - min(parts[first - 1 :]) <= 1
    for month in range(first, 13):
        so_far = Fraction(amount * (month + 1 - first), 13 - first)
        assert abs(sum(parts[:month]) - so_far) <= Fraction(1, 2), month


def test_half_of_the_year_is_half_of_its_budget() -> None:
    """Months that are each rounded would give 650 000,02."""
    assert sum(evenly(1_300_000_00)[:6]) == 650_000_00


@given(
    st.integers(0, 10**11), st.lists(st.tuples(st.integers(1, 12), st.integers(-(10**10), 10**10)), max_size=4),
    st.integers(1, 12),
)  # fmt: skip
def test_a_later_change_never_changes_the_budget_of_earlier_months(
    original: int, changes: list[tuple[int, int]], month: int
) -> None:
    steps = tuple(Step(since=since, amount=amount, file="f") for since, amount in changes)
    budget = YearBudget(programme="p", original=original, steps=steps)
    known = YearBudget(programme="p", original=original, steps=tuple(each for each in steps if each.since <= month))
    assert budget.through(month) == known.through(month)
    assert budget.through(12) == budget.revised


def test_stated_months_are_used_as_they_stand() -> None:
    months = (0, 0, 100, 0, 0, 0, 0, 0, 0, 0, 0, 200)
    budget = YearBudget(programme="p", original=300, months=months)
    assert [budget.through(each) for each in (2, 3, 11, 12)] == [0, 100, 100, 300]
    assert budget.phasing is Phasing.MONTHS
    assert YearBudget(programme="p", original=300).phasing is Phasing.TWELFTHS
    assert YearBudget(programme="p", original=None).through(3) is None


def test_a_deviation_passes_when_it_is_past_both_limits() -> None:
    both = Limits(deviation=100_00, percent=Decimal(5))
    assert [both.passes(each, 1_000_00) for each in (100_00, 100_01, -101_00)] == [False, True, True]
    assert both.passes(101_00, 10_000_00) is False
    assert Limits().passes(10**9, 1) is None


def test_amounts_for_words_are_rounded_half_away_from_nought() -> None:
    assert [rounded(each, TKR).ore for each in (149_999, 150_000, -150_000, 0)] == [100_000, 200_000, -200_000, 0]
    assert (rounded(4_999_999, MKR).ore, rounded(5_000_000, MKR).ore) == (0, 10_000_000)
    assert rounded(150, KR).ore == 200


# Settings


def config(tmp_path: Path, said: str) -> Path:
    path = tmp_path / "trygg.toml"
    path.write_text(said, encoding="utf-8")
    return path


REVISED = '[[month.revised]]\nfile = "x"\nstarts = "2026-06"\n[[month.revised]]\nfile = "y"\nstarts = "juni"\n'
NO_FIELD = "har ett fält som inte finns. Inom klamrar kan stå year, month och last_year."


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "[month\n",
            'rad 1, trygg.toml: raden kan inte tolkas. Skriv nyckel = "värde", med citattecken om texter och [ ] om '
            "listor.",
        ),
        ('[month]\nledger = "x"\n', "rad 1, month.budget: uppgiften saknas. Lägg till budget = …"),
        (
            '[month]\nbudget = "x"\n',
            'rad 2, month.budget: \'x\' är ingen lista. Skriv den som ["a.xlsx", "b.xlsx"].',
        ),
        (
            '[month]\nbudget = ["x"]\n',
            'rad 1, month: utfallet saknar källa. Skriv ledger = "huvudbok {year}-{month}.xlsx", eller follow_up = '
            '["uppföljning …"].',
        ),
        (GOOD + 'unit = "ksek"\n', "rad 4, month.unit: enheten 'ksek' är okänd. Skriv kr, tkr, mkr, mdkr."),
        (GOOD.replace("{year}", "{yaer}"), f"rad 2, month.budget[0]: 'b {{yaer}}.xlsx' {NO_FIELD}"),
        (GOOD.replace("{year}", "{"), f"rad 2, month.budget[0]: 'b {{.xlsx' {NO_FIELD}"),
        (
            GOOD.replace("l.csv", "l {month:02d}.csv"),
            "rad 3, month.ledger: 'l {month:02d}.csv' kan inte fyllas i. Skriv {year}, {month} och {last_year}; "
            "månaden får ändå två siffror.",
        ),
        (GOOD + REVISED, "rad 9, month.revised[1].starts: 'juni' är ingen månad. Skriv den som 2026-03."),
        (
            GOOD + "[calendar]\nmonths = [1, 14]\n",
            "rad 5, calendar.months[1]: 14 är ingen månad. Skriv 1 till 12, eller 13 för bokslutsperioden.",
        ),
        (
            GOOD + '[calendar]\nclose_workday = "5"\n',
            "rad 5, calendar.close_workday: '5' är inget heltal. Skriv det med siffror och utan citattecken.",
        ),
        (
            GOOD + '[limits]\ndeviation_percent = "fem"\n',
            "rad 5, limits.deviation_percent: 'fem' är ingen procentsats. Skriv den inom citattecken, \"5 %\" eller "
            '"2,5 %".',
        ),
        (
            'register = "nix.yaml"\n' + GOOD,
            "rad 1, register: 'nix.yaml' är ingen fil. Skriv registrets sökväg, räknad från mappen där trygg.toml "
            "ligger.",
        ),
        (
            GOOD + "[limts]\nx = 1\n",
            "rad 4, limts: uppgiften är okänd här. Menas 'limits'? Här kan stå: month, register, limits, calendar.",
        ),
    ],
)
def test_every_fault_in_the_settings_is_one_sentence_with_its_line(tmp_path: Path, said: str, told: str) -> None:
    path = config(tmp_path, said)
    with pytest.raises(ConfigWrong) as problem:
        load_config(path)
    assert problem.value.message.sv == f"'{path}', {told}"
    assert problem.value.exit_code == 2


def test_tables_of_other_commands_are_left_alone(tmp_path: Path) -> None:
    assert load_config(config(tmp_path, GOOD + '[watch]\nroot = "in"\n')).month.ledger == "l.csv"


def test_the_settings_are_found_upwards(tmp_path: Path) -> None:
    path = config(tmp_path, GOOD)
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    (inside / "trygg.toml").write_text('register = "r.yaml"\n', encoding="utf-8")
    assert find_config(inside) == path
    path.unlink()
    with pytest.raises(NoConfig):
        find_config(inside)


def test_the_example_settings_are_right_commented_lines_too(tmp_path: Path) -> None:
    example = (ROOT / "schemas" / "trygg.exempel.toml").read_text(encoding="utf-8")
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "trygghetspaketet.yaml").touch()
    found = load_config(config(tmp_path, example))
    assert (found.month.unit, found.limits.deviation, found.calendar.close_workday) == ("tkr", 50_000_000, 5)
    lines = example.splitlines()
    keys = [
        line[2:] if line.startswith("# ") and (" = " in line or line.startswith("# [[")) else line for line in lines
    ]
    every = tomllib.loads("\n".join(keys))
    assert every["month"]["revised"][0]["starts"] == "2026-06"
    load_config(config(tmp_path, "\n".join(keys)))


# The lock


def test_only_one_run_at_a_time_and_the_lock_is_free_after_a_crash(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, time\nfrom trygg_excel.month.lock import locked\n"
        "with locked(pathlib.Path(sys.argv[1])):\n    print('taken', flush=True)\n    time.sleep(60)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "taken\n"
        with pytest.raises(Busy) as problem, locked(tmp_path):
            pass
        assert problem.value.exit_code == 4
    finally:
        holder.kill()
        holder.communicate()
    with locked(tmp_path):
        pass


# Answers


KNOWN = {"sspf", "kamera"}


@pytest.mark.parametrize("key", ["sspf", "kamer", ""])
def test_an_answer_in_a_row_that_is_nobodys_is_told_and_never_dropped(key: str) -> None:
    rows = [*answered("")[:-1], f"Kamera | Trasig | | | | | | {key}"]
    found = answers_in([sheet("\n".join(rows), "Kommentarer")], KNOWN)
    assert [cell for cell, _ in found.wrong] == ["Kommentarer!H5"]


def answered(amount: str) -> tuple[str, ...]:
    """A drawn sheet of comments with one answer in the column of amounts."""
    return (
        "Kommentarer",
        "",
        "Insats | Orsak | Åtgärd | Ansvarig | Klart | Känt men ej bokfört, kronor | Vad som inte är bokfört | Nyckel",
        f"SSPF | Fler  ärenden |  |  | 2026-05-01 | {amount} | Faktura | sspf",
        "Kamera | | | | | | | kamera",
    )


@pytest.mark.parametrize(
    ("typed", "ore"),
    [
        ("120000", 12_000_000), ("-4500.5", -450_050), ("'120 000'", 12_000_000), ("'1\xa0200,50 kr'", 120_050),
        ("'−300'", -30_000), ("", None), ("0", None),
    ],
)  # fmt: skip
def test_what_people_type_is_read_as_crowns(typed: str, ore: int | None) -> None:
    found = answers_in([sheet("\n".join(answered(typed)))], KNOWN)
    assert found.wrong == ()
    assert found.of == {"sspf": Answer(reason="Fler ärenden", until="2026-05-01", not_booked=ore, what="Faktura")}


@pytest.mark.parametrize("typed", ["'ca 100'", "'NaN'", "'1e999999'", "'inf'", "true", "'120.000'", "'120,000'"])
def test_what_is_no_amount_is_told_with_its_cell(typed: str) -> None:
    found = answers_in([sheet("\n".join(answered(typed)), "Kommentarer")], KNOWN)
    assert [cell for cell, _ in found.wrong] == ["Kommentarer!F4"]


def test_other_sheets_hold_no_answers() -> None:
    assert answers_in([sheet("Insats | Orsak\nSSPF | nej")], KNOWN).of == {}


# What the register tells


def test_the_source_of_funding_by_the_registers_tree() -> None:
    found = {each.id: fund_of(shipped(), each, 2022) for each in shipped().programmes}
    assert (found["sspf"], found["polarna"], found["kommunvakter"]) == (
        "Trygghetspaketet", "Trygghetspaketet", "Framtidsfonderna",
    )  # fmt: skip


def test_a_programme_without_rows_is_nought_and_one_without_a_rule_is_not_known() -> None:
    register = replace(shipped(), accounts=(AccountRule(programme="sspf"), AccountRule(programme="kamera")))
    rows = (LedgerRow(programme="sspf", account="1", period=202203, amount=500),)
    found = from_ledger(register, Ledger(file="u", rows=rows), 202203)
    assert (dict(found.so_far), dict(found.last_year)) == ({"sspf": 500, "kamera": 0}, {})
    assert dict(from_ledger(register, Ledger(file="u", rows=rows), 202202).so_far) == {"sspf": 0, "kamera": 0}


def test_last_years_closing_period_may_be_without_bookings() -> None:
    register = replace(shipped(), accounts=(AccountRule(programme="sspf"),))
    rows = tuple(LedgerRow(programme="sspf", account="1", period=period, amount=10) for period in range(202101, 202113))
    ledger = Ledger(file="u", rows=rows)
    assert dict(from_ledger(register, ledger, 202213).last_year) == {"sspf": 120}
    assert dict(from_ledger(register, ledger, 202203).last_year) == {"sspf": 30}
    assert dict(from_ledger(register, Ledger(file="u", rows=rows[:2]), 202203).last_year) == {}
