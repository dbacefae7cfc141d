"""A chart of a report drawn by XlsxWriter itself, for the project's own to be held against."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from trygg_excel.reporting.bars import Bar, BarKind
from trygg_excel.reporting.model import Chart
from trygg_excel.reporting.xlsx_chart import (
    BASE,
    BELOW,
    Basis,
    axis_decimals,
    basis,
    chart_title,
    floor,
)
from trygg_excel.reporting.xlsx_formula import crowns
from trygg_excel.reporting.xlsx_look import FONT, GREY, INK, amount_format
from trygg_excel.reporting.xlsx_place import CHART_PIXELS, Place

_LOOKS: dict[str, dict[str, Any]] = {
    BarKind.LEVEL: {"fill": {"color": "#52606D"}},
    BarKind.INCREASE: {"fill": {"color": "#2F7D7B"}, "border": {"color": "#1D5453"}},
    BarKind.DECREASE: {
        "pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#B4541A", "bg_color": "#FFFFFF"},
        "border": {"color": "#B4541A"},
    },
}


def add_chart(book: Any, place: Place, chart: Chart, first_column: int) -> Any:
    """The stacked columns, with the labels of a line that is not drawn."""
    held = basis(place.bars, place.how.lang)
    columns = book.add_chart({"type": "column", "subtype": "stacked"})
    for index, (key, name, _) in enumerate(held.series):
        columns.add_series({"name": name, "gap": 40} | _cells(place, first_column, index + 1) | _look(key))
    labels = book.add_chart({"type": "line"})
    labels.add_series(_labels(place, held) | _cells(place, first_column, len(held.series) + 1))
    columns.combine(labels)
    _dress(columns, place, chart)
    return columns


def _cells(place: Place, first_column: int, column: int) -> dict[str, Any]:
    first, last = place.first, place.first + len(place.bars) - 1
    return {
        "categories": [place.name, first, first_column, last, first_column],
        "values": [place.name, first, first_column + column, last, first_column + column],
    }


def _look(key: str) -> dict[str, Any]:
    if key == BASE:
        return {"fill": {"none": True}, "border": {"none": True}}
    return _LOOKS[key.removesuffix(BELOW)]


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
    upright = font | ({"rotation": 0} if len(place.bars) <= 12 else {})
    number = amount_format(replace(place.bars_how, decimals=axis_decimals(place)), signed=False)
    columns.set_title({"name": chart_title(place, chart), "name_font": {"name": FONT, "size": 14, "color": INK}})
    columns.set_x_axis({"num_font": upright, "line": {"color": GREY}, "label_position": "low"})
    # Every bar says its amount, so lines across would only disturb.
    axis = {"num_format": number, "num_font": font, "major_gridlines": {"visible": False}}
    columns.set_y_axis(axis | _begins(place.bars))
    columns.set_legend({"none": True})
    columns.set_size({"width": CHART_PIXELS[0], "height": CHART_PIXELS[1]})


def _begins(bars: tuple[Bar, ...]) -> dict[str, float]:
    """Excel finds room for what is below nought by itself."""
    low = floor(bars)
    return {"min": crowns(low)} if low >= 0 else {}
