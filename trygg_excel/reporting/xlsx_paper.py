"""How a worksheet's columns stand on A4 across, never in a print too small to read. Widths in digits, else points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trygg_excel.reporting.model import Column, Style
from trygg_excel.reporting.plain import cut
from trygg_excel.reporting.xlsx_look import DIGIT_PIXELS, FONT

A4 = 9
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.6, "bottom": 0.8}  # inches
HIGH_TOP = 0.95  # where the title stands in the page's head
ROOM = (782.0, 490.0)  # points within them
LEAST = 0.585  # of the body's twelve points: 7,0
_PADDING_PIXELS = 5
_SLACK = 0.96  # of a scale that nothing adjusts afterwards: a copy's own font may be wider than ours
_POINTS = 0.765  # a pixel; programmes differ by a fiftieth


@dataclass(frozen=True, slots=True)
class Paper:
    """`columns` are printed, from the left, at `scale`; `breaks` are those that begin a further page.

    Over several pages the first column stands on each.
    """

    columns: int
    scale: float
    breaks: tuple[int, ...] = ()


def paper_of(columns: Sequence[Column], widths: Sequence[float]) -> Paper:
    """The paper of a table with those columns: over two pages, what is alike stands together."""
    whole = sum(not each.answer and not each.aside for each in columns)
    needed = sum(not each.answer and not each.aside and not each.spare for each in columns)
    paper = paper_for(widths, whole, needed)
    return _together(columns[:whole], _points(widths[:whole])) or paper if len(paper.breaks) == 1 else paper


def _together(columns: Sequence[Column], points: Sequence[float]) -> Paper | None:
    """Two pages that part no run of columns of one style, nor a change from its percentage; None where none is legible.

    The parting that can be printed largest.
    """
    styles = [each.style for each in columns]
    found = [
        (min(ROOM[0] / sum(points[:at]), ROOM[0] / (points[0] + sum(points[at:]))), at)
        for at in range(2, len(columns))
        if styles[at] not in {styles[at - 1], Style.PERCENT}
    ]
    scale, at = max(found, default=(0.0, 0))
    return Paper(len(columns), min(1.0, scale) * _SLACK, (at,)) if scale >= LEAST else None


def paper_for(widths: Sequence[float], whole: int, needed: int) -> Paper:
    """The `whole` of the columns on one page's width; else those `needed`; else all over as few pages as it takes."""
    points = _points(widths)
    for count in (whole, needed):
        wide = sum(points[:count])
        if wide * LEAST <= ROOM[0]:
            return Paper(count, min(1.0, ROOM[0] / max(wide, 1.0)))
    fewest = len(_breaks(points[:whole], LEAST))
    scale = next((at / 100 for at in range(100, 58, -1) if len(_breaks(points[:whole], at / 100)) <= fewest), LEAST)
    return Paper(whole, scale * _SLACK, _breaks(points[:whole], scale))


def _points(widths: Sequence[float]) -> list[float]:
    return [(DIGIT_PIXELS * width + _PADDING_PIXELS) * _POINTS for width in widths]


def _breaks(points: Sequence[float], scale: float) -> tuple[int, ...]:
    """Where further pages begin at that scale; the first column is part of each page."""
    room = ROOM[0] / scale
    found: list[int] = []
    used = points[0]
    for at, wide in enumerate(points[1:], 1):
        if used + wide > room and used > points[0]:
            found.append(at)
            used = points[0]
        used += wide
    return tuple(found)


def side_by_side(on: Any, paper: Paper, first_row: int, last_row: int, head: str) -> None:
    """Pages beside each other, each with the first column; what stands above the table is told in `head`, uncut."""
    on.set_margins(**MARGINS | {"top": HIGH_TOP})
    on.set_header(head, {"scale_with_doc": False})
    on.print_area(first_row, 0, last_row, paper.columns - 1)
    on.repeat_columns(0)
    on.set_v_pagebreaks(paper.breaks)
    on.print_across()
    on.set_print_scale(int(100 * paper.scale))


def page_head(title: str, under: str) -> str:
    """The head of a page: a title, and a line under it."""
    # A blank after each size, or a text that begins with a digit would be read as part of it.
    return f'&L&"{FONT},Bold"&14 {coded(title, 50)}\n&"{FONT},Regular"&10 {coded(under, 140)}'


def coded(said: str, limit: int) -> str:
    """The text in a head or foot, where Excel takes & for a code, and at most 255 characters in all."""
    for most in range(limit, 0, -1):
        text = cut(said, most, "…").replace("&", "&&")
        if len(text) <= limit:
            return text
    return ""
