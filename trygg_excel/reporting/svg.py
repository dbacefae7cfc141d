"""A chart as a drawing for inline SVG: bars lie down, so that long names are read level."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from trygg_excel.reporting.bars import Bar, BarKind

WIDTH = 900
_NAMES = 330  # where the names end and the bars begin
_ENDS = 100  # room to the right for the amounts
_ROW = 40
_BAR = 20
_LETTERS = 44
_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """One bar with everything the page needs to place it; lengths are in the drawing's own units."""

    lines: tuple[tuple[int, str], ...]
    said: str
    kind: BarKind
    x: float
    y: int
    width: float
    height: int
    said_x: float
    said_y: int
    end: float
    next_y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole chart; `names` is where the names end, to the left of the bars."""

    width: int
    height: int
    zero: float
    names: int
    bars: tuple[Drawn, ...]
    joined: bool


def drawing(bars: tuple[Bar, ...], *, joined: bool) -> Drawing:
    """The bars from the top down, on one scale that holds nought; `joined` ties each one's end to the next."""
    low = min(0, *(bar.low for bar in bars))
    span = max(1, max(0, *(bar.high for bar in bars)) - low)
    scale = (WIDTH - _NAMES - _ENDS) / span

    def across(ore: int) -> float:
        return round(_NAMES + (ore - low) * scale, 1)

    drawn = (_drawn(bar, index, across(bar.low), across(bar.high), across(bar.end)) for index, bar in enumerate(bars))
    return Drawing(WIDTH, _ROW * len(bars), across(0), _NAMES - 12, tuple(drawn), joined)


def _drawn(bar: Bar, index: int, left: float, right: float, end: float) -> Drawn:
    top = _ROW * index + (_ROW - _BAR) // 2
    lines = wrap(bar.label, _LETTERS, max_lines=_MOST_LINES, placeholder=" …")
    first = _ROW * index + _ROW // 2 + 5 - 8 * (len(lines) - 1)
    return Drawn(
        lines=tuple((first + 16 * number, line) for number, line in enumerate(lines)),
        said=bar.said,
        kind=bar.kind,
        x=left,
        y=top,
        width=round(max(right - left, 1.0), 1) if bar.low < bar.high else 0,
        height=_BAR,
        said_x=right + 8,
        said_y=top + 15,
        end=end,
        next_y=top + _ROW + _BAR,
    )
