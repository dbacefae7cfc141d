"""Layout notes: what a person confirms settles such tables from then on, and never overrides the workbook."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sheets import book, sheet, write
from tests.test_cli import trygg
from trygg_excel.budget import Budget, budget_of, read
from trygg_excel.confirming.confirm import Answer, Effect, confirm
from trygg_excel.confirming.doubts import Doubt
from trygg_excel.confirming.note import LayoutNote
from trygg_excel.confirming.proposals import Proposal, proposals
from trygg_excel.errors import RegisterError, WrongUsage
from trygg_excel.fact import Confidence
from trygg_excel.family import family_of, normal
from trygg_excel.register.memory import MEMORY, layout_notes, memory_for, remember
from trygg_excel.shipped import example_folder

ROOT = Path(__file__).parents[1]

MARCH = """
Uppföljning socialnämnden, mars 2022
|
Verksamhet      | Budget | Utfall | Avvikelse
Äldreomsorg     | 120500 | 118200 | 2300
Individ, familj | 64300  | 66100  | -1800
Funktionsstöd   | 81200  | 80900  | 300
*Summa*         | 266000 | 265200 | 800
"""
APRIL = MARCH.replace("mars", "april").replace("118200", "119100").replace("265200", "266100")
SAYS_MKR = MARCH.replace("2022", "2022, mkr")
UNDATED = MARCH.replace(", mars 2022", "")


def drawn(drawing: str, name: str = "Budget", file: str = "mars.xlsx", file_id: str = "0" * 64) -> Budget:
    workbook = book(sheet(drawing, name), file=file)
    return budget_of(type(workbook)(file, file_id, 1, "xlsx", workbook.sheets))


def answered(budget: Budget, answer: Answer, known: tuple[LayoutNote, ...] = ()) -> Effect:
    return confirm(budget, known, answer, by="Anna Ek", at="2022-04-11T09:00:00+02:00")


def later(drawing: str, *notes: LayoutNote, file: str = "april.xlsx", name: str = "Budget") -> Budget:
    """Another workbook, read with the notes there are."""
    found = drawn(drawing, name, file, "1" * 64)
    return budget_of(found.workbook, notes)


def codes(budget: Budget) -> list[str]:
    return [each.code for each in budget.findings]


def sure(budget: Budget) -> set[Confidence]:
    return {each.confidence for each in budget.records}


def test_a_confirmed_unit_makes_the_facts_sure() -> None:
    effect = answered(drawn(MARCH), Answer(unit="tkr"))
    assert (effect.became_sure, effect.unsure) == (12, 0)
    first = effect.after.records[0]
    assert (first.amount, first.unit, first.confidence) == (12_050_000_000, "tkr", Confidence.SURE)


def test_the_facts_keep_that_it_comes_from_a_note() -> None:
    (note,) = answered(drawn(MARCH), Answer(unit="tkr")).notes
    (finding,) = later(APRIL, note).findings
    assert finding.code == "TRY-R05"
    assert finding.message.sv == (
        "Enheten tkr i Budget!A3:D7 står inte klart i arbetsboken utan är bekräftad (Anna Ek, 2022-04-11)."
    )
    assert finding.sources[0].cell == "A3:D7"


def test_it_holds_for_the_family_whatever_the_file_is_called() -> None:
    (note,) = answered(drawn(MARCH), Answer(unit="tkr")).notes
    assert sure(later(APRIL, note, file="Kopia av ny fil (2).xlsx")) == {Confidence.SURE}


@pytest.mark.parametrize(
    ("drawing", "name"),
    [
        (MARCH, "Skolan"),
        (MARCH.replace("Utfall", "Prognos"), "Budget"),
        (
            MARCH.replace("Äldreomsorg", "Grundskola")
            .replace("Individ, familj", "Gymnasium")
            .replace("Funktionsstöd", "Förskola"),
            "Budget",
        ),
    ],
    ids=["another sheet", "another heading", "other rows"],
)
def test_it_holds_for_no_other_table(drawing: str, name: str) -> None:
    (note,) = answered(drawn(MARCH), Answer(unit="tkr")).notes
    assert sure(later(drawing, note, name=name)) == {Confidence.LIKELY}


def test_the_workbook_goes_before_the_note_and_the_difference_is_told() -> None:
    (note,) = answered(drawn(MARCH), Answer(unit="tkr")).notes
    found = later(SAYS_MKR, note)
    assert found.records[0].unit == "mkr"
    assert [(each.code, each.found, each.expected) for each in found.findings] == [("TRY-R06", "mkr", "tkr")]


def test_the_same_said_by_both_is_no_finding() -> None:
    (note,) = answered(drawn(MARCH), Answer(unit="mkr")).notes
    assert codes(later(SAYS_MKR, note)) == []


def test_numbers_of_another_size_are_not_given_the_confirmed_unit() -> None:
    """A workbook of the family in whole crowns all at once, without saying so, would be a thousand times wrong."""
    (note,) = answered(drawn(MARCH), Answer(unit="tkr")).notes
    in_crowns = APRIL.replace("00 ", "00000 ").replace("00\n", "00000\n")
    found = later(in_crowns, note)
    assert "TRY-R10" in codes(found)
    assert {each.unit for each in found.records} == {"kr"}
    assert found.records[0].amount == 120_500_000 * 100


def test_a_column_that_has_come_makes_it_ask_again() -> None:
    (note,) = answered(drawn(MARCH), Answer(unit="tkr")).notes
    with_forecast = "\n".join(
        line.replace("|", "| Prognos |" if "Verksamhet" in line else "| 64000 |", 1) if line.count("|") > 1 else line
        for line in APRIL.splitlines()
    )
    found = later(with_forecast, note)
    assert codes(found) == ["TRY-R01", "TRY-R10"]
    assert "rubrikerna är inte längre desamma" in found.findings[1].message.sv


def test_a_year_holds_for_its_own_workbook_only() -> None:
    """The next workbook without a year is of another year."""
    effect = answered(drawn(UNDATED), Answer(year=2022))
    assert {each.year for each in effect.after.records} == {2022}
    found = later(UNDATED, *effect.notes)
    assert {each.year for each in found.records} == {None}
    assert "TRY-R10" in codes(found)


def test_a_year_does_not_override_what_the_title_says() -> None:
    (note,) = answered(drawn(UNDATED), Answer(year=2022)).notes
    found = later(MARCH.replace("2022", "2023"), note, file="mars.xlsx")
    assert {each.year for each in found.records} == {2023}
    assert "TRY-R06" in codes(found)


def test_the_year_of_the_file_name_holds_for_each_file() -> None:
    unheaded = "Äldreomsorg | 120500\nFunktionsstöd | 81200\nFörskola | 64300\nGrundskola | 70100"
    effect = answered(drawn(unheaded, file="Budget 2022.xlsx"), Answer(year_of_file=True, unit="tkr"))
    assert sure(effect.after) == {Confidence.SURE}
    found = later(unheaded, *effect.notes, file="Budget 2023.xlsx")
    assert ({each.year for each in found.records}, sure(found)) == ({2023}, {Confidence.SURE})


def test_the_column_of_names() -> None:
    rows = "\n".join(f"Enhet {c}{c} | Post {c}{c}{c} | {n}00" for n, c in enumerate("abcdefgh", 1))
    budget = drawn(f"Budget 2022, tkr\n|\n| | Belopp\n{rows}")
    effect = answered(budget, Answer(sheet="Budget", table="T1", labels="A"))
    assert {each.label for each in effect.after.records} == {f"Enhet {c}{c}" for c in "abcdefgh"}
    assert sure(effect.after) == {Confidence.SURE}


def test_no_money_leaves_the_table_out_and_the_others_their_ids() -> None:
    two = f"{MARCH}\n|\n|\nNyckeltal | 2021 | 2022\nBesök | 17 | 18\nSamtal | 12 | 14\nÄrenden | 5 | 6"
    budget = drawn(two)
    assert [each.id for each in budget.tables] == ["T1", "T2"]
    effect = answered(budget, Answer(sheet="Budget", table="T1", no_money=True))
    assert [each.id for each in effect.after.tables] == ["T2"]
    assert {each.table for each in effect.after.records} == {"T2"}


def test_what_was_confirmed_may_be_changed_and_taken_back() -> None:
    first = answered(drawn(MARCH), Answer(unit="tkr")).notes
    second = answered(drawn(MARCH), Answer(unit="kr"), first).notes
    assert later(APRIL, *first, *second).records[0].unit == "kr"
    third = answered(drawn(MARCH), Answer(withdrawn=True), (*first, *second)).notes
    assert sure(later(APRIL, *first, *second, *third)) == {Confidence.LIKELY}


def test_tables_alike_are_told_apart_by_their_titles() -> None:
    schools = MARCH.replace("socialnämnden", "skolnämnden")
    budget = drawn(f"{MARCH}|\n|\n{schools.strip()}")
    (note,) = answered(budget, Answer(sheet="Budget", table="T2", unit="tkr")).notes
    found = budget_of(budget.workbook, [note])
    assert {(each.table, each.confidence.value) for each in found.records} == {("T1", "likely"), ("T2", "sure")}


@pytest.mark.parametrize(
    ("drawing", "answer", "sentence"),
    [
        (SAYS_MKR, Answer(unit="tkr"), "Inget att bekräfta: Budget!A3:D7 säger själv mkr (A1)."),
        (MARCH, Answer(year=2021), "Inget att bekräfta: Budget!A3:D7 säger själv 2022 (A1)."),
        (MARCH, Answer(sheet="Nej", unit="tkr"), "'Nej' har ingen tabell i 'mars.xlsx'. Där finns: Budget."),
        (MARCH, Answer(table="T7", unit="tkr"), "'T7' har ingen tabell i 'mars.xlsx'. Där finns: Budget: T1."),
        (MARCH, Answer(no_money=True), "Ange bladet med --sheet."),
        (MARCH, Answer(labels="B"), "Kolumn B har inte ord på raderna i Budget!A3:D7."),
        (MARCH, Answer(labels="ÅÄ1"), "Kolumn ÅÄ1 har inte ord"),
        (MARCH, Answer(year_of_file=True), "Filnamnet 'mars.xlsx' har inte precis ett år."),
        (MARCH, Answer(withdrawn=True), "Inget är bekräftat att ta tillbaka."),
        ("A | 2022\nB | 17", Answer(unit="tkr"), "Budget!A1:B2 har för få rubriker och radnamn"),
    ],
)
def test_what_cannot_be_confirmed_is_said(drawing: str, answer: Answer, sentence: str) -> None:
    with pytest.raises(WrongUsage) as caught:
        answered(drawn(drawing), answer)
    assert caught.value.message.sv.startswith(sentence)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Utfall mars 2022", "Utfall april 2023"),
        ("Budget 2022 (tkr)", "BUDGET 2023"),
        ("Belopp i tkr", "belopp i mkr"),
        ("Plan 2023–2024", "Plan 2024–2025"),
        ("Trygghetspaketets 5 mkr", "Trygghetspaketets 12 mkr"),
    ],
)
def test_years_months_amounts_and_units_are_taken_out(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_other_words_are_kept() -> None:
    assert len({normal(each) for each in ("Budget", "Utfall", "Prognos", "Budget rev", "Äldreomsorg")}) == 5


@given(st.permutations(["Äldreomsorg", "Skola", "Kultur", "Gator", "Bibliotek"]), st.integers(2000, 2049))
def test_a_table_is_known_again_in_any_order_and_year(names: list[str], year: int) -> None:
    rows = "\n".join(f"{name} | {number}00 | {number}10" for number, name in enumerate(names, 1))
    before = drawn("Post | Budget 2020 | Utfall 2020\n" + "\n".join(f"{name} | 700 | 800" for name in sorted(names)))
    now = drawn(f"Post | Budget {year} | Utfall {year}\n{rows}")
    assert family_of(before.tables[0]).knows(now.tables[0])


def test_proposals_name_what_lacks_and_how_to_say_it() -> None:
    budget = drawn(UNDATED, file="Mapp med blank/Budget 2022.xlsx")
    (unit,) = proposals(budget.file, budget.tables, budget.records)
    assert (unit.doubt, unit.options) == (Doubt.UNIT, ("--unit", "tkr"))
    wanted = "trygg register confirm 'Mapp med blank/Budget 2022.xlsx' --sheet Budget --table T1 --unit tkr"
    assert unit.command(budget.file) == wanted


def test_a_sure_workbook_is_proposed_nothing() -> None:
    budget = drawn(SAYS_MKR)
    assert proposals(budget.file, budget.tables, budget.records) == ()


def test_the_unit_of_the_other_tables_is_proposed() -> None:
    workbook = book(sheet(SAYS_MKR, "Ena"), sheet(MARCH, "Andra"))
    budget = budget_of(workbook)
    (unit,) = proposals(budget.file, budget.tables, budget.records)
    assert (unit.question.sv, unit.options) == ("Om enheten är mkr, som i andra tabeller", ("--unit", "mkr"))


@pytest.fixture
def march(tmp_path: Path) -> Path:
    return write(tmp_path / "mars.xlsx", sheet(MARCH, "Budget"))


def test_the_memory_gives_back_what_was_kept(march: Path) -> None:
    effect = answered(read(march, isolate=False), Answer(unit="tkr"))
    memory = memory_for(march)
    assert memory == march.resolve().parent / MEMORY
    remember(memory, effect.notes)
    remember(memory, effect.notes)
    assert layout_notes(memory) == effect.notes * 2
    assert sure(read(march, isolate=False)) == {Confidence.SURE}
    assert sure(read(march, isolate=False, notes=())) == {Confidence.LIKELY}


def test_the_memory_stands_beside_the_register(march: Path) -> None:
    register = march.parent / "schemas" / "r.yaml"
    register.parent.mkdir()
    register.write_text("schema_version: 1\nprogrammes:\n", encoding="utf-8")
    assert memory_for(march) == register.parent / MEMORY


def test_lines_of_other_kinds_are_left_to_others(tmp_path: Path) -> None:
    (tmp_path / MEMORY).write_text('{"schema_version": 1, "kind": "name", "label": "Kameror"}\n\n', encoding="utf-8")
    assert layout_notes(tmp_path / MEMORY) == ()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "rad 2: raden är inte JSON."),
        ("[]", "rad 2: raden är inte av version 1"),
        ('{"schema_version": 2, "kind": "layout"}', "rad 2: raden är inte av version 1"),
        ('{"schema_version": 1, "kind": "layout", "bye": "A"}', "rad 2: bye: uppgiften är okänd här."),
    ],
)
def test_a_broken_memory_is_told_with_its_line(tmp_path: Path, line: str, sentence: str) -> None:
    (tmp_path / MEMORY).write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(RegisterError) as caught:
        layout_notes(tmp_path / MEMORY)
    assert sentence in caught.value.message.sv
    assert "ta bort raden" in caught.value.message.sv


def test_a_unit_nobody_knows_in_a_memory(tmp_path: Path, march: Path) -> None:
    (note,) = answered(read(march, isolate=False), Answer(unit="tkr")).notes
    remember(tmp_path / "m" / MEMORY, [note])
    text = (tmp_path / "m" / MEMORY).read_text(encoding="utf-8").replace('"unit": "tkr"', '"unit": "spänn"')
    (tmp_path / "m" / MEMORY).write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError, match="enheten 'spänn' är okänd"):
        layout_notes(tmp_path / "m" / MEMORY)


def test_the_command_confirms_and_read_keeps_to_it(march: Path) -> None:
    asked = trygg("read", march.name, cwd=march.parent)
    assert "Om enheten är tkr (annars skriv kr eller mkr): " in asked.stderr
    assert "trygg register confirm mars.xlsx --sheet Budget --table T1 --unit tkr" in asked.stderr
    done = trygg("register", "confirm", march.name, "--unit", "tkr", "--by", "Anna Ek", cwd=march.parent)
    assert done.returncode == 0
    assert "12 belopp är nu säkra som inte var det. Alla är säkra.\n" in done.stdout
    kept = json.loads((march.parent / MEMORY).read_text(encoding="utf-8"))
    assert (kept["by"], kept["file"], kept["sheet"], kept["table"]) == ("Anna Ek", "mars.xlsx", "Budget", "T1")
    after = trygg("read", march.name, "--format", "csv", cwd=march.parent)
    assert after.stdout.count(",sure,") == 12
    assert "confirm" not in after.stderr


def test_a_refused_confirmation_keeps_nothing(march: Path) -> None:
    done = trygg("register", "confirm", march.name, "--year", "i fjol", cwd=march.parent)
    assert (done.returncode, done.stderr.strip()) == (
        2,
        "--year 'i fjol' är inget år. Skriv till exempel 2022, eller filnamn.",
    )
    assert trygg("register", "confirm", march.name, cwd=march.parent).returncode == 2
    assert not (march.parent / MEMORY).exists()


def test_the_register_shows_what_is_confirmed(march: Path) -> None:
    (march.parent / "schemas").mkdir()
    register = march.parent / "schemas" / "r.yaml"
    register.write_bytes((example_folder("schemas") / "trygghetspaketet.yaml").read_bytes())
    trygg("register", "confirm", march.name, "--unit", "tkr", "--by", "Anna Ek", cwd=march.parent)
    assert "mars.xlsx, Budget T1: enheten är tkr (Anna Ek, 20" in trygg("register", "show", register).stdout
    assert "the unit is tkr" in trygg("register", "show", register, "--lang", "en").stdout


def test_a_line_of_the_memory_keeps_to_its_schema(march: Path) -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / "memory.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    budget = read(march, isolate=False)
    answers = (
        Answer(unit="tkr"), Answer(sheet="Budget", no_money=True), Answer(sheet="Budget", table="T1", labels="A"),
    )  # fmt: skip
    for answer in answers:
        remember(march.parent / MEMORY, answered(budget, answer).notes)
    for line in (march.parent / MEMORY).read_text(encoding="utf-8").splitlines():
        jsonschema.validate(json.loads(line), schema)


def as_answer(proposal: Proposal) -> Answer:
    """The answer that a proposal's command gives, with 2022 for a year to be filled in."""
    options = dict(zip(proposal.options[::2], proposal.options[1::2], strict=True))
    year = options.get("--year")
    return Answer(
        sheet=proposal.tables[0].sheet if len({each.sheet for each in proposal.tables}) == 1 else "",
        table=proposal.tables[0].id if len(proposal.tables) == 1 else "",
        unit=options.get("--unit"),
        year=None if year in {None, "filnamn"} else 2022 if year == "ÅR" else int(str(year)),
        year_of_file=year == "filnamn",
        labels=options.get("--labels"),
    )


DOUBTFUL = [
    UNDATED,
    MARCH,
    MARCH.replace("2022", "2022, tkr") + "|\nAlla belopp i mkr",
    f"{MARCH}|\n|\n{MARCH.strip().replace('mars', 'april')}",
    "Post | Belopp\nEl | 120\nHyra | 900\nLöner | 4100",
    "\n".join(
        ["Enhet | Post | Belopp, tkr", *(f"Enhet {c}{c} | Post {c}{c}{c} | {n}00" for n, c in enumerate("abcdefgh"))]
    ),
]


@pytest.mark.parametrize("drawing", DOUBTFUL)
@pytest.mark.parametrize("file", ["mars.xlsx", "Budget 2022.xlsx"])
def test_what_is_proposed_can_be_confirmed_and_settles_it(drawing: str, file: str) -> None:
    """Each proposal is accepted, takes away its own doubt, and leads at last to a workbook that is sure."""
    budget = drawn(drawing, file=file)
    notes: tuple[LayoutNote, ...] = ()
    for _ in range(4):
        found = budget_of(budget.workbook, notes)
        asked = proposals(found.file, found.tables, found.records)
        if not asked:
            break
        notes += answered(budget, as_answer(asked[0]), notes).notes
        after = budget_of(budget.workbook, notes)
        assert asked[0].doubt not in {each.doubt for each in proposals(after.file, after.tables, after.records)}
    assert sure(budget_of(budget.workbook, notes)) == {Confidence.SURE}
