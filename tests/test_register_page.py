"""The register as a page: its drawings hold what it says, stand apart, and are told in words beside."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import html
from typer.testing import CliRunner

from tests.registers import registers, small
from trygg_excel.cli.app import app
from trygg_excel.register.load import load_register
from trygg_excel.register.model import Event, EventKind, Funding, FundingBasis, Programme, Register
from trygg_excel.register_page.lineage_drawing import lineage_drawing
from trygg_excel.register_page.money_way import money_way
from trygg_excel.register_page.page import register_page

REGISTER = Path(__file__).parents[1] / "schemas" / "trygghetspaketet.yaml"


def pot(id_: str, amount: int | None, part_of: str | None = None, label: str = "") -> Funding:
    return Funding(
        id=id_, label=label or id_, amount=amount, year_from=2022, year_to=2022, basis=FundingBasis.YEAR,
        part_of=part_of,
    )  # fmt: skip


def told(register: Register) -> list[str]:
    drawing = money_way(register, "sv")
    assert drawing is not None
    return [" ".join(box.lines).replace("\xa0", " ") for box in drawing.boxes]


def test_the_memos_money_is_drawn_from_the_whole_to_its_parts() -> None:
    drawing = money_way(load_register(REGISTER), "sv")
    assert drawing is not None
    columns = {" ".join(box.lines[: box.named]): box.x for box in drawing.boxes}
    assert columns["Trygghetspaketet 2.0"] < columns["Trygghetspaketet"] < columns["Kommunstyrelsens fördelning"]
    assert len(drawing.boxes) == 10
    assert len(drawing.paths) == 8  # every pot but two is a part of another
    assert sum(box.kind == "unknown" for box in drawing.boxes) == 4


def test_what_known_parts_leave_is_a_box_of_its_own() -> None:
    parts = (pot("hela", 1_000), pot("en", 300, "hela"), pot("två", 200, "hela"))
    assert "Rest utan angiven del 5 kr" in told(small(funding=parts, unit="kr"))
    whole = (*parts[:2], pot("två", 700, "hela"))
    assert not any("Rest" in each for each in told(small(funding=whole)))


def test_an_unknown_part_leaves_no_rest_that_can_be_told() -> None:
    assert not any("Rest" in each for each in told(small(funding=(pot("hela", 1_000), pot("en", None, "hela")))))


def test_a_replaced_programme_points_at_what_comes_after() -> None:
    programmes = (Programme(id="a", label="A", valid_to=2021), Programme(id="b", label="B", valid_from=2022))
    event = Event(id="e", kind=EventKind.REPLACED, year=2022, from_programmes=("a",), to_programmes=("b",))
    drawing = lineage_drawing(small(programmes=programmes, events=(event,)), "sv")
    assert drawing is not None
    assert sum(path.arrow for path in drawing.paths) == 1
    old, new = drawing.boxes
    assert old.x + old.width == new.x  # one ends where the other begins
    assert [label.said for label in drawing.labels if label.kind == "number"] == ["(1)", "(1)"]


def test_a_register_without_money_or_years_says_so() -> None:
    bare = small(funding=(), years=(), events=())
    assert (money_way(bare, "sv"), lineage_drawing(bare, "sv")) == (None, None)
    page = register_page(bare)
    assert "Registret har ingen finansiering." in page
    assert "Registret säger inga år." in page


def test_what_turns_the_reading_direction_is_left_out_of_the_drawings() -> None:
    label = "Skola\u202e\x07 ett"
    register = small(programmes=(Programme(id="a", label=label),), funding=(pot("p", 100, label=label),))
    assert not re.search("[\u202e\x07]", register_page(register))


def test_hostile_words_are_text() -> None:
    label = '</svg><script>alert(1)</script>" onload="x'
    register = small(programmes=(Programme(id="a", label=label),), funding=(pot("p", 100, label=label),))
    page = register_page(register)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    tree: Any = html.document_fromstring(page)
    assert not tree.xpath("//@onload | //script | //@src | //@style")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_page_fetches_nothing_and_is_told_in_words(lang: str) -> None:
    page = register_page(load_register(REGISTER), lang)
    tree: Any = html.document_fromstring(page)
    assert (
        tree.xpath("//meta[@http-equiv='Content-Security-Policy']")[0].get("content").startswith("default-src 'none'")
    )
    assert not tree.xpath("//script | //link | //img | //iframe | //@src")
    ids = [str(each) for each in tree.xpath("//@id")]
    assert len(ids) == len(set(ids))
    for drawing in tree.xpath("//svg"):
        named = drawing.get("aria-labelledby").split()
        assert drawing.get("role") == "img"
        assert all(tree.xpath(f"//*[@id='{each}']")[0].text for each in named)
    assert len(tree.xpath("//table")) == 5
    assert tree.get("lang") == lang


@settings(max_examples=40)
@given(registers())
def test_any_register_is_drawn_without_boxes_on_each_other(register: Register) -> None:
    page = register_page(register)
    assert html.document_fromstring(page) is not None
    assert not re.search(r"\b(nan|inf)\b", page.split("<main", 1)[1].split("<table", 1)[0])
    drawing = money_way(register, "sv")
    for one, other in combinations(drawing.boxes if drawing else (), 2):
        apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
        apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert apart_x or apart_y
    for drawn in filter(None, (drawing, lineage_drawing(register, "sv"))):
        for box in drawn.boxes:
            assert box.x + box.width <= drawn.width + 1
            assert box.y + box.height <= drawn.height + 1


def test_the_command_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "register.html"
    done = CliRunner().invoke(app, ["register", "show", str(REGISTER), "--html", str(out), "--lang", "en"])
    assert done.exit_code == 0
    assert "The way of money" in out.read_text(encoding="utf-8")
