"""The sheets of a comparison as they are written: groups, sums, changes, order, unit, and bridges that gather."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_report_xlsx import header_row, report, table_cells
from trygg_excel.comparing.bridge import ComparedRow, Stated, Step, StepKind, bridge
from trygg_excel.comparing.comparison import Comparison
from trygg_excel.finding import Text
from trygg_excel.money import MKR, TKR
from trygg_excel.reporting.bridge import MOST_STEPS, gathered
from trygg_excel.reporting.comparison import Wishes, comparison_sheets
from trygg_excel.reporting.model import Amount, RowRole, Sheet
from trygg_excel.reporting.xlsx import render_xlsx

TKR_1 = 100_000  # öre


def row(label: str, group: str = "", /, **amounts: int | None) -> ComparedRow:
    """Amounts in tkr by 'y2021'."""
    by_year = {int(year[1:]): None if each is None else each * TKR_1 for year, each in amounts.items()}
    return ComparedRow(label, group, None, by_year, {})


def comparison(*rows: ComparedRow, base: int | None = None, versions: Mapping[int, Text] | None = None) -> Comparison:
    years = tuple(sorted({year for each in rows for year in each.amounts}))
    pairs = [(base, year) for year in years if year != base] if base else list(pairwise(years))
    bridges = tuple(bridge(rows, Stated(), *pair) for pair in pairs)
    about = 2022 if versions else None
    return Comparison("bok.xlsx", "Budget", TKR, years, rows, {}, bridges, about, versions or {})


GROUPED = comparison(
    row("Skola", "Barn", y2020=10, y2021=12, y2022=15),
    row("Fritid", "Barn", y2020=5, y2021=5, y2022=5),
    row("Hem", "Vuxna / Stöd", y2020=7, y2021=0, y2022=None),
    row("Bidrag", "Vuxna / Stöd", y2021=3, y2022=4),
    row("Reserv", y2020=1, y2021=1, y2022=1),
)


def sheets(of: Comparison, wishes: Wishes | None = None) -> tuple[Sheet, ...]:
    return comparison_sheets(of, 0, wishes or Wishes())


def written(sheet: Sheet, *, values: bool = False) -> Any:
    buffer = BytesIO()
    render_xlsx(report(sheet), buffer)
    return openpyxl.load_workbook(buffer, data_only=values).worksheets[0]


def test_groups_have_headings_levels_and_live_sums() -> None:
    sheet = sheets(GROUPED)[0]
    assert [(str(getattr(each.cells[0], "sv", each.cells[0])), each.role, each.level) for each in sheet.table.rows] == [
        ("Barn", RowRole.GROUP, 0),
        ("Skola", RowRole.LINE, 1),
        ("Fritid", RowRole.LINE, 1),
        ("Summa Barn", RowRole.SUBTOTAL, 0),
        ("Vuxna", RowRole.GROUP, 0),
        ("Stöd", RowRole.GROUP, 1),
        ("Hem", RowRole.LINE, 2),
        ("Bidrag", RowRole.LINE, 2),
        ("Summa Stöd", RowRole.SUBTOTAL, 1),
        ("Reserv", RowRole.LINE, 0),
        ("Summa", RowRole.TOTAL, 0),
    ]
    page, cached = written(sheet), written(sheet, values=True)
    top = header_row(page)
    assert [page.row_dimensions[top + at].outlineLevel for at in range(1, 12)] == [0, 1, 1, 0, 0, 1, 2, 2, 1, 0, 0]
    assert page.cell(top + 4, 2).value == f"=SUM(B{top + 2}:B{top + 3})"
    assert page.cell(top + 11, 2).value == f"=SUM(B{top + 4},B{top + 9}:B{top + 10})"
    assert [cached.cell(top + at, 2).value for at in (4, 9, 11)] == [20_000, 4_000, 25_000]


def test_a_heading_for_each_row_makes_no_group() -> None:
    found = sheets(comparison(row("Bidrag", "A", y2021=1, y2022=2), row("Bidrag", "B", y2021=1, y2022=2)))[0]
    assert [str(each.cells[0]) for each in found.table.rows[:2]] == ["A / Bidrag", "B / Bidrag"]
    assert found.outline is False


@pytest.mark.parametrize(
    ("newest", "heads"),
    [
        (True, ["2022", "2021", "2020", "Förändring 2021–2022", "Förändring, % 2021–2022"]),
        (False, ["2020", "2021", "2022", "Förändring 2020–2021", "Förändring, % 2020–2021"]),
    ],
)
def test_the_newest_or_the_oldest_year_stands_first(newest: bool, heads: list[str]) -> None:
    assert [each.title.sv for each in sheets(GROUPED, Wishes(newest))[0].table.columns[1:6]] == heads


def test_small_charts_run_as_time_does_whatever_the_order() -> None:
    for newest, reverse in ((True, True), (False, False)):
        sheet = sheets(GROUPED, Wishes(newest))[0]
        buffer = BytesIO()
        render_xlsx(report(sheet), buffer)
        xml = part(buffer, "xl/worksheets/sheet1.xml")
        top = header_row(written(sheet))
        assert xml.count("<x14:sparkline>") == 8 - 1  # lines and sums, but not the row with an unknown amount
        assert f"<xm:f>&apos;{sheet.title.sv}&apos;!B{top + 2}:D{top + 2}</xm:f>".replace("&apos;", "'") in xml
        assert ('rightToLeft="1"' in xml) is reverse


def part(buffer: BytesIO, name: str) -> str:
    import zipfile

    with zipfile.ZipFile(buffer) as parts:
        return parts.read(name).decode()


def test_the_unit_is_the_readers_and_the_amount_is_whole() -> None:
    sheet = sheets(comparison(row("A", y2021=1_234_567, y2022=2_345_678)), Wishes(unit=MKR))[0]
    page = written(sheet)
    cell = page.cell(header_row(page) + 1, 2)
    assert (cell.value, cell.number_format) == (2_345_678_000, "#,##0.0,,;-#,##0.0,,")


def test_shares_stand_where_they_mean_something() -> None:
    plain = sheets(comparison(row("A", y2021=1, y2022=3), row("B", y2021=1, y2022=1)))[0]
    page, cached = written(plain), written(plain, values=True)
    top = header_row(page)
    (at,) = (n for n, each in enumerate(plain.table.columns, 1) if each.key == "share")
    assert page.cell(top + 1, at).value == f'=IF(B{top + 3}=0,"",B{top + 1}/B{top + 3})'
    assert [cached.cell(top + n, at).value for n in (1, 2, 3)] == [0.75, 0.25, 1]
    mixed = sheets(comparison(row("A", y2021=1, y2022=3), row("B", y2021=1, y2022=-1)))[0]
    assert "share" not in [each.key for each in mixed.table.columns]


def test_of_many_years_the_older_changes_stand_outside_what_is_printed() -> None:
    years = {f"y{year}": year - 2012 for year in range(2013, 2023)}
    sheet = sheets(comparison(row("A", **years), row("B", **years)))[0]
    keys = [each.key for each in sheet.table.columns if not each.aside]
    assert [key for key in keys if key.startswith("d")] == ["d2021-2022", "d2013-2022"]
    aside = [each.key for each in sheet.table.columns if each.aside]
    assert len(aside) == 2 * 8 + 1
    assert aside[-1] == "cells"
    assert table_cells(written(sheet, values=True))[1][len(keys)] == 1_000  # 2020-2021, newest first


def test_a_base_year_is_what_all_is_compared_with() -> None:
    sheet = sheets(comparison(row("A", y2020=1, y2021=2, y2022=4), base=2020))[0]
    assert [each.title.sv for each in sheet.table.columns if each.key.startswith("d")] == [
        "Förändring 2020–2022",
        "Förändring 2020–2021",
    ]


def test_versions_are_called_by_their_names() -> None:
    names = {1: Text("mars.xlsx", "mars.xlsx"), 2: Text("april.xlsx", "april.xlsx")}
    first = ComparedRow("A", "", None, {1: 100, 2: 300}, {})
    found = Comparison("b", "B", TKR, (1, 2), (first,), {}, (bridge([first], Stated(), 1, 2),), 2022, names)
    table, steps = sheets(found)
    assert table.title.sv == "Versioner 2022"
    assert [each.title.sv for each in table.table.columns[1:4]] == [
        "april.xlsx",
        "mars.xlsx",
        "Skillnad april.xlsx mot mars.xlsx",
    ]
    assert steps.title.sv == "Brygga 2022, april.xlsx"


def steps_of(*amounts: int) -> list[Step]:
    return [Step(Text(f"S{at}", f"S{at}"), each, StepKind.INCREASE) for at, each in enumerate(amounts)]


@given(st.lists(st.integers(-(10**12), 10**12), max_size=90), st.integers(-(10**6), 10**6))
def test_gathering_loses_nothing_and_never_hides_what_is_not_explained(amounts: list[int], rest: int) -> None:
    own = [Step(Text("Avrundning", "Rounding"), rest, StepKind.ROUNDING)]
    shown, small = gathered([*steps_of(*amounts), *own])
    assert sum(each.amount for each in (*shown, *small)) == sum(amounts) + rest
    assert len(shown) + bool(small) <= MOST_STEPS
    assert own[0] in shown
    assert min((abs(each.amount) for each in shown if each not in own), default=0) >= max(
        (abs(each.amount) for each in small), default=0
    )


def test_a_bridge_of_eighty_steps_is_one_page_that_adds_up() -> None:
    many = comparison(*(row(f"Insats {at}", y2021=100, y2022=100 + at) for at in range(1, 81)))
    sheet = sheets(many)[1]
    labels = [getattr(each.cells[0], "sv", "") for each in sheet.table.rows]
    assert labels[-2:] == [f"Övriga {80 - MOST_STEPS + 1} insatser", "Summa 2022"]
    page, cached = written(sheet), written(sheet, values=True)
    last = header_row(page) + len(sheet.table.rows)
    assert page.cell(last, 3).value == f"=SUM(C{header_row(page) + 1},D{header_row(page) + 2}:D{last - 1})"
    assert cached.cell(last, 3).value == sum(100 + at for at in range(1, 81)) * 1_000


def test_what_is_unknown_in_one_year_is_a_step_of_its_own() -> None:
    """The totals of the bridge are those of the comparison: 17 -> 12 tkr, 7 of which are not stated the second year."""
    found = comparison(row("A", y2021=10, y2022=12), row("B", y2021=7, y2022=None))
    (only,) = found.bridges
    assert (only.start, only.end) == (found.sum_of(2021), found.sum_of(2022))
    assert [(each.kind, each.amount // TKR_1) for each in only.steps] == [
        (StepKind.INCREASE, 2),
        (StepKind.UNKNOWN, -7),
    ]
    assert sheets(found)[0].table.rows[-1].cells[1].value == Amount(12 * TKR_1)  # type: ignore[union-attr]


odd = st.text(st.sampled_from("aB /=+-@'\t\r\n\x00\u200e\u202e\ud800_x[]:"), max_size=8)


@given(
    st.lists(
        st.tuples(odd, odd, st.none() | st.integers(-(10**14), 10**14), st.none() | st.integers(0, 10**14)),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=25, deadline=None)
def test_whatever_rows_are_called_the_report_is_written(rows: list[tuple[str, str, int | None, int | None]]) -> None:
    """No name, heading or amount of a workbook breaks a rule of ours: the self-check is for our own slips."""
    found = [ComparedRow(label, group, None, {2021: a, 2022: b}, {}) for label, group, a, b in rows]
    steps = (bridge(found, Stated(), 2021, 2022),)
    for sheet in sheets(Comparison("b", "B", TKR, (2021, 2022), tuple(found), {}, steps)):
        written(sheet)
