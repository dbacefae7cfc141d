"""Every number of a year's monthly reports, held against plain loops of Decimals over what they were made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.month_reports import CENT, EVERY, ROWS, crowns, name_of, opened, table
from tests.month_year import (
    BUDGET,
    FORECASTS,
    IDS,
    LABELS,
    REVISED,
    expected_budget,
    expected_outcome,
    known_at,
)

KS, SN = ("vardar", "kamera", "samverkan", "vakter"), ("sspf", "fixar", "larm")
PAKETET = ("vardar", "kamera", "samverkan", "sspf", "fixar", "larm")
OLD = [each for each in ROWS if each.period < 202601]
SHARES = {"fixar": Decimal(1) / 3, "larm": Decimal(2) / 3}  # of Trygg hemma, which was split
THOUSAND = Decimal(1000)


@dataclass(frozen=True)
class Expected:
    """What a report should say of one programme, in crowns."""

    period: int
    id: str

    @property
    def month(self) -> int:
        return min(self.period % 100, 12)

    @property
    def original(self) -> Decimal:
        return BUDGET[self.id] * THOUSAND

    @property
    def revised(self) -> Decimal:
        return (REVISED if self.month >= 6 else BUDGET)[self.id] * THOUSAND

    @property
    def budget(self) -> Decimal:
        return expected_budget(self.id, self.month)

    @property
    def outcome(self) -> Decimal:
        return expected_outcome(known_at(ROWS, self.period), self.id, 202601, self.period)

    @property
    def deviation(self) -> Decimal:
        return self.budget - self.outcome

    @property
    def last_year(self) -> Decimal:
        own = expected_outcome(OLD, self.id, 202501, self.period - 100)
        return own + SHARES.get(self.id, Decimal(0)) * expected_outcome(OLD, "hemma", 202501, self.period - 100)

    @property
    def forecast(self) -> Decimal:
        return FORECASTS[self.id, self.month] * THOUSAND

    @property
    def forecast_deviation(self) -> Decimal:
        return self.revised - self.forecast

    @property
    def forecast_before(self) -> Decimal:
        return FORECASTS[self.id, self.month - 1] * THOUSAND

    @property
    def forecast_change(self) -> Decimal:
        return self.forecast - self.forecast_before

    @property
    def before(self) -> Decimal:
        """What the report before said of the outcome."""
        return expected_outcome(known_at(ROWS, self.period - 1), self.id, 202601, self.period - 1)

    @property
    def late(self) -> Decimal:
        """Booked on the months of that report after it was made."""
        return expected_outcome(known_at(ROWS, self.period), self.id, 202601, self.period - 1) - self.before

    @property
    def since(self) -> Decimal:
        return expected_outcome(known_at(ROWS, self.period), self.id, self.period, self.period)


HEADS: tuple[tuple[str, Callable[[Expected], Decimal]], ...] = (
    ("Årsbudget, ursprunglig", lambda each: each.original),
    ("Årsbudget", lambda each: each.revised),
    ("Budget ", lambda each: each.budget),
    ("Utfall enligt rapporten", lambda each: each.before),
    ("Utfall ", lambda each: each.outcome),
    ("Avvikelse", lambda each: each.deviation),
    ("Förra året", lambda each: each.last_year),
    ("Prognos helår", lambda each: each.forecast),
    ("Prognos mot budget", lambda each: each.forecast_deviation),
    ("Prognos i ", lambda each: each.forecast_before),
    ("Prognosens ändring", lambda each: each.forecast_change),
    ("Sena bokningar", lambda each: each.late),
    ("Bokfört efter", lambda each: each.since),
)


def of_title(title: str) -> Callable[[Expected], Decimal]:
    return next(found for head, found in HEADS if title.startswith(head))


def summed(period: int, ids: Sequence[str], of: Callable[[Expected], Decimal]) -> Decimal:
    amount = Decimal(0)
    for id_ in ids:
        amount += of(Expected(period, id_))
    return amount


GROUPS: dict[str, dict[str, Sequence[str]]] = {
    "Insatser": {
        **{LABELS[id_]: (id_,) for id_ in IDS},
        "Summa kommunstyrelsen": KS, "Summa socialnämnden": SN, "Summa": IDS,
    },
    "Sammanfattning": {"Kommunstyrelsen": KS, "Socialnämnden": SN, "Summa": IDS},
    "Finansiering": {"Trygghetspaketet": PAKETET, "Framtidsfonderna": ("vakter",), "Summa": IDS},
    "Sedan sist": {**{LABELS[id_]: (id_,) for id_ in IDS}, "Summa": IDS},
}  # fmt: skip


def wrong(period: int, rows: dict[str, dict[str, object]], groups: dict[str, Sequence[str]]) -> Iterator[str]:
    """Each number that is not the expected one. A programme's budget so far is rounded to the öre, by decision."""
    for label, ids in groups.items():
        for title, value in rows[label].items():
            if not isinstance(value, int | float):
                continue
            if title == "Avvikelse, %":
                budget = summed(period, ids, lambda each: each.budget)
                expected = summed(period, ids, lambda each: each.deviation) / budget
                off, room = abs(Decimal(value) - expected), Decimal("1e-6")
            else:
                expected = summed(period, ids, of_title(title))
                off, room = abs(Decimal(str(value)) - expected), CENT * len(ids)
            if off > room:
                yield f"{period} {label}, {title}: {value}, and not {expected}"


@pytest.mark.parametrize("sheet", ["Insatser", "Sammanfattning", "Finansiering"])
@pytest.mark.parametrize("period", EVERY)
def test_each_number_of_programmes_committees_and_funding(year: Path, period: int, sheet: str) -> None:
    rows = table(year, name_of(period), sheet)
    assert list(wrong(period, rows, GROUPS[sheet])) == []
    titles = list(rows["Summa"])
    assert [each for each in titles if each.startswith("Årsbudget")] == (
        ["Årsbudget"] if period < 202606 else ["Årsbudget, ursprunglig", "Årsbudget, reviderad"][sheet[0] == "S" :]
    )
    assert ("Prognos helår" in titles) is (period <= 202612)
    assert ("Prognosens ändring" in titles) is (202602 <= period <= 202612)


@pytest.mark.parametrize("period", EVERY[1:])
def test_each_number_since_the_report_before(year: Path, period: int) -> None:
    rows = table(year, name_of(period), "Sedan sist")
    assert len(rows["Summa"]) == 5
    assert list(wrong(period, rows, GROUPS["Sedan sist"])) == []


@pytest.mark.parametrize("period", EVERY)
def test_what_is_left_of_one_off_money(year: Path, period: int) -> None:
    row = table(year, name_of(period), "Engångspengar")["Kommunvakter ur framtidsfonderna"]
    used = Expected(period, "vakter").outcome
    assert [crowns(row[each]) for each in ("Tilldelat totalt", "Utfall 2026", "Kvar")] == [
        4_800_000, used, 4_800_000 - used,
    ]  # fmt: skip
    assert row["Gäller t.o.m."] == 2027


@pytest.mark.parametrize("period", EVERY)
def test_what_was_split_is_comparable_and_lost_nowhere(year: Path, period: int) -> None:
    book = opened((year / "rapporter" / name_of(period)).read_bytes())
    rows = [(str(row[0]), row[1]) for row in book["Jämförbarhet"].iter_rows(values_only=True)]
    old = expected_outcome(OLD, "hemma", 202501, period - 100)
    moved = [crowns(value) for label, value in rows if label.startswith("Delning 2026, från Trygg hemma")]
    assert sum(moved) == old
    assert all(abs(part - old * SHARES[id_]) < CENT for part, id_ in zip(moved, ("fixar", "larm"), strict=True))
    at = [label for label, _ in rows].index("Trygg hemma")
    assert [crowns(value) for _, value in rows[at + 1 : at + 5]] == [old, -moved[0], -moved[1], 0]


@pytest.mark.parametrize("period", EVERY)
def test_the_bridge_to_the_revised_budget(year: Path, period: int) -> None:
    book = opened((year / "rapporter" / name_of(period)).read_bytes())
    assert ("Budgetbrygga" in book.sheetnames) is (period >= 202606)
    if period < 202606:
        return
    rows = table(year, name_of(period), "Budgetbrygga")
    changes = {LABELS[id_]: REVISED[id_] - BUDGET[id_] for id_ in IDS if REVISED[id_] != BUDGET[id_]}
    assert {label: crowns(rows[label]["Ändring"]) / 1000 for label in changes} == changes
    assert crowns(rows["Årsbudget, ursprunglig"]["Årsbudget"]) == sum(BUDGET.values()) * 1000
    assert crowns(rows["Årsbudget, reviderad"]["Årsbudget"]) == sum(REVISED.values()) * 1000


def tkr(amount: Decimal, *, signed: bool = False) -> str:
    whole = (amount / 1000).quantize(Decimal(1), ROUND_HALF_UP)
    said = f"{abs(whole):,}".replace(",", "\xa0")
    return ("+" if signed and whole > 0 else "−" if whole < 0 else "") + said + "\xa0tkr"


def percent(share: Decimal) -> str:
    whole = (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{'−' if whole < 0 else '+'}{abs(whole)}".replace(".", ",") + "\xa0%"


def better(amount: Decimal) -> str:
    return f"{tkr(abs(amount))} {'bättre' if amount > 0 else 'sämre'} än budget"


@pytest.mark.parametrize("period", EVERY)
def test_the_summary_says_the_same_numbers(year: Path, period: int) -> None:
    book = opened((year / "rapporter" / name_of(period)).read_bytes())
    said = " ".join(str(row[0]) for row in book["Sammanfattning"].iter_rows(values_only=True))
    whole = {head: summed(period, IDS, of) for head, of in HEADS if head not in {"Prognos i ", "Prognosens ändring"}}
    deviation, budget = whole["Avvikelse"], whole["Budget "]
    assert f" är {tkr(whole['Utfall '])} mot budgeten {tkr(budget)}. Det är {better(deviation)}" in said
    assert f"({percent(deviation / budget)})" in said
    assert f"var utfallet {tkr(whole['Förra året'])}; årets är" in said
    if period <= 202612:
        forecast = f"är {tkr(whole['Prognos helår'])} mot årsbudgeten {tkr(whole['Årsbudget'])}"
        change = whole["Prognos mot budget"]
        assert f"{forecast}: {better(change) if change else 'lika med budget'}" in said
    for id_ in IDS:
        each = Expected(period, id_)
        if f"{LABELS[id_]}: " in said:
            assert f"{LABELS[id_]}: {better(each.deviation)} ({percent(each.deviation / each.budget)})" in said


def test_the_overview_says_what_the_months_said(year: Path) -> None:
    rows = table(year, "oversikt-2026.xlsx", "Utveckling")
    assert [crowns(row["Avvikelse hittills"]) for row in rows.values()] == [
        crowns(table(year, name_of(period), "Insatser")["Summa"]["Avvikelse"]) for period in EVERY
    ]
    forecasts = table(year, "oversikt-2026.xlsx", "Prognos per månad")
    for label, ids in GROUPS["Sedan sist"].items():
        values = list(forecasts[label].values())[1:]
        months = [sum(FORECASTS[id_, month] for id_ in ids) * 1000 for month in range(1, 13)]
        assert values == [sum(REVISED[id_] for id_ in ids) * 1000, *months, None, months[-1] - months[0]], label


def test_how_sure_each_forecast_was(year: Path) -> None:
    rows = table(year, "oversikt-2026.xlsx", "Prognossäkerhet")
    for label, ids in GROUPS["Sedan sist"].items():
        outcome = sum((expected_outcome(ROWS, id_, 202601, 202613) for id_ in ids), Decimal(0))
        errors = [
            (sum(FORECASTS[id_, month] for id_ in ids) * 1000 - outcome) / outcome for month in range(1, 13)
        ]  # fmt: skip
        found = list(rows[label].values())[1:]
        assert crowns(found[0]) == outcome
        expected = [*errors, None, sum(map(abs, errors), Decimal(0)) / 12]
        for value, each in zip(found[1:], expected, strict=True):
            assert value is None if each is None else abs(Decimal(str(value)) - each) < Decimal("1e-9"), label
