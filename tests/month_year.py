"""A made municipality's year: register, budgets, ledger extracts and forecasts on disk, and what they come to.

What a report should say is worked out here from the raw bookings, by plain loops of Decimals.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.sheets import sheet, write

REGISTER = """
schema_version: 1
id: trygghet
label: Trygga kommunen
currency: SEK
unit: tkr
committees:
  - {id: kf, label: Kommunfullmäktige}
  - {id: ks, label: Kommunstyrelsen, abbreviation: KS}
  - {id: sn, label: Socialnämnden, abbreviation: SN}
programmes:
  - {id: vardar, label: Trygghetsvärdar, committee: ks}
  - {id: kamera, label: Kameraövervakning, committee: ks}
  - {id: samverkan, label: Samverkan med lokala aktörer, committee: ks}
  - {id: sspf, label: SSPF, committee: sn}
  - {id: fixar, label: Fixartjänst, committee: sn, valid_from: 2026}
  - {id: larm, label: Trygghetslarm, committee: sn, valid_from: 2026}
  - {id: hemma, label: Trygg hemma, committee: sn, valid_to: 2025}
  - {id: vakter, label: Kommunvakter, committee: ks, in_package: false}
years:
  - {year: 2026, frame: "14 750 tkr", frame_decision: kf_budget}
decisions:
  - {id: kf_budget, body: kf, status: decided, about: Budget 2026, date: 2025-11-24,
     paragraph: "§ 201", dnr: "KF 2025/80"}
  - {id: kf_tillagg, body: kf, status: decided, about: Tilläggsbudget till trygghetsvärdar, date: 2026-05-25,
     paragraph: "§ 88", dnr: "KF 2026/31"}
funding:
  - {id: paketet, label: Trygghetspaketet, amount: "12 350 tkr", year_from: 2026, year_to: 2026, basis: year}
  - {id: paket_ks, label: KS del, amount: "5 100 tkr", year_from: 2026, year_to: 2026, basis: year, part_of: paketet,
     committee: ks}
  - {id: paket_sn, label: SN del, amount: "7 250 tkr", year_from: 2026, year_to: 2026, basis: year, part_of: paketet,
     committee: sn}
  - {id: fonder, label: Framtidsfonderna, amount: "4 800 tkr", year_from: 2026, year_to: 2027, basis: multi_year}
  - {id: fond_vakter, label: Kommunvakter ur framtidsfonderna, amount: "4 800 tkr", year_from: 2026, year_to: 2027,
     basis: multi_year, part_of: fonder, programme: vakter, committee: ks, one_off: true}
events:
  - {id: delning, kind: split, year: 2026, from_programmes: [hemma], to_programmes: [fixar, larm],
     shares: ["1/3", "2/3"]}
accounts:
  - {programme: vardar, cost_centre: "0110"}
  - {programme: kamera, cost_centre: "0120"}
  - {programme: samverkan, cost_centre: "0130"}
  - {programme: vakter, cost_centre: "0140"}
  - {programme: sspf, cost_centre: "0210"}
  - {programme: hemma, cost_centre: "0220"}
  - {programme: fixar, cost_centre: "0221"}
  - {programme: larm, cost_centre: "0222"}
"""
CONFIG = """
register = "schemas/register.yaml"

[month]
budget = ["budget {year}.xlsx"]
ledger = "ekonomi/uttag {year}-{month}.csv"
ledger_last_year = "ekonomi/uttag {last_year}-13.csv"
forecasts = ["prognos/prognos {year}-{month}.xlsx"]
out = "rapporter"

[[month.revised]]
file = "budget {year} reviderad.xlsx"
starts = "2026-06"
decision = "kf_tillagg"

[limits]
deviation = "100 tkr"
deviation_percent = "5 %"
forecast = "150 tkr"

[calendar]
close_workday = 5
"""
CENTRES = {
    "0110": "vardar", "0120": "kamera", "0130": "samverkan", "0140": "vakter", "0210": "sspf", "0220": "hemma",
    "0221": "fixar", "0222": "larm",
}  # fmt: skip
IDS = ("vardar", "kamera", "samverkan", "sspf", "fixar", "larm", "vakter")
LABELS = {
    "vardar": "Trygghetsvärdar", "kamera": "Kameraövervakning", "samverkan": "Samverkan med lokala aktörer",
    "sspf": "SSPF", "fixar": "Fixartjänst", "larm": "Trygghetslarm", "vakter": "Kommunvakter",
}  # fmt: skip
BUDGET = {"vardar": 2400, "kamera": 1300, "samverkan": 1400, "sspf": 3600, "fixar": 1050, "larm": 2600, "vakter": 2400}
REVISED = {**BUDGET, "vardar": 2900, "samverkan": 1100}  # +500 and -300 tkr from June
MONTHS = {"sspf": [240, 280, 300, 320, 320, 300, 200, 280, 340, 340, 340, 340]}  # phased by the workbook itself
LATE_MONTH, LATE_ORE = 202602, 9_876_543  # booked on February, after the reports of February and March were made


@dataclass(frozen=True)
class Booking:
    """A row of the ledger as it is written; `made`: the period in whose extract it first stands."""

    account: str
    centre: str
    period: int
    text: str
    amount: Decimal
    made: int


def bookings() -> list[Booking]:
    """Two years of bookings, with income, corrections, a late one, and some that no rule knows."""
    draw = random.Random(2026)  # noqa: S311
    found: list[Booking] = []
    for year, centres in ((2025, "0110 0120 0130 0210 0220"), (2026, "0110 0120 0130 0140 0210 0221 0222")):
        for month in range(1, 13):
            for centre in centres.split():
                found += _month(draw, year * 100 + month, centre)
    found.append(Booking("7690", "0110", 202512, "Upplupet", Decimal("-4500.25"), 202513))
    found.append(Booking("5010", "0120", 202513, "Bokslutspost", Decimal("12000.10"), 202513))
    found.append(Booking("5010", "0130", 202613, "Bokslutspost", Decimal("55000.55"), 202613))
    found.append(Booking("6210", "0210", LATE_MONTH, "Sen faktura", Decimal(LATE_ORE) / 100, 202604))
    found.append(Booking("6210", "0999", 202603, "Okänt ansvar", Decimal("17500.00"), 202603))
    return found


def _month(draw: random.Random, period: int, centre: str) -> Iterator[Booking]:
    programme = CENTRES[centre]
    monthly = BUDGET.get(programme, 3400) * 100_000 // 12  # öre
    for account in ("5010", "6210", "4910"):
        size = Decimal(draw.randint(monthly * 30 // 100, monthly * 41 // 100)) / 100
        yield Booking(account, centre, period, f"Kostnad {account}", size, period)
    yield Booking("3510", centre, period, "Bidrag", -Decimal(draw.randint(0, monthly * 8 // 100)) / 100, period)


_STEPS = {"vardar": 35, "kamera": -10, "samverkan": 0, "sspf": 60, "fixar": 5, "larm": -45, "vakter": 0}
FORECASTS = {(id_, month): BUDGET[id_] + (month - 4) * step for id_, step in _STEPS.items() for month in range(1, 13)}


def make_year(folder: Path) -> Path:
    """Everything on disk; the trygg.toml."""
    (folder / "schemas").mkdir(parents=True)
    (folder / "schemas" / "register.yaml").write_text(REGISTER, encoding="utf-8")
    (folder / "trygg.toml").write_text(CONFIG, encoding="utf-8")
    _budget(folder / "budget 2026.xlsx", BUDGET, "Budget 2026, tkr", months=True)
    _budget(folder / "budget 2026 reviderad.xlsx", REVISED, "Reviderad budget 2026, tkr", months=False)
    (folder / "ekonomi").mkdir()
    (folder / "prognos").mkdir()
    rows = bookings()
    write_extract(folder, 202513, [each for each in rows if each.period < 202601])
    for month in range(1, 14):
        period = 202600 + month
        write_extract(folder, period, known_at(rows, period))
        if month <= 12:
            _forecast(folder / "prognos" / f"prognos 2026-{month:02d}.xlsx", month)
    return folder / "trygg.toml"


def known_at(rows: Iterable[Booking], period: int) -> list[Booking]:
    """What the extract of a period holds: this year's bookings made by then."""
    return [each for each in rows if 202601 <= each.period <= period and each.made <= period]


def write_extract(folder: Path, period: int, rows: Iterable[Booking]) -> Path:
    """An extract as semicolon-separated text with decimal commas."""
    path = folder / "ekonomi" / f"uttag {period // 100}-{period % 100:02d}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["Konto", "Ansvar", "Period", "Verifikat", "Text", "Belopp"])
        for number, each in enumerate(rows, 1):
            amount = f"{each.amount:.2f}".replace(".", ",")
            out.writerow([each.account, each.centre, each.period, f"A{number}", each.text, amount])
    return path


def _budget(path: Path, amounts: dict[str, int], title: str, *, months: bool) -> None:
    lines = [title, "", "Insats | Budget 2026", *(f"{LABELS[id_]} | {amount}" for id_, amount in amounts.items())]
    sheets = [sheet("\n".join([*lines, f"Summa | {sum(amounts.values())}"]), "Budget")]
    if months:
        names = "jan | feb | mars | apr | maj | jun | jul | aug | sep | okt | nov | dec"
        lines = ["Periodiserad budget 2026, tkr", "", f"Insats | {names} | Helår"]
        for id_, spread in MONTHS.items():
            lines.append(f"{LABELS[id_]} | {' | '.join(map(str, spread))} | {amounts[id_]}")
        sheets.append(sheet("\n".join(lines), "Periodisering"))
    write(path, *sheets)


def _forecast(path: Path, month: int) -> None:
    lines = [f"Prognos per månad {month} 2026, tkr", "", "Insats | Prognos helår 2026"]
    lines += [f"{LABELS[id_]} | {FORECASTS[id_, month]}" for id_ in IDS]
    write(path, sheet("\n".join(lines), "Prognos"))


def expected_outcome(rows: Iterable[Booking], id_: str, first: int, last: int) -> Decimal:
    """Crowns booked on a programme from one period to another."""
    amount = Decimal(0)
    for each in rows:
        if CENTRES.get(each.centre) == id_ and first <= each.period <= last:
            amount += each.amount
    return amount


def expected_budget(id_: str, month: int) -> Decimal:
    """Crowns of budget through a month, before rounding to öre: stated months, else twelfths; changes from June."""
    stated = MONTHS.get(id_)
    amount = Decimal(sum(stated[:month]) if stated else 0) * 1000
    if not stated:
        amount = Decimal(BUDGET[id_]) * 1000 * month / 12
    if month >= 6:
        amount += Decimal(REVISED[id_] - BUDGET[id_]) * 1000 * (month - 5) / 7
    return amount
