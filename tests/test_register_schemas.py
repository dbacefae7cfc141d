"""The register and the memory keep to their JSON Schemas in docs/schemas."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from tests.registers import registers
from trygg_excel.accepting.acceptance import Acceptance
from trygg_excel.register import model
from trygg_excel.register.match import MatchKind
from trygg_excel.register.memory import remember
from trygg_excel.register.model import Register
from trygg_excel.register.names_confirmed import NameNote
from trygg_excel.register.yaml_file import parse_yaml
from trygg_excel.register.yaml_text import yaml_of
from trygg_excel.shipped import example_folder

SCHEMAS = Path(__file__).parents[1] / "docs" / "schemas"


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def plain(value: object) -> object:
    """YAML's values as JSON knows them."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def test_the_shipped_register_keeps_to_it() -> None:
    text = (example_folder("schemas") / "trygghetspaketet.yaml").read_text(encoding="utf-8")
    jsonschema.validate(plain(parse_yaml(text).value), schema("register"))


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(registers())
def test_any_register_keeps_to_it(register: Register) -> None:
    jsonschema.validate(plain(parse_yaml(yaml_of(register)).value), schema("register"))


def test_no_field_of_the_model_is_forgotten() -> None:
    held = schema("register")
    assert set(held["properties"]) == {each.name for each in fields(Register)} - {"file", "digest"} | {"schema_version"}
    for name, table in held["$defs"].items():
        assert set(table["properties"]) == {each.name for each in fields(getattr(model, name))}, name


@pytest.mark.parametrize(
    "note",
    [
        Acceptance(key="0a1b2c3d", by="Anna", at="2022-04-11T09:00:00+02:00", why="känt", until="2022-12-31"),
        Acceptance(key="0a1b2c3d", by="Anna", at="2022-04-11", withdrawn=True),
        NameNote(of=MatchKind.PROGRAMME, id="sspf", name="Sspf-arbete", by="Anna", at="2022-04-11"),
    ],
)
def test_what_is_remembered_keeps_to_it(tmp_path: Path, note: Acceptance | NameNote) -> None:
    remember(tmp_path / "m.jsonl", [note])
    (line,) = (tmp_path / "m.jsonl").read_text(encoding="utf-8").splitlines()
    jsonschema.validate(json.loads(line), schema("memory"))
