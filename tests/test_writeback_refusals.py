"""What stands in the way of a copy is told in a sentence, with a code and a remedy, and no file is left behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.hostile.book import KIND, content_types, relationships, rows, save, save_entries, workbook, worksheet
from tests.hostile.rawzip import Entry
from tests.written import book, written
from trygg_excel.errors import PathMissing, Refused, TryggError, Unwritable, WouldOverwrite, WrongUsage
from trygg_excel.writeback import styles as formats
from trygg_excel.writeback.annotate import annotate
from trygg_excel.writeback.obstacle import CannotAnnotate, Hindered, Obstacle

BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def more_links(*more: tuple[str, str]) -> bytes:
    return relationships(
        ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"), *more
    )


def protected() -> dict[str, bytes]:
    return {BOOK: workbook().replace(b"<sheets>", b'<workbookProtection lockStructure="1"/><sheets>')}


def signed() -> dict[str, bytes]:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    links = relationships(("officeDocument", BOOK), (kind, "_xmlsignatures/origin.sigs"))
    return {"_rels/.rels": links, "_xmlsignatures/origin.sigs": b""}


def shared() -> dict[str, bytes]:
    return {
        LINKS: more_links(("revisionHeaders", "revisions/revisionHeaders.xml")),
        "xl/revisions/revisionHeaders.xml": b"<headers/>",
    }


def wide() -> dict[str, bytes]:
    said = workbook().decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return {BOOK: said.encode("utf-16")}


CASES = {
    Obstacle.STRUCTURE: protected(),
    Obstacle.SIGNED: signed(),
    Obstacle.SHARED: shared(),
    Obstacle.FULL: {},
    Obstacle.DIALECT: wide(),
}


@pytest.mark.parametrize("obstacle", CASES)
def test_what_stands_in_the_way_is_told(obstacle: Obstacle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if obstacle is Obstacle.FULL:  # a workbook with as many formats as Excel takes is slow to make
        monkeypatch.setattr(formats, "_MOST_FORMATS", 3)
    source, out = tmp_path / "bok.xlsx", tmp_path / "kopia.xlsx"
    save(source, None, CASES[obstacle])
    with pytest.raises(CannotAnnotate) as problem:
        annotate(source, out, isolate=False)
    assert problem.value.obstacle is obstacle
    assert (problem.value.code, problem.value.exit_code) == (obstacle.value, 3)
    assert problem.value.message.sv.startswith(f"'{source}' fick ingen kopia: ")
    assert problem.value.message.en.startswith(f"'{source}' was not annotated: ")
    assert os.listdir(tmp_path) == ["bok.xlsx"]  # noqa: PTH208


def test_every_obstacle_has_a_code_and_words_of_its_own() -> None:
    told = [CannotAnnotate("bok.xlsx", each) for each in Obstacle]
    assert len({each.code for each in told}) == len({each.message for each in told}) == len(Obstacle)
    assert {each.exit_code for each in told} == {2, 3, 4}


def test_a_signature_may_be_broken_when_that_is_said(tmp_path: Path) -> None:
    save(tmp_path / "bok.xlsx", None, signed())
    done = annotate(tmp_path / "bok.xlsx", tmp_path / "kopia.xlsx", break_signature=True, isolate=False)
    assert "_xmlsignatures/origin.sigs" in done.kept


@pytest.mark.parametrize("name", ["bok.xlsx", "kopia.xlsx"])
def test_a_workbook_that_is_open_in_excel_is_left_alone(name: str, tmp_path: Path) -> None:
    save(tmp_path / "bok.xlsx")
    (tmp_path / f"~${name}").write_bytes(b"\x03Eva")
    with pytest.raises(CannotAnnotate) as problem:
        annotate(tmp_path / "bok.xlsx", tmp_path / "kopia.xlsx", isolate=False)
    assert (problem.value.obstacle, problem.value.exit_code) == (Obstacle.OPEN, 4)
    assert not (tmp_path / "kopia.xlsx").exists()


def test_what_the_gate_refuses_is_refused_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "krypterad.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    save_entries(tmp_path / "dubbel.xlsx", Entry(name="XL/workbook.xml", data=workbook()))
    for name in ("krypterad.xlsx", "dubbel.xlsx"):
        with pytest.raises(Refused):
            annotate(tmp_path / name, tmp_path / "kopia.xlsx", isolate=False)
    assert not (tmp_path / "kopia.xlsx").exists()


def test_the_name_of_the_copy_must_fit_what_it_holds(tmp_path: Path) -> None:
    kind = f"{KIND}.sheet.main+xml".encode()
    types = content_types().replace(kind, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    save(tmp_path / "bok.xlsm", None, {"[Content_Types].xml": types})
    with pytest.raises(CannotAnnotate) as problem:
        annotate(tmp_path / "bok.xlsm", tmp_path / "kopia.xlsx", isolate=False)
    assert (problem.value.obstacle, problem.value.exit_code) == (Obstacle.SUFFIX, 2)
    assert annotate(tmp_path / "bok.xlsm", tmp_path / "kopia.xlsm", isolate=False).format == "annotated"


def test_nothing_to_take_out_is_told(tmp_path: Path) -> None:
    save(tmp_path / "bok.xlsx")
    with pytest.raises(CannotAnnotate) as problem:
        annotate(tmp_path / "bok.xlsx", tmp_path / "kopia.xlsx", clean=True, isolate=False)
    assert problem.value.obstacle is Obstacle.NOT_OURS


def test_the_workbook_itself_is_never_written_over(tmp_path: Path) -> None:
    save(tmp_path / "bok.xlsx")
    before = (tmp_path / "bok.xlsx").read_bytes()
    with pytest.raises(WouldOverwrite):
        annotate(tmp_path / "bok.xlsx", tmp_path / "." / "bok.xlsx", isolate=False)
    assert (tmp_path / "bok.xlsx").read_bytes() == before


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        annotate(tmp_path, tmp_path / "kopia.xlsx", isolate=False)


def test_a_workbook_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PathMissing):
        annotate(tmp_path / "bok.xlsx", tmp_path / "kopia.xlsx", isolate=False)


@pytest.mark.parametrize("fault", ["fsync", "read"])
def test_a_disk_that_fails_leaves_no_half_file(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path / "bok.xlsx")
    out = tmp_path / "ut" / "kopia.xlsx"
    if fault == "fsync":
        monkeypatch.setattr(os, "fsync", _no_space)
    else:
        monkeypatch.setattr(Path, "read_bytes", lambda _: b"other bytes than were written")
    with pytest.raises(Unwritable):
        annotate(tmp_path / "bok.xlsx", out, isolate=False)
    assert list(out.parent.iterdir()) == []


def _no_space(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from trygg_excel.writeback import annotate as module

    save(tmp_path / "bok.xlsx")
    monkeypatch.setattr(module, "bytes_of", lambda *_: b"PK other")
    with pytest.raises(CannotAnnotate) as problem:
        annotate(tmp_path / "bok.xlsx", tmp_path / "kopia.xlsx", isolate=False)
    assert (problem.value.obstacle, problem.value.exit_code) == (Obstacle.CHANGED, 4)
    assert issubclass(CannotAnnotate, TryggError)


def test_a_drawing_that_is_not_there() -> None:
    """Excel repairs such a workbook; a note cannot be given a box."""
    with pytest.raises(Hindered) as problem:
        written(book(worksheet(rows(), '<legacyDrawing r:id="rId1"/>')))
    assert problem.value.obstacle is Obstacle.PARTS
