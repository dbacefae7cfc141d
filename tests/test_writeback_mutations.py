"""Each kind of loss, put into the writer on purpose: the comparison or the checks must see it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.hostile.book import rows, styles, workbook, worksheet
from tests.losses import losses
from tests.own_checks import faults
from tests.test_writeback import rule, with_notes
from tests.written import book, written
from trygg_excel.package import Rewrite, rewritten
from trygg_excel.writeback import fill, graft, into, notes
from trygg_excel.writeback import styles as own_styles
from trygg_excel.writeback.draft import Draft, Finished
from trygg_excel.writeback.obstacle import Hindered, Obstacle
from trygg_excel.writeback.styles import Styles

NOTED = "<comment ref='B2' authorId='0'><text><r><t>Hennes</t></r></text></comment>"
VIEW = '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>'
NAMES = '<definedNames><definedName name="Min">Blad1!$A$1</definedName></definedNames>'
PAGE = '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/><legacyDrawing r:id="rId2"/>'
DATA = book(
    worksheet(rows(style=' s="1"'), rule(1) + PAGE, VIEW),
    with_notes(NOTED) | {
        "xl/styles.xml": styles('<xf numFmtId="0" fontId="0"/><xf numFmtId="9" fontId="0"/>'),
        "xl/workbook.xml": workbook(after=NAMES),
    },
)  # fmt: skip
Change = Callable[[bytes], bytes]
PART = {
    "workbook": "xl/workbook.xml", "links": "xl/_rels/workbook.xml.rels", "sheet": "xl/worksheets/sheet1.xml",
    "mine": "xl/worksheets/sheet2.xml", "styles": "xl/styles.xml", "notes": "xl/comments1.xml",
    "boxes": "xl/drawings/vmlDrawing1.vml", "types": "[Content_Types].xml", "table": "xl/tables/table1.xml",
}  # fmt: skip


def swap(old: bytes, new: bytes, count: int = 1) -> Change:
    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, count)

    return change


def regex(old: bytes, new: bytes) -> Change:
    def change(data: bytes) -> bytes:
        assert re.search(old, data, re.DOTALL)
        return re.sub(old, new, data, count=1, flags=re.DOTALL)

    return change


# Part, what is done to it, and what is then told of it.
LOSSES: dict[str, tuple[str, Change, str]] = {
    "a relationship of the user's dropped": ("links", regex(rb"<Relationship [^>]*sharedStrings[^>]*/>", b""), "lost"),
    "a relationship of ours dropped": ("links", regex(rb"<Relationship [^>]*sheet2.xml[^>]*/>", b""), ""),
    "a relationship that leads nowhere": ("links", swap(b"sheet2.xml", b"sheet9.xml"), "not there"),
    "a relationship's id twice": ("links", regex(rb'Id="rId4"', b'Id="rId1"'), "twice"),
    "a content type of the user's dropped": ("types", regex(rb"<Override [^>]*sharedStrings[^>]*/>", b""), "lost"),
    "a content type of ours dropped": ("types", regex(rb"<Override [^>]*sheet2.xml[^>]*/>", b""), "type"),
    "a format put first": ("styles", swap(b"<cellXfs>", b'<cellXfs><xf numFmtId="14" fontId="0"/>'), ""),
    "a format of the user's changed": ("styles", swap(b'numFmtId="9"', b'numFmtId="10"'), "gone or moved"),
    "a format that is not there": ("mine", regex(rb' s="\d+"', b' s="999"'), "has format"),
    "a rule's format that is not there": ("sheet", regex(rb'dxfId="\d+"', b'dxfId="999"'), "has format"),
    "the tabs moved": ("workbook", regex(rb"(<sheet name=.Blad1.[^>]*/>)(<sheet [^>]*/>)", rb"\2\1"), "moved"),
    "a tab's number twice": ("workbook", swap(b'sheetId="2"', b'sheetId="1"'), "twice"),
    "a tab's name twice": ("workbook", swap("Vårt blad".encode(), b"BLAD1"), "twice"),
    "a name of the user's dropped": ("workbook", regex(rb"<definedName name=.Min.*?</definedName>", b""), "gone"),
    "a name of a tab that is not there": ("workbook", regex(rb'localSheetId="2"', b'localSheetId="7"'), "of tab 7"),
    "a name twice": ("workbook", swap(b'name="Vart_namn"', b'name="MIN"'), "twice"),
    "a rule of the user's dropped": ("sheet", regex(rb"<cond[a-zA-Z]* sqref=.A1:C9.*?</cond[a-zA-Z]*>", b""), "gone"),
    "an attribute dropped": ("sheet", swap(b' footer="0"', b""), "gone or moved"),
    "a cell's value changed": ("sheet", swap(b"<v>2500</v>", b"<v>2501</v>"), "text of v"),
    "a cell's format changed": ("sheet", swap(b' s="1"', b' s="0"'), "gone or moved"),
    "elements out of order": (
        "sheet", regex(rb"(<pageMargins[^>]*/>)(<legacyDrawing[^>]*/>)", rb"\2\1"), "gone or moved",
    ),
    "a note of the user's dropped": ("notes", swap(b"Hennes", b""), "text of t"),
    "a note without its box": ("boxes", regex(rb"<v:shape [^>]*1026.*?</v:shape>", b""), "no box"),
    "a box of the user's dropped": ("boxes", regex(rb"<v:shape [^>]*1025.*?</v:shape>", b""), "gone"),
    "two tabs selected": ("mine", swap(b"<sheetView ", b'<sheetView tabSelected="1" '), "selected"),
    "a table's heading not that of its cell": ("table", swap(b'name="Belopp"', b'name="Annat"'), "heading"),
    "a table with a bad range": ("table", swap(b'ref="A3:B6"', b'ref="A3:Q6"'), "columns"),
    "cells out of order": ("mine", regex(rb'(<c r="A4".*?</c>)(<c r="B4".*?</c>)', rb"\2\1"), "out of order"),
    "a formula that is none": ("mine", swap(b"SUM(B4:B6)", b"SUM(B4:B6"), "formula"),
    "a rule that is none": ("sheet", swap(b"N(&quot;trygg_excel&quot;)=0", b"N(&quot;trygg_excel&quot;)="), "rule"),
}  # fmt: skip


def told_of(data: bytes, copy: bytes, changed: tuple[str, ...]) -> list[str]:
    return [*losses(data, copy, changed), *(faults(copy) - faults(data))]


def test_without_a_loss_nothing_is_told() -> None:
    done = written(DATA)
    assert told_of(DATA, done.data, tuple(each.name for each in done.changed)) == []


@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_in_what_is_written_is_seen(loss: str, monkeypatch: pytest.MonkeyPatch) -> None:
    part, change, words = LOSSES[loss]
    spoil(monkeypatch, PART[part], change)
    done = written(DATA)
    told = told_of(DATA, done.data, tuple(each.name for each in done.changed))
    assert told
    assert any(words in each for each in told), told


def spoil(monkeypatch: pytest.MonkeyPatch, part: str, change: Change) -> None:
    """Let the draft hand over one part with a loss in it."""
    sound = Draft.finished

    def finished(self: Draft) -> Finished:
        done = sound(self)
        kinds = (dict(done.rewrite.changed), dict(done.rewrite.added))
        for held in kinds:  # none where it is what we wrote earlier that is looked for
            if part in held:
                held[part] = change(held[part])
        return Finished(Rewrite(*kinds, done.rewrite.removed), done.undos, done.reasons)

    monkeypatch.setattr(Draft, "finished", finished)


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "_rels/.rels"])
def test_a_part_that_is_dropped_or_changed_is_never_published(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in (Rewrite({}, {}, frozenset({part})), Rewrite({part: b"<x/>"}, {})):
        monkeypatch.setattr(into, "rewritten", lambda package, _, w=wrong: rewritten(package, w))
        with pytest.raises(Hindered) as problem:
            written(DATA)
        assert problem.value.obstacle is Obstacle.NOT_AS_WRITTEN


def forgets(*_: object, **__: object) -> None:
    return None


# Where in the writer a step is forgotten.
STEPS: dict[str, tuple[object, str, object]] = {
    "content types": (Draft, "_tell_type", forgets),
    "relationships": (Draft, "_write_relations", forgets),
    "our tabs": (graft, "_tell_tab", forgets),
    "boxes of notes": (notes, "_boxes", forgets),
    "renumbering of formats": (graft, "_as_ours", lambda data, *_: data),
    "room for our rules": (fill, "MARK", "N("),
    "formats": (Styles, "write", forgets),
    "a selected tab": (graft, "_OUR_SELECTION", b"?"),
    "the order of elements": (own_styles, "place_in", lambda parent, *_: parent.opened),
    "names of tabs": (graft, "qualified", lambda *_: ("", ' xmlns="urn:other"')),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_is_forgotten_is_seen(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    home, name, instead = STEPS[step]
    monkeypatch.setattr(home, name, instead)
    done = written(DATA)
    assert told_of(DATA, done.data, tuple(each.name for each in done.changed))
