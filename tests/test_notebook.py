"""What results do in a notebook: they show themselves, hand out frames, draw, and become files."""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import trygg_excel as te
from tests.month_year import make_year
from tests.sheets import book, sheet
from trygg_excel.budget import budget_of
from trygg_excel.errors import ExtraMissing, NothingToCompare, NothingToDraw, WouldOverwrite, WrongUsage
from trygg_excel.finding import Severity
from trygg_excel.notebook.displayed import Displayed, Framed
from trygg_excel.notebook.fragment import MOST_ROWS

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "workbooks" / "trygghetspaketet-jamforelse.xlsx"
WRONG = ROOT / "workbooks" / "felaktiga" / "trygghetspaketet-fel-summa.xlsx"
MONTHS = ROOT / "workbooks" / "uppfoljning" / "trygghetspaketet-uppfoljning-2022-03.xlsx"
REGISTER = ROOT / "schemas" / "trygghetspaketet.yaml"
NBSP = "\xa0"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """One result of each of the functions."""
    out = tmp_path_factory.mktemp("ut")
    budget = te.read(TABLE, isolate=False)
    return {
        "read": budget,
        "check": te.check(te.read(WRONG, isolate=False)),
        "compare": te.compare(budget),
        "reconcile": te.reconcile(budget),
        "load_register": te.load_register(str(REGISTER)),
        "report": te.report(WRONG, out, isolate=False),
        "annotate": te.annotate(WRONG, out / "kopia.xlsx", isolate=False),
        "report_month": te.report_month("2026-06", make_year(out / "år"), isolate=False),
    }


KINDS = ("read", "check", "compare", "reconcile", "load_register", "report", "annotate", "report_month")
LINES = {
    "read": "<Budget trygghetspaketet-jamforelse.xlsx: 27 belopp i 1 tabell.>",
    "check": "<Check trygghetspaketet-fel-summa.xlsx: ✖ Att åtgärda. 1 arbetsbok kontrollerad, 1 fel att rätta.>",
    "compare": "<Comparison trygghetspaketet-jamforelse.xlsx: 5,0 mkr 2021, 5,0 mkr 2022: oförändrat.>",
    "reconcile": "<Reconciliation Avstämning: ▲ 12 stämmer, 0 avrundning, 2 avviker, 1 ej kontrollerat.>",
    "load_register": "<Register Trygghetspaketet: 12 insatser, 3 år, 6 beslut.>",
    "report_month": "<ReportedMonth Månadsrapport juni 2026: ✖ Att åtgärda: 2 fel att rätta. Utfall 290 tkr sämre än "
    "budget, prognos 110 tkr bättre än budget.>",
    "report": "<Reported Rapport: ✖ Att åtgärda. 1 arbetsbok kontrollerad, 1 fel att rätta.>",
}


@pytest.mark.parametrize("kind", LINES)
def test_a_result_is_one_line(results: Mapping[str, Any], kind: str) -> None:
    assert repr(results[kind]).replace(NBSP, " ") == LINES[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_result_shows_itself_with_its_verdict_and_cells(results: Mapping[str, Any], kind: str) -> None:
    shown = results[kind]._repr_html_()
    assert isinstance(results[kind], Displayed)
    assert 'class="trygg-verdict' in shown
    assert "<script" not in shown
    assert not re.search(r"""(src|href)\s*=|url\(|@import""", shown)


def test_findings_show_their_cell_and_verdict_in_words_and_symbol(results: Mapping[str, Any]) -> None:
    shown = results["check"]._repr_html_()
    assert '<span aria-hidden="true">✖</span> Att åtgärda' in shown
    assert ">Jämförelse!B13<" in shown


def test_swedish_numbers_with_their_unit_once(results: Mapping[str, Any]) -> None:
    shown = results["compare"]._repr_html_()
    assert "<caption>Jämförelse 2020–2022. Belopp i mkr.</caption>" in shown
    assert '<td style="text-align: right" class="number negative">−0,8</td>' in shown


MANY = "Budget 2022, tkr\n\nInsats | Budget 2022\n" + "".join(f"Rad {n:02} | {n}\n" for n in range(1, 31))


def test_a_long_table_is_cut_and_says_by_how_much() -> None:
    shown = budget_of(book(sheet(MANY + "Summa | 465")))._repr_html_()
    told = re.findall(r"Rad \d\d", shown)
    assert len(told) == MOST_ROWS
    assert f"… och {30 - MOST_ROWS} till" in shown
    assert ">465<" in shown  # the sum is kept


HOSTILE = "Budget 2022, tkr\n\nInsats | Budget 2022\n<script>alert(1)</script> | 1\n<img src=x onerror=y> | 2\n"


def test_a_hostile_label_is_text() -> None:
    shown = budget_of(book(sheet(HOSTILE)))._repr_html_()
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


@pytest.mark.parametrize("kind", KINDS)
def test_every_result_becomes_a_workbook_and_a_page(results: Mapping[str, Any], kind: str, tmp_path: Path) -> None:
    written = results[kind].to_excel(tmp_path / "ut.xlsx")
    assert openpyxl.load_workbook(written).sheetnames
    page = results[kind].to_html(str(tmp_path / "ut.html"), lang="en").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="en">' in page


def test_the_registers_workbook_loads_again_as_the_same(results: Mapping[str, Any], tmp_path: Path) -> None:
    again = te.load_register(results["load_register"].to_excel(tmp_path / "register.xlsx"))
    assert again.programmes == results["load_register"].programmes
    assert again.funding == results["load_register"].funding


def test_nothing_is_written_over_what_was_read(tmp_path: Path) -> None:
    own = tmp_path / "budget.xlsx"
    own.write_bytes(TABLE.read_bytes())
    budget = te.read(own, isolate=False)
    for result in (budget, te.compare(budget), te.check(budget)):
        with pytest.raises(WouldOverwrite):
            result.to_excel(own)
    assert own.read_bytes() == TABLE.read_bytes()


FRAMED = tuple(kind for kind in KINDS if kind != "read")


@pytest.mark.parametrize("kind", FRAMED)
def test_frames_are_copies_with_exact_integers(results: Mapping[str, Any], kind: str) -> None:
    result = results[kind]
    assert isinstance(result, Framed)
    before = result.frame
    mine = result.frame
    mine[mine.columns[0]] = pd.NA
    pd.testing.assert_frame_equal(result.frame, before)
    for frame in result.frames.values():
        money = [name for name in frame.columns if str(name).endswith("_ore")]
        assert all(str(frame[name].dtype) == "Int64" for name in money)


def test_a_comparison_in_mkr_is_exact(results: Mapping[str, Any]) -> None:
    frame = results["compare"].in_unit("mkr")
    assert list(frame.columns) == [
        "label", "group", "programme", "2020", "2021", "2022", "change_2021", "change_2022", "mark",
    ]  # fmt: skip
    row = frame[frame["programme"] == "trygghetsvardar"].iloc[0]
    assert (row["2020"], row["2021"], row["change_2021"]) == (Decimal(2), Decimal("0.8"), Decimal("-1.2"))
    steps = results["compare"].in_unit("mkr", "steps")
    assert sum(steps[steps["to_year"] == 2022]["amount"], Decimal()) == 0


def test_unknown_amounts_stay_unknown_in_a_unit(results: Mapping[str, Any]) -> None:
    pots = results["load_register"].in_unit("mkr", "funding").set_index("id")["amount"]
    assert results["load_register"].frames["funding"]["amount_ore"].isna().sum() == 4
    assert sum(each is None for each in pots) == 4


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda result: result.in_unit("kkr"), "Enheten 'kkr' finns inte. Skriv kr, tkr, mkr eller mdkr."),
        (lambda result: result.in_unit("mkr", "år"), "Tabellen 'år' finns inte. Välj bland rows, steps."),
        (lambda result: result.plot("bridge", 2019), "Det finns ingen brygga till 2019, bara till 2021, 2022."),
    ],
)
def test_a_wrong_question_is_answered_in_a_sentence(
    results: Mapping[str, Any], asked: Callable[[Any], object], told: str
) -> None:
    with pytest.raises((WrongUsage, NothingToDraw), match=re.escape(told)):
        asked(results["compare"])


def test_amounts_of_facts_in_a_unit(results: Mapping[str, Any]) -> None:
    frame = results["read"].in_unit("tkr")
    assert frame["amount"].iloc[0] == Decimal(1000)
    assert frame["amount_ore"].iloc[0] == 100_000_000
    with pytest.raises(WrongUsage):
        results["read"].in_unit("kkr")


def labels_of(figure: Any) -> list[str]:
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def test_the_bridge_is_drawn_with_its_steps(results: Mapping[str, Any]) -> None:
    figure = results["compare"].plot("bridge")
    assert {"5,0", "+0,2", "−0,8", "−0,4", "+0,1", "+0,9", "Belopp i mkr"} == set(labels_of(figure))
    assert figure._repr_png_().startswith(b"\x89PNG")


def test_the_years_are_drawn_in_the_unit_asked_for(results: Mapping[str, Any]) -> None:
    said = labels_of(results["compare"].plot(unit="tkr", lang="en"))
    assert "Amounts in SEK k" in said
    assert said.count("1,500") == 3


def test_the_months_are_drawn_to_the_last_one() -> None:
    figure: Any = te.read(MONTHS, isolate=False).plot()
    drawn = {line.get_label(): [y for y in line.get_ydata() if pd.notna(y)] for line in figure.axes[0].lines}
    assert drawn["Utfall"] == [271, 329, 424]
    assert drawn["Budget, en tolftedel"] == [pytest.approx(5000 / 12, abs=0.01)] * 12


def test_a_name_with_a_dollar_is_no_formula() -> None:
    drawing = "Budget, tkr\n\nInsats | 2021 | 2022\n$a$ $\\frac$ | 1 | 2\nSkola | 3 | 4\n"
    figure: Any = te.compare(budget_of(book(sheet(drawing)))).plot()
    assert figure._repr_png_()


def test_without_months_a_sentence(results: Mapping[str, Any]) -> None:
    with pytest.raises(NothingToDraw, match=re.escape("har inga månader att rita")):
        results["read"].plot()


def test_without_matplotlib_a_sentence_with_the_command(
    results: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(name: str, *rest: Any) -> Any:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *rest)

    real = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ExtraMissing, match=re.escape("python -m pip install 'trygg_excel[plot]'")):
        results["compare"].plot()


def test_a_report_is_a_mapping_of_its_files(results: Mapping[str, Any]) -> None:
    report = results["report"]
    papers = {"till-chefen.pdf", "till-namnden.pdf", "trygghetspaketet-fel-summa - kontrollerad.xlsx"}
    assert set(report) == {"kontroll.xlsx", "rapport.html", "run.json", *papers}
    assert all(report[name].is_file() for name in report)
    assert report.findings[0].severity is Severity.ERROR


def test_what_could_not_be_read_is_told_beside_the_findings(tmp_path: Path) -> None:
    (tmp_path / "trasig.xlsx").write_bytes(b"PK\x03\x04 ingen arbetsbok")
    report = te.report([WRONG, tmp_path / "trasig.xlsx"], tmp_path / "ut", isolate=False)
    assert len(report.unread) == 1
    assert "trasig.xlsx" in report._repr_html_().split("Kunde inte läsas", 1)[1]


def test_errors_are_sentences() -> None:
    with pytest.raises(NothingToCompare, match="har inte två år att jämföra"):
        te.compare(budget_of(book(sheet("Budget 2022, tkr\n\nInsats | Budget 2022\nSkola | 1\n"))))


def test_a_month_is_made_as_the_command_makes_it(results: Mapping[str, Any]) -> None:
    """Its frames hold öre; the files lie where trygg.toml says, and a run again changes none of them."""
    month = results["report_month"]
    assert [each.is_file() for each in month.values()] == [True] * 3
    before = [each.read_bytes() for each in month.values()]
    again = te.report_month("2026-06", next(iter(month.values())).parents[2], isolate=False)
    assert [each.read_bytes() for each in again.values()] == before
    frame = month.in_unit("tkr").set_index("programme")
    assert frame.loc["sspf", ["revised", "budget_so_far"]].tolist() == [3600, 1760]
    assert (month.frame["budget_so_far_ore"] - month.frame["outcome_ore"] == month.frame["deviation_ore"]).all()
    assert month.findings[0].severity is Severity.ERROR


def test_a_dry_run_tells_the_month_and_writes_nothing(tmp_path: Path) -> None:
    config = make_year(tmp_path / "år")
    month = te.report_month("2026-01", config, dry_run=True, isolate=False)
    assert (month.period, month.version, month.final, len(month.lines)) == (202601, 1, False, 7)
    assert not any(each.exists() for each in month.values())
    assert not (config.parent / "rapporter").exists()


def test_what_hinders_a_month_is_raised(tmp_path: Path) -> None:
    config = make_year(tmp_path / "år")
    (config.parent / "ekonomi" / "uttag 2026-01.csv").unlink()
    with pytest.raises(te.TryggError, match="2026-01"):
        te.report_month("2026-01", config, isolate=False)
    with pytest.raises(WrongUsage, match="mars"):
        te.report_month("mars", config)
