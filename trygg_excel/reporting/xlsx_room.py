"""How wide columns and how high rows must be. Widths are in digits of the body font, heights in points."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal
from itertools import repeat
from typing import NamedTuple, TypeAlias, TypeVar

from trygg_excel.finding import Text
from trygg_excel.reporting.display import Showing, shown, to_the_right
from trygg_excel.reporting.model import Amount, Column, Formula, Ratio, RowRole, Style, Table, Value
from trygg_excel.reporting.plain import plain
from trygg_excel.reporting.xlsx_look import AIR, LINE_HEIGHT
from trygg_excel.reporting.xlsx_measure import heading_width, height, measure

Number = TypeVar("Number", int, Decimal)
FILTER_FROM = 13
_CAPS = {Style.TEXT: 45, Style.WRAPPED: 60, Style.CODE: 30}
_KEPT = frozenset({Style.AMOUNT, Style.CHANGE, Style.PERCENT, Style.TREND})  # alike in every table, whatever they hold
_HEADING_CAP = 24
_SHORT_HEADING = 12
_WIDEST = 255.0
_PADDING = 2.0
_EDGES = 1.0
_INDENT = 1.2
_FILTER_BUTTON = 2.5


def is_filtered(table: Table) -> bool:
    """A long flat list is filtered; among groups and subtotals a sort would tear the table apart."""
    roles = [row.role for row in table.rows]
    while roles and roles[-1] is RowRole.TOTAL:
        roles.pop()
    return len(roles) >= FILTER_FROM and set(roles) == {RowRole.LINE}


class Said(NamedTuple):
    """What a cell says, and whether it stands to the right."""

    text: str
    right: bool


Grid: TypeAlias = tuple[tuple[Said, ...], ...]


def said_in(table: Table, how: Showing) -> Grid:
    """What each cell of the table says, row by row; a known number is not put in words, Excel does that.

    The texts of a long list come again and again: each is made plain once.
    """
    styles, english = [column.style for column in table.columns], how.lang == "en"
    texts: dict[str, Said] = {"": _BLANK}
    grid = []
    for row in table.rows:
        line: list[Said] = []
        for value, style in zip(row.cells, styles, strict=True):
            told = "" if value is None else (value.en if english else value.sv) if isinstance(value, Text) else value
            if not isinstance(told, str):
                line.append(_said(how, value, style))
                continue
            said = texts.get(told)
            if said is None:
                said = texts[told] = Said(plain(told, how.lang), right=False)
            line.append(said)
        grid.append(tuple(line))
    return tuple(grid)


_NUMBERS = frozenset({Amount, Ratio, Formula})
_BLANK, _KNOWN = Said("", right=False), Said("", right=True)


def _said(how: Showing, value: Value, style: Style) -> Said:
    held = value.value if isinstance(value, Formula) else value
    number = held.ore if isinstance(held, Amount) else held.value if isinstance(held, Ratio) else None
    return _KNOWN if number is not None else Said(shown(value, style, how), to_the_right(value, style))


def column_widths(table: Table, headings: tuple[str, ...], grid: Grid, how: Showing) -> tuple[float, ...]:
    """Each column as wide as its widest number, or its text up to a cap, and the longest word of its heading."""
    button = _FILTER_BUTTON if is_filtered(table) else 0.0
    levels = [row.level for row in table.rows]
    said = list(zip(*grid, strict=True)) or [()] * len(headings)
    held = list(zip(*(row.cells for row in table.rows), strict=True)) or [()] * len(headings)
    found = []
    for index, (column, heading) in enumerate(zip(table.columns, headings, strict=True)):
        texts = _widest_text(set(said[index]), repeat(1)) if index else _widest_text(said[0], levels)
        number = _widest_number(held[index], column.style, how)
        found.append(_width(column, texts[0], max(number, texts[1]), _heading_width(heading) + button))
    return tuple(found)


def row_heights(table: Table, widths: tuple[float, ...], grid: Grid) -> tuple[float, ...]:
    """The height of each row of the table. Most columns have room for all they say on one line."""
    deepest = max((row.level for row in table.rows), default=0)
    rooms = [width - _EDGES - _INDENT for width in widths]
    least = [widths[0] - _EDGES - _INDENT * deepest, *rooms[1:]]
    columns = enumerate(zip(*grid, strict=True))
    tight = [at for at, cells in columns if _wraps(cells, least[at])]
    if not tight:
        return (LINE_HEIGHT + AIR,) * len(table.rows)
    found = []
    for row, said in zip(table.rows, grid, strict=True):
        rooms[0] = widths[0] - _EDGES - _INDENT * row.level
        found.append(max([LINE_HEIGHT, *_heights([(said[at], rooms[at]) for at in tight])]) + AIR)
    return tuple(found)


def _wraps(cells: Iterable[Said], room: float) -> bool:
    return any(height(text, room) > LINE_HEIGHT for text, right in set(cells) if text and not right)


def _heights(cells: Iterable[tuple[Said, float]]) -> list[float]:
    return [height(text, room) for (text, right), room in cells if text and not right]


def header_height(table: Table, headings: tuple[str, ...], widths: tuple[float, ...]) -> float:
    """The height of the header row."""
    taken = _EDGES + _INDENT + (_FILTER_BUTTON if is_filtered(table) else 0.0)
    return AIR + max(height(heading, width - taken) for heading, width in zip(headings, widths, strict=True))


def _width(column: Column, widest_text: float, widest_number: float, heading: float) -> float:
    text = min(widest_text, column.width or _CAPS.get(column.style, _HEADING_CAP))
    if column.width and (column.answer or column.asked or column.style in _KEPT):
        text = column.width
    return min(_WIDEST, max(min(heading, _HEADING_CAP), text, widest_number) + _PADDING)


def _widest_text(cells: Collection[Said], levels: Iterable[int]) -> tuple[float, float]:
    """The widest of the texts that stand to the left, with their indent, and of those that stand to the right."""
    left = [
        _widest_line(text) + _INDENT * step
        for (text, right), step in zip(cells, levels, strict=False)
        if text and not right
    ]
    return max(left, default=0.0), max([measure(text) + 1 for text, right in cells if right], default=0.0)


def _widest_number(values: Iterable[Value], style: Style, how: Showing) -> float:
    """The number furthest from nought on either side is the widest one."""
    given = tuple(values)
    if _NUMBERS.isdisjoint(map(type, given)):
        return 0.0
    held = [value.value if isinstance(value, Formula) else value for value in given]
    amounts = [each.ore for each in held if isinstance(each, Amount) and each.ore is not None]
    shares = [each.value for each in held if isinstance(each, Ratio) and each.value is not None]
    ends = [Amount(end) for end in _ends(amounts)] + [Ratio(end) for end in _ends(shares)]
    return max((measure(shown(end, style, how)) + 1 for end in ends), default=0.0)


def _ends(numbers: list[Number]) -> tuple[Number, ...]:
    return (min(numbers), max(numbers)) if numbers else ()


def _widest_line(said: str) -> float:
    return max(map(measure, said.split("\n"))) if "\n" in said else measure(said)


def _heading_width(heading: str) -> float:
    """A short heading stands on one line, a longer one on two; a word is never broken."""
    whole = measure(heading)
    return _INDENT + (whole if whole <= _SHORT_HEADING else heading_width(heading))
