"""A chart in Excel and the figures it is drawn from, which stand beside the table in plain sight."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from trygg_excel.money import ORE
from trygg_excel.reporting.bars import Bar, BarKind
from trygg_excel.reporting.model import Chart
from trygg_excel.reporting.plain import cut, one_line
from trygg_excel.reporting.xlsx_formula import crowns
from trygg_excel.reporting.xlsx_look import FONT, GREY, INK, amount_format
from trygg_excel.reporting.xlsx_place import CHART_PIXELS, Place

_SMALL_STEPS = 0.7  # of the highest bar: where all steps lie above it, they are drawn larger
_FLOORED = (" (axeln börjar inte vid noll)", " (the axis does not begin at nought)")
_TITLE_LIMIT = 200
_UPRIGHT_MOST = 12
_BASE = "base"
_BELOW = " below"
_WORDS = {
    _BASE: ("Bas (osynlig)", "Base (invisible)"),
    BarKind.LEVEL.value: ("Nivå", "Level"),
    BarKind.INCREASE.value: ("Ökning", "Increase"),
    BarKind.DECREASE.value: ("Minskning", "Decrease"),
    BarKind.INCREASE.value + _BELOW: ("Ökning under noll", "Increase below zero"),
    BarKind.DECREASE.value + _BELOW: ("Minskning under noll", "Decrease below zero"),
}
_LOOKS: dict[str, dict[str, Any]] = {
    BarKind.LEVEL: {"fill": {"color": "#52606D"}},
    BarKind.INCREASE: {"fill": {"color": "#2F7D7B"}, "border": {"color": "#1D5453"}},
    BarKind.DECREASE: {
        "pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#B4541A", "bg_color": "#FFFFFF"},
        "border": {"color": "#B4541A"},
    },
}


@dataclass(frozen=True, slots=True)
class Basis:
    """The figures of a chart in öre: one row per bar, one column per series, and where its label stands."""

    note: str
    label: str
    series: tuple[tuple[str, str, tuple[int, ...]], ...]
    position: tuple[str, tuple[int, ...]]


def basis(bars: tuple[Bar, ...], lang: str) -> Basis:
    """Each bar as what is invisible under it and what is seen, above and below nought."""
    english = lang == "en"
    columns = [_stacked(bar) for bar in bars]
    keys = [key for key in _WORDS if any(column.get(key) for column in columns)]
    series = tuple((key, _WORDS[key][english], tuple(column.get(key, 0) for column in columns)) for key in keys)
    position = ("Label at" if english else "Etikett vid", tuple(bar.high for bar in bars))
    note = "Basis of the chart" if english else "Underlag för diagrammet"
    return Basis(note, "Column" if english else "Stapel", series, position)


def add_chart(book: Any, place: Place, chart: Chart, first_column: int) -> Any:
    """The stacked columns, with the labels of a line that is not drawn: they stand above the bars, never in them.

    The basis stands from `first_column` on the rows of the table: labels, the series, the place of the labels.
    """
    held = basis(place.bars, place.how.lang)
    columns = book.add_chart({"type": "column", "subtype": "stacked"})
    for index, (key, name, _) in enumerate(held.series):
        columns.add_series({"name": name, "gap": 40} | _cells(place, first_column, index + 1) | _look(key))
    labels = book.add_chart({"type": "line"})
    labels.add_series(_labels(place, held) | _cells(place, first_column, len(held.series) + 1))
    columns.combine(labels)
    _dress(columns, place, chart)
    return columns


def _stacked(bar: Bar) -> dict[str, int]:
    kind = bar.kind.value
    if bar.low >= 0:
        return {_BASE: bar.low, kind: bar.high - bar.low}
    if bar.high <= 0:
        return {_BASE: bar.high, kind: bar.low - bar.high}
    return {kind: bar.high, kind + _BELOW: bar.low}


def _cells(place: Place, first_column: int, column: int) -> dict[str, Any]:
    first, last = place.first, place.first + len(place.bars) - 1
    return {
        "categories": [place.name, first, first_column, last, first_column],
        "values": [place.name, first, first_column + column, last, first_column + column],
    }


def _look(key: str) -> dict[str, Any]:
    if key == _BASE:
        return {"fill": {"none": True}, "border": {"none": True}}
    return _LOOKS[key.removesuffix(_BELOW)]


def _labels(place: Place, held: Basis) -> dict[str, Any]:
    said = [{"value": bar.said} if bar.said else {"delete": True} for bar in place.bars]
    font = {"name": FONT, "size": 10, "color": INK}
    return {
        "name": held.position[0],
        "line": {"none": True},
        "marker": {"type": "none"},
        "data_labels": {"value": True, "position": "above", "font": font, "custom": said},
    }


def _dress(columns: Any, place: Place, chart: Chart) -> None:
    font = {"name": FONT, "size": 10, "color": GREY, "bold": False}
    # Few labels stand upright and wrap; many are left to Excel.
    upright = font | ({"rotation": 0} if len(place.bars) <= _UPRIGHT_MOST else {})
    number = amount_format(replace(place.bars_how, decimals=_axis_decimals(place)), signed=False)
    columns.set_title({"name": _title(place, chart), "name_font": {"name": FONT, "size": 14, "color": INK}})
    columns.set_x_axis({"num_font": upright, "line": {"color": GREY}, "label_position": "low"})
    # Every bar says its amount, so lines across would only disturb.
    axis = {"num_format": number, "num_font": font, "major_gridlines": {"visible": False}}
    columns.set_y_axis(axis | _begins(place.bars))
    columns.set_legend({"none": True})
    columns.set_size({"width": CHART_PIXELS[0], "height": CHART_PIXELS[1]})


def _axis_decimals(place: Place) -> int:
    """As many as tell some five marks of the axis apart."""
    span = max(bar.high for bar in place.bars) - min(bar.low for bar in place.bars) - max(0, floor(place.bars))
    marks = span / (place.bars_how.unit.factor * ORE) / 5
    return 0 if marks >= 1 else 1 if marks >= 0.1 else 2


def _title(place: Place, chart: Chart) -> str:
    """The title and the unit; XlsxWriter takes a title like 'Budget!B5' or '=1' for a formula."""
    title = cut(one_line(chart.title, place.how.lang), _TITLE_LIMIT, "…").lstrip("= ").replace("!", "! ")
    said = f"{' '.join(title.split())}, {place.bars_how.unit.name(place.how.lang)}"
    return said + (_FLOORED[place.how.lang == "en"] if floor(place.bars) > 0 else "")


def _begins(bars: tuple[Bar, ...]) -> dict[str, float]:
    """Excel finds room for what is below nought by itself."""
    low = floor(bars)
    return {"min": crowns(low)} if low >= 0 else {}


def floor(bars: tuple[Bar, ...]) -> int:
    """Where the axis begins, in öre: at nought, or just below steps that would be too small to see from there."""
    top, bottom = max(bar.high for bar in bars), min(bar.low for bar in bars)
    steps = [min(bar.start, bar.end) for bar in bars if bar.kind is not BarKind.LEVEL]
    lowest = min([*steps, *(bar.high for bar in bars if bar.kind is BarKind.LEVEL)])
    if not steps or bottom < 0 or lowest < _SMALL_STEPS * top or not lowest:
        return min(0, bottom)
    step = int(10 ** max(2, len(str(top - lowest))))
    return max(0, (lowest - (top - lowest) // 2) // step * step)
