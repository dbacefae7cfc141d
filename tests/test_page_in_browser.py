"""The page in a real browser: searched by mouse and keys, copied as a plain table, printed, and accessible."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.browser import needs_axe, needs_browser, opened, stop, violations
from tests.controls_drawn import budget
from tests.test_report_sizes import checked
from trygg_excel.checking import check_all
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.reporting.findings import without_answers
from trygg_excel.reporting.forwarded import forwarded
from trygg_excel.reporting.html import render_html
from trygg_excel.run import Run, run

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = needs_browser
ROOT = Path(__file__).parents[1]


def page_of(done: Run, lang: str = "sv") -> str:
    report = without_answers(control_report(done.checked, done.unread))
    return render_html(report, lang, [(each.heading, each.report) for each in forwarded(done.checked, done.unread)])


@cache
def faulty(lang: str = "sv") -> str:
    return page_of(run([ROOT / "workbooks", ROOT / "workbooks" / "felaktiga"], isolate=False), lang)


@cache
def drawn(count: int) -> str:
    lines = "\n".join(f"Verksamhet {n} i {'x' * (n % 40)} | {n}.1 | {n + 1}.4 | -{n}.0" for n in range(count))
    book = budget(f"Budget, mkr | | |\nNämnd | Budget 2021 | Budget 2022 | Budget 2023\n{lines}\nSumma | 1 | 2 | 3")
    return page_of(Run(check_all([book], None), ()))


@pytest.fixture(scope="module", autouse=True)
def _closing() -> Iterator[None]:
    yield
    stop()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "rapport.html"
    where.write_text(faulty(), encoding="utf-8")
    return where


def rows(page: Page, section: str) -> int:
    return page.locator(f"{section} tbody tr:visible").count()


def finding_rows(page: Page) -> list[str]:
    return page.locator("#del-2 tbody tr:visible").all_inner_texts()


def test_a_search_leaves_the_rows_that_hold_every_word(path: Path) -> None:
    with opened(path) as page:
        every = len(finding_rows(page))
        page.get_by_label("Sök", exact=True).fill("kameraövervaking TEXT")
        page.get_by_text("rader visas.").wait_for()
        assert 0 < len(finding_rows(page)) < every
        assert all("Kameraövervaking" in each and "text" in each for each in finding_rows(page))
        assert page.locator("#del-5 .none").is_visible()
        page.get_by_role("button", name="Visa allt").click()
        assert len(finding_rows(page)) == every
        assert not page.get_by_role("button", name="Visa allt").is_visible()


def test_severity_and_workbook_are_chosen_from_lists(path: Path) -> None:
    """A finding of several workbooks is found under each of them."""
    with opened(path) as page:
        page.get_by_label("Grad", exact=True).select_option("Varning")
        page.get_by_text("rader visas.").wait_for()
        assert {each.split("\t")[0] for each in finding_rows(page)} == {"Varning"}
        page.get_by_label("Arbetsbok", exact=True).select_option("trygghetspaketet-lista-2022.xlsx")
        page.locator("#del-1 tbody tr:visible").nth(1).wait_for(state="detached")
        (one,) = finding_rows(page)
        assert "trygghetspaketet-lista-2022.xlsx" not in one
        assert "och" in one.split("\t")[2]


def test_it_is_used_from_the_keyboard_alone(path: Path) -> None:
    with opened(path) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "innehall"
        page.get_by_label("Sök", exact=True).focus()
        page.keyboard.type("sspf")
        page.get_by_text("rader visas.").wait_for()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "SELECT"
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == "clear"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.name") == "words"
        assert page.locator("tbody tr[hidden]").count() == 0


def test_a_link_to_a_row_that_is_filtered_away_shows_it(path: Path) -> None:
    with opened(path) as page:
        page.get_by_label("Sök", exact=True).fill("finns inte någonstans")
        page.get_by_role("status").get_by_text("0 av").wait_for()
        page.evaluate("location.hash = 'del-2-1'")
        page.locator("#del-2-1").wait_for(state="visible")


def test_a_table_is_copied_plain_for_word(path: Path) -> None:
    """Also from the dark page: what is copied has black text, borders, and no scripts or classes of ours."""
    with opened(path, dark=True) as page:
        page.locator("#papper-2 button.copy").click()
        page.get_by_text("Kopierat. Klistra in i Word.").wait_for()
        page.evaluate(
            "addEventListener('paste', (event) => window.got ="
            " ['text/html', 'text/plain'].map((kind) => event.clipboardData.getData(kind)))"
        )
        page.keyboard.press("Control+V")
        html, text = page.evaluate("window.got")
        assert "<table" in html
        assert "border-collapse" in html
        assert "ARBETSMATERIAL" in html
        assert "class=" not in html
        assert "TRY-" not in html + text
        shown = [line.split("\t") for line in text.splitlines()]
        assert ["Insats", "Budget 2020", "Budget 2021", "Budget 2022", "Förändring", "Kommentar"] in shown
        lines = next(n for n, line in enumerate(shown) if line[0] == "Insats")
        assert shown[lines + 1][:2] == ["Trygghetsvärdar (Orminge och Fisksätra)", "2,0"]


def test_without_script_the_page_is_whole(path: Path, tmp_path: Path) -> None:
    bare = tmp_path / "utan.html"
    text = path.read_text(encoding="utf-8")
    bare.write_text(text[: text.index("<script>")] + "</body></html>", encoding="utf-8")
    with opened(bare) as page:
        assert len(finding_rows(page)) > 10
        assert not page.locator("#filter").is_visible()
        assert page.get_by_role("button").count() == 0


def test_it_prints_on_a4_without_its_tools(path: Path) -> None:
    with opened(path) as page:
        pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
        width, height = (float(each) for each in pdf.pages[0].mediabox[2:])
        assert (round(width), round(height)) == (842, 595)
        text = "\n".join(each.extract_text() for each in pdf.pages)
        assert "Anmärkningar" in text
        assert "Kopiera till Word" not in text
        assert "Sök" not in text.splitlines()


def test_what_is_filtered_is_printed_with_its_count(path: Path) -> None:
    with opened(path) as page:
        page.get_by_label("Grad", exact=True).select_option("Fel")
        page.get_by_text("rader visas.").wait_for()
        text = "\n".join(each.extract_text() for each in PdfReader(BytesIO(page.pdf())).pages)
        assert "rader visas." in text


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window(path: Path, width: int) -> None:
    """Wide tables scroll by themselves; the page does not (WCAG 1.4.10)."""
    with opened(path, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@needs_axe
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_axe_finds_nothing(tmp_path: Path, lang: str, dark: bool) -> None:
    where = tmp_path / "rapport.html"
    where.write_text(faulty(lang), encoding="utf-8")
    with opened(where, dark=dark) as page:
        assert violations(page) == []
        page.get_by_role("searchbox").fill("sspf")
        page.locator("#filter-besked:not(:empty)").wait_for()
        assert violations(page) == []


@needs_axe
def test_axe_finds_nothing_on_a_phone(path: Path) -> None:
    with opened(path, width=390, height=844) as page:
        assert violations(page) == []


@pytest.mark.parametrize("count", [8, 800])
def test_a_search_among_many_rows(tmp_path: Path, count: int) -> None:
    where = tmp_path / "rapport.html"
    where.write_text(drawn(count), encoding="utf-8")
    with opened(where) as page:
        page.get_by_label("Sök", exact=True).fill("verksamhet 7 ")
        page.get_by_text("rader visas.").wait_for()
        shown = page.locator("main > section tbody tr:not([hidden])").all_inner_texts()
        assert shown
        assert all("7" in each and "verksamhet" in each.casefold() for each in shown)


_A4_ACROSS = 1017  # pixels within the margins


@pytest.mark.parametrize("years", [3, 10])
def test_on_paper_a_table_of_many_years_is_no_wider_than_the_page(years: int, tmp_path: Path) -> None:
    where = tmp_path / "rapport.html"
    where.write_text(page_of(Run(checked(20, years), ())), encoding="utf-8")
    with opened(where, width=_A4_ACROSS) as page:
        assert page.locator("th.aside").first.is_visible()
        page.emulate_media(media="print")
        widths = page.locator("section table").evaluate_all("tables => tables.map(each => each.scrollWidth)")
        assert len(widths) > 4
        assert max(widths) <= _A4_ACROSS
        assert page.locator(".aside:visible").count() == 0
        assert page.locator("tbody th.wide:visible").first.bounding_box()["width"] > 100  # type: ignore[index]
