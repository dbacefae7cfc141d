"""What other programs read keeps to its JSON Schema in docs/schemas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest

from trygg_excel.held import hold
from trygg_excel.machine import as_json, check_record, crowns, fact_record, finding_record, run_record
from trygg_excel.run import Run, run

ROOT = Path(__file__).parents[1]


def holds(name: str, record: Mapping[str, object]) -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(as_json(record)), schema)


@pytest.fixture(scope="module")
def done() -> Run:
    return run([ROOT / "workbooks", ROOT / "workbooks" / "felaktiga", "finns-inte.xlsx"])


def test_facts(done: Run) -> None:
    facts = [fact_record(fact) for check in done.checked.checks for fact in hold(check.budget, None).facts]
    findings = [finding_record(each, "sv") for each in done.checked.findings]
    holds("facts", {"schema_version": 1, "facts": facts, "findings": findings})


def test_check(done: Run) -> None:
    holds("check", check_record(done, "sv"))
    holds("check", check_record(done, "en"))


def test_run(done: Run) -> None:
    volatile = {"time": "2022-02-07T09:00:00+00:00", "python": "3.11.7", "version": "0.1.0"}
    holds("run", run_record(done, {"kontroll.xlsx": "0" * 64}, volatile))


def test_amounts_are_whole_units_with_two_decimals() -> None:
    assert [crowns(each) for each in (None, 0, 1, -150, 100_000_000)] == ["", "0.00", "0.01", "-1.50", "1000000.00"]
