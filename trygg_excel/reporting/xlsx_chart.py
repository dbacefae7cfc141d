"""A chart in Excel and the figures it is drawn from, which stand beside the table in plain sight."""

from __future__ import annotations

from dataclasses import dataclass

from trygg_excel.money import ORE
from trygg_excel.reporting.bars import Bar, BarKind
from trygg_excel.reporting.model import Chart
from trygg_excel.reporting.plain import cut, one_line
from trygg_excel.reporting.xlsx_place import Place

_SMALL_STEPS = 0.7  # of the highest bar: where all steps lie above it, they are drawn larger
_FLOORED = (" (axeln börjar inte vid noll)", " (the axis does not begin at nought)")
_TITLE_LIMIT = 200
LABEL_LIMIT = 36  # what has room below a bar; the table has the whole name
BASE = "base"
BELOW = " below"
_WORDS = {
    BASE: ("Bas (osynlig)", "Base (invisible)"),
    BarKind.LEVEL.value: ("Nivå", "Level"),
    BarKind.INCREASE.value: ("Ökning", "Increase"),
    BarKind.DECREASE.value: ("Minskning", "Decrease"),
    BarKind.INCREASE.value + BELOW: ("Ökning under noll", "Increase below zero"),
    BarKind.DECREASE.value + BELOW: ("Minskning under noll", "Decrease below zero"),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """The figures of a chart in öre: one row per bar, one column per series, and where its label stands."""

    note: str
    label: str
    labels: tuple[str, ...]
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
    labels = tuple(cut(bar.label, LABEL_LIMIT, "…") for bar in bars)
    return Basis(note, "Column" if english else "Stapel", labels, series, position)


def _stacked(bar: Bar) -> dict[str, int]:
    kind = bar.kind.value
    if bar.low >= 0:
        return {BASE: bar.low, kind: bar.high - bar.low}
    if bar.high <= 0:
        return {BASE: bar.high, kind: bar.low - bar.high}
    return {kind: bar.high, kind + BELOW: bar.low}


def axis_decimals(place: Place) -> int:
    """As many as tell some five marks of the axis apart."""
    span = max(bar.high for bar in place.bars) - min(bar.low for bar in place.bars) - max(0, floor(place.bars))
    marks = span / (place.bars_how.unit.factor * ORE) / 5
    return 0 if marks >= 1 else 1 if marks >= 0.1 else 2


def chart_title(place: Place, chart: Chart) -> str:
    """The title and the unit; XlsxWriter takes a title like 'Budget!B5' or '=1' for a formula."""
    title = cut(one_line(chart.title, place.how.lang), _TITLE_LIMIT, "…").lstrip("= ").replace("!", "! ")
    said = f"{' '.join(title.split())}, {place.bars_how.unit.name(place.how.lang)}"
    return said + (_FLOORED[place.how.lang == "en"] if floor(place.bars) > 0 else "")


def floor(bars: tuple[Bar, ...]) -> int:
    """Where the axis begins, in öre: at nought, or just below steps that would be too small to see from there."""
    top, bottom = max(bar.high for bar in bars), min(bar.low for bar in bars)
    steps = [min(bar.start, bar.end) for bar in bars if bar.kind is not BarKind.LEVEL]
    lowest = min([*steps, *(bar.high for bar in bars if bar.kind is BarKind.LEVEL)])
    if not steps or bottom < 0 or lowest < _SMALL_STEPS * top or not lowest:
        return min(0, bottom)
    step = int(10 ** max(2, len(str(top - lowest))))
    return max(0, (lowest - (top - lowest) // 2) // step * step)
