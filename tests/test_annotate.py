"""`te.annotate` and `trygg annotate`: the user's own workbook, the findings at their cells, our sheets after hers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

import trygg_excel as te
from tests.losses import losses, parts_of
from tests.own_checks import faults
from tests.sheets import sheet, write
from tests.written import opened, tree
from trygg_excel.cli import main
from trygg_excel.cli.annotate import _said as said_of
from trygg_excel.errors import TryggError
from trygg_excel.finding import Finding, Severity, Source, Text
from trygg_excel.reading import read_workbook
from trygg_excel.writeback.annotate import annotate
from trygg_excel.writeback.marks import MOST_NOTES, marks_of
from trygg_excel.writeback.note_text import note_text
from trygg_excel.writeback.receipt import Mark, Receipt

ROOT = Path(__file__).parents[1]
WRONG = ROOT / "workbooks" / "felaktiga" / "trygghetspaketet-fel-summa.xlsx"
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "receipt.schema.json").read_text(encoding="utf-8"))
REGISTER = ROOT / "schemas" / "trygghetspaketet.yaml"


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Receipt]:
    """The faulty example with notes and colours."""
    out = tmp_path_factory.mktemp("ut") / "kopia.xlsx"
    return out, annotate(WRONG, out, fill=True, register=REGISTER, isolate=False)


def test_the_finding_stands_at_its_cell_and_on_our_sheet(copied: tuple[Path, Receipt]) -> None:
    held = opened(copied[0].read_bytes())
    note = held["Jämförelse"]["B13"].comment.text
    assert note.startswith("Automatisk kontroll: Fel\n")
    assert "Gör så här: " in note
    assert "Mer på bladet 'Anmärkningar'." in note
    findings = held["Anmärkningar"]
    rows = list(findings.iter_rows())
    titles = next([cell.value for cell in row] for row in rows if row[0].value == "Grad")
    first = dict(zip(titles, next(row for row in rows if row[0].value == "Fel"), strict=True))
    link = first["Cell"].hyperlink
    assert link is not None
    assert (first["Cell"].value, link.location) == ("Jämförelse!B13", "'Jämförelse'!B13")
    assert first["Vad"].value in note
    assert first["Gäller"].value == "Varje angiven summa mot sina rader"


def test_our_sheets_come_last_with_the_answer_first(copied: tuple[Path, Receipt]) -> None:
    names = opened(copied[0].read_bytes()).sheetnames
    assert names[0] == "Jämförelse"
    assert (names[1], names[-2:]) == ("Kontrollbesked", ["Avstämning", "Anmärkningar"])
    assert list(copied[1].sheets) == names[1:]


def test_nothing_is_lost(copied: tuple[Path, Receipt]) -> None:
    before, after = WRONG.read_bytes(), copied[0].read_bytes()
    assert losses(before, after, [each.name for each in copied[1].changed]) == []
    assert faults(after) - faults(before) == {}


def test_our_sheets_are_not_read_as_the_users(copied: tuple[Path, Receipt]) -> None:
    sheets, before = read_workbook(copied[0]).sheets, read_workbook(WRONG).sheets
    assert [each.name for each in sheets] == ["Jämförelse"]
    assert sheets[0].cells == before[0].cells


def test_a_second_run_gives_the_same_copy(copied: tuple[Path, Receipt], tmp_path: Path) -> None:
    again = tmp_path / "kopia.xlsx"
    receipt = annotate(copied[0], again, fill=True, register=REGISTER, isolate=False)
    assert receipt.cleaned == "exact"
    held = opened(again.read_bytes())
    assert held.sheetnames == opened(copied[0].read_bytes()).sheetnames
    assert held["Jämförelse"]["B13"].comment.text.count("[trygg_excel]") == 1
    mine = {name: data for name, data in parts_of(again.read_bytes()).items() if name.endswith("sheet1.xml")}
    assert mine == {name: data for name, data in parts_of(copied[0].read_bytes()).items() if name in mine}


def test_clean_gives_the_workbook_back(copied: tuple[Path, Receipt], tmp_path: Path) -> None:
    receipt = annotate(copied[0], tmp_path / "ren.xlsx", clean=True, isolate=False)
    assert parts_of((tmp_path / "ren.xlsx").read_bytes()) == parts_of(WRONG.read_bytes())
    assert (receipt.format, receipt.cleaned) == ("cleaned", "exact")
    jsonschema.validate(receipt.record(), SCHEMA)


def test_the_receipt_tells_every_part_and_mark(copied: tuple[Path, Receipt]) -> None:
    receipt = copied[1]
    jsonschema.validate(receipt.record(), SCHEMA)
    told = {*receipt.kept, *(each.name for each in (*receipt.changed, *receipt.added))}
    assert {each.casefold() for each in told} == parts_of(copied[0].read_bytes()).keys()
    assert ("Jämförelse", "B13", "new", True) in {(e.sheet, e.cell, e.note, e.filled) for e in receipt.marks}


def test_without_fill_no_colour(tmp_path: Path) -> None:
    annotate(WRONG, tmp_path / "k.xlsx", register=REGISTER, isolate=False)
    sheet = parts_of((tmp_path / "k.xlsx").read_bytes())["xl/worksheets/sheet1.xml"]
    before = parts_of(WRONG.read_bytes())["xl/worksheets/sheet1.xml"]
    assert len(list(tree(sheet).iter("{*}cfRule"))) == len(list(tree(before).iter("{*}cfRule")))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "kopia.xlsx"
    given = ["trygg", "annotate", str(WRONG), "--out", str(out), "--receipt", "json", "--trusted", "--lang", "en"]
    monkeypatch.setattr("sys.argv", given)
    with pytest.raises(SystemExit) as exit_:
        main()
    assert exit_.value.code in {0, None}
    said = capsys.readouterr()
    jsonschema.validate(json.loads(said.out), SCHEMA)
    assert f"Wrote {out}" in said.err
    assert "notes; the sheets 'Control verdict'" in said.err


def test_the_command_tells_an_obstacle(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "~$kopia.xlsx").touch()
    monkeypatch.setattr("sys.argv", ["trygg", "annotate", str(WRONG), "--out", str(tmp_path / "kopia.xlsx")])
    with pytest.raises(SystemExit) as exit_:
        main()
    assert exit_.value.code == 4
    assert "är öppen i Excel. Spara och stäng den, eller" in capsys.readouterr().err


def test_the_public_name(tmp_path: Path) -> None:
    """In a process of its own, as users call it."""
    shutil.copy(WRONG, tmp_path / "bok.xlsx")
    assert te.annotate(tmp_path / "bok.xlsx", tmp_path / "kopia.xlsx", lang="en").sheets[-1] == "Findings"


def test_a_format_that_takes_no_notes_gets_a_control_workbook(tmp_path: Path) -> None:
    book = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="Blad1"><table:table-row><table:table-cell office:value-type="string">'
        "<text:p>Budget</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    import zipfile

    with zipfile.ZipFile(tmp_path / "bok.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", book)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    receipt = annotate(tmp_path / "bok.ods", tmp_path / "k.xlsx", isolate=False)
    assert (receipt.format, receipt.marks) == ("control_workbook", ())
    assert "ny arbetsbok i stället" in receipt.remarks[0].sv
    assert opened((tmp_path / "k.xlsx").read_bytes()).sheetnames[0] == "Sammanfattning"
    jsonschema.validate(receipt.record(), SCHEMA)


def finding(cell: str, severity: Severity = Severity.ERROR, *more: str) -> Finding:
    sources = tuple(Source("bok.xlsx", "Blad1", each) for each in (cell, *more))
    return Finding(
        code="TRY-001", severity=severity, message=Text(f"Fel i {cell}.", f"Wrong in {cell}."), sources=sources
    )


def test_at_most_twenty_notes_and_the_most_serious_first() -> None:
    given = [finding(f"B{row}") for row in range(1, 31)]
    marks = marks_of(given, "Anmärkningar", "sv", fill=True)
    assert list(marks.notes["Blad1"]) == [f"B{row}" for row in range(1, MOST_NOTES + 1)]
    assert len(marks.colours["Blad1"]) == 30


def test_one_note_for_all_that_is_told_of_a_cell() -> None:
    marks = marks_of([finding("B2"), finding("B2", Severity.NOTE), finding("")], "Anmärkningar", "en", fill=False)
    said = marks.notes["Blad1"]["B2"]
    assert said.splitlines()[0] == "Automatic control: Error"
    assert said.count("Wrong in B2.") == 2
    assert (list(marks.notes["Blad1"]), marks.colours) == (["B2"], {})


def test_what_is_told_of_a_table_has_its_note_at_the_first_cell_and_no_colour() -> None:
    marks = marks_of([finding("B2:F90", Severity.NOTE)], "Anmärkningar", "sv", fill=True)
    assert (list(marks.notes["Blad1"]), marks.colours) == (["B2"], {})


def test_the_gravest_colours_a_cell_and_all_cells_of_a_cause_are_coloured() -> None:
    marks = marks_of([finding("B2", Severity.ERROR, "B5"), finding("B5", Severity.NOTE)], "A", "sv", fill=True)
    assert marks.colours == {"Blad1": {"B2": "error", "B5": "error"}}


def test_a_note_holds_no_more_than_a_person_reads() -> None:
    long = Finding(code="X", severity=Severity.NOTE, message=Text("å" * 5_000, "a" * 5_000))
    said = note_text([long], "Anmärkningar", "sv")
    assert len(said) < 1_600
    assert said.endswith("…\nMer på bladet 'Anmärkningar'.\n[trygg_excel]")


@pytest.fixture(scope="module")
def copy_with_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, with its register in a folder of its own."""
    folder = tmp_path_factory.mktemp("svar")
    (folder / "schemas").mkdir()
    shutil.copy(REGISTER, folder / "schemas" / REGISTER.name)
    shutil.copy(WRONG, folder / WRONG.name)
    annotate(folder / WRONG.name, folder / "svar.xlsx", isolate=False)
    return folder


@pytest.fixture
def answered(copy_with_register: Path, tmp_path: Path) -> Path:
    """A copy in which findings are to be answered."""
    return shutil.copytree(copy_with_register, tmp_path / "svar") / "svar.xlsx"


def write_answers(path: Path, **said: str) -> str:
    """Write answers on the row of the first finding, as openpyxl saves them; the finding's key."""
    book = opened(path.read_bytes())
    on = book["Anmärkningar"]
    head = next(row for row in on.iter_rows() if row[0].value == "Grad")
    row = int(head[0].row or 0) + 1
    places = {str(cell.value): number for number, cell in enumerate(head, 1)}
    for title, words in said.items():
        on.cell(row, places[{"yes": "Godtas (ja)", "why": "Motivering", "by": "Namn", "until": "T.o.m."}[title]], words)
    key = str(on.cell(row, places["Nyckel"]).value)
    book.save(path)
    return key


def findings_rows(path: Path) -> dict[str, object]:
    """The answers on our sheet by the finding's key."""
    on = opened(path.read_bytes())["Anmärkningar"]
    rows = [[cell.value for cell in row] for row in on.iter_rows()]
    top = next(number for number, row in enumerate(rows) if row[0] == "Grad")
    key = rows[top].index("Nyckel")
    return {str(row[key]): row[key + 1 : key + 5] for row in rows[top + 1 :] if row[key]}


def test_an_answer_goes_into_the_memory_and_the_note_is_gone(answered: Path) -> None:
    key = write_answers(answered, yes="ja", why="Rättas i maj", by="Eva", until="2099-12-31")
    receipt = annotate(answered, answered.with_name("ny.xlsx"), isolate=False)
    memory = answered.parent / "schemas" / "trygg-minne.jsonl"
    told = [json.loads(line) for line in memory.read_text(encoding="utf-8").splitlines()]
    assert [(each["kind"], each["key"], each["by"], each["why"]) for each in told] == [
        ("accept", key, "Eva", "Rättas i maj")
    ]
    assert f"1 svar sparade i {memory}." in [each.sv for each in receipt.remarks]
    assert ("Jämförelse", "B13") not in {(each.sheet, each.cell) for each in receipt.marks if each.note != "none"}
    assert findings_rows(answered.with_name("ny.xlsx"))[key] == ["ja", "Rättas i maj", "Eva", "2099-12-31"]
    annotate(answered.with_name("ny.xlsx"), answered.with_name("tredje.xlsx"), isolate=False)
    assert len(memory.read_text(encoding="utf-8").splitlines()) == 1


def test_what_the_user_has_begun_to_write_is_carried_over(answered: Path) -> None:
    key = write_answers(answered, why="Frågar ekonomen")
    annotate(answered, answered.with_name("ny.xlsx"), isolate=False)
    assert findings_rows(answered.with_name("ny.xlsx"))[key] == [None, "Frågar ekonomen", None, None]
    assert not (answered.parent / "schemas" / "trygg-minne.jsonl").exists()


def test_an_answer_that_is_amiss_stops_the_copy_and_is_told(answered: Path) -> None:
    write_answers(answered, yes="ja", why="Rättas i maj")
    with pytest.raises(TryggError, match="namn saknas"):
        annotate(answered, answered.with_name("ny.xlsx"), isolate=False)
    assert not answered.with_name("ny.xlsx").exists()


def test_answers_are_kept_when_ours_is_taken_out(answered: Path) -> None:
    write_answers(answered, yes="ja", why="Rättas i maj", by="Eva")
    receipt = annotate(answered, answered.with_name("ren.xlsx"), clean=True, isolate=False)
    assert (receipt.cleaned, opened(answered.with_name("ren.xlsx").read_bytes()).sheetnames) == (
        "by_marks",
        ["Jämförelse"],
    )
    assert (answered.parent / "schemas" / "trygg-minne.jsonl").exists()


def test_answers_to_findings_that_are_gone_are_told(answered: Path) -> None:
    write_answers(answered, why="Frågar ekonomen")
    book = opened(answered.read_bytes())
    book["Jämförelse"]["B9"] = 0.9
    book.save(answered)
    receipt = annotate(answered, answered.with_name("ny.xlsx"), isolate=False)
    assert any("inte finns kvar" in each.sv for each in receipt.remarks)


def write_review(path: Path, by: str, signatures: str) -> None:
    """Write a reviewer's name beside the first reconciled amount, and in the line of signatures."""
    book = opened(path.read_bytes())
    on = book["Avstämning"]
    head = next(row for row in on.iter_rows() if row[0].value == "Vad")
    column = next(number for number, cell in enumerate(head, 1) if cell.value == "Granskad av")
    on.cell(int(head[0].row or 0) + 1, column, by)
    for cell in (each for name in ("Kontrollbesked", "Avstämning") for row in book[name].iter_rows() for each in row):
        if str(cell.value).startswith("Upprättad av:"):
            cell.value = f"{signatures} {cell.parent.title}"
    book.save(path)


def reviewed(path: Path, sheet: str = "Avstämning") -> set[str]:
    """All that stands on a sheet of ours."""
    return {str(cell.value) for row in opened(path.read_bytes())[sheet].iter_rows() for cell in row}


SIGNED = "Upprättad av: Eva    Granskad av: Bo    Godkänd av:"


def test_who_has_reviewed_stands_in_the_next_copy(answered: Path) -> None:
    write_review(answered, "Bo 2022-02-01", SIGNED)
    receipt = annotate(answered, answered.with_name("ny.xlsx"), isolate=False)
    assert {"Bo 2022-02-01", f"{SIGNED} Avstämning"} <= reviewed(answered.with_name("ny.xlsx"))
    assert f"{SIGNED} Kontrollbesked" in reviewed(answered.with_name("ny.xlsx"), "Kontrollbesked")
    assert not [each.sv for each in receipt.remarks if "granskning" in each.sv or "Underskrift" in each.sv]
    annotate(answered.with_name("ny.xlsx"), answered.with_name("tredje.xlsx"), isolate=False)
    assert {"Bo 2022-02-01", f"{SIGNED} Avstämning"} <= reviewed(answered.with_name("tredje.xlsx"))


def test_a_review_of_what_has_changed_is_told_and_not_carried_over(answered: Path) -> None:
    write_review(answered, "Bo 2022-02-01", SIGNED)
    book = opened(answered.read_bytes())
    for row in range(5, 13):
        value = book["Jämförelse"].cell(row, 2).value
        if isinstance(value, int | float):
            book["Jämförelse"].cell(row, 2).value = value + 1
    book.save(answered)
    receipt = annotate(answered, answered.with_name("ny.xlsx"), isolate=False)
    assert not any(each.startswith(SIGNED) for each in reviewed(answered.with_name("ny.xlsx")))
    assert any(each.sv.startswith("Underskrifterna står inte i den nya kopian") for each in receipt.remarks)


@pytest.mark.parametrize("words", [{"yes": "ja", "why": "Rättas i maj", "by": "Eva"}, {"why": "Frågar ekonomen"}])
def test_a_finding_without_numbers_is_the_same_in_a_copy_with_another_name(
    words: dict[str, str], tmp_path: Path
) -> None:
    table = "Budget, tkr\nInsats | 2021 | 2022\nSkola | 100 | n/a\nFritid | 250 | 300\n*Summa* | 350 | 300"
    book = write(tmp_path / "budget.xlsx", sheet(table, "Budget"))
    copy, second = tmp_path / "budget-kontrollerad.xlsx", tmp_path / "budget-klar.xlsx"
    annotate(book, copy, isolate=False)
    key = write_answers(copy, **words)
    receipt = annotate(copy, second, isolate=False)
    assert not [each.sv for each in receipt.remarks if "inte finns kvar" in each.sv]
    begun = [words.get("yes"), words["why"], words.get("by"), None]
    assert begun in findings_rows(second).values()
    assert key not in findings_rows(second)
    third = annotate(second, tmp_path / "tredje.xlsx", isolate=False)
    assert not [each.sv for each in third.remarks if "inte finns kvar" in each.sv]
    assert begun in findings_rows(tmp_path / "tredje.xlsx").values()


@pytest.mark.parametrize(("cells", "said"), [("B2", "1 anteckning; "), ("B2 B3", "2 anteckningar; ")])
def test_one_note_is_told_as_one(cells: str, said: str) -> None:
    marks = tuple(Mark("Blad1", each, "new", filled=False, codes=()) for each in cells.split())
    receipt = Receipt("a", "b", "c", "d", "annotated", "none", sheets=("A",), marks=marks)
    assert said_of(receipt).sv == f"{said}bladen 'A' ligger sist."
