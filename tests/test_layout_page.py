"""The page that shows how each cell was read: every cell has its use, what is left out is said, nothing in it runs."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus import CORPUS, needs_corpus
from tests.sheets import book, sheet, write
from tests.test_cli import trygg
from tests.test_report_html import HOSTILE, Tree, colours, luminance
from trygg_excel.budget import Budget, budget_of, read
from trygg_excel.confirming.confirm import Answer, confirm
from trygg_excel.errors import WouldOverwrite
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout_page import layout_page
from trygg_excel.layout_page.extent import Gap, columns_shown, rows_shown
from trygg_excel.layout_page.use import Use
from trygg_excel.layout_page.uses import uses_of
from trygg_excel.workbook import Range, Sheet, place

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "workbooks" / "trygghetspaketet-jamforelse.xlsx"


def budget(*sheets: Sheet, file: str = "bok.xlsx") -> Budget:
    return budget_of(book(*sheets, file=file))


def uses(drawing: str) -> dict[str, tuple[Use, str]]:
    """The use of each cell by its address, with what is said of it."""
    drawn = sheet(drawing)
    found = budget(drawn)
    known = uses_of(Grid(drawn), found.tables, found.records)
    return {drawn.cells[at].address: (each.use, each.said.sv) for at, each in known.items()}


def test_codes_and_key_figures_are_said_to_be_such() -> None:
    known = uses("""
        Uppföljning 2022
        Belopp i tkr
        |
        |              Skola  | Vård   | Nyckeltal   | <
        Ansvar       | 4100   | 4200   | Per elev    | Täthet
        Hemtjänst    | 120    | 118    | 12          | 4
        Boende       | 64     | 66     | 13          | 5
        Summa        | 184    | 184    |             |
        |
        Nyckeltal
        Platser      | 64     | 66     |             |
    """)
    said = {cell: known[cell][1] for cell in ("B5", "C5", "D6", "E7", "B11")}
    assert said == {
        "B5": "kod eller nummer", "C5": "kod eller nummer", "D6": "inte pengar enligt rubriken",
        "E7": "inte pengar enligt rubriken", "B11": "raden räknar annat än pengar",
    }  # fmt: skip


FOLLOW_UP = """
Uppföljning 2022
Belopp i tkr
|
Konto | Verksamhet | Budget | Utfall | Andel
|      Vård
4010  | Hemtjänst  | 120    | 118    | 0.98 {0%}
4020  | Boende     | 64     | 66     | 1.03 {0%}
4030  | Stöd       | 81     | 80     | 0.99 {0%}
|      *Summa*     | 265    | 264    | 1.00 {0%}
|
|      Antal platser | 12   | 14
"""


@pytest.mark.parametrize(
    ("cell", "use", "said"),
    [
        ("A1", Use.DECLARES, "säger året 2022"),
        ("A2", Use.DECLARES, "säger enheten tkr"),
        ("C4", Use.HEADING, ""),
        ("B5", Use.GROUP, ""),
        ("B6", Use.LABEL, ""),
        ("C6", Use.AMOUNT, "Hemtjänst: 120\xa0tkr · 2022 · budget · säkert"),
        ("D9", Use.SUM, "Summa: 264\xa0tkr · 2022 · utfall · säkert"),
        ("A6", Use.IGNORED, "kod eller nummer"),
        ("E7", Use.IGNORED, "procent"),
        ("C11", Use.IGNORED, "raden räknar annat än pengar"),
    ],
)
def test_each_cell_has_its_use(cell: str, use: Use, said: str) -> None:
    assert uses(FOLLOW_UP)[cell] == (use, said)


@pytest.mark.parametrize(
    ("drawing", "cell", "said"),
    [
        ("17\n|\nPost | 2021 | 2022\nA | 1 | 2\nB | 3 | 4", "A1", "utanför tabellerna"),
        ("Post | Antal | Budget 2022, tkr\nA | 3 | 20\nB | 4 | 30\nC | 5 | 40", "B2", "antal"),
        ("=X9\n|\nPost | 2021 | 2022\nA | 1 | 2\nB | 3 | 4", "A1", "formel utan värde"),
        ("Post | Datum | Budget 2022\nA | 2022-03-01 | 20\nB | 2022-03-02 | 30", "B2", "datum"),
    ],
)
def test_why_a_number_is_ignored(drawing: str, cell: str, said: str) -> None:
    assert uses(drawing)[cell] == (Use.IGNORED, said)


def test_every_filled_cell_is_shown_with_a_use() -> None:
    drawn = sheet(FOLLOW_UP)
    found = budget(drawn)
    assert uses_of(Grid(drawn), found.tables, found.records).keys() == drawn.cells.keys()


def test_every_fact_is_an_amount_on_the_page() -> None:
    found = read(TABLE, isolate=False)
    known = uses_of(Grid(found.workbook.sheets[0]), found.tables, found.records)
    assert {known[place(fact.cell)].use for fact in found.records} == {Use.AMOUNT, Use.SUM}


def test_an_amount_that_is_not_sure_is_marked_and_its_confirmation_proposed() -> None:
    page = layout_page([budget(sheet("Post | Budget 2021 | Budget 2022\nA | 1 | 2\nB | 3 | 4\nC | 5 | 6"))])
    tree = Tree(page)
    assert "u-unsure right" in {cell.get("class") for cell in tree.of("td")}
    assert "trygg register confirm bok.xlsx --sheet Blad1 --table T1 --unit tkr" in tree.texts
    assert any("enheten är inte utsagd" in each for each in tree.texts)


def test_the_columns_say_what_their_amounts_are_read_as() -> None:
    assert {"2022 · budget · tkr", "2022 · utfall · tkr"} <= set(Tree(layout_page([budget(sheet(FOLLOW_UP))])).texts)


def test_in_english() -> None:
    tree = Tree(layout_page([budget(sheet(FOLLOW_UP))], "en"))
    assert tree.of("html") == [{"lang": "en"}]
    assert {"How the workbook was read", "2022 · actual · tkr", "percentage"} <= set(tree.texts)


def test_merged_cells_are_spans_and_hidden_places_marked() -> None:
    drawn = sheet("Budget 2022, tkr | < | <\nPost | Budget | Utfall\nA | 1 | 2\nB | 3 | 4\nC | 5 | 6")
    drawn = Sheet(drawn.name, drawn.cells, drawn.merged, frozenset({4}), frozenset({3}))
    tree = Tree(layout_page([budget(drawn)]))
    assert "3" in {cell.get("colspan") for cell in tree.of("td")}
    assert [row.get("class") for row in tree.of("tr")].count("hidden") == 1
    assert [head.get("class") for head in tree.of("th")].count("hidden") == 1


def test_rows_of_the_drawing_are_equally_wide() -> None:
    """A merged range over columns that are left out spans the gap too."""
    wide = " | ".join(["Post", *(f"Post {n}" for n in range(60))])
    drawn = sheet(f"{wide}\n" + "\n".join(" | ".join([f"Rad {n}", *["7"] * 60]) for n in range(4)))
    drawn = Sheet(drawn.name, drawn.cells, (Range(2, 2, 3, 58),))
    page = layout_page([budget(drawn)])
    (grid,) = re.findall(r'<table class="grid">(.*?)</table>', page, re.DOTALL)
    heads = grid.split("</thead>")[0].count("<th ")
    first = re.findall(r"<tr>(.*?)</tr>", grid.split("<tbody>")[1], re.DOTALL)[1]
    spans = sum(int(each) for each in re.findall(r'colspan="(\d+)"', first))
    assert spans + len(re.findall(r"<td(?! [^>]*colspan)", first)) == heads


@given(st.lists(st.integers(1, 400), min_size=1, max_size=120, unique=True), st.integers(1, 40))
def test_every_row_is_shown_or_counted(filled: list[int], most: int) -> None:
    """Shown rows and gaps follow each other without a hole, and the gaps count what they leave out."""
    rows = rows_shown(sorted(filled), {}, most)
    places = [(each, each) if isinstance(each, int) else (each.first, each.last) for each in rows]
    assert places[0][0] == 1
    assert all(after[0] == before[1] + 1 for before, after in pairwise(places))
    left_out = sum(each.filled for each in rows if isinstance(each, Gap))
    assert left_out + len(set(filled) & {each for each in rows if isinstance(each, int)}) == len(filled)


def test_wide_sheets_show_their_first_and_last_columns() -> None:
    assert columns_shown(range(1, 61)) == (*range(1, 22), Gap(22, 55, 34), *range(56, 61))


def test_a_long_sheet_stays_small_and_says_what_is_left_out() -> None:
    rows = "\n".join(f"Post {number} | {number} | {number * 2}" for number in range(3000))
    page = layout_page([budget(sheet(f"Post | Budget 2021 | Budget 2022\n{rows}"))])
    assert len(page) < 200_000
    assert re.search(r"28\d\d rader visas inte \(\d+–\d+\)", page)


def test_many_sheets_are_named_where_they_are_not_drawn() -> None:
    many = [sheet("Post | 2022\nA | 1\nB | 2", f"Blad{number}") for number in range(1, 46)]
    page = layout_page([budget(*many)])
    assert "Bladen som inte visas: Blad41, Blad42, Blad43, Blad44 och Blad45." in Tree(page).texts


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_only_texts(text: str) -> None:
    drawn = sheet("Post | 2022\nA | 1\nB | 2")
    cells = {at: cell._replace(value=text) if cell.type == "text" else cell for at, cell in drawn.cells.items()}
    page = layout_page([budget(Sheet(text, cells), file=text)])
    tree = Tree(page)
    assert not tree.of("script") + tree.of("img")
    assert not {name for _, attributes in tree.tags for name in attributes if name.startswith("on") or name == "style"}
    assert "default-src 'none'" in str(next(a["content"] for a in tree.of("meta") if a.get("http-equiv")))
    assert not re.search(r"https?:|@import", page)


def test_links_lead_somewhere_and_ids_stand_once() -> None:
    tree = Tree(layout_page([budget(sheet(FOLLOW_UP, "A"), sheet(FOLLOW_UP, "B")), budget(sheet(FOLLOW_UP))]))
    ids = [attributes["id"] for _, attributes in tree.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(str(attributes["href"]).removeprefix("#") in ids for attributes in tree.of("a"))


def test_a_budget_writes_its_own_page(tmp_path: Path) -> None:
    path = write(tmp_path / "bok.xlsx", sheet(FOLLOW_UP))
    found = read(path, isolate=False)
    page = found.explain(tmp_path / "tolkning.html", "en")
    assert "How the workbook was read" in page.read_text(encoding="utf-8")
    with pytest.raises(WouldOverwrite):
        found.explain(path)


def test_the_command_writes_one_page_for_all_workbooks(tmp_path: Path) -> None:
    page = tmp_path / "tolkning.html"
    done = trygg("read", TABLE, ROOT / "workbooks" / "trygghetspaketet-tkr.xlsx", "--explain", page, "--format", "csv")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1 + len(read(TABLE).records) * 2)
    texts = Tree(page.read_text(encoding="utf-8")).texts
    assert {"trygghetspaketet-jamforelse.xlsx", "trygghetspaketet-tkr.xlsx"} <= set(texts)


@needs_corpus
@pytest.mark.parametrize("name", ["sv_nacka_juli_2009.xlsx", "gush_etzion_2014.xls", "phila_controller.xlsx"])
def test_real_workbooks(name: str) -> None:
    found = read(CORPUS / "budgets" / name, isolate=False)
    page = layout_page([found])
    assert len(page) < 3_000_000
    assert page == layout_page([found])
    Tree(page)


def test_what_was_confirmed_is_told_with_who_and_when() -> None:
    bare = budget(sheet("Post | Budget 2021 | Budget 2022\nA | 1 | 2\nB | 3 | 4\nC | 5 | 6"))
    for answer, wanted in (
        (Answer(unit="tkr"), "tkr, bekräftat (Anna Ek, 2022-04-11)"),
        (Answer(sheet="Blad1", no_money=True), "bekräftat: inga belopp här"),
    ):
        after = confirm(bare, (), answer, by="Anna Ek", at="2022-04-11T09:00:00+02:00").after
        assert wanted in Tree(layout_page([after])).texts


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_use_has_contrast_enough(theme: str) -> None:
    blocks = re.findall(r":root \{(.*?)\}", layout_page([budget(sheet(FOLLOW_UP))]), re.DOTALL)
    held = colours("".join(blocks[0::2] if theme == "light" else blocks[1::2]))
    names = [f"u-{use.value}" for use in Use] + ["read"]
    for name in names:
        low, high = sorted((luminance(held[f"{name}-ink"]), luminance(held[name])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (theme, name)
