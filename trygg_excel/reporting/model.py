"""A report as data: what it says, before anyone decides how it looks. The renderers know no budgets.

A cell of a table is None (blank), str or Text (text), int (a count or a year), Amount (öre), Ratio, Formula, Link or
Trend.
Formulas name cells of their own table by row index (from 0, header not counted) and column key, so that each renderer
can address them; `value` is what they give, and a renderer without formulas shows just that.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from trygg_excel.finding import Text
from trygg_excel.money import Unit


class Style(StrEnum):
    """How a column is written."""

    TEXT = "text"
    WRAPPED = "wrapped"
    CODE = "code"
    COUNT = "count"
    YEAR = "year"
    AMOUNT = "amount"
    CHANGE = "change"
    PERCENT = "percent"
    SHARE = "share"
    TREND = "trend"


class RowRole(StrEnum):
    LINE = "line"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class Tone(StrEnum):
    """What a row or a report wants of its reader; always said in words too."""

    NEUTRAL = "neutral"
    GOOD = "good"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Amount:
    """Öre, shown in the table's unit and stored in whole crowns; None is an unknown amount and says so."""

    ore: int | None


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share or relative change, 0.25 = 25 %; None: cannot be computed."""

    value: Decimal | None


class Operation(StrEnum):
    SUM = "sum"  # of the named cells, in order; a run of rows in one column may be written as a range
    DIFFERENCE = "difference"  # first - second
    RELATIVE_CHANGE = "relative_change"  # (first - second) / |second|, blank when second is 0
    SHARE = "share"  # first / second, blank when second is 0


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula: `cells` are (row index, column key) in the same table."""

    operation: Operation
    cells: tuple[tuple[int, str], ...]
    value: Amount | Ratio


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a row of another sheet of the same report; with `cell`, to that cell of a sheet of the workbook the
    report is put into, by the sheet's name.
    """

    label: str | Text
    sheet: str
    row: int | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A small chart in the cell, over the cells of its own row in the columns `keys`; `points` are those, in öre.

    Both run the way time does; None is a year without an amount. `said` tells the course in a word, where no chart is.
    """

    keys: tuple[str, ...]
    points: tuple[int | None, ...]
    said: Text


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of judgement in a cell of its own: shown with its tone's symbol and colours."""

    label: Text
    tone: Tone


Value: TypeAlias = str | Text | int | Amount | Ratio | Formula | Link | Trend | Mark | None


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is a wish in characters; None lets the renderer fit it. `answer`: for the reader to fill in.

    `aside` columns stand last and are for the screen: a paper one page wide does without them.
    `spare` columns, right before those, are printed only where there is room for them.
    `bars`: a paper draws the amounts of its lines beside them, to one scale.
    `choice`: a page lets its reader choose among the column's values.
    `asked`: people write there too, among the others; a pale ground says so, and it is printed.
    """

    key: str
    title: Text
    style: Style = Style.TEXT
    width: int | None = None
    answer: bool = False
    aside: bool = False
    choice: bool = False
    asked: bool = False
    spare: bool = False
    bars: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`values` are what the row is about, by the key of a column of choices, where its cell does not tell them all."""

    cells: tuple[Value, ...]
    role: RowRole = RowRole.LINE
    tone: Tone = Tone.NEUTRAL
    level: int = 0
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table with one header row. `unit` is what its amounts are shown in.

    `decimals` is how many of them a paper shows, rounded; None: as many as the amounts need.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: Unit | None = None
    empty: Text = Text("Inget att visa.", "Nothing to show.")
    decimals: int | None = None


class ChartKind(StrEnum):
    BRIDGE = "bridge"  # start, steps, end as stacked columns
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over a table's columns: `label` names the category column, `values` the amount column(s)."""

    kind: ChartKind
    title: Text
    alt: Text
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of the report with one table: a worksheet in Excel, a section in HTML.

    `outline`: rows of level 1 and deeper can be folded away, each level above its sum.
    """

    id: str
    title: Text
    lead: tuple[Text, ...]
    table: Table
    chart: Chart | None = None
    foot: tuple[Text, ...] = ()
    outline: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """`verdict` is the one line that answers first; `banner` (ARBETSMATERIAL) says what the paper is."""

    title: Text
    subtitle: Text
    banner: Text
    verdict: Text
    tone: Tone
    sheets: tuple[Sheet, ...]
