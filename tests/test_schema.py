"""The pandera schemas: a good frame is in order, each rule has a row that breaks it, one cause gives one finding."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from trygg_excel import fact as facts
from trygg_excel.errors import RegisterError
from trygg_excel.finding import Finding, Severity, Source
from trygg_excel.money import UNITS
from trygg_excel.register import Register, load_register
from trygg_excel.register.model import Year
from trygg_excel.schema import check_facts, check_register_frames
from trygg_excel.schema.faults import MOST
from trygg_excel.schema.rules import BUILT_IN_MESSAGES, RULES
from trygg_excel.shipped import example_folder

SCHEMAS = example_folder("schemas")
FILES = ("facts", "programmes", "years")
REGISTER = load_register(SCHEMAS / "trygghetspaketet.yaml")

ROW: dict[str, Any] = {
    "file": "a.xlsx", "file_id": "0" * 64, "sheet": "Blad1", "table": "T1", "cell": "B5",
    "label": "SSPF", "group": "", "column": "2022", "programme": "sspf", "committee": None,
    "nature": "none", "measure": "budget", "against": None, "version": None, "status": "proposed",
    "period_from": 202201, "period_to": 202212, "basis": "full_year", "year": 2022, "month": None,
    "amount_ore": 150_000_000, "state": "stated", "quantum_ore": 10_000_000, "unit": "mkr", "unit_factor": 1_000_000,
    "currency": "SEK", "role": "line", "kind": "number", "confidence": "sure", "raw": "1,5",
}  # fmt: skip
INTEGERS = {
    "period_from": "Int32", "period_to": "Int32", "year": "Int16", "month": "Int8", "amount_ore": "Int64",
    "quantum_ore": "Int64", "unit_factor": "Int64",
}  # fmt: skip
ENUMS = {
    "nature": facts.Nature, "measure": facts.Measure, "against": facts.Against, "version": facts.Version,
    "status": facts.Status, "basis": facts.Basis, "state": facts.State, "role": facts.Role, "kind": facts.Kind,
    "confidence": facts.Confidence,
}  # fmt: skip


def frame(*rows: dict[str, Any], text: str = "string") -> pd.DataFrame:
    """A facts frame of good rows, each with its own changes."""
    full = [ROW | row for row in (rows or ({},))]
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in full], dtype=dtype_of(name, text)) for name in ROW},
    )


def dtype_of(name: str, text: str) -> Any:
    return INTEGERS.get(name) or ("category" if name in ENUMS else text)


def check(*rows: dict[str, Any]) -> tuple[Finding, ...]:
    return check_facts(frame(*rows), SCHEMAS)


MONTH = {"basis": "period", "period_from": 202203, "period_to": 202203, "month": 3}
GOOD: dict[str, dict[str, Any]] = {
    "the usual": {},
    "a month": MONTH,
    "the closing period": MONTH | {"period_from": 202213, "period_to": 202213, "month": 13},
    "a split year": {"period_from": 202107, "period_to": 202206},
    "no period": {"period_from": None, "period_to": None, "year": None},
    "an unknown amount": {"amount_ore": None, "state": "unknown", "raw": "ej angivet"},
    "an error": {"amount_ore": None, "state": "error", "kind": "error", "raw": "#REF!"},
    "a dash": {"amount_ore": 0, "state": "zero_mark", "raw": "-"},
    "a total without a label": {"role": "total", "label": "", "programme": None},
    "a deviation": {"measure": "deviation", "against": "budget"},
    "the last cell of a sheet": {"cell": "XFD1048576"},
    "no currency": {"currency": None},
}


@pytest.mark.parametrize("row", GOOD.values(), ids=GOOD.keys())
def test_a_good_row_gives_no_finding(row: dict[str, Any]) -> None:
    assert check(row) == ()


@pytest.mark.parametrize("text", ["string", "string[python]", "str"])
def test_any_string_dtype_will_do(text: str) -> None:
    if text == "str" and pd.Series(["a"], dtype="str").dtype == object:
        pytest.skip("this pandas has no str dtype")
    assert check_facts(frame({}, {"programme": None}, text=text), SCHEMAS) == ()


def test_any_categories_will_do() -> None:
    good = frame()
    for name, enum in ENUMS.items():
        for ordered in (False, True):
            dtype = pd.CategoricalDtype([str(each) for each in enum], ordered=ordered)
            assert check_facts(good.astype({name: dtype}), SCHEMAS) == ()


def test_an_empty_frame_is_in_order() -> None:
    assert check_facts(frame().iloc[:0], SCHEMAS) == ()


# (check, the column it stands at or '' between columns, what the row has instead, code, what is said)
BROKEN: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("text_not_blank", "file", {"file": " "}, "TRY-S11", "Fil: texten är tom."),
    ("text_not_blank", "sheet", {"sheet": ""}, "TRY-S11", "Blad: texten är tom."),
    ("text_not_blank", "table", {"table": ""}, "TRY-S11", "Tabell: texten är tom."),
    ("text_not_blank", "programme", {"programme": ""}, "TRY-S11", "Insats: texten är tom."),
    ("text_not_blank", "committee", {"committee": "\t"}, "TRY-S11", "Nämnd: texten är tom."),
    ("is_sha256", "file_id", {"file_id": "abc"}, "TRY-S12", "Filens kontrollsumma: 'abc' är ingen sha-256."),
    ("is_cell_address", "cell", {"cell": "5B"}, "TRY-S13", "Cell: '5B' är ingen celladress som B7."),
    ("line_has_label", "", {"label": " "}, "TRY-S14", "Raden har beloppet 1,5 mkr men ingen benämning."),
    (
        "is_period", "period_from", MONTH | {"period_from": 182203, "period_to": 182203, "year": 1822}, "TRY-S16",
        "Period från: 182203 är ingen period. Den skrivs ÅÅÅÅMM, månad 1–13, år 1900–2100.",
    ),
    ("is_period", "period_to", {"period_to": 202214}, "TRY-S16", "Period till: 202214 är ingen period."),
    ("is_period", "period_from", {"period_from": 202200}, "TRY-S16", "Period från: 202200 är ingen period."),
    ("year_within", "year", {"year": 2101}, "TRY-S15", "År: 2101 ligger utanför 1900–2100."),
    (
        "period_has_both_ends", "", {"period_from": None}, "TRY-S17",
        "Perioden har bara den ena av början och slut.",
    ),
    ("period_in_order", "", {"period_from": 202301}, "TRY-S18", "Perioden slutar (202212) innan den börjar (202301)."),
    ("year_is_of_period", "", {"year": 2021}, "TRY-S19", "Året 2021 är inte det år som perioden slutar (202212)."),
    ("year_is_of_period", "", {"year": None}, "TRY-S19", "Året – är inte det år som perioden slutar (202212)."),
    ("month_is_of_period", "", {"month": 12}, "TRY-S20", "Månaden 12 är inte periodens enda månad (202201–202212)."),
    (
        "month_is_of_period", "", MONTH | {"month": None}, "TRY-S20",
        "Månaden – är inte periodens enda månad (202203–202203).",
    ),
    (
        "amount_follows_state", "", {"amount_ore": None}, "TRY-S21",
        "Beloppet är okänt belopp fast läget är 'stated'. Bara okända och felaktiga belopp saknar värde.",
    ),
    (
        "amount_follows_state", "", {"state": "unknown"}, "TRY-S21",
        "Beloppet är 1,5 mkr fast läget är 'unknown'. Bara okända och felaktiga belopp saknar värde.",
    ),
    ("zero_mark_is_zero", "", {"state": "zero_mark"}, "TRY-S22", "Ett streck betyder noll, men beloppet är 1,5 mkr."),
    (
        "ore_below", "amount_ore", {"amount_ore": -(10**15)}, "TRY-S23",
        "Belopp: −10 000 000,0 mkr är orimligt stort.",
    ),
    ("ore_at_least", "quantum_ore", {"quantum_ore": 0}, "TRY-S24", "Noggrannhet: 0 öre är mindre än 1."),
    ("known_unit", "unit", {"unit": "mnkr"}, "TRY-S25", "Enhet: 'mnkr' är ingen känd enhet."),
    (
        "known_factor", "unit_factor", {"unit_factor": 100}, "TRY-S26",
        "Enhetens faktor: 100 är ingen av 1, tusen, miljon, miljard.",
    ),
    ("is_currency_code", "currency", {"currency": "kr"}, "TRY-S27", "Valuta: 'kr' är ingen valutakod som SEK."),
    (
        "against_needs_difference", "", {"against": "budget"}, "TRY-S28",
        "Beloppet är 'budget' men jämförs med 'budget'. Bara förändringar och avvikelser gör det.",
    ),
    ("one_of", "against", {"against": "x", "measure": "change"}, "TRY-S29", "Jämfört med: 'x' är inget tillåtet"),
    *[
        ("one_of", name, {name: "x"}, "TRY-S29", ": 'x' är inget tillåtet värde.")
        for name in ENUMS if name != "against"
    ],
]  # fmt: skip


@pytest.mark.parametrize(("rule", "column", "row", "code", "said"), BROKEN)
def test_a_broken_row_is_one_finding_at_its_cell(
    rule: str, column: str, row: dict[str, Any], code: str, said: str
) -> None:
    findings = check({}, row, {})
    assert len(findings) == 1
    (finding,) = findings
    full = ROW | row
    assert finding.code == code
    assert said in finding.message.sv.replace("\u00a0", " ")
    assert finding.message.en
    assert finding.message.en != finding.message.sv
    assert finding.remedy is not None
    assert finding.sources == (Source(full["file"], full["sheet"], full["cell"]),)
    assert rule in {each.name for each in RULES}
    assert column == "" or column in ROW


NOT_NULL = [name for name in ROW if name not in {
    "programme", "committee", "against", "version", "status", "period_from", "period_to", "year", "month", "amount_ore",
    "currency",
}]  # fmt: skip


@pytest.mark.parametrize("column", NOT_NULL)
def test_what_must_be_there(column: str) -> None:
    findings = check({}, {column: None})
    told = [each for each in findings if each.code == "TRY-S04"]
    assert len(told) == 1
    assert told[0].message.sv.endswith(": uppgiften saknas.")
    # without a state nobody knows whether the amount may be missing
    assert len(findings) == 1


@pytest.mark.parametrize("column", list(ROW))
def test_a_missing_column_is_all_that_is_said(column: str) -> None:
    (finding,) = check_facts(frame({"cell": "x"}).drop(columns=column), SCHEMAS)
    assert finding.code == "TRY-S01"
    assert finding.message.sv == f"Kolumnen '{column}' saknas i tabellen."


@pytest.mark.parametrize("column", list(ROW))
def test_a_wrong_dtype_is_all_that_is_said(column: str) -> None:
    wrong = frame({"cell": "x"}, {"file": "b.xlsx"}).astype({column: object})
    (finding,) = check_facts(wrong, SCHEMAS)
    assert finding.code == "TRY-S03"
    assert finding.message.sv.endswith(": kolumnen har fel datatyp.")
    assert finding.sources == (Source("a.xlsx"), Source("b.xlsx"))


def test_a_surplus_column() -> None:
    (finding,) = check_facts(frame().assign(extra=1), SCHEMAS)
    assert (finding.code, finding.message.en) == ("TRY-S02", "The column 'extra' is not part of the frame.")


def test_many_files_in_one_frame_keep_their_own_findings_and_order() -> None:
    findings = check(
        {"file": "b.xlsx", "cell": "B1", "unit": "x"}, {"file": "a.xlsx"}, {"file": "a.xlsx", "cell": "B2", "unit": "x"}
    )
    assert [each.sources for each in findings] == [
        (Source("b.xlsx", "Blad1", "B1"),), (Source("a.xlsx", "Blad1", "B2"),),
    ]  # fmt: skip
    assert findings[0].programme == "sspf"
    assert findings[0].period == 202212
    assert findings[0].found == "x"


def test_an_index_of_any_kind_is_no_matter() -> None:
    twice = pd.concat([frame(), frame({"unit": "x", "cell": "C9"})])  # both rows are number 0
    (finding,) = check_facts(twice, SCHEMAS)
    assert finding.sources[0].cell == "C9"


def test_two_slips_in_a_row_are_two_findings_and_one_in_two_columns_is_one() -> None:
    assert [each.code for each in check({"unit": "x", "nature": "y", "measure": "y"})] == [
        "TRY-S25", "TRY-S29", "TRY-S29",
    ]  # fmt: skip
    period = {"period_from": 209914, "period_to": 209914, "year": 2099, "month": 14}
    assert [each.code for each in check(period)] == ["TRY-S16"]


def test_no_more_of_a_kind_than_a_person_reads() -> None:
    rows = [{"unit": "x", "cell": f"B{number}"} for number in range(1, 26)]
    findings = check(*rows, {"file": "b.xlsx", "unit": "x"})
    assert len(findings) == MOST + 1 + 1
    assert findings[-1].message.sv == "… och 15 till av samma slag."
    assert findings[-1].sources == (Source("a.xlsx"),)
    assert {each.code for each in findings} == {"TRY-S25"}


def broken_register(**changes: Any) -> Register:
    first, *rest = REGISTER.programmes
    return replace(REGISTER, programmes=(replace(first, **changes), *rest))


def with_years(*years: Year) -> Register:
    return replace(REGISTER, years=years)


BROKEN_REGISTERS: list[tuple[str, str, Register, str, str]] = [
    ("is_short_id", "id", broken_register(id="Två ord"), "TRY-S30", "Insatsens id 'Två ord' ska vara gemener"),
    ("is_unique", "id", broken_register(id="sspf"), "TRY-S31", "Insatsens id: sspf finns mer än en gång."),
    ("text_not_blank", "label", broken_register(label=""), "TRY-S11", "Insatsens namn: texten är tom."),
    ("text_not_blank", "scope", broken_register(scope=""), "TRY-S11", "Avgränsning: texten är tom."),
    ("year_within", "valid_from", broken_register(valid_from=22), "TRY-S15", "Första år: 22 ligger utanför 1990–2100."),
    ("year_within", "valid_to", broken_register(valid_to=20211), "TRY-S15", "Sista år: 20211 ligger utanför"),
    (
        "years_in_order", "", broken_register(valid_from=2022, valid_to=2021), "TRY-S32",
        "Insatsen 'trygghetsvardar' slutar (2021) innan den börjar (2022).",
    ),
    (
        "committee_is_known", "", broken_register(committee="kd"), "TRY-S33",
        "Insatsen 'trygghetsvardar' hör till 'kd', som inte finns bland organen.",
    ),
    ("text_not_blank", "committee", broken_register(committee=" "), "TRY-S11", "Nämnd: texten är tom."),
    (
        "package_has_committee", "", broken_register(committee=None), "TRY-S34",
        "Insatsen 'trygghetsvardar' ingår i paketet men har ingen nämnd.",
    ),
    (
        "year_within", "year", with_years(Year(year=22, frame=1, frame_source="x")), "TRY-S15",
        "År: 22 ligger utanför 1990–2100.",
    ),
    (
        "is_unique", "year", with_years(Year(year=2022, frame=None), Year(year=2022, frame=None)), "TRY-S31",
        "År: 2022 finns mer än en gång.",
    ),
    (
        "ore_at_least", "frame_ore", with_years(Year(year=2022, frame=-1, frame_source="x")), "TRY-S24",
        "Ram: -1 öre är mindre än 0.",
    ),
    (
        "ore_below", "frame_ore", with_years(Year(year=2022, frame=10**15, frame_source="x")), "TRY-S23",
        "Ram: 10 000 000,0 mkr är orimligt stort.",
    ),
    (
        "decided_frame_is_known", "", with_years(Year(year=2022, frame=None, frame_decision="d")), "TRY-S35",
        "Ramen för 2022 är beslutad ('d') men har inget belopp.",
    ),
    (
        "text_not_blank", "frame_decision", with_years(Year(year=2022, frame=1, frame_decision="")), "TRY-S11",
        "Beslut om ram: texten är tom.",
    ),
    (
        "text_not_blank", "allocation_decision",
        with_years(Year(year=2022, frame=1, frame_source="x", allocation_decision="")), "TRY-S11",
        "Beslut om fördelning: texten är tom.",
    ),
    (
        "frame_has_source", "", with_years(Year(year=2022, frame=600_000_000)), "TRY-S36",
        "Ramen 6,0 mkr för 2022 har varken beslut eller källa.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "column", "register", "code", "said"), BROKEN_REGISTERS)
def test_a_broken_register_entry(rule: str, column: str, register: Register, code: str, said: str) -> None:
    findings = [each for each in check_register_frames(register, SCHEMAS) if each.code == code]
    (finding,) = findings
    assert said in finding.message.sv.replace("\u00a0", " ")
    assert finding.sources == (Source(REGISTER.file),)
    assert rule in {each.name for each in RULES}
    assert isinstance(column, str)


def test_the_example_register_is_in_order() -> None:
    assert check_register_frames(REGISTER, SCHEMAS) == ()


def named_checks(name: str) -> set[tuple[str, str]]:
    """Every (column, check) of a schema file; column '' between columns."""
    schema = yaml.safe_load((SCHEMAS / f"{name}.yaml").read_text(encoding="utf-8"))
    found = {("", check) for check in schema["checks"]}
    return found | {(name, check) for name, column in schema["columns"].items() for check in column.get("checks", {})}


@pytest.mark.parametrize("name", FILES)
def test_every_check_of_a_schema_is_registered_and_shown_broken(name: str) -> None:
    shown = {(column, rule) for rule, column, *_ in (BROKEN if name == "facts" else BROKEN_REGISTERS)}
    named = named_checks(name)
    assert {check for _, check in named} <= {rule.name for rule in RULES}
    # text_dtype is shown column by column in test_a_wrong_dtype_is_all_that_is_said
    assert {each for each in named if each[1] != "text_dtype"} - shown == set()


def test_every_rule_is_used_by_a_schema() -> None:
    used = {check for name in FILES for _, check in named_checks(name)}
    assert {rule.name for rule in RULES} - used == set()


def test_codes_are_one_per_rule_and_every_sentence_is_in_both_languages() -> None:
    codes = [rule.code for rule in RULES if rule.name != "text_dtype"]
    assert len(set(codes)) == len(codes)
    assert not set(codes) & set(BUILT_IN_MESSAGES)
    for rule in RULES:
        assert rule.message.sv != rule.message.en
        assert rule.remedy.sv != rule.remedy.en
        assert set(rule.after) <= {each.name for each in RULES}


def test_the_schema_knows_the_same_values_as_the_program() -> None:
    columns = yaml.safe_load((SCHEMAS / "facts.yaml").read_text(encoding="utf-8"))["columns"]
    for name, enum in ENUMS.items():
        assert columns[name]["checks"]["one_of"]["allowed"] == [str(each) for each in enum]
    assert columns["unit"]["checks"]["known_unit"]["allowed"] == list(UNITS)
    assert columns["unit_factor"]["checks"]["known_factor"]["allowed"] == [unit.factor for unit in UNITS.values()]
    assert list(columns) == list(ROW)


def test_severities() -> None:
    (finding,) = check({"label": ""})
    assert finding.severity is Severity.WARNING
    (finding,) = check({"unit": "x"})
    assert finding.severity is Severity.ERROR


def edited(folder: Path, change: Callable[[str], str]) -> Path:
    text = (SCHEMAS / "facts.yaml").read_text(encoding="utf-8")
    assert change(text) != text
    (folder / "facts.yaml").write_text(change(text), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "is_sha256: {}", "is_sha265: {}",
            "columns.file_id.checks.is_sha265: rad LINE: kontrollen 'is_sha265' är inte registrerad. "
            "Rätta namnet, eller lägg till den i schema_rules.py.",
        ),
        (
            "  line_has_label: {}", "  row_has_label: {}",
            "checks.row_has_label: rad LINE: kontrollen 'row_has_label' är inte registrerad. "
            "Rätta namnet, eller lägg till den i schema_rules.py.",
        ),
        (
            "ore_at_least: {least: 1}", "ore_at_least: {most: 1}",
            "columns.quantum_ore.checks.ore_at_least: rad LINE: kontrollen ska ha uppgifterna least.",
        ),
        (
            "is_sha256: {}", "is_sha256: {low: 1}",
            "columns.file_id.checks.is_sha256: rad LINE: kontrollen har inga uppgifter. Skriv {}.",
        ),
        (
            "ore_at_least: {least: 1}", "ore_at_least: {least: ett}",
            "ore_at_least: kontrollen kan inte prövas med de uppgifter den har fått. Rätta dem i schemat.",
        ),
        (
            "{title: År, dtype: Int16, nullable", "{title: År, dtype: Int16, nulable",
            "columns.year.nulable: rad LINE: uppgiften är okänd här. Här kan stå: title, description, dtype, nullable, "
            "required, checks.",
        ),
        (
            "strict: true", "stritc: true",
            "stritc: rad LINE: uppgiften är okänd här. Här kan stå: schema_type, version, title, description, strict, "
            "columns, checks.",
        ),
        ("dtype: Int16", "dtype: Int17", "facts.yaml: pandera kan inte använda schemat ("),
        ("columns:\n", "columns: [\n", "facts.yaml: rad "),
    ],
)  # fmt: skip
def test_a_broken_schema_names_file_and_place(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    folder = edited(tmp_path, lambda text: text.replace(right, wrong, 1))
    before = (folder / "facts.yaml").read_text(encoding="utf-8").partition(wrong)[0]
    line = str(before.count("\n") + 1)
    with pytest.raises(RegisterError) as caught:
        check_facts(frame(), folder)
    said = said.replace("LINE", line)
    assert caught.value.message.sv.startswith(f"Registret '{tmp_path / 'facts.yaml'}', {said}")
    assert caught.value.message.en


def test_a_missing_schema(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as caught:
        check_facts(frame(), tmp_path)
    assert caught.value.message.sv == (
        f"Registret '{tmp_path / 'facts.yaml'}', facts.yaml: schemat finns inte eller får inte läsas. "
        "Lägg tillbaka facts.yaml; ett exempel följer med programmet."
    )


def test_a_check_of_panderas_own_may_be_added(tmp_path: Path) -> None:
    folder = edited(tmp_path, lambda text: text.replace("known_unit:", "str_length: {max_value: 2}, known_unit:"))
    (finding,) = check_facts(frame({"unit": "mkr"}), folder)
    assert (finding.code, finding.message.sv) == ("TRY-S05", "Enhet: 'mkr' bryter mot kontrollen str_length.")


def test_the_environment_cannot_turn_the_rules_off() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import test_schema as t\n"
        "assert t.check({'unit': 'x'})[0].code == 'TRY-S25'\n"
    )
    environment = os.environ | {"PANDERA_VALIDATION_ENABLED": "False", "PANDERA_VALIDATION_DEPTH": "SCHEMA_ONLY"}
    subprocess.run([sys.executable, "-c", program, str(Path(__file__).parent)], env=environment, check=True)


def test_importing_the_module_does_not_import_pandera() -> None:
    program = "import sys, trygg_excel.schema; sys.exit('pandera' in sys.modules or 'pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
