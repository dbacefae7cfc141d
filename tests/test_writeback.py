"""Our sheets and marks in workbooks of every dialect, and the user's own as they were."""

from __future__ import annotations

import re

import pytest

from tests.corpus import CORPUS, needs_corpus
from tests.everything import picture
from tests.hostile.book import (
    HEAD,
    KIND,
    OFFICE,
    content_types,
    entries,
    relationships,
    rows,
    styles,
    workbook,
    worksheet,
)
from tests.hostile.book import parts as book_parts
from tests.hostile.rawzip import pack
from tests.losses import losses, parts_of, tabs_of
from tests.written import MAIN, book, names_in, opened, sound, tree, written
from trygg_excel.writeback.fill import MARK

SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
NOTE = "{p}comment ref='B2' authorId='0'><{p}text>{said}</{p}text></{p}comment>"


def rule(priority: int, more: str = "") -> str:
    inside = f'<cfRule type="expression" priority="{priority}"><formula>A1&gt;1</formula></cfRule>'
    return f'<conditionalFormatting sqref="A1:C9"{more}>{inside}</conditionalFormatting>'


def priorities(sheet: bytes) -> list[tuple[str, str]]:
    """Each rule's formula and priority, in file order."""
    return [(each[0].text or "", str(each.get("priority"))) for each in tree(sheet).iter("{*}cfRule")]


def test_the_cells_of_the_user_stay_as_they_are_written() -> None:
    before, after = worksheet(rows()), sound(book())[SHEET].decode()
    assert re.search("<sheetData>.*</sheetData>", after)[0] in before  # type: ignore[index]


def test_everything_of_ours_stands_after_the_users_sheets() -> None:
    done = written(book())
    held = opened(done.data)
    assert held.sheetnames == ["Blad1", "Vårt blad", "Mer"]
    on = held["Vårt blad"]
    assert [on[each].value for each in ("A1", "A4", "B5", "B8")] == ["Rubrik", "Ett", -2, "=SUM(B4:B6)"]
    assert on["B8"].number_format == '#,##0.00 "kr"'
    assert (on["B8"].font.name, on["A1"].font.b, on["A1"].fill.fgColor.rgb) == ("Arial", True, "FFDDEEFF")
    assert str(next(iter(on.merged_cells.ranges))) == "A1:D1"
    assert on["A10"].hyperlink.target == "https://example.org/?a=1&b=2"
    assert "En anteckning" in on["B8"].comment.text
    assert on.freeze_panes == "B4"
    assert (on.print_title_rows, on.print_area) == ("$3:$3", "'Vårt blad'!$A$1:$D$12")
    assert b"<oddFooter>&amp;CSida &amp;P</oddFooter>" in parts_of(done.data)["xl/worksheets/sheet2.xml"]
    assert list(on.tables) == ["Tabell_1"]
    assert b"'V\xc3\xa5rt blad'!$B$4:$B$6" in parts_of(done.data)["xl/charts/chart1.xml"]
    assert parts_of(done.data)["xl/media/image1.png"] == picture()
    assert on.data_validations.dataValidation[0].formula1 == '"Ja,Nej"'
    assert held["Mer"]["A1"].value == "Nivå <1> & _x005F_x0041_"  # openpyxl leaves Excel's escapes in inline texts
    assert held["Mer"]["A2"].hyperlink.location == "'Vårt blad'!B3"
    assert held.defined_names["Vart_namn"].attr_text == "'Vårt blad'!$B$8"
    assert b"sparkline" in parts_of(done.data)["xl/worksheets/sheet2.xml"]


def test_values_of_formulas_are_there_and_nothing_asks_to_be_calculated() -> None:
    parts = sound(book())
    assert b"fullCalcOnLoad" not in parts[BOOK]
    values = {each.get("r"): each.findtext("{*}v") for each in tree(parts["xl/worksheets/sheet2.xml"]).iter("{*}c")}
    assert (values["B8"], values["B9"]) == ("2.5", "plus")


def test_only_what_must_change_is_changed() -> None:
    done = written(book())
    told = {each.name: each.why for each in done.changed}
    assert told.keys() == {"[Content_Types].xml", BOOK, "xl/_rels/workbook.xml.rels", SHEET, STYLES}
    assert told[SHEET] == ("fill", "notes")
    assert set(done.kept) == {"_rels/.rels", "xl/sharedStrings.xml"}


def test_a_note_says_what_it_was_told_to() -> None:
    held = opened(written(book()).data)["Blad1"]
    assert held["B2"].comment.text == "Automatisk kontroll: Fel\nB2 <stämmer> inte & har _x005F_x0041_.\n[trygg_excel]"
    assert held["B2"].comment.author == "Automatisk kontroll (trygg_excel)"
    assert held["C7"].comment is not None  # a cell that is not written
    assert held["A3"].comment is None


def test_a_colour_is_a_rule_of_ours_and_leaves_the_cell() -> None:
    held = opened(written(book()).data)["Blad1"]
    found = {str(each.sqref): each.rules[0] for each in held.conditional_formatting}
    assert found.keys() == {"A1", "C7"}
    assert found["A1"].formula == [MARK]
    assert found["A1"].dxf.fill.bgColor.rgb == "FFF9D6D0"
    assert not found["A1"].stopIfTrue


def test_our_rules_come_first_and_the_users_keep_their_order() -> None:
    parts = sound(book(worksheet(rows(), rule(2) + rule(1))))
    assert priorities(parts[SHEET]) == [(MARK, "1"), (MARK, "2"), ("A1>1", "4"), ("A1>1", "3")]


def test_rules_with_room_before_them_are_left_alone() -> None:
    parts = sound(book(worksheet(rows(), rule(3))))
    assert priorities(parts[SHEET]) == [(MARK, "1"), (MARK, "2"), ("A1>1", "3")]


def test_beside_rules_of_a_pivot_table_ours_come_last() -> None:
    """The pivot table names its rules by their numbers."""
    parts = sound(book(worksheet(rows(), rule(1, ' pivot="1"'))))
    assert priorities(parts[SHEET]) == [(MARK, "2"), (MARK, "3"), ("A1>1", "1")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("<t>Hennes</t>", "Hennes\n\nAutomatisk"),
        ("<t/>", "\n\nAutomatisk"),
        ("<r><t>Hen</t></r><r><t>nes</t></r>", "Hennes\n\nAutomatisk"),
        ("", "Automatisk"),
    ],
)
def test_a_note_that_is_there_stays_and_ours_goes_below(said: str, expected: str) -> None:
    changes = with_notes(f"<comment ref='B2' authorId='0'><text>{said}</text></comment>")
    data = book(worksheet(rows(), '<legacyDrawing r:id="rId2"/>'), changes)
    done = written(data)
    assert losses(data, done.data, [each.name for each in done.changed]) == []
    parts = parts_of(done.data)
    texts = {
        each.get("ref"): "".join(map(str, each.itertext()))
        for each in tree(parts["xl/comments1.xml"]).iter("{*}comment")
    }
    assert texts["B2"].startswith(expected)
    assert list(texts) == ["A1", "B2", "C7"]
    assert {each.cell: each.note for each in done.marks} == {"A1": "new", "B2": "below", "C7": "new"}
    assert parts["xl/drawings/vmldrawing1.vml"].count(b'ObjectType="Note"') == 3
    assert len(set(re.findall(rb'id="_x0000_s\d+"', parts["xl/drawings/vmldrawing1.vml"]))) == 3


def with_notes(notes: str, more: tuple[tuple[str, str], ...] = (), **overrides: str) -> dict[str, bytes]:
    """The parts of a sheet's notes, with a box at B2."""
    inside = f"<authors><author>Hon</author></authors><commentList>{notes}</commentList>"
    comments = f'{HEAD}<comments xmlns="{MAIN}">{inside}</comments>'
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
        '</o:shapelayout><v:shapetype id="_x0000_t202"></v:shapetype><v:shape id="_x0000_s1025" type="#_x0000_t202">'
        '<br><x:ClientData ObjectType="Note"><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>'
    )
    return {
        "xl/comments1.xml": comments.encode(),
        "xl/drawings/vmlDrawing1.vml": vml.encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(
            ("comments", "../comments1.xml"), ("vmlDrawing", "../drawings/vmlDrawing1.vml"), *more
        ),
        "[Content_Types].xml": content_types(**{"xl/comments1.xml": f"{KIND}.comments+xml", **overrides}),
    }


def test_a_thread_is_not_touched() -> None:
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    thread = '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    thread += '<threadedComment ref="B2" id="{1}"><text>Varför?</text></threadedComment></ThreadedComments>'
    part = "xl/threadedComments/threadedComment1.xml"
    note = "<comment ref='B2' authorId='0'><text><t>[Threaded comment]</t></text></comment>"
    types = {part: "application/vnd.ms-excel.threadedcomments+xml"}
    changes = with_notes(note, ((kind, "../threadedComments/threadedComment1.xml"),), **types) | {part: thread.encode()}
    data = book(worksheet(rows(), '<legacyDrawing r:id="rId2"/>'), changes)
    done = written(data)
    after = parts_of(done.data)
    assert {each.cell: each.note for each in done.marks} == {"A1": "new", "B2": "thread", "C7": "new"}
    assert after[part.casefold()] == thread.encode()
    assert note.encode() in after["xl/comments1.xml"]
    assert losses(data, done.data, [each.name for each in done.changed]) == []


def test_notes_go_beside_form_controls_in_the_drawing_that_is_there() -> None:
    changes = with_notes("")
    del changes["xl/comments1.xml"], changes["[Content_Types].xml"]
    changes["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(("vmlDrawing", "../drawings/vmlDrawing1.vml"))
    changes["xl/drawings/vmlDrawing1.vml"] = changes["xl/drawings/vmlDrawing1.vml"].replace(b'"Note"', b'"Button"')
    parts = sound(book(worksheet(rows(), '<legacyDrawing r:id="rId1"/>'), changes))
    assert parts["xl/drawings/vmldrawing1.vml"].count(b'"Note"') == 3
    assert names_in(parts[SHEET]).count("legacyDrawing") == 1


def test_a_prefixed_dialect() -> None:
    def prefixed(data: bytes) -> bytes:
        data = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", data)
        return data.replace(b" xmlns=", b" xmlns:x=")

    plain = book_parts()
    parts = sound(book(changes={each: prefixed(plain[each]) for each in (SHEET, BOOK, STYLES)}))
    assert names_in(parts[SHEET]) == ["sheetData", "conditionalFormatting", "conditionalFormatting", "legacyDrawing"]
    namespaces = {str(each.tag).partition("}")[0] for each in tree(parts[STYLES]).iter("*")}
    assert namespaces == {"{" + MAIN}


def test_a_strict_workbook_gets_strict_sheets() -> None:
    def strict(data: bytes) -> bytes:
        data = data.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        return data.replace(OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")

    data = book(changes={name: strict(data) for name, data in book_parts().items() if name != "[Content_Types].xml"})
    after = sound(data)
    ours = [name for name in after if name not in parts_of(data) and not name.endswith((".vml", ".png"))]
    loose = {name for name in ours if b"schemas.openxmlformats.org/spreadsheetml" in after[name]}
    assert loose == set()
    assert b"purl.oclc.org/ooxml/drawingml/chart" in after["xl/charts/chart1.xml"]


def test_absolute_and_percent_encoded_targets() -> None:
    plain = book_parts()
    changes = {
        "_rels/.rels": relationships(("officeDocument", "/xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "/xl/worksheets/Blad%201.xml"), ("sharedStrings", "/xl/sharedStrings.xml"),
            ("styles", "/xl/styles.xml"),
        ),
        "xl/worksheets/Blad 1.xml": plain[SHEET],
        "[Content_Types].xml": content_types(**{"xl/worksheets/Blad%201.xml": f"{KIND}.worksheet+xml"}),
    }  # fmt: skip
    parts = sound(book(changes=changes))
    assert b"legacyDrawing" in parts["xl/worksheets/blad 1.xml"]


def test_right_to_left_and_the_epoch_of_1904_stay() -> None:
    view = '<sheetViews><sheetView rightToLeft="1" tabSelected="1" workbookViewId="0"/></sheetViews>'
    changes = {BOOK: workbook().replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')}
    held = opened(written(book(worksheet(rows(), before=view), changes)).data)
    assert held["Blad1"].sheet_view.rightToLeft
    assert held.epoch.year == 1904


def test_a_workbook_without_styles_gets_a_styles_part() -> None:
    changes = {
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        )
    }
    parts = {name: data for name, data in book_parts(None, changes).items() if name != STYLES}
    types = content_types().replace(f'<Override PartName="/{STYLES}" ContentType="{KIND}.styles+xml"/>'.encode(), b"")
    data = pack(entries({**parts, "[Content_Types].xml": types}))
    assert opened(written(data).data)["Vårt blad"]["A1"].font.b


def test_a_styles_part_that_was_pointed_at_but_not_there_is_put_where_it_is_awaited() -> None:
    data = pack(entries({name: part for name, part in book_parts(None, {}).items() if name != STYLES}))
    copy = written(data).data
    pointed = [
        each for each in tree(parts_of(copy)["xl/_rels/workbook.xml.rels"]) if each.get("Type", "").endswith("/styles")
    ]
    assert [each.get("Target") for each in pointed] == ["styles.xml"]
    assert opened(copy)["Vårt blad"]["A1"].font.b


def test_formats_are_added_last_so_that_every_index_stays() -> None:
    own = styles(
        '<xf numFmtId="164" fontId="0"/><xf numFmtId="9" fontId="0"/>', '<numFmt numFmtId="164" formatCode="0.000"/>'
    )
    before, after = tree(own), tree(sound(book(changes={STYLES: own}))[STYLES])
    for group in ("fonts", "cellXfs"):
        mine, theirs = before.find(f"{{*}}{group}"), after.find(f"{{*}}{group}")
        assert mine is not None
        assert theirs is not None
        assert [each.attrib.items() for each in theirs][: len(mine)] == [each.attrib.items() for each in mine]
        assert len(theirs) > len(mine)
    codes = {each.get("numFmtId"): each.get("formatCode") for each in after.iter("{*}numFmt")}
    assert codes["164"] == "0.000"
    assert '#,##0.00 "kr"' in codes.values()


@pytest.mark.parametrize(
    ("font", "width"), [("<sz val='11'/><name val='Calibri'/>", 20), ("<sz val='22'/><name val='Calibri'/>", 10)]
)
def test_our_columns_are_as_wide_whatever_the_font_of_the_workbook(font: str, width: float) -> None:
    """A width is counted in digits of the workbook's own font."""
    own = styles().replace(b'<font><sz val="11"/></font>', f"<font>{font}</font>".encode())
    column = next(tree(sound(book(changes={STYLES: own}))["xl/worksheets/sheet2.xml"]).iter("{*}col"))
    assert abs(float(str(column.get("width"))) - width) < 1


def test_counts_that_are_told_are_true() -> None:
    own = styles().replace(b"</cellXfs>", b'</cellXfs><dxfs count="0"/>')
    after = tree(sound(book(changes={STYLES: own}))[STYLES])
    told = {str(each.tag): (each.get("count"), len(each)) for each in after if each.get("count") is not None}
    assert {name: pair for name, pair in told.items() if pair[0] != str(pair[1])} == {}
    assert any(name.endswith("dxfs") for name in told)


def test_names_that_are_taken_are_left_to_the_user() -> None:
    tab = '<sheet name="VÅRT BLAD" sheetId="7" r:id="rId1"/>'
    name = "<definedNames><definedName name='tabell_1'>Blad1!$A$1</definedName></definedNames>"
    done = written(book(changes={BOOK: workbook(tab, name)}))
    held = opened(done.data)
    assert held.sheetnames == ["VÅRT BLAD", "Vårt 'blad' 2", "Mer"]
    assert list(held["Vårt 'blad' 2"].tables) == ["Tabell_1_2"]
    assert [each["sheetId"] for each in tabs_of(parts_of(done.data))] == ["7", "8", "9"]
    assert held["Vårt 'blad' 2"].print_area == "'Vårt ''blad'' 2'!$A$1:$D$12"


def test_the_macros_of_a_workbook_stay_byte_for_byte() -> None:
    macros = bytes(range(256)) * 9
    types = content_types(**{BOOK: "x"}).replace(
        b'ContentType="x"', b'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"'
    )
    changes = {
        "xl/vbaProject.bin": macros,
        "[Content_Types].xml": types,
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"),
            ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
        ),
    }  # fmt: skip
    assert sound(book(changes=changes))["xl/vbaproject.bin"] == macros


def test_only_tabs_of_ours_come_and_none_is_selected() -> None:
    view = '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>'
    parts = sound(book(worksheet(rows(), before=view)))
    assert b"tabSelected" not in parts["xl/worksheets/sheet2.xml"]
    assert len(tree(parts[BOOK]).findall(".//{*}sheet")) == 3


def test_the_same_workbook_gives_the_same_bytes() -> None:
    assert written(book()).data == written(book()).data


@needs_corpus
@pytest.mark.corpus
@pytest.mark.parametrize(
    "name",
    [
        "odd/apache-123233_charts.xlsx", "odd/closedxml-tdf100709.xlsx", "odd/apache-64759.xlsx",
        "odd/apache-right-to-left.xlsx", "odd/phpoffice-namespacenonstd.xlsx",
    ],
)  # fmt: skip
def test_real_workbooks_lose_nothing(name: str) -> None:
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"{name} is not in the corpus")
    data = path.read_bytes()
    sound(data)
