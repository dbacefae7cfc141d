"""Every part of a report's workbook held against XlsxWriter's own writing of the same, byte for byte."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.worksheet import Worksheet

from tests.chart_by_xlsxwriter import add_chart
from tests.test_report_xlsx import BRIDGE, CHART, COMPARISON, drawn, front, one_column, opened, report, said, whole
from trygg_excel.money import KR, MKR, Unit
from trygg_excel.reporting import xlsx_book, xlsx_sheet
from trygg_excel.reporting.model import Amount, Chart, Column, Ratio, Row, RowRole, Sheet, Style, Table, Trend
from trygg_excel.reporting.xlsx_look import TREND_COLOURS
from trygg_excel.reporting.xlsx_place import Place


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class AsXlsxWriterDoes(Worksheet):  # type: ignore[misc]  # XlsxWriter is untyped
    """A worksheet with nothing of ours but the names of what it does."""

    def set_height(self, row: int, points: float, level: int = 0) -> None:
        self.set_row(row, points, None, {"level": level})

    def set_width(self, column: int, digits: float) -> None:
        self.set_column(column, column, digits)

    def set_trends(self, groups: Sequence[tuple[bool, bool, Sequence[tuple[str, str]]]]) -> None:
        colours = {f"{name}_color": f"#{colour}" for name, colour in TREND_COLOURS.items()}
        for reverse, below, cells in groups:
            where, areas = zip(*cells, strict=True)
            drawn = {"location": list(where), "range": list(areas), "reverse": reverse} | ({} if below else {"min": 0})
            points = {"type": "column", "last_point": True, "negative_points": True}
            self.add_sparkline(where[0], points | colours | drawn)

    def set_table(self, name: str, first: int, last: int, headings: Sequence[str], *, filtered: bool) -> None:
        columns = [{"header": heading} for heading in headings]
        options = {"name": name, "style": None, "autofilter": filtered, "columns": columns}
        self.add_table(first, 0, last, len(headings) - 1, options)
        self.str_table.count -= len(headings)  # written there and, with their looks, by us

    def set_marks(self, area: str, negative: Format) -> None:
        self.conditional_format(area, {"type": "cell", "criteria": "<", "value": 0, "format": negative})
        self.ignore_errors({"number_stored_as_text": area, "formula_differs": area, "formula_range": area})


class PackedAsXlsxWriterDoes(Packager):  # type: ignore[misc]
    """The parts with nothing of ours but that they are kept."""

    language = b""

    def _create_package(self) -> list[object]:
        self.made = {name: held.getvalue().encode() for held, name, _ in super()._create_package()}
        for name in self.made:
            if name.startswith("xl/charts/"):  # XlsxWriter has no word for the language of a chart
                self.made[name] = self.made[name].replace(b"en-US", self.language)
        return []


def draw(book: xlsx_book.Book, on: Worksheet, row: int, part: tuple[Place, Chart, int], _: object, alt: str) -> None:
    """A chart by XlsxWriter's own hand."""
    on.insert_chart(row, 0, add_chart(book, *part), {"description": alt, "object_position": 2})


def bridge(name: str, *steps: int | None, unit: Unit = MKR) -> Sheet:
    """A bridge from the first of these amounts over those between, and a step without one, to the last."""
    rows = [
        Row((f"Steg {n} & <co>{n % 3 * ' med ett långt namn'}", Amount(ore))) for n, ore in enumerate(steps[1:-1])
    ] + [Row(("Inget", None))]
    ends = [Row((str(year), Amount(ore)), RowRole.TOTAL) for year, ore in ((2021, steps[0]), (2022, steps[-1]))]
    table = Table(BRIDGE.columns, (ends[0], *rows, ends[1]), unit)
    return Sheet(name, said(f"{name}'s bro"), (), table, replace(CHART, title=said(f"{name} <&>")))


EMPTY = Table((Column("a", said("A")),), ())
ODD = one_column(" x ", "a\tb\nc", "1 < 2 & 3", "_x0041_", "a\x1fb", "=1+1", "x" * 40_000, Amount(None), Amount(-5),
                 Amount(10**18 + 1), 10**15, Ratio(Decimal("0.125")))  # fmt: skip
WIDE = Table(
    tuple(replace(COMPARISON.columns[0], key=f"k{n}", title=said(f"Kolumn {n}"), width=30) for n in range(12)),
    tuple(Row(tuple(f"{row}.{column}" for column in range(12))) for row in range(3)),
)
TALL = Sheet("hög", said("Hög"), tuple(said(f"Stycke {n} " * 40) for n in range(12)), COMPARISON)
YEARS = ("y1", "y2", "y3")
COURSES = Table(
    (replace(COMPARISON.columns[0]), *(Column(key, said(key), Style.AMOUNT) for key in YEARS),
     Column("trend", said("Utveckling"), Style.TREND)),
    tuple(
        Row((f"rad {n}", *map(Amount, points), Trend(keys, points, said("ökar"))), level=n % 2)
        for n, (keys, points) in enumerate([
            (YEARS, (1, 2, 3)), (YEARS, (-1, 0, 1)), (YEARS[::-1], (3, 2, 1)), (YEARS, (4, 5, 6)),
            (YEARS[::-1], (-3, 2, 1)),
        ])
    ),
    MKR,
)  # fmt: skip
REPORTS = {
    "pages side by side, and a head too tall to be frozen": report(
        front(), Sheet("bred", said("Bred"), (), WIDE), TALL
    ),
    "trends, an outline and links": report(
        front(), Sheet("bro", said("år & år"), (), COURSES, outline=True), Sheet("tom", said("Tom"), (), EMPTY)
    ),
    "odd texts and numbers": report(front(), Sheet("udda", said('Udda "<&'), (), ODD)),
    "a filtered list": report(front(), Sheet("lång", said("Lång"), (), one_column(*map(str, range(40))))),
    "a chart through nought": whole(),
    "a chart whose axis begins higher": report(front(), bridge("a", 10**12, 2 * 10**9, -(10**9), 10**12 + 10**9)),
    "a chart of many bars, in öre": report(front(), bridge("b", 505, *range(1, 20), 695, unit=KR)),
    "charts of what falls below nought": report(
        front(), bridge("c", 10**8, -3 * 10**8, -(10**8), -3 * 10**8), bridge("d", -(10**8), None, -(10**8))
    ),
}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("what", REPORTS)
def test_every_part_is_what_xlsxwriter_itself_writes(monkeypatch: pytest.MonkeyPatch, what: str, lang: str) -> None:
    ours = parts_of(drawn(REPORTS[what], lang))
    monkeypatch.setattr(xlsx_book, "Page", AsXlsxWriterDoes)
    monkeypatch.setattr(xlsx_book, "Parts", PackedAsXlsxWriterDoes)
    monkeypatch.setattr(xlsx_book, "_ALIKE", {})
    monkeypatch.setattr(PackedAsXlsxWriterDoes, "language", {"sv": b"sv-SE", "en": b"en-GB"}[lang])
    monkeypatch.setattr(xlsx_book.Book, "draw", draw)
    monkeypatch.setattr(xlsx_sheet, "chart_part", lambda place, chart, _, column, __: (place, chart, column))
    theirs = parts_of(drawn(REPORTS[what], lang))
    assert [name for name in theirs if theirs[name] != ours.get(name)] == []
    assert list(theirs) == list(ours)


def test_a_text_that_looks_like_markup_is_a_text() -> None:
    """XlsxWriter takes a text from <r> to </r> for markup of its own and writes it as it is."""
    book = opened(report(front(one_column("<r><t>x</t></r>", "<r><oj/></r>"))))
    assert {"<r><t>x</t></r>", "<r><oj/></r>"} <= {cell.value for row in book.active.iter_rows() for cell in row}
