"""How a worksheet is scrolled and printed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from trygg_excel.reporting.display import unit_line
from trygg_excel.reporting.model import Report
from trygg_excel.reporting.plain import one_line
from trygg_excel.reporting.xlsx_look import LINE_HEIGHT, Head, head_height
from trygg_excel.reporting.xlsx_paper import A4, LEAST, MARGINS, ROOM, coded, page_head, side_by_side
from trygg_excel.reporting.xlsx_place import CHART_PIXELS, Place, print_columns

_FROZEN_MOST = 280.0  # points; a taller frozen head leaves no room to scroll on a small screen
_MANY_COLUMNS = 4
_SPARED = 0.2  # so much of a last page is spared
_SHRINK = {False: 1.25, True: 1.75}  # how much a sheet may shrink to fit a page; one with a chart more


def set_page(on: Any, report: Report, place: Place, last_row: int, lang: str) -> None:
    """A4 across, headings repeated, page numbers and banner at the foot; panes frozen on screen.

    One page wide, or as many as its print takes not to be too small: then they follow each other.
    """
    _freeze(on, place)
    on.hide_gridlines(2)
    on.set_landscape()
    on.set_paper(A4)
    on.repeat_rows(place.header)
    on.set_footer(_footer(report, lang))
    if place.paper.breaks:
        side_by_side(on, place.paper, place.header, last_row, _header(place, lang))
    else:
        on.set_margins(**MARGINS)
        on.print_area(0, 0, last_row, print_columns(place) - 1)
        on.fit_to_pages(1, _pages(place))


def _freeze(on: Any, place: Place) -> None:
    row = place.first if _head_points(place) <= _FROZEN_MOST else 0
    column = 1 if len(place.widths) > _MANY_COLUMNS else 0
    if row or column:
        on.freeze_panes(row, column)


def _head_points(place: Place) -> float:
    return sum(head_height(line.head, begins=line.begins) for line in place.lines) + place.header_height


def _pages(place: Place) -> int:
    """How many pages high: a little shrinking spares a last page with a row or two, or a chart cut in two; 0: any."""
    page = ROOM[1] / place.paper.scale
    shrink = place.paper.scale / LEAST  # and no further
    high = _head_points(place) + sum(place.heights) + LINE_HEIGHT * len(place.foot)
    if place.bars:
        high += CHART_PIXELS[1] * 0.75 + LINE_HEIGHT
    if high <= page * max(1.0, min(shrink, _SHRINK[bool(place.bars)])):
        return 1
    # The headings are repeated on each page but the first.
    pages = (high - place.header_height) / (page - place.header_height)
    whole = int(pages)
    return whole if pages - whole <= _SPARED and pages <= whole * shrink else 0


def _footer(report: Report, lang: str) -> str:
    return _foot(report.banner.say(lang), report.title.say(lang), lang)


@lru_cache(64)  # each sheet of a report has the same, and so have most reports
def _foot(banner: str, title: str, lang: str) -> str:
    left, middle = coded(one_line(banner, lang), 60), coded(one_line(title, lang), 80)
    page = "Page &P of &N" if lang == "en" else "Sida &P av &N"
    return f"&L&9 {left}&C&9 {middle}&R&9 {page}"


def _header(place: Place, lang: str) -> str:
    """The title, and under it the verdict (on a front page), the unit and the first line told above the table."""
    verdict = " ".join(line.said for line in place.lines if line.head is Head.VERDICT)
    told = [verdict, unit_line(place.sheet.table, lang), *(one_line(each, lang) for each in place.sheet.lead[:1])]
    return page_head(one_line(place.sheet.title, lang), " ".join(filter(None, told)))
