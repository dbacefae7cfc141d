"""A chart as bars with a low and a high end, in öre: Excel and HTML draw the same bars."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trygg_excel.reporting.display import Showing, bare, shown
from trygg_excel.reporting.model import Amount, Chart, ChartKind, Row, RowRole, Style, Table, Value
from trygg_excel.reporting.plain import one_line

_LEVELS = {RowRole.SUBTOTAL, RowRole.TOTAL}


class BarKind(StrEnum):
    LEVEL = "level"
    INCREASE = "increase"
    DECREASE = "decrease"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar from `start` to `end` öre; `said` is its amount as the table shows it."""

    label: str
    said: str
    start: int
    end: int
    kind: BarKind

    @property
    def low(self) -> int:
        return min(self.start, self.end)

    @property
    def high(self) -> int:
        return max(self.start, self.end)


def bars(table: Table, chart: Chart, how: Showing) -> tuple[Bar, ...]:
    """The bars of the chart in the order of the table; none when there is no amount to draw."""
    drawn = _bridge(table, chart, how) if chart.kind is ChartKind.BRIDGE else _columns(table, chart, how)
    return drawn if any(bar.low < bar.high for bar in drawn) else ()


def _bridge(table: Table, chart: Chart, how: Showing) -> tuple[Bar, ...]:
    """The first and last rows and every total stand from nought; each other row goes on where the one before ended.

    With two value columns the first holds the levels and the last the steps.
    """
    rows = [row for row in table.rows if row.role is not RowRole.GROUP]
    drawn: list[Bar] = []
    at = 0
    for index, row in enumerate(rows):
        level = row.role in _LEVELS or index in {0, len(rows) - 1}
        value = _cell(table, row, chart.values[0 if level else -1])
        drawn.append(_bar(_label(table, row, chart, how), value, 0 if level else at, how, level=level))
        at = drawn[-1].end
    return tuple(drawn)


def _columns(table: Table, chart: Chart, how: Showing) -> tuple[Bar, ...]:
    """A bar from nought for each amount of the lines; groups and totals are not drawn among their parts."""
    titles = {column.key: one_line(column.title, how.lang) for column in table.columns}
    several = len(chart.values) > 1
    return tuple(
        _bar(
            _label(table, row, chart, how) + (f", {titles[key]}" if several else ""),
            _cell(table, row, key),
            0,
            how,
            level=True,
        )
        for row in table.rows
        if row.role is RowRole.LINE
        for key in chart.values
    )


def _bar(label: str, value: Value, start: int, how: Showing, *, level: bool) -> Bar:
    held = bare(value)
    ore = (held.ore or 0) if isinstance(held, Amount) else 0
    if level:
        return Bar(label, shown(value, Style.AMOUNT, how), start, start + ore, BarKind.LEVEL)
    kind = BarKind.DECREASE if ore < 0 else BarKind.INCREASE
    return Bar(label, shown(value, Style.CHANGE, how), start, start + ore, kind)


def _cell(table: Table, row: Row, key: str) -> Value:
    return row.cells[[column.key for column in table.columns].index(key)]


def _label(table: Table, row: Row, chart: Chart, how: Showing) -> str:
    return one_line(shown(_cell(table, row, chart.label), Style.TEXT, how), how.lang)
