"""Where elements stand in bytes, and changes at places that can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Node, Outline, Splice, outline, sheet_outline, spliced, undone

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def source(held: Outline, node: Node | None) -> bytes:
    assert node is not None
    return held.data[node.start : node.end]


def test_elements_stand_where_they_are_written() -> None:
    data = b"""\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <b/> --><a x='1 > 0'><b y="&gt;"/><c>\xc3\xa5<d></d></c></a>"""
    held = outline(data)
    assert source(held, held.root) == data[data.index(b"<a ") :]
    assert source(held, held.root.find("b")) == b'<b y="&gt;"/>'
    found = held.root.find("c")
    assert found
    assert (source(held, found), held.data[found.opened : found.closed]) == (
        b"<c>\xc3\xa5<d></d></c>",
        b"\xc3\xa5<d></d>",
    )
    assert found.text == "å"


def test_a_self_closed_element_has_no_inside() -> None:
    held = outline(b'<a><b x="/"/><b></b></a>')
    assert [held.is_empty(each) for each in held.root.all("b")] == [True, False]


def test_names_prefixes_and_attributes() -> None:
    held = outline(b'<x:a xmlns:x="urn:m" xmlns:r="urn:r" count="3" discount="4"><x:b r:id="rId7"/></x:a>')
    assert (held.root.namespace, held.root.name, held.prefixes["urn:r"]) == ("urn:m", "a", "r")
    assert held.written_name(held.root) == b"x:a"
    place = held.attribute(held.root, "count")
    assert place
    assert held.data[slice(*place)] == b"3"
    assert held.attribute(held.root, "coun") is None
    assert next(held.root.within("b")).local("id") == "rId7"


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("body", ["", "<{p}row r='1'><{p}c r='A1'><{p}v>1</{p}v></{p}c></{p}row>"])
def test_a_sheet_is_known_around_its_cells(prefix: str, body: str) -> None:
    inside = body.format(p=prefix)
    declared = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    data = (
        f'<{prefix}worksheet {declared}="{MAIN}"><{prefix}cols/><{prefix}sheetData>{inside}</{prefix}sheetData>'
        f'<{prefix}drawing id="1"/></{prefix}worksheet>'
    ).encode()
    held, whole = sheet_outline(data), outline(data)
    assert [each.name for each in held.root.children] == ["cols", "sheetData", "drawing"]
    assert [source(held, each) for each in held.root.children] == [source(whole, each) for each in whole.root.children]
    assert held.root.children[1].children == []


@pytest.mark.parametrize(
    "data",
    [
        f'<worksheet xmlns="{MAIN}"><sheetData/><drawing/></worksheet>',
        f'<worksheet xmlns="{MAIN}"><!-- <sheetData></sheetData>--><sheetData><row/></sheetData><drawing/></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData></sheetData><drawing/><!-- </sheetData> --></worksheet>',
    ],
)
def test_a_sheet_that_is_not_plain_is_read_as_a_whole(data: str) -> None:
    held = sheet_outline(data.encode())
    assert [each.name for each in held.root.children] == ["sheetData", "drawing"]
    assert source(held, held.root.find("drawing")) == b"<drawing/>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<a><b></a>", Reason.XML),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Reason.ENTITIES),
        (b"<a>" * 70 + b"</a>" * 70, Reason.DEPTH),
    ],
)
def test_what_is_no_sound_part_is_refused(data: bytes, reason: Reason) -> None:
    with pytest.raises(BadPackage) as problem:
        outline(data)
    assert problem.value.reason is reason


def test_changes_at_one_place_come_in_order() -> None:
    data, _ = spliced(b"abcdef", [Splice(3, 0, b"1"), Splice(3, 0, b"2"), Splice(3, 2, b"X"), Splice(0, 1, b"")])
    assert data == b"bc12Xf"


@pytest.mark.parametrize("wrong", [[Splice(0, 3, b""), Splice(2, 1, b"")], [Splice(5, 2, b"")]])
def test_changes_that_overlap_or_lie_outside_are_refused(wrong: list[Splice]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        spliced(b"abcdef", wrong)


@given(st.binary(max_size=60), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), st.binary(max_size=5))))
def test_every_change_can_be_taken_back(data: bytes, steps: list[tuple[int, int, bytes]]) -> None:
    at, splices = 0, []
    for skip, removed, put in steps:
        at += skip
        if at + removed <= len(data):
            splices.append(Splice(at, removed, put))
            at += removed
    after, undos = spliced(data, splices)
    assert undone(after, undos) == data
