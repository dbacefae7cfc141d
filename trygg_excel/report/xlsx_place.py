"""Where everything stands on a worksheet and how much room it takes. Widths are in digits of the body font, heights in points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from trygg_excel.report.bars import Bar, bars
from trygg_excel.report.display import RIGHT, Showing, shown, showing, to_the_right, unit_line
from trygg_excel.report.model import ChartKind, Column, Report, Row, RowRole, Sheet, Style
from trygg_excel.report.plain import one_line, plain, unique, with_symbol
from trygg_excel.report.xlsx_look import HEAD_SIZES, LINE_HEIGHT, Head

TAB_LIMIT = 31
HEADING_LIMIT = 255
FILTER_FROM = 13
_CAPS = {Style.TEXT: 45, Style.WRAPPED: 60, Style.CODE: 30}
_PADDING = 2.0
_FILTER_BUTTON = 2.5
_TEXT_WIDTH = (100, 125)
_ROW_MOST = 409.0
_WIDE = {**dict.fromkeys("mwMWÅÄÖ@%–—✓●▲✖", 1.6), **dict.fromkeys("ABCDEGHKLNOPQRSTUVXYZ", 1.25)}


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line above (or below) the table, short enough to be read across its columns."""

    said: str
    head: Head


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet with its place in the workbook. Rows and columns count from 0."""

    sheet: Sheet
    name: str
    how: Showing
    headings: tuple[str, ...]
    lines: tuple[HeadLine, ...]
    foot: tuple[HeadLine, ...]
    widths: tuple[float, ...]
    bars: tuple[Bar, ...]

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
        """A long flat list is filtered; among groups and subtotals a sort would tear the table apart."""
        roles = [row.role for row in self.sheet.table.rows]
        while roles and roles[-1] is RowRole.TOTAL:
            roles.pop()
        return len(roles) >= FILTER_FROM and set(roles) == {RowRole.LINE}

    @property
    def is_bridge(self) -> bool:
        return self.sheet.chart is not None and self.sheet.chart.kind is ChartKind.BRIDGE


def places(report: Report, lang: str) -> tuple[Place, ...]:
    """A place for each sheet of the report, the front page first."""
    names = tab_names([one_line(sheet.title, lang) for sheet in report.sheets])
    return tuple(
        _place(report, sheet, name, lang, front=index == 0)
        for index, (sheet, name) in enumerate(zip(report.sheets, names, strict=True))
    )


def tab_names(titles: Iterable[str]) -> list[str]:
    """The titles as names Excel takes: 31 characters, none of []:*?/\\, unique whatever the case, not 'History'."""
    safe = [re.sub(r"[\[\]:*?/\\]", "-", title)[: TAB_LIMIT * 2].strip("' ") or "-" for title in titles]
    return unique((f"{name} -" if name.casefold() == "history" else name for name in safe), TAB_LIMIT)


def letters(column: int) -> str:
    """The column's letters: 0 is A, 26 is AA."""
    name = ""
    while column >= 0:
        name, column = chr(ord("A") + column % 26) + name, column // 26 - 1
    return name


def measure(said: str) -> float:
    """How wide the text is, in digits; generous, since the reader's font is not ours to choose."""
    return sum(_WIDE.get(char, 2.0 if ord(char) > 0x2E7F else 1.0) for char in said)


def wrap(said: str, width: float) -> list[str]:
    """The text broken at spaces (and within words that are wider than the line) into lines of `width` digits."""
    lines: list[str] = []
    for paragraph in said.split("\n"):
        lines.append("")
        used = 0.0
        for word in paragraph.split(" "):
            size = measure(word)
            if lines[-1] and used + 1 + size > width:
                lines.append("")
                used = 0.0
            used += size + (1 if lines[-1] else 0)
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def height(said: str, width: float) -> float:
    """The height in points that the wrapped text needs, within what Excel allows a row."""
    taken = sum(max(1, ceil(measure(line) / width)) for line in wrap(said, width))
    return min(_ROW_MOST, taken * LINE_HEIGHT)


def row_height(place: Place, row: Row) -> float:
    """The height in points of one row of the table."""
    cells = zip(row.cells, place.sheet.table.columns, place.widths, strict=True)
    said = [
        height(shown(value, column.style, place.how), width - _PADDING + 1 - 2 * row.level * (index == 0))
        for index, (value, column, width) in enumerate(cells)
        if not to_the_right(value, column.style)
    ]
    return max(said, default=LINE_HEIGHT)


def header_height(place: Place) -> float:
    """The height in points of the header row."""
    room = _PADDING + (_FILTER_BUTTON if place.filtered else 0)
    return max(height(said, width - room + 1) for said, width in zip(place.headings, place.widths, strict=True))


def _place(report: Report, sheet: Sheet, name: str, lang: str, *, front: bool) -> Place:
    how = showing(sheet.table, lang)
    headings = _headings(sheet.table.columns, lang)
    bare = Place(sheet, name, how, headings, (), (), (), ())
    widths = tuple(_width(bare, index) for index in range(len(headings)))
    room = min(max(sum(widths), _TEXT_WIDTH[0]), _TEXT_WIDTH[1])
    said = _front(report, lang) if front else [(Head.TITLE, plain(sheet.title, lang))]
    if front:
        said.append((Head.HEADING, plain(sheet.title, lang)))
    said += [(Head.LEAD, plain(text, lang)) for text in sheet.lead]
    said += [(Head.UNIT, line) for line in (unit_line(sheet.table, lang),) if line]
    foot = [(Head.FOOT, plain(text, lang)) for text in sheet.foot]
    drawn = bars(sheet.table, sheet.chart, how) if sheet.chart else ()
    return Place(sheet, name, how, headings, _lines(said, room), _lines(foot, room), widths, drawn)


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
        HeadLine(line, head)
        for head, text in said
        for line in wrap(text, room * HEAD_SIZES[Head.LEAD] / HEAD_SIZES[head])
        if line
    )


def _headings(columns: Iterable[Column], lang: str) -> tuple[str, ...]:
    """The headings of an Excel table are never empty, never the same, and hold no escape of Excel's own."""
    said = [re.sub("_(?=x[0-9A-Fa-f]{4}_)", "-", one_line(column.title, lang)) for column in columns]
    return tuple(unique((text or f"({number})" for number, text in enumerate(said, 1)), HEADING_LIMIT))


def _width(place: Place, index: int) -> float:
    """As wide as its widest number, or its text up to a cap; never narrower than the longest word of the heading."""
    column = place.sheet.table.columns[index]
    button = _FILTER_BUTTON if place.filtered else 0
    heading = max(measure(word) for word in place.headings[index].split(" ")) * 1.05 + button
    widest_text = widest_number = 0.0
    for row in place.sheet.table.rows:
        said = shown(row.cells[index], column.style, place.how)
        if to_the_right(row.cells[index], column.style):
            widest_number = max(widest_number, measure(said))
        else:
            indent = 2 * row.level * (index == 0)
            widest_text = max(widest_text, indent + max(map(measure, said.split("\n"))))
    cap = _CAPS.get(column.style, 20)
    text = column.width or min(widest_text, cap)
    return min(255.0, max(min(heading, cap), text, widest_number) + _PADDING)
