"""Where everything stands on a worksheet. Widths are in digits of the body font, heights in points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil

from trygg_excel.money import KR
from trygg_excel.reporting.bars import Bar, bars
from trygg_excel.reporting.display import Showing, charted, showing, unit_line
from trygg_excel.reporting.model import Column, Report, Sheet, Table
from trygg_excel.reporting.plain import one_line, plain, unique, with_symbol
from trygg_excel.reporting.xlsx_look import DIGIT_PIXELS, FONT_SIZE, HEAD_SIZES, Head
from trygg_excel.reporting.xlsx_measure import head_lines, measure
from trygg_excel.reporting.xlsx_paper import Paper, paper_of
from trygg_excel.reporting.xlsx_room import Grid, column_widths, header_height, is_filtered, row_heights, said_in

TAB_LIMIT = 31
HEADING_LIMIT = 255
_DEFAULT_WIDTH = 8.0
CHART_PIXELS = (1000, 420)
_TEXT_WIDTH = (100, 125)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line above (or below) the table, short enough to be read across its columns; `begins` a text of its own."""

    said: str
    head: Head
    begins: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet with its place in the workbook. Rows and columns count from 0; `index` is that of a column by its key."""

    sheet: Sheet
    name: str
    how: Showing
    headings: tuple[str, ...]
    lines: tuple[HeadLine, ...]
    foot: tuple[HeadLine, ...]
    grid: Grid
    index: Mapping[str, int]
    widths: tuple[float, ...]
    paper: Paper
    heights: tuple[float, ...]
    header_height: float
    bars: tuple[Bar, ...]
    bars_how: Showing

    @property
    def header(self) -> int:
        return len(self.lines)

    @property
    def first(self) -> int:
        return self.header + 1

    @property
    def last(self) -> int:
        """The last row of the table; an empty table has one row that says so."""
        return self.header + max(1, len(self.sheet.table.rows))

    @property
    def filtered(self) -> bool:
        return is_filtered(self.sheet.table)


def places(report: Report, lang: str, taken: Iterable[str] = ()) -> tuple[Place, ...]:
    """A place for each sheet of the report, the front page first; no tab is called as one of `taken`."""
    names = tab_names([one_line(sheet.title, lang) for sheet in report.sheets], taken)
    return tuple(
        _place(report, sheet, name, lang, front=index == 0)
        for index, (sheet, name) in enumerate(zip(report.sheets, names, strict=True))
    )


def tab_names(titles: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """The titles as names Excel takes: 31 characters, none of []:*?/\\, unique whatever the case, not 'History'."""
    safe = [re.sub(r"[\[\]:*?/\\]", "-", title)[: TAB_LIMIT * 2].strip("' ") or "-" for title in titles]
    return unique((f"{name} -" if name.casefold() == "history" else name for name in safe), TAB_LIMIT, taken)


@cache
def letters(column: int) -> str:
    """The column's letters: 0 is A, 26 is AA."""
    name = ""
    while column >= 0:
        name, column = chr(ord("A") + column % 26) + name, column // 26 - 1
    return name


def print_columns(place: Place) -> int:
    """How many columns from the left hold what is printed: the table, the lines above it and the chart."""
    chart = CHART_PIXELS[0] / DIGIT_PIXELS if place.bars else 0
    needed = max(
        [chart, *(measure(line.said) * HEAD_SIZES[line.head] / FONT_SIZE for line in place.lines + place.foot)]
    )
    widths = place.widths[: place.paper.columns]
    return len(widths) + ceil(max(0.0, needed - sum(widths)) / _DEFAULT_WIDTH)


def _place(report: Report, sheet: Sheet, name: str, lang: str, *, front: bool) -> Place:
    how = showing(sheet.table, lang)
    headings, grid = _headings(sheet.table.columns, lang), said_in(sheet.table, how)
    widths = column_widths(sheet.table, headings, grid, how)
    bars_how = charted(sheet.table, how) if sheet.chart else how
    paper = paper_of(sheet.table.columns, widths)
    room = min(max(sum(widths), _TEXT_WIDTH[0]), _TEXT_WIDTH[1])
    return Place(
        sheet=sheet,
        name=name,
        how=how,
        headings=headings,
        lines=_lines(_head(report, sheet, lang, front=front), room),
        foot=_lines(((Head.FOOT, plain(text, lang)) for text in sheet.foot), room),
        grid=grid,
        index={column.key: number for number, column in enumerate(sheet.table.columns)},
        widths=widths,
        paper=paper,
        heights=row_heights(sheet.table, widths, grid),
        header_height=header_height(sheet.table, headings, widths),
        bars=bars(sheet.table, sheet.chart, bars_how) if sheet.chart else (),
        bars_how=bars_how,
    )


def _head(report: Report, sheet: Sheet, lang: str, *, front: bool) -> list[tuple[Head, str]]:
    title = (Head.HEADING if front else Head.TITLE, plain(sheet.title, lang))
    above = [*_front(report, lang), title] if front else [title]
    lead = [(Head.LEAD, plain(text, lang)) for text in sheet.lead]
    unit = _unit_line(sheet.table, lang)
    return above + lead + ([(Head.UNIT, unit)] if unit else [])


def _unit_line(table: Table, lang: str) -> str:
    """Who clicks on 5,0 and sees 5000000 should not have to wonder."""
    line = unit_line(table, lang)
    if not line or table.unit in {None, KR}:
        return line
    return line + (" The cells hold SEK." if lang == "en" else " Cellerna innehåller kronor.")


def _front(report: Report, lang: str) -> list[tuple[Head, str]]:
    said = [
        (Head.TITLE, plain(report.title, lang)),
        (Head.SUBTITLE, plain(report.subtitle, lang)),
        (Head.BANNER, plain(report.banner, lang)),
        (Head.VERDICT, with_symbol(report.tone, plain(report.verdict, lang))),
    ]
    return [(head, text) for head, text in said if text]


def _lines(said: Iterable[tuple[Head, str]], room: float) -> tuple[HeadLine, ...]:
    return tuple(
        HeadLine(line, head, begins=number == 0)
        for head, text in said
        for number, line in enumerate(head_lines(text, room * HEAD_SIZES[Head.LEAD] / HEAD_SIZES[head]))
    )


def _headings(columns: Iterable[Column], lang: str) -> tuple[str, ...]:
    """The headings of an Excel table are never empty, never the same, and hold no escape of Excel's own."""
    return _told_apart(tuple([column.title.say(lang) for column in columns]), lang)


@lru_cache(1_024)  # most tables have the headings of another report's
def _told_apart(titles: tuple[str, ...], lang: str) -> tuple[str, ...]:
    said = [re.sub("_(?=x[0-9A-Fa-f]{4}_)", "-", one_line(title, lang)) for title in titles]
    return tuple(unique((text or f"({number})" for number, text in enumerate(said, 1)), HEADING_LIMIT))
