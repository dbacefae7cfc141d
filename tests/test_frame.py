"""The facts frame keeps to its contract (design 3) whatever the rows hold."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import get_args, get_type_hints

import pandas as pd
import pytest

from tests.sheets import book, facts, sheet
from trygg_excel.budget import Budget
from trygg_excel.errors import WrongUsage
from trygg_excel.fact import Against, Basis, Confidence, Fact, Kind, Measure, Nature, Role, State, Status, Version
from trygg_excel.fact_columns import COLUMNS
from trygg_excel.facts import facts_of
from trygg_excel.frame import facts_frame

# The columns in order, with dtype or the categories of design 3.
CONTRACT: dict[str, str | type[StrEnum]] = {
    "file": "string", "file_id": "string", "sheet": "string", "table": "string", "cell": "string",
    "label": "string", "group": "string", "column": "string", "programme": "string", "committee": "string",
    "nature": Nature, "measure": Measure, "against": Against, "version": Version, "status": Status,
    "period_from": "Int32", "period_to": "Int32", "basis": Basis, "year": "Int16", "month": "Int8",
    "amount_ore": "Int64", "state": State, "quantum_ore": "Int64",
    "unit": "string", "unit_factor": "Int64", "currency": "string",
    "role": Role, "kind": Kind, "confidence": Confidence, "raw": "string",
}  # fmt: skip
WORDS = {
    "nature": ["revenue", "cost", "net", "appropriation", "none"],
    "measure": ["budget", "actual", "forecast", "plan", "change", "deviation", "other"],
    "against": ["prior_year", "budget", "period_budget", "forecast", "version"],
    "version": ["proposal", "original", "supplementary", "revised", "internal", "opening", "closing"],
    "status": ["proposed", "decided", "preliminary", "final", "conditional"],
    "basis": ["period", "accumulated", "full_year", "multi_year", "balance"],
    "state": ["stated", "zero_mark", "unknown", "error"],
    "role": ["line", "subtotal", "total"],
    "kind": ["number", "text", "formula", "formula_uncached", "error"],
    "confidence": ["sure", "likely", "guess"],
}
PLAIN = Fact(file="b.xlsx", file_id="0" * 64, sheet="Blad1", table="T1", cell="B2", label="SSPF", amount=100)
UNKNOWN = PLAIN._replace(amount=None, state=State.UNKNOWN)
FULL = PLAIN._replace(
    programme="sspf",
    committee="ks",
    nature=Nature.COST,
    measure=Measure.DEVIATION,
    against=Against.PERIOD_BUDGET,
    version=Version.REVISED,
    status=Status.DECIDED,
    period_from=202204,
    period_to=202204,
    basis=Basis.PERIOD,
    amount=-(2**53) - 1,
    quantum=10_000_000,
    unit="mkr",
    unit_factor=1_000_000,
    currency="SEK",
    role=Role.TOTAL,
    kind=Kind.FORMULA,
    confidence=Confidence.GUESS,
    raw="– 1,8",
)


@pytest.mark.parametrize(
    "rows",
    [(), (PLAIN,), (UNKNOWN,), (UNKNOWN, UNKNOWN), (FULL,), (PLAIN, UNKNOWN, FULL)],
    ids=["none", "plain", "unknown", "only unknown", "full", "all kinds"],
)
def test_columns_and_dtypes_are_the_contracts(rows: tuple[Fact, ...]) -> None:
    frame = facts_frame(rows)
    assert tuple(frame.columns) == COLUMNS == tuple(CONTRACT)
    assert len(frame) == len(rows)
    for name, wanted in CONTRACT.items():
        dtype = frame[name].dtype
        if isinstance(wanted, str):
            assert dtype == wanted or str(dtype) == wanted, name
        else:
            assert isinstance(dtype, pd.CategoricalDtype), name
            assert list(dtype.categories) == [member.value for member in wanted] == WORDS[name]


def test_every_field_of_a_fact_has_its_column() -> None:
    renamed = {"amount": "amount_ore", "quantum": "quantum_ore"}
    derived = {"year", "month"}
    assert {renamed.get(name, name) for name in Fact._fields} == set(COLUMNS) - derived
    hints = get_type_hints(Fact)
    for name in WORDS:
        assert CONTRACT[name] in (hints[name], *get_args(hints[name]))


def test_values_are_the_facts() -> None:
    (row,) = facts_frame([FULL]).to_dict("records")
    assert (row["amount_ore"], row["quantum_ore"]) == (-9007199254740993, 10_000_000)  # past what a float holds
    assert (row["period_from"], row["year"], row["month"]) == (202204, 2022, 4)
    assert (row["nature"], row["against"], row["raw"]) == ("cost", "period_budget", "– 1,8")


def test_what_is_not_known_is_missing_and_never_nought() -> None:
    (row,) = facts_frame([UNKNOWN]).to_dict("records")
    nullable = ["programme", "committee", "against", "version", "status", "period_from", "period_to", "year", "month"]
    assert all(pd.isna(row[name]) for name in [*nullable, "amount_ore", "currency"])
    assert row["state"] == "unknown"


def test_a_month_is_told_only_where_the_period_is_one() -> None:
    spans = [(202204, 202204), (202201, 202204), (202101, 202212), (202213, 202213), (None, None)]
    rows = [PLAIN._replace(period_from=start, period_to=end) for start, end in spans]
    frame = facts_frame(rows)
    assert [None if pd.isna(each) else each for each in frame["year"]] == [2022, 2022, 2022, 2022, None]
    assert [None if pd.isna(each) else each for each in frame["month"]] == [4, None, None, 13, None]


DRAWN = """
    Belopp i mkr
    Insats | 2022
    SSPF   | 0.1
    Kamera | 0.2
    Vakt   | ej angivet
    Polar  | 1234567.89
"""


def budget() -> Budget:
    workbook = book(sheet(DRAWN))
    return Budget(workbook, *facts_of(workbook))


@pytest.mark.parametrize(
    ("symbol", "amounts"),
    [
        ("kr", ["100000", "200000", "1234567890000"]),
        ("tkr", ["100", "200", "1234567890"]),
        ("mkr", ["0.1", "0.2", "1234567.89"]),
        ("mdkr", ["0.0001", "0.0002", "1234.56789"]),
    ],
)
def test_in_unit_gives_exact_decimals(symbol: str, amounts: list[str]) -> None:
    frame = budget().in_unit(symbol)
    assert list(frame.columns) == [
        name for each in COLUMNS for name in (["amount", each] if each == "amount_ore" else [each])
    ]
    given = list(frame["amount"])
    assert [each for each in given if each is not None and not pd.isna(each)] == [Decimal(each) for each in amounts]
    assert all(isinstance(each, Decimal) for each in given if each is not None and not pd.isna(each))
    assert pd.isna(given[2])


def test_a_frame_is_handed_out_as_a_copy() -> None:
    read = budget()
    changed = read.facts
    changed["label"] = "ändrad"
    assert list(read.facts["label"]) == [fact.label for fact in facts(DRAWN)] == ["SSPF", "Kamera", "Vakt", "Polar"]


def test_an_unknown_unit_is_told() -> None:
    with pytest.raises(WrongUsage, match=r"Enheten 'pund' finns inte"):
        budget().in_unit("pund")
