"""The limits can be changed by whoever reads, and hold on both sides of the pipe."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from tests.hostile.book import number, row, save, worksheet
from trygg_excel import read
from trygg_excel.errors import Refused
from trygg_excel.gate import LIMITS, Limits, Reason, admit
from trygg_excel.isolate import wire

WORKBOOK = Path(__file__).parents[1] / "workbooks" / "trygghetspaketet-jamforelse.xlsx"


@pytest.mark.parametrize("isolate", [True, False])
def test_a_workbook_is_held_to_the_limits_that_are_given(isolate: bool) -> None:
    assert read(WORKBOOK, isolate=isolate, limits=Limits(cells=60)).records
    with pytest.raises(Refused) as told:
        read(WORKBOOK, isolate=isolate, limits=Limits(cells=10))
    assert told.value.reason is Reason.CELLS


def test_the_gate_is_given_them_too() -> None:
    assert admit(WORKBOOK, Limits(sheets=1)).format == "xlsx"
    with pytest.raises(Refused, match="delar"):
        admit(WORKBOOK, Limits(parts=3))


def test_wider_limits_are_believed_by_the_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes over the pipe is held against the limits that were asked for, not against the usual ones."""
    path = tmp_path / "bok.xlsx"
    save(path, worksheet("".join(row(at, number(f"A{at}", at)) for at in range(1, 21))))
    monkeypatch.setattr(wire, "LIMITS", replace(LIMITS, cells=10))
    assert len(read(path, limits=Limits(cells=20)).workbook.sheets[0].cells) == 20


@pytest.mark.parametrize("wrong", [{"cells": 0}, {"cells": -1}, {"text": 1.5}, {"rows": 2_000_000}, {"parts": True}])
def test_a_limit_is_a_whole_number_within_reason(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Limits(**wrong)


def test_every_limit_is_used() -> None:
    used = "".join(each.read_text(encoding="utf-8") for each in (WORKBOOK.parents[1] / "trygg_excel").rglob("*.py"))
    assert [each.name for each in fields(Limits) if f"limits.{each.name}" not in used] == []
