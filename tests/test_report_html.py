"""The page: well formed, self-contained, harmless, and in the reader's language."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest

from trygg_excel.finding import Text
from trygg_excel.money import KR, MKR
from trygg_excel.reporting.bars import Bar, BarKind
from trygg_excel.reporting.display import Showing
from trygg_excel.reporting.fewer_bars import fewer
from trygg_excel.reporting.html import render_html
from trygg_excel.reporting.model import (
    Amount,
    Chart,
    ChartKind,
    Column,
    Formula,
    Link,
    Operation,
    Ratio,
    Report,
    Row,
    RowRole,
    Sheet,
    Style,
    Table,
    Tone,
)

VOID = {"meta", "br", "link", "img", "input"}
MILLION = 100_000_000  # öre
HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=a>', "{{ 7*7 }}", "a\x00\u202eb\ud800"]


class Tree(HTMLParser):
    """Holds that every tag is closed in its turn; keeps tags with their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"style", "script"} and data.strip():
            self.texts.append(data.strip("\n "))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def said(text: str, english: str | None = None) -> Text:
    return Text(text, english or text)


COLUMNS = (
    Column("insats", said("Insats", "Programme")),
    Column("nu", said("2022"), Style.AMOUNT),
    Column("ändring", said("Förändring", "Change"), Style.CHANGE),
    Column("procent", said("Procent", "Per cent"), Style.PERCENT),
    Column("antal", said("Antal", "Count"), Style.COUNT),
    Column("se", said("Se", "See")),
)
ROWS = (
    Row(
        ("SSPF", Amount(1_250 * MILLION), Amount(-MILLION // 10), Ratio(Decimal("-0.125")), 1234, Link("Dit", "bro", 1))
    ),
    Row(("Avhopp", Amount(None), Amount(0), Ratio(None), None, Link("Bort", "saknas")), level=9, tone=Tone.WARNING),
    Row(
        (
            "Summa",
            Formula(Operation.SUM, ((0, "nu"),), Amount(1_250 * MILLION)),
            Amount(MILLION),
            Ratio(Decimal("0.5")),
            None,
            None,
        ),
        RowRole.TOTAL,
    ),
)
BRIDGE = Table(
    (Column("steg", said("Steg")), Column("belopp", said("Belopp"), Style.CHANGE)),
    (
        Row(("2021", Amount(5 * MILLION)), RowRole.TOTAL),
        Row(("Okänt", Amount(None))),
        Row(("Minskar", Amount(-8 * MILLION))),
        Row(("2022", Amount(-3 * MILLION)), RowRole.TOTAL),
    ),
    MKR,
)
CHART = Chart(ChartKind.BRIDGE, said("Bron"), said("Från 5 till -3"), "steg", ("belopp",))
REPORT = Report(
    said("Kontroll", "Control"),
    said("Kommunen"),
    said("ARBETSMATERIAL", "WORKING PAPER"),
    said("Att åtgärda: 1 fel", "To mend: 1 error"),
    Tone.ERROR,
    (
        Sheet("start", said("Svar", "Answer"), (said("Ingress."),), Table(COLUMNS, ROWS, MKR), foot=(said("Fot."),)),
        Sheet("bro", said("Brygga", "Bridge"), (), BRIDGE, CHART),
        Sheet("tom", said("Tomt"), (), Table(COLUMNS, ())),
    ),
)


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    """Swedish: no-break spaces, decimal comma, a real minus."""
    swedish = ["1\u00a0250,0", "\u22120,1", "0,0", "\u221212,5\u00a0%", "+50,0\u00a0%", "1\u00a0234", "okänt", "+1,0"]
    english = ["1,250.0", "\u22120.1", "\u221212.5%", "+50.0%", "1,234", "unknown", "Programme", "To mend: 1 error"]
    assert set(swedish) <= set(Tree(render_html(REPORT, "sv")).texts)
    assert set(english) <= set(Tree(render_html(REPORT, "en")).texts)


def test_the_page_says_its_language_and_has_a_way_past_the_top() -> None:
    tree = Tree(render_html(REPORT, "sv"))
    assert tree.of("html") == [{"lang": "sv"}]
    assert Tree(render_html(REPORT, "en")).of("html") == [{"lang": "en"}]
    assert tree.of("a")[0] == {"class": "skip", "href": "#innehall"}
    assert "innehall" in {attributes.get("id") for attributes in tree.of("main")}
    assert tree.texts[:6] == ["Kontroll", "Hoppa till innehållet", "ARBETSMATERIAL", "Kontroll", "Kommunen", "✖"]


def test_tables_have_captions_and_headings_with_scope() -> None:
    tree = Tree(render_html(REPORT, "sv"))
    assert len(tree.of("table")) == len(tree.of("caption")) == 2
    assert "Svar. Belopp i mkr." in tree.texts
    assert [attributes["scope"] for attributes in tree.of("th")].count("row") == len(ROWS) + len(BRIDGE.rows)
    assert all(attributes.get("scope") in {"row", "col"} for attributes in tree.of("th"))
    assert "Inget att visa." in tree.texts


def test_every_link_leads_somewhere_on_the_page() -> None:
    tree = Tree(render_html(REPORT, "sv"))
    ids = [attributes["id"] for _, attributes in tree.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(str(attributes["href"]).removeprefix("#") in ids for attributes in tree.of("a"))
    assert "#del-2-2" in {attributes["href"] for attributes in tree.of("a")}
    assert "Bort" in tree.texts
    named = {name for _, attributes in tree.tags for name in (attributes.get("aria-labelledby") or "").split()}
    assert named <= set(ids)


def test_the_policy_allows_the_one_style_and_the_one_script_and_nothing_else() -> None:
    page = render_html(REPORT, "sv")
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [b64encode(sha256(each.encode()).digest()).decode() for each in (style, script)]
    (policy,) = (a["content"] for a in Tree(page).of("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_nothing_is_fetched_and_nothing_but_our_script_runs() -> None:
    page = render_html(REPORT, "sv")
    tree = Tree(page)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script == files("trygg_excel").joinpath("reporting/page.js").read_text(encoding="utf-8")
    assert not re.search(r"fetch|XMLHttp|WebSocket|import\(|eval|innerHTML|outerHTML|insertAdjacent", script)
    assert not re.search(r"https?:|//[a-z]|@import", page)
    assert not {tag for tag, _ in tree.tags} & {"link", "img", "iframe", "object", "base"}
    names = {name for _, attributes in tree.tags for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in {"src", "style", "action"}}
    assert set(re.findall(r"url\((.*?)\)", page)) == {"#del-2-streck"}


def test_the_bridge_is_drawn_with_a_title_and_a_description() -> None:
    tree = Tree(render_html(REPORT, "sv"))
    assert {"Bron, mkr", "Från 5 till -3", "5,0", "okänt", "\u22128,0", "\u22123,0"} <= set(tree.texts)
    bars = [(bar["class"], float(bar["x"] or 0), float(bar["width"] or 0)) for bar in tree.of("rect")]
    (first, start, length), (_, at, nothing), (down, low, fall), (last, end, _) = bars
    assert (first, down, last) == ("level", "decrease", "level")
    assert at == pytest.approx(start + length)
    assert nothing == 0
    assert low + fall == pytest.approx(start + length, abs=0.2)
    assert end == pytest.approx(low, abs=0.2)
    assert len([line for line in tree.of("line") if line["class"] == "join"]) == 3


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=a>', "{{ 7*7 }}", "a\x00\u202eb\ud800"]
)
def test_hostile_texts_are_only_texts(text: str) -> None:
    table = Table((Column("a", said(text)),), (Row((text,)), Row((Link(text, "bro"),)), Row((Amount(1),))), KR)
    chart = Chart(ChartKind.COLUMNS, said(text), said(text), "a", ("a",))
    sheet = Sheet(text, said(text), (said(text),), table, chart, (said(text),))
    hostile = Report(said(text), said(text), said(text), said(text), Tone.NOTE, (sheet, replace(sheet, id="bro")))
    page = render_html(hostile, "sv")
    tree = Tree(page)
    assert (len(tree.of("script")), tree.of("img")) == (1, [])
    assert tree.texts.count(re.sub("[\x00\u202e\ud800]", "", text)) >= 8
    assert page.encode() == render_html(hostile, "sv").encode()


@pytest.mark.parametrize("count", [5, 24, 25, 800])
def test_a_chart_of_many_steps_shows_the_largest_and_ends_where_it_ended(count: int) -> None:
    how = Showing(MKR, 1, "sv")
    steps, at = [], 10 * MILLION
    for n in range(count):
        change = (n + 1) * MILLION if n % 3 else -n * MILLION
        steps.append(Bar(f"S{n}", "", at, at + change, BarKind.INCREASE if change > 0 else BarKind.DECREASE))
        at += change
    given = [Bar("2021", "", 0, 10 * MILLION, BarKind.LEVEL), *steps, Bar("2022", "", 0, at, BarKind.LEVEL)]
    drawn = fewer(given, how)
    assert len(drawn) == min(len(given), 24)
    assert drawn[-2].end == drawn[-1].end == at
    assert all(one.end == other.start for one, other in pairwise(drawn[:-1]))
    largest = max(steps, key=lambda bar: abs(bar.end - bar.start)).label
    assert largest in [bar.label for bar in drawn]
    assert [bar.label for bar in drawn if bar.label.startswith("Övriga")] == (
        [f"Övriga ({count - 21})"] if count > 22 else []
    )


CHOOSING = (
    Column("grad", said("Grad"), choice=True),
    Column("bok", said("Arbetsbok"), choice=True),
    Column("vad", said("Vad"), Style.WRAPPED),
)
CHOSEN = (
    Row(("Fel", "a.xlsx", "Summan")),
    Row(("Varning", "a.xlsx och 1 till", "Namnet"), values=(("bok", ("a.xlsx", 'b "x" <y>.xlsx')),)),
)


def test_the_choices_are_the_values_of_the_columns_that_say_so() -> None:
    one = Sheet("fynd", said("Fynd"), (), Table(CHOOSING, CHOSEN))
    tree = Tree(render_html(replace(REPORT, sheets=(one, REPORT.sheets[0])), "sv"))
    assert [each["name"] for each in tree.of("select")] == ["grad", "bok"]
    told = [each["value"] for each in tree.of("option")]
    assert told == ["", "Fel", "Varning", "", "a.xlsx", 'b "x" <y>.xlsx']
    rows = [each for each in tree.of("tr") if "data-bok" in each]
    assert [(each["data-grad"], each["data-bok"]) for each in rows] == [
        ("Fel", "a.xlsx"), ("Varning", 'a.xlsx\nb "x" <y>.xlsx'),
    ]  # fmt: skip


def test_nothing_to_choose_is_no_choice() -> None:
    one = Sheet("fynd", said("Fynd"), (), Table(CHOOSING, CHOSEN[:1]))
    assert Tree(render_html(replace(REPORT, sheets=(one,)), "sv")).of("select") == []


def test_pages_to_forward_stand_last_with_anchors_of_their_own() -> None:
    tree = Tree(render_html(REPORT, "sv", [(said("Till chefen"), REPORT), (said("Till nämnden"), REPORT)]))
    ids = [attributes["id"] for _, attributes in tree.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert [each["href"] for each in tree.of("a") if "papper" in str(each["href"])][:2] == ["#papper-1", "#papper-2"]
    assert [each["data-of"] for each in tree.of("button") if "data-of" in each] == ["papper-1-text", "papper-2-text"]
    assert all(str(each["href"]).removeprefix("#") in ids for each in tree.of("a"))


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_has_contrast_enough(theme: str) -> None:
    light, dark = re.findall(r":root \{(.*?)\}", render_html(REPORT, "sv"), re.DOTALL)
    held = colours(light if theme == "light" else dark)
    tints = ("good", "note", "warning", "error")
    pairs = [("ink", paper) for paper in ("paper", "panel", "head", *tints)]
    pairs += [(ink, paper) for ink in ("link", "negative", "quiet") for paper in ("paper", "panel", *tints)]
    pairs += [(f"{tint}-ink", tint) for tint in tints]
    for ink, paper in pairs:
        low, high = sorted((luminance(held[ink]), luminance(held[paper])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (theme, ink, paper)
