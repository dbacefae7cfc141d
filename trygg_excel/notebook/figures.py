"""Diagrams by matplotlib, the one module that imports it. Nothing global is touched: pyplot is not used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any, TypeAlias

from trygg_excel.errors import ExtraMissing
from trygg_excel.finding import Text
from trygg_excel.money import NBSP, Unit, decimals_needed, in_unit, number_text
from trygg_excel.reporting.bars import Bar, BarKind

if TYPE_CHECKING:
    from matplotlib.figure import Figure as MatplotlibFigure

    Figure: TypeAlias = MatplotlibFigure

# Told apart in grey and by those who do not see colours apart too; decreases are hatched as well.
_COLOURS = ("#9aa5b1", "#2b78c4", "#12406b", "#b4541a", "#2f7d7b", "#6b4c9a")
_LEVEL, _INCREASE, _DECREASE = "#52606d", "#2f7d7b", "#b4541a"
_DASHES = ("solid", (0, (5, 2)), (0, (1, 1.5)), "dashdot")
_GREY = "#52606d"
_LETTERS = 46
_MONTHS = {
    "sv": ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a diagram; öre, None where there is no amount."""

    name: str
    ore: Sequence[int | None]


def columns_drawing(title: str, labels: Sequence[str], series: Sequence[Series], unit: Unit, lang: str) -> Figure:
    """Lying bars, one group per label and one bar per series, each with its amount."""
    figure, axes = _begin(title, unit, lang, rows=len(labels) * max(1, len(series)) * 0.62 + 2)
    thick = 0.8 / max(1, len(series))
    known = [ore for each in series for ore in each.ore if ore is not None]
    decimals = max([unit.decimals, *(decimals_needed(ore, unit) for ore in known)])
    for number, each in enumerate(series):
        at = [row + (number - (len(series) - 1) / 2) * thick for row in range(len(labels))]
        bars = axes.barh(
            at, [_drawn(ore, unit) for ore in each.ore], thick * 0.92, color=_COLOURS[number % len(_COLOURS)],
            label=each.name,
        )  # fmt: skip
        axes.bar_label(bars, [_said(ore, unit, lang, decimals) for ore in each.ore], padding=3, fontsize=8)
    _names(axes, labels)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.03), ncols=max(1, len(series)), frameon=False)
    return _finished(figure, axes)


def bridge_drawing(title: str, bars: Sequence[Bar], unit: Unit, lang: str) -> Figure:
    """From one total to another: whole bars at the ends, steps between that begin where the one before ended."""
    figure, axes = _begin(title, unit, lang, rows=len(bars) + 2)
    decimals = max(unit.decimals, *(decimals_needed(bar.end - bar.start, unit) for bar in bars))
    colours = {BarKind.LEVEL: _LEVEL, BarKind.INCREASE: _INCREASE, BarKind.DECREASE: _DECREASE}
    for row, bar in enumerate(bars):
        drawn = axes.barh(
            row, _drawn(bar.high - bar.low, unit), 0.62, left=_drawn(bar.low, unit), color=colours[bar.kind],
            hatch="///" if bar.kind is BarKind.DECREASE else None, edgecolor="white", linewidth=0.5,
        )  # fmt: skip
        said = number_text(
            bar.end - bar.start, unit, lang=lang, signed=bar.kind is not BarKind.LEVEL, decimals=decimals
        )
        axes.bar_label(drawn, [said], padding=4, fontsize=9)
        if row + 1 < len(bars):
            axes.plot([_drawn(bar.end, unit)] * 2, [row, row + 1], color=_GREY, linewidth=0.8, zorder=0)
    _names(axes, [bar.label for bar in bars])
    return _finished(figure, axes)


def lines_drawing(title: str, series: Sequence[Series], unit: Unit, lang: str) -> Figure:
    """The twelve months from left to right; a line stops where there is no amount."""
    figure, axes = _begin(title, unit, lang, rows=9)
    for number, each in enumerate(series):
        values = [None if ore is None else _drawn(ore, unit) for ore in each.ore]
        axes.plot(
            range(12), values, marker="o", linestyle=_DASHES[number % len(_DASHES)],
            color=_COLOURS[(number + 1) % len(_COLOURS)], label=each.name,
        )  # fmt: skip
    axes.set_xticks(range(12), _MONTHS["en" if lang == "en" else "sv"])
    low, high = axes.get_ylim()
    axes.set_ylim(min(0, low), max(0, high))
    axes.yaxis.set_major_formatter(lambda value, _: _tick(value, lang))
    axes.grid(axis="y", color="#d5dbe1", linewidth=0.6)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), ncols=max(1, len(series)), frameon=False)
    return _finished(figure, axes)


def _begin(title: str, unit: Unit, lang: str, rows: float) -> tuple[Figure, Any]:
    try:
        from matplotlib.figure import Figure
    except ImportError as problem:
        raise ExtraMissing(Text("Diagram", "Diagrams"), "plot") from problem

    class Shown(Figure):
        """A figure that a notebook shows by itself, whether or not its own display of figures is on."""

        def _repr_png_(self) -> bytes:
            held = BytesIO()
            self.savefig(held, format="png", dpi=110, metadata={"Software": None})
            return held.getvalue()

    figure = Shown(figsize=(9.5, min(60, max(3.2, 0.38 * rows + 0.8))), layout="constrained")
    axes = figure.subplots()
    axes.set_title(title, loc="left", fontweight="bold")
    line = f"Amounts in {unit.name(lang)}" if lang == "en" else f"Belopp i {unit.name(lang)}"
    axes.set_xlabel("")
    axes.text(1, 1.01, line, transform=axes.transAxes, ha="right", va="bottom", color=_GREY, fontsize=9)
    return figure, axes


def _names(axes: Any, labels: Sequence[str]) -> None:
    """The rows' names, first at the top; the bars carry their amounts, so the scale is left out."""
    # A '$' in a name is no formula.
    shown = ["\n".join(wrap(each, _LETTERS, max_lines=2, placeholder=" …")).replace("$", r"\$") for each in labels]
    axes.set_yticks(range(len(labels)), shown, fontsize=9)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.margins(x=0.14)
    axes.axvline(0, color=_GREY, linewidth=0.8)


def _finished(figure: Figure, axes: Any) -> Figure:
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0)
    return figure


def _drawn(ore: int | None, unit: Unit) -> float:
    """Where an amount stands on the paper; only drawing is done in floats."""
    return float(in_unit(ore or 0, unit))


def _said(ore: int | None, unit: Unit, lang: str, decimals: int) -> str:
    if ore is None:
        return "unknown" if lang == "en" else "okänt"
    return number_text(ore, unit, lang=lang, decimals=decimals)


def _tick(value: float, lang: str) -> str:
    said = f"{value:,.10g}".replace("-", "\N{MINUS SIGN}")
    return said if lang == "en" else said.replace(",", NBSP).replace(".", ",")
