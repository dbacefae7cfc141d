"""What we wrote, taken out again: byte for byte, or by its marks once somebody has saved the copy."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.hostile.book import content_types, parts, rows, workbook, worksheet
from tests.losses import parts_of
from tests.own_checks import faults
from tests.test_writeback import rule, with_notes
from tests.written import book, opened, tree, written
from trygg_excel.package import BadPackage, Package, Rewrite, outline, rewritten
from trygg_excel.writeback.clean import Cleaned, cleaned
from trygg_excel.writeback.fill import MARK

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
NOTED = "<comment ref='B2' authorId='0'><text><r><t>Hennes</t></r></text></comment>"
BOOKS = {
    "small": book(),
    "rules": book(worksheet(rows(), rule(1) + rule(2))),
    "notes": book(worksheet(rows(), '<legacyDrawing r:id="rId2"/>'), with_notes(NOTED)),
    "no styles told": book(
        changes={"xl/styles.xml": parts()["xl/styles.xml"].replace(b"</cellXfs>", b"</cellXfs><dxfs/>")}
    ),
}


def clean(data: bytes) -> tuple[bytes, Cleaned]:
    after, _, how = cleaned(data, Package(data))
    return after, how


def saved(data: bytes, change: Callable[[str, bytes], bytes] = lambda _, each: each) -> bytes:
    """The copy as another program saves it: every part of ours touched, so that no checksum of ours holds."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, change(name, body + b"\n" if name.endswith((".xml", ".rels")) else body))
    return out.getvalue()


@pytest.mark.parametrize("name", BOOKS)
def test_every_part_is_as_it_was(name: str) -> None:
    after, how = clean(written(BOOKS[name]).data)
    assert how is Cleaned.EXACT
    assert parts_of(after) == parts_of(BOOKS[name])
    assert Package(after).parts == Package(BOOKS[name]).parts


@pytest.mark.parametrize("name", BOOKS)
def test_a_second_run_gives_the_same_copy(name: str) -> None:
    first = written(BOOKS[name])
    again = written(first.data)
    assert again.cleaned is Cleaned.EXACT
    assert again.data == first.data


def test_a_workbook_with_nothing_of_ours_is_left_alone() -> None:
    assert clean(book()) == (book(), Cleaned.NOTHING)


@pytest.mark.parametrize("name", BOOKS)
def test_after_a_save_what_is_ours_is_known_by_its_marks(name: str) -> None:
    before = BOOKS[name]
    after, how = clean(saved(written(before).data))
    assert how is Cleaned.BY_MARKS
    held, old = parts_of(after), parts_of(before)
    assert held.keys() == old.keys()
    assert opened(after).sheetnames == ["Blad1"]
    assert b"trygg" not in b"".join(data for part, data in held.items() if not part.endswith("comments1.xml"))
    formulas = [each.text for each in tree(held[SHEET]).iter("{*}formula")]
    assert formulas == [each.text for each in tree(old[SHEET]).iter("{*}formula")]
    assert faults(after) - faults(before) == {}


def test_a_users_note_stays_when_ours_below_it_goes() -> None:
    after, _ = clean(saved(written(BOOKS["notes"]).data))
    held = parts_of(after)
    notes = {
        each.get("ref"): "".join(map(str, each.itertext()))
        for each in tree(held["xl/comments1.xml"]).iter("{*}comment")
    }
    assert notes == {"B2": "Hennes"}
    assert held["xl/drawings/vmldrawing1.vml"].count(b'"Note"') == 1


def test_what_the_user_wrote_after_ours_stays() -> None:
    def more(_: str, body: bytes) -> bytes:
        return body.replace(b"B2 &lt;st", b"&lt;st").replace(b"[trygg_excel]", b"[trygg_excel]\nRattat. /Eva", 1)

    after, _ = clean(saved(written(book()).data, more))
    held = next(data for name, data in parts_of(after).items() if "comments" in name)
    notes = {each.get("ref"): "".join(map(str, each.itertext())) for each in tree(held).iter("{*}comment")}
    assert {ref: said.strip() for ref, said in notes.items()} == {"A1": "Rattat. /Eva"}


def test_edits_elsewhere_are_kept_when_ours_are_replaced() -> None:
    def edit(name: str, body: bytes) -> bytes:
        return body.replace(b"<v>2500</v>", b"<v>2700</v>") if name == SHEET else body

    again = written(saved(written(book()).data, edit))
    assert again.cleaned is Cleaned.BY_MARKS
    held = opened(again.data)
    assert held.sheetnames == ["Blad1", "Vårt blad", "Mer"]
    assert held["Blad1"]["B4"].value == 2700
    assert held["Blad1"]["B2"].comment.text.count("Automatisk kontroll") == 1
    assert len(held["Blad1"].conditional_formatting) == 2
    assert faults(again.data) == {}


def test_a_save_by_another_program_is_seen_through() -> None:
    """openpyxl writes every part anew, under names of its own, and drops the stamp."""
    out = io.BytesIO()
    held = opened(written(book()).data)
    held["Blad1"]["B4"] = 2700
    held.save(out)
    assert b"urn:trygg_excel:stamp" not in b"".join(parts_of(out.getvalue()).values())
    after, how = clean(out.getvalue())
    assert how is Cleaned.BY_MARKS
    again = opened(after)
    assert again.sheetnames == ["Blad1"]
    assert (again["Blad1"]["B4"].value, again["Blad1"]["B2"].comment) == (2700, None)
    assert len(again["Blad1"].conditional_formatting) == 0
    assert faults(after) == {}


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not on this machine")
def test_a_save_in_libreoffice_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "kopia.xlsx").write_bytes(written(BOOKS["rules"]).data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    given = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    given += [str(tmp_path / "ut"), str(tmp_path / "kopia.xlsx")]
    subprocess.run(given, capture_output=True, timeout=300, check=True)
    after, how = clean((tmp_path / "ut" / "kopia.xlsx").read_bytes())
    assert how is Cleaned.BY_MARKS
    held = opened(after)
    assert held.sheetnames == ["Blad1"]
    assert (held["Blad1"]["B4"].value, held["Blad1"]["B2"].comment) == (2500, None)
    assert MARK not in {rule.formula[0] for area in held["Blad1"].conditional_formatting for rule in area.rules}


def test_names_and_views_of_the_user_follow_their_tabs() -> None:
    """She moved ours first; names and the tab that was open are of the tabs they were of."""
    views = b'<bookViews><workbookView activeTab="2"/></bookViews><sheets>'
    names = '<definedNames><definedName name="Min" localSheetId="0">Blad1!$A$1</definedName></definedNames>'
    data = saved(written(book(changes={BOOK: workbook(after=names).replace(b"<sheets>", views)})).data, _ours_first)
    assert opened(data).sheetnames == ["Vårt blad", "Mer", "Blad1"]
    held = parts_of(clean(data)[0])[BOOK]
    assert [(e.get("name"), e.get("localSheetId")) for e in tree(held).iter("{*}definedName")] == [("Min", "0")]
    assert [each.get("activeTab") for each in tree(held).iter("{*}workbookView")] == ["0"]


def _ours_first(name: str, body: bytes) -> bytes:
    if name != BOOK:
        return body
    mine = re.search(b'<sheet name="Blad1"[^>]*/>', body)
    assert mine
    body = body.replace(mine[0], b"").replace(b"</sheets>", mine[0] + b"</sheets>")
    return re.sub(rb'localSheetId="(\d)"', lambda m: b'localSheetId="%d"' % ((int(m[1]) - 1) % 3), body)


def test_the_order_of_calculation_goes_with_our_formulas() -> None:
    """A program that saves the copy names our cells in it; Excel repairs a workbook where they are missing."""

    def chained(name: str, body: bytes) -> bytes:
        if name == "[Content_Types].xml":
            kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
            return body.replace(
                b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="%b"/></Types>' % kind
            )
        return body

    before = parts(None, {"xl/calcChain.xml": b"<calcChain/>", "[Content_Types].xml": content_types()})
    home = "xl/_rels/workbook.xml.rels"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    before[home] = before[home].replace(
        b"</Relationships>", b'<Relationship Id="rId9" Type="%b" Target="calcChain.xml"/></Relationships>' % kind
    )
    data = book(changes=before)
    assert "xl/calcchain.xml" in parts_of(written(data).data)
    after, _ = clean(saved(written(data).data, chained))
    assert "xl/calcchain.xml" not in parts_of(after)
    assert b"calcChain" not in parts_of(after)[home]
    assert b"calcChain" not in parts_of(after)["[content_types].xml"]


def test_what_a_forged_stamp_gives_back_is_held_against_the_gate() -> None:
    """Its undo would put a declaration of entities into a part that the gate has seen without one."""
    entity = base64.b64encode(b'<!DOCTYPE a [<!ENTITY b "c">]>').decode()
    package = Package(written(book()).data)
    stamp = next(each for each in package.parts if each.startswith("customXml/item1"))
    told = outline(package.read(stamp)).root.text
    change = json.loads(told)
    change["changed"][BOOK]["undo"] = [[55, 0, entity]]
    forged = package.read(stamp).replace(escape(told).encode(), escape(json.dumps(change)).encode())
    with pytest.raises(BadPackage):
        clean(rewritten(package, Rewrite({stamp: forged}, {})))


@pytest.mark.parametrize("said", [b"inte json", b"{}", b'{"changed": {"xl/workbook.xml": {}}, "added": {}}', b"&lt;"])
def test_a_stamp_that_cannot_be_read_does_not_stop_us(said: bytes) -> None:
    def spoilt(_: str, body: bytes) -> bytes:
        return re.sub(rb"(?s)(<trygg [^>]*>).*(</trygg>)", lambda m: m[1] + said + m[2], body)

    after, how = clean(saved(written(book()).data, spoilt))
    assert how is Cleaned.BY_MARKS
    assert opened(after).sheetnames == ["Blad1"]
