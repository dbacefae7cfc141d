"""What the plain checks say of facts is what pandera says of their frame: they hold, or something is broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_schema import BROKEN, ENUMS, GOOD, MONTH, NOT_NULL, ROW, SCHEMAS, check, edited
from trygg_excel.fact import Fact
from trygg_excel.fact_columns import attribute
from trygg_excel.schema import facts_hold

SMALL = Path(__file__).parents[1] / "workbooks" / "trygghetspaketet-tkr.xlsx"


def hold(*rows: dict[str, Any], folder: Path = SCHEMAS) -> bool:
    """The same rows as what has a fact's attributes: no fact can be as wrong as some of them."""
    told = [SimpleNamespace(**{attribute(name): value for name, value in (ROW | row).items()}) for row in rows]
    return facts_hold(cast("list[Fact]", told), folder)


@pytest.mark.parametrize("row", GOOD.values(), ids=GOOD.keys())
def test_a_good_row_holds(row: dict[str, Any]) -> None:
    assert hold({}, row)


@pytest.mark.parametrize("row", [row for _, _, row, _, _ in BROKEN] + [{name: None} for name in NOT_NULL])
def test_a_broken_row_does_not(row: dict[str, Any]) -> None:
    assert not hold({}, row)


TEXTS = ("file", "file_id", "sheet", "table", "cell", "label", "programme", "committee", "unit", "currency")
PERIODS = st.sampled_from([None, 182201, 202113, 202200, 202201, 202203, 202212, 202213, 202214])
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    **{name: st.sampled_from([*enum, "x", None]) for name, enum in ENUMS.items()},
    **{name: st.sampled_from(["", " ", "\t\n", "kr", "SEK", "tkr", "a" * 64, "A0", None, ROW[name]])
       for name in TEXTS},
    **{name: st.sampled_from([None, 0, 1, -1, 1000, 10**15, 10**15 - 1])
       for name in ("amount_ore", "quantum_ore", "unit_factor")},
    "period_from": PERIODS, "period_to": PERIODS, "year": st.sampled_from([None, 1822, 2021, 2022, 2101]),
    "month": st.sampled_from([None, 1, 3, 12, 13]),
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([{}, MONTH, *GOOD.values()]),
    st.sets(st.sampled_from(sorted(CHANGES)), max_size=3).flatmap(
        lambda names: st.fixed_dictionaries({name: CHANGES[name] for name in sorted(names)})
    ),
)
def test_it_holds_exactly_where_pandera_finds_nothing(start: dict[str, Any], changes: dict[str, Any]) -> None:
    row = start | changes
    assert hold(row) == (check(row) == ())


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("known_unit:", "str_length: {max_value: 3}, known_unit:"),  # a check of pandera's own
        ("strict: true", "strict: false"),
        ("dtype: Int16", "dtype: Int17"),
        ("ore_at_least: {least: 1}", "ore_at_least: {least: ett}"),
        ("ore_at_least: {least: 1}", "is_unique: {}"),
        ("raw: {title: Cellens text,", "raw: {title: Cellens text, required: false,"),
        ("raw: {title: Cellens text,", "rav: {title: Cellens text,"),
        ("columns:\n", "columns: [\n"),
    ],
)  # fmt: skip
def test_what_it_does_not_know_is_left_to_pandera(tmp_path: Path, right: str, wrong: str) -> None:
    assert not hold({}, folder=edited(tmp_path, lambda text: text.replace(right, wrong, 1)))


def test_a_missing_schema_is_left_to_pandera(tmp_path: Path) -> None:
    assert not hold({}, folder=tmp_path)


def test_checking_a_workbook_in_order_imports_no_pandas_and_nothing_that_writes() -> None:
    program = (
        "import sys, trygg_excel as te; te.check(te.read(sys.argv[1]))\n"
        "found = {'pandas', 'pandera', 'xlsxwriter', 'jinja2', 'typst'} & set(sys.modules)\n"
        "assert not found, found"
    )
    subprocess.run([sys.executable, "-c", program, str(SMALL)], check=True)
