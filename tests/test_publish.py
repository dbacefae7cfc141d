"""What the main job leaves: every file or none, copies of the user's own workbooks, and a record of it all."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest

import trygg_excel as te
from tests.sheets import sheet, write
from trygg_excel.budget import read
from trygg_excel.errors import Unwritable, WouldOverwrite
from trygg_excel.inputs import workbooks_in
from trygg_excel.publish import publish
from trygg_excel.run import run
from trygg_excel.writing import write_files

ROOT = Path(__file__).parents[1]
FAULTY = ROOT / "workbooks" / "felaktiga" / "trygghetspaketet-fel-summa.xlsx"
MADE = ROOT / "tests" / "archetypes" / "made"
TABLE = "Budget, mkr | |\nNämnd | Budget 2021 | Budget 2022\nSkola | 1.0 | 2.0\nKultur | 2.0 | 3.5\n*Summa* | 3.0 | 5.5"


def files(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_every_output_is_named_and_recorded(tmp_path: Path) -> None:
    book = write(tmp_path / "Budget 2022.xlsx", sheet(TABLE))
    paths = te.report(book, tmp_path / "ut", isolate=False)
    names = {
        "kontroll.xlsx", "rapport.html", "till-chefen.pdf", "till-namnden.pdf", "Budget 2022 - kontrollerad.xlsx",
        "run.json",
    }  # fmt: skip
    assert set(paths) == names == set(files(tmp_path / "ut"))
    record = json.loads(paths["run.json"].read_bytes())
    jsonschema.validate(record, json.loads((ROOT / "docs" / "schemas" / "run.schema.json").read_bytes()))
    assert {each["name"]: each["sha256"] for each in record["outputs"]} == {
        name: digest for name, digest in files(tmp_path / "ut").items() if name != "run.json"
    }


def test_the_copy_is_the_workbook_with_its_own_answer(tmp_path: Path) -> None:
    """Two workbooks in one run: each copy tells of its own findings, and has its own sheets first as they were."""
    good = write(tmp_path / "god.xlsx", sheet(TABLE, "Egen"))
    publish(run([FAULTY, good], isolate=False), tmp_path / "ut")
    copy = openpyxl.load_workbook(tmp_path / "ut" / "trygghetspaketet-fel-summa - kontrollerad.xlsx")
    assert copy.sheetnames[0] == openpyxl.load_workbook(FAULTY).sheetnames[0]
    assert copy.sheetnames[1] == "Kontrollbesked"
    assert any(cell.comment for row in copy.worksheets[0].iter_rows() for cell in row)
    other = openpyxl.load_workbook(tmp_path / "ut" / "god - kontrollerad.xlsx")
    assert other.sheetnames[:2] == ["Egen", "Kontrollbesked"]
    told = [str(cell.value) for row in other["Kontrollbesked"].iter_rows() for cell in row]
    assert not any("fel-summa" in each for each in told)


def test_what_gets_no_copy_is_told_with_the_remedy(tmp_path: Path) -> None:
    done = publish(run([MADE / "02b-list-by-area.xls"], isolate=False), tmp_path / "ut")
    (problem,) = done.hindered
    assert problem.code == "TRY-W01"
    assert "Spara den som .xlsx i Excel" in problem.message.sv
    record = json.loads(done.paths["run.json"].read_bytes())
    assert [each["code"] for each in record["not_annotated"]] == ["TRY-W01"]
    assert (record["exit_code"], [each for each in done.paths if "kontrollerad" in each]) == (0, [])


def test_many_copies_are_told_by_their_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from trygg_excel.cli.app import app

    (tmp_path / "in").mkdir()
    for number in range(8):
        write(tmp_path / "in" / f"bok {number}.xlsx", sheet(TABLE, f"Blad {number}"))
        (tmp_path / "in" / f"lista {number}.csv").write_text("Nämnd;2022\nSkola;1", encoding="utf-8")
    with pytest.raises(SystemExit):
        app(["report", str(tmp_path / "in"), "--trusted", "--out", str(tmp_path / "ut")])
    told = capsys.readouterr().err.splitlines()
    assert sum(each.endswith("kontrollerad.xlsx") for each in told) == 0
    assert f"Skrev 8 kopior ('… - kontrollerad') i {tmp_path / 'ut'}" in told
    assert "2 arbetsböcker till fick ingen kopia; orsakerna står i run.json." in told


def test_a_workbook_that_changed_meanwhile_gets_no_copy(tmp_path: Path) -> None:
    book = write(tmp_path / "bok.xlsx", sheet(TABLE))
    done = run([book], isolate=False)
    write(book, sheet(TABLE.replace("3.5", "4.5")))
    assert [each.code for each in publish(done, tmp_path / "ut").hindered] == ["TRY-W09"]


def test_two_workbooks_of_one_name_get_two_copies(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "Budget.xlsx", sheet(TABLE, folder))
    done = publish(run([tmp_path / "a", tmp_path / "b"], isolate=False), tmp_path / "ut")
    copies = [name for name in done.paths if "kontrollerad" in name]
    assert copies == ["Budget - kontrollerad.xlsx", "Budget - kontrollerad (2).xlsx"]
    assert [openpyxl.load_workbook(done.paths[each]).sheetnames[0] for each in copies] == ["a", "b"]


def test_the_same_run_twice_into_the_same_folder_reads_no_copy(tmp_path: Path) -> None:
    book = write(tmp_path / "bok.xlsx", sheet(TABLE))
    first = publish(run([tmp_path], isolate=False), tmp_path)
    before = files(tmp_path)
    publish(run([tmp_path], isolate=False), tmp_path)
    assert {name: digest for name, digest in files(tmp_path).items() if name != "run.json"} == {
        name: digest for name, digest in before.items() if name != "run.json"
    }
    assert workbooks_in([tmp_path])[0] == (book,)
    copy = first.paths["bok - kontrollerad.xlsx"]
    assert workbooks_in([copy])[0] == (copy,)
    (tmp_path / "svar").mkdir()
    moved = copy.replace(tmp_path / "svar" / copy.name)
    assert workbooks_in([moved.parent])[0] == (moved,)


def test_an_answer_begun_in_a_copy_stands_in_the_next(tmp_path: Path) -> None:
    publish(run([write(tmp_path / "fel.xlsx", sheet(TABLE.replace("5.5", "9.5")))], isolate=False), tmp_path / "ett")
    copy = tmp_path / "ett" / "fel - kontrollerad.xlsx"
    answered = openpyxl.load_workbook(copy)
    findings = answered["Anmärkningar"]
    places = {cell.value: (cell.row, cell.column) for row in findings.iter_rows() for cell in row if cell.value}
    row, column = places["Motivering"]
    assert row is not None
    findings.cell(row + 1, column or 0, "Väntar på besked")
    answered.save(copy)
    publish(run([copy], isolate=False), tmp_path / "två")
    (again,) = (tmp_path / "två").glob("* - kontrollerad.xlsx")
    told = [cell.value for row in openpyxl.load_workbook(again)["Anmärkningar"].iter_rows() for cell in row]
    assert told.count("Väntar på besked") == 1


def test_all_or_none(tmp_path: Path) -> None:
    """The second cannot be placed (a folder stands there): the first is as it was, and nothing is left lying about."""
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_bytes(b"before")
    second.mkdir()
    with pytest.raises(Unwritable, match=r"b\.txt"):
        write_files({first: b"after", second: b"after", tmp_path / "c.txt": b"after"})
    assert (first.read_bytes(), sorted(each.name for each in tmp_path.iterdir())) == (b"before", ["a.txt", "b.txt"])


def test_no_input_is_written_over(tmp_path: Path) -> None:
    book = tmp_path / "kontroll.xlsx"
    write(book, sheet(TABLE))
    before = files(tmp_path)
    with pytest.raises(WouldOverwrite):
        publish(run([book], isolate=False), tmp_path)
    assert files(tmp_path) == before


def test_a_copy_reads_as_the_workbook_did(tmp_path: Path) -> None:
    book = write(tmp_path / "bok.xlsx", sheet(TABLE))
    paths = te.report(book, tmp_path / "ut", isolate=False)
    again = read(paths["bok - kontrollerad.xlsx"], isolate=False)
    mine = [(each.cell, each.amount) for each in again.records if each.sheet == "Blad1"]
    assert mine == [(each.cell, each.amount) for each in read(book, isolate=False).records]


@pytest.mark.parametrize("at", range(1, 5))
def test_a_break_between_leaves_what_stood_there(at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C at each of the moves, of which there are two for each file."""
    for name in "ab":
        (tmp_path / name).write_bytes(b"before")
    made, moves = Path.replace, iter(range(1, 9))

    def replace(self: Path, target: Path) -> Path:
        if next(moves) == at:
            raise KeyboardInterrupt
        return made(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / name: b"after" for name in "ab"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"before", "b": b"before"}


def test_what_cannot_be_put_back_is_left_under_its_other_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(name.encode())
    made, moves = Path.replace, iter(range(1, 9))

    def replace(self: Path, target: Path) -> Path:
        if next(moves) in {4, 5}:  # the new b, and the old b on its way back
            raise PermissionError(13, "no")
        return made(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(Unwritable):
        write_files({tmp_path / name: b"after" for name in "ab"})
    assert (tmp_path / "a").read_bytes() == b"a"
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"a", b"b"]
